//! What to look at before publishing (公開の前に 見るところ). Nothing here forbids anything: each
//! line says what will be, and where it can be mended.

use super::form::{LANGS, TEXTS, field_of, text_of};
use super::preview::{self, Look, REFERENCE};
use super::{health, links, measure, said, today, understood};
use crate::api;
use crate::domain::display::{Panel, TextSize};
use crate::domain::meeting::{Meeting, Mode, Status, When};
use crate::domain::programme::Programme;
use crate::domain::text::{Lang, Phrase};
use crate::hub::Hub;
use crate::hub::store::{KioskRow, Reading};
use crate::hub::web::{Failure, Page};
use crate::view::layout::MOST_READING;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Something is open; otherwise it is good to know.
    pub open: bool,
    pub title: String,
    pub detail: String,
    /// Id of the field in which it is mended, the language whose texts have to be open, and the
    /// word for the way there.
    pub field: String,
    pub lang: String,
    pub word: String,
}

/// What is looked at.
pub struct Asked<'a> {
    pub wire: &'a api::Meeting,
    pub domain: &'a Meeting,
    pub kiosks: &'a [KioskRow],
    /// Whether links are tried: that asks other machines, so only when somebody wants it.
    pub links: bool,
}

/// Longest sentence of easy Japanese, characters (ACCESSIBILITY).
const LONGEST_EASY: usize = 30;
/// Meetings that are looked through for a clash.
const NEIGHBOURS: i64 = 200;

impl Line {
    fn open(title: String, detail: String, field: &str, word: String) -> Line {
        Line { open: true, title, detail, field: field.to_owned(), lang: String::new(), word }
    }

    fn in_lang(self, lang: Lang) -> Line {
        Line { lang: lang.to_string(), ..self }
    }

    fn good(self) -> Line {
        Line { open: false, ..self }
    }
}

/// Everything there is to look at.
///
/// # Errors
/// When the database does.
pub async fn lines(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    asked: &Asked<'_>,
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    lines.extend(past(page, hub, asked.domain));
    let sketch = preview::sketch(hub, reading, asked.wire, &Look::default()).await?;
    let programme = measure::understood(hub, &sketch.programme, today(hub));
    if let Some(programme) = &programme {
        lines.extend(too_long(page, hub, asked, programme));
        lines.extend(clash(page, hub, reading, asked, programme).await?);
    }
    lines.extend(translations(page, asked.wire));
    lines.extend(easy(page, asked.wire));
    lines.extend(picture(page, asked.wire));
    lines.extend(fax(page, asked.wire));
    if asked.links
        && let Some(address) = &asked.wire.page
    {
        lines.push(link(page, links::answers(&address.url).await));
    }
    Ok(lines)
}

fn past(page: &Page, hub: &Hub, meeting: &Meeting) -> Option<Line> {
    let over = meeting.when.over_at(&hub.settings.zone)?;
    let is_past = over <= hub.now();
    is_past
        .then(|| {
            let field = match meeting.when {
                When::Exact { .. } => "day",
                When::Days { .. } => "first",
                When::Month { .. } => "month",
                When::Undecided => "known-group",
            };
            let (title, detail) = (page.t("schedule-lint-past"), page.t("schedule-lint-past-detail"));
            Line::open(title, detail, field, page.t("schedule-lint-day"))
        })
        // What repeats has its first day behind it, and goes on.
        .filter(|_| meeting.repeats.is_none())
}

