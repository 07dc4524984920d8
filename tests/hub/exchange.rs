//! In and out: posters.

use std::fs;
use std::path::Path;
use std::process::Command;

use hiroba::domain::programme::Programme;
use hiroba::domain::text::Lang;
use hiroba::feed::{self, Format, Span};
use hiroba::hub::poster::{Format::Pdf, Format::Png, poster};
use image::imageops::{self, FilterType};
use jiff::ToSpan;
use jiff::tz::TimeZone;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Device, House};
use crate::schedule::{changed, third, written};

/// The built-in sample as it is at the beginning of every story.
fn sample() -> Programme {
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

/// Every text of a form at its longest.
const LANGS: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];

/// A sentence of a language, again and again, so many letters at the most.
fn filled(lang: Lang, letters: usize) -> String {
    let sentence = match lang {
        Lang::EN => "Bring what you like to drink, sit where you like, and talk or stay silent. ",
        Lang::ZH_HANS => "带上喜欢的饮料，坐在喜欢的地方，聊天或安静地待着都可以。",
        Lang::KO => "좋아하는 음료를 가져와 편한 자리에 앉아 이야기해도 되고 조용히 있어도 됩니다. ",
        Lang::JA_EASY => {
            "[好|す]きな [飲|の]み[物|もの]を [持|も]って、[好|す]きな [所|ところ]に [座|すわ]ります。"
        }
        _ => "好きな飲み物を持って、好きな所に座り、話しても黙っていてもかまいません。",
    };
    let repeated = sentence.repeat(letters / sentence.chars().count());
    repeated.trim_end().to_owned()
}

/// Theme, series and both ways of taking part were refused from sixty letters of a description on, and a
/// form takes two thousand.
#[test]
fn there_is_a_poster_of_every_meeting_that_a_form_can_hold() {
    let programme = sample();
    let zone = &programme.zone;
    let now = crate::house::BEGINNING.parse().unwrap();
    let keep = std::env::var_os("HIROBA_POSTERS").map(std::path::PathBuf::from);
    let text = |letters: usize| {
        let by_lang = LANGS.map(|lang| (lang.to_string(), json!(filled(lang, letters))));
        Value::Object(by_lang.into_iter().collect())
    };
    let short = json!({
        "id": "third", "title": "", "theme": { "ja": "場をひろげる", "en": "Making room", "zh-Hans": "扩展空间", "ko": "자리를 넓히기" },
        "series": { "name": { "ja": "ピアサポートの会", "en": "Peer support" }, "number": 3 },
        "when": { "kind": "exact", "start": "2026-12-17T13:30", "end": "16:00" },
        "mode": "both", "place": { "ja": "地域交流スペース", "en": "Community space" },
        "who": { "ja": "区内の方なら どなたでも", "en": "Anyone in the ward" },
    });
    let with = |changes: Value| {
        let (mut body, Value::Object(changes)) = (short.clone(), changes) else { panic!("an object") };
        body.as_object_mut().unwrap().extend(changes);
        let wire: hiroba::api::Meeting = serde_json::from_value(body).unwrap();
        let meeting = wire.to_domain(hiroba::api::Known { zone, today: None }).unwrap();
        Programme { meetings: vec![meeting], ..programme.clone() }
    };
    let cases = [
        ("none", with(json!({}))),
        ("sixty", with(json!({ "description": text(80) }))),
        ("some", with(json!({ "description": text(250) }))),
        ("full", with(json!({ "description": text(2000) }))),
        (
            "all",
            with(json!({
                "theme": text(200), "series": { "name": text(200), "number": 3 }, "place": text(200),
                "who": text(200), "description": text(2000), "status": "cancelled",
            })),
        ),
        (
            "venue",
            with(json!({
                "theme": text(200), "series": { "name": text(200), "number": 3 }, "place": text(200),
                "who": text(200), "description": text(2000), "mode": "venue",
            })),
        ),
    ];
    for lang in LANGS {
        for (name, programme) in &cases {
            let draw = |format| poster(programme, &programme.meetings[0], lang, now, format).unwrap();
            assert!(draw(Pdf).starts_with(b"%PDF-"), "{name} in {lang}");
            // A picture takes seconds: for whoever wants to look at them.
            if let Some(keep) = &keep {
                fs::write(keep.join(format!("long-{name}-{lang}.png")), draw(Png)).unwrap();
            }
        }
    }
    // As long as it may be, it says that there is more.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("poster.pdf");
    for (n, is_short) in [(1, false), (3, true)] {
        let programme = &cases[n].1;
        let pdf = poster(programme, &programme.meetings[0], Lang::JA, now, Pdf).unwrap();
        fs::write(&file, pdf).unwrap();
        let words = String::from_utf8(Command::new("pdftotext").arg(&file).arg("-").output().unwrap().stdout);
        let words = words.unwrap();
        assert_eq!(words.contains('…'), is_short, "{words}");
        assert!(words.contains("場をひろげる") && words.contains("地域交流スペース"), "{words}");
    }
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
