//! Versions, and two people at once.

use std::time::Duration;

use hiroba::hub::audience::Audience;
use hiroba::hub::store::{Kind, NewVersion, Role};
use reqwest::StatusCode;

use super::{changed, kept, published, third, written};
use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_is_shown_the_difference_and_nothing_is_overwritten() {
    let house = House::open().await;
    let first = house.administrator().await;
    let second = house.colleague("書く人", Role::Editor).await;
    let path = written(&first, &third()).await;
    let theirs = changed(&third(), &[("base", "1"), ("place-ja", "二階の 部屋"), ("theme-ja", "人と場")]);
    assert_eq!(first.post(&path, &theirs).await.status, StatusCode::SEE_OTHER);
    let mine =
        changed(&third(), &[("base", "1"), ("theme-ja", "わたしの テーマ"), ("who-ja", "はじめての人")]);
    let asked = second.post(&path, &mine).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    for words in ["先に 保存しました", "二階の 部屋", "人と場", "わたしの テーマ", "はじめての人"]
    {
        asked.shows(words);
    }
    // The place was touched by the other alone, so theirs is chosen; the theme by both.
    asked.shows("name=\"pick-place\" value=\"theirs\" checked");
    asked.shows("name=\"pick-theme\" value=\"mine\" checked");
    assert_eq!(kept(&house, &path).await["theme"], "人と場", "nothing was overwritten");
    let hidden = |name: &str| {
        let part = asked.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        part.split('"').next().unwrap().replace("&#34;", "\"")
    };
    let (mine, base) = (hidden("mine"), hidden("base"));
    let chosen = [
        ("mine", mine.as_str()),
        ("base", &base),
        ("audience", ""),
        ("act", "save"),
        ("pick-place", "theirs"),
        ("pick-theme", "theirs"),
        ("pick-who", "mine"),
    ];
    assert_eq!(second.post(&format!("{path}/merge"), &chosen).await.status, StatusCode::SEE_OTHER);
    let body = kept(&house, &path).await;
    assert_eq!(
        (&body["place"], &body["theme"], &body["who"]),
        (&"二階の 部屋".into(), &"人と場".into(), &"はじめての人".into())
    );
    // Who chooses on a ground that has moved again is asked again.
    let again = second.post(&format!("{path}/merge"), &chosen).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(
        second.post(&format!("{path}/merge"), &[("mine", "{}"), ("base", &base)]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_version_can_be_compared_and_brought_back() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    browser
        .post(&path, &changed(&third(), &[("base", "1"), ("theme-ja", "場をとじる"), ("mode", "venue")]))
        .await;
    let history = browser.get(&format!("{path}/versions")).await;
    history.shows("テーマ、参加のしかた");
    history.shows("はじめの 版");
    let compared = browser.get(&format!("{path}/versions/1")).await;
    compared.shows("<del>日本語：場をひろげる</del>");
    compared.shows("<ins>日本語：場をとじる</ins>");
    compared.shows("<del>会場とオンライン</del>");
    let answer = browser.post(&format!("{path}/versions/1/restore"), &[]).await;
    assert_eq!(answer.leads_to(), format!("{path}?done=meeting-restored"));
    assert_eq!(kept(&house, &path).await["theme"], "場をひろげる");
    browser.get(&path).await.shows("name=\"base\" value=\"3\"");
    assert_eq!(browser.get(&format!("{path}/versions/9")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_looked_at_is_not_published() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let path = written(&browser, &third()).await;
    browser.post(&path, &changed(&third(), &[("base", "1"), ("theme-ja", "人と場")])).await;
    let answer = browser.post(&format!("{path}/publish"), &[("version", "1"), ("act", "now")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    answer.shows("ほかの人が 新しく 保存しました");
    published(&browser, &path, "2").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_twice_is_one_meeting() {
    let house = House::open().await;
    let browser = house.administrator().await;
    let form = changed(&third(), &[("id", "0123456789abcdef0123456789abcdef")]);
    let path = written(&browser, &form).await;
    assert_eq!(written(&browser, &form).await, path);
    browser.get("/schedule").await.shows("1件");
}

/// "What was sent could not be read" was all that the second of two was told.
#[tokio::test(flavor = "multi_thread")]
async fn who_cancels_or_brings_back_what_somebody_saves_at_that_moment_is_told_so_and_where_to_look() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = written(&staff, &third()).await;
    let id = path.strip_prefix("/schedule/").unwrap();
    for (base, deed) in [(1, "cancel"), (2, "resume"), (3, "versions/1/restore")] {
        let body = kept(&house, &path).await.to_string();
        let mut change = house.hub.store.begin().await.unwrap();
        let other = NewVersion {
            kind: Kind::Meeting,
            id,
            body: &body,
            title: "",
            words: "",
            starts: None,
            ends: None,
            audience: &Audience::All,
            at: house.hub.now_ms(),
            who: "ほかの人",
        };
        change.add_version(&other, Some(base)).await.unwrap().unwrap();
        let deed = format!("{path}/{deed}");
        let saved = async {
            // Long enough for the deed to have looked at the meeting as it was.
            tokio::time::sleep(Duration::from_millis(700)).await;
            change.commit().await.unwrap();
        };
        let (answer, ()) = tokio::join!(staff.post(&deed, &[]), saved);
        assert_eq!(answer.status, StatusCode::CONFLICT, "{deed}: {}", answer.body);
        answer.shows("ほかの人が 先に 保存しました");
        answer.shows("Somebody has saved this just before you");
        answer.shows(&format!("href=\"{path}\""));
        assert_eq!(staff.get(&path).await.status, StatusCode::OK);
    }
}

/// What was typed went with a meeting that somebody else had deleted.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_somebody_deletes_the_meeting_is_a_new_draft() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let path = written(&staff, &third()).await;
    staff.post(&format!("{path}/remove"), &[]).await;
    let answer = staff.post(&path, &changed(&third(), &[("base", "1"), ("place-ja", "庭の小屋")])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = staff.get(answer.leads_to()).await;
    page.shows("庭の小屋");
    page.shows("新しい 下書きとして 保存しました");
    let nothing = staff.post("/schedule/never-was", &third()).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}
