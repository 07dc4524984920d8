//! One sentence afterwards: written on a phone, read by staff.

use hiroba::hub::store::Engine;
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
    write(&house, &ids[2], "山田さん ありがとう").await.shows("うけとりました");
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
