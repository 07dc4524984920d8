//! The part "notices" of the hub.
