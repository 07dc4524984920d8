//! One date of a meeting that comes again: called off, moved, put back.

use hiroba::domain::meeting::{Meeting, Status, When};
use hiroba::feed::{Format, Span, read};
use jiff::civil::date;
use reqwest::StatusCode;

use super::{changed, published, written};
use crate::house::{Browser, Device, House, third};

/// A meeting of every Thursday, on the screens.
pub async fn every_thursday(staff: &Browser) -> String {
    let form = changed(
        &third(),
        &[
            ("theme-ja", ""),
            ("series-ja", ""),
            ("series-number", ""),
            ("title-ja", "お茶の会"),
            ("repeat", "week"),
            ("on", "th"),
            ("day", "2026-12-10"),
        ],
    );
    let path = written(staff, &form).await;
    published(staff, &path, "1").await;
    path
}

/// What a kiosk makes of its programme in these weeks.
pub async fn read_by(device: &Device) -> Vec<Meeting> {
    let answer = device.get("/programme").await;
    let span = Span { today: date(2026, 12, 3), from: date(2026, 12, 3), to: date(2026, 12, 31) };
    let zone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
    let reading = read(Some(Format::Json), answer.body.as_bytes(), span, &zone).unwrap();
    assert_eq!(reading.problems, []);
    reading.programme.meetings
}

/// The days of December on which it is, with what became of each.
pub async fn days(device: &Device) -> Vec<(i8, bool)> {
    let off = |meeting: &Meeting| meeting.status == Status::Cancelled;
    let meetings = read_by(device).await;
    meetings.iter().map(|meeting| (meeting.when.first_day().unwrap().day(), off(meeting))).collect()
}

pub fn own(path: &str, day: &str) -> String {
    format!("{path}%2F{day}")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_date_is_called_off_and_the_others_go_on() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let page = staff.get(&format!("{path}/dates")).await;
    for words in ["日ごとに 見る・変える", "12月10日", "12月17日", "予定どおり"] {
        page.shows(words);
    }
    staff.get(&format!("{path}/dates/2026-12-17/cancel")).await.shows("この日を 中止に しますか");
    let answer = staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(days(&device).await, [(10, false), (17, true), (24, false), (31, false)]);
    let of_row = read_by(&device).await;
    assert!(of_row.iter().all(|meeting| meeting.repeats.is_some()), "told beside the next one: {of_row:?}");
    let after = staff.get(answer.leads_to()).await;
    after.shows("この日を 中止に しました");
    after.shows("中止");
    // A second time changes nothing; taken back it takes place.
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    assert_eq!(days(&device).await.len(), 4);
    staff.post(&format!("{}/resume", own(&path, "2026-12-17")), &[]).await;
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_date_is_moved_without_a_gap_and_put_back() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let single = own(&path, "2026-12-17");
    staff.get(&format!("{path}/dates")).await.shows(&format!("{single}/move"));
    staff.get(&format!("{single}/move")).await.shows("12月17日");
    // Until the change is published, everything is as it was.
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
    staff.get(&single).await.shows("「お茶の会」の 12月17日");
    let moved =
        [("base", "0"), ("known", "exact"), ("day", "2026-12-18"), ("start", "10:00"), ("end", "12:00")];
    let answer = staff.post(&format!("{single}/move"), &moved).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    staff.get(&format!("{path}/dates")).await.shows("変更の 下書きが あります");
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
    published(&staff, &single, "1").await;
    assert_eq!(days(&device).await, [(10, false), (18, false), (24, false), (31, false)]);
    let friday = read_by(&device).await.into_iter().nth(1).unwrap();
    assert_eq!(friday.repeats, None, "it does not hide behind \"every Thursday\"");
    assert!(matches!(friday.when, When::Exact { .. }) && friday.id.0.ends_with("/2026-12-17"), "{friday:?}");
    let page = staff.get(&format!("{path}/dates")).await;
    page.shows("うつしました");
    page.shows("かわりに 12月18日");

    staff.get(&format!("{single}/remove")).await.shows("この日を くり返しの予定に もどしますか");
    let answer = staff.post(&format!("{single}/remove"), &[]).await;
    staff.get(answer.leads_to()).await.shows("くり返しの予定に もどしました");
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_go_with_their_row_and_neither_a_draft_nor_an_older_version_brings_one_back() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    let off = [(10, false), (17, true), (24, false), (31, false)];
    let form = changed(
        &third(),
        &[
            ("base", "1"),
            ("title-ja", "お茶と話の会"),
            ("repeat", "week"),
            ("on", "th"),
            ("day", "2026-12-10"),
        ],
    );
    staff.post(&path, &form).await;
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, off);
    staff.post(&format!("{path}/versions/1/restore"), &[]).await;
    published(&staff, &path, "3").await;
    assert_eq!(days(&device).await, off);

    staff.post(&format!("{path}/withdraw"), &[]).await;
    assert!(days(&device).await.iter().all(|(_, off)| !off), "the date is not left behind alone");
    published(&staff, &path, "3").await;
    assert_eq!(days(&device).await, off);
    staff.get(&format!("{path}/cancel")).await.shows("この会を ぜんぶ 中止に しますか");
    staff.post(&format!("{}/resume", own(&path, "2026-12-17")), &[]).await;
    staff.post(&format!("{path}/cancel"), &[]).await;
    assert!(days(&device).await.iter().all(|(_, off)| *off), "{:?}", days(&device).await);
    staff.get(&format!("{path}/dates")).await.shows("この会は すべての日が 中止です");
}

