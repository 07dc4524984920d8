//! What is read on each screen of attendance. Nobody's category ever stands on a resting or a
//! thank-you screen (ACCESSIBILITY row 26); on the way it stands only where it is confirmed.

mod desk;
mod done;
mod staff;

use super::counter::note_words;
use super::errand::{Deed, Step};
use super::{Kiosk, Now};
use crate::domain::attendance::{Offer, Standing, Way};
use crate::domain::meeting::Meeting;
use crate::domain::text::Phrase;
use crate::view::reader::{Reader, headline};
use crate::view::words::{Arg, Say};
use crate::view::{Article, Lit, RingLine, RingRole, Row, Sign};

/// A screen of attendance, and what it is called.
pub(in crate::kiosk::core) struct Told {
    pub article: Article,
    pub title: Phrase,
}

fn big(phrase: Phrase) -> RingLine {
    RingLine { role: RingRole::Big, phrase }
}

fn small(phrase: Phrase) -> RingLine {
    RingLine { role: RingRole::Small, phrase }
}

fn row(sign: Sign, head: Phrase) -> Row {
    Row { sign, head, lines: Vec::new() }
}

impl Kiosk {
    pub(in crate::kiosk::core) fn told(&self, step: Step, now: Now) -> Told {
        let reader = self.reader(now);
        let say = |key| reader.say(key);
        if self.is_slow(now) {
            let article = Article {
                ring: vec![big(say(Say::RecordingShort))],
                title: Some(say(Say::Recording)),
                paragraphs: vec![say(Say::RecordingSentence)],
                ..Article::default()
            };
            return Told { article, title: say(Say::Recording) };
        }
        let mut article = match step {
            Step::How | Step::Who | Step::Kind | Step::People | Step::Alike => {
                self.question_of(&reader, step)
            }
            Step::Confirm => self.confirmation(&reader),
            Step::Thanks => self.thanks(&reader),
            Step::Sorry => self.sorrow(&reader),
            Step::Reception | Step::Which => self.reception(&reader, step, now),
            Step::Number => self.number(&reader),
            Step::Receipt => self.receipt(&reader, now),
            Step::ChangeWay => self.change_way(&reader),
            Step::HowWasToday => self.how_it_was(&reader),
            Step::Pin | Step::Corner | Step::Status | Step::WhichCount | Step::Count | Step::Reason => {
                self.staff_board(&reader, step, now)
            }
        };
        if let Some(note) = self.visit.errand.note {
            let note = note_words(reader.words, note);
            if article.rows.is_empty() {
                article.paragraphs.insert(0, note);
            } else {
                // Under rows it might come to stand on the next page.
                article.kicker = Some(note);
            }
        }
        // A number that is being typed is no name of a screen.
        let title = match step {
            Step::Number => say(Say::NumberHeading),
            Step::Pin => say(Say::PinHeading),
            Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::Confirm
            | Step::Thanks
            | Step::Sorry
            | Step::Reception
            | Step::Which
            | Step::Receipt
            | Step::ChangeWay
            | Step::HowWasToday
            | Step::Corner
            | Step::Status
            | Step::WhichCount
            | Step::Count
            | Step::Reason => article.title.clone().unwrap_or_else(|| say(Say::HomeTitle)),
        };
        Told { article, title: reader.words.one_line(&title) }
    }

    /// Whether somebody is still there: in the place of whatever they were at.
    pub(in crate::kiosk::core) fn still_there(&self, now: Now) -> Told {
        let reader = self.reader(now);
        let say = |key| reader.say(key);
        let article = Article {
            ring: vec![big(say(Say::StillThereShort))],
            lit: Lit::All,
            title: Some(say(Say::StillThere)),
            paragraphs: vec![say(Say::StillThereSentence)],
            ..Article::default()
        };
        Told { article, title: say(Say::StillThere) }
    }

    fn at_hand(&self) -> Option<&Meeting> {
        self.visit.errand.meeting.as_ref().and_then(|id| self.meeting(id))
    }

    /// "12月17日「場をひろげる」の 申し込み".
    fn about(&self, reader: &Reader, key: Say) -> Option<Phrase> {
        let meeting = self.at_hand()?;
        let (_, title) = headline(reader, meeting);
        let title = reader.words.one_line(&title);
        let day = reader.when(meeting).in_line(reader.words);
        Some(reader.words.say_with(key, &[("day", (&day).into()), ("title", (&title).into())]))
    }

