//! In and out: posters.

use std::fs;
use std::path::Path;
use std::process::Command;

use hiroba::domain::text::Lang;
use hiroba::feed::{self, Format, Span};
use hiroba::hub::poster::{Format::Pdf, Format::Png, poster};
use image::imageops::{self, FilterType};
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
            let pdf = poster(&programme, meeting, lang, now, Pdf).unwrap();
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
    fs::write(&file, poster(&programme, &programme.meetings[0], Lang::JA, now, Pdf).unwrap()).unwrap();
    let text = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap().replace(char::is_whitespace, "");
    for wanted in ["フリースペース", "2026年", "12月3日", "木曜日", "191091", "03-5432-2247", "03-5432-3021"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    assert!(!text.contains("きょう"), "{text}");
}

/// What a program of Debian says of a file.
fn told(program: &str, options: &[&str], file: &Path) -> Vec<u8> {
    let ran = Command::new(program).args(options).arg(file).output().unwrap();
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

#[test]
fn the_picture_of_a_poster_is_its_pdf_and_its_code_is_read_from_both() {
    let programme = sample();
    let folder = tempfile::tempdir().unwrap();
    let now = crate::house::BEGINNING.parse().unwrap();
    let keep = std::env::var_os("HIROBA_POSTERS").map_or(folder.path().to_owned(), Into::into);
    let web = programme.meetings[0].page.as_ref().or(programme.page.as_ref()).unwrap();
    for lang in [Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO] {
        let draw = |format| poster(&programme, &programme.meetings[0], lang, now, format).unwrap();
        let (png, pdf) = (keep.join(format!("poster-{lang}.png")), keep.join(format!("poster-{lang}.pdf")));
        fs::write(&png, draw(Png)).unwrap();
        fs::write(&pdf, draw(Pdf)).unwrap();
        let printed = keep.join(format!("printed-{lang}.png"));
        fs::write(&printed, told("pdftoppm", &["-r", "300", "-png"], &pdf)).unwrap();
        let (drawn, page) = (image::open(&png).unwrap(), image::open(&printed).unwrap());
        assert_eq!((drawn.width(), drawn.height()), (2480, 3508), "A4 at 300 dots to the inch");
        // A letter that is missing or elsewhere is many dark dots; edges are drawn a little otherwise.
        let small = |picture: image::DynamicImage| imageops::resize(&picture.to_luma8(), 496, 702, FilterType::Triangle);
        let (drawn, page) = (small(drawn), small(page));
        let far = drawn.pixels().zip(page.pixels()).map(|(a, b)| a.0[0].abs_diff(b.0[0])).max();
        assert!(far < Some(70), "{lang}: the picture is not the page: {far:?}");
        for file in [&png, &printed] {
            let read = String::from_utf8(told("zbarimg", &["-q", "--raw"], file)).unwrap();
            assert_eq!(read.trim(), web.url, "{}", file.display());
        }
    }
}
