//! One sentence about a session, by whoever wants to write one.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::find::find;
use super::limits::Limits;
use super::meeting::{path, render, sentence_form, today};
use super::visitor::{Oops, Visitor};
use crate::domain::attendance::RecordKey;
use crate::hub::store::{Sentence, SentenceState};
use crate::hub::{Hub, new_id};

/// Characters of a sentence, at the most.
pub const LONGEST: usize = 120;
/// Sentences about one meeting that nobody has looked at, at the most.
const MOST_UNREAD: i64 = 300;

/// What was written.
#[derive(Deserialize)]
pub struct Written {
    #[serde(default)]
    text: String,
    #[serde(default)]
    key: String,
}

/// Takes a sentence in.
///
/// # Errors
/// When there is no such meeting, or too much was written from one address.
pub async fn write(
    State(hub): State<Hub>,
    Path(id): Path<String>,
    Extension(limits): Extension<Arc<Limits>>,
    visitor: Visitor,
    Form(written): Form<Written>,
) -> Result<Response, Oops> {
    let mut reading = hub.store.read().await?;
    let found = find(&hub, &mut reading, &id).await?;
    let Some((found, meeting)) =
        found.and_then(|found| found.just_been(hub.now()).cloned().map(|meeting| (found, meeting)))
    else {
        return Err(visitor.not_here(&hub, &mut reading).await);
    };
    let key = if RecordKey::parse(&written.key).is_some() { written.key } else { new_id()? };
    let text = plain(&written.text);
    let page = visitor.page();
    let mend = match text.chars().count() {
        0 => page.r("sentence-empty"),
        count if count > LONGEST => page.n("sentence-long", i64::try_from(count).unwrap_or(i64::MAX)),
        _ => String::new(),
    };
    if !mend.is_empty() {
        let form = sentence_form(&hub, &visitor, &found, written.text, mend, Some(key))?;
        return render(&hub, &visitor, &mut reading, &found, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut words = vec![page.r("sentence-thanks"), page.r("sentence-thanks-use")];
    let earlier = reading.sentence(&key).await?;
    let is_deleted = |earlier: &Sentence| earlier.state == SentenceState::Removed;
    if earlier.as_ref().is_some_and(|earlier| is_deleted(earlier) || earlier.meeting != meeting.id.0) {
        // Nobody knows any more what was deleted: these may be other words. Nothing of them is kept, so
        // nobody is thanked; who wants to say them sends them once more, under a key of their own.
        let mend = page.r("sentence-once-more");
        let form = sentence_form(&hub, &visitor, &found, written.text, mend, None)?;
        return render(&hub, &visitor, &mut reading, &found, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let sent = || vec![("key", key.clone()), ("text", written.text.clone())];
    // Back, and other words: they are meant. Sent twice it is one.
    if earlier.as_ref().is_some_and(|earlier| earlier.text != text) {
        if let Err(seconds) = limits.records.take(visitor.from, hub.now()) {
            return Err(visitor.wait(&hub, &mut reading, seconds, sent()).await);
        }
        let mut change = hub.store.begin().await?;
        if !change.correct_sentence(&key, visitor.lang.as_str(), &text).await? {
            words = vec![page.r("sentence-thanks"), page.r("sentence-first-kept")];
        }
        change.commit().await?;
    }
    if earlier.is_none() {
        if let Err(seconds) = limits.records.take(visitor.from, hub.now()) {
            return Err(visitor.wait(&hub, &mut reading, seconds, sent()).await);
        }
        let mut change = hub.store.begin().await?;
        if change.new_sentences(&meeting.id.0).await? >= MOST_UNREAD {
            let mend = page.r("sentence-full");
            let form = sentence_form(&hub, &visitor, &found, written.text, mend, Some(key))?;
            return render(&hub, &visitor, &mut reading, &found, form, StatusCode::UNPROCESSABLE_ENTITY)
                .await;
        }
        let sentence = Sentence {
            id: key,
            meeting: meeting.id.0.clone(),
            lang: visitor.lang.as_str().to_owned(),
            text,
            day: today(&hub).to_string(),
            state: SentenceState::New,
        };
        change.add_sentence(&sentence).await?;
        change.commit().await?;
    }
    let link = (format!("{}?lang={}", path(&meeting), visitor.lang), page.r("to-the-meeting"));
    visitor.tell(&hub, &mut reading, &page.p("sentence-thanks-title"), words, Some(link)).await
}

/// Plain text in one line: no signs that are not to be seen, no more than one blank at a time.
fn plain(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
    seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Signs that turn the direction of writing round or stand for nothing: they would change how the
/// words beside them look.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_sentence_is_one_line_of_what_can_be_seen() {
        assert_eq!(plain("  ほっと\r\nしました。\u{202E}x\u{0}  "), "ほっと しました。x");
        assert_eq!(plain("話せて　よかった"), "話せて よかった");
        assert_eq!(plain(" \u{200B}\n "), "");
    }
}
