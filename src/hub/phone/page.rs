//! What stands around every phone page, and how words become markup.

use std::collections::HashMap;
use std::fmt::Write;

use crate::domain::meeting::Meeting;
use crate::domain::text::{Lang, Phrase, Text};
use crate::hub::words::Words;
use crate::view::typeset::breaks::{self, Break};
use crate::view::words as screen;

/// A language the page can be read in.
pub struct Language {
    /// For `lang=""`.
    pub lang: &'static str,
    pub name: String,
    /// This page in it.
    pub href: String,
    pub here: bool,
}

/// What every template is given as `page`.
pub struct PhonePage {
    /// For `lang=""`.
    pub html_lang: &'static str,
    pub languages: Vec<Language>,
    /// Whether the languages are buttons of the form `#here`, because the page came from one and its
    /// address alone would not bring it back.
    pub in_form: bool,
    /// Whether there is anything to choose or to read on the counter.
    pub has_counter: bool,
    code: Lang,
    own: &'static Words,
    /// The words of the screen: what it says too is said alike.
    pub said: &'static screen::Words,
    /// The language of texts that are not there in the reader's own.
    foreign: HashMap<String, &'static str>,
}

impl PhonePage {
    /// A page at a path, with what stands behind the language in its query.
    pub fn new(lang: Lang, path: &str, query: &str) -> PhonePage {
        let rest = if query.is_empty() { String::new() } else { format!("&{query}") };
        let languages = screen::Words::languages().map(|(other, name)| Language {
            lang: html_lang(other),
            name: name.text(),
            href: format!("{path}?lang={other}{rest}"),
            here: other == lang,
        });
        PhonePage {
            html_lang: html_lang(lang),
            languages: languages.collect(),
            in_form: false,
            has_counter: true,
            code: lang,
            own: Words::phone(lang),
            said: screen::Words::of(lang),
            foreign: HashMap::new(),
        }
    }

    /// The same page, whose languages are buttons of its form.
    #[must_use]
    pub fn in_form(mut self) -> PhonePage {
        self.in_form = true;
        self
    }

    /// The same page, which knows in what language a meeting's texts are where they are not in the
    /// reader's: voices need to be told.
    #[must_use]
    pub fn about(mut self, meeting: &Meeting) -> PhonePage {
        let series = meeting.series.as_ref().map(|series| &series.name);
        let texts = [Some(&meeting.title), series, meeting.theme.as_ref(), meeting.place.as_ref()];
        let more = [meeting.description.as_ref(), meeting.who.as_ref()];
        for text in texts.into_iter().chain(more).flatten() {
            self.knows(text);
        }
        self
    }

    /// Remembers the language of a text.
    pub fn knows(&mut self, text: &Text) {
        if let Some((found, phrase)) = text.best(self.code)
            && html_lang(found) != self.html_lang
        {
            self.foreign.insert(phrase.text(), html_lang(found));
        }
    }

    pub fn code(&self) -> Lang {
        self.code
    }

    /// The address of one of the program's own files.
    pub fn asset(&self, name: &str) -> String {
        format!("/static/{name}?{}", env!("CARGO_PKG_VERSION"))
    }

    /// A word with its readings.
    pub fn p(&self, key: &str) -> Phrase {
        Phrase::parse(&self.own.say(key, &[]))
    }

    /// A word as plain text: for titles and names that are heard.
    pub fn t(&self, key: &str) -> String {
        self.p(key).text()
    }

    /// A word as markup, with its readings.
    pub fn r(&self, key: &str) -> String {
        self.rich(&self.p(key))
    }

    /// A word with a number in it, `$count`, as markup.
    pub fn n(&self, key: &str, count: i64) -> String {
        let count = fluent_bundle::FluentValue::from(count);
        self.rich(&Phrase::parse(&self.own.say(key, &[("count", count)])))
    }

