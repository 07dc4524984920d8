//! The part "schedule" of the hub.
