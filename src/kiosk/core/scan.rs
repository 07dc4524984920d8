//! Everything with one key (ACCESSIBILITY row 13): rows of buttons are framed one after the other; once
//! one is taken, its buttons are, one by one; and what is taken there is done.
//!
//! Two ways, as `kiosk.toml` says: the frame walks and the key takes, or the key walks and waiting takes.
//! In the second, waiting takes only what a press led to, and a row asks for a press of its own, so that
//! one press by accident does nothing.

use jiff::{SignedDuration, Timestamp};

use super::repeat::GUARD;
use super::{Kiosk, Now};
use crate::config::ScanningWay;
use crate::view::Action;
use crate::view::layout::Placed;

/// The frame walks so often over all rows without a press; then nobody is there.
const ROUNDS: u32 = 3;
/// The buttons of a row come by so often; then the frame goes back to the rows.
const ROUNDS_IN_ROW: u32 = 2;
/// No more buttons than this are walked over one by one, without rows.
const FEW: usize = 4;

/// Where the frame stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scan {
    /// What can be framed now, from the top. Never empty, and no row is.
    rows: Vec<Vec<Action>>,
    row: usize,
    stop: Stop,
    since: Timestamp,
    pressed: Timestamp,
    /// The screen has just come: there is more to look at.
    fresh: bool,
    /// How often everything has come by.
    rounds: u32,
    /// Whether waiting takes what is framed, where the key walks.
    armed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The whole row is framed.
    Row,
    /// This one of it. A row that was taken begins with its first, which is seen and heard.
    One(usize),
}

impl Scan {
    fn at_the_top(rows: Vec<Vec<Action>>, at: Timestamp, pressed: Timestamp, armed: bool) -> Scan {
        Scan { rows, row: 0, stop: Stop::Row, since: at, pressed, fresh: true, rounds: 0, armed }
    }

    /// A frame that stands since later than now would stand until then.
    pub(super) fn clock_was_set(&mut self, now: Timestamp) {
        self.since = self.since.min(now);
        self.pressed = self.pressed.min(now);
    }

    fn framed_row(&self) -> &[Action] {
        self.rows.get(self.row).map_or(&[], Vec::as_slice)
    }

    /// The first of what is framed: where the keys would stand.
    fn anchor(&self) -> Option<&Action> {
        match self.stop {
            Stop::Row => self.framed_row().first(),
            Stop::One(at) => self.framed_row().get(at),
        }
    }

    /// The next place.
    fn walk_on(&mut self) {
        match self.stop {
            Stop::Row => {
                self.row = (self.row + 1) % self.rows.len();
                self.rounds += u32::from(self.row == 0);
            }
            Stop::One(at) if at + 1 < self.framed_row().len() => self.stop = Stop::One(at + 1),
            Stop::One(_) if self.rounds + 1 < ROUNDS_IN_ROW => {
                self.stop = Stop::One(0);
                self.rounds += 1;
            }
            Stop::One(_) => {
                self.stop = Stop::Row;
                self.rounds = 0;
            }
        }
    }

    /// The same place among what there is now; by what is framed, never by its position (invariant 9).
    fn is_now_among(&mut self, rows: Vec<Vec<Action>>) -> bool {
        let Some(anchor) = self.anchor().cloned() else { return false };
        let find = |wanted: &Action| {
            rows.iter()
                .enumerate()
                .find_map(|(row, actions)| Some((row, actions.iter().position(|known| known == wanted)?)))
        };
        let Some((row, at)) = find(&anchor).or_else(|| self.framed_row().iter().find_map(find)) else {
            return false;
        };
        if let Stop::One(_) = self.stop {
            self.stop = Stop::One(at);
        }
        (self.row, self.rows) = (row, rows);
        true
    }
}

impl Kiosk {
    /// The switch was pressed.
    pub(super) fn switch(&mut self, now: Now) {
        let way = self.config.scanning.way;
        let Some(mut scan) = self.visit.scan.take() else {
            let rows = rows(&self.sheet(now).controls);
            let scan = Scan::at_the_top(rows, now.at, now.at, way == ScanningWay::Step);
            self.visit.scan = (!scan.rows.is_empty()).then_some(scan);
            return;
        };
        let since = now.at.duration_since(scan.pressed);
        // A hand that trembles (row 14).
        if since >= SignedDuration::ZERO && since < GUARD {
            self.visit.scan = Some(scan);
            return;
        }
        scan.pressed = now.at;
        match way {
            ScanningWay::Auto => self.take(scan, now),
            ScanningWay::Step => {
                // What stands framed since somebody last acted is taken up where it stands.
                if scan.armed {
                    scan.walk_on();
                }
                (scan.since, scan.armed, scan.fresh) = (now.at, true, false);
                self.visit.scan = Some(scan);
            }
        }
    }

    /// Whoever uses anything else has more than one key.
    pub(super) fn end_scan(&mut self) {
        self.visit.scan = None;
    }

