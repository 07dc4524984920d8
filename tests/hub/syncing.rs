//! What kiosks and hub say to each other.

use std::sync::Arc;
use std::time::{Duration, Instant};

use hiroba::hub::store::{ErrandRow, Kind, NewVersion};
use hiroba::hub::{Happening, new_id};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::house::{Device, House};

fn registered(key: u128) -> Value {
    json!({
        "version": 1, "key": format!("{key:032x}"), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z",
        "what": { "kind": "registered", "way": "venue", "mark": format!("{key:032x}"),
                  "party": [{ "category": "lived", "people": 1 }] }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_kept_once_however_often_it_is_sent() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let batch = json!({ "records": [registered(1), registered(2), registered(1)] });
    let answer = device.post("/records", &batch).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let outcomes = |body: &str| -> Vec<String> {
        let answers: Value = serde_json::from_str(body).unwrap();
        let of = |answer: &Value| answer["outcome"].as_str().unwrap().to_owned();
        answers["answers"].as_array().unwrap().iter().map(of).collect()
    };
    assert_eq!(outcomes(&answer.body), ["stored", "stored", "repeated"]);
    let again = device.post("/records", &batch).await;
    assert_eq!(outcomes(&again.body), ["repeated", "repeated", "repeated"]);
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    assert_eq!(rows.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_record_that_cannot_be_kept_does_not_hold_up_the_others() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let newer =
        json!({ "version": 9, "key": format!("{:032x}", 7), "meeting": "third", "what": { "kind": "sang" } });
    let batch = json!({ "records": [{ "nothing": true }, newer, registered(3)] });
    let answer = device.post("/records", &batch).await;
    let answers: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(answers["answers"][0]["outcome"], "parked");
    assert_eq!(answers["answers"][1]["outcome"], "stored", "what a newer kiosk sends is kept");
    assert_eq!(answers["answers"][1]["flags"][0], "not-understood");
    assert_eq!(answers["answers"][2]["outcome"], "stored");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_kiosk_learns_receipts_and_seats_but_no_category() {
    let house = House::open().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    first.post("/records", &json!({ "records": [registered(1)] })).await;
    let answer = second.get("/shared?after=0").await;
    answer.shows("\"people\":1");
    answer.shows_not("lived");
    let own = first.get("/shared?after=0").await;
    own.shows("\"records\":[]");
}

/// Seats that staff gave by telephone without writing down whose are not to be given once more at a
/// kiosk. That somebody came is no seat, and nobody's business.
#[tokio::test(flavor = "multi_thread")]
async fn another_kiosk_learns_which_seats_staff_have_given_or_taken() {
    let house = House::open().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let corrected = |key: u128, what: Value| {
        json!({ "version": 1, "key": format!("{key:032x}"), "meeting": "third", "sure": true,
            "observed": "2026-12-03T05:00:00Z", "what": what })
    };
    let registered =
        json!({ "kind": "corrected", "count": "registered", "way": "venue", "by": 2, "reason": "elsewhere" });
    let came = json!({ "kind": "corrected", "count": "came", "by": 3, "reason": "recounted" });
    first.post("/records", &json!({ "records": [corrected(1, registered), corrected(2, came)] })).await;
    let shared: Value = serde_json::from_str(&second.get("/shared?after=0").await.body).unwrap();
    let what: Vec<&Value> =
        shared["records"].as_array().unwrap().iter().map(|record| &record["what"]).collect();
    assert_eq!(what, [&json!({ "kind": "registered-corrected", "way": "venue", "by": 2 })]);
}

/// Whoever registered at a kiosk that was taken away since, or whose records were damaged, comes with the
/// receipt all the same.
#[tokio::test(flavor = "multi_thread")]
async fn receipts_of_a_kiosk_that_is_gone_or_began_anew_are_known_to_the_others() {
    let house = House::open().await;
    let (first, second) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let [salt, another] = [format!("{:032x}", 8), format!("{:032x}", 9)];
    // Its records were damaged once, and begun anew: it marks with another salt since.
    for salt in [&salt, &another, &another, &salt] {
        assert_eq!(first.post("/report", &json!({ "salt": salt })).await.status, StatusCode::OK);
    }
    let mut change = house.hub.store.begin().await.unwrap();
    change.remove_kiosk(&first.id, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    let shared: Value = serde_json::from_str(&second.get("/shared?after=0").await.body).unwrap();
    assert_eq!(shared["salts"], json!([salt, another]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_there_is_nothing_and_with_one_the_sample_until_staff_have_published() {
    let house = House::open().await;
    assert_eq!(house.stranger().get("/api/v1/programme").await.status, StatusCode::UNAUTHORIZED);
    let device = Device::taken_in(&house, "入口").await;
    let answer = device.get("/programme").await;
    answer.shows("hiroba-programme");
    assert!(answer.headers.contains_key("etag"));
}

/// What a kiosk is told that asks for changes.
async fn changes(device: &Device, asks: &str) -> Value {
    let answer = device.get(&format!("/changes?{asks}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_changes_is_answered_when_there_are_some() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let first = changes(&device, "").await;
    let known = format!("after={}&records={}", first["revision"], first["records"]);
    let begun = Instant::now();
    assert_eq!(changes(&device, &format!("{known}&wait=1")).await, first, "nothing is new");
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let later = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mut change = house.hub.store.begin().await.unwrap();
        let revision = change.next_revision().await.unwrap();
        change.commit().await.unwrap();
        house.hub.live.announce_revision(revision);
        revision
    };
    let begun = Instant::now();
    let (second, revision) = tokio::join!(changes(&device, &known), later);
    assert_eq!(second["revision"], revision);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

    let known = format!("after={revision}&records={}", first["records"]);
    let other = Device::taken_in(&house, "談話室").await;
    let batch = json!({ "records": [registered(1)] });
    let (third, _) = tokio::join!(changes(&device, &known), other.post("/records", &batch));
    assert_eq!(third["records"], 1);
    assert_eq!(changes(&device, &format!("after={}&records=1", revision + 7)).await["revision"], revision);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_errand_answers_the_kiosk_it_is_for_once_and_no_other() {
    let house = House::open().await;
    let (one, other) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let stand = changes(&one, "").await;
    let known = format!("after={}&records={}", stand["revision"], stand["records"]);
    let errand =
        ErrandRow { id: new_id().unwrap(), made: house.hub.now_ms(), body: "{\"kind\":\"sing\"}".to_owned() };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_errand(&one.id, &errand).await.unwrap();
    change.commit().await.unwrap();
    house.hub.live.announce(Happening::Errand { kiosk: one.id.clone() });
    assert_eq!(changes(&one, &known).await["errand"], errand.id);
    assert_eq!(changes(&other, &format!("{known}&wait=1")).await, stand);
    // It does not know the job: that is no reason to answer for ever.
    let begun = Instant::now();
    changes(&one, &format!("{known}&errand={}&wait=1", errand.id)).await;
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn few_questions_of_one_kiosk_wait_and_all_are_answered_when_the_hub_ends() {
    let house = House::open().await;
    let device = Arc::new(Device::taken_in(&house, "入口").await);
    let stand = changes(&device, "").await;
    let asks = format!("/changes?after={}", stand["revision"]);
    let mut waiting = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let (device, asks) = (device.clone(), asks.clone());
        waiting.spawn(async move { device.get(&asks).await });
    }
    while house.hub.live.displays.waiting() < 4 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(device.get(&asks).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(Device::taken_in(&house, "談話室").await.get("/changes?wait=0").await.status, StatusCode::OK);
    let begun = Instant::now();
    house.hub.live.displays.end();
    while let Some(answer) = waiting.join_next().await {
        assert_eq!(answer.unwrap().status, StatusCode::OK);
    }
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(house.hub.live.displays.waiting(), 0);
}

/// A kiosk for years: what has been over for a month is not sent again and again, and nobody has to
/// change anything for that.
#[tokio::test(flavor = "multi_thread")]
async fn what_has_been_over_for_a_month_is_in_the_programme_no_more() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let store = &house.hub.store;
    let meeting = |id: &str, when: Value| json!({ "id": id, "title": id, "when": when }).to_string();
    let day = |day: &str| json!({ "kind": "days", "first": day });
    let noon =
        |day: &str| format!("{day}T12:00:00+09:00").parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let mut change = store.begin().await.unwrap();
    // In Tokyo it is 3 December: 31 days before that is 2 November.
    for (id, ends, shown) in [
        ("long-ago", Some("2026-11-01"), Some(1)),
        ("a-month-ago", Some("2026-11-02"), Some(1)),
        ("without-a-day", None, Some(1)),
        ("draft", Some("2026-12-10"), None),
    ] {
        let body = meeting(id, ends.map_or(json!({ "kind": "undecided" }), day));
        let new = NewVersion {
            kind: Kind::Meeting,
            id,
            body: &body,
            title: id,
            words: id,
            starts: ends.map(noon),
            ends: ends.map(noon),
            audience: &hiroba::hub::audience::Audience::All,
            at: house.hub.now_ms(),
            who: "somebody",
        };
        change.add_version(&new, None).await.unwrap().unwrap();
        change.show_version(Kind::Meeting, id, shown).await.unwrap();
    }
    // Moved into the past, but that is a draft: what screens show is still to come.
    let moved = meeting("moved", day("2026-12-20"));
    let new = |body, ends| NewVersion {
        kind: Kind::Meeting,
        id: "moved",
        body,
        title: "moved",
        words: "moved",
        starts: Some(ends),
        ends: Some(ends),
        audience: &hiroba::hub::audience::Audience::All,
        at: house.hub.now_ms(),
        who: "somebody",
    };
    change.add_version(&new(&moved, noon("2026-12-20")), None).await.unwrap().unwrap();
    change.show_version(Kind::Meeting, "moved", Some(1)).await.unwrap();
    let other = meeting("moved", day("2026-01-20"));
    change.add_version(&new(&other, noon("2026-01-20")), Some(1)).await.unwrap().unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();

    let ids = |body: &str| -> Vec<String> {
        let programme: Value = serde_json::from_str(body).unwrap();
        let meetings = programme["meetings"].as_array().unwrap();
        let mut ids: Vec<String> =
            meetings.iter().map(|meeting| meeting["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    let first = device.get("/programme").await;
    assert_eq!(ids(&first.body), ["a-month-ago", "moved", "without-a-day"]);
    // Until midnight every kiosk gets the same bytes.
    house.later(jiff::SignedDuration::from_mins(9 * 60 + 50));
    assert_eq!(device.get("/programme").await.headers["etag"], first.headers["etag"]);
    house.later(jiff::SignedDuration::from_mins(10));
    let next_day = device.get("/programme").await;
    assert_eq!(ids(&next_day.body), ["moved", "without-a-day"]);
    assert_ne!(
        next_day.headers["etag"], first.headers["etag"],
        "asked with its mark it gets the thinner one"
    );
    assert_eq!(next_day.headers["hiroba-revision"], first.headers["hiroba-revision"], "and nobody was woken");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_one_however_its_key_is_written() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let mut upper = registered(0xabcd);
    upper["key"] = json!(format!("{:032X}", 0xabcd));
    let back = json!({
        "version": 1, "key": format!("{:032X}", 0xbeef), "meeting": "third", "sure": true,
        "observed": "2026-12-03T05:00:00Z", "what": { "kind": "taken-back", "record": format!("{:032X}", 0xabcd) }
    });
    for (record, outcome) in [(registered(0xabcd), "stored"), (upper, "repeated"), (back, "stored")] {
        let answer = device.post("/records", &json!({ "records": [record] })).await;
        let answers: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(answers["answers"][0]["outcome"], outcome, "{}", answer.body);
    }
    let rows = house.hub.store.read().await.unwrap().records("third").await.unwrap();
    let about: Vec<_> = rows.iter().map(|row| (row.key.as_str(), row.about.as_deref())).collect();
    let (key, other) = (format!("{:032x}", 0xabcd), format!("{:032x}", 0xbeef));
    assert_eq!(about, [(key.as_str(), None), (other.as_str(), Some(key.as_str()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_that_is_known_is_not_sent_again_however_it_is_asked_for() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let mark = device.get("/programme").await.headers["etag"].to_str().unwrap().to_owned();
    let ask = async |bearer: &str, known: &str| {
        let request = crate::house::client().get(format!("{}/api/v1/programme", house.address));
        let request = request.header("authorization", format!("{bearer} {}", device.token));
        request.header("if-none-match", known).send().await.unwrap().status()
    };
    for known in [mark.clone(), format!("W/{mark}"), format!("\"other\", {mark}"), "*".to_owned()] {
        for bearer in ["Bearer", "bearer", "BEARER"] {
            assert_eq!(ask(bearer, &known).await, StatusCode::NOT_MODIFIED, "{bearer} {known}");
        }
    }
    assert_eq!(ask("Bearer", "\"other\"").await, StatusCode::OK);
    assert_eq!(ask("Basic", &mark).await, StatusCode::UNAUTHORIZED);
}

// One token could hold connections without end.
#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_holds_four_live_channels_and_the_oldest_gives_way() {
    let house = House::open().await;
    let (device, other) = (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
    let mut others = other.listen().await;
    let mut listeners = Vec::new();
    for _ in 0..6 {
        listeners.push(device.listen().await);
    }
    for oldest in &mut listeners[..2] {
        assert!(oldest.is_cut_within(2).await);
    }
    assert_eq!(house.hub.live.displays.count(), 5);
    house.hub.live.announce(Happening::Errand { kiosk: device.id.clone() });
    house.hub.live.announce(Happening::Errand { kiosk: other.id.clone() });
    for listener in &mut listeners[2..] {
        listener.hears("errands").await;
    }
    others.hears("errands").await;
    drop(listeners);
    let mut again = device.listen().await;
    again.hears("revision").await;
}
