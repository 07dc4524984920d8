//! Who may come in, and how far.

use hiroba::hub::admin::accounts;
use hiroba::hub::store::Role;
use jiff::SignedDuration;
use reqwest::StatusCode;

use super::{account, link_on, signed_in};
use crate::house::{Browser, House, PASSWORD};

/// An administrator beside those who are there.
async fn administrator_beside(house: &House) -> Browser {
    account(house, "管理", Role::Administrator).await;
    signed_in(house, "管理").await
}

const OTHER: &str = "kettle umbrella fourteen walnut";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_added_and_chooses_a_password_by_a_link_that_works_once() {
    let house = House::open().await;
    let administrator = house.administrator().await;
    administrator.get("/accounts").await.shows("いまは 一人だけです");
    let page = administrator.post("/accounts/new", &[("name", " 青木 "), ("role", "editor")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.shows("青木");
    page.shows("2026-12-06 14:05");
    let path = link_on(&house, &page);
    let token = path.rsplit_once('=').unwrap().1;

    let browser = house.stranger();
    browser.get(&path).await.shows("青木さん、ようこそ");
    let short =
        browser.post("/password", &[("token", token), ("password", "short"), ("again", "short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    short.shows("10文字以上");
    let form = [("token", token), ("password", OTHER), ("again", OTHER)];
    let set = browser.post("/password", &form).await;
    assert_eq!(set.leads_to(), "/account?done=password-set");
    browser.get("/account?done=password-set").await.shows("書く人");
    assert_eq!(browser.get("/accounts").await.status, StatusCode::FORBIDDEN);

    let again = house.stranger().post("/password", &form).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    again.shows("この リンクは もう 使えません");
    let other = house.stranger();
    let right = other.post("/sign-in", &[("name", "青木"), ("password", OTHER)]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_with_something_to_mend_keeps_what_was_written() {
    let house = House::open().await;
    let administrator = house.administrator().await;
    let taken = administrator.post("/accounts/new", &[("name", "管理"), ("role", "viewer")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    taken.shows("もう 使われています");
    taken.shows("value=\"管理\"");
    let no_role = administrator.post("/accounts/new", &[("name", "青木"), ("role", "emperor")]).await;
    assert_eq!(no_role.status, StatusCode::UNPROCESSABLE_ENTITY);
    no_role.shows("できることを 一つ 選んでください");
    no_role.shows("value=\"青木\"");
    let long = "あ".repeat(61);
    let long = administrator.post("/accounts/new", &[("name", &long), ("role", "viewer")]).await;
    long.shows("60文字まで");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_good_for_three_days_and_a_newer_one_ends_it() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Editor).await;
    let first = accounts::new_link(&house.hub, "管理", &id).await.unwrap();
    let second = accounts::new_link(&house.hub, "管理", &id).await.unwrap();
    let path = |link: &str| link.strip_prefix(&house.hub.settings.address).unwrap().to_owned();
    assert_eq!(house.stranger().get(&path(&first)).await.status, StatusCode::NOT_FOUND);
    house.later(SignedDuration::from_hours(72) - SignedDuration::from_secs(1));
    assert_eq!(house.stranger().get(&path(&second)).await.status, StatusCode::OK);
    house.later(SignedDuration::from_secs(1));
    assert_eq!(house.stranger().get(&path(&second)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_by_link_ends_every_session_and_is_the_only_one() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Editor).await;
    let before = signed_in(&house, "青木").await;
    let administrator = administrator_beside(&house).await;
    let page = administrator.post(&format!("/accounts/{id}/link"), &[]).await;
    let path = link_on(&house, &page);
    assert_eq!(before.get("/account").await.status, StatusCode::OK, "until it is used nothing ends");
    let token = path.rsplit_once('=').unwrap().1;
    let browser = house.stranger();
    browser.post("/password", &[("token", token), ("password", OTHER), ("again", OTHER)]).await;
    assert!(before.get("/account").await.leads_to().starts_with("/sign-in"));
    let old = house.stranger().post("/sign-in", &[("name", "青木"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_changed_and_holds_from_the_next_click_on() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Viewer).await;
    let administrator = administrator_beside(&house).await;
    let browser = signed_in(&house, "青木").await;
    assert_eq!(browser.get("/accounts").await.status, StatusCode::FORBIDDEN);
    let form = [("name", "青木 春"), ("role", "administrator")];
    let changed = administrator.post(&format!("/accounts/{id}"), &form).await;
    assert_eq!(changed.leads_to(), format!("/accounts/{id}?done=account-changed"));
    administrator.get(changed.leads_to()).await.shows("保存しました");
    browser.get("/accounts").await.shows("青木 春");
    administrator.get(&format!("/log?subject=account/{id}")).await.shows("青木 春");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_cannot_come_in_until_it_is_opened_again() {
    let house = House::open().await;
    let id = account(&house, "青木", Role::Editor).await;
    let administrator = administrator_beside(&house).await;
    let browser = signed_in(&house, "青木").await;
    let link = accounts::new_link(&house.hub, "管理", &id).await.unwrap();
    administrator.get(&format!("/accounts/{id}/close")).await.shows("青木さんの アカウントを とじますか");
    administrator.post(&format!("/accounts/{id}/close"), &[]).await;
    assert!(browser.get("/account").await.leads_to().starts_with("/sign-in"));
    let form = [("name", "青木"), ("password", PASSWORD)];
    assert_eq!(house.stranger().post("/sign-in", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let path = link.strip_prefix(&house.hub.settings.address).unwrap();
    assert_eq!(house.stranger().get(path).await.status, StatusCode::NOT_FOUND);
    let refused = administrator.post(&format!("/accounts/{id}/link"), &[]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "a closed account gets no link");
    administrator.post(&format!("/accounts/{id}/open"), &[]).await;
    assert_eq!(house.stranger().post("/sign-in", &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_administrator_stays() {
    let house = House::open().await;
    let administrator = house.administrator().await;
    let own = house.hub.store.read().await.unwrap().account_named("管理").await.unwrap().unwrap().id;
    // Somebody who has not chosen a password yet could not let anybody in.
    accounts::add(&house.hub, "管理", "新人", Role::Administrator, "ja").await.unwrap();
    let form = [("name", "管理"), ("role", "viewer")];
    let refused = administrator.post(&format!("/accounts/{own}"), &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("先に もう一人を 管理する人に");
    let refused = administrator.post(&format!("/accounts/{own}/close"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("先に もう一人を 管理する人に");
    account(&house, "青木", Role::Administrator).await;
    let allowed = administrator.post(&format!("/accounts/{own}"), &form).await;
    assert_eq!(allowed.leads_to(), "/account", "the list of accounts is not theirs any more");
    assert_eq!(administrator.get("/accounts").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_who_close_each_other_at_once_one_stays() {
    let house = House::open().await;
    let first = account(&house, "青木", Role::Administrator).await;
    let second = account(&house, "井上", Role::Administrator).await;
    let (one, other) = tokio::join!(
        accounts::close(&house.hub, "青木", &second),
        accounts::close(&house.hub, "井上", &first),
    );
    assert_ne!(one.is_ok(), other.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_changed_by_who_knows_the_old_one_and_ends_all_other_sessions() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    let (here, elsewhere) = (signed_in(&house, "青木").await, signed_in(&house, "青木").await);
    here.get("/account").await.shows("いま 見ているところ");
    let form = |old| [("old", old), ("password", OTHER), ("again", OTHER)];
    let wrong = here.post("/account/password", &form("not the password")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows("いまの パスワードと ちがいます");
    let changed = here.post("/account/password", &form(PASSWORD)).await;
    assert_eq!(changed.leads_to(), "/account?done=password-changed");
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    assert!(elsewhere.get("/account").await.leads_to().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_elsewhere_are_seen_and_ended() {
    let house = House::open().await;
    account(&house, "青木", Role::Viewer).await;
    account(&house, "井上", Role::Viewer).await;
    let (here, elsewhere) = (signed_in(&house, "青木").await, signed_in(&house, "青木").await);
    let somebody = signed_in(&house, "井上").await;
    let page = here.get("/account").await;
    let id = page.body.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    somebody.post("/account/sessions", &[("session", id)]).await;
    assert_eq!(elsewhere.get("/account").await.status, StatusCode::OK, "nobody ends what is another's");
    here.post("/account/sessions", &[("session", id)]).await;
    assert!(elsewhere.get("/account").await.leads_to().starts_with("/sign-in"));
    let third = signed_in(&house, "青木").await;
    here.post("/account/sessions", &[]).await;
    assert!(third.get("/account").await.leads_to().starts_with("/sign-in"));
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
}

// Two accounts that nobody could tell apart stood beside each other in the list and in the log.
#[tokio::test(flavor = "multi_thread")]
async fn no_name_has_signs_that_nobody_sees_and_none_looks_like_anothers() {
    let house = House::open().await;
    let administrator = house.administrator().await;
    for (name, said) in
        [("管\u{200B}理", "見えない 文字"), ("\u{202E}理管", "見えない 文字"), ("管\u{7}理", "見えない 文字")]
    {
        let answer = administrator.post("/accounts/new", &[("name", name), ("role", "viewer")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        answer.shows(said);
    }
    administrator.post("/accounts/new", &[("name", "Aoki ガ"), ("role", "viewer")]).await;
    let wide = administrator.post("/accounts/new", &[("name", "Ａｏｋｉ　ｶﾞ"), ("role", "viewer")]).await;
    assert_eq!(wide.status, StatusCode::UNPROCESSABLE_ENTITY);
    wide.shows("この名前は もう 使われています");
    let refused = accounts::add(&house.hub, "test", "Aoki\u{200D}", Role::Viewer, "ja").await;
    assert!(matches!(refused, Err(accounts::Refused::Hidden)), "{refused:?}");
}
