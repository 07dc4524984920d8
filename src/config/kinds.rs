//! What a key of `kiosk.toml` may hold, and the sentence for everything else.

use std::ops::Range;

use jiff::civil::{Time, Weekday};
use toml_edit::{Item, TableLike, Value};

use super::keymap::Key;
use crate::domain::text::{Lang, Phrase, Text};

/// Something wrong inside one value.
pub(super) struct Complaint {
    /// Where in the text, if not at the key itself.
    pub at: Option<Range<usize>>,
    pub what: String,
    pub remedy: String,
}

/// Reads one kind of value. Whatever is wrong goes into the list; nothing is returned then.
pub(super) trait Kind: Sync {
    type Value;
    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Self::Value>;
    /// "a number from 20 to 100": the end of "... is needed".
    fn needs(&self) -> String;
}

/// A number with or without decimals.
pub(super) struct Number {
    pub range: (f64, f64),
    pub unit: &'static str,
}

impl Kind for Number {
    type Value = f64;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<f64> {
        let number = item.as_float().or_else(|| item.as_integer().map(|whole| whole as f64));
        let Some(number) = number else { return wrong_type(self, item, wrong) };
        let (least, most) = self.range;
        // A comparison that NaN fails too.
        if !(least <= number && number <= most) {
            return out_of_range(self, item, &number.to_string(), wrong);
        }
        Some(number)
    }

    fn needs(&self) -> String {
        format!("a number from {} to {} {}", self.range.0, self.range.1, self.unit).trim_end().to_owned()
    }
}

/// A whole number.
pub(super) struct Whole {
    pub range: (u32, u32),
    pub unit: &'static str,
}

impl Kind for Whole {
    type Value = u32;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<u32> {
        let Some(number) = item.as_integer() else { return wrong_type(self, item, wrong) };
        match u32::try_from(number) {
            Ok(whole) if self.range.0 <= whole && whole <= self.range.1 => Some(whole),
            Ok(_) | Err(_) => out_of_range(self, item, &number.to_string(), wrong),
        }
    }

    fn needs(&self) -> String {
        format!("a whole number from {} to {} {}", self.range.0, self.range.1, self.unit)
            .trim_end()
            .to_owned()
    }
}

/// `true` or `false`.
pub(super) struct Flag;

impl Kind for Flag {
    type Value = bool;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<bool> {
        item.as_bool().or_else(|| wrong_type(self, item, wrong))
    }

    fn needs(&self) -> String {
        "true or false (without quotes)".to_owned()
    }
}

/// A text that is not empty; `""` stands for "not given" where the key has a default.
pub(super) struct Words;

impl Kind for Words {
    type Value = String;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<String> {
        item.as_str().map(|text| text.trim().to_owned()).or_else(|| wrong_type(self, item, wrong))
    }

    fn needs(&self) -> String {
        "a text in quotes".to_owned()
    }
}

/// One name out of a closed set.
pub(super) struct OneOf<T> {
    pub names: fn() -> Vec<&'static str>,
    pub from: fn(&str) -> Option<T>,
}

impl<T> Kind for OneOf<T> {
    type Value = T;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<T> {
        let Some(name) = item.as_str() else { return wrong_type(self, item, wrong) };
        let found = (self.from)(name);
        if found.is_none() {
            wrong.push(not_one_of(item.span(), name, (self.names)().into_iter()));
        }
        found
    }

    fn needs(&self) -> String {
        format!("one of {}", quoted((self.names)().into_iter()))
    }
}

/// One language out of those the program speaks.
pub(super) struct Language {
    pub known: &'static [Lang],
}

impl Language {
    fn of(&self, name: &str, at: Option<Range<usize>>, wrong: &mut Vec<Complaint>) -> Option<Lang> {
        let found = self.known.iter().find(|known| known.as_str() == name).copied();
        if found.is_none() {
            wrong.push(not_one_of(at, name, self.known.iter().map(Lang::as_str)));
        }
        found
    }
}

impl Kind for Language {
    type Value = Lang;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Lang> {
        match item.as_str() {
            Some(name) => self.of(name, item.span(), wrong),
            None => wrong_type(self, item, wrong),
        }
    }

    fn needs(&self) -> String {
        format!("one of {}", quoted(self.known.iter().map(Lang::as_str)))
    }
}

