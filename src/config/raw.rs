//! `kiosk.toml` as somebody wrote it: every value with the place where it stands, so that a
//! message can name the line. Nothing here knows what the values mean together.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike};

use super::keys::{Declared, Key, Repeated, Required, SECTIONS, Section};
use super::kinds::{Complaint, Kind, key_span, nearest, type_of};
use super::problem::ConfigProblem;

/// The settings file, read but not yet understood.
pub(super) struct FileConfig<'t> {
    text: &'t str,
    document: Document<&'t str>,
}

impl<'t> FileConfig<'t> {
    /// # Errors
    /// When the text is not TOML. No more than one such problem can be told at a time: what
    /// follows a broken place is anybody's guess.
    pub fn parse(text: &'t str) -> Result<FileConfig<'t>, ConfigProblem> {
        match Document::parse(text) {
            Ok(document) => Ok(FileConfig { text, document }),
            Err(error) => {
                let line = error.span().map(|span| line_of(text, span.start));
                let content = line.and_then(|line| text.lines().nth(line as usize - 1)).unwrap_or_default();
                Err(ConfigProblem {
                    line,
                    key: None,
                    what: format!("This cannot be read as settings ({}).", error.message().trim()),
                    remedy: mend_syntax(content),
                })
            }
        }
    }
}

/// The likeliest reason why a line is no TOML.
fn mend_syntax(line: &str) -> String {
    let full_width = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '“' | '”' | '　');
    if let Some(sign) = line.chars().find(|c| full_width(*c)) {
        return format!(
            "The line holds the full-width sign {sign}; around texts, write quotes, = and digits half-width."
        );
    }
    if line.matches('"').count() % 2 == 1 {
        return "A quote \" is missing in this line.".to_owned();
    }
    "Compare the line with the kiosk.toml that came with hiroba; the rest is checked once this is mended."
        .to_owned()
}

fn line_of(text: &str, at: usize) -> u32 {
    let newlines = text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(newlines + 1).unwrap_or(u32::MAX)
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The file says nothing; the default holds.
    Absent,
    /// The file says something that has been complained about; the default holds meanwhile.
    Refused,
    /// The file gives it in this line.
    Line(u32),
}

/// A value and where it comes from.
pub(super) struct Setting<T> {
    pub value: T,
    pub origin: Origin,
}

impl<T> Setting<T> {
    pub fn line(&self) -> Option<u32> {
        match self.origin {
            Origin::Line(line) => Some(line),
            Origin::Absent | Origin::Refused => None,
        }
    }

    pub fn is_refused(&self) -> bool {
        self.origin == Origin::Refused
    }

    pub fn is_given(&self) -> bool {
        self.origin != Origin::Absent
    }
}

/// One table of the file; or none, and all its keys are absent.
pub(super) struct Part<'d> {
    section: &'static Section,
    table: Option<&'d dyn TableLike>,
    /// "panel", "source[2]".
    pub path: String,
    pub line: Option<u32>,
}

/// Takes values out of the file and collects what is wrong with them.
pub(super) struct Reader<'d> {
    text: &'d str,
    root: &'d dyn TableLike,
    problems: Vec<ConfigProblem>,
}

