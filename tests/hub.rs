//! The hub as staff and kiosks meet it: through HTTP, on a real socket and a real database.

#![cfg(feature = "hub")]

#[path = "hub/accounts.rs"]
mod accounts;
#[path = "hub/attendance.rs"]
mod attendance;
#[path = "hub/audience.rs"]
mod audience;
#[path = "hub/calendars.rs"]
mod calendars;
#[path = "hub/elsewhere.rs"]
mod elsewhere;
#[path = "hub/exchange.rs"]
mod exchange;
#[path = "hub/house.rs"]
mod house;
#[path = "hub/intake.rs"]
mod intake;
#[path = "hub/kiosks.rs"]
mod kiosks;
#[path = "hub/links.rs"]
mod links;
#[path = "hub/notices.rs"]
mod notices;
#[path = "hub/operation.rs"]
mod operation;
#[path = "hub/outward.rs"]
mod outward;
#[path = "hub/own.rs"]
mod own;
#[path = "hub/phone.rs"]
mod phone;
#[path = "hub/pictures.rs"]
mod pictures;
#[path = "hub/place.rs"]
mod place;
#[path = "hub/readings.rs"]
mod readings;
#[path = "hub/rows.rs"]
mod rows;
#[path = "hub/schedule.rs"]
mod schedule;
#[path = "hub/signing.rs"]
mod signing;
#[path = "common/small_disk.rs"]
mod small_disk;
#[path = "hub/syncing.rs"]
mod syncing;
