//! When nothing is under way any more: whether everybody agrees on what has happened, whether anything
//! is left of anybody, and whether the next visitor gets what they came for.

use hiroba::domain::attendance::Book;
use hiroba::domain::playlist;
use hiroba::kiosk::core::Event;
use hiroba::view::{Action, Ask};
use jiff::SignedDuration;

use crate::disk::Disk;
use crate::life::{Pace, World};
use crate::watch;

impl<D: Disk> World<D> {
    /// Everybody goes home, everybody agrees, and the next one is served.
    pub fn rests(&mut self) {
        self.sure = true;
        self.goes_home();
        let screen = self.screen_at_rest();
        self.agrees();
        if screen == "Sign" {
            self.shows_what_is_coming();
        }
        self.next_visitor_is_served();
    }

    /// There is room, the clerk is prompt, everybody goes home.
    pub fn goes_home(&mut self) {
        self.clerk.disk.make_room();
        (self.clerk.busy, self.pace) = (0, Pace::Prompt);
        self.flows();
        if !self.clerk.is_open() || self.is_deaf {
            self.opens();
            self.flows();
        }
        // What could not be taken back is tried again.
        self.sleeps(31);
        self.sleeps(31);
        if self.chance.one_in(16) {
            self.passes(700);
        }
        for seconds in [900, 400, 61, 400] {
            self.sleeps(seconds);
        }
    }

    fn sleeps(&mut self, seconds: i64) {
        self.comes_to(self.now + SignedDuration::from_secs(seconds));
    }

    fn agrees(&mut self) {
        let records = self.clerk.disk.all();
        self.watch.reckons(&records);
        for meeting in &self.programme.meetings {
            let book = Book::of(records.iter().filter(|record| record.meeting == meeting.id));
            let counted = book.tally(meeting.capacity);
            let came = watch::counts(&records, &meeting.id, |_| false);
            assert_eq!(i64::from(counted.came), came, "counted otherwise than they came");
            watch::agree(&self.kiosk.book(&meeting.id), &book, meeting, !self.is_disordered);
        }
    }

    /// Nobody is there, and nothing of anybody is left. Gives where the kiosk rests.
    pub fn screen_at_rest(&self) -> &'static str {
        let all = format!("{:?}", self.kiosk);
        let from = all.find("visit: Visit {").expect("a kiosk has a visit");
        let visit = &all[from..];
        assert!(visit.contains("last_touch: None"), "somebody is still there");
        let stands = |screen: &&&str| visit.starts_with(&format!("visit: Visit {{ screen: {screen},"));
        let screen = ["Sign", "Attend(Reception)", "Attend(Which)"].iter().find(stands);
        assert!(!all.replace("digits: \"\"", "").contains("digits: "), "digits are kept");
        assert!(self.kiosk.thanked_for().is_none());
        assert_eq!(self.kiosk.show(self.at()).announcement, "");
        screen.unwrap_or_else(|| panic!("it does not come back to rest: {}", &visit[..visit.len().min(120)]))
    }

    /// What is coming is in the round of the sign.
    pub fn shows_what_is_coming(&self) {
        if self.is_emergency() {
            return;
        }
        let zoned = self.now.to_zoned(self.programme.zone.clone());
        if playlist::coming(&self.programme, &zoned).is_empty() {
            return;
        }
        let mut kiosk = self.kiosk.clone();
        let mut at = self.at();
        let mut seen = Vec::new();
        for _ in 0..kiosk.position().1 {
            seen.push(kiosk.slide_name());
            at.at += SignedDuration::from_secs(1);
            kiosk.update(Event::Act(Action::Next), at);
        }
        assert!(seen.contains(&"meeting"), "a meeting is coming, and the sign has only {seen:?}");
    }

    /// Whoever comes now can register or come in, and old receipts are known.
    pub fn next_visitor_is_served(&mut self) {
        if self.is_emergency() {
            return;
        }
        if !self.receipts.is_empty() {
            let at = self.chance.below(self.receipts.len());
            let (receipt, key) = self.receipts[at].clone();
            self.wait(600);
            self.scans(&receipt);
            let is_asked_again = self.offers(&Action::Attend(Ask::Digit(0)));
            assert!(!is_asked_again, "the receipt of {key} is not known any more");
            self.wait(600);
            self.taps(Action::Home);
            self.taps_if_there(Ask::Finish);
        }
        let there = self.offered();
        let begins = [Ask::CheckIn, Ask::Register].into_iter();
        let begin = begins.map(Action::Attend).find(|action| there.contains(action));
        let Some(begin) = begin else { return };
        self.wait(600);
        self.taps(begin.clone());
        let mut answered = 0;
        while self.kiosk.thanked_for().is_none() && answered < 12 {
            let there = self.offered();
            let Some(on) = there.iter().find(|action| leads_to_the_end(action)).cloned() else { break };
            self.wait(600);
            self.taps(on);
            answered += 1;
        }
        // Where no session is open, the reception says what comes next, and that is all.
        let is_closed = begin == Action::Attend(Ask::CheckIn) && answered == 0;
        assert!(is_closed || self.kiosk.thanked_for().is_some(), "stuck at {:?}", self.view().board);
        self.wait(600);
        self.taps(Action::Home);
        self.taps_if_there(Ask::Finish);
    }

    fn taps_if_there(&mut self, ask: Ask) {
        let action = Action::Attend(ask);
        if self.offers(&action) {
            self.wait(600);
            self.taps(action);
        }
    }
}

fn leads_to_the_end(action: &Action) -> bool {
    match action {
        Action::Attend(ask) => matches!(
            ask,
            Ask::WalkIn | Ask::Submit | Ask::Way(_) | Ask::Category(None) | Ask::Kind(None) | Ask::Meeting(_)
        ),
        _ => false,
    }
}
