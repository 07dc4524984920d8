//! What is done to a text before it is understood: figures and letters of full width become plain
//! ones, and what is never read out letter by letter is taken out.

/// In the place of a web address. Private characters: no text of a programme has a use for them.
pub(super) const ADDRESS: char = '\u{e000}';
/// In the place of an e-mail address.
pub(super) const MAIL: char = '\u{e001}';
/// Around figures that are said one by one.
pub(super) const SPELLED: char = '\u{e002}';

/// A text of plain letters in which addresses are one character each.
pub(super) fn tidy(text: &str) -> String {
    let plain: String = text.chars().map(narrow).collect();
    let mut tidy = String::new();
    let mut rest = plain.as_str();
    while let Some(c) = rest.chars().next() {
        let begins = !tidy.ends_with(|c: char| c.is_ascii_alphanumeric());
        let found = if begins { address(rest) } else { None };
        match found {
            Some((mark, length)) => {
                tidy.push(mark);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                tidy.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
    tidy
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '／'
        | '＆'
        | '：'
        | '（'
        | '）'
        | '＃'
        | '＋'
        | '－'
        | '＠'
        | '［'
        | '］'
        | '＜'
        | '＞'
        | '＝'
        | '＊'
        | '｜' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        '～' | '∼' | '˜' => '〜',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '\u{3000}' | '\u{a0}' | '\t' | '\r' => ' ',
        // The marks around what is spelled are our own; others of this kind say nothing.
        '\u{e000}' | '\u{e001}' | '\u{e003}'..='\u{f8ff}' => ' ',
        c => c,
    }
}

/// The address a text begins with, and how long it is.
fn address(text: &str) -> Option<(char, usize)> {
    let end = text.find(|c: char| !is_of_address(c)).unwrap_or(text.len());
    let stretch =
        text.get(..end)?.trim_end_matches(['.', ',', ':', ';', ')', ']', '\'', '?', '!', '-', '/', '&']);
    let bare = stretch.split(['/', '?', '#']).next().unwrap_or_default();
    let host = bare.split(':').next().unwrap_or_default();
    let lower = stretch.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:") {
        return Some((ADDRESS, stretch.len()));
    }
    if let Some((name, host)) = bare.split_once('@') {
        return (!name.is_empty() && is_host(host)).then_some((MAIL, stretch.len()));
    }
    let known = lower.starts_with("www.") || is_host(host);
    known.then_some((ADDRESS, stretch.len()))
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// "city.setagaya.lg.jp": names with dots between them, the last of them of a country or a kind.
fn is_host(host: &str) -> bool {
    const KINDS: [&str; 12] =
        ["jp", "com", "org", "net", "info", "tokyo", "edu", "gov", "kr", "cn", "local", "example"];
    let parts: Vec<&str> = host.split('.').collect();
    let is_name = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    let is_kind = parts.last().is_some_and(|last| KINDS.contains(&last.to_ascii_lowercase().as_str()));
    let is_number = parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok());
    parts.len() > 1 && parts.iter().all(is_name) && (is_kind || is_number)
}
