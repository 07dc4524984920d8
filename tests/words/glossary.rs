//! The glossary of docs/wording.md, held against every text in every language: of the sign, of phones, of staff.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hiroba::domain::text::{Lang, Phrase};

/// The languages of the table, in the order of its columns.
const COLUMNS: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A thing, and its cell of each language.
struct Row {
    what: String,
    cells: Vec<String>,
}

impl Row {
    fn in_each_language(&self) -> impl Iterator<Item = (Lang, &str)> {
        COLUMNS.into_iter().zip(self.cells.iter().map(String::as_str))
    }
}

fn table() -> Vec<Row> {
    let page = std::fs::read_to_string(top().join("docs/wording.md")).unwrap();
    let (_, part) = page.split_once("\n## Glossary\n").expect("the page has a glossary");
    let lines =
        part.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let mut rows = lines.map(|line| {
        let mut cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
        Row { what: cells.next().unwrap(), cells: cells.collect() }
    });
    let heads: Vec<String> = rows.next().expect("the table has a head").cells;
    assert_eq!(heads, COLUMNS.map(|lang| lang.to_string()));
    rows.skip(1).collect()
}

/// What stands between two of a mark.
fn between<'a>(cell: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    cell.split(mark).skip(1).step_by(2)
}

/// As it is looked for: phrases of Japanese and Chinese are not parted by blanks.
fn folded(lang: Lang, text: &str) -> String {
    let has_words = [Lang::EN, Lang::KO].contains(&lang);
    text.to_lowercase().chars().filter(|c| has_words || !c.is_whitespace()).collect()
}

/// A line of a message as it is read: without the names of its arguments, and without readings.
fn read(line: &str) -> String {
    let mut parts = line.split('$');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.push_str(part.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-'));
    }
    Phrase::parse(&said).text()
}

/// Every line of every message of a language, with where it stands.
fn lines(lang: Lang) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(&top().join("ui/lang").join(lang.as_str()), &mut files);
    let mut said = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let value = match line.split_once('=') {
                Some((_, value)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => value,
                _ => line,
            };
            let place = format!("{}:{}", file.strip_prefix(top()).unwrap().display(), n + 1);
            said.push((place, folded(lang, &read(value))));
        }
    }
    said
}

#[test]
fn everything_has_its_word_in_every_language_that_speaks_of_it() {
    let table = table();
    assert!(table.len() >= 25, "{} things only", table.len());
    let mut things = BTreeSet::new();
    for row in &table {
        assert!(things.insert(&row.what), "{} stands twice", row.what);
        assert_eq!(row.cells.len(), COLUMNS.len(), "{}", row.what);
        // What only staff read has no word in the languages of visitors alone.
        let of_staff = [1, 3, 4].iter().all(|at| row.cells[*at].is_empty());
        for (lang, cell) in row.in_each_language() {
            let visitors_alone = ![Lang::JA, Lang::EN].contains(&lang);
            let words = between(cell, "`").count();
            assert!(words > 0 || (of_staff && visitors_alone), "{} has no word in {lang}", row.what);
        }
    }
}

/// Whoever has met a word once must not have to learn a second for the same thing.
#[test]
fn one_thing_has_one_word() {
    let table = table();
    let mut faults = Vec::new();
    for lang in COLUMNS {
        let said = lines(lang);
        assert!(said.len() > 400, "{} lines of {lang} only", said.len());
        for row in &table {
            let (_, cell) = row.in_each_language().find(|(of, _)| *of == lang).unwrap();
            for ours in between(cell, "`") {
                let word = folded(lang, ours);
                if !said.iter().any(|(_, line)| line.contains(&word)) {
                    faults.push(format!("{lang} never says {ours} ({})", row.what));
                }
            }
            for other in between(cell, "~~") {
                let word = folded(lang, other);
                let places = said.iter().filter(|(_, line)| line.contains(&word));
                faults.extend(
                    places.map(|(place, line)| format!("{place} says {other} ({}): {line}", row.what)),
                );
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_guard_reads_a_line_as_a_visitor_does() {
    assert_eq!(read(" [受付|うけつけ][番号|ばんごう]は { $count } [2]").trim(), "受付番号は {  } [2]");
    assert_eq!(folded(Lang::JA, "空きを 待つ"), "空きを待つ");
    assert_eq!(folded(Lang::EN, "Sign Up"), "sign up");
    assert_eq!(between("`会` ~~会議~~ ~~集会~~", "~~").collect::<Vec<_>>(), ["会議", "集会"]);
}
