//! The interface's words: complete in every language, calm, and easy where they promise it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use fluent_bundle::{FluentBundle, FluentResource};
use hiroba::domain::attendance::{Counted, Feeling, MOST_PEOPLE, Reason, Receipt, Way};
use hiroba::domain::display::{Colours, TextSize};
use hiroba::domain::easy::{self, What};
use hiroba::domain::meeting::Access;
use hiroba::domain::text::{Lang, Phrase};
use hiroba::view::words::{Arg, Say, Words};

#[path = "common/banned.rs"]
mod banned;
#[path = "words/glossary.rs"]
mod glossary;

use banned::banned;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ui/lang")
}

fn source(lang: Lang) -> String {
    let path = folder().join(lang.as_str()).join("hiroba.ftl");
    std::fs::read_to_string(&path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

fn langs() -> impl Iterator<Item = Lang> {
    Words::languages().map(|(lang, _)| lang)
}

/// The names of a file's messages: what stands before the first "=" of a line not indented.
fn ids(source: &str) -> Vec<&str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim())
        .collect()
}

/// A likely value for every argument there is; `n` goes where messages choose by a number.
fn said(words: &Words, key: Say, n: i64) -> Phrase {
    let args: Vec<(&str, Arg)> = key
        .args()
        .iter()
        .map(|name| {
            let arg = match *name {
                "n" | "of" | "number" | "venue" | "online" | "open" | "waiting" | "parked" | "came"
                | "walk-in" | "people" | "position" | "left" | "month" | "weekday" | "year" | "hour"
                | "hour-12" | "hour-24" | "minute" | "minute-ending" => Arg::Number(n),
                "day" if key == Say::DayOfMonth => Arg::Number(n),
                "from" | "to" if key == Say::CountFromTo => Arg::Number(n),
                "half" => Arg::Text("pm"),
                "minute-00" => Arg::Text("05"),
                "name" | "sentence" | "label" | "value" | "alt" | "address" | "when" | "what" | "where"
                | "state" | "size" | "colours" | "day" | "time" | "moment" | "roughly" | "date" | "from"
                | "to" | "range" | "start" | "end" | "near" | "first" | "second" | "part" | "days"
                | "list" | "item" | "title" | "way" | "category" | "kind" | "clock" => Arg::Text("X"),
                other => panic!("{} has an argument this test does not know: {other}", key.id()),
            };
            (*name, arg)
        })
        .collect();
    words.say_with(key, &args)
}

/// Every message of a language with the numbers that choose its forms.
fn every_message(lang: Lang) -> impl Iterator<Item = (Say, Phrase)> {
    let words = Words::of(lang);
    Say::ALL.iter().flat_map(move |&key| (0..=60).map(move |n| (key, said(words, key, n))))
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[test]
fn every_folder_is_a_language_and_every_language_has_its_folder() {
    let folders: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, langs().map(|lang| lang.to_string()).collect());
}

#[test]
fn each_language_is_offered_by_the_name_its_readers_use() {
    let names: Vec<(String, String)> =
        Words::languages().map(|(lang, name)| (lang.to_string(), name.text())).collect();
    let expected = [
        ("ja", "日本語"),
        ("ja-easy", "やさしい にほんご"),
        ("en", "English"),
        ("zh-Hans", "简体中文"),
        ("ko", "한국어"),
    ];
    assert_eq!(names, expected.map(|(lang, name)| (lang.to_owned(), name.to_owned())));
}

#[test]
fn every_language_says_exactly_the_messages_there_are() {
    let known: BTreeSet<&str> = Say::ALL.iter().map(|key| key.id()).collect();
    for lang in langs() {
        let text = source(lang);
        let written = ids(&text);
        let set: BTreeSet<&str> = written.iter().copied().collect();
        assert_eq!(known.difference(&set).collect::<Vec<_>>(), Vec::<&&str>::new(), "missing in {lang}");
        assert_eq!(set.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "unknown in {lang}");
        assert_eq!(written.len(), set.len(), "{lang} says something twice");
        for key in Say::ALL {
            assert!(Words::of(lang).has(*key), "{} in {lang}", key.id());
        }
    }
}

