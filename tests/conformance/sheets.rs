//! What can be measured of screens as they are set, in millimetres.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use hiroba::config::Config;
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::programme::Programme;
use hiroba::domain::text::Lang;
use hiroba::kiosk::core::{Event, Kiosk, Now, Shown};
use hiroba::kiosk::gallery::{self, Exhibit};
use hiroba::kiosk::sources;
use hiroba::view::layout::{self, Kind, Piece, Sheet};
use hiroba::view::{Action, Board, Slot, View};
use jiff::{SignedDuration, Timestamp};

/// x-height and height of capitals of BIZ UDPGothic, by its own fields, in parts of the em.
pub const X_HEIGHT: f32 = 1108.0 / 2048.0;
const CAPITALS: f32 = 1567.0 / 2048.0;

pub fn moment() -> Timestamp {
    "2026-12-03T14:05[Asia/Tokyo]".parse::<jiff::Zoned>().unwrap().timestamp()
}

pub fn config() -> Config {
    Config::parse("", Path::new("kiosk.toml")).unwrap()
}

pub fn programme(config: &Config) -> Programme {
    sources::sample(moment(), &config.place.zone)
}

pub fn panel(portrait: bool) -> Panel {
    if portrait { Panel::by_diagonal(43.0, 1080, 1920) } else { Panel::REFERENCE }
}

/// Every screen in one way of looking.
pub struct Look {
    pub lang: Lang,
    pub size: TextSize,
    pub panel: Panel,
    pub exhibits: Vec<Exhibit>,
}

pub fn exhibits(config: &Config) -> Vec<Exhibit> {
    let (name, _) = sources::sample_picture().unwrap();
    let now = Now { at: moment(), sure: true };
    gallery::walk(config, &programme(config), &HashSet::from([name]), now)
}

/// Five languages, four sizes of text, lying and upright.
pub fn looks() -> Vec<Look> {
    let mut wanted = Vec::new();
    for lang in [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO] {
        for size in TextSize::ALL {
            wanted.extend([false, true].map(|portrait| (lang, size, panel(portrait))));
        }
    }
    let (next, looks) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some((lang, size, panel)) =
                    wanted.get(next.fetch_add(1, Ordering::Relaxed)).copied()
                {
                    let mut config = config();
                    (config.display.language, config.display.text_size, config.panel) = (lang, size, panel);
                    let exhibits = exhibits(&config);
                    looks.lock().unwrap().push(Look { lang, size, panel, exhibits });
                }
            });
        }
    });
    looks.into_inner().unwrap()
}

/// The smallest and the largest of some figures.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub least: f32,
    pub most: f32,
}

impl Span {
    pub fn none() -> Span {
        Span { least: f32::INFINITY, most: f32::NEG_INFINITY }
    }

    pub fn add(&mut self, value: f32) {
        (self.least, self.most) = (self.least.min(value), self.most.max(value));
    }
}

#[derive(Debug)]
pub struct Figures {
    pub screens: usize,
    pub targets: Span,
    pub primaries: Span,
    pub gaps: Span,
    /// Heights above the floor of what is touched, whole and brought within reach, mm.
    pub touched: Span,
    pub touched_low: Span,
    /// Of what is to be read, brought within reach.
    pub read_low: Span,
    pub widths: Span,
    /// Labels of controls: capitals at the largest size, x-height at the smallest.
    pub capitals: Span,
    /// The same of every screen brought within reach.
    pub capitals_low: Span,
    pub labels: Span,
    /// x-height of what a passer-by reads at rest, at the smallest size.
    pub sign: Span,
    pub choices: Span,
    /// Places of "staff", of the rotation's buttons, of the voice: how many on each kind of panel.
    pub staff: usize,
    pub rotation: usize,
    pub voice: usize,
    /// Screens without "staff", and codes without a number or an address in words.
    pub without_staff: usize,
    pub bare_codes: usize,
    pub unnamed: usize,
}

/// Only staff come here, or nobody has to read it from afar.
fn is_of_staff(name: &str) -> bool {
    name.starts_with("corner") || name == "pin"
}

