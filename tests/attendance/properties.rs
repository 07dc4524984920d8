//! What holds for any records, in whatever order they arrive and however often.

use hiroba::domain::attendance::{
    Arrival, Book, Counted, Feeling, Flag, Group, Mark, Outcome, Party, Reason, Record, RecordKey, Standing,
    Standings, Tally, Way, What, Wish, decide,
};
use hiroba::domain::meeting::{Capacity, MeetingId};
use jiff::SignedDuration;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::world::{World, at, meeting};

fn standing() -> impl Strategy<Value = Standing> {
    let said = |category: &str, sub: Option<&str>| Standing::Said {
        category: category.to_owned(),
        sub: sub.map(str::to_owned),
    };
    select(vec![Standing::NotSaid, said("lived", None), said("other", None), said("other", Some("student"))])
}

fn party() -> impl Strategy<Value = Party> {
    let group = (standing(), 1..4_u32).prop_map(|(standing, people)| Group { standing, people });
    vec(group, 1..4).prop_map(|groups| Party::of(groups).unwrap())
}

fn way() -> impl Strategy<Value = Way> {
    select(Way::ALL.to_vec())
}

fn counted() -> impl Strategy<Value = Counted> {
    prop_oneof![Just(Counted::Came), way().prop_map(Counted::Registered)]
}

/// Something that happens; which record it speaks of is found among all there are.
#[derive(Clone, Debug)]
enum Act {
    Register(Way, Party),
    Come(Index, u32),
    WithoutReceipt(u32),
    WalkIn(Party),
    Paper(Standing),
    Change(Index, Way),
    TakeBack(Index),
    Feel(Feeling),
    Correct(Counted, i32),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (way(), party()).prop_map(|(way, party)| Act::Register(way, party)),
        3 => (any::<Index>(), 1..5_u32).prop_map(|(of, people)| Act::Come(of, people)),
        1 => (1..4_u32).prop_map(Act::WithoutReceipt),
        1 => party().prop_map(Act::WalkIn),
        1 => standing().prop_map(Act::Paper),
        2 => (any::<Index>(), way()).prop_map(|(of, way)| Act::Change(of, way)),
        2 => any::<Index>().prop_map(Act::TakeBack),
        1 => select(Feeling::ALL.to_vec()).prop_map(Act::Feel),
        1 => (counted(), -3..4_i32).prop_map(|(count, by)| Act::Correct(count, by)),
    ]
}

/// Records of what happened, also such as no kiosk would make: a receipt that nobody gave out, a
/// thing taken back twice. Each registration changes its way at most once: of two changes the last
/// holds, and which is the last depends on the order.
fn records(acts: &[(Act, i64, bool)]) -> Vec<Record> {
    let key = |at: usize| RecordKey(at as u128 + 1);
    let registrations: Vec<usize> =
        (0..acts.len()).filter(|at| matches!(acts[*at].0, Act::Register(..))).collect();
    let registration = |of: &Index| {
        registrations.get(of.index(registrations.len() + 1)).map_or(RecordKey(9999), |at| key(*at))
    };
    let mut changed = Vec::new();
    let mut records = Vec::new();
    for (place, (act, minutes, sure)) in acts.iter().enumerate() {
        let what = match act {
            Act::Register(way, party) => {
                let mark = Some(Mark([place as u8; 16]));
                What::Registered { mark, way: *way, party: party.clone() }
            }
            Act::Come(of, people) => {
                What::CheckedIn(Arrival::Receipt { registration: registration(of), people: *people })
            }
            Act::WithoutReceipt(people) => What::CheckedIn(Arrival::WithoutReceipt { people: *people }),
            Act::WalkIn(party) => What::CheckedIn(Arrival::WalkIn { party: party.clone() }),
            Act::Paper(standing) => What::CheckedIn(Arrival::Paper { standing: standing.clone() }),
            Act::Change(of, way) if !changed.contains(&registration(of)) => {
                changed.push(registration(of));
                What::WayChanged { registration: registration(of), way: *way }
            }
            Act::Change(..) => What::Felt(Feeling::Ordinary),
            Act::TakeBack(of) => What::TakenBack { record: key(of.index(acts.len())) },
            Act::Feel(feeling) => What::Felt(*feeling),
            Act::Correct(count, by) => What::Corrected { count: *count, by: *by, reason: Reason::Recounted },
        };
        let moment = at("2026-12-17T13:00") + SignedDuration::from_mins(*minutes);
        records.push(Record::new(key(place), MeetingId("m".into()), moment, *sure, what));
    }
    records
}

fn some_records() -> impl Strategy<Value = Vec<Record>> {
    vec((act(), 0..120_i64, prop::bool::weighted(0.9)), 0..40).prop_map(|acts| records(&acts))
}

fn capacity() -> impl Strategy<Value = Capacity> {
    (option::of(0..8_u32), option::of(0..8_u32)).prop_map(|(venue, online)| Capacity { venue, online })
}

fn sum(counts: impl IntoIterator<Item = u32>) -> i64 {
    counts.into_iter().map(i64::from).sum()
}

fn people(standings: &Standings) -> i64 {
    sum(standings.values().copied())
}