/// Whether the slide needs a second page somewhere, and where.
fn too_long(page: &Page, hub: &Hub, asked: &Asked<'_>, programme: &Programme) -> Vec<Line> {
    let Some(meeting) = measure::occurrences(programme, &asked.wire.id).next() else { return Vec::new() };
    let mut panels: Vec<Panel> = asked
        .kiosks
        .iter()
        .filter_map(|kiosk| health::report_of(kiosk)?.panel)
        .map(|report| measure::panel_of(&report))
        .collect();
    if panels.is_empty() {
        panels.push(measure::panel_of(&REFERENCE));
    }
    let today = today(hub);
    let long = |size: TextSize| -> Vec<String> {
        let needs = |lang: Lang| {
            panels
                .iter()
                .any(|panel| measure::pages(programme, &meeting.id, (lang, size), panel, today).len() > 1)
        };
        let langs = LANGS.into_iter().filter(|lang| needs(*lang));
        langs.map(|lang| page.t(format!("schedule-lang-{lang}"))).collect()
    };
    let longest = ["place", "who", "theme", "title"]
        .into_iter()
        .max_by_key(|name| {
            text_of(asked.wire, name).and_then(|text| text.0.get("ja")).map_or(0, |text| text.chars().count())
        })
        .unwrap_or("place");
    let field = field_of(longest, Lang::JA);
    let mut lines = Vec::new();
    let (normal, largest) = (long(TextSize::Normal), long(TextSize::Largest));
    let joint = page.t("schedule-joint");
    let said = |langs: &[String]| page.with("schedule-lint-pages-detail", "langs", &langs.join(&joint));
    if !normal.is_empty() {
        lines.push(Line::open(
            page.t("schedule-lint-pages"),
            said(&normal),
            &field,
            page.t("schedule-lint-shorten"),
        ));
    } else if !largest.is_empty() {
        let title = page.t("schedule-lint-pages-largest");
        lines.push(Line::open(title, said(&largest), &field, page.t("schedule-lint-shorten")));
    }
    let reading: f32 = measure::pages(
        programme,
        &meeting.id,
        (Lang::JA, TextSize::Normal),
        &measure::panel_of(&REFERENCE),
        today,
    )
    .into_iter()
    .fold(0.0, f32::max);
    if reading > MOST_READING {
        let title = page.n("schedule-lint-much", reading.round() as i64);
        lines.push(Line::open(
            title,
            page.t("schedule-lint-much-detail"),
            &field,
            page.t("schedule-lint-shorten"),
        ));
    }
    lines
}

/// Meetings in the same place at the same time.
async fn clash(
    page: &Page,
    hub: &Hub,
    reading: &mut Reading,
    asked: &Asked<'_>,
    programme: &Programme,
) -> Result<Option<Line>, Failure> {
    let Some(place) = place_of(asked.domain) else { return Ok(None) };
    let times: Vec<(i64, i64)> =
        measure::occurrences(programme, &asked.wire.id).filter_map(|meeting| span_of(hub, meeting)).collect();
    let (Some(from), Some(until)) =
        (times.iter().map(|(from, _)| *from).min(), times.iter().map(|(_, until)| *until).max())
    else {
        return Ok(None);
    };
    for listed in reading.meetings_between(from, until, NEIGHBOURS).await? {
        if listed.item.id == asked.wire.id {
            continue;
        }
        let Ok(wire) = understood(&listed.body) else { continue };
        let Some(other) = said::domain(&wire, &hub.settings.zone) else { continue };
        if place_of(&other).as_ref() != Some(&place) {
            continue;
        }
        let their = preview::sketch(hub, reading, &wire, &Look::default()).await?;
        let Some(their) = measure::understood(hub, &their.programme, today(hub)) else { continue };
        let meets = measure::occurrences(&their, &wire.id)
            .filter_map(|meeting| span_of(hub, meeting))
            .find(|(begin, end)| times.iter().any(|(from, until)| begin < until && from < end));
        if let Some((begin, _)) = meets {
            let name = said::name(&other, page.language());
            let when = said::moment(page, begin, &hub.settings.zone, today(hub));
            let detail = page.with_all("schedule-lint-clash-detail", &[("name", &name), ("when", &when)]);
            let word = page.t("schedule-lint-clash-way");
            return Ok(Some(Line::open(page.t("schedule-lint-clash"), detail, "place-ja", word)));
        }
    }
    Ok(None)
}

/// Where it is, as far as two can be in one place.
fn place_of(meeting: &Meeting) -> Option<String> {
    if meeting.status == Status::Cancelled || meeting.mode == Some(Mode::Online) {
        return None;
    }
    let place = meeting.place.as_ref()?.phrase(Lang::JA).text();
    Some(place.split_whitespace().collect())
}

/// From when until when it takes the room: only what has times.
fn span_of(hub: &Hub, meeting: &Meeting) -> Option<(i64, i64)> {
    let When::Exact { start, .. } = &meeting.when else { return None };
    let over = meeting.when.over_at(&hub.settings.zone)?;
    Some((start.timestamp().as_millisecond(), over.as_millisecond()))
}

/// Which texts are not written in which language.
fn translations(page: &Page, wire: &api::Meeting) -> Vec<Line> {
    let mut lines = Vec::new();
    for lang in LANGS.into_iter().filter(|lang| *lang != Lang::JA) {
        let missing: Vec<&str> = TEXTS
            .into_iter()
            .filter(|name| {
                text_of(wire, name)
                    .is_some_and(|text| !text.is_empty() && !text.0.contains_key(lang.as_str()))
            })
            .collect();
        let Some(first) = missing.first() else { continue };
        let names: Vec<String> = missing.iter().map(|name| page.t(format!("schedule-f-{name}"))).collect();
        let language = page.t(format!("schedule-lang-{lang}"));
        let title = page.with("schedule-lint-translation", "lang", &language);
        let detail =
            page.with("schedule-lint-translation-detail", "fields", &names.join(&page.t("schedule-joint")));
        let word = page.t("schedule-todo-translate");
        lines.push(Line::open(title, detail, &field_of(first, lang), word).in_lang(lang));
    }
    lines
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々')
}

