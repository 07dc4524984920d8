//! Order and dwell.
