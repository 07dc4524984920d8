//! `hiroba preview`: every slide and screen as a picture, with a page to look through.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use hiroba::clock;
use hiroba::config::Config;
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::text::Lang;
use hiroba::feed::cache::write_atomically;
use hiroba::kiosk::core::Now;
use hiroba::kiosk::gallery;
use hiroba::kiosk::sources::Feeding;
use hiroba::screen::offscreen::Offscreen;
use jiff::Zoned;

use super::Error;

#[derive(Args)]
pub struct Arguments {
    /// Folder for the pictures; made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Languages, one after the other: ja, ja-easy, en, zh-Hans, ko. That of the settings without it.
    #[arg(long, value_delimiter = ',', value_parser = language)]
    lang: Vec<Lang>,
    /// light, dark, high-contrast.
    #[arg(long, value_delimiter = ',', value_parser = colours)]
    theme: Vec<Colours>,
    /// normal, large, larger, largest.
    #[arg(long, value_delimiter = ',', value_parser = text_size)]
    text_size: Vec<TextSize>,
    /// Pixels of the panel, as 1920x1080. Upright panels are higher than wide.
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<(u32, u32)>,
    /// Length of a pixel in mm; that of the settings' panel without it.
    #[arg(long, value_name = "MM")]
    mm_per_px: Option<f32>,
    /// The moment that is shown, as 2026-12-03T14:05 in the zone of the place; now without it.
    #[arg(long, value_name = "TIME")]
    at: Option<jiff::civil::DateTime>,
    /// Only pictures whose name contains this.
    #[arg(long, value_name = "PART")]
    only: Option<String>,
}

fn language(text: &str) -> Result<Lang, String> {
    let known: Vec<Lang> = hiroba::view::words::Words::languages().map(|(lang, _)| lang).collect();
    known.iter().copied().find(|lang| lang.as_str() == text).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(Lang::as_str).collect();
        format!("the screen does not speak it; it speaks {}", names.join(", "))
    })
}

fn colours(text: &str) -> Result<Colours, String> {
    Colours::from_key(text).ok_or_else(|| "it is one of light, dark, high-contrast".to_owned())
}

fn text_size(text: &str) -> Result<TextSize, String> {
    TextSize::from_key(text).ok_or_else(|| "it is one of normal, large, larger, largest".to_owned())
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let parsed = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed
        .filter(|(w, h): &(u32, u32)| (240..=8000).contains(w) && (240..=8000).contains(h))
        .ok_or_else(|| "write it as 1920x1080, each side from 240 to 8000".to_owned())
}

pub fn run(arguments: Arguments) -> Result<ExitCode, Error> {
    let mut config = super::settings(arguments.config.clone())?;
    config.panel = panel(&arguments, config.panel);
    let zone = config.place.zone.clone();
    let at = match arguments.at {
        Some(at) => at.to_zoned(zone.clone())?,
        None => Zoned::new(clock::now(), zone.clone()),
    };
    let now = Now { at: at.timestamp(), sure: true };
    super::log::start(&config);
    let mut feeding = Feeding::open(&config, None, now.at);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let had = runtime.block_on(feeding.read_once(now.at));
    let (programme, _) = feeding.first();

    let mut screen = Offscreen::new()?;
    let mut pictures = HashSet::new();
    for (name, picture) in had {
        screen.set_picture(&name, Some(picture));
        pictures.insert(name);
    }
    std::fs::create_dir_all(&arguments.out)?;
    let mut names = Vec::new();
    for variant in variants(&arguments, &config) {
        for exhibit in gallery::walk(&variant, &programme, &pictures, now) {
            let display = &variant.display;
            let name = format!(
                "{}-{}-{}-{}.png",
                exhibit.name,
                display.language,
                display.colours.key(),
                display.text_size.key()
            );
            if arguments.only.as_ref().is_some_and(|part| !name.contains(part.as_str())) {
                continue;
            }
            let picture =
                screen.draw(&exhibit.shown.sheet, exhibit.shown.view.colours, exhibit.shown.view.light);
            write_atomically(&arguments.out.join(&name), &picture.png()?)?;
            names.push(name);
        }
    }
    write_atomically(&arguments.out.join("index.html"), index(&names).as_bytes())?;
    eprintln!("{} pictures are in {}; open index.html there.", names.len(), arguments.out.display());
    Ok(ExitCode::SUCCESS)
}

fn panel(arguments: &Arguments, panel: Panel) -> Panel {
    let Some((width, height)) = arguments.size else {
        return Panel { mm_per_px: arguments.mm_per_px.unwrap_or(panel.mm_per_px), ..panel };
    };
    // The same diagonal unless the pixel is given.
    let diagonal = panel.width_mm().hypot(panel.height_mm());
    let mm_per_px = arguments.mm_per_px.unwrap_or(diagonal / (width as f32).hypot(height as f32));
    Panel { width_px: width, height_px: height, mm_per_px, ..panel }
}

fn variants(arguments: &Arguments, config: &Config) -> Vec<Config> {
    fn or<T: Copy>(given: &[T], else_one: T) -> Vec<T> {
        if given.is_empty() { vec![else_one] } else { given.to_vec() }
    }
    let mut variants = Vec::new();
    for language in or(&arguments.lang, config.display.language) {
        for colours in or(&arguments.theme, config.display.colours) {
            for text_size in or(&arguments.text_size, config.display.text_size) {
                let mut variant = config.clone();
                variant.display.language = language;
                variant.display.colours = colours;
                variant.display.text_size = text_size;
                variants.push(variant);
            }
        }
    }
    variants
}

fn index(names: &[String]) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>hiroba: every screen</title>\n\
         <style>body{font:16px sans-serif;margin:2rem;background:#888}figure{display:inline-block;margin:.5rem}\
         img{max-width:640px;max-height:480px;display:block}figcaption{color:#fff}</style>\n",
    );
    for name in names {
        // Writing to a string cannot fail.
        let _ = writeln!(
            page,
            "<figure><a href=\"{name}\"><img src=\"{name}\" alt=\"{name}\" loading=\"lazy\"></a><figcaption>{name}</figcaption></figure>"
        );
    }
    page
}
