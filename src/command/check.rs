//! `hiroba check`: settings, panel, fonts, display and sources, and what to do about each.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use hiroba::clock;
use hiroba::config::geometry::{REACH_FROM_MM, REACH_TO_MM};
use hiroba::config::{Config, Sources, geometry};
use hiroba::domain::display::Panel;
use hiroba::feed;
use hiroba::feed::fetch::{Fetched, Fetcher, Patience, Proxies, Source};
use hiroba::kiosk::core::{Now, Pin};
use hiroba::kiosk::sources::{sample, span};
use hiroba::kiosk::{gallery, pin};
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
    let buttons = buttons(config);
    if let Err(too_small) = legible(panel) {
        report.wrong(&format!(
            "panel: {too_small}. Set panel.viewing_distance_mm to {:.0}, or take a larger panel.",
            too_small.largest_viewing_mm
        ));
    } else if findings.is_empty() {
        let [from, to] = buttons;
        report.good(&format!(
            "panel: buttons stand {from:.0} to {to:.0} mm above the floor, and text is large enough."
        ));
    }
    match within_reach(panel) {
        Some((inner, at)) => report.good(&format!(
            "panel: brought within reach, everything stands {:.0} to {:.0} mm above the floor, {:.0} mm wide.",
            inner.lower_edge_mm,
            inner.lower_edge_mm + at.h,
            at.w
        )),
        // What hangs too high or too low as a whole is told below, with what to do.
        None if findings.is_empty()
            && let Some(remedy) = out_of_reach(panel, buttons) =>
        {
            report.wrong(&format!(
                "panel: not every button is between {REACH_FROM_MM:.0} and {REACH_TO_MM:.0} mm above the floor, where \
                 everybody can touch, and too little of the panel is to bring everything there. {remedy}"
            ));
        }
        None => report.note(
            "panel: too little of it lies 800 to 1100 mm above the floor to bring everything there; \
             visitors are not offered it.",
        ),
    }
    for finding in findings {
        report.wrong(&format!("panel: {finding} {}", finding.remedy()));
    }
}

/// Between which heights above the floor the buttons of all screens lie, mm, at rest and where something is asked:
/// measured on the screens themselves.
fn buttons(config: &Config) -> [f32; 2] {
    let panel = &config.panel;
    let now = Now { at: clock::now(), sure: true };
    let programme = sample(now.at, &config.place.zone);
    let screens = gallery::walk(config, &programme, &HashSet::new(), now);
    let usual = screens.iter().filter(|screen| !screen.shown.view.low);
    let rects = usual.flat_map(|screen| screen.shown.sheet.controls.iter().map(|control| control.rect));
    let floor = |y: f32| panel.lower_edge_mm + panel.height_mm() - y;
    rects.fold([f32::MAX, 0.0], |[from, to], rect| [from.min(floor(rect.bottom())), to.max(floor(rect.y))])
}

/// What helps where buttons leave the heights that everybody reaches. A millimetre more or less is no matter.
fn out_of_reach(panel: &Panel, [from, to]: [f32; 2]) -> Option<String> {
    let too_high = (to - REACH_TO_MM).max(0.0);
    let too_low = (REACH_FROM_MM - from).max(0.0);
    let tens = |mm: f32| (mm / 10.0).ceil() * 10.0;
    // From somewhere on, everything can be brought within reach: that may be less far.
    let brings = |sign: f32, most: f32| {
        let moved = |mm: f32| Panel { lower_edge_mm: panel.lower_edge_mm + sign * mm, ..*panel };
        let steps = (1..).map(|step| step as f32 * 10.0).take_while(|mm| *mm < most);
        steps.into_iter().find(|mm| within_reach(&moved(*mm)).is_some()).unwrap_or(most)
    };
    if too_high > 1.0 {
        Some(format!("Mount the panel {:.0} mm lower.", brings(-1.0, tens(too_high))))
    } else if too_low > 1.0 {
        Some(format!("Mount the panel {:.0} mm higher.", brings(1.0, tens(too_low))))
    } else {
        None
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
