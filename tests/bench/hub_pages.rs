//! How long pages take in a hub with years behind it: 10,000 meetings and 1,000,000 records.
//!
//! `nice -n 10 cargo bench --no-default-features --features hub --bench hub_pages [-- PATH...]`

use std::sync::Arc;
use std::time::{Duration, Instant};

use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening, Settings};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, RequestBuilder, StatusCode, redirect};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

const MEETINGS: i64 = 10_000;
const RECORDS: i64 = 1_000_000;
/// Requests to each page, so many at once.
const REQUESTS: usize = 200;
const AT_ONCE: usize = 2;
/// What is asked for when nothing is named.
const PAGES: [&str; 25] = [
    "/sign-in",
    "/health/ready",
    "/schedule",
    "/schedule?show=past",
    "/schedule?q=7777",
    "/schedule/m-9999",
    "/schedule/m-9999/publish",
    "/schedule/m-9999/versions",
    "/attendance",
    "/attendance/m-9000",
    "/reports",
    "/reports/m-9000",
    "/reports/m-9000/series",
    "/reports/row%2F2026-11-26/series",
    "/exchange",
    "/exchange/out?shape=json",
    "/exchange/out?shape=ics",
    "/notices",
    "/kiosks",
    "/log",
    "/m/m-9999",
    "/m/m-9999/register",
    "/calendar.ics",
    "/programme.json",
    "/api/v1/programme",
];

const NOW: &str = "2026-12-03T14:05:00+09:00";
/// A row of meetings of six years, week by week.
const ROW_BEGAN: &str = "2020-12-10T13:30:00+09:00";
const ROW: i64 = 311;
const PASSWORD: &str = "harbour lantern quince seventeen";

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(measure());
}

