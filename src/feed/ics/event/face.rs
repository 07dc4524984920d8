//! What an event says besides its time: texts in their languages, the place, links.

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameterName as Param, ICalendarProperty as Property, ICalendarValue as Value,
};

use super::super::words;
use super::Reader;
use crate::domain::meeting::{Mode, Page};
use crate::domain::text::{Lang, Phrase, Text};
use crate::feed::ProblemKind;

/// What it says besides its time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    pub title: Text,
    pub place: Option<Text>,
    pub description: Option<Text>,
    pub page: Option<Page>,
    pub mode: Option<Mode>,
    pub cancelled: bool,
}

impl Reader<'_> {
    pub(super) fn face(&mut self) -> Face {
        let (place, place_is_online) = self.place();
        let link = self.has_link();
        let title =
            self.texts(&Property::Summary, |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let description = self.texts(&Property::Description, words::plain);
        Face {
            title,
            mode: words::Place::mode(!place.is_empty(), place_is_online || link),
            place: Some(place).filter(|place| !place.is_empty()),
            description: Some(description).filter(|text| !text.is_empty()),
            page: self.page(),
            cancelled: self
                .other("STATUS")
                .is_some_and(|s| s.eq_ignore_ascii_case("CANCELLED") || s.eq_ignore_ascii_case("CANCELED")),
        }
    }

    /// The texts of a property, each in the language it says it is in; Japanese where it says none.
    fn texts(&self, name: &Property, tidy: impl Fn(&str) -> String) -> Text {
        let mut text = Text::default();
        for entry in self.entries(name) {
            let Some(written) = entry.values.first().and_then(Value::as_text) else { continue };
            let lang = lang_of(entry);
            if text.get(lang).is_none() {
                text.set(lang, Phrase::parse(&tidy(written)));
            }
        }
        text
    }

    fn place(&self) -> (Text, bool) {
        let mut online = false;
        let mut text = Text::default();
        for entry in self.entries(&Property::Location) {
            let Some(written) = entry.values.first().and_then(Value::as_text) else { continue };
            let place = words::place(written);
            online |= place.online;
            text.set(lang_of(entry), Phrase::parse(&place.venue.unwrap_or_default()));
        }
        (text, online)
    }

    /// Whether there is a link to a video meeting.
    fn has_link(&self) -> bool {
        [
            "CONFERENCE",
            "X-GOOGLE-CONFERENCE",
            "X-MICROSOFT-SKYPETEAMSMEETINGURL",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        ]
        .iter()
        .any(|name| self.other(name).is_some())
    }

    fn page(&mut self) -> Option<Page> {
        let url = self.other("URL")?;
        let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("http" | "https")) {
            return Some(Page { url: url.to_owned(), number: None });
        }
        self.note(
            "URL",
            ProblemKind::AddressLeftOut,
            "The address is no web page (http or https). It was left out.",
        );
        None
    }
}

/// The language an entry says it is in, by the names the programme uses.
fn lang_of(entry: &ICalendarEntry) -> Lang {
    let written = entry.parameters(&Param::Language).find_map(|value| value.as_text()).unwrap_or("ja");
    let known = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
    if let Some(lang) = known.into_iter().find(|lang| lang.as_str().eq_ignore_ascii_case(written)) {
        return lang;
    }
    let mut parts = written.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    if primary == "zh" {
        let traditional =
            parts.any(|part| ["hant", "tw", "hk", "mo"].iter().any(|name| part.eq_ignore_ascii_case(name)));
        return if traditional { Lang::of("zh-Hant") } else { Lang::ZH_HANS };
    }
    Lang::parse(&primary).unwrap_or(Lang::JA)
}