/// Several languages, each once, at least one.
pub(super) struct Languages {
    pub known: &'static [Lang],
}

impl Kind for Languages {
    type Value = Vec<Lang>;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Vec<Lang>> {
        let one = Language { known: self.known };
        let langs: Vec<Lang> = each_text(self, item, wrong, |name, at, wrong| one.of(name, at, wrong))?;
        if langs.is_empty() {
            wrong.push(Complaint {
                at: None,
                what: "The list is empty, so the screen would have no language.".to_owned(),
                remedy: "Name at least one, for example [\"ja\"].".to_owned(),
            });
            return None;
        }
        Some(langs)
    }

    fn needs(&self) -> String {
        "a list of languages such as [\"ja\", \"en\"]".to_owned()
    }
}

/// A text for visitors: a plain one is Japanese, a table gives one for each language.
pub(super) struct InLanguages;

impl Kind for InLanguages {
    type Value = Option<Text>;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Option<Text>> {
        let mut text = Text::default();
        if let Some(japanese) = item.as_str() {
            text = Text::ja(japanese);
        } else if let Some(table) = item.as_table_like() {
            for (name, item) in table.iter() {
                match (Lang::parse(name), item.as_str()) {
                    (Some(lang), Some(markup)) => text.set(lang, Phrase::parse(markup)),
                    (None, _) => wrong.push(Complaint {
                        at: key_span(table, name),
                        what: format!("\"{name}\" is not the name of a language."),
                        remedy: "Languages are written ja, ja-easy, en, zh-Hans, ko.".to_owned(),
                    }),
                    (Some(_), None) => wrong.push(Complaint {
                        at: key_span(table, name),
                        what: format!("\"{name}\" is {}, but a text in quotes is needed.", type_of(item)),
                        remedy: "Write the text between quotes.".to_owned(),
                    }),
                }
            }
        } else {
            return wrong_type(self, item, wrong);
        }
        Some((!text.is_empty()).then_some(text))
    }

    fn needs(&self) -> String {
        "a text in quotes, or one for each language such as { ja = \"...\", en = \"...\" }".to_owned()
    }
}

/// Days of the week.
pub(super) struct Days;

const DAYS: [(Weekday, [&str; 3]); 7] = [
    (Weekday::Monday, ["monday", "mon", "月"]),
    (Weekday::Tuesday, ["tuesday", "tue", "火"]),
    (Weekday::Wednesday, ["wednesday", "wed", "水"]),
    (Weekday::Thursday, ["thursday", "thu", "木"]),
    (Weekday::Friday, ["friday", "fri", "金"]),
    (Weekday::Saturday, ["saturday", "sat", "土"]),
    (Weekday::Sunday, ["sunday", "sun", "日"]),
];

impl Kind for Days {
    type Value = Vec<Weekday>;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Vec<Weekday>> {
        each_text(self, item, wrong, |name, at, wrong| {
            let name = name.to_lowercase();
            let found = DAYS.iter().find(|(_, names)| names.contains(&name.as_str()));
            if found.is_none() {
                wrong.push(not_one_of(at, &name, DAYS.iter().map(|(_, names)| names[0])));
            }
            found.map(|(day, _)| *day)
        })
    }

    fn needs(&self) -> String {
        "a list of days such as [\"saturday\", \"sunday\"]".to_owned()
    }
}

/// A time of day in quotes. "24:00" is midnight at the end of the day.
pub(super) struct Clock;

impl Kind for Clock {
    type Value = Time;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Time> {
        let Some(text) = item.as_str() else { return wrong_type(self, item, wrong) };
        let time = text.split_once(':').and_then(|(hour, minute)| match (hour, minute) {
            ("24", "00") => Some(Time::midnight()),
            _ if minute.len() == 2 && (1..=2).contains(&hour.len()) => {
                Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
            }
            _ => None,
        });
        if time.is_none() {
            wrong.push(Complaint {
                at: item.span(),
                what: format!("\"{text}\" is not a time of day."),
                remedy: "Write hours and minutes, for example \"22:00\".".to_owned(),
            });
        }
        time
    }

    fn needs(&self) -> String {
        "a time of day in quotes such as \"22:00\"".to_owned()
    }
}

/// The keys of a keyboard or keypad that do one thing. An empty list is none.
pub(super) struct KeyNames;

