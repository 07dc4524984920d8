//! Displays: taking one in, how it is, what is asked of it; visitors who call.

use hiroba::hub::store::Role;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Answer, Browser, Device, House};

/// What a stranger's display is answered.
async fn wants_in(house: &House) -> Value {
    let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
    let request = client.post(format!("{}/api/v1/pairing", house.address));
    let request =
        request.header("content-type", "application/json").body(json!({ "name": "new" }).to_string());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

async fn state(house: &House, ticket: &Value) -> Value {
    let path = format!("/api/v1/pairing/{}", ticket["secret"].as_str().unwrap());
    serde_json::from_str(&house.stranger().get(&path).await.body).unwrap()
}

fn report(fields: Value) -> Value {
    let mut report = json!({
        "version": "0.1.0", "revision": "1", "showing": "meeting 場をひろげる", "sure": true,
        "clock": "2026-12-03T05:05:00Z", "diskFree": 20_000_000_000_u64,
        "panel": { "diagonalIn": 43.0, "widthPx": 1920, "heightPx": 1080, "lowerEdgeMm": 800.0, "viewingDistanceMm": 1500.0 },
    });
    for (name, value) in fields.as_object().unwrap() {
        report[name] = value.clone();
    }
    report
}

/// The address of the page of the one display there is.
async fn page_of_the_only_one(house: &House) -> String {
    let kiosks = house.hub.store.read().await.unwrap().kiosks().await.unwrap();
    assert_eq!(kiosks.len(), 1);
    format!("/kiosks/{}", kiosks[0].id)
}

async fn pair(browser: &Browser, code: &str, name: &str) -> Answer {
    browser.post("/kiosks/pair", &[("code", code), ("name", name), ("group", "")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_is_taken_in_by_the_digits_that_it_shows() {
    let house = House::open().await;
    let browser = house.administrator().await;
    browser.get("/kiosks").await.shows("まだ 画面が ありません");
    let ticket = wants_in(&house).await;
    let code = ticket["code"].as_str().unwrap();
    assert_eq!(state(&house, &ticket).await["state"], "waiting");
    browser.get("/kiosks/pair").await.shows("6けたの 番号");
    // As one reads it aloud, in two groups.
    let spoken = format!("{} {}", &code[..3], &code[3..]);
    let answer = pair(&browser, &spoken, "入口").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    browser.get(answer.leads_to()).await.shows("つながりました");
    let paired = state(&house, &ticket).await;
    assert_eq!(paired["state"], "paired");
    let device = Device::with_token(&house.address, paired["token"].as_str().unwrap());
    assert_eq!(device.get("/programme").await.status, StatusCode::OK);
    // Regression: an answer that was lost on its way left a screen in the list that nobody had.
    assert_eq!(state(&house, &ticket).await, paired);
    device.post("/report", &json!({ "version": "0" })).await;
    assert_eq!(state(&house, &ticket).await["state"], "over", "a screen that has its token is told no more");
    let other = wants_in(&house).await;
    pair(&browser, other["code"].as_str().unwrap(), "二階").await;
    let page = format!("/kiosks/{}", state(&house, &other).await["kiosk"].as_str().unwrap());
    browser.post(&format!("{page}/remove"), &[]).await;
    assert_eq!(state(&house, &other).await["state"], "over", "nor is one that was taken off the list");
    let again = pair(&browser, code, "談話室").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("この番号を 出している 画面が ありません");
    again.shows("談話室");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_runs_out_and_guessing_is_slow() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let ticket = wants_in(&house).await;
    let code = ticket["code"].as_str().unwrap();
    house.later(SignedDuration::from_mins(11));
    pair(&browser, code, "入口").await.shows("この番号を 出している 画面が ありません");
    pair(&browser, "12", "入口").await.shows("番号は 6けたです");
    let ticket = wants_in(&house).await;
    let code = ticket["code"].as_str().unwrap();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..4 {
        pair(&browser, wrong, "入口").await.shows("この番号を 出している 画面が ありません");
    }
    pair(&browser, code, "入口").await.shows("10分 待ってから");
    house.later(SignedDuration::from_mins(11));
    let ticket = wants_in(&house).await;
    let answer = pair(&browser, ticket["code"].as_str().unwrap(), "入口").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "after the pause it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_says_in_words_how_each_display_is() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "受付用").await;
    browser.get("/kiosks").await.shows("まだ 連絡が ありません");
    device.post("/report", &report(json!({}))).await;
    house.later(SignedDuration::from_mins(2));
    let list = browser.get("/kiosks").await;
    list.shows("表示しています");
    list.shows("2分前に 確かめました");
    list.shows("43型・横");
    list.shows("会「場をひろげる」");
    device.post("/report", &report(json!({ "showing": "in use" }))).await;
    browser.get("/kiosks").await.shows("だれかが 使っています");
    house.later(SignedDuration::from_mins(60));
    let list = browser.get("/kiosks").await;
    list.shows("1時間 連絡が ありません");
    list.shows("#sign-open");
    list.shows("最後に届いた予定を 出しつづけます");
    browser.get(&page_of_the_only_one(&house).await).await.shows("電源の ランプは ついていますか");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_display_tells_what_staff_should_know() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let parked = json!([{ "key": "a", "meeting": "場をひろげる", "why": "the disk was full" }]);
    let told = json!({
        "revision": "0", "clock": "2026-12-03T05:05:09Z", "diskFree": 300_000_000, "waiting": 4, "parked": parked,
        "recordsClosed": "the disk is full",
    });
    device.post("/report", &report(told)).await;
    let page = browser.get(&page_of_the_only_one(&house).await).await;
    page.shows("一つ前の 内容です");
    page.shows("9秒 進んでいます");
    page.shows("300 MB");
    page.shows("4件");
    page.shows("the disk was full");
    page.shows("申し込みと受付を 止めています");
    device.post("/report", &report(json!({ "sure": false }))).await;
    let page = browser.get(&page_of_the_only_one(&house).await).await;
    page.shows("時計を 確かめています");
    page.shows("最新です");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_ask_of_a_display_reaches_it_with_its_next_report() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    device.post("/report", &report(json!({}))).await;
    let page = page_of_the_only_one(&house).await;
    for job in ["refresh", "pin", "dim", "restart", "picture", "picture"] {
        let answer = browser.post(&format!("{page}/do"), &[("job", job)]).await;
        assert_eq!(answer.leads_to(), format!("{page}?done=kiosk-asked"));
    }
    let answer = browser.post(&format!("{page}/do"), &[("job", "explode")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    browser.get(&page).await.shows("受付の画面に 固定する");
    let reply: Value = serde_json::from_str(&device.post("/report", &report(json!({}))).await.body).unwrap();
    let errands = reply["errands"].as_array().unwrap();
    let kinds: Vec<&str> = errands.iter().map(|errand| errand["job"]["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), 5, "what waits is not asked twice: {kinds:?}");
    assert!(["refresh", "pin", "dim", "restart", "picture"].iter().all(|kind| kinds.contains(kind)));
    let done: Vec<&Value> = errands.iter().map(|errand| &errand["id"]).collect();
    let told = report(json!({ "done": done, "pinned": true, "dimmed": true }));
    device.post("/report", &told).await.shows("\"errands\":[]");
    let after = browser.get(&page).await;
    after.shows("受付の画面に 固定しています");
    after.shows("固定を やめる");
    after.shows("明るくする");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_sends_a_small_picture_and_nothing_else_in_its_place() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let page = page_of_the_only_one(&house).await;
    browser.get(&page).await.shows("まだ ありません。頼むと、数秒で ここに 出ます。");
    assert_eq!(browser.get(&format!("{page}/picture.png")).await.status, StatusCode::NOT_FOUND);
    let png = include_bytes!("../../assets/sample/notice-ring.png").to_vec();
    for (kind, bytes) in [
        ("image/png", b"<html>".to_vec()),
        ("image/png", png[..png.len() / 2].to_vec()),
        ("text/html", png.clone()),
        ("image/png", vec![0; 600_000]),
    ] {
        assert_eq!(device.post_bytes("/picture", kind, bytes).await.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(device.post_bytes("/picture", "image/png", png).await.status, StatusCode::OK);
    browser.get(&page).await.shows(&format!("{page}/picture.png?"));
    let picture = browser.get(&format!("{page}/picture.png")).await;
    assert_eq!(picture.headers["content-type"], "image/png");
    let stranger = house.stranger().get(&format!("{page}/picture.png")).await;
    assert!(stranger.leads_to().starts_with("/sign-in"), "a screen may show what only visitors see");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_display_shows_stands_beside_the_schedule_once_it_was_asked_for() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    browser.get("/schedule").await.shows_not("いま 入口に 出ているもの");
    device.post("/report", &report(json!({}))).await;
    let schedule = browser.get("/schedule").await;
    schedule.shows("いま 入口に 出ているもの");
    schedule.shows("いまは：会「場をひろげる」");
    schedule.shows_not("picture.png");
    let page = page_of_the_only_one(&house).await;
    let asked = browser.post(&format!("{page}/do"), &[("job", "picture"), ("back", "schedule")]).await;
    assert_eq!(asked.leads_to(), "/schedule?done=kiosk-asked");
    let schedule = browser.get("/schedule").await;
    schedule.shows("写しを 頼んであります");
    schedule.shows_not("写しを 新しくする");
    let png = include_bytes!("../../assets/sample/notice-ring.png").to_vec();
    device.post_bytes("/picture", "image/png", png).await;
    let reply: Value = serde_json::from_str(&device.post("/report", &report(json!({}))).await.body).unwrap();
    let done = json!({ "done": [reply["errands"][0]["id"]] });
    device.post("/report", &report(done)).await;
    let schedule = browser.get("/schedule").await;
    schedule.shows(&format!("{page}/picture.png?"));
    schedule.shows("alt=\"入口の 画面\"");
    schedule.shows("写しを 新しくする");
    // Who may only look asks nothing of it; and one that is silent shows nothing that could be known.
    let viewer = house.colleague("見る人", Role::Viewer).await;
    let seen = viewer.get("/schedule").await;
    seen.shows("picture.png");
    seen.shows_not("写しを 新しくする");
    house.later(SignedDuration::from_mins(6));
    browser.get("/schedule").await.shows_not("いま 入口に 出ているもの");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_display_is_named_grouped_and_let_go() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let page = page_of_the_only_one(&house).await;
    browser.post(&page, &[("name", ""), ("group", "")]).await.shows("画面の 名前を 書いてください");
    let revision = *house.hub.live.revision().borrow();
    let answer = browser.post(&page, &[("name", "玄関"), ("group", "一階")]).await;
    assert_eq!(answer.leads_to(), format!("{page}?done=kiosk-changed"));
    assert!(*house.hub.live.revision().borrow() > revision, "another group shows other things");
    let list = browser.get("/kiosks").await;
    list.shows("玄関");
    list.shows("グループ 一階");
    browser.get(&format!("{page}/remove")).await.shows("玄関を 外しますか");
    assert_eq!(browser.post(&format!("{page}/remove"), &[]).await.leads_to(), "/kiosks?done=kiosk-removed");
    assert_eq!(device.get("/programme").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    let acts: Vec<String> = house
        .hub
        .store
        .read()
        .await
        .unwrap()
        .audit(None, 0, 9)
        .await
        .unwrap()
        .into_iter()
        .map(|e| e.act)
        .collect();
    assert!(
        acts.contains(&"kiosk-removed".to_owned()) && acts.contains(&"kiosk-changed".to_owned()),
        "{acts:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_only_look_asks_nothing_of_a_display() {
    let house = House::open().await;
    house.administrator().await;
    Device::taken_in(&house, "入口").await;
    let page = page_of_the_only_one(&house).await;
    let viewer = house.colleague("見る人", Role::Viewer).await;
    let seen = viewer.get(&page).await;
    assert_eq!(seen.status, StatusCode::OK);
    seen.shows_not("/do\"");
    seen.shows_not("/remove\"");
    let job = viewer.post(&format!("{page}/do"), &[("job", "restart")]).await;
    assert_eq!(job.status, StatusCode::FORBIDDEN);
    assert_eq!(viewer.get("/kiosks/pair").await.status, StatusCode::FORBIDDEN);
    let publisher = house.colleague("公開する人", Role::Publisher).await;
    assert_eq!(publisher.post(&format!("{page}/remove"), &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_calls_and_the_screen_says_that_somebody_comes() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "談話室").await;
    let call = format!("{:032x}", 7);
    browser.get("/notices").await.shows_not("談話室で 呼ばれています");
    let quiet = browser.get("/calls/now").await;
    let known = quiet.body.split("known=").nth(1).unwrap().split('"').next().unwrap();
    device.post("/calls", &json!({ "id": call })).await;
    device.post("/calls", &json!({ "id": call })).await;
    let rings = browser.get(&format!("/calls/now?known={known}")).await;
    rings.shows("談話室で 呼ばれています");
    assert_eq!(rings.body.matches("data-call").count(), 1, "a repeat rings once");
    for page in ["/notices", "/kiosks", "/emergency", "/settings", "/calls"] {
        browser.get(page).await.shows("談話室で 呼ばれています");
    }
    let viewer = house.colleague("見る人", Role::Viewer).await;
    let answer = viewer.post(&format!("/calls/{call}/answer"), &[]).await;
    assert_eq!(answer.leads_to(), "/calls?done=call-answered");
    let reply = device.post("/report", &report(json!({}))).await;
    reply.shows(&format!("{{\"kind\":\"coming\",\"call\":\"{call}\"}}"));
    let list = browser.get("/calls").await;
    list.shows_not("data-call");
    list.shows("見る人さんが すぐに 答えました");
    viewer.post(&format!("/calls/{call}/answer"), &[]).await;
    let reply: Value = serde_json::from_str(&device.post("/report", &report(json!({}))).await.body).unwrap();
    assert_eq!(reply["errands"].as_array().unwrap().len(), 1, "a second answer is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_shows_the_calls_already_is_told_nothing_and_a_stranger_even_less() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let first = browser.get("/calls/now").await;
    let known = first.body.split("known=").nth(1).unwrap().split('"').next().unwrap();
    let again = browser.get(&format!("/calls/now?known={known}")).await;
    assert_eq!(again.status, StatusCode::NO_CONTENT);
    let stranger = house.stranger().get("/calls/now").await;
    assert_eq!(stranger.status.as_u16(), 286, "htmx asks no more");
    assert_eq!(stranger.body, "");
    let script = house.stranger().get("/static/calls.js").await;
    assert_eq!(script.status, StatusCode::OK);
    assert_eq!(house.stranger().get("/static/chime.wav").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_that_asks_by_itself_keeps_nobody_signed_in() {
    let house = House::open().await;
    let (left, used) = (house.administrator().await, house.colleague("書く人", Role::Editor).await);
    for _ in 0..9 {
        house.later(SignedDuration::from_hours(1));
        left.get_by_itself("/calls/now").await;
        used.get("/kiosks").await;
    }
    assert!(left.get("/kiosks").await.leads_to().starts_with("/sign-in"), "nobody was there for nine hours");
    assert_eq!(used.get("/kiosks").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_make_a_room_quiet_until_the_end_of_the_day_where_the_screen_knows_how() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    device.post("/report", &report(json!({}))).await;
    let page = page_of_the_only_one(&house).await;
    browser.get(&page).await.shows_not("value=\"calm\"");
    device.post("/report", &report(json!({ "calm": false }))).await;
    let before = browser.get(&page).await;
    before.shows("部屋のために 静かにする");
    before.shows_not("スタッフが 選びました");
    let act = format!("{page}/do");
    for job in ["calm", "calm", "uncalm", "calm"] {
        browser.post(&act, &[("job", job)]).await;
        // Their order is that of their moments.
        house.later(jiff::SignedDuration::from_secs(1));
    }
    browser.get(&page).await.shows("きょうの おわりまで 静かにする");
    let reply = device.post("/report", &report(json!({ "calm": false }))).await;
    let reply: Value = serde_json::from_str(&reply.body).unwrap();
    let jobs: Vec<&Value> =
        reply["errands"].as_array().unwrap().iter().map(|errand| &errand["job"]).collect();
    let tonight = json!({ "kind": "calm", "calm": true, "until": "2026-12-03T15:00:00Z" });
    let over = json!({ "kind": "calm", "calm": false });
    assert_eq!(jobs, [&tonight, &over, &tonight], "what is wanted last is wanted");
    device.post("/report", &report(json!({ "calm": true }))).await;
    let after = browser.get(&page).await;
    after.shows("スタッフが 選びました");
    after.shows("静かにするのを やめる");
    let editor = house.colleague("書く人", hiroba::hub::store::Role::Editor).await;
    editor.get(&page).await.shows("スタッフが 選びました");
    assert_eq!(editor.post(&act, &[("job", "uncalm")]).await.status, StatusCode::FORBIDDEN);
}

// Ninety-nine requests from one address kept every screen out for ten minutes, again and again.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_to_be_taken_in_again_and_again_keeps_no_other_screen_out() {
    let house = House::open().await;
    let ask = async |from: &str| {
        let request = crate::house::client().post(format!("{}/api/v1/pairing", house.address));
        let request = request.header("x-forwarded-for", from).header("content-type", "application/json");
        request.body("{}").send().await.unwrap().status()
    };
    for minute in 0..20 {
        for _ in 0..20 {
            ask("198.51.100.7").await;
        }
        assert_eq!(ask("198.51.100.7").await, StatusCode::TOO_MANY_REQUESTS, "{minute}");
        assert_eq!(ask(&format!("203.0.113.{minute}")).await, StatusCode::OK, "{minute}");
        house.later(SignedDuration::from_mins(1));
    }
    // Where a house has many screens they all get their codes.
    for _ in 0..20 {
        assert_eq!(ask("192.0.2.1").await, StatusCode::OK);
    }
}

// A previews' panel of 1e308 inches.
#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_cannot_be_is_none() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let panel = |diagonal: f64, width: u32| {
        json!({ "panel": { "diagonalIn": diagonal, "widthPx": width, "heightPx": 1080, "lowerEdgeMm": 800.0,
            "viewingDistanceMm": 1500.0 } })
    };
    for (diagonal, width) in [(1e308, 1920), (0.0, 1920), (-1.0, 1920), (43.0, 0), (43.0, 4_000_000_000)] {
        let told = device.post("/report", &report(panel(diagonal, width))).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let kiosks = house.hub.store.read().await.unwrap().kiosks().await.unwrap();
        let kept: Value = serde_json::from_str(kiosks[0].reported.as_deref().unwrap()).unwrap();
        assert_eq!(kept["panel"], Value::Null, "{diagonal} {width}");
        assert_eq!(browser.get(&format!("/kiosks/{}", device.id)).await.status, StatusCode::OK);
    }
    device.post("/report", &report(panel(43.0, 1920))).await;
    browser.get(&format!("/kiosks/{}", device.id)).await.shows("43");
}

/// What staff want of a screen, as it is told.
async fn coming(device: &Device) -> Vec<String> {
    let reply: Value = serde_json::from_str(&device.post("/report", &report(json!({}))).await.body).unwrap();
    let errands = reply["errands"].as_array().unwrap();
    errands.iter().filter_map(|errand| errand["job"]["call"].as_str().map(str::to_owned)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_rings_once_until_somebody_answers_and_whoever_stands_there_then_is_told() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let (device, other) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let call = |n: u128| format!("{n:032x}");
    for n in 1..=50 {
        assert_eq!(device.post("/calls", &json!({ "id": call(n) })).await.status, StatusCode::OK);
    }
    other.post("/calls", &json!({ "id": call(100) })).await;
    assert_eq!(
        staff.get("/calls/now").await.body.matches("で 呼ばれています").count(),
        2,
        "one of each screen"
    );
    staff.post(&format!("/calls/{}/answer", call(1)), &[]).await;
    let mut told = coming(&device).await;
    told.sort();
    assert_eq!(told, [call(1), call(50)]);
    assert!(coming(&other).await.is_empty());
    // And then it may ring again.
    device.post("/calls", &json!({ "id": call(51) })).await;
    assert_eq!(staff.get("/calls/now").await.body.matches("で 呼ばれています").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_answers_a_call_that_was_answered_is_told_so() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let path = format!("/calls/{:032x}/answer", 1);
    assert_eq!(staff.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    device.post("/calls", &json!({ "id": format!("{:032x}", 1) })).await;
    assert_eq!(staff.post(&path, &[]).await.leads_to(), "/calls?done=call-answered");
    let again = staff.post(&path, &[]).await;
    assert_eq!(again.leads_to(), "/calls?done=call-answered-before");
    staff.get(again.leads_to()).await.shows("ほかの人が もう 答えています");
    assert_eq!(coming(&device).await.len(), 1);
}

// Ringing counted from the first of the calls that ring as one: a visitor who called after an hour and 59 minutes
// was told that staff know, and twelve seconds later nothing rang any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_screen_rings_from_its_newest_call_on_and_each_is_heard_and_none_twice() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let call = async |n: u128| device.post("/calls", &json!({ "id": format!("{n:032x}") })).await.status;
    let ring = async || staff.get("/calls/now").await.body;
    let part = |body: &str, name: &str| {
        body.split(name)
            .nth(1)
            .map(|rest| rest.split(['"', '&']).next().unwrap().to_owned())
            .unwrap_or_default()
    };
    assert_eq!(call(1).await, StatusCode::OK);
    let first = ring().await;
    house.later(SignedDuration::from_secs(2 * 60 * 60 - 10));
    assert_eq!(call(2).await, StatusCode::OK);
    house.later(SignedDuration::from_secs(12));
    let second = ring().await;
    assert!(second.contains("で 呼ばれています"), "{second}");
    // An open page shows the same line; that somebody else calls it learns by these two, and makes its sound.
    for name in ["data-call=\"", "known="] {
        assert_ne!(part(&first, name), part(&second, name), "{name}");
    }
    assert_eq!(call(3).await, StatusCode::OK);
    staff.post(&format!("/calls/{:032x}/answer", 1), &[]).await;
    let mut told = coming(&device).await;
    told.sort();
    assert_eq!(told, [1, 3].map(|n| format!("{n:032x}")));
    // Tries that arrive after the answer are not somebody new.
    for n in [1, 2, 3] {
        assert_eq!(call(n).await, StatusCode::OK);
    }
    assert!(!ring().await.contains("で 呼ばれています"));
}

// It rang on every page for two hours, and there was no screen to go to.
#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_was_removed_rings_no_more() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    device.post("/calls", &json!({ "id": format!("{:032x}", 1) })).await;
    staff.get("/calls/now").await.shows("で 呼ばれています");
    staff.post(&format!("/kiosks/{}/remove", device.id), &[]).await;
    staff.get("/calls/now").await.shows_not("で 呼ばれています");
}