/// It stays on the screens, where visitors may have seen it, so it has to be found.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_the_rule_does_not_name_any_more_is_still_among_the_dates() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    let form = changed(
        &third(),
        &[("base", "1"), ("title-ja", "お茶の会"), ("repeat", "week"), ("on", "fr"), ("day", "2026-12-11")],
    );
    staff.post(&path, &form).await;
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(11, false), (17, true), (18, false), (25, false)]);
    let page = staff.get(&format!("{path}/dates")).await;
    page.shows("くり返しの予定から はずれています");
    page.shows(&own(&path, "2026-12-17"));
    staff.post(&format!("{}/remove", own(&path, "2026-12-17")), &[]).await;
    assert_eq!(days(&device).await, [(11, false), (18, false), (25, false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_date_of_it_cannot_be_called_off() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = every_thursday(&staff).await;
    for wrong in ["2026-12-18", "2026-12-03", "yesterday"] {
        let answer = staff.post(&format!("{path}/dates/{wrong}/cancel"), &[]).await;
        staff.get(answer.leads_to()).await.shows("その日は もう 予定に ありません");
    }
    let once = written(&staff, &third()).await;
    assert_eq!(staff.get(&format!("{once}/dates")).await.status, StatusCode::NOT_FOUND);
    // Not on the screens yet: the page says what can be done instead.
    let draft = changed(&third(), &[("repeat", "week"), ("on", "th")]);
    let draft = written(&staff, &draft).await;
    staff.get(&format!("{draft}/dates")).await.shows("公開すると、一日ずつ");
    let answer = staff.post(&format!("{draft}/dates/2026-12-17/cancel"), &[]).await;
    assert_eq!(answer.leads_to(), format!("{draft}/dates?done=date-gone"));
    assert_eq!(staff.get(&own(&draft, "2026-12-17")).await.status, StatusCode::NOT_FOUND);
}

/// Visitors' pages, receipts and counts know a date by its id, before and after.
#[tokio::test(flavor = "multi_thread")]
async fn the_phone_page_of_a_date_that_was_called_off_says_so_and_the_others_stay() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = every_thursday(&staff).await;
    let id = path.strip_prefix("/schedule/").unwrap().to_owned();
    staff.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
    let visitor = house.stranger();
    let before = visitor.get(&format!("/m/{id}%2F2026-12-17")).await;
    before.shows("お茶の会");
    before.shows_not("中止");
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    visitor.get(&format!("/m/{id}%2F2026-12-17")).await.shows("中止");
    visitor.get(&format!("/m/{id}%2F2026-12-24")).await.shows_not("中止");
    // The row's own address leads to the next time.
    visitor.get(&format!("/m/{id}")).await.shows("12月10日");
    staff.post(&format!("{path}/dates/2026-12-10/cancel"), &[]).await;
    let next = visitor.get(&format!("/m/{id}")).await;
    next.shows("12月10日");
    next.shows("中止");
}

/// The room was changed on the ground of the old time, and the date stood at the old time beside its row.
#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_left_as_it_was_on_a_date_is_as_the_row_has_it_meanwhile() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let single = own(&path, "2026-12-17");
    staff.get(&single).await.shows("name=\"row\" value=\"1\"");
    let row = [("theme-ja", ""), ("series-ja", ""), ("series-number", ""), ("title-ja", "お茶の会")];
    let later =
        [("repeat", "week"), ("on", "th"), ("day", "2026-12-10"), ("start", "18:00"), ("end", "19:00")];
    staff.post(&path, &changed(&third(), &[&row[..], &later, &[("base", "1")]].concat())).await;
    published(&staff, &path, "2").await;
    let written = [("day", "2026-12-17"), ("place-ja", "庭"), ("base", "0"), ("row", "1")];
    let answer = staff.post(&single, &changed(&third(), &[&row[..], &written].concat())).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let publish = staff.get(&format!("{single}/publish")).await;
    publish.shows("庭");
    publish.shows_not("13:30");
    published(&staff, &single, "1").await;
    let found = read_by(&device).await;
    let meeting = found.iter().find(|meeting| meeting.when.first_day() == Some(date(2026, 12, 17))).unwrap();
    assert!(format!("{:?}", meeting.when).contains("T18:00"), "{meeting:?}");
    // In another room, it is still a date to which people simply come.
    assert_eq!(meeting.attending.registration, Some(hiroba::domain::meeting::RegistrationWish::NotNeeded));
}

