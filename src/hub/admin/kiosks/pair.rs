//! Taking a display in by the six digits that it shows.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::mend_name;
use super::said::{self, Changed};
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::secret::new_id;
use crate::hub::web::{Administrator, Failure, Here, Page, html};
use crate::hub::{Hub, sync};

/// So many codes that do not fit, and then a pause.
const TRIES: i64 = 5;
/// How long the pause is, ms.
const PAUSE: i64 = 10 * said::MINUTE;

#[derive(Template)]
#[template(path = "kiosks/pair.html", config = "src/hub/askama.toml")]
struct PairPage {
    page: Page,
    form: Fields,
    mends: Mends,
    groups: Vec<String>,
}

/// The page on which the code is typed in.
///
/// # Errors
/// When the database does.
pub async fn form(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
) -> Result<Html<String>, Failure> {
    let groups = hub.store.read().await?.groups().await?;
    let page = Page::of(&staff, Here::Kiosks);
    html(&PairPage { page, form: Fields::default(), mends: Mends::default(), groups })
}

/// Takes the display in.
///
/// # Errors
/// When the database does.
pub async fn take_in(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    form: Fields,
) -> Result<Response, Failure> {
    let (now, page) = (hub.now_ms(), Page::of(&staff, Here::Kiosks));
    let mut mends = Mends::default();
    let code = digits(form.of("code"));
    let name = form.of("name").to_owned();
    let mut reading = hub.store.read().await?;
    let (tries, groups) =
        (reading.pairing_tries(&staff.account, now - PAUSE).await?, reading.groups().await?);
    drop(reading);
    if tries >= TRIES {
        mends.add("code", page.t("mend-code-pause"));
    } else if code.len() != 6 {
        mends.add("code", page.t("mend-code-six"));
    }
    if let Some(mend) = mend_name(&page, &name) {
        mends.add("name", mend);
    }
    if mends.is_empty() {
        let mut change = hub.store.begin().await?;
        if let Some(id) = sync::take_in(&mut change, &code, &name, now).await? {
            let group = form.some("group");
            change.rename_kiosk(&id, &name, group.as_deref()).await?;
            change.forget_pairing_tries(&staff.account).await?;
            let subject = format!("kiosk/{id}");
            let changed =
                Changed { act: "kiosk-paired", subject: &subject, later: Some(&name), ..Changed::default() };
            said::note(&mut change, &staff, now, changed).await?;
            change.commit().await?;
            return Ok(Redirect::to(&format!("/kiosks/{id}?done=kiosk-paired")).into_response());
        }
        change.note_pairing_try(&new_id()?, &staff.account, now, now - PAUSE).await?;
        change.commit().await?;
        mends.add("code", page.t("mend-code-unknown"));
    }
    let page = PairPage { page, form, mends, groups };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// The digits of a code, however they were typed: with room between them, or as wide as letters.
fn digits(text: &str) -> String {
    let wide = |c: char| match c {
        '０'..='９' => {
            u32::from(c).checked_sub(u32::from('０')).and_then(|digit| char::from_digit(digit, 10))
        }
        c => Some(c).filter(char::is_ascii_digit),
    };
    text.chars().filter_map(wide).collect()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_code_may_be_typed_as_one_reads_it() {
        assert_eq!(digits("123 456"), "123456");
        assert_eq!(digits("１２３－４５６"), "123456");
        assert_eq!(digits("code"), "");
    }
}
