//! `hiroba programme`: what a screen would show of a source, and row by row every problem.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hiroba::clock;
use hiroba::domain::text::Lang;
use hiroba::feed::fetch::{Address, Fetched, Fetcher, Limits, Patience, Proxies};
use hiroba::feed::{self, Span, print};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Error;

#[derive(Args)]
pub struct Arguments {
    /// A file or an http(s) address: JSON, iCalendar or municipal CSV.
    source: String,
    /// First day; today without it.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day; 400 days on without it.
    #[arg(long, value_name = "DATE")]
    to: Option<Date>,
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Language of the text form.
    #[arg(long, default_value = "ja")]
    lang: String,
    /// Settings, for the time zone.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let zone = super::settings(arguments.config.clone()).map(|config| config.place.zone)?;
    let span = span(arguments, &zone)?;
    let lang = Lang::parse(&arguments.lang)
        .ok_or_else(|| format!("{} is not the name of a language", arguments.lang))?;
    let bytes = fetch(&arguments.source)?;
    let reading =
        feed::read(None, &bytes, span, &zone).map_err(|error| format!("{}: {error}.", arguments.source))?;
    let text = match arguments.format {
        Form::Text => print::to_text(&reading, span, lang),
        Form::Json => serde_json::to_string_pretty(&print::to_json(&reading, span))?,
    };
    super::print_out(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn span(arguments: &Arguments, zone: &TimeZone) -> Result<Span, Error> {
    let today = clock::now().to_zoned(zone.clone()).date();
    let from = arguments.from.unwrap_or(today);
    let to = match arguments.to {
        Some(to) => to,
        None => from.checked_add(400.days())?,
    };
    if to < from {
        return Err(format!("--to {to} is before --from {from}. Turn them round.").into());
    }
    Ok(Span { today, from, to })
}

fn fetch(source: &str) -> Result<Vec<u8>, Error> {
    let address =
        Address::parse(source, Path::new(".")).map_err(|error| format!("{error} {}", error.remedy()))?;
    let fetcher = Fetcher::new(Patience::default(), Proxies::OfEnvironment)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(fetcher.fetch(&address, Limits::default(), None))? {
        Fetched::New { bytes, .. } => Ok(bytes),
        Fetched::NotModified(_) => Ok(Vec::new()),
    }
}
