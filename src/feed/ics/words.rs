//! What calendar programs put into their texts, made fit for a wall: mark-up taken out of
//! descriptions, online meetings told apart from places.

use crate::domain::meeting::Mode;

/// Elements whose tags are mark-up. Anything else in angle brackets is text: 「<要予約>」.
const TAGS: [&str; 46] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "html-blob",
    "i",
    "img",
    "ins",
    "li",
    "link",
    "meta",
    "o:p",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "title",
    "u",
    "ul",
];
const TABLE_TAGS: [&str; 6] = ["tbody", "td", "th", "thead", "tr", "script"];
/// Elements after which a new line begins.
const BREAKS: [&str; 17] = [
    "blockquote",
    "br",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "tr",
    "ul",
];
/// Elements whose content nobody should read.
const UNREAD: [&str; 4] = ["head", "script", "style", "title"];
/// Google frames what it adds about its video meetings with lines of this.
const GOOGLE_FRAME: &str = "-::~:~::~:";

/// The plain text of a description.
pub fn plain(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    let mut unread: Option<&str> = None;
    while let Some(open) = rest.find('<') {
        let (before, from_open) = rest.split_at(open);
        if unread.is_none() {
            text.push_str(before);
        }
        match tag(from_open) {
            Some(Tag { name, closing, length }) => {
                match unread {
                    Some(element) if closing && name == element => unread = None,
                    Some(_) => {}
                    None if !closing => unread = UNREAD.into_iter().find(|element| *element == name),
                    None => {}
                }
                if BREAKS.contains(&name.as_str()) {
                    text.push('\n');
                }
                rest = &from_open[length..];
            }
            None => {
                if unread.is_none() {
                    text.push('<');
                }
                rest = &from_open[1..];
            }
        }
    }
    if unread.is_none() {
        text.push_str(rest);
    }
    tidy(&htmlize::unescape(text))
}

struct Tag {
    name: String,
    closing: bool,
    length: usize,
}

/// The tag or comment at the beginning of the text.
fn tag(text: &str) -> Option<Tag> {
    let none = |length| Tag { name: String::new(), closing: false, length };
    if text.starts_with("<!--") {
        return Some(none(text.find("-->").map_or(text.len(), |end| end + 3)));
    }
    if text.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) {
        return Some(none(text.find('>').map_or(text.len(), |end| end + 1)));
    }
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let end =
        inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':' || c == '-')).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    let known = TAGS.contains(&name.as_str()) || TABLE_TAGS.contains(&name.as_str());
    let follows = inner[end..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace());
    if !known || !follows {
        return None;
    }
    let length = text.find('>')? + 1;
    Some(Tag { name, closing: text.starts_with("</"), length })
}

/// White space as a typesetter would have it: single spaces, at most one empty line.
fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut in_frame = false;
    for line in text.lines() {
        if line.trim_start().starts_with(GOOGLE_FRAME) {
            in_frame = !in_frame;
            continue;
        }
        if in_frame {
            continue;
        }
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(line);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// What a LOCATION says: the place in a building, if there is one, and whether it is online.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    pub venue: Option<String>,
    pub online: bool,
}

impl Place {
    /// How one takes part; a link that stands elsewhere makes it online too.
    pub fn mode(has_venue: bool, online: bool) -> Option<Mode> {
        match (has_venue, online) {
            (true, true) => Some(Mode::Both),
            (true, false) => Some(Mode::Venue),
            (false, true) => Some(Mode::Online),
            (false, false) => None,
        }
    }
}

/// Words that say "online" on their own.
const ONLINE: [&str; 8] =
    ["オンライン", "online", "zoom", "webex", "google meet", "microsoft teams", "teams会議", "ウェビナー"];
/// Words that stand beside those without naming a place. Longer ones come before their parts.
const BESIDE_ONLINE: [&str; 30] = [
    "microsoft",
    "ミーティング",
    "オンデマンド",
    "ハイブリッド",
    "meetings",
    "meeting",
    "google",
    "webinar",
    "hybrid",
    "event",
    "only",
    "teams",
    "参加",
    "開催",
    "配信",
    "会議",
    "形式",
    "併用",
    "同時",
    "のみ",
    "にて",
    "ライブ",
    "via",
    "meet",
    "web",
    "on",
    "in",
    "で",
    "の",
    "a",
];
const SEPARATORS: [char; 17] =
    [',', '、', '，', '/', '／', '+', '＋', '&', '＆', '|', '｜', '\n', ';', '；', '・', '(', '（'];

