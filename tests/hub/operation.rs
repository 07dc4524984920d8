//! The part "operation" of the hub.
