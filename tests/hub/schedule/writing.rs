//! Writing a meeting: every shape of its day, what can be mended, and what is never lost.

use reqwest::StatusCode;
use serde_json::json;

use super::{changed, kept, on_screens, published, third, written};
use crate::house::{Device, House};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_a_draft_until_it_is_published_and_then_on_every_screen() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/schedule").await.shows("まだ 会が ありません");
    let path = written(&browser, &third()).await;
    let list = browser.get("/schedule").await;
    for words in
        ["12月17日 木曜日", "午後1時30分から 4時まで", "場をひろげる", "第3回", "会場とオンライン", "下書き"]
    {
        list.shows(words);
    }
    let page = browser.get(&path).await;
    page.shows("value=\"場をひろげる\"");
    page.shows("画面には「12月17日 木曜日 午後1時30分から 4時まで」と 出ます。");
    let before = on_screens(&device).await;
    assert!(
        before.iter().all(|meeting| meeting["theme"] != json!("場をひろげる") || meeting["id"] == "third")
    );
    published(&browser, &path, "1").await;
    let shown = on_screens(&device).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["theme"], "場をひろげる");
    assert_eq!(shown[0]["when"]["start"], "2026-12-17T13:30");
    browser.get("/schedule").await.shows("公開中");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_shape_of_a_day_comes_back_as_it_was_written() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let base = [("theme-ja", "集まり"), ("repeat", "none"), ("follow", "none"), ("act", "save")];
    type Form = Vec<(&'static str, &'static str)>;
    let shapes: [(Form, serde_json::Value, &str); 7] = [
        (
            vec![("known", "exact"), ("day", "2026-12-17"), ("start", "13:30"), ("end", "")],
            json!({ "kind": "exact", "start": "2026-12-17T13:30" }),
            "午後1時30分から",
        ),
        (
            vec![("known", "exact"), ("day", "2026年12月17日"), ("start", "９：００"), ("end", "11:00")],
            json!({ "kind": "exact", "start": "2026-12-17T09:00", "end": "11:00" }),
            "午前9時から 11時まで",
        ),
        (
            vec![
                ("known", "exact"),
                ("day", "2026-12-31"),
                ("start", "22:00"),
                ("end", "01:00"),
                ("end-day", "2027-01-01"),
            ],
            json!({ "kind": "exact", "start": "2026-12-31T22:00", "end": "2027-01-01T01:00" }),
            "12月31日",
        ),
        (
            vec![("known", "days"), ("first", "2027-02-04"), ("last", ""), ("times", "not-announced")],
            json!({ "kind": "days", "first": "2027-02-04", "times": "not-announced" }),
            "来年 2月4日 木曜日",
        ),
        (
            vec![("known", "days"), ("first", "2026-12-05"), ("last", "2026-12-07"), ("times", "whole-day")],
            json!({ "kind": "days", "first": "2026-12-05", "last": "2026-12-07", "times": "whole-day" }),
            "12月5日から 7日まで",
        ),
        (
            vec![("known", "month"), ("month", "2027-05"), ("about", "yes")],
            json!({ "kind": "month", "month": "2027-05", "about": true }),
            "来年 5月ごろ",
        ),
        (vec![("known", "undecided")], json!({ "kind": "undecided" }), "これから"),
    ];
    for (shape, expected, words) in shapes {
        let path = written(&browser, &changed(&base, &shape)).await;
        assert_eq!(kept(&house, &path).await["when"], expected);
        browser.get("/schedule").await.shows(words);
        // Saving what the page shows changes nothing, and so makes no version.
        let page = browser.get(&path).await;
        let again = super::looking::fields_of(&page.body);
        let again: Vec<(&str, &str)> =
            again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = browser.post(&path, &again).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(kept(&house, &path).await["when"], expected);
        browser.get(&path).await.shows("name=\"base\" value=\"1\"");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_form_can_say_is_kept() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(
        &third(),
        &[
            ("theme-ja-easy", "[場|ば]を ひろげる"),
            ("theme-en", "Opening the circle"),
            ("theme-zh-Hans", "扩展场所"),
            ("theme-ko", "자리를 넓히다"),
            ("description-ja", "一行目\r\n二行目"),
            ("access", "captions"),
            ("access", "wheelchair"),
            ("capacity-venue", "３０"),
            ("capacity-online", "100"),
            ("register-by-day", "2026-12-10"),
            ("register-by-time", ""),
            ("registration", "open"),
            ("check-in", "yes"),
            ("check-in-before", "30"),
            ("how-was", "60"),
            ("asks-category", "no"),
            ("shown-from-day", "2026-12-01"),
            ("shown-until-day", "2026-12-17"),
            ("url", "https://www.city.example/191091"),
            ("page-number", "191091"),
            ("office-ja", "障害保健福祉課"),
            ("tel", "03-5432-2247"),
            ("fax", "03-5432-3021"),
            ("follow", "month"),
            ("follow-month", "2027-01"),
            ("follow-part", "early"),
        ],
    );
    let path = written(&browser, &form).await;
    let body = kept(&house, &path).await;
    assert_eq!(body["theme"]["ko"], "자리를 넓히다");
    assert_eq!(body["theme"]["ja-easy"], "[場|ば]を ひろげる");
    assert_eq!(body["description"], "一行目\n二行目");
    assert_eq!(body["access"], json!(["captions", "wheelchair"]));
    assert_eq!(body["capacity"], json!({ "venue": 30, "online": 100 }));
    assert_eq!(body["registerBy"], "2026-12-10");
    assert_eq!(
        body["attendance"],
        json!({ "registration": "open", "checkIn": true, "checkInMinutesBefore": 30,
                "howWasTodayMinutes": 60, "asksCategory": false })
    );
    assert_eq!(body["shown"], json!({ "from": "2026-12-01", "until": "2026-12-17" }));
    assert_eq!(body["page"], json!({ "url": "https://www.city.example/191091", "number": "191091" }));
    assert_eq!(body["contact"]["fax"], "03-5432-3021");
    assert_eq!(body["detailsFollow"], json!({ "month": "2027-01", "part": "early" }));
    let page = browser.get(&path).await;
    for words in ["<rt>ば</rt>", "Opening the circle", "value=\"2026-12-10\"", "value=\"191091\""] {
        page.shows(words);
    }
    // Nothing that the form does not touch is lost on the way through it.
    let again = super::looking::fields_of(&page.body);
    let again: Vec<(&str, &str)> =
        again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&path, &again).await;
    assert_eq!(kept(&house, &path).await, body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_can_be_mended_comes_back_whole_and_says_where() {
    let house = House::open().await;
    let browser = house.administrator().await;
    type Changes = &'static [(&'static str, &'static str)];
    let cases: [(Changes, &str, &str); 12] = [
        (&[("theme-ja", ""), ("series-ja", ""), ("series-number", "")], "theme-ja", "テーマか、会の名前を"),
        (&[("day", "")], "day", "日を 書いてください"),
        (&[("day", "2026-02-30")], "day", "この日は 読めませんでした"),
        (&[("start", "")], "start", "「日だけ」を 選べます"),
        (&[("end", "13:00")], "end", "おわりが はじまりより 前です"),
        (&[("series-ja", "")], "series-ja", "つづきの会の 名前も"),
        (&[("capacity-venue", "たくさん")], "capacity-venue", "数字で"),
        (&[("check-in-before", "5000")], "check-in-before", "1440分"),
        (&[("url", "city.example")], "url", "https:// から"),
        (&[("page-number", "191091")], "url", "アドレスも"),
        (&[("known", "month"), ("month", "5月")], "month", "この月は 読めませんでした"),
        (&[("known", "undecided"), ("repeat", "week")], "repeat", "はじめの日が いります"),
    ];
    for (changes, field, words) in cases {
        let form = changed(&third(), &[changes, &[("place-ja", "まだ 保存していない場所")]].concat());
        let answer = browser.post("/schedule/new", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
        answer.shows(words);
        answer.shows(&format!("href=\"#{field}\""));
        answer.shows("value=\"まだ 保存していない場所\"");
        answer.shows("見なおすところが");
    }
    browser.get("/schedule").await.shows("まだ 会が ありません");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeating_meeting_is_said_by_its_rhythm() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(
        &third(),
        &[
            ("repeat", "month"),
            ("nth", "1"),
            ("nth", "3"),
            ("on", "th"),
            ("except", "2027-01-07"),
            ("repeat-until", "2027-03-31"),
        ],
    );
    let path = written(&browser, &form).await;
    let body = kept(&house, &path).await;
    assert_eq!(
        body["repeat"],
        json!({ "every": "month", "days": ["th"], "nth": [1, 3], "until": "2027-03-31", "except": ["2027-01-07"] })
    );
    browser.get("/schedule").await.shows("毎月 第1、第3 木曜日");
    let weekly = changed(&third(), &[("repeat", "week"), ("on", "mo"), ("on", "fr")]);
    written(&browser, &weekly).await;
    browser.get("/schedule").await.shows("毎週 月曜日");
    published(&browser, &path, "1").await;
    let device = Device::taken_in(&house, "入口").await;
    assert_eq!(on_screens(&device).await[0]["repeat"]["every"], "month", "kiosks expand it themselves");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_look_changes_nothing_and_who_may_write_does_not_publish() {
    use hiroba::hub::store::Role;
    let house = House::open().await;
    let administrator = house.administrator().await;
    let path = written(&administrator, &third()).await;
    let viewer = house.colleague("見る人", Role::Viewer).await;
    viewer.get(&path).await.shows("disabled");
    viewer.get("/schedule").await.shows_not("会を 加える");
    for to in
        ["/schedule/new".to_owned(), path.clone(), format!("{path}/duplicate"), format!("{path}/remove")]
    {
        assert_eq!(viewer.post(&to, &third()).await.status, StatusCode::FORBIDDEN, "{to}");
    }
    let editor = house.colleague("書く人", Role::Editor).await;
    let form = changed(&third(), &[("base", "1"), ("theme-ja", "場を つなぐ")]);
    assert_eq!(editor.post(&path, &form).await.status, StatusCode::SEE_OTHER);
    for to in ["publish", "cancel", "withdraw", "resume"] {
        let answer = editor.post(&format!("{path}/{to}"), &[("version", "2"), ("act", "now")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{to}");
    }
    editor.get(&format!("{path}/publish")).await.shows("公開は ほかの人が します");
    assert_eq!(house.stranger().get(&path).await.status, StatusCode::SEE_OTHER);
}
