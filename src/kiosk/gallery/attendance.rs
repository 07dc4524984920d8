//! The screens of attendance: a registration, a session at the door, how it was, and staff.

use jiff::{SignedDuration, ToSpan, Zoned};

use super::{Exhibit, Hall, Walker};
use crate::domain::attendance::{
    Arrival, Counted, Feeling, Group, Party, Reason, Record, RecordKey, RegistrationState, Rules, Standing,
    Way, What,
};
use crate::domain::meeting::{Capacity, Meeting, Status, When};
use crate::domain::programme::Programme;
use crate::kiosk::core::{Event, Stroke};
use crate::view::{Action, Ask, Corner};

pub(super) fn walk(hall: &Hall, programme: &Programme) -> Vec<Exhibit> {
    if !hall.config.attendance.enabled {
        return Vec::new();
    }
    let Some(example) = example(hall, programme) else { return Vec::new() };
    let mut exhibits = registering(hall, programme, &example);
    exhibits.extend(full(hall, programme, &example));
    exhibits.extend(at_the_door(hall, programme, &example));
    exhibits.extend(afterwards(hall, programme, &example));
    exhibits.extend(by_staff(hall, programme, &example));
    exhibits
}

/// The first meeting one can register for.
pub(super) fn example(hall: &Hall, programme: &Programme) -> Option<Meeting> {
    let house = &hall.config.attendance.house;
    let can = |meeting: &&Meeting| {
        let rules = Rules { meeting, zone: &programme.zone, house };
        rules.registration(hall.now.at) == RegistrationState::Open
    };
    programme.meetings.iter().find(can).cloned()
}

/// The programme in which the example starts so many minutes from now, and nothing else is going on.
pub(super) fn moved(hall: &Hall, programme: &Programme, example: &Meeting, minutes: i64) -> Programme {
    let mut programme = programme.clone();
    let start: Zoned = hall.now.at.to_zoned(programme.zone.clone());
    let start = start.checked_add(minutes.minutes()).unwrap_or(start);
    let start = start.round(jiff::Unit::Minute).unwrap_or(start);
    let end = start.checked_add(150.minutes()).ok();
    programme.meetings.retain(|meeting| meeting.id == example.id);
    for meeting in &mut programme.meetings {
        if let Ok(when) = When::exact(start.clone(), end.clone()) {
            meeting.when = when;
        }
        meeting.register_by = None;
        meeting.status = Status::Planned;
    }
    programme
}

fn category(programme: &Programme, has_kinds: bool) -> Option<String> {
    let found = programme.categories.iter().find(|category| category.subs.is_empty() != has_kinds);
    found.map(|category| category.id.clone())
}

/// The example alone, and so much room.
fn with_room(programme: &Programme, example: &Meeting, capacity: &Capacity) -> Programme {
    let mut programme = programme.clone();
    programme.meetings.retain(|meeting| meeting.id == example.id);
    for meeting in &mut programme.meetings {
        meeting.capacity = *capacity;
    }
    programme
}

/// A visitor before the example, which has room for everybody and nobody registered.
pub(super) fn roomy(hall: &Hall, programme: &Programme, example: &Meeting) -> Walker {
    hall.walker(&with_room(programme, example, &Capacity::default())).on_slide("meeting")
}

