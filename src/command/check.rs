//! `hiroba check`: settings, panel, fonts, display and sources, and what to do about each.

use std::path::PathBuf;
use std::process::ExitCode;

use hiroba::clock;
use hiroba::config::{Config, Sources, geometry};
use hiroba::feed;
use hiroba::feed::fetch::{Fetched, Fetcher, Patience, Proxies, Source};
use hiroba::kiosk::core::Pin;
use hiroba::kiosk::pin;
use hiroba::kiosk::sources::span;
use hiroba::store::{FILE, Store, Trouble};
use hiroba::view::layout::{legible, within_reach};
use hiroba::view::typeset::faces::can_show;
use hiroba::view::words::Words;
use hiroba::voice;

use super::Error;

/// Lines of the report, and whether all is well.
#[derive(Default)]
struct Report {
    wrong: usize,
}

impl Report {
    fn good(&mut self, what: &str) {
        println!("ok       {what}");
    }

    fn note(&mut self, what: &str) {
        println!("look at  {what}");
    }

    fn wrong(&mut self, what: &str) {
        self.wrong += 1;
        println!("wrong    {what}");
    }
}

pub fn run(path: Option<PathBuf>) -> Result<ExitCode, Error> {
    let mut report = Report::default();
    let config = match super::settings(path) {
        Ok(config) => config,
        Err(error) => {
            for line in error.to_string().lines() {
                report.wrong(line);
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    report.good("settings: every key is known and has a possible value.");
    panel(&config, &mut report);
    fonts(&mut report);
    display(&mut report);
    cache(&config, &mut report);
    records(&config, &mut report)?;
    speech(&config, &mut report);
    sources(&config, &mut report)?;
    if report.wrong == 0 {
        println!("All is well.");
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{} to mend.", report.wrong);
        Ok(ExitCode::FAILURE)
    }
}

/// Whether attendance can be taken, as far as can be seen without writing.
fn records(config: &Config, report: &mut Report) -> Result<(), Error> {
    if !config.attendance.enabled {
        report.good("records: none are taken here ([attendance] enabled = false).");
        return Ok(());
    }
    let Some(folder) = config.records_dir(|name| std::env::var_os(name)) else {
        report.wrong("records: there is no folder for them. Name one with [paths] records in kiosk.toml.");
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match runtime.block_on(Store::open_to_read(&folder.join(FILE))) {
        Ok(store) => report.good(&format!("records: {} can be read.", store.path().display())),
        Err(Trouble::Missing { path }) => {
            report.note(&format!("records: {} will be made when the kiosk starts.", path.display()));
        }
        Err(trouble) => report.wrong(&format!("records: {trouble}")),
    }
    match pin::check(&folder, "") {
        Pin::NotSet => {
            report.note("staff: no PIN is set, so nobody comes into the corner. hiroba pin sets one.")
        }
        Pin::Right | Pin::Wrong => report.good("staff: a PIN is set."),
    }
    Ok(())
}

fn panel(config: &Config, report: &mut Report) {
    let panel = &config.panel;
    report.good(&format!(
        "panel: {:.0} x {:.0} mm, {:.3} mm a pixel, lower edge {:.0} mm above the floor, read at {:.1} m.",
        panel.width_mm(),
        panel.height_mm(),
        panel.mm_per_px,
        panel.lower_edge_mm,
        panel.viewing_mm / 1000.0
    ));
    let findings = geometry::geometry(panel);
    if let Err(too_small) = legible(panel) {
        report.wrong(&format!(
            "panel: {too_small}. Set panel.viewing_distance_mm to {:.0}, or take a larger panel.",
            too_small.largest_viewing_mm
        ));
    } else if findings.is_empty() {
        report
            .good("panel: the control strip lies 800 to 1100 mm above the floor, and text is large enough.");
    }
    match within_reach(panel) {
        Some((inner, at)) => report.good(&format!(
            "panel: brought within reach, everything stands {:.0} to {:.0} mm above the floor, {:.0} mm wide.",
            inner.lower_edge_mm,
            inner.lower_edge_mm + at.h,
            at.w
        )),
        None => report.note(
            "panel: too little of it lies 800 to 1100 mm above the floor to bring everything there; \
             visitors are not offered it.",
        ),
    }
    for finding in findings {
        report.wrong(&format!("panel: {finding} {}", finding.remedy()));
    }
}

fn fonts(report: &mut Report) {
    let missing: Vec<String> = Words::languages()
        .filter(|(_, name)| !name.text().chars().all(can_show))
        .map(|(lang, _)| lang.to_string())
        .collect();
    if missing.is_empty() {
        report.good("fonts: the bundled faces have the letters of every language.");
    } else {
        report.wrong(&format!(
            "fonts: letters are missing in {}. Build from a whole checkout.",
            missing.join(", ")
        ));
    }
}

fn display(report: &mut Report) {
    match std::env::var("DISPLAY") {
        Ok(display) if !display.is_empty() => report.good(&format!("display: DISPLAY is {display}.")),
        Ok(_) | Err(_) => report.note("display: DISPLAY is not set, so no window can be opened from here. scripts/run uses a virtual one then."),
    }
}

fn cache(config: &Config, report: &mut Report) {
    match config.cache_dir(|name| std::env::var_os(name)) {
        None => report.wrong("cache: there is no home folder. Set [paths] cache, or the last good programme is lost at every start."),
        Some(folder) => match std::fs::create_dir_all(&folder).and_then(|()| feed::cache::write_atomically(&folder.join("check"), b"")) {
            Ok(()) => {
                // What was written to try it out is of no use.
                let _ = std::fs::remove_file(folder.join("check"));
                report.good(&format!("cache: the last good programme is kept in {}.", folder.display()));
            }
            Err(error) => report.wrong(&format!("cache: {} cannot be written ({error}). Set [paths] cache to a folder that can.", folder.display())),
        },
    }
}

/// The screen works without speech, so nothing here is wrong; but nobody would notice until somebody needs it.
fn speech(config: &Config, report: &mut Report) {
    if !config.voice.enabled {
        return report.note("speech: it is switched off, under [voice] in kiosk.toml.");
    }
    let missing = voice::missing(&config.speech(|name| std::env::var_os(name)));
    for trouble in &missing {
        report.note(&format!("speech: {trouble}"));
    }
    if missing.is_empty() {
        report
            .good("speech: dictionary, voices and sound device are there. `hiroba say` lets you hear them.");
    }
}

fn sources(config: &Config, report: &mut Report) -> Result<(), Error> {
    let sources = match &config.sources {
        Sources::Sample => {
            report.note("sources: none is set, so the built-in sample shows. Name one with [[source]].");
            return Ok(());
        }
        Sources::Given(sources) => sources,
    };
    let fetcher = Fetcher::new(Patience::default(), Proxies::OfEnvironment);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for source in sources {
        match runtime.block_on(fetcher.fetch(&source.address, source.limits, None)) {
            Ok(Fetched::New { bytes, .. }) => read(config, source, &bytes, report),
            Ok(Fetched::NotModified(_)) => {
                report.wrong(&format!("source {}: the server sends nothing.", source.name))
            }
            Err(error) => report.wrong(&format!("source {}: {error}", source.name)),
        }
    }
    Ok(())
}

fn read(config: &Config, source: &Source, bytes: &[u8], report: &mut Report) {
    let zone = &config.place.zone;
    match feed::read(source.format, bytes, span(clock::now(), zone), zone) {
        Ok(reading) => {
            let programme = &reading.programme;
            report.good(&format!(
                "source {}: {} meetings, {} notices.",
                source.name,
                programme.meetings.len(),
                programme.notices.len()
            ));
            for problem in &reading.problems {
                let line = problem.line.map(|line| format!(" line {line}")).unwrap_or_default();
                let field = problem.field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
                report.note(&format!("source {}{line}{field}: {}", source.name, problem.message));
            }
        }
        Err(error) => {
            report.wrong(&format!("source {}: {error}. What it gave last goes on showing.", source.name))
        }
    }
}
