//! The passkeys of one's own account.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use webauthn_rs::prelude::{CredentialID, Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use super::{Answered, AskedName, MOST_OF_ONE, RemovePage, Usable, internal, later, party, problem};
use crate::hub::Hub;
use crate::hub::admin::accounts::own::page_with_mend;
use crate::hub::admin::accounts::pages::moment;
use crate::hub::admin::sign::{checked, mend_name};
use crate::hub::secret::{hex, new_id};
use crate::hub::store::{ChallengePurpose, PasskeyRow};
use crate::hub::web::{Caller, Failure, Here, Page, Staff, Viewer, html};

/// A passkey in the list.
pub(in crate::hub::admin) struct Row {
    pub id: String,
    pub name: String,
    pub added: String,
    /// Empty: never yet.
    pub used: String,
}

/// What the page of one's own account says of passkeys.
pub(in crate::hub::admin) struct Part {
    pub usable: Usable,
    pub rows: Vec<Row>,
    pub mend: String,
}

/// The passkeys of whoever is signed in.
///
/// # Errors
/// When the database does.
pub(in crate::hub::admin) async fn part(
    hub: &Hub,
    staff: &Staff,
    asked: &AskedName,
) -> Result<Part, Failure> {
    let rows = hub.store.read().await?.passkeys_of(&staff.account).await?;
    let row = |row: PasskeyRow| Row {
        added: moment(hub, row.added),
        used: row.used.map(|at| moment(hub, at)).unwrap_or_default(),
        id: row.id,
        name: row.name,
    };
    let rows = rows.into_iter().map(row).collect();
    Ok(Part { usable: Usable::at(hub, asked), rows, mend: String::new() })
}

/// What somebody writes before a passkey is made.
#[derive(Deserialize)]
pub struct Written {
    #[serde(default, rename = "passkey-name")]
    name: String,
    #[serde(default, rename = "passkey-password")]
    password: String,
}

/// What the passkeys of an account are known by, so that a device makes one only.
fn known(rows: &[PasskeyRow]) -> Vec<CredentialID> {
    let passkeys = rows.iter().filter_map(|row| serde_json::from_str::<Passkey>(&row.body).ok());
    passkeys.map(|passkey| passkey.cred_id().clone()).collect()
}

/// What the browser is to ask a device for. Only to who knows the password: a browser that was left
/// open for a moment is no way in for ever.
///
/// # Errors
/// When the database does.
pub async fn begin(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Caller(from): Caller,
    asked: AskedName,
    Form(form): Form<Written>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let mended = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(party) = party(&hub, &asked) else {
        return Ok(problem(mended, page.t("passkeys-not-here")));
    };
    let mend = mend_name(&page, form.name.trim());
    if !mend.is_empty() {
        return Ok(problem(mended, mend));
    }
    let mut reading = hub.store.read().await?;
    let account = reading.account(&staff.account).await?.ok_or(Failure::NotFound)?;
    let rows = reading.passkeys_of(&staff.account).await?;
    drop(reading);
    if rows.len() >= MOST_OF_ONE {
        return Ok(problem(mended, page.t("mend-passkeys-enough")));
    }
    match checked(&hub, &staff.name, Some(&account), form.password, from).await {
        Ok(true) => {}
        Ok(false) => return Ok(problem(mended, page.t("mend-old-password"))),
        Err(Failure::TooMany(seconds)) => return Ok(later(&page, seconds)),
        Err(failure) => return Err(failure),
    }
    // An account's id has as many bits.
    let id = Uuid::parse_str(&staff.account).map_err(internal)?;
    let question =
        party.webauthn.start_passkey_registration(id, &staff.name, &staff.name, Some(known(&rows)));
    let (options, state) = question.map_err(internal)?;
    let mut options = serde_json::to_value(options).map_err(internal)?;
    // One that the device keeps itself, so that nobody has to type a name to come in.
    if let Some(Value::Object(choice)) = options.pointer_mut("/publicKey/authenticatorSelection") {
        choice.insert("residentKey".to_owned(), json!("required"));
        choice.insert("requireResidentKey".to_owned(), json!(true));
    }
    super::ask(&hub, &page, ChallengePurpose::Add, Some(staff.account), options, &state).await
}

/// What the device has made.
#[derive(Deserialize)]
pub struct Made {
    #[serde(default, rename = "passkey-name")]
    name: String,
    #[serde(flatten)]
    answered: Answered,
}

/// Adds the passkey that a device has made.
///
/// # Errors
/// When the database does.
pub async fn add(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    asked: AskedName,
    Form(form): Form<Made>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let mend = page.t("mend-passkey-again");
    let name = form.name.trim().to_owned();
    let challenge = super::asked(&hub, &form.answered.ceremony, ChallengePurpose::Add).await?;
    let made = challenge.filter(|challenge| challenge.account.as_ref() == Some(&staff.account));
    let made = made.and_then(|challenge| {
        let state: PasskeyRegistration = serde_json::from_str(&challenge.state).ok()?;
        let answer: RegisterPublicKeyCredential = serde_json::from_str(&form.answered.credential).ok()?;
        let finished = party(&hub, &asked)?.webauthn.finish_passkey_registration(&answer, &state);
        finished.inspect_err(|error| tracing::warn!("A passkey was not added: {error}.")).ok()
    });
    let Some(passkey) = made.filter(|_| mend_name(&page, &name).is_empty()) else {
        return page_with_mend(&hub, &staff, &asked, mend).await;
    };
    let now = hub.now_ms();
    let row = PasskeyRow {
        id: new_id()?,
        account: staff.account.clone(),
        name,
        credential: hex(passkey.cred_id().as_slice()),
        body: serde_json::to_string(&passkey).map_err(internal)?,
        added: now,
        used: None,
    };
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    if change.passkeys_now(&staff.account).await?.len() >= MOST_OF_ONE {
        return page_with_mend(&hub, &staff, &asked, page.t("mend-passkeys-enough")).await;
    }
    if !change.add_passkey(&row).await? {
        return page_with_mend(&hub, &staff, &asked, mend).await;
    }
    let added = super::entry(now, &staff.name, "passkey-added", &staff.account, None, Some(&row.name));
    change.note(&new_id()?, &added).await?;
    change.commit().await?;
    Ok(Redirect::to("/account?done=passkey-added").into_response())
}

/// One's own passkey of this id.
async fn own(hub: &Hub, staff: &Staff, id: &str) -> Result<PasskeyRow, Failure> {
    let rows = hub.store.read().await?.passkeys_of(&staff.account).await?;
    rows.into_iter().find(|row| row.id == id).ok_or(Failure::NotFound)
}

/// Asks whether a passkey is to be removed.
///
/// # Errors
/// When it is not one's own.
pub async fn ask_remove(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let row = own(&hub, &staff, &id).await?;
    let page = Page::of(&staff, Here::Settings);
    html(&RemovePage {
        title: page.with("passkey-remove-ask", "name", &row.name),
        lead: page.t("passkey-remove-lead"),
        action: format!("/account/passkeys/{id}/remove"),
        back: "/account".to_owned(),
        page,
    })
}

/// Removes one of one's own passkeys.
///
/// # Errors
/// When it is not one's own.
pub async fn remove(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let row = own(&hub, &staff, &id).await?;
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.remove_passkey(&row.id).await?;
    let removed = super::entry(now, &staff.name, "passkey-removed", &staff.account, Some(&row.name), None);
    change.note(&new_id()?, &removed).await?;
    change.commit().await?;
    Ok(Redirect::to("/account?done=passkey-removed"))
}