fn registering(hall: &Hall, programme: &Programme, example: &Meeting) -> Vec<Exhibit> {
    let start = || roomy(hall, programme, example).asking(&[Ask::Register]);
    let mut exhibits = Vec::new();
    let mut walker = start();
    if walker
        .kiosk
        .show(walker.now)
        .view
        .counter
        .controls
        .iter()
        .any(|control| control.action == way(Way::Venue))
    {
        exhibits.push(walker.exhibit("register-how"));
        walker.act(Action::Why);
        exhibits.push(walker.exhibit("why"));
        walker.act(Action::Back);
        walker.ask(Ask::Way(Way::Venue));
    }
    exhibits.push(walker.exhibit("register-category"));
    if let Some(kind) = category(programme, true) {
        walker.ask(Ask::Category(Some(kind)));
        exhibits.push(walker.exhibit("register-kind"));
    }
    let plain = category(programme, false);
    let confirm = || {
        let mut walker = start();
        walker.ask(Ask::Way(Way::Venue));
        walker.ask(Ask::Category(plain.clone()));
        walker
    };
    exhibits.push(confirm().exhibit("register-confirm"));
    exhibits.push(confirm().asking(&[Ask::PeopleMenu]).exhibit("register-people"));
    let group = confirm().asking(&[Ask::PeopleMenu, Ask::People(3)]);
    exhibits.push(group.exhibit("register-alike"));
    let each =
        [Ask::Alike(false), Ask::Category(plain.clone()), Ask::Category(None), Ask::Category(plain.clone())];
    exhibits.push(group.asking(&each).exhibit("register-confirm-group"));
    let thanks = confirm().asking(&[Ask::Submit]);
    exhibits.push(thanks.exhibit("thanks"));
    let back = thanks.asking(&[Ask::TakeBack]);
    exhibits.push(back.exhibit("take-back"));
    exhibits.push(back.asking(&[Ask::Submit]).exhibit("taken-back"));
    let warned = confirm().waiting(hall.now.at + SignedDuration::from_secs(310));
    exhibits.push(warned.exhibit("still-there"));
    let mut closed = roomy(hall, programme, example);
    closed.send(Event::Closed("the disk is full".to_owned()));
    exhibits.push(closed.asking(&[Ask::Register]).exhibit("register-closed"));
    exhibits
}

fn way(way: Way) -> Action {
    Action::Attend(Ask::Way(way))
}

/// A record of the example, of a quarter of an hour ago.
fn record(hall: &Hall, example: &Meeting, key: u128, what: What) -> Record {
    let earlier = hall.now.at - SignedDuration::from_mins(15);
    Record::new(RecordKey(key), example.id.clone(), earlier, true, what)
}

fn people(people: u32) -> Party {
    Party::of([Group { standing: Standing::NotSaid, people }])
        .unwrap_or_else(|| Party::one(Standing::NotSaid))
}

/// A visitor who wants to register where no seat is left.
pub(super) fn full_house(hall: &Hall, programme: &Programme, example: &Meeting) -> Walker {
    let programme = with_room(programme, example, &Capacity { venue: Some(3), online: None });
    let taken = What::Registered { mark: None, way: Way::Venue, party: people(3) };
    let records = vec![record(hall, example, 1, taken)];
    hall.walker_with(&programme, records, false).on_slide("meeting").asking(&[Ask::Register])
}

fn full(hall: &Hall, programme: &Programme, example: &Meeting) -> Vec<Exhibit> {
    let start = full_house(hall, programme, example);
    let mut exhibits = vec![start.exhibit("register-full")];
    let walker = start.asking(&[Ask::Way(Way::Venue), Ask::Category(None)]);
    exhibits.push(walker.exhibit("register-confirm-waiting"));
    exhibits.push(walker.asking(&[Ask::Submit]).exhibit("thanks-waiting"));
    exhibits
}