impl Kind for KeyNames {
    type Value = Vec<Key>;

    fn read(&self, item: &Item, wrong: &mut Vec<Complaint>) -> Option<Vec<Key>> {
        each_text(self, item, wrong, |name, at, wrong| {
            let key = Key::parse(name);
            if key.is_none() {
                wrong.push(match name.to_ascii_lowercase().as_str() {
                    "tab" | "shift+tab" | "backtab" => Complaint {
                        at,
                        what: format!("\"{name}\" always moves from one button to the next."),
                        remedy: "Choose another key.".to_owned(),
                    },
                    _ => not_one_of(at, name, Key::NAMED.into_iter().filter_map(Key::word)).or_add(
                        "A key with a sign on it is written as that sign, \"p\" or \"1\"; F1 to F24 are keys too.",
                    ),
                });
            }
            key
        })
    }

    fn needs(&self) -> String {
        "a list of keys such as [\"PageUp\", \"p\"]".to_owned()
    }
}

impl Complaint {
    fn or_add(mut self, more: &str) -> Complaint {
        self.remedy = format!("{} {more}", self.remedy);
        self
    }
}

/// Reads a list of texts; a second mention of the same value is dropped without a word.
pub(super) fn each_text<K: Kind, T: PartialEq>(
    kind: &K,
    item: &Item,
    wrong: &mut Vec<Complaint>,
    read: impl Fn(&str, Option<Range<usize>>, &mut Vec<Complaint>) -> Option<T>,
) -> Option<Vec<T>> {
    let Some(list) = item.as_array() else { return wrong_type(kind, item, wrong) };
    let before = wrong.len();
    let mut values = Vec::new();
    for value in list {
        match value.as_str() {
            Some(text) => match read(text, value.span(), wrong) {
                Some(value) if !values.contains(&value) => values.push(value),
                Some(_) | None => {}
            },
            None => wrong.push(Complaint {
                at: value.span(),
                what: format!(
                    "There is {} in the list, but {} is needed.",
                    type_of_value(value),
                    kind.needs()
                ),
                remedy: "Put every name in quotes.".to_owned(),
            }),
        }
    }
    (wrong.len() == before).then_some(values)
}

fn wrong_type<K: Kind + ?Sized, T>(kind: &K, item: &Item, wrong: &mut Vec<Complaint>) -> Option<T> {
    let remedy = match item.as_str() {
        Some(text) if text.trim().parse::<f64>().is_ok() => format!("Write {} without quotes.", text.trim()),
        Some("true" | "false") => "Write it without quotes.".to_owned(),
        Some(_) | None => "The kiosk.toml that came with hiroba shows an example.".to_owned(),
    };
    wrong.push(Complaint {
        at: None,
        what: format!("This is {}, but {} is needed.", type_of(item), kind.needs()),
        remedy,
    });
    None
}

fn out_of_range<K: Kind, T>(kind: &K, item: &Item, given: &str, wrong: &mut Vec<Complaint>) -> Option<T> {
    wrong.push(Complaint {
        at: item.span(),
        what: format!("{given} is not possible."),
        remedy: format!("Give {}.", kind.needs()),
    });
    None
}

fn not_one_of<'a>(
    at: Option<Range<usize>>,
    given: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Complaint {
    let remedy = match nearest(given, known.clone()) {
        Some(near) => format!("Did you mean \"{near}\"? Possible are {}.", quoted(known)),
        None => format!("Possible are {}.", quoted(known)),
    };
    Complaint { at, what: format!("\"{given}\" is not known here."), remedy }
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The known name that somebody most likely meant.
pub(super) fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', ' '], "_");
    let given = plain(given);
    known
        .map(|name| (strsim::jaro_winkler(&given, &plain(name)), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

pub(super) fn type_of(item: &Item) -> &'static str {
    match item {
        Item::None => "nothing",
        Item::Value(value) => type_of_value(value),
        Item::Table(_) => "a table",
        Item::ArrayOfTables(_) => "a list of tables",
    }
}

fn type_of_value(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date or time without quotes",
        Value::Array(_) => "a list",
        Value::InlineTable(_) => "a table",
    }
}

/// Where a key stands in the text.
pub(super) fn key_span(table: &dyn TableLike, name: &str) -> Option<Range<usize>> {
    table.get_key_value(name).and_then(|(key, _)| key.span())
}
