//! The way through an errand: which question comes next, and what an answer does.

use super::belongs::belongs;
use super::errand::{Deed, Done, Errand, Sorrow, Step};
use super::{Desk, Kiosk, Now};
use crate::domain::attendance::{Offer, RegistrationState, Standing, Way};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::playlist::Slide;
use crate::domain::programme::Category;
use crate::kiosk::core::Screen;
use crate::kiosk::core::visit::Visit;
use crate::view::Ask;

impl Visit {
    /// On to the next screen of the errand.
    pub(super) fn step(&mut self, step: Step) {
        self.errand.note = None;
        self.errand.answers = 0;
        self.go(Screen::Attend(step));
    }

    /// To a screen from which no way leads back: what is done is done.
    pub(super) fn end_of_way(&mut self, step: Step) {
        self.errand.note = None;
        self.trail.clear();
        self.screen = Screen::Attend(step);
        self.page = 0;
    }

    /// Whether somebody is elsewhere and will come back to an errand.
    pub(super) fn looks_aside(&self) -> bool {
        !self.is_attending() && self.trail.iter().any(|screen| screen.step().is_some())
    }

    /// Whether an errand is on the screen.
    pub fn is_attending(&self) -> bool {
        self.screen.step().is_some()
    }
}

impl Kiosk {
    /// A new errand. Nothing is left of any other, not even on the way back.
    pub(super) fn begin(&mut self, errand: Errand) {
        let rest = self.resting_screen();
        self.visit.errand = errand;
        self.visit.asked_at = None;
        self.visit.trail.retain(|screen| screen.step().is_none());
        if self.visit.is_attending() {
            self.visit.screen = self.visit.trail.pop().unwrap_or(rest);
        }
    }

    /// What a wish about attendance comes to.
    pub(in crate::kiosk::core) fn ask(&mut self, ask: Ask, now: Now) {
        // What is being recorded is not to be changed any more.
        if !self.attendance.is_on() || (self.attendance.pending.is_some() && ask != Ask::Finish) {
            return;
        }
        if !belongs(&ask, self.visit.screen.step()) {
            return;
        }
        match ask {
            Ask::Register => self.register(now),
            Ask::CheckIn => self.check_in(now),
            Ask::HowWasToday => self.how_was_today(now),
            Ask::Way(way) => self.chose_way(way, now),
            Ask::Category(category) => self.chose_category(category),
            Ask::Kind(kind) => self.chose_kind(kind),
            Ask::MoreAnswers => self.visit.errand.answers += 1,
            Ask::PeopleMenu => self.visit.step(Step::People),
            Ask::People(people) => self.chose_people(people, now),
            Ask::Alike(alike) => self.chose_alike(alike),
            Ask::Feel(feeling) => {
                let before = match self.visit.errand.done {
                    Some(Done::Felt { record }) => Some(record),
                    Some(
                        Done::Registered { .. }
                        | Done::CheckedIn { .. }
                        | Done::WayChanged { .. }
                        | Done::TakenBack { .. }
                        | Done::Already,
                    )
                    | None => None,
                };
                self.do_deed(Deed::Feel { feeling, before }, now);
            }
            Ask::FeelAgain => self.visit.screen = Screen::Attend(Step::HowWasToday),
            Ask::Submit => {
                if let (Some(deed), Some(Step::Confirm)) = (self.visit.errand.deed, self.visit.screen.step())
                {
                    self.do_deed(deed, now);
                }
            }
            Ask::Retry => self.retry(now),
            Ask::Finish => self.finish(now),
            Ask::StillHere => {}
            Ask::TakeBack => self.take_back(),
            Ask::Meeting(id) => {
                self.visit.errand.meeting = Some(MeetingId(id));
                self.visit.step(Step::Reception);
            }
            // Rather said now than after the questions.
            Ask::HaveReceipt | Ask::NoReceipt | Ask::WalkIn if !self.is_desk_open() => {
                self.sorry(Sorrow::Closed);
            }
            Ask::HaveReceipt => {
                self.visit.errand.digits.clear();
                self.visit.step(Step::Number);
            }
            // The session may have ended under the finger.
            Ask::NoReceipt | Ask::WalkIn if self.visit.errand.meeting.is_none() => {}
            Ask::NoReceipt => self.confirm(Deed::WithoutReceipt),
            Ask::WalkIn => {
                self.visit.errand.deed = Some(Deed::WalkIn);
                self.after_way();
            }
            Ask::Digit(digit) => {
                if let Some(digit) = char::from_digit(u32::from(digit), 10) {
                    self.digit(digit, now);
                }
            }
            Ask::Erase => {
                self.visit.errand.digits.pop();
                self.visit.errand.note = None;
            }
            Ask::EraseAll => {
                self.visit.errand.digits.clear();
                self.visit.errand.note = None;
            }
            Ask::CheckInNow => self.check_in_now(now),
            Ask::ChangeWay => self.visit.step(Step::ChangeWay),
            Ask::Today => {
                if let Some(meeting) = self.visit.errand.meeting.clone() {
                    self.visit.go(Screen::Detail { meeting, page: 0 });
                }
            }
            Ask::Corner(corner) => self.corner(corner, now),
        }
    }