fn at_the_door(hall: &Hall, programme: &Programme, example: &Meeting) -> Vec<Exhibit> {
    let mut exhibits = Vec::new();
    let nothing = hall.walker(&moved(hall, programme, example, 24 * 60)).asking(&[Ask::CheckIn]);
    exhibits.push(nothing.exhibit("reception-nothing-open"));
    let open = moved(hall, programme, example, 20);
    exhibits.push(hall.walker(&open).on_slide("meeting").exhibit("sign-check-in"));
    let reception = || hall.walker(&open).asking(&[Ask::CheckIn]);
    exhibits.push(reception().exhibit("reception"));
    exhibits.push(hall.walker_with(&open, Vec::new(), true).exhibit("reception-pinned"));
    let number = reception().asking(&[Ask::HaveReceipt]).keys("04271");
    exhibits.push(number.exhibit("number"));
    exhibits.push(number.keys("836").exhibit("number-unknown"));
    let walk_in = reception().asking(&[Ask::WalkIn, Ask::Category(None)]);
    exhibits.push(walk_in.exhibit("check-in-confirm"));
    exhibits.push(walk_in.asking(&[Ask::Submit]).exhibit("checked-in"));
    // Somebody who has just registered comes with their receipt.
    let registered = hall.walker(&open).on_slide("meeting").asking(&[
        Ask::Register,
        Ask::Way(Way::Venue),
        Ask::Category(None),
        Ask::Submit,
    ]);
    let receipt = registered.kiosk.show(registered.now).view;
    let digits = match &receipt.board {
        crate::view::Board::Article(article) => article.way.as_ref().and_then(|way| way.url.clone()),
        crate::view::Board::List(_) => None,
    };
    if let Some(digits) = digits {
        let found = registered.asking(&[Ask::Finish, Ask::CheckIn, Ask::HaveReceipt]).keys(&digits);
        exhibits.push(found.exhibit("receipt"));
        let change = found.asking(&[Ask::ChangeWay]);
        exhibits.push(change.exhibit("change-way"));
        let changed = change.asking(&[Ask::Way(Way::Online)]);
        exhibits.push(changed.exhibit("way-changed"));
        // And comes again when the meeting is cancelled.
        let mut cancelled = open.clone();
        cancelled.meetings.iter_mut().for_each(|meeting| meeting.status = Status::Cancelled);
        let mut again = changed.asking(&[Ask::Finish, Ask::CheckIn, Ask::HaveReceipt]).keys(&digits);
        again.send(Event::Programme { programme: Box::new(cancelled), confirmed: None });
        exhibits.push(again.exhibit("receipt-cancelled"));
    }
    exhibits
}

fn afterwards(hall: &Hall, programme: &Programme, example: &Meeting) -> Vec<Exhibit> {
    let over = moved(hall, programme, example, -160);
    let start = hall.walker(&over).on_slide("how-was-today");
    let mut exhibits = vec![start.exhibit("sign-how-was-today")];
    let asked = start.asking(&[Ask::HowWasToday]);
    exhibits.push(asked.exhibit("how-was-today"));
    exhibits.push(asked.asking(&[Ask::Feel(Feeling::Relieved)]).exhibit("how-was-today-thanks"));
    exhibits
}

fn by_staff(hall: &Hall, programme: &Programme, example: &Meeting) -> Vec<Exhibit> {
    let open = moved(hall, programme, example, 20);
    let registered = |key, way, count| {
        record(hall, example, key, What::Registered { mark: None, way, party: people(count) })
    };
    let records = vec![
        registered(1, Way::Venue, 14),
        registered(2, Way::Online, 11),
        record(hall, example, 3, What::CheckedIn(Arrival::WithoutReceipt { people: 9 })),
        record(hall, example, 4, What::CheckedIn(Arrival::WalkIn { party: people(3) })),
    ];
    // The corner has its key where settings say so; without one it has no picture.
    let Some(key) = hall.config.keys.keys_of(crate::config::Action::Corner).first().copied() else {
        return Vec::new();
    };
    let mut walker = hall.walker_with(&open, records, false);
    walker.send(Event::Key(Stroke::Key(key)));
    let mut walker = walker.keys("12");
    let mut exhibits = vec![walker.exhibit("pin")];
    let corner = |wish: Corner| Ask::Corner(wish);
    walker = walker.keys("34").asking(&[corner(Corner::Enter)]);
    exhibits.push(walker.exhibit("corner"));
    walker = walker.asking(&[corner(Corner::Status)]);
    exhibits.push(walker.exhibit("corner-status"));
    walker = walker.after(&[Action::Back]).asking(&[corner(Corner::Correct)]);
    exhibits.push(walker.exhibit("corner-which-count"));
    walker =
        walker.asking(&[corner(Corner::Count(Counted::Came)), corner(Corner::By(1)), corner(Corner::By(10))]);
    exhibits.push(walker.exhibit("corner-count"));
    walker = walker.asking(&[corner(Corner::Choose)]);
    exhibits.push(walker.exhibit("corner-reason"));
    exhibits.push(walker.asking(&[corner(Corner::Reason(Reason::Recounted))]).exhibit("corner-corrected"));
    exhibits
}
