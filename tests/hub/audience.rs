//! For whom something is: all screens, or some groups and single screens.

use hiroba::hub::audience::Audience;
use hiroba::hub::store::{Kind, NewVersion};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::Value;

use crate::house::{Answer, Browser, Device, House};
use crate::notices::{QUAKE, group, new_form, programme, send, write_and_publish};
use crate::schedule::{changed, on_screens, published, third, written};

/// Three screens: one downstairs, one upstairs, and one that belongs to no group.
async fn three(house: &House) -> (Device, Device, Device) {
    let (down, up, alone) = (
        Device::taken_in(house, "入口").await,
        Device::taken_in(house, "談話室").await,
        Device::taken_in(house, "玄関").await,
    );
    group(house, "入口", "一階").await;
    group(house, "談話室", "二階").await;
    (down, up, alone)
}

fn key(device: &Device) -> String {
    format!("kiosk/{}", device.id)
}

/// The titles of what a screen shows of a list.
async fn titles(device: &Device, list: &str) -> Vec<String> {
    let programme = programme(device).await;
    let rows = programme[list].as_array().unwrap().iter();
    rows.map(|row| row["title"].as_str().unwrap().to_owned()).collect()
}

async fn emergencies(device: &Device) -> usize {
    programme(device).await["emergencies"].as_array().map_or(0, Vec::len)
}

/// The part of a form in which screens are chosen.
fn boxes(page: &Answer) -> String {
    page.body.split("id=\"screens-group\"").nth(1).unwrap().split("</fieldset>").next().unwrap().to_owned()
}

