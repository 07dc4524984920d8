//! Every key of `kiosk.toml`, declared once: its name, what it may hold, what holds when it is
//! absent, and what it is for. A test holds `kiosk.toml` to this list, and this list to it.

mod hub;
mod pressed;
mod scanning;
mod voice;

use jiff::civil::Weekday;

use super::kinds::{Clock, Days, Flag, InLanguages, Kind, Language, Languages, Number, OneOf, Whole, Words};
use super::{CornerSide, LANGUAGES, LogFormat, LogLevel, QuietScreen};
use crate::domain::display::{Colours, TextSize};
use crate::domain::text::{Lang, Text};
use crate::feed::Format;

pub(super) use self::hub::{
    HUB, HUB_ADDRESS, HUB_BACKUPS, HUB_CERTIFICATE, HUB_DATABASE, HUB_KEEP_BACKUPS, HUB_KEY, HUB_LISTEN,
    HUB_METRICS_TOKEN, HUB_NEAR_CALENDARS, HUB_PROXIES, HUB_PUBLIC_ADDRESS,
};
pub(super) use self::pressed::{KEYS, key_for};
pub(super) use self::scanning::{SCANNING, SCANNING_PACE_S, SCANNING_WAY};
pub(super) use self::voice::{
    VOICE, VOICE_DEVICE, VOICE_DICTIONARY, VOICE_ENABLED, VOICE_FILE, VOICE_HEADPHONES, VOICE_PRIVATE,
    VOICE_SPEED, VOICE_VOLUME,
};

/// A key that may be absent.
pub(super) struct Key<K: Kind> {
    pub name: &'static str,
    pub kind: K,
    /// What holds when the key is absent.
    pub otherwise: fn() -> K::Value,
    pub doc: &'static str,
}

/// A key without which its table means nothing.
pub(super) struct Required<K: Kind> {
    pub name: &'static str,
    pub kind: K,
    /// How it could look, for the message that it is missing.
    pub example: &'static str,
    pub doc: &'static str,
}

/// What is known of any key, whatever it holds.
pub(super) trait Declared: Sync {
    fn name(&self) -> &'static str;
    fn doc(&self) -> &'static str;
    fn needs(&self) -> String;
}

impl<K: Kind> Declared for Key<K> {
    fn name(&self) -> &'static str {
        self.name
    }
    fn doc(&self) -> &'static str {
        self.doc
    }
    fn needs(&self) -> String {
        self.kind.needs()
    }
}

impl<K: Kind> Declared for Required<K> {
    fn name(&self) -> &'static str {
        self.name
    }
    fn doc(&self) -> &'static str {
        self.doc
    }
    fn needs(&self) -> String {
        self.kind.needs()
    }
}

/// Whether a table stands once or as often as somebody likes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeated {
    Once,
    AnyNumber,
}

/// A table of `kiosk.toml`.
pub(super) struct Section {
    pub name: &'static str,
    pub repeated: Repeated,
    pub keys: &'static [&'static dyn Declared],
}

impl Section {
    /// As it is written: `[panel]`, `[[source]]`.
    pub fn header(&self) -> String {
        match self.repeated {
            Repeated::Once => format!("[{}]", self.name),
            Repeated::AnyNumber => format!("[[{}]]", self.name),
        }
    }
}

/// The tables in the order of `kiosk.toml`.
pub(super) static SECTIONS: [&Section; 14] = [
    &PANEL,
    &PLACE,
    &SOURCE,
    &HUB,
    &CONTENT,
    &DISPLAY,
    &SIGN,
    &ATTENDANCE,
    &VOICE,
    &QUIET,
    &KEYS,
    &SCANNING,
    &PATHS,
    &LOG,
];

