//! Attendance on the real binary in a real window: visitors and staff tap, type and scan through the
//! X server, and what comes of it is read off the screen and out of the database by others.
#![cfg(feature = "kiosk")]

#[cfg(feature = "hub")]
#[path = "attend/apart.rs"]
mod apart;
#[path = "attend/hands.rs"]
mod hands;
#[path = "attend/place.rs"]
mod place;
#[path = "attend/staff.rs"]
mod staff;
#[path = "attend/traces.rs"]
mod traces;
#[path = "attend/trouble.rs"]
mod trouble;
#[path = "attend/visits.rs"]
mod visits;
#[path = "attend/walks.rs"]
mod walks;

#[path = "common/display.rs"]
mod display;
#[path = "common/seen.rs"]
mod seen;
#[path = "common/sign.rs"]
mod sign;
#[path = "common/small_disk.rs"]
mod small_disk;
#[cfg(feature = "hub")]
#[path = "link/staff.rs"]
#[allow(dead_code, reason = "the stories of the link use the rest of it")]
mod ward;
#[cfg(feature = "hub")]
#[path = "link/wire.rs"]
#[allow(dead_code, reason = "the stories of the link use the rest of it")]
mod wire;
