//! The interface's own words: one Project Fluent file a language, embedded in the program.
//!
//! No sentence of the interface stands in the code; what a language lacks is said in Japanese.
//! What staff write (titles, notices) is the programme's and never comes through here except as
//! an argument.
//!
//! Another language is one file `ui/lang/<name>/hiroba.ftl` and one row of [`LANGUAGES`].

mod named;
mod say;
mod table;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::text::{Lang, Phrase};

pub use say::Say;

/// A language of the interface.
struct Language {
    lang: Lang,
    /// What its readers call it; never translated.
    own_name: &'static str,
    /// What stands in the place of a preferred break where a text goes into one line.
    joint: &'static str,
    messages: &'static str,
    words: OnceLock<Words>,
}

impl Language {
    const fn new(
        lang: Lang,
        own_name: &'static str,
        joint: &'static str,
        messages: &'static str,
    ) -> Language {
        Language { lang, own_name, joint, messages, words: OnceLock::new() }
    }

    fn words(&'static self) -> &'static Words {
        self.words.get_or_init(|| Words::read(self))
    }
}

/// The first one is what every other falls back to.
static LANGUAGES: [Language; 5] = [
    Language::new(Lang::JA, "日本語", " ", include_str!("../../ui/lang/ja/hiroba.ftl")),
    Language::new(Lang::JA_EASY, "やさしい にほんご", " ", include_str!("../../ui/lang/ja-easy/hiroba.ftl")),
    Language::new(Lang::EN, "English", " ", include_str!("../../ui/lang/en/hiroba.ftl")),
    Language::new(Lang::ZH_HANS, "简体中文", "", include_str!("../../ui/lang/zh-Hans/hiroba.ftl")),
    Language::new(Lang::KO, "한국어", " ", include_str!("../../ui/lang/ko/hiroba.ftl")),
];

/// What a message is given.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A number that messages can choose by.
    Number(i64),
    /// A phrase; its readings stay.
    Phrase(&'a Phrase),
    /// Text or the name of a choice.
    Text(&'a str),
}

impl Arg<'_> {
    /// As it stands in a text that is no message.
    pub fn to_markup(&self) -> String {
        match self {
            Arg::Number(number) => number.to_string(),
            Arg::Phrase(phrase) => phrase.to_markup(),
            Arg::Text(text) => (*text).to_owned(),
        }
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl<'a> From<&'a Phrase> for Arg<'a> {
    fn from(phrase: &'a Phrase) -> Self {
        Arg::Phrase(phrase)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl From<Arg<'_>> for FluentValue<'static> {
    fn from(arg: Arg<'_>) -> Self {
        match arg {
            Arg::Number(number) => FluentValue::from(number),
            Arg::Phrase(phrase) => FluentValue::from(phrase.to_markup()),
            Arg::Text(text) => FluentValue::from(text.to_owned()),
        }
    }
}

/// The interface in one language.
pub struct Words {
    lang: Lang,
    joint: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words for a reader of this language: Japanese where the interface does not speak it.
    pub fn of(lang: Lang) -> &'static Words {
        let [first, ..] = &LANGUAGES;
        LANGUAGES.iter().find(|row| row.lang == lang).unwrap_or(first).words()
    }

    /// The languages of the interface and what each calls itself, in the order they are offered.
    pub fn languages() -> impl Iterator<Item = (Lang, Phrase)> {
        LANGUAGES.iter().map(|row| (row.lang, Phrase::plain(row.own_name)))
    }

    /// A message that could not be read is left out here and found by `tests/words.rs`: a sign
    /// that lacks one word still shows all the others.
    fn read(row: &Language) -> Words {
        let resource = match FluentResource::try_new(row.messages.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let locale: LanguageIdentifier = row.lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate arguments are for texts that mix directions of writing; here
        // they would stand between a number and its counter and break words and furigana.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Words { lang: row.lang, joint: row.joint, bundle }
    }

    /// The language these words are in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message that takes no arguments.
    pub fn say(&self, key: Say) -> Phrase {
        self.say_with(key, &[])
    }

    /// A message with its arguments. A newline in it is the preferred break.
    pub fn say_with(&self, key: Say, args: &[(&str, Arg)]) -> Phrase {
        debug_assert!(
            key.args().iter().all(|name| args.iter().any(|(given, _)| given == name)),
            "{} needs {:?}",
            key.id(),
            key.args()
        );
        let own = self.formatted(key, args);
        let text = own.or_else(|| Words::of(Lang::JA).formatted(key, args)).unwrap_or_default();
        let phrase = Phrase::parse(&text);
        if self.lang.has_furigana() { phrase } else { phrase.without_ruby() }
    }

    /// Whether this language has the message itself.
    pub fn has(&self, key: Say) -> bool {
        self.bundle.get_message(key.id()).is_some_and(|message| message.value().is_some())
    }

    fn formatted(&self, key: Say, args: &[(&str, Arg)]) -> Option<String> {
        let message = self.bundle.get_message(key.id())?;
        let args: FluentArgs = args.iter().map(|(name, arg)| (*name, FluentValue::from(*arg))).collect();
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(message.value()?, Some(&args), &mut problems);
        debug_assert!(problems.is_empty(), "{} in {}: {problems:?}", key.id(), self.lang);
        Some(text.into_owned())
    }

    /// The same text without its preferred breaks: for rows, and for names that are heard.
    pub fn one_line(&self, phrase: &Phrase) -> Phrase {
        Phrase::parse(&phrase.to_markup().replace('\n', self.joint))
    }

    /// The lines of a text, by its preferred breaks.
    pub fn lines(&self, phrase: &Phrase) -> Vec<Phrase> {
        phrase.to_markup().split('\n').map(Phrase::parse).collect()
    }

    /// A list as people say it: "月曜日と 水曜日", "Monday, Wednesday and Friday".
    pub fn list(&self, items: &[Phrase]) -> Phrase {
        let Some((first, rest)) = items.split_first() else { return Phrase::default() };
        let mut list = first.clone();
        for (n, item) in rest.iter().enumerate() {
            let key = if n + 1 == rest.len() { Say::ListLast } else { Say::ListMore };
            list = self.say_with(key, &[("list", (&list).into()), ("item", item.into())]);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_lacks_is_said_in_japanese() {
        let words = Words::read(&Language::new(Lang::KO, "한국어", " ", "home = 처음으로\n"));
        assert_eq!(words.say(Say::Home).text(), "처음으로");
        assert!(!words.has(Say::Back));
        assert_eq!(words.say(Say::Back).text(), "もどる");
    }

    #[test]
    fn one_unreadable_message_leaves_all_others() {
        let words =
            Words::read(&Language::new(Lang::EN, "English", " ", "home = Home\nback = }\nclose = Close\n"));
        assert_eq!(words.say(Say::Home).text(), "Home");
        assert_eq!(words.say(Say::Close).text(), "Close");
        assert_eq!(words.say(Say::Back).text(), "もどる");
    }
}
