//! One's own account: password, language, and where one is signed in.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::pages::{Done, moment};
use crate::hub::Hub;
use crate::hub::admin::passkeys::{self, AskedName};
use crate::hub::admin::sign::{begin_session, checked, hashed, mend_password};
use crate::hub::secret::new_id;
use crate::hub::store::SessionSeen;
use crate::hub::web::{Caller, Failure, Here, Page, Staff, Viewer, html};

/// A session in the list.
struct Row {
    id: String,
    begun: String,
    seen: String,
    /// The one that is looking.
    this: bool,
}

#[derive(Template)]
#[template(path = "accounts/own.html", config = "src/hub/askama.toml")]
struct OwnPage {
    page: Page,
    role: String,
    means: String,
    rows: Vec<Row>,
    passkeys: passkeys::own::Part,
    mend_old: String,
    mend_password: String,
    mend_again: String,
}

/// By what a session is known on the page: enough of its fingerprint, from which nobody gets back to
/// what the browser holds.
fn id_of(session: &SessionSeen) -> String {
    session.token.chars().take(16).collect()
}

async fn own_page(hub: &Hub, staff: &Staff, asked: &AskedName, page: Page) -> Result<OwnPage, Failure> {
    let sessions = hub.store.read().await?.sessions_of(&staff.account, hub.now_ms()).await?;
    let row = |session: &SessionSeen| Row {
        id: id_of(session),
        begun: moment(hub, session.begun),
        seen: moment(hub, session.seen),
        this: session.token == staff.session,
    };
    let role = staff.role.key();
    let passkeys = passkeys::own::part(hub, staff, asked).await?;
    Ok(OwnPage {
        passkeys,
        role: page.t(format!("role-{role}")),
        means: page.t(format!("role-{role}-means")),
        rows: sessions.iter().map(row).collect(),
        mend_old: String::new(),
        mend_password: String::new(),
        mend_again: String::new(),
        page,
    })
}

/// The page of one's own account.
///
/// # Errors
/// When the database does.
pub async fn page(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    asked: AskedName,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    html(&own_page(&hub, &staff, &asked, page).await?)
}

/// The same page when there is something to mend about a passkey.
pub(in crate::hub::admin) async fn page_with_mend(
    hub: &Hub,
    staff: &Staff,
    asked: &AskedName,
    mend: String,
) -> Result<Response, Failure> {
    let mut page = own_page(hub, staff, asked, Page::of(staff, Here::Settings)).await?;
    page.passkeys.mend = mend;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// The old password and the new one.
#[derive(Deserialize)]
pub struct Change {
    #[serde(default)]
    old: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Changes one's own password. All sessions end; this browser gets a new one.
///
/// # Errors
/// When the database does.
pub async fn change_password(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Caller(from): Caller,
    asked: AskedName,
    Form(form): Form<Change>,
) -> Result<Response, Failure> {
    let mut page = own_page(&hub, &staff, &asked, Page::of(&staff, Here::Settings)).await?;
    (page.mend_password, page.mend_again) =
        mend_password(&page.page, &hub, &form.password, &form.again, &staff.name).await?;
    let account = hub.store.read().await?.account(&staff.account).await?.ok_or(Failure::NotFound)?;
    match checked(&hub, &staff.name, Some(&account), form.old, from).await {
        Ok(true) => {}
        Ok(false) => page.mend_old = page.page.t("mend-old-password"),
        Err(Failure::TooMany(seconds)) => {
            page.mend_old = page.page.n("mend-sign-in-later", i64::try_from(seconds).unwrap_or(i64::MAX));
            let later = [(RETRY_AFTER, seconds.to_string())];
            return Ok((StatusCode::TOO_MANY_REQUESTS, later, html(&page)?).into_response());
        }
        Err(failure) => return Err(failure),
    }
    if ![&page.mend_old, &page.mend_password, &page.mend_again].iter().all(|mend| mend.is_empty()) {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let hash = hashed(&hub, form.password).await?;
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    change.set_password(&staff.account, &hash).await?;
    change.end_links_of(&staff.account).await?;
    let set = super::entry(now, &staff.name, "password-changed", &staff.account);
    change.note(&new_id()?, &set).await?;
    let cookie = begin_session(&hub, &mut change, &staff.account, now).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/account?done=password-changed")).into_response())
}

/// Which session to end; nothing: all but this one.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    session: String,
}

/// Ends sessions in other browsers.
///
/// # Errors
/// When the database does.
pub async fn end_sessions(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Form(form): Form<Which>,
) -> Result<Redirect, Failure> {
    let sessions = hub.store.read().await?.sessions_of(&staff.account, hub.now_ms()).await?;
    let mut change = hub.store.begin().await?;
    if form.session.is_empty() {
        change.end_other_sessions(&staff.account, &staff.session).await?;
    } else {
        let others = sessions.iter().filter(|session| session.token != staff.session);
        for session in others.filter(|session| id_of(session) == form.session) {
            change.end_session(&session.token).await?;
        }
    }
    change.commit().await?;
    Ok(Redirect::to("/account?done=sessions-ended"))
}