/// It was promised to be as planned, on a day that no plan had; and a day off could be called off.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_outside_the_plan_is_not_said_to_go_back_to_it() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = every_thursday(&staff).await;
    staff.post(&format!("{path}/dates/2026-12-17/cancel"), &[]).await;
    let single = own(&path, "2026-12-17");
    staff.get(&format!("{single}/remove")).await.shows("くり返しの予定に もどしますか");
    let row = [("theme-ja", ""), ("series-ja", ""), ("series-number", ""), ("title-ja", "お茶の会")];
    let friday = [("repeat", "week"), ("on", "fr"), ("day", "2026-12-11"), ("base", "1")];
    staff.post(&path, &changed(&third(), &[&row[..], &friday].concat())).await;
    published(&staff, &path, "2").await;
    for deed in ["remove", "withdraw"] {
        let page = staff.get(&format!("{single}/{deed}")).await;
        page.shows("この日は もう ありません");
        page.shows_not("予定どおり");
    }
    let off =
        [("repeat", "week"), ("on", "fr"), ("day", "2026-12-11"), ("base", "2"), ("except", "2026-12-18")];
    staff.post(&path, &changed(&third(), &[&row[..], &off].concat())).await;
    published(&staff, &path, "3").await;
    let answer = staff.post(&format!("{path}/dates/2026-12-18/cancel"), &[]).await;
    assert_eq!(answer.leads_to(), format!("{path}/dates?done=date-gone"));
}

/// The row kept its Thursdays, of which the first was gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_moved_to_another_weekday_comes_on_that_one() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = every_thursday(&staff).await;
    let friday =
        [("base", "1"), ("known", "exact"), ("day", "2026-12-11"), ("start", "13:30"), ("end", "16:00")];
    let answer = staff.post(&format!("{path}/move"), &friday).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    published(&staff, &path, "2").await;
    assert_eq!(days(&device).await, [(11, false), (18, false), (25, false)]);
}
