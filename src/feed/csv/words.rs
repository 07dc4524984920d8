//! The words and numbers that offices put into cells.

use super::dates::half_width;

/// What offices write where nothing is decided.
pub fn is_open(cell: &str) -> bool {
    ["検討中", "未確定", "後日", "-", "ー", "―", "なし"].contains(&cell)
        || cell.contains("調整中")
        || cell.contains("未定")
}

/// Whether a text says that one can take part online; a form on the web for registering is not that.
pub fn says_online(text: &str) -> bool {
    let text = half_width(text).to_lowercase();
    // オンライン申込, オンラインでの申請, ...; and "there is none".
    let not_the_meeting = [
        "申",
        "での申",
        "による申",
        "で申",
        "からの申",
        "から申",
        "予約",
        "受付",
        "フォーム",
        "登録",
        "決済",
        "ショップ",
        "ストア",
        "なし",
        "はなし",
        "配信なし",
        "配信はあり",
        "ではあり",
        "では行",
        "開催はあり",
    ];
    let online = text.match_indices("オンライン").any(|(i, word)| {
        let behind = &text[i + word.len()..];
        !not_the_meeting.iter().any(|other| behind.starts_with(other))
    });
    online
        || ["zoom", "ウェビナー", "web開催", "web会議", "ハイブリッド", "ライブ配信", "youtube"]
            .iter()
            .any(|word| text.contains(word))
}

/// The first whole number in a text of half-width digits.
pub fn first_number(text: &str) -> Option<u32> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = &text[start..];
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// A telephone number with hyphens: "(03)5432-2247" is 03-5432-2247.
pub fn telephone(cell: &str) -> String {
    let half = half_width(cell).replace('ー', "-").replace(' ', "");
    let looks_like_one = half.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '-'));
    if !looks_like_one {
        return cell.to_owned();
    }
    let hyphens = half.replace(['(', ')'], "-");
    hyphens.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The number that people type into the search box of Setagaya's site: 191091 of .../d00191091.html.
pub fn page_number(url: &str) -> Option<String> {
    let (host, path) = url.split_once("://")?.1.split_once('/')?;
    if host != "setagaya.lg.jp" && !host.ends_with(".setagaya.lg.jp") {
        return None;
    }
    let file = path.split(['?', '#']).next()?.rsplit('/').next()?;
    let digits = file.strip_prefix('d')?.strip_suffix(".html")?;
    let number = digits.trim_start_matches('0');
    (digits.len() >= 6 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_get_one_shape() {
        let check = |cell: &str, expected: &str| assert_eq!(telephone(cell), expected, "{cell}");
        check("(03)5432-2247", "03-5432-2247");
        check("03(5432)2247", "03-5432-2247");
        check("０３－５４３２－２２４７", "03-5432-2247");
        check("０３（５４３２）２２４７", "03-5432-2247");
        check("0354322247", "0354322247");
        check("03-5432-2247（直通）", "03-5432-2247（直通）");
    }

    #[test]
    fn only_a_page_of_the_ward_has_a_number() {
        let check =
            |url: &str, expected: Option<&str>| assert_eq!(page_number(url).as_deref(), expected, "{url}");
        check(
            "https://www.city.setagaya.lg.jp/mokuji/fukushi/005/002/002/002/d00191091.html",
            Some("191091"),
        );
        check("https://www.city.setagaya.lg.jp/d00191091.html?x=1#y", Some("191091"));
        check("https://www.city.setagaya.lg.jp/index.html", None);
        check("https://example.org/d00191091.html", None);
        check("https://www.city.setagaya.lg.jp", None);
    }

    #[test]
    fn registering_online_is_not_taking_part_online() {
        let check = |text: &str, expected: bool| assert_eq!(says_online(text), expected, "{text}");
        check("パネルディスカッション（オンライン）", true);
        check("Ｚｏｏｍで話します", true);
        check("オンライン申込のみ", false);
        check("オンラインでの申請", false);
        check("オンライン予約、当日はオンラインです", true);
        check("会場で話します", false);
        check("オンラインではありません", false);
        check("オンライン配信はありません", false);
    }
}
