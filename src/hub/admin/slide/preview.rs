//! The real slide beside the form, drawn by a kiosk's own renderer.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Choice;
use super::panel::{REFERENCE, UPRIGHT, panel_words, report_of};
use crate::api;
use crate::api::sync::PanelReport;
use crate::domain::display::{Colours, TextSize};
use crate::domain::text::Lang;
use crate::domain::wording::Wording;
use crate::hub::admin::fields::LANGS;
use crate::hub::audience::Audience;
use crate::hub::own::{self, Row, Scope};
use crate::hub::phone;
use crate::hub::programme::{assemble_with, sample_with};
use crate::hub::store::{Kind, KioskRow, Reading, StoreError};
use crate::hub::web::{Failure, Page};
use crate::hub::{Hub, Sketch};

/// In which language, size and colours, and on which panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Look {
    pub lang: String,
    pub size: String,
    pub colours: String,
    /// Id of a kiosk, `upright`, or nothing for the panel of the design.
    pub panel: String,
    /// Which of several texts, where the picture is of one.
    pub text: String,
    /// For which screens it is: the first of them is meant where none was chosen.
    #[serde(skip)]
    pub audience: Audience,
}

impl Look {
    /// As it was chosen beside a form.
    pub fn of(field: impl Fn(&str) -> String) -> Look {
        let chosen = |name: &str| field(name);
        Look {
            lang: chosen("look-lang"),
            size: chosen("look-size"),
            colours: chosen("look-colours"),
            panel: chosen("look-panel"),
            text: chosen("look-text"),
            audience: Audience::All,
        }
    }

    /// The same of something that is for these screens.
    pub fn of_audience(self, audience: Audience) -> Look {
        Look { audience, ..self }
    }

    fn is_on(&self, kiosk: &KioskRow) -> bool {
        self.audience.reaches(Some(&kiosk.id), kiosk.group.as_deref())
    }

    pub fn lang(&self) -> Lang {
        LANGS.into_iter().find(|lang| lang.as_str() == self.lang).unwrap_or(Lang::JA)
    }

    fn size(&self) -> TextSize {
        TextSize::from_key(&self.size).unwrap_or_default()
    }

    fn colours(&self) -> Colours {
        Colours::from_key(&self.colours).unwrap_or_default()
    }

    fn panel(&self, kiosks: &[KioskRow]) -> PanelReport {
        if self.panel == "upright" {
            return UPRIGHT;
        }
        self.kiosk(kiosks).and_then(report_of).and_then(|report| report.panel).unwrap_or(REFERENCE)
    }

    /// The kiosk whose panel it is; the first that shows it where no panel was chosen, none for a panel without
    /// one.
    fn kiosk<'a>(&self, kiosks: &'a [KioskRow]) -> Option<&'a KioskRow> {
        if self.panel == "upright" {
            return None;
        }
        let chosen = kiosks.iter().find(|kiosk| kiosk.id == self.panel);
        chosen.or_else(|| kiosks.iter().find(|kiosk| self.is_on(kiosk))).or(kiosks.first())
    }

    /// Behind the address of a picture.
    fn query(&self) -> String {
        let safe = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let parts = [
            ("lang", &self.lang),
            ("size", &self.size),
            ("colours", &self.colours),
            ("panel", &self.panel),
            ("text", &self.text),
        ];
        let given = parts.iter().filter(|(_, value)| !value.is_empty() && safe(value));
        given.map(|(name, value)| format!("&{name}={value}")).collect()
    }
}

/// The place where the picture stands, and what can be chosen beside it.
pub struct Shot {
    pub heading: String,
    /// Address of the picture, or the picture itself; empty where there is none.
    pub src: String,
    pub alt: String,
    /// Why there is none.
    pub why: String,
    /// That the screen whose panel it is does not show it.
    pub elsewhere: String,
    pub width: u32,
    pub height: u32,
    pub langs: Vec<Choice>,
    pub sizes: Vec<Choice>,
    pub colours: Vec<Choice>,
    pub panels: Vec<Choice>,
    /// The texts of which one is to be seen; none where there is but one picture.
    pub texts: Vec<Choice>,
}

