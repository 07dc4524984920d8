//! Japanese names in Latin letters, as they stand in addresses.

use super::ja::{DIGITS, LETTERS};

/// A name of an address: by its reading where it is one in Latin letters, by the names of its letters where it
/// is short, and else as the foreign word that it is.
pub(in crate::view::spoken) fn name(name: &str, by_letters: bool) -> String {
    let letters = |between: &str| {
        let said: Vec<&str> = name.chars().filter_map(letter).collect();
        said.join(between)
    };
    let lower = name.to_ascii_lowercase();
    if by_letters {
        return letters("、");
    }
    if let Some((_, said)) = NAMES.iter().find(|(written, _)| *written == lower) {
        return (*said).to_owned();
    }
    if name.len() <= 3 || name.starts_with(|c: char| c.is_ascii_digit()) {
        return letters("");
    }
    kana(&lower).unwrap_or_else(|| name.to_owned())
}

/// Names in addresses that are not read as they are written.
const NAMES: [(&str, &str); 9] = [
    ("city", "シティ"),
    ("hiroba", "ヒロバ"),
    ("kyoto", "キョウト"),
    ("metro", "メトロ"),
    ("osaka", "オオサカ"),
    ("page", "ページ"),
    ("pref", "プレフ"),
    ("tokyo", "トウキョウ"),
    ("town", "タウン"),
];

fn letter(c: char) -> Option<&'static str> {
    if let Some(digit) = c.to_digit(10) {
        return DIGITS.get(digit as usize).copied();
    }
    let at = (c.to_ascii_lowercase() as u32).checked_sub('a' as u32)?;
    LETTERS.get(at as usize).copied()
}

/// Japanese in Latin letters (Hepburn): "setagaya". Nothing where it is no Japanese.
fn kana(name: &str) -> Option<String> {
    let mut said = String::new();
    let mut rest = name;
    'syllables: while !rest.is_empty() {
        let mut letters = rest.chars();
        if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
            // 札幌 sapporo; 本町 honmachi and, as some write it, hommachi.
            if first == second && "kstpcgdb".contains(first) {
                said.push('ッ');
                rest = rest.get(1..)?;
                continue;
            }
            if (first == 'n' && !"aiueoy".contains(second)) || (first == 'm' && "mbp".contains(second)) {
                said.push('ン');
                rest = rest.get(1..)?;
                continue;
            }
        } else if rest == "n" {
            said.push('ン');
            break;
        }
        for (written, syllable) in SYLLABLES {
            if let Some(behind) = rest.strip_prefix(written) {
                said.push_str(syllable);
                rest = behind;
                continue 'syllables;
            }
        }
        return None;
    }
    Some(said)
}

/// The longest first.
const SYLLABLES: [(&str, &str); 106] = [
    ("kya", "キャ"),
    ("kyu", "キュ"),
    ("kyo", "キョ"),
    ("sha", "シャ"),
    ("shu", "シュ"),
    ("sho", "ショ"),
    ("shi", "シ"),
    ("cha", "チャ"),
    ("chu", "チュ"),
    ("cho", "チョ"),
    ("chi", "チ"),
    ("tsu", "ツ"),
    ("nya", "ニャ"),
    ("nyu", "ニュ"),
    ("nyo", "ニョ"),
    ("hya", "ヒャ"),
    ("hyu", "ヒュ"),
    ("hyo", "ヒョ"),
    ("mya", "ミャ"),
    ("myu", "ミュ"),
    ("myo", "ミョ"),
    ("rya", "リャ"),
    ("ryu", "リュ"),
    ("ryo", "リョ"),
    ("gya", "ギャ"),
    ("gyu", "ギュ"),
    ("gyo", "ギョ"),
    ("bya", "ビャ"),
    ("byu", "ビュ"),
    ("byo", "ビョ"),
    ("pya", "ピャ"),
    ("pyu", "ピュ"),
    ("pyo", "ピョ"),
    ("ka", "カ"),
    ("ki", "キ"),
    ("ku", "ク"),
    ("ke", "ケ"),
    ("ko", "コ"),
    ("sa", "サ"),
    ("si", "シ"),
    ("su", "ス"),
    ("se", "セ"),
    ("so", "ソ"),
    ("ta", "タ"),
    ("ti", "チ"),
    ("tu", "ツ"),
    ("te", "テ"),
    ("to", "ト"),
    ("na", "ナ"),
    ("ni", "ニ"),
    ("nu", "ヌ"),
    ("ne", "ネ"),
    ("no", "ノ"),
    ("ha", "ハ"),
    ("hi", "ヒ"),
    ("fu", "フ"),
    ("hu", "フ"),
    ("he", "ヘ"),
    ("ho", "ホ"),
    ("ma", "マ"),
    ("mi", "ミ"),
    ("mu", "ム"),
    ("me", "メ"),
    ("mo", "モ"),
    ("ya", "ヤ"),
    ("yu", "ユ"),
    ("yo", "ヨ"),
    ("ra", "ラ"),
    ("ri", "リ"),
    ("ru", "ル"),
    ("re", "レ"),
    ("ro", "ロ"),
    ("wa", "ワ"),
    ("wo", "ヲ"),
    ("ga", "ガ"),
    ("gi", "ギ"),
    ("gu", "グ"),
    ("ge", "ゲ"),
    ("go", "ゴ"),
    ("za", "ザ"),
    ("ji", "ジ"),
    ("zi", "ジ"),
    ("zu", "ズ"),
    ("ze", "ゼ"),
    ("zo", "ゾ"),
    ("ja", "ジャ"),
    ("ju", "ジュ"),
    ("jo", "ジョ"),
    ("da", "ダ"),
    ("de", "デ"),
    ("do", "ド"),
    ("ba", "バ"),
    ("bi", "ビ"),
    ("bu", "ブ"),
    ("be", "ベ"),
    ("bo", "ボ"),
    ("pa", "パ"),
    ("pi", "ピ"),
    ("pu", "プ"),
    ("pe", "ペ"),
    ("po", "ポ"),
    ("a", "ア"),
    ("i", "イ"),
    ("u", "ウ"),
    ("e", "エ"),
    ("o", "オ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_places_are_read_and_short_ones_spelled() {
        let read = |written: &str| name(written, false);
        let said =
            ["city", "setagaya", "shinjuku", "sapporo", "hommachi", "bunkyo", "lg", "jp", "191091"].map(read);
        let expected = [
            "シティ",
            "セタガヤ",
            "シンジュク",
            "サッポロ",
            "ホンマチ",
            "ブンキョ",
            "エルジー",
            "ジェーピー",
        ];
        assert_eq!(said[..8], expected);
        assert_eq!(said[8], "イチキューイチゼロキューイチ");
        assert_eq!(name("health", false), "health", "a foreign word stays one");
        assert_eq!(name("city", true), "シー、アイ、ティー、ワイ");
    }
}
