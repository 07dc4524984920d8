//! The house stays in order: who may name whom, who may ask the clock, what a file looks like.
//!
//! Sources are read as text; the rules are in `tidy/rules.rs`. Each rule is tested itself: the
//! second half of this file shows it small bad sources, which it must catch, and good ones.

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/source.rs"]
mod source;

use std::fs;
use std::path::PathBuf;

use rules::{Breach, File};

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder of the repository whose names end so, in the order of their names.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut found = Vec::new();
    let mut folders = vec![top().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                let name = path.strip_prefix(top()).unwrap().to_str().unwrap().to_owned();
                found.push(File::new(&name, &fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no *{ending} under {folder}: has it been moved?");
    found
}

/// The dependencies by the names that code uses.
fn crates() -> Vec<String> {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap();
    let mut names = vec!["i_slint_core".to_owned()];
    let mut listed = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            listed = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| listed) {
            names.push(name.trim().replace('-', "_"));
        }
    }
    names
}

fn enums(files: &[File]) -> Vec<String> {
    let own = ["src/domain", "src/view", "src/kiosk", "src/store", "src/hub"];
    files
        .iter()
        .filter(|file| own.iter().any(|place| file.path.starts_with(place)))
        .flat_map(|file| source::enums_of(&file.code))
        .collect()
}

#[track_caller]
fn none(breaches: Vec<Breach>) {
    let list: Vec<String> = breaches.iter().map(Breach::to_string).collect();
    assert!(list.is_empty(), "{} to mend:\n{}", list.len(), list.join("\n"));
}

#[test]
fn every_room_names_only_those_below_it() {
    let crates = crates();
    assert!(crates.iter().any(|name| name == "slint") && crates.len() > 20, "{crates:?}");
    none(files("src", ".rs").iter().flat_map(|file| rules::arrows(file, &crates)).collect());
}

#[test]
fn only_the_clock_asks_for_the_time_and_for_chance() {
    none(files("src", ".rs").iter().flat_map(rules::clock).collect());
}

#[test]
fn nothing_panics_without_saying_why_it_cannot() {
    none(files("src", ".rs").iter().flat_map(rules::panics).collect());
}

#[test]
fn nothing_is_left_unfinished_and_nothing_talks_to_a_terminal() {
    let all = ["src", "tests"].into_iter().flat_map(|folder| files(folder, ".rs"));
    none(all.flat_map(|file| rules::leftovers(&file)).collect());
}

#[test]
fn every_variant_of_our_own_enums_is_met_by_name() {
    let files = files("src", ".rs");
    let enums = enums(&files);
    assert!(enums.iter().any(|name| name == "Slide"), "{enums:?}");
    none(files.iter().flat_map(|file| rules::catch_alls(file, &enums)).collect());
}

#[test]
fn every_module_that_others_name_says_what_it_is() {
    let is_module = |file: &&File| {
        let inside = file.path.trim_start_matches("src/");
        let folder = top().join(file.path.trim_end_matches(".rs"));
        inside != "main.rs" && (!inside.contains('/') || inside.ends_with("/mod.rs") || folder.is_dir())
    };
    none(files("src", ".rs").iter().filter(is_module).flat_map(rules::headed).collect());
}

#[test]
fn no_file_is_longer_than_one_can_keep_in_mind() {
    none(files("src", ".rs").iter().flat_map(rules::length).collect());
}

#[test]
fn the_window_measures_in_millimetres() {
    none(files("ui", ".slint").iter().flat_map(rules::slint_lengths).collect());
}

#[test]
fn the_window_has_no_words_of_its_own() {
    none(files("ui", ".slint").iter().flat_map(rules::slint_words).collect());
}

#[test]
fn the_top_of_the_repository_holds_only_what_belongs_there() {
    const ALLOWED: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "ui",
        "assets",
        "tests",
        "kiosk.toml",
        "README.md",
        "LICENSE",
        "docs",
        "scripts",
        ".ci",
        ".config",
        "deny.toml",
        ".gitignore",
        ".rustfmt.toml",
        // Not of the repository itself.
        ".git",
        "target",
    ];
    let strangers: Vec<String> = fs::read_dir(top())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !ALLOWED.contains(&name.as_str()))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?} do not belong at the top: put them into a folder there");
}

#[test]
fn every_font_has_its_licence_beside_it_and_is_told_of() {
    let folder = top().join("assets/fonts");
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    for name in &names {
        // "BIZUDPGothic-Regular.ttf, -Bold.ttf" names both.
        let told = name.split_once('-').is_some_and(|(family, style)| {
            readme.lines().any(|line| line.contains(family) && line.contains(&format!("-{style}")))
        });
        assert!(told, "assets/fonts/README.md does not say what {name} is");
        let licence = if name.starts_with("BIZ") { "OFL-BIZUDGothic.txt" } else { "OFL-NotoSansCJK.txt" };
        let text = fs::read_to_string(folder.join(licence)).unwrap_or_default();
        assert!(text.contains("SIL OPEN FONT LICENSE Version 1.1"), "{name} needs {licence} beside it");
    }
    assert!(names.len() >= 8, "{names:?}");
}

