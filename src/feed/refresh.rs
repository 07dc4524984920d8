//! When a source is read again, and what becomes of what it says.
//!
//! The rule over all others: nothing takes good content off the screen but better content. The
//! decisions ([`Refresh`]) are pure; [`refresh_once`] is the dull part that fetches, reads and keeps.

mod turn;

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::cache::{Cache, CacheError, Kept, Loaded};
use super::fetch::{Fetcher, Retry, Source, Validators};
use super::{Format, Reading, Span, Trouble, Unreadable};
use crate::domain::programme::Programme;
pub use turn::{Came, Turn};

/// The first wait after a failure; it doubles with every further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);

/// What is known of one source between its readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    every: SignedDuration,
    last_try: Option<Timestamp>,
    /// When the source last gave, or confirmed, what is on the screen.
    last_good_at: Option<Timestamp>,
    failure: Option<Failure>,
    content: Option<Content>,
    /// Why the content on the screen is not on disk too, if it is not.
    not_kept: Option<String>,
}

/// The failures since the last good reading.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Failure {
    count: u32,
    why: String,
    retry: Retry,
}

/// What of the content on the screen has to be remembered to judge the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    validators: Validators,
    span: Span,
    has_meetings: bool,
}

/// What is remembered of a source, for whoever keeps it elsewhere than in one process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Memory {
    failures: u32,
    last_good_at: Option<Timestamp>,
    content: Option<Remembered>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Remembered {
    validators: Validators,
    /// Today, from, to.
    span: (Date, Date, Date),
    has_meetings: bool,
}

impl Memory {
    /// How often in a row it could not be read.
    pub fn failures(&self) -> u32 {
        self.failures
    }
}

impl Refresh {
    /// A source that was read before, perhaps by another process; it is to be read now.
    pub fn resumed(every: Duration, memory: &Memory) -> Refresh {
        let content = memory.content.as_ref().map(|known| {
            let (today, from, to) = known.span;
            let span = Span { today, from, to };
            Content { validators: known.validators.clone(), span, has_meetings: known.has_meetings }
        });
        let failure = Failure { count: memory.failures, why: String::new(), retry: Retry::Soon };
        let failure = (memory.failures > 0).then_some(failure);
        Refresh { last_good_at: memory.last_good_at, failure, content, ..Refresh::new(every) }
    }

    /// What is to be remembered until it is read again.
    pub fn memory(&self) -> Memory {
        let content = self.content.as_ref().map(|content| Remembered {
            validators: content.validators.clone(),
            span: (content.span.today, content.span.from, content.span.to),
            has_meetings: content.has_meetings,
        });
        let failures = self.failure.as_ref().map_or(0, |failure| failure.count);
        Memory { failures, last_good_at: self.last_good_at, content }
    }

    /// A source that has not been read yet.
    pub fn new(every: Duration) -> Refresh {
        Refresh {
            // Settings allow a day at most, which fits.
            every: SignedDuration::try_from(every).unwrap_or(SignedDuration::from_hours(24)),
            last_try: None,
            last_good_at: None,
            failure: None,
            content: None,
            not_kept: None,
        }
    }

    /// When the source last gave, or confirmed, what is on the screen.
    pub fn last_good_at(&self) -> Option<Timestamp> {
        self.last_good_at
    }

    /// By what a fetch recognises that nothing has changed. What could not be kept is asked for as if it
    /// were unknown, so that it is tried again.
    pub fn known(&self) -> Option<Validators> {
        let content = self.content.as_ref().filter(|_| self.not_kept.is_none());
        content.map(|content| content.validators.clone())
    }

