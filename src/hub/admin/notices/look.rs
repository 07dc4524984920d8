//! A notice, a theme or a voice before it is on a screen: its picture, and what to look at.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::de::DeserializeOwned;

use super::{Sort, find};
use crate::api::{Notice, Picture, Text, Theme, Voice};
use crate::domain::playlist::Slide;
use crate::hub::Hub;
use crate::hub::admin::said;
use crate::hub::admin::settings::easy_known;
use crate::hub::admin::slide::easy;
use crate::hub::admin::slide::lint::{self, Line, Said};
use crate::hub::admin::slide::measure;
use crate::hub::admin::slide::preview::{self, Look, Subject};
use crate::hub::store::{KioskRow, Reading, StoreError};
use crate::hub::web::{Failure, Page, Viewer};

/// Links of one item that are tried at once.
const MOST_LINKS: usize = 3;

/// What was written, whichever of the three it is.
pub enum Wire {
    Notice(Notice),
    Theme(Theme),
    Voice(Voice),
}

fn read<T: DeserializeOwned>(body: &str) -> Result<T, Failure> {
    serde_json::from_str(body).map_err(|error| Failure::Internal(format!("a version: {error}")))
}

impl Wire {
    /// # Errors
    /// When a stored row cannot be read, which would be a mistake of ours.
    pub fn read(sort: Sort, body: &str) -> Result<Wire, Failure> {
        Ok(match sort {
            Sort::Notice => Wire::Notice(read(body)?),
            Sort::Theme => Wire::Theme(read(body)?),
            Sort::Voice => Wire::Voice(read(body)?),
        })
    }

    pub fn picture(&self) -> Option<&Picture> {
        match self {
            Wire::Notice(notice) => notice.picture.as_ref(),
            Wire::Theme(theme) => theme.picture.as_ref(),
            Wire::Voice(_) => None,
        }
    }

    /// What is drawn of it.
    ///
    /// # Errors
    /// When it cannot be written down.
    pub fn subject<'a>(&'a self, sort: Sort, id: &'a str) -> Result<Subject<'a>, StoreError> {
        match self {
            Wire::Notice(notice) => Subject::new(sort.kind(), id, notice, self.picture()),
            Wire::Theme(theme) => Subject::new(sort.kind(), id, theme, self.picture()),
            Wire::Voice(voice) => Subject::new(sort.kind(), id, voice, self.picture()),
        }
    }

    /// Its texts, by the names of their fields.
    fn texts(&self) -> Vec<(&'static str, &'static str, &Text)> {
        let mut texts = match self {
            Wire::Notice(notice) => vec![("title", "notice-title", Some(&notice.title))],
            Wire::Theme(theme) => vec![("title", "notice-title", Some(&theme.title))],
            Wire::Voice(voice) => vec![("sentence", "voice-sentence", Some(&voice.sentence))],
        };
        texts.push(match self {
            Wire::Notice(notice) => ("body", "notice-body", notice.body.as_ref()),
            Wire::Theme(theme) => ("body", "notice-body", theme.body.as_ref()),
            Wire::Voice(voice) => ("role", "voice-role", voice.role.as_ref()),
        });
        texts.push(("alt", "notice-alt", self.picture().map(|picture| &picture.alt)));
        texts.into_iter().filter_map(|(name, key, text)| Some((name, key, text?))).collect()
    }

    fn slide(&self) -> Slide {
        match self {
            Wire::Notice(notice) => Slide::Notice(notice.id.clone()),
            Wire::Theme(theme) => Slide::Theme(theme.id.clone()),
            Wire::Voice(voice) => Slide::Voice(voice.id.clone()),
        }
    }