// The rules themselves.

/// Whether a rule finds something on exactly these lines.
#[track_caller]
fn finds(rule: impl Fn(&File) -> Vec<Breach>, path: &str, text: &str, lines: &[usize]) {
    let found: Vec<usize> = rule(&File::new(path, text)).iter().map(|breach| breach.line).collect();
    assert_eq!(found, lines, "{path}:\n{text}");
}

#[test]
fn the_guard_sees_a_wrong_arrow_however_it_is_written() {
    let crates: Vec<String> =
        ["slint", "serde", "tokio", "jiff", "budoux", "reqwest"].map(str::to_owned).into();
    let check = |path: &str, text: &str, lines: &[usize]| {
        finds(|file| rules::arrows(file, &crates), path, text, lines);
    };
    check("src/domain/a.rs", "use crate::view::View;", &[1]);
    check("src/domain/a.rs", "use super::meeting::Meeting;\nuse super::super::feed;", &[2]);
    check("src/domain/a.rs", "use crate::{domain::text::Text, api::{Wire, Fault}};", &[1, 1]);
    check("src/domain/a.rs", "fn f() {\n    crate::hub::serve();\n}", &[2]);
    check("src/domain/a.rs", "use serde::Serialize;", &[1]);
    check("src/domain/a.rs", "use std::{collections::HashMap, fs};", &[1]);
    check("src/domain/a.rs", "fn f() { std::fs::read(\"x\"); }", &[1]);
    check("src/domain/a.rs", "use jiff::Zoned;\nuse super::text::Text;", &[]);
    check("src/domain/a.rs", "//! See [`crate::api`].\n// crate::hub\nconst A: &str = \"crate::hub\";", &[]);
    check("src/domain/a.rs", "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\nuse std::net::IpAddr;", &[5]);
    check("src/view/a.rs", "use slint::Color;\nuse budoux::Model;", &[1]);
    check("src/view/layout/a.rs", "use super::super::super::screen::X;", &[1]);
    check("src/api.rs", "use crate::feed::Problem;\nuse serde::Serialize;", &[1]);
    check("src/feed/json/node.rs", "use std::fs;\nuse serde::de;", &[1]);
    check("src/feed/fetch/mod.rs", "use std::fs;\nuse tokio::time;\nuse crate::kiosk::X;", &[3]);
    check("src/feed/csv.rs", "async fn f() { tokio::time::sleep(x).await }", &[1]);
    check("src/screen/mod.rs", "use slint::Color;\nuse crate::kiosk::Kiosk;", &[2]);
    check("src/kiosk/mod.rs", "use crate::hub::Hub;\nuse crate::feed::Reading;\nuse slint::Timer;", &[1, 3]);
    check("src/kiosk/core/mod.rs", "use crate::view::View;\nuse crate::feed::Reading;", &[2]);
    check("src/hub/mod.rs", "use crate::kiosk::Kiosk;\nuse crate::api::Wire;", &[1]);
    check("src/voice/a.rs", "use crate::config::Config;\nuse crate::domain::speech::Order;", &[1]);
    check("src/hub/mod.rs", "use crate::voice::Voice;", &[1]);
    check("src/main.rs", "use hiroba::kiosk;\nuse crate::hub::X;", &[]);
    check("src/attic/mod.rs", "", &[1]);
}

#[test]
fn the_guard_sees_who_asks_the_clock() {
    let check = |path: &str, text: &str, lines: &[usize]| finds(rules::clock, path, text, lines);
    check("src/kiosk/mod.rs", "let now = Timestamp::now();", &[1]);
    check("src/kiosk/mod.rs", "let now = jiff::Zoned::now();\nlet t = std::time::Instant::now();", &[1, 2]);
    check("src/view/a.rs", "use rand::Rng;\nlet zone = TimeZone::system();", &[1, 2]);
    check("src/clock.rs", "pub fn now() -> Timestamp { Timestamp::now() }", &[]);
    check(
        "src/view/a.rs",
        "// Zoned::now()\nlet x = clock::now();\nOperand::new(Timestamp::nowhere());",
        &[],
    );
}

#[test]
fn the_guard_sees_what_may_panic() {
    let check = |text: &str, lines: &[usize]| finds(rules::panics, "src/view/a.rs", text, lines);
    check("fn f() {\n    x.unwrap();\n}", &[2]);
    check("fn f() {\n    x.expect(\"it is there\");\n}", &[2]);
    check("fn f() {\n    // Cannot fail: the pattern is a constant.\n    x.unwrap();\n}", &[]);
    check(
        "fn f() {\n    // Cannot fail: a constant.\n    let y = x\n        .parse()\n        .unwrap();\n}",
        &[],
    );
    check("fn f() {\n    // Cannot fail: a constant.\n    a.unwrap();\n    b.unwrap();\n}", &[4]);
    check("fn f() {\n    x.unwrap(); // cannot be empty: checked above\n}", &[]);
    check("x.unwrap_or_default();\nlet a = \".unwrap()\";", &[]);
    check("#[cfg(test)]\nmod tests {\n    fn f() { x.unwrap(); }\n}", &[]);
}

