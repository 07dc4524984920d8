//! The project's own JSON, as staff write it: read row by row, so that a mistake costs as little
//! as it can, and told with its line and field.
//!
//! The wire types are in [`crate::api`]; `docs/programme.schema.json` is the published description.

mod emergency;
mod item;
mod mend;
mod node;
mod object;
mod own;
mod repeat;
mod syntax;

use std::collections::HashSet;

use serde_json::Value;
use serde_json::value::RawValue;

use super::encoding::{self, Lines};
use super::*;
use crate::api::{self, Fault, FaultKind, Known, Step};
use crate::domain::meeting::{Contact, Meeting, Picture};
use crate::domain::text::Text;
use item::Item;
use mend::Done;
use object::Object;
pub use repeat::expand;

/// The fields at the top of a programme.
const FIELDS: [&str; 18] = [
    "$schema",
    "format",
    "version",
    "timeZone",
    "name",
    "welcome",
    "staffPlace",
    "page",
    "contact",
    "meetings",
    "themes",
    "notices",
    "voices",
    "emergencies",
    "categories",
    "texts",
    "quiet",
    "readings",
];

/// Reads a programme. `zone` is where days begin and end when the file does not say it itself.
///
/// # Errors
/// When the file is no JSON, or not a programme.
pub fn read(bytes: &[u8], span: Span, zone: &TimeZone) -> Result<Reading, Unreadable> {
    Ok(read_as(Keep::Occurrences, bytes, span, zone)?.0)
}

/// The same, and the rows of its meetings as they were written, days counted from today put in.
///
/// # Errors
/// As [`read`].
pub fn rows(bytes: &[u8], span: Span, zone: &TimeZone) -> Result<(Reading, Vec<api::Meeting>), Unreadable> {
    read_as(Keep::Rows, bytes, span, zone)
}

/// What is kept of meetings that come again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Occurrences,
    Rows,
}

