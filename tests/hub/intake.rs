//! A file is read, looked at row by row, and only then taken in.

#[path = "intake/again.rs"]
mod again;
#[path = "intake/bounds.rs"]
mod bounds;
#[path = "intake/dates.rs"]
pub mod dates;
#[path = "intake/signed_up.rs"]
mod signed_up;

use hiroba::hub::store::Kind;
use reqwest::StatusCode;

use crate::house::{Answer, Browser, Device, House};

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//JA\r\n\
    BEGIN:VEVENT\r\nUID:tea-1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261210T140000\r\n\
    DTEND;TZID=Asia/Tokyo:20261210T153000\r\nSUMMARY:お茶の会\r\nLOCATION:談話室\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:odd/id@calendar.example\r\nDTSTAMP:20261101T000000Z\r\n\
    DTSTART;TZID=Asia/Tokyo:20261217T100000\r\nSUMMARY:うたの会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:broken\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:soon\r\nSUMMARY:こわれた行\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

pub async fn upload(staff: &Browser, name: &str, content: &str) -> Answer {
    let body = format!(
        "--line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n{content}\r\n--line--\r\n"
    );
    staff.post_body("/exchange", "multipart/form-data; boundary=line", body).await
}

/// The hidden mark of what was looked at.
pub fn seen(page: &Answer) -> String {
    page.body.split_once("name=\"seen\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

async fn meetings(house: &House) -> Vec<(String, String, Option<i64>)> {
    let items = house.hub.store.read().await.unwrap().items(Kind::Meeting).await.unwrap();
    items.into_iter().map(|item| (item.id, item.title, item.shown)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_looked_at_row_by_row_and_nothing_is_changed_by_that() {
    let house = House::open().await;
    let staff = house.administrator().await;
    staff.get("/exchange").await.shows("予定を 読みこむ");
    let answer = upload(&staff, "tea.ics", CALENDAR).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = staff.get(answer.leads_to()).await;
    for text in [
        "お茶の会",
        "うたの会",
        "2026-12-10 (木) 14:00-15:30",
        "21行目",
        "新しい 会",
        "気になる所",
        "tea.ics",
    ] {
        page.shows(text);
    }
    assert_eq!(meetings(&house).await, [], "nothing is taken in by looking");
    // Nobody else sees it.
    assert!(house.stranger().get(answer.leads_to()).await.leads_to().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_at_is_taken_in_as_drafts_and_the_same_file_again_changes_nothing() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let place = upload(&staff, "tea.ics", CALENDAR).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    let taken = staff.post(&place, &[("seen", &seen(&page)), ("how", "draft")]).await;
    assert_eq!(taken.leads_to(), "/exchange?done=imported");
    staff.get(taken.leads_to()).await.shows("下書きとして 入れました");
    let here = meetings(&house).await;
    assert_eq!(here.len(), 3, "the one whose day cannot be read is not decided yet");
    assert_eq!(here[0], ("tea-1".to_owned(), "お茶の会".to_owned(), None));
    assert!(here[1].0.starts_with("in-"), "an id that can stand in an address: {}", here[1].0);
    let audit = house.hub.store.read().await.unwrap().audit(Some("meeting/tea-1"), 0, 5).await.unwrap();
    assert_eq!((audit[0].act.as_str(), audit[0].who.as_str()), ("meeting-imported", "管理"));
    assert_eq!(staff.get(&place).await.status, StatusCode::NOT_FOUND, "it was taken in");

    let place = upload(&staff, "tea.ics", CALENDAR).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    page.shows("同じ 会");
    page.shows_not("下書きとして 入れる");
    staff.post(&place, &[("seen", &seen(&page)), ("how", "draft")]).await;
    let reading = house.hub.store.read().await;
    assert_eq!(reading.unwrap().versions(Kind::Meeting, "tea-1").await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_calendar_says_what_is_another_and_goes_onto_the_screens_at_once_if_wanted() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let place = upload(&staff, "tea.ics", CALENDAR).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    staff.post(&place, &[("seen", &seen(&page)), ("how", "publish")]).await;
    device.get("/programme").await.shows("談話室");

    let moved = CALENDAR.replace("談話室", "二階").replace("20261210T140000", "20261210T143000");
    let place = upload(&staff, "tea.ics", &moved).await.leads_to().to_owned();
    let page = staff.get(&place).await;
    for text in ["変わる 会", "ちがう所：日時、場所"] {
        page.shows(text);
    }
    let mut listener = device.listen().await;
    listener.hears("revision").await;
    let taken = staff.post(&place, &[("seen", &seen(&page)), ("how", "publish")]).await;
    assert_eq!(taken.leads_to(), "/exchange?done=imported-published");
    listener.hears("revision").await;
    let programme = device.get("/programme").await;
    programme.shows("二階");
    programme.shows_not("談話室");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_somebody_changes_a_meeting_meanwhile_nothing_is_taken_in() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let first = upload(&staff, "one.ics", CALENDAR).await.leads_to().to_owned();
    let second = upload(&staff, "two.ics", CALENDAR).await.leads_to().to_owned();
    let (page, other) = (staff.get(&first).await, staff.get(&second).await);
    staff.post(&second, &[("seen", &seen(&other)), ("how", "draft")]).await;
    let taken = staff.post(&first, &[("seen", &seen(&page)), ("how", "publish")]).await;
    assert_eq!(taken.leads_to(), format!("{first}?changed=true"));
    staff.get(taken.leads_to()).await.shows("見ている間に、だれかが 予定を 直しました");
    assert!(meetings(&house).await.iter().all(|(_, _, shown)| shown.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_schedule_is_answered_with_what_helps() {
    let house = House::open().await;
    let staff = house.administrator().await;
    for (content, said) in [
        ("", "ファイルが 空か、まだ 選ばれていません。"),
        ("<!DOCTYPE html><html></html>", "これは ウェブページです。"),
        ("only words", "どれでも ないようです。"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x", "とちゅうで 切れています。"),
    ] {
        let answer = upload(&staff, "x", content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{content}");
        answer.shows(said);
    }
}
