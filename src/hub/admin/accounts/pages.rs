//! The pages of accounts, for administrators.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;

use super::Refused;
use crate::hub::Hub;
use crate::hub::admin::sign::mend_name;
use crate::hub::store::{Account, Role};
use crate::hub::web::{Administrator, Failure, Here, Page, Staff, html};

/// What was done on the page before.
#[derive(Default, Deserialize)]
pub struct Done {
    pub done: Option<String>,
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Failure {
        match refused {
            Refused::Nobody => Failure::NotFound,
            Refused::Store(error) => Failure::Store(error),
            Refused::Taken | Refused::Hidden | Refused::LastAdministrator | Refused::Closed => {
                Failure::Request(refused.to_string())
            }
        }
    }
}

/// A moment as lists show it, by the hub's zone.
pub fn moment(hub: &Hub, ms: i64) -> String {
    let moment = Timestamp::from_millisecond(ms).unwrap_or_default();
    moment.to_zoned(hub.settings.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A row of the list.
struct Row {
    id: String,
    name: String,
    role: String,
    /// Name of the sign, and its word.
    sign: &'static str,
    state: String,
    seen: String,
    own: bool,
}

#[derive(Template)]
#[template(path = "accounts/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
}

/// Everybody who may come in.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    let mut reading = hub.store.read().await?;
    let mut accounts = reading.accounts().await?;
    let seen = reading.last_seen(hub.now_ms()).await?;
    // Who may come in stands first.
    accounts.sort_by_key(|account| account.closed);
    let row = |account: Account| {
        let (sign, state) = state(&account);
        let seen = seen.iter().find(|(id, _)| *id == account.id);
        Row {
            own: account.id == staff.account,
            role: page.t(format!("role-{}", account.role.key())),
            sign,
            state: page.t(state),
            seen: seen.map(|(_, at)| moment(&hub, *at)).unwrap_or_default(),
            id: account.id,
            name: account.name,
        }
    };
    let rows = accounts.into_iter().map(row).collect();
    html(&ListPage { page, rows })
}

/// The sign of an account's state, and the key of its word.
fn state(account: &Account) -> (&'static str, &'static str) {
    if account.closed {
        ("cancelled", "account-state-closed")
    } else if account.password.is_none() {
        ("waiting", "account-state-waiting")
    } else {
        ("settled", "account-state-open")
    }
}

/// A role to choose, with what it may do.
struct Choice {
    key: &'static str,
    name: String,
    means: String,
    chosen: bool,
}

fn roles(page: &Page, chosen: Option<Role>) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        key: role.key(),
        name: page.t(format!("role-{}", role.key())),
        means: page.t(format!("role-{}-means", role.key())),
        chosen: chosen == Some(role),
    };
    Role::ALL.into_iter().map(choice).collect()
}

/// Name and role, as a form sends them.
#[derive(Default, Deserialize)]
pub struct Written {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
}

#[derive(Template)]
#[template(path = "accounts/new.html", config = "src/hub/askama.toml")]
struct NewPage {
    page: Page,
    name: String,
    roles: Vec<Choice>,
    mend_name: String,
    mend_role: String,
}

/// The page for adding somebody.
///
/// # Errors
/// When the page cannot be made.
pub async fn new(Administrator(staff): Administrator) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let (name, mend_name, mend_role) = Default::default();
    let roles = roles(&page, None);
    html(&NewPage { page, name, roles, mend_name, mend_role })
}

#[derive(Template)]
#[template(path = "accounts/link.html", config = "src/hub/askama.toml")]
struct LinkPage {
    page: Page,
    name: String,
    link: String,
    ends: String,
}

/// A link, shown once: as the answer itself, since no other address may hold it.
fn show_link(hub: &Hub, staff: &Staff, name: String, link: String) -> Result<Response, Failure> {
    let ends = moment(hub, hub.now_ms() + super::LINK_GOOD_FOR);
    Ok(html(&LinkPage { page: Page::of(staff, Here::Settings), name, link, ends })?.into_response())
}

/// Adds somebody.
///
/// # Errors
/// When the database does.
pub async fn add(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Form(form): Form<Written>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let (name, role) = (form.name.trim().to_owned(), Role::from_key(&form.role));
    let mut mend_name = mend_name(&page, &name);
    let mend_role = if role.is_none() { page.t("mend-role") } else { String::new() };
    if let (Some(role), true) = (role, mend_name.is_empty()) {
        match super::add(&hub, &staff.name, &name, role, page.lang).await {
            Ok(link) => return show_link(&hub, &staff, name, link),
            Err(Refused::Taken) => mend_name = page.t("mend-name-taken"),
            Err(refused) => return Err(refused.into()),
        }
    }
    let roles = roles(&page, role);
    let page = NewPage { page, name, roles, mend_name, mend_role };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "accounts/one.html", config = "src/hub/askama.toml")]
