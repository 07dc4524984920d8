//! Japanese. The engine reads numbers with their counters right (四時 is よじ, 1人 ひとり); what it
//! does not know are marks, clocks, abbreviations and figures that are said one by one.

use super::{Ends, Form, Joints, Sign};
use crate::view::spoken::scan::Time;

pub(super) struct Japanese;

pub(super) const DIGITS: [&str; 10] =
    ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"];

/// The same as the engine takes them when they follow each other.
const CLOSE_DIGITS: [(&str, &str); 3] = [("ニー", "ニイ"), ("ゴー", "ゴオ"), ("キュー", "キュウ")];

pub(super) const LETTERS: [&str; 26] = [
    "エー",
    "ビー",
    "シー",
    "ディー",
    "イー",
    "エフ",
    "ジー",
    "エイチ",
    "アイ",
    "ジェー",
    "ケー",
    "エル",
    "エム",
    "エヌ",
    "オー",
    "ピー",
    "キュー",
    "アール",
    "エス",
    "ティー",
    "ユー",
    "ブイ",
    "ダブリュー",
    "エックス",
    "ワイ",
    "ゼット",
];

/// Words that are common here and not said letter by letter.
const WORDS: [(&str, &str); 34] = [
    ("app", "アプリ"),
    ("cm", "センチメートル"),
    ("e-mail", "イーメール"),
    ("email", "イーメール"),
    ("fax", "ファックス"),
    ("facebook", "フェイスブック"),
    ("google", "グーグル"),
    ("hiroba", "ひろば"),
    ("instagram", "インスタグラム"),
    ("kg", "キログラム"),
    ("km", "キロメートル"),
    ("line", "ライン"),
    ("m", "メートル"),
    ("mail", "メール"),
    ("meet", "ミート"),
    ("min", "分"),
    ("mm", "ミリメートル"),
    ("no", "ナンバー"),
    ("ok", "オーケー"),
    ("online", "オンライン"),
    ("pin", "ピン"),
    ("teams", "チームズ"),
    ("tel", "電話"),
    ("usb", "ユーエスビー"),
    ("vol", "ボリューム"),
    ("web", "ウェブ"),
    ("webex", "ウェベックス"),
    ("wi-fi", "ワイファイ"),
    ("wifi", "ワイファイ"),
    ("www", "ウェブ"),
    ("youtube", "ユーチューブ"),
    ("zoom", "ズーム"),
    ("am", "午前"),
    ("pm", "午後"),
];

fn known(word: &str) -> Option<&'static str> {
    WORDS.iter().find(|(written, _)| word.eq_ignore_ascii_case(written)).map(|(_, said)| *said)
}

/// Letters that stand for words: "NPO", "B".
fn is_abbreviation(word: &str) -> bool {
    word.len() <= 6 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a word of Latin letters is said in Japanese; any other is a foreign word.
pub(in crate::view::spoken) fn says(word: &str) -> bool {
    known(word).is_some() || is_abbreviation(word) || word.chars().count() == 1
}

/// A reading as it goes into a sentence. Before は and へ it is in katakana: the engine would take
/// "かいは" for one word.
pub(in crate::view::spoken) fn said_as(reading: &str, after: Option<char>) -> String {
    if !matches!(after, Some('は' | 'へ')) {
        return reading.to_owned();
    }
    let katakana = |c: char| match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        c => c,
    };
    reading.chars().map(katakana).collect()
}

/// What the engine is given: figures that are said one by one without blanks, which it would take
/// for pauses.
pub(in crate::view::spoken) fn sounded(text: &str) -> String {
    let mut sounded = String::new();
    for (n, part) in text.split(' ').enumerate() {
        let follows = n > 0;
        let close = CLOSE_DIGITS.iter().find_map(|(digit, close)| {
            let (before, after) = part.split_once(digit)?;
            // "、ニー": the last of a group and the first of the next stand in one part.
            let is_digit = before.is_empty() || before.ends_with('、') || after.starts_with('、');
            is_digit.then(|| part.replace(digit, close))
        });
        let alone = !follows && !text.contains(' ');
        sounded.push_str(close.filter(|_| !alone).as_deref().unwrap_or(part));
    }
    sounded
}

