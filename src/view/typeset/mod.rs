//! Setting type: phrases into lines of placed runs, broken where people would break them.
//!
//! Knows the bundled faces and the rules of line breaking (kinsoku, phrases, furigana). Knows
//! nothing of slides, screens or slint. All lengths are in the unit of the size it is given.

pub mod breaks;
pub mod faces;

use crate::domain::text::{Lang, Phrase};

pub use faces::{Family, Setter, Weight};

/// How a text is to be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Em size.
    pub size: f32,
    pub weight: Weight,
}

impl Style {
    pub fn regular(size: f32) -> Style {
        Style { size, weight: Weight::Regular }
    }

    pub fn bold(size: f32) -> Style {
        Style { size, weight: Weight::Bold }
    }
}

/// Letters of one face and size, standing next to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// From the left end of the line.
    pub x: f32,
    pub width: f32,
    pub text: String,
    pub family: Family,
    pub kind: RunKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    Base,
    /// Furigana above the base, half its size.
    Ruby,
}

/// One line of set text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
    pub end: End,
}

/// Where a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum End {
    /// Between phrases or words, at a newline, or at the end of the text.
    #[default]
    Whole,
    /// Inside a phrase, where East Asian text may break.
    InPhrase,
    /// Inside a word or a number, for want of any other place.
    InWord,
}

impl Line {
    pub fn has_ruby(&self) -> bool {
        self.runs.iter().any(|run| run.kind == RunKind::Ruby)
    }

    /// The base letters, for tests and labels.
    pub fn text(&self) -> String {
        self.runs.iter().filter(|run| run.kind == RunKind::Base).map(|run| run.text.as_str()).collect()
    }
}

/// Size of furigana against their base.
pub const RUBY: f32 = 0.5;

/// A stretch that stands or falls together when a line is broken: a letter or a base with its reading.
struct Piece {
    base: String,
    ruby: Option<String>,
    width: f32,
    /// Whether a line may end before this piece, and how gladly.
    break_before: breaks::Break,
}

/// Breaks a phrase into lines not wider than `width`. A newline in the text always breaks. Only a
/// single letter, or its reading, wider than the line can stick out.
pub fn set(phrase: &Phrase, lang: Lang, style: Style, width: f32) -> Vec<Line> {
    let text = phrase.text();
    let setter = Setter::new(lang, &text, style.weight);
    let pieces = pieces(phrase, &text, lang, &setter, style.size, width);
    let mut lines = Vec::new();
    let mut start = skip_spaces(&pieces, 0);
    while start < pieces.len() {
        let (at, next, end) = line_end(&pieces, start, width);
        lines.push(Line { end, ..place(&pieces[start..at], &setter, style.size) });
        start = next;
    }
    lines
}

/// Width of a phrase on one line.
pub fn width(phrase: &Phrase, lang: Lang, style: Style) -> f32 {
    set(phrase, lang, style, f32::INFINITY).iter().map(|line| line.width).fold(0.0, f32::max)
}

fn pieces(phrase: &Phrase, text: &str, lang: Lang, setter: &Setter, size: f32, width: f32) -> Vec<Piece> {
    let breaks = breaks::find(text, lang);
    let mut at = 0;
    let mut pieces = Vec::new();
    for chunk in phrase.chunks() {
        match &chunk.ruby {
            Some(ruby) => {
                let mut before = breaks[at];
                for (base, ruby) in divided(&chunk.base, ruby, setter, width / size) {
                    let width = ruby_piece_width(&base, &ruby, setter) * size;
                    pieces.push(Piece { base, ruby: Some(ruby), width, break_before: before });
                    before = breaks::Break::Letter;
                }
                at += chunk.base.chars().count();
            }
            None => {
                for c in chunk.base.chars() {
                    pieces.push(Piece {
                        base: c.to_string(),
                        ruby: None,
                        width: setter.set(c).2 * size,
                        break_before: breaks[at],
                    });
                    at += 1;
                }
            }
        }
    }
    pieces
}

/// Width of a base with its reading, em. A reading wider than its base pushes the neighbours away,
/// with a hair between two readings, so that they never run into one another.
fn ruby_piece_width(base: &str, ruby: &str, setter: &Setter) -> f32 {
    setter.width(base).max(setter.width(ruby) * RUBY + 0.1)
}

