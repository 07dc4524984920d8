//! The report of one meeting on a page.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Redirect};
use jiff::Timestamp;
use serde::Deserialize;

use super::Wanted;
use super::series::Shared;
use crate::domain::programme::Division;
use crate::domain::report::{Report, Split, Subject, Untold};
use crate::hub::admin::attendance::{Agreement, Head, path_of, words};
use crate::hub::store::{Entry, Reported};
use crate::hub::web::{Editor, Failure, Here, Page, Viewer, html};
use crate::hub::{Hub, new_id};
use crate::report::{Times, Words, text};

/// A line of a table.
struct Row {
    label: String,
    people: String,
    /// How far it stands in: `part` or nothing.
    is_part: bool,
}

/// A table of the report.
struct Table {
    title: String,
    people: String,
    rows: Vec<Row>,
}

/// Whom it is for, to choose from.
struct Choice {
    href: String,
    word: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "reports/report.html", config = "src/hub/askama.toml")]
struct ReportPage {
    page: Page,
    head: Head,
    choices: Vec<Choice>,
    is_public: bool,
    tables: Vec<Table>,
    remarks: Vec<String>,
    sums_agree: String,
    agreement: String,
    block: String,
    query: String,
    reported: String,
    is_reported: bool,
    has_series: bool,
}

fn tables(report: &Report, words: &Words) -> Vec<Table> {
    let times = words.times(report);
    let table = |table: &crate::domain::report::Table| {
        let mut rows = Vec::new();
        split(table.subject, &table.split, Division::Complete, false, words, times, &mut rows);
        Table {
            title: words.subject(table.subject).to_owned(),
            people: words.people(table.subject, table.people),
            rows,
        }
    };
    report.tables.iter().map(table).collect()
}

fn split(
    subject: Subject,
    split: &Split,
    division: Division,
    is_part: bool,
    words: &Words,
    times: Times,
    rows: &mut Vec<Row>,
) {
    for line in &split.lines {
        let label = words.label(&line.label, times);
        let label = match division {
            Division::Complete => label,
            Division::OfWhich => words.of_which(&label),
        };
        rows.push(Row { label, people: words.of_line(subject, line), is_part });
        self::split(subject, &line.parts, line.division, true, words, times, rows);
    }
    let (label, people) = match split.untold {
        Untold::Nothing => return,
        Untold::Merged(people) => (words.merged(), words.count(subject, people)),
        Untold::All => (words.untold(), String::new()),
    };
    rows.push(Row { label: label.to_owned(), people, is_part });
}

/// What of a report the address asks for.
///
/// # Errors
/// When there is no such meeting.
pub async fn report(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let standing = hub.standing(&id).await?.ok_or(Failure::NotFound)?;
    let page = Page::of(&staff, Here::Reports).after(wanted.done.as_deref());
    let known = hub.known().await?;
    let (report, words) = (wanted.of(standing.report(&known))?, words(&page, &hub.settings.zone));
    let head = Head::of(&standing.meeting, &page);
    let choices = [(None, "rp-for-staff"), (Some(5), "rp-for-public-5"), (Some(10), "rp-for-public-10")];
    let choices = choices.map(|(public, key)| {
        let query = public.map(|people| format!("?public={people}")).unwrap_or_default();
        let href = format!("/reports/{}{query}", head.path);
        Choice { href, word: page.t(key), here: wanted.public == public }
    });
    let mut reading = hub.store.read().await?;
    let heads = reading.head_counts(&id).await?;
    let reported = reading.reported(&id).await?;
    drop(reading);
    let is_public = wanted.public.is_some();
    let remarks = report.differences.iter().map(|difference| words.difference(difference));
    let remarks: Vec<String> =
        remarks.chain(report.remarks.iter().map(|remark| words.remark(remark))).collect();
    let is_sound = report.differences.is_empty() && !is_public;
    let said = reported.as_ref().map(|reported| {
        let at = Timestamp::from_millisecond(reported.at).unwrap_or_default();
        let when = at.to_zoned(hub.settings.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        page.with_all("rp-reported-by", &[("who", reported.who.as_str()), ("when", when.as_str())])
    });
    html(&ReportPage {
        choices: choices.into(),
        is_public,
        tables: tables(&report, &words),
        remarks,
        sums_agree: if is_sound { words.sums_agree().to_owned() } else { String::new() },
        agreement: if is_public { String::new() } else { Agreement::of(&standing, &heads).said(&page) },
        block: text::print(&report, &words),
        query: wanted.query(),
        is_reported: reported.is_some(),
        reported: said.unwrap_or_default(),
        has_series: Shared::of(&standing.meeting).is_some(),
        head,
        page,
    })
}

/// Whether it was reported.
#[derive(Deserialize)]
pub struct Mark {
    #[serde(default)]
    reported: String,
}

/// Notes that a meeting was reported, or that it was not.
///
/// # Errors
/// When the database does.
pub async fn mark(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    Form(mark): Form<Mark>,
) -> Result<Redirect, Failure> {
    let standing = hub.standing(&id).await?.ok_or(Failure::NotFound)?;
    let is_reported = mark.reported == "yes";
    let (last, at, who) = (standing.last, hub.now_ms(), staff.name.clone());
    let reported = is_reported.then_some(Reported { last, at, who });
    let mut change = hub.store.begin().await?;
    change.set_reported(&id, reported.as_ref()).await?;
    let entry = Entry {
        at,
        who: staff.name,
        act: if is_reported { "meeting-reported" } else { "meeting-not-reported" }.to_owned(),
        subject: format!("meeting/{id}"),
        earlier: None,
        later: None,
    };
    change.note(&new_id()?, &entry).await?;
    change.commit().await?;
    let done = if is_reported { "rp-reported" } else { "rp-unreported" };
    Ok(Redirect::to(&format!("/reports/{}?done={done}", path_of(&id))))
}
