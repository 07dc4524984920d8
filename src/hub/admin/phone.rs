//! Whether there are pages for visitors' own phones, and what leads to them.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::hub::phone::{KEPT_DAYS, KEPT_FOR, PHONE, QR};
use crate::hub::store::Entry;
use crate::hub::web::{Administrator, Failure, Here, Page, html};
use crate::hub::{Hub, new_id};

/// Days for which a sentence can be kept, at the most.
const MOST_DAYS: i32 = 3650;

/// What stands in the form.
#[derive(Default, Deserialize)]
pub struct Chosen {
    #[serde(default)]
    phone: String,
    #[serde(default)]
    qr: String,
    #[serde(default)]
    days: String,
}

/// What was done, from the address.
#[derive(Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "settings/phone.html", config = "src/hub/askama.toml")]
struct PhoneSettingsPage {
    page: Page,
    is_on: bool,
    is_in_qr: bool,
    days: String,
    mend_days: String,
    /// Where the pages are, for whoever tries them.
    address: String,
    /// Whether a phone can come to that address at all.
    is_local: bool,
}

/// The settings as they are.
///
/// # Errors
/// When the database does.
pub async fn form(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let mut reading = hub.store.read().await?;
    let phone = reading.setting(PHONE).await?;
    let qr = reading.setting(QR).await?;
    let days = reading.setting(KEPT_FOR).await?.unwrap_or_else(|| KEPT_DAYS.to_string());
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    html(&PhoneSettingsPage {
        page,
        is_on: phone.as_deref() == Some("on"),
        is_in_qr: qr.as_deref() == Some("phone"),
        days,
        mend_days: String::new(),
        is_local: is_local(&hub.settings.address),
        address: hub.settings.address.clone(),
    })
}

/// Whether an address leads to the machine itself, which no phone is.
fn is_local(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    ["localhost", "127.", "[::1]", "0.0.0.0"].iter().any(|local| host.starts_with(local))
}

/// Takes over what was chosen.
///
/// # Errors
/// When the database does.
pub async fn save(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Form(form): Form<Chosen>,
) -> Result<Response, Failure> {
    let is_on = form.phone == "on";
    let is_in_qr = form.qr == "phone";
    let days: Option<i32> = form.days.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let Some(days) = days else {
        let page = Page::of(&staff, Here::Settings);
        let mend_days = page.t("mend-sentence-days");
        let address = hub.settings.address.clone();
        let is_local = is_local(&address);
        let again =
            PhoneSettingsPage { page, is_on, is_in_qr, days: form.days, mend_days, address, is_local };
        return Ok((axum::http::StatusCode::UNPROCESSABLE_ENTITY, html(&again)?).into_response());
    };
    let later = [
        (PHONE, if is_on { "on" } else { "off" }.to_owned()),
        (QR, if is_in_qr { "phone" } else { "ward" }.to_owned()),
        (KEPT_FOR, days.to_string()),
    ];
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let mut earlier = Vec::new();
    for (name, value) in &later {
        earlier.push(format!("{name}={}", change.setting(name).await?.unwrap_or_default()));
        change.set_setting(name, value).await?;
    }
    let written: Vec<String> = later.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let entry = Entry {
        at: now,
        who: staff.name,
        act: "phone-settings".to_owned(),
        subject: "setting/phone".to_owned(),
        earlier: Some(earlier.join(" ")),
        later: Some(written.join(" ")),
    };
    change.note(&new_id()?, &entry).await?;
    // The QR codes on the screens lead elsewhere from now on.
    let revision = change.next_revision().await?;
    change.commit().await?;
    hub.live.announce_revision(revision);
    Ok(Redirect::to("/settings/phone?done=phone-settings").into_response())
}
