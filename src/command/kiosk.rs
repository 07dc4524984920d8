//! `hiroba kiosk`: the sign, with a hub of its own beside it or the one of another machine.
//!
//! Kiosk and hub meet here and nowhere else: what goes from one to the other is an address and a
//! token.

use std::path::PathBuf;
use std::process::ExitCode;

use hiroba::config::Config;
use hiroba::feed::fetch::Pass;
use hiroba::kiosk::link::{Belonging, kept_token};
use hiroba::kiosk::{Ended, Trial};

use super::{Error, log, settings};

/// # Errors
/// When there is no display, or no thread can be started.
pub fn run(config: Option<PathBuf>, trial: Trial) -> Result<ExitCode, Error> {
    let config = settings(config)?;
    log::start(&config);
    let ended = match &config.hub.elsewhere {
        Some(address) => {
            let folder = config.records_dir(|name| std::env::var_os(name));
            let token = folder.and_then(|folder| kept_token(&folder, address));
            let belonging = Belonging { address: address.clone(), pass: Pass::new(token), is_own: false };
            hiroba::kiosk::run(config, Some(belonging), trial)?
        }
        None => with_own_hub(config, trial)?,
    };
    match ended {
        Ended::ForGood => Ok(ExitCode::SUCCESS),
        Ended::ToStartAgain => Err(start_again()),
    }
}

#[cfg(feature = "hub")]
fn with_own_hub(config: Config, trial: Trial) -> Result<Ended, Error> {
    let hub = super::hub::Embedded::start(&config);
    // Without a hub of its own the sign shows its sources, as it always did.
    let hub = hub.map_err(|error| tracing::error!("There is no hub: {error}")).ok();
    let belonging = hub.as_ref().map(|hub| Belonging {
        address: hub.address.clone(),
        pass: Pass::new(Some(hub.token.clone())),
        is_own: true,
    });
    let ended = hiroba::kiosk::run(config, belonging, trial)?;
    if let Some(hub) = hub {
        hub.end();
    }
    Ok(ended)
}

#[cfg(not(feature = "hub"))]
fn with_own_hub(config: Config, trial: Trial) -> Result<Ended, Error> {
    Ok(hiroba::kiosk::run(config, None, trial)?)
}

/// The same program once more, in the place of this one; comes back only with an error.
fn start_again() -> Error {
    use std::os::unix::process::CommandExt;
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return error.into(),
    };
    std::process::Command::new(program).args(std::env::args_os().skip(1)).exec().into()
}
