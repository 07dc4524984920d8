//! A meeting on a sheet of A4.

use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use serde::Deserialize;

use super::find;
use crate::domain::text::Lang;
use crate::feed::{Span, json};
use crate::hub::Hub;
use crate::hub::admin::fields::LANGS;
use crate::hub::audience::Audience;
use crate::hub::own::{self, Scope};
use crate::hub::phone;
use crate::hub::poster::{Format, PosterError, poster as draw};
use crate::hub::programme::assemble_with;
use crate::hub::store::Kind;
use crate::hub::web::{Failure, Viewer};

/// In which language.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    lang: String,
}

/// The newest version of a meeting as PDF, drafts too: a poster is looked at before it hangs.
///
/// # Errors
/// When there is no such meeting, or the database does not answer.
pub async fn poster_pdf(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    poster(hub, &id, &wanted, Format::Pdf).await
}

/// The same as a picture.
///
/// # Errors
/// As [`poster_pdf`].
pub async fn poster_png(
    State(hub): State<Hub>,
    Viewer(_): Viewer,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    poster(hub, &id, &wanted, Format::Png).await
}

async fn poster(hub: Hub, id: &str, wanted: &Wanted, format: Format) -> Result<Response, Failure> {
    let mut reading = hub.store.read().await?;
    let found = find(&mut reading, id).await?;
    let mut shown = vec![(Kind::Meeting, id.to_owned(), Audience::All, found.version.body)];
    for kind in [Kind::Place, Kind::Texts, Kind::Reach] {
        shown.extend(
            reading.shown_items(kind).await?.into_iter().map(|row| (kind, row.id, Audience::All, row.body)),
        );
    }
    // A meeting of one group of screens, or of one screen, leads to the page and office that those have.
    let scopes = match found.version.audience.scopes().as_slice() {
        [Scope::Group(group)] => Scope::of_kiosk(None, Some(group)),
        [Scope::Kiosk(kiosk)] => {
            let group = reading.kiosk(kiosk).await?.and_then(|kiosk| kiosk.group);
            Scope::of_kiosk(Some(kiosk), group.as_deref())
        }
        _ => vec![Scope::All],
    };
    let own = own::fields(&shown, &scopes);
    // The same code as on the screen.
    phone::link_all(&hub, phone::in_qr(&mut reading).await?, &own, &mut shown);
    drop(reading);
    let body = assemble_with(&hub.settings, &shown, |_| true, own)?;
    let (zone, now) = (hub.settings.zone.clone(), hub.now());
    let today = now.to_zoned(zone.clone()).date();
    let span = Span { today, from: today.saturating_sub(20.years()), to: today.saturating_add(20.years()) };
    let programme = json::read(body.as_bytes(), span, &zone)
        .map_err(|error| Failure::Internal(error.to_string()))?
        .programme;
    let lang = LANGS.into_iter().find(|lang| lang.as_str() == wanted.lang).unwrap_or(Lang::JA);
    let drawing = tokio::task::spawn_blocking(move || {
        // Of a repeating meeting the next one, or the last there was.
        let coming = programme
            .meetings
            .iter()
            .find(|meeting| meeting.when.over_at(&programme.zone).is_none_or(|over| over > now));
        let meeting = coming.or(programme.meetings.last()).ok_or(PosterError::NoMeeting)?;
        draw(&programme, meeting, lang, now, format)
    });
    let drawn = drawing.await.map_err(|error| Failure::Internal(error.to_string()))?;
    let (kind, name) = match format {
        Format::Pdf => ("application/pdf", "inline; filename=\"poster.pdf\""),
        Format::Png => ("image/png", "inline; filename=\"poster.png\""),
    };
    match drawn {
        Ok(written) => Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], written).into_response()),
        Err(PosterError::NoMeeting) => Err(Failure::NotFound),
        Err(PosterError::Written(why)) => Err(Failure::Internal(why)),
    }
}
