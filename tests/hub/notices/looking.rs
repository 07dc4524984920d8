//! A notice before it is on a screen: its picture, what to look at, and what it said before.

use std::sync::{Arc, Mutex};

use hiroba::hub::Sketch;
use reqwest::StatusCode;
use serde_json::Value;

use super::{new_form, programme, publish, write_and_publish};
use crate::house::{Device, House};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_drawn_before_it_is_kept_and_after() {
    let asked: Arc<Mutex<Vec<Sketch>>> = Arc::default();
    let heard = asked.clone();
    let painter = move |sketch: Sketch| {
        heard.lock().unwrap().push(sketch);
        Ok(b"\x89PNG picture".to_vec())
    };
    let house = House::open_with(|hub| hub.with_painter(Arc::new(painter))).await;
    let browser = house.administrator().await;
    let path = new_form(&browser, "notice").await;
    browser.get("/notices/notice/new").await.shows("「この形で 見る」");
    let typed = [
        ("title-ja", "雨の日"),
        ("from", "2030-01-01"),
        ("day", "mo"),
        ("do", "look"),
        ("look-size", "largest"),
        ("look-lang", "en"),
    ];
    let page = browser.post(&path, &typed).await;
    assert_eq!(page.status, StatusCode::OK);
    page.shows("data:image/png;base64,");
    page.shows("まだ 保存していません");
    page.shows("value=\"雨の日\"");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "looking keeps nothing");
    let sketch = asked.lock().unwrap().pop().unwrap();
    assert_eq!(
        (sketch.kind.as_str(), sketch.size.as_str(), sketch.lang.as_str()),
        ("notice", "largest", "en")
    );
    let drawn: Value = serde_json::from_str(&sketch.programme).unwrap();
    assert_eq!(drawn["notices"][0]["title"], "雨の日");
    assert!(drawn["notices"][0].get("shown").is_none(), "drawn whatever its time: {drawn}");
    assert!(drawn["notices"][0].get("hours").is_none());
    browser.post(&path, &[("title-ja", "雨の日"), ("do", "draft")]).await;
    browser.get(&path).await.shows(&format!("src=\"{path}/preview.png?v=1"));
    let picture = browser.bytes(&format!("{path}/preview.png?v=1&size=large")).await;
    assert_eq!(picture, b"\x89PNG picture");
    browser.get(&format!("{path}/publish")).await.shows(&format!("src=\"{path}/preview.png?v=1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn before_publishing_it_is_said_what_to_look_at() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = new_form(&browser, "notice").await;
    let long = "とても 長い 文です。".repeat(30);
    let form = [
        ("title-ja", "庭の 手入れ"),
        ("title-ja-easy", "庭の ていれ"),
        ("body-ja", long.as_str()),
        ("from", "2026-11-01"),
        ("until", "2026-11-20"),
        ("do", "publish"),
    ];
    let to = browser.post(&path, &form).await;
    let page = browser.get(to.leads_to()).await;
    page.shows("出す間が おわっています");
    page.shows("ふつうの文字でも 2ページに なります");
    page.shows("英語の訳が ありません");
    page.shows("ふりがなの ない 漢字が あります");
    page.shows(&format!("{path}?lang=en#title-en"));
    page.shows_not("リンクを");
    browser.get(&format!("{path}?lang=en")).await.shows("<details class=\"more\" open><summary>英語");
    let with_link = [("title-ja", "くわしくは https://127.0.0.1/a を 見てください"), ("base", "1")];
    browser.post(&path, &with_link).await;
    let page = browser.get(&format!("{path}/publish")).await;
    page.shows("リンクを もう一度 確かめる");
    let tried = browser.get(&format!("{path}/publish?links=1")).await;
    tried.shows("リンクが 答えません");
    tried.shows("内がわの 機械の アドレスは");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_version_is_kept_and_an_earlier_one_can_be_a_draft_again() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = new_form(&browser, "notice").await;
    write_and_publish(&browser, &path, &[("title-ja", "はじめの題"), ("body-ja", "はじめの文")]).await;
    browser.post(&path, &[("title-ja", "つぎの題"), ("body-ja", "はじめの文"), ("base", "1")]).await;
    let history = browser.get(&format!("{path}/versions")).await;
    history.shows("「つぎの題」の 版");
    history.shows("管理");
    history.shows("はじめの 版");
    history.shows("公開中");
    history.shows("題");
    history.shows("href=\"/notices\"");
    let one = browser.get(&format!("{path}/versions/1")).await;
    one.shows("<del>はじめの題</del>");
    one.shows("<ins>つぎの題</ins>");
    one.shows_not("はじめの文");
    let more = [("title-ja", "つぎの題"), ("title-en", "Next"), ("priority", "high"), ("base", "2")];
    browser.post(&path, &more).await;
    let one = browser.get(&format!("{path}/versions/3?with=2")).await;
    one.shows("<ins>Next</ins>");
    one.shows("<ins>多め</ins>");
    one.shows_not("<del>つぎの題</del>");
    let back = browser.post(&format!("{path}/versions/1/restore"), &[]).await;
    assert_eq!(back.leads_to(), format!("{path}?done=notice-restored"), "{}", back.body);
    browser.get(back.leads_to()).await.shows("前の版を 新しい下書きに しました");
    browser.get("/notices").await.shows("はじめの題");
    assert_eq!(programme(&device).await["notices"][0]["title"], "はじめの題", "version 1 still shows");
    publish(&browser, &path, "4").await;
    let viewer = house.colleague("見る人", hiroba::hub::store::Role::Viewer).await;
    let history = viewer.get(&format!("{path}/versions/1")).await;
    assert_eq!(history.status, StatusCode::OK);
    history.shows_not("/restore");
    let refused = viewer.post(&format!("{path}/versions/1/restore"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get(&format!("{path}/versions/9")).await.status, StatusCode::NOT_FOUND);
}
