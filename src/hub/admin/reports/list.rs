//! The meetings that are over, and whether each was reported.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;

use super::begun;
use crate::domain::meeting::Status;
use crate::hub::Hub;
use crate::hub::admin::attendance::Head;
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// Meetings on one page.
const ON_A_PAGE: usize = 20;

/// Which page.
#[derive(Default, Deserialize)]
pub struct At {
    #[serde(default)]
    page: Option<usize>,
}

/// A meeting and its state.
struct Row {
    head: Head,
    registered: u32,
    came: u32,
    sign: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "reports/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    where_: String,
    before: String,
    after: String,
}

/// A page of them.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(at): Query<At>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Reports);
    let begun = begun(&hub).await?;
    let pages = begun.len().div_ceil(ON_A_PAGE).max(1);
    let number = at.page.unwrap_or(1).clamp(1, pages);
    let mut rows = Vec::new();
    for (_, id) in begun.iter().skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE) {
        let Some(standing) = hub.standing(id).await? else { continue };
        let reported = hub.store.read().await?.reported(&standing.meeting.id.0).await?;
        let (sign, key) = match reported {
            Some(reported) if reported.last < standing.last => ("day", "rp-state-changed"),
            Some(_) => ("settled", "rp-state-reported"),
            None if !standing.tally.flags.is_empty() || !standing.flagged.is_empty() => {
                ("day", "rp-state-look")
            }
            // Of what did not take place nothing has to be reported.
            None if standing.meeting.status == Status::Cancelled && standing.tally.came == 0 => {
                ("cancelled", "rp-state-cancelled")
            }
            None => ("open", "rp-state-open"),
        };
        rows.push(Row {
            head: Head::of(&standing.meeting, &page),
            registered: standing.tally.registered_in_all(),
            came: standing.tally.came,
            sign,
            state: page.t(key),
        });
    }
    let address = |number: usize| format!("/reports?page={number}");
    let (n, of) = (number.to_string(), pages.to_string());
    html(&ListPage {
        where_: page.with_all("pages-where", &[("n", n.as_str()), ("of", of.as_str())]),
        before: if number > 1 { address(number - 1) } else { String::new() },
        after: if number < pages { address(number + 1) } else { String::new() },
        rows,
        page,
    })
}
