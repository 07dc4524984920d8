//! Settings: `kiosk.toml` -> what is written there ([`raw`]) -> [`Config`], which is valid as a
//! whole, so that no later code checks a setting again.
//!
//! All problems are found at once, each with its line, its key and how to mend it. What settings
//! must never know: what a programme holds, and how anything is drawn.

pub mod geometry;
mod keymap;
mod keys;
mod kinds;
mod networks;
mod problem;
mod raw;
mod understand;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;

pub use self::keymap::{Action, Key, KeyMap};
pub use self::problem::{ConfigProblem, ConfigProblems};
use self::raw::{FileConfig, Reader};
use crate::domain::attendance::House;
use crate::domain::display::{Colours, Panel, TextSize};
pub use crate::domain::quiet::{Quiet, QuietScreen};
use crate::domain::speech::{self, Jack, Speed, Volume};
use crate::domain::text::{Lang, Text};
use crate::feed::fetch::Source;

/// The languages the screen speaks. Another one is its words in `ui/lang/` and a line here.
pub const LANGUAGES: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];

/// Settings as a whole, valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub panel: Panel,
    pub place: Place,
    pub sources: Sources,
    pub hub: HubSettings,
    /// From this age on the screen says how old its content is.
    pub stale_after: Duration,
    pub display: Display,
    pub sign: Sign,
    pub attendance: Attendance,
    pub voice: ReadAloud,
    pub quiet: Vec<Quiet>,
    pub keys: KeyMap,
    pub scanning: Scanning,
    /// Where the last good programmes are kept, when settings say it; see [`Config::cache_dir`].
    pub cache: Option<PathBuf>,
    /// Where attendance is kept, when settings say it; see [`Config::records_dir`].
    pub records: Option<PathBuf>,
    pub log: LogLevel,
    pub log_format: LogFormat,
}

/// Where the screen stands. Its texts stand before those of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub zone: TimeZone,
    pub name: Option<Text>,
    pub staff_place: Option<Text>,
}

/// Where programmes come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Sources {
    /// Nobody has named any: the built-in sample shows what the sign can do.
    Sample,
    /// At least one; names and addresses differ.
    Given(Vec<Source>),
}

/// Which hub the screen belongs to, and how the one of this machine is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubSettings {
    /// The address of another machine's hub, without a stroke at its end; nothing: its own.
    pub elsewhere: Option<String>,
    /// Address and port to listen at.
    pub listen: String,
    pub public_address: Option<String>,
    /// A file, or an address that starts with `postgres://`.
    pub database: Option<String>,
    /// Files of certificate and key.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// Folder of the daily copies; nothing: beside the database.
    pub backups: Option<PathBuf>,
    /// How many copies are kept.
    pub keep_backups: usize,
    /// Opens the figures to other machines.
    pub metrics_token: Option<String>,
    /// Calendars may be read from this machine itself too.
    pub near_calendars: bool,
    /// Where proxies are that say for whom they ask, beside those on this machine.
    pub proxies: Vec<ipnet::IpNet>,
}

/// How the screen looks at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Display {
    /// At least one, each once.
    pub languages: Vec<Lang>,
    /// One of `languages`.
    pub language: Lang,
    pub text_size: TextSize,
    pub colours: Colours,
    pub fullscreen: bool,
}

/// How fast the sign goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// At least 20 s (ACCESSIBILITY row 10).
    pub least_dwell: Duration,
    /// Added to the reading time, so that nobody who reads is ever interrupted (row 11).
    pub returns_after: Duration,
}

/// What visitors can do about attendance, and where staff come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    pub enabled: bool,
    pub house: House,
    /// The corner into which staff tap.
    pub corner: Option<CornerSide>,
    /// Name of this display in the records.
    pub kiosk: String,
}

/// A corner of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CornerSide {
    TopLeft,
    TopRight,
}

impl CornerSide {
    pub const ALL: [CornerSide; 2] = [CornerSide::TopLeft, CornerSide::TopRight];

    /// The name in `kiosk.toml`.
    pub fn key(self) -> &'static str {
        match self {
            CornerSide::TopLeft => "top-left",
            CornerSide::TopRight => "top-right",
        }
    }

    pub fn from_key(key: &str) -> Option<CornerSide> {
        CornerSide::ALL.into_iter().find(|side| side.key() == key)
    }
}

/// How everything is worked with one key (ACCESSIBILITY row 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scanning {
    pub way: ScanningWay,
    /// How long the frame stands at one place.
    pub pace: Duration,
}