    /// Why the last reading failed, if it did.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_ref().map(|failure| failure.why.as_str())
    }

    /// Whether the content on the screen is older than `age`. Without any content nothing is old.
    pub fn is_stale(&self, age: Duration, now: Timestamp) -> bool {
        self.last_good_at
            .is_some_and(|good| SignedDuration::try_from(age).is_ok_and(|age| now.duration_since(good) > age))
    }

    /// When it is to be read next: `now` when that is overdue. A clock that was set back does not
    /// make a source wait.
    pub fn next_try(&self, now: Timestamp) -> Timestamp {
        match self.last_try {
            None => now,
            Some(last) if last > now => now,
            Some(last) => last.checked_add(self.wait()).map_or(now, |next| next.max(now)),
        }
    }

    /// How long to wait after the last try.
    fn wait(&self) -> SignedDuration {
        match &self.failure {
            None => self.every,
            Some(Failure { retry: Retry::WhenMended, .. }) => self.every,
            Some(Failure { retry: Retry::After(wait), .. }) => SignedDuration::try_from(*wait)
                .map_or(self.every, |wait| wait.clamp(FIRST_WAIT, self.every.max(FIRST_WAIT))),
            Some(Failure { retry: Retry::Soon, count, .. }) => {
                // Twenty doublings of 30 s are longer than any rhythm.
                let doubled = FIRST_WAIT * (1_i32 << (count.saturating_sub(1)).min(20));
                doubled.min(self.every)
            }
        }
    }

    /// Notes that new content is on the screen.
    pub fn changed(&mut self, validators: Validators, span: Span, programme: &Programme, now: Timestamp) {
        let has_meetings = !programme.meetings.is_empty();
        self.content = Some(Content { validators, span, has_meetings });
        self.not_kept = None;
        self.confirmed(now);
    }

    /// Notes that the source still says what is on the screen.
    pub fn confirmed(&mut self, now: Timestamp) {
        self.last_try = Some(now);
        self.last_good_at = Some(now);
        self.failure = None;
    }

    /// Notes that the source still says what is on the screen, to be recognised by these from now on.
    fn renew(&mut self, validators: Validators, now: Timestamp) {
        if let Some(content) = &mut self.content {
            content.validators = validators;
        }
        self.confirmed(now);
    }

    /// Notes that nothing usable came.
    pub fn failed(&mut self, why: String, retry: Retry, now: Timestamp) {
        let count = self.failure.as_ref().map_or(0, |failure| failure.count).saturating_add(1);
        self.last_try = Some(now);
        self.failure = Some(Failure { count, why, retry });
    }

    /// How the source is, in a sentence for the log and for `hiroba check`.
    pub fn sentence(&self, source: &Source, zone: &TimeZone, now: Timestamp) -> String {
        let time = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let whom = format!("{} ({})", source.name, source.address);
        let next = time(self.next_try(now));
        let sentence = match (&self.failure, self.last_good_at) {
            (None, None) => format!("{whom}: not read yet."),
            (None, Some(good)) => format!("{whom}: good, read at {}; next at {next}.", time(good)),
            (Some(Failure { count, why, .. }), good) => {
                let tries = if *count == 1 { "once".to_owned() } else { format!("{count} times in a row") };
                let shown = match good {
                    Some(good) => format!("The screen keeps what it had at {}", time(good)),
                    None => "Nothing of it has been shown yet".to_owned(),
                };
                format!("{whom}: could not be read ({tries}): {why}. {shown}; next try at {next}.")
            }
        };
        match &self.not_kept {
            None => sentence,
            Some(why) => format!("{sentence} What the screen shows of it could not be kept on disk: {why}."),
        }
    }

    /// Whether content may take the place of what is on the screen.
    fn objection(&self, reading: &Reading) -> Option<String> {
        let had_meetings = self.content.as_ref().is_some_and(|content| content.has_meetings);
        let problem = reading.problems.first()?;
        (had_meetings && is_bare(&reading.programme)).then(|| {
            format!(
                "nothing of it could be used ({} problems, the first: {}), although there were meetings before",
                reading.problems.len(),
                problem.message
            )
        })
    }
}

/// Whether a programme has nothing to show.
fn is_bare(programme: &Programme) -> bool {
    programme.meetings.is_empty()
        && programme.themes.is_empty()
        && programme.notices.is_empty()
        && programme.voices.is_empty()
        && programme.emergencies.is_empty()
}

/// Turns bytes into a programme; [`super::read`], but for tests of this module.
pub type Reader = fn(Option<Format>, &[u8], Span, &TimeZone) -> Result<Reading, Unreadable>;

/// What all sources share on their way in.
#[derive(Clone, Debug)]
pub struct Intake {
    pub fetcher: Fetcher,
    /// Nothing where there is no place to keep anything.
    pub cache: Option<Cache>,
    pub reader: Reader,
}

impl Intake {
    pub fn new(fetcher: Fetcher, cache: Option<Cache>) -> Intake {
        Intake { fetcher, cache, reader: super::read }
    }
}

/// What one turn of a source came to.
#[derive(Debug)]
pub enum Outcome {
    /// New content for the screen. `not_kept` when it could not be written to disk: then a start
    /// begins with older content, and the next turn tries again.
    Changed { reading: Box<Reading>, not_kept: Option<CacheError> },
    /// The screen shows it already.
    Unchanged { not_kept: Option<CacheError> },
    /// The screen keeps what it has.
    Failed { why: String, retry: Retry, trouble: Trouble },
}

/// What a start found on disk.
#[derive(Debug)]
pub enum Restored {
    Nothing,
    Content(Box<Reading>),
    /// It could not be used; why, for the log.
    Unusable(String),
}

/// Brings back the last good content at start, before any network.
pub fn restore(
    refresh: &mut Refresh,
    source: &Source,
    intake: &Intake,
    span: Span,
    zone: &TimeZone,
) -> Restored {
    let Some(cache) = &intake.cache else { return Restored::Nothing };
    let Kept { bytes, validators, confirmed_at, .. } = match cache.load(&source.address) {
        Ok(Loaded::Whole(kept)) => kept,
        Ok(Loaded::Nothing) => return Restored::Nothing,
        Ok(Loaded::Damaged { why, set_aside }) => {
            let place = match set_aside {
                Some(path) => format!("; it now lies in {}", path.display()),
                None => String::new(),
            };
            let whom = &source.name;
            return Restored::Unusable(format!("The last good content of {whom} is damaged: {why}{place}."));
        }
        Err(error) => return Restored::Unusable(error.to_string()),
    };
    match (intake.reader)(source.format, &bytes, span, zone) {
        Ok(reading) => {
            refresh.changed(validators, span, &reading.programme, confirmed_at);
            // It was good then; now it is to be looked at again at once.
            refresh.last_try = None;
            Restored::Content(Box::new(reading))
        }
        Err(error) => {
            let whom = &source.name;
            Restored::Unusable(format!("The last good content of {whom} can no longer be read: {error}."))
        }
    }
}