    /// What the picture shows, for who does not see it.
    pub fn said(&self, page: &Page) -> String {
        let lang = page.language();
        let texts = self.texts().into_iter().filter(|(name, ..)| *name != "alt");
        let texts = texts.filter_map(|(_, _, text)| text.to_domain().ok());
        let what = texts.map(|text| text.phrase(lang).text()).collect::<Vec<_>>().join(" ");
        page.with("schedule-shot-of", "what", &what)
    }
}

/// Everything there is to look at. With `links` they are tried once more, whatever is known of them.
///
/// # Errors
/// When the database does.
pub async fn lines(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    (sort, id, wire): (Sort, &str, &Wire),
    (ends, kiosks, links): (Option<i64>, &[KioskRow], bool),
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    if ends.is_some_and(|ends| ends <= hub.now_ms()) {
        let (title, detail) = (page.t("notice-lint-past"), page.t("notice-lint-past-detail"));
        lines.push(Line::open(title, detail, "until", page.t("schedule-lint-day")));
    }
    let sketch = preview::sketch(hub, reading, wire.subject(sort, id)?, &Look::default()).await?;
    let today = said::zoned(hub, hub.now_ms()).date();
    if let Some(programme) = measure::understood(hub, &sketch.programme, today) {
        let field = if sort == Sort::Voice { "sentence-ja" } else { "body-ja" };
        lines.extend(lint::too_long(page, kiosks, field, |lang, size, panel| {
            measure::slide_pages(&programme, &wire.slide(), (lang, size), panel, today)
        }));
    }
    let said = |(name, key, text)| Said { name, label: page.t(key), text };
    let texts: Vec<Said<'_>> = wire.texts().into_iter().map(said).collect();
    lines.extend(lint::translations(page, &texts));
    lines.extend(easy::lines(page, &texts, &easy_known(hub, reading).await?));
    lines.extend(lint::alt(page, wire.picture()));
    lines.extend(lint::contrast(page, reading, wire.picture()).await?);
    for (url, field) in addresses(wire) {
        lines.push(lint::link(page, hub, &url, &field, links).await);
    }
    Ok(lines)
}

/// The addresses of the web in its texts, each once, and the fields they stand in.
pub fn addresses(wire: &Wire) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (name, _, text) in wire.texts() {
        for (lang, words) in &text.0 {
            for url in addresses_in(words) {
                if !found.iter().any(|(known, _)| *known == url) {
                    found.push((url, format!("{name}-{lang}")));
                }
            }
        }
    }
    found.truncate(MOST_LINKS);
    found
}

/// An address ends where its letters do: Japanese goes on without a space.
fn addresses_in(text: &str) -> impl Iterator<Item = String> + '_ {
    text.match_indices("http").filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        let end = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '|' | ']'));
        let url = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ',', ')']);
        let behind = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        (!behind.is_empty()).then(|| url.to_owned())
    })
}

/// The slide of one as it was last saved.
///
/// # Errors
/// When there is none, or nobody who can draw.
pub async fn preview(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Path((sort, id)): Path<(String, String)>,
    Query(look): Query<Look>,
) -> Result<Response, Failure> {
    let sort = Sort::from_key(&sort)?;
    let item = find(&hub, sort, &id).await?;
    let mut reading = hub.store.read().await?;
    let version = reading.version(sort.kind(), &id, item.latest).await?.ok_or(Failure::NotFound)?;
    let wire = Wire::read(sort, &version.body)?;
    let look = look.of_audience(version.audience);
    let sketch = preview::sketch(&hub, &mut reading, wire.subject(sort, &id)?, &look).await?;
    drop(reading);
    preview::answer(preview::paint(&hub, sketch).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_japanese_goes_on() {
        let found = |text: &str| addresses_in(text).collect::<Vec<_>>();
        assert_eq!(found("https://ward.example/a?b=1を 見てください"), ["https://ward.example/a?b=1"]);
        assert_eq!(
            found("See http://a.example, or https://b.example."),
            ["http://a.example", "https://b.example"]
        );
        assert!(found("httpと https:// だけ").is_empty());
    }
}
