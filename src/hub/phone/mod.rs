//! What a visitor's own phone sees: the page of a meeting, registering for it, a receipt, and one
//! sentence afterwards. No cookie, no script; what somebody answers travels in the form and is nowhere
//! else. Only there when staff have switched it on.

mod answers;
mod feeds;
mod find;
mod limits;
mod linked;
mod meeting;
mod page;
mod qr;
mod receipt;
mod register;
mod sentence;
mod sweep;
mod visitor;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Extension, Router};

use super::Hub;
use super::store::{Reading, StoreError};

pub(super) use limits::{Limit, Pace};
pub use linked::link_all;
pub use sentence::LONGEST as LONGEST_SENTENCE;
pub use sweep::{KEPT_DAYS, KEPT_FOR, keep_sentences, sweep};

/// Name of the setting: `on` or `off`.
pub const PHONE: &str = "phone";
/// Name of the setting that says where the QR of a meeting leads: `ward` or `phone`.
pub const QR: &str = "qr";

/// Whether staff have switched the phone pages on.
///
/// # Errors
/// When the database does.
pub async fn is_on(reading: &mut Reading) -> Result<bool, StoreError> {
    Ok(reading.setting(PHONE).await?.as_deref() == Some("on"))
}

/// Where the QR code of a meeting leads that says nothing of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InQr {
    /// There are no phone pages, whatever a meeting says.
    Off,
    Ward,
    Phone,
}

/// Where QR codes lead, as staff have set it for all meetings.
///
/// # Errors
/// When the database does.
pub async fn in_qr(reading: &mut Reading) -> Result<InQr, StoreError> {
    if !is_on(reading).await? {
        return Ok(InQr::Off);
    }
    Ok(if reading.setting(QR).await?.as_deref() == Some("phone") { InQr::Phone } else { InQr::Ward })
}

/// The address of a meeting's phone page.
pub fn address(hub: &Hub, meeting: &str) -> String {
    format!("{}/m/{}", hub.settings.address, page::segment(meeting))
}

/// The pages, with what is limited on them.
pub fn routes() -> Router<Hub> {
    Router::new()
        .route("/m/receipt", get(receipt::ask).post(receipt::open))
        .route("/m/{meeting}", get(meeting::show))
        .route("/m/{meeting}/register", get(register::begin).post(register::step))
        .route("/m/{meeting}/sentence", post(sentence::write))
        .route("/m/{meeting}/calendar.ics", get(feeds::calendar_of))
        .route("/m/{meeting}/event.json", get(feeds::event_of))
        .route("/calendar.ics", get(feeds::calendar))
        .route("/events.json", get(feeds::events))
        .route("/programme.json", get(feeds::programme))
        .layer(Extension(Arc::new(limits::Limits::default())))
        .layer(Extension(Arc::new(feeds::Feeds::default())))
}