pub fn figures(looks: &[Look]) -> Figures {
    let none = Span::none();
    let mut f = Figures {
        screens: 0,
        targets: none,
        primaries: none,
        gaps: none,
        touched: none,
        touched_low: none,
        read_low: none,
        widths: none,
        capitals: none,
        capitals_low: none,
        labels: none,
        sign: none,
        choices: none,
        staff: 0,
        rotation: 0,
        voice: 0,
        without_staff: 0,
        bare_codes: 0,
        unnamed: 0,
    };
    let mut places: HashMap<(&str, bool), HashSet<[i32; 4]>> = HashMap::new();
    for look in looks {
        for Exhibit { name, shown } in &look.exhibits {
            f.screens += 1;
            let Shown { view, sheet, .. } = shown;
            if !view.low {
                heights(sheet, &look.panel, &mut f.touched);
                note_places(sheet, view, look.panel.is_portrait(), &mut places);
            }
            for control in &sheet.controls {
                f.targets.add(control.rect.w.min(control.rect.h));
                if control.kind == Kind::Primary {
                    f.primaries.add(control.rect.w.min(control.rect.h));
                }
                f.unnamed += usize::from(control.label.trim().is_empty());
                for text in letters(&control.pieces) {
                    if look.size != TextSize::Largest {
                        f.labels.add(text * X_HEIGHT);
                    } else if view.low {
                        f.capitals_low.add(text * CAPITALS);
                    } else {
                        f.capitals.add(text * CAPITALS);
                    }
                }
            }
            gaps(sheet, &mut f.gaps);
            width(sheet, &mut f.widths);
            if name.starts_with("sign-")
                && !view.low
                && look.size == TextSize::Normal
                && look.lang != Lang::JA_EASY
            {
                at_rest(sheet, view, &mut f.sign);
            }
            let choices =
                view.counter.controls.iter().filter(|control| matches!(control.slot, Slot::Choice(_)));
            if !is_of_staff(name) {
                f.choices.add(choices.count() as f32);
            }
            let calls = view.counter.controls.iter().any(|control| control.action == Action::Staff);
            f.without_staff += usize::from(!calls && !is_of_staff(name));
            f.bare_codes += usize::from(is_bare_code(view, name));
            let low = View { low: true, ..view.clone() };
            for sheet in layout::sheets(&low, &look.panel) {
                heights(&sheet, &look.panel, &mut f.touched_low);
                for said in &sheet.said {
                    f.read_low.add(floor(&look.panel, said.rect.y));
                    f.read_low.add(floor(&look.panel, said.rect.bottom()));
                }
                for control in &sheet.controls {
                    f.targets.add(control.rect.w.min(control.rect.h));
                    for text in letters(&control.pieces) {
                        if look.size == TextSize::Largest {
                            f.capitals_low.add(text * CAPITALS);
                        } else {
                            f.labels.add(text * X_HEIGHT);
                        }
                    }
                }
                gaps(&sheet, &mut f.gaps);
                width(&sheet, &mut f.widths);
            }
        }
    }
    let most =
        |kind| places.iter().filter(|((of, _), _)| *of == kind).map(|(_, at)| at.len()).max().unwrap_or(0);
    (f.staff, f.rotation, f.voice) = (most("staff"), most("next"), most("voice"));
    f
}

/// Ems of letters, without furigana.
fn letters(pieces: &[Piece]) -> Vec<f32> {
    let sizes: Vec<f32> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Text { size, .. } => Some(*size),
            _ => None,
        })
        .collect();
    let most = sizes.iter().copied().fold(0.0, f32::max);
    // Furigana are half of what they stand over.
    sizes.into_iter().filter(|size| *size > most * 0.55).collect()
}

fn floor(panel: &Panel, y: f32) -> f32 {
    panel.lower_edge_mm + panel.height_mm() - y
}

fn heights(sheet: &Sheet, panel: &Panel, span: &mut Span) {
    for control in &sheet.controls {
        span.add(floor(panel, control.rect.y));
        span.add(floor(panel, control.rect.bottom()));
    }
}

fn gaps(sheet: &Sheet, span: &mut Span) {
    for (n, control) in sheet.controls.iter().enumerate() {
        for other in &sheet.controls[n + 1..] {
            let (a, b) = (control.rect, other.rect);
            let across = (b.x - a.right()).max(a.x - b.right());
            let down = (b.y - a.bottom()).max(a.y - b.bottom());
            span.add(across.max(down));
        }
    }
}

