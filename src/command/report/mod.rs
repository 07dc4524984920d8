//! `hiroba report`: who took part in a meeting and who registered for it. docs/reports.md explains
//! every figure.

mod find;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hiroba::clock;
use hiroba::config::Config;
use hiroba::domain::attendance::Book;
use hiroba::domain::programme::Programme;
use hiroba::domain::report::{Report, Threshold};
use hiroba::report::{Language, Words, json, table, text};

use super::{Error, records};

#[derive(Args)]
pub struct Arguments {
    /// The id of a meeting, a part of its title that no other has, or "latest".
    meeting: String,
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Language of words and names.
    #[arg(long, value_enum, default_value_t = Lang::Ja)]
    lang: Lang,
    /// Only what may be published: no number of people can be read from it that is less than K [5 without K].
    #[arg(long, value_name = "K", num_args = 0..=1, default_missing_value = "5", value_parser = threshold)]
    public: Option<Threshold>,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Ja,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Ja => Language::Ja,
            Lang::En => Language::En,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

fn threshold(text: &str) -> Result<Threshold, String> {
    let people = text.parse().map_err(|_| format!("{text} is not a number of people"))?;
    let too_small = || {
        let least = Threshold::LEAST;
        format!("{people} would protect nobody; the least is {least}, and 5 is usual in print")
    };
    Threshold::of(people).ok_or_else(too_small)
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = super::settings(arguments.config.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let report = runtime.block_on(read(arguments, &config))?;
    let report = match arguments.public {
        Some(threshold) => report.for_public(threshold),
        None => report,
    };
    let words = Words::of(arguments.lang.into(), &config.place.zone);
    let printed = match arguments.format {
        Form::Text => text::print(&report, &words),
        Form::Csv => table::print(&report, &words)?,
        Form::Json => serde_json::to_string_pretty(&json::print(&report, &words))?,
    };
    super::print_out(&printed)?;
    Ok(ExitCode::SUCCESS)
}

/// Finds the meeting and counts its records.
async fn read(arguments: &Arguments, config: &Config) -> Result<Report, Error> {
    let mut store = records::open_to_read(config).await?;
    let (zone, now) = (&config.place.zone, clock::now());
    let meeting = find::meeting(&mut store, &arguments.meeting, zone, now).await?;
    // Those of the records: a programme of today may not have them any more.
    let categories = records::known::categories(&Programme::empty(zone.clone()), Some(&mut store)).await?;
    let records = store.records(&meeting.id).await?;
    let tally = Book::of(&records).tally(meeting.capacity).on_days_of(&meeting.when, zone);
    Ok(Report::of(meeting, &categories, &tally))
}
