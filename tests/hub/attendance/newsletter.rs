//! DOMAIN's acceptance test through HTTP: what is entered by staff and sent by kiosks is printed as the
//! newsletter printed it.

use std::io::Read;
use std::path::PathBuf;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::place::{key, publish, third};
use crate::house::{Browser, Device, House};

/// Category, sub-category and people.
const REGISTERED: [(&str, &str, u32); 11] = [
    ("lived", "", 27),
    ("family", "", 5),
    ("supporter", "disability", 16),
    ("supporter", "elderly", 4),
    ("supporter", "medical", 5),
    ("supporter", "housing", 4),
    ("supporter", "government", 7),
    ("supporter", "academic", 3),
    ("supporter", "supporter-other", 3),
    ("other", "student", 45),
    ("other", "", 6),
];

fn golden(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/report").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The 125 of the third meeting, of whom 14 at the venue, and the 99 who took part: in part through the
/// pages, in part from a kiosk.
async fn entered() -> (House, Browser) {
    let house = House::open().await;
    let browser = house.administrator().await;
    publish(&house, &third()).await;
    let device = Device::taken_in(&house, "入口").await;
    let people =
        REGISTERED.into_iter().flat_map(|(category, sub, people)| (0..people).map(move |_| (category, sub)));
    let mut records = Vec::new();
    for (number, (category, sub)) in people.enumerate() {
        let way = if number < 14 { "venue" } else { "online" };
        let key = key(number as u128);
        if number % 3 == 0 {
            let field = format!("n:{category}/{sub}");
            let form = [("key", key.as_str()), ("channel", "telephone"), ("way", way), (&field, "1")];
            let answer = browser.post("/attendance/peer-3/sign-up", &form).await;
            assert_eq!(answer.leads_to(), "/attendance/peer-3?done=at-signed-up", "{}", answer.body);
        } else {
            let sub = if sub.is_empty() { Value::Null } else { Value::from(sub) };
            records.push(json!({
                "version": 1, "key": key, "meeting": "peer-3", "sure": true, "observed": "2021-10-01T04:30:00Z",
                "what": { "kind": "registered", "way": way,
                          "party": [{ "category": category, "sub": sub, "people": 1 }] }
            }));
        }
    }
    for number in 0..9 {
        records.push(json!({
            "version": 1, "key": key(1000 + number), "meeting": "peer-3", "sure": true,
            "observed": "2021-10-07T04:30:00Z", "what": { "kind": "came-on-paper" }
        }));
    }
    let answer = device.post("/records", &json!({ "records": records })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let form_key = key(5000);
    let form = [("key", form_key.as_str()), ("kind", "paper"), ("n:", "９０")];
    for _ in 0..2 {
        // Twice: the same form is counted once.
        let answer = browser.post("/attendance/peer-3/arrivals", &form).await;
        assert_eq!(answer.leads_to(), "/attendance/peer-3?done=at-arrived", "{}", answer.body);
    }
    (house, browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_third_meeting_is_printed_as_the_newsletter_printed_it() {
    let (_house, browser) = entered().await;
    let text = browser.get("/reports/peer-3/report.txt").await;
    assert_eq!(text.body, golden("newsletter.ja.txt"));
    let page = browser.get("/reports/peer-3").await;
    // The block stands on the page as it is printed.
    page.shows(golden("newsletter.ja.txt").trim_end());
    let csv = browser.bytes("/reports/peer-3/report.csv").await;
    assert_eq!(String::from_utf8(csv).unwrap(), golden("newsletter.ja.csv"));
    let csv = browser.get("/reports/peer-3/report.csv").await;
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains("peer-3.csv"));
    let list = browser.get("/reports").await;
    list.shows("/reports/peer-3");
    list.shows("99");
}

#[tokio::test(flavor = "multi_thread")]
async fn for_the_public_the_small_numbers_are_told_together_and_nothing_else_is_on_the_page() {
    let (_house, browser) = entered().await;
    for (public, file) in [("5", "newsletter.public-5.ja.txt"), ("10", "newsletter.public-10.ja.txt")] {
        let text = browser.get(&format!("/reports/peer-3/report.txt?public={public}")).await;
        assert_eq!(text.body, golden(file));
    }
    let page = browser.get("/reports/peer-3?public=5").await;
    page.shows("その他（まとめて）");
    page.shows("14名");
    for hidden in ["高齢者支援事業所", "居住支援関係者", "学識・アドバイザー", "紙の記録"]
    {
        page.shows_not(hidden);
    }
    let sheet = browser.bytes("/reports/peer-3/report.xlsx?public=5").await;
    let words = unpacked(&sheet, "xl/sharedStrings.xml");
    assert!(words.contains("その他（まとめて）") && !words.contains("学識・アドバイザー"), "{words}");
    assert_eq!(browser.get("/reports/peer-3?public=2").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_spreadsheet_has_numbers_that_are_numbers() {
    let (_house, browser) = entered().await;
    let sheet = browser.bytes("/reports/peer-3/report.xlsx").await;
    let cells = unpacked(&sheet, "xl/worksheets/sheet1.xml");
    for number in ["<v>125</v>", "<v>111</v>", "<v>99</v>", "<v>45</v>"] {
        assert!(cells.contains(number), "{number} is not in {cells}");
    }
    let words = unpacked(&sheet, "xl/sharedStrings.xml");
    for word in ["障害者支援事業所", "うち学生", "会場で 数えた 人数"] {
        assert!(words.contains(word), "{word} is not in {words}");
    }
    let book = unpacked(&sheet, "xl/workbook.xml");
    assert!(book.contains("報告") && book.contains("数え合わせ"), "{book}");
}

/// A file of a ZIP archive, by its central directory.
fn unpacked(archive: &[u8], name: &str) -> String {
    let short = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let long = |at: usize| short(at) | short(at + 2) << 16;
    let end = archive.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let mut at = long(end + 16);
    for _ in 0..short(end + 10) {
        let (packed, length) = (long(at + 20), short(at + 28));
        if &archive[at + 46..at + 46 + length] == name.as_bytes() {
            let local = long(at + 42);
            let start = local + 30 + short(local + 26) + short(local + 28);
            let bytes = &archive[start..start + packed];
            let mut text = String::new();
            if short(at + 10) == 0 {
                return String::from_utf8(bytes.to_vec()).unwrap();
            }
            flate2::read::DeflateDecoder::new(bytes).read_to_string(&mut text).unwrap();
            return text;
        }
        at += 46 + length + short(at + 30) + short(at + 32);
    }
    panic!("{name} is not in the archive");
}
