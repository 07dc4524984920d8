//! A visit under a simulated clock: registering, checking in, taking back, how it was, and what
//! staff do at the kiosk. Nothing here waits, opens a window or touches a disk.
//!
//! A tap is made on a control that is on the screen, or the story ends there.

#![cfg(feature = "kiosk")]

#[path = "visit/afterwards.rs"]
mod afterwards;
#[path = "visit/aloud.rs"]
mod aloud;
#[path = "visit/calm.rs"]
mod calm;
#[path = "visit/ear.rs"]
mod ear;
#[path = "visit/easy.rs"]
mod easy;
#[path = "visit/keys.rs"]
mod keys;
#[path = "visit/leaving.rs"]
mod leaving;
#[path = "visit/low.rs"]
mod low;
#[path = "visit/pages.rs"]
mod pages;
#[path = "visit/programme.rs"]
mod programme;
#[path = "visit/properties.rs"]
mod properties;
#[path = "visit/receipt.rs"]
mod receipt;
#[path = "visit/reception.rs"]
mod reception;
#[path = "visit/registering.rs"]
mod registering;
#[path = "visit/room.rs"]
mod room;
#[path = "visit/said.rs"]
mod said;
#[path = "common/seen.rs"]
mod seen;
#[path = "visit/staff.rs"]
mod staff;
#[path = "visit/store.rs"]
mod store;
#[path = "visit/switch.rs"]
mod switch;
#[path = "visit/why.rs"]
mod why;
#[path = "visit/world.rs"]
mod world;