/// What walks and what takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanningWay {
    /// The frame walks by itself; a press takes what it stands on.
    Auto,
    /// A press walks on; waiting takes.
    Step,
}

impl ScanningWay {
    pub const ALL: [ScanningWay; 2] = [ScanningWay::Auto, ScanningWay::Step];

    /// The name in `kiosk.toml`.
    pub fn key(self) -> &'static str {
        match self {
            ScanningWay::Auto => "auto",
            ScanningWay::Step => "step",
        }
    }

    pub fn from_key(key: &str) -> Option<ScanningWay> {
        ScanningWay::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// Whether and how the screen can be read aloud; see [`Config::speech`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAloud {
    pub enabled: bool,
    /// Name of an ALSA device; nothing: the usual one.
    pub device: Option<String>,
    pub dictionary: Option<PathBuf>,
    pub voice: Option<PathBuf>,
    pub speed: Speed,
    pub volume: Volume,
    pub jack: Jack,
    /// Whether only the one in front hears it, also where no jack can tell.
    pub private: bool,
}

/// How much the log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    pub const ALL: [LogLevel; 5] =
        [LogLevel::Error, LogLevel::Warn, LogLevel::Info, LogLevel::Debug, LogLevel::Trace];

    /// The name in `kiosk.toml`, which is also the one a log filter takes.
    pub fn key(self) -> &'static str {
        match self {
            LogLevel::Error => "error",
            LogLevel::Warn => "warn",
            LogLevel::Info => "info",
            LogLevel::Debug => "debug",
            LogLevel::Trace => "trace",
        }
    }

    pub fn from_key(key: &str) -> Option<LogLevel> {
        LogLevel::ALL.into_iter().find(|level| level.key() == key)
    }
}

/// How the lines of the log look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: each line one object of JSON.
    Json,
}

impl LogFormat {
    pub const ALL: [LogFormat; 2] = [LogFormat::Text, LogFormat::Json];

    /// The name in `kiosk.toml`.
    pub fn key(self) -> &'static str {
        match self {
            LogFormat::Text => "text",
            LogFormat::Json => "json",
        }
    }

    pub fn from_key(key: &str) -> Option<LogFormat> {
        LogFormat::ALL.into_iter().find(|format| format.key() == key)
    }
}

/// A key of `kiosk.toml`, for `kiosk.toml` itself and for documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyDoc {
    /// As its table is written: "[panel]", "[[source]]".
    pub table: String,
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// What it may hold.
    pub needs: String,
}

/// Every key there is, in the order of `kiosk.toml`.
pub fn reference() -> Vec<KeyDoc> {
    let of = |section: &&'static keys::Section| {
        let table = section.header();
        section.keys.iter().map(move |key| KeyDoc {
            table: table.clone(),
            name: key.name(),
            doc: key.doc(),
            needs: key.needs(),
        })
    };
    keys::SECTIONS.iter().flat_map(of).collect()
}

/// Dictionary and voice for every user of the machine.
const VOICES_OF_ALL: &str = "/var/lib/hiroba/voice";

/// Larger settings are none.
const MAX_BYTES: u64 = 1 << 20;

impl Config {
    /// Reads the settings somebody named.
    ///
    /// # Errors
    /// With everything that is wrong; also when the file is not there or cannot be read.
    pub fn load(path: &Path) -> Result<Config, ConfigProblems> {
        match read_text(path) {
            Ok(text) => Config::parse(&text, path),
            Err(problem) => Err(ConfigProblems::new(path, vec![problem])),
        }
    }

