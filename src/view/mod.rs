//! What a visitor sees, hears and can do, as plain data: complete, so that the window, the
//! voice and the tests read the same thing (invariant 10). No slint here.
//!
//! [`View`] says what is there, in words; [`layout`] sets it on a panel, in millimetres.

mod aloud;
mod ask;
pub mod dates;
pub mod layout;
pub mod palette;
pub mod reader;
pub mod rows;
pub mod slides;
pub mod specimen;
pub mod spoken;
pub mod typeset;
pub mod words;

pub use aloud::Aloud;
pub use ask::{Ask, Corner};

use crate::domain::display::{Colours, TextSize};
use crate::domain::text::{Lang, Phrase};

/// Everything there is to see, hear and do at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    pub lang: Lang,
    pub colours: Colours,
    pub text_size: TextSize,
    pub light: Light,
    /// What this screen is called, for those who hear it.
    pub title: Phrase,
    pub header: Header,
    pub board: Board,
    pub counter: Counter,
    /// Which control the keys stand on, once somebody has used a key.
    pub focus: Option<Action>,
    /// Controls that are framed together, while somebody with one key chooses among rows.
    pub framed: Vec<Action>,
    /// Whether all of it stands where it can be reached from a wheelchair.
    pub low: bool,
}

/// How bright the screen is, by quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    Full,
    Dim,
    Dark,
}

/// The uppermost strip: who we are (or where we are), the date and the clock.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub leading: Leading,
    pub date: Phrase,
    pub clock: Phrase,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Leading {
    /// The mark and the name of the place.
    Name(Phrase),
    /// The title of the screen.
    Title(Phrase),
}

/// What is only to be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Board {
    Article(Box<Article>),
    List(List),
}

/// Words beside a ring or a picture, with the ways to reach the ward.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Article {
    /// The open ring and what it carries.
    pub ring: Vec<RingLine>,
    /// How many of the three rings are lit: steps done, and the present one. One at rest.
    pub lit: Lit,
    pub picture: Option<PictureView>,
    pub kicker: Option<Phrase>,
    pub title: Option<Phrase>,
    pub rows: Vec<Row>,
    pub paragraphs: Vec<Phrase>,
    pub way: Option<Way>,
}

/// Rings that are lit, from the inner one out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lit {
    #[default]
    One,
    Two,
    All,
}

impl Lit {
    /// The rings of step `n` of `of`: all of them at the last.
    pub fn step(n: usize, of: usize) -> Lit {
        match of.saturating_sub(n) {
            0 => Lit::All,
            1 => Lit::Two,
            _ => Lit::One,
        }
    }
}

/// One line inside the ring.
#[derive(Clone, Debug, PartialEq)]
pub struct RingLine {
    pub role: RingRole,
    pub phrase: Phrase,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingRole {
    /// The day, or the one thing it is about.
    Big,
    /// The weekday.
    Middle,
    /// Times, the year.
    Small,
}

/// A picture by its address, as the programme names it.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureView {
    pub source: String,
    pub alt: Phrase,
}

/// A sign, a head, and lines under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub sign: Sign,
    pub head: Phrase,
    pub lines: Vec<Phrase>,
}

/// How to go on outside: QR code, page number and address; telephone and fax. They stay together.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What the QR code holds.
    pub url: Option<String>,
    /// The label of the QR code for those who hear it.
    pub qr_label: Phrase,
    pub number: Option<(Phrase, Phrase)>,
    pub address: Option<Phrase>,
    pub contact: Vec<Phrase>,
}

impl Way {
    /// Whether there is a QR code and nothing else: that of a receipt.
    pub fn is_bare(&self) -> bool {
        self.url.is_some() && self.number.is_none() && self.address.is_none() && self.contact.is_empty()
    }

    /// The same without its QR code: number and address stay.
    #[must_use]
    pub fn without_code(self) -> Way {
        Way { url: None, qr_label: Phrase::default(), ..self }
    }
}

/// Rows of meetings.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub rows: Vec<ListRow>,
    /// The framed row, by its id.
    pub chosen: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    pub id: String,
    pub sign: Sign,
    pub when: [Phrase; 2],
    pub what: [Phrase; 2],
    pub place: [Phrase; 2],
}

/// Signs made of the ring. Always beside words (LOOK "Rings as signs").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// The mark of the place.
    Mark,
    /// Dot inside: a settled date.
    Settled,
    /// Hollow dot: a day without a time.
    DayOnly,
    /// Dotted ring: around a month, undecided.
    Open,
    /// Two rings: comes again.
    Repeating,
    /// Green dot: at the venue.
    Venue,
    /// Ring on a screen.
    Online,
    /// Yamabuki dot: a person.
    Person,
    /// Hollow dot at the opening: something to know.
    Info,
    Previous,
    Next,
    Pause,
    Resume,
    Calendar,
    Detail,
    TextSize,
    Colours,
    Language,
    Staff,
    Home,
    Back,
    /// Lit ring: this one is chosen.
    Chosen,
    /// Not this one.
    NotChosen,
    /// Way in with a person on it: come in, sign up, not decided yet.
    Register,
    /// A tick inside the ring: here.
    CheckIn,
    /// A card with a number.
    Receipt,
    Question,
    Plus,
    Undo,
    Done,
    Erase,
    Waiting,
    /// Sound that goes out: the screen is read aloud.
    ReadAloud,
    Silent,
    Slower,
    Faster,
    Softer,
    Louder,
    /// A screen that is covered.
    Curtain,
    /// Down to where it can be reached, and up again.
    Lower,
    Higher,
    /// Less light: quiet for the room, and as usual again.
    Calm,
    Lively,
    /// Five shapes for five words, none better than another.
    Shape(Shape),
}

