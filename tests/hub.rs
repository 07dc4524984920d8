//! The hub as staff and kiosks meet it: through HTTP, on a real socket and a real database.

#![cfg(feature = "hub")]

#[path = "hub/house.rs"]
mod house;
#[path = "hub/signing.rs"]
mod signing;
#[path = "hub/syncing.rs"]
mod syncing;
