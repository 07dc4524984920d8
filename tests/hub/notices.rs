//! Notices, themes and voices; emergency notices; what holds for the place.

use hiroba::hub::store::Role;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::Value;

use crate::house::{Answer, Browser, Device, House};

#[path = "notices/looking.rs"]
mod looking;

/// Where the form of a new notice leads.
pub async fn new_form(browser: &Browser, kind: &str) -> String {
    let page = browser.get(&format!("/notices/{kind}/new")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    action(&page)
}

/// Where a form with the id "save" leads.
fn action(page: &Answer) -> String {
    let form = page.body.split("id=\"save\"").nth(1).unwrap();
    form.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Saves what is written and publishes it after the last look.
pub async fn write_and_publish(browser: &Browser, path: &str, fields: &[(&str, &str)]) {
    let fields = [fields, &[("do", "publish")]].concat();
    let answer = browser.post(path, &fields).await;
    assert_eq!(answer.leads_to(), format!("{path}/publish"), "{}", answer.body);
    let page = browser.get(answer.leads_to()).await;
    let version = page.body.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    publish(browser, path, version).await;
}

pub async fn publish(browser: &Browser, path: &str, version: &str) {
    let answer = browser.post(&format!("{path}/publish"), &[("version", version)]).await;
    assert_eq!(answer.leads_to(), "/notices?done=notice-published", "{}", answer.body);
}

/// What screens of a device show.
pub async fn programme(device: &Device) -> Value {
    serde_json::from_str(&device.get("/programme").await.body).unwrap()
}

pub async fn group(house: &House, name: &str, group: &str) {
    let mut change = house.hub.store.begin().await.unwrap();
    let kiosks = house.hub.store.read().await.unwrap().kiosks().await.unwrap();
    let id = &kiosks.iter().find(|kiosk| kiosk.name == name).unwrap().id;
    change.rename_kiosk(id, name, Some(group)).await.unwrap();
    change.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_is_written_as_a_draft_then_published_and_taken_down() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/notices").await.shows("まだ ありません");
    let path = new_form(&browser, "notice").await;
    let form = [
        ("title-ja", "[雨|あめ]の 日も 開いています"),
        ("title-en", "Open on rainy days"),
        ("body-ja", "かさは 入口で あずかります"),
        ("from", "2026-12-03"),
        ("until", "2026-12-20"),
        ("until-time", "17:00"),
        ("day", "mo"),
        ("day", "fr"),
        ("hours-from-1", "09:00"),
        ("hours-to-1", "17:00"),
        ("priority", "high"),
        ("do", "draft"),
    ];
    let answer = browser.post(&path, &form).await;
    assert_eq!(answer.leads_to(), format!("{path}?done=notice-saved"), "{}", answer.body);
    let list = browser.get("/notices").await;
    list.shows("雨の 日も 開いています");
    list.shows("下書き");
    list.shows("やさしい日本語・中国語・韓国語");
    assert_ne!(programme(&device).await["notices"][0]["title"]["en"], "Open on rainy days");
    let revision = *house.hub.live.revision().borrow();
    publish(&browser, &path, "1").await;
    assert!(*house.hub.live.revision().borrow() > revision, "kiosks are told");
    let shown = programme(&device).await["notices"][0].clone();
    assert_eq!(shown["title"]["ja"], "[雨|あめ]の 日も 開いています");
    assert_eq!(shown["hours"]["days"], serde_json::json!(["mo", "fr"]));
    assert_eq!(shown["hours"]["spans"][0]["to"], "17:00");
    assert_eq!(shown["shown"]["until"], "2026-12-20T17:00");
    assert_eq!(shown["priority"], "high");
    let edit = browser.get(&path).await;
    edit.shows("value=\"2026-12-20\"");
    edit.shows("公開中");
    browser.post(&format!("{path}/take-down"), &[]).await;
    assert_eq!(programme(&device).await["notices"].as_array().map(Vec::len), Some(2), "the sample again");
    browser.get(&format!("{path}/remove")).await.shows("消しますか");
    browser.post(&format!("{path}/remove"), &[]).await;
    browser.get("/notices").await.shows_not("雨の 日も");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_mended_is_said_and_everything_written_is_kept() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = new_form(&browser, "notice").await;
    let form = [
        ("title-en", "Only English"),
        ("from", "2026-12-20"),
        ("until", "2026-12-10"),
        ("hours-from-1", "09:00"),
        ("do", "publish"),
    ];
    let answer = browser.post(&path, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("見なおすところが 2か所 あります");
    answer.shows("日本語を 書いてください");
    answer.shows("時間帯は はじめと おわりの 両方を 書きます");
    answer.shows("Only English");
    let form = [("title-ja", "題"), ("from", "2026-12-20"), ("until", "2026-12-10"), ("do", "draft")];
    browser.post(&path, &form).await.shows("おわりが はじめより 前です");
    let long = "あ".repeat(61);
    browser.post(&path, &[("title-ja", &long), ("do", "draft")]).await.shows("60文字までです");
    let strange = browser.post("/notices/notice/elsewhere", &[("title-ja", "題")]).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_looked_at_needs_its_words_and_reaches_the_kiosk() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = new_form(&browser, "notice").await;
    let fields = [("title-ja", "庭の 花"), ("picture", ""), ("do", "publish")];
    browser.upload(&path, &fields, b"<svg onload='alert(1)'/>").await.shows("写真や 絵として 読めません");
    let png = include_bytes!("../../assets/sample/notice-ring.png");
    browser.upload(&path, &fields, &png[..png.len() / 2]).await.shows("とちゅうで こわれています");
    let answer = browser.upload(&path, &fields, &vec![7; 13 * 1024 * 1024]).await;
    answer.shows("大きすぎます");
    let answer = browser.upload(&path, &fields, png).await;
    answer.shows("写真や 絵の 説明を 書いてください");
    // It is here already and need not be chosen again.
    let source = answer.body.split("name=\"picture\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(source.starts_with("pictures/"), "{source}");
    let fields =
        [("title-ja", "庭の 花"), ("picture", source), ("alt-ja", "白い 花が 三つ"), ("do", "publish")];
    let answer = browser.upload(&path, &fields, b"").await;
    assert_eq!(answer.leads_to(), format!("{path}/publish"), "{}", answer.body);
    publish(&browser, &path, "1").await;
    let picture = programme(&device).await["notices"][0]["picture"].clone();
    assert_eq!(picture["alt"], "白い 花が 三つ");
    let sent = device.get(&format!("/{}", picture["source"].as_str().unwrap())).await;
    assert_eq!(sent.headers["content-type"], "image/png");
    browser.get(&path).await.shows(&format!("/api/v1/{source}"));
    // An address elsewhere is no picture of ours.
    let elsewhere =
        [("title-ja", "庭"), ("picture", "https://elsewhere.example/a.png"), ("base", "1"), ("do", "draft")];
    browser.upload(&path, &elsewhere, b"").await;
    browser.get(&path).await.shows_not("elsewhere.example");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_and_a_voice_are_shown_too() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = new_form(&browser, "theme").await;
    let form = [("title-ja", "はなす、きく"), ("body-ja", "どちらでも いい 日です")];
    write_and_publish(&browser, &path, &form).await;
    let path = new_form(&browser, "voice").await;
    write_and_publish(&browser, &path, &[("sentence-ja", "また 来ます"), ("role-ja", "参加した人")]).await;
    let shown = programme(&device).await;
    assert_eq!(shown["themes"][0]["title"], "はなす、きく");
    assert_eq!(shown["voices"][0]["role"], "参加した人");
    let list = browser.get("/notices?kind=voice").await;
    list.shows("また 来ます");
    list.shows_not("はなす、きく");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_overwrites_what_somebody_else_wrote_meanwhile() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let editor = house.colleague("書く人", Role::Editor).await;
    let path = new_form(&browser, "notice").await;
    browser.post(&path, &[("title-ja", "一"), ("do", "draft")]).await;
    editor.post(&path, &[("title-ja", "二"), ("base", "1"), ("do", "draft")]).await;
    let late = browser.post(&path, &[("title-ja", "三"), ("base", "1"), ("do", "draft")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    late.shows("書く人さんが 保存しました");
    late.shows("name=\"base\" value=\"2\"");
    let again = browser.post(&path, &[("title-ja", "三"), ("base", "2"), ("do", "draft")]).await;
    assert_eq!(again.leads_to(), format!("{path}?done=notice-saved"));
    let publishes = editor.post(&path, &[("title-ja", "四"), ("base", "3"), ("do", "publish")]).await;
    editor.get(publishes.leads_to()).await.shows("公開は ほかの人が します");
    let alone = editor.post(&format!("{path}/publish"), &[("version", "4")]).await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN, "an editor writes drafts");
    // What somebody has not looked at is not published.
    let late = browser.post(&format!("{path}/publish"), &[("version", "3")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.shows("ほかの人が 新しく 保存しました");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_a_group_reaches_only_its_screens() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "一階").await, Device::taken_in(&house, "二階").await);
    group(&house, "二階", "上").await;
    let path = new_form(&browser, "notice").await;
    browser.get("/notices/notice/new").await.shows("name=\"screen\" value=\"group/上\"");
    write_and_publish(&browser, &path, &[("title-ja", "上だけ"), ("to", "chosen"), ("screen", "group/上")])
        .await;
    assert_eq!(programme(&second).await["notices"][0]["title"], "上だけ");
    assert_eq!(programme(&first).await["notices"].as_array().map(Vec::len), Some(0));
    browser.post(&path, &[("title-ja", "どこでも"), ("to", "all"), ("base", "1"), ("do", "draft")]).await;
    assert_eq!(
        programme(&first).await["notices"].as_array().map(Vec::len),
        Some(0),
        "a draft changes nothing"
    );
    publish(&browser, &path, "2").await;
    assert_eq!(programme(&first).await["notices"][0]["title"], "どこでも");
}

/// An emergency notice as its form sends it.
pub const QUAKE: [(&str, &str); 5] = [
    ("headline-ja", "地震の 訓練です"),
    ("instruction-ja", "机の下へ どうぞ"),
    ("headline-en", "Earthquake drill"),
    ("status", "Exercise"),
    ("for", "30"),
];

/// Everything that the look before sending would send.
pub fn hidden(page: &Answer) -> Vec<(String, String)> {
    let part = |input: &str, name: &str| {
        input.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let form = page.body.split("id=\"send\"").nth(1).unwrap();
    form.split("<input type=\"hidden\"")
        .skip(1)
        .map(|input| (part(input, "name"), part(input, "value")))
        .collect()
}

pub async fn send(browser: &Browser, form: &[(&str, &str)]) -> Answer {
    let confirm = browser.post("/emergency/confirm", form).await;
    assert_eq!(confirm.status, StatusCode::OK, "{}", confirm.body);
    let fields = hidden(&confirm);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/emergency/send", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_notice_is_looked_at_sent_and_ended() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/emergency").await.shows("何も 出ていません");
    browser.get("/emergency/new?template=fire").await.shows("エレベーターは つかいません");
    let before = *house.hub.live.revision().borrow();
    let confirm = browser.post("/emergency/confirm", &QUAKE).await;
    confirm.shows("まだ 出ていません");
    confirm.shows("机の下へ どうぞ");
    confirm.shows("訓練と 大きく 出ます");
    confirm.shows("午後2時35分");
    assert_eq!(*house.hub.live.revision().borrow(), before, "looking sends nothing");
    let mut kiosk = device.listen().await;
    kiosk.hears(&format!("\"revision\":{before}")).await;
    let answer = send(&browser, &QUAKE).await;
    assert!(answer.leads_to().ends_with("?done=emergency-sent"), "{}", answer.body);
    kiosk.hears(&format!("\"revision\":{}", before + 1)).await;
    let shown = programme(&device).await["emergencies"][0].clone();
    assert_eq!(shown["status"], "Exercise");
    assert_eq!(shown["msgType"], "Alert");
    assert_eq!(shown["sent"], "2026-12-03T14:05:00+09:00");
    assert_eq!(shown["expires"], "2026-12-03T14:35:00+09:00");
    assert_eq!(shown["info"][1]["headline"], "Earthquake drill");
    let page = answer.leads_to().split('?').next().unwrap().to_owned();
    browser.get("/emergency").await.shows("午後2時35分まで");
    browser.get(&format!("{page}/end")).await.shows("これを おわらせますか");
    let ended = browser.post(&format!("{page}/end"), &[]).await;
    assert_eq!(ended.leads_to(), format!("{page}?done=emergency-ended"));
    let after = programme(&device).await;
    assert!(!after.to_string().contains("Earthquake drill"), "{after}");
    browser.get("/emergency").await.shows("に おわらせました");
    let id = page.rsplit('/').next().unwrap();
    let mut reading = house.hub.store.read().await.unwrap();
    let versions = reading.versions(hiroba::hub::store::Kind::Emergency, id).await.unwrap();
    let last: Value = serde_json::from_str(&versions[0].body).unwrap();
    assert_eq!(last["msgType"], "Cancel");
    assert_eq!(last["references"], *id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_sends_nothing_twice_and_nothing_goes_without_a_look() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let confirm = browser.post("/emergency/confirm", &QUAKE).await;
    let fields = hidden(&confirm);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let first = browser.post("/emergency/send", &fields).await;
    let second = browser.post("/emergency/send", &fields).await;
    assert_eq!(first.leads_to(), second.leads_to());
    assert_eq!(programme(&device).await["emergencies"].as_array().map(Vec::len), Some(1));
    assert_eq!(browser.post("/emergency/send", &QUAKE).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emergency_notice_has_an_end_that_is_to_come_and_not_far() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let with = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
        QUAKE[..4].iter().copied().chain(more.iter().copied()).collect()
    };
    let no_end = browser.post("/emergency/confirm", &with(&[])).await;
    no_end.shows("いつまで 出すかを 決めてください");
    no_end.shows("地震の 訓練です");
    let exact = |date, time| with(&[("for", "exact"), ("until-date", date), ("until-time", time)]);
    browser.post("/emergency/confirm", &exact("2026-12-03", "14:00")).await.shows("いまより あとの");
    browser.post("/emergency/confirm", &exact("2027-01-03", "14:00")).await.shows("7日より 先には");
    browser.post("/emergency/confirm", &exact("2026-12-03", "14:20")).await.shows("午後2時20分");
    browser.post("/emergency/confirm", &[("for", "30")]).await.shows("見出しを 書いてください");
    send(&browser, &QUAKE).await;
    house.later(SignedDuration::from_mins(31));
    browser.get("/emergency").await.shows("何も 出ていません");
    // The next one tidies away what has run out.
    send(&browser, &QUAKE).await;
    assert_eq!(programme(&device).await["emergencies"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_publisher_sends_an_emergency_and_a_group_alone_sees_its_own() {
    let house = House::open().await;
    house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "一階").await, Device::taken_in(&house, "二階").await);
    group(&house, "二階", "上").await;
    for (name, role) in [("見る人", Role::Viewer), ("書く人", Role::Editor)] {
        let browser = house.colleague(name, role).await;
        let page = browser.get("/emergency").await;
        page.shows("出せるのは、公開する人と 管理する人です");
        assert_eq!(browser.get("/emergency/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post("/emergency/confirm", &QUAKE).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post("/emergency/send", &QUAKE).await.status, StatusCode::FORBIDDEN);
    }
    let publisher = house.colleague("公開する人", Role::Publisher).await;
    let mut form = QUAKE.to_vec();
    form.extend([("to", "chosen"), ("screen", "group/上")]);
    send(&publisher, &form).await;
    assert_eq!(programme(&second).await["emergencies"].as_array().map(Vec::len), Some(1));
    assert_eq!(programme(&first).await["emergencies"].as_array().map(Vec::len), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_place_says_is_on_every_screen_at_once() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let form = [
        ("name-ja", "みどり広場"),
        ("name-en", "Midori"),
        ("welcome-ja", "ようこそ"),
        ("staff-place-ja", "受付に います"),
        ("office-ja", "福祉の 窓口"),
        ("tel", "03-0000-0000"),
        ("fax", "03-0000-0001"),
        ("url", "https://ward.example/hiroba"),
        ("number", "12345"),
    ];
    let answer = browser.post("/settings/place", &form).await;
    assert_eq!(answer.leads_to(), "/settings?done=place-saved", "{}", answer.body);
    let shown = programme(&device).await;
    assert_eq!(shown["name"]["en"], "Midori");
    assert_eq!(shown["staffPlace"], "受付に います");
    assert_eq!(shown["contact"]["fax"], "03-0000-0001");
    assert_eq!(shown["page"]["number"], "12345");
    browser.get("/settings/place").await.shows("value=\"https://ward.example/hiroba\"");
    let wrong = [("name-ja", ""), ("url", "ward.example"), ("tel", "call us"), ("base", "1")];
    let answer = browser.post("/settings/place", &wrong).await;
    answer.shows("名前を 書いてください");
    answer.shows("https:// ではじまります");
    answer.shows("数字と - で");
    let stale = browser.post("/settings/place", &[("name-ja", "別の"), ("base", "")]).await;
    stale.shows("ほかの人が 保存しました");
    let editor = house.colleague("書く人", Role::Editor).await;
    assert_eq!(editor.get("/settings/place").await.status, StatusCode::FORBIDDEN);
    assert_eq!(editor.get("/settings").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn categories_begin_as_built_in_and_become_the_places_own() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/settings/categories").await.shows("当事者家族");
    let form = browser.get("/settings/categories/supporter").await;
    form.shows("居住支援関係者");
    // A new one with two parts, the second of them first.
    let fields = [
        ("name-ja", "近所の人"),
        ("hint-ja", "このあたりに 住む人"),
        ("division", "of-which"),
        ("parts", "2"),
        ("part-0-ja", "大人"),
        ("part-0-order", "2"),
        ("part-1-ja", "こども"),
        ("part-1-order", "1"),
        ("base", "0"),
    ];
    let answer = browser.post("/settings/categories/new", &fields).await;
    assert_eq!(answer.leads_to(), "/settings/categories?done=categories-saved", "{}", answer.body);
    let shown = programme(&device).await["categories"].clone();
    assert_eq!(shown.as_array().map(Vec::len), Some(5));
    assert_eq!(shown[4]["name"], "近所の人");
    assert_eq!(shown[4]["division"], "of-which");
    assert_eq!(shown[4]["subs"][0]["name"], "こども");
    assert_eq!(shown[0]["id"], "lived", "records know the others by their names");
    let id = shown[4]["id"].as_str().unwrap().to_owned();
    browser.post(&format!("/settings/categories/{id}/move"), &[("to", "up")]).await;
    assert_eq!(programme(&device).await["categories"][3]["id"], id.as_str());
    browser.post("/settings/categories/new", &[("base", "2")]).await.shows("日本語で 書いてください");
    browser.get(&format!("/settings/categories/{id}/remove")).await.shows("これまでの 記録は のこります");
    browser.post(&format!("/settings/categories/{id}/remove"), &[]).await;
    assert_eq!(programme(&device).await["categories"].as_array().map(Vec::len), Some(4));
    browser.post("/settings/categories", &[]).await;
    browser.get("/settings/categories").await.shows("はじめから 入っている 区分です");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_can_be_switched_off() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/settings").await.shows("画面には 見本が 出ています");
    let revision = *house.hub.live.revision().borrow();
    let answer = browser.post("/settings/sample", &[("sample", "off")]).await;
    assert_eq!(answer.leads_to(), "/settings?done=sample-off");
    assert!(*house.hub.live.revision().borrow() > revision);
    assert_eq!(programme(&device).await["meetings"].as_array().map(Vec::len), Some(0));
    browser.post("/settings/sample", &[("sample", "on")]).await;
    assert!(programme(&device).await["meetings"].as_array().unwrap().len() > 2);
}
