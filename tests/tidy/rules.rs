//! The rules of the house, each a function over the text of one file, so that each can be shown
//! a small bad source and must catch it.

use super::source::{self, Blank, Path, blank, without_tests};

/// A file as the rules see it.
pub struct File {
    /// From the top of the repository: `src/view/mod.rs`.
    pub path: String,
    pub text: String,
    /// Without comments and literals.
    pub code: String,
    /// The same without what is compiled for tests only.
    pub shipped: String,
}

impl File {
    pub fn new(path: &str, text: &str) -> File {
        let code = blank(text, Blank::CommentsAndLiterals);
        let shipped = without_tests(&code);
        File { path: path.to_owned(), text: text.to_owned(), code, shipped }
    }

    fn breach(&self, line: usize, what: impl Into<String>) -> Breach {
        Breach { file: self.path.clone(), line, what: what.into() }
    }

    /// The path inside `src/`, without its ending: `feed/json/node`.
    fn place(&self) -> &str {
        let place = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        place.strip_suffix("/mod").unwrap_or(place)
    }

    fn is_in(&self, place: &str) -> bool {
        self.place().strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// Where a rule is broken, what breaks it, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Breach {
    pub file: String,
    pub line: usize,
    pub what: String,
}

impl std::fmt::Display for Breach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// What a room may name.
struct Room {
    at: &'static str,
    /// Other rooms of the crate.
    rooms: Names,
    /// Crates from outside.
    crates: Names,
    /// Parts of the standard library it must not touch.
    no_std: &'static [&'static str],
}

