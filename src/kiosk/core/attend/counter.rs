//! What can be done on each screen of attendance. The same thing stands in the same place on every one.

use super::answers::Answer;
use super::errand::{Deed, Done, Note, Sorrow, Step};
use super::{Desk, Kiosk, Now};
use crate::domain::text::Phrase;
use crate::kiosk::core::counter::control;
use crate::view::words::{Say, Words};
use crate::view::{Action, Ask, Control, Corner, Sign, Slot};

/// Most answers that stand on the counter together.
const MOST_ANSWERS: usize = 8;

/// Controls, and the sentence between them.
pub(in crate::kiosk::core) struct Desktop {
    pub controls: Vec<Control>,
    pub hint: Option<Phrase>,
}

impl Kiosk {
    /// The controls of an errand, without the tools that stand on every screen.
    pub(in crate::kiosk::core) fn errand_controls(&self, step: Step, now: Now) -> Desktop {
        let reader = self.reader(now);
        let words = reader.words;
        let back = || control(words, Action::Back, Slot::Back, Sign::Back, Say::Back);
        let stop = || control(words, Action::Home, Slot::Home, Sign::Home, Say::StopAndHome);
        let home = || control(words, Action::Home, Slot::Home, Sign::Home, Say::Home);
        let mut hint = Some(words.say(Say::ChoosingGoesOn));
        let mut controls = match step {
            Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::ChangeWay
            | Step::WhichCount
            | Step::Reason => vec![back(), stop()],
            Step::Count => {
                hint = None;
                vec![back(), stop()]
            }
            Step::HowWasToday => {
                hint = Some(words.say(Say::NobodyKnowsWho));
                vec![back(), home()]
            }
            Step::Number | Step::Pin => {
                hint = None;
                vec![back(), stop()]
            }
            Step::Receipt => {
                hint = None;
                vec![back(), home()]
            }
            Step::Status => {
                hint = None;
                vec![back(), home()]
            }
            Step::Corner => {
                hint = None;
                vec![home()]
            }
            Step::Reception | Step::Which => {
                hint = Some(words.say(Say::NoNamesShown));
                self.reception_controls(words, now)
            }
            Step::Confirm => {
                let takes_back = matches!(self.visit.errand.deed, Some(Deed::TakeBack { .. }));
                hint = (!takes_back).then(|| words.say(Say::CanTakeBackLater));
                self.confirm_controls(words)
            }
            Step::Thanks => {
                hint = Some(words.say(Say::NoHurry));
                self.thanks_controls(words)
            }
            Step::Sorry => {
                hint = None;
                self.sorry_controls(words)
            }
        };
        let asks = match step {
            Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::ChangeWay
            | Step::HowWasToday
            | Step::Reception
            | Step::Which
            | Step::Number
            | Step::Receipt => Some(Slot::Tool(1)),
            // The sentence under its buttons stands there.
            Step::Confirm => Some(Slot::Rotation(2)),
            Step::Thanks
            | Step::Sorry
            | Step::Pin
            | Step::Corner
            | Step::Status
            | Step::WhichCount
            | Step::Count
            | Step::Reason => None,
        };
        // What becomes of the answers is one tap away wherever something is asked.
        controls.extend(asks.map(|slot| control(words, Action::Why, slot, Sign::Question, Say::WhyButton)));
        // Answers come first: keys stand on the first of them, and a screen reader reads them after
        // the question.
        let mut answers = paged(words, self.answers(&reader, step, now), self.visit.errand.answers);
        if matches!(step, Step::Number | Step::Pin) {
            answers.extend(self.pad(words, step));
        }
        answers.append(&mut controls);
        Desktop { controls: answers, hint }
    }

    fn reception_controls(&self, words: &Words, now: Now) -> Vec<Control> {
        let mut controls = Vec::new();
        let sessions = self.sessions(now).len();
        let is_open = self.visit.errand.meeting.is_some() && sessions > 0;
        if is_open && sessions > 1 {
            // Whoever chose the other session has to come back to the choice.
            controls.push(control(words, Action::Back, Slot::Back, Sign::Back, Say::Back));
        } else if is_open {
            let today = Action::Attend(Ask::Today);
            controls.push(control(words, today, Slot::Back, Sign::Detail, Say::TodaysMeeting));
        } else if !self.attendance.pinned {
            controls.push(control(words, Action::Back, Slot::Back, Sign::Back, Say::Back));
        }
        if !self.attendance.pinned {
            controls.push(control(words, Action::Home, Slot::Home, Sign::Home, Say::Home));
        } else {
            controls.push(control(words, Action::Schedule, Slot::Home, Sign::Calendar, Say::Schedule));
        }
        controls
    }

