//! The screen on which a wording stands, as far as its words go: for whoever looks whether a text of the
//! place's own fits before it is on a sign.

use super::reader::Reader;
use super::words::Say;
use super::{Article, Board, Lit, RingLine, RingRole, Way, slides};
use crate::domain::playlist::Slide;
use crate::domain::text::Phrase;
use crate::domain::wording::Wording;

/// A party as large as one screen takes.
const PEOPLE: i64 = 20;

/// A board with this wording on it.
pub fn specimen(reader: &Reader, wording: Wording) -> Article {
    let say = |key| reader.say(key);
    let told = |ring: Say, title: Say, paragraphs: Vec<Phrase>| Article {
        ring: vec![RingLine { role: RingRole::Big, phrase: reader.say(ring) }],
        lit: Lit::All,
        title: Some(reader.say(title)),
        paragraphs,
        ..Article::default()
    };
    match wording {
        Wording::WelcomeTitle | Wording::NothingPlanned => slides::welcome(reader),
        Wording::StaffHelp => slides::staff(reader, None),
        Wording::FullChoices => told(Say::Register, Say::HowHeading, vec![say(Say::FullChoices)]),
        Wording::AskElsewhere => {
            told(Say::SorryShort, Say::DeskClosed, vec![say(Say::AskElsewhere), say(Say::StaffSentence)])
        }
        Wording::KeepReceipt | Wording::LostReceipt => {
            let paragraphs = vec![say(Say::KeepReceipt), say(Say::LostReceipt)];
            let code = Way {
                url: Some("00000000".to_owned()),
                qr_label: Phrase::default(),
                number: None,
                address: None,
                contact: Vec::new(),
            };
            Article { way: Some(code), ..told(Say::ReceiptNumber, Say::RegisteredTitle, paragraphs) }
        }
        Wording::ComeIn => told(Say::WelcomeTitle, Say::CheckedIn, vec![say(Say::ComeIn)]),
        Wording::CheckedInPeople => {
            let people = reader.say_with(Say::CheckedInPeople, &[("people", PEOPLE.into())]);
            told(Say::WelcomeTitle, Say::CheckedIn, vec![people])
        }
        Wording::ComeAnyway => told(Say::TakeBackShort, Say::TakenBack, vec![say(Say::ComeAnyway)]),
        Wording::ThankYou => told(Say::ThankYou, Say::Felt, vec![say(Say::NobodyKnowsWho)]),
        Wording::PageHint => match slides::board(reader, &Slide::Page, &[]) {
            Board::Article(article) => *article,
            Board::List(_) => slides::welcome(reader),
        },
    }
}
