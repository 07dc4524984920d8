//! How many pages a slide really takes: set by the same code as on the screen.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::display::{Colours, Panel, TextSize};
use crate::domain::meeting::Meeting;
use crate::domain::playlist::Slide;
use crate::domain::programme::Programme;
use crate::domain::text::{Lang, Phrase};
use crate::feed::{self, Format, Span};
use crate::hub::Hub;
use crate::view::reader::Reader;
use crate::view::words::Words;
use crate::view::{Board, Counter, Header, Leading, Light, View, layout, slides};

/// How many days ahead repeating meetings are looked for, as on a kiosk.
const AHEAD_DAYS: i64 = 400;

/// What a kiosk would make of a programme.
pub fn understood(hub: &Hub, programme: &str, today: Date) -> Option<Programme> {
    let to = today.checked_add(AHEAD_DAYS.days()).ok()?;
    let span = Span { today, from: today, to };
    feed::read(Some(Format::Json), programme.as_bytes(), span, &hub.settings.zone)
        .ok()
        .map(|reading| reading.programme)
}

/// The occurrences of a meeting in it, or the meeting itself.
pub fn occurrences<'a>(programme: &'a Programme, id: &'a str) -> impl Iterator<Item = &'a Meeting> {
    programme.meetings.iter().filter(move |meeting| {
        meeting.id.0 == id || meeting.repeats.as_ref().is_some_and(|repeats| repeats.key == id)
    })
}

/// Reading length of each page of a board, which is also how many pages there are.
pub fn pages(
    programme: &Programme,
    (lang, text_size): (Lang, TextSize),
    panel: &Panel,
    today: Date,
    board: impl Fn(&Reader<'_>) -> Board,
) -> Vec<f32> {
    let words = Words::of(lang);
    let pictures: HashSet<String> = programme.pictures().map(str::to_owned).collect();
    let reader = Reader { programme, words, today, pictures: &pictures, desk: None };
    // The counter keeps its height whatever stands on it, so it may be empty here.
    let view = View {
        lang,
        colours: Colours::Light,
        text_size,
        light: Light::Full,
        low: false,
        title: Phrase::default(),
        header: Header {
            leading: Leading::Name(Phrase::default()),
            date: Phrase::default(),
            clock: Phrase::default(),
        },
        board: board(&reader),
        counter: Counter { controls: Vec::new(), place: None, note: None, hint: None },
        focus: None,
        framed: Vec::new(),
    };
    layout::page_lengths(&view, panel)
}

/// The same of a slide.
pub fn slide_pages(
    programme: &Programme,
    slide: &Slide,
    look: (Lang, TextSize),
    panel: &Panel,
    today: Date,
) -> Vec<f32> {
    pages(programme, look, panel, today, |reader| slides::board(reader, slide, &[]))
}
