//! What a file makes of meetings for which people signed up, and of dates that stand by themselves: nobody is
//! left with a receipt of something that silently went.

use reqwest::StatusCode;

use super::dates::{calendar, event, look, take};
use crate::house::{Browser, Device, House};
use crate::schedule::dates::{days, read_by};

fn row(rule: &str) -> String {
    event(
        "tea",
        &format!(
            "DTSTART;TZID=Asia/Tokyo:20261210T150000\r\nDTEND;TZID=Asia/Tokyo:20261210T160000\r\n\
             RRULE:FREQ=WEEKLY{rule}\r\nSUMMARY:お茶の会\r\nLOCATION:和室\r\n"
        ),
    )
}

async fn signed_up(staff: &Browser, id: &str) {
    let key = hiroba::hub::fingerprint(id)[..32].to_owned();
    let form = [("key", key.as_str()), ("channel", "telephone"), ("way", "venue"), ("n:", "2")];
    let answer = staff.post(&format!("/attendance/{}/sign-up", id.replace('/', "%2F")), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// When it begins on a day of December, by its id.
async fn begins(device: &Device, id: &str) -> String {
    let there = read_by(device).await.into_iter().find(|meeting| meeting.id.0 == id);
    let there = there.unwrap_or_else(|| panic!("{id} is on no screen"));
    let zone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
    there.when.starts_at(&zone).unwrap().to_zoned(zone).strftime("%d %H:%M").to_string()
}

/// A date with a room of its own was listed as one that the file plans otherwise, and for that alone stayed at the
/// old time when nobody ticked it.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_is_not_put_back_follows_the_new_time_of_its_row() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let own = event(
        "tea",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T150000\r\nDTSTART;TZID=Asia/Tokyo:20261217T150000\r\n\
         DTEND;TZID=Asia/Tokyo:20261217T160000\r\nSUMMARY:お茶の会\r\nLOCATION:庭\r\n",
    );
    take(&staff, &calendar(&[row(""), own]), "publish", &[]).await;
    assert_eq!(begins(&device, "tea/2026-12-17").await, "17 15:00");
    let later = row("").replace("T160000", "T170000").replace("T150000", "T160000");
    let page = take(&staff, &calendar(&[later]), "publish", &[]).await;
    page.shows("この日だけ 変えてあります");
    page.shows("この日だけの 変更は そのまま のこり");
    assert_eq!(begins(&device, "tea/2026-12-17").await, "17 16:00");
    device.get("/programme").await.shows("庭");
}

/// A row that goes to another day, or loses one, calls off what people signed up for: the look at the file said no
/// word of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_look_says_what_becomes_of_dates_with_sign_ups() {
    for elsewhere in [
        row("").replace("20261210T", "20261211T"),
        row("").replace("SUMMARY", "EXDATE;TZID=Asia/Tokyo:20261217T150000\r\nSUMMARY"),
    ] {
        let house = House::open().await;
        let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
        take(&staff, &calendar(&[row("")]), "publish", &[]).await;
        signed_up(&staff, "tea/2026-12-17").await;
        let page = take(&staff, &calendar(&[elsewhere]), "publish", &[]).await;
        page.shows("申し込みが あります（2名）。画面には「中止」と 出ます");
        assert!(days(&device).await.contains(&(17, true)));
    }
}

/// The days of December with the ids under which screens have them, and whether they are called off.
async fn there(device: &Device) -> Vec<(String, bool)> {
    let off = hiroba::domain::meeting::Status::Cancelled;
    read_by(device).await.into_iter().map(|meeting| (meeting.id.0, meeting.status == off)).collect()
}

fn is(id: &str, off: bool) -> (String, bool) {
    (id.to_owned(), off)
}

