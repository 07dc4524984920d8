//! The answers that can be given to each question: data of the programme, and what one gets.

use super::errand::{Deed, Step};
use super::{Desk, Kiosk, Now};
use crate::domain::attendance::{Counted, Feeling, MOST_PEOPLE, Offer, Reason, Standing, Way};
use crate::domain::meeting::{Meeting, Status};
use crate::domain::text::Phrase;
use crate::kiosk::core::counter::chosen_sign;
use crate::view::reader::{Reader, headline};
use crate::view::words::Say;
use crate::view::{Ask, Corner, Shape, Sign, dates};

/// Numbers of people on one page, with a button for more.
const PEOPLE_A_PAGE: u32 = 4;

/// An answer before it has its place.
pub(super) struct Answer {
    pub ask: Ask,
    pub sign: Sign,
    pub label: Phrase,
    pub sub: Option<Phrase>,
    pub chosen: bool,
}

impl Answer {
    pub fn new(ask: Ask, sign: Sign, label: Phrase) -> Answer {
        Answer { ask, sign, label, sub: None, chosen: false }
    }

    fn with(mut self, sub: Phrase) -> Answer {
        self.sub = Some(sub).filter(|sub| !sub.is_empty());
        self
    }

    fn chosen(mut self, chosen: bool) -> Answer {
        self.chosen = chosen;
        self
    }
}

impl Kiosk {
    pub(super) fn answers(&self, reader: &Reader, step: Step, now: Now) -> Vec<Answer> {
        let say = |key| reader.words.say(key);
        let errand = &self.visit.errand;
        match step {
            Step::How | Step::ChangeWay => self.ways(reader, step),
            Step::Who => {
                let said = errand.standing(errand.person);
                let of = |category: &crate::domain::programme::Category| {
                    let is = matches!(said, Some(Standing::Said { category: id, .. }) if *id == category.id);
                    let hint = category.hint.as_ref().map(|hint| reader.phrase(hint)).unwrap_or_default();
                    let ask = Ask::Category(Some(category.id.clone()));
                    Answer::new(ask, chosen_sign(is), reader.phrase(&category.name)).with(hint).chosen(is)
                };
                let mut answers: Vec<Answer> = self.programme.categories.iter().map(of).collect();
                let is = said == Some(&Standing::NotSaid);
                answers.push(
                    Answer::new(Ask::Category(None), chosen_sign(is), say(Say::NotSaying))
                        .with(say(Say::NotSayingHint))
                        .chosen(is),
                );
                answers
            }
            Step::Kind => {
                let Some(Standing::Said { category, sub }) = errand.standing(errand.person) else {
                    return Vec::new();
                };
                let Some(category) = self.category(category) else { return Vec::new() };
                let of = |kind: &crate::domain::programme::SubCategory| {
                    let is = sub.as_ref() == Some(&kind.id);
                    Answer::new(Ask::Kind(Some(kind.id.clone())), chosen_sign(is), reader.phrase(&kind.name))
                        .chosen(is)
                };
                let mut answers: Vec<Answer> = category.subs.iter().map(of).collect();
                answers.push(Answer::new(Ask::Kind(None), Sign::NotChosen, say(Say::NotSaying)));
                answers
            }
            Step::People => self.numbers(reader),
            Step::Alike => vec![
                Answer::new(Ask::Alike(true), chosen_sign(errand.alike == Some(true)), say(Say::AlikeYes)),
                Answer::new(Ask::Alike(false), chosen_sign(errand.alike == Some(false)), say(Say::AlikeNo)),
            ],
            Step::Reception => self.reception_answers(reader, now),
            Step::Which => {
                let session = |meeting: &&Meeting| {
                    let (_, title) = headline(reader, meeting);
                    let start = meeting.when.starts_at(&self.programme.zone);
                    let time = start.map(|start| {
                        dates::time_words(reader.words, start.to_zoned(self.programme.zone.clone()).time())
                    });
                    Answer::new(
                        Ask::Meeting(meeting.id.0.clone()),
                        Sign::Settled,
                        reader.words.one_line(&title),
                    )
                    .with(time.unwrap_or_default())
                };
                self.sessions(now).iter().map(session).collect()
            }
            Step::Receipt => self.receipt_answers(reader, now),
            Step::HowWasToday => Feeling::ALL
                .into_iter()
                .map(|feeling| {
                    Answer::new(Ask::Feel(feeling), Sign::Shape(shape(feeling)), say(Say::feeling(feeling)))
                })
                .collect(),
            Step::Corner => self.corner_answers(reader, now),
            Step::WhichCount => self.count_answers(reader, now),
            Step::Count => [-10, -1, 1, 10]
                .into_iter()
                .map(|by: i32| {
                    let label = Phrase::plain(if by > 0 { format!("+{by}") } else { format!("−{}", -by) });
                    Answer::new(Ask::Corner(Corner::By(by)), Sign::NotChosen, label)
                })
                .chain([Answer::new(Ask::Corner(Corner::Choose), Sign::Next, say(Say::GoOn))])
                .collect(),
            Step::Reason => Reason::ALL
                .into_iter()
                .map(|reason| {
                    let ask = Ask::Corner(Corner::Reason(reason));
                    Answer::new(ask, Sign::NotChosen, say(Say::reason(reason)))
                })
                .collect(),
            Step::Confirm | Step::Thanks | Step::Sorry | Step::Number | Step::Pin | Step::Status => {
                Vec::new()
            }
        }
    }