#[test]
fn every_file_is_fluent_to_the_last_line() {
    for lang in langs() {
        let resource = FluentResource::try_new(source(lang)).unwrap_or_else(|(_, problems)| {
            panic!("{lang}: {problems:?}");
        });
        let mut bundle = FluentBundle::new(vec![]);
        bundle.add_resource(resource).unwrap_or_else(|problems| panic!("{lang}: {problems:?}"));
    }
}

#[test]
fn messages_are_named_after_their_key_in_kebab_case() {
    for key in Say::ALL {
        let mut kebab = String::new();
        for c in format!("{key:?}").chars() {
            if c.is_uppercase() && !kebab.is_empty() {
                kebab.push('-');
            }
            kebab.extend(c.to_lowercase());
        }
        assert_eq!(key.id(), kebab);
    }
}

/// `say_with` itself complains, in tests, of an argument that is missing or unknown.
#[test]
fn every_message_is_said_with_its_arguments_in_every_language() {
    for lang in langs() {
        for (key, phrase) in every_message(lang) {
            let text = phrase.text();
            assert!(!text.trim().is_empty(), "{} in {lang}", key.id());
            assert_eq!(text.trim(), text, "{} in {lang}", key.id());
            assert!(!text.contains(['{', '}', '[', ']', '|', '\u{2068}']), "{} in {lang}: {text}", key.id());
        }
    }
}

#[test]
fn every_argument_is_used_by_somebody() {
    let files: Vec<String> = langs().map(source).collect();
    for key in Say::ALL {
        for arg in key.args() {
            let used = files.iter().any(|file| {
                let from = file.find(&format!("\n{} =", key.id())).unwrap();
                let rest = &file[from + 1..];
                // A message ends where the next one begins.
                let end = rest
                    .char_indices()
                    .find(|(at, c)| {
                        *c == '\n' && rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
                    })
                    .map_or(rest.len(), |(at, _)| at);
                rest[..end].contains(&format!("${arg} "))
            });
            assert!(used, "nobody uses ${arg} of {}", key.id());
        }
    }
}

#[test]
fn furigana_stand_over_every_kanji_of_easy_japanese_and_nowhere_else() {
    for lang in langs() {
        for (key, phrase) in every_message(lang) {
            for chunk in phrase.chunks() {
                match &chunk.ruby {
                    Some(ruby) => {
                        assert_eq!(lang, Lang::JA_EASY, "{}", key.id());
                        assert!(chunk.base.contains(is_kanji), "{}: {}", key.id(), chunk.base);
                        assert!(ruby.chars().all(|c| ('ぁ'..='ー').contains(&c)), "{}: {ruby}", key.id());
                    }
                    None => assert!(
                        lang != Lang::JA_EASY || !chunk.base.contains(is_kanji),
                        "{}: {} has no reading",
                        key.id(),
                        chunk.base
                    ),
                }
            }
        }
    }
}

#[test]
fn sentences_of_easy_japanese_have_at_most_30_characters() {
    for (key, phrase) in every_message(Lang::JA_EASY) {
        for sentence in phrase.text().split_inclusive('。') {
            let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
            assert!(length <= 30, "{}: {sentence}", key.id());
        }
    }
}

/// What staff are advised of is kept by the program itself (ACCESSIBILITY row 23). Words that people meet on
/// signs and in letters too may stay: 会場, 受付.
#[test]
fn easy_japanese_says_nothing_that_staff_would_be_advised_against() {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    // Most messages say the same whatever the number.
    let all =
        every_message(Lang::JA_EASY).filter(|(key, phrase)| seen.insert((key.id(), phrase.to_markup())));
    for (key, phrase) in all {
        for hard in easy::look(&phrase) {
            // The hours of a clock are those of half a day: view/dates.rs counts them.
            let is_clock = matches!(hard.what, What::Hours24(_)) && key.args().contains(&"hour");
            if is_clock || matches!(hard.what, What::Explain(_)) {
                continue;
            }
            found.insert(format!("{}: {} {:?}", key.id(), hard.words, hard.what));
        }
    }
    assert_eq!(found, BTreeSet::new());
}

/// Asked of what is read, so that no reading inside a word hides it, nor a space between phrases.
#[test]
fn nobody_is_blamed_hurried_or_shouted_at() {
    for lang in langs() {
        let banned: Vec<&str> = banned(lang).collect();
        for (key, phrase) in every_message(lang) {
            let read = phrase.text().to_lowercase();
            // Where spaces part words, two words would only seem to be a third.
            let has_words = [Lang::EN, Lang::KO].contains(&lang);
            let solid: String = read.chars().filter(|c| has_words || !c.is_whitespace()).collect();
            for word in &banned {
                assert!(!solid.contains(word), "{} in {lang} says {word}: {read}", key.id());
            }
        }
    }
}

