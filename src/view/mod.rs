//! What a visitor sees, hears and can do, as plain data.
pub mod dates;
pub mod words;
