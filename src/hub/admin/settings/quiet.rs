//! Quiet hours, for all screens, a group or one.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::scope::{Chosen, Screens};
use super::{For, keep_form, kept, own_form, to_mend, versions};
use crate::api::{Quiet, QuietScreen, Weekday};
use crate::domain::quiet;
use crate::hub::Hub;
use crate::hub::admin::fields::{DAYS, Fields, Mends};
use crate::hub::store::Kind;
use crate::hub::web::{Administrator, Failure, Here, Page, html};

/// What a scope says of its quiet hours; nothing leaves them to the wider one.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Own {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quiet: Option<Vec<Quiet>>,
}

impl Own {
    /// For its history: what is set, span by span.
    pub(super) fn said(&self, page: &Page) -> Vec<(String, Vec<String>)> {
        let lines = match self.quiet.as_deref() {
            None => vec![page.t("quiet-own-no")],
            Some([]) => vec![page.t("quiet-none")],
            Some(spans) => spans.iter().map(|span| said(page, span)).collect(),
        };
        vec![(page.t("quiet-title"), lines)]
    }
}

/// Most spans, and how many empty ones the form has room for.
const MOST: usize = 12;
const ROOM: usize = 2;

#[derive(Template)]
#[template(path = "settings/quiet.html", config = "src/hub/askama.toml")]
struct QuietPage {
    page: Page,
    screens: Screens,
    spans: Vec<usize>,
    form: Fields,
    mends: Mends,
    days: [(&'static str, Weekday); 7],
    looks: [&'static str; 2],
    /// What holds where this scope says nothing, span by span; nothing where the settings of each kiosk do.
    otherwise: Option<Vec<String>>,
    versions: String,
}

impl QuietPage {
    fn number(&self, span: &usize) -> i64 {
        i64::try_from(span + 1).unwrap_or(i64::MAX)
    }

    fn is_own(&self) -> bool {
        self.form.of("own") == "yes"
    }

    fn looks_so(&self, span: &usize, look: &str) -> bool {
        let chosen = self.form.of(format!("screen-{span}"));
        chosen == look || (chosen.is_empty() && look == quiet::QuietScreen::Dim.key())
    }
}

/// Quiet hours in a line: "月・火 22:00から 7:00まで うす暗く".
fn said(page: &Page, quiet: &Quiet) -> String {
    let days: Vec<String> = DAYS
        .iter()
        .filter(|(_, day)| quiet.days.contains(day))
        .map(|(key, _)| page.t(format!("day-{key}")))
        .collect();
    let days = if days.is_empty() { page.t("quiet-every-day") } else { days.join(&page.t("quiet-joint")) };
    let look = quiet::QuietScreen::from(quiet.screen.unwrap_or(QuietScreen::Dim));
    let look = page.t(format!("quiet-{}", look.key()));
    page.with_all("quiet-said", &[("days", &days), ("from", &quiet.from), ("to", &quiet.to), ("look", &look)])
}

fn fill(own: &Own) -> Fields {
    let mut form = Fields::default();
    form.set("own", if own.quiet.is_some() { "yes" } else { "no" });
    for (number, quiet) in own.quiet.iter().flatten().enumerate() {
        for (key, day) in DAYS {
            if quiet.days.contains(&day) {
                form.add(&format!("day-{number}"), key);
            }
        }
        form.set(&format!("from-{number}"), &quiet.from);
        form.set(&format!("to-{number}"), &quiet.to);
        let look = quiet::QuietScreen::from(quiet.screen.unwrap_or(QuietScreen::Dim));
        form.set(&format!("screen-{number}"), look.key());
    }
    form.set("spans", (own.quiet.iter().flatten().count() + ROOM).min(MOST).to_string());
    form
}

fn spans(form: &Fields) -> Vec<usize> {
    (0..form.of("spans").parse().unwrap_or(ROOM).min(MOST)).collect()
}

/// A time as the wire has it: hours and minutes.
fn time(text: &str) -> Option<String> {
    let time: Time = text.parse().ok()?;
    Some(time.strftime("%H:%M").to_string())
}

fn read(page: &Page, form: &Fields) -> Result<Own, Mends> {
    if form.of("own") != "yes" {
        return Ok(Own::default());
    }
    let (mut mends, mut quiet) = (Mends::default(), Vec::new());
    for number in spans(form) {
        let (from, to) = (format!("from-{number}"), format!("to-{number}"));
        let (begins, ends) = (form.of(&from), form.of(&to));
        match (begins.is_empty(), ends.is_empty()) {
            // Without times there is nothing to keep, whatever days were ticked.
            (true, true) => continue,
            (true, false) => mends.add(&from, page.t("mend-hours")),
            (false, true) => mends.add(&to, page.t("mend-hours")),
            (false, false) => match (time(begins), time(ends)) {
                (Some(from), Some(to)) => {
                    let days: Vec<Weekday> = DAYS
                        .iter()
                        .filter(|(key, _)| form.has(&format!("day-{number}"), key))
                        .map(|(_, day)| *day)
                        .collect();
                    // All seven days are every day.
                    let days = if days.len() == DAYS.len() { Vec::new() } else { days };
                    let look = quiet::QuietScreen::from_key(form.of(format!("screen-{number}")));
                    quiet.push(Quiet { days, from, to, screen: look.map(Into::into) });
                }
                (None, _) => mends.add(&from, page.t("mend-hours-unclear")),
                (Some(_), None) => mends.add(&to, page.t("mend-hours-unclear")),
            },
        }
    }
    if mends.is_empty() { Ok(Own { quiet: Some(quiet) }) } else { Err(mends) }
}

fn quiet_page(page: Page, form: Fields, mends: Mends, chosen: Chosen) -> Result<Html<String>, Failure> {
    let otherwise = chosen.otherwise().remove("quiet");
    let otherwise: Option<Vec<Quiet>> = otherwise.and_then(|quiet| serde_json::from_value(quiet).ok());
    let otherwise = otherwise.map(|quiet| quiet.iter().map(|quiet| said(&page, quiet)).collect());
    let looks = quiet::QuietScreen::ALL.map(quiet::QuietScreen::key);
    let spans = spans(&form);
    let (screens, days) = (chosen.screens, DAYS);
    let versions = versions::address(Kind::Quiet, &screens.key, &form);
    html(&QuietPage { page, screens, spans, form, mends, days, looks, otherwise, versions })
}

/// The quiet hours as they are.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn quiet(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(wish): Query<For>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(wish.done.as_deref());
    let mut reading = hub.store.read().await?;
    let chosen = Chosen::read(&mut reading, &page, Kind::Quiet, &wish.screens).await?;
    let form = own_form(&mut reading, Kind::Quiet, &chosen.scope, fill).await?;
    drop(reading);
    quiet_page(page, form, Mends::default(), chosen)
}

/// Keeps them; screens follow at once.
///
/// # Errors
/// When there are no such screens, or the database does.
pub async fn save_quiet(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    mut form: Fields,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let chosen = Chosen::read(&mut hub.store.read().await?, &page, Kind::Quiet, form.of("for")).await?;
    let id = chosen.scope.key();
    let read = read(&page, &form);
    let Some(mends) = keep_form(&hub, (&staff, &page), &mut form, (Kind::Quiet, &id), read).await? else {
        return Ok(kept(Kind::Quiet, &chosen.scope));
    };
    Ok(to_mend(quiet_page(page, form, mends, chosen)?))
}
