//! What is here as a file would say it: written as such a file, and read back.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::compare::{Here, value};
use super::ids::kept;
use super::out::{Chosen, Making, Shape, around};
use super::span;
use crate::domain::text::Lang;
use crate::feed::{self, Format};
use crate::hub::Hub;
use crate::hub::audience::Audience;
use crate::hub::outward::host_of;
use crate::hub::phone::{self, address};
use crate::hub::store::Reading;
use crate::hub::web::Failure;

/// A meeting by its fields of the wire.
type Fields = Map<String, Value>;

/// All meetings in one language, by their ids.
pub struct Written {
    /// With what each says itself.
    own: HashMap<String, Fields>,
    /// As they go out: a calendar has beside it what its readers need, the phone page and how to ask. A
    /// file that does not have it, because it comes from elsewhere, says nothing else by that.
    out: HashMap<String, Fields>,
}

impl Written {
    /// What a meeting says itself.
    pub fn own(&self, id: &str) -> Option<&Fields> {
        self.own.get(id)
    }

    /// What a file says of a meeting, without what stands in it only because it goes out from here.
    pub fn without_beside(&self, id: &str, there: &Fields) -> Fields {
        let mut there = there.clone();
        let (Some(own), Some(out)) = (self.own.get(id), self.out.get(id)) else { return there };
        let beside = [out.get(DESCRIPTION), own.get(DESCRIPTION)].map(|said| said.and_then(Value::as_str));
        if let [Some(out), own] = beside
            && let Some(beside) = out.strip_prefix(own.unwrap_or_default())
            && let Some(said) = there.get(DESCRIPTION).and_then(Value::as_str)
            && let Some(said) = said.strip_suffix(beside).map(str::trim_end).map(str::to_owned)
        {
            match said.is_empty() {
                true => there.remove(DESCRIPTION),
                false => there.insert(DESCRIPTION.to_owned(), Value::from(said)),
            };
        }
        if there.get(PAGE).is_some_and(|page| out.get(PAGE) == Some(page)) {
            match own.get(PAGE) {
                Some(page) => there.insert(PAGE.to_owned(), page.clone()),
                None => there.remove(PAGE),
            };
        }
        there
    }
}

const DESCRIPTION: &str = "description";
const PAGE: &str = "page";

/// A meeting that is not here, without the phone page that it has here or had: the code leads there by
/// itself, and goes with the phone pages.
pub fn without_own_page(hub: &Hub, id: &str, mut there: Fields) -> Fields {
    let url = there.get(PAGE).and_then(|page| page.get("url")).and_then(Value::as_str);
    if url == Some(&address(hub, id)) {
        there.remove(PAGE);
    }
    there
}

/// What is here, in each language that such a file goes out in.
///
/// # Errors
/// When the database does, or what is kept cannot be read.
pub async fn written(
    hub: &Hub,
    reading: &mut Reading,
    format: Format,
    known: &HashMap<String, Here>,
) -> Result<Vec<Written>, Failure> {
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let mut written = Vec::new();
    match format {
        Format::Ics => {
            for lang in [Lang::JA, Lang::EN] {
                let own = through(hub, reading, (format, lang, true), known).await?;
                let out = through(hub, reading, (format, lang, false), known).await?;
                written.push(Written { own, out });
            }
        }
        Format::Json | Format::Csv => {
            let own = through(hub, reading, (format, Lang::JA, false), known).await?;
            written.push(Written { own, out: HashMap::new() });
        }
    }
    Ok(written)
}

async fn through(
    hub: &Hub,
    reading: &mut Reading,
    (format, lang, is_alone): (Format, Lang, bool),
    known: &HashMap<String, Here>,
) -> Result<HashMap<String, Fields>, Failure> {
    let shape = match format {
        Format::Json => Shape::Json,
        Format::Ics => Shape::Ics,
        Format::Csv => Shape::Csv,
    };
    let chosen = known.iter().map(|(id, here)| Chosen {
        id: id.clone(),
        number: here.item.as_ref().map_or(0, |item| item.latest),
        at: 0,
        body: here.body.clone(),
        audience: Audience::All,
    });
    let around = around(reading, shape).await?;
    let has_phone_pages = phone::is_on(reading).await?;
    let making = Making { shape, lang, around, has_phone_pages, is_alone };
    let file = making.of(hub, chosen.collect()).await?;
    let (span, zone) = (span(hub), hub.settings.zone.clone());
    let task = tokio::task::spawn_blocking(move || feed::rows(Some(format), file.as_bytes(), span, &zone));
    let read = task.await.map_err(|error| Failure::Internal(error.to_string()))?;
    let read = read.map_err(|error| Failure::Internal(error.to_string()))?;
    let meetings = kept(&read.programme.meetings, format, host_of(hub)).into_iter();
    meetings.map(|meeting| Ok((meeting.id.clone(), value(&meeting)?))).collect()
}
