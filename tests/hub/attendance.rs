//! The part "attendance" of the hub.