    /// The questions of a registration or a walk-in, in their order, the confirmation last.
    fn questions(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let is_registering = self.visit.errand.deed == Some(Deed::Register);
        if let Some(meeting) = self.at_hand().filter(|_| is_registering) {
            let rules = self.rules(meeting);
            let book = self.book(&meeting.id);
            let is_settled =
                matches!(*rules.ways(), [only] if matches!(rules.offer(&book, only, 1), Offer::Seat { .. }));
            if !is_settled {
                steps.push(Step::How);
            }
        }
        if self.asks_category() && self.visit.errand.deed != Some(Deed::WithoutReceipt) {
            steps.push(Step::Who);
        }
        steps.push(Step::Confirm);
        steps
    }

    /// Where one is among the questions: said from the first on (ACCESSIBILITY row 20).
    fn step_ring(&self, reader: &Reader, step: Step) -> (Vec<RingLine>, Lit) {
        let steps = self.questions();
        // Kinds are part of the question as what; the number of people of the confirmation.
        let of_step = match step {
            Step::Kind => Step::Who,
            Step::People | Step::Alike => Step::Confirm,
            other => other,
        };
        let at = steps.iter().position(|known| *known == of_step).unwrap_or(steps.len() - 1);
        let number = |n: usize| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
        let (n, of) = (number(at + 1), number(steps.len()));
        let ring = vec![
            small(reader.words.say_with(Say::StepsInAll, &[("of", of)])),
            big(reader.words.say_with(Say::StepNumber, &[("n", n), ("of", of)])),
        ];
        (ring, Lit::step(at + 1, steps.len()))
    }

    fn question_of(&self, reader: &Reader, step: Step) -> Article {
        let say = |key| reader.say(key);
        let errand = &self.visit.errand;
        let (ring, lit) = self.step_ring(reader, step);
        let is_registering = errand.deed == Some(Deed::Register);
        let about = if is_registering { Say::AboutRegistration } else { Say::AboutCheckIn };
        let person = i64::try_from(errand.person + 1).unwrap_or(i64::MAX);
        let (title, paragraphs) = match step {
            Step::How => self.how_words(reader),
            Step::Who if errand.each() => (
                reader.words.say_with(Say::WhoHeadingOf, &[("n", person.into())]),
                vec![say(Say::WhoUse), say(Say::WhoSame)],
            ),
            Step::Who => (say(Say::WhoHeading), vec![say(Say::WhoUse), say(Say::WhoSame)]),
            Step::Kind => (say(Say::KindHeading), vec![say(Say::WhoSame)]),
            Step::Alike => (say(Say::AlikeHeading), vec![say(Say::WhoSame)]),
            Step::People
            | Step::Confirm
            | Step::Thanks
            | Step::Sorry
            | Step::Reception
            | Step::Which
            | Step::Number
            | Step::Receipt
            | Step::ChangeWay
            | Step::HowWasToday
            | Step::Pin
            | Step::Corner
            | Step::Status
            | Step::WhichCount
            | Step::Count
            | Step::Reason => (say(Say::PeopleHeading), vec![say(Say::PeopleSentence)]),
        };
        Article {
            ring,
            lit,
            kicker: self.about(reader, about),
            title: Some(title),
            paragraphs,
            ..Article::default()
        }
    }

    /// Heading and words of the first question. When there is no room, that is said before
    /// anything is asked.
    fn how_words(&self, reader: &Reader) -> (Phrase, Vec<Phrase>) {
        let say = |key| reader.say(key);
        let full: Vec<Phrase> = match self.at_hand() {
            Some(meeting) => {
                let (rules, book) = (self.rules(meeting), self.book(&meeting.id));
                let waits = |way: &&Way| matches!(rules.offer(&book, **way, 1), Offer::Wait { .. });
                rules.ways().iter().filter(waits).map(|way| say(Say::way(*way))).collect()
            }
            None => Vec::new(),
        };
        if full.is_empty() {
            return (say(Say::HowHeading), vec![say(Say::NoNamesAsked), say(Say::CanChangeLater)]);
        }
        let ways = reader.words.list(&full);
        let heading = reader.words.say_with(Say::FullNow, &[("way", (&ways).into())]);
        (heading, vec![say(Say::FullChoices)])
    }

