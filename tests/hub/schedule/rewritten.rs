//! A row of meetings is written anew while single dates of it stand by themselves, and people signed up.

use hiroba::domain::meeting::{Meeting, When};
use reqwest::StatusCode;
use serde_json::json;

use super::dates::{days, every_thursday, own, read_by};
use super::{changed, published, third};
use crate::house::{Browser, Device, House};

/// The fields of the row as it is, but for some.
fn row<'a>(base: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let whole = [
        ("base", base),
        ("theme-ja", ""),
        ("series-ja", ""),
        ("series-number", ""),
        ("title-ja", "お茶の会"),
        ("repeat", "week"),
        ("on", "th"),
        ("day", "2026-12-10"),
    ];
    let whole = whole.into_iter().filter(|(name, _)| more.iter().all(|(known, _)| known != name));
    changed(&third(), &whole.chain(more.iter().copied()).collect::<Vec<_>>())
}

async fn rewritten(staff: &Browser, path: &str, base: &str, more: &[(&str, &str)]) {
    let answer = staff.post(path, &row(base, more)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let next = (base.parse::<u32>().unwrap() + 1).to_string();
    published(staff, path, &next).await;
}

async fn on(device: &Device, day: i8) -> Meeting {
    let found =
        read_by(device).await.into_iter().find(|meeting| meeting.when.first_day().unwrap().day() == day);
    found.unwrap_or_else(|| panic!("nothing on {day}"))
}

fn starts(meeting: &Meeting) -> String {
    match &meeting.when {
        When::Exact { start, .. } => start.time().to_string(),
        _ => panic!("{:?}", meeting.when),
    }
}

/// A record of six people who came without a receipt.
fn six_came(number: u128, meeting: &str) -> serde_json::Value {
    json!({
        "version": 1, "key": format!("{number:032x}"), "meeting": meeting, "sure": true,
        "observed": "2026-12-03T04:45:00Z", "what": { "kind": "walked-in", "party": [{ "people": 6 }] }
    })
}

/// A screen that did not have the row when the date was called off has it now: it announced the date as
/// taking place.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_goes_wherever_its_row_goes() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let (here, there) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "二階").await);
    let path = every_thursday(&staff).await;
    let id = |name: &'static str| {
        let store = house.hub.store.clone();
        async move {
            let kiosks = store.read().await.unwrap().kiosks().await.unwrap();
            format!("kiosk/{}", kiosks.into_iter().find(|kiosk| kiosk.name == name).unwrap().id)
        }
    };
    // A draft for one screen alone is nothing that screens know of.
    let entrance = id("入口").await;
    let answer = staff.post(&path, &row("1", &[("to", "chosen"), ("screen", &entrance)])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    let off = [(10, false), (17, true), (24, false), (31, false)];
    assert_eq!(days(&here).await, off);
    assert_eq!(days(&there).await, off);
    published(&staff, &path, "2").await;
    assert_eq!(days(&here).await, off);
    assert_eq!(days(&there).await, [], "the row is not here, nor is a lone date of it");
    rewritten(&staff, &path, "2", &[("to", "all")]).await;
    assert_eq!(days(&there).await, off);
    staff.get(&own(&path, "2026-12-17")).await.shows("くり返しの会と 同じ画面に 出ます");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_was_called_off_follows_the_time_of_its_row_and_opening_one_sets_nothing_apart() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    staff.get(&own(&path, "2026-12-24")).await.shows("予定どおり");
    let nothing = row("0", &[("repeat", "none"), ("day", "2026-12-24")]);
    let answer = staff.post(&own(&path, "2026-12-24"), &nothing).await;
    staff.get(answer.leads_to()).await.shows("この日だけの 変更は まだ ありません");
    staff.post(&path, &row("1", &[("start", "14:00"), ("end", "16:00")])).await;
    let publish = staff.get(&format!("{path}/publish")).await;
    publish.shows("この日だけの 変更は そのまま のこり");
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(10, false), (17, true), (24, false), (31, false)]);
    for day in [10, 17, 24] {
        let meeting = on(&device, day).await;
        assert_eq!(starts(&meeting), "14:00:00", "{day}");
        assert!(meeting.repeats.is_some(), "told beside the others: {meeting:?}");
    }
    let page = staff.get(&format!("{path}/dates")).await;
    page.shows_not("かわりに");
    // What is put back to the plan by being taken off the screens is told so.
    staff.get(&format!("{}/withdraw", own(&path, "2026-12-17"))).await.shows("予定どおりに なります");
    staff.post(&format!("{}/withdraw", own(&path, "2026-12-17")), &[]).await;
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
    let page = staff.get(&format!("{path}/dates")).await;
    page.shows("変更の 下書きが あります");
    page.shows_not("中止</");
}

