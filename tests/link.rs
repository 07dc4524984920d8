//! Kiosks and a real hub with a bad network between them: nothing is lost, nothing is there twice,
//! and what staff do shows a moment later.

#![cfg(all(feature = "kiosk", feature = "hub"))]

#[path = "link/calls.rs"]
mod calls;
#[path = "link/errands.rs"]
mod errands;
#[path = "hub/house.rs"]
#[allow(dead_code, reason = "the stories of staff pages use the rest of it")]
mod house;
#[path = "link/kiosk.rs"]
#[allow(dead_code, reason = "the stories of clocks use the rest of it")]
mod kiosk;
#[path = "link/pairing.rs"]
mod pairing;
#[path = "link/pictures.rs"]
mod pictures;
#[path = "hub/place.rs"]
#[allow(dead_code, reason = "the stories of the hub use the rest of it")]
mod place;
#[path = "link/publishing.rs"]
mod publishing;
#[path = "link/records.rs"]
mod records;
#[path = "link/sharing.rs"]
mod sharing;
#[path = "link/staff.rs"]
mod staff;
#[path = "link/wire.rs"]
mod wire;