const fn once(name: &'static str, keys: &'static [&'static dyn Declared]) -> Section {
    Section { name, repeated: Repeated::Once, keys }
}

const fn any_number(name: &'static str, keys: &'static [&'static dyn Declared]) -> Section {
    Section { name, repeated: Repeated::AnyNumber, keys }
}

pub(super) static PANEL: Section =
    once("panel", &[&DIAGONAL_IN, &WIDTH_PX, &HEIGHT_PX, &LOWER_EDGE_MM, &VIEWING_DISTANCE_MM]);

pub(super) static DIAGONAL_IN: Key<Number> = Key {
    name: "diagonal_in",
    kind: Number { range: (20.0, 100.0), unit: "inches" },
    otherwise: || 43.0,
    doc: "Diagonal of the panel in inches, as it is sold.",
};
pub(super) static WIDTH_PX: Key<Whole> = Key {
    name: "width_px",
    kind: Whole { range: (480, 8192), unit: "pixels" },
    otherwise: || 1920,
    doc: "Pixels of the picture from left to right, as the panel stands.",
};
pub(super) static HEIGHT_PX: Key<Whole> = Key {
    name: "height_px",
    kind: Whole { range: (480, 8192), unit: "pixels" },
    otherwise: || 1080,
    doc: "Pixels of the picture from top to bottom. A panel set upright is higher than wide.",
};
pub(super) static LOWER_EDGE_MM: Key<Number> = Key {
    name: "lower_edge_mm",
    kind: Number { range: (0.0, 1500.0), unit: "mm" },
    otherwise: || 800.0,
    doc: "Height of the picture's lower edge above the floor.",
};
pub(super) static VIEWING_DISTANCE_MM: Key<Number> = Key {
    name: "viewing_distance_mm",
    kind: Number { range: (400.0, 6000.0), unit: "mm" },
    otherwise: || 2000.0,
    doc: "Distance from which a passer-by reads the sign. Letters grow with it.",
};

pub(super) static PLACE: Section = once("place", &[&TIME_ZONE, &PLACE_NAME, &STAFF_PLACE]);

pub(super) static TIME_ZONE: Key<Words> = Key {
    name: "time_zone",
    kind: Words,
    otherwise: || "Asia/Tokyo".to_owned(),
    doc: "The zone in which days begin and end here.",
};
pub(super) static PLACE_NAME: Key<InLanguages> = Key {
    name: "name",
    kind: InLanguages,
    otherwise: || None::<Text>,
    doc: "Name of the place beside the mark. Stands before the name a programme brings.",
};
pub(super) static STAFF_PLACE: Key<InLanguages> = Key {
    name: "staff_place",
    kind: InLanguages,
    otherwise: || None::<Text>,
    doc: "Where staff are, for the screen \"call staff\".",
};

pub(super) static SOURCE: Section =
    any_number("source", &[&SOURCE_NAME, &ADDRESS, &FORMAT, &EVERY_MINUTES, &MAX_MEGABYTES, &TIMEOUT_S]);

pub(super) static SOURCE_NAME: Required<Words> = Required {
    name: "name",
    kind: Words,
    example: "name = \"calendar\"",
    doc: "What the log and `hiroba check` call it.",
};
pub(super) static ADDRESS: Required<Words> = Required {
    name: "address",
    kind: Words,
    example: "address = \"programme.json\"",
    doc: "A file, seen from the folder of kiosk.toml, or an http(s) address.",
};
pub(super) static FORMAT: Key<OneOf<Option<Format>>> = Key {
    name: "format",
    kind: OneOf {
        names: || std::iter::once("auto").chain(Format::ALL.map(Format::key)).collect(),
        from: |name| if name == "auto" { Some(None) } else { Format::from_key(name).map(Some) },
    },
    otherwise: || None,
    doc: "\"auto\" looks at the content.",
};
pub(super) static EVERY_MINUTES: Key<Whole> = Key {
    name: "every_minutes",
    kind: Whole { range: (1, 1440), unit: "minutes" },
    otherwise: || 5,
    doc: "How often it is read again.",
};
pub(super) static MAX_MEGABYTES: Key<Whole> = Key {
    name: "max_megabytes",
    kind: Whole { range: (1, 200), unit: "megabytes" },
    otherwise: || 20,
    doc: "A larger one is refused, unpacked size.",
};
pub(super) static TIMEOUT_S: Key<Whole> = Key {
    name: "timeout_s",
    kind: Whole { range: (1, 600), unit: "seconds" },
    otherwise: || 30,
    doc: "How long one reading may take in all.",
};

pub(super) static CONTENT: Section = once("content", &[&STALE_AFTER_HOURS]);

pub(super) static STALE_AFTER_HOURS: Key<Whole> = Key {
    name: "stale_after_hours",
    kind: Whole { range: (1, 8760), unit: "hours" },
    otherwise: || 24,
    doc: "When content is older the screen says so quietly.",
};

pub(super) static DISPLAY: Section =
    once("display", &[&DISPLAY_LANGUAGES, &DISPLAY_LANGUAGE, &TEXT_SIZE, &COLOURS, &FULLSCREEN]);

pub(super) static DISPLAY_LANGUAGES: Key<Languages> = Key {
    name: "languages",
    kind: Languages { known: &LANGUAGES },
    otherwise: || LANGUAGES.to_vec(),
    doc: "The languages to choose from, in the order of their buttons.",
};
pub(super) static DISPLAY_LANGUAGE: Key<Language> = Key {
    name: "language",
    kind: Language { known: &LANGUAGES },
    otherwise: || Lang::JA,
    doc: "The language at rest.",
};
pub(super) static TEXT_SIZE: Key<OneOf<TextSize>> = Key {
    name: "text_size",
    kind: OneOf { names: || TextSize::ALL.map(TextSize::key).to_vec(), from: TextSize::from_key },
    otherwise: TextSize::default,
    doc: "Size of text at rest.",
};
pub(super) static COLOURS: Key<OneOf<Colours>> = Key {
    name: "colours",
    kind: OneOf { names: || Colours::ALL.map(Colours::key).to_vec(), from: Colours::from_key },
    otherwise: Colours::default,
    doc: "Colours at rest. \"dark\" is for dim rooms.",
};
pub(super) static FULLSCREEN: Key<Flag> = Key {
    name: "fullscreen",
    kind: Flag,
    otherwise: || true,
    doc: "false: in a window, for trying things out at a desk.",
};

pub(super) static SIGN: Section = once("sign", &[&LEAST_DWELL_S, &RETURNS_AFTER_S]);

pub(super) static LEAST_DWELL_S: Key<Whole> = Key {
    name: "least_dwell_s",
    kind: Whole { range: (20, 600), unit: "seconds" },
    otherwise: || 20,
    doc: "How long a slide stands at least; slow readers need 20 s or more. Long text stands longer.",
};
pub(super) static RETURNS_AFTER_S: Key<Whole> = Key {
    name: "returns_after_s",
    kind: Whole { range: (60, 3600), unit: "seconds" },
    otherwise: || 90,
    doc: "When a screen that nobody touches goes back to the sign, added to its reading time.",
};

pub(super) static ATTENDANCE: Section = once(
    "attendance",
    &[&ENABLED, &CHECK_IN_BEFORE_MIN, &HOW_WAS_TODAY_MIN, &ASKS_CATEGORY, &STAFF_CORNER, &KIOSK_NAME],
);

pub(super) static ENABLED: Key<Flag> = Key {
    name: "enabled",
    kind: Flag,
    otherwise: || true,
    doc: "Whether visitors can register and check in here.",
};
pub(super) static CHECK_IN_BEFORE_MIN: Key<Whole> = Key {
    name: "check_in_before_min",
    kind: Whole { range: (0, 1440), unit: "minutes" },
    otherwise: || 30,
    doc: "How long before its start a session can be checked in to. A meeting can say its own.",
};
pub(super) static HOW_WAS_TODAY_MIN: Key<Whole> = Key {
    name: "how_was_today_min",
    kind: Whole { range: (0, 1440), unit: "minutes" },
    otherwise: || 90,
    doc: "How long after a session the screen asks how it was. 0: never.",
};
pub(super) static ASKS_CATEGORY: Key<Flag> = Key {
    name: "asks_category",
    kind: Flag,
    otherwise: || true,
    doc: "Whether visitors are asked as what they take part. They can always leave it unsaid.",
};
pub(super) static STAFF_CORNER: Key<OneOf<Option<CornerSide>>> = Key {
    name: "corner",
    kind: OneOf {
        names: || std::iter::once("none").chain(CornerSide::ALL.map(CornerSide::key)).collect(),
        from: |name| if name == "none" { Some(None) } else { CornerSide::from_key(name).map(Some) },
    },
    otherwise: || Some(CornerSide::TopRight),
    doc: "Five taps into this corner of the screen ask staff for their PIN.",
};
pub(super) static KIOSK_NAME: Key<Words> = Key {
    name: "kiosk",
    kind: Words,
    otherwise: || "kiosk".to_owned(),
    doc: "Name of this display in the records.",
};

pub(super) static QUIET: Section = any_number("quiet", &[&QUIET_FROM, &QUIET_TO, &QUIET_DAYS, &QUIET_SCREEN]);

pub(super) static QUIET_FROM: Required<Clock> =
    Required { name: "from", kind: Clock, example: "from = \"22:00\"", doc: "When the quiet hours begin." };
pub(super) static QUIET_TO: Required<Clock> = Required {
    name: "to",
    kind: Clock,
    example: "to = \"07:00\"",
    doc: "When they end. Earlier than `from`: on the next day; the same: after 24 hours.",
};
pub(super) static QUIET_DAYS: Key<Days> = Key {
    name: "days",
    kind: Days,
    otherwise: Vec::<Weekday>::new,
    doc: "The days on which they begin. Empty: every day.",
};
pub(super) static QUIET_SCREEN: Key<OneOf<QuietScreen>> = Key {
    name: "screen",
    kind: OneOf { names: || QuietScreen::ALL.map(QuietScreen::key).to_vec(), from: QuietScreen::from_key },
    otherwise: || QuietScreen::Dim,
    doc: "\"dim\" shows the sign darkened, \"dark\" a black screen. A touch wakes both.",
};

pub(super) static PATHS: Section = once("paths", &[&CACHE, &RECORDS]);

pub(super) static CACHE: Key<Words> = Key {
    name: "cache",
    kind: Words,
    otherwise: String::new,
    doc: "Folder of the last good programmes. Empty: hiroba in the user's cache folder.",
};
pub(super) static RECORDS: Key<Words> = Key {
    name: "records",
    kind: Words,
    otherwise: String::new,
    doc: "Folder of attendance. Empty: hiroba in the user's state folder.",
};

pub(super) static LOG: Section = once("log", &[&LEVEL, &LOG_FORMAT]);

pub(super) static LEVEL: Key<OneOf<LogLevel>> = Key {
    name: "level",
    kind: OneOf { names: || LogLevel::ALL.map(LogLevel::key).to_vec(), from: LogLevel::from_key },
    otherwise: || LogLevel::Info,
    doc: "How much the log tells.",
};
pub(super) static LOG_FORMAT: Key<OneOf<LogFormat>> = Key {
    name: "format",
    kind: OneOf { names: || LogFormat::ALL.map(LogFormat::key).to_vec(), from: LogFormat::from_key },
    otherwise: || LogFormat::Text,
    doc: "How the lines of the log look: text for people, json for programs, one object on each line.",
};
