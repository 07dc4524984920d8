//! Puts a sentence together: one pause where there were three marks, blanks where a language has
//! them, nothing at the ends.

use super::{Tongue, is_solid};

/// What stands between what was said and what comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Blank,
    Pause,
    Stop(char),
}

pub(super) struct Out {
    tongue: Tongue,
    said: String,
    gap: Gap,
}

impl Out {
    pub(super) fn new(tongue: Tongue) -> Out {
        Out { tongue, said: String::new(), gap: Gap::Nothing }
    }

    /// What was said up to here.
    pub(super) fn so_far(&self) -> String {
        self.said.clone()
    }

    pub(super) fn pause(&mut self) {
        match self.gap {
            Gap::Nothing | Gap::Blank => self.gap = Gap::Pause,
            Gap::Pause | Gap::Stop(_) => {}
        }
    }

    pub(super) fn stop(&mut self, sign: char) {
        self.gap = match self.gap {
            // A question that is followed by something else remains one.
            Gap::Stop(first) if first != '\n' => Gap::Stop(first),
            Gap::Nothing | Gap::Blank | Gap::Pause | Gap::Stop(_) => Gap::Stop(sign),
        };
    }

    fn blank(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Blank;
        }
    }

    /// A word that was made, with blanks around it where the language has them.
    pub(super) fn word(&mut self, word: &str) {
        let touches = self.said.chars().last().is_some_and(char::is_alphanumeric);
        if self.tongue == Tongue::English && touches {
            self.blank();
        }
        self.put(word);
    }

    /// Words in the place of something that blanks set apart for the eye.
    pub(super) fn instead(&mut self, words: &str) {
        if self.tongue == Tongue::Chinese && self.gap == Gap::Blank {
            self.gap = Gap::Nothing;
        }
        self.text(words);
    }

    /// What joins two ends: it brings its own blanks.
    pub(super) fn joint(&mut self, joint: &str) {
        self.gap = Gap::Nothing;
        self.said.push_str(joint);
    }

    pub(super) fn text(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        while let Some(c) = letters.next() {
            if c.is_whitespace() {
                self.blank();
                continue;
            }
            // A number that was said in words is a word.
            let touches = self.said.chars().last().is_some_and(|last| last.is_ascii_alphanumeric());
            if self.tongue == Tongue::English && touches && c.is_alphabetic() && self.gap == Gap::Nothing {
                self.blank();
            }
            let mut tail = String::from(c);
            while let Some(next) = letters.next_if(|next| !next.is_whitespace()) {
                tail.push(next);
            }
            self.put(&tail);
        }
    }

    fn put(&mut self, text: &str) {
        let Some(next) = text.chars().next() else { return };
        // Marks alone say nothing: "」" joins what was said.
        let closes = matches!(next, '」' | '』' | '”' | '’');
        if self.gap != Gap::Nothing {
            // A joint has brought its own.
            self.said.truncate(self.said.trim_end().len());
        }
        if let Some(last) = self.said.chars().last() {
            let gap = self.gap;
            self.gap = Gap::Nothing;
            match gap {
                Gap::Nothing => {}
                Gap::Blank => self.put_blank(last, next),
                Gap::Pause if closes => {}
                Gap::Pause => self.said.push_str(self.comma()),
                Gap::Stop(sign) => {
                    self.put_stop(sign);
                    let solid = matches!(self.tongue, Tongue::Japanese | Tongue::Chinese);
                    if !solid && !closes {
                        self.said.push(' ');
                    }
                }
            }
        }
        self.gap = Gap::Nothing;
        self.said.push_str(text);
    }

    fn comma(&self) -> &'static str {
        match self.tongue {
            Tongue::Japanese => "、",
            Tongue::Chinese => "，",
            Tongue::English | Tongue::Korean | Tongue::Other => ", ",
        }
    }

    fn put_stop(&mut self, sign: char) {
        let asks = matches!(sign, '?' | '？');
        self.said.push_str(match (self.tongue, asks) {
            (Tongue::Japanese | Tongue::Chinese, true) => "？",
            (Tongue::Japanese | Tongue::Chinese, false) => "。",
            (Tongue::English | Tongue::Korean | Tongue::Other, true) => "?",
            (Tongue::English | Tongue::Korean | Tongue::Other, false) => ".",
        });
    }

    /// Blanks between Japanese phrases are for the eye. They stay as a pause where two nouns
    /// meet, and where without them the words would be other ones ("予約は いりません").
    fn put_blank(&mut self, last: char, next: char) {
        match self.tongue {
            Tongue::English | Tongue::Korean | Tongue::Other => self.said.push(' '),
            Tongue::Chinese => {
                if is_solid(last) && is_solid(next) {
                    self.said.push('，');
                }
            }
            Tongue::Japanese => {
                let is_kana = |c: char| ('ぁ'..='ゖ').contains(&c);
                let would_join = last != 'の' && matches!(next, 'は' | 'へ')
                    || last == 'は' && matches!(next, 'い' | 'ひ');
                let opens = matches!(next, '「' | '『') || matches!(last, '」' | '』');
                if would_join || !(is_kana(last) || is_kana(next) || opens) {
                    self.said.push('、');
                }
            }
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.said.truncate(self.said.trim_end().len());
        if let (false, Gap::Stop(sign)) = (self.said.is_empty(), self.gap) {
            self.put_stop(sign);
        }
        self.said
    }
}