/// Receipts answered "enter your number", reports had no name: the dates were gone with the plan.
#[tokio::test(flavor = "multi_thread")]
async fn dates_with_sign_ups_that_fall_out_of_the_plan_are_called_off_and_what_is_over_keeps_its_name() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    rewritten(&staff, &path, "1", &[("day", "2026-10-01")]).await;
    let came = |number: u128, day: &str| six_came(number, &format!("{id}/{day}"));
    let records = json!({ "records": [came(1, "2026-10-08"), came(2, "2026-11-26")] });
    device.post("/records", &records).await;
    let form = [
        ("key", "00000000000000000000000000000009"),
        ("channel", "telephone"),
        ("way", "venue"),
        ("n:", "2"),
    ];
    let answer = staff.post(&format!("/attendance/{id}%2F2026-12-17/sign-up"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);

    staff.post(&path, &row("2", &[("title-ja", "夜の会"), ("on", "fr"), ("day", "2026-10-02")])).await;
    let publish = staff.get(&format!("{path}/publish")).await;
    publish.shows("12月17日");
    publish.shows("申し込みが あります（2名）");
    published(&staff, &path, "3").await;
    // The 26th is that of November, which is over.
    assert_eq!(
        days(&device).await,
        [(26, false), (4, false), (11, false), (17, true), (18, false), (25, false)]
    );
    let list = staff.get("/reports").await;
    list.shows("お茶の会");
    list.shows_not("夜の会");
    staff.get(&format!("/reports/{id}%2F2026-10-08")).await.shows("お茶の会");
    staff.get(&format!("/attendance/{id}%2F2026-12-17")).await.shows("お茶の会");
    staff.get(&format!("{path}/dates")).await.shows("くり返しの予定から はずれています");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_version_of_a_row_takes_its_dates_along_at_its_time() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    staff.post(&path, &row("1", &[("start", "14:00"), ("end", "16:00")])).await;
    let plan = [("version", "2"), ("act", "later"), ("day", "2026-12-04"), ("time", "9:00")];
    assert_eq!(staff.post(&format!("{path}/publish"), &plan).await.status, StatusCode::SEE_OTHER);
    assert_eq!(starts(&on(&device, 17).await), "13:30:00");
    house.later(jiff::SignedDuration::from_hours(24));
    let hub = &house.hub;
    let shown = hiroba::hub::keeper::show_due(&hub.store, &hub.live, &hub.settings.zone, hub.now_ms()).await;
    assert!(shown.unwrap() <= 1, "by itself or by us");
    assert_eq!(starts(&on(&device, 17).await), "14:00:00");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_whose_row_is_gone_says_so_and_leads_nowhere_that_is_not_there() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    let single = own(&path, "2026-12-17");
    staff.post(&format!("{path}/withdraw"), &[]).await;
    staff.get("/schedule").await.shows("くり返しの会が 出ていないため");
    staff.get(&format!("{single}/publish")).await.shows("さきに くり返しの会を 公開してください");
    staff.post(&format!("{path}/remove"), &[]).await;
    staff.get(&single).await.shows_not(&format!("{path}/dates\""));
    staff.get(&format!("{single}/remove")).await.shows("この会を 消しますか");
    let answer = staff.post(&format!("{single}/remove"), &[]).await;
    assert_eq!(answer.leads_to(), "/schedule?done=meeting-removed");
}

/// Taken down, written anew and shown again, it was as if nobody had ever signed up.
#[tokio::test(flavor = "multi_thread")]
async fn dates_with_sign_ups_are_called_off_also_when_the_row_was_taken_down_between() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    let form =
        [("key", "00000000000000000000000000000009"), ("channel", "fax"), ("way", "venue"), ("n:", "1")];
    staff.post(&format!("/attendance/{id}%2F2026-12-17/sign-up"), &form).await;
    staff.post(&format!("{path}/withdraw"), &[]).await;
    staff.post(&path, &row("1", &[("on", "fr"), ("day", "2026-12-11")])).await;
    staff.get(&format!("{path}/publish")).await.shows("申し込みが あります（1名）");
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(11, false), (17, true), (18, false), (25, false)]);
}

/// A date that is under way was told as cancelled when its row got another weekday in the evening.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_has_begun_is_not_called_off() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    // It is five past two on Thursday the third.
    rewritten(&staff, &path, "1", &[("day", "2026-12-03")]).await;
    device.post("/records", &json!({ "records": [six_came(1, &format!("{id}/2026-12-03"))] })).await;
    rewritten(&staff, &path, "2", &[("on", "fr"), ("day", "2026-12-04")]).await;
    assert_eq!(days(&device).await, [(3, false), (4, false), (11, false), (18, false), (25, false)]);
    staff.get(&format!("/attendance/{id}%2F2026-12-03")).await.shows("お茶の会");
}

