//! A screen in the order in which it is heard.

use super::forms::Tongue;
use super::tidy::SPELLED;
use super::{Part, Readings, Spelling, Utterance};
use crate::domain::text::{Lang, Phrase};
use crate::view::words::{Say, Words};
use crate::view::{Action, Article, Board, Control, Leading, ListRow, RingLine, RingRole, Slot, View, Way};

/// Between parts that are said in one breath, and between those that are not. Every language has
/// its own marks; these are understood in all of them.
const PAUSE: &str = "、";
const STOP: &str = "。";

pub(super) fn screen(view: &View, readings: &Readings) -> Vec<Utterance> {
    let mut teller = Teller { view, words: Words::of(view.lang), readings, said: Vec::new() };
    teller.phrase(Part::Title, &view.title);
    match &view.board {
        Board::Article(article) => teller.article(article),
        Board::List(list) => {
            for row in &list.rows {
                teller.row(row, list.chosen.as_ref() == Some(&row.id));
            }
        }
    }
    if let Some(place) = &view.counter.place {
        teller.phrase(Part::Place, &place.phrase);
    }
    if let Some(note) = &view.counter.note {
        teller.phrase(Part::Note, note);
    }
    if let Some(hint) = &view.counter.hint {
        teller.phrase(Part::Hint, hint);
    }
    // Answers come before the ways back.
    let (answers, others): (Vec<&Control>, Vec<&Control>) =
        view.counter.controls.iter().partition(|control| is_answer(control.slot));
    for control in answers.into_iter().chain(others) {
        teller.control(control);
    }
    teller.header();
    teller.hints();
    teller.said
}

pub(super) fn control(view: &View, action: &Action, readings: &Readings) -> Vec<Utterance> {
    let mut teller = Teller { view, words: Words::of(view.lang), readings, said: Vec::new() };
    if let Some(control) = view.counter.controls.iter().find(|control| control.action == *action) {
        teller.control(control);
    }
    teller.said
}

pub(super) fn row(view: &View, actions: &[Action], readings: &Readings) -> Vec<Utterance> {
    let controls = view.counter.controls.iter().filter(|control| actions.contains(&control.action));
    let names = |control: &Control| {
        let lang = control.lang.unwrap_or(view.lang);
        super::text(
            lang,
            &read(lang, &control.label, readings),
            &Part::Choice(control.action.clone()),
            readings,
        )
    };
    controls.flat_map(names).collect()
}

/// A phrase with its readings, in one line. Lines of a list stay apart.
pub(super) fn read(lang: Lang, phrase: &Phrase, readings: &Readings) -> String {
    let text = phrase.text();
    let is_item =
        |line: &str| line.trim_start().starts_with(['・', '●', '■', '•', '-', '※', '①', '②', '○', '◆']);
    let lines = text.lines().count();
    let keeps_lines = lines > 2 || text.lines().skip(1).any(is_item);
    let phrase = if keeps_lines { phrase.clone() } else { Words::of(lang).one_line(phrase) };
    let read = match Tongue::of(lang) {
        // Whether kanji are Japanese is known later.
        Tongue::Chinese => phrase.text(),
        Tongue::Japanese => readings.read(&phrase, true),
        Tongue::English | Tongue::Korean | Tongue::Other => readings.read(&phrase, false),
    };
    if text.lines().any(is_item) { read } else { read.replace('\n', PAUSE) }
}

/// Answers to the question of a screen.
fn is_answer(slot: Slot) -> bool {
    match slot {
        Slot::Primary | Slot::Choice(_) | Slot::Wide(_) | Slot::Digit(_) => true,
        Slot::Rotation(_) | Slot::Tool(_) | Slot::Staff | Slot::Back | Slot::Home => false,
    }
}

struct Teller<'a> {
    view: &'a View,
    words: &'static Words,
    readings: &'a Readings,
    said: Vec<Utterance>,
}

