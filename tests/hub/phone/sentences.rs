//! One sentence afterwards: written on a phone, read by staff.

use hiroba::hub::store::{Engine, SentenceState};
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::json;

use super::*;
use crate::house::Device;

const KEY: &str = "0123456789abcdef0123456789abcdef";

/// An hour after the end of the meeting.
async fn afterwards() -> House {
    let house = open().await;
    house.later(SignedDuration::from_hours(14 * 24 + 3));
    house
}

async fn write(house: &House, key: &str, text: &str) -> Answer {
    let answer = house.stranger().post("/m/third/sentence?lang=ja", &[("key", key), ("text", text)]).await;
    assert!(!answer.headers.contains_key("set-cookie"));
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_can_be_written_after_the_session_and_for_two_weeks() {
    let house = open().await;
    house.stranger().get("/m/third?lang=ja").await.shows_not("ひとこと ありますか");
    assert_eq!(write(&house, KEY, "早すぎる").await.status, StatusCode::NOT_FOUND);
    house.later(SignedDuration::from_hours(14 * 24 + 3));
    let page = house.stranger().get("/m/third?lang=ja").await;
    page.shows("ひとこと ありますか");
    page.shows("お名前や");
    write(&house, KEY, "話せて よかった").await.shows("うけとりました");
    write(&house, KEY, "話せて よかった").await.shows("うけとりました");
    let staff = house.administrator().await;
    let list = staff.get("/sentences").await;
    assert_eq!(list.body.matches("話せて よかった").count(), 1, "sent twice, it is one");
    list.shows("2026-12-17");
    house.later(SignedDuration::from_hours(14 * 24));
    assert_eq!(write(&house, "ff23456789abcdef0123456789abcdef", "遅い").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_comes_back_with_what_was_written() {
    let house = afterwards().await;
    let long = "あ".repeat(121);
    let page = write(&house, KEY, &long).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.shows(&long);
    page.shows("いま 121字です。");
    page.shows("aria-invalid=\"true\"");
    let empty = write(&house, KEY, " \n ").await;
    empty.shows("一つの文を 書いてから");
    let fits = "い".repeat(120);
    write(&house, KEY, &fits).await.shows("うけとりました");
    let markup = write(&house, "aa23456789abcdef0123456789abcdef", "<b>やあ</b>\n二行目").await;
    markup.shows("うけとりました");
    let list = house.administrator().await.get("/sentences").await;
    list.shows("&#60;b&#62;やあ&#60;/b&#62; 二行目");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_show_it_as_a_voice_keep_it_or_delete_it() {
    let house = afterwards().await;
    let ids = ["1", "2", "3"].map(|n| n.repeat(32));
    for (id, text) in ids.iter().zip(["話せて よかった", "=また 来ます", "山田さん ありがとう"])
    {
        write(&house, id, text).await;
    }
    let staff = house.administrator().await;
    staff.get(&format!("/sentences/{}", ids[0])).await.shows("名前や、だれの ことか");
    let path = format!("/sentences/{}", ids[0]);
    let fields = [("act", "publish"), ("text", "話せて よかったです"), ("role", "参加した人")];
    assert_eq!(
        staff.post(&path, &fields).await.leads_to(),
        "/sentences?state=published&done=sentence-published"
    );
    let device = Device::taken_in(&house, "入口").await;
    let programme: Value = serde_json::from_str(&device.get("/programme").await.body).unwrap();
    assert_eq!(programme["voices"][0]["sentence"], "話せて よかったです", "{programme}");
    staff.post(&format!("/sentences/{}", ids[1]), &[("act", "keep")]).await;
    // Deleting asks first, and asking changes nothing.
    let (one, deletion) = (format!("/sentences/{}", ids[2]), format!("/sentences/{}/delete", ids[2]));
    staff.get("/sentences").await.shows(&format!("href=\"{deletion}\""));
    let asks = staff.get(&deletion).await;
    asks.shows("このひとことを 消しますか");
    asks.shows("山田さん ありがとう");
    assert_eq!(staff.post(&one, &[("act", "delete")]).await.status, StatusCode::BAD_REQUEST);
    staff.get("/sentences").await.shows("山田さん ありがとう");
    let gone = staff.post(&deletion, &[]).await;
    assert_eq!(gone.leads_to(), "/sentences?state=new&done=sentence-deleted");
    assert_eq!(staff.get(&deletion).await.status, StatusCode::NOT_FOUND);
    staff.get("/sentences").await.shows("いまは ありません");
    let csv = staff.get("/sentences/list.csv?state=kept").await;
    assert!(csv.body.starts_with('\u{feff}'), "a spreadsheet knows that it is UTF-8");
    csv.shows("'=また 来ます");
    staff.get("/sentences/list.txt?state=kept").await.shows("・=また 来ます");
    // Other words under its key were thanked for and lost. What they were nobody can tell any more, so that
    // whoever sends them is asked to say so once more.
    let again = write(&house, &ids[2], "みなさん ありがとう").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("もう一度 「送る」を 押してください");
    again.shows(">みなさん ありがとう</textarea>");
    let key = again.body.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(key, ids[2]);
    write(&house, &key, "みなさん ありがとう").await.shows("うけとりました");
    write(&house, &key, "みなさん ありがとう").await.shows("うけとりました");
    assert_eq!(staff.get("/sentences").await.body.matches("みなさん ありがとう").count(), 1);
    write(&house, &ids[2], "山田さん ありがとう").await.shows_not("うけとりました");
    staff.get("/sentences").await.shows_not("山田");
    assert!(!everything(&house).await.contains("山田"), "what is deleted is gone");
    let too_long = [("act", "publish"), ("text", &*"う".repeat(121))];
    let again = staff.post(&format!("/sentences/{}", ids[1]), &too_long).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("120字までに");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_published_is_deleted_after_ninety_days() {
    let house = afterwards().await;
    let ids = ["1", "2"].map(|n| n.repeat(32));
    write(&house, &ids[0], "のこる").await;
    write(&house, &ids[1], "きえる").await;
    let staff = house.administrator().await;
    staff.post(&format!("/sentences/{}", ids[0]), &[("act", "publish"), ("text", "のこる")]).await;
    let sweep = async || {
        hiroba::hub::phone::sweep(&house.hub.store, &house.hub.settings, house.hub.now()).await.unwrap()
    };
    house.later(SignedDuration::from_hours(90 * 24));
    assert_eq!(sweep().await, 0);
    house.later(SignedDuration::from_hours(24));
    assert_eq!(sweep().await, 1);
    assert_eq!(sweep().await, 0);
    let all = everything(&house).await;
    assert!(all.contains("のこる") && !all.contains("きえる"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_visits_leaves_nothing_but_the_sentence() {
    let house = open().await;
    let phone = house.stranger();
    let number = receipt(&register(&phone, "venue", "lived").await);
    let fields = [
        ("key", "bb23456789abcdef0123456789abcdef"),
        ("name", "山田花子"),
        ("way", "online"),
        ("who", "王様のつもり"),
        ("who", "-"),
        ("people", "1"),
        ("do", "register"),
    ];
    phone.post("/m/third/register?lang=ja", &fields).await.shows("申し込みを うけつけました");
    phone.post("/m/receipt?lang=ja", &[("number", "55667788")]).await;
    phone.post("/m/receipt?lang=ja", &[("number", number.as_str()), ("do", "take-back-yes")]).await;
    house.later(SignedDuration::from_hours(14 * 24 + 3));
    write(&house, KEY, "ほっとしました").await;
    let all = everything(&house).await;
    assert!(all.contains("ほっとしました"));
    for never in ["山田花子", "王様のつもり", "55667788", number.as_str(), "127.0.0.1", "reqwest", "Mozilla"]
    {
        assert!(!all.contains(never), "{never} is in the database");
    }
    // After the end no page says a category.
    let page = phone.get("/m/third?lang=ja").await;
    for never in ["当事者", "lived", "支援関係者"] {
        page.shows_not(never);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_is_asked_how_it_was_there_is_no_sentence_either() {
    let house = open().await;
    let mut meeting = third();
    meeting["attendance"] = json!({ "howWasTodayMinutes": 0 });
    publish(&house, Kind::Meeting, "third", &meeting).await;
    house.later(SignedDuration::from_hours(14 * 24 + 3));
    house.stranger().get("/m/third?lang=ja").await.shows_not("ひとこと ありますか");
    assert_eq!(write(&house, KEY, "あ").await.status, StatusCode::NOT_FOUND);
}

// Only where one checks in there was a sentence: not online, not where one simply comes, not without an end.
#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_can_be_written_after_every_meeting_that_took_place() {
    let house = open().await;
    let long = SignedDuration::from_hours(14 * 24 + 12);
    let offered = async |change: Value, after: SignedDuration| {
        let mut meeting = third();
        meeting.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        publish(&house, Kind::Meeting, "third", &meeting).await;
        house.later(after);
        let page = house.stranger().get("/m/third?lang=ja").await;
        page.body.contains("ひとこと ありますか")
    };
    assert!(offered(json!({ "mode": "online" }), long).await);
    let none = SignedDuration::ZERO;
    assert!(offered(json!({ "attendance": { "registration": "not-needed" } }), none).await);
    assert!(offered(json!({ "attendance": { "checkIn": false } }), none).await);
    // At half past one in the night after a meeting without an end.
    assert!(offered(json!({ "when": { "kind": "exact", "start": "2026-12-17T13:30" } }), none).await);
    let days = json!({ "when": { "kind": "days", "first": "2026-12-16", "last": "2026-12-17" } });
    assert!(offered(days, none).await);
    for never in [
        json!({ "status": "cancelled" }),
        json!({ "attendance": { "howWasTodayMinutes": 0 } }),
        json!({ "when": { "kind": "exact", "start": "2026-12-18T13:30" } }),
        json!({ "when": { "kind": "undecided" } }),
    ] {
        assert!(!offered(never.clone(), none).await, "{never}");
    }
}

/// Every text in every table of the database, and the file itself.
async fn everything(house: &House) -> String {
    let mut reading = house.hub.store.read().await.unwrap();
    let engine = house.hub.store.engine();
    let tables = match engine {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    let names: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *reading).await.unwrap();
    let mut all = String::new();
    for name in names {
        let columns = match engine {
            Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{name}')"),
            Engine::Postgres => format!(
                "SELECT CAST(column_name AS TEXT) FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{name}'"
            ),
        };
        let columns: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(columns)).fetch_all(&mut *reading).await.unwrap();
        for column in columns {
            let sql = format!("SELECT COALESCE(CAST({column} AS TEXT), '') FROM \"{name}\"");
            let cells: Vec<String> =
                sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *reading).await.unwrap();
            all.push_str(&cells.join("\n"));
        }
    }
    all
}

// Whoever went back and mended their sentence was thanked, and the first one was kept.
#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_can_be_corrected_until_staff_have_taken_it_up() {
    let house = afterwards().await;
    let staff = house.administrator().await;
    write(&house, KEY, "話せて よかつた").await.shows("うけとりました");
    write(&house, KEY, "話せて よかった").await.shows("スタッフが 読みます");
    let list = staff.get("/sentences").await;
    list.shows("話せて よかった");
    list.shows_not("よかつた");
    staff.post(&format!("/sentences/{KEY}"), &[("act", "keep")]).await;
    write(&house, KEY, "やっぱり こう").await.shows("もう スタッフが 使っています");
    write(&house, KEY, "話せて よかった").await.shows("スタッフが 読みます");
    let kept = staff.get("/sentences?state=kept").await;
    kept.shows("話せて よかった");
    kept.shows_not("やっぱり");
    assert!(!everything(&house).await.contains("よかつた"), "what was mended stands nowhere");
}

// It stood under "published" for ever, and nothing swept it away; the log said its words when it was deleted.
#[tokio::test(flavor = "multi_thread")]
async fn a_sentence_whose_voice_is_taken_off_the_screens_is_new_again_and_the_log_has_no_words_of_it() {
    let house = afterwards().await;
    let staff = house.administrator().await;
    let words = "ひみつの ことば";
    let state =
        async |id: &str| house.hub.store.read().await.unwrap().sentence(id).await.unwrap().unwrap().state;
    for (n, way_off) in ["take-down", "remove"].into_iter().enumerate() {
        let id = format!("{:032x}", n + 1);
        write(&house, &id, words).await;
        staff.post(&format!("/sentences/{id}"), &[("act", "publish"), ("text", words)]).await;
        assert_eq!(state(&id).await, SentenceState::Published);
        let off = staff.post(&format!("/notices/voice/sentence-{id}/{way_off}"), &[]).await;
        assert!(off.leads_to().contains("done="), "{}", off.body);
        assert_eq!(state(&id).await, SentenceState::New, "{way_off}");
    }
    let log = staff.get("/log").await;
    log.shows("声 third");
    log.shows_not(words);
    // Shown once more it is published.
    let id = format!("{:032x}", 1);
    staff.post(&format!("/notices/voice/sentence-{id}/publish"), &[("version", "1")]).await;
    assert_eq!(state(&id).await, SentenceState::Published);
}
