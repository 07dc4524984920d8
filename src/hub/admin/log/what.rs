//! What an entry tells of, in words. Entries of what has versions name them by number; what those say is looked
//! up when the page is made, each version once, and only those of the entries on it.

use std::collections::HashMap;

use jiff::Timestamp;

use super::differences::{self, Difference};
use crate::hub::Hub;
use crate::hub::admin::said;
use crate::hub::admin::screens::ScreenList;
use crate::hub::admin::{history, notices, schedule, sentences};
use crate::hub::store::{About, Entry, Kind, Reading, StoreError, Version};
use crate::hub::web::{Failure, Page};

/// Looks things up for the entries of one page.
pub struct What<'r> {
    page: &'r Page,
    hub: &'r Hub,
    reading: &'r mut Reading,
    versions: HashMap<(Kind, String, i64), Option<Version>>,
    titles: HashMap<(Kind, String), String>,
    screens: ScreenList,
}

/// What stands beside an act.
pub struct Told {
    /// What it is about is called; empty where it has no name of its own.
    pub name: String,
    pub differences: Vec<Difference>,
}

/// A version that an entry names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Named {
    number: i64,
    /// From when on it is to be shown.
    from: Option<Timestamp>,
}

/// Reads `version 3`, `3`, and `version 3 at 2026-12-04T05:00:00Z`.
fn named(text: &str) -> Option<Named> {
    let text = text.strip_prefix("version ").unwrap_or(text);
    let (number, from) = match text.split_once(" at ") {
        Some((number, from)) => (number, Some(from.parse().ok()?)),
        None => (text, None),
    };
    Some(Named { number: number.parse().ok()?, from })
}

/// Whether an act is about versions, and not about people who come.
fn is_of_versions(act: &str) -> bool {
    act.starts_with("meeting-")
        || act.starts_with("date-")
        || act.starts_with("notice-")
        || act.ends_with("-published")
}

