//! What is read when something is done, or could not be.

use super::super::Kiosk;
use super::super::errand::{Deed, Done, Sorrow};
use super::{big, small};
use crate::domain::attendance::{Receipt, RecordKey, Registration};
use crate::domain::text::Phrase;
use crate::view::reader::Reader;
use crate::view::words::Say;
use crate::view::{Article, Lit, Way as WayOn, slides};

impl Kiosk {
    pub(super) fn thanks(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        match self.visit.errand.done {
            Some(Done::Registered { receipt, .. }) => self.registered(reader, &receipt),
            Some(Done::CheckedIn { people, .. }) => Article {
                ring: vec![big(say(Say::WelcomeTitle))],
                lit: Lit::All,
                title: Some(say(Say::CheckedIn)),
                paragraphs: vec![if people > 1 {
                    reader.say_with(Say::CheckedInPeople, &[("people", i64::from(people).into())])
                } else {
                    say(Say::ComeIn)
                }],
                ..Article::default()
            },
            Some(Done::WayChanged { way, .. }) => {
                let name = say(Say::way(way));
                let mut paragraphs = vec![say(Say::SameReceipt)];
                paragraphs.extend(self.waiting_words(reader, self.visit.errand.registration));
                Article {
                    ring: vec![big(say(Say::ChangedShort))],
                    lit: Lit::All,
                    title: Some(reader.words.say_with(Say::WayChanged, &[("way", (&name).into())])),
                    paragraphs,
                    ..Article::default()
                }
            }
            Some(Done::TakenBack { .. }) => Article {
                ring: vec![big(say(Say::TakeBackShort))],
                lit: Lit::All,
                title: Some(say(Say::TakenBack)),
                paragraphs: vec![say(Say::ComeAnyway)],
                ..Article::default()
            },
            Some(Done::Felt { .. }) => Article {
                ring: vec![big(say(Say::ThankYou))],
                lit: Lit::All,
                title: Some(say(Say::Felt)),
                paragraphs: vec![say(Say::NobodyKnowsWho)],
                ..Article::default()
            },
            Some(Done::Already) | None => Article {
                ring: vec![big(say(Say::WelcomeTitle))],
                lit: Lit::All,
                title: Some(say(Say::AlreadyDone)),
                paragraphs: vec![say(Say::ComeIn)],
                ..Article::default()
            },
        }
    }

    pub(super) fn registered(&self, reader: &Reader, receipt: &Receipt) -> Article {
        let say = |key| reader.say(key);
        let errand = &self.visit.errand;
        let record = errand.done.and_then(Done::record);
        let waiting = self.waiting_words(reader, record);
        let is_waiting = waiting.is_some();
        let mut ring = vec![small(say(Say::ReceiptNumber))];
        ring.extend(receipt.groups().map(|group| big(Phrase::plain(group))));
        let mut paragraphs: Vec<Phrase> = waiting.into_iter().collect();
        paragraphs.push(say(Say::KeepReceipt));
        paragraphs.push(say(Say::LostReceipt));
        Article {
            ring,
            lit: Lit::All,
            title: Some(say(if is_waiting { Say::WaitingTitle } else { Say::RegisteredTitle })),
            kicker: self.about(reader, Say::AboutMeeting),
            paragraphs,
            way: Some(WayOn {
                url: Some(receipt.digits()),
                qr_label: say(Say::LabelReceiptQr),
                number: None,
                address: None,
                contact: Vec::new(),
            }),
            ..Article::default()
        }
    }

    /// The place in the line, if there is one.
    pub(super) fn waiting_words(&self, reader: &Reader, record: Option<RecordKey>) -> Option<Phrase> {
        let meeting = self.at_hand()?;
        let book = self.book(&meeting.id);
        let registration: &Registration = book.registration(record?)?;
        let waiting = book.seats(registration.way, meeting.capacity).waiting;
        let at = waiting.iter().position(|key| *key == registration.key)?;
        let position = i64::try_from(at + 1).unwrap_or(i64::MAX);
        Some(reader.words.say_with(Say::WaitingPosition, &[("position", position.into())]))
    }

    pub(super) fn sorrow(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        let is_here = matches!(
            self.visit.errand.deed,
            Some(Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. }) | None
        );
        let (title, mut paragraphs) = match self.visit.errand.sorrow {
            Some(Sorrow::NotRecorded) if is_here => (Say::CheckInNotRecorded, vec![say(Say::ComeInAnyway)]),
            Some(Sorrow::NotRecorded) => (Say::NotRecorded, vec![say(Say::NothingHappened)]),
            Some(Sorrow::RegistrationOver) => (Say::RegistrationClosed, vec![say(Say::ComeAnyway)]),
            Some(Sorrow::Closed) | None if is_here => (Say::DeskClosed, vec![say(Say::ComeInAnyway)]),
            Some(Sorrow::Closed) | None => (Say::DeskClosed, vec![say(Say::AskElsewhere)]),
        };
        paragraphs.push(say(Say::StaffSentence));
        Article {
            ring: vec![big(say(Say::SorryShort))],
            title: Some(say(title)),
            paragraphs,
            way: slides::contact(reader),
            ..Article::default()
        }
    }
}
