//! Words of the screen itself that a place may say in its own way. A closed list: what a button does, and
//! what a visitor is promised (no names, nothing urged), is not among them.

use std::collections::BTreeMap;

use super::text::{Lang, Phrase, Text};

/// Writes the enum, the names, what stands in braces and the longest length from one table.
macro_rules! wordings {
    ($($(#[$doc:meta])* $variant:ident $key:literal $longest:literal $(($($arg:literal),+))?;)*) => {
        /// A text of the screen that can be said otherwise.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Wording { $($(#[$doc])* $variant,)* }

        impl Wording {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Wording] = &[$(Wording::$variant,)*];

            /// Its name in programmes and forms; the built-in message is called the same.
            pub fn key(self) -> &'static str {
                match self { $(Wording::$variant => $key,)* }
            }

            /// How long it may be in one language: full-width characters, or twice as many Latin letters.
            pub fn longest(self) -> usize {
                match self { $(Wording::$variant => $longest,)* }
            }

            /// What may stand in braces, for the screen to fill in.
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Wording::$variant => &[$($($arg,)+)?],)* }
            }
        }
    };
}

wordings! {
    /// In the ring when nothing is planned, and of whoever has arrived.
    WelcomeTitle "welcome-title" 16;
    NothingPlanned "nothing-planned" 60;
    /// How staff can be reached without words.
    StaffHelp "staff-help" 80;
    /// What can be done where there is no room.
    FullChoices "full-choices" 80;
    /// Where one can register while the screen takes nothing.
    AskElsewhere "ask-elsewhere" 80;
    KeepReceipt "keep-receipt" 60;
    LostReceipt "lost-receipt" 60;
    ComeIn "come-in" 40;
    CheckedInPeople "checked-in-people" 60 ("people");
    /// For whoever has taken back, or came too late to register.
    ComeAnyway "come-anyway" 60;
    ThankYou "thank-you" 20;
    /// How the ward's page is found by its number.
    PageHint "page-hint" 60;
}

/// Why a text cannot stand for a wording.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordingError {
    #[error("{{{0}}} is nothing that the screen can fill in here")]
    UnknownArg(String),
    #[error("a brace has no partner")]
    LoneBrace,
}

impl Wording {
    pub fn from_key(key: &str) -> Option<Wording> {
        Wording::ALL.iter().copied().find(|wording| wording.key() == key)
    }

    /// Whether everything in braces is something that the screen fills in.
    ///
    /// # Errors
    /// When it is not.
    pub fn check(self, markup: &str) -> Result<(), WordingError> {
        let mut rest = markup;
        while let Some(at) = rest.find(['{', '}']) {
            let inner = rest.get(at..).unwrap_or_default();
            let inner = inner.strip_prefix('{').ok_or(WordingError::LoneBrace)?;
            let (name, after) = inner.split_once('}').ok_or(WordingError::LoneBrace)?;
            if !self.args().contains(&name) {
                return Err(WordingError::UnknownArg(name.to_owned()));
            }
            rest = after;
        }
        Ok(())
    }
}

/// The texts that a place says in its own way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordings(BTreeMap<Wording, Text>);

impl Wordings {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An empty text takes the wording away.
    pub fn set(&mut self, wording: Wording, text: Text) {
        if text.is_empty() {
            self.0.remove(&wording);
        } else {
            self.0.insert(wording, text);
        }
    }

    /// What is said in a language, with what stands in braces filled in. Nothing where the place has no
    /// words of its own in that very language: then the built-in ones are better than another language.
    pub fn say(&self, wording: Wording, lang: Lang, args: &[(&str, String)]) -> Option<Phrase> {
        let phrase = self.0.get(&wording)?.get(lang)?;
        let mut markup = phrase.to_markup();
        for (name, value) in args {
            markup = markup.replace(&format!("{{{name}}}"), value);
        }
        let phrase = Phrase::parse(&markup);
        Some(if lang.has_furigana() { phrase } else { phrase.without_ruby() })
    }

    /// Every text, to be worked over. None may become empty.
    pub fn each_text(&mut self, work: &mut dyn FnMut(&mut Text)) {
        for text in self.0.values_mut() {
            work(text);
        }
    }

    /// All of them, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (Wording, &Text)> {
        self.0.iter().map(|(wording, text)| (*wording, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_screen_knows_stands_in_braces() {
        let check = |markup: &str, expected: Result<(), WordingError>| {
            assert_eq!(Wording::CheckedInPeople.check(markup), expected, "{markup}");
        };
        check("{people}人です", Ok(()));
        check("どうぞ", Ok(()));
        check("{people}人、{people}人", Ok(()));
        check("{name}さん", Err(WordingError::UnknownArg("name".to_owned())));
        check("{people", Err(WordingError::LoneBrace));
        check("people}", Err(WordingError::LoneBrace));
        check("{ people }人", Err(WordingError::UnknownArg(" people ".to_owned())));
        assert!(Wording::ComeIn.check("{people}").is_err(), "it is told no number");
    }

    #[test]
    fn a_language_without_words_of_its_own_has_none() {
        let mut wordings = Wordings::default();
        wordings.set(Wording::CheckedInPeople, Text::ja("{people}人、[中|なか]へ どうぞ"));
        let people = [("people", "3".to_owned())];
        let said = |lang| wordings.say(Wording::CheckedInPeople, lang, &people);
        assert_eq!(said(Lang::JA).map(|phrase| phrase.to_markup()).as_deref(), Some("3人、中へ どうぞ"));
        assert_eq!(said(Lang::EN), None);
        assert_eq!(said(Lang::JA_EASY), None);
    }
}
