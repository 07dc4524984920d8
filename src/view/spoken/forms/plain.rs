//! Languages of which no spoken form is known yet: figures without signs.

use super::{Ends, Form, Joints, Sign};
use crate::view::spoken::scan::Time;

pub(super) struct Plain;

impl Form for Plain {
    fn time(&self, time: Time) -> String {
        match time.minute {
            Some(minute) if minute > 0 => format!("{} {minute}", time.hour),
            Some(_) | None => time.hour.to_string(),
        }
    }

    fn date(&self, year: Option<u16>, month: u8, day: u8) -> String {
        match year {
            Some(year) => format!("{year} {month} {day}"),
            None => format!("{month} {day}"),
        }
    }

    fn weekdays(&self) -> &'static [&'static str] {
        &[]
    }

    fn digits(&self) -> &'static [&'static str; 10] {
        &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
    }

    fn number(&self, number: &str, _: &str, _: &str) -> (String, usize) {
        (number.to_owned(), 0)
    }

    fn money(&self, number: &str) -> String {
        format!("{number} yen")
    }

    fn percent(&self, number: &str) -> String {
        format!("{number} %")
    }

    fn nth(&self, number: &str) -> String {
        number.to_owned()
    }

    fn word(&self, _: &str) -> Option<String> {
        None
    }

    fn range(&self, _: Ends) -> Joints {
        Joints { before: "", between: ", ", behind: "" }
    }

    fn sign(&self, _: Sign) -> &'static str {
        ","
    }

    fn has_blanks(&self) -> bool {
        true
    }
}
