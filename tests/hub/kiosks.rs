//! The part "kiosks" of the hub.
