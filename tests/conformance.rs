//! How accessible it is, measured: every row of the list that the project has set itself, on every screen
//! there is, as it is set and drawn. The figures stand in docs/accessibility-conformance.md, and this test
//! fails when one of them is not true any more.
//!
//! After a change that is meant to change a figure: `HIROBA_CONFORMANCE=write cargo test --test conformance`,
//! then read what has changed. The list is that of WCAG 2.2, EN 301 549, Section 508, VVSG 2.0, JIS S 0032
//! and the guideline on やさしい日本語; where they differ, the strictest holds.
#![cfg(feature = "kiosk")]

#[path = "conformance/pixels.rs"]
mod pixels;
#[path = "conformance/rows.rs"]
mod rows;
#[path = "conformance/sheets.rs"]
mod sheets;

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How a row is known to be true.
pub enum Proof {
    /// Measured here.
    Measured { value: String, passes: bool },
    /// By tests of a program, which fail when it is not.
    Tests { program: &'static str, names: &'static [&'static str] },
    /// By whoever puts the kiosk up.
    Place(&'static str),
}

pub struct Row {
    pub number: u8,
    pub statement: &'static str,
    pub proofs: Vec<Proof>,
}

/// Rows in which a figure is known to miss.
const KNOWN_MISSES: [u8; 0] = [];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sources of a test program.
fn sources(program: &str) -> String {
    let tests = root().join("tests");
    let mut files: Vec<PathBuf> = vec![tests.join(format!("{program}.rs"))];
    let mut folders = vec![tests.join(program)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
}

fn document(rows: &[Row]) -> String {
    let mut text = String::from(
        "# How accessible hiroba is\n\n\
         Made by `HIROBA_CONFORMANCE=write cargo test --test conformance`; the same test, without that word, fails in every run\n\
         of `scripts/test` when a figure or a result below is not true any more. Sizes are those of the reference panel (43 inches,\n\
         1920 x 1080 or 1080 x 1920, lower edge 800 mm above the floor), measured on every screen of the sample programme, in five\n\
         languages, at all four sizes of text, lying and upright, brought within reach as well. Colours are read from the drawn\n\
         pixels: of every screen in all three sets of colours, and in every language and size in one of them by turns (in all of\n\
         them with `HIROBA_CONFORMANCE=all`: 4,269 pictures, the same figures). A kiosk is \"closed functionality\" (EN 301 549 clause 5.1): visitors cannot bring\n\
         their own assistive technology, so the program is it.\n\n\
         | | what must be true | measured | command | |\n|---|---|---|---|---|\n",
    );
    for Row { number, statement, proofs } in rows {
        for (n, proof) in proofs.iter().enumerate() {
            let head = if n == 0 { format!("{number} | {statement}") } else { " | ".to_owned() };
            let (value, command, result) = match proof {
                Proof::Measured { value, passes } => (
                    value.clone(),
                    "`cargo test --test conformance`".to_owned(),
                    if *passes { "yes" } else { "**no**" },
                ),
                Proof::Tests { program, names } => {
                    let said: Vec<String> =
                        names.iter().map(|name| name.replace("::", ": ").replace('_', " ")).collect();
                    (said.join("; "), format!("`cargo test --test {program}`"), "yes")
                }
                Proof::Place(what) => ((*what).to_owned(), "by hand".to_owned(), "the place"),
            };
            writeln!(text, "| {head} | {value} | {command} | {result} |").unwrap();
        }
    }
    text.push_str(
        "\n\"The place\": depends on how the kiosk is put up; [installing.md](installing.md) says how.\n\
         What has not been done: people who use it every day have not been asked yet, and nobody outside the project has audited it.\n",
    );
    text
}

#[test]
fn the_page_about_accessibility_tells_what_is_true() {
    let rows = rows::all();
    for Row { number, proofs, .. } in &rows {
        for proof in proofs {
            if let Proof::Tests { program, names } = proof {
                let sources = sources(program);
                for name in *names {
                    let function = name.rsplit("::").next().unwrap();
                    assert!(
                        sources.contains(&format!("fn {function}(")),
                        "row {number}: tests/{program} has no test {name}"
                    );
                }
            }
        }
    }
    let text = document(&rows);
    let path = root().join("docs/accessibility-conformance.md");
    if std::env::var("HIROBA_CONFORMANCE").is_ok_and(|value| value == "write") {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let different: Vec<String> = text
        .lines()
        .filter(|line| !kept.lines().any(|known| known == *line))
        .map(|line| format!("is     {line}"))
        .chain(
            kept.lines()
                .filter(|line| !text.lines().any(|known| known == *line))
                .map(|line| format!("stands {line}")),
        )
        .collect();
    assert!(different.is_empty() && text == kept, "the page says something else:\n{}", different.join("\n"));
    // A page that tells of a miss is true, and not good enough: whoever writes one down has to say so here.
    let failing: Vec<u8> = rows
        .iter()
        .filter(|row| row.proofs.iter().any(|proof| matches!(proof, Proof::Measured { passes: false, .. })))
        .map(|row| row.number)
        .collect();
    assert_eq!(failing, KNOWN_MISSES, "rows in which a figure misses");
}