async fn measure() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join("hub.sqlite");
    let now: Timestamp = NOW.parse().unwrap();
    let open = || async {
        let (database, zone) = (Database::File(path.clone()), TimeZone::get("Asia/Tokyo").unwrap());
        let settings = Settings { database, zone, address: "http://127.0.0.1".to_owned() };
        Hub::open(settings, Arc::new(move || now), None).await.unwrap()
    };
    let hub = open().await;
    hub.store.close().await;
    drop(hub);
    let began = Instant::now();
    fill(SqliteConnectOptions::new().filename(&path).connect().await.unwrap(), now).await;
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "{MEETINGS} meetings and {RECORDS} records: {} MB, filled in {:.0} s",
        size >> 20,
        began.elapsed().as_secs_f64()
    );
    let began = Instant::now();
    let hub = open().await;
    println!("opened and found whole in {:.2} s", began.elapsed().as_secs_f64());

    let listening = Listening::on("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listening.address);
    tokio::spawn(hub::work(hub.clone(), listening, None, std::future::pending()));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().tls_certs_only([]);
    let client = client.no_gzip().build().unwrap();
    let cookie = sign_in(&hub, &client, &address).await;
    let phone = client.post(format!("{address}/settings/phone")).header("origin", &address);
    let phone = phone.header("content-type", "application/x-www-form-urlencoded").header("cookie", &cookie);
    let on = phone.body("phone=on&qr=phone&days=90").send().await.unwrap();
    assert_eq!(on.status(), StatusCode::SEE_OTHER, "visitors' pages are on");
    let token = hub::Token::new().unwrap();
    let mut change = hub.store.begin().await.unwrap();
    change.add_kiosk("k", "入口", &token.fingerprint(), hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();

    let named: Vec<String> = std::env::args().skip(1).filter(|word| word.starts_with('/')).collect();
    let pages = if named.is_empty() { PAGES.map(str::to_owned).to_vec() } else { named };
    for page in pages {
        let ask = |client: &Client| {
            let request = client.get(format!("{address}{page}")).header("accept-encoding", "gzip");
            request.header("cookie", &cookie).bearer_auth(token.text())
        };
        ask_often(&page, &client, ask).await;
    }
    let etag = client.get(format!("{address}/api/v1/programme")).bearer_auth(token.text()).send().await;
    let etag = etag.unwrap().headers().get("etag").unwrap().clone();
    let ask = |client: &Client| {
        let request = client.get(format!("{address}/api/v1/programme"));
        request.header("if-none-match", etag.clone()).bearer_auth(token.text())
    };
    ask_often("/api/v1/programme, nothing new", &client, ask).await;
}

async fn sign_in(hub: &Hub, client: &Client, address: &str) -> String {
    let link = hub::admin::sign::setup_link(hub).await.unwrap().unwrap();
    let token = link.rsplit_once("token=").unwrap().1;
    let password = PASSWORD.replace(' ', "+");
    let body = format!("token={token}&name=staff&password={password}&again={password}");
    let answer = client
        .post(format!("{address}/setup"))
        .header("origin", address)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

async fn ask_often(name: &str, client: &Client, ask: impl Fn(&Client) -> RequestBuilder) {
    let mut times: Vec<Duration> = Vec::new();
    let (mut status, mut size) = (StatusCode::OK, 0);
    let mut first = Duration::ZERO;
    for round in 0..REQUESTS / AT_ONCE {
        let asked: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                let request = ask(client);
                tokio::spawn(async move {
                    let began = Instant::now();
                    let answer = request.send().await.unwrap();
                    let status = answer.status();
                    let size = answer.bytes().await.unwrap().len();
                    (began.elapsed(), status, size)
                })
            })
            .collect();
        for asked in asked {
            let (took, its_status, its_size) = asked.await.unwrap();
            (status, size) = (its_status, its_size);
            times.push(took);
        }
        if round == 0 {
            first = times.iter().max().copied().unwrap_or_default();
            if status.is_client_error() {
                println!("{name:32} {status}");
                return;
            }
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
    println!(
        "{name:32} {status} {size:8} bytes: p50 {:6.1}, p95 {:6.1}, worst {:6.1}, first {:6.1} ms",
        at(50),
        at(95),
        at(100),
        first.as_secs_f64() * 1000.0
    );
}

/// Six years of meetings and one to come, and their records, as the hub itself would have written them.
async fn fill(mut connection: SqliteConnection, now: Timestamp) {
    let first = (now - SignedDuration::from_hours(24 * 365 * 6)).as_second();
    let body = "json_object('id', 'm-' || n, 'title', json_object('ja', '第' || n || '回 ピアサポートの会', \
                'en', 'Peer support meeting no. ' || n), 'when', json_object('kind', 'exact', 'start', \
                strftime('%Y-%m-%dT%H:%M', at, 'unixepoch'), 'end', strftime('%H:%M', at + 5400, 'unixepoch')), \
                'mode', 'both', 'series', json_object('name', json_object('ja', 'つどい ' || (n % 40))), 'place', json_object('ja', '地域交流スペース'), 'description', \
                json_object('ja', '経験を 話す人、聞く人。聞くだけでも かまいません'), 'who', \
                json_object('ja', 'どなたでも どうぞ'), 'capacity', json_object('venue', 14, 'online', 111))";
    let numbers = |most: i64| {
        format!("WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {most})")
    };
    // Begins at nine in the morning in Tokyo, which is midnight in the universal time of the texts.
    let meeting =
        format!("SELECT n, ({first} / 86400 + n * 2555 / {MEETINGS}) * 86400 + 14400 AS at FROM number");
    let statements = [
        "BEGIN".to_owned(),
        format!(
            "INSERT INTO version (kind, id, number, body, at, who) {} SELECT 'meeting', 'm-' || n, 1, {body}, \
             at * 1000, 'staff' FROM ({meeting})",
            numbers(MEETINGS)
        ),
        format!(
            "INSERT INTO item (kind, id, latest, shown, starts, ends, title, words) {} SELECT 'meeting', \
             'm-' || n, 1, 1, at * 1000, (at + 5400) * 1000, '第' || n || '回 ピアサポートの会', \
             '第' || n || '回 ピアサポートの会 peer support meeting no. ' || n || ' つどい ' || (n % 40) || ' 経験を 話す人、聞く人。聞くだけでも かまいません どなたでも どうぞ 地域交流スペース' FROM ({meeting})",
            numbers(MEETINGS)
        ),
        format!(
            "INSERT INTO record (key, number, meeting, origin, kiosk, what, body, received) {} \
             SELECT printf('%032x', n), n, 'm-' || (n % {MEETINGS} + 1), '入口', 'k', \
             CASE n % 2 WHEN 0 THEN 'registered' ELSE 'walked-in' END, \
             CASE n % 2 WHEN 0 THEN printf('{{\"version\":1,\"key\":\"%032x\",\"meeting\":\"m-%d\",\"sure\":true,\
             \"observed\":\"2026-12-03T05:00:00Z\",\"what\":{{\"kind\":\"registered\",\"way\":\"venue\",\"mark\":\
             \"%032x\",\"party\":[{{\"category\":\"lived\",\"people\":1}}]}}}}', n, n % {MEETINGS} + 1, n) \
             ELSE printf('{{\"version\":1,\"key\":\"%032x\",\"meeting\":\"m-%d\",\"sure\":true,\
             \"observed\":\"2026-12-03T05:00:00Z\",\"what\":{{\"kind\":\"walked-in\",\
             \"party\":[{{\"category\":\"lived\",\"people\":1}}]}}}}', n, n % {MEETINGS} + 1) END, \
             {} FROM number",
            numbers(RECORDS),
            now.as_millisecond()
        ),
        // A row of meetings, every Thursday for six years, and one visitor on each of its days.
        "INSERT INTO version (kind, id, number, body, at, who) VALUES ('meeting', 'row', 1, json_object('id', \
             'row', 'title', json_object('ja', '木曜の茶話会'), 'when', json_object('kind', 'exact', 'start', \
             '2020-12-10T13:30', 'end', '15:00'), 'repeat', json_object('every', 'week', 'days', json_array('th')), \
             'mode', 'venue', 'capacity', json_object('venue', 14)), 0, 'staff')".to_owned(),
        format!(
            "INSERT INTO item (kind, id, latest, shown, starts, title, words) VALUES ('meeting', 'row', 1, 1, {}, \
             '木曜の茶話会', '木曜の茶話会')",
            ROW_BEGAN.parse::<Timestamp>().unwrap().as_millisecond()
        ),
        format!(
            "INSERT INTO record (key, number, meeting, origin, kiosk, what, body, received) {} \
             SELECT printf('a%031x', n), {RECORDS} + n, id, '入口', 'k', 'walked-in', \
             printf('{{\"version\":1,\"key\":\"a%031x\",\"meeting\":\"%s\",\"sure\":true,\
             \"observed\":\"2026-12-03T05:00:00Z\",\"what\":{{\"kind\":\"walked-in\",\
             \"party\":[{{\"category\":\"lived\",\"people\":1}}]}}}}', n, id), {} \
             FROM (SELECT n, 'row/' || date('2020-12-10', '+' || (n * 7) || ' days') AS id FROM number)",
            numbers(ROW),
            now.as_millisecond()
        ),
        format!("UPDATE counter SET value = {RECORDS} + {ROW} WHERE name = 'record'"),
        "COMMIT".to_owned(),
        "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
    ];
    for sql in statements {
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}