/// Reads a source once and keeps what is good. `span` is that of the day: when it has moved on,
/// repeating meetings are expanded anew although the source has not changed.
pub async fn refresh_once(
    refresh: &mut Refresh,
    source: &Source,
    intake: &Intake,
    span: Span,
    zone: &TimeZone,
    now: Timestamp,
) -> Outcome {
    let turn = Turn { source, intake, span, zone, now };
    let known = refresh.known();
    let fetched = intake.fetcher.fetch_source(source, known.as_ref()).await;
    match turn.came(refresh, fetched).await {
        Came::To(outcome) => outcome,
        Came::AskForAll => {
            let fetched = intake.fetcher.fetch_source(source, None).await;
            turn.all_came(refresh, fetched).await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::feed::fetch::{Address, Limits};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[track_caller]
    fn next_after(every_minutes: u64, failures: u32, retry: Retry, expected_seconds: i64) {
        let mut refresh = Refresh::new(Duration::from_secs(60 * every_minutes));
        for _ in 0..failures {
            refresh.failed("it broke off".into(), retry, at(0));
        }
        assert_eq!(refresh.next_try(at(0)), at(expected_seconds), "{failures} failures");
    }

    #[test]
    fn failures_are_tried_again_soon_and_then_more_and_more_rarely() {
        for (failures, expected) in [(1, 30), (2, 60), (3, 120), (4, 240), (5, 300), (60, 300), (4_000, 300)]
        {
            next_after(5, failures, Retry::Soon, expected);
        }
        next_after(1, 3, Retry::Soon, 60);
        next_after(1440, 99, Retry::Soon, 86_400);
    }

    #[test]
    fn what_somebody_must_mend_keeps_its_rhythm_and_a_server_may_ask_to_wait() {
        next_after(5, 1, Retry::WhenMended, 300);
        next_after(5, 1, Retry::After(Duration::from_secs(120)), 120);
        next_after(5, 1, Retry::After(Duration::from_secs(0)), 30);
        next_after(5, 1, Retry::After(Duration::from_secs(999_999)), 300);
    }

    #[test]
    fn a_new_source_is_read_at_once_and_a_clock_set_back_makes_none_wait() {
        let mut refresh = Refresh::new(Duration::from_secs(300));
        assert_eq!(refresh.next_try(at(7)), at(7));
        refresh.confirmed(at(1_000));
        assert_eq!(refresh.next_try(at(1_001)), at(1_300));
        assert_eq!(refresh.next_try(at(9_000)), at(9_000), "overdue");
        assert_eq!(refresh.next_try(at(10)), at(10), "the clock was wrong before");
    }

    #[test]
    fn content_grows_old_only_when_it_is_there() {
        let day = Duration::from_secs(86_400);
        let mut refresh = Refresh::new(Duration::from_secs(300));
        assert!(!refresh.is_stale(day, at(1_000_000)));
        refresh.confirmed(at(0));
        refresh.failed("it broke off".into(), Retry::Soon, at(90_000));
        assert!(!refresh.is_stale(day, at(86_400)));
        assert!(refresh.is_stale(day, at(86_401)));
    }

    #[test]
    fn the_sentence_says_what_is_wrong_what_is_shown_and_what_comes_next() {
        let source = Source {
            name: "calendar".into(),
            address: Address::parse("https://example.jp/a.ics?key=secret", Path::new("")).unwrap(),
            format: None,
            every: Duration::from_secs(300),
            limits: Limits::default(),
            pass: None,
        };
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let noon: Timestamp = "2026-12-04T12:00:00+09:00".parse().unwrap();
        let mut refresh = Refresh::new(source.every);
        let check = |refresh: &Refresh, expected: &str| {
            assert_eq!(refresh.sentence(&source, &zone, noon), expected);
        };
        check(&refresh, "calendar (https://example.jp/a.ics?…): not read yet.");
        refresh.failed("it broke off in the middle".into(), Retry::Soon, noon);
        check(
            &refresh,
            "calendar (https://example.jp/a.ics?…): could not be read (once): it broke off in the middle. \
             Nothing of it has been shown yet; next try at 2026-12-04 12:00.",
        );
        refresh.confirmed(noon);
        check(
            &refresh,
            "calendar (https://example.jp/a.ics?…): good, read at 2026-12-04 12:00; next at 2026-12-04 12:05.",
        );
        refresh.failed("it is empty".into(), Retry::WhenMended, noon);
        refresh.failed("it is empty".into(), Retry::WhenMended, noon);
        check(
            &refresh,
            "calendar (https://example.jp/a.ics?…): could not be read (2 times in a row): it is empty. \
             The screen keeps what it had at 2026-12-04 12:00; next try at 2026-12-04 12:05.",
        );
    }
}
