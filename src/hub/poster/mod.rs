//! A meeting on a sheet of A4, as PDF and as a picture: the words, the open ring with its date, QR code and page
//! number, telephone and fax. What the sign shows, for the wall and the letter box. There is one of every
//! meeting that a form can hold: what is long gets smaller type and a smaller ring, and is then shortened.
//!
//! All lengths are millimetres from the upper left corner; what points and pixels are, only [`pdf`] and
//! [`png`] know. Both draw one [`canvas`].

mod canvas;
mod pdf;
mod png;
mod sheet;
mod shorten;

use std::collections::HashSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::meeting::Meeting;
use crate::domain::playlist::Slide;
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::view::reader::Reader;
use crate::view::words::Words;
use crate::view::{Board, slides};

/// Why there is no poster.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    #[error("there is no such meeting")]
    NoMeeting,
    #[error("the poster could not be written: {0}")]
    Written(String),
}

/// As what a poster is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Png,
}

/// The poster of one meeting of a programme.
///
/// # Errors
/// When there is no such meeting, or it cannot be written.
pub fn poster(
    programme: &Programme,
    meeting: &Meeting,
    lang: Lang,
    now: Timestamp,
    format: Format,
) -> Result<Vec<u8>, PosterError> {
    let reader = Reader {
        programme,
        words: Words::of(lang),
        today: far_from(meeting, programme, now),
        pictures: &HashSet::new(),
        desk: None,
    };
    let Board::Article(article) = slides::board(&reader, &Slide::Meeting(meeting.id.clone()), &[]) else {
        return Err(PosterError::NoMeeting);
    };
    let name = programme.name.as_ref().map(|name| reader.phrase(name));
    let description = meeting.description.as_ref().map(|text| reader.phrase(text));
    let canvas = sheet::fitting(name.as_ref(), &article, description.as_ref(), lang);
    let title = article.title.map(|title| title.text()).unwrap_or_default();
    let written = match format {
        Format::Pdf => pdf::write(&canvas, &title, lang),
        Format::Png => png::write(&canvas, &title),
    };
    written.map_err(PosterError::Written)
}

/// A sheet hangs for weeks: no きょう, あした or 来年 may stand on it. Seen from years before, every
/// day is said with its year.
fn far_from(meeting: &Meeting, programme: &Programme, now: Timestamp) -> Date {
    let starts = meeting.when.starts_at(&programme.zone).unwrap_or(now);
    let day = starts.to_zoned(programme.zone.clone()).date();
    day.checked_sub(3.years()).unwrap_or(day)
}
