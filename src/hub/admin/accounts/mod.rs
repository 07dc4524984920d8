//! Accounts of staff: who may come in, and how far. For administrators; [`own`] is for everybody.

pub mod own;
pub mod pages;
pub mod setting;

use crate::hub::Hub;
use crate::hub::secret::{Token, new_id};
use crate::hub::store::{Account, Change, Entry, Link, LinkPurpose, Role, StoreError};

use super::passkeys;
pub use super::sign::LONGEST_NAME;
use super::sign::{is_hidden, same_name};

/// How long a link that sets a password is good, ms.
pub const LINK_GOOD_FOR: i64 = 3 * 24 * 60 * 60 * 1000;

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("There is nobody of this name.")]
    Nobody,
    #[error("Somebody has this name already, or one that looks like it.")]
    Taken,
    #[error("There are signs in this name that nobody sees. Type it anew.")]
    Hidden,
    /// Nobody could let anybody in any more.
    #[error("This is the last administrator. Make somebody else one first.")]
    LastAdministrator,
    #[error("This account is closed. Open it again first.")]
    Closed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What of an account stands in the log: never anything of its password.
fn told(account: &Account) -> String {
    serde_json::json!({ "name": account.name, "role": account.role.key() }).to_string()
}

/// An entry about an account.
fn entry(now: i64, who: &str, act: &str, account: &str) -> Entry {
    Entry {
        at: now,
        who: who.to_owned(),
        act: act.to_owned(),
        subject: format!("account/{account}"),
        earlier: None,
        later: None,
    }
}

/// Whether somebody could still look after the hub without this account: an administrator who is not
/// closed and can sign in.
fn is_last(accounts: &[Account], account: &Account) -> bool {
    let can =
        |other: &Account| other.role == Role::Administrator && !other.closed && other.password.is_some();
    can(account) && !accounts.iter().any(|other| other.id != account.id && can(other))
}

/// An account by its id, with all of them, within a change that holds them.
async fn held(change: &mut Change, id: &str) -> Result<(Account, Vec<Account>), Refused> {
    change.hold_accounts().await?;
    let accounts = change.accounts_now().await?;
    let account = accounts.iter().find(|account| account.id == id).cloned().ok_or(Refused::Nobody)?;
    Ok((account, accounts))
}

/// Adds somebody, who sets a password by the link that comes back.
///
/// # Errors
/// When the name is taken.
pub async fn add(hub: &Hub, who: &str, name: &str, role: Role, lang: &str) -> Result<String, Refused> {
    if name.chars().any(is_hidden) {
        return Err(Refused::Hidden);
    }
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    if change.accounts_now().await?.iter().any(|account| same_name(&account.name, name)) {
        return Err(Refused::Taken);
    }
    let (id, name, lang) = (new_id()?, name.to_owned(), lang.to_owned());
    let account = Account { id, name, password: None, role, lang, closed: false };
    change.add_account(&account, now).await?;
    let made = Entry { later: Some(told(&account)), ..entry(now, who, "account-made", &account.id) };
    change.note(&new_id()?, &made).await?;
    let link = link(hub, &mut change, &account.id, now).await?;
    change.commit().await?;
    Ok(link)
}

/// Changes name and role.
///
/// # Errors
/// When the name is taken, or nobody would look after the hub any more.
pub async fn change(hub: &Hub, who: &str, id: &str, name: &str, role: Role) -> Result<(), Refused> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let (account, accounts) = held(&mut change, id).await?;
    if accounts.iter().any(|other| same_name(&other.name, name) && other.id != id) {
        return Err(Refused::Taken);
    }
    if role != Role::Administrator && is_last(&accounts, &account) {
        return Err(Refused::LastAdministrator);
    }
    let later = Account { name: name.to_owned(), role, ..account.clone() };
    if later == account {
        return Ok(());
    }
    change.change_account(&later, now).await?;
    let (earlier, later) = (Some(told(&account)), Some(told(&later)));
    let changed = Entry { earlier, later, ..entry(now, who, "account-changed", id) };
    change.note(&new_id()?, &changed).await?;
    change.commit().await?;
    Ok(())
}

/// Closes an account: its sessions and links end. It is never deleted, since the log names it.
///
/// # Errors
/// When nobody would look after the hub any more.
pub async fn close(hub: &Hub, who: &str, id: &str) -> Result<(), Refused> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let (account, accounts) = held(&mut change, id).await?;
    if account.closed {
        return Ok(());
    }
    if is_last(&accounts, &account) {
        return Err(Refused::LastAdministrator);
    }
    change.change_account(&Account { closed: true, ..account }, now).await?;
    change.end_sessions_of(id).await?;
    change.end_links_of(id).await?;
    change.note(&new_id()?, &entry(now, who, "account-closed", id)).await?;
    change.commit().await?;
    Ok(())
}

/// Opens a closed account again, with the password it had.
///
/// # Errors
/// When there is none.
pub async fn reopen(hub: &Hub, who: &str, id: &str) -> Result<(), Refused> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let (account, _) = held(&mut change, id).await?;
    if !account.closed {
        return Ok(());
    }
    change.change_account(&Account { closed: false, ..account }, now).await?;
    change.note(&new_id()?, &entry(now, who, "account-opened", id)).await?;
    change.commit().await?;
    Ok(())
}

/// A new link for an account that was lost. Links given earlier end, and passkeys go, since the device
/// may be lost too; the password stays until the new one is set.
///
/// # Errors
/// When the account is closed.
pub async fn new_link(hub: &Hub, who: &str, id: &str) -> Result<String, Refused> {
    let now = hub.now_ms();
    let mut change = hub.store.begin().await?;
    let (account, _) = held(&mut change, id).await?;
    if account.closed {
        return Err(Refused::Closed);
    }
    let link = link(hub, &mut change, id, now).await?;
    change.note(&new_id()?, &entry(now, who, "account-link", id)).await?;
    passkeys::others::remove_all(&mut change, who, id, now).await?;
    change.commit().await?;
    Ok(link)
}

async fn link(hub: &Hub, change: &mut Change, account: &str, now: i64) -> Result<String, StoreError> {
    let token = Token::new()?;
    change.end_links_of(account).await?;
    let link = Link {
        token: token.fingerprint(),
        purpose: LinkPurpose::Password,
        account: Some(account.to_owned()),
        made: now,
        ends: now + LINK_GOOD_FOR,
    };
    change.add_link(&link).await?;
    Ok(format!("{}/password?token={}", hub.settings.address, token.text()))
}
