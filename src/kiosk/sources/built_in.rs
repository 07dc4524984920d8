//! What shows without any source: the sample with its picture, and the drill of previews.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{pictures_of, report, span};
use crate::domain::notice::Emergency;
use crate::domain::programme::Programme;
use crate::feed::built_in::{SAMPLE, SAMPLE_PICTURE};
use crate::feed::{self, Format};
use crate::screen::pictures::{self, Decoded};

const DRILL: &[u8] = include_bytes!("../../../assets/sample/drill.json");
/// By what the sample names its picture once it is resolved.
pub(super) const SAMPLE_PICTURE_NAME: &str = "sample:notice-ring.png";

/// The built-in sample, dated relative to today.
pub fn sample(now: Timestamp, zone: &TimeZone) -> Programme {
    let mut programme = built_in("sample", SAMPLE, now, zone);
    for picture in pictures_of(&mut programme) {
        picture.source = format!("sample:{}", picture.source);
    }
    programme
}

/// The picture of the sample, for previews.
pub fn sample_picture() -> Option<(String, Decoded)> {
    pictures::decode(SAMPLE_PICTURE).ok().map(|picture| (SAMPLE_PICTURE_NAME.to_owned(), picture))
}

/// The built-in emergency drill, in every language of the interface: for previews.
pub fn drill(now: Timestamp, zone: &TimeZone) -> Option<Emergency> {
    built_in("drill", DRILL, now, zone).emergencies.into_iter().next()
}

fn built_in(name: &str, bytes: &[u8], now: Timestamp, zone: &TimeZone) -> Programme {
    match feed::read(Some(Format::Json), bytes, span(now, zone), zone) {
        Ok(reading) => {
            report(name, &reading.problems);
            reading.programme
        }
        Err(error) => {
            // Cannot happen while the tests read it; the sign would then say welcome.
            tracing::error!("The built-in {name} cannot be read: {error}.");
            Programme::empty(zone.clone())
        }
    }
}