enum Names {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

impl Names {
    fn allow(&self, name: &str) -> bool {
        match self {
            Names::Only(names) => names.contains(&name),
            Names::AllBut(names) => !names.contains(&name),
        }
    }
}

const WORLD: &[&str] = &["std::fs", "std::net", "std::env", "std::process", "std::thread", "std::io"];

/// The arrows of docs/ARCHITECTURE.md. A file is held to every row whose place it stands in.
const ROOMS: &[Room] = &[
    Room {
        at: "domain",
        rooms: Names::Only(&[]),
        crates: Names::Only(&["jiff", "thiserror", "sha2"]),
        no_std: WORLD,
    },
    Room {
        at: "view",
        rooms: Names::Only(&["domain"]),
        crates: Names::Only(&[
            "jiff",
            "thiserror",
            "fluent_bundle",
            "unic_langid",
            "skrifa",
            "budoux",
            "pinyin",
        ]),
        no_std: WORLD,
    },
    Room {
        at: "api",
        rooms: Names::Only(&["domain"]),
        // utoipa describes the types of the wire where the hub is built.
        crates: Names::Only(&["jiff", "thiserror", "serde", "serde_json", "serde_path_to_error", "utoipa"]),
        no_std: WORLD,
    },
    Room {
        at: "feed",
        rooms: Names::Only(&["domain", "api"]),
        crates: Names::AllBut(&["slint", "slint_build", "sqlx", "image", "toml_edit", "clap"]),
        no_std: &[],
    },
    Room {
        at: "report",
        rooms: Names::Only(&["domain", "api", "feed"]),
        crates: Names::Only(&["jiff", "thiserror", "serde", "serde_json", "csv", "rust_xlsxwriter"]),
        no_std: &["std::fs", "std::net", "std::env", "std::process", "std::thread"],
    },
    Room {
        at: "store",
        rooms: Names::Only(&["domain", "api"]),
        crates: Names::AllBut(&["slint", "slint_build", "reqwest", "image", "toml_edit", "clap"]),
        no_std: &["std::net", "std::env", "std::process", "std::thread"],
    },
    Room {
        at: "config",
        rooms: Names::Only(&["domain", "feed"]),
        crates: Names::AllBut(&["slint", "slint_build", "sqlx", "reqwest", "tokio"]),
        no_std: &["std::net", "std::process"],
    },
    Room {
        at: "screen",
        rooms: Names::Only(&["domain", "view"]),
        crates: Names::AllBut(&["slint_build", "sqlx", "reqwest", "tokio", "serde"]),
        no_std: &["std::net", "std::process"],
    },
    Room {
        at: "kiosk",
        rooms: Names::AllBut(&["hub"]),
        crates: Names::AllBut(&["slint", "slint_build"]),
        no_std: &[],
    },
    Room {
        at: "voice",
        // The clock's stopwatch says how much of the sound is due.
        rooms: Names::Only(&["domain", "clock"]),
        crates: Names::Only(&[
            "alsa",
            "jbonsai",
            "jpreprocess",
            "jpreprocess_dictionary",
            "thiserror",
            "tracing",
        ]),
        no_std: &["std::net"],
    },
    Room {
        at: "hub",
        rooms: Names::AllBut(&["kiosk", "screen", "voice"]),
        crates: Names::AllBut(&["slint", "slint_build"]),
        no_std: &[],
    },
    Room { at: "clock", rooms: Names::Only(&[]), crates: Names::AllBut(&["slint"]), no_std: &[] },
    // What is on top may name anything but slint.
    Room { at: "command", rooms: Names::AllBut(&[]), crates: Names::AllBut(&["slint"]), no_std: &[] },
    Room { at: "main", rooms: Names::AllBut(&[]), crates: Names::AllBut(&["slint"]), no_std: &[] },
    Room { at: "lib", rooms: Names::AllBut(&[]), crates: Names::AllBut(&["slint"]), no_std: &[] },
    Room { at: "build", rooms: Names::Only(&[]), crates: Names::Only(&["slint_build"]), no_std: &[] },
    // The core of the kiosk is a calculation: no files, no sockets, no threads.
    Room {
        at: "kiosk/core",
        rooms: Names::Only(&["domain", "view", "config"]),
        crates: Names::AllBut(&["slint", "tokio", "reqwest", "sqlx", "serde"]),
        no_std: WORLD,
    },
];

/// The parts of `feed` that fetch. All others there are pure: bytes in, a programme out.
const FETCHERS: &[&str] = &["feed/cache", "feed/fetch", "feed/refresh"];
const READER: Room = Room {
    at: "feed",
    rooms: Names::Only(&["domain", "api"]),
    crates: Names::AllBut(&["tokio", "reqwest", "rustls"]),
    no_std: WORLD,
};

/// Who names whom. `crates` are the names of all dependencies, as code writes them.
pub fn arrows(file: &File, crates: &[String]) -> Vec<Breach> {
    let mut rooms: Vec<&Room> = ROOMS.iter().filter(|room| file.is_in(room.at)).collect();
    if file.is_in("feed") && file.place() != "feed" && !FETCHERS.iter().any(|place| file.is_in(place)) {
        rooms.push(&READER);
    }
    if rooms.is_empty() {
        let what = "stands in no known room. Put it into one, or add the room to docs/ARCHITECTURE.md \
                    and to ROOMS in tests/tidy/rules.rs";
        return vec![file.breach(1, what)];
    }
    let module = source::module_of(&file.path);
    let own = module.first().cloned().unwrap_or_default();
    let known = |name: &str| ROOMS.iter().any(|room| room.at == name);
    let mut breaches = Vec::new();
    for path in source::paths(&file.shipped) {
        for room in &rooms {
            if let Some(inside) = source::from_root(&path, &module) {
                let Some(other) = inside.first().filter(|other| **other != own && known(other)) else {
                    continue;
                };
                if !room.rooms.allow(other) {
                    breaches.push(file.breach(
                        path.line,
                        format!(
                            "`{}` names {other}, and {} must not know it. Move the rule down or pass the \
                             value in",
                            path.text(),
                            room.at
                        ),
                    ));
                }
            } else if let Some(world) = room.no_std.iter().find(|world| path.starts_with(world)) {
                breaches.push(file.breach(
                    path.line,
                    format!(
                        "`{}` reaches outside ({world}), and {} is a calculation. Let the caller do it",
                        path.text(),
                        room.at
                    ),
                ));
            } else if let Some(name) = path.segments.first().filter(|name| crates.contains(name))
                && !room.crates.allow(name)
            {
                breaches.push(file.breach(
                    path.line,
                    format!(
                        "`{}` names the crate {name}, which is not for {}. See \"Map\" in docs/ARCHITECTURE.md",
                        path.text(),
                        room.at
                    ),
                ));
            }
        }
    }
    breaches
}

/// Time and randomness are arguments (invariant 1).
pub fn clock(file: &File) -> Vec<Breach> {
    const ASKING: &[&str] = &[
        "Timestamp::now",
        "Zoned::now",
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "TimeZone::system",
        "TimeZone::try_system",
    ];
    const RANDOM: &[&str] = &["rand", "getrandom", "fastrand"];
    if file.path == "src/clock.rs" {
        return Vec::new();
    }
    let asks = |path: &Path| {
        ASKING.iter().any(|name| path.holds(name))
            || RANDOM.iter().any(|name| path.starts_with(name))
            || path.segments.last().is_some_and(|last| last == "RandomState")
    };
    source::paths(&file.code)
        .iter()
        .filter(|path| asks(path))
        .map(|path| {
            file.breach(
                path.line,
                format!(
                    "`{}` asks the machine. Only src/clock.rs does; take the time as an argument",
                    path.text()
                ),
            )
        })
        .collect()
}

/// No `unwrap` and no `expect` without the reason why it cannot fail.
pub fn panics(file: &File) -> Vec<Breach> {
    if file.path == "src/build.rs" {
        return Vec::new();
    }
    let lines: Vec<&str> = file.text.lines().collect();
    let reason = |at: usize| {
        let says = |line: &str| {
            line.split_once("//").is_some_and(|(_, comment)| {
                let comment = comment.trim_start_matches(['/', '!']).trim_start().to_lowercase();
                comment.starts_with("cannot")
            })
        };
        // The comment stands on the line, or over the statement, which may take a few lines.
        let above = lines[..at]
            .iter()
            .rev()
            .take(6)
            .take_while(|line| line.contains("//") || !line.trim_end().ends_with([';', '{', '}']));
        says(lines[at]) || above.into_iter().any(|line| says(line))
    };
    file.shipped
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains(".unwrap()") || line.contains(".expect("))
        .filter(|(at, _)| !reason(*at))
        .map(|(at, _)| {
            file.breach(
                at + 1,
                "may panic, and a kiosk has nobody to restart it. Handle the case, or say why there is none: \
                 `// Cannot fail: ...` on the line above",
            )
        })
        .collect()
}