/// Where an item that was saved has its picture.
pub fn saved(path: &str, version: i64) -> String {
    format!("{path}/preview.png?v={version}")
}

/// What stands beside the form. `saved` is the address of the picture of what was saved, with a question
/// that names its version; `drawn` is a picture of what is not saved.
pub fn shot(
    page: &Page,
    hub: &Hub,
    kiosks: &[KioskRow],
    look: Look,
    saved: Option<String>,
    drawn: Option<Result<Vec<u8>, String>>,
    alt: String,
) -> Shot {
    let panel = look.panel(kiosks);
    let kiosk = look.kiosk(kiosks);
    let chosen = kiosk.map(|kiosk| &kiosk.id);
    let elsewhere = kiosk.filter(|kiosk| !look.is_on(kiosk)).map(|kiosk| &kiosk.name);
    let elsewhere = elsewhere.map(|name| page.with("schedule-shot-elsewhere", "name", name));
    let (src, why, heading) = match (hub.painter(), drawn, saved) {
        (None, _, _) => (String::new(), page.t("schedule-shot-no-painter"), page.t("schedule-shot-head")),
        (Some(_), Some(Ok(png)), _) => {
            let src = format!("data:image/png;base64,{}", base64(&png));
            (src, String::new(), page.t("schedule-shot-typed"))
        }
        (Some(_), Some(Err(_)), _) => {
            (String::new(), page.t("schedule-shot-cannot"), page.t("schedule-shot-head"))
        }
        (Some(_), None, Some(address)) => {
            (format!("{address}{}", look.query()), String::new(), page.t("schedule-shot-saved"))
        }
        (Some(_), None, None) => (String::new(), page.t("schedule-shot-later"), page.t("schedule-shot-head")),
    };
    let choice = |value: &str, word: String, chosen: bool| Choice { value: value.to_owned(), word, chosen };
    let mut panels: Vec<Choice> = kiosks
        .iter()
        .filter_map(|kiosk| {
            let panel = report_of(kiosk)?.panel?;
            let word = format!("{} {}", kiosk.name, panel_words(page, &panel));
            Some(choice(&kiosk.id, word, chosen == Some(&kiosk.id)))
        })
        .collect();
    if panels.is_empty() {
        panels.push(choice("", panel_words(page, &REFERENCE), look.panel.is_empty()));
    }
    panels.push(choice("upright", panel_words(page, &UPRIGHT), look.panel == "upright"));
    let (lang, size, colours) = (look.lang(), look.size(), look.colours());
    Shot {
        elsewhere: elsewhere.unwrap_or_default(),
        heading,
        src,
        alt,
        why,
        width: panel.width_px,
        height: panel.height_px,
        langs: LANGS
            .into_iter()
            .map(|one| choice(one.as_str(), page.t(format!("lang-{one}")), one == lang))
            .collect(),
        sizes: TextSize::ALL
            .into_iter()
            .map(|one| choice(one.key(), page.t(format!("schedule-size-{}", one.key())), one == size))
            .collect(),
        colours: Colours::ALL
            .into_iter()
            .map(|one| choice(one.key(), page.t(format!("schedule-colours-{}", one.key())), one == colours))
            .collect(),
        panels,
        texts: Vec::new(),
    }
}

/// What is to be looked at: one item, as the wire has it.
pub struct Subject<'a> {
    pub kind: Kind,
    pub id: &'a str,
    pub picture: Option<&'a api::Picture>,
    body: Value,
}

impl<'a> Subject<'a> {
    /// # Errors
    /// When it cannot be written down, which would be a mistake of ours.
    pub fn new(
        kind: Kind,
        id: &'a str,
        wire: &impl Serialize,
        picture: Option<&'a api::Picture>,
    ) -> Result<Subject<'a>, StoreError> {
        let mut body = serde_json::to_value(wire).map_err(|error| StoreError::Row(error.to_string()))?;
        if let Value::Object(fields) = &mut body {
            // Also before its time and at any hour: what is looked at is shown.
            fields.remove("shown");
            fields.remove("hours");
        }
        Ok(Subject { kind, id, picture, body })
    }
}

