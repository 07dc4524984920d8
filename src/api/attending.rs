//! Attendance on the wire: how one registers for a meeting and checks in to it, and as what.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Text;
use super::fault::Fault;
use crate::domain::meeting as domain;

/// Minutes a meeting may name: up to a day.
const MOST_MINUTES: u32 = 24 * 60;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attending {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<Registration>,
    /// Whether one checks in on site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in: Option<bool>,
    /// How long before the start checking in begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in_minutes_before: Option<u32>,
    /// How long after the end the kiosk asks how it was; 0 is never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_was_today_minutes: Option<u32>,
    /// Whether visitors are asked as what they take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks_category: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Registration {
    Open,
    Later,
    NotNeeded,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Category {
    pub id: String,
    pub name: Text,
    /// A second line on its button: what the word means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subs: Vec<SubCategory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<Division>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    Complete,
    OfWhich,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubCategory {
    pub id: String,
    pub name: Text,
}

impl Attending {
    /// # Errors
    /// When a number of minutes is longer than a day.
    pub fn to_domain(&self) -> Result<domain::Attending, Fault> {
        Ok(domain::Attending {
            registration: self.registration.map(domain::RegistrationWish::from),
            check_in: self.check_in,
            check_in_before: minutes(self.check_in_minutes_before, "checkInMinutesBefore")?,
            how_was_today: minutes(self.how_was_today_minutes, "howWasTodayMinutes")?,
            asks_category: self.asks_category,
        })
    }
}

fn minutes(minutes: Option<u32>, field: &'static str) -> Result<Option<SignedDuration>, Fault> {
    match minutes {
        Some(minutes) if minutes > MOST_MINUTES => {
            Err(Fault::wrong(format!("{minutes} minutes is longer than a day; the most is {MOST_MINUTES}."))
                .at(field))
        }
        minutes => Ok(minutes.map(|minutes| SignedDuration::from_mins(i64::from(minutes)))),
    }
}

/// What differs from the place's settings; nothing where nothing does.
pub(super) fn attending(attending: &domain::Attending) -> Option<Attending> {
    let minutes =
        |length: Option<SignedDuration>| length.and_then(|length| u32::try_from(length.as_mins()).ok());
    (*attending != domain::Attending::default()).then(|| Attending {
        registration: attending.registration.map(Registration::from),
        check_in: attending.check_in,
        check_in_minutes_before: minutes(attending.check_in_before),
        how_was_today_minutes: minutes(attending.how_was_today),
        asks_category: attending.asks_category,
    })
}