struct OnePage {
    page: Page,
    id: String,
    /// As it is kept, for the heading.
    called: String,
    name: String,
    roles: Vec<Choice>,
    closed: bool,
    waiting: bool,
    /// How many passkeys there are.
    passkeys: i64,
    sign: &'static str,
    state: String,
    mend_name: String,
    mend_role: String,
}

impl OnePage {
    fn of(page: Page, account: &Account, passkeys: usize) -> OnePage {
        let (sign, state) = state(account);
        OnePage {
            id: account.id.clone(),
            called: account.name.clone(),
            name: account.name.clone(),
            roles: roles(&page, Some(account.role)),
            closed: account.closed,
            waiting: account.password.is_none(),
            passkeys: i64::try_from(passkeys).unwrap_or(i64::MAX),
            sign,
            state: page.t(state),
            mend_name: String::new(),
            mend_role: String::new(),
            page,
        }
    }
}

async fn one_page(hub: &Hub, page: Page, id: &str) -> Result<OnePage, Failure> {
    let passkeys = hub.store.read().await?.passkeys_of(id).await?.len();
    Ok(OnePage::of(page, &kept(hub, id).await?, passkeys))
}

async fn kept(hub: &Hub, id: &str) -> Result<Account, Failure> {
    hub.store.read().await?.account(id).await?.ok_or(Failure::NotFound)
}

/// One account.
///
/// # Errors
/// When there is none.
pub async fn one(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings).after(done.done.as_deref());
    html(&one_page(&hub, page, &id).await?)
}

/// Changes name and role.
///
/// # Errors
/// When there is no such account.
pub async fn change(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
    Form(form): Form<Written>,
) -> Result<Response, Failure> {
    let mut page = one_page(&hub, Page::of(&staff, Here::Settings), &id).await?;
    let (name, role) = (form.name.trim().to_owned(), Role::from_key(&form.role));
    page.mend_name = mend_name(&page.page, &name);
    match role {
        Some(role) if page.mend_name.is_empty() => {
            match super::change(&hub, &staff.name, &id, &name, role).await {
                Ok(()) => {
                    let back = format!("/accounts/{id}?done=account-changed");
                    // Whoever is no administrator any more cannot see that page.
                    let own = staff.account == id && role != Role::Administrator;
                    return Ok(Redirect::to(if own { "/account" } else { &back }).into_response());
                }
                Err(Refused::Taken) => page.mend_name = page.page.t("mend-name-taken"),
                Err(Refused::LastAdministrator) => page.mend_role = page.page.t("mend-last-administrator"),
                Err(refused) => return Err(refused.into()),
            }
        }
        Some(_) => {}
        None => page.mend_role = page.page.t("mend-role"),
    }
    page.name = name;
    page.roles = roles(&page.page, role);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// A new link for a forgotten password.
///
/// # Errors
/// When there is no such account.
pub async fn new_link(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let link = super::new_link(&hub, &staff.name, &id).await?;
    let name = kept(&hub, &id).await?.name;
    show_link(&hub, &staff, name, link)
}

#[derive(Template)]
#[template(path = "accounts/close.html", config = "src/hub/askama.toml")]
struct ClosePage {
    page: Page,
    id: String,
    name: String,
    mend: String,
}

/// Asks whether an account is to be closed.
///
/// # Errors
/// When there is none.
pub async fn ask_close(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let name = kept(&hub, &id).await?.name;
    html(&ClosePage { page: Page::of(&staff, Here::Settings), id, name, mend: String::new() })
}

/// Closes an account.
///
/// # Errors
/// When there is none.
pub async fn close(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    match super::close(&hub, &staff.name, &id).await {
        Ok(()) => Ok(Redirect::to("/accounts?done=account-closed").into_response()),
        Err(Refused::LastAdministrator) => {
            let (page, name) = (Page::of(&staff, Here::Settings), kept(&hub, &id).await?.name);
            let mend = page.t("mend-last-administrator");
            let page = ClosePage { page, id, name, mend };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// Opens an account again.
///
/// # Errors
/// When there is none.
pub async fn reopen(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    super::reopen(&hub, &staff.name, &id).await?;
    Ok(Redirect::to(&format!("/accounts/{id}?done=account-opened")))
}
