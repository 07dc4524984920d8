//! What every table for a spreadsheet needs.

use std::io;

/// Spreadsheets take a file for UTF-8 only when it begins with a byte order mark.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes rows as spreadsheets of every kind open them with a double click.
pub fn writer<W: io::Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out)
}

/// A cell that no spreadsheet takes for a formula: names and ids come from outside.
pub fn harmless(text: &str) -> String {
    const BEGINS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.starts_with(BEGINS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_taken_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["", "会場", "1-2", "a=b", " =1 is text"] {
            assert_eq!(harmless(text), text);
        }
    }
}
