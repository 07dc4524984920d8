//! Every slide and screen in every language: all that is seen is heard, and can be listened to.

use hiroba::domain::display::TextSize;
use hiroba::domain::text::{Lang, Phrase};
use hiroba::view::spoken::{self, Part, Readings, Utterance};
use hiroba::view::{Board, Leading, View};
use proptest::prelude::*;

use super::{attendance, sample};

/// No utterance is longer.
const LONGEST: usize = 200;

fn views(lang: Lang) -> Vec<(String, View)> {
    let mut views = Vec::new();
    let (rest, asking) = sample::counters(lang);
    for (n, board) in sample::boards(&sample::programme(), lang).iter().enumerate() {
        let counters = if board.asking { &asking } else { &rest };
        let counter = &counters[n % counters.len()].counter;
        views.push((board.name.clone(), sample::view(board, counter, lang, TextSize::Normal)));
    }
    for screen in attendance::screens(&attendance::programme(), lang) {
        let view = sample::view(&screen.board, &screen.counter, lang, TextSize::Normal);
        views.push((screen.board.name.clone(), view));
    }
    assert!(views.len() > 60, "{} screens", views.len());
    views
}

/// Every text that is seen.
fn seen(view: &View) -> Vec<&Phrase> {
    let (Leading::Name(leading) | Leading::Title(leading)) = &view.header.leading;
    let mut seen = vec![&view.title, leading, &view.header.date, &view.header.clock];
    match &view.board {
        Board::Article(article) => {
            seen.extend(article.ring.iter().map(|line| &line.phrase));
            seen.extend(article.picture.iter().map(|picture| &picture.alt));
            seen.extend(article.kicker.iter().chain(&article.title).chain(&article.paragraphs));
            seen.extend(article.rows.iter().flat_map(|row| row.lines.iter().chain([&row.head])));
            if let Some(way) = &article.way {
                seen.extend(way.contact.iter().chain([&way.qr_label]));
                seen.extend(way.number.iter().flat_map(|(label, number)| [label, number]));
            }
        }
        Board::List(list) => {
            seen.extend(list.rows.iter().flat_map(|row| [&row.when, &row.what, &row.place]).flatten());
        }
    }
    let counter = &view.counter;
    seen.extend(counter.note.iter().chain(&counter.hint));
    seen.extend(counter.place.iter().map(|place| &place.phrase));
    seen.extend(counter.controls.iter().flat_map(|control| control.sub.iter().chain([&control.label])));
    seen
}

/// The words of a text that stand in what is heard as they are: no figures, nothing that touches
/// them, no address, no abbreviation.
fn plain_words(lang: Lang, phrase: &Phrase) -> Vec<String> {
    let text = if lang.has_furigana() { phrase.reading() } else { phrase.text() };
    let mut words = Vec::new();
    for stretch in text.split(char::is_whitespace) {
        if stretch.trim_end_matches('.').contains('.')
            || stretch.contains("://")
            || stretch.contains('@')
            || stretch.chars().any(|c| c.is_numeric())
        {
            continue;
        }
        let parts = stretch.split(|c: char| !c.is_alphabetic() && !"ー々’'-".contains(c));
        for word in parts.filter(|word| word.chars().count() > 1) {
            let is_latin = word.chars().any(|c| c.is_ascii_alphabetic());
            let is_month = lang == Lang::EN && word.chars().count() < 5;
            if !(is_latin && (lang != Lang::EN || is_month)) {
                words.push(folded(word));
            }
        }
    }
    words
}

/// Hiragana and katakana sound the same.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap(),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

#[test]
fn everything_that_is_seen_is_heard() {
    for lang in sample::LANGS {
        let mut words = 0;
        for (name, view) in views(lang) {
            let said = spoken::screen(&view, &Readings::default());
            let log: String = said.iter().map(|said| folded(&said.text)).collect::<Vec<_>>().join("|");
            for phrase in seen(&view) {
                for word in plain_words(lang, phrase) {
                    assert!(
                        log.contains(&word),
                        "{lang} {name}: {word} of {} is not in {log}",
                        phrase.text()
                    );
                    words += 1;
                }
            }
        }
        assert!(words > 500, "{words} words in {lang}");
    }
}

