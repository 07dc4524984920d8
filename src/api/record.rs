//! A record of attendance on the wire, version 1: what a kiosk sends to a hub and what
//! `hiroba export` writes, one to a line.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::domain::attendance as domain;
use crate::domain::attendance::{Mark, RecordKey};
use crate::domain::meeting::MeetingId;

/// The version this program writes and knows completely.
pub const RECORD_VERSION: u32 = 1;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    pub version: u32,
    /// 32 hexadecimal digits.
    pub key: String,
    pub meeting: String,
    /// The beginning of the quarter of an hour in which it happened.
    pub observed: Timestamp,
    /// Whether the clock could be believed.
    pub sure: bool,
    /// The kiosk or command it was made on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    Registered {
        /// 32 hexadecimal digits: the receipt as it is stored. Not in an export.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<String>,
        way: Way,
        party: Vec<Group>,
    },
    CameWithReceipt {
        registration: String,
        people: u32,
    },
    CameWithoutReceipt {
        people: u32,
    },
    WalkedIn {
        party: Vec<Group>,
    },
    CameOnPaper {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        category: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sub: Option<String>,
    },
    WayChanged {
        registration: String,
        way: Way,
    },
    TakenBack {
        record: String,
    },
    Felt {
        feeling: Feeling,
    },
    Corrected {
        count: Counted,
        /// `registered`: of which way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<Way>,
        by: i32,
        reason: Reason,
    },
}

/// Some people of one category, or of none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Group {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    pub people: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    Venue,
    Online,
    Open,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Feeling {
    Relieved,
    Enjoyed,
    Ordinary,
    Tired,
    Unsettled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    Came,
    Registered,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Mistake,
    OnPaper,
    Recounted,
    Elsewhere,
}

impl From<&domain::Record> for Record {
    fn from(record: &domain::Record) -> Record {
        Record {
            version: RECORD_VERSION,
            key: record.key.to_string(),
            meeting: record.meeting.0.clone(),
            observed: record.observed,
            sure: record.sure,
            origin: None,
            what: What::from(&record.what),
        }
    }
}

impl From<&domain::What> for What {
    fn from(what: &domain::What) -> What {
        match what {
            domain::What::Registered { mark, way, party } => What::Registered {
                mark: mark.map(|mark| mark.to_string()),
                way: (*way).into(),
                party: groups(party),
            },
            domain::What::CheckedIn(domain::Arrival::Receipt { registration, people }) => {
                What::CameWithReceipt { registration: registration.to_string(), people: *people }
            }
            domain::What::CheckedIn(domain::Arrival::WithoutReceipt { people }) => {
                What::CameWithoutReceipt { people: *people }
            }
            domain::What::CheckedIn(domain::Arrival::WalkIn { party }) => {
                What::WalkedIn { party: groups(party) }
            }
            domain::What::CheckedIn(domain::Arrival::Paper { standing }) => {
                let (category, sub) = said(standing);
                What::CameOnPaper { category, sub }
            }
            domain::What::WayChanged { registration, way } => {
                What::WayChanged { registration: registration.to_string(), way: (*way).into() }
            }
            domain::What::TakenBack { record } => What::TakenBack { record: record.to_string() },
            domain::What::Felt(feeling) => What::Felt { feeling: (*feeling).into() },
            domain::What::Corrected { count, by, reason } => {
                let (count, way) = match count {
                    domain::Counted::Came => (Counted::Came, None),
                    domain::Counted::Registered(way) => (Counted::Registered, Some((*way).into())),
                };
                What::Corrected { count, way, by: *by, reason: (*reason).into() }
            }
        }
    }
}

fn said(standing: &domain::Standing) -> (Option<String>, Option<String>) {
    match standing {
        domain::Standing::NotSaid => (None, None),
        domain::Standing::Said { category, sub } => (Some(category.clone()), sub.clone()),
    }
}

fn groups(party: &domain::Party) -> Vec<Group> {
    let group = |group: &domain::Group| {
        let (category, sub) = said(&group.standing);
        Group { category, sub, people: group.people }
    };
    party.groups().iter().map(group).collect()
}

