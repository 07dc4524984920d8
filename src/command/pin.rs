//! `hiroba pin`: sets the PIN of staff.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use hiroba::kiosk::pin;

use super::Error;

pub fn run(config: Option<PathBuf>) -> Result<ExitCode, Error> {
    let config = super::settings(config)?;
    let folder = config
        .records_dir(|name| std::env::var_os(name))
        .ok_or("There is no folder for the PIN. Name one with [paths] records in kiosk.toml.")?;
    let first = asked("New PIN for staff, 4 to 12 digits: ")?;
    if std::io::stdin().is_terminal() && asked("The same once more: ")? != first {
        return Err("The two are not the same. Nothing was changed.".into());
    }
    let path = pin::set(&folder, &first)?;
    println!("The PIN is set. Its hash is in {}.", path.display());
    Ok(ExitCode::SUCCESS)
}

/// A line that somebody types. It can be seen: a PIN is set by whoever stands at the machine, once.
fn asked(question: &str) -> Result<String, Error> {
    if std::io::stdin().is_terminal() {
        eprint!("{question}");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(line.trim().to_owned())
}
