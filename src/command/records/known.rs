//! What a list on paper may speak of: the meetings and categories of the programme and of the
//! records. The programme is the one that the sources gave last; nothing is fetched.

use hiroba::config::{Config, Sources};
use hiroba::domain::meeting::{Meeting, MeetingId};
use hiroba::domain::programme::{Category, Programme};
use hiroba::domain::text::Text;
use hiroba::feed::built_in::{SAMPLE, categories_or_built_in};
use hiroba::feed::cache::{Cache, Loaded};
use hiroba::feed::fetch::{Address, Source};
use hiroba::feed::{self, Format, Span};
use hiroba::store::{Store, Trouble};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// How many days back and ahead repeating meetings are looked for.
const DAYS: i64 = 400;

/// The programme as the sources gave it last, or as their files are now. What cannot be read is
/// passed over: `hiroba check` says why.
pub fn programme(config: &Config, now: Timestamp) -> Programme {
    let zone = &config.place.zone;
    let parts: Vec<Programme> = match &config.sources {
        Sources::Sample => read(Some(Format::Json), SAMPLE, now, zone).into_iter().collect(),
        Sources::Given(sources) => {
            let cache = config.cache_dir(|name| std::env::var_os(name)).map(Cache::new);
            let bytes = |source: &Source| kept(source, cache.as_ref());
            sources.iter().filter_map(|source| read(source.format, &bytes(source)?, now, zone)).collect()
        }
    };
    Programme::merged(zone.clone(), parts)
}

fn kept(source: &Source, cache: Option<&Cache>) -> Option<Vec<u8>> {
    if let Address::File(path) = &source.address
        && std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= source.limits.max_bytes)
    {
        return std::fs::read(path).ok();
    }
    match cache?.load(&source.address).ok()? {
        Loaded::Whole(kept) => Some(kept.bytes),
        Loaded::Nothing | Loaded::Damaged { .. } => None,
    }
}

fn read(format: Option<Format>, bytes: &[u8], now: Timestamp, zone: &TimeZone) -> Option<Programme> {
    let today = now.to_zoned(zone.clone()).date();
    let span =
        Span { today, from: today.checked_sub(DAYS.days()).ok()?, to: today.checked_add(DAYS.days()).ok()? };
    feed::read(format, bytes, span, zone).ok().map(|reading| reading.programme)
}

/// The meetings of the programme, single ones first, then those that only the records know.
pub async fn meetings(
    programme: &Programme,
    store: Option<&mut Store>,
) -> Result<Vec<(MeetingId, Text)>, Trouble> {
    let of = |meeting: &Meeting| (meeting.id.clone(), meeting.title.clone());
    let (repeating, single): (Vec<&Meeting>, Vec<&Meeting>) =
        programme.meetings.iter().partition(|meeting| meeting.repeats.is_some());
    let mut all: Vec<(MeetingId, Text)> = single.into_iter().chain(repeating).map(of).collect();
    if let Some(store) = store {
        for id in store.meetings().await? {
            if all.iter().all(|(known, _)| *known != id) {
                let words = store.snapshot(&id).await?;
                let title = words.and_then(|words| words.title.to_domain().ok()).unwrap_or_default();
                all.push((id, title));
            }
        }
    }
    Ok(all)
}

/// The categories that the kiosk asks for, and those of the records that it asks for no more.
pub async fn categories(programme: &Programme, store: Option<&mut Store>) -> Result<Vec<Category>, Trouble> {
    let mut all = categories_or_built_in(programme.categories.clone());
    if let Some(store) = store {
        for category in store.categories().await?.iter().filter_map(|category| category.to_domain().ok()) {
            if all.iter().all(|known| known.id != category.id) {
                all.push(category);
            }
        }
    }
    Ok(all)
}