/// A base that is wider than a whole line, in parts, each with its share of the reading.
fn divided(base: &str, ruby: &str, setter: &Setter, most: f32) -> Vec<(String, String)> {
    let count = base.chars().count();
    if count < 2 || ruby_piece_width(base, ruby, setter) <= most {
        return vec![(base.to_owned(), ruby.to_owned())];
    }
    let halves = |text: &str, at: usize| -> (String, String) {
        (text.chars().take(at).collect(), text.chars().skip(at).collect())
    };
    let ruby_count = ruby.chars().count();
    let (base, more_base) = halves(base, count / 2);
    let (ruby, more_ruby) = halves(ruby, (ruby_count * (count / 2)).div_ceil(count).min(ruby_count));
    let mut parts = divided(&base, &ruby, setter, most);
    parts.extend(divided(&more_base, &more_ruby, setter, most));
    parts
}

/// Where the line that starts at `start` ends, where the next begins (spaces between them are
/// dropped), and how good a place it is.
fn line_end(pieces: &[Piece], start: usize, width: f32) -> (usize, usize, End) {
    use breaks::Break;
    let mut x = 0.0;
    let mut best: Option<(usize, Break)> = None;
    let mut overflow = None;
    for (i, piece) in pieces.iter().enumerate().skip(start) {
        if i > start {
            match piece.break_before {
                Break::Must => return (trimmed(pieces, start, i), skip_spaces(pieces, i), End::Whole),
                // The last phrase boundary wins over any later place inside a phrase, unless the
                // line would be left less than half full by it. Where the writer has set a space, the
                // line may be as short as it likes, if the phrase behind it then stands whole: unlike
                // the model, which sees a phrase in も of もどる, the writer is right.
                Break::Phrase => best = Some((i, Break::Phrase)),
                Break::Letter => {
                    let keep = best.is_some_and(|(at, kind)| {
                        kind == Break::Phrase
                            && (line_width(&pieces[start..at]) > width * 0.4
                                || (pieces[at - 1].base.trim().is_empty()
                                    && line_width(phrase_from(pieces, at)) <= width))
                    });
                    if !keep {
                        best = Some((i, Break::Letter));
                    }
                }
                Break::Never => {}
            }
        }
        let is_space = piece.base.trim().is_empty();
        if x + piece.width > width + 0.01 && !is_space {
            overflow = Some(i);
            break;
        }
        x += piece.width;
    }
    let Some(over) = overflow else {
        return (trimmed(pieces, start, pieces.len()), pieces.len(), End::Whole);
    };
    let (at, end) = match best {
        Some((at, Break::Letter)) => (at, End::InPhrase),
        Some((at, Break::Never | Break::Phrase | Break::Must)) => (at, End::Whole),
        None => (over.max(start + 1), End::InWord),
    };
    (trimmed(pieces, start, at), skip_spaces(pieces, at), end)
}

/// The phrase that begins at `at`, without the spaces behind it.
fn phrase_from(pieces: &[Piece], at: usize) -> &[Piece] {
    use breaks::Break;
    let is_next = |piece: &Piece| matches!(piece.break_before, Break::Phrase | Break::Must);
    let end = pieces.iter().skip(at + 1).position(is_next).map_or(pieces.len(), |more| at + 1 + more);
    &pieces[at..trimmed(pieces, at, end)]
}

fn line_width(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|piece| piece.width).sum()
}

fn trimmed(pieces: &[Piece], start: usize, end: usize) -> usize {
    let spaces = pieces[start..end].iter().rev().take_while(|piece| piece.base.trim().is_empty()).count();
    end - spaces
}

fn skip_spaces(pieces: &[Piece], from: usize) -> usize {
    // One newline has done its work by breaking; a second one is an empty line and stays away too.
    from + pieces[from..].iter().take_while(|piece| piece.base.trim().is_empty()).count()
}

fn place(pieces: &[Piece], setter: &Setter, size: f32) -> Line {
    let mut line = Line::default();
    let mut x = 0.0;
    for piece in pieces {
        let base_width = setter.width(&piece.base) * size;
        put(&mut line.runs, RunKind::Base, setter, &piece.base, x + (piece.width - base_width) / 2.0, size);
        if let Some(ruby) = &piece.ruby {
            let ruby_size = size * RUBY;
            let ruby_width = setter.width(ruby) * ruby_size;
            put(&mut line.runs, RunKind::Ruby, setter, ruby, x + (piece.width - ruby_width) / 2.0, ruby_size);
        }
        x += piece.width;
    }
    line.width = x;
    line
}

