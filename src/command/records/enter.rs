//! `hiroba enter`: takes in a list that was kept on paper, whole or not at all.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hiroba::api;
use hiroba::clock::{self, Floor};
use hiroba::config::Config;
use hiroba::domain::attendance::{Arrival, Record, Way, What};
use hiroba::domain::meeting::MeetingId;
use hiroba::domain::text::Lang;
use hiroba::feed::Problem;
use hiroba::feed::paper::{self, Entry, Known, List, Others};
use hiroba::store::{Store, Stored, Trouble};

use super::{Error, known};

#[derive(Args)]
pub struct Arguments {
    /// A table (CSV) whose first row names its columns: meeting, kind (register or check-in), way
    /// (venue, online or open), category, sub-category, count. 会、種別、参加方法、区分、小区分、人数.
    file: PathBuf,
    /// Says what would be entered, and enters nothing.
    #[arg(long)]
    dry_run: bool,
    /// Also takes meetings that neither the programme nor the records know.
    #[arg(long)]
    new_meetings: bool,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The name of where these records were made.
const ORIGIN: &str = "enter";
/// No list on paper is larger.
const MOST_BYTES: u64 = 10_000_000;

pub async fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = super::super::settings(arguments.config.clone())?;
    let file = arguments.file.display();
    let size =
        std::fs::metadata(&arguments.file).map_err(|error| format!("{file} cannot be read: {error}."))?.len();
    if size > MOST_BYTES {
        return Err(format!("{file} is larger than 10 MB. Is it the right file?").into());
    }
    let bytes = std::fs::read(&arguments.file).map_err(|error| format!("{file} cannot be read: {error}."))?;
    let now = clock::now();
    let programme = known::programme(&config, now);
    let mut store = look(&config).await?;
    let known = Known {
        meetings: known::meetings(&programme, store.as_mut()).await?,
        categories: known::categories(&programme, store.as_mut()).await?,
        others: if arguments.new_meetings { Others::Taken } else { Others::Refused },
    };
    let list = match paper::read(&bytes, &known) {
        Ok(list) => list,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{file}{}", told(problem));
            }
            eprintln!("Nothing was entered: {} to mend.", problems.len());
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut said = summary(&list, &known, store.as_mut()).await?;
    if let Some(store) = store {
        store.close().await?;
    }
    if arguments.dry_run {
        said.push_str("\nNothing was entered (--dry-run).");
    } else {
        let (now, sure) = Floor::of_program().judge(now);
        let records = list.records(now, sure);
        let about =
            programme.meetings.iter().filter(|meeting| list.rows.iter().any(|row| row.meeting == meeting.id));
        let about: Vec<api::Meeting> = about.map(api::Meeting::from).collect();
        let mut store = super::open(&config).await?;
        if !programme.categories.is_empty() {
            let categories: Vec<api::Category> =
                programme.categories.iter().map(api::Category::from).collect();
            store.keep_categories(&categories).await?;
        }
        let stored = store.append(&records, ORIGIN, &about).await?;
        store.close().await?;
        said.push_str(&outcome(&stored));
    }
    super::super::print_out(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// The records as they are, if there are any that can be looked at: to look makes no database.
/// What is wrong with one shows when it is opened to write.
async fn look(config: &Config) -> Result<Option<Store>, Error> {
    let opened = Store::open_to_read(&super::path(config)?).await;
    let is_none = |trouble: &Trouble| {
        matches!(trouble, Trouble::Missing { .. } | Trouble::Damaged { .. } | Trouble::Older { .. })
    };
    match opened {
        Err(trouble) if is_none(&trouble) => Ok(None),
        opened => Ok(Some(opened?)),
    }
}

fn told(Problem { line, field, message, .. }: &Problem) -> String {
    let line = line.map(|line| format!(" line {line}")).unwrap_or_default();
    let field = field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
    format!("{line}{field}: {message}")
}

fn outcome(stored: &[Stored]) -> String {
    let new = stored.iter().filter(|stored| **stored == Stored::New).count();
    match stored.len() - new {
        0 => format!("\nEntered: {new}."),
        again if new == 0 => {
            format!("\nThis list was entered before: all {again} are there already. Nothing was changed.")
        }
        again => format!("\nEntered: {new}. Of this list {again} were there already."),
    }
}

/// What a list says of a meeting, or what was entered of it before.
#[derive(Default)]
struct Sum {
    registered: BTreeMap<Way, u32>,
    came: u32,
}

impl Sum {
    fn of_list(list: &List, meeting: &MeetingId) -> Sum {
        let mut sum = Sum::default();
        for row in list.rows.iter().filter(|row| row.meeting == *meeting) {
            match row.entry {
                Entry::Registered(way) => *sum.registered.entry(way).or_default() += row.people,
                Entry::Came => sum.came += row.people,
            }
        }
        sum
    }

    /// Of the records that came from paper.
    fn of_records(records: &[Record]) -> Sum {
        let mut sum = Sum::default();
        for record in records {
            match &record.what {
                What::Registered { mark: None, way, party } => {
                    *sum.registered.entry(*way).or_default() += party.people();
                }
                What::CheckedIn(Arrival::Paper { .. }) => sum.came += 1,
                What::Registered { .. }
                | What::CheckedIn(_)
                | What::WayChanged { .. }
                | What::TakenBack { .. }
                | What::Felt(_)
                | What::Corrected { .. } => {}
            }
        }
        sum
    }

    fn said(&self) -> String {
        let registered: u32 = self.registered.values().sum();
        let ways: Vec<String> =
            self.registered.iter().map(|(way, people)| format!("{} {people}", way.key())).collect();
        let ways = if ways.is_empty() { String::new() } else { format!(" ({})", ways.join(", ")) };
        format!("{registered} registered{ways}, {} came", self.came)
    }
}

/// For each meeting of the list what it says, and what was entered for that meeting before, so
/// that a list which is entered twice in another form is noticed.
async fn summary(list: &List, known: &Known, mut store: Option<&mut Store>) -> Result<String, Error> {
    let mut lines = Vec::new();
    let mut seen: Vec<&MeetingId> = Vec::new();
    for row in &list.rows {
        if seen.contains(&&row.meeting) {
            continue;
        }
        seen.push(&row.meeting);
        let title = known.meetings.iter().find(|(id, _)| *id == row.meeting);
        let title = title.map(|(_, title)| title.phrase(Lang::JA).text()).unwrap_or_default();
        let name = format!("{} {title}", row.meeting.0);
        lines.push(format!("{}: {}.", name.trim_end(), Sum::of_list(list, &row.meeting).said()));
        if let Some(store) = store.as_deref_mut() {
            let before = Sum::of_records(&store.records(&row.meeting).await?);
            if before.came > 0 || !before.registered.is_empty() {
                lines.push(format!("  From paper there were before: {}.", before.said()));
            }
        }
    }
    Ok(lines.join("\n"))
}
