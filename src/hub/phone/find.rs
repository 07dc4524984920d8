//! Which meeting an address means, and whether a visitor may see it.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::domain::attendance::{Book, House, Record, Rules};
use crate::domain::meeting::{Meeting, MeetingId, Status, When};
use crate::domain::programme::{Category, Programme};
use crate::feed::built_in::categories_or_built_in;
use crate::feed::{Span, json};
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::furigana::Known;
use crate::hub::outward::{Own, sequence};
use crate::hub::programme::assemble;
use crate::hub::store::{Kind, Reading, ShownRow, StoreError};

/// How long after its end a meeting can be looked at, and a sentence be written about it.
pub const AFTERWARDS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a page about a meeting needs.
pub struct Found {
    /// The place, its categories, and the meeting or its occurrences in the order of time.
    pub programme: Programme,
    /// What is shown of the row and of its dates that stand by themselves: number and moment (milliseconds
    /// since 1970) of the version, by id.
    versions: HashMap<String, (i64, i64)>,
    pub house: House,
    today: Date,
}

impl Found {
    pub fn rules<'a>(&'a self, meeting: &'a Meeting) -> Rules<'a> {
        Rules { meeting, zone: &self.programme.zone, house: &self.house }
    }

    /// Number and moment of what a calendar is told of one of its meetings.
    ///
    /// # Errors
    /// When the database does.
    pub async fn told(&self, reading: &mut Reading, id: &MeetingId) -> Result<(i64, i64), StoreError> {
        let of = |id: &str| self.versions.get(id).copied();
        let own = of(&id.0);
        let row = MeetingId::row_and_day(&id.0).and_then(|(row, _)| of(row));
        let (Some((row, at)), own) = (row, own) else { return Ok(own.unwrap_or_default()) };
        if let Some((number, own_at)) = own {
            return Ok((sequence(row, Own::Shown(number)), at.max(own_at)));
        }
        let own = reading.item(Kind::Meeting, &id.0).await?.map_or(Own::Never, |item| Own::Back(item.latest));
        Ok((sequence(row, own), at))
    }

    /// The day on which it was looked for, where the hub is.
    pub fn today(&self) -> Date {
        self.today
    }

    pub fn categories(&self) -> Vec<Category> {
        categories_or_built_in(self.programme.categories.clone())
    }

    /// The meeting, or of one that comes again the next time that takes place; where there is none, the next
    /// that was cancelled; when it is over, the last.
    pub fn coming(&self, now: Timestamp) -> Option<&Meeting> {
        let takes_place = |meeting: &&Meeting| meeting.status != Status::Cancelled;
        let next = self.to_come(now).find(takes_place).or_else(|| self.to_come(now).next());
        next.or_else(|| self.programme.meetings.last())
    }

    /// What is cancelled before the one that comes: whoever has these days in mind has to know.
    pub fn cancelled_before_it(&self, now: Timestamp) -> impl Iterator<Item = &Meeting> {
        let coming = self.coming(now).map(|meeting| &meeting.id);
        self.to_come(now).take_while(move |meeting| Some(&meeting.id) != coming)
    }

    fn to_come(&self, now: Timestamp) -> impl Iterator<Item = &Meeting> {
        let zone = &self.programme.zone;
        let over = move |meeting: &Meeting| meeting.when.over_at(zone).is_some_and(|over| over <= now);
        self.programme.meetings.iter().filter(move |meeting| !over(meeting))
    }

    /// The one that has just been, while a sentence can be written about it.
    pub fn just_been(&self, now: Timestamp) -> Option<&Meeting> {
        self.programme.meetings.iter().rev().find(|meeting| takes_sentences(&self.rules(meeting), now))
    }
}

/// Whether a sentence can be written: for fourteen days from when a meeting is over that took place on a day,
/// or on days, that were known. Nobody needs to have checked in for that, and it may have been online; where
/// staff ask nobody how it was, it is not asked here either.
fn takes_sentences(rules: &Rules<'_>, now: Timestamp) -> bool {
    let meeting = rules.meeting;
    let is_asked = meeting.attending.how_was_today.or(rules.house.how_was_today);
    let took_place = match &meeting.when {
        When::Exact { .. } | When::Days { .. } => meeting.status != Status::Cancelled,
        When::Month { .. } | When::Undecided => false,
    };
    let over = meeting
        .when
        .over_at(rules.zone)
        .filter(|_| took_place && is_asked.is_some_and(|long| !long.is_zero()));
    over.is_some_and(|over| over <= now && over.checked_add(AFTERWARDS).is_ok_and(|until| now < until))
}