fn read_as(
    keep: Keep,
    bytes: &[u8],
    span: Span,
    zone: &TimeZone,
) -> Result<(Reading, Vec<api::Meeting>), Unreadable> {
    let decoded = encoding::decode(bytes);
    let text = decoded.text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if text.trim_start().starts_with('<') {
        return Err(Unreadable::WebPage);
    }
    let Object(fields) = serde_json::from_str(text).map_err(|error| syntax::unreadable(&error, text))?;
    let mut reader = Reader {
        text,
        lines: Lines::of(text),
        fields,
        problems: Vec::new(),
        ids: HashSet::new(),
        keep,
        rows: Vec::new(),
    };
    if decoded.encoding != encoding_rs::UTF_8 || !decoded.clean {
        let name = decoded.encoding.name();
        let kind = if decoded.clean { ProblemKind::OtherEncoding } else { ProblemKind::BrokenCharacters };
        let message = if decoded.clean {
            format!("The file is saved as {name}. It was read as such; please save it as UTF-8.")
        } else {
            format!(
                "Some characters of the file are broken. It was read as {name}, with � in their places; please save it as UTF-8."
            )
        };
        reader.problems.push(Problem { line: None, field: None, kind, message });
    }
    reader.head()?;
    Ok(reader.programme(span, zone))
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    fields: Vec<(String, &'a RawValue)>,
    problems: Vec<Problem>,
    /// What has been used as an id so far, with the name of its list.
    ids: HashSet<(&'static str, String)>,
    keep: Keep,
    /// Meetings that are kept as rows.
    rows: Vec<api::Meeting>,
}

/// A row of a list, or the one value of a field, while it is being read.
struct Row<'a> {
    raw: &'a RawValue,
    /// "meetings[2]" or "contact".
    place: String,
    /// "meeting": what is left out when it cannot be read.
    noun: &'static str,
}

impl<'a> Reader<'a> {
    /// Whether this is a programme at all, and of which version.
    fn head(&mut self) -> Result<(), Unreadable> {
        for i in 0..self.fields.len() {
            let (name, raw) = self.fields[i].clone();
            if !FIELDS.contains(&name.as_str()) {
                let near = api::nearest(&name, FIELDS).map(str::to_owned);
                let kind = FaultKind::Unknown { near };
                let message = format!("{kind} It was passed over.");
                self.tell(raw, &name, ProblemKind::UnknownField, message);
            }
            if self.fields[..i].iter().any(|(earlier, _)| *earlier == name) {
                let message = "This field stands here a second time. Only the first one was read.";
                self.tell(raw, &name, ProblemKind::FieldTwice, message);
            }
        }
        let string = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).ok();
        match self.field("format") {
            Some(raw) if string(raw).as_deref() == Some(api::FORMAT) => {}
            Some(raw) => {
                let message = format!("its format is {}, not \"{}\"", shortened(raw.get()), api::FORMAT);
                return Err(Unreadable::Broken(message));
            }
            None if FIELDS[2..].iter().any(|name| self.field(name).is_some()) => {
                let message = format!(
                    "The first line should say \"format\": \"{}\". It was read all the same.",
                    api::FORMAT
                );
                let field = Some("format".to_owned());
                self.problems.push(Problem { line: Some(1), field, kind: ProblemKind::NoFormat, message });
            }
            None => {
                return Err(Unreadable::Broken(
                    "it is JSON, but nothing in it belongs to a programme".to_owned(),
                ));
            }
        }
        let (line, message) = match self.field("version") {
            None => (Some(1), format!("The version is missing. It was read as version {}.", api::VERSION)),
            Some(raw) => match serde_json::from_str::<u32>(raw.get()) {
                Ok(version) if version == api::VERSION => return Ok(()),
                Ok(version) if version > api::VERSION => (
                    Some(self.line(raw)),
                    format!(
                        "Version {version} is newer than this program, which knows version {}. What it knows was read.",
                        api::VERSION
                    ),
                ),
                Ok(_) | Err(_) => (
                    Some(self.line(raw)),
                    format!(
                        "{} is no version. It was read as version {}.",
                        shortened(raw.get()),
                        api::VERSION
                    ),
                ),
            },
        };
        let (field, kind) = (Some("version".to_owned()), ProblemKind::OtherVersion);
        self.problems.push(Problem { line, field, kind, message });
        Ok(())
    }

    fn programme(mut self, span: Span, zone: &TimeZone) -> (Reading, Vec<api::Meeting>) {
        let own_zone = self.value("timeZone", "time zone", |value| api::zone(&node::read::<String>(value)?));
        let zone = own_zone.unwrap_or_else(|| zone.clone());
        let known = Known { zone: &zone, today: Some(span.today) };
        let mut programme = Programme::empty(zone.clone());
        let text = |value: &Value| node::read::<api::Text>(value)?.to_domain();
        let words = |text: Option<Text>| text.filter(|text| !text.is_empty());
        programme.name = words(self.value("name", "name", text));
        programme.welcome = words(self.value("welcome", "welcome", text));
        programme.staff_place = words(self.value("staffPlace", "place of staff", text));
        programme.page = self.value("page", "page", |value| {
            let page: api::Page = node::read(value)?;
            page.check().map(|()| page.to_domain())
        });
        programme.contact =
            self.value("contact", "contact", |value| node::read::<api::Contact>(value)?.to_domain());
        if let (Some(raw), Some(contact)) = (self.field("contact"), &programme.contact) {
            self.tell_missing_fax(raw, "contact", contact);
        }
        programme.meetings = self.meetings(known, span);
        programme.themes =
            self.list("themes", "theme", |value| node::read::<api::Theme>(value)?.to_domain(known));
        programme.notices =
            self.list("notices", "notice", |value| node::read::<api::Notice>(value)?.to_domain(known));
        programme.voices =
            self.list("voices", "voice", |value| node::read::<api::Voice>(value)?.to_domain(known));
        programme.categories =
            self.list("categories", "category", |value| node::read::<api::Category>(value)?.to_domain());
        programme.emergencies = self.emergencies(known);
        (programme.texts, programme.quiet) = (self.texts(), self.quiet());
        programme.readings = self.readings();
        programme.sort();
        self.problems.sort_by_key(|problem| problem.line);
        (Reading { programme, problems: self.problems }, self.rows)
    }

    fn meetings(&mut self, known: Known<'_>, span: Span) -> Vec<Meeting> {
        let mut meetings = Vec::new();
        for row in self.rows("meetings", "meeting") {
            let line = self.line(row.raw);
            let read = self.read(&row, |value| {
                let wire: api::Meeting = node::read(value)?;
                if let Some(page) = &wire.page {
                    page.check().map_err(|fault| fault.at("page"))?;
                }
                let of_row = repeat::expand(&wire, known, span)?;
                Ok((wire, of_row))
            });
            let Some((wire, of_row)) = read else { continue };
            if !self.is_new("meetings", &wire.id, &row) {
                continue;
            }
            // One look at the row itself: a repeating meeting may have no occurrence in the span.
            if wire.title.is_empty() && wire.theme.as_ref().is_none_or(api::Text::is_empty) {
                self.tell(
                    row.raw,
                    &format!("{}.title", row.place),
                    ProblemKind::Nameless,
                    "This meeting has neither a title nor a theme. It is shown without a name.",
                );
            }
            if let Some(meeting) = of_row.first() {
                if let Some(picture) = &meeting.picture {
                    self.tell_missing_alt(&row, picture);
                }
                if let Some(contact) = &meeting.contact {
                    self.tell_missing_fax(row.raw, &format!("{}.contact", row.place), contact);
                }
            }
            if self.keep == Keep::Rows {
                self.rows.extend(repeat::settled(&wire, known).ok());
            }
            meetings.extend(
                of_row
                    .into_iter()
                    .map(|meeting| Meeting { source_line: meeting.source_line.or(Some(line)), ..meeting }),
            );
        }
        meetings
    }

    /// The rows of a list that can be read, each id once.
    fn list<T: Item>(
        &mut self,
        field: &'static str,
        noun: &'static str,
        read: impl Fn(&Value) -> Result<T, Fault>,
    ) -> Vec<T> {
        let mut items = Vec::new();
        for row in self.rows(field, noun) {
            let Some(item) = self.read(&row, &read) else { continue };
            if !self.is_new(field, item.id(), &row) {
                continue;
            }
            if let Some(picture) = item.picture() {
                self.tell_missing_alt(&row, picture);
            }
            items.push(item);
        }
        items
    }

    fn field(&self, name: &str) -> Option<&'a RawValue> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, raw)| *raw)
    }

    /// The one value of a field at the top.
    fn value<T>(
        &mut self,
        field: &'static str,
        noun: &'static str,
        read: impl Fn(&Value) -> Result<T, Fault>,
    ) -> Option<T> {
        let raw = self.field(field).filter(|raw| raw.get() != "null")?;
        self.read(&Row { raw, place: field.to_owned(), noun }, read)
    }

    /// The rows of a list, still text.
    fn rows(&mut self, field: &'static str, noun: &'static str) -> Vec<Row<'a>> {
        let Some(raw) = self.field(field).filter(|raw| raw.get() != "null") else { return Vec::new() };
        match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            Ok(rows) => {
                let rows = rows.into_iter().enumerate();
                rows.map(|(i, raw)| Row { raw, place: format!("{field}[{i}]"), noun }).collect()
            }
            Err(_) => {
                let message = "This has to be a list in square brackets. All of it was left out.";
                self.tell(raw, field, ProblemKind::NotAList, message);
                Vec::new()
            }
        }
    }

    /// Reads a row as far as it can be read, and tells what cannot.
    fn read<T>(&mut self, row: &Row<'a>, read: impl Fn(&Value) -> Result<T, Fault>) -> Option<T> {
        let mut value: Value = match serde_json::from_str(row.raw.get()) {
            Ok(value) => value,
            // Well-formed, but beyond what JSON can hold here: half a character (\ud800), a number
            // like 1e999, brackets a hundred deep.
            Err(error) => {
                let message = format!(
                    "A character, a number or the depth of brackets here cannot be read ({error}). The {} was left out.",
                    row.noun
                );
                self.tell(row.raw, &row.place, ProblemKind::RowLeftOut, message);
                return None;
            }
        };
        let (item, faults) = mend::mend(&mut value, read);
        for (fault, done) in faults {
            let consequence = match done {
                Done::PassedOver => "It was passed over.".to_owned(),
                Done::LeftOut => "It was left out; the rest is shown.".to_owned(),
                Done::RowLeftOut => format!("The {} was left out.", row.noun),
            };
            let place = match fault.place() {
                inner if inner.is_empty() => row.place.clone(),
                inner => format!("{}.{inner}", row.place).replace(".[", "["),
            };
            let raw = locate(row.raw, &fault.path);
            let kind = match (&fault.kind, done) {
                (_, Done::RowLeftOut) => ProblemKind::RowLeftOut,
                (FaultKind::Unknown { .. }, Done::PassedOver | Done::LeftOut) => ProblemKind::UnknownField,
                (FaultKind::OutOfPlace(_), Done::PassedOver | Done::LeftOut) => ProblemKind::FieldOutOfPlace,
                (FaultKind::Missing, Done::PassedOver | Done::LeftOut) => ProblemKind::MissingLeftOut,
                (FaultKind::Wrong(_), Done::PassedOver | Done::LeftOut) => ProblemKind::ValueLeftOut,
            };
            self.tell(raw, &place, kind, format!("{} {consequence}", fault.kind));
        }
        item
    }

    fn is_new(&mut self, list: &'static str, id: &str, row: &Row<'a>) -> bool {
        let is_new = self.ids.insert((list, id.to_owned()));
        if !is_new {
            let message = format!(
                "The id \"{id}\" is used by an earlier {noun} already. This {noun} was left out; give it an id of its own.",
                noun = row.noun
            );
            self.tell(
                locate(row.raw, &[Step::Field("id".to_owned())]),
                &format!("{}.id", row.place),
                ProblemKind::IdTwice,
                message,
            );
        }
        is_new
    }

    fn tell_missing_alt(&mut self, row: &Row<'a>, picture: &Picture) {
        if picture.alt.is_empty() {
            self.tell(
                locate(row.raw, &[Step::Field("picture".to_owned())]),
                &format!("{}.picture.alt", row.place),
                ProblemKind::NoAlternative,
                "The picture has no text that says what is on it. It is shown, but who does not see it learns nothing of it.",
            );
        }
    }

    fn tell_missing_fax(&mut self, raw: &'a RawValue, place: &str, contact: &Contact) {
        if contact.tel.is_some() && contact.fax.is_none() {
            self.tell(
                raw,
                &format!("{place}.fax"),
                ProblemKind::TelephoneOnly,
                "There is a telephone number without a fax number. It is shown, but deaf visitors have no way to reach the office.",
            );
        }
    }

    fn tell(&mut self, raw: &RawValue, field: &str, kind: ProblemKind, message: impl Into<String>) {
        let (line, field) = (Some(self.line(raw)), Some(field.to_owned()));
        self.problems.push(Problem { line, field, kind, message: message.into() });
    }

    /// The line on which a value begins: it is a part of the text, so its address says where.
    fn line(&self, raw: &RawValue) -> u32 {
        let offset = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.lines.at(offset.min(self.text.len()))
    }
}

/// The value a path leads to, or the innermost one on the way that is there.
fn locate<'a>(raw: &'a RawValue, path: &[Step]) -> &'a RawValue {
    let Some((step, rest)) = path.split_first() else { return raw };
    let inner = match step {
        Step::Field(name) => serde_json::from_str(raw.get()).ok().and_then(|Object(fields)| {
            // Of a name that stands twice, serde_json keeps the last.
            fields.into_iter().rev().find(|(field, _)| field == name).map(|(_, raw)| raw)
        }),
        Step::Row(index) => {
            serde_json::from_str::<Vec<&RawValue>>(raw.get()).ok().and_then(|rows| rows.get(*index).copied())
        }
    };
    inner.map_or(raw, |inner| locate(inner, rest))
}

/// A value as it may stand in a message.
fn shortened(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
