//! Calendars of others: a real server on loopback publishes, the hub reads, kiosks get it.

use hiroba::hub::store::{CalendarState, Role};
use jiff::SignedDuration;
use reqwest::StatusCode;

use crate::elsewhere::{Elsewhere, calendar, connected, event, settled};
use crate::house::{Answer, Browser, Device, House};

fn walk() -> String {
    event("walk", "20261210", "川べりを 歩く会", "LOCATION:二子玉川\r\n")
}

fn tea() -> String {
    event("tea", "20261212", "となり町の お茶会", "")
}

/// A house that may read from loopback, its administrator, and a kiosk.
async fn house() -> (House, Browser, Device) {
    let house = House::open().await;
    house.hub.calendars.allow_near(true);
    let (staff, device) = (house.administrator().await, Device::taken_in(&house, "入口").await);
    (house, staff, device)
}

/// An hour later it has been read again, by whoever was first.
async fn an_hour_later(house: &House) {
    house.later(SignedDuration::from_mins(61));
    settled(house).await;
}

async fn revision(house: &House) -> i64 {
    house.hub.store.read().await.unwrap().revision().await.unwrap()
}

async fn programme(device: &Device) -> Answer {
    device.get("/programme").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connected_calendar_is_on_the_screens_and_what_is_private_in_it_never_is() {
    let (house, staff, device) = house().await;
    let private = event("secret", "20261211", "面談 田中さん", "CLASS:PRIVATE\r\n");
    let elsewhere = Elsewhere::open(&calendar(&[walk(), private])).await;
    let mut listener = device.listen().await;
    listener.hears("revision").await;
    let path = connected(&staff, &elsewhere.address).await;
    listener.hears("revision").await;
    let shown = programme(&device).await;
    shown.shows("川べりを 歩く会");
    shown.shows("二子玉川");
    shown.shows_not("面談");
    let page = staff.get(&path).await;
    for text in ["川の会", "川べりを 歩く会", "に 読みました", "次は", "予定に 写す"] {
        page.shows(text);
    }
    // What may be a secret in an address is on no page and in no log.
    for path in [path.as_str(), "/calendars", "/log"] {
        staff.get(path).await.shows_not("0123456789abcdef");
    }
    staff.get("/schedule").await.shows("よその カレンダーから これからの 会が");
    staff.get("/log").await.shows("カレンダーを つなぎました");
    assert_eq!(house.hub.store.read().await.unwrap().calendars().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_that_says_the_same_wakes_nobody() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    connected(&staff, &elsewhere.address).await;
    assert_eq!(elsewhere.asked(), [None]);
    let before = (revision(&house).await, programme(&device).await.headers.get("etag").cloned());
    an_hour_later(&house).await;
    let asked = elsewhere.asked();
    assert!(matches!(asked.as_slice(), [Some(_)]), "it is asked with its mark: {asked:?}");
    assert_eq!((revision(&house).await, programme(&device).await.headers.get("etag").cloned()), before);
    // When the day has turned, what repeats has to be laid out anew: the whole is asked for again.
    house.later(SignedDuration::from_hours(24));
    settled(&house).await;
    assert_eq!(elsewhere.asked().last(), Some(&None));
    assert_eq!(revision(&house).await, before.0, "and nothing is another");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_takes_nothing_off_the_screens_and_is_said_in_plain_words() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let before = revision(&house).await;
    for (content, said) in [
        ("<!DOCTYPE html><html>サインイン</html>".to_owned(), "カレンダーではなく ウェブページでした"),
        (String::new(), "中が 空でした"),
        (calendar(&[walk()])[..120].to_owned(), "カレンダーが とちゅうで おわっていました"),
        ("only words".to_owned(), "カレンダーでも 表でも 番組でも ありませんでした"),
    ] {
        elsewhere.say(content);
        an_hour_later(&house).await;
        let page = staff.get(&path).await;
        page.shows(said);
        page.shows("そのまま 出ています");
        programme(&device).await.shows("川べりを 歩く会");
    }
    elsewhere.close().await;
    an_hour_later(&house).await;
    staff.get(&path).await.shows("サーバーに つながりませんでした");
    programme(&device).await.shows("川べりを 歩く会");
    assert_eq!(revision(&house).await, before, "screens were not told of any of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moves_in_the_calendar_moves_on_the_screens_and_what_goes_leaves_them() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk(), tea()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let mut listener = device.listen().await;
    listener.hears("revision").await;
    let moved = walk().replace("20261210T14", "20261210T13").replace("二子玉川", "等々力");
    elsewhere.say(calendar(&[moved, tea()]));
    an_hour_later(&house).await;
    listener.hears("revision").await;
    let shown = programme(&device).await;
    shown.shows("2026-12-10T13:00");
    shown.shows("等々力");
    shown.shows_not("二子玉川");

    elsewhere.say(calendar(&[walk()]));
    an_hour_later(&house).await;
    listener.hears("revision").await;
    programme(&device).await.shows_not("お茶会");
    staff.get(&path).await.shows_not("お茶会");
    staff.get("/log").await.shows("カレンダーの 会が 変わりました");

    // A week later the walk is over, and its calendar is tidied: what was stays known.
    house.later(SignedDuration::from_hours(8 * 24));
    settled(&house).await;
    let before = revision(&house).await;
    elsewhere.say(calendar(&[]));
    an_hour_later(&house).await;
    programme(&device).await.shows("川べりを 歩く会");
    assert_eq!(revision(&house).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_for_one_group_is_on_its_screens_alone() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let form = [("name", "川の会"), ("to", "chosen"), ("screen", "group/二階"), ("minutes", "60")];
    let mut listener = device.listen().await;
    listener.hears("revision").await;
    let saved = staff.post(&path, &form).await;
    assert_eq!(saved.leads_to(), format!("{path}?done=calendar-saved"), "{}", saved.body);
    listener.hears("revision").await;
    programme(&device).await.shows_not("川べりを 歩く会");
    assert_eq!(elsewhere.asked().len(), 1, "nothing has to be read for that");
    drop(house);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_can_be_asked_for_stopped_and_ended() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let act = format!("{path}/do");
    elsewhere.say(calendar(&[walk(), tea()]));
    let done = staff.post(&act, &[("act", "read")]).await;
    assert_eq!(done.leads_to(), format!("{path}?done=calendar-read"));
    programme(&device).await.shows("お茶会");

    staff.post(&act, &[("act", "pause")]).await;
    staff.get(&path).await.shows("読むのを 止めています");
    elsewhere.say(calendar(&[walk()]));
    elsewhere.asked();
    an_hour_later(&house).await;
    assert!(elsewhere.asked().is_empty());
    programme(&device).await.shows("お茶会");
    staff.post(&act, &[("act", "resume")]).await;
    programme(&device).await.shows_not("お茶会");

    staff.get(&format!("{path}/remove")).await.shows("「川の会」を はずしますか");
    let removed = staff.post(&format!("{path}/remove"), &[]).await;
    assert_eq!(removed.leads_to(), "/calendars?done=calendar-removed");
    programme(&device).await.shows_not("川べりを 歩く会");
    assert_eq!(staff.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_of_a_calendar_becomes_an_own_one_by_copying_it() {
    let (house, staff, device) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let page = staff.get(&path).await;
    let copy = page.body.split("action=\"").find(|part| part.contains("/copy/")).unwrap();
    let copied = staff.post(copy.split('"').next().unwrap(), &[]).await;
    assert_eq!(copied.status, StatusCode::SEE_OTHER, "{}", copied.body);
    let edit = staff.get(copied.leads_to()).await;
    edit.shows("下書きとして 写しました");
    edit.shows("二子玉川");
    let times = |text: &str| text.matches("川べりを 歩く会").count();
    assert_eq!(times(&programme(&device).await.body), 1, "a draft is on no screen");
    // An editor may copy and look, and connects nothing.
    let editor = house.colleague("編集", Role::Editor).await;
    let page = editor.get(&path).await;
    page.shows("予定に 写す");
    page.shows_not("今 読む");
    assert_eq!(editor.get("/calendars/new").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leads_to_this_machine_is_not_read_unless_that_is_allowed_and_the_hub_itself_never() {
    let (house, staff, _) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let form = |address: &str| {
        [("address", address.to_owned()), ("name", "x".to_owned()), ("minutes", "60".to_owned())]
    };
    let add = async |address: &str| {
        let form = form(address);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        staff.post("/calendars", &form).await
    };
    let own = add(&format!("{}/calendar.ics", house.address)).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    own.shows("この管理ページ自身の アドレス");

    // Allowed, but passed on to the hub itself.
    elsewhere.published.0.lock().unwrap().moved_to = Some(format!("{}/calendar.ics", house.address));
    let path = connected(&staff, &elsewhere.address).await;
    staff.get(&path).await.shows("この機械自身の アドレスなので 読みません");

    house.hub.calendars.allow_near(false);
    for address in
        [&elsewhere.address[..], "http://169.254.169.254/latest/meta-data", "http://localhost/x.ics"]
    {
        let refused = add(address).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        refused.shows("読みません");
    }
    for (address, said) in [
        ("", "アドレスを 書いてください"),
        ("/etc/passwd", "https:// から はじまる アドレス"),
        ("file:///etc/passwd", "https:// から はじまる アドレス"),
        ("ftp://calendar.example/a.ics", "https:// から はじまる アドレス"),
    ] {
        let refused = add(address).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        refused.shows(said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_hubs_one_reads_and_one_that_dies_is_followed_by_another() {
    let (house, staff, _) = house().await;
    let elsewhere = Elsewhere::open(&calendar(&[walk()])).await;
    let path = connected(&staff, &elsewhere.address).await;
    let id = path.rsplit_once('/').unwrap().1;
    let store = &house.hub.store;
    let take = async |reader: &str, now: i64| {
        let mut change = store.begin().await.unwrap();
        let taken = change.take_calendar(id, reader, now, now + 1000).await.unwrap();
        change.commit().await.unwrap();
        taken
    };
    let next = store.read().await.unwrap().calendar(id).await.unwrap().unwrap().state.next;
    assert!(take("first", next - 1).await.is_none(), "it is not time yet");
    assert!(take("first", next).await.is_some());
    assert!(take("second", next).await.is_none(), "the first one reads it");
    assert!(store.read().await.unwrap().due_calendars(next).await.unwrap().is_empty());
    assert!(take("second", next + 1000).await.is_some(), "the first one said nothing for long");
    let mut change = store.begin().await.unwrap();
    assert!(!change.give_calendar(id, "first", &CalendarState::default()).await.unwrap(), "too late");
    assert!(change.give_calendar(id, "second", &CalendarState::default()).await.unwrap());
}

/// The one meeting of a name that a kiosk has on a day of December, as its id, when it begins and whether it is
/// called off.
async fn on(device: &Device, name: &str, day: i8) -> (String, String, bool) {
    let off = hiroba::domain::meeting::Status::Cancelled;
    let there = crate::schedule::dates::read_by(device).await;
    let mut there = there.into_iter().filter(|meeting| {
        meeting.title.get(hiroba::domain::text::Lang::JA).is_some_and(|title| title.text() == name)
            && meeting.when.first_day().is_some_and(|first| first.day() == day)
    });
    let meeting = there.next().unwrap_or_else(|| panic!("nothing of {name} on {day}"));
    assert!(there.next().is_none(), "{name} stands twice on {day}");
    let zone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
    let starts = meeting.when.starts_at(&zone).unwrap().to_zoned(zone).strftime("%H:%M").to_string();
    (meeting.id.0, starts, meeting.status == off)
}

/// A calendar that took a meeting out took it off the screens without a word, and whoever had signed up for it
/// came; and when a row went to another hour, all its dates had other names, and nobody was signed up for them.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_signed_up_for_keeps_its_name_and_is_called_off_when_the_calendar_has_it_no_more() {
    let (house, staff, device) = house().await;
    let weekly = event("week", "20261210", "よその列", "RRULE:FREQ=WEEKLY;COUNT=3\r\nLOCATION:和室\r\n");
    let tea_there = event("tea", "20261212", "となり町の お茶会", "LOCATION:和室\r\n");
    let elsewhere = Elsewhere::open(&calendar(&[weekly.clone(), tea_there.clone(), walk()])).await;
    connected(&staff, &elsewhere.address).await;
    let (date, ..) = on(&device, "よその列", 17).await;
    let (tea, ..) = on(&device, "となり町の お茶会", 12).await;
    for id in [&date, &tea] {
        let key = hiroba::hub::fingerprint(id)[..32].to_owned();
        let form = [("key", key.as_str()), ("channel", "telephone"), ("way", "venue"), ("n:", "2")];
        let answer = staff.post(&format!("/attendance/{id}/sign-up"), &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let later = weekly.replace("T160000", "T163000").replace("T140000", "T143000");
    let own_room = weekly
        .replace("RRULE:FREQ=WEEKLY;COUNT=3\r\n", "RECURRENCE-ID;TZID=Asia/Tokyo:20261217T143000\r\n")
        .replace("20261210T", "20261217T")
        .replace("T160000", "T170000")
        .replace("T140000", "T150000");
    for (file, starts) in [
        (calendar(std::slice::from_ref(&later)), "14:30"),
        (calendar(&[later.clone(), own_room.clone()]), "15:00"),
        (calendar(&[later, own_room.replace("よその列", "よその 列")]), "15:00"),
    ] {
        elsewhere.say(&file);
        an_hour_later(&house).await;
        let name = if file.contains("よその 列") { "よその 列" } else { "よその列" };
        assert_eq!(on(&device, name, 17).await, (date.clone(), starts.to_owned(), false));
        assert_eq!(on(&device, "となり町の お茶会", 12).await, (tea.clone(), "14:00".to_owned(), true));
        programme(&device).await.shows_not("川べりを 歩く会");
    }
    let before = revision(&house).await;
    elsewhere.say(calendar(std::slice::from_ref(&weekly)) + "\r\n");
    an_hour_later(&house).await;
    assert_eq!(on(&device, "よその列", 17).await, (date.clone(), "14:00".to_owned(), false));
    assert!(on(&device, "となり町の お茶会", 12).await.2);
    assert_eq!(revision(&house).await, before + 1, "what is called off is not so again");
    elsewhere.say(calendar(&[weekly, tea_there]));
    an_hour_later(&house).await;
    assert_eq!(on(&device, "となり町の お茶会", 12).await, (tea, "14:00".to_owned(), false));
}
