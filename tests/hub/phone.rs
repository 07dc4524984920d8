//! The part "phone" of the hub.
