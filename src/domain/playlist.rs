//! Which slides there are, in which order they come round, and how long each one stands.
//!
//! Programme and time in, slides out. A playlist is never empty, never holds a meeting that is
//! over, and lets no slide starve: the tests at the end and in `tests/playlist.rs` say so.

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::meeting::{Meeting, MeetingId, Status};
use super::notice::Priority;
use super::programme::Programme;

/// What a slide shows, by identity. Its words are looked up when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slide {
    /// The plain welcome when nothing is planned.
    Welcome,
    Meeting(MeetingId),
    Theme(String),
    Notice(String),
    Voice(String),
    /// The ward's page: QR code, page number, address, telephone and fax.
    Page,
    /// Coming meetings at a glance.
    Glance,
    /// How a session was that has just ended.
    HowWasToday(MeetingId),
}

/// The slides there are now, and the order in which they come round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playlist {
    /// Every slide once, in the order in which previous and next walk through them.
    pub slides: Vec<Slide>,
    /// The round that runs by itself, as positions in `slides`: what matters more comes more often.
    pub turns: Vec<usize>,
}

impl Playlist {
    /// Puts a slide before all others, and lets it come round after every second one of them.
    pub fn put_first(&mut self, slide: Slide) {
        if self.slides.contains(&slide) {
            return;
        }
        self.slides.insert(0, slide);
        let others: Vec<usize> = self.turns.iter().map(|at| at + 1).collect();
        self.turns = others.chunks(2).flat_map(|two| std::iter::once(0).chain(two.iter().copied())).collect();
    }
}

/// Meetings beyond today's get a slide of their own up to this number; the rest are in the
/// schedule. A round of more would not come back within the time somebody waits in a lobby.
const MOST_MEETINGS: usize = 6;

/// The meetings to show now, in order of time, a repeating one once: by its next occurrence.
pub fn coming<'a>(programme: &'a Programme, now: &Zoned) -> Vec<&'a Meeting> {
    let mut repeating = HashSet::new();
    let at = now.timestamp();
    let soon = here(programme, now).date().saturating_add(CALLED_OFF_AHEAD.days());
    programme
        .meetings
        .iter()
        .filter(|meeting| meeting.is_shown(at, &programme.zone))
        .filter(|meeting| match &meeting.repeats {
            // A called-off occurrence stands beside the next one that takes place.
            Some(repeats) if meeting.status == Status::Planned => repeating.insert(&repeats.key),
            Some(_) => starts_on(programme, meeting).is_none_or(|day| day <= soon),
            None => true,
        })
        .collect()
}

/// Days ahead at which the calling off of one occurrence is told.
const CALLED_OFF_AHEAD: i64 = 7;

fn starts_on(programme: &Programme, meeting: &Meeting) -> Option<Date> {
    let start = meeting.when.starts_at(&programme.zone)?;
    Some(programme.zone.to_datetime(start).date())
}

/// This moment by the clock of the place: days and hours are those of the programme.
fn here(programme: &Programme, now: &Zoned) -> Zoned {
    now.with_time_zone(programme.zone.clone())
}

