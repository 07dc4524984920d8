//! Moments and lengths of time as staff pages say them, and changes as the log keeps them.

use jiff::{Timestamp, Zoned};

use crate::hub::Hub;
use crate::hub::secret::new_id;
use crate::hub::store::{Change, Entry, StoreError};
use crate::hub::web::{Page, Staff};
use crate::view::dates;
use crate::view::words::Words;

/// Milliseconds of a minute.
pub const MINUTE: i64 = 60 * 1000;

/// "きょう 午後2時5分".
pub fn moment(hub: &Hub, page: &Page, at: i64) -> String {
    let today = zoned(hub, hub.now_ms()).date();
    dates::moment(Words::of(page.language()), &zoned(hub, at), today).text()
}

/// From when, as one says it: a day alone where it begins with the day.
pub fn from(hub: &Hub, page: &Page, at: i64) -> String {
    let (zoned, words) = (zoned(hub, at), Words::of(page.language()));
    if zoned.time() == jiff::civil::Time::midnight() {
        return dates::day_words(words, zoned.date(), self::zoned(hub, hub.now_ms()).date()).text();
    }
    moment(hub, page, at)
}

/// Until when, as one says it: the day before where it ends with that day.
pub fn until(hub: &Hub, page: &Page, at: i64) -> String {
    let zoned = zoned(hub, at);
    let last = zoned.date().yesterday().ok().filter(|_| zoned.time() == jiff::civil::Time::midnight());
    match last {
        Some(day) => {
            let today = self::zoned(hub, hub.now_ms()).date();
            dates::day_words(Words::of(page.language()), day, today).text()
        }
        None => moment(hub, page, at),
    }
}

/// A moment in the zone of the place.
pub fn zoned(hub: &Hub, at: i64) -> Zoned {
    Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(hub.settings.zone.clone())
}

/// A length as people say it, by one of the keys with this beginning: `-moments`, `-minutes`,
/// `-hours`, `-days`.
pub fn length(page: &Page, key: &str, ms: i64) -> String {
    let minutes = ms / MINUTE;
    match minutes {
        ..=0 => page.t(format!("{key}-moments")),
        1..=59 => page.n(&format!("{key}-minutes"), minutes),
        60..=1439 => page.n(&format!("{key}-hours"), minutes / 60),
        _ => page.n(&format!("{key}-days"), minutes / 1440),
    }
}

/// What somebody has changed, for [`note`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Changed<'a> {
    pub act: &'a str,
    pub subject: &'a str,
    pub earlier: Option<&'a str>,
    pub later: Option<&'a str>,
}

/// Notes a change in the change itself.
///
/// # Errors
/// When the database does.
pub async fn note(
    change: &mut Change,
    staff: &Staff,
    now: i64,
    changed: Changed<'_>,
) -> Result<(), StoreError> {
    let entry = Entry {
        at: now,
        who: staff.name.clone(),
        act: changed.act.to_owned(),
        subject: changed.subject.to_owned(),
        earlier: changed.earlier.map(str::to_owned),
        later: changed.later.map(str::to_owned),
    };
    change.note(&new_id()?, &entry).await
}