    fn confirmation(&self, reader: &Reader) -> Article {
        let say = |key| reader.say(key);
        let errand = &self.visit.errand;
        let deed = errand.deed.unwrap_or(Deed::Register);
        let mut rows = Vec::new();
        let mut paragraphs = Vec::new();
        let title = match deed {
            Deed::Register => Say::ConfirmRegistration,
            Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. } => Say::ConfirmCheckIn,
            Deed::TakeBack { .. } => Say::ConfirmTakeBack,
            Deed::ChangeWay { .. } | Deed::Feel { .. } | Deed::Correct => Say::ConfirmChange,
        };
        if let (Deed::Register, Some(way)) = (deed, errand.way) {
            rows.push(row(way_sign(way), say(Say::way(way))));
        }
        if matches!(deed, Deed::Register | Deed::WalkIn | Deed::WithoutReceipt) {
            let people = reader.words.say_with(Say::People, &[("people", i64::from(errand.people()).into())]);
            let mut people = row(Sign::Person, people);
            if deed != Deed::WithoutReceipt && self.asks_category() {
                people.lines = self.standings(reader);
            }
            rows.push(people);
        }
        match deed {
            Deed::Register => paragraphs.extend(self.offer_words(reader)),
            Deed::TakeBack { .. } => paragraphs.push(say(Say::TakeBackSentence)),
            Deed::WalkIn | Deed::WithoutReceipt => paragraphs.push(say(Say::EverybodyMayCome)),
            Deed::CheckIn { .. } | Deed::ChangeWay { .. } | Deed::Feel { .. } | Deed::Correct => {}
        }
        let is_taking_back = matches!(deed, Deed::TakeBack { .. });
        let (ring, lit) = if is_taking_back {
            (vec![big(say(Say::TakeBackShort))], Lit::All)
        } else {
            self.step_ring(reader, Step::Confirm)
        };
        let about =
            if deed == Deed::Register || is_taking_back { Say::AboutRegistration } else { Say::AboutCheckIn };
        Article {
            ring,
            lit,
            kicker: self.about(reader, about),
            title: Some(say(title)),
            rows,
            paragraphs,
            ..Article::default()
        }
    }

    /// What those at hand said of themselves, each once.
    fn standings(&self, reader: &Reader) -> Vec<Phrase> {
        let party = self.visit.errand.party();
        let several = party.groups().len() > 1;
        let words = party.groups().iter().map(|group| {
            let name = self.standing_words(reader, &group.standing);
            if !several {
                return name;
            }
            let people = reader.words.say_with(Say::People, &[("people", i64::from(group.people).into())]);
            reader
                .words
                .say_with(Say::LabelledPeople, &[("label", (&name).into()), ("people", (&people).into())])
        });
        words.collect()
    }

    fn standing_words(&self, reader: &Reader, standing: &Standing) -> Phrase {
        let Standing::Said { category: id, sub } = standing else { return reader.words.say(Say::NotSaying) };
        let Some(category) = self.category(id) else { return reader.words.say(Say::NotSaying) };
        let name = reader.phrase(&category.name);
        let kind = sub.as_ref().and_then(|sub| category.subs.iter().find(|kind| kind.id == *sub));
        match kind {
            Some(kind) => {
                let kind = reader.phrase(&kind.name);
                reader
                    .words
                    .say_with(Say::CategoryKind, &[("category", (&name).into()), ("kind", (&kind).into())])
            }
            None => name,
        }
    }

    /// Room, or the place in the line.
    fn offer_words(&self, reader: &Reader) -> Vec<Phrase> {
        let errand = &self.visit.errand;
        let (Some(meeting), Some(way)) = (self.at_hand(), errand.way) else { return Vec::new() };
        match self.rules(meeting).offer(&self.book(&meeting.id), way, errand.people()) {
            Offer::Seat { .. } => Vec::new(),
            Offer::Wait { position, left } => {
                let mut words = Vec::new();
                if left > 0 {
                    words.push(reader.words.say_with(Say::SeatsLeft, &[("left", i64::from(left).into())]));
                }
                words
                    .push(reader.words.say_with(Say::WouldWait, &[("position", i64::from(position).into())]));
                words
            }
        }
    }
}

fn way_sign(way: Way) -> Sign {
    match way {
        Way::Venue => Sign::Venue,
        Way::Online => Sign::Online,
        Way::Open => Sign::Register,
    }
}