    /// A phrase as markup. A newline is a break.
    pub fn rich(&self, phrase: &Phrase) -> String {
        match self.foreign.get(&phrase.text()) {
            Some(lang) => format!("<span lang=\"{lang}\">{}</span>", rich(phrase, lang)),
            None => rich(phrase, self.html_lang),
        }
    }

    /// The same in one line.
    pub fn line(&self, phrase: &Phrase) -> String {
        self.rich(&self.said.one_line(phrase))
    }

    /// A message of the screen as markup, in one line.
    pub fn say(&self, key: screen::Say) -> String {
        self.line(&self.said.say(key))
    }

    /// The same with arguments.
    pub fn say_with(&self, key: screen::Say, args: &[(&str, screen::Arg<'_>)]) -> String {
        self.line(&self.said.say_with(key, args))
    }
}

/// The languages of a phone page, by the name an address or a browser uses.
pub fn language(name: &str) -> Option<Lang> {
    screen::Words::languages().map(|(lang, _)| lang).find(|lang| lang.as_str() == name)
}

/// The language that a browser asks for first among those there are.
pub fn asked_language(header: &str) -> Lang {
    let known = |part: &str| {
        let name = part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match name.split('-').next()? {
            "ja" => Some(Lang::JA),
            "en" => Some(Lang::EN),
            "zh" => Some(Lang::ZH_HANS),
            "ko" => Some(Lang::KO),
            _ => None,
        }
    };
    header.split(',').find_map(known).unwrap_or(Lang::JA)
}

fn code(lang: Lang) -> &'static str {
    let names = [Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO]
        .into_iter()
        .zip(["ja-easy", "en", "zh-Hans", "ko"]);
    names.into_iter().find(|(known, _)| *known == lang).map_or("ja", |(_, name)| name)
}

/// Easy Japanese is Japanese to whoever reads it aloud.
fn html_lang(lang: Lang) -> &'static str {
    match code(lang) {
        "ja-easy" => "ja",
        other => other,
    }
}

/// A phrase as markup: readings as ruby, newlines as breaks, everything else to the letter. Japanese is told
/// where its phrases begin, as on a screen: few browsers find that out by themselves.
pub fn rich(phrase: &Phrase, lang: &str) -> String {
    let breaks = if lang == "ja" { breaks::find(&phrase.text(), Lang::JA) } else { [].into() };
    let mut breaks = breaks.iter();
    let mut html = String::new();
    for chunk in phrase.chunks() {
        let mut base = String::new();
        for (i, c) in chunk.base.chars().enumerate() {
            let before = if i == 0 { &mut html } else { &mut base };
            let is_place = breaks.next() == Some(&Break::Phrase);
            // A space is a place already, and a word with its reading is one word.
            if is_place && !before.ends_with(' ') && (i == 0 || chunk.ruby.is_none()) {
                before.push_str("<wbr>");
            }
            escape(c, &mut base);
        }
        let Some(ruby) = &chunk.ruby else {
            html.push_str(&base);
            continue;
        };
        let word = format!("<ruby>{base}<rp>（</rp><rt>{}</rt><rp>）</rp></ruby>", escaped(ruby));
        // A browser may end a line before a word with its reading, also between a figure and what it counts.
        let count = html.chars().rev().take_while(char::is_ascii_digit).count();
        let figure = html.split_off(html.len() - count);
        // Writing into a String cannot fail.
        let _ = match figure.is_empty() {
            true => write!(html, "{word}"),
            false => write!(html, "<span class=\"whole\">{figure}{word}</span>"),
        };
    }
    html
}

/// A line of markup in which a telephone number can be touched, to be called.
pub fn with_call(line: &str, tel: &str) -> String {
    // What follows is no part of the number ("内線 21").
    let number = tel.split(|c: char| !is_of_number(c)).next().unwrap_or_default().trim_end();
    let dialled: String = number.chars().filter_map(dialled).collect();
    if dialled.len() < 3 {
        return line.to_owned();
    }
    line.replacen(number, &format!("<a href=\"tel:{dialled}\">{number}</a>"), 1)
}