/// Easy Japanese: readings, and sentences that are not too long.
fn easy(page: &Page, wire: &api::Meeting) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut readings = Vec::new();
    for name in TEXTS {
        let Some(markup) = text_of(wire, name).and_then(|text| text.0.get(Lang::JA_EASY.as_str())) else {
            continue;
        };
        let (phrase, field) = (Phrase::parse(markup), field_of(name, Lang::JA_EASY));
        let label = page.t(format!("schedule-f-{name}"));
        let bare: Vec<String> = phrase
            .chunks()
            .iter()
            .filter(|chunk| chunk.ruby.is_none())
            .flat_map(|chunk| chunk.base.split(|c| !is_kanji(c)).map(str::to_owned).collect::<Vec<_>>())
            .filter(|word| !word.is_empty())
            .collect();
        readings.extend(
            phrase
                .chunks()
                .iter()
                .filter_map(|chunk| chunk.ruby.as_ref().map(|ruby| format!("{}（{ruby}）", chunk.base))),
        );
        if !bare.is_empty() {
            let detail = page.with_all(
                "schedule-lint-reading-detail",
                &[("field", &label), ("words", &bare.join(&page.t("schedule-joint")))],
            );
            let word = page.t("schedule-lint-reading-way");
            lines.push(
                Line::open(page.t("schedule-lint-reading"), detail, &field, word).in_lang(Lang::JA_EASY),
            );
        }
        let text = phrase.text();
        let long = text.split_inclusive(['。', '！', '？', '\n']).map(str::trim);
        if let Some(sentence) = long.max_by_key(|sentence| sentence.chars().count())
            && sentence.chars().count() > LONGEST_EASY
        {
            let count = sentence.chars().count();
            let title = page.n("schedule-lint-sentence", count as i64);
            let detail = page.with("schedule-lint-sentence-detail", "field", &label);
            let word = page.t("schedule-lint-shorten");
            lines.push(Line::open(title, detail, &field, word).in_lang(Lang::JA_EASY));
        }
    }
    readings.dedup();
    if !readings.is_empty() && lines.is_empty() {
        let words = readings.iter().take(6).map(|word| page.with("schedule-quoted", "word", word));
        let detail = page.with("schedule-lint-readings-detail", "words", &words.collect::<String>());
        let word = page.t("schedule-lint-readings-way");
        let title = page.t("schedule-lint-readings");
        lines.push(Line::open(title, detail, "theme-ja-easy", word).in_lang(Lang::JA_EASY).good());
    }
    lines
}

fn picture(page: &Page, wire: &api::Meeting) -> Option<Line> {
    let picture = wire.picture.as_ref()?;
    (!picture.alt.0.contains_key("ja")).then(|| {
        let (title, detail) = (page.t("schedule-lint-alt"), page.t("schedule-mend-alt"));
        Line::open(title, detail, "alt-ja", page.t("schedule-lint-write"))
    })
}

/// Fax is how many deaf residents reach an office.
fn fax(page: &Page, wire: &api::Meeting) -> Option<Line> {
    let contact = wire.contact.as_ref()?;
    (contact.tel.is_some() && contact.fax.is_none()).then(|| {
        let (title, detail) = (page.t("schedule-lint-fax"), page.t("schedule-lint-fax-detail"));
        Line::open(title, detail, "fax", page.t("schedule-lint-write"))
    })
}

fn link(page: &Page, answer: Result<u16, links::Trouble>) -> Line {
    let word = page.t("schedule-lint-link-way");
    match answer {
        Ok(status @ 200..400) => {
            let detail = page.n("schedule-lint-link-good", i64::from(status));
            Line::open(page.t("schedule-lint-link-answers"), detail, "url", word).good()
        }
        Ok(status) => {
            let detail = page.n("schedule-lint-link-status", i64::from(status));
            Line::open(page.t("schedule-lint-link"), detail, "url", word)
        }
        Err(trouble) => Line::open(page.t("schedule-lint-link"), page.t(trouble.key()), "url", word),
    }
}