impl Teller<'_> {
    fn read(&self, phrase: &Phrase) -> String {
        read(self.view.lang, phrase, self.readings)
    }

    fn say(&mut self, part: Part, text: &str) {
        self.said.extend(super::text(self.view.lang, text, &part, self.readings));
    }

    fn phrase(&mut self, part: Part, phrase: &Phrase) {
        let text = self.figures(phrase).unwrap_or_else(|| self.read(phrase));
        self.say(part, &text);
    }

    /// A title that is a number, whole or half typed.
    fn figures(&self, phrase: &Phrase) -> Option<String> {
        let text = phrase.text();
        let of = text.chars().filter(|c| !c.is_whitespace()).count();
        let open = text.chars().filter(|c| *c == '・').count();
        let hidden = text.chars().filter(|c| *c == '●').count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if of < 3 || open + hidden + digits < of {
            return None;
        }
        let spelled = if digits > 0 { spelled(&text) } else { String::new() };
        if open + hidden == 0 {
            return Some(spelled);
        }
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let args = [("n", number(of - open).into()), ("of", number(of).into())];
        let entered = self.words.say_with(Say::SpokenEntered, &args);
        Some(format!("{spelled}{STOP}{}", self.read(&entered)))
    }

    fn article(&mut self, article: &Article) {
        if let Some(picture) = &article.picture {
            self.phrase(Part::Content, &picture.alt);
        }
        // The name of the screen was heard.
        let name = self.view.title.text();
        let is_news = |phrase: &Phrase| self.words.one_line(phrase).text() != name;
        let ring = article.ring.iter().filter(|line| is_news(&line.phrase));
        let ring: Vec<String> = ring.map(|line| self.ring_line(line)).collect();
        let texts: Vec<&Phrase> =
            article.kicker.iter().chain(&article.title).filter(|phrase| is_news(phrase)).collect();
        self.say(Part::Content, &ring.join(PAUSE));
        for phrase in texts {
            self.phrase(Part::Content, phrase);
        }
        for row in &article.rows {
            let mut texts = vec![self.read(&row.head)];
            texts.extend(row.lines.iter().map(|line| self.read(line)));
            self.say(Part::Content, &texts.join(PAUSE));
        }
        for paragraph in &article.paragraphs {
            self.phrase(Part::Content, paragraph);
        }
        if let Some(way) = &article.way {
            self.way(way);
        }
    }

    fn ring_line(&self, line: &RingLine) -> String {
        let text = line.phrase.text();
        let is_number = text.len() > 2 && text.chars().all(|c| c.is_ascii_digit());
        match line.role {
            // A year is small.
            RingRole::Big if is_number => spelled(&text),
            RingRole::Big | RingRole::Middle | RingRole::Small => self.read(&line.phrase),
        }
    }

    fn way(&mut self, way: &Way) {
        if way.url.is_some() {
            self.phrase(Part::Way, &way.qr_label);
        }
        if let Some((label, number)) = &way.number {
            let text = number.text();
            let digits = text.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-');
            let number = if digits { spelled(&text) } else { self.read(number) };
            self.say(Part::Way, &format!("{}{PAUSE}{number}", self.read(label)));
        }
        if let Some(address) = &way.address {
            let sentence = self.words.say(Say::SpokenAddressSentence);
            self.phrase(Part::Way, &sentence);
            self.said.extend(super::address(self.view.lang, address, Spelling::Names, &Part::Way));
        }
        for contact in &way.contact {
            self.phrase(Part::Way, contact);
        }
    }

    fn row(&mut self, row: &ListRow, chosen: bool) {
        let groups: Vec<String> = [&row.when, &row.what, &row.place]
            .into_iter()
            .map(|group| {
                let texts: Vec<String> = group
                    .iter()
                    .filter(|phrase| !phrase.is_empty())
                    .map(|phrase| self.read(phrase))
                    .collect();
                texts.join(PAUSE)
            })
            .filter(|group| !group.is_empty())
            .collect();
        let mut text = groups.join(STOP);
        if chosen {
            text.push_str(STOP);
            text.push_str(&self.read(&self.words.say(Say::SpokenChosen)));
        }
        self.say(Part::Row(row.id.clone()), &text);
    }

    /// In the language of its label: who looks for their own language hears all of it.
    fn control(&mut self, control: &Control) {
        let lang = control.lang.unwrap_or(self.view.lang);
        let words = Words::of(lang);
        let read = |phrase: &Phrase| read(lang, phrase, self.readings);
        let mut texts = vec![read(&control.label)];
        texts.extend(control.sub.as_ref().map(read));
        if control.chosen {
            texts.push(read(&words.say(Say::SpokenChosen)));
        }
        if !control.enabled {
            texts.push(read(&words.say(Say::SpokenUnavailable)));
        }
        let mut text = texts.join(PAUSE);
        if let Some((at, of)) = self.view.counter.position(control) {
            let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let args = [("n", number(at + 1).into()), ("of", number(of).into())];
            let position = words.say_with(Say::SpokenPosition, &args);
            text.push_str(STOP);
            text.push_str(&read(&position));
        }
        let part = Part::Choice(control.action.clone());
        self.said.extend(super::text(lang, &text, &part, self.readings));
    }

    fn header(&mut self) {
        let header = &self.view.header;
        let (Leading::Name(leading) | Leading::Title(leading)) = &header.leading;
        if leading.text() != self.view.title.text() {
            self.phrase(Part::Header, leading);
        }
        if header.date.is_empty() || header.clock.is_empty() {
            for phrase in [&header.date, &header.clock] {
                self.phrase(Part::Header, phrase);
            }
            return;
        }
        let args = [("date", (&header.date).into()), ("clock", (&header.clock).into())];
        let now = self.words.say_with(Say::SpokenNow, &args);
        self.phrase(Part::Header, &now);
    }

    fn hints(&mut self) {
        if !self.view.counter.controls.is_empty() {
            let by_keys = self.view.focus.is_some();
            let moves = if by_keys { Say::SpokenHintKeys } else { Say::SpokenHintTouch };
            let again = if by_keys { Say::SpokenHintAgainKeys } else { Say::SpokenHintAgainTouch };
            for hint in [moves, again] {
                self.phrase(Part::Help, &self.words.say(hint));
            }
        }
    }
}

/// Figures that are to be said one by one.
fn spelled(digits: &str) -> String {
    format!("{SPELLED}{digits}{SPELLED}")
}