/// Nothing unfinished, and nothing that talks to a terminal which a kiosk does not have.
pub fn leftovers(file: &File) -> Vec<Breach> {
    const NEVER: &[&str] = &["todo!", "unimplemented!", "dbg!", "#[ignore"];
    const PRINTING: &[&str] = &["println!", "print!", "eprintln!", "eprint!"];
    // What the build script prints is for cargo.
    let prints = file.path.starts_with("tests/")
        || file.path == "src/build.rs"
        || file.is_in("main")
        || file.is_in("command");
    let mut breaches = Vec::new();
    for (at, line) in file.code.lines().enumerate() {
        if let Some(word) = NEVER.iter().find(|word| has_word(line, word)) {
            breaches
                .push(file.breach(at + 1, format!("`{word}` is unfinished work. Finish it or take it out")));
        }
    }
    for (at, line) in file.shipped.lines().enumerate().filter(|_| !prints) {
        if let Some(word) = PRINTING.iter().find(|word| has_word(line, word)) {
            breaches.push(file.breach(
                at + 1,
                format!("`{word}` writes to a terminal. Use tracing, or return the text to the caller"),
            ));
        }
    }
    breaches
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| line[..at].chars().next_back().is_none_or(|before| !source::is_word(before)))
}

/// No `_ =>` over our own enums (invariant 3): a new variant must be met everywhere.
pub fn catch_alls(file: &File, enums: &[String]) -> Vec<Breach> {
    // The enum of ours that a pattern names.
    let own = |pattern: &str| -> Option<&String> {
        let pattern = pattern.trim_start_matches('&');
        let pattern = pattern.strip_prefix("Some(").unwrap_or(pattern).trim_start_matches('&');
        let (name, _) = pattern.split_once("::")?;
        enums.iter().find(|own| *own == name)
    };
    let mut breaches = Vec::new();
    for arms in source::matches_of(&file.shipped) {
        let name = arms.iter().find_map(|(_, pattern)| own(pattern));
        let all = arms.iter().find(|(_, pattern)| pattern == "_");
        if let (Some(name), Some((line, _))) = (name, all) {
            breaches.push(file.breach(
                *line,
                format!("`_ =>` swallows what {name} may become. Name every variant that is left"),
            ));
        }
    }
    breaches
}

