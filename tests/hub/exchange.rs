//! In and out: posters.

use std::fs;

use hiroba::domain::text::Lang;
use hiroba::feed::{self, Format, Span};
use hiroba::hub::poster::poster;
use jiff::ToSpan;
use jiff::tz::TimeZone;

/// The built-in sample as it is at the beginning of every story.
fn sample() -> hiroba::domain::programme::Programme {
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let today = jiff::civil::date(2026, 12, 3);
    let span = Span { today, from: today, to: today + 400.days() };
    let mut programme =
        feed::read(Some(Format::Json), feed::built_in::SAMPLE, span, &zone).unwrap().programme;
    programme.sort();
    programme
}

#[test]
fn every_meeting_of_the_sample_has_a_poster_in_every_language() {
    let programme = sample();
    let now = crate::house::BEGINNING.parse().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for lang in [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO] {
        for (n, meeting) in programme.meetings.iter().take(4).enumerate() {
            let pdf = poster(&programme, meeting, lang, now).unwrap();
            assert!(pdf.starts_with(b"%PDF-") && pdf.len() < 600_000, "{} bytes", pdf.len());
            let keep = std::env::var_os("HIROBA_POSTERS").map_or(folder.path().to_owned(), Into::into);
            fs::write(keep.join(format!("poster-{lang}-{n}.pdf")), pdf).unwrap();
        }
    }
}

/// A sheet that says "today" is wrong tomorrow.
#[test]
fn a_poster_says_the_year_and_nothing_that_is_counted_from_today() {
    let programme = sample();
    let folder = tempfile::tempdir().unwrap();
    let now = crate::house::BEGINNING.parse().unwrap();
    let file = folder.path().join("poster.pdf");
    fs::write(&file, poster(&programme, &programme.meetings[0], Lang::JA, now).unwrap()).unwrap();
    let text = std::process::Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap().replace(char::is_whitespace, "");
    for wanted in ["フリースペース", "2026年", "12月3日", "木曜日", "191091", "03-5432-2247", "03-5432-3021"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    assert!(!text.contains("きょう"), "{text}");
}