fn signed_up(key: &str) -> [(&str, &str); 4] {
    [("key", key), ("channel", "telephone"), ("way", "venue"), ("n:", "2")]
}

/// What people had signed up for was nobody's any more, and its report was called by a number, when a meeting that
/// had been on one day was written as one that comes every week.
#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_with_sign_ups_that_is_to_come_again_stays_one_of_its_own_beside_the_row() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = super::written(&staff, &row("0", &[("repeat", "none")])).await;
    published(&staff, &path, "1").await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    let attendance = format!("/attendance/{id}");
    staff.post(&format!("{attendance}/sign-up"), &signed_up("00000000000000000000000000000009")).await;

    staff.post(&path, &row("1", &[("start", "14:00"), ("end", "16:00")])).await;
    let publish = staff.get(&format!("{path}/publish")).await;
    publish.shows("12月10日");
    publish.shows("ひとつの会として のこります");
    let answer = published(&staff, &path, "2").await;
    let beside = answer.leads_to().strip_suffix("?done=meeting-published").unwrap().to_owned();
    let row_beside = beside.strip_prefix("/schedule/").unwrap();
    assert!(row_beside.starts_with(&format!("{id}-row-")), "{beside}");
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
    let own = on(&device, 10).await;
    assert_eq!((own.id.0.as_str(), starts(&own).as_str()), (id.as_str(), "14:00:00"), "it follows the row");
    assert_eq!(on(&device, 17).await.id.0, format!("{row_beside}/2026-12-17"));
    staff.get(&attendance).await.shows("お茶の会");
    staff.get(&path).await.shows_not("checked value=\"week\"");
    staff.get("/log").await.shows("くり返しの会を 始めました");

    // Once more, and onto another weekday: what is called off is told before.
    staff.post(&path, &row("3", &[("on", "fr"), ("day", "2026-12-11")])).await;
    let publish = staff.get(&format!("{path}/publish")).await;
    publish.shows("ひとつの会として のこります");
    publish.shows("申し込みが あります（2名）");
    published(&staff, &path, "4").await;
    assert_eq!(days(&device).await, [(10, true), (11, false), (18, false), (25, false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_is_over_keeps_its_report_when_it_is_to_come_again_also_at_a_planned_time() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let once = [("repeat", "none"), ("day", "2026-11-26"), ("title-ja", "はじめての会")];
    let path = super::written(&staff, &row("0", &once)).await;
    published(&staff, &path, "1").await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    device.post("/records", &json!({ "records": [six_came(1, &id)] })).await;
    staff.post(&path, &row("1", &[])).await;
    let plan = [("version", "2"), ("act", "later"), ("day", "2026-12-04"), ("time", "9:00")];
    assert_eq!(staff.post(&format!("{path}/publish"), &plan).await.status, StatusCode::SEE_OTHER);
    house.later(jiff::SignedDuration::from_hours(24));
    let hub = &house.hub;
    for _ in 0..2 {
        let due =
            hiroba::hub::keeper::show_due(&hub.store, &hub.live, &hub.settings.zone, hub.now_ms()).await;
        assert!(due.unwrap() <= 1, "by itself or by us");
    }
    // The 26th is that of November, which is over.
    assert_eq!(days(&device).await, [(26, false), (10, false), (17, false), (24, false), (31, false)]);
    let viewer = house.colleague("閲覧", hiroba::hub::store::Role::Viewer).await;
    viewer.get("/reports").await.shows("はじめての会");
    viewer.get(&format!("/reports/{id}")).await.shows("はじめての会");
}

/// The very day on which it goes on taking place was called off, with its receipts.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_to_be_on_one_day_with_sign_ups_ends_on_that_day_and_keeps_them() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    let attendance = format!("/attendance/{id}%2F2026-12-17");
    staff.post(&format!("{attendance}/sign-up"), &signed_up("00000000000000000000000000000009")).await;
    staff.post(&path, &row("1", &[("repeat", "none"), ("day", "2026-12-17"), ("start", "14:00")])).await;
    let publish = staff.get(&format!("{path}/publish")).await;
    publish.shows("この日で おわる くり返しの会として のこります");
    publish.shows_not("「中止」と 出ます");
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(17, false)]);
    let only = on(&device, 17).await;
    assert_eq!((only.id.0, starts(&on(&device, 17).await)), (format!("{id}/2026-12-17"), "14:00:00".into()));
    staff.get(&attendance).await.shows("お茶の会");
    // A day without any is one like any other, and what people signed up for is called off.
    staff.post(&path, &row("3", &[("repeat", "none"), ("day", "2026-12-24")])).await;
    staff.get(&format!("{path}/publish")).await.shows("申し込みが あります（2名）");
    published(&staff, &path, "4").await;
    assert_eq!(days(&device).await, [(17, true), (24, false)]);
}

