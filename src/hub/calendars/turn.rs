//! One reading of one calendar: taken, fetched, compared, kept and announced.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::entries::{brought, differences};
use super::{Calendars, WHO};
use crate::feed::fetch::{Address, Limits, Source};
use crate::feed::refresh::{Intake, Memory, Outcome, Refresh, refresh_once};
use crate::feed::{Format, ProblemKind, Reading, Trouble};
use crate::hub::secret::new_id;
use crate::hub::store::{CalendarRow, CalendarState, Entry, StoreError};
use crate::hub::wrong::Wrong;

/// How long others believe that it is being read, ms: twice as long as the longest fetch, since a
/// calendar may be asked for a second time.
const HELD_FOR: i64 = 120_000;

/// Problems that are kept at the most; the rest is counted.
const MOST_PROBLEMS: usize = 50;

/// Reads a calendar now, if it is to be read and nobody else does.
pub async fn turn(calendars: &Calendars, id: &str) -> Result<bool, StoreError> {
    let now = calendars.now();
    let (reader, ms) = (new_id()?, now.as_millisecond());
    let mut change = calendars.store.begin().await?;
    let Some(row) = change.take_calendar(id, &reader, ms, ms.saturating_add(HELD_FOR)).await? else {
        return Ok(false);
    };
    change.commit().await?;
    let every = Duration::from_secs(60 * u64::try_from(row.minutes).unwrap_or(60).max(1));
    // Of a program with other ideas of it nothing is remembered, and the whole is asked for.
    let memory: Memory = serde_json::from_str(&row.state.memory).unwrap_or_default();
    let mut refresh = Refresh::resumed(every, &memory);
    let outcome = match Address::parse(&row.address, Path::new("")) {
        Ok(address @ Address::Web(_)) => {
            let source = source(&row, address, every);
            // Nothing on disk: what is good is in the database, whichever hub reads next.
            let intake = Intake::new(calendars.fetcher().await?, None);
            let span = calendars.span(now);
            refresh_once(&mut refresh, &source, &intake, span, &calendars.zone, now).await
        }
        // It was looked at when it was written; a file of the server is never read.
        Ok(Address::File(_)) | Err(_) => {
            let (why, retry) = ("it is no web address".to_owned(), crate::feed::fetch::Retry::WhenMended);
            refresh.failed(why.clone(), retry, now);
            Outcome::Failed { why, retry, trouble: Trouble::NotThere }
        }
    };
    let turn = Turn { calendars, row, reader, now: calendars.now() };
    let mut state = CalendarState { tried: Some(turn.ms()), ..turn.row.state.clone() };
    state.next = refresh.next_try(turn.now).as_millisecond();
    state.memory =
        serde_json::to_string(&refresh.memory()).map_err(|error| StoreError::Row(error.to_string()))?;
    match outcome {
        Outcome::Changed { reading, .. } => turn.took(state, &reading).await?,
        Outcome::Unchanged { .. } => turn.confirmed(state).await?,
        Outcome::Failed { why, trouble, .. } => turn.failed(state, &why, trouble).await?,
    }
    Ok(true)
}

fn source(row: &CalendarRow, address: Address, every: Duration) -> Source {
    Source {
        name: row.name.clone(),
        address,
        format: row.format.as_deref().and_then(Format::from_key),
        every,
        limits: Limits::default(),
        pass: None,
    }
}

struct Turn<'a> {
    calendars: &'a Calendars,
    row: CalendarRow,
    /// By this the calendar is known to be held by this turn.
    reader: String,
    now: Timestamp,
}

impl Turn<'_> {
    fn ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// New content: what is another goes onto the screens, in one change with how the reading went.
    async fn took(&self, mut state: CalendarState, reading: &Reading) -> Result<(), StoreError> {
        let zone = &self.calendars.zone;
        let mut brought = brought(&self.row.id, &reading.programme, zone)?;
        // Before the change begins: to find old names takes a while in a large calendar, and everybody who
        // writes waits for a change.
        let known = self.calendars.store.read().await?.calendar_entries(&self.row.id).await?;
        brought.under_known_ids(&self.row.id, &known)?;
        let too_many = brought.bounded(self.ms());
        let mut change = self.calendars.store.begin().await?;
        let before = change.calendar_entries(&self.row.id).await?;
        state.good = Some(self.ms());
        state.trouble = None;
        let mut wrong: Vec<Wrong> = reading.problems.iter().take(MOST_PROBLEMS).map(Wrong::from).collect();
        if too_many > 0 {
            let message =
                format!("There are too many meetings: {too_many} were left out, the farthest ones.");
            wrong.insert(0, Wrong::new(ProblemKind::TooMany, message));
        }
        state.problem_count =
            i64::try_from(reading.problems.len()).unwrap_or(i64::MAX) + i64::from(too_many > 0);
        state.problems = serde_json::to_string(&wrong).map_err(|error| StoreError::Row(error.to_string()))?;
        let recorded = change.recorded_entries(&self.row.id).await?;
        let differences = differences(&before, &brought, &recorded, self.ms())?;
        // The counter first: whoever changes what screens show stands in a line with it.
        let revision = if differences.is_empty() { None } else { Some(change.next_revision().await?) };
        if revision.is_some() {
            state.changed = Some(self.ms());
        }
        if !change.give_calendar(&self.row.id, &self.reader, &state).await? {
            return Ok(());
        }
        for entry in differences.new.iter().chain(&differences.other).copied().chain(&differences.off) {
            change.put_calendar_entry(&self.row.id, entry, self.ms()).await?;
        }
        for id in &differences.gone {
            change.end_calendar_entry(id, self.ms()).await?;
        }
        if revision.is_some() {
            let entry = Entry {
                at: self.ms(),
                who: WHO.to_owned(),
                act: "calendar-brought".to_owned(),
                subject: format!("calendar/{}", self.row.id),
                earlier: None,
                later: Some(format!("{} {}", self.row.name, differences.said())),
            };
            change.note(&new_id()?, &entry).await?;
        }
        change.commit().await?;
        if let Some(revision) = revision {
            self.calendars.live.announce_revision(revision);
        }
        Ok(())
    }

    /// It still says what is on the screens.
    async fn confirmed(&self, mut state: CalendarState) -> Result<(), StoreError> {
        state.good = Some(self.ms());
        state.trouble = None;
        self.give(&state).await
    }

    /// Nothing usable came: what is on the screens stays.
    async fn failed(&self, mut state: CalendarState, why: &str, trouble: Trouble) -> Result<(), StoreError> {
        if state.trouble.as_deref() != Some(trouble.key()) {
            // Without its address, which may hold a secret; and once, not at every try.
            tracing::warn!("The calendar {} could not be read: {why}", self.row.id);
        }
        state.trouble = Some(trouble.key().to_owned());
        self.give(&state).await
    }

    async fn give(&self, state: &CalendarState) -> Result<(), StoreError> {
        let mut change = self.calendars.store.begin().await?;
        change.give_calendar(&self.row.id, &self.reader, state).await?;
        change.commit().await
    }
}
