//! The simulated ward: several real kiosks with their disks, the real hub on its real file, phones, staff,
//! and a road between them on which everything can be late, lost, doubled and overtaken.
//!
//! Visitors do at every kiosk what they do in `tests/world`. Their kiosks go to the hub by the real
//! decisions of the link, and are cut off for weeks; phones register and send the same form twice; staff
//! publish, move, cancel, sign up, correct; clocks are wrong; kiosks and hub are killed before, in and
//! after a commit. Whenever the ward rests, everybody who was thanked is at the hub once, and all books
//! say the same as one counts on fingers (`books.rs`).
//!
//! A ward is made of its seed alone, and every run plays the same ones in the same order (`common/search.rs`).
//! One that fails is written to `ward/seeds.txt`, which is run first from then on.
//!
//! - `HIROBA_WARD_STEPS`: so many steps (1,000,000).
//! - `HIROBA_WARD_SECONDS`: and at most so long (60).
//! - `HIROBA_WARD_SEED`: one ward only.
//! - `HIROBA_SEEDS=new`: other wards every time, to find what nobody has met yet.

#![cfg(all(feature = "kiosk", feature = "hub"))]

#[path = "ward/books.rs"]
mod books;
#[path = "world/chance.rs"]
mod chance;
#[path = "world/clerk.rs"]
mod clerk;
#[path = "ward/days.rs"]
mod days;
#[path = "world/disk.rs"]
#[allow(dead_code, reason = "the world of one kiosk has a model of a disk beside")]
mod disk;
#[path = "ward/hands.rs"]
mod hands;
#[path = "ward/lies.rs"]
mod lies;
#[path = "world/life.rs"]
#[allow(dead_code, reason = "the world of one kiosk uses all of it")]
mod life;
#[path = "ward/office.rs"]
mod office;
#[path = "ward/phones.rs"]
mod phones;
#[path = "world/place.rs"]
#[allow(dead_code, reason = "staff of the world of one kiosk have a programme of their own")]
mod place;
#[path = "world/rest.rs"]
mod rest;
#[path = "ward/road.rs"]
mod road;
#[path = "ward/runs.rs"]
mod runs;
#[path = "common/search.rs"]
#[allow(dead_code, reason = "the world of one kiosk plays a few with a real disk, too")]
mod search;
#[path = "common/small_disk.rs"]
#[allow(dead_code, reason = "the world of one kiosk fills disks")]
mod small_disk;
#[path = "ward/staff.rs"]
mod staff;
#[path = "ward/stand.rs"]
mod stand;
#[path = "world/steps.rs"]
#[allow(dead_code, reason = "the world of one kiosk begins its steps by itself")]
mod steps;
#[path = "world/store.rs"]
mod store;
#[path = "ward/ward.rs"]
mod ward;
#[path = "world/watch.rs"]
#[allow(dead_code, reason = "the world of one kiosk holds its book against its disk")]
mod watch;