/// A number in kanji: 二千二十六.
fn kanji(number: u32) -> String {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if number == 0 {
        return "零".into();
    }
    let mut said = String::new();
    if number >= 10_000 {
        said.push_str(&kanji(number / 10_000));
        said.push('万');
    }
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let count = number / unit % 10;
        if count == 0 {
            continue;
        }
        // 一 is said before 万 only.
        if count > 1 || unit == 1 {
            said.push_str(ONES.get(count as usize).copied().unwrap_or_default());
        }
        said.push_str(name);
    }
    said
}

fn hours_and_minutes(hour: u8, minute: Option<u8>) -> String {
    let minute = minute
        .filter(|minute| *minute > 0)
        .map_or_else(String::new, |minute| format!("{}分", kanji(minute.into())));
    format!("{}時{minute}", kanji(hour.into()))
}

impl Form for Japanese {
    fn time(&self, time: Time) -> String {
        if time.named || !time.is_certain() {
            return hours_and_minutes(time.hour, time.minute);
        }
        match (time.hour, time.minute.unwrap_or_default()) {
            (12, 0) => "正午".into(),
            (24, _) => "夜の十二時".into(),
            (hour @ 0..12, _) => format!("午前{}", hours_and_minutes(hour, time.minute)),
            (hour, _) => format!("午後{}", hours_and_minutes(hour - 12, time.minute)),
        }
    }

    fn date(&self, year: Option<u16>, month: u8, day: u8) -> String {
        let year = year.map(|year| format!("{}年", kanji(year.into()))).unwrap_or_default();
        format!("{year}{}月{}日", kanji(month.into()), kanji(day.into()))
    }

    fn weekdays(&self) -> &'static [&'static str] {
        &["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日", "祝日"]
    }

    fn digits(&self) -> &'static [&'static str; 10] {
        &DIGITS
    }

    fn number(&self, number: &str, _: &str, after: &str) -> (String, usize) {
        let of_calendar = after.starts_with(['年', '月', '日', '分']) && !after.starts_with("分の");
        match number.parse() {
            Ok(number) if of_calendar => (kanji(number), 0),
            Ok(_) | Err(_) => (number.to_owned(), 0),
        }
    }

    fn money(&self, number: &str) -> String {
        format!("{number}円")
    }

    fn percent(&self, number: &str) -> String {
        format!("{number}パーセント")
    }

    fn nth(&self, number: &str) -> String {
        format!("ナンバー{number}")
    }

    fn word(&self, word: &str) -> Option<String> {
        if let Some(said) = known(word) {
            return Some(said.into());
        }
        let spelled = |c: char| {
            let at = (c.to_ascii_lowercase() as u32).checked_sub('a' as u32)?;
            LETTERS.get(at as usize).copied()
        };
        says(word).then(|| word.chars().filter_map(spelled).collect())
    }

    fn range(&self, ends: Ends) -> Joints {
        match ends {
            Ends::Moments => Joints { before: "", between: "から", behind: "まで" },
            Ends::Counts | Ends::From => Joints { before: "", between: "から", behind: "" },
            Ends::Until => Joints { before: "", between: "", behind: "まで" },
        }
    }

    fn sign(&self, sign: Sign) -> &'static str {
        match sign {
            Sign::Becomes => "から",
            Sign::And => "と",
            Sign::At => "アット",
        }
    }

    fn has_blanks(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_said() {
        let said: Vec<String> = [0, 1, 10, 11, 20, 105, 110, 1000, 2026, 10_000, 12_345].map(kanji).into();
        assert_eq!(
            said,
            [
                "零",
                "一",
                "十",
                "十一",
                "二十",
                "百五",
                "百十",
                "千",
                "二千二十六",
                "一万",
                "一万二千三百四十五"
            ]
        );
    }

    #[test]
    fn figures_that_follow_each_other_have_no_blanks_for_the_engine() {
        assert_eq!(sounded("電話、ゼロ サン、ゴー ヨン サン ニー"), "電話、ゼロサン、ゴオヨンサンニイ");
        assert_eq!(sounded("ピアサポートの会、スキー"), "ピアサポートの会、スキー");
    }
}