/// The meeting that an address means: a row of the programme, or one occurrence of one that repeats.
/// Nothing where a visitor may not see it.
///
/// # Errors
/// When the database does.
pub async fn find(hub: &Hub, reading: &mut Reading, id: &str) -> Result<Option<Found>, StoreError> {
    // The row with those of its dates that stand by themselves; a date of it alone is one of those, or
    // one of the row's.
    let row = MeetingId::row_and_day(id).map(|(row, _)| row);
    let mut rows: Vec<ShownRow> = Vec::new();
    for item in row.into_iter().chain([id]) {
        rows.extend(reading.shown_item(Kind::Meeting, item).await?);
    }
    if row.is_none() && !rows.is_empty() {
        rows.extend(reading.shown_singles(id).await?);
    }
    if rows.is_empty() {
        return Ok(None);
    }
    let versions = rows.iter().map(|row| (row.id.clone(), (row.number, row.at))).collect();
    let mut programme = read(hub, reading, rows).await?;
    if row.is_some() {
        programme.meetings.retain(|meeting| meeting.id.0 == id);
    }
    let now = hub.now();
    programme.meetings.retain(|meeting| is_seen(meeting, &hub.settings.zone, now));
    if programme.meetings.is_empty() {
        return Ok(None);
    }
    let today = now.to_zoned(hub.settings.zone.clone()).date();
    Ok(Some(Found { programme, versions, house: House::default(), today }))
}

/// All meetings that a visitor may see, with the version each of them is of.
///
/// # Errors
/// When the database does.
pub async fn find_all(
    hub: &Hub,
    reading: &mut Reading,
    group: Option<&str>,
) -> Result<(Programme, Vec<ShownRow>), StoreError> {
    let mut rows = reading.shown_items(Kind::Meeting).await?;
    if group.is_some() {
        rows.retain(|row| row.audience.reaches(None, group));
    }
    let mut programme = read(hub, reading, rows.clone()).await?;
    let now = hub.now();
    programme.meetings.retain(|meeting| is_seen(meeting, &hub.settings.zone, now));
    Ok((programme, rows))
}

/// The place alone: for pages without a meeting.
///
/// # Errors
/// When the database does.
pub async fn place(hub: &Hub, reading: &mut Reading) -> Result<Programme, StoreError> {
    read(hub, reading, Vec::new()).await
}

/// From its first day on, and for a while after it is over.
fn is_seen(meeting: &Meeting, zone: &TimeZone, now: Timestamp) -> bool {
    let over = meeting.when.over_at(zone);
    let has_begun = meeting.shown.from.is_none_or(|from| from <= now);
    let is_over = over.is_some_and(|over| over <= now);
    let is_withdrawn = meeting.shown.until.is_some_and(|until| until <= now) && !is_over;
    let is_long_ago =
        over.and_then(|over| over.checked_add(AFTERWARDS).ok()).is_some_and(|until| until <= now);
    has_begun && !is_withdrawn && !is_long_ago
}

async fn read(hub: &Hub, reading: &mut Reading, meetings: Vec<ShownRow>) -> Result<Programme, StoreError> {
    let mut shown = Vec::new();
    for kind in [Kind::Place, Kind::Categories, Kind::Readings] {
        shown.extend(
            reading.shown_items(kind).await?.into_iter().map(|row| (kind, row.id, Audience::All, row.body)),
        );
    }
    shown.extend(meetings.into_iter().map(|row| (Kind::Meeting, row.id, Audience::All, row.body)));
    let body = assemble(&hub.settings, &shown, |_| true)?;
    let zone = &hub.settings.zone;
    let today = hub.now().to_zoned(zone.clone()).date();
    // What repeats is expanded from before the days of a sentence to a year ahead.
    let from = today.saturating_sub(21.days());
    let span = Span { today, from, to: today.saturating_add(370.days()) };
    let reading =
        json::read(body.as_bytes(), span, zone).map_err(|error| StoreError::Row(error.to_string()))?;
    let mut programme = reading.programme;
    let known = Known { readings: programme.readings.clone(), words: hub.words().cloned() };
    // A dictionary may have to be opened: other requests go on meanwhile.
    let complete = tokio::task::spawn_blocking(move || {
        known.complete_all(&mut programme);
        programme
    });
    complete.await.map_err(|error| StoreError::Row(format!("readings of a programme: {error}")))
}

/// The records of a meeting as they are kept. One that this program cannot read is left out: it is
/// flagged for staff already.
pub fn records(bodies: &[String]) -> Vec<Record> {
    bodies
        .iter()
        .filter_map(|body| serde_json::from_str::<crate::api::record::Record>(body).ok())
        .filter_map(|record| Record::try_from(&record).ok())
        .collect()
}

/// What stands for a meeting, by those records.
pub fn book(bodies: &[String]) -> Book {
    Book::of(&records(bodies))
}