    fn confirm_controls(&self, words: &Words) -> Vec<Control> {
        let Some(deed) = self.visit.errand.deed else { return Vec::new() };
        let (sign, key) = match deed {
            Deed::Register => (Sign::Register, Say::Register),
            Deed::WalkIn | Deed::WithoutReceipt | Deed::CheckIn { .. } => (Sign::CheckIn, Say::CheckIn),
            Deed::TakeBack { .. } => (Sign::Undo, Say::TakeBack),
            Deed::ChangeWay { .. } | Deed::Feel { .. } | Deed::Correct => (Sign::Chosen, Say::Change),
        };
        let mut controls = vec![
            control(words, Action::Attend(Ask::Submit), Slot::Primary, sign, key),
            control(words, Action::Back, Slot::Rotation(0), Sign::Back, Say::Back),
        ];
        match deed {
            Deed::Register | Deed::WalkIn | Deed::WithoutReceipt => {
                let people = Action::Attend(Ask::PeopleMenu);
                controls.push(control(words, people, Slot::Rotation(1), Sign::Person, Say::ChangePeople));
            }
            Deed::CheckIn { .. }
            | Deed::ChangeWay { .. }
            | Deed::TakeBack { .. }
            | Deed::Feel { .. }
            | Deed::Correct => {}
        }
        controls
    }

    fn thanks_controls(&self, words: &Words) -> Vec<Control> {
        let finish = control(words, Action::Attend(Ask::Finish), Slot::Primary, Sign::Done, Say::Finish);
        let mut controls = vec![finish];
        let more = match self.visit.errand.done {
            Some(Done::Registered { .. }) => Some((Ask::TakeBack, Sign::Undo, Say::TakeBackRegistration)),
            Some(Done::CheckedIn { .. }) => Some((Ask::TakeBack, Sign::Undo, Say::TakeBackCheckIn)),
            Some(Done::Felt { .. }) => Some((Ask::FeelAgain, Sign::Back, Say::ChooseAgain)),
            Some(Done::WayChanged { .. } | Done::TakenBack { .. } | Done::Already) | None => None,
        };
        controls.extend(
            more.map(|(ask, sign, key)| control(words, Action::Attend(ask), Slot::Wide(0), sign, key)),
        );
        controls
    }

    fn sorry_controls(&self, words: &Words) -> Vec<Control> {
        let errand = &self.visit.errand;
        let can_retry = errand.sorrow == Some(Sorrow::NotRecorded)
            && (errand.late.is_some() || self.attendance.pending.is_some())
            && matches!(self.attendance.desk, Desk::Open(_));
        let finish = |slot| control(words, Action::Attend(Ask::Finish), slot, Sign::Home, Say::Home);
        if can_retry {
            let retry =
                control(words, Action::Attend(Ask::Retry), Slot::Primary, Sign::Resume, Say::TryAgain);
            vec![retry, finish(Slot::Wide(0))]
        } else {
            vec![finish(Slot::Primary)]
        }
    }

    fn pad(&self, words: &Words, step: Step) -> Vec<Control> {
        let digit = |(slot, digit): (u8, u8)| Control {
            label: Phrase::plain(digit.to_string()),
            ..control(
                words,
                Action::Attend(Ask::Digit(digit)),
                Slot::Digit(slot),
                Sign::Receipt,
                Say::EraseOne,
            )
        };
        let erase = |ask, slot, key| control(words, Action::Attend(ask), Slot::Digit(slot), Sign::Erase, key);
        let mut pad: Vec<Control> = (0..5).map(|n| digit((n, n + 1))).collect();
        pad.push(erase(Ask::Erase, 5, Say::EraseOne));
        pad.extend((0..5).map(|n| digit((6 + n, (n + 6) % 10))));
        pad.push(if step == Step::Pin {
            erase(Ask::Corner(Corner::Enter), 11, Say::Enter)
        } else {
            erase(Ask::EraseAll, 11, Say::EraseAll)
        });
        pad
    }
}

/// Whether somebody is still there can be answered by going on or by going.
pub(in crate::kiosk::core) fn still_there_controls(words: &Words) -> Desktop {
    let ask = |ask, slot, sign, key| control(words, Action::Attend(ask), slot, sign, key);
    let controls = vec![
        ask(Ask::StillHere, Slot::Primary, Sign::Resume, Say::StillHere),
        ask(Ask::Finish, Slot::Wide(0), Sign::Home, Say::Finish),
    ];
    Desktop { controls, hint: Some(words.say(Say::NoHurry)) }
}

/// Puts answers on the counter. Where there are too many, the last of a page leads to the rest.
fn paged(words: &Words, answers: Vec<Answer>, page: usize) -> Vec<Control> {
    let place = |(at, answer): (usize, Answer)| {
        let slot = Slot::Choice(u8::try_from(at).unwrap_or(u8::MAX));
        let Answer { ask, sign, label, sub, chosen } = answer;
        Control { label, sub, chosen, ..control(words, Action::Attend(ask), slot, sign, Say::Back) }
    };
    if answers.len() <= MOST_ANSWERS {
        return answers.into_iter().enumerate().map(place).collect();
    }
    let room = MOST_ANSWERS - 1;
    let pages = answers.len().div_ceil(room);
    let more = Answer::new(Ask::MoreAnswers, Sign::Next, words.say(Say::OtherAnswers));
    let shown = answers.into_iter().skip((page % pages) * room).take(room);
    shown.chain([more]).enumerate().map(place).collect()
}

/// The words of a note, where one stands.
pub(super) fn note_words(words: &Words, note: Note) -> Phrase {
    words.say(match note {
        Note::UnknownReceipt => Say::UnknownReceipt,
        Note::Paused(_) => Say::NumberPaused,
        Note::WrongPin => Say::WrongPin,
        Note::NoPin => Say::NoPin,
        Note::Corrected => Say::Corrected,
        Note::NotPossible => Say::NotPossible,
    })
}
