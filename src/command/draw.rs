//! `hiroba draw`: one picture of one slide, asked for on standard input. The hub starts it for
//! previews: a window system belongs to one thread of a process, so each picture has its own.

use std::collections::HashSet;
use std::io::Read;
use std::process::ExitCode;

use hiroba::config::Config;
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::text::Lang;
use hiroba::domain::wording::Wording;
use hiroba::feed::{self, Format, Span};
use hiroba::hub::Sketch;
use hiroba::kiosk::core::Now;
use hiroba::kiosk::gallery;
use hiroba::screen::offscreen::Offscreen;
use hiroba::screen::pictures;
use hiroba::view::words::Words;
use jiff::ToSpan;

use super::Error;

/// Largest request, bytes: a programme of one item with its pictures.
const LARGEST: u64 = 64 << 20;
/// Sides of a panel that is drawn, px.
const SIDES: std::ops::RangeInclusive<u32> = 240..=8000;
/// How many days ahead repeating meetings are looked for, as on the sign.
const AHEAD_DAYS: i64 = 400;

/// Reads a sketch from standard input and writes its picture to standard output.
///
/// # Errors
/// When there is nothing to draw, and why.
pub fn run() -> Result<ExitCode, Error> {
    let mut text = String::new();
    std::io::stdin().lock().take(LARGEST).read_to_string(&mut text)?;
    let sketch: Sketch = serde_json::from_str(&text)?;
    let png = draw(&sketch)?;
    super::write_out(|out| out.write_all(&png))?;
    Ok(ExitCode::SUCCESS)
}

fn draw(sketch: &Sketch) -> Result<Vec<u8>, Error> {
    let mut config = Config { panel: panel(sketch)?, ..Config::default() };
    let known = |lang: &Lang| Words::languages().any(|(known, _)| known == *lang);
    config.display.language =
        Lang::parse(&sketch.lang).filter(known).ok_or("the screen does not speak this language")?;
    config.display.text_size = TextSize::from_key(&sketch.size).ok_or("there is no such text size")?;
    config.display.colours = Colours::from_key(&sketch.colours).ok_or("there are no such colours")?;
    let today = sketch.now.to_zoned(config.place.zone.clone()).date();
    let span = Span { today, from: today, to: today.checked_add(AHEAD_DAYS.days())? };
    let reading = feed::read(Some(Format::Json), sketch.programme.as_bytes(), span, &config.place.zone)?;
    let mut screen = Offscreen::new()?;
    let mut had = HashSet::new();
    for (source, bytes) in sketch.given_pictures() {
        screen.set_picture(source, Some(pictures::decode(&bytes)?));
        had.insert(source.to_owned());
    }
    let now = Now { at: sketch.now, sure: true };
    let shown = match Wording::from_key(&sketch.id).filter(|_| sketch.kind == Sketch::WORDING) {
        Some(wording) => gallery::wording(&config, &reading.programme, now, wording),
        None => gallery::slide(&config, &reading.programme, &had, now, &sketch.kind),
    };
    let shown = shown.ok_or("nothing of it is on the screen at this time")?;
    Ok(screen.draw(&shown.sheet, shown.view.colours, shown.view.light).png()?)
}

/// The panel of a kiosk, as far as it can be one: what a kiosk says of itself is not believed blindly.
fn panel(sketch: &Sketch) -> Result<Panel, Error> {
    let report = &sketch.panel;
    let sides = SIDES.contains(&report.width_px) && SIDES.contains(&report.height_px);
    let lengths = (5.0..=200.0).contains(&report.diagonal_in)
        && (0.0..=3000.0).contains(&report.lower_edge_mm)
        && (100.0..=20_000.0).contains(&report.viewing_distance_mm);
    if !(sides && lengths) {
        return Err("there is no such panel".into());
    }
    Ok(Panel {
        lower_edge_mm: report.lower_edge_mm as f32,
        viewing_mm: report.viewing_distance_mm as f32,
        ..Panel::by_diagonal(report.diagonal_in as f32, report.width_px, report.height_px)
    })
}
