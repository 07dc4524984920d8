//! Contact details go by themselves: some days after their meeting, unless staff have said that they
//! stay.

use std::sync::Arc;
use std::time::Duration;

use crate::hub::store::{Entry, Reading, Store, StoreError};
use crate::hub::web::Page;
use crate::hub::{Clock, Settings, new_id};

use super::known;

/// The name of the setting: a number of days, or [`NEVER`].
pub const CONTACT_DAYS: &str = "contact-days";
const NEVER: &str = "never";
/// Where nothing was set (FACTS "Privacy").
const DAYS: u32 = 30;
/// Contact details for a meeting that never had a day, after so many days.
const DAYS_WITHOUT_END: i64 = 180;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// How often it is looked after.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// For how long contact details are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// So many days after the meeting.
    Days(u32),
    UntilRemoved,
}

impl Keeping {
    /// How it is kept as a setting.
    pub fn key(self) -> String {
        match self {
            Keeping::Days(days) => days.to_string(),
            Keeping::UntilRemoved => NEVER.to_owned(),
        }
    }

    /// In a sentence.
    pub fn said(self, page: &Page) -> String {
        match self {
            Keeping::Days(days) => page.n("at-contact-days", days),
            Keeping::UntilRemoved => page.t("at-contact-stays"),
        }
    }

    fn of(setting: Option<&str>) -> Keeping {
        match setting {
            Some(NEVER) => Keeping::UntilRemoved,
            // What cannot be read must not keep anything for ever.
            setting => Keeping::Days(setting.and_then(|days| days.parse().ok()).unwrap_or(DAYS)),
        }
    }
}

/// For how long contact details are kept here.
///
/// # Errors
/// When the database does.
pub async fn keeping(reading: &mut Reading) -> Result<Keeping, StoreError> {
    Ok(Keeping::of(reading.setting(CONTACT_DAYS).await?.as_deref()))
}

/// Removes the contact details whose time is over; how many there were.
///
/// # Errors
/// When the database does.
pub async fn forget_contacts(store: &Store, settings: &Settings, clock: &Clock) -> Result<u64, StoreError> {
    let now = clock();
    let (now_ms, today) = (now.as_millisecond(), now.to_zoned(settings.zone.clone()).date());
    let mut reading = store.read().await?;
    let with_contacts = reading.meetings_with_contacts().await?;
    if with_contacts.is_empty() {
        return Ok(0);
    }
    let days = match keeping(&mut reading).await? {
        Keeping::Days(days) => days,
        Keeping::UntilRemoved => return Ok(0),
    };
    let shown = known::Known::read(settings, &mut reading, today).await?;
    let (mut over, mut ended) = (Vec::new(), Vec::new());
    for (meeting, day, known_end) in with_contacts {
        let mut found = shown.meeting(&meeting).cloned();
        if found.is_none() {
            found = known::as_last_written(settings, &mut reading, &meeting, today).await?;
        }
        let end = found.and_then(|found| found.when.over_at(&settings.zone)).map(|end| end.as_millisecond());
        if let Some(end) = end
            && known_end != Some(end)
        {
            ended.push((meeting.clone(), end));
        }
        let gone = match end.or(known_end) {
            Some(end) => end + i64::from(days) * DAY,
            None => day + DAYS_WITHOUT_END * DAY,
        };
        if gone <= now_ms {
            over.push(meeting);
        }
    }
    drop(reading);
    if over.is_empty() && ended.is_empty() {
        return Ok(0);
    }
    let (mut change, mut removed) = (store.begin().await?, 0);
    for (meeting, end) in ended {
        change.note_end(&meeting, end).await?;
    }
    for meeting in over {
        let gone = change.remove_contacts(&meeting).await?;
        let entry = Entry {
            at: now_ms,
            who: "hub".to_owned(),
            act: "contacts-forgotten".to_owned(),
            subject: format!("meeting/{meeting}"),
            earlier: Some(gone.to_string()),
            later: None,
        };
        change.note(&new_id()?, &entry).await?;
        removed += gone;
    }
    change.commit().await?;
    Ok(removed)
}

/// Looks after them as long as somebody holds the task.
pub async fn keep_contacts(store: Store, settings: Arc<Settings>, clock: Clock) {
    loop {
        match forget_contacts(&store, &settings, &clock).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!("Contact details whose time is over were removed: {gone}."),
            Err(error) => tracing::error!("Contact details could not be looked through: {error}"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