    /// Ways of taking part, each with what one gets.
    fn ways(&self, reader: &Reader, step: Step) -> Vec<Answer> {
        let errand = &self.visit.errand;
        let Some(meeting) = errand.meeting.as_ref().and_then(|id| self.meeting(id)) else {
            return Vec::new();
        };
        let (rules, book) = (self.rules(meeting), self.book(&meeting.id));
        let standing = errand.registration.and_then(|key| book.registration(key));
        let people = standing.map_or(errand.people(), |registration| registration.party.people());
        let now_way = standing.filter(|_| step == Step::ChangeWay).map(|registration| registration.way);
        let ways = rules.ways().iter().copied().filter(|way| Some(*way) != now_way);
        ways.map(|way| {
            let (sign, hint) = match way {
                Way::Venue => (Sign::Venue, Say::WayVenueHint),
                Way::Online => (Sign::Online, Say::WayOnlineHint),
                Way::Open => (Sign::Register, Say::WayOpenHint),
            };
            let sub = match rules.offer(&book, way, people) {
                Offer::Seat { .. } => reader.words.say(hint),
                Offer::Wait { position, .. } => {
                    reader.words.say_with(Say::WayFull, &[("position", i64::from(position).into())])
                }
            };
            let is = step == Step::How && errand.way == Some(way);
            Answer::new(Ask::Way(way), sign, reader.words.say(Say::way(way))).with(sub).chosen(is)
        })
        .collect()
    }

    fn numbers(&self, reader: &Reader) -> Vec<Answer> {
        let errand = &self.visit.errand;
        let most = match (errand.deed, &errand.meeting) {
            (Some(Deed::CheckIn { registration, .. }), Some(meeting)) => {
                self.missing(meeting, registration).unwrap_or(1)
            }
            _ => MOST_PEOPLE,
        };
        let page = u32::try_from(errand.answers).unwrap_or_default();
        let pages = most.div_ceil(PEOPLE_A_PAGE).max(1);
        let first = (page % pages) * PEOPLE_A_PAGE + 1;
        let last = (first + PEOPLE_A_PAGE - 1).min(most);
        let mut answers: Vec<Answer> = (first..=last)
            .map(|people| {
                let label = reader.words.say_with(Say::People, &[("people", i64::from(people).into())]);
                let is = errand.people() == people;
                Answer::new(Ask::People(people), chosen_sign(is), label).chosen(is)
            })
            .collect();
        if pages > 1 {
            answers.push(Answer::new(Ask::MoreAnswers, Sign::Next, reader.words.say(Say::OtherNumbers)));
        }
        answers
    }

