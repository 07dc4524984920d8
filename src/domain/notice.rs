//! What stands on the sign beside meetings: notices (おしらせ), themes, voices, and emergencies.

use jiff::civil::{Time, Weekday};
use jiff::{Timestamp, Zoned};

use super::meeting::{MeetingId, Picture, Window};
use super::text::{Lang, Text};

/// How often a notice comes round: high ones more often, and low ones never starve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    Low,
    Normal,
    High,
}

/// The hours of the day and the days of the week at which something is shown. Empty lists are
/// "always". A span whose end is not after its start runs over midnight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    pub days: Vec<Weekday>,
    pub spans: Vec<(Time, Time)>,
}

impl Hours {
    pub fn contains(&self, now: &Zoned) -> bool {
        let time = now.time();
        let yesterday = now.weekday().previous();
        let on = |day: Weekday| self.days.is_empty() || self.days.contains(&day);
        if self.spans.is_empty() {
            return on(now.weekday());
        }
        self.spans.iter().any(|(from, to)| {
            if from < to {
                on(now.weekday()) && *from <= time && time < *to
            } else {
                // Past midnight the span still belongs to the day on which it began.
                (on(now.weekday()) && *from <= time) || (on(yesterday) && time < *to)
            }
        })
    }

    /// The next moment after `now` at which a span begins or ends, as long as the day lasts and
    /// the clocks are not changed: both are moments of their own for whoever asks.
    pub fn next_edge(&self, now: &Zoned) -> Option<Timestamp> {
        let edges = self.spans.iter().flat_map(|(from, to)| [*from, *to]);
        edges
            .filter(|edge| *edge > now.time())
            .min()
            .and_then(|edge| now.offset().to_timestamp(now.date().to_datetime(edge)).ok())
    }
}

/// A notice (おしらせ).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: String,
    pub title: Text,
    pub body: Option<Text>,
    pub picture: Option<Picture>,
    pub priority: Priority,
    pub shown: Window,
    pub hours: Hours,
}

/// A theme told in a sentence or two, with or without its meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub id: String,
    pub title: Text,
    pub body: Option<Text>,
    pub meeting: Option<MeetingId>,
    pub picture: Option<Picture>,
    pub shown: Window,
}

/// A short sentence that a participant allowed to be shown, chosen by staff. Never a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub id: String,
    pub sentence: Text,
    /// In whose role it was said ("参加した人"), never who.
    pub role: Option<Text>,
    pub shown: Window,
}

/// CAP 1.2 `status`, as far as a public screen may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertStatus {
    Actual,
    /// Shown with 訓練.
    Exercise,
}

/// An emergency notice with the fields of CAP 1.2 that a sign needs. `expires` is required here
/// although CAP leaves it optional: a forgotten emergency would hold the sign for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emergency {
    pub identifier: String,
    pub sent: Timestamp,
    pub status: AlertStatus,
    pub effective: Option<Timestamp>,
    pub expires: Timestamp,
    /// One block a language, in the order in which they are shown in turn.
    pub infos: Vec<AlertInfo>,
}

/// A CAP 1.2 `info` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertInfo {
    pub lang: Lang,
    pub headline: String,
    pub description: String,
    pub instruction: String,
}

impl Emergency {
    pub fn is_shown(&self, now: Timestamp) -> bool {
        self.window().contains(now)
    }

    pub fn window(&self) -> Window {
        Window { from: self.effective, until: Some(self.expires) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_span_over_midnight_belongs_to_the_day_it_began_on() {
        let night = Hours { days: vec![Weekday::Friday], spans: vec![(time(22, 0, 0, 0), time(6, 0, 0, 0))] };
        let check = |now: &str, expected: bool| {
            assert_eq!(night.contains(&now.parse().unwrap()), expected, "{now}");
        };
        check("2026-12-04T21:59[Asia/Tokyo]", false); // a Friday
        check("2026-12-04T22:00[Asia/Tokyo]", true);
        check("2026-12-05T05:59[Asia/Tokyo]", true);
        check("2026-12-05T06:00[Asia/Tokyo]", false);
        check("2026-12-04T05:00[Asia/Tokyo]", false);
        assert!(Hours::default().contains(&"2026-12-04T05:00[Asia/Tokyo]".parse().unwrap()));
    }
}