/// Builds the playlist of this moment.
pub fn playlist(programme: &Programme, now: &Zoned) -> Playlist {
    let now = &here(programme, now);
    let mut weighted: Vec<(Slide, usize)> = Vec::new();
    let meetings = coming(programme, now);
    let today = now.date();
    let mut others = 0;
    let mut next_is_marked = false;
    for meeting in &meetings {
        let is_today = meeting.when.is_on(today, &programme.zone);
        if !is_today {
            others += 1;
            if others > MOST_MEETINGS {
                continue;
            }
        }
        // Today's meetings and the next one come more often.
        let is_next =
            !next_is_marked && meeting.status == Status::Planned && meeting.when.first_day().is_some();
        next_is_marked |= is_next;
        weighted.push((Slide::Meeting(meeting.id.clone()), if is_today || is_next { 3 } else { 1 }));
    }
    if meetings.len() >= 2 {
        weighted.push((Slide::Glance, 1));
    }
    let at = now.timestamp();
    let themes = programme.themes.iter().filter(|theme| theme.shown.contains(at));
    weighted.extend(themes.map(|theme| (Slide::Theme(theme.id.clone()), 1)));
    let mut notices: Vec<_> = programme
        .notices
        .iter()
        .filter(|notice| notice.shown.contains(at) && notice.hours.contains(now))
        .collect();
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.priority));
    weighted.extend(notices.iter().map(|notice| {
        let weight = match notice.priority {
            Priority::High => 3,
            Priority::Normal => 2,
            Priority::Low => 1,
        };
        (Slide::Notice(notice.id.clone()), weight)
    }));
    let voices = programme.voices.iter().filter(|voice| voice.shown.contains(at));
    weighted.extend(voices.map(|voice| (Slide::Voice(voice.id.clone()), 1)));
    if programme.page.is_some() || programme.contact.is_some() {
        weighted.push((Slide::Page, 1));
    }
    if meetings.is_empty() {
        weighted.insert(0, (Slide::Welcome, 1));
    }
    // Identity is an id: of two things by one name, as two sources may give them, the first stands.
    let mut seen = HashSet::new();
    weighted.retain(|(slide, _)| seen.insert(slide.clone()));
    let turns = round(&weighted.iter().map(|(_, weight)| *weight).collect::<Vec<_>>());
    Playlist { slides: weighted.into_iter().map(|(slide, _)| slide).collect(), turns }
}

/// Spreads positions over a round so that each comes as often as its weight says, as evenly as
/// possible (smooth weighted round-robin). No weight is larger than all the others together, so
/// that nothing follows itself while there is something else, not even from round to round.
fn round(weights: &[usize]) -> Vec<usize> {
    let sum: usize = weights.iter().sum();
    let weights: Vec<i64> = weights
        .iter()
        .map(|weight| i64::try_from((*weight).min((sum - weight).max(1))).unwrap_or(1))
        .collect();
    let total: i64 = weights.iter().sum();
    let mut credit = vec![0_i64; weights.len()];
    let mut turns = Vec::new();
    for _ in 0..total {
        for (credit, weight) in credit.iter_mut().zip(&weights) {
            *credit += weight;
        }
        // The earliest of the richest. After `total` turns each has had exactly its weight.
        let richest = (0..credit.len()).max_by_key(|at| (credit[*at], std::cmp::Reverse(*at)));
        if let Some(next) = richest {
            credit[next] -= total;
            turns.push(next);
        }
    }
    parted(turns)
}

/// Takes each turn that follows its like, round the end too, to the middle of the longest stretch
/// without it. Such a place is always found, since nothing has more than half of the turns.
fn parted(mut turns: Vec<usize>) -> Vec<usize> {
    let count = turns.len();
    // Each move parts one pair and joins none, so there are never more moves than turns.
    for _ in 0..count {
        let twin = (1..=count).find(|at| turns[at % count] == turns[at - 1]).filter(|_| count > 1);
        // Of the last and the first, the first stays where it is.
        let Some(at) = twin.map(|at| at.min(count - 1)) else { break };
        let moved = turns.remove(at);
        let rest = turns.len();
        // How far it is from a gap (before a turn) to the nearest of the same kind, both ways.
        let free = |gap: usize| {
            let same = |at: &usize| turns[at % rest] == moved;
            let ahead = (gap..gap + rest).position(|at| same(&at)).unwrap_or(rest);
            let behind = (gap..gap + rest).rev().position(|at| same(&at)).unwrap_or(rest);
            ahead.min(behind)
        };
        let widest = (1..=rest).max_by_key(|gap| (free(*gap), std::cmp::Reverse(*gap))).unwrap_or(rest);
        turns.insert(widest, moved);
    }
    turns
}

/// How long a slide stands: ACCESSIBILITY row 10, max(20 s, 5 s + characters / 2 s).
pub fn dwell(reading: f32, least: SignedDuration) -> SignedDuration {
    least.max(reading_time(reading))
}

