//! What staff take along: the schedule as a file, and back again.

use hiroba::feed::built_in::SAMPLE;
use hiroba::feed::{Format, Span, csv, ics, json};
use hiroba::hub::store::Role;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use reqwest::StatusCode;
use serde_json::Value;

use crate::house::{Answer, Browser, Device, House};
use crate::schedule::{changed, published, third, written};

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn span() -> Span {
    let today = jiff::civil::date(2026, 12, 3);
    Span { today, from: today - 400.days(), to: today + 400.days() }
}

/// Takes the sample into the schedule, as drafts or onto the screens.
async fn sample(staff: &Browser, how: &str) {
    let place = staff.upload("/exchange", &[], SAMPLE).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let taken = staff.post(&place, &[("seen", seen), ("how", how)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
}

async fn out(browser: &Browser, query: &str) -> Answer {
    let answer = browser.get(&format!("/exchange/out?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    answer
}

fn names(answer: &Answer) -> Vec<String> {
    let programme: Value = serde_json::from_str(&answer.body).unwrap();
    let meetings = programme["meetings"].as_array().unwrap().iter();
    meetings.map(|meeting| meeting["theme"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_programme_that_is_taken_along_comes_back_as_the_same() {
    let house = House::open().await;
    let staff = house.administrator().await;
    sample(&staff, "publish").await;
    let file = out(&staff, "shape=json&show=all").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("hiroba-2026-12-03.json"));
    let read = json::read(file.body.as_bytes(), span(), &tokyo()).unwrap();
    assert_eq!(read.problems, []);
    assert!(read.programme.meetings.len() > 5);
    // Looked at by the house it comes from, nothing would be another.
    let place = staff.upload("/exchange", &[], file.body.as_bytes()).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    page.shows("同じ 会");
    page.shows_not("下書きとして 入れる");
    // Another house has all of it afterwards.
    let other = House::open().await;
    let there = other.administrator().await;
    let place = there.upload("/exchange", &[], file.body.as_bytes()).await.leads_to().to_owned();
    let page = there.get(&place).await;
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    there.post(&place, &[("seen", seen), ("how", "publish")]).await;
    let ids = |answer: &Answer| {
        let programme: Value = serde_json::from_str(&answer.body).unwrap();
        let mut meetings: Vec<Value> = programme["meetings"].as_array().unwrap().clone();
        meetings.sort_by_key(|meeting| meeting["id"].to_string());
        meetings
    };
    assert_eq!(ids(&out(&there, "shape=json&show=all").await), ids(&file));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_municipal_table_reads_back_to_the_same_meetings() {
    let house = House::open().await;
    let staff = house.administrator().await;
    sample(&staff, "publish").await;
    let file = out(&staff, "shape=csv&show=all").await;
    assert!(file.body.starts_with('\u{feff}'), "spreadsheets know it by that for UTF-8");
    assert!(file.body.contains("イベント名") && file.body.contains("\r\n"));
    let table = csv::read(file.body.as_bytes(), &tokyo()).unwrap();
    assert_eq!(table.problems, []);
    let whole = out(&staff, "shape=json&show=all").await;
    let whole = json::read(whole.body.as_bytes(), span(), &tokyo()).unwrap().programme;
    assert_eq!(table.programme.meetings.len(), whole.meetings.len());
    for meeting in &whole.meetings {
        let back = table.programme.meetings.iter().find(|back| back.id == meeting.id).unwrap();
        assert_eq!(back.when, meeting.when);
        assert_eq!(back.status, meeting.status);
        assert_eq!(back.capacity, meeting.capacity);
        assert_eq!(back.details_follow, meeting.details_follow);
        assert_eq!(back.register_by, meeting.register_by);
        if meeting.mode.is_some() {
            assert_eq!(back.mode, meeting.mode);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn calendar_and_events_are_made_of_what_is_chosen() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let first = written(&staff, &third()).await;
    published(&staff, &first, "1").await;
    let upstairs = changed(&third(), &[("theme-ja", "二階の会"), ("to", "chosen"), ("screen", "group/二階")]);
    let second = written(&staff, &upstairs).await;
    published(&staff, &second, "1").await;
    written(&staff, &changed(&third(), &[("theme-ja", "下書きの会")])).await;
    for (query, expected) in [
        ("show=coming", vec!["場をひろげる", "二階の会", "下書きの会"]),
        ("show=published", vec!["場をひろげる", "二階の会"]),
        ("show=drafts", vec!["下書きの会"]),
        ("show=past", vec![]),
        ("show=published&to=group:二階", vec!["場をひろげる", "二階の会"]),
        ("show=published&to=group:三階", vec!["場をひろげる"]),
        (&format!("show=published&to=kiosk:{}", device.id), vec!["場をひろげる"]),
    ] {
        let mut found = names(&out(&staff, &format!("shape=json&{query}")).await);
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{query}");
    }
    let calendar = out(&staff, "shape=ics&show=published").await;
    let read = ics::read(calendar.body.as_bytes(), span(), &tokyo()).unwrap();
    assert_eq!((read.programme.meetings.len(), read.problems), (2, vec![]));
    assert!(!calendar.body.contains("/m/"), "the phone pages are switched off");
    let id = first.rsplit_once('/').unwrap().1;
    let one = out(&staff, &format!("shape=ics&meeting={id}")).await;
    assert_eq!(one.body.matches("BEGIN:VEVENT").count(), 1);
    staff.get(&first).await.shows(&format!("/exchange/out?shape=ics&#38;meeting={id}"));
    let events: Value = serde_json::from_str(&out(&staff, "shape=jsonld&show=published").await.body).unwrap();
    assert_eq!(events["@graph"].as_array().unwrap().len(), 2);
    assert_eq!(events["@graph"][0]["startDate"], "2026-12-17T13:30:00+09:00");
    for strange in ["shape=exe", "shape=json&to=kiosk:nobody", "shape=json&to=x", "shape=ics&meeting=nobody"]
    {
        assert_eq!(staff.get(&format!("/exchange/out?{strange}")).await.status, StatusCode::NOT_FOUND);
    }
    // Who may look at the schedule may take it along; reading one in takes more.
    let viewer = house.colleague("見る人", Role::Viewer).await;
    out(&viewer, "shape=csv&show=all").await;
    let page = viewer.get("/exchange").await;
    page.shows("予定を 書き出す");
    page.shows_not("予定を 読みこむ");
}

/// What is wrong in a file is said in the language of the page.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_said_in_japanese_and_in_english() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let table = "イベント名,開始日,終了時間,定員,天気\nお茶の会,いつか,16:00,たくさん,晴れ\n";
    assert!(hiroba::feed::read(Some(Format::Csv), table.as_bytes(), span(), &tokyo()).is_ok());
    let place = staff.upload("/exchange", &[], table.as_bytes()).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    for said in ["日として 読めません", "数が ありません", "この名前の 列は 知らない", "2行目"]
    {
        page.shows(said);
    }
    page.shows_not("is not a day");
    staff.post("/language", &[("lang", "en"), ("back", &place)]).await;
    let page = staff.get(&place).await;
    page.shows("This is no day that can be read.");
    page.shows_not("日として 読めません");
}
