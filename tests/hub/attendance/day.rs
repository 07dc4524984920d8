//! The day of a meeting, as staff see it.

use hiroba::hub::store::{Engine, Role};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::place::{key, publish, staff, today};
use crate::house::{Browser, Device, House};

async fn open(room: u32) -> (House, Browser) {
    let house = House::open().await;
    let browser = house.administrator().await;
    publish(&house, &today(room)).await;
    (house, browser)
}

fn record(number: u128, what: Value) -> Value {
    json!({
        "version": 1, "key": key(number), "meeting": "today", "sure": true,
        "observed": "2026-12-03T04:45:00Z", "what": what
    })
}

/// What a page shows as the number of a count: `<dt>word</dt><dd>number`.
#[track_caller]
fn counts(page: &str, word: &str, number: u32) {
    let wanted = format!("<dt>{word}</dt><dd>{number}");
    assert!(page.contains(&wanted), "{wanted} is not in:\n{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_kiosk_sends_is_counted_on_the_page_at_once_and_an_open_page_is_told() {
    let (house, browser) = open(2).await;
    let device = Device::taken_in(&house, "入口").await;
    let lived = json!([{ "category": "lived", "people": 1 }]);
    let records = [
        record(1, json!({ "kind": "registered", "way": "venue", "mark": key(91), "party": lived })),
        record(
            2,
            json!({ "kind": "registered", "way": "venue", "mark": key(92),
                          "party": [{ "category": "supporter", "sub": "medical", "people": 2 }] }),
        ),
        record(3, json!({ "kind": "registered", "way": "online", "party": [{ "people": 1 }] })),
        record(4, json!({ "kind": "came-with-receipt", "registration": key(1), "people": 1 })),
        record(
            5,
            json!({ "kind": "walked-in", "party": [{ "category": "other", "sub": "student", "people": 1 }] }),
        ),
        record(6, json!({ "kind": "felt", "feeling": "relieved" })),
    ];
    device.post("/records", &json!({ "records": records })).await;
    let page = browser.get("/attendance/today").await;
    counts(&page.body, "申し込み", 4);
    counts(&page.body, "参加者", 2);
    counts(&page.body, "受付", 1);
    counts(&page.body, "当日参加", 1);
    counts(&page.body, "空き待ち", 2);
    for word in ["当事者", "病院・訪問看護", "うち学生", "13:45から", "ほっとした"] {
        page.shows(word);
    }
    let list = browser.get("/attendance").await;
    list.shows("きょうの会");
    list.shows("/attendance/today");
    // An open page asks again and again; it is told only what is new.
    let (_, rest) = page.body.split_once("counts?seen=").unwrap();
    let seen = rest.split_once('"').unwrap().0;
    let path = format!("/attendance/today/counts?seen={seen}");
    assert_eq!(browser.get(&path).await.status, StatusCode::NO_CONTENT);
    device
        .post(
            "/records",
            &json!({ "records": [record(7, json!({ "kind": "walked-in", "party": [{ "people": 1 }] }))] }),
        )
        .await;
    let part = browser.get(&path).await;
    counts(&part.body, "当日参加", 2);
    part.shows_not("<html");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_should_look_at_is_explained_with_its_quarter_of_an_hour() {
    let (house, browser) = open(1).await;
    let device = Device::taken_in(&house, "入口").await;
    let mut unsure = record(3, json!({ "kind": "walked-in", "party": [{ "people": 1 }] }));
    unsure["sure"] = Value::from(false);
    let mut newer = record(4, json!({ "kind": "sang" }));
    newer["version"] = Value::from(9);
    let records = [
        record(1, json!({ "kind": "came-with-receipt", "registration": key(70), "people": 1 })),
        record(2, json!({ "kind": "came-with-receipt", "registration": key(70), "people": 1 })),
        unsure,
        newer,
    ];
    device.post("/records", &json!({ "records": records })).await;
    let parked = json!({ "parked": [{ "key": "x", "meeting": "today", "why": "It has no key." }] });
    assert_eq!(device.post("/report", &parked).await.status, StatusCode::OK);
    let page = browser.get("/attendance/today").await;
    for words in [
        "会場の定員1名より多い",
        "ここに申し込みの記録がない受付番号",
        "同じ 受付番号が もう一度 使われました",
        "時計が 正しいか わからない",
        "新しい 版の 画面から 届いた",
        "13:45から",
        "入口",
        "It has no key.",
    ] {
        page.shows(words);
    }
    page.shows_not("13:45:");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_up_by_telephone_gets_a_receipt_once_that_a_kiosk_can_read() {
    let (house, browser) = open(2).await;
    let form_page = browser.get("/attendance/today/sign-up").await;
    for word in ["電話", "FAX", "窓口", "答えない", "当事者", "その他 ＞ </span>学生", "30日あと"]
    {
        form_page.shows(word);
    }
    let form_key = key(1);
    let form = [
        ("key", form_key.as_str()),
        ("channel", "fax"),
        ("way", "venue"),
        ("n:lived/", "1"),
        ("n:", "１"),
        ("receipt", "yes"),
        ("name", "世田谷 花子"),
        ("fax", "03-5432-3021"),
    ];
    let done = browser.post("/attendance/today/sign-up", &form).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let (_, rest) = done.body.split_once("<p class=\"code\">").unwrap();
    let digits: String = rest.split_once("</p>").unwrap().0.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 8, "{rest}");
    // The same form once more: nothing is counted twice, and no number is shown.
    let again = browser.post("/attendance/today/sign-up", &form).await;
    again.shows("この 申し込みは 記録してあります");
    again.shows_not("class=\"code\"");
    // A kiosk of this hub knows the receipt by the salt it is told.
    let device = Device::taken_in(&house, "入口").await;
    let shared: Value = serde_json::from_str(&device.get("/shared?after=0").await.body).unwrap();
    let receipt = hiroba::domain::attendance::Receipt::parse(&digits).unwrap();
    let salt = u128::from_str_radix(shared["salts"][0].as_str().unwrap(), 16).unwrap();
    let mark = receipt.mark(&hiroba::domain::attendance::Salt(salt.to_be_bytes()));
    assert_eq!(shared["records"][0]["what"]["mark"], mark.to_string());
    assert_eq!(shared["records"].as_array().unwrap().len(), 1);
    let rows = house.hub.store.read().await.unwrap().records("today").await.unwrap();
    assert_eq!((rows[0].origin.as_str(), rows[0].kiosk.as_str()), ("staff", ""));
    // The next one waits for a seat.
    let form_key = key(2);
    let form = [("key", form_key.as_str()), ("channel", "telephone"), ("way", "venue"), ("n:", "1")];
    let answer = browser.post("/attendance/today/sign-up", &form).await;
    assert_eq!(answer.leads_to(), "/attendance/today?done=at-signed-up-waits");
    let page = browser.get(answer.leads_to()).await;
    page.shows("空き待ちです");
    counts(&page.body, "申し込み", 3);
    page.shows("FAX");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_stands_in_its_own_table_and_nowhere_else_and_goes_thirty_days_after_the_meeting() {
    let (house, browser) = open(20).await;
    for number in 0..5_u128 {
        let (form_key, name) = (key(number), format!("花子{number}"));
        let form = [
            ("key", form_key.as_str()),
            ("channel", "telephone"),
            ("way", "online"),
            ("n:lived/", "1"),
            ("name", name.as_str()),
            ("tel", "03-5432-2247"),
            ("note", "折り返し"),
        ];
        browser.post("/attendance/today/sign-up", &form).await;
    }
    let mut reading = house.hub.store.read().await.unwrap();
    let contacts = reading.contacts("today").await.unwrap();
    assert_eq!(contacts.len(), 5);
    let rows = reading.records("today").await.unwrap();
    let audit = reading.audit(None, 0, 100).await.unwrap();
    let others = format!("{rows:?} {audit:?}");
    for secret in ["花子", "5432", "折り返し"] {
        assert!(!others.contains(secret), "{secret} in {others}");
    }
    for contact in &contacts {
        assert!(rows.iter().all(|row| row.key != contact.id && !row.body.contains(&contact.id)));
        assert_eq!(contact.day % (24 * 60 * 60 * 1000), 0, "no hour that would lead to a record");
        assert!(!format!("{contact:?}").contains("花子"), "a log shows nothing of it");
    }
    // The order on the disk is that of random ids, not of who came first.
    let on_disk = match house.hub.store.engine() {
        Engine::Sqlite => "SELECT id FROM contact ORDER BY rowid",
        Engine::Postgres => "SELECT id FROM contact ORDER BY ctid",
    };
    let on_disk: Vec<String> = sqlx::query_scalar(on_disk).fetch_all(&mut *reading).await.unwrap();
    assert!(on_disk.windows(2).all(|pair| pair[0] < pair[1]), "{on_disk:?}");
    drop(reading);
    let list = browser.get("/attendance/today/contacts").await;
    list.shows("花子3");
    list.shows("会の 30日あとに");
    list.shows_not("当事者");
    let ask = browser.get(&format!("/attendance/today/contacts?remove={}", contacts[0].id)).await;
    ask.shows("この 連絡先を 消しますか");
    browser.post("/attendance/today/contacts", &[("contact", contacts[0].id.as_str())]).await;
    assert_eq!(house.hub.store.read().await.unwrap().contacts("today").await.unwrap().len(), 4);
    house.later(SignedDuration::from_hours(29 * 24));
    assert_eq!(house.hub.forget_contacts().await.unwrap(), 0);
    house.later(SignedDuration::from_hours(30));
    assert_eq!(house.hub.forget_contacts().await.unwrap(), 4);
    assert!(house.hub.store.read().await.unwrap().contacts("today").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_contacts_are_kept_is_for_the_administrator_to_say() {
    let (house, browser) = open(20).await;
    let editor = staff(&house, Role::Editor).await;
    let form = [
        ("key", "00000000000000000000000000000001"),
        ("channel", "counter"),
        ("way", "venue"),
        ("n:", "1"),
        ("name", "花子"),
    ];
    editor.post("/attendance/today/sign-up", &form).await;
    let days = [("forgets", "yes"), ("days", "3")];
    assert_eq!(editor.post("/settings/contacts", &days).await.status, StatusCode::FORBIDDEN);
    let wrong = browser.post("/settings/contacts", &[("forgets", "yes"), ("days", "0")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows("1から 365までの 日数");
    browser.post("/settings/contacts", &[("forgets", "no"), ("days", "3")]).await;
    house.later(SignedDuration::from_hours(24 * 5));
    assert_eq!(house.hub.forget_contacts().await.unwrap(), 0, "kept until somebody removes them");
    let browser = house.stranger();
    let again = [("name", "管理"), ("password", crate::house::PASSWORD), ("back", "/")];
    browser.post("/sign-in", &again).await;
    browser.post("/settings/contacts", &days).await;
    assert!(house.hub.store.read().await.unwrap().contacts("today").await.unwrap().is_empty());
    let mut reading = house.hub.store.read().await.unwrap();
    let audit = reading.audit(Some("setting/contact-days"), 0, 9).await.unwrap();
    assert_eq!((audit[0].earlier.as_deref(), audit[0].later.as_deref()), (Some("never"), Some("3")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_counted_is_compared_with_what_was_recorded_and_corrected_with_a_reason() {
    let (_house, browser) = open(20).await;
    let form = [("key", "0000000000000000000000000000000a"), ("kind", "walk-in"), ("n:", "3")];
    browser.post("/attendance/today/arrivals", &form).await;
    let form = [("key", "0000000000000000000000000000000b"), ("kind", "registered"), ("n:", "2")];
    browser.post("/attendance/today/arrivals", &form).await;
    browser.get("/attendance/today/count").await.shows("まだ だれも 数えていません");
    let empty =
        browser.post("/attendance/today/count", &[("key", &key(1)), ("venue", ""), ("online", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.shows("会場か オンラインの 人数を 書いてください");
    let form = [("key", &*key(2)), ("venue", "6"), ("online", "4")];
    assert_eq!(
        browser.post("/attendance/today/count", &form).await.leads_to(),
        "/attendance/today/count?done=at-counted"
    );
    let page = browser.get("/attendance/today/count").await;
    page.shows("記録では 5人、数えると 10人です。数えた ほうが 5人 多いです");
    page.shows("/attendance/today/correct?count=came&#38;sign=more&#38;by=5&#38;reason=recounted");
    let form = [("key", &*key(3)), ("count", "came"), ("sign", "more"), ("by", "5"), ("reason", "recounted")];
    assert_eq!(
        browser.post("/attendance/today/correct", &form).await.leads_to(),
        "/attendance/today/count?done=at-corrected"
    );
    browser.post("/attendance/today/correct", &form).await;
    browser.get("/attendance/today/count").await.shows("合っています。記録も、数えた 人数も 10人です");
    let text = browser.get("/reports/today/report.txt").await;
    text.shows("職員の訂正　+5名");
    browser.get("/attendance/today").await.shows("オンライン（14:05に 数えた 人数）");
    let wrong =
        [("key", &*key(4)), ("count", "came"), ("sign", "more"), ("by", "many"), ("reason", "recounted")];
    let answer = browser.post("/attendance/today/correct", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.shows("数字で 書いてください");
    answer.shows("value=\"many\"");
    let free =
        [("key", &*key(5)), ("count", "came"), ("sign", "more"), ("by", "1"), ("reason", "花子さんが来た")];
    assert_eq!(browser.post("/attendance/today/correct", &free).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_something_to_mend_keeps_what_was_typed() {
    let (house, browser) = open(20).await;
    let form = [
        ("key", "0000000000000000000000000000000c"),
        ("channel", "fax"),
        ("way", "online"),
        ("n:lived/", "二"),
        ("tel", "03-5432-2247"),
        ("receipt", "yes"),
    ];
    let answer = browser.post("/attendance/today/sign-up", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "value=\"二\"",
        "value=\"03-5432-2247\"",
        "value=\"fax\" checked",
        "value=\"online\" checked",
        "value=\"yes\" checked",
        "href=\"#n:lived/\"",
    ] {
        answer.shows(kept);
    }
    let nobody = [("key", "0000000000000000000000000000000c"), ("channel", "fax"), ("way", "online")];
    browser.post("/attendance/today/sign-up", &nobody).await.shows("だれか 一人から 加えられます");
    let many =
        [("key", "0000000000000000000000000000000c"), ("channel", "fax"), ("way", "online"), ("n:", "21")];
    browser.post("/attendance/today/sign-up", &many).await.shows("一度に 20人まで");
    let rows = house.hub.store.read().await.unwrap().records("today").await.unwrap();
    assert!(rows.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_sees_counts_and_reports_but_no_contact_and_only_a_publisher_corrects() {
    let (house, browser) = open(20).await;
    let form = [
        ("key", "00000000000000000000000000000001"),
        ("channel", "counter"),
        ("way", "venue"),
        ("n:", "1"),
        ("name", "花子"),
    ];
    browser.post("/attendance/today/sign-up", &form).await;
    let (viewer, editor) = (staff(&house, Role::Viewer).await, staff(&house, Role::Editor).await);
    let publisher = staff(&house, Role::Publisher).await;
    for path in [
        "/attendance",
        "/attendance/today",
        "/attendance/today/count",
        "/reports",
        "/reports/today",
        "/reports/today/report.csv",
    ] {
        let answer = viewer.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.shows_not("花子");
        answer.shows_not("/contacts\"");
    }
    for path in ["sign-up", "arrivals", "contacts", "correct"] {
        let path = format!("/attendance/today/{path}");
        assert_eq!(viewer.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(viewer.post(&path, &form).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(viewer.post("/attendance/today/count", &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        viewer.post("/reports/today/reported", &[("reported", "yes")]).await.status,
        StatusCode::FORBIDDEN
    );
    editor.get("/attendance/today/contacts").await.shows("花子");
    assert_eq!(editor.get("/attendance/today/correct").await.status, StatusCode::FORBIDDEN);
    assert_eq!(publisher.get("/attendance/today/correct").await.status, StatusCode::OK);
    assert_eq!(browser.get("/attendance/nothing-like-it").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_marked_as_done_and_says_when_records_were_added_since() {
    let (house, browser) = open(20).await;
    let form = [("key", "00000000000000000000000000000001"), ("kind", "walk-in"), ("n:", "1")];
    browser.post("/attendance/today/arrivals", &form).await;
    browser.get("/reports").await.shows("まだ");
    let answer = browser.post("/reports/today/reported", &[("reported", "yes")]).await;
    assert_eq!(answer.leads_to(), "/reports/today?done=rp-reported");
    browser.get("/reports/today").await.shows("管理が 2026-12-03 14:05に 報告しました");
    browser.get("/reports").await.shows("すみ");
    let device = Device::taken_in(&house, "入口").await;
    let late = record(7, json!({ "kind": "walked-in", "party": [{ "people": 1 }] }));
    device.post("/records", &json!({ "records": [late] })).await;
    browser.get("/reports").await.shows("すみ（そのあとに 記録が 加わりました）");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_seen_over_time_as_a_picture_and_as_a_table() {
    let (house, browser) = open(20).await;
    publish(&house, &super::place::third()).await;
    let form = [("key", "00000000000000000000000000000001"), ("kind", "walk-in"), ("n:", "7")];
    browser.post("/attendance/today/arrivals", &form).await;
    browser.get("/reports/today/series").await.shows("つづきの 会が もう一つ");
    let form = [("key", "00000000000000000000000000000002"), ("kind", "paper"), ("n:", "99")];
    browser.post("/attendance/peer-3/arrivals", &form).await;
    let page = browser.get("/reports/today/series").await;
    for part in ["<path d=\"M", "10/7", "12/3", "/reports/peer-3", ">99<", ">7<"] {
        page.shows(part);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_that_was_taken_down_and_an_occurrence_keep_their_names_and_counts() {
    let (house, browser) = open(20).await;
    let weekly = json!({
        "id": "space", "title": "フリースペース",
        "when": { "kind": "exact", "start": "2024-01-04T13:00", "end": "16:00" },
        "repeat": { "every": "week" }
    });
    publish(&house, &weekly).await;
    let device = Device::taken_in(&house, "入口").await;
    let came = |number: u128, meeting: &str| {
        json!({
            "version": 1, "key": key(number), "meeting": meeting, "sure": true,
            "observed": "2024-01-11T04:45:00Z", "what": { "kind": "walked-in", "party": [{ "people": 1 }] }
        })
    };
    let records = [
        came(1, "today"),
        came(2, "space/2024-01-11"),
        came(3, "nobody-knows"),
        came(4, "space/2024-01-04"),
        came(5, "spaces/2024-01-05"),
    ];
    device.post("/records", &json!({ "records": records })).await;
    let mut change = house.hub.store.begin().await.unwrap();
    change.remove_item(hiroba::hub::store::Kind::Meeting, "today", house.hub.now_ms()).await.unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    let list = browser.get("/reports").await;
    for part in ["きょうの会", "フリースペース", "2024-01-11", "/reports/space%2F2024-01-11", "nobody-knows"]
    {
        list.shows(part);
    }
    // Dates of a row that are longer ago than what screens know have their place among the others.
    let places = ["space%2F2024-01-11", "spaces%2F2024-01-05", "space%2F2024-01-04", "nobody-knows"];
    let places = places.map(|part| list.body.find(part).expect(part));
    assert!(places.is_sorted(), "{places:?}");
    let series = browser.get("/reports/space%2F2024-01-11/series").await;
    let days = ["/reports/space%2F2024-01-04", "/reports/space%2F2024-01-11"];
    let days = days.map(|part| series.body.rfind(part).expect(part));
    assert!(days.is_sorted() && !series.body.contains("spaces%2F"), "{}", series.body);
    let report = browser.get("/reports/space%2F2024-01-11").await;
    assert_eq!(report.status, StatusCode::OK);
    report.shows("フリースペース");
    report.shows("1名");
    assert_eq!(browser.get("/attendance/space%2F2024-01-11/sign-up").await.status, StatusCode::OK);
}

// A list that was typed in two weeks later was reported as seven people who came at half past six in the morning.
#[tokio::test(flavor = "multi_thread")]
async fn arrivals_that_are_typed_in_on_another_day_have_no_time() {
    let (house, browser) = open(20).await;
    let form = [("key", "00000000000000000000000000000001"), ("kind", "walk-in"), ("n:", "2")];
    browser.post("/attendance/today/arrivals", &form).await;
    house.later(SignedDuration::from_hours(14 * 24));
    let again = [("name", "管理"), ("password", crate::house::PASSWORD), ("back", "/")];
    browser.post("/sign-in", &again).await;
    let form = [("key", "00000000000000000000000000000002"), ("kind", "walk-in"), ("n:", "7")];
    browser.post("/attendance/today/arrivals", &form).await;
    let report = browser.get("/reports/today/report.txt").await;
    report.shows("14:00から　2名");
    report.shows("時間がわからない　7名");
    report.shows_not("から　7名");
}

// "Not yet" stood beside a meeting that nobody had come to, for ever.
#[tokio::test(flavor = "multi_thread")]
async fn of_a_meeting_that_was_cancelled_no_report_is_asked_for() {
    let (house, browser) = open(20).await;
    let form =
        [("key", "00000000000000000000000000000001"), ("channel", "counter"), ("way", "venue"), ("n:", "1")];
    browser.post("/attendance/today/sign-up", &form).await;
    browser.get("/reports").await.shows("まだ</span>");
    let mut off = today(20);
    off["status"] = json!("cancelled");
    publish(&house, &off).await;
    let list = browser.get("/reports").await;
    list.shows("#sign-cancelled\"/></svg> <span>中止</span>");
    list.shows_not("まだ</span>");
}