fn width(sheet: &Sheet, span: &mut Span) {
    let left = sheet.controls.iter().map(|control| control.rect.x).fold(f32::INFINITY, f32::min);
    let right = sheet.controls.iter().map(|control| control.rect.right()).fold(0.0, f32::max);
    if right > left {
        span.add(right - left);
    }
}

/// What must be read from where one passes by: not the header, which is read from near by as well, and not
/// the address, beside which code and page number stand.
fn at_rest(sheet: &Sheet, view: &View, span: &mut Span) {
    let address = match &view.board {
        Board::Article(article) => article.way.as_ref().and_then(|way| way.address.as_ref()),
        Board::List(_) => None,
    };
    let address = address.map(|address| address.text()).unwrap_or_default();
    let header = 120.0 * 0.4958;
    for piece in &sheet.pieces {
        if let Piece::Text { rect, text, size, .. } = piece
            && rect.y > header
            && rect.y < sheet.counter.y
            && !address.contains(text.trim())
        {
            span.add(size * X_HEIGHT);
        }
    }
}

fn note_places(
    sheet: &Sheet,
    view: &View,
    portrait: bool,
    places: &mut HashMap<(&str, bool), HashSet<[i32; 4]>>,
) {
    let at_rest = matches!(view.counter.controls.iter().find(|c| c.action == Action::Next), Some(c) if c.slot == Slot::Rotation(2));
    for control in &sheet.controls {
        let kind = match control.action {
            Action::Staff => "staff",
            Action::Next if at_rest => "next",
            Action::Aloud(
                hiroba::view::Aloud::Start | hiroba::view::Aloud::Menu | hiroba::view::Aloud::Stop,
            ) => "voice",
            _ => continue,
        };
        let r = control.rect;
        let at = [r.x, r.y, r.w, r.h].map(|mm| (mm * 10.0).round() as i32);
        places.entry((kind, portrait)).or_default().insert(at);
    }
}

/// A code that leads somewhere, and nothing that says where in words. A receipt's is its number.
fn is_bare_code(view: &View, name: &str) -> bool {
    match &view.board {
        Board::Article(article) => article.way.as_ref().is_some_and(|way| {
            way.url.is_some() && way.address.is_none() && way.number.is_none() && !name.starts_with("thanks")
        }),
        Board::List(_) => false,
    }
}

/// What rounds of the sign show.
#[derive(Debug)]
pub struct Round {
    pub slides: usize,
    /// The shortest time by which a slide stood longer than its rule asks, s.
    pub spare: f64,
    /// How much the longest slide has to read.
    pub most_reading: f32,
    /// How many moments a frame apart looked different.
    pub flickers: usize,
}

/// A round of the sign in every language and size, in the sets of colours by turns.
pub fn rounds() -> Round {
    let mut all = Round { slides: 0, spare: f64::INFINITY, most_reading: 0.0, flickers: 0 };
    let languages = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
    for (turn, lang) in languages.into_iter().enumerate() {
        for (next, size) in TextSize::ALL.into_iter().enumerate() {
            let mut config = config();
            (config.display.language, config.display.text_size) = (lang, size);
            config.display.colours = Colours::ALL[(turn + next) % Colours::ALL.len()];
            round(config, &mut all);
        }
    }
    all
}

fn round(config: Config, all: &mut Round) {
    let mut now = Now { at: moment(), sure: true };
    let programme = programme(&config);
    let mut kiosk = Kiosk::new(config, programme, now);
    kiosk.update(Event::Tick, now);
    let mut is_first = true;
    let end = now.at + SignedDuration::from_mins(15);
    let (mut at, mut since) = (kiosk.position(), now.at);
    while now.at < end {
        let shown = kiosk.show(now);
        all.most_reading = all.most_reading.max(shown.sheet.reading);
        let frame = Now { at: now.at + SignedDuration::from_millis(16), ..now };
        kiosk.update(Event::Tick, frame);
        all.flickers += usize::from(kiosk.show(frame).sheet.pieces != shown.sheet.pieces);
        let reading = f64::from(shown.sheet.reading);
        now.at = kiosk.next_deadline();
        kiosk.update(Event::Tick, now);
        if kiosk.position() != at {
            let stood = now.at.duration_since(since).as_secs_f64();
            // The first one had begun before.
            if !is_first {
                all.spare = all.spare.min(stood - (5.0 + reading / 2.0).max(20.0));
            }
            is_first = false;
            all.slides += 1;
            (at, since) = (kiosk.position(), now.at);
        }
    }
}
