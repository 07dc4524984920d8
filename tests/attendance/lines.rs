//! Seats and waiting lists: first come, first seated.

use hiroba::domain::attendance::{Counted, Offer, Reason, RecordKey, Way, What};

use crate::world::{World, people};

fn venue(seats: u32) -> World {
    World::with(|meeting| meeting.capacity.venue = Some(seats))
}

/// Seats taken, who waits, and seats free at the venue; and that the tally says the same.
#[track_caller]
fn seats(world: &World, taken: u32, waiting: &[RecordKey], free: u32) {
    let seats = world.book.seats(Way::Venue, world.meeting.capacity);
    assert_eq!((seats.taken, seats.waiting.as_slice(), seats.free), (taken, waiting, Some(free)));
    let tally = world.tally();
    let registered = tally.registered.get(&Way::Venue).copied().unwrap_or_default();
    assert_eq!(seats.taken + seats.waiting_people, registered);
    assert_eq!(tally.waiting.get(&Way::Venue).copied().unwrap_or_default(), seats.waiting_people);
}

#[track_caller]
fn offer(world: &World, way: Way, people: u32, expected: Offer) {
    assert_eq!(world.rules().offer(&world.book, way, people), expected, "{people} people");
}

#[test]
fn there_are_seats_until_there_are_none() {
    let mut world = venue(3);
    offer(&world, Way::Venue, 3, Offer::Seat { left: Some(3) });
    offer(&world, Way::Venue, 4, Offer::Wait { position: 1, left: 3 });
    world.register(Way::Venue, people(2));
    seats(&world, 2, &[], 1);
    offer(&world, Way::Venue, 1, Offer::Seat { left: Some(1) });
    offer(&world, Way::Venue, 2, Offer::Wait { position: 1, left: 1 });
    world.register(Way::Venue, people(1));
    seats(&world, 3, &[], 0);
    offer(&world, Way::Venue, 1, Offer::Wait { position: 1, left: 0 });
    // Of the others there is no end.
    offer(&world, Way::Online, 20, Offer::Seat { left: None });
    offer(&world, Way::Open, 20, Offer::Seat { left: None });
}

#[test]
fn nobody_overtakes_anybody_and_a_party_stays_together() {
    let mut world = venue(3);
    world.register(Way::Venue, people(2));
    let three = world.register(Way::Venue, people(3));
    seats(&world, 2, &[three], 0);
    // One seat is empty, and the party of three waits for it: one more waits behind them.
    offer(&world, Way::Venue, 1, Offer::Wait { position: 2, left: 0 });
    let one = world.register(Way::Venue, people(1));
    seats(&world, 2, &[three, one], 0);
}

#[test]
fn whoever_takes_back_makes_room_for_the_first_in_line() {
    let mut world = venue(3);
    let two = world.register(Way::Venue, people(2));
    let first = world.register(Way::Venue, people(1));
    let second = world.register(Way::Venue, people(2));
    let third = world.register(Way::Venue, people(1));
    seats(&world, 3, &[second, third], 0);
    world.take_back(first);
    seats(&world, 2, &[second, third], 0);
    world.take_back(two);
    seats(&world, 3, &[], 0);
    world.take_back(second);
    seats(&world, 1, &[], 2);
}

#[test]
fn one_who_waited_and_takes_back_leaves_the_line() {
    let mut world = venue(1);
    world.register(Way::Venue, people(1));
    let first = world.register(Way::Venue, people(1));
    let second = world.register(Way::Venue, people(1));
    world.take_back(first);
    seats(&world, 1, &[second], 0);
    offer(&world, Way::Venue, 1, Offer::Wait { position: 2, left: 0 });
}

#[test]
fn whoever_changes_goes_to_the_end_of_the_new_line_and_frees_their_seat() {
    let mut world = venue(1);
    let online = world.register(Way::Online, people(1));
    let seated = world.register(Way::Venue, people(1));
    let waiting = world.register(Way::Venue, people(1));
    world.change(online, Way::Venue);
    seats(&world, 1, &[waiting, online], 0);
    world.change(seated, Way::Online);
    seats(&world, 1, &[online], 0);
    // Back again is the end of the line, too: the seat is somebody else's.
    world.change(seated, Way::Venue);
    seats(&world, 1, &[online, seated], 0);
}

#[test]
fn a_change_taken_back_does_not_take_a_seat_from_anybody() {
    let mut world = venue(1);
    let first = world.register(Way::Venue, people(1));
    let second = world.register(Way::Venue, people(1));
    let change = world.change(first, Way::Online);
    seats(&world, 1, &[], 0);
    world.take_back(change);
    seats(&world, 1, &[first], 0);
    assert_eq!(world.way_of(second), Way::Venue);
}

#[test]
fn a_change_to_the_way_one_has_keeps_ones_place() {
    let mut world = venue(1);
    let first = world.register(Way::Venue, people(1));
    let second = world.register(Way::Venue, people(1));
    // Two kiosks record the same wish; the second finds it done.
    world.change(first, Way::Venue);
    seats(&world, 1, &[second], 0);
}

#[test]
fn a_party_larger_than_the_room_keeps_nobody_waiting() {
    let mut world = venue(2);
    let school = world.register(Way::Venue, people(20));
    seats(&world, 0, &[school], 2);
    offer(&world, Way::Venue, 2, Offer::Seat { left: Some(2) });
    world.register(Way::Venue, people(2));
    seats(&world, 2, &[school], 0);
}

#[test]
fn what_staff_correct_takes_seats_and_gives_them() {
    let correct =
        |by| What::Corrected { count: Counted::Registered(Way::Venue), by, reason: Reason::Elsewhere };
    let mut world = venue(2);
    world.register(Way::Venue, people(1));
    let second = world.register(Way::Venue, people(1));
    // Somebody registered by telephone.
    world.apply(correct(1), "2026-12-05T12:00");
    seats(&world, 2, &[second], 0);
    // Somebody cancelled by telephone, and somebody else.
    world.apply(correct(-1), "2026-12-06T12:00");
    seats(&world, 2, &[], 0);
    world.apply(correct(-1), "2026-12-07T12:00");
    seats(&world, 1, &[], 1);
    // More were added than there are seats: they are there all the same.
    world.apply(correct(5), "2026-12-07T12:00");
    let all: Vec<RecordKey> = world.book.standing().map(|registration| registration.key).collect();
    seats(&world, 4, &all, 0);
}

#[test]
fn a_smaller_room_lets_the_last_wait_and_a_larger_one_lets_them_in() {
    let mut world = venue(3);
    world.register(Way::Venue, people(1));
    world.register(Way::Venue, people(1));
    let third = world.register(Way::Venue, people(1));
    world.meeting.capacity.venue = Some(2);
    seats(&world, 2, &[third], 0);
    world.meeting.capacity.venue = Some(9);
    seats(&world, 3, &[], 6);
}
