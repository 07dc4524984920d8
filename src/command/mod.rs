//! The command line: which job, with which settings.

#[cfg(feature = "kiosk")]
mod check;
#[cfg(all(feature = "kiosk", feature = "hub"))]
mod draw;
#[cfg(feature = "hub")]
mod hub;
#[cfg(feature = "kiosk")]
mod kiosk;
#[cfg(any(feature = "kiosk", feature = "hub", feature = "voice"))]
mod log;
#[cfg(all(feature = "kiosk", feature = "hub"))]
mod painter;
#[cfg(feature = "kiosk")]
mod pin;
#[cfg(feature = "kiosk")]
mod preview;
mod programme;
mod records;
mod report;
#[cfg(feature = "voice")]
mod say;
#[cfg(feature = "voice")]
mod voices;
#[cfg(all(feature = "voice", feature = "hub"))]
mod words;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hiroba::config::Config;

/// Any error, ready to be shown to a person.
pub type Error = Box<dyn std::error::Error>;

/// An accessible event kiosk and sign for community spaces.
#[derive(Parser)]
#[command(name = "hiroba", version)]
struct Arguments {
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// Shows the sign, fullscreen.
    #[cfg(feature = "kiosk")]
    Kiosk {
        /// Settings; without it kiosk.toml of this folder, or what holds without one.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// Keeps a fresh picture of the screen in this file (PNG).
        #[arg(long, value_name = "FILE")]
        picture: Option<PathBuf>,
        /// Ends by itself after so many seconds.
        #[arg(long = "for", value_name = "SECONDS", value_parser = seconds)]
        ends_after: Option<std::time::Duration>,
        /// Adds a line to this file for all that is said (JSON), and what becomes of it.
        #[arg(long, value_name = "FILE", hide = true)]
        speech: Option<PathBuf>,
    },
    /// The staff server alone, without a screen.
    #[cfg(feature = "hub")]
    Hub(hub::Arguments),
    /// Sets the PIN of staff, asked for twice; or read from a pipe.
    #[cfg(feature = "kiosk")]
    Pin {
        /// Settings; without it kiosk.toml of this folder, or what holds without one.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Reads a programme and prints what a screen would show, and every problem.
    Programme(programme::Arguments),
    /// Prints who took part in a meeting and who registered for it, for staff or for the public.
    Report(report::Arguments),
    #[command(flatten)]
    Records(records::Job),
    /// Verifies settings, panel, fonts, display and sources, and says what to do.
    #[cfg(feature = "kiosk")]
    Check {
        /// Settings; without it kiosk.toml of this folder, or what holds without one.
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// Draws one slide for the hub: a sketch on standard input, a picture on standard output.
    #[cfg(all(feature = "kiosk", feature = "hub"))]
    #[command(hide = true)]
    Draw,
    /// Speaks a text, or writes its sound to a file.
    #[cfg(feature = "voice")]
    Say(say::Arguments),
    /// What scripts/voices needs: makes the dictionary.
    #[cfg(feature = "voice")]
    #[command(subcommand, hide = true)]
    Voices(voices::Job),
    /// Draws every slide and screen into a folder, with a page to look through.
    #[cfg(feature = "kiosk")]
    Preview(preview::Arguments),
}

#[cfg(feature = "kiosk")]
fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("{text} is not a number of seconds"))?;
    std::time::Duration::try_from_secs_f64(seconds).map_err(|_| format!("{text} is not a possible time"))
}

/// Runs the job of the command line.
///
/// # Errors
/// What a person has to know and do, in sentences.
pub fn run() -> Result<ExitCode, Error> {
    match Arguments::parse().job {
        #[cfg(feature = "kiosk")]
        Job::Kiosk { config, picture, ends_after, speech } => {
            kiosk::run(config, hiroba::kiosk::Trial { picture, ends_after, speech })
        }
        #[cfg(feature = "hub")]
        Job::Hub(arguments) => hub::run(&arguments),
        #[cfg(feature = "kiosk")]
        Job::Pin { config } => pin::run(config),
        Job::Programme(arguments) => programme::run(&arguments),
        Job::Report(arguments) => report::run(&arguments),
        Job::Records(job) => records::run(&job),
        #[cfg(feature = "kiosk")]
        Job::Check { config } => check::run(config),
        #[cfg(all(feature = "kiosk", feature = "hub"))]
        Job::Draw => draw::run(),
        #[cfg(feature = "kiosk")]
        Job::Preview(arguments) => preview::run(arguments),
        #[cfg(feature = "voice")]
        Job::Say(arguments) => say::run(arguments),
        #[cfg(feature = "voice")]
        Job::Voices(job) => voices::run(job),
    }
}

/// A file that is named must be there; `kiosk.toml` of this folder may be.
fn settings(path: Option<PathBuf>) -> Result<Config, Error> {
    Ok(match path {
        Some(path) => Config::load(&path)?,
        None => Config::load_if_there(std::path::Path::new("kiosk.toml"))?,
    })
}

/// A text to standard output, with a line's end at its end.
fn print_out(text: &str) -> Result<(), Error> {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    write_out(|out| write!(out, "{text}{end}"))
}

/// To standard output; a reader that has seen enough (`| head`) is no trouble.
fn write_out(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