/// The row was taken out with all its dates, and whoever had signed up for one held a receipt of nothing.
#[tokio::test(flavor = "multi_thread")]
async fn dates_with_sign_ups_stay_known_when_a_row_becomes_single_times() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    take(&staff, &calendar(&[row(""), changed_date("")]), "publish", &[]).await;
    signed_up(&staff, "tea/2026-12-17").await;
    signed_up(&staff, "tea/2026-12-24").await;
    let fortnight = calendar(&[row(";INTERVAL=2;COUNT=2")]);
    let page = take(&staff, &fortnight, "publish", &[]).await;
    page.shows("入れかわる 会");
    page.shows("申し込みが あります（2名）。画面には「中止」と 出ます");
    // A date of its own is called off by the file that has it no more, and not also by the row that ends.
    let now = there(&device).await;
    assert_eq!(now.len(), 3, "{now:?}");
    assert!(now[0].0.starts_with("in-") && now[0].0.ends_with("-2026-12-10"), "{now:?}");
    assert_eq!(now[1..], [is("tea/2026-12-17", true), is("tea/2026-12-24", false)]);
    let (_, page) = look(&staff, &fortnight).await;
    page.shows_not("name=\"how\"");
    // Moved, it keeps its name; and every week again it is a date of the row again.
    let later = fortnight.replace("T160000", "T170000").replace("T150000", "T160000");
    take(&staff, &later, "publish", &[]).await;
    assert_eq!(begins(&device, "tea/2026-12-24").await, "24 16:00");
    assert_eq!(there(&device).await, now);
    let page = take(&staff, &calendar(&[row("")]), "publish", &[]).await;
    page.shows("なくなる 会");
    let again = [
        is("tea/2026-12-10", false),
        is("tea/2026-12-17", true),
        is("tea/2026-12-24", false),
        is("tea/2026-12-31", false),
    ];
    assert_eq!(there(&device).await, again);
}

/// The id of a time was made of its hour: an event that moved stood on the screens at both, and one that became
/// weekly stood beside its old times.
#[tokio::test(flavor = "multi_thread")]
async fn times_that_no_row_can_say_move_and_go_with_their_event() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let fortnight = row(";INTERVAL=2;COUNT=2");
    take(&staff, &calendar(std::slice::from_ref(&fortnight)), "publish", &[]).await;
    assert_eq!(days(&device).await, [(10, false), (24, false)]);
    let first = there(&device).await[0].0.clone();
    signed_up(&staff, &first).await;
    let later = fortnight.replace("T160000", "T170000").replace("T150000", "T160000");
    let page = take(&staff, &calendar(std::slice::from_ref(&later)), "publish", &[]).await;
    page.shows("ちがう所：日時");
    assert_eq!(days(&device).await, [(10, false), (24, false)]);
    assert_eq!(begins(&device, &first).await, "10 16:00");
    // Another week of the two: one goes, and that with sign-ups is called off.
    let other = later.replace("20261210T", "20261217T");
    let page = take(&staff, &calendar(std::slice::from_ref(&other)), "publish", &[]).await;
    page.shows("なくなる 会");
    page.shows("申し込みが あります（2名）。画面には「中止」と 出ます");
    assert_eq!(days(&device).await, [(10, true), (17, false), (31, false)]);
    let (_, page) = look(&staff, &calendar(&[other])).await;
    page.shows_not("name=\"how\"");
    // Every week: what people signed up for keeps its name, and stands once.
    let weekly = calendar(&[row("").replace("T160000", "T170000").replace("T150000", "T160000")]);
    take(&staff, &weekly, "publish", &[]).await;
    assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
    assert_eq!(there(&device).await[0], is(&first, false));
    let (_, page) = look(&staff, &weekly).await;
    page.shows_not("name=\"how\"");
}

/// What was taken in by an older program has the ids of then, and is not there twice.
#[tokio::test(flavor = "multi_thread")]
async fn times_under_their_older_ids_are_the_same_ones() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let fortnight = calendar(&[row(";INTERVAL=2;COUNT=2")]);
    let once = row("").replace("RRULE:FREQ=WEEKLY\r\n", "");
    let older = format!("in-{}", &hiroba::hub::fingerprint("tea/2026-12-10T15:00")[..24]);
    take(&staff, &calendar(&[once.replace("UID:tea", &format!("UID:{older}"))]), "publish", &[]).await;
    take(&staff, &fortnight, "publish", &[]).await;
    let now = there(&device).await;
    assert_eq!((now.len(), &now[0]), (2, &is(&older, false)), "{now:?}");
}

