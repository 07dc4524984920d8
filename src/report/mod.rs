//! A report said in words: as text, as a table for spreadsheets, as JSON. docs/reports.md explains
//! every figure. The command prints it, the hub's pages show it.

pub mod json;
#[cfg(feature = "hub")]
pub mod sheet;
pub mod spreadsheet;
pub mod table;
pub mod text;
mod words;

pub use words::{Language, Times, Words};
