//! What a place, a group or one screen says in its own way: texts of the screen, quiet hours, page and contacts.

use std::sync::{Arc, Mutex};

use hiroba::hub::Sketch;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Browser, Device, House};
use crate::schedule::{third, written};

async fn programme(device: &Device) -> Value {
    serde_json::from_str(&device.get("/programme").await.body).unwrap()
}

async fn group(house: &House, device: &Device, name: &str, group: &str) {
    let mut change = house.hub.store.begin().await.unwrap();
    change.rename_kiosk(&device.id, name, Some(group)).await.unwrap();
    let _ = change.next_revision().await.unwrap();
    change.commit().await.unwrap();
}

/// A house whose hub draws, and what it was asked to draw.
async fn drawing() -> (House, Arc<Mutex<Vec<Sketch>>>) {
    let asked: Arc<Mutex<Vec<Sketch>>> = Arc::default();
    let painter = {
        let asked = asked.clone();
        Arc::new(move |sketch: Sketch| {
            asked.lock().unwrap().push(sketch);
            Ok(b"\x89PNG".to_vec())
        })
    };
    (House::open_with(|hub| hub.with_painter(painter)).await, asked)
}

async fn save(browser: &Browser, page: &str, fields: &[(&str, &str)]) {
    let answer = browser.post(page, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_are_set_for_all_for_a_group_and_for_one_screen() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "二階").await);
    group(&house, &second, "二階", "上").await;
    let page = browser.get("/settings/quiet").await;
    page.shows("それぞれの 画面の 設定ファイルの とおりです");
    assert_eq!(programme(&first).await.get("quiet"), None, "nothing is said before anybody says it");
    let revision = *house.hub.live.revision().borrow();
    let form = [
        ("for", "all"),
        ("own", "yes"),
        ("spans", "2"),
        ("from-0", "22:00"),
        ("to-0", "07:00"),
        ("screen-0", "dark"),
        ("day-1", "sa"),
        ("day-1", "su"),
        ("from-1", "12:00"),
        ("to-1", "13:00"),
        ("screen-1", "dim"),
    ];
    let answer = browser.post("/settings/quiet", &form).await;
    assert_eq!(answer.leads_to(), "/settings/quiet?for=all&done=quiet-saved", "{}", answer.body);
    assert!(*house.hub.live.revision().borrow() > revision, "screens are told");
    let all = json!([
        { "from": "22:00", "to": "07:00", "screen": "dark" },
        { "days": ["sa", "su"], "from": "12:00", "to": "13:00", "screen": "dim" },
    ]);
    let shown = programme(&first).await;
    assert_eq!(shown["quiet"], all);
    assert!(shown["meetings"].as_array().unwrap().len() > 2, "the sample stays where only this is set");
    let page = browser.get("/settings/quiet?for=all").await;
    page.shows("value=\"22:00\"");
    page.shows("name=\"spans\" value=\"4\"");
    // A group has none at all; one screen of it has its own.
    save(&browser, "/settings/quiet", &[("for", "group/上"), ("own", "yes"), ("spans", "2")]).await;
    assert_eq!(programme(&second).await["quiet"], json!([]));
    assert_eq!(programme(&first).await["quiet"], all);
    let alone = format!("kiosk/{}", second.id);
    browser.get(&format!("/settings/quiet?for={alone}")).await.shows("静かな 時間は ありません。");
    let own =
        [("for", alone.as_str()), ("own", "yes"), ("spans", "1"), ("from-0", "09:00"), ("to-0", "10:00")];
    save(&browser, "/settings/quiet", &own).await;
    assert_eq!(programme(&second).await["quiet"][0]["from"], "09:00");
    browser.get("/settings/quiet").await.shows(">二階</");
    // Not set any more, the group's hold again.
    save(&browser, "/settings/quiet", &[("for", &alone), ("own", "no"), ("base", "1")]).await;
    assert_eq!(programme(&second).await["quiet"], json!([]));
    browser.get(&format!("/kiosks/{}", second.id)).await.shows(&format!("/settings/quiet?for={alone}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_that_cannot_be_are_said_and_kept_in_the_form() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = [
        ("for", "all"),
        ("own", "yes"),
        ("spans", "2"),
        ("from-0", "22:00"),
        ("to-1", "99:00"),
        ("from-1", "1"),
    ];
    let answer = browser.post("/settings/quiet", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("はじめと おわりの 両方を");
    answer.shows("時刻を 読みとれません");
    answer.shows("value=\"22:00\"");
    for strange in ["kiosk/none", "group/none", "some", "group/"] {
        let page = browser.get(&format!("/settings/quiet?for={strange}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{strange}");
        let form = [("for", strange), ("own", "no")];
        assert_eq!(browser.post("/settings/texts", &form).await.status, StatusCode::NOT_FOUND, "{strange}");
    }
    let first = [("for", "all"), ("own", "no")];
    save(&browser, "/settings/quiet", &first).await;
    browser.post("/settings/quiet", &first).await.shows("ほかの人が 保存しました");
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_are_said_in_the_places_own_words_from_the_wider_to_the_narrower() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "二階").await);
    group(&house, &second, "二階", "上").await;
    let page = browser.get("/settings/texts").await;
    page.shows("なくしても、当日は 参加できます。");
    page.shows("{people}人です。どうぞ お入りください。");
    page.shows_not("name=\"name-ja\"");
    let all = [
        ("for", "all"),
        ("staff-help-ja", "[手|て]を ふってください"),
        ("staff-help-en", "Just wave"),
        ("checked-in-people-ja", "{people}人で どうぞ"),
        ("name-ja", "ここでは ない"),
    ];
    let answer = browser.post("/settings/texts", &all).await;
    assert_eq!(answer.leads_to(), "/settings/texts?for=all&done=texts-saved", "{}", answer.body);
    let shown = programme(&first).await;
    assert_eq!(shown["texts"]["staff-help"], json!({ "ja": "[手|て]を ふってください", "en": "Just wave" }));
    assert_eq!(shown["texts"]["checked-in-people"], "{people}人で どうぞ");
    assert_ne!(shown["name"]["ja"], "ここでは ない", "for all it stands on the page of the place");
    // The group sees what holds otherwise, and says one of them in its own way.
    let page = browser.get("/settings/texts?for=group%2F%E4%B8%8A").await;
    page.shows("[手|て]を ふってください");
    page.shows("name=\"welcome-ja\"");
    let own = [("for", "group/上"), ("staff-help-ja", "ベルを どうぞ"), ("name-ja", "上の ひろば")];
    save(&browser, "/settings/texts", &own).await;
    let shown = programme(&second).await;
    assert_eq!(shown["texts"]["staff-help"], json!({ "ja": "ベルを どうぞ", "en": "Just wave" }));
    assert_eq!(shown["texts"]["checked-in-people"], "{people}人で どうぞ");
    assert_eq!(shown["name"]["ja"], "上の ひろば");
    assert_eq!(programme(&first).await["texts"]["staff-help"]["ja"], "[手|て]を ふってください");
    let alone = format!("kiosk/{}", second.id);
    let own = [("for", alone.as_str()), ("staff-place-ja", "となりの 部屋")];
    save(&browser, "/settings/texts", &own).await;
    let shown = programme(&second).await;
    assert_eq!(shown["staffPlace"]["ja"], "となりの 部屋");
    assert_eq!(shown["name"]["ja"], "上の ひろば");
    let log = browser.get("/log?kind=texts").await;
    log.shows("画面の ことばを 変えました");
    log.shows("二階");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_could_not_be_said_is_not_kept() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let long = "あ".repeat(61);
    let wrong = [
        ("for", "all"),
        ("checked-in-people-ja", "{name}さん、どうぞ"),
        ("come-in-ja", "{people}人で どうぞ"),
        ("lost-receipt-en", long.as_str()),
    ];
    let answer = browser.post("/settings/texts", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("ここで 使える かっこは {people} だけです");
    answer.shows("ここでは { と } は 使えません");
    answer.shows("60文字までです");
    answer.shows("{name}さん、どうぞ");
    answer.shows("<details class=\"more\" open><summary>英語");
    // A reading is no part of the length.
    let read = format!("[{}|{}]", "字".repeat(40), "よみ".repeat(30));
    save(&browser, "/settings/texts", &[("for", "all"), ("come-in-ja-easy", &read)]).await;
    // Near the limit it takes a second page at the largest size, and that is said.
    let (long, full) = ("会場の 受付に ".repeat(7), "会場の 受付に 来て ください。".repeat(5));
    let form = [
        ("for", "all"),
        ("staff-help-ja", full.as_str()),
        ("ask-elsewhere-ja", &full),
        ("keep-receipt-ja", &long),
        ("lost-receipt-ja", &long),
        ("base", "1"),
    ];
    save(&browser, "/settings/texts", &form).await;
    let page = browser.get("/settings/texts").await;
    page.shows("最大の文字で 一枚に 入りません");
    page.shows("#keep-receipt-ja");
    let editor = house.colleague("書く人", hiroba::hub::store::Role::Editor).await;
    assert_eq!(editor.get("/settings/texts").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_and_one_screen_have_a_page_and_contacts_of_their_own() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "二階").await);
    group(&house, &second, "二階", "上").await;
    let place = [
        ("name-ja", "ひろば"),
        ("office-ja", "区の 窓口"),
        ("tel", "03-1111-1111"),
        ("fax", "03-1111-2222"),
        ("url", "https://ward.example/all"),
        ("number", "10000"),
    ];
    save(&browser, "/settings/place", &place).await;
    let page = browser.get("/settings/reach").await;
    page.shows("ページ番号：10000");
    page.shows("href=\"/settings/place\"");
    page.shows_not("name=\"tel\"");
    let for_all = browser.post("/settings/reach", &[("for", "all"), ("tel", "1")]).await;
    assert_eq!(for_all.status, StatusCode::NOT_FOUND, "for all it stands on the page of the place");

    browser.get("/settings/reach?for=group%2F%E4%B8%8A").await.shows("電話：03-1111-1111");
    let wrong = [("for", "group/上"), ("number", "20000"), ("tel", "なし")];
    let answer = browser.post("/settings/reach", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("ページ番号と いっしょに、ページの アドレスも");
    answer.shows("value=\"なし\"");
    let own = [("for", "group/上"), ("url", "https://ward.example/up"), ("number", "20000")];
    save(&browser, "/settings/reach", &own).await;
    let shown = programme(&second).await;
    assert_eq!(shown["page"], json!({ "url": "https://ward.example/up", "number": "20000" }));
    assert_eq!(shown["contact"]["tel"], "03-1111-1111", "what is not said stays as all have it");
    let alone = format!("kiosk/{}", second.id);
    save(&browser, "/settings/reach", &[("for", &alone), ("tel", "03-3333-3333")]).await;
    let shown = programme(&second).await;
    assert_eq!(shown["contact"], json!({ "tel": "03-3333-3333" }), "not beside another office's fax");
    assert_eq!(shown["page"]["number"], "20000");
    let others = programme(&first).await;
    assert_eq!(
        (&others["page"]["number"], &others["contact"]["tel"]),
        (&json!("10000"), &json!("03-1111-1111"))
    );
    browser.get(&format!("/kiosks/{}", second.id)).await.shows(&format!("/settings/reach?for={alone}"));
    let log = browser.get("/log?kind=reach").await;
    log.shows("ページと 連絡先を 変えました");
    let editor = house.colleague("書く人", hiroba::hub::store::Role::Editor).await;
    assert_eq!(editor.get("/settings/reach").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_earlier_version_of_a_setting_is_kept_compared_and_brought_back() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let alone = format!("kiosk/{}", device.id);
    let never = browser.get("/settings/texts/versions?for=all").await;
    assert_eq!(never.status, StatusCode::NOT_FOUND, "it was never set");
    browser.get("/settings/texts").await.shows_not("前の版を見る");

    let with =
        |text| [("for", alone.as_str()), ("come-in-ja", text), ("come-in-en", "Come in"), ("base", "1")];
    save(&browser, "/settings/texts", &with("[奥|おく]へ どうぞ")[..3]).await;
    save(&browser, "/settings/texts", &with("どうぞ")).await;
    let (list, of) = ("/settings/texts/versions", format!("?for={alone}"));
    browser.get(&format!("/settings/texts?for={alone}")).await.shows(&format!("href=\"{list}{of}\""));
    let page = browser.get(&format!("{list}{of}")).await;
    page.shows("「画面の ことば 入口」の 版");
    page.shows("受付の あとの ことば");
    page.shows("はじめの 版");
    page.shows("管理");
    let compared = browser.get(&format!("{list}/1{of}")).await;
    compared.shows("<del>日本語：[奥|おく]へ どうぞ</del>");
    compared.shows("<ins>日本語：どうぞ</ins>");
    compared.shows("つながっている画面に すぐ 出ます");
    assert!(compared.body.contains("<div>英語：Come in</div>"), "what is the same is not marked");

    let revision = *house.hub.live.revision().borrow();
    let back = browser.post(&format!("{list}/1/restore{of}"), &[]).await;
    assert_eq!(back.leads_to(), format!("/settings/texts?for={alone}&done=own-restored"), "{}", back.body);
    browser.get(back.leads_to()).await.shows("前の版に もどしました");
    assert!(*house.hub.live.revision().borrow() > revision, "screens are told");
    assert_eq!(programme(&device).await["texts"]["come-in"]["ja"], "[奥|おく]へ どうぞ");
    browser.get("/log?kind=texts").await.shows("設定を 前の版に もどしました");
    browser.get(&format!("{list}/3{of}&with=2")).await.shows("<del>日本語：どうぞ</del>");

    // Quiet hours, page and contacts, and the place itself, by the same pages.
    let quiet = [("for", "all"), ("own", "yes"), ("spans", "1"), ("from-0", "22:00"), ("to-0", "07:00")];
    save(&browser, "/settings/quiet", &quiet).await;
    save(&browser, "/settings/quiet", &[("for", "all"), ("own", "no"), ("base", "1")]).await;
    let compared = browser.get("/settings/quiet/versions/1?for=all").await;
    compared.shows("<del>毎日 22:00から 07:00まで うす暗く する</del>");
    compared.shows("<ins>ここでは 決めない</ins>");
    save(&browser, "/settings/quiet/versions/1/restore?for=all", &[]).await;
    assert_eq!(programme(&device).await["quiet"][0]["from"], "22:00");
    save(&browser, "/settings/reach", &[("for", &alone), ("tel", "1"), ("fax", "2")]).await;
    save(&browser, "/settings/reach", &[("for", &alone), ("tel", "3"), ("base", "1")]).await;
    let compared = browser.get(&format!("/settings/reach/versions/1{of}")).await;
    compared.shows("<del>電話：1</del>");
    compared.shows("<ins>電話：3</ins>");
    save(&browser, "/settings/place", &[("name-ja", "ひろば"), ("tel", "9")]).await;
    save(&browser, "/settings/place", &[("name-ja", "みんなの ひろば"), ("base", "1")]).await;
    browser.get("/settings/place/versions?for=all").await.shows("この場所の 名前");
    save(&browser, "/settings/place/versions/1/restore?for=all", &[]).await;
    assert_eq!(programme(&device).await["name"], "ひろば");
    for strange in [
        "categories?for=all",
        "meeting?for=all",
        "texts?for=none",
        "texts?for=kiosk/none",
        "place?for=group/x",
    ] {
        let (kind, screens) = strange.split_once('?').unwrap();
        let page = browser.get(&format!("/settings/{kind}/versions?{screens}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{strange}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_seen_on_its_screen_also_before_it_is_saved() {
    let (house, asked) = drawing().await;
    let browser = house.administrator().await;
    let last = || asked.lock().unwrap().last().unwrap().clone();
    save(
        &browser,
        "/settings/quiet",
        &[("for", "all"), ("own", "yes"), ("spans", "1"), ("from-0", "00:00"), ("to-0", "23:59")],
    )
    .await;
    save(&browser, "/settings/texts", &[("for", "all"), ("come-in-ja", "奥へ どうぞ")]).await;
    let page = browser.get("/settings/texts").await;
    // Of all texts the one that was written is the first to be seen.
    page.shows("src=\"/settings/texts/preview.png?for=all&#38;v=1&#38;text=come-in\"");
    page.shows("alt=\"画面の絵。受付の あとの ことば 奥へ どうぞ\"");
    let picture =
        browser.get("/settings/texts/preview.png?for=all&v=1&text=come-in&lang=en&size=largest").await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.headers["content-type"], "image/png");
    let sketch = last();
    assert_eq!((sketch.kind.as_str(), sketch.id.as_str()), (Sketch::WORDING, "come-in"));
    assert_eq!((sketch.lang.as_str(), sketch.size.as_str()), ("en", "largest"));
    let shown: Value = serde_json::from_str(&sketch.programme).unwrap();
    assert_eq!(shown["texts"]["come-in"], "奥へ どうぞ");
    assert_eq!(shown.get("quiet"), None, "what is looked at is seen in quiet hours too");
    assert!(shown["meetings"].as_array().unwrap().len() > 2, "a meeting to come to is always there");

    let typed = [
        ("for", "all"),
        ("come-in-ja", "奥へ どうぞ"),
        ("staff-help-ja", "ベルを どうぞ"),
        ("look-text", "staff-help"),
        ("do", "look"),
        ("base", "1"),
    ];
    let answer = browser.post("/settings/texts", &typed).await;
    answer.shows("data:image/png;base64,");
    answer.shows("まだ 保存していません");
    answer.shows("value=\"ベルを どうぞ\"");
    assert_eq!(last().id, "staff-help");
    assert!(last().programme.contains("ベルを どうぞ"));
    browser.get("/settings/texts").await.shows_not("ベルを どうぞ");
    let wrong = [("for", "all"), ("come-in-ja", "{people}"), ("do", "look"), ("base", "1")];
    let answer = browser.post("/settings/texts", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("ここでは { と } は 使えません");
}

/// Regression: whatever kiosk was chosen, a meeting was seen with the page and contacts of the place.
#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_seen_with_the_page_and_contacts_of_the_screen_that_was_chosen() {
    let (house, asked) = drawing().await;
    let browser = house.administrator().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "二階").await);
    group(&house, &second, "二階", "上").await;
    let place = [("name-ja", "ひろば"), ("url", "https://ward.example/all"), ("number", "10000")];
    save(&browser, "/settings/place", &place).await;
    let own = [("for", "group/上"), ("url", "https://ward.example/up"), ("number", "20000")];
    save(&browser, "/settings/reach", &own).await;
    let path = written(&browser, &third()).await;
    for (panel, number) in [(&*first.id, "10000"), (&*second.id, "20000"), ("upright", "10000")] {
        browser.bytes(&format!("{path}/preview.png?panel={panel}")).await;
        let sketch = asked.lock().unwrap().pop().unwrap();
        let drawn: Value = serde_json::from_str(&sketch.programme).unwrap();
        assert_eq!(drawn["page"]["number"], number, "{panel}");
        assert_eq!(drawn["meetings"].as_array().map(Vec::len), Some(1));
    }
}
