//! Rows of meetings: the schedule, and what is coming at a glance.

use super::reader::{Reader, headline, place_or_open};
use super::words::Say;
use super::{ListRow, Sign, dates};
use crate::domain::meeting::{Meeting, Repeats, Rhythm, Status, When};
use crate::domain::text::Phrase;

/// Reading length up to which the name of a place stands in a row.
const SHORT_PLACE: f32 = 9.0;

/// Rows of the schedule.
pub fn rows<'a>(reader: &Reader, meetings: impl Iterator<Item = &'a &'a Meeting>) -> Vec<ListRow> {
    meetings.map(|meeting| row(reader, meeting)).collect()
}

fn row(reader: &Reader, meeting: &Meeting) -> ListRow {
    let rhythm: Option<&Rhythm> = meeting.repeats.as_ref().map(|Repeats { rhythm, .. }| rhythm);
    let (when, times) = dates::row_words(
        reader.words,
        &reader.in_zone(&meeting.when),
        meeting.details_follow,
        rhythm,
        reader.today,
    );
    let (second, first) = headline(reader, meeting);
    let sign = match (&meeting.when, rhythm) {
        (_, Some(_)) => Sign::Repeating,
        (When::Exact { .. }, None) => Sign::Settled,
        (When::Days { .. }, None) => Sign::DayOnly,
        (When::Month { .. } | When::Undecided, None) => Sign::Open,
    };
    let mode = meeting.mode.map(|mode| reader.say(Say::mode(mode)));
    let place = place_or_open(reader, meeting);
    let is_open = meeting.place.is_none();
    let place = if meeting.status == Status::Cancelled {
        [reader.say(Say::Cancelled), Phrase::default()]
    } else {
        let state = reader.registration(meeting);
        match (mode, place) {
            // Where one can register, that is worth more than the name of the place.
            (mode, place) if state.is_some() => {
                [mode.or(place).unwrap_or_default(), state.unwrap_or_default()]
            }
            // A long name of a place would push the row apart; it stands with the details.
            (Some(mode), Some(place)) if is_open || place.reading_length() <= SHORT_PLACE => [mode, place],
            (Some(only), Some(_) | None) | (None, Some(only)) => [only, Phrase::default()],
            (None, None) => [Phrase::default(), Phrase::default()],
        }
    };
    ListRow {
        id: meeting.id.0.clone(),
        sign,
        when: [when, times],
        what: [first, second.unwrap_or_default()],
        place,
    }
}
