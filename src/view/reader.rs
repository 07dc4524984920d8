//! What slides and rows are worded with: the programme, the reader's words, the day.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::dates::{self, WhenWords};
use super::words::{Arg, Say, Words};
use crate::domain::attendance::{House, RegistrationState, Rules};
use crate::domain::meeting::{Meeting, Mode, When};
use crate::domain::programme::Programme;
use crate::domain::text::{Lang, Phrase, Text};
use crate::domain::wording::Wording;

/// What every text of one screen is made with.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub programme: &'a Programme,
    pub words: &'static Words,
    pub today: Date,
    /// Pictures that can be shown; a slide stands without any other.
    pub pictures: &'a HashSet<String>,
    /// By which rules one registers here, and now; nothing where one does not.
    pub desk: Option<(House, Timestamp)>,
}

impl Reader<'_> {
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    pub fn easy(&self) -> bool {
        self.lang().has_furigana()
    }

    pub fn phrase(&self, text: &Text) -> Phrase {
        text.phrase(self.lang())
    }

    /// A message, in the place's own words where it has some.
    pub fn say(&self, key: Say) -> Phrase {
        self.say_with(key, &[])
    }

    /// The same with its arguments.
    pub fn say_with(&self, key: Say, args: &[(&str, Arg)]) -> Phrase {
        self.own_words(key, args).unwrap_or_else(|| self.words.say_with(key, args))
    }

    fn own_words(&self, key: Say, args: &[(&str, Arg)]) -> Option<Phrase> {
        let texts = &self.programme.texts;
        if texts.is_empty() {
            return None;
        }
        let args: Vec<(&str, String)> = args.iter().map(|(name, arg)| (*name, arg.to_markup())).collect();
        texts.say(Wording::from_key(key.id())?, self.lang(), &args)
    }

    pub fn labelled(&self, label: Say, value: &str) -> Phrase {
        let label = self.say(label);
        self.words.say_with(Say::Labelled, &[("label", (&label).into()), ("value", value.into())])
    }

    pub fn when(&self, meeting: &Meeting) -> WhenWords {
        dates::when_words(self.words, &self.in_zone(&meeting.when), meeting.details_follow, self.today)
    }

    /// Whether one can register for a meeting, in a word or two.
    pub fn registration(&self, meeting: &Meeting) -> Option<Phrase> {
        let (house, now) = self.desk?;
        let rules = Rules { meeting, zone: &self.programme.zone, house: &house };
        let key = match rules.registration(now) {
            RegistrationState::Open => Say::RegistrationOpen,
            RegistrationState::Later => Say::RegistrationLater,
            RegistrationState::NotNeeded => Say::RegistrationNotNeeded,
            RegistrationState::Closed => Say::RegistrationClosed,
            RegistrationState::Cancelled => return None,
        };
        Some(self.say(key))
    }

    /// A meeting written down in another zone is told in the place's own time.
    pub fn in_zone(&self, when: &When) -> When {
        match when {
            When::Exact { start, end } => When::Exact {
                start: start.with_time_zone(self.programme.zone.clone()),
                end: end.as_ref().map(|end| end.with_time_zone(self.programme.zone.clone())),
            },
            When::Days { .. } | When::Month { .. } | When::Undecided => when.clone(),
        }
    }
}

/// Theme over series over title: what is said large.
pub fn headline(reader: &Reader, meeting: &Meeting) -> (Option<Phrase>, Phrase) {
    let series = meeting.series.as_ref().map(|series| {
        let name = reader.phrase(&series.name);
        match series.number {
            Some(number) => reader.words.say_with(
                Say::SeriesNumber,
                &[("name", (&name).into()), ("number", i64::from(number).into())],
            ),
            None => name,
        }
    });
    let title = reader.phrase(&meeting.title);
    match (&meeting.theme, series) {
        (Some(theme), Some(series)) => (Some(series), reader.phrase(theme)),
        (Some(theme), None) if title.text() != reader.phrase(theme).text() => {
            (Some(title), reader.phrase(theme))
        }
        (Some(theme), None) => (None, reader.phrase(theme)),
        (None, Some(series)) => (Some(series), reader.say(Say::ThemeOpen)),
        (None, None) => (None, title),
    }
}

pub fn place_or_open(reader: &Reader, meeting: &Meeting) -> Option<Phrase> {
    match (&meeting.place, meeting.mode) {
        (Some(place), _) => Some(reader.phrase(place)),
        (None, Some(Mode::Online)) => None,
        (None, Some(Mode::Venue | Mode::Both) | None) => Some(reader.say(Say::PlaceOpen)),
    }
}