/// Adds letters, joining a run of the same kind and face that they follow without a gap. Joined
/// runs let the renderer kern, and keep the number of things on the screen small.
fn put(runs: &mut Vec<Run>, kind: RunKind, setter: &Setter, text: &str, x: f32, size: f32) {
    let mut x = x;
    for c in text.chars() {
        let (family, drawn, advance) = setter.set(c);
        let width = advance * size;
        let neighbour = runs.iter_mut().rev().find(|run| run.kind == kind);
        match neighbour {
            Some(run) if run.family == family && (run.x + run.width - x).abs() < size * 0.01 => {
                run.text.push(drawn);
                run.width += width;
            }
            Some(_) | None => runs.push(Run { x, width, text: drawn.to_string(), family, kind }),
        }
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: Lang, markup: &str, em: f32, expected: &[&str]) {
        let lines = set(&Phrase::parse(markup), lang, Style::regular(1.0), em);
        let texts: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(texts, expected, "{markup} in {em} em");
        for line in lines {
            assert!(line.width <= em + 0.02, "{line:?} fits {em} em");
        }
    }

    #[test]
    fn japanese_breaks_between_phrases() {
        check(Lang::JA, "場をひろげる", 20.0, &["場をひろげる"]);
        check(Lang::JA, "予約は いりません。", 6.0, &["予約は", "いりません。"]);
        check(
            Lang::JA,
            "お茶を飲みながら、ゆっくり話しましょう。",
            12.0,
            &["お茶を飲みながら、", "ゆっくり話しましょう。"],
        );
        // A phrase that fits a line of its own is not torn, however short the line before it: the
        // title of what could not be recorded lost its last letter to the next line.
        check(Lang::JA, "まだ 記録できていません", 11.0, &["まだ", "記録できていません"]);
        // Nor does a word stand torn because the model sees a phrase in it.
        check(Lang::JA, "もどる", 3.0, &["もどる"]);
        check(Lang::JA, "やめて はじめへ", 5.5, &["やめて", "はじめへ"]);
        check(Lang::JA, "場を ひろげるの 申し込み", 11.0, &["場を ひろげるの", "申し込み"]);
    }

    #[test]
    fn numbers_and_readings_stay_together() {
        check(Lang::JA, "電話 03-5432-2247", 9.0, &["電話", "03-5432-2247"]);
        check(Lang::JA_EASY, "[12月|がつ][17日|にち]に [会場|かいじょう]で", 6.0, &["12月17日に", "会場で"]);
    }

    #[test]
    fn no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() {
        for em in 5..14 {
            let text = "「場をひろげる」、だれでも、どうぞ。（すわるだけでも）どうぞ。";
            for line in set(&Phrase::plain(text), Lang::JA, Style::regular(1.0), em as f32) {
                let text = line.text();
                assert!(!text.starts_with(['」', '、', '。', '）', 'ー']), "{text} of {em} em");
                assert!(!text.ends_with(['「', '（']), "{text} of {em} em");
            }
        }
    }

    #[test]
    fn words_of_other_languages_break_at_spaces_and_a_word_too_long_breaks_somewhere() {
        check(Lang::EN, "Anyone may come in", 7.0, &["Anyone may", "come in"]);
        check(Lang::KO, "누구나 오세요", 4.0, &["누구나", "오세요"]);
        let lines = set(&Phrase::plain("Donaudampfschifffahrt"), Lang::EN, Style::regular(1.0), 4.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| line.width <= 4.02));
    }

    #[test]
    fn a_reading_stands_centred_over_its_base() {
        let lines = set(&Phrase::parse("[会場|かいじょう]"), Lang::JA_EASY, Style::regular(10.0), 100.0);
        let [base, ruby] = &lines[0].runs[..] else { panic!("a base and a reading: {lines:?}") };
        assert_eq!((base.kind, ruby.kind), (RunKind::Base, RunKind::Ruby));
        let middle = |run: &Run| run.x + run.width / 2.0;
        assert!((middle(base) - middle(ruby)).abs() < 0.1);
    }

    #[test]
    fn a_newline_breaks_and_an_empty_text_has_no_lines() {
        check(Lang::JA, "スタッフを\n呼ぶ", 50.0, &["スタッフを", "呼ぶ"]);
        check(Lang::JA, "", 50.0, &[]);
        check(Lang::JA, "  \n ", 50.0, &[]);
        check(Lang::JA, " \n 場を\n \n ひろげる ", 50.0, &["場を", "ひろげる"]);
    }
}