impl TryFrom<&Record> for domain::Record {
    type Error = Fault;

    fn try_from(record: &Record) -> Result<domain::Record, Fault> {
        if record.version != RECORD_VERSION {
            let newer = "This record has another version; this program knows version 1 only.";
            return Err(Fault::wrong(newer).at("version"));
        }
        if record.meeting.is_empty() {
            return Err(Fault::missing("meeting"));
        }
        let meeting = MeetingId(record.meeting.clone());
        let what = domain::What::try_from(&record.what).map_err(|fault| fault.at("what"))?;
        Ok(domain::Record::new(key(&record.key, "key")?, meeting, record.observed, record.sure, what))
    }
}

impl TryFrom<&What> for domain::What {
    type Error = Fault;

    fn try_from(what: &What) -> Result<domain::What, Fault> {
        use domain::Arrival;
        Ok(match what {
            What::Registered { mark, way, party: groups } => domain::What::Registered {
                mark: mark
                    .as_deref()
                    .map(|text| Mark::parse(text).ok_or_else(|| not_hex("mark")))
                    .transpose()?,
                way: (*way).into(),
                party: party(groups)?,
            },
            What::CameWithReceipt { registration, people } => domain::What::CheckedIn(Arrival::Receipt {
                registration: key(registration, "registration")?,
                people: some(*people)?,
            }),
            What::CameWithoutReceipt { people } => {
                domain::What::CheckedIn(Arrival::WithoutReceipt { people: some(*people)? })
            }
            What::WalkedIn { party: groups } => {
                domain::What::CheckedIn(Arrival::WalkIn { party: party(groups)? })
            }
            What::CameOnPaper { category, sub } => {
                domain::What::CheckedIn(Arrival::Paper { standing: standing(category, sub)? })
            }
            What::WayChanged { registration, way } => domain::What::WayChanged {
                registration: key(registration, "registration")?,
                way: (*way).into(),
            },
            What::TakenBack { record } => domain::What::TakenBack { record: key(record, "record")? },
            What::Felt { feeling } => domain::What::Felt((*feeling).into()),
            What::Corrected { count, way, by, reason } => {
                let count = match (count, way) {
                    (Counted::Came, None) => domain::Counted::Came,
                    (Counted::Registered, Some(way)) => domain::Counted::Registered((*way).into()),
                    (Counted::Came, Some(_)) => {
                        return Err(Fault::out_of_place(
                            "way",
                            "Those who came are counted whatever their way.",
                        ));
                    }
                    (Counted::Registered, None) => return Err(Fault::missing("way")),
                };
                domain::What::Corrected { count, by: *by, reason: (*reason).into() }
            }
        })
    }
}

fn not_hex(field: &str) -> Fault {
    Fault::wrong("This is not 32 hexadecimal digits.").at(field)
}

fn key(text: &str, field: &str) -> Result<RecordKey, Fault> {
    RecordKey::parse(text).ok_or_else(|| not_hex(field))
}

fn some(people: u32) -> Result<u32, Fault> {
    if people == 0 { Err(Fault::wrong("Nobody is no arrival.").at("people")) } else { Ok(people) }
}

fn standing(category: &Option<String>, sub: &Option<String>) -> Result<domain::Standing, Fault> {
    match (category, sub) {
        (None, None) => Ok(domain::Standing::NotSaid),
        (Some(category), sub) => Ok(domain::Standing::Said { category: category.clone(), sub: sub.clone() }),
        (None, Some(_)) => Err(Fault::missing("category")),
    }
}

fn party(groups: &[Group]) -> Result<domain::Party, Fault> {
    let mut list = Vec::new();
    for (row, group) in groups.iter().enumerate() {
        let standing =
            standing(&group.category, &group.sub).map_err(|fault| fault.in_row(row).at("party"))?;
        list.push(domain::Group { standing, people: group.people });
    }
    let most = domain::MOST_PEOPLE;
    domain::Party::of(list).ok_or_else(|| {
        Fault::wrong(format!("A party has at least one and at most {most} people.")).at("party")
    })
}
