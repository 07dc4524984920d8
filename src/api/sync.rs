//! What a kiosk and its hub say to each other, version 1 (`/api/v1/...`).
//!
//! Read with tolerance: a field that is missing has a meaning, one that is unknown is passed over,
//! and so a kiosk that is one version older or newer than its hub goes on working. Only the
//! programme itself and records are strict ([`super::Programme`], [`super::record::Record`]), and
//! of those the hub keeps what it does not understand.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::record::Way;

/// The first part of every path.
pub const BASE: &str = "/api/v1";

/// A kiosk that nobody has taken in asks to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PairingWish {
    /// What it calls itself until staff name it.
    #[serde(default)]
    pub name: String,
}

/// What a kiosk shows while it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PairingTicket {
    /// Six digits that staff type in; used once.
    pub code: String,
    /// Known to this kiosk alone: with it, it asks whether it was taken in.
    pub secret: String,
    pub ends: Timestamp,
}

/// Whether it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum PairingState {
    Waiting,
    /// Told once: the token is not kept on the hub.
    Paired {
        kiosk: String,
        name: String,
        token: String,
    },
    /// The code is no longer good; the kiosk asks for another.
    Over,
}

/// What a kiosk says of itself, every minute and whenever something changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Report {
    /// Version of the program.
    pub version: String,
    /// Revision of the programme it shows.
    pub revision: Option<String>,
    /// What is on the screen: a kind and, where it has one, a name.
    pub showing: String,
    /// Its clock when it sent this.
    pub clock: Option<Timestamp>,
    /// Whether it can believe that clock.
    pub sure: bool,
    pub panel: Option<PanelReport>,
    /// Bytes that are free where records are kept.
    pub disk_free: Option<u64>,
    pub pinned: bool,
    pub dimmed: bool,
    /// Whether it is quiet for the room because staff asked for it. Nothing: a version that cannot be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calm: Option<bool>,
    /// Why attendance cannot be taken there now.
    pub records_closed: Option<String>,
    pub waiting: u64,
    pub parked: Vec<ParkedReport>,
    /// What its receipts are marked with, 32 hexadecimal digits: other kiosks find them by it.
    pub salt: Option<String>,
    /// Errands that are done.
    pub done: Vec<String>,
}

/// The panel of a kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelReport {
    pub diagonal_in: f64,
    pub width_px: u32,
    pub height_px: u32,
    pub lower_edge_mm: f64,
    pub viewing_distance_mm: f64,
}

impl PanelReport {
    /// Whether there can be such a panel. A little wider than what settings take (`[panel]`).
    pub fn is_possible(&self) -> bool {
        let is_within = |number: f64, most: f64| (0.0..=most).contains(&number);
        let is_side = |px: u32| (1..=8192).contains(&px);
        is_within(self.diagonal_in, 200.0)
            && self.diagonal_in >= 1.0
            && is_side(self.width_px)
            && is_side(self.height_px)
            && is_within(self.lower_edge_mm, 10_000.0)
            && is_within(self.viewing_distance_mm, 100_000.0)
    }
}

/// A record that could not be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ParkedReport {
    pub key: String,
    pub meeting: String,
    pub why: String,
}

/// What the hub answers to a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The hub's clock: a kiosk learns from it how far its own is off.
    pub now: Timestamp,
    #[serde(default)]
    pub name: String,
    /// What staff want of it and it has not said it has done.
    #[serde(default)]
    pub errands: Vec<Errand>,
}

/// What staff want of a kiosk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Errand {
    pub id: String,
    pub job: Job,
}

/// What there is to do. One that a kiosk does not know it passes over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Job {
    /// Reads the programme again.
    Refresh,
    Pin {
        pinned: bool,
    },
    Dim {
        dimmed: bool,
    },
    /// Quiet for the room, as a visitor can choose it; or as usual again.
    Calm {
        calm: bool,
        /// Until when at the latest, so that what arrives on another day begins nothing. Without it, and never
        /// later: until the day is over where the kiosk stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
    Restart,
    /// Sends a small picture of its screen.
    Picture,
    /// Somebody comes: すぐ行きます.
    Coming {
        call: String,
    },
    #[serde(other)]
    Unknown,
}

/// What comes over the live channel, as the `data` of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Announcement {
    /// The programme has this revision now. Also the first thing that is said on every connection.
    Revision { revision: i64 },
    /// There are errands: report, and they are in the answer.
    Errands,
    /// Records up to this number are here.
    Records { last: i64 },
    #[serde(other)]
    Unknown,
}

/// How long the answer to a question for changes may be waited for, s.
pub const LONGEST_WAIT: u64 = 25;

/// How things stand, for a kiosk that asks for changes because the live channel does not reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The programme has this revision.
    pub revision: i64,
    /// Records up to this number are here.
    pub records: i64,
    /// The newest errand that is not done: report, and all of them are in the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errand: Option<String>,
}

/// Records in one batch, at the most.
pub const MOST_RECORDS: usize = 1000;

/// Records on their way to the hub. Each is kept as it was sent, so that one which this hub cannot
/// read is not lost.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    #[cfg_attr(feature = "hub", schema(schema_with = records))]
    pub records: Vec<Box<RawValue>>,
}

/// A record as this version knows it, or whatever another version makes of one: both are taken.
#[cfg(feature = "hub")]
fn records() -> utoipa::openapi::schema::ArrayBuilder {
    use utoipa::openapi::schema::{AnyOfBuilder, ArrayBuilder, ObjectBuilder, Type};
    let known = utoipa::openapi::Ref::from_schema_name("Record");
    let other = ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("A record of another version. It is kept as it was sent, if it has a key."));
    let record = AnyOfBuilder::new().item(known).item(other);
    ArrayBuilder::new().items(record).max_items(Some(MOST_RECORDS))
}

/// What became of each, in the order in which they were sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    pub answers: Vec<RecordAnswer>,
}

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecordAnswer {
    /// As it was sent, or empty where none could be read.
    pub key: String,
    pub outcome: RecordOutcome,
    /// What staff will look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Why it was not kept: only for what has no key to know it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RecordOutcome {
    Stored,
    /// It was here before; the flags are those of its first answer.
    Repeated,
    /// It could not be kept. The kiosk parks it; the rest goes on.
    Parked,
}

/// What others have recorded, as far as another kiosk has to know it: which seats are taken, and which
/// receipts there are. Never a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Shared {
    pub records: Vec<SharedRecord>,
    /// Ask again after this number.
    pub last: i64,
    /// Whether there are more.
    pub more: bool,
    /// What the marks of receipts are made with, by every kiosk of this hub.
    pub salts: Vec<String>,
}

/// A record of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SharedRecord {
    pub key: String,
    pub meeting: String,
    pub observed: Timestamp,
    pub what: SharedWhat,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SharedWhat {
    Registered {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        mark: Option<String>,
        way: Way,
        people: u32,
    },
    CameWithReceipt {
        registration: String,
        people: u32,
    },
    WayChanged {
        registration: String,
        way: Way,
    },
    TakenBack {
        record: String,
    },
    /// Staff corrected how many are registered for a way: seats are taken by it, or free.
    RegisteredCorrected {
        way: Way,
        by: i32,
    },
    #[serde(other)]
    Unknown,
}

/// A visitor calls staff. The id is made on the kiosk, so that a repeat rings once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// 32 hexadecimal digits.
    #[cfg_attr(feature = "hub", schema(pattern = "^[0-9a-fA-F]{32}$"))]
    pub id: String,
}

/// What was wrong with a request, for whoever reads a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    pub status: u16,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}