    /// What has to hold after every event: staff's rooms are locked, and the reception is that of
    /// a session that is open.
    pub(in crate::kiosk::core) fn settle(&mut self, now: Now) {
        self.guard_corner();
        let at_reception = matches!(self.visit.screen.step(), Some(Step::Reception | Step::Which));
        if !at_reception {
            return;
        }
        let sessions: Vec<MeetingId> = self.sessions(now).iter().map(|meeting| meeting.id.clone()).collect();
        let chosen = self.visit.errand.meeting.clone().filter(|id| sessions.contains(id));
        self.visit.errand.meeting = match (chosen, sessions.as_slice()) {
            (Some(chosen), _) => Some(chosen),
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
        };
        let is_open_question = self.visit.errand.meeting.is_none() && sessions.len() > 1;
        self.visit.screen = Screen::Attend(if is_open_question { Step::Which } else { Step::Reception });
    }

    /// Back to rest at once: whoever ends a visit leaves nothing behind.
    fn finish(&mut self, now: Now) {
        self.go_to_rest(now);
    }

    fn register(&mut self, now: Now) {
        let Some(id) = self.meeting_in_question(now) else { return };
        self.begin(Errand { meeting: Some(id.clone()), deed: Some(Deed::Register), ..Errand::default() });
        if !self.is_desk_open() {
            return self.sorry(Sorrow::Closed);
        }
        let Some(meeting) = self.meeting(&id) else { return };
        let rules = self.rules(meeting);
        if rules.registration(now.at) != RegistrationState::Open {
            return;
        }
        match *rules.ways() {
            [only] if matches!(rules.offer(&self.book(&id), only, 1), Offer::Seat { .. }) => {
                self.visit.errand.way = Some(only);
                self.after_way();
            }
            _ => self.visit.step(Step::How),
        }
    }

    fn is_desk_open(&self) -> bool {
        match self.attendance.desk {
            Desk::Open(_) => true,
            Desk::Off | Desk::Closed(_) => false,
        }
    }

    /// Whether one can register for the meeting at hand.
    pub(in crate::kiosk::core) fn can_register(&self, meeting: &Meeting, now: Now) -> bool {
        self.attendance.is_on()
            && now.sure
            && self.rules(meeting).registration(now.at) == RegistrationState::Open
    }

    fn chose_way(&mut self, way: Way, now: Now) {
        match (self.visit.screen.step(), self.visit.errand.registration) {
            (Some(Step::ChangeWay), Some(registration)) => {
                self.do_deed(Deed::ChangeWay { registration, way }, now);
            }
            (Some(Step::How), _) => {
                self.visit.errand.way = Some(way);
                self.after_way();
            }
            _ => {}
        }
    }

    /// On to the question as what, or to the confirmation.
    fn after_way(&mut self) {
        if self.asks_category() {
            self.visit.errand.person = 0;
            self.visit.step(Step::Who);
        } else if let Some(deed) = self.visit.errand.deed {
            self.confirm(deed);
        }
    }

    pub(super) fn confirm(&mut self, deed: Deed) {
        self.visit.errand.deed = Some(deed);
        self.visit.step(Step::Confirm);
    }

    pub(super) fn asks_category(&self) -> bool {
        let meeting = self.visit.errand.meeting.as_ref().and_then(|id| self.meeting(id));
        !self.programme.categories.is_empty()
            && meeting.is_some_and(|meeting| self.rules(meeting).asks_category())
    }

    pub(super) fn category(&self, id: &str) -> Option<&Category> {
        self.programme.categories.iter().find(|category| category.id == id)
    }