/// A module that has others in it, or that the crate names, says what it is.
pub fn headed(file: &File) -> Vec<Breach> {
    if file.text.starts_with("//!") {
        return Vec::new();
    }
    vec![file.breach(1, "begins without `//!`. Say in a sentence what it is and what it must never know")]
}

/// The most lines a file may have before its tests.
const MOST_LINES: usize = 450;

/// Files that are longer, each with its reason.
const LONG: &[(&str, &str)] = &[(
    "src/feed/ics/series.rs",
    "how the occurrences of one series replace, move and cancel each other is one rule",
)];

pub fn length(file: &File) -> Vec<Breach> {
    let lines = file.code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count();
    if lines <= MOST_LINES || LONG.iter().any(|(path, _)| *path == file.path) {
        return Vec::new();
    }
    vec![file.breach(
        lines,
        format!(
            "has {lines} lines without its tests; {MOST_LINES} are enough. Split it by rule, not by layer"
        ),
    )]
}

/// Sizes are millimetres, through `Tokens.mm`.
pub fn slint_lengths(file: &File) -> Vec<Breach> {
    if file.path.starts_with("ui/style/") {
        return Vec::new();
    }
    let mut breaches = Vec::new();
    for (at, line) in file.code.lines().enumerate() {
        for (end, _) in line.match_indices("px") {
            let number = line[..end].rsplit(|c: char| !(c.is_ascii_digit() || c == '.')).next().unwrap_or("");
            let ends = line[end + 2..].chars().next().is_none_or(|c| !source::is_word(c));
            if ends && !["", "0", "1"].contains(&number) {
                breaches.push(file.breach(
                    at + 1,
                    format!("`{number}px` is a size of one panel. Write it in mm: `{number} * Tokens.mm`, or ask for a token"),
                ));
            }
        }
    }
    breaches
}

/// What can be read comes with the sheet (invariant 10). Only `ui/api` has samples.
pub fn slint_words(file: &File) -> Vec<Breach> {
    const SHOWN: &[&str] =
        &["text:", "title:", "placeholder-text:", "accessible-label:", "accessible-description:", "@tr("];
    if file.path.starts_with("ui/api/") {
        return Vec::new();
    }
    let text = blank(&file.text, Blank::Comments);
    let mut breaches = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for name in SHOWN {
            let said = line.match_indices(name).any(|(start, _)| {
                let after = line[start + name.len()..].trim_start();
                let begins =
                    line[..start].chars().next_back().is_none_or(|c| !source::is_word(c) && c != '-');
                begins && after.starts_with('"') && !after.starts_with("\"\"")
            });
            if said {
                breaches.push(file.breach(
                    at + 1,
                    format!("`{name}` has words of its own. Words come with the sheet, from ui/lang"),
                ));
            }
        }
    }
    breaches
}