    /// Does what is due, and keeps the frame on something that is there.
    pub(super) fn pass_scan(&mut self, now: Now) {
        self.keep_scan(now);
        while self.scan_due().is_some_and(|due| due <= now.at) {
            let Some(mut scan) = self.visit.scan.take() else { return };
            match self.config.scanning.way {
                ScanningWay::Auto => {
                    scan.since = self.after_pace(&scan).max(scan.since);
                    scan.fresh = false;
                    scan.walk_on();
                    if scan.stop == Stop::Row && scan.rounds >= ROUNDS {
                        self.visit.focus = None;
                        return;
                    }
                    self.visit.scan = Some(scan);
                }
                ScanningWay::Step => {
                    self.take(scan, now);
                    self.keep_scan(now);
                }
            }
        }
        if let Some(scan) = &self.visit.scan {
            self.visit.focus = scan.anchor().cloned();
        }
    }

    /// When the frame will have stood long enough.
    pub(super) fn scan_due(&self) -> Option<Timestamp> {
        let scan = self.visit.scan.as_ref()?;
        let waits = self.config.scanning.way == ScanningWay::Step && !scan.armed;
        let after_pace = self.after_pace(scan);
        // Whoever listens has not heard yet what is framed.
        let told = self.visit.listening.told_until();
        (!waits).then(|| told.map_or(after_pace, |told| told.max(after_pace)))
    }

    /// What was framed has been heard: its time begins now.
    pub(super) fn scan_waited(&mut self, now: Now) {
        if let Some(scan) = &mut self.visit.scan {
            scan.since = now.at;
        }
    }

    fn after_pace(&self, scan: &Scan) -> Timestamp {
        let pace =
            SignedDuration::try_from(self.config.scanning.pace).unwrap_or(SignedDuration::from_secs(2));
        scan.since + if scan.fresh { pace * 2 } else { pace }
    }

    /// What is framed together.
    pub(super) fn framed(&self) -> Vec<Action> {
        match &self.visit.scan {
            Some(scan) if scan.stop == Stop::Row => scan.framed_row().to_vec(),
            Some(_) | None => Vec::new(),
        }
    }

    /// Takes what is framed: goes into a row, or does what one button does.
    fn take(&mut self, mut scan: Scan, now: Now) {
        let way = self.config.scanning.way;
        let action = match scan.stop {
            Stop::Row if way == ScanningWay::Step => None,
            Stop::Row if scan.framed_row().len() > 1 => None,
            Stop::Row | Stop::One(_) => scan.anchor().cloned(),
        };
        (scan.since, scan.fresh, scan.rounds, scan.armed) = (now.at, false, 0, false);
        let Some(action) = action else {
            scan.stop = Stop::One(0);
            self.visit.scan = Some(scan);
            return;
        };
        // The frame stays by the row, so that "next" is soon taken again.
        (scan.stop, scan.fresh) = (Stop::Row, true);
        let (before, pressed) = (self.visit.screen.clone(), scan.pressed);
        self.visit.scan = Some(scan);
        if !self.is_repeat(&action, now) {
            self.act(action, now);
        }
        // A visit that is over takes the frame with it.
        if self.visit.scan.is_some() && self.visit.screen != before {
            let rows = rows(&self.sheet(now).controls);
            self.visit.scan = (!rows.is_empty()).then(|| Scan::at_the_top(rows, now.at, pressed, false));
        }
    }

    /// Whatever has changed the screen, what is framed is there.
    fn keep_scan(&mut self, now: Now) {
        let Some(mut scan) = self.visit.scan.take() else { return };
        let rows = rows(&self.sheet(now).controls);
        if rows.is_empty() || scan.rows == rows || scan.is_now_among(rows.clone()) {
            self.visit.scan = (!rows.is_empty()).then_some(scan);
        } else {
            self.visit.scan = Some(Scan::at_the_top(rows, now.at, scan.pressed, false));
        }
    }
}

/// Buttons that stand beside each other, from the top; where there are few, each alone.
fn rows(controls: &[Placed]) -> Vec<Vec<Action>> {
    let mut controls: Vec<&Placed> = controls.iter().filter(|control| control.enabled).collect();
    let middle = |control: &Placed| control.rect.centre().1;
    controls.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let mut rows: Vec<Vec<&Placed>> = Vec::new();
    for control in controls {
        match rows.last_mut() {
            Some(row)
                if row.first().is_some_and(|first| {
                    middle(control) - middle(first) < first.rect.h.min(control.rect.h) / 2.0
                }) =>
            {
                row.push(control);
            }
            Some(_) | None => rows.push(vec![control]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.rect.x.total_cmp(&b.rect.x));
    }
    let is_few = rows.iter().map(Vec::len).sum::<usize>() <= FEW;
    let actions = |row: Vec<&Placed>| -> Vec<Action> { row.into_iter().map(|c| c.action.clone()).collect() };
    if is_few {
        rows.into_iter().flat_map(actions).map(|action| vec![action]).collect()
    } else {
        rows.into_iter().map(actions).collect()
    }
}