#[test]
fn every_control_is_heard_and_sounds_the_same_alone() {
    for lang in sample::LANGS {
        for (name, view) in views(lang) {
            let said = spoken::screen(&view, &Readings::default());
            for control in &view.counter.controls {
                let alone = spoken::control(&view, &control.action, &Readings::default());
                assert!(!alone.is_empty(), "{lang} {name}: {:?}", control.action);
                let part = Part::Choice(control.action.clone());
                let together: Vec<&Utterance> = said.iter().filter(|said| said.part == part).collect();
                assert!(alone.iter().all(|one| together.contains(&one)), "{lang} {name}: {alone:?}");
            }
        }
    }
}

/// What is wrong with an utterance, if anything is.
fn fault(said: &Utterance) -> Option<&'static str> {
    let text = said.text.as_str();
    let letters: Vec<char> = text.chars().collect();
    let pairs = || letters.windows(2).map(|pair| (pair[0], pair[1]));
    let sounded = said.sounded();
    if !letters.iter().any(|c| c.is_alphanumeric()) {
        Some("says nothing")
    } else if letters.len() > LONGEST {
        Some("is too long")
    } else if text.trim() != text || text.contains("  ") || text.contains('\n') {
        Some("has blanks it does not need")
    } else if text.contains("://") || text.contains("www.") || text.contains('@') {
        Some("reads out an address")
    } else if letters
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && three[1] == ':' && three[2].is_ascii_digit())
    {
        Some("reads a clock by its figures")
    } else if pairs().any(|(a, b)| a.is_ascii_punctuation() && b.is_ascii_punctuation()) {
        Some("has marks in a row")
    } else if pairs().any(|(a, b)| "、。，".contains(a) && "、。，,.".contains(b)) {
        Some("pauses twice")
    } else if said.lang == Lang::ZH_HANS && sounded.chars().any(|c| ('\u{3400}'..'\u{a000}').contains(&c)) {
        Some("has a character without a sound")
    } else if [Lang::ZH_HANS, Lang::KO].contains(&said.lang) && text.contains(|c: char| c.is_ascii_digit()) {
        Some("has a figure that is not said")
    } else {
        None
    }
}

#[test]
fn every_utterance_of_every_screen_can_be_listened_to() {
    for lang in sample::LANGS {
        for (name, view) in views(lang) {
            for said in spoken::screen(&view, &Readings::default()) {
                assert_eq!(fault(&said), None, "{lang} {name}: {said:?}");
                // In a Japanese place nobody is spoken to in a language they did not choose, but
                // of those who look for their own.
                let chosen = view.counter.controls.iter().any(|control| control.lang == Some(said.lang));
                assert!(said.lang == lang || chosen || said.lang != Lang::KO, "{lang} {name}: {said:?}");
            }
        }
    }
}

const BITS: [&str; 34] = [
    "13:30",
    "～",
    "-",
    "7/16",
    "(木)",
    "（土・日）",
    "03-5432-2247",
    "https://a.lg.jp/x?y=1",
    "a@b.jp",
    "※",
    "・",
    "。",
    "、",
    ".",
    ",",
    "!",
    "「",
    "」",
    "場をひろげる",
    "会",
    "は",
    "い",
    "Zoom",
    "meeting",
    "NPO",
    "환영",
    "欢迎",
    "12345678",
    "1,500",
    "¥",
    "%",
    " ",
    "\n",
    "→",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_utterances_that_can_be_listened_to(
        bits in prop::collection::vec(prop::sample::select(BITS.to_vec()), 0..40),
        lang in 0..5_usize,
    ) {
        let text = bits.concat();
        let said = spoken::phrase(sample::LANGS[lang], &Phrase::parse(&text), &Part::Content, &Readings::default());
        for said in said {
            prop_assert_eq!(fault(&said), None, "{:?} of {}", said, text);
        }
    }

    #[test]
    fn letters_of_any_script_are_no_trouble(text in "\\PC{0,300}", lang in 0..5_usize) {
        let lang = sample::LANGS[lang];
        for said in spoken::phrase(lang, &Phrase::parse(&text), &Part::Content, &Readings::default()) {
            prop_assert!(said.text.chars().count() <= LONGEST && !said.text.is_empty());
        }
    }
}
