//! A web address as a person says it: its names as words, what is no word by its letters. Letter by letter
//! it is said only to who asks for that.

use super::forms::{Tongue, latin};
use super::{Part, Utterance};
use crate::domain::text::{Lang, Phrase};

/// How much of an address is said letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    Names,
    Letters,
}

/// No longer a name is said by its letters: "lg", "jp".
const LETTERS: usize = 3;

/// In Japanese by Japanese names; in every other language by the English voice, as its people hear addresses.
pub(super) fn said(lang: Lang, address: &Phrase, spelling: Spelling, part: &Part) -> Vec<Utterance> {
    let text = address.text();
    let text = text.trim();
    let bare = text.split_once("://").map_or(text, |(_, bare)| bare).trim_end_matches('/');
    let is_japanese = Tongue::of(lang) == Tongue::Japanese;
    let mut said: Vec<String> = Vec::new();
    for stretch in stretches(bare) {
        said.push(match mark(stretch) {
            Some((japanese, english)) => if is_japanese { japanese } else { english }.to_owned(),
            None if is_japanese => latin::name(stretch, spelling == Spelling::Letters),
            None => english(stretch, spelling),
        });
    }
    if said.is_empty() {
        return Vec::new();
    }
    let (lang, between) = match (is_japanese, spelling) {
        (true, _) => (lang, "、"),
        (false, Spelling::Names) => (Tongue::English.lang(lang), " "),
        (false, Spelling::Letters) => (Tongue::English.lang(lang), ", "),
    };
    let text = said.join(between);
    let pieces = super::split::pieces(Tongue::of(lang), &text);
    pieces.into_iter().map(|text| Utterance { lang, text, part: part.clone() }).collect()
}

/// Names, and the marks between them.
fn stretches(address: &str) -> Vec<&str> {
    let mut stretches = Vec::new();
    let mut rest = address;
    while let Some(c) = rest.chars().next() {
        let end = if c.is_ascii_alphanumeric() {
            let is_digit = c.is_ascii_digit();
            rest.find(|c: char| !c.is_ascii_alphanumeric() || c.is_ascii_digit() != is_digit)
                .unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let (stretch, behind) = rest.split_at(end);
        stretches.push(stretch);
        rest = behind;
    }
    stretches
}

/// What a mark is called, in Japanese and in English.
fn mark(stretch: &str) -> Option<(&'static str, &'static str)> {
    Some(match stretch {
        "." => ("ドット", "dot"),
        "/" => ("スラッシュ", "slash"),
        "-" => ("ハイフン", "hyphen"),
        "_" => ("アンダーバー", "underscore"),
        ":" => ("コロン", "colon"),
        "?" => ("はてな", "question mark"),
        "=" => ("イコール", "equals"),
        "&" => ("アンド", "and"),
        "#" => ("シャープ", "hash"),
        "%" => ("パーセント", "percent"),
        "~" => ("チルダ", "tilde"),
        _ => return None,
    })
}

fn english(name: &str, spelling: Spelling) -> String {
    let is_number = name.starts_with(|c: char| c.is_ascii_digit());
    let letters = |between: &str| {
        let letters: Vec<String> = name.chars().map(|c| c.to_lowercase().collect()).collect();
        letters.join(between)
    };
    match spelling {
        Spelling::Letters => letters(", "),
        Spelling::Names if is_number || name.len() <= LETTERS => letters(" "),
        Spelling::Names => name.to_owned(),
    }
}
