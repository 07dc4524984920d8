//! What is read at the reception, and with a receipt in hand.

use super::super::errand::Step;
use super::super::{Kiosk, Now};
use super::{big, small};
use crate::domain::attendance::Receipt;
use crate::domain::meeting::{Status, When};
use crate::domain::text::Phrase;
use crate::view::reader::{Reader, headline};
use crate::view::words::Say;
use crate::view::{Article, Lit, dates};

impl Kiosk {
    pub(super) fn reception(&self, reader: &Reader, step: Step, now: Now) -> Article {
        let say = |key| reader.say(key);
        let sessions = self.sessions(now);
        if sessions.is_empty() {
            let next = self.next_session(now).map(|(meeting, _)| {
                let (_, title) = headline(reader, meeting);
                let title = reader.words.one_line(&title);
                let when = dates::sentence(reader.words, &reader.in_zone(&meeting.when), None, reader.today);
                reader
                    .words
                    .say_with(Say::NextSession, &[("title", (&title).into()), ("when", (&when).into())])
            });
            return Article {
                ring: vec![big(say(Say::CheckIn))],
                title: Some(say(Say::NothingOpen)),
                paragraphs: next.into_iter().chain([say(Say::ReceiptStillWorks)]).collect(),
                ..Article::default()
            };
        }
        let meeting = self.at_hand().filter(|_| step == Step::Reception);
        let mut ring = vec![big(say(Say::CheckIn))];
        if let Some(When::Exact { start, .. }) = meeting.map(|meeting| reader.in_zone(&meeting.when)) {
            ring = dates::time_lines(reader.words, start.time())
                .into_iter()
                .enumerate()
                .map(|(at, line)| if at == 0 { small(line) } else { big(line) })
                .collect();
        }
        let (title, paragraphs) = match meeting {
            Some(_) => (Say::ReceptionHeading, vec![say(Say::ReceptionHint), say(Say::NoReceiptNeeded)]),
            None => (Say::WhichHeading, vec![say(Say::NoReceiptNeeded)]),
        };
        let kicker = meeting.and_then(|_| self.about(reader, Say::AboutToday));
        Article { ring, lit: Lit::All, kicker, title: Some(say(title)), paragraphs, ..Article::default() }
    }

    pub(super) fn number(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        let digits = &self.visit.errand.digits;
        let shown: String = (0..Receipt::DIGITS)
            .map(|at| {
                let gap = if at == Receipt::DIGITS / 2 { " " } else { "" };
                let digit = digits.chars().nth(at).unwrap_or('・');
                format!("{gap}{digit}")
            })
            .collect();
        let mut paragraphs = Vec::new();
        if self.visit.errand.note.is_none() {
            paragraphs.push(say(Say::NumberHint));
        }
        paragraphs.push(say(Say::NoReceiptNeeded));
        Article {
            ring: vec![small(say(Say::ReceiptNumber))],
            lit: Lit::All,
            title: Some(Phrase::plain(shown)),
            paragraphs,
            ..Article::default()
        }
    }

    pub(super) fn receipt(&self, reader: &Reader, now: Now) -> Article {
        let say = |key| reader.say(key);
        let errand = &self.visit.errand;
        let mut paragraphs = Vec::new();
        let is_cancelled = self.at_hand().is_some_and(|meeting| meeting.status == Status::Cancelled);
        // Whoever comes with a receipt is told before anything else, and not asked what they want of it.
        let meeting = self.at_hand().filter(|_| !is_cancelled);
        if let (Some(meeting), Some(key)) = (meeting, errand.registration) {
            let book = self.book(&meeting.id);
            if let Some(registration) = book.registration(key) {
                let way = say(Say::way(registration.way));
                let has_come = self.missing(&meeting.id, key) == Some(0);
                paragraphs.push(if has_come {
                    say(Say::AlreadyDone)
                } else if registration.taken_back {
                    say(Say::WasTakenBack)
                } else {
                    reader.words.say_with(Say::RegisteredFor, &[("way", (&way).into())])
                });
                if !registration.taken_back && !has_come {
                    paragraphs.extend(self.waiting_words(reader, Some(key)));
                }
                let rules = self.rules(meeting);
                let opens_later = rules.check_in_window().is_some_and(|(from, _)| from > now.at);
                if opens_later && !registration.taken_back && !has_come {
                    paragraphs.push(say(Say::CheckInLater));
                }
                if rules.is_over(now.at) && !registration.taken_back && !has_come {
                    paragraphs.push(say(Say::NotPossible));
                }
            }
        }
        if self.at_hand().is_none() {
            // Its meeting is not in the programme any more.
            paragraphs.push(say(Say::NotPossible));
        }
        Article {
            ring: vec![small(say(Say::ReceiptNumber)), big(say(Say::FoundShort))],
            lit: Lit::All,
            kicker: self.about(reader, Say::AboutMeeting),
            title: Some(say(if is_cancelled { Say::CancelledSentence } else { Say::WhatToDo })),
            paragraphs,
            ..Article::default()
        }
    }

    pub(super) fn change_way(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        Article {
            ring: vec![big(say(Say::ChangedShort))],
            lit: Lit::All,
            kicker: self.about(reader, Say::AboutRegistration),
            title: Some(say(Say::HowHeading)),
            paragraphs: vec![say(Say::SameReceipt)],
            ..Article::default()
        }
    }

    pub(super) fn how_it_was(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        Article {
            ring: vec![big(say(Say::HowWasTodayShort))],
            lit: Lit::All,
            kicker: self.about(reader, Say::AboutMeeting),
            title: Some(say(Say::HowWasTodayHeading)),
            paragraphs: vec![say(Say::OneWord), say(Say::HowWasTodayUse)],
            ..Article::default()
        }
    }
}