/// A rule that also stands in a sentence: the sentence has to follow it.
#[test]
fn numbers_in_sentences_are_those_of_the_rules() {
    let said = [
        (Say::PeopleSentence, MOST_PEOPLE.to_string()),
        (Say::NumberHint, Receipt::DIGITS.to_string()),
        (Say::ReceptionHint, Receipt::DIGITS.to_string()),
    ];
    for lang in langs() {
        for (key, number) in &said {
            let text = Words::of(lang).say(*key).text();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, *number, "{} in {lang}: {text}", key.id());
        }
    }
}

/// The smallest button is 237 px wide and its words 36 to 40 px high (LOOK "Grid", "Type"): six
/// full-width characters in a line, two lines.
#[test]
fn labels_fit_their_buttons() {
    let buttons = [
        Say::Register,
        Say::CheckIn,
        Say::Previous,
        Say::Next,
        Say::Pause,
        Say::Resume,
        Say::Schedule,
        Say::ReadAloud,
        Say::LanguageAndText,
        Say::CallStaff,
        Say::Home,
        Say::Back,
        Say::Details,
        Say::Close,
    ];
    for lang in langs() {
        let words = Words::of(lang);
        for key in buttons {
            let lines = words.lines(&words.say(key));
            assert!(lines.len() <= 2, "{} in {lang}", key.id());
            for line in lines {
                assert!(line.reading_length() <= 6.0, "{} in {lang}: {}", key.id(), line.text());
            }
        }
    }
}

#[track_caller]
fn check(lang: Lang, key: Say, args: &[(&str, Arg)], expected: &str) {
    assert_eq!(Words::of(lang).say_with(key, args).to_markup(), expected);
}

#[test]
fn a_label_tells_its_break_and_goes_into_one_line() {
    check(Lang::JA, Say::CallStaff, &[], "スタッフを\n呼ぶ");
    check(Lang::JA_EASY, Say::CallStaff, &[], "スタッフを\n[呼|よ]ぶ");
    let one_line = |lang| {
        let words = Words::of(lang);
        words.one_line(&words.say(Say::CallStaff)).text()
    };
    assert_eq!(one_line(Lang::JA), "スタッフを 呼ぶ");
    assert_eq!(one_line(Lang::EN), "Call staff");
    assert_eq!(one_line(Lang::ZH_HANS), "呼叫工作人员");
    assert_eq!(one_line(Lang::KO), "직원 부르기");
}

#[test]
fn places_are_counted_as_the_language_counts() {
    let at = |n, of| [("n", Arg::Number(n)), ("of", Arg::Number(of))];
    check(Lang::JA, Say::SlidePosition, &at(1, 4), "4枚中 1枚目");
    check(Lang::JA, Say::RowPosition, &at(2, 4), "4つの うち\n2つ目です");
    check(Lang::JA, Say::RowPosition, &at(9, 12), "12個の うち\n9つ目です");
    check(Lang::JA_EASY, Say::SlidePosition, &at(1, 5), "5まいの うち\n1まい[目|め]");
    check(Lang::JA_EASY, Say::RowPosition, &at(10, 10), "10この うち\n10こ[目|め]です");
    check(Lang::EN, Say::SlidePosition, &at(1, 4), "1 of 4");
    check(Lang::ZH_HANS, Say::SlidePosition, &at(1, 4), "共4张 第1张");
    check(Lang::KO, Say::SlidePosition, &at(1, 4), "4장 중 1번째");
}

/// A small line over a large one, in the ring.
#[test]
fn the_ring_says_which_step_it_is_of_how_many() {
    let at = [("n", Arg::Number(2)), ("of", Arg::Number(3))];
    for (lang, small, large) in [
        (Lang::JA, "3つのうち", "2つ目"),
        (Lang::JA_EASY, "3つの うち", "2つ[目|め]"),
        (Lang::EN, "Step", "2 of 3"),
        (Lang::ZH_HANS, "共3步", "第2步"),
        (Lang::KO, "3단계 중", "2단계"),
    ] {
        check(lang, Say::StepsInAll, &at[1..], small);
        check(lang, Say::StepNumber, &at, large);
    }
}

