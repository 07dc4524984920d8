//! Long texts in pieces, cut where a sentence ends: so that stopping and repeating are quick.

use super::forms::Tongue;

/// No piece is longer, whatever it says.
pub(super) const LONGEST: usize = 200;

/// A text in pieces that are easily repeated.
pub(super) fn pieces(tongue: Tongue, text: &str) -> Vec<String> {
    // Letters of kanji and kana say twice as much.
    let comfortable = match tongue {
        Tongue::Japanese | Tongue::Chinese => LONGEST / 4,
        Tongue::English | Tongue::Korean | Tongue::Other => LONGEST / 2,
    };
    let mut pieces: Vec<String> = Vec::new();
    for sentence in cut(text, is_end) {
        for part in shortened(sentence) {
            match pieces.last_mut() {
                Some(last) if length(last) + length(&part) <= comfortable => last.push_str(&part),
                Some(_) | None => pieces.push(part),
            }
        }
    }
    let pieces = pieces.into_iter().map(|piece| piece.trim().to_owned());
    pieces.filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

/// A stretch of a sentence without the marks that joined it to the others.
pub(super) fn trimmed(text: &str) -> &str {
    let quotes = |c: char| "「」『』“”‘".contains(c);
    let joints = |c: char| "、，,。. ".contains(c);
    text.trim_start_matches(|c| quotes(c) || joints(c))
        .trim_end_matches(|c| quotes(c) || "、，, ".contains(c))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A sentence that is too long ends at a comma, at a blank, or after so many letters.
fn shortened(sentence: &str) -> Vec<String> {
    if length(sentence) <= LONGEST {
        return vec![sentence.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    for clause in cut(sentence, |c, _| matches!(c, '、' | '，' | ',')) {
        for word in cut(clause, |c, _| c == ' ') {
            for c in word.chars().collect::<Vec<_>>().chunks(LONGEST) {
                let word: String = c.iter().collect();
                match parts.last_mut() {
                    Some(last) if length(last) + length(&word) <= LONGEST => last.push_str(&word),
                    Some(_) | None => parts.push(word),
                }
            }
        }
    }
    parts
}

fn is_end(c: char, next: Option<char>) -> bool {
    match c {
        '。' | '？' | '！' => !matches!(next, Some('」' | '』' | '”')),
        '.' | '?' | '!' => next.is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// A text cut behind every letter that ends something.
fn cut(text: &str, ends: impl Fn(char, Option<char>) -> bool) -> Vec<&str> {
    let mut cut = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if ends(c, letters.peek().map(|(_, next)| *next)) {
            let to = at + c.len_utf8();
            cut.extend(text.get(from..to));
            from = to;
        }
    }
    cut.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    cut
}
