//! The words of staff pages (Japanese, English) and of visitors' phones (five languages): Project
//! Fluent files under `ui/lang/<language>/hub/`. `tests/hub_words.rs` holds pages and files together.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::text::Lang;

/// The files of a language: the frame's, then one for each part of the hub.
macro_rules! files {
    ($lang:literal: $($name:literal),* $(,)?) => {
        &[
            include_str!(concat!("../../ui/lang/", $lang, "/hub.ftl")),
            $(include_str!(concat!("../../ui/lang/", $lang, "/hub/", $name, ".ftl"))),*
        ]
    };
}

struct Row {
    lang: Lang,
    files: &'static [&'static str],
    words: OnceLock<Words>,
}

static STAFF: [Row; 2] = [
    Row {
        lang: Lang::JA,
        files: files!("ja": "sign", "schedule", "notices", "kiosks", "attendance", "accounts", "passkeys", "exchange", "calendars", "sentences", "own", "readings", "easy"),
        words: OnceLock::new(),
    },
    Row {
        lang: Lang::EN,
        files: files!("en": "sign", "schedule", "notices", "kiosks", "attendance", "accounts", "passkeys", "exchange", "calendars", "sentences", "own", "readings", "easy"),
        words: OnceLock::new(),
    },
];

/// The words of the phone pages in one language. What the screen says too is said in its words.
macro_rules! phone {
    ($lang:expr, $name:literal) => {
        Row {
            lang: $lang,
            files: &[include_str!(concat!("../../ui/lang/", $name, "/hub/phone.ftl"))],
            words: OnceLock::new(),
        }
    };
}

static PHONE: [Row; 5] = [
    phone!(Lang::JA, "ja"),
    phone!(Lang::JA_EASY, "ja-easy"),
    phone!(Lang::EN, "en"),
    phone!(Lang::ZH_HANS, "zh-Hans"),
    phone!(Lang::KO, "ko"),
];

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// For staff: Japanese unless it is English.
    pub fn staff(lang: Lang) -> &'static Words {
        let [first, ..] = &STAFF;
        let row = STAFF.iter().find(|row| row.lang == lang).unwrap_or(first);
        row.words.get_or_init(|| Words::read(row))
    }

    /// For a visitor's own phone: Japanese unless it is one of the others.
    pub fn phone(lang: Lang) -> &'static Words {
        let [first, ..] = &PHONE;
        let row = PHONE.iter().find(|row| row.lang == lang).unwrap_or(first);
        row.words.get_or_init(|| Words::read(row))
    }

    fn read(row: &Row) -> Words {
        let locale: LanguageIdentifier = row.lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        for text in row.files {
            let resource = match FluentResource::try_new((*text).to_owned()) {
                // A message that cannot be read is found by the tests; all others stand.
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Words { lang: row.lang, bundle }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is such a message.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// A message with its arguments; its key where there is none, which a test would find.
    pub fn say(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut problems);
        debug_assert!(problems.is_empty(), "{key}: {problems:?}");
        text.into_owned()
    }
}