    fn chose_category(&mut self, id: Option<String>) {
        let standing = match id {
            None => Standing::NotSaid,
            Some(category) => Standing::Said { category, sub: None },
        };
        let has_kinds = match &standing {
            Standing::Said { category, .. } => {
                self.category(category).is_some_and(|category| !category.subs.is_empty())
            }
            Standing::NotSaid => false,
        };
        // A kind that was chosen before stays while its category does: Back never loses an answer.
        let person = self.visit.errand.person;
        let keeps = match (self.visit.errand.standing(person), &standing) {
            (Some(Standing::Said { category: before, .. }), Standing::Said { category, .. }) => {
                before == category
            }
            _ => false,
        };
        if !keeps {
            self.visit.errand.choose(standing);
        }
        // One more question for some would tell the room who they are: its kind stays unsaid.
        let asks_kind = has_kinds && !self.is_heard_by_the_room();
        if asks_kind { self.visit.step(Step::Kind) } else { self.next_person() }
    }

    fn chose_kind(&mut self, sub: Option<String>) {
        let person = self.visit.errand.person;
        if let Some(Standing::Said { category, .. }) = self.visit.errand.standing(person).cloned() {
            self.visit.errand.choose(Standing::Said { category, sub });
        }
        self.next_person();
    }

    /// The next of a group, or the confirmation.
    fn next_person(&mut self) {
        let errand = &mut self.visit.errand;
        let last = usize::try_from(errand.people()).unwrap_or(1).saturating_sub(1);
        if errand.each() && errand.person < last {
            errand.person += 1;
            self.visit.step(Step::Who);
        } else if let Some(deed) = errand.deed {
            self.confirm(deed);
        }
    }

    fn chose_people(&mut self, people: u32, now: Now) {
        let errand = &mut self.visit.errand;
        errand.people = Some(people);
        errand.alike = None;
        if let Some(Deed::CheckIn { registration, .. }) = errand.deed {
            return self.do_deed(Deed::CheckIn { registration, people }, now);
        }
        let asks = errand.deed != Some(Deed::WithoutReceipt) && self.asks_category();
        if people > 1 && asks {
            self.visit.step(Step::Alike);
        } else if let Some(deed) = self.visit.errand.deed {
            self.confirm(deed);
        }
    }

    fn chose_alike(&mut self, alike: bool) {
        let errand = &mut self.visit.errand;
        errand.alike = Some(alike);
        errand.person = 0;
        match errand.deed {
            Some(deed) if alike => self.confirm(deed),
            Some(_) => {
                // One after the other, from the first.
                self.visit.trail.retain(|screen| *screen != Screen::Attend(Step::Who));
                self.visit.step(Step::Who);
            }
            None => {}
        }
    }

    fn check_in(&mut self, now: Now) {
        self.begin(Errand::default());
        if !self.is_desk_open() {
            return self.sorry(Sorrow::Closed);
        }
        let sessions = self.sessions(now);
        let only = match sessions.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        };
        let several = sessions.len() > 1;
        self.visit.errand.meeting = only;
        self.visit.step(if several { Step::Which } else { Step::Reception });
    }

    fn check_in_now(&mut self, now: Now) {
        let Some(registration) = self.visit.errand.registration else { return };
        let Some(meeting) = self.visit.errand.meeting.clone() else { return };
        match self.missing(&meeting, registration) {
            Some(missing) if missing > 1 => {
                self.visit.errand.deed = Some(Deed::CheckIn { registration, people: missing });
                self.visit.step(Step::People);
            }
            Some(_) => self.do_deed(Deed::CheckIn { registration, people: 1 }, now),
            None => {}
        }
    }

    fn take_back(&mut self) {
        let step = self.visit.screen.step();
        let record = if step == Some(Step::Receipt) {
            self.visit.errand.registration
        } else {
            self.visit.errand.done.filter(|_| step == Some(Step::Thanks)).and_then(Done::record)
        };
        if let Some(record) = record {
            self.confirm(Deed::TakeBack { record });
        }
    }

    fn how_was_today(&mut self, now: Now) {
        let shown = match self.round.stop().slide {
            Slide::HowWasToday(id) => Some(id),
            Slide::Welcome
            | Slide::Meeting(_)
            | Slide::Theme(_)
            | Slide::Notice(_)
            | Slide::Voice(_)
            | Slide::Page
            | Slide::Glance => None,
        };
        let over = self.just_over(now);
        let meeting = shown.filter(|id| over.iter().any(|meeting| meeting.id == *id));
        if let Some(meeting) = meeting.or_else(|| over.first().map(|meeting| meeting.id.clone())) {
            self.begin(Errand { meeting: Some(meeting), ..Errand::default() });
            self.visit.step(Step::HowWasToday);
        }
    }
}
