//! The words of staff pages and of visitors' phones: complete in every language, used, and calm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use hiroba::domain::easy::{self, What};
use hiroba::domain::text::{Lang, Phrase};

#[path = "common/banned.rs"]
mod banned;

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The part of the hub a file of words belongs to, and its text.
fn files(lang: Lang) -> Vec<(String, String)> {
    let folder = top().join("ui/lang").join(lang.as_str());
    let mut files = Vec::new();
    if let Ok(frame) = fs::read_to_string(folder.join("hub.ftl")) {
        files.push(("hub".to_owned(), frame));
    }
    for entry in fs::read_dir(folder.join("hub")).into_iter().flatten() {
        let path = entry.unwrap().path();
        let part = path.file_stem().unwrap().to_str().unwrap().to_owned();
        files.push((part, fs::read_to_string(&path).unwrap()));
    }
    files.sort();
    files
}

/// The messages of a text: their keys, and what stands in them.
fn messages(text: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut last = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_once('=') {
            Some((key, value)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let key = key.trim().to_owned();
                assert!(messages.insert(key.clone(), value.to_owned()).is_none(), "{key} stands twice");
                last = Some(key);
            }
            _ => {
                if let Some(value) = last.as_ref().and_then(|key| messages.get_mut(key)) {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    messages
}

/// The arguments of a message.
fn arguments(message: &str) -> BTreeSet<&str> {
    let name = |part: &'_ str| part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    message.split('$').skip(1).map(|part| &part[..name(part).unwrap_or(part.len())]).collect()
}

const STAFF: [Lang; 2] = [Lang::JA, Lang::EN];
const PHONE: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];

fn of_phone(part: &str) -> bool {
    part.starts_with("phone")
}

/// All messages of staff pages, or of phones, in one language.
fn all(lang: Lang, phone: bool) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (part, text) in files(lang).into_iter().filter(|(part, _)| of_phone(part) == phone) {
        for (key, value) in messages(&text) {
            assert!(all.insert(key.clone(), value).is_none(), "{key} stands in two files of {lang} ({part})");
        }
    }
    all
}

#[test]
fn every_file_can_be_read() {
    for lang in PHONE {
        for (part, text) in files(lang) {
            let resource = FluentResource::try_new(text);
            let resource = resource.unwrap_or_else(|(_, faults)| panic!("{lang} {part}: {faults:?}"));
            let mut bundle = FluentBundle::new(vec![lang.as_str().parse().unwrap_or_default()]);
            bundle.add_resource(&resource).unwrap_or_else(|faults| panic!("{lang} {part}: {faults:?}"));
        }
    }
}

#[test]
fn every_language_says_the_same_things_with_the_same_arguments() {
    for (langs, phone) in [(&STAFF[..], false), (&PHONE[..], true)] {
        let first = all(langs[0], phone);
        assert!(phone || first.len() > 50, "{} messages only", first.len());
        for lang in &langs[1..] {
            let other = all(*lang, phone);
            let missing: Vec<&String> = first.keys().filter(|key| !other.contains_key(*key)).collect();
            let extra: Vec<&String> = other.keys().filter(|key| !first.contains_key(*key)).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{lang} lacks {missing:?} and has {extra:?} alone"
            );
            for (key, message) in &first {
                assert_eq!(arguments(message), arguments(&other[key]), "the arguments of {key} in {lang}");
            }
        }
    }
}

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if ["rs", "html"].iter().any(|ending| path.extension().is_some_and(|is| is == *ending)) {
            let mut text = fs::read_to_string(&path).unwrap();
            // What a template says to developers is said to nobody.
            while let Some((before, after)) = text.split_once("{#").map(|(b, a)| (b.to_owned(), a.to_owned()))
            {
                text = before + after.split_once("#}").map_or("", |(_, after)| after);
            }
            found.push_str(&text);
        }
    }
}

