//! What stands on one page of a view, as a view: what is said of a screen is what is seen of it.

use super::{Page, Setting, list};
use crate::domain::display::Panel;
use crate::domain::text::Phrase;
use crate::view::words::{Say, Words};
use crate::view::{Article, Board, List, RingLine, View, Way};

/// The view with no more on its board than one of its pages holds, and where more follows, with the words
/// that say so. A page past the last is the last.
pub fn seen(view: &View, panel: &Panel, page: usize) -> View {
    let setting = Setting::of(view, panel);
    let count = setting.pages.len();
    let at = setting.holding.unwrap_or(page).min(count - 1);
    let Some(shown) = setting.pages.get(at).filter(|_| count > 1) else { return view.clone() };
    let page = Labels::of(shown);
    let board = match &view.board {
        Board::Article(article) => {
            let mut seen = page.article(article);
            if at + 1 < count {
                seen.paragraphs.push(Words::of(view.lang).say(Say::Continues));
            }
            Board::Article(Box::new(seen))
        }
        // A row that goes on over two pages is said as a whole on both.
        Board::List(list) => {
            let is_seen = |row: &&crate::view::ListRow| {
                page.has(&list::whole(row)) || list.chosen.as_ref() == Some(&row.id)
            };
            let rows = list.rows.iter().filter(is_seen).cloned().collect();
            Board::List(List { rows, chosen: list.chosen.clone() })
        }
    };
    View { board, ..view.clone() }
}

/// What stands on a page, by its words.
struct Labels(Vec<String>);

impl Labels {
    fn of(page: &Page) -> Labels {
        Labels(page.said.iter().map(|said| said.label.clone()).collect())
    }

    fn has(&self, text: &str) -> bool {
        self.0.iter().any(|label| label == text)
    }

    fn article(&self, article: &Article) -> Article {
        let has = |phrase: &&Phrase| self.has(&phrase.text());
        let mut seen = Article {
            ring: if self.has_ring(&article.ring) { article.ring.clone() } else { Vec::new() },
            lit: article.lit,
            picture: article.picture.clone().filter(|picture| self.has(&picture.alt.text())),
            kicker: article.kicker.as_ref().filter(has).cloned(),
            title: article.title.as_ref().filter(has).cloned(),
            rows: article.rows.iter().filter(|row| self.has(&row_label(row))).cloned().collect(),
            paragraphs: Vec::new(),
            way: article.way.as_ref().and_then(|way| self.way(way)),
        };
        // Texts and the sentences of those that were divided, in the order in which they stand.
        let whole = |label: &String| {
            let texts = article.paragraphs.iter().chain(&article.title).chain(&article.kicker);
            let of_row = article.rows.iter().flat_map(|row| row.lines.iter().chain([&row.head]));
            let all: Vec<Phrase> = texts
                .chain(of_row)
                .flat_map(|text| {
                    let mut parts = text.sentences();
                    parts.insert(0, text.clone());
                    parts
                })
                .collect();
            all.into_iter()
                .find(|text| text.text() == *label)
                .unwrap_or_else(|| Phrase::plain(label.as_str()))
        };
        let is_said = |label: &&String| is_said_elsewhere(&seen, article, label);
        seen.paragraphs = self.0.iter().filter(|label| !is_said(label)).map(whole).collect();
        seen
    }

    /// The ring beside the words, or its words among them.
    fn has_ring(&self, ring: &[RingLine]) -> bool {
        !ring.is_empty()
            && (self.has(&ring_label(ring)) || self.0.iter().any(|label| holds_ring(label, ring)))
    }

    /// As much of the ways as stands here.
    fn way(&self, way: &Way) -> Option<Way> {
        let contact: Vec<Phrase> = way
            .contact
            .iter()
            .filter(|phrase| self.0.iter().any(|label| label.contains(&phrase.text())))
            .cloned()
            .collect();
        let seen = Way {
            url: way.url.clone().filter(|_| self.has(&way.qr_label.text())),
            qr_label: way.qr_label.clone(),
            number: way.number.clone().filter(|(_, number)| self.has(&number.text())),
            address: way.address.clone().filter(|address| self.has(&address.text())),
            contact,
        };
        let is_empty =
            seen.url.is_none() && seen.number.is_none() && seen.address.is_none() && seen.contact.is_empty();
        (!is_empty).then_some(seen)
    }
}

fn row_label(row: &crate::view::Row) -> String {
    row.lines.iter().fold(row.head.text(), |label, line| format!("{label}\n{}", line.text()))
}

fn ring_label(ring: &[RingLine]) -> String {
    ring.iter().map(|line| line.phrase.text()).collect::<Vec<_>>().join("\n")
}

/// Whether a label is that of a ring whose words stand in a row: made of them, and of nothing else. What the
/// title says already is left out there.
fn holds_ring(label: &str, ring: &[RingLine]) -> bool {
    let solid = |text: &str| text.replace(char::is_whitespace, "");
    let mut rest = solid(label);
    for line in ring {
        rest = rest.replacen(&solid(&line.phrase.text()), "", 1);
    }
    rest.is_empty() && !label.trim().is_empty()
}

/// Whether what a label says is said by another part of the page than its texts.
fn is_said_elsewhere(seen: &Article, article: &Article, label: &str) -> bool {
    let is = |phrase: &Phrase| phrase.text() == label;
    let of_way = article.way.iter().any(|way| {
        is(&way.qr_label)
            || way.number.iter().any(|(name, number)| is(name) || is(number))
            || way.address.iter().any(is)
            || way.contact.iter().any(|contact| !contact.is_empty() && label.contains(&contact.text()))
    });
    of_way
        || seen.kicker.iter().chain(&seen.title).any(is)
        || seen.picture.iter().any(|picture| is(&picture.alt))
        || seen.rows.iter().any(|row| row_label(row) == label)
        || (!seen.ring.is_empty() && (ring_label(&seen.ring) == label || holds_ring(label, &seen.ring)))
}
