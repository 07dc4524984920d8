//! `hiroba say`: speaks a text, or writes its sound to a file, for staff to try the sound.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::channel;

use clap::Args;
use hiroba::domain::speech::{Order, Report, Settings, SpeechId, Utterance};
use hiroba::domain::text::Lang;
use hiroba::voice::{self, Voice};

use super::Error;

#[derive(Args)]
pub struct Arguments {
    /// What is to be said; from standard input without it.
    text: Vec<String>,
    /// The language it is in. Mandarin (zh-Hans) is written in pinyin.
    #[arg(long, default_value = "ja")]
    lang: String,
    /// Writes the sound to this file (WAV) and plays nothing.
    #[arg(long, value_name = "FILE")]
    wav: Option<PathBuf>,
    /// Settings; without it kiosk.toml of this folder, or what holds without one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Tells whose voices and dictionary these are, and what is missing of them.
    #[arg(long)]
    about: bool,
}

pub fn run(arguments: Arguments) -> Result<ExitCode, Error> {
    let config = super::settings(arguments.config)?;
    super::log::start(&config);
    let settings = config.speech(|name| std::env::var_os(name));
    if arguments.about {
        return about(&settings);
    }
    let lang = Lang::parse(&arguments.lang)
        .ok_or_else(|| format!("\"{}\" is no language. Write it as in ja, en, ko.", arguments.lang))?;
    let mut text = arguments.text.join(" ");
    if text.is_empty() {
        std::io::stdin().read_to_string(&mut text)?;
    }
    let utterances = vec![Utterance { lang, text }];
    match arguments.wav {
        Some(file) => {
            let samples = voice::samples(&settings, &utterances).map_err(|trouble| trouble.to_string())?;
            let written = std::fs::write(&file, voice::wav(&samples)?);
            written.map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
            let seconds = samples.len() as f64 / f64::from(voice::RATE);
            println!("{seconds:.1} s of sound are in {}.", file.display());
            Ok(ExitCode::SUCCESS)
        }
        None => speak(&settings, utterances),
    }
}

fn speak(settings: &Settings, utterances: Vec<Utterance>) -> Result<ExitCode, Error> {
    let (tell, told) = channel();
    let voice = Voice::start(settings, move |report| {
        // Whoever listened has gone; then there is nothing to say.
        let _ = tell.send(report);
    })?;
    voice.order(Order::Speak { id: SpeechId(1), utterances });
    for report in told {
        match report {
            Report::Finished { .. } => return Ok(ExitCode::SUCCESS),
            Report::Skipped { trouble, .. } | Report::Failed { trouble, .. } => {
                return Err(trouble.to_string().into());
            }
            Report::Loaded
            | Report::NotLoaded { .. }
            | Report::Started { .. }
            | Report::Set { .. }
            | Report::Headphones(_) => {}
        }
    }
    Err("The voice ended before the text did.".into())
}

fn about(settings: &Settings) -> Result<ExitCode, Error> {
    let mut text = format!("{}\n", voice::ATTRIBUTION);
    text += &format!("\nDictionary: {}\n", settings.dictionary.display());
    text += &format!("Voice:      {}\n", settings.voice.display());
    let missing = voice::missing(settings);
    for trouble in &missing {
        text += &format!("{trouble}\n");
    }
    if missing.is_empty() {
        text += "Nothing is missing.\n";
    }
    super::print_out(&text)?;
    Ok(ExitCode::SUCCESS)
}
