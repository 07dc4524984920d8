//! The sign as a state machine: [`Kiosk::update`] takes one event and the time, and says what is
//! to be done. No I/O, no clock, no window (invariants 1 and 2).

mod emergency;
mod key;
mod passing;
mod round;
mod visit;

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp, Zoned};

use crate::config::{Config, QuietScreen};
use crate::domain::display::Panel;
use crate::domain::playlist::{self, Slide};
use crate::domain::programme::Programme;
use crate::view::dates;
use crate::view::layout::{self, Sheet};
use crate::view::reader::Reader;
use crate::view::rows;
use crate::view::slides;
use crate::view::words::{Say, Words};
use crate::view::{Action, Article, Board, Header, Leading, Light, View};

pub use key::Stroke;
use round::Round;
use visit::{Screen, Visit};

/// The time, and whether it can be believed. A machine without a clock chip starts in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    pub at: Timestamp,
    pub sure: bool,
}

/// What can happen to a kiosk.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Time has gone on; a deadline may be due.
    Tick,
    /// A control was used.
    Act(Action),
    /// A key was pressed.
    Key(Stroke),
    /// Somebody touched the screen, wherever.
    Touched,
    /// The window has this size now, px.
    Resized(u32, u32),
    /// A whole programme, merged from all sources; and when its oldest part was last confirmed.
    Programme { programme: Box<Programme>, confirmed: Option<Timestamp> },
    /// All sources are as they were, confirmed then.
    Confirmed(Option<Timestamp>),
    /// The pictures that can be shown.
    Pictures(HashSet<String>),
}

/// What is to be done after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// What is seen or heard may have changed.
    Show,
}

/// One sheet with what the window needs beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub view: View,
    pub sheet: Sheet,
    pub title: String,
    pub announcement: String,
}

/// The state of one display.
#[derive(Clone, Debug)]
pub struct Kiosk {
    config: Config,
    panel: Panel,
    programme: Programme,
    pictures: HashSet<String>,
    confirmed: Option<Timestamp>,
    visit: Visit,
    round: Round,
    /// For what the round was made: it is made anew when any of it changes.
    next_change: Option<Timestamp>,
    /// Last time seen, to notice a clock that was set.
    last_seen: Timestamp,
    announcement: String,
    /// The last wish by touch, and when.
    last_act: Option<(Action, Timestamp)>,
}

/// The same wish again sooner than this is a trembling hand.
const REPEAT_GUARD: SignedDuration = SignedDuration::from_millis(500);

impl Kiosk {
    pub fn new(config: Config, programme: Programme, now: Now) -> Kiosk {
        let visit = Visit::at_rest(&config.display, now.at);
        let mut kiosk = Kiosk {
            panel: config.panel,
            config,
            programme,
            pictures: HashSet::new(),
            confirmed: None,
            visit,
            round: Round::default(),
            next_change: None,
            last_seen: now.at,
            announcement: String::new(),
            last_act: None,
        };
        kiosk.put_place_first();
        kiosk.renew_round(now);
        kiosk
    }

