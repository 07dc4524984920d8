//! The part "exchange" of the hub.