impl<'r> What<'r> {
    /// # Errors
    /// When the database does.
    pub async fn of(page: &'r Page, hub: &'r Hub, reading: &'r mut Reading) -> Result<What<'r>, StoreError> {
        let screens = ScreenList::read(reading).await?;
        Ok(What { page, hub, reading, versions: HashMap::new(), titles: HashMap::new(), screens })
    }

    /// What an entry tells of.
    ///
    /// # Errors
    /// When the database does.
    pub async fn told(&mut self, entry: &Entry) -> Result<Told, Failure> {
        let (kind, id) = entry.subject.split_once('/').unwrap_or((&entry.subject, ""));
        let about = About::of(&entry.subject);
        if about == Some(About::Sentence) {
            return Ok(self.of_sentence(id, entry).await?);
        }
        let (earlier, later) = (entry.earlier.as_deref(), entry.later.as_deref());
        let kind = Kind::from_key(kind).filter(|kind| has_versions(*kind));
        let Some(kind) = kind else {
            let differences = differences::between(self.page, earlier, later);
            return Ok(Told { name: String::new(), differences });
        };
        if let Some(sentence) = sentences::of_voice(kind, id) {
            return Ok(self.of_voice(sentence, entry).await?);
        }
        let (before, after) = if is_of_versions(&entry.act) {
            (earlier.and_then(named), later.and_then(named))
        } else {
            (None, None)
        };
        let first = self.version(kind, id, before).await?;
        let second = self.version(kind, id, after).await?;
        let name = match self.name_of(kind, second.as_ref().or(first.as_ref())) {
            name if name.is_empty() => self.title(kind, id).await?,
            name => name,
        };
        if before.is_none() && after.is_none() {
            return Ok(Told { name, differences: differences::between(self.page, earlier, later) });
        }
        let mut told = match after.and_then(|after| after.from) {
            Some(from) => {
                let from = said::moment(self.hub, self.page, from.as_millisecond());
                let field = self.page.t("log-field-planned");
                vec![Difference { field, earlier: String::new(), later: from }]
            }
            None => self.between(kind, first.as_ref(), second.as_ref())?,
        };
        let number = |named: Option<Named>| named.map(|named| named.number.to_string()).unwrap_or_default();
        let field = self.page.t("log-field-version");
        told.push(Difference { field, earlier: number(before), later: number(after) });
        Ok(Told { name, differences: told })
    }

    async fn of_sentence(&mut self, id: &str, entry: &Entry) -> Result<Told, StoreError> {
        // What was said stands with its meeting, not here: it may be deleted, and this stays.
        let name = match self.reading.sentence(id).await? {
            Some(sentence) => self.title(Kind::Meeting, &sentence.meeting).await?,
            None => String::new(),
        };
        let word = |state: Option<&str>| {
            let word =
                |state: &str| self.page.word(&format!("log-sentence-{state}")).unwrap_or(state.to_owned());
            state.map(word).unwrap_or_default()
        };
        let (earlier, later) = (word(entry.earlier.as_deref()), word(entry.later.as_deref()));
        Ok(Told { name, differences: vec![Difference { field: String::new(), earlier, later }] })
    }

    /// A voice that somebody's sentence became is named by its meeting. Its words are in no log.
    async fn of_voice(&mut self, sentence: &str, entry: &Entry) -> Result<Told, StoreError> {
        let name = match self.reading.sentence(sentence).await? {
            Some(sentence) => self.title(Kind::Meeting, &sentence.meeting).await?,
            None => String::new(),
        };
        let number = |text: Option<&str>| {
            text.and_then(named).map(|named| named.number.to_string()).unwrap_or_default()
        };
        let (earlier, later) = (number(entry.earlier.as_deref()), number(entry.later.as_deref()));
        let field = self.page.t("log-field-version");
        let numbers = Difference { field, earlier, later };
        let has_numbers = !numbers.earlier.is_empty() || !numbers.later.is_empty();
        Ok(Told { name, differences: if has_numbers { vec![numbers] } else { Vec::new() } })
    }

    async fn version(
        &mut self,
        kind: Kind,
        id: &str,
        named: Option<Named>,
    ) -> Result<Option<Version>, StoreError> {
        let Some(Named { number, .. }) = named else { return Ok(None) };
        let key = (kind, id.to_owned(), number);
        if let Some(known) = self.versions.get(&key) {
            return Ok(known.clone());
        }
        let version = self.reading.version(kind, id, number).await?;
        self.versions.insert(key, version.clone());
        Ok(version)
    }

    /// What an item is called now, or was called when it was removed; a meeting also where it is a calendar's.
    async fn title(&mut self, kind: Kind, id: &str) -> Result<String, StoreError> {
        let key = (kind, id.to_owned());
        if let Some(known) = self.titles.get(&key) {
            return Ok(known.clone());
        }
        let mut title = self.reading.item(kind, id).await?.map(|item| item.title).unwrap_or_default();
        if title.is_empty()
            && kind == Kind::Meeting
            && let Some((_, entry)) = self.reading.calendar_entry(id).await?
        {
            title = schedule::name_of(self.page, self.hub, &entry.body);
        }
        self.titles.insert(key, title.clone());
        Ok(title)
    }

    /// What a version itself calls it.
    fn name_of(&self, kind: Kind, version: Option<&Version>) -> String {
        match (kind, version) {
            (Kind::Meeting, Some(version)) => schedule::name_of(self.page, self.hub, &version.body),
            (_, Some(_) | None) => String::new(),
        }
    }

    /// What the one says and the other does not. Where there is only one, all of it.
    fn between(
        &self,
        kind: Kind,
        before: Option<&Version>,
        after: Option<&Version>,
    ) -> Result<Vec<Difference>, Failure> {
        if kind == Kind::Meeting {
            let told = schedule::told((self.page, self.hub, &self.screens), before, after)?;
            return Ok(told.into_iter().map(of_history).collect());
        }
        let (Some(before), Some(after)) = (before, after) else {
            let body = |version: Option<&Version>| version.map(|version| version.body.clone());
            return Ok(differences::between(self.page, body(before).as_deref(), body(after).as_deref()));
        };
        Ok(notices::differ((self.page, &self.screens), before, after)?.into_iter().map(of_history).collect())
    }
}

/// What has drafts, and so is named by the numbers of its versions; other entries hold what was before and after
/// themselves.
fn has_versions(kind: Kind) -> bool {
    match kind {
        Kind::Meeting | Kind::Theme | Kind::Notice | Kind::Voice | Kind::Emergency => true,
        Kind::Place | Kind::Categories | Kind::Texts | Kind::Quiet | Kind::Reach | Kind::Readings => false,
    }
}

fn of_history(one: history::Difference) -> Difference {
    let line = |lines: Vec<String>| differences::shortened(&lines.join(" / "));
    Difference { field: one.label, earlier: line(one.earlier), later: line(one.later) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_entries_name_them() {
        let at = "2026-12-04T05:00:00Z";
        assert_eq!(named("version 3"), Some(Named { number: 3, from: None }));
        assert_eq!(named("12"), Some(Named { number: 12, from: None }));
        let planned = Named { number: 2, from: Some(at.parse().unwrap()) };
        assert_eq!(named(&format!("version 2 at {at}")), Some(planned));
        for other in ["", "version", "venue 3", "calendar/1", "{\"version\":3}", "version 2 at noon"] {
            assert_eq!(named(other), None, "{other}");
        }
    }
}