    /// Takes one event and says what is to be done.
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.notice_clock(now);
        match event {
            Event::Tick => {}
            Event::Act(action) => {
                self.visit.touched(now.at);
                self.visit.focus = None;
                if !self.is_repeat(&action, now) {
                    self.act(action, now);
                }
            }
            Event::Key(stroke) => {
                self.visit.touched(now.at);
                self.key(&stroke, now);
            }
            Event::Touched => self.visit.touched(now.at),
            Event::Resized(width, height) => self.resized(width, height, now),
            Event::Programme { programme, confirmed } => {
                // A swap is whole: slides, rows and words all come from the new one from here on.
                self.programme = *programme;
                self.confirmed = confirmed;
                self.put_place_first();
                self.renew_round(now);
            }
            Event::Confirmed(confirmed) => self.confirmed = confirmed,
            Event::Pictures(pictures) => {
                self.pictures = pictures;
                self.renew_round(now);
            }
        }
        self.pass_time(now);
        vec![Effect::Show]
    }

    /// The next moment at which something changes by itself.
    pub fn next_deadline(&self, now: Now) -> Timestamp {
        let minute = next_minute(now.at);
        let turn = if self.visit.screen == Screen::Sign { self.turn_due() } else { None };
        let emergency = self.emergency_turn_ends(now);
        let home = self.leaves_at(now);
        let edges = [turn, home, emergency, self.next_change];
        edges
            .into_iter()
            .flatten()
            .filter(|edge| *edge > now.at)
            .min()
            .map_or(minute, |edge| edge.min(minute))
    }

    /// A hand that trembles taps twice: the same wish again within half a second is the first one
    /// (ACCESSIBILITY row 14).
    fn is_repeat(&mut self, action: &Action, now: Now) -> bool {
        let repeat = self.last_act.as_ref().is_some_and(|(last, at)| {
            let since = now.at.duration_since(*at);
            last == action && since >= SignedDuration::ZERO && since < REPEAT_GUARD
        });
        if !repeat {
            self.last_act = Some((action.clone(), now.at));
        }
        repeat
    }

    fn put_place_first(&mut self) {
        let place = &self.config.place;
        if let Some(name) = &place.name {
            self.programme.name = Some(name.clone());
        }
        if let Some(staff) = &place.staff_place {
            self.programme.staff_place = Some(staff.clone());
        }
    }

    fn resized(&mut self, width: u32, height: u32, now: Now) {
        if width == 0 || height == 0 || (width, height) == (self.panel.width_px, self.panel.height_px) {
            return;
        }
        // The panel's diagonal is what it is; its pixels are those of the window that covers it.
        let panel = self.config.panel;
        if (width, height) == (panel.width_px, panel.height_px) {
            // As settings say it, to the last digit: a window passes other sizes on its way there.
            self.panel = panel;
            self.renew_round(now);
            return;
        }
        let diagonal = panel.width_mm().hypot(panel.height_mm());
        let mm_per_px = diagonal / (width as f32).hypot(height as f32);
        self.panel = Panel { width_px: width, height_px: height, mm_per_px, ..panel };
        self.renew_round(now);
    }

    fn zoned(&self, now: Now) -> Zoned {
        now.at.to_zoned(self.programme.zone.clone())
    }

    fn reader(&self, now: Now) -> Reader<'_> {
        Reader {
            programme: &self.programme,
            words: Words::of(self.visit.lang),
            today: self.zoned(now).date(),
            pictures: &self.pictures,
        }
    }

    fn renew_round(&mut self, now: Now) {
        let zoned = self.zoned(now);
        let list = playlist::playlist(&self.programme, &zoned);
        let stops = {
            let coming = playlist::coming(&self.programme, &zoned);
            let reader = self.reader(now);
            let lengths = |slide: &Slide| {
                let board = slides::board(&reader, slide, &coming);
                layout::page_lengths(&self.around(board, now, None), &self.panel)
            };
            round::stops(&list, lengths)
        };
        self.round.replace(list, stops, now.at);
        self.next_change = playlist::next_change(&self.programme, &zoned);
    }

    /// A board with header and counter around it.
    fn around(&self, board: Board, now: Now, leading: Option<Leading>) -> View {
        let words = Words::of(self.visit.lang);
        let zoned = self.zoned(now);
        let name = self
            .programme
            .name
            .as_ref()
            .map_or_else(|| words.say(Say::PlaceName), |text| text.phrase(self.visit.lang));
        let (date, clock) = if now.sure {
            (dates::header_date(words, zoned.date()), dates::clock(words, zoned.time()))
        } else {
            // Rather no date than a wrong "today".
            (Default::default(), words.say(Say::ClockUnsure))
        };
        View {
            lang: self.visit.lang,
            colours: self.visit.colours,
            text_size: self.visit.text_size,
            light: self.light(&zoned),
            title: name.clone(),
            header: Header { leading: leading.unwrap_or(Leading::Name(name)), date, clock },
            board,
            counter: self.counter(now),
            focus: self.visit.focus.clone(),
        }
    }

    /// Quiet hours darken a screen at rest; whoever touches it finds it light.
    fn light(&self, now: &Zoned) -> Light {
        let awake = self.visit.last_touch.is_some() || self.programme.emergency(now.timestamp()).is_some();
        if awake {
            return Light::Full;
        }
        let quiet = self.config.quiet.iter().filter(|quiet| quiet.hours.contains(now));
        quiet
            .map(|quiet| match quiet.screen {
                QuietScreen::Dim => Light::Dim,
                QuietScreen::Dark => Light::Dark,
            })
            .reduce(|a, b| if a == Light::Dark { a } else { b })
            .unwrap_or(Light::Full)
    }

    /// The view of this moment, and which page of it.
    fn view(&self, now: Now) -> (View, usize) {
        if let Some(emergency) = self.emergency_view(now) {
            return emergency;
        }
        let words = Words::of(self.visit.lang);
        let reader = self.reader(now);
        let zoned = self.zoned(now);
        let coming = playlist::coming(&self.programme, &zoned);
        let article = |article: Article| Board::Article(Box::new(article));
        match &self.visit.screen {
            Screen::Sign => {
                let stop = self.round.stop();
                let board = slides::board(&reader, &stop.slide, &coming);
                let leading =
                    matches!(board, Board::List(_)).then(|| Leading::Title(words.say(Say::ScheduleTitle)));
                (self.around(board, now, leading), stop.page)
            }
            Screen::Schedule { .. } => {
                let title = words.say(Say::ScheduleTitle);
                let board = match self.schedule_group(&coming) {
                    Some((group, chosen)) => Board::List(crate::view::List {
                        rows: rows::rows(&reader, group.iter()),
                        chosen: Some(chosen),
                    }),
                    None => article(slides::welcome(&reader)),
                };
                let mut view = self.around(board, now, Some(Leading::Title(title.clone())));
                view.title = title;
                (view, 0)
            }
            Screen::Detail { meeting, page } => {
                let found = self.programme.meetings.iter().find(|known| known.id == *meeting);
                // A meeting that has just gone: what is coming instead.
                let board = article(
                    found
                        .map_or_else(|| slides::welcome(&reader), |meeting| slides::detail(&reader, meeting)),
                );
                let mut view = self.around(board, now, None);
                view.title = words.say(Say::DetailsTitle);
                (self.with_pages(view, *page), *page)
            }
            Screen::Language | Screen::Size | Screen::Colours => {
                let (heading, title) = self.question(words);
                let mut view = self.around(article(heading), now, None);
                view.title = title;
                (view, 0)
            }
            Screen::Staff => {
                let mut view = self.around(article(slides::staff(&reader)), now, None);
                view.title = words.say(Say::StaffTitle);
                (self.with_pages(view, self.visit.page), self.visit.page)
            }
        }
    }

    /// Adds previous, next and the place, where a screen has several pages. They stand in their
    /// own slots, so that the board keeps its size.
    fn with_pages(&self, mut view: View, page: usize) -> View {
        let pages = layout::page_lengths(&view, &self.panel).len();
        if pages > 1 {
            let words = Words::of(view.lang);
            view.counter.controls.splice(2..2, self.page_controls(words));
            view.counter.place = Some(self.place_of(words, Say::PagePosition, page.min(pages - 1), pages));
        }
        view
    }

    fn sheet(&self, now: Now) -> Sheet {
        let (view, page) = self.view(now);
        layout::set(&view, &self.panel, page)
    }

    /// Everything that is to be seen, heard and done now.
    pub fn show(&self, now: Now) -> Shown {
        let (view, page) = self.view(now);
        let sheet = layout::set(&view, &self.panel, page);
        let title = Words::of(view.lang).one_line(&view.title).text();
        Shown { view, sheet, title, announcement: self.announcement.clone() }
    }

    /// Pictures the programme names, for the shell to fetch.
    pub fn wanted_pictures(&self) -> HashSet<String> {
        let notices = self.programme.notices.iter().filter_map(|notice| notice.picture.as_ref());
        let themes = self.programme.themes.iter().filter_map(|theme| theme.picture.as_ref());
        let meetings = self.programme.meetings.iter().filter_map(|meeting| meeting.picture.as_ref());
        notices.chain(themes).chain(meetings).map(|picture| picture.source.clone()).collect()
    }

    /// Position of the slide page that shows, from 0, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        self.round.position()
    }

    /// Pages of the screen that shows.
    pub fn page_count(&self, now: Now) -> usize {
        self.sheet(now).pages
    }

    /// What kind of slide shows: a word for file names and the log.
    pub fn slide_name(&self) -> &'static str {
        match self.round.stop().slide {
            Slide::Welcome => "welcome",
            Slide::Meeting(_) => "meeting",
            Slide::Theme(_) => "theme",
            Slide::Notice(_) => "notice",
            Slide::Voice(_) => "voice",
            Slide::Page => "page",
            Slide::Glance => "glance",
        }
    }

    pub fn panel(&self) -> &Panel {
        &self.panel
    }
}

fn next_minute(at: Timestamp) -> Timestamp {
    let second = at.as_second().div_euclid(60) * 60 + 60;
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
