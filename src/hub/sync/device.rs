//! Which kiosk it is.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::ApiFailure;
use crate::hub::Hub;
use crate::hub::secret::fingerprint;
use crate::hub::store::KioskRow;
use crate::hub::web::bearer;

/// A kiosk, known by its token.
#[derive(Clone, Debug)]
pub struct Device(pub KioskRow);

impl FromRequestParts<Hub> for Device {
    type Rejection = ApiFailure;
    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Device, ApiFailure> {
        let token = bearer(&parts.headers).ok_or(ApiFailure::NoToken)?;
        let found = hub.store.read().await?.kiosk_by_token(&fingerprint(token)).await?;
        found.map(Device).ok_or(ApiFailure::NoToken)
    }
}
