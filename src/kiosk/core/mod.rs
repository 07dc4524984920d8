//! The sign as a state machine: [`Kiosk::update`] takes one event and the time, and says what is
//! to be done. No I/O, no clock, no window (invariants 1 and 2).

mod aloud;
pub mod attend;
mod counter;
mod emergency;
mod hub;
mod key;
mod passing;
mod repeat;
mod round;
mod scan;
mod screens;
mod showing;
mod visit;

use std::collections::HashSet;

use jiff::{Timestamp, Zoned};

use crate::config::Config;
use crate::domain::attendance::{Book, Record, RecordKey};
use crate::domain::display::Panel;
use crate::domain::meeting::MeetingId;
use crate::domain::playlist::{self, Slide};
use crate::domain::programme::Programme;
use crate::domain::speech::{Headphones, Order, Report, SpeechId};
use crate::view::layout::{self, Sheet};
use crate::view::reader::Reader;
use crate::view::slides;
use crate::view::spoken::Utterance;
use crate::view::words::Words;
use crate::view::{Action, View};

pub use aloud::Offer;
use attend::Attendance;
pub use attend::{NotRecorded, Opened, Outbox, Pin, SourceState};
pub use hub::{HubNews, Pairing, Standing};
pub use key::Stroke;
use round::Round;
use screens::Screen;
use visit::Visit;

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
    /// Somebody touched the screen, and where, mm, if that is known.
    Touched(Option<(f32, f32)>),
    /// The window has this size now, px.
    Resized(u32, u32),
    /// A whole programme, merged from all sources; and when its oldest part was last confirmed.
    Programme {
        programme: Box<Programme>,
        confirmed: Option<Timestamp>,
    },
    /// All sources are as they were, confirmed then.
    Confirmed(Option<Timestamp>),
    /// The pictures that can be shown.
    Pictures(HashSet<String>),
    /// Attendance can be taken, or somebody else has written into its store.
    Opened(Box<Opened>),
    /// Attendance cannot be taken: why, for staff.
    Closed(String),
    /// What became of the records that were asked for; the first one's key names them.
    Recorded {
        key: RecordKey,
        result: Result<(), NotRecorded>,
    },
    /// What a PIN turned out to be.
    PinChecked(Pin),
    Sources(Vec<SourceState>),
    Outbox(Outbox),
    /// The hub has something to say, or staff there.
    Hub(HubNews),
    /// Which languages can be spoken here.
    Voices(Offer),
    /// What the voice tells.
    Voice(Report),
}

/// By whom something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Somebody before the screen did it.
    Visitor,
    /// It answers somebody who is there.
    Answer,
    Itself,
}

impl Event {
    fn by(&self) -> By {
        match self {
            Event::Act(_) | Event::Key(_) | Event::Touched(_) => By::Visitor,
            Event::Recorded { .. }
            | Event::PinChecked(_)
            | Event::Voice(Report::Headphones(Headphones::Plugged)) => By::Answer,
            Event::Tick
            | Event::Resized(..)
            | Event::Programme { .. }
            | Event::Confirmed(_)
            | Event::Pictures(_)
            | Event::Opened(_)
            | Event::Closed(_)
            | Event::Sources(_)
            | Event::Outbox(_)
            | Event::Hub(_)
            | Event::Voices(_)
            | Event::Voice(_) => By::Itself,
        }
    }
}

/// What is to be done after an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// What is seen or heard may have changed.
    Show,
    /// Records to be made durable, all or none; [`Event::Recorded`] answers.
    Record(Vec<Record>),
    /// [`Event::PinChecked`] answers.
    CheckPin(String),
    /// Whether the reception is pinned is kept over a restart.
    KeepPinned(bool),
    /// [`Event::Outbox`] answers.
    AskOutbox,
    Restart,
    LeaveFullscreen,
    /// A visitor calls staff; [`HubNews::Called`] answers, where there is a hub.
    Call,
    /// To be said, one after the other, in the place of what is being said. [`Event::Voice`] tells
    /// what comes of it.
    Speak {
        id: SpeechId,
        utterances: Vec<Utterance>,
    },
    /// Anything else that is asked of the voice.
    Voice(Order),
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
    attendance: Attendance,
    hub: hub::Hub,
    voice: aloud::Voice,
    /// Until when the sign is quiet, because a visitor asked for it.
    calm_until: Option<Timestamp>,
    /// What the event of now asks for; drained when it is done.
    effects: Vec<Effect>,
    round: Round,
    /// For what the round was made: it is made anew when any of it changes.
    next_change: Option<Timestamp>,
    /// Last time seen, to notice a clock that was set.
    /// When it last took an event.
    last_seen: Now,
    announcement: String,
    /// How many there have been: what is said once more is news all the same.
    announced: u64,
    last_act: Option<repeat::LastAct>,
}

impl Kiosk {
    pub fn new(config: Config, programme: Programme, now: Now) -> Kiosk {
        let visit = Visit::at_rest(&config, false);
        let mut kiosk = Kiosk {
            panel: config.panel,
            attendance: Attendance::new(config.attendance.enabled),
            hub: hub::Hub::default(),
            voice: aloud::Voice::default(),
            calm_until: None,
            effects: Vec::new(),
            config,
            programme,
            pictures: HashSet::new(),
            confirmed: None,
            visit,
            round: Round::default(),
            next_change: None,
            last_seen: now,
            announcement: String::new(),
            announced: 0,
            last_act: None,
        };
        kiosk.put_place_first();
        kiosk.renew_round(now);
        kiosk
    }