/// The sums that [`Tally`] promises.
fn adds_up(tally: &Tally) -> Result<(), TestCaseError> {
    if tally.flags.contains(&Flag::BelowNought) {
        return Ok(());
    }
    let registered = sum(tally.registered.values().copied());
    prop_assert_eq!(registered, i64::from(tally.registered_in_all()));
    prop_assert_eq!(registered, people(&tally.registered_as) + tally.registered_corrected);
    for (way, waiting) in &tally.waiting {
        prop_assert!(*waiting <= tally.registered[way]);
    }
    let recorded = i64::from(tally.arrivals.recorded());
    prop_assert_eq!(i64::from(tally.came), recorded + tally.arrivals.corrected);
    prop_assert_eq!(recorded, people(&tally.came_as));
    prop_assert_eq!(recorded, sum(tally.came_at.values().copied()) + i64::from(tally.untimed));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_records_arrive_changes_no_count(
        (in_order, in_any) in some_records().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        // Who waits for a seat depends on the order, as it should: hence no limit here.
        let expected = Book::of(&in_order).tally(Capacity::default());
        prop_assert_eq!(Book::of(&in_any).tally(Capacity::default()), expected);
    }

    #[test]
    fn a_record_applied_again_changes_nothing(
        records in some_records(),
        capacity in capacity(),
        again in vec((any::<Index>(), any::<Index>()), 0..20),
    ) {
        let mut with_repeats = records.clone();
        for (which, place) in again.iter().filter(|_| !records.is_empty()) {
            let which = which.get(&records);
            let after = with_repeats.iter().position(|record| record == which).unwrap() + 1;
            let place = after + place.index(with_repeats.len() - after + 1);
            with_repeats.insert(place, which.clone());
        }
        let mut book = Book::default();
        let mut taken = Vec::new();
        for record in &with_repeats {
            prop_assert_eq!(book.apply(record), !taken.contains(&record.key));
            taken.push(record.key);
        }
        let expected = Book::of(&records);
        prop_assert!(book.standing().eq(expected.standing()));
        prop_assert_eq!(book.tally(capacity), expected.tally(capacity));
    }

    #[test]
    fn the_sums_agree(records in some_records(), capacity in capacity()) {
        adds_up(&Book::of(&records).tally(capacity))?;
    }

    #[test]
    fn there_are_never_more_people_than_seats_and_the_first_in_line_is_next(
        records in some_records(),
        capacity in capacity(),
    ) {
        let book = Book::of(&records);
        let tally = book.tally(capacity);
        for (way, limit) in [(Way::Venue, capacity.venue), (Way::Online, capacity.online), (Way::Open, None)] {
            let seats = book.seats(way, capacity);
            let registered = tally.registered.get(&way).copied().unwrap_or_default();
            if !tally.flags.contains(&Flag::BelowNought) {
                prop_assert_eq!(seats.taken + seats.waiting_people, registered);
            }
            let Some(limit) = limit else {
                prop_assert!(seats.waiting.is_empty() && seats.free.is_none());
                continue;
            };
            let added = book.corrected(Counted::Registered(way)).max(0);
            prop_assert!(i64::from(seats.taken) <= i64::from(limit).max(added));
            let of = |key: &RecordKey| book.registration(*key).unwrap().party.people();
            prop_assert!(seats.waiting_people <= seats.waiting.iter().map(of).sum());
            // Whoever could ever get a seat and is first in line does not fit in now.
            if let Some(first) = seats.waiting.iter().map(of).find(|people| *people <= limit) {
                prop_assert!(seats.taken + first > limit);
                prop_assert_eq!(seats.free, Some(0));
            } else {
                prop_assert_eq!(seats.free, Some(limit.saturating_sub(seats.taken)));
            }
        }
    }

    /// One kiosk that does what the rules say counts nobody twice.
    #[test]
    fn what_the_rules_allow_needs_no_flag(acts in vec((act(), -60..240_i64, any::<bool>()), 0..40)) {
        let mut world = World::new();
        let mut keys = vec![RecordKey(9999)];
        for (place, (act, minutes, _)) in acts.into_iter().enumerate() {
            let pick = |of: Index| keys[of.index(keys.len())];
            let wish = match act {
                Act::Register(way, party) => Wish::Register { mark: Mark([place as u8; 16]), way, party },
                Act::Come(of, people) => {
                    Wish::CheckIn(Arrival::Receipt { registration: pick(of), people })
                }
                Act::WithoutReceipt(people) => Wish::CheckIn(Arrival::WithoutReceipt { people }),
                Act::WalkIn(party) => Wish::CheckIn(Arrival::WalkIn { party }),
                Act::Paper(standing) => Wish::CheckIn(Arrival::Paper { standing }),
                Act::Change(of, way) => Wish::ChangeWay { registration: pick(of), way },
                Act::TakeBack(of) => Wish::TakeBack { record: pick(of) },
                Act::Feel(feeling) => Wish::Feel(feeling),
                // Staff may correct anything to anything.
                Act::Correct(..) => continue,
            };
            let now = at("2026-12-17T13:00") + SignedDuration::from_mins(minutes);
            // What takes back a change of a registration that is gone changes no count.
            let takes_back = matches!(wish, Wish::TakeBack { .. } | Wish::ChangeWay { .. });
            let before = world.tally();
            match decide(&world.book, &world.rules(), wish, now) {
                Outcome::Record(what) => {
                    let key = RecordKey(place as u128);
                    let record = Record::new(key, meeting().id, now, true, what);
                    prop_assert!(world.book.apply(&record));
                    prop_assert!(takes_back || world.tally() != before, "changes nothing: {:?}", record);
                    keys.push(key);
                }
                Outcome::Already(_) | Outcome::Refused(_) => {}
            }
            let tally = world.tally();
            prop_assert_eq!(&tally.flags, &[]);
            prop_assert!(tally.arrivals.with_receipt <= tally.registered_in_all());
            adds_up(&tally)?;
        }
    }
}
