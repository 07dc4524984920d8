//! What an administrator does for somebody who has lost a device: all passkeys of the account go.

use axum::extract::{Path, State};
use axum::response::{Html, Redirect};

use super::RemovePage;
use crate::hub::Hub;
use crate::hub::secret::new_id;
use crate::hub::store::{Account, Change, StoreError};
use crate::hub::web::{Administrator, Failure, Here, Page, html};

async fn kept(hub: &Hub, id: &str) -> Result<Account, Failure> {
    hub.store.read().await?.account(id).await?.ok_or(Failure::NotFound)
}

/// Asks whether the passkeys of an account are to be removed.
///
/// # Errors
/// When there is no such account.
pub async fn ask_remove(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let account = kept(&hub, &id).await?;
    let page = Page::of(&staff, Here::Settings);
    html(&RemovePage {
        title: page.with("passkeys-remove-ask", "name", &account.name),
        lead: page.t("passkeys-remove-lead"),
        action: format!("/accounts/{id}/passkeys"),
        back: format!("/accounts/{id}"),
        page,
    })
}

/// Removes the passkeys of an account, and ends its sessions: whoever has the device may be in one.
///
/// # Errors
/// When there is no such account.
pub async fn remove(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let account = kept(&hub, &id).await?;
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    remove_all(&mut change, &staff.name, &account.id, hub.now_ms()).await?;
    change.end_sessions_of(&account.id).await?;
    change.commit().await?;
    Ok(Redirect::to(&format!("/accounts/{id}?done=passkeys-removed")))
}

/// Removes all passkeys of an account within a change that holds accounts, and notes each.
///
/// # Errors
/// When the database does.
pub(in crate::hub::admin) async fn remove_all(
    change: &mut Change,
    who: &str,
    account: &str,
    now: i64,
) -> Result<(), StoreError> {
    for row in change.passkeys_now(account).await? {
        let removed = super::entry(now, who, "passkey-removed", account, Some(&row.name), None);
        change.note(&new_id()?, &removed).await?;
    }
    change.remove_passkeys_of(account).await?;
    Ok(())
}