fn is_of_number(c: char) -> bool {
    dialled(c).is_some() || matches!(c, ' ' | '-' | '‐' | '－' | '(' | ')' | '（' | '）')
}

/// What is dialled of a letter: its digit, also a wide one.
fn dialled(c: char) -> Option<char> {
    match c {
        '0'..='9' | '+' => Some(c),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    text.chars().for_each(|c| escape(c, &mut html));
    html
}

fn escape(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        '\n' => html.push_str("<br>"),
        c => html.push(c),
    }
}

/// A name as one segment of an address.
pub fn segment(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => encoded.push(char::from(byte)),
            byte => {
                // Writing into a String cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_ruby_and_nothing_else_is_markup() {
        let html = rich(&Phrase::parse("[場|ば]を<b>\n\"ひろげる\" & '"), "en");
        assert_eq!(
            html,
            "<ruby>場<rp>（</rp><rt>ば</rt><rp>）</rp></ruby>を&lt;b&gt;<br>&quot;ひろげる&quot; &amp; &#39;"
        );
        assert_eq!(
            rich(&Phrase::parse("[<i>|\"x]"), "ja"),
            "<ruby>&lt;i&gt;<rp>（</rp><rt>&quot;x</rt><rp>）</rp></ruby>"
        );
    }

    #[test]
    fn japanese_says_where_its_phrases_begin_and_a_word_with_its_reading_stays_whole() {
        let phrase = Phrase::parse("[地域交流|ちいきこうりゅう]スペースで 話す人も聞くだけの人も");
        let word = "<ruby>地域交流<rp>（</rp><rt>ちいきこうりゅう</rt><rp>）</rp></ruby>スペースで 話す";
        assert_eq!(rich(&phrase, "ja"), format!("{word}<wbr>人も<wbr>聞くだけの<wbr>人も"));
        assert_eq!(rich(&phrase, "zh-Hans"), format!("{word}人も聞くだけの人も"));
    }

    #[test]
    fn a_figure_stands_with_the_word_that_it_counts() {
        let phrase = Phrase::parse("120[字|じ]まで");
        let word = "<ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby>";
        assert_eq!(rich(&phrase, "ja"), format!("<span class=\"whole\">120{word}</span>まで"));
    }

    #[test]
    fn a_telephone_number_is_called_as_it_is_dialled() {
        let call = |tel: &str| with_call(&format!("電話 {tel}"), tel);
        assert_eq!(call("03-5432-2247"), "電話 <a href=\"tel:0354322247\">03-5432-2247</a>");
        assert_eq!(
            call("０３（５４３２）２２４７"),
            "電話 <a href=\"tel:0354322247\">０３（５４３２）２２４７</a>"
        );
        assert_eq!(call("03-5432-2247 内線 21"), "電話 <a href=\"tel:0354322247\">03-5432-2247</a> 内線 21");
        assert_eq!(call("窓口で"), "電話 窓口で");
    }

    #[test]
    fn a_browser_gets_the_first_of_its_languages_that_there_is() {
        for (header, lang) in [
            ("ja,en;q=0.8", Lang::JA),
            ("en-GB,en;q=0.9,ja;q=0.8", Lang::EN),
            ("fr-CH, fr;q=0.9, ko;q=0.8, *;q=0.5", Lang::KO),
            ("zh-CN,zh;q=0.9", Lang::ZH_HANS),
            ("", Lang::JA),
            ("tlh", Lang::JA),
        ] {
            assert_eq!(asked_language(header), lang, "{header}");
        }
    }

    #[test]
    fn a_name_is_one_segment_whatever_is_in_it() {
        assert_eq!(segment("tea/2026-12-17"), "tea%2F2026-12-17");
        assert_eq!(segment("会?"), "%E4%BC%9A%3F");
        assert_eq!(segment(".."), "..");
    }
}