/// A date with another room went on taking place on a day off, and its publish page did not name it.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_changed_for_itself_that_falls_out_of_the_plan_is_called_off_and_named_and_so_is_what_stays_off()
 {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let garden = row("0", &[("repeat", "none"), ("day", "2026-12-17"), ("place-ja", "庭")]);
    let answer = staff.post(&own(&path, "2026-12-17"), &garden).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    published(&staff, &own(&path, "2026-12-17"), "1").await;
    staff.post(&path, &row("1", &[("on", "fr"), ("day", "2026-12-11")])).await;
    staff.get(&format!("{path}/publish")).await.shows("この日を べつに お知らせしていました");
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(11, false), (17, true), (18, false), (25, false)]);
    staff.post(&path, &row("2", &[])).await;
    staff.get(&format!("{path}/publish")).await.shows("中止の ままです");
}

/// Reports of what had taken place said that it was cancelled, or had no name.
#[tokio::test(flavor = "multi_thread")]
async fn what_took_place_keeps_its_report_when_its_row_is_called_off_or_written_anew_off_the_screens() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    rewritten(&staff, &path, "1", &[("day", "2026-10-01")]).await;
    let came = |number: u128, day: &str| six_came(number, &format!("{id}/{day}"));
    device.post("/records", &json!({ "records": [came(1, "2026-11-26")] })).await;
    staff.post(&format!("{path}/cancel"), &[]).await;
    let report = format!("/reports/{id}%2F2026-11-26");
    staff.get(&report).await.shows_not("中止");
    assert!(days(&device).await.into_iter().skip(1).all(|(_, off)| off), "what is to come is off");
    let another = came(2, "2026-11-19");
    device.post("/records", &json!({ "records": [another] })).await;
    staff.post(&format!("{path}/withdraw"), &[]).await;
    let next = row("3", &[("on", "fr"), ("day", "2026-12-11"), ("title-ja", "夜の会")]);
    let answer = staff.post(&path, &next).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    staff.get(&format!("/reports/{id}%2F2026-11-19")).await.shows("お茶の会");
}

/// A date that was moved to a day long over was announced on the day of the plan once more.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_was_moved_to_an_earlier_day_does_not_come_back_on_its_own() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let single = own(&path, "2026-12-10");
    let earlier = row("0", &[("repeat", "none"), ("day", "2026-10-20")]);
    let answer = staff.post(&single, &earlier).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    published(&staff, &single, "1").await;
    let to_come =
        |found: Vec<(i8, bool)>| found.into_iter().filter(|(day, _)| *day != 20).collect::<Vec<_>>();
    assert_eq!(to_come(days(&device).await), [(17, false), (24, false), (31, false)]);
    for show in ["coming", "published"] {
        let file = staff.get(&format!("/exchange/out?shape=csv&show={show}")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(!file.body.contains(",2026-12-10,"), "{show}: {}", file.body);
        assert!(file.body.contains(",2026-12-17,"), "{show}: {}", file.body);
    }
}

/// On SQLite, publishing one wrote the dates of the other anew.
#[tokio::test(flavor = "multi_thread")]
async fn two_rows_whose_ids_differ_by_a_capital_letter_alone_have_dates_of_their_own() {
    let house = House::open().await;
    let mut change = house.hub.store.begin().await.unwrap();
    let row = json!({
        "title": { "ja": "お茶の会" }, "repeat": { "every": "week", "days": ["th"] },
        "when": { "kind": "exact", "start": "2026-12-10T13:30", "end": "16:00" },
    });
    for id in ["Tea", "tea", "Tea/2026-12-17"] {
        let mut meeting = row.clone();
        meeting["id"] = json!(id);
        let new = hiroba::hub::store::NewVersion {
            kind: hiroba::hub::store::Kind::Meeting,
            id,
            body: &meeting.to_string(),
            title: "",
            words: "",
            starts: None,
            ends: None,
            audience: &hiroba::hub::audience::Audience::All,
            at: 0,
            who: "",
        };
        let number = change.add_version(&new, None).await.unwrap().unwrap();
        change.show_version(new.kind, id, Some(number)).await.unwrap();
    }
    let shown =
        |days: hiroba::hub::store::DaysApart| days.shown.into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(shown(change.days_apart("Tea").await.unwrap()), ["Tea/2026-12-17"]);
    assert_eq!(shown(change.days_apart("tea").await.unwrap()), <[&str; 0]>::default());
}