    fn reception_answers(&self, reader: &Reader, now: Now) -> Vec<Answer> {
        let say = |key| reader.words.say(key);
        let have = Answer::new(Ask::HaveReceipt, Sign::Receipt, say(Say::HaveReceipt));
        if self.visit.errand.meeting.is_none() || self.sessions(now).is_empty() {
            return vec![have.with(say(Say::HaveReceiptLaterHint))];
        }
        vec![
            have.with(say(Say::HaveReceiptHint)),
            Answer::new(Ask::NoReceipt, Sign::Question, say(Say::NoReceipt)).with(say(Say::NoReceiptHint)),
            Answer::new(Ask::WalkIn, Sign::Plus, say(Say::WalkIn)).with(say(Say::WalkInHint)),
        ]
    }

    fn receipt_answers(&self, reader: &Reader, now: Now) -> Vec<Answer> {
        let errand = &self.visit.errand;
        let (Some(id), Some(key)) = (&errand.meeting, errand.registration) else { return Vec::new() };
        let Some(meeting) = self.meeting(id) else { return Vec::new() };
        if meeting.status == Status::Cancelled {
            return Vec::new();
        }
        let rules = self.rules(meeting);
        let book = self.book(id);
        let Some(registration) = book.registration(key) else { return Vec::new() };
        let say = |key| reader.words.say(key);
        let mut answers = Vec::new();
        let has_come = self.missing(id, key) == Some(0);
        if rules.checks_in(now.at) && !has_come {
            answers.push(Answer::new(Ask::CheckInNow, Sign::CheckIn, say(Say::CheckInNow)));
        }
        if !registration.taken_back && !rules.is_over(now.at) {
            if rules.ways().len() > 1 && !has_come {
                answers.push(Answer::new(Ask::ChangeWay, Sign::Resume, say(Say::ChangeWay)));
            }
            answers.push(Answer::new(Ask::TakeBack, Sign::Undo, say(Say::TakeBackRegistration)));
        }
        answers
    }

    fn corner_answers(&self, reader: &Reader, now: Now) -> Vec<Answer> {
        let corner = |wish, sign, key| Answer::new(Ask::Corner(wish), sign, reader.words.say(key));
        let pin = if self.attendance.pinned {
            corner(Corner::Unpin, Sign::Chosen, Say::UnpinReception)
        } else {
            corner(Corner::Pin, Sign::NotChosen, Say::PinReception)
        };
        let mut answers = vec![pin];
        if !self.counted_today(now).is_empty() && matches!(self.attendance.desk, Desk::Open(_)) {
            answers.push(corner(Corner::Correct, Sign::Plus, Say::CorrectCount));
        }
        answers.push(corner(Corner::Status, Sign::Info, Say::Status));
        answers.push(corner(Corner::Restart, Sign::Resume, Say::Restart));
        answers.push(corner(Corner::LeaveFullscreen, Sign::Back, Say::LeaveFullscreen));
        answers
    }

    fn count_answers(&self, reader: &Reader, now: Now) -> Vec<Answer> {
        let Some(meeting) = self.visit.errand.meeting.as_ref().and_then(|id| self.meeting(id)) else {
            let of = |meeting: &&Meeting| {
                let (_, title) = headline(reader, meeting);
                Answer::new(
                    Ask::Corner(Corner::Meeting(meeting.id.0.clone())),
                    Sign::Settled,
                    reader.words.one_line(&title),
                )
            };
            return self.counted_today(now).iter().map(of).collect();
        };
        let counts = std::iter::once(Counted::Came)
            .chain(self.rules(meeting).ways().iter().map(|way| Counted::Registered(*way)));
        counts
            .map(|count| {
                Answer::new(
                    Ask::Corner(Corner::Count(count)),
                    Sign::NotChosen,
                    reader.words.say(Say::counted(count)),
                )
            })
            .collect()
    }
}

fn shape(feeling: Feeling) -> Shape {
    match feeling {
        Feeling::Relieved => Shape::Circle,
        Feeling::Enjoyed => Shape::Diamond,
        Feeling::Ordinary => Shape::Square,
        Feeling::Tired => Shape::Triangle,
        Feeling::Unsettled => Shape::Wave,
    }
}
