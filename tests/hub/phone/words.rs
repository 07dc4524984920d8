//! The words of the phone pages: complete in five languages, easy where they say so.

use std::collections::BTreeSet;

use hiroba::domain::text::Phrase;

const FILES: [(&str, &str); 5] = [
    ("ja", include_str!("../../../ui/lang/ja/hub/phone.ftl")),
    ("ja-easy", include_str!("../../../ui/lang/ja-easy/hub/phone.ftl")),
    ("en", include_str!("../../../ui/lang/en/hub/phone.ftl")),
    ("zh-Hans", include_str!("../../../ui/lang/zh-Hans/hub/phone.ftl")),
    ("ko", include_str!("../../../ui/lang/ko/hub/phone.ftl")),
];

fn messages(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with(['#', ' ', '}']));
    lines.filter_map(|line| line.split_once('=')).map(|(key, value)| (key.trim(), value.trim()))
}

#[test]
fn every_language_has_every_word_once() {
    let keys = |text| {
        let all: Vec<&str> = messages(text).map(|(key, _)| key).collect();
        let set: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), set.len(), "a word stands twice");
        set
    };
    let expected = keys(FILES[0].1);
    assert!(expected.len() > 30);
    for (lang, text) in FILES {
        assert_eq!(keys(text), expected, "{lang}");
    }
}

#[test]
fn every_word_that_a_page_asks_for_is_there() {
    let known: BTreeSet<&str> = messages(FILES[0].1).map(|(key, _)| key).collect();
    let pages = walk("src/hub/pages/phone").chain(walk("src/hub/phone"));
    let pages = pages.chain(["src/hub/pages/phone.html".into()]);
    let mut asked = 0;
    for path in pages {
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["page.t(\"", "page.r(\"", "page.p(\"", "page.n(\""] {
            for key in text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let is_example = path.ends_with("phone.html") && key == "stop";
                assert!(known.contains(key) || is_example, "{key} in {}", path.display());
                asked += 1;
            }
        }
    }
    assert!(asked > 40, "{asked}");
}

fn walk(folder: &str) -> impl Iterator<Item = std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(path.to_str().unwrap()));
        } else {
            files.push(path);
        }
    }
    files.into_iter().collect::<Vec<_>>().into_iter()
}

#[test]
fn easy_japanese_has_a_reading_on_every_kanji_and_short_sentences() {
    let is_kanji = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c == '々';
    for (key, value) in messages(FILES[1].1) {
        let phrase = Phrase::parse(value);
        for chunk in phrase.chunks().iter().filter(|chunk| chunk.ruby.is_none()) {
            assert!(!chunk.base.chars().any(is_kanji), "{key}: {}", chunk.base);
        }
        for sentence in phrase.text().split('。') {
            let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
            assert!(length <= 30, "{key}: {sentence} has {length}");
        }
    }
}