fn changed_date(status: &str) -> String {
    event(
        "tea",
        &format!(
            "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T150000\r\nDTSTART;TZID=Asia/Tokyo:20261217T150000\r\n\
             DTEND;TZID=Asia/Tokyo:20261217T160000\r\n{status}SUMMARY:お茶の会\r\nLOCATION:庭\r\n"
        ),
    )
}

/// A file with nothing but a changed date brought a new meeting beside the row.
#[tokio::test(flavor = "multi_thread")]
async fn a_changed_date_without_its_series_is_the_date_of_the_row_that_is_here() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let (_, page) = look(&staff, &calendar(&[changed_date("")])).await;
    page.shows("その くり返しの会が、ファイルにも ここにも ありません");
    take(&staff, &calendar(&[row("")]), "publish", &[]).await;
    let utc = changed_date("")
        .replace(";TZID=Asia/Tokyo:20261217T150000\r\nDTSTART", ":20261217T060000Z\r\nDTSTART");
    for change in [changed_date(""), utc] {
        let page = take(&staff, &calendar(std::slice::from_ref(&change)), "publish", &[]).await;
        page.shows_not("くり返しの会が、ファイルにも");
        assert_eq!(days(&device).await, [(10, false), (17, false), (24, false), (31, false)]);
        assert!(there(&device).await.contains(&is("tea/2026-12-17", false)));
        device.get("/programme").await.shows("庭");
        let (_, page) = look(&staff, &calendar(&[change])).await;
        page.shows_not("name=\"how\"");
    }
}

/// A cancelled date that was taken in as a draft waited unseen while its row was published, and the file said no
/// more than that all was the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_waits_as_a_draft_is_told_beside_its_row_and_shown_by_the_file() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    let file = calendar(&[row(""), changed_date("STATUS:CANCELLED\r\n")]);
    take(&staff, &file, "draft", &[]).await;
    staff.get("/schedule/tea/publish").await.shows("この日だけの 下書きが、まだ 画面に 出ていません");
    let published = staff.post("/schedule/tea/publish", &[("version", "1"), ("act", "now")]).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
    assert!(days(&device).await.contains(&(17, false)));
    let page = take(&staff, &file, "publish", &[]).await;
    page.shows("下書きの まま");
    page.shows("入れて すぐ 画面に 出す");
    page.shows_not("下書きとして 入れる");
    assert!(days(&device).await.contains(&(17, true)));
    let (_, page) = look(&staff, &file).await;
    page.shows_not("name=\"how\"");
    // Taken off the screens, it is no draft that waits.
    staff.post("/schedule/tea%2F2026-12-17/withdraw", &[]).await;
    let (_, page) = look(&staff, &file).await;
    page.shows_not("下書きの まま");
}

/// A bell in a title came back as a space, and was a change at every reading.
#[tokio::test(flavor = "multi_thread")]
async fn what_no_reader_sees_in_a_text_is_no_change() {
    let house = House::open().await;
    let staff = house.administrator().await;
    for odd in ["お茶\u{0}の会", "お茶\u{7}の会", "お茶の\t 会", "お茶の会\u{7}"] {
        let file = calendar(&[row("").replace("お茶の会", odd).replace("和室", &format!("和{odd}室"))]);
        take(&staff, &file, "publish", &[]).await;
        let (_, page) = look(&staff, &file).await;
        page.shows_not("name=\"how\"");
        let kept = crate::schedule::kept(&house, "/schedule/tea").await.to_string();
        assert!(!kept.contains("\\u") && !kept.contains("\\t"), "{kept}");
    }
}

/// A row whose one day has sign-ups stays a row here, and a second reading of the file that has it once must find it
/// the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_a_file_has_once_is_the_same_when_it_is_read_again() {
    let house = House::open().await;
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    take(&staff, &calendar(&[row("")]), "publish", &[]).await;
    signed_up(&staff, "tea/2026-12-10").await;
    let once = calendar(&[row("").replace("RRULE:FREQ=WEEKLY\r\n", "")]);
    take(&staff, &once, "publish", &[]).await;
    assert_eq!(there(&device).await, [is("tea/2026-12-10", false)]);
    let (_, page) = look(&staff, &once).await;
    page.shows_not("name=\"how\"");
}
