//! `hiroba export`: every record as it is stored, but for the marks of receipts.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use hiroba::api::record::{Counted, Group, Record, Way, What};
use hiroba::domain::attendance as domain;
use hiroba::report::spreadsheet;
use jiff::tz::TimeZone;

use super::Error;

#[derive(Args)]
pub struct Arguments {
    #[arg(long, value_enum, default_value_t = Form::Ndjson)]
    format: Form,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// A record to a line, in JSON.
    Ndjson,
    /// A table that spreadsheets open.
    Csv,
}

pub async fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = super::super::settings(arguments.config.clone())?;
    let mut store = super::open_to_read(&config).await?;
    let records = store.exported(|record, origin| {
        let mut record = Record { origin: Some(origin.to_owned()), ..Record::from(&record) };
        // Whoever has the file must not be able to act for those who registered.
        if let What::Registered { mark, .. } = &mut record.what {
            *mark = None;
        }
        record
    });
    let records = records.await?;
    let out = BufWriter::new(io::stdout().lock());
    let written = match arguments.format {
        Form::Ndjson => ndjson(&records, out),
        Form::Csv => csv(&records, &config.place.zone, out),
    };
    match written {
        // A reader that has seen enough (`| head`) is no trouble.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => Ok(written.map(|()| ExitCode::SUCCESS)?),
    }
}

fn ndjson(records: &[Record], mut out: impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut out, record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

const COLUMNS: [&str; 12] = [
    "meeting",
    "observed",
    "clock",
    "kind",
    "way",
    "category",
    "sub-category",
    "count",
    "word",
    "origin",
    "key",
    "about",
];

/// A row for every record, and for each group of a party.
fn csv(records: &[Record], zone: &TimeZone, mut out: impl Write) -> io::Result<()> {
    out.write_all(spreadsheet::BYTE_ORDER_MARK.as_bytes())?;
    let mut table = spreadsheet::writer(out);
    table.write_record(COLUMNS)?;
    for record in records {
        let observed = record.observed.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        let clock = if record.sure { "sure" } else { "unsure" };
        let cells = Cells::of(&record.what);
        for group in &cells.groups {
            let outside = [&*record.meeting, group.0, group.1, record.origin.as_deref().unwrap_or_default()];
            let [meeting, category, sub, origin] = outside.map(spreadsheet::harmless);
            table.write_record([
                &*meeting,
                &*observed,
                clock,
                cells.kind,
                cells.way.map_or("", |way| domain::Way::from(way).key()),
                &*category,
                &*sub,
                &*group.2,
                cells.word,
                &*origin,
                &*record.key,
                cells.about,
            ])?;
        }
    }
    table.flush()
}

/// What happened, as cells.
#[derive(Default)]
struct Cells<'a> {
    kind: &'static str,
    way: Option<Way>,
    /// Category, sub-category and number of people: a row for each.
    groups: Vec<(&'a str, &'a str, String)>,
    word: &'static str,
    about: &'a str,
}

impl<'a> Cells<'a> {
    fn of(what: &'a What) -> Cells<'a> {
        let groups = |party: &'a [Group]| {
            let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
            party
                .iter()
                .map(|group| (text(&group.category), text(&group.sub), group.people.to_string()))
                .collect()
        };
        let number = |number: String| vec![("", "", number)];
        let cells = Cells { groups: number(String::new()), ..Cells::default() };
        match what {
            What::Registered { mark: _, way, party } => {
                Cells { kind: "registered", way: Some(*way), groups: groups(party), ..cells }
            }
            What::CameWithReceipt { registration, people } => Cells {
                kind: "came-with-receipt",
                groups: number(people.to_string()),
                about: registration,
                ..cells
            },
            What::CameWithoutReceipt { people } => {
                Cells { kind: "came-without-receipt", groups: number(people.to_string()), ..cells }
            }
            What::WalkedIn { party } => Cells { kind: "walked-in", groups: groups(party), ..cells },
            What::CameOnPaper { category, sub } => {
                let [category, sub] = [category, sub].map(|text| text.as_deref().unwrap_or_default());
                Cells { kind: "came-on-paper", groups: vec![(category, sub, "1".to_owned())], ..cells }
            }
            What::WayChanged { registration, way } => {
                Cells { kind: "way-changed", way: Some(*way), about: registration, ..cells }
            }
            What::TakenBack { record } => Cells { kind: "taken-back", about: record, ..cells },
            What::Felt { feeling } => {
                Cells { kind: "felt", word: domain::Feeling::from(*feeling).key(), ..cells }
            }
            What::Corrected { count, way, by, reason } => Cells {
                kind: match count {
                    Counted::Came => "corrected-came",
                    Counted::Registered => "corrected-registered",
                },
                way: *way,
                groups: number(by.to_string()),
                word: domain::Reason::from(*reason).key(),
                ..cells
            },
        }
    }
}