/// A key may be put together: then its beginning stands before a brace, as in `"role-{`.
fn is_named(key: &str, sources: &str) -> bool {
    if sources.contains(&format!("\"{key}\"")) {
        return true;
    }
    if let Some(done) = key.strip_prefix("done-")
        && (sources.contains(&format!("done={done}")) || sources.contains(&format!("\"{done}\"")))
    {
        return true;
    }
    // Or its end behind one, as in `{key}-days"`.
    key.match_indices('-').any(|(at, _)| {
        sources.contains(&format!("\"{}{{", &key[..=at])) || sources.contains(&format!("}}{}\"", &key[at..]))
    })
}

#[test]
fn every_message_is_said_somewhere() {
    let mut text = String::new();
    sources(&top().join("src/hub"), &mut text);
    for phone in [false, true] {
        let unused: Vec<String> =
            all(Lang::JA, phone).into_keys().filter(|key| !is_named(key, &text)).collect();
        assert!(unused.is_empty(), "nobody says {unused:?}");
    }
}

/// The keys that pages name outright.
fn named(sources: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for call in ["page.t(\"", "page.n(\"", "page.with(\"", "page.with_all(\""] {
        for part in sources.split(call).skip(1) {
            let key = part.split('"').next().unwrap();
            if !key.contains('{') {
                named.insert(key.to_owned());
            }
        }
    }
    named
}

#[test]
fn every_message_that_a_page_says_is_there() {
    let mut text = String::new();
    sources(&top().join("src/hub"), &mut text);
    let (staff, phone) = (all(Lang::JA, false), all(Lang::JA, true));
    let named = named(&text);
    assert!(named.contains("sign-in-title"), "{named:?}");
    let missing: Vec<&String> =
        named.iter().filter(|key| !staff.contains_key(*key) && !phone.contains_key(*key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn nobody_is_blamed_hurried_or_shouted_at() {
    for lang in PHONE {
        let banned: Vec<&str> = banned::banned(lang).collect();
        for phone in [false, true] {
            for (key, message) in all(lang, phone) {
                let read = message.to_lowercase();
                let has_words = [Lang::EN, Lang::KO].contains(&lang);
                let solid: String = read.chars().filter(|c| has_words || !c.is_whitespace()).collect();
                for word in &banned {
                    assert!(!solid.contains(word), "{key} in {lang} says {word}: {read}");
                }
            }
        }
    }
}

/// What staff are advised of is kept by the pages of phones too (ACCESSIBILITY row 23), whatever the number.
#[test]
fn easy_japanese_on_phones_is_as_easy_as_staff_are_asked_to_write() {
    let mut bundle = FluentBundle::new(vec![]);
    bundle.set_use_isolating(false);
    for (_, text) in files(Lang::JA_EASY).into_iter().filter(|(part, _)| of_phone(part)) {
        bundle.add_resource(FluentResource::try_new(text).unwrap()).unwrap();
    }
    let mut found = BTreeSet::new();
    for key in all(Lang::JA_EASY, true).keys() {
        for count in 1..=60 {
            let (mut faults, mut numbers) = (Vec::new(), FluentArgs::new());
            numbers.set("count", count);
            let pattern = bundle.get_message(key).and_then(|message| message.value()).unwrap();
            let phrase = Phrase::parse(&bundle.format_pattern(pattern, Some(&numbers), &mut faults));
            assert!(faults.is_empty(), "{key}: {faults:?}");
            let hard = easy::look(&phrase).into_iter().filter(|hard| !matches!(hard.what, What::Explain(_)));
            found.extend(hard.map(|hard| format!("{key}: {} {:?}", hard.words, hard.what)));
        }
    }
    assert_eq!(found, BTreeSet::new());
}

/// 十分 is ten minutes when it is read じゅっぷん, and enough when it is read じゅうぶん.
#[test]
fn minutes_on_phones_are_read_as_one_says_them() {
    let text = all(Lang::JA_EASY, true).remove("wait-minutes").unwrap();
    for minutes in 1..=15 {
        let said = text.contains(&format!("[{minutes}] {minutes}[分|ふん]"));
        assert_eq!(said, [2, 5, 7, 9, 12, 15].contains(&minutes), "{minutes} minutes");
    }
    assert!(text.contains("*[other] { $count }[分|ぷん]"), "{text}");
}
