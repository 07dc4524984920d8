//! Arguments to settings to one of the jobs; formats errors; nothing else.

use std::process::ExitCode;

mod command;

fn main() -> ExitCode {
    match command::run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hiroba: {error}");
            ExitCode::FAILURE
        }
    }
}