    /// Takes one event and says what is to be done.
    pub fn update(&mut self, event: Event, now: Now) -> Vec<Effect> {
        self.notice_clock(now);
        let by = event.by();
        self.hush_for(&event, now);
        let wakes = by == By::Visitor && self.is_black(now);
        match event {
            Event::Tick => {}
            Event::Act(action) => {
                self.visit.touched(now.at);
                let woke = std::mem::take(&mut self.visit.waking) || wakes;
                // A name that is being said is of what the finger stands on.
                if self.visit.scan.is_some() || !self.is_echo(&action, now) {
                    self.visit.focus = None;
                }
                self.end_scan();
                if !woke && !self.is_repeat(&action, now) && !self.explores(&action, now) {
                    self.act(action, now);
                }
            }
            Event::Key(stroke) => {
                self.visit.touched(now.at);
                self.visit.waking = false;
                if !wakes || self.needs_no_light(&stroke) {
                    self.key(&stroke, now);
                }
            }
            Event::Touched(at) => {
                self.visit.touched(now.at);
                self.visit.waking = wakes;
                if let Some((x, y)) = at
                    && !wakes
                {
                    self.tapped_at(x, y, now);
                    self.read_at(x, y, now);
                }
            }
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
            Event::Opened(opened) => {
                let (was_pinned, kept_pinned) = (self.attendance.pinned, opened.pinned);
                self.attendance.open(*opened);
                self.undo_again(now);
                if self.attendance.pinned != kept_pinned {
                    self.effects.push(Effect::KeepPinned(self.attendance.pinned));
                }
                if self.attendance.pinned != was_pinned && self.visit.last_touch.is_none() {
                    self.go_to_rest(now);
                }
                self.renew_round(now);
            }
            Event::Closed(why) => self.attendance.close(why),
            Event::Recorded { key, result } => self.recorded(key, result, now),
            Event::PinChecked(pin) => self.pin_checked(pin, now),
            Event::Sources(sources) => self.sources_are(sources),
            Event::Outbox(outbox) => self.outbox_is(outbox),
            Event::Hub(news) => self.hub_says(news, now),
            Event::Voices(offer) => self.voices_are(offer),
            Event::Voice(report) => self.voice_says(report, now),
        }
        self.pass_time(now);
        self.settle(now);
        self.pass_scan(now);
        self.keep_focus(now);
        self.tell(by, now);
        let mut effects = std::mem::take(&mut self.effects);
        effects.push(Effect::Show);
        effects
    }

    /// The next moment at which something changes by itself, after the last event. It may have passed
    /// already: regression: a timer that rang a millisecond early was answered with what came after the
    /// moment of looking, and what had been due in between stood until the next minute.
    pub fn next_deadline(&self) -> Timestamp {
        let now = self.last_seen;
        let minute = next_minute(now.at);
        let turn = if self.visit.screen == Screen::Sign { self.turn_due() } else { None };
        let emergency = self.emergency_turn_ends(now);
        let home = self.leaves_at(now);
        let edges = [
            turn,
            home,
            emergency,
            self.next_change,
            self.pending_edge(now),
            self.scan_due(),
            self.calm_until,
            self.hub.calm_until,
        ];
        edges
            .into_iter()
            .flatten()
            .filter(|edge| *edge > now.at)
            .min()
            .map_or(minute, |edge| edge.min(minute))
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
            desk: self.attendance.is_on().then_some((self.config.attendance.house, now.at)),
        }
    }

    fn renew_round(&mut self, now: Now) {
        let zoned = self.zoned(now);
        let mut list = playlist::playlist(&self.programme, &zoned);
        for over in self.just_over(now) {
            list.put_first(Slide::HowWasToday(over.id.clone()));
        }
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
        let changes = [playlist::next_change(&self.programme, &zoned), self.next_edge(now)];
        self.next_change = changes.into_iter().flatten().min();
    }

    /// Pictures the programme names, for the shell to fetch.
    pub fn wanted_pictures(&self) -> HashSet<String> {
        self.programme.pictures().map(str::to_owned).collect()
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
            Slide::HowWasToday(_) => "how-was-today",
        }
    }

    /// The meetings of some records, for whoever keeps what they are called.
    pub fn meetings_of<'a>(
        &'a self,
        ids: impl Iterator<Item = &'a MeetingId> + 'a,
    ) -> impl Iterator<Item = &'a crate::domain::meeting::Meeting> + 'a {
        ids.filter_map(|id| self.meeting(id))
    }

    /// What stands for a meeting, by everything that is known here.
    pub fn book_of(&self, meeting: &MeetingId) -> Book {
        self.attendance.book(meeting).cloned().unwrap_or_default()
    }

    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// Whether somebody is thanked right now: for tests of invariant 5.
    pub fn thanked_for(&self) -> Option<RecordKey> {
        self.visit.errand.thanked_for(&self.visit.screen)
    }

    pub fn panel(&self) -> &Panel {
        &self.panel
    }
}

fn next_minute(at: Timestamp) -> Timestamp {
    let second = at.as_second().div_euclid(60) * 60 + 60;
    Timestamp::from_second(second).unwrap_or(Timestamp::MAX)
}