#[test]
fn numbers_choose_the_form() {
    let room = |n| [("venue", Arg::Number(n))];
    check(Lang::EN, Say::CapacityVenue, &room(1), "Room for 1 person at the venue");
    check(Lang::EN, Say::CapacityVenue, &room(14), "Room for 14 people at the venue");
    check(Lang::JA_EASY, Say::CapacityVenue, &room(2), "[会場|かいじょう]は [2人|ふたり]まで");
    check(Lang::JA_EASY, Say::CapacityVenue, &room(1250), "[会場|かいじょう]は 1250[人|にん]まで");
    let people = |n| [("people", Arg::Number(n))];
    check(Lang::EN, Say::People, &people(1), "1 person");
    check(Lang::EN, Say::People, &people(3), "3 people");
    check(Lang::JA, Say::People, &people(1), "1人");
    check(Lang::JA_EASY, Say::People, &people(1), "[1人|ひとり]");
    check(Lang::JA_EASY, Say::People, &people(3), "3[人|にん]");
    let left = |n| [("left", Arg::Number(n))];
    check(Lang::EN, Say::SeatsLeft, &left(1), "1 place is left.");
    check(Lang::EN, Say::SeatsLeft, &left(2), "2 places are left.");
    check(Lang::JA_EASY, Say::SeatsLeft, &left(2), "あと [2人|ふたり] [申|もう]し[込|こ]めます。");
}

#[test]
fn readings_of_an_argument_stay_in_easy_japanese_only() {
    let name = Phrase::parse("ピアサポートの[会|かい]");
    let args = [("number", Arg::Number(3)), ("name", Arg::Phrase(&name))];
    check(Lang::JA, Say::SeriesNumber, &args, "第3回 ピアサポートの会");
    check(Lang::JA_EASY, Say::SeriesNumber, &args, "[第|だい]3[回|かい] ピアサポートの[会|かい]");
}

#[test]
fn a_language_the_interface_does_not_speak_gets_japanese() {
    assert_eq!(Words::of(Lang::of("fr")).lang(), Lang::JA);
}

#[test]
fn what_the_domain_names_has_its_own_word() {
    for lang in langs() {
        let words = Words::of(lang);
        let access: BTreeSet<String> =
            Access::ALL.iter().map(|access| words.say(Say::access(*access)).text()).collect();
        let sizes: BTreeSet<String> =
            TextSize::ALL.iter().map(|size| words.say(Say::size(*size)).text()).collect();
        let colours: BTreeSet<String> =
            Colours::ALL.iter().map(|colours| words.say(Say::colours(*colours)).text()).collect();
        assert_eq!((access.len(), sizes.len(), colours.len()), (11, 4, 3), "{lang}");
        let different = |keys: &[Say]| -> usize {
            keys.iter().map(|key| words.say(*key).text()).collect::<BTreeSet<_>>().len()
        };
        let counted = Way::ALL.map(Counted::Registered).map(Say::counted);
        assert_eq!(different(&Way::ALL.map(Say::way)), 3, "{lang}");
        assert_eq!(different(&Feeling::ALL.map(Say::feeling)), 5, "{lang}");
        assert_eq!(different(&Reason::ALL.map(Say::reason)), 4, "{lang}");
        assert_eq!(different(&[&counted[..], &[Say::CountCame]].concat()), 4, "{lang}");
    }
    for access in Access::ALL {
        assert_eq!(Say::access(access).id(), format!("access-{}", access.key()));
    }
}

#[test]
fn every_wording_that_a_place_may_replace_is_a_message_with_the_same_arguments() {
    use hiroba::domain::wording::Wording;

    for wording in Wording::ALL {
        let say = Say::ALL.iter().find(|say| say.id() == wording.key());
        let say = say.unwrap_or_else(|| panic!("{} is no message", wording.key()));
        assert_eq!(say.args(), wording.args(), "{}", wording.key());
        for (lang, _) in Words::languages() {
            let length = Words::of(lang).say_with(*say, &[("people", 20.into())]).reading_length();
            let longest = wording.longest() as f32;
            assert!(length <= longest, "{} in {lang} is longer than one may write: {length}", wording.key());
        }
    }
}
