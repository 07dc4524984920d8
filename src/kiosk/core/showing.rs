//! From state to view: what is seen, heard and can be done at one moment.

use jiff::Zoned;

use super::attend::Told;
use super::{Kiosk, Now, Screen, Shown};
use crate::domain::display::Colours;
use crate::domain::playlist;
use crate::domain::quiet::QuietScreen;
use crate::view::layout::{self, Sheet};
use crate::view::words::{Say, Words};
use crate::view::{Article, Board, Control, Header, Leading, Light, Slot, View, dates, rows, slides};

impl Kiosk {
    /// A board with header and counter around it.
    pub(super) fn around(&self, board: Board, now: Now, leading: Option<Leading>) -> View {
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
            colours: self.colours(),
            text_size: self.visit.text_size,
            light: self.light(&zoned),
            title: name.clone(),
            header: Header { leading: leading.unwrap_or(Leading::Name(name)), date, clock },
            board,
            counter: self.counter(now),
            focus: self.visit.focus.clone(),
            framed: self.framed(),
            low: self.visit.low,
        }
    }

    /// Quiet hours darken a screen at rest; whoever touches it finds it light.
    pub(super) fn light(&self, now: &Zoned) -> Light {
        if self.programme.emergency(now.timestamp()).is_some() {
            return Light::Full;
        }
        if self.visit.listening.curtain {
            return Light::Dark;
        }
        if self.visit.last_touch.is_some() {
            return Light::Full;
        }
        // What the hub says stands for what the settings say.
        let quiet = self.programme.quiet.as_ref().unwrap_or(&self.config.quiet);
        quiet
            .iter()
            .filter(|quiet| quiet.hours.contains(now))
            .map(|quiet| match quiet.screen {
                QuietScreen::Dim => Light::Dim,
                QuietScreen::Dark => Light::Dark,
            })
            .chain(self.hub.dimmed.then_some(Light::Dim))
            // Colours that are dark already have no darker ones: there it is the light that becomes less.
            .chain((self.is_calm() && self.visit.colours != Colours::Light).then_some(Light::Dim))
            .reduce(|a, b| if a == Light::Dark { a } else { b })
            .unwrap_or(Light::Full)
    }

    /// Whether it is black because nobody is there.
    pub(super) fn is_black(&self, now: Now) -> bool {
        self.visit.last_touch.is_none() && self.light(&self.zoned(now)) == Light::Dark
    }

    /// The view of this moment, and which page of it.
    pub(super) fn view(&self, now: Now) -> (View, usize) {
        if let Some(emergency) = self.emergency_view(now) {
            return emergency;
        }
        let view = self.glance(now);
        if self.visit.asked_at.is_some() {
            return (view, 0);
        }
        match &self.visit.screen {
            Screen::Sign => (view, self.round.stop().page),
            Screen::Schedule { .. } | Screen::Language | Screen::Size | Screen::Colours | Screen::Voice => {
                (view, 0)
            }
            Screen::Detail { page, .. } => (self.with_pages(view, *page), *page),
            Screen::Attend(_) => (self.with_errand_pages(view), self.visit.page),
            Screen::Staff | Screen::Why => (self.with_pages(view, self.visit.page), self.visit.page),
        }
    }

    /// The view of this moment as far as it is known without setting it: without the buttons that
    /// turn pages, and what lies behind an emergency. Some hundred times cheaper than [`Kiosk::show`],
    /// for those who look very often.
    pub fn glance(&self, now: Now) -> View {
        let words = Words::of(self.visit.lang);
        let reader = self.reader(now);
        let article = |article: Article| Board::Article(Box::new(article));
        let with_title =
            |told: Told| View { title: told.title, ..self.around(article(told.article), now, None) };
        if self.visit.asked_at.is_some() {
            return with_title(self.still_there(now));
        }
        match &self.visit.screen {
            Screen::Sign if let Some(pairing) = self.pairing_alone() => {
                let board = slides::pairing(&reader, &pairing.address, pairing.code.as_deref());
                self.around(article(board), now, None)
            }
            Screen::Sign => {
                let zoned = self.zoned(now);
                let coming = playlist::coming(&self.programme, &zoned);
                let board = slides::board(&reader, &self.round.stop().slide, &coming);
                let leading =
                    matches!(board, Board::List(_)).then(|| Leading::Title(words.say(Say::ScheduleTitle)));
                self.around(board, now, leading)
            }
            Screen::Schedule { .. } => {
                let title = words.say(Say::ScheduleTitle);
                let zoned = self.zoned(now);
                let coming = playlist::coming(&self.programme, &zoned);
                let board = match self.schedule_group(&coming) {
                    Some((group, chosen)) => Board::List(crate::view::List {
                        rows: rows::rows(&reader, group.iter()),
                        chosen: Some(chosen),
                    }),
                    None => article(slides::welcome(&reader)),
                };
                let view = self.around(board, now, Some(Leading::Title(title.clone())));
                View { title, ..view }
            }
            Screen::Detail { meeting, .. } => {
                let found = self.programme.meetings.iter().find(|known| known.id == *meeting);
                // A meeting that has just gone: what is coming instead.
                let board = article(
                    found
                        .map_or_else(|| slides::welcome(&reader), |meeting| slides::detail(&reader, meeting)),
                );
                View { title: words.say(Say::DetailsTitle), ..self.around(board, now, None) }
            }
            Screen::Language | Screen::Size | Screen::Colours | Screen::Voice => {
                let (heading, title) = self.question(words);
                View { title, ..self.around(article(heading), now, None) }
            }
            Screen::Attend(step) => with_title(self.told(*step, now)),
            Screen::Why => {
                let board = article(slides::why(&reader));
                View { title: words.say(Say::WhyTitle), ..self.around(board, now, None) }
            }
            Screen::Staff => {
                let board = article(slides::staff(&reader, self.call_words()));
                View { title: words.say(Say::StaffTitle), ..self.around(board, now, None) }
            }
        }
    }

    /// Adds previous, next and the place, where a screen has several pages. They stand in their
    /// own slots, so that the board keeps its size.
    pub(super) fn with_pages(&self, mut view: View, page: usize) -> View {
        let pages = layout::page_lengths(&view, &self.panel).len();
        if pages > 1 {
            let words = Words::of(view.lang);
            view.counter.controls.splice(2..2, self.page_controls(words));
            view.counter.place = Some(self.place_of(words, Say::PagePosition, page.min(pages - 1), pages));
        }
        view
    }

    /// The same on a screen of attendance, whose upper row has other buttons: previous and next
    /// stand among the tools, and what is said on the board needs no hint.
    fn with_errand_pages(&self, mut view: View) -> View {
        let pages = layout::page_lengths(&view, &self.panel).len();
        if pages > 1 {
            let words = Words::of(view.lang);
            let slots = [Slot::Tool(0), Slot::Tool(1)];
            let turns = self.page_controls(words).into_iter().zip(slots);
            // What becomes of the answers gives its place to them.
            let is_there = |control: &&mut Control| slots.contains(&control.slot);
            for control in view.counter.controls.iter_mut().filter(is_there) {
                control.slot = Slot::Rotation(0);
            }
            view.counter.controls.extend(turns.map(|(control, slot)| Control { slot, ..control }));
            view.counter.hint = None;
            let at = self.visit.page.min(pages - 1);
            view.counter.place = Some(self.place_of(words, Say::PagePosition, at, pages));
        }
        view
    }

    pub(super) fn sheet(&self, now: Now) -> Sheet {
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
}