    /// Reads the settings at their usual place; when there are none, the defaults hold.
    ///
    /// # Errors
    /// As [`Config::load`], but a missing file is none.
    pub fn load_if_there(path: &Path) -> Result<Config, ConfigProblems> {
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
            Ok(_) | Err(_) => Config::load(path),
        }
    }

    /// Understands the text of a settings file. `path` names it in messages, and files it names
    /// are seen from the folder it lies in.
    ///
    /// # Errors
    /// With everything that is wrong.
    pub fn parse(text: &str, path: &Path) -> Result<Config, ConfigProblems> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file = FileConfig::parse(text).map_err(|problem| ConfigProblems::new(path, vec![problem]))?;
        let mut reader = Reader::new(&file);
        let folder = path.parent().unwrap_or(Path::new(""));
        let config = understand::config(&mut reader, folder);
        let problems = reader.into_problems();
        if problems.is_empty() { Ok(config) } else { Err(ConfigProblems::new(path, problems)) }
    }

    /// The folder of the last good programmes: as set, else in the user's cache folder as the XDG
    /// base directories say. Nothing when there is neither; then nothing is kept.
    pub fn cache_dir(&self, env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
        self.cache.clone().or_else(|| of_user(env, "XDG_CACHE_HOME", ".cache"))
    }

    /// The folder of attendance: as set, else the one that systemd gives a service, else in the
    /// user's state folder as the XDG base directories say.
    pub fn records_dir(&self, env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
        let of_user = || of_user(&env, "XDG_STATE_HOME", ".local/state");
        self.records.clone().or_else(|| of_service(&env)).or_else(of_user)
    }

    /// What the voice has to know. Dictionary and voice lie where settings say, else in the folder of
    /// [`Config::voices_dir`], else, when that is not there, in the one for everybody on this machine.
    pub fn speech(&self, env: impl Fn(&str) -> Option<OsString>) -> speech::Settings {
        let ReadAloud { enabled: _, device, dictionary, voice, speed, volume, jack, private: _ } =
            &self.voice;
        let own = Config::voices_dir(env);
        let of_all = Path::new(VOICES_OF_ALL);
        let usual = if !own.exists() && of_all.exists() { of_all } else { &own };
        speech::Settings {
            device: device.clone(),
            dictionary: dictionary.clone().unwrap_or_else(|| usual.join("dictionary")),
            voice: voice.clone().unwrap_or_else(|| usual.join("mei_normal.htsvoice")),
            program: PathBuf::from("espeak-ng"),
            speed: *speed,
            volume: *volume,
            jack: jack.clone(),
        }
    }

    /// Where scripts/voices puts dictionary and voice: `voice` in the folder that systemd gives a
    /// service, else in the user's folder of data as the XDG base directories say, else in that of the
    /// machine.
    pub fn voices_dir(env: impl Fn(&str) -> Option<OsString>) -> PathBuf {
        let folder = of_service(&env).or_else(|| of_user(&env, "XDG_DATA_HOME", ".local/share"));
        folder.map_or_else(|| PathBuf::from(VOICES_OF_ALL), |folder| folder.join("voice"))
    }
}

/// The folder that systemd gives a service. It puts several apart by colons; the first is the
/// service's own, and needs no "hiroba" below it.
fn of_service(env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folders = env("STATE_DIRECTORY")?;
    let first = std::env::split_paths(&folders).next()?;
    first.is_absolute().then_some(first)
}

/// `hiroba` in one of the user's base directories: that of the variable, else that below home.
fn of_user(env: impl Fn(&str) -> Option<OsString>, variable: &str, below_home: &str) -> Option<PathBuf> {
    // The XDG specification has relative paths ignored.
    let absolute = |name: &str| env(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(below_home)));
    base.map(|base| base.join("hiroba"))
}

impl Default for Config {
    /// What holds without any `kiosk.toml`.
    fn default() -> Config {
        Config::parse("", Path::new("kiosk.toml")).unwrap_or_else(|problems| {
            // No text can complain about a default only if the table of keys contradicts itself,
            // which the first test would find.
            unreachable!("the defaults contradict themselves: {problems}")
        })
    }
}

fn read_text(path: &Path) -> Result<String, ConfigProblem> {
    let metadata = std::fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ConfigProblem::of_file(
            "There is no such file.",
            "Check the path after --config, or leave it out to start with the defaults.",
        ),
        _ => unreadable(&error),
    })?;
    if !metadata.is_file() {
        return Err(ConfigProblem::of_file("This is not a file.", "Name the file kiosk.toml itself."));
    }
    if metadata.len() > MAX_BYTES {
        return Err(ConfigProblem::of_file(
            "This is larger than 1 MB, so it cannot be a settings file.",
            "Name the file kiosk.toml itself.",
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let newlines = good.iter().filter(|byte| **byte == b'\n').count();
        ConfigProblem {
            line: u32::try_from(newlines + 1).ok(),
            key: None,
            what: "From here on the text is not in UTF-8.".to_owned(),
            remedy: "Save the file again with the encoding UTF-8 (in an editor: Save as, encoding)."
                .to_owned(),
        }
    })
}

fn unreadable(error: &io::Error) -> ConfigProblem {
    ConfigProblem::of_file(
        format!("The file cannot be read ({error})."),
        "Check who may read it and the folders above it.",
    )
}
