//! What is done with a whole meeting, and what the hub does by itself.

use std::time::Duration;

use jiff::SignedDuration;
use reqwest::StatusCode;

use super::{changed, kept, on_screens, published, third, written};
use crate::house::{Device, House};

/// Has what is due shown; how much there was.
async fn shown_now(house: &House) -> usize {
    let hub = &house.hub;
    hiroba::hub::keeper::show_due(&hub.store, &hub.live, &hub.settings.zone, hub.now_ms()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_version_comes_onto_the_screens_at_its_time() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = written(&browser, &third()).await;
    let publish = format!("{path}/publish");
    let past = [("version", "1"), ("act", "later"), ("day", "2026-12-03"), ("time", "14:00")];
    browser.post(&publish, &past).await.shows("これからの 時を 書いてください");
    let unsaid = [("version", "1"), ("act", "later"), ("day", "2026-12-04"), ("time", "")];
    browser.post(&publish, &unsaid).await.shows("value=\"2026-12-04\"");
    let plan = [("version", "1"), ("act", "later"), ("day", "2026-12-04"), ("time", "9:00")];
    assert_eq!(browser.post(&publish, &plan).await.status, StatusCode::SEE_OTHER);
    browser.get("/schedule").await.shows("公開を 待っています");
    browser.get(&path).await.shows("あした 午前9時に 公開します");
    let mut revision = house.hub.live.revision();
    let before = *revision.borrow_and_update();
    house.later(SignedDuration::from_hours(18));
    assert_eq!(shown_now(&house).await, 0, "not yet");
    house.later(SignedDuration::from_hours(1));
    tokio::time::timeout(Duration::from_secs(20), revision.changed()).await.unwrap().unwrap();
    assert!(*revision.borrow() > before, "screens are told");
    let shown = on_screens(&device).await;
    assert_eq!((shown.len(), &shown[0]["theme"]), (1, &"場をひろげる".into()));
    let entries = house.hub.store.read().await.unwrap();
    let mut entries = entries;
    let subject = format!("meeting/{}", path.strip_prefix("/schedule/").unwrap());
    let entries = entries.audit(Some(&subject), 0, 10).await.unwrap();
    assert!(entries.iter().any(|entry| entry.act == "meeting-published" && entry.who == "hiroba"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_can_be_taken_back() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    let publish = format!("{path}/publish");
    let plan = [("version", "1"), ("act", "later"), ("day", "2026-12-04"), ("time", "09:00")];
    browser.post(&publish, &plan).await;
    browser.post(&publish, &[("version", "1"), ("act", "not-later")]).await;
    house.later(SignedDuration::from_hours(48));
    assert_eq!(shown_now(&house).await, 0);
    let kind = hiroba::hub::store::Kind::Meeting;
    let item =
        house.hub.store.read().await.unwrap().item(kind, path.strip_prefix("/schedule/").unwrap()).await;
    let item = item.unwrap().unwrap();
    assert_eq!((item.shown, item.planned), (None, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_meeting_stays_on_the_screens_and_says_so() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = written(&browser, &third()).await;
    published(&browser, &path, "1").await;
    // A change that nobody has published yet does not slip in with the cancellation.
    browser.post(&path, &changed(&third(), &[("base", "1"), ("theme-ja", "下書きの テーマ")])).await;
    browser.get(&format!("{path}/cancel")).await.shows("だまって 消えることは ありません");
    assert_eq!(browser.post(&format!("{path}/cancel"), &[]).await.status, StatusCode::SEE_OTHER);
    let shown = on_screens(&device).await;
    assert_eq!(shown[0]["status"], "cancelled");
    assert_eq!(shown[0]["theme"], "場をひろげる");
    browser.get("/schedule").await.shows("中止");
    browser.post(&format!("{path}/resume"), &[]).await;
    assert_eq!(on_screens(&device).await[0]["status"], serde_json::Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_taken_down_moved_copied_and_deleted() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = written(&browser, &third()).await;
    published(&browser, &path, "1").await;

    browser.get(&format!("{path}/move")).await.shows("value=\"2026-12-17\"");
    let to = [("base", "1"), ("known", "exact"), ("day", "2026-12-24"), ("start", "14:00"), ("end", "16:00")];
    let answer = browser.post(&format!("{path}/move"), &to).await;
    assert_eq!(answer.leads_to(), format!("{path}/publish?done=meeting-moved"), "{}", answer.body);
    browser.get(answer.leads_to()).await.shows("<ins>12月24日 木曜日");
    assert_eq!(on_screens(&device).await[0]["when"]["start"], "2026-12-17T13:30", "still a draft");
    published(&browser, &path, "2").await;
    assert_eq!(on_screens(&device).await[0]["when"]["start"], "2026-12-24T14:00");

    let copy = browser.post(&format!("{path}/duplicate"), &[]).await;
    let copy = copy.leads_to().split('?').next().unwrap().to_owned();
    let body = kept(&house, &copy).await;
    assert_eq!((&body["series"]["number"], &body["when"]["kind"]), (&4.into(), &"undecided".into()));
    assert_eq!(on_screens(&device).await.len(), 1, "a copy is a draft");

    browser.post(&format!("{path}/withdraw"), &[]).await;
    browser.get("/schedule").await.shows("下書き");
    published(&browser, &path, "2").await;
    assert_eq!(
        browser.post(&format!("{path}/remove"), &[]).await.leads_to(),
        "/schedule?done=meeting-removed"
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    browser.get("/schedule").await.shows_not("場をひろげる</strong><span class=\"quiet\">第3回");
    let id = path.strip_prefix("/schedule/").unwrap();
    let kind = hiroba::hub::store::Kind::Meeting;
    let versions = house.hub.store.read().await.unwrap().versions(kind, id).await.unwrap();
    assert_eq!(versions.len(), 2, "what it said is kept");
    assert!(on_screens(&device).await.iter().all(|meeting| meeting["id"] != id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_for_one_group_shows_there_once_it_is_published() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (here, there) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let kiosks = house.hub.store.read().await.unwrap().kiosks().await.unwrap();
    let mut change = house.hub.store.begin().await.unwrap();
    let id = &kiosks.iter().find(|kiosk| kiosk.name == "談話室").unwrap().id;
    change.rename_kiosk(id, "談話室", Some("二階")).await.unwrap();
    change.commit().await.unwrap();
    let path = written(&browser, &third()).await;
    browser.get(&path).await.shows("name=\"screen\" value=\"group/二階\"");
    published(&browser, &path, "1").await;
    browser
        .post(&path, &changed(&third(), &[("base", "1"), ("to", "chosen"), ("screen", "group/二階")]))
        .await;
    assert_eq!(on_screens(&here).await.len(), 1, "a draft for others changes nothing");
    published(&browser, &path, "2").await;
    assert_eq!((on_screens(&here).await.len(), on_screens(&there).await.len()), (0, 1));
}

/// A version that was to be published on a set day was not, and nobody had been told.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_cancels_a_meeting_with_a_planned_version_is_told_that_its_plan_ends() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = written(&staff, &third()).await;
    published(&staff, &path, "1").await;
    staff.get(&format!("{path}/cancel")).await.shows_not("とりやめに なります");
    staff.post(&path, &changed(&third(), &[("base", "1"), ("place-ja", "庭")])).await;
    let plan = [("version", "2"), ("act", "later"), ("day", "2026-12-10"), ("time", "9:00")];
    assert_eq!(staff.post(&format!("{path}/publish"), &plan).await.status, StatusCode::SEE_OTHER);
    staff.get(&format!("{path}/cancel")).await.shows("とりやめに なります");
    staff.post(&format!("{path}/cancel"), &[]).await;
    staff.get("/log").await.shows("公開の 予定を やめました");
}
