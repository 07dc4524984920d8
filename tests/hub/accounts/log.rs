//! Who changed what.

use hiroba::hub;
use hiroba::hub::store::{About, Entry, Role};
use reqwest::StatusCode;

use super::{account, signed_in};
use crate::house::{House, changed, third};
use crate::schedule::{published, written};

async fn note(house: &House, entries: &[Entry]) {
    let mut change = house.hub.store.begin().await.unwrap();
    for entry in entries {
        change.note(&hub::new_id().unwrap(), entry).await.unwrap();
    }
    change.commit().await.unwrap();
}

fn entry(house: &House, who: &str, subject: &str, minutes: i64) -> Entry {
    Entry {
        at: house.hub.now_ms() + minutes * 60_000,
        who: who.to_owned(),
        act: "meeting-published".to_owned(),
        subject: subject.to_owned(),
        earlier: Some(r#"{"title":"お茶","capacity":{"venue":8}}"#.to_owned()),
        later: Some(r#"{"title":"お茶の会","capacity":{"venue":8}}"#.to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_told_field_by_field_in_words() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let empty = browser.get("/log").await;
    empty.shows("まだ 記録は ありません");
    note(&house, &[entry(&house, "青木", "meeting/tea-1", 0)]).await;
    let page = browser.get("/log").await;
    page.shows("会 tea-1");
    page.shows("2026-12-03 14:05 · 青木");
    page.shows("<dt>題</dt>");
    page.shows(">お茶</del>");
    page.shows(">お茶の会</ins>");
    page.shows_not("定員");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_is_held_beside_the_one_before_it() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let version = |title: &str, minutes| Entry {
        earlier: None,
        later: Some(format!(r#"{{"title":"{title}","capacity":{{"venue":8}}}}"#)),
        ..entry(&house, "青木", "meeting/tea-1", minutes)
    };
    note(&house, &[version("お茶", 0), version("お茶の会", 1)]).await;
    let page = browser.get("/log").await;
    let (newer, first) = page.body.split_once("14:05 · 青木").unwrap();
    assert!(newer.contains(">お茶</del>") && !newer.contains("定員"), "what differs:\n{newer}");
    assert!(first.contains("定員") && !first.contains("</del>"), "what the first one was:\n{first}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_is_found_by_person_kind_thing_and_day() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let day = 24 * 60;
    note(
        &house,
        &[
            entry(&house, "青木", "meeting/tea-1", 0),
            entry(&house, "青木", "notice/closed", -day),
            entry(&house, "井上", "meeting/walk-1", -2 * day),
        ],
    )
    .await;
    let found = async |query: &str| {
        let page = browser.get(&format!("/log?{query}")).await;
        ["tea-1", "closed", "walk-1"].map(|id| page.body.contains(&format!("{id}</span></a>")))
    };
    assert_eq!(found("").await, [true, true, true]);
    assert_eq!(found("who=%E9%9D%92%E6%9C%A8").await, [true, true, false]);
    assert_eq!(found("kind=meeting").await, [true, false, true]);
    assert_eq!(found("kind=%25").await, [true, true, true], "a kind that is none is not asked");
    assert_eq!(found("subject=meeting/tea-1").await, [true, false, false]);
    assert_eq!(found("from=2026-12-02&until=2026-12-02").await, [false, true, false]);
    assert_eq!(found("from=yesterday").await, [true, true, true]);
    browser.get("/log?who=nobody").await.shows("あてはまる 記録は ありません");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_changes_are_turned_page_by_page_with_the_question_kept() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let entries: Vec<Entry> =
        (0..120).map(|number| entry(&house, "青木", &format!("meeting/no-{number:03}"), number)).collect();
    note(&house, &entries).await;
    let first = browser.get("/log?kind=meeting").await;
    first.shows("3ページ中 1ページ目");
    first.shows("no-119");
    first.shows_not("no-069<");
    first.shows("/log?kind=meeting&#38;page=2");
    let last = browser.get("/log?kind=meeting&page=99").await;
    last.shows("3ページ中 3ページ目");
    last.shows("no-000");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_for_administrators() {
    let house = House::open().await;
    account(&house, "青木", Role::Publisher).await;
    let browser = signed_in(&house, "青木").await;
    assert_eq!(browser.get("/log").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_named_and_its_changed_fields_are_told_before_and_after() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let path = written(&browser, &third()).await;
    published(&browser, &path, "1").await;
    house.later(jiff::SignedDuration::from_mins(1));
    let mut form = changed(&third(), &[("place-ja", "二階の会議室"), ("end", "17:00"), ("base", "1")]);
    form.push(("version", "1"));
    let saved = browser.post(&path, &form).await;
    assert!(saved.status.is_redirection(), "{}", saved.body);
    house.later(jiff::SignedDuration::from_mins(1));
    published(&browser, &path, "2").await;
    let page = browser.get("/log?kind=meeting").await;
    let (newest, before) = page.body.split_once("14:06 · 管理").unwrap();
    for (entry, what) in [(newest, "published"), (before, "changed")] {
        let entry = entry.split("<li class=\"stack\">").nth(1).unwrap();
        assert!(entry.contains("場をひろげる"), "{what}: its title:\n{entry}");
        for words in [
            "<dt>場所の名前</dt>",
            "地域交流スペース</del>",
            "二階の会議室</ins>",
            "4時まで</del>",
            "5時まで</ins>",
            "<dt>版</dt>",
        ] {
            assert!(entry.contains(words), "{what}: {words} in\n{entry}");
        }
        assert!(!entry.contains("<dt>テーマ</dt>"), "{what}: what is the same is not told:\n{entry}");
        let id = path.trim_start_matches("/schedule/");
        assert!(!entry.replace(&format!("subject=meeting/{id}"), "").contains(id), "{what}: no id:\n{entry}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_planned_and_removed_is_told_in_words_too() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let path = written(&browser, &third()).await;
    let later = [("version", "1"), ("act", "later"), ("day", "2026-12-10"), ("time", "09:00")];
    assert!(browser.post(&format!("{path}/publish"), &later).await.status.is_redirection());
    assert!(browser.post(&format!("{path}/remove"), &[]).await.status.is_redirection());
    let page = browser.get("/log?kind=meeting").await;
    page.shows("<dt>公開する時</dt>");
    page.shows("午前9時</ins>");
    page.shows("地域交流スペース</ins>");
    page.shows("地域交流スペース</del>");
    assert_eq!(page.body.matches("</span></a><br>").count(), 3);
    assert_eq!(page.body.matches("場をひろげる</span></a><br>").count(), 3, "{}", page.body);
}

/// The list is made of a closed enum, so whatever an entry can be about can be asked for.
#[tokio::test(flavor = "multi_thread")]
async fn every_kind_that_the_log_can_hold_is_offered_in_words_and_found() {
    let house = House::open().await;
    account(&house, "管理", Role::Administrator).await;
    let browser = signed_in(&house, "管理").await;
    let subject = |about: About| format!("{}/one", about.key());
    let entries: Vec<Entry> =
        (0..).zip(About::ALL).map(|(minute, about)| entry(&house, "青木", &subject(about), minute)).collect();
    note(&house, &entries).await;
    let page = browser.get("/log").await;
    for about in About::ALL {
        let key = about.key();
        let (_, option) = page.body.split_once(&format!("<option value=\"{key}\"")).expect(key);
        let name = option.split('>').nth(1).unwrap().split('<').next().unwrap();
        assert!(!name.is_empty() && !name.contains("log-kind"), "{key} has no word: {name}");
        let found = browser.get(&format!("/log?kind={key}")).await;
        assert_eq!(found.body.matches("<li class=\"stack\">").count(), 1, "{key}");
        found.shows(&format!("subject={key}/one"));
    }
}