#[test]
fn the_guard_sees_what_is_left_over() {
    let check = |path: &str, text: &str, lines: &[usize]| finds(rules::leftovers, path, text, lines);
    check("src/view/a.rs", "fn f() { todo!() }\nfn g() { dbg!(1); }", &[1, 2]);
    check("src/view/a.rs", "fn f() { println!(\"a\"); }\n// println!(\"b\")", &[1]);
    check("src/main.rs", "fn main() { println!(\"a\"); }", &[]);
    check("src/build.rs", "fn main() { println!(\"a\"); }", &[]);
    check("tests/a.rs", "#[test]\n#[ignore]\nfn f() {}", &[2]);
    check("src/view/a.rs", "fn f() { my_todo!(); writeln!(f, \"println!\"); }", &[]);
}

#[test]
fn the_guard_sees_a_catch_all_over_our_own_enums_only() {
    let enums = ["Slide".to_owned(), "When".to_owned()];
    let check = |text: &str, lines: &[usize]| {
        finds(|file| rules::catch_alls(file, &enums), "src/view/a.rs", text, lines);
    };
    check("match slide {\n    Slide::Welcome => 1,\n    _ => 2,\n}", &[3]);
    check("match &slide {\n    Slide::Meeting(id) => { f(id) }\n    _ => {}\n}", &[3]);
    check("match slide {\n    Some(Slide::Page) => f(|x| { x }),\n    _ => 2,\n}", &[3]);
    check(
        "match slide {\n    Slide::Page => match n {\n        1 => 2,\n        _ => 3,\n    },\n    Slide::Glance => 1,\n}",
        &[],
    );
    check("match n {\n    1 => Slide::Page,\n    _ => Slide::Glance,\n}", &[]);
    check("match (a, b) {\n    (When::Undecided, _) => 1,\n    (_, x) => x,\n}", &[]);
    check("match other {\n    Other::A => 1,\n    _ => 2,\n}", &[]);
}

#[test]
fn the_guard_sees_a_file_without_a_word_about_itself_and_one_too_long() {
    finds(rules::headed, "src/view/mod.rs", "use x;\n", &[1]);
    finds(rules::headed, "src/view/mod.rs", "//! What a visitor sees.\n", &[]);
    finds(rules::length, "src/view/a.rs", &"fn f() {}\n".repeat(451), &[451]);
    let tests =
        format!("{}#[cfg(test)]\nmod tests {{\n{}}}", "fn f() {}\n".repeat(440), "fn t() {}\n".repeat(99));
    finds(rules::length, "src/view/a.rs", &tests, &[]);
}

#[test]
fn the_guard_sees_sizes_and_words_in_the_window() {
    finds(
        rules::slint_lengths,
        "ui/widgets/a.slint",
        "width: 12px;\nheight: 1px;\nx: 0px; y: 2.5px;",
        &[1, 3],
    );
    finds(rules::slint_lengths, "ui/style/tokens.slint", "out property <length> mm: 2.017px;", &[]);
    finds(rules::slint_lengths, "ui/widgets/a.slint", "// 12px\nx: root.y / 1px * Tokens.mm;", &[]);
    finds(rules::slint_words, "ui/widgets/a.slint", "Text { text: \"Hello\"; }\ntitle: Sheet.title;", &[1]);
    finds(rules::slint_words, "ui/widgets/a.slint", "Text { text: @tr(\"Hello\"); }", &[1]);
    finds(rules::slint_words, "ui/api/a.slint", "text: \"sample\"", &[]);
    finds(rules::slint_words, "ui/widgets/a.slint", "import { X } from \"x.slint\";\ntext: piece.text;", &[]);
}

#[test]
fn the_reader_of_sources_is_not_led_astray_by_literals() {
    let code = source::blank(
        "let a = r#\"// \"no\" \"#; // yes\nlet b = '\"'; let c: &'a str = \"x\\\"\";",
        source::Blank::CommentsAndLiterals,
    );
    assert_eq!(code.replace(' ', ""), "leta=;\nletb=;letc:&'astr=;");
    assert_eq!(code.lines().count(), 2);
    let paths = source::paths("use a::{self, b::{c, d as e}, f::*};\nfn g() -> impl X + use<'t> { h::i() }");
    let texts: Vec<String> = paths.iter().map(source::Path::text).collect();
    assert_eq!(texts, ["a", "a::b::c", "a::b::d", "a::f::*", "h::i"]);
}
