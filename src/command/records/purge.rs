//! `hiroba purge`: takes away what is no longer needed, and says what went.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hiroba::clock;
use hiroba::store::{Count, Purged, Stays, Swept};
use jiff::civil::Date;

use super::Error;

#[derive(Args)]
pub struct Arguments {
    /// Meetings that were over before this day go, if nothing was recorded for them since.
    #[arg(long, value_name = "DATE")]
    before: Date,
    /// Says what would be removed, and removes nothing.
    #[arg(long)]
    dry_run: bool,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub async fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = super::super::settings(arguments.config.clone())?;
    let (before, zone) = (arguments.before, &config.place.zone);
    let today = clock::now().to_zoned(zone.clone()).date();
    if before > today {
        return Err(format!("{before} is still to come. Name today ({today}) or a day before it.").into());
    }
    let mut store = super::open_to_read(&config).await?;
    if arguments.dry_run {
        let purged = store.would_purge(before, zone).await?;
        super::super::print_out(&format!(
            "{}\nNothing was removed (--dry-run).",
            receipt(&purged, "Would be removed")
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    store.close().await?;
    let mut store = super::open(&config).await?;
    let (purged, swept) = store.purge(before, zone, clock::now()).await?;
    store.close().await?;
    let mut said = receipt(&purged, "Removed");
    if !purged.removed.is_empty() {
        said.push_str(
            "\nBackups and exports that were made before still hold these records. Remove those too.",
        );
    }
    let code = match swept {
        Swept::Gone => ExitCode::SUCCESS,
        Swept::Later(trouble) => {
            said.push_str(&format!(
                "\nThe records are gone, but traces of them may still stand in the files. Run this again later. ({trouble})"
            ));
            ExitCode::FAILURE
        }
    };
    super::super::print_out(&said)?;
    Ok(code)
}

/// What went, meeting by meeting.
fn receipt(purged: &Purged, removed: &str) -> String {
    let mut lines = Vec::new();
    let mut all = Count::default();
    for of_meeting in &purged.removed {
        let counts: Vec<String> = of_meeting
            .counts
            .iter()
            .map(|(topic, count)| {
                all.records += count.records;
                all.not_sent += count.not_sent;
                format!("{} {}", topic.key(), count.records)
            })
            .collect();
        lines.push(format!("{}: {}", of_meeting.meeting.0, counts.join(", ")));
    }
    for (meeting, why) in &purged.kept {
        let why = match why {
            Stays::Newer => "something was recorded since",
            Stays::NotOver => "it was not over before that day",
            Stays::Undecided => "its day is not decided, so it may still come",
        };
        lines.push(format!("{}: stays, because {why}", meeting.0));
    }
    let (meetings, Count { records, not_sent }) = (purged.removed.len(), all);
    let before = purged.before;
    lines.push(format!("{removed}: records {records}, meetings {meetings}, all from before {before}."));
    if not_sent > 0 {
        lines.push(format!("Of these records {not_sent} had not been sent to a hub."));
    }
    lines.join("\n")
}
