//! The report as files: CSV, spreadsheet, text.

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::Wanted;
use crate::domain::report::Report;
use crate::hub::Hub;
use crate::hub::admin::attendance::{Agreement, path_of, words};
use crate::hub::attendance::Standing;
use crate::hub::web::{Failure, Here, Page, Viewer};
use crate::report::{self, Words};

/// What every file needs.
struct Made {
    page: Page,
    standing: Standing,
    report: Report,
    words: Words,
}

async fn made(hub: &Hub, staff: &crate::hub::web::Staff, id: &str, wanted: &Wanted) -> Result<Made, Failure> {
    let standing = hub.standing(id).await?.ok_or(Failure::NotFound)?;
    let page = Page::of(staff, Here::Reports);
    let report = wanted.of(standing.report(&*hub.known().await?))?;
    let words = words(&page, &hub.settings.zone);
    Ok(Made { page, standing, report, words })
}

/// A file to be kept, under the meeting's id.
fn file(id: &str, wanted: &Wanted, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let public = if wanted.public.is_some() { "-public" } else { "" };
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
    let full = path_of(&format!("{id}{public}.{ending}"));
    let disposition = format!("attachment; filename=\"{plain}{public}.{ending}\"; filename*=UTF-8''{full}");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// For a spreadsheet: CSV.
///
/// # Errors
/// When there is no such meeting.
pub async fn table(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let made = made(&hub, &staff, &id, &wanted).await?;
    let csv = report::table::print(&made.report, &made.words);
    let csv = csv.map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(file(&id, &wanted, "csv", "text/csv; charset=utf-8", csv.into_bytes()))
}

/// As text: what `hiroba report` prints.
///
/// # Errors
/// When there is no such meeting.
pub async fn text(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let made = made(&hub, &staff, &id, &wanted).await?;
    let mut text = report::text::print(&made.report, &made.words);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// A spreadsheet, with the head counts for staff.
///
/// # Errors
/// When there is no such meeting.
pub async fn sheet(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let made = made(&hub, &staff, &id, &wanted).await?;
    let mut extra = Vec::new();
    if wanted.public.is_none() {
        let heads = hub.store.read().await?.head_counts(&id).await?;
        let agreement = Agreement::of(&made.standing, &heads);
        let page = &made.page;
        let lines = vec![
            (page.t("at-registered"), Some(i64::from(made.standing.tally.registered_in_all()))),
            (page.t("at-came"), Some(agreement.recorded)),
            (page.t("at-counted-venue"), agreement.venue),
            (page.t("at-counted-online"), agreement.online),
            (agreement.said(page), None),
        ];
        extra.push(report::sheet::Extra { name: page.t("rp-sheet-counts"), lines });
    }
    let (name, times) = (made.page.t("rp-sheet-report"), made.page.t("rp-sheet-times"));
    let bytes = report::sheet::print(&made.report, &made.words, [&name, &times], &extra);
    let bytes = bytes.map_err(|error| Failure::Internal(error.to_string()))?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(&id, &wanted, "xlsx", kind, bytes))
}
