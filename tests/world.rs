//! The simulated world: a real kiosk core, and a disk that is a faithful model or the real store.
//!
//! Visitors tap, tremble, scan and leave, staff edit the programme and correct counts, the clerk
//! answers late, twice, in another order or never, the disk fills up, the clock jumps, and the
//! program is killed before and after a commit. After every step holds what `watch.rs` says: nobody
//! who was thanked is lost, nobody is counted twice, the screen is never empty, there is always a
//! way on; and whenever the world comes to rest, the kiosk's book and the disk agree.
//!
//! A world is made of its seed alone, and every run plays the same ones in the same order (`common/search.rs`).
//! One that fails is written to `world/seeds.txt`, which is run first from then on.
//!
//! - `HIROBA_WORLD_STEPS`: so many steps (1,000,000).
//! - `HIROBA_WORLD_SECONDS`: and at most so long (300).
//! - `HIROBA_WORLD_SEED`: one world only.
//! - `HIROBA_SEEDS=new`: other worlds every time, to find what nobody has met yet.

#![cfg(feature = "kiosk")]

#[path = "world/chance.rs"]
mod chance;
#[path = "world/clerk.rs"]
mod clerk;
#[path = "world/disk.rs"]
mod disk;
#[path = "world/life.rs"]
mod life;
#[path = "world/place.rs"]
mod place;
#[path = "world/rest.rs"]
mod rest;
#[path = "world/runs.rs"]
mod runs;
#[path = "common/search.rs"]
mod search;
#[path = "common/small_disk.rs"]
mod small_disk;
#[path = "world/steps.rs"]
mod steps;
#[path = "world/store.rs"]
mod store;
#[path = "world/watch.rs"]
mod watch;