/// Reads a LOCATION.
pub fn place(written: &str) -> Place {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = written.to_lowercase();
    if !says_online(&lower) && !has_address(&lower) {
        return Place { venue: Some(written).filter(|venue| !venue.is_empty()), online: false };
    }
    let mut venue = String::new();
    for piece in pieces(&written) {
        if !is_only_online(&piece.to_lowercase()) {
            venue.push_str(piece);
        }
    }
    let edge = |c: char| c.is_whitespace() || SEPARATORS.contains(&c) || matches!(c, ')' | '）');
    // A closing bracket belongs to the venue when its opening one does.
    let venue = venue.trim_start_matches(edge);
    let mut venue = venue.trim_end_matches(|c: char| edge(c) && !matches!(c, ')' | '）'));
    while venue.ends_with([')', '）'])
        && venue.matches(['(', '（']).count() < venue.matches([')', '）']).count()
    {
        venue =
            venue[..venue.len() - venue.chars().next_back().map_or(0, char::len_utf8)].trim_end_matches(edge);
    }
    Place { venue: Some(venue.to_owned()).filter(|venue| !venue.is_empty()), online: true }
}

fn says_online(lower: &str) -> bool {
    ONLINE.iter().any(|word| lower.contains(word))
}

fn has_address(lower: &str) -> bool {
    lower.contains("http://") || lower.contains("https://")
}

/// Cuts at separators, each of which stays at the head of what follows it. An address is one piece.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut address_until = 0;
    for (at, c) in text.char_indices() {
        if at < address_until {
            continue;
        }
        let rest = &text[at..];
        if has_address(&rest.chars().take(8).collect::<String>().to_lowercase())
            && rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("http"))
        {
            cuts.push(at);
            let end = rest.find(|c: char| c.is_whitespace() || !c.is_ascii()).unwrap_or(rest.len());
            address_until = at + end;
            cuts.push(address_until);
        } else if SEPARATORS.contains(&c) {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    cuts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// Whether a piece names no place besides being online.
fn is_only_online(lower: &str) -> bool {
    let address = has_address(lower);
    if !says_online(lower) && !address {
        return false;
    }
    if address {
        return true;
    }
    let mut rest = lower.to_owned();
    for word in ONLINE.iter().chain(&BESIDE_ONLINE) {
        rest = rest.replace(word, "");
    }
    !rest.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(written: &str, expected: &str) {
        assert_eq!(plain(written), expected, "{written:?}");
    }

    #[test]
    fn mark_up_goes_and_text_stays() {
        reads("<p>どなたでも<br>どうぞ</p>", "どなたでも\nどうぞ");
        reads("<b>A&amp;B</b>&nbsp;  <a href=\"https://example.org\">くわしく</a>", "A&B くわしく");
        reads("<ul><li>一</li><li>二</li></ul>", "一\n\n二");
        reads("<style>p{color:red}</style>本文<!-- x -->", "本文");
        reads("3 < 5 で <要予約> です。<a@example.org>", "3 < 5 で <要予約> です。<a@example.org>");
        reads("a\n\n\n\nb   c\n", "a\n\nb c");
        reads("前\n-::~:~::~:~:~\nVideo call link\n-::~:~::~:~:~\n後", "前\n後");
        reads("<", "<");
        reads("<p", "<p");
    }

    #[track_caller]
    fn is_at(written: &str, venue: Option<&str>, online: bool) {
        assert_eq!(place(written), Place { venue: venue.map(str::to_owned), online }, "{written:?}");
    }

    #[test]
    fn an_address_is_never_a_place() {
        is_at("地域交流スペース", Some("地域交流スペース"), false);
        is_at("ハートプラザ・2階", Some("ハートプラザ・2階"), false);
        is_at("https://zoom.us/j/123?pwd=abc", None, true);
        is_at("オンライン", None, true);
        is_at("オンライン（Zoom）", None, true);
        is_at("Online via Zoom", None, true);
        is_at("地域交流スペース／オンライン", Some("地域交流スペース"), true);
        is_at("オンライン、地域交流スペース", Some("地域交流スペース"), true);
        is_at("地域交流スペース（オンライン同時配信）", Some("地域交流スペース"), true);
        is_at("区民会館（2階） https://example.org/x", Some("区民会館（2階）"), true);
        is_at("区役所とオンライン", Some("区役所とオンライン"), true);
        is_at("Room 3, Zoom", Some("Room 3"), true);
        is_at("", None, false);
    }
}