/// The time somebody needs to find and read so many characters: 5 s + characters / 2 s.
pub fn reading_time(reading: f32) -> SignedDuration {
    SignedDuration::from_millis(5000 + (reading.max(0.0) * 500.0) as i64)
}

/// The next moment after `now` at which the playlist or the words for its days can change: a
/// meeting ends, a window opens or closes, hours begin or end, the day turns, or the clocks are
/// changed.
pub fn next_change(programme: &Programme, now: &Zoned) -> Option<Timestamp> {
    let now = here(programme, now);
    let at = now.timestamp();
    let zone = &programme.zone;
    let meetings = programme.meetings.iter().filter_map(|meeting| meeting.next_change(at, zone));
    let windows = programme
        .notices
        .iter()
        .map(|notice| notice.shown)
        .chain(programme.themes.iter().map(|theme| theme.shown))
        .chain(programme.voices.iter().map(|voice| voice.shown))
        .chain(programme.emergencies.iter().map(|alert| alert.window()))
        .filter_map(|window| window.next_change(at));
    // Until the clocks are changed, times of the day are at their distance from this one; an hour
    // that is left out or comes twice is met when asked again at the change.
    let midnight =
        now.date().tomorrow().ok().and_then(|day| now.offset().to_timestamp(day.at(0, 0, 0, 0)).ok());
    let clock_change = zone.following(at).next().map(|change| change.timestamp());
    let hours = programme.notices.iter().filter_map(|notice| notice.hours.next_edge(&now));
    meetings.chain(windows).chain(midnight).chain(clock_change).chain(hours).filter(|edge| *edge > at).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::When;
    use crate::domain::text::Text;

    fn now() -> Zoned {
        "2026-12-03T14:05[Asia/Tokyo]".parse().unwrap()
    }

    fn programme(starts: &[&str]) -> Programme {
        let mut programme = Programme::empty(now().time_zone().clone());
        for start in starts {
            let start: Zoned = format!("{start}[Asia/Tokyo]").parse().unwrap();
            let end = start.checked_add(2.hours()).unwrap();
            let when = When::exact(start.clone(), Some(end)).unwrap();
            programme.meetings.push(Meeting::new(start.to_string(), Text::ja("会"), when));
        }
        programme
    }

    #[track_caller]
    fn turns(weights: &[usize], expected: &[usize]) {
        assert_eq!(round(weights), expected, "{weights:?}");
    }

    #[test]
    fn what_matters_more_comes_more_often_and_nothing_follows_itself() {
        turns(&[1], &[0]);
        turns(&[3], &[0]);
        turns(&[3, 1], &[0, 1]);
        turns(&[3, 1, 1], &[0, 1, 0, 2]);
        turns(&[3, 1, 1, 2], &[0, 3, 0, 1, 0, 2, 3]);
        turns(&[1, 1, 1], &[0, 1, 2]);
        turns(&[9, 1], &[0, 1]);
    }

    #[test]
    fn nothing_planned_is_a_welcome_and_never_an_empty_screen() {
        assert_eq!(playlist(&programme(&[]), &now()).slides, [Slide::Welcome]);
        assert_eq!(
            playlist(&programme(&["2026-12-03T10:00"]), &now()).slides,
            [Slide::Welcome],
            "it is over"
        );
    }

    #[test]
    fn a_meeting_stands_until_its_last_second() {
        let programme = programme(&["2026-12-03T12:05"]);
        let before = now().checked_sub(1.nanosecond()).unwrap();
        assert_eq!(coming(&programme, &before).len(), 1);
        assert_eq!(coming(&programme, &now()).len(), 0);
        assert_eq!(next_change(&programme, &before), Some(now().timestamp()));
    }

    #[test]
    fn a_slide_stands_long_enough_to_be_read() {
        let least = SignedDuration::from_secs(20);
        assert_eq!(dwell(10.0, least).as_secs(), 20);
        assert_eq!(dwell(120.0, least).as_secs(), 65);
    }
}
