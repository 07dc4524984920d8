//! Records for tests: every kind there is, and any that can be.

use hiroba::domain::attendance::{
    Arrival, Counted, Feeling, Group, Mark, Party, Reason, Record, RecordKey, Standing, Way, What,
};
use hiroba::domain::meeting::MeetingId;
use jiff::Timestamp;
use proptest::prelude::*;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn said(category: &str, sub: Option<&str>) -> Standing {
    Standing::Said { category: category.to_owned(), sub: sub.map(str::to_owned) }
}

pub fn record(key: u128, meeting: &str, what: What) -> Record {
    Record::new(RecordKey(key), MeetingId(meeting.to_owned()), at("2026-12-17T04:40:00Z"), true, what)
}

/// A registration of one person for the venue.
pub fn registered(key: u128, meeting: &str) -> Record {
    let party = Party::one(Standing::NotSaid);
    record(key, meeting, What::Registered { mark: None, way: Way::Venue, party })
}

/// One record of every kind, of one meeting.
pub fn every_kind(meeting: &str) -> Vec<Record> {
    let group = |standing, people| Group { standing, people };
    let party = Party::of([
        group(said("supporter", Some("hospital")), 2),
        group(Standing::NotSaid, 1),
        group(said("さまざま、「その他」\"", None), 1),
    ]);
    let party = party.unwrap();
    let whats = vec![
        What::Registered { mark: Some(Mark([7; 16])), way: Way::Online, party: party.clone() },
        What::Registered { mark: None, way: Way::Open, party: Party::one(Standing::NotSaid) },
        What::CheckedIn(Arrival::Receipt { registration: RecordKey(1), people: 2 }),
        What::CheckedIn(Arrival::WithoutReceipt { people: 3 }),
        What::CheckedIn(Arrival::WalkIn { party }),
        What::CheckedIn(Arrival::Paper { standing: said("other", Some("student")) }),
        What::CheckedIn(Arrival::Paper { standing: Standing::NotSaid }),
        What::WayChanged { registration: RecordKey(1), way: Way::Venue },
        What::TakenBack { record: RecordKey(u128::MAX) },
        What::Felt(Feeling::Unsettled),
        What::Corrected { count: Counted::Came, by: -3, reason: Reason::Recounted },
        What::Corrected { count: Counted::Registered(Way::Venue), by: 12, reason: Reason::Elsewhere },
    ];
    (1..).zip(whats).map(|(key, what)| record(key, meeting, what)).collect()
}

fn standing() -> impl Strategy<Value = Standing> {
    let said = (".{1,12}", proptest::option::of(".{1,12}"));
    prop_oneof![Just(Standing::NotSaid), said.prop_map(|(category, sub)| Standing::Said { category, sub }),]
}

fn party() -> impl Strategy<Value = Party> {
    let group = (standing(), 1..5_u32).prop_map(|(standing, people)| Group { standing, people });
    proptest::collection::vec(group, 1..4).prop_map(|groups| Party::of(groups).unwrap())
}

fn what() -> impl Strategy<Value = What> {
    let way = || proptest::sample::select(Way::ALL.to_vec());
    let key = || any::<u128>().prop_map(RecordKey);
    let mark = proptest::option::of(any::<[u8; 16]>().prop_map(Mark));
    let count = prop_oneof![Just(Counted::Came), way().prop_map(Counted::Registered)];
    prop_oneof![
        (mark, way(), party()).prop_map(|(mark, way, party)| What::Registered { mark, way, party }),
        (key(), 1..21_u32).prop_map(|(registration, people)| {
            What::CheckedIn(Arrival::Receipt { registration, people })
        }),
        (1..21_u32).prop_map(|people| What::CheckedIn(Arrival::WithoutReceipt { people })),
        party().prop_map(|party| What::CheckedIn(Arrival::WalkIn { party })),
        standing().prop_map(|standing| What::CheckedIn(Arrival::Paper { standing })),
        (key(), way()).prop_map(|(registration, way)| What::WayChanged { registration, way }),
        key().prop_map(|record| What::TakenBack { record }),
        proptest::sample::select(Feeling::ALL.to_vec()).prop_map(What::Felt),
        (count, any::<i32>(), proptest::sample::select(Reason::ALL.to_vec()))
            .prop_map(|(count, by, reason)| What::Corrected { count, by, reason }),
    ]
}

/// Any record of any meeting, at any time of these centuries.
pub fn any_record() -> impl Strategy<Value = Record> {
    (any::<u128>(), ".{1,20}", 0..7_000_000_000_i64, any::<bool>(), what()).prop_map(
        |(key, meeting, second, sure, what)| {
            let at = Timestamp::from_second(second).unwrap();
            Record::new(RecordKey(key), MeetingId(meeting), at, sure, what)
        },
    )
}