/// A programme with what belongs to the place and this one item, as the kiosk has it whose panel was chosen:
/// its page and contacts may be its own.
///
/// # Errors
/// When the database does.
pub async fn sketch(
    hub: &Hub,
    reading: &mut Reading,
    subject: Subject<'_>,
    look: &Look,
) -> Result<Sketch, StoreError> {
    let mut shown: Vec<Row> = Vec::new();
    for kind in [Kind::Place, Kind::Categories, Kind::Texts, Kind::Reach, Kind::Readings] {
        for item in reading.items(kind).await? {
            let number = item.shown.unwrap_or(item.latest);
            let version = reading.version(kind, &item.id, number).await?;
            shown.extend(version.map(|version| (kind, item.id, Audience::All, version.body)));
        }
    }
    shown.push((subject.kind, subject.id.to_owned(), Audience::All, subject.body.to_string()));
    let kiosks = reading.kiosks().await?;
    let kiosk = look.kiosk(&kiosks);
    let scopes =
        Scope::of_kiosk(kiosk.map(|kiosk| kiosk.id.as_str()), kiosk.and_then(|kiosk| kiosk.group.as_deref()));
    let own = own::fields(&shown, &scopes);
    // The same code as on the screen.
    phone::link_all(hub, phone::in_qr(reading).await?, &own, &mut shown);
    let body = assemble_with(&hub.settings, &shown, |_| true, own)?;
    let mut sketch = drawn_so(hub, reading, body, (subject.kind.key(), subject.id), look).await?;
    if let Some(picture) = subject.picture
        && let Some(hash) = super::picture::hash_of(&picture.source)
        && let Some(found) = reading.picture(&hash).await?
    {
        sketch.give_picture(&picture.source, &found.bytes);
    }
    Ok(sketch)
}

/// The screen on which a text of the place's own stands, with these fields of a programme.
///
/// # Errors
/// When the database does.
pub async fn sketch_wording(
    hub: &Hub,
    reading: &mut Reading,
    wording: Wording,
    own: Map<String, Value>,
    look: &Look,
) -> Result<Sketch, StoreError> {
    drawn_so(hub, reading, sample_with(own)?, (Sketch::WORDING, wording.key()), look).await
}

async fn drawn_so(
    hub: &Hub,
    reading: &mut Reading,
    programme: String,
    (kind, id): (&str, &str),
    look: &Look,
) -> Result<Sketch, StoreError> {
    Ok(Sketch {
        programme,
        kind: kind.to_owned(),
        id: id.to_owned(),
        lang: look.lang().to_string(),
        size: look.size().key().to_owned(),
        colours: look.colours().key().to_owned(),
        panel: look.panel(&reading.kiosks().await?),
        now: hub.now(),
        pictures: std::collections::BTreeMap::new(),
    })
}

/// Has a sketch drawn; nothing where nobody can draw.
pub async fn paint(hub: &Hub, sketch: Sketch) -> Option<Result<Vec<u8>, String>> {
    let painter = hub.painter()?.clone();
    // Drawing takes a moment: not on a thread that serves others.
    let painted = tokio::task::spawn_blocking(move || painter(sketch)).await;
    Some(painted.unwrap_or_else(|error| Err(error.to_string())))
}

/// What was drawn, as an answer.
///
/// # Errors
/// When there is nobody who can draw, or nothing to be drawn.
pub fn answer(painted: Option<Result<Vec<u8>, String>>) -> Result<Response, Failure> {
    match painted {
        Some(Ok(png)) => {
            let marks = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "private, no-cache")];
            Ok((marks, png).into_response())
        }
        Some(Err(why)) => {
            tracing::warn!("A preview was not drawn: {why}");
            Err(Failure::NotFound)
        }
        None => Err(Failure::NotFound),
    }
}

/// Bytes as base64, for a picture inside a page.
pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |i: usize| u32::from(group.get(i).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for (i, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let sign = SIGNS.get(((bits >> shift) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if i <= group.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn bytes_are_written_as_every_browser_reads_them() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(base64(&[0xff, 0xfe, 0xfd]), "//79");
    }
}
