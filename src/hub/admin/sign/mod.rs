//! Coming in and going out: the first account, signing in, signing out.

mod door;
mod password;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::settings;
use crate::hub::Hub;
use crate::hub::secret::{Token, fingerprint, new_id};
use crate::hub::store::{Account, Entry, Link, LinkPurpose, Role, StoreError};
use crate::hub::web::{Failure, Page, asked_language, html};

pub(super) use door::{SignInPage, begin_session, checked, end_earlier_session, hashed, own_page};
pub use door::{form, language, sign_in, sign_out};
pub use password::{Weak, hash, is_right, judge};

/// How long the set-up link is good, ms.
const SETUP_GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// Set-up links that hold at the same time: of hubs on one database, and of starts in a row.
const SETUP_LINKS: i64 = 16;

/// A one-time link that makes the first account; nothing where there is one already. Links of other hubs on
/// this database, and of earlier starts, hold beside it until their day is over or one of them was used: only
/// their fingerprints are kept, so that none of them could be said once more.
///
/// # Errors
/// When the database does.
pub async fn setup_link(hub: &Hub) -> Result<Option<String>, StoreError> {
    setup_link_beside(hub, SETUP_LINKS).await
}

/// The same, and no other holds any more: for whoever asks for it by hand, because one went astray.
///
/// # Errors
/// When the database does.
pub async fn only_setup_link(hub: &Hub) -> Result<Option<String>, StoreError> {
    setup_link_beside(hub, 1).await
}

async fn setup_link_beside(hub: &Hub, most: i64) -> Result<Option<String>, StoreError> {
    if hub.store.read().await?.has_accounts().await? {
        return Ok(None);
    }
    let (token, now) = (Token::new()?, hub.now_ms());
    let mut change = hub.store.begin().await?;
    change.hold_accounts().await?;
    if change.can_sign_in_now().await? {
        return Ok(None);
    }
    let link = Link {
        token: token.fingerprint(),
        purpose: LinkPurpose::Setup,
        account: None,
        made: now,
        ends: now + SETUP_GOOD_FOR,
    };
    change.keep_links(LinkPurpose::Setup, most - 1, now).await?;
    change.add_link(&link).await?;
    change.commit().await?;
    Ok(Some(format!("{}/setup?token={}", hub.settings.address, token.text())))
}

/// What stands in the address of the set-up page.
#[derive(Deserialize)]
pub struct SetupAddress {
    #[serde(default)]
    token: String,
}

/// The first account.
#[derive(Default, Deserialize)]
pub struct FirstAccount {
    #[serde(default)]
    token: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "sign/setup.html", config = "src/hub/askama.toml")]
struct SetupPage {
    page: Page,
    token: String,
    name: String,
    /// What can be mended, by field.
    mend_name: String,
    mend_password: String,
    mend_again: String,
}

/// The page behind the set-up link.
///
/// # Errors
/// When the link is not good any more.
pub async fn setup(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Query(address): Query<SetupAddress>,
) -> Result<Html<String>, Failure> {
    let link = hub.store.read().await?.link(&fingerprint(&address.token), hub.now_ms()).await?;
    if !link.is_some_and(|link| link.purpose == LinkPurpose::Setup) {
        return Err(Failure::LinkOver);
    }
    let mut page = Page::outside(asked_language(&headers));
    page.path = format!("/setup?token={}", address.token);
    html(&SetupPage {
        page,
        token: address.token,
        name: String::new(),
        mend_name: String::new(),
        mend_password: String::new(),
        mend_again: String::new(),
    })
}

/// Longest name of an account, characters.
pub const LONGEST_NAME: usize = 60;

/// What can be mended in the name of an account; empty when it can be taken.
pub(super) fn mend_name(page: &Page, name: &str) -> String {
    match name.chars().count() {
        0 => page.t("mend-name-missing"),
        count if count > LONGEST_NAME => page.t("mend-name-long"),
        _ if name.chars().any(is_hidden) => page.t("mend-name-signs"),
        _ => String::new(),
    }
}

/// Signs that nobody sees or that turn the direction of writing round: with them two names look alike that are
/// not, and what stands beside them reads otherwise. Which of the forms of a character is meant (in names of
/// people often) may be said.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E00FF}')
}