impl<'d> Reader<'d> {
    /// Complains at once about every table and key that does not exist.
    pub fn new(file: &'d FileConfig<'_>) -> Reader<'d> {
        let mut reader = Reader { text: file.text, root: file.document.as_table(), problems: Vec::new() };
        reader.find_unknown();
        reader
    }

    pub fn into_problems(self) -> Vec<ConfigProblem> {
        self.problems
    }

    /// Complains about a value, or about what two of them mean together.
    pub fn complain(
        &mut self,
        part: &Part<'_>,
        key: &str,
        line: Option<u32>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.problems.push(ConfigProblem {
            line: line.or(part.line),
            key: Some(format!("{}.{key}", part.path)),
            what: what.into(),
            remedy: remedy.into(),
        });
    }

    /// The table of a section that stands once.
    pub fn part(&self, section: &'static Section) -> Part<'d> {
        let table = self.root.get(section.name).and_then(Item::as_table_like);
        Part { section, table, path: section.name.to_owned(), line: self.header_line(section.name) }
    }

    /// The tables of a section that stands any number of times.
    pub fn parts(&self, section: &'static Section) -> Vec<Part<'d>> {
        let many = |tables: &mut dyn Iterator<Item = (&'d dyn TableLike, Option<Range<usize>>)>| {
            tables
                .enumerate()
                .map(|(i, (table, span))| Part {
                    section,
                    table: Some(table),
                    path: format!("{}[{}]", section.name, i + 1),
                    line: span.map(|span| line_of(self.text, span.start)),
                })
                .collect::<Vec<_>>()
        };
        match self.root.get(section.name) {
            Some(Item::ArrayOfTables(tables)) => {
                many(&mut tables.iter().map(|table| (table as &dyn TableLike, table.span())))
            }
            Some(item) => match item.as_array() {
                Some(array) => many(
                    &mut array
                        .iter()
                        .filter_map(|value| value.as_inline_table())
                        .map(|table| (table as &dyn TableLike, table.span())),
                ),
                None => Vec::new(),
            },
            None => Vec::new(),
        }
    }

    /// A value or, where it is absent or refused, its default.
    pub fn value<K: Kind>(&mut self, part: &Part<'d>, key: &'static Key<K>) -> Setting<K::Value> {
        match self.read(part, key, &key.kind) {
            Some(Some(value)) => {
                Setting { value, origin: Origin::Line(self.key_line(part, key.name).unwrap_or(1)) }
            }
            Some(None) => Setting { value: (key.otherwise)(), origin: Origin::Refused },
            None => Setting { value: (key.otherwise)(), origin: Origin::Absent },
        }
    }

    /// A value that must be there; nothing when it is not, which has been complained about then.
    pub fn required<K: Kind>(
        &mut self,
        part: &Part<'d>,
        key: &'static Required<K>,
    ) -> Option<Setting<K::Value>> {
        match self.read(part, key, &key.kind) {
            Some(value) => value.map(|value| Setting {
                value,
                origin: Origin::Line(self.key_line(part, key.name).unwrap_or(1)),
            }),
            None => {
                let what = format!("{} needs this key, and it is missing.", part.section.header());
                self.complain(part, key.name, None, what, format!("Add a line such as: {}", key.example));
                None
            }
        }
    }

    /// `None` when the key is absent, `Some(None)` when it is refused.
    fn read<K: Kind>(&mut self, part: &Part<'d>, key: &dyn Declared, kind: &K) -> Option<Option<K::Value>> {
        debug_assert!(part.section.keys.iter().any(|known| known.name() == key.name()));
        let item = part.table?.get(key.name())?;
        let mut wrong = Vec::new();
        let value = kind.read(item, &mut wrong);
        let line = self.key_line(part, key.name());
        let refused = !wrong.is_empty();
        for Complaint { at, what, remedy } in wrong {
            let line = at.map(|span| line_of(self.text, span.start)).or(line);
            self.complain(part, key.name(), line, what, remedy);
        }
        Some(value.filter(|_| !refused))
    }

    fn key_line(&self, part: &Part<'_>, name: &str) -> Option<u32> {
        key_span(part.table?, name).map(|span| line_of(self.text, span.start)).or(part.line)
    }

    /// The line in which a table or a key of the top level stands.
    fn header_line(&self, name: &str) -> Option<u32> {
        let span = match self.root.get(name) {
            Some(Item::Table(table)) => table.span(),
            Some(Item::ArrayOfTables(tables)) => tables.iter().next().and_then(|table| table.span()),
            Some(Item::None | Item::Value(_)) | None => None,
        };
        span.or_else(|| key_span(self.root, name)).map(|span| line_of(self.text, span.start))
    }

    fn find_unknown(&mut self) {
        for (name, item) in self.root.iter() {
            match SECTIONS.iter().find(|section| section.name == name) {
                Some(section) => self.find_unknown_in(section, item),
                None => {
                    let remedy = match home_of(name) {
                        Some(home) => format!("It belongs under {}.", home.header()),
                        None => match nearest(name, SECTIONS.iter().map(|section| section.name)) {
                            Some(near) => format!("Did you mean {}?", header_of(near)),
                            None => format!(
                                "There are {}.",
                                SECTIONS.iter().map(|section| section.header()).collect::<Vec<_>>().join(" ")
                            ),
                        },
                    };
                    let what = match item {
                        Item::Table(_) | Item::ArrayOfTables(_) => "There is no table of this name.",
                        Item::None | Item::Value(_) => "There is no key of this name outside a table.",
                    };
                    self.problems.push(ConfigProblem {
                        line: self.header_line(name),
                        key: Some(name.to_owned()),
                        what: what.to_owned(),
                        remedy,
                    });
                }
            }
        }
    }

    fn find_unknown_in(&mut self, section: &'static Section, item: &'d Item) {
        let parts = match section.repeated {
            Repeated::Once if item.is_table_like() => vec![self.part(section)],
            Repeated::AnyNumber
                if item.is_array_of_tables()
                    || item
                        .as_array()
                        .is_some_and(|array| array.iter().all(toml_edit::Value::is_inline_table)) =>
            {
                self.parts(section)
            }
            Repeated::Once | Repeated::AnyNumber => {
                let remedy = match section.repeated {
                    Repeated::Once => format!("Write {} once, and its keys below it.", section.header()),
                    Repeated::AnyNumber => {
                        format!("Write {} with two brackets on both sides.", section.header())
                    }
                };
                self.problems.push(ConfigProblem {
                    line: self.header_line(section.name),
                    key: Some(section.name.to_owned()),
                    what: format!("This is {}, but {} is needed.", type_of(item), section.header()),
                    remedy,
                });
                return;
            }
        };
        for part in parts {
            let names = part.table.into_iter().flat_map(|table| table.iter().map(|(name, _)| name));
            for name in names.filter(|name| section.keys.iter().all(|known| known.name() != *name)) {
                let remedy = match nearest(name, section.keys.iter().map(|known| known.name())) {
                    Some(near) => format!("Did you mean {near}?"),
                    None => match home_of(name) {
                        Some(home) => format!("It belongs under {}.", home.header()),
                        None => format!(
                            "Known are {}.",
                            section.keys.iter().map(|known| known.name()).collect::<Vec<_>>().join(", ")
                        ),
                    },
                };
                let line = self.key_line(&part, name);
                let what = format!("There is no key of this name in {}.", section.header());
                self.complain(&part, name, line, what, remedy);
            }
        }
    }
}

/// The table to which a key of this name belongs, if there is only one.
fn home_of(name: &str) -> Option<&'static Section> {
    let mut homes =
        SECTIONS.iter().filter(|section| section.keys.iter().any(|known| known.name() == name)).copied();
    match (homes.next(), homes.next()) {
        (Some(home), None) => Some(home),
        (Some(_) | None, _) => None,
    }
}

fn header_of(name: &str) -> String {
    SECTIONS.iter().find(|section| section.name == name).map_or_else(String::new, |section| section.header())
}
