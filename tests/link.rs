//! Kiosks and a real hub with a bad network between them: nothing is lost, nothing is there twice,
//! and what staff do shows a moment later.

#![cfg(all(feature = "kiosk", feature = "hub"))]

#[path = "hub/house.rs"]
#[allow(dead_code, reason = "the stories of staff pages use the rest of it")]
mod house;
#[path = "link/kiosk.rs"]
mod kiosk;
#[path = "link/publishing.rs"]
mod publishing;
#[path = "link/records.rs"]
mod records;
#[path = "link/staff.rs"]
mod staff;
#[path = "link/wire.rs"]
mod wire;
