//! `hiroba hub user` and `hiroba hub kiosk`: the last way in, on the server itself. They work on the
//! database, whether the hub is running or not.

use clap::{Subcommand, ValueEnum};
use hiroba::hub::admin::accounts;
use hiroba::hub::store::{Account, Role};
use hiroba::hub::{self, Hub, Token};

use super::super::{Error, print_out};

/// Who it was, in the log of changes.
const WHO: &str = "hiroba hub user";

#[derive(Subcommand)]
pub enum User {
    /// Prints everybody: role, whether they can come in, name.
    List,
    /// Adds somebody and prints the link by which they choose their password.
    Add { name: String, role: RoleName },
    /// Prints a new link for somebody who has forgotten the password or lost a device; opens a closed
    /// account, and removes its passkeys.
    Link { name: String },
    /// Closes an account, which ends its sessions.
    Close { name: String },
}

/// What somebody may do; each may do all that the one before may.
#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Sees everything but accounts.
    Viewer,
    /// Writes drafts, enters sign-ups.
    Editor,
    /// Brings onto the screens, sends emergencies, corrects counts.
    Publisher,
    /// Accounts, screens, settings.
    Administrator,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Viewer => Role::Viewer,
            RoleName::Editor => Role::Editor,
            RoleName::Publisher => Role::Publisher,
            RoleName::Administrator => Role::Administrator,
        }
    }
}

/// # Errors
/// When there is nobody of that name, or it cannot be done to them.
pub async fn user(hub: &Hub, job: &User) -> Result<(), Error> {
    match job {
        User::List => {
            let accounts = hub.store.read().await?.accounts().await?;
            let lines: Vec<String> = accounts.iter().map(line).collect();
            if lines.is_empty() {
                return Err(
                    "There are no accounts yet. `hiroba hub setup` prints the link for the first.".into()
                );
            }
            print_out(&lines.join("\n"))
        }
        User::Add { name, role } => {
            let name = name.trim();
            if name.is_empty() || name.chars().count() > accounts::LONGEST_NAME {
                return Err(format!("A name has between 1 and {} characters.", accounts::LONGEST_NAME).into());
            }
            print_out(&accounts::add(hub, WHO, name, (*role).into(), "ja").await?)
        }
        User::Link { name } => {
            let account = named(hub, name).await?;
            accounts::reopen(hub, WHO, &account.id).await?;
            print_out(&accounts::new_link(hub, WHO, &account.id).await?)
        }
        User::Close { name } => {
            let account = named(hub, name).await?;
            Ok(accounts::close(hub, WHO, &account.id).await?)
        }
    }
}

fn line(account: &Account) -> String {
    let state = match (account.closed, &account.password) {
        (true, _) => "closed",
        (false, None) => "waiting",
        (false, Some(_)) => "open",
    };
    format!("{:<13} {state:<7} {}", account.role.key(), account.name)
}

async fn named(hub: &Hub, name: &str) -> Result<Account, Error> {
    let found = hub.store.read().await?.account_named(name.trim()).await?;
    found
        .ok_or_else(|| format!("Nobody is called {name}. `hiroba hub user list` prints who there is.").into())
}

/// Takes a screen in by name and prints its token, for one that cannot show a code.
///
/// # Errors
/// When the name cannot be one.
pub async fn kiosk(hub: &Hub, name: &str) -> Result<(), Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > accounts::LONGEST_NAME {
        return Err(format!("A name has between 1 and {} characters.", accounts::LONGEST_NAME).into());
    }
    let (id, token, now) = (hub::new_id()?, Token::new()?, hub.now_ms());
    let mut change = hub.store.begin().await?;
    change.add_kiosk(&id, name, &token.fingerprint(), now).await?;
    let entry = hub::store::Entry {
        at: now,
        who: "hiroba hub kiosk".to_owned(),
        act: "kiosk-added".to_owned(),
        subject: format!("kiosk/{id}"),
        earlier: None,
        later: Some(name.to_owned()),
    };
    change.note(&hub::new_id()?, &entry).await?;
    change.commit().await?;
    print_out(token.text())
}
