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
use reqwest::StatusCode;

use crate::house::{Device, House};
use crate::schedule::{changed, third, written};

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
        // A letter that is missing or elsewhere is seen from afar; edges are not.
        let afar = |picture: image::DynamicImage| {
            imageops::resize(&picture.to_luma8(), 206, 292, FilterType::Triangle)
        };
        let (drawn, page) = (afar(drawn), afar(page));
        let far = drawn.pixels().zip(page.pixels()).map(|(a, b)| a.0[0].abs_diff(b.0[0])).max();
        assert!(far < Some(50), "{lang}: the picture is not the page: {far:?}");
        for file in [&png, &printed] {
            let read = String::from_utf8(told("zbarimg", &["-q", "--raw"], file)).unwrap();
            assert_eq!(read.trim(), web.url, "{}", file.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_poster_of_a_groups_meeting_leads_to_the_page_and_the_office_of_that_group() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "二階").await;
    let mut change = house.hub.store.begin().await.unwrap();
    change.rename_kiosk(&device.id, "二階", Some("上")).await.unwrap();
    change.commit().await.unwrap();
    let place = [
        ("name-ja", "ひろば"),
        ("tel", "03-1111-1111"),
        ("url", "https://ward.example"),
        ("number", "10000"),
    ];
    staff.post("/settings/place", &place).await;
    let own = [
        ("for", "group/上"),
        ("tel", "03-2222-2222"),
        ("url", "https://ward.example/up"),
        ("number", "20000"),
    ];
    assert_eq!(staff.post("/settings/reach", &own).await.status, StatusCode::SEE_OTHER);
    let folder = tempfile::tempdir().unwrap();
    let (pdf, png) = (folder.path().join("poster.pdf"), folder.path().join("poster.png"));
    for (to, number, tel, url) in [
        ("all", "10000", "03-1111-1111", "https://ward.example"),
        ("chosen", "20000", "03-2222-2222", "https://ward.example/up"),
    ] {
        let path = written(&staff, &changed(&third(), &[("to", to), ("screen", "group/上")])).await;
        let page = staff.get(&path).await;
        page.shows(&format!("href=\"{path}/poster.png\""));
        page.shows(&format!("href=\"{path}/poster.pdf?lang=ko\""));
        fs::write(&pdf, staff.bytes(&format!("{path}/poster.pdf")).await).unwrap();
        fs::write(&png, staff.bytes(&format!("{path}/poster.png")).await).unwrap();
        let words = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap().stdout;
        let words = String::from_utf8(words).unwrap();
        assert!(words.contains(number) && words.contains(tel), "{words}");
        assert_eq!(String::from_utf8(told("zbarimg", &["-q", "--raw"], &png)).unwrap().trim(), url);
    }
}