/// A name as it is compared: wide letters and half ones, and a letter with its mark in one piece or in two, are
/// the same (NFKC), and so are the forms of one character.
pub fn same_name(one: &str, other: &str) -> bool {
    let compared = |name: &str| -> String {
        let is_form = |c: &char| matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        let plain: String = name.chars().filter(|c| !is_form(c)).nfkc().collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    compared(one) == compared(other)
}

/// What can be mended in a new password and in its repetition; both empty when it can be taken.
pub(super) async fn mend_password(
    page: &Page,
    hub: &Hub,
    password: &str,
    again: &str,
    name: &str,
) -> Result<(String, String), Failure> {
    let place = settings::words_of_place(&mut hub.store.read().await?).await?;
    let known: Vec<&str> = std::iter::once(name).chain(place.iter().map(String::as_str)).collect();
    let weak = judge(password, &known).err().map(|weak| page.t(weak.key())).unwrap_or_default();
    Ok((weak, if password == again { String::new() } else { page.t("mend-password-again") }))
}

/// Makes the first account, an administrator's, and signs it in.
///
/// # Errors
/// When the link is not good any more.
pub async fn set_up(
    State(hub): State<Hub>,
    headers: HeaderMap,
    Form(form): Form<FirstAccount>,
) -> Result<Response, Failure> {
    let (lang, token, now) = (asked_language(&headers), fingerprint(&form.token), hub.now_ms());
    let link = hub.store.read().await?.link(&token, now).await?;
    if !link.is_some_and(|link| link.purpose == LinkPurpose::Setup) {
        return Err(Failure::LinkOver);
    }
    let page = Page::outside(lang);
    let name = form.name.trim().to_owned();
    let mend_name = mend_name(&page, &name);
    let (mend_password, mend_again) = mend_password(&page, &hub, &form.password, &form.again, &name).await?;
    if ![&mend_name, &mend_password, &mend_again].iter().all(|mend| mend.is_empty()) {
        let token = form.token;
        let page = SetupPage { page, token, name, mend_name, mend_password, mend_again };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
    }
    let hash = hashed(&hub, form.password).await?;
    let account = Account {
        id: new_id()?,
        name,
        password: Some(hash),
        role: Role::Administrator,
        lang: lang.as_str().to_owned(),
        closed: false,
    };
    let mut change = hub.store.begin().await?;
    // Of two links that are used at once, one makes the first account.
    change.hold_accounts().await?;
    if change.can_sign_in_now().await? || !change.use_link(&token, now).await? {
        return Err(Failure::LinkOver);
    }
    change.keep_links(LinkPurpose::Setup, 0, now).await?;
    change.add_account(&account, now).await?;
    let entry = Entry {
        at: now,
        who: account.name.clone(),
        act: "account-made".to_owned(),
        subject: format!("account/{}", account.id),
        earlier: None,
        later: Some(account.role.key().to_owned()),
    };
    change.note(&new_id()?, &entry).await?;
    end_earlier_session(&hub, &mut change, &headers).await?;
    let cookie = begin_session(&hub, &mut change, &account.id, now).await?;
    change.commit().await?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to("/schedule?done=set-up")).into_response())
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, same_name};

    #[test]
    fn names_that_look_alike_are_one() {
        for (one, other) in [
            ("Aoki", "Ａｏｋｉ"),
            ("ガンダ", "ｶﾞﾝﾀﾞ"),
            ("が", "か\u{3099}"),
            ("青木 花", "青木\u{3000}花"),
            ("葛城", "葛\u{E0100}城"),
        ] {
            assert!(same_name(one, other), "{one} {other}");
        }
        assert!(!same_name("青木", "青本") && !same_name("aoki", "Aoki"));
    }

    #[test]
    fn what_nobody_sees_is_in_no_name() {
        for hidden in
            ['\0', '\t', '\u{7F}', '\u{200B}', '\u{200D}', '\u{202E}', '\u{2066}', '\u{FEFF}', '\u{3164}']
        {
            assert!(is_hidden(hidden), "{hidden:?}");
        }
        for seen in ['a', '青', ' ', '\u{3000}', 'ｶ', '\u{3099}', '\u{E0100}', '・', '😀'] {
            assert!(!is_hidden(seen), "{seen:?}");
        }
    }
}
