//! What time it is for a kiosk, and whether that can be believed: by the clock of the machine, put
//! right by that of a hub on another machine, and never behind what was seen.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::core::Now;
use crate::clock::{self, Floor};

/// A clock that is off by less is as good as the hub's.
const NOTICEABLE: SignedDuration = SignedDuration::from_secs(2);
/// How often the hub's time is kept on the disk, which does not like to be written to all the time.
const KEPT_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// The file it is kept in.
const FILE: &str = "hub-time";

/// The time of a kiosk.
#[derive(Debug)]
pub struct Time {
    floor: Floor,
    /// Whether there is a hub whose clock is not that of this machine.
    learns: bool,
    file: Option<PathBuf>,
    kept: Option<Timestamp>,
}

impl Time {
    /// At the start: not before what this kiosk saw in an earlier life. That is the hub's time where
    /// there is a hub to learn from; what was noted before it had spoken may be of a wrong clock.
    pub fn begin(learns: bool, last_seen: Option<Timestamp>, folder: Option<&Path>) -> Time {
        let file = folder.filter(|_| learns).map(|folder| folder.join(FILE));
        let kept = file.as_ref().and_then(|file| fs::read_to_string(file).ok()?.trim().parse().ok());
        let floor = kept.or(last_seen).map_or(Floor::of_program(), |seen| Floor::of_program().seen(seen));
        Time { floor, learns, file, kept }
    }

    pub fn now(&self) -> Now {
        self.judge(clock::now())
    }

    /// What a reading of the clock is worth here.
    pub fn judge(&self, reading: Timestamp) -> Now {
        let (at, sure) = self.floor.judge(reading);
        Now { at, sure }
    }

    /// The hub has said what time it is, and how far the clock here is behind.
    pub fn learn(&mut self, behind: SignedDuration, seen: Timestamp) {
        if let Some(by) = self.hears(behind, seen) {
            tracing::info!(
                "By the hub's clock it is {seen}: {behind} from here. The kiosk goes by the hub's."
            );
            clock::put_right(by);
        }
    }

    /// The same for whoever has the clock: by how much it is to be put right, if it is. The clock of a hub
    /// is better than that of a small machine, which may not even have one.
    pub fn hears(&mut self, behind: SignedDuration, seen: Timestamp) -> Option<SignedDuration> {
        if !self.learns {
            return None;
        }
        self.floor = self.floor.seen(seen);
        if self.kept.is_none_or(|kept| seen.duration_since(kept) >= KEPT_EVERY) {
            self.keep(seen);
        }
        (behind.abs() > NOTICEABLE).then_some(behind)
    }

    /// For the next start. Only ever later: a hub whose clock went back is not believed then either.
    fn keep(&mut self, seen: Timestamp) {
        let Some(file) = &self.file else { return };
        let part = file.with_extension("part");
        let written = fs::write(&part, seen.to_string()).and_then(|()| fs::rename(&part, file));
        match written {
            Ok(()) => self.kept = Some(seen),
            Err(error) => tracing::debug!("The hub's time could not be kept: {error}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_hubs_time_is_kept_and_counts_more_than_what_was_noted_by_a_wrong_clock() {
        let folder = tempfile::tempdir().unwrap();
        let (noted, hub) = (at("2099-01-01T13:00:00Z"), at("2026-12-03T12:00:00Z"));
        let mut time = Time::begin(true, Some(noted), Some(folder.path()));
        assert!(!time.now().sure, "it noted a later time once");
        time.learn(SignedDuration::ZERO, hub);
        let again = Time::begin(true, Some(noted), Some(folder.path()));
        assert_eq!(again.floor, Floor::of_program().seen(hub));
        time.learn(SignedDuration::ZERO, hub - SignedDuration::from_hours(1));
        let again = Time::begin(true, None, Some(folder.path()));
        assert_eq!(again.floor, Floor::of_program().seen(hub), "never back");
    }

    #[test]
    fn a_kiosk_with_a_hub_of_its_own_learns_nothing_from_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut time = Time::begin(false, None, Some(folder.path()));
        time.learn(SignedDuration::from_hours(1), at("2099-01-01T00:00:00Z"));
        assert_eq!(time.floor, Floor::of_program());
        assert!(!folder.path().join(FILE).exists());
    }
}
