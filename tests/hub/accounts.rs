//! The part "accounts" of the hub.
