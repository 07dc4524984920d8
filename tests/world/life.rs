//! One world: a kiosk, its clerk, the time, and what lies between them.

use std::collections::VecDeque;

use hiroba::config::{self, Config};
use hiroba::domain::attendance::RecordKey;
use hiroba::domain::programme::Programme;
use hiroba::kiosk::core::{Effect, Event, Kiosk, Now, Pin, Stroke};
use hiroba::view::{Action, Ask, Board, View};
use jiff::{SignedDuration, Timestamp};

use crate::chance::Chance;
use crate::clerk::{Clerk, Order};
use crate::disk::{Cut, Disk};
use crate::place;
use crate::watch::{self, Cause, Watch};

/// How fast the clerk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Everything is done and answered before anything else happens.
    Prompt,
    /// Only when the world says so.
    Slow,
}

pub struct World<D> {
    pub chance: Chance,
    pub config: Config,
    pub programme: Programme,
    pub kiosk: Kiosk,
    pub now: Timestamp,
    pub sure: bool,
    pub clerk: Clerk<D>,
    pub pace: Pace,
    /// What the clerk has said and the kiosk has not heard.
    pub answers: VecDeque<Event>,
    /// How long the database has been left alone.
    pub closed_for: SignedDuration,
    /// Since the kiosk was told everything: an answer got lost, or came in another order.
    pub is_deaf: bool,
    pub is_disordered: bool,
    /// Staff asked for it.
    pub restarts: bool,
    /// How often it has begun anew.
    pub lives: u32,
    pub watch: Watch,
    /// The screen as it was last looked at, and whether something has happened since.
    view: View,
    is_stale: bool,
    pub receipts: Vec<(String, RecordKey)>,
    /// What stood on the screen before.
    pub before: Vec<Action>,
    /// Whether a kill may strike in the middle: what is left then is for the machine to say.
    pub cuts_in_the_middle: bool,
}

impl<D: Disk> World<D> {
    pub fn new(seed: u64, disk: D) -> World<D> {
        let mut chance = Chance::new(seed);
        let config = place::config(&mut chance);
        let dawn: Timestamp = "2026-12-17T00:00:00Z".parse().unwrap();
        let now = dawn + SignedDuration::from_secs(chance.between(0, 86_400));
        let programme = place::programme(now, &mut chance);
        World::with(chance, config, programme, now, disk)
    }

    /// One that shows this.
    pub fn with(chance: Chance, config: Config, programme: Programme, now: Timestamp, disk: D) -> World<D> {
        let kiosk = Kiosk::new(config.clone(), programme.clone(), Now { at: now, sure: true });
        let view = kiosk.glance(Now { at: now, sure: true });
        let mut world = World {
            chance,
            config,
            programme,
            kiosk,
            now,
            sure: true,
            clerk: Clerk::new(disk),
            pace: Pace::Prompt,
            answers: VecDeque::new(),
            closed_for: SignedDuration::ZERO,
            is_deaf: false,
            is_disordered: false,
            restarts: false,
            lives: 0,
            watch: Watch::default(),
            view,
            is_stale: true,
            receipts: Vec::new(),
            before: Vec::new(),
            cuts_in_the_middle: true,
        };
        world.opens();
        world.flows();
        world
    }

    pub fn at(&self) -> Now {
        Now { at: self.now, sure: self.sure }
    }

    pub fn wait(&mut self, ms: i64) {
        self.now += SignedDuration::from_millis(ms);
        self.closed_for += SignedDuration::from_millis(ms);
    }

    /// Something happens to the kiosk, and what it asks for is under way.
    pub fn send(&mut self, event: Event) {
        let cause = self.cause(&event);
        self.watch.begins(&cause);
        self.is_stale = true;
        let effects = self.kiosk.update(event, self.at());
        self.watch.asked(&cause, &effects, &self.clerk.disk);
        for effect in effects {
            match effect {
                Effect::Show => {}
                Effect::Record(records) => self.clerk.orders.push_back(Order::Record(records)),
                Effect::KeepPinned(pinned) => self.clerk.orders.push_back(Order::KeepPinned(pinned)),
                Effect::AskOutbox => self.clerk.orders.push_back(Order::TellOutbox),
                Effect::CheckPin(digits) => {
                    let pin = if digits == place::PIN { Pin::Right } else { Pin::Wrong };
                    self.answers.push_back(Event::PinChecked(pin));
                }
                Effect::Restart => self.restarts = true,
                // No hub and no loudspeaker in this world: nobody hears.
                Effect::LeaveFullscreen | Effect::Call | Effect::Speak { .. } | Effect::Voice(_) => {}
            }
        }
        if let Some(key) = self.kiosk.thanked_for()
            && self.watch.thanks(key, &self.clerk.disk)
            && let Some(receipt) = receipt_on(self.view())
        {
            self.receipts.push((receipt, key));
        }
    }

    fn cause(&mut self, event: &Event) -> Cause {
        match event {
            Event::Act(action) => Cause::Wish(action.clone()),
            Event::Key(Stroke::Key(config::Key::Enter | config::Key::Space)) => match &self.view().focus {
                Some(focus) => Cause::Wish(focus.clone()),
                None => Cause::Keys,
            },
            Event::Key(Stroke::Key(config::Key::Sign('r'))) => Cause::Wish(Action::Attend(Ask::Register)),
            Event::Key(_) => Cause::Keys,
            Event::Tick
            | Event::Touched(_)
            | Event::Resized(..)
            | Event::Programme { .. }
            | Event::Confirmed(_)
            | Event::Pictures(_)
            | Event::Opened(_)
            | Event::Closed(_)
            | Event::Recorded { .. }
            | Event::PinChecked(_)
            | Event::Sources(_)
            | Event::Outbox(_)
            | Event::Hub(_)
            | Event::Voices(_)
            | Event::Voice(_) => Cause::Nobody,
        }
    }