async fn counted(browser: &Browser, path: &str, form: &[(&str, &str)], says: &str) {
    let answer = browser.post(path, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("href=\"#screens-group\"");
    answer.shows(says);
    let boxes = boxes(&answer);
    assert!(boxes.contains(says), "also where it is mended: {boxes}");
    assert!(boxes.contains("value=\"chosen\" checked"), "what was chosen stays: {boxes}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_for_two_of_three_screens_is_on_those_at_once_and_on_no_other() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, alone) = three(&house).await;
    let single = key(&alone);
    let mut form = QUAKE.to_vec();
    form.extend([("to", "chosen"), ("screen", "group/二階"), ("screen", &single)]);
    let confirm = browser.post("/emergency/confirm", &form).await;
    confirm.shows("画面 2台：玄関、談話室");
    confirm.shows("グループ「二階」、玄関");
    let kept = browser.post("/emergency/new", &form).await;
    let kept = boxes(&kept);
    assert!(kept.contains(&format!("value=\"{single}\" checked")), "going back keeps them: {kept}");
    for device in [&down, &up, &alone] {
        assert_eq!(emergencies(device).await, 0, "nothing is sent by looking");
    }
    let (mut first, mut second) = (up.listen().await, alone.listen().await);
    first.hears("revision").await;
    second.hears("revision").await;
    let sent = send(&browser, &form).await;
    first.hears("revision").await;
    second.hears("revision").await;
    assert_eq!((emergencies(&down).await, emergencies(&up).await, emergencies(&alone).await), (0, 1, 1));
    let page = browser.get(sent.leads_to()).await;
    page.shows("グループ「二階」、玄関");
    browser.get("/emergency").await.shows("グループ「二階」、玄関");
    browser.get("/log").await.shows("二階, 玄関");
    let path = sent.leads_to().split('?').next().unwrap().to_owned();
    browser.get(&format!("{path}/end")).await.shows("画面 2台：玄関、談話室");
    browser.post(&format!("{path}/end"), &[]).await;
    first.hears("revision").await;
    assert_eq!((emergencies(&up).await, emergencies(&alone).await), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_chooses_no_screen_is_told_so_and_keeps_what_they_wrote() {
    let house = House::open().await;
    let browser = house.administrator().await;
    three(&house).await;
    let none = "出す 画面を 一つ以上 選んでください";
    let notice = new_form(&browser, "notice").await;
    counted(&browser, &notice, &[("title-ja", "だれへ"), ("to", "chosen"), ("do", "draft")], none).await;
    let mut form = QUAKE.to_vec();
    form.push(("to", "chosen"));
    counted(&browser, "/emergency/confirm", &form, none).await;
    let new = browser.get("/schedule/new").await;
    let id = new.body.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let meeting = changed(&third(), &[("id", &id), ("to", "chosen")]);
    counted(&browser, "/schedule/new", &meeting, none).await;
    let calendar = [("address", "https://elsewhere.example/a.ics"), ("name", "川の会"), ("to", "chosen")];
    counted(&browser, "/calendars", &calendar, none).await;
    // A screen that never was is none, and a group that nobody is in gets no emergency.
    counted(
        &browser,
        &notice,
        &[("title-ja", "だれへ"), ("to", "chosen"), ("screen", "kiosk/none"), ("do", "draft")],
        none,
    )
    .await;
    form.push(("screen", "group/三階"));
    counted(&browser, "/emergency/confirm", &form, "選んだ ところに いま 画面が ありません").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_for_one_screen_is_on_that_one_until_it_goes_and_then_staff_are_told() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, alone) = three(&house).await;
    let (single, path) = (key(&down), new_form(&browser, "notice").await);
    let form = [("title-ja", "入口の 人へ"), ("to", "chosen"), ("screen", single.as_str())];
    write_and_publish(&browser, &path, &form).await;
    assert_eq!(titles(&down, "notices").await, ["入口の 人へ"]);
    assert_eq!((titles(&up, "notices").await.len(), titles(&alone, "notices").await.len()), (0, 0));
    // In another group it is the same screen.
    browser.post(&format!("/kiosks/{}", down.id), &[("name", "入口"), ("group", "二階")]).await;
    assert_eq!(titles(&down, "notices").await, ["入口の 人へ"]);
    let list = browser.get("/notices").await;
    list.shows("入口");
    list.shows_not("いま これを 出す 画面が ありません");
    // What it is compared with says it in words.
    let other = [("title-ja", "入口の 人へ"), ("to", "chosen"), ("screen", "group/一階"), ("base", "1")];
    browser.post(&path, &changed(&other, &[("do", "draft")])).await;
    let compared = browser.get(&format!("{path}/versions/1?with=2")).await;
    compared.shows("出す画面");
    compared.shows("グループ「一階」（いま 画面が ありません）");
    assert_eq!(titles(&down, "notices").await, ["入口の 人へ"], "a draft changes nothing");
    browser.post(&format!("{path}/versions/1/restore"), &[]).await;
    browser.get("/log").await.shows("どの画面");

    browser.post(&format!("/kiosks/{}/remove", down.id), &[]).await;
    let list = browser.get("/notices").await;
    list.shows("入口（外した 画面）");
    list.shows("いま これを 出す 画面が ありません");
    let edit = browser.get(&path).await;
    assert!(boxes(&edit).contains("もう ない 画面です"), "{}", boxes(&edit));
    assert_eq!((titles(&up, "notices").await.len(), titles(&alone, "notices").await.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_that_lost_its_last_screen_reaches_nobody_and_the_list_says_so() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, _) = three(&house).await;
    let path = new_form(&browser, "theme").await;
    let form = [("title-ja", "二階の テーマ"), ("to", "chosen"), ("screen", "group/二階")];
    write_and_publish(&browser, &path, &form).await;
    assert_eq!(titles(&up, "themes").await, ["二階の テーマ"]);
    browser.post(&format!("/kiosks/{}", up.id), &[("name", "談話室"), ("group", "一階")]).await;
    assert_eq!((titles(&up, "themes").await.len(), titles(&down, "themes").await.len()), (0, 0));
    browser.get("/notices").await.shows("いま これを 出す 画面が ありません");
    browser.get(&format!("{path}/publish")).await.shows("いま これを 出す 画面が ありません");
    let meeting = changed(&third(), &[("to", "chosen"), ("screen", "group/二階")]);
    let path = written(&browser, &meeting).await;
    let list = browser.get("/schedule?show=all").await;
    list.shows("グループ「二階」（いま 画面が ありません）");
    list.shows("いま これを 出す 画面が ありません");
    browser.get(&format!("{path}/publish")).await.shows("いま これを 出す 画面が ありません");
}

/// What was kept before single screens could be chosen.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_with_the_plain_name_of_a_group_still_reaches_that_group() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, _) = three(&house).await;
    let mut change = house.hub.store.begin().await.unwrap();
    let new = NewVersion {
        kind: Kind::Notice,
        id: "old",
        body: r#"{"id":"old","title":"前からの"}"#,
        title: "前からの",
        words: "",
        starts: None,
        ends: None,
        audience: &Audience::All,
        at: house.hub.now_ms(),
        who: "somebody",
    };
    change.add_version(&new, None).await.unwrap().unwrap();
    change.show_version(Kind::Notice, "old", Some(1)).await.unwrap();
    for table in ["item", "version"] {
        let sql = format!("UPDATE {table} SET audience = $1 WHERE id = $2");
        let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind("二階").bind("old");
        query.execute(&mut *change).await.unwrap();
    }
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(titles(&up, "notices").await, ["前からの"]);
    assert_eq!(titles(&down, "notices").await.len(), 0);
    browser.get("/notices").await.shows("グループ「二階」");
    let edit = browser.get("/notices/notice/old").await;
    assert!(boxes(&edit).contains("value=\"group/二階\" checked"), "{}", boxes(&edit));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_one_screen_has_what_that_screen_shows() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, alone) = three(&house).await;
    let (for_down, for_alone) = (key(&down), key(&alone));
    for (theme, screens) in [
        ("みんなの会", vec![]),
        ("二階の会", vec![("screen", "group/二階")]),
        ("入口の会", vec![("screen", for_down.as_str())]),
        ("二つの会", vec![("screen", "group/二階"), ("screen", for_alone.as_str())]),
    ] {
        let to = if screens.is_empty() { "all" } else { "chosen" };
        let form = changed(&third(), &[("theme-ja", theme), ("to", to)]);
        let path = written(&browser, &[form, screens].concat()).await;
        published(&browser, &path, "1").await;
    }
    let names = |rows: &[Value]| {
        let mut names: Vec<String> =
            rows.iter().map(|row| row["theme"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    let expected = [
        (&down, vec!["みんなの会", "入口の会"]),
        (&up, vec!["みんなの会", "二つの会", "二階の会"]),
        (&alone, vec!["みんなの会", "二つの会"]),
    ];
    for (device, mut expected) in expected {
        expected.sort_unstable();
        let file =
            browser.get(&format!("/exchange/out?shape=json&show=published&to=kiosk:{}", device.id)).await;
        let file: Value = serde_json::from_str(&file.body).unwrap();
        assert_eq!(names(file["meetings"].as_array().unwrap()), expected);
        assert_eq!(names(&on_screens(device).await), expected, "and the screen shows the same");
        let calendar =
            browser.get(&format!("/exchange/out?shape=ics&show=published&to=kiosk:{}", device.id)).await;
        assert_eq!(calendar.body.matches("BEGIN:VEVENT").count(), expected.len());
    }
    let of_group = browser.get("/exchange/out?shape=json&show=published&to=group:二階").await;
    let of_group: Value = serde_json::from_str(&of_group.body).unwrap();
    assert_eq!(of_group["meetings"].as_array().unwrap().len(), 3, "what all screens of a group have");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_picture_beside_the_form_says_which_screen_does_not_show_it() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, _) = three(&house).await;
    let (single, path) = (key(&up), new_form(&browser, "notice").await);
    let form = [("title-ja", "談話室の 人へ"), ("to", "chosen"), ("screen", single.as_str()), ("do", "look")];
    let other = browser.post(&path, &changed(&form, &[("look-panel", &down.id)])).await;
    other.shows("「入口」には 出ません");
    let own = browser.post(&path, &changed(&form, &[("look-panel", &up.id)])).await;
    own.shows_not("には 出ません");
    browser.post(&path, &form).await.shows_not("には 出ません");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_screen_without_a_group_has_nothing_to_choose() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    for path in
        ["/notices/notice/new", "/notices/voice/new", "/emergency/new", "/schedule/new", "/calendars/new"]
    {
        browser.get(path).await.shows_not("id=\"screens-group\"");
    }
    let path = new_form(&browser, "notice").await;
    write_and_publish(&browser, &path, &[("title-ja", "みんなへ")]).await;
    assert_eq!(titles(&device, "notices").await, ["みんなへ"]);
    Device::taken_in(&house, "談話室").await;
    for path in
        ["/notices/notice/new", "/notices/voice/new", "/emergency/new", "/schedule/new", "/calendars/new"]
    {
        let page = browser.get(path).await;
        assert!(boxes(&page).contains("談話室"), "two screens are a choice: {path}");
        assert!(boxes(&page).contains("value=\"all\" checked"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mark_of_a_programme_is_another_only_where_something_else_is_shown() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, alone) = three(&house).await;
    let more = Device::taken_in(&house, "廊下").await;
    let path = new_form(&browser, "notice").await;
    write_and_publish(&browser, &path, &[("title-ja", "みんなへ")]).await;
    let mark = async |device: &Device| device.get("/programme").await.headers["etag"].clone();
    let before = mark(&alone).await;
    for device in [&down, &up, &more] {
        assert_eq!(mark(device).await, before, "the same things, the same bytes");
    }
    let (one, other, path) = (key(&alone), key(&more), new_form(&browser, "notice").await);
    let form = [("title-ja", "二つだけ"), ("to", "chosen"), ("screen", &one), ("screen", &other)];
    write_and_publish(&browser, &path, &form).await;
    assert_eq!((mark(&down).await, mark(&up).await), (before.clone(), before.clone()));
    assert_ne!(mark(&alone).await, before);
    assert_eq!(mark(&alone).await, mark(&more).await);
    browser.post(&format!("{path}/take-down"), &[]).await;
    assert_eq!((mark(&alone).await, mark(&more).await), (before.clone(), before));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_of_two_hands_keeps_for_whom_it_is_and_a_file_does_not_open_it_to_all() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (down, up, _) = three(&house).await;
    let single = key(&down);
    let path = written(&browser, &third()).await;
    let second = changed(&third(), &[("base", "1"), ("to", "chosen"), ("screen", single.as_str())]);
    browser.post(&path, &second).await;
    // Somebody else wrote on the first version, for the group upstairs.
    let late = [("base", "1"), ("theme-ja", "人と場"), ("to", "chosen"), ("screen", "group/二階")];
    let asked = browser.post(&path, &changed(&third(), &late)).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    asked.shows("グループ「二階」");
    asked.shows("入口");
    let hidden = |name: &str| {
        let part = asked.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        part.split('"').next().unwrap().replace("&#34;", "\"")
    };
    let (mine, base, audience) = (hidden("mine"), hidden("base"), hidden("audience"));
    let chosen = [
        ("mine", mine.as_str()),
        ("base", &base),
        ("audience", &audience),
        ("act", "save"),
        ("pick-audience", "theirs"),
    ];
    let merged = browser.post(&format!("{path}/merge"), &chosen).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    published(&browser, &path, "3").await;
    assert_eq!((on_screens(&down).await.len(), on_screens(&up).await.len()), (1, 0));
    browser.get(&format!("{path}/publish")).await.shows("入口");

    let file = browser.get(&format!("/exchange/out?shape=json&to=kiosk:{}", down.id)).await;
    let file = file.body.replace("人と場", "場と人");
    let place = browser.upload("/exchange", &[], file.as_bytes()).await.leads_to().to_owned();
    let page = browser.get(&place).await;
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    browser.post(&place, &[("seen", seen), ("how", "publish")]).await;
    assert_eq!(on_screens(&down).await[0]["theme"], "場と人");
    assert_eq!(on_screens(&up).await.len(), 0, "a file does not say for whom a meeting is");
    house.later(SignedDuration::from_mins(1));
}
