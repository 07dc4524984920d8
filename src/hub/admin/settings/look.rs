//! A text of the place's own on the screen where it stands, drawn by the kiosk's own renderer.

use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::Value;

use super::scope::Chosen;
use super::texts::{Line, Own};
use super::{For, own_version};
use crate::domain::text::Phrase;
use crate::domain::wording::Wording;
use crate::hub::Hub;
use crate::hub::Sketch;
use crate::hub::admin::fields::{Fields, WRITTEN};
use crate::hub::admin::slide::Choice;
use crate::hub::admin::slide::preview::{self, Look, Shot};
use crate::hub::own;
use crate::hub::store::{Kind, KioskRow, Reading};
use crate::hub::web::{Administrator, Failure, Here, Page, url_encoded};

/// The screen of a field. Those of the place stand on screens of their own texts.
fn wording_of(field: &str) -> Wording {
    match field {
        "staff-place" => Wording::StaffHelp,
        other => Wording::from_key(other).unwrap_or(Wording::NothingPlanned),
    }
}

async fn sketch(
    hub: &Hub,
    reading: &mut Reading,
    chosen: &Chosen,
    own: &Own,
    look: &Look,
) -> Result<Sketch, Failure> {
    let mut whole = chosen.otherwise();
    let own = serde_json::to_value(own).map_err(|error| Failure::Internal(error.to_string()))?;
    if let Value::Object(own) = own {
        own::lay_over(&mut whole, own);
    }
    // In quiet hours too: what is looked at is seen.
    whole.remove("quiet");
    Ok(preview::sketch_wording(hub, reading, wording_of(&look.text), whole, look).await?)
}

/// What stands beside the form. `typed` is what was written and is only to be looked at.
pub(super) async fn shot(
    page: &Page,
    hub: &Hub,
    chosen: &Chosen,
    (form, lines): (&Fields, &[Line]),
    (mut look, typed): (Look, Option<&Own>),
    kiosks: &[KioskRow],
) -> Result<Shot, Failure> {
    let written = |line: &&Line| WRITTEN.iter().any(|lang| !form.lang(line.field, lang).is_empty());
    let known = lines.iter().find(|line| line.field == look.text);
    let line = known.or_else(|| lines.iter().find(written)).or(lines.first());
    let field = line.map_or("", |line| line.field);
    field.clone_into(&mut look.text);
    let drawn = match typed {
        Some(own) => {
            let mut reading = hub.store.read().await?;
            let sketch = sketch(hub, &mut reading, chosen, own, &look).await?;
            drop(reading);
            preview::paint(hub, sketch).await
        }
        None => None,
    };
    let said = WRITTEN.iter().find(|lang| lang.lang() == look.lang()).zip(line).map(|(lang, line)| {
        let own = form.lang(line.field, lang);
        let markup = if own.is_empty() { line.otherwise(lang) } else { own };
        format!("{} {}", line.label, Phrase::parse(markup).text())
    });
    let alt = page.with("schedule-shot-of", "what", &said.unwrap_or_default());
    let (screens, version) = (url_encoded(&chosen.screens.key), form.of("base"));
    let saved = format!("/settings/texts/preview.png?for={screens}&v={}", url_encoded(version));
    let mut shot = preview::shot(page, hub, kiosks, look, Some(saved), drawn, alt);
    let choice = |line: &Line| Choice {
        value: line.field.to_owned(),
        word: line.label.clone(),
        chosen: line.field == field,
    };
    shot.texts = lines.iter().map(choice).collect();
    Ok(shot)
}

/// The screen of a text as it was last saved.
///
/// # Errors
/// When there are no such screens, or nobody who can draw.
pub async fn preview_texts(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(wish): Query<For>,
    Query(look): Query<Look>,
) -> Result<Response, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let mut reading = hub.store.read().await?;
    let chosen = Chosen::read(&mut reading, &page, Kind::Texts, &wish.screens).await?;
    let own = match own_version(&mut reading, Kind::Texts, &chosen.scope).await? {
        Some(version) => {
            serde_json::from_str(&version.body).map_err(|error| Failure::Internal(error.to_string()))?
        }
        None => Own::default(),
    };
    let sketch = sketch(&hub, &mut reading, &chosen, &own, &look).await?;
    drop(reading);
    preview::answer(preview::paint(&hub, sketch).await)
}