    /// The clerk does one thing.
    pub fn works(&mut self) {
        let was_open = self.clerk.is_open();
        self.answers.extend(self.clerk.works(&self.programme));
        if was_open && !self.clerk.is_open() {
            self.closed_for = SignedDuration::ZERO;
        }
    }

    /// The kiosk hears one thing.
    pub fn hears(&mut self) {
        if let Some(answer) = self.answers.pop_front() {
            self.send(answer);
        }
    }

    /// Where the clerk is prompt, everything is done and answered.
    pub fn flows(&mut self) {
        if self.pace == Pace::Prompt {
            self.settles_accounts();
        }
        if std::mem::take(&mut self.restarts) {
            self.is_restarted();
        }
    }

    /// Whatever is under way is done and answered.
    pub fn settles_accounts(&mut self) {
        while !self.clerk.orders.is_empty() || !self.answers.is_empty() {
            self.works();
            while !self.answers.is_empty() {
                self.hears();
            }
        }
    }

    /// What is on the screen now. What lies behind an emergency is not.
    pub fn view(&mut self) -> &View {
        if std::mem::take(&mut self.is_stale) {
            let is_emergency = self.is_emergency();
            let at = self.at();
            self.view = if is_emergency { self.kiosk.show(at).view } else { self.kiosk.glance(at) };
        }
        &self.view
    }

    pub fn is_emergency(&self) -> bool {
        self.kiosk.programme().emergency(self.now).is_some()
    }

    pub fn is_well(&mut self) {
        let is_emergency = self.is_emergency();
        watch::is_well(self.view(), is_emergency);
    }

    pub fn offered(&mut self) -> Vec<Action> {
        self.view().counter.controls.iter().map(|control| control.action.clone()).collect()
    }

    pub fn offers(&mut self, action: &Action) -> bool {
        self.view().counter.controls.iter().any(|control| control.action == *action)
    }

    /// A finger comes down on a control and goes up again.
    pub fn taps(&mut self, action: Action) {
        self.send(Event::Touched(None));
        self.send(Event::Act(action));
        self.flows();
    }

    pub fn key(&mut self, name: &str) {
        let stroke = match name {
            "tab" => Stroke::Tab,
            name => Stroke::Key(config::Key::parse(name).unwrap()),
        };
        self.send(Event::Key(stroke));
        self.flows();
    }

    pub fn types(&mut self, digits: &str, apart_ms: i64) {
        for digit in digits.chars() {
            self.wait(apart_ms);
            self.send(Event::Key(Stroke::Key(config::Key::Sign(digit))));
        }
        self.flows();
    }

    pub fn scans(&mut self, digits: &str) {
        self.types(digits, 4);
        self.wait(4);
        self.key("enter");
    }

    /// Time goes on as the shell lets it: from deadline to deadline.
    pub fn passes(&mut self, seconds: i64) {
        let end = self.now + SignedDuration::from_secs(seconds);
        self.comes_to(self.now);
        loop {
            let next = self.kiosk.next_deadline();
            assert!(next > self.now, "a deadline that is over would be a busy loop");
            if next >= end {
                break;
            }
            self.comes_to(next);
        }
        self.comes_to(end);
    }

    /// The machine sleeps until then.
    pub fn comes_to(&mut self, then: Timestamp) {
        self.closed_for += then.duration_since(self.now);
        self.now = then;
        self.send(Event::Tick);
        if !self.clerk.is_open() && self.closed_for >= SignedDuration::from_secs(10) {
            self.opens();
        }
        self.flows();
    }

    /// The clerk tries the database, and tells all that is in it.
    pub fn opens(&mut self) {
        let seed = self.chance.bytes();
        let told = self.clerk.opens(seed);
        self.closed_for = SignedDuration::ZERO;
        self.answers.push_back(told);
        if self.clerk.is_open() {
            (self.is_deaf, self.is_disordered) = (false, false);
        }
    }

    pub fn is_killed(&mut self, cut: Cut) {
        self.clerk.is_killed(cut, &self.programme);
        self.begins_anew();
    }

    /// Staff start it again: the clerk ends with the last order.
    pub fn is_restarted(&mut self) {
        while !self.clerk.orders.is_empty() {
            self.works();
        }
        self.clerk.disk.is_closed();
        self.begins_anew();
    }

    fn begins_anew(&mut self) {
        self.answers.clear();
        self.kiosk = Kiosk::new(self.config.clone(), self.programme.clone(), self.at());
        self.watch.forgets(&self.clerk.disk);
        self.lives += 1;
        (self.restarts, self.before, self.is_stale) = (false, Vec::new(), true);
        self.opens();
        self.flows();
    }

    pub fn programme_becomes(&mut self, programme: Programme) {
        self.programme = programme.clone();
        self.send(Event::Programme { programme: Box::new(programme), confirmed: Some(self.now) });
        self.flows();
    }
}

/// The receipt on a screen, if one is there.
fn receipt_on(view: &View) -> Option<String> {
    match &view.board {
        Board::Article(article) => article.way.as_ref().filter(|way| way.is_bare())?.url.clone(),
        Board::List(_) => None,
    }
}