/// Shapes that mean nothing by themselves: no faces, no marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    Circle,
    Square,
    Triangle,
    Diamond,
    Wave,
}

/// What is only to be touched.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    pub controls: Vec<Control>,
    pub place: Option<Place>,
    /// A quiet line under the controls: how old the content is.
    pub note: Option<Phrase>,
    /// A sentence between the controls: what a tap will do.
    pub hint: Option<Phrase>,
}

impl Counter {
    /// Whether the counter stands high because a question is asked.
    pub fn is_asking(&self) -> bool {
        self.choices() > 0 || self.has_digits()
    }

    /// Whether a number is typed.
    pub fn has_digits(&self) -> bool {
        self.controls.iter().any(|control| matches!(control.slot, Slot::Digit(_)))
    }

    /// Whether buttons stand in the upper row.
    pub fn has_upper_row(&self) -> bool {
        self.controls.iter().any(|control| matches!(control.slot, Slot::Wide(_) | Slot::Rotation(_)))
    }

    /// Which of how many a control is among those of its set, counted from 0. Nothing where it stands alone, and
    /// nothing on the pad: "4, 4 of 12" would only confuse.
    pub fn position(&self, control: &Control) -> Option<(usize, usize)> {
        let set = control.slot.set();
        if set == Set::Keys {
            return None;
        }
        let among: Vec<&Control> = self.controls.iter().filter(|other| other.slot.set() == set).collect();
        let at = among.iter().position(|other| other.slot == control.slot)?;
        (among.len() > 1).then_some((at, among.len()))
    }

    pub fn choices(&self) -> usize {
        self.controls.iter().filter(|control| matches!(control.slot, Slot::Choice(_))).count()
    }
}

/// Where one is in the round or in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// 0-based position and count, drawn as dots where there are few.
    pub at: usize,
    pub of: usize,
    pub phrase: Phrase,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    pub action: Action,
    pub slot: Slot,
    pub sign: Sign,
    pub label: Phrase,
    /// A second, smaller line of a choice.
    pub sub: Option<Phrase>,
    /// The language of the label where it is not that of the screen.
    pub lang: Option<Lang>,
    pub chosen: bool,
    pub enabled: bool,
}

/// Where on the counter a control stands. The same thing stands in the same place on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Primary,
    /// Upper row: previous, pause or details, next.
    Rotation(u8),
    /// Lower row, four tools.
    Tool(u8),
    Staff,
    /// Upper half of the primary's place.
    Back,
    /// Lower half of the primary's place.
    Home,
    /// An answer to a question, counted from 0.
    Choice(u8),
    /// Upper row: two buttons with room for a sentence, beside the primary.
    Wide(u8),
    /// A key of the number pad, counted from 0.
    Digit(u8),
}

/// Among which others a control is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    Answers,
    /// Of the number pad.
    Keys,
    Buttons,
}

impl Slot {
    pub fn set(self) -> Set {
        match self {
            Slot::Choice(_) => Set::Answers,
            Slot::Digit(_) => Set::Keys,
            Slot::Primary
            | Slot::Wide(_)
            | Slot::Rotation(_)
            | Slot::Tool(_)
            | Slot::Staff
            | Slot::Back
            | Slot::Home => Set::Buttons,
        }
    }
}

/// What a visitor can wish for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Previous,
    Next,
    Pause,
    Resume,
    Schedule,
    Detail,
    LanguageMenu,
    SizeMenu,
    ColoursMenu,
    Staff,
    Home,
    Back,
    SetLanguage(Lang),
    SetSize(TextSize),
    SetColours(Colours),
    /// Whether everything stands within reach.
    SetLow(bool),
    /// Whether the sign is dark and slow for a while, for everybody in the room.
    SetCalm(bool),
    /// What becomes of the answers.
    Why,
    Attend(Ask),
    Aloud(Aloud),
}

impl Action {
    /// Whether it sets something that then is so, one of several. Everything else acts, and is over.
    pub fn keeps_state(&self) -> bool {
        match self {
            Action::SetLanguage(_) | Action::SetSize(_) | Action::SetColours(_) => true,
            Action::Previous
            | Action::Next
            | Action::Pause
            | Action::Resume
            | Action::Schedule
            | Action::Detail
            | Action::LanguageMenu
            | Action::SizeMenu
            | Action::ColoursMenu
            | Action::Staff
            | Action::Home
            | Action::Back
            | Action::SetLow(_)
            | Action::SetCalm(_)
            | Action::Why
            | Action::Attend(_)
            | Action::Aloud(_) => false,
        }
    }
}
