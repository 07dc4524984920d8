//! Sentences to take along: for the newsletter.

use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::{Wanted, blocks};
use crate::hub::Hub;
use crate::hub::web::{Failure, Page, Viewer};

/// As plain text, under the names of the meetings, to be copied.
///
/// # Errors
/// When the database does.
pub async fn text(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let mut text = String::new();
    for block in blocks(&mut reading, wanted.state()).await? {
        text.push_str(&format!("{}\n", block.title));
        for sentence in block.sentences {
            text.push_str(&format!("・{}\n", sentence.text));
        }
        text.push('\n');
    }
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// As a table that a spreadsheet opens.
///
/// # Errors
/// When the database does.
pub async fn table(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let page = Page::outside(staff.lang);
    let failed = |error: csv::Error| Failure::Internal(error.to_string());
    let mut table = csv::Writer::from_writer(Vec::new());
    let head = ["sentences-meeting", "sentences-day", "sentences-lang", "sentences-text"];
    table.write_record(head.map(|key| page.t(key))).map_err(failed)?;
    for block in blocks(&mut reading, wanted.state()).await? {
        for sentence in &block.sentences {
            let row = [&block.title, &sentence.day, &sentence.lang, &sentence.text];
            table.write_record(row.map(|cell| harmless(cell))).map_err(failed)?;
        }
    }
    let bytes = table.into_inner().map_err(|error| Failure::Internal(error.to_string()))?;
    // The mark by which spreadsheets know that it is UTF-8.
    let mut marked = "\u{feff}".as_bytes().to_vec();
    marked.extend(bytes);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"sentences.csv\""),
    ];
    Ok((headers, marked).into_response())
}

/// What strangers wrote is never a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_sentence_is_no_formula() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("ほっとした"), "ほっとした");
    }
}
