//! Meetings whose QR code leads to their phone page. The ward's page number stays where it was.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{InQr, address};
use crate::api::Qr;
use crate::hub::Hub;
use crate::hub::own::Row;
use crate::hub::store::Kind;

/// Puts the address of its phone page into a meeting. `page` is that of the screens, whose number holds
/// where a meeting has none of its own. A body that cannot be read stays as it is.
fn linked(hub: &Hub, id: &str, body: &str, page: Option<&Value>) -> String {
    let Ok(Value::Object(mut meeting)) = serde_json::from_str::<Value>(body) else { return body.to_owned() };
    let number = |page: Option<&Value>| page.and_then(|page| page.get("number")).cloned();
    let number = number(meeting.get("page")).or_else(|| number(page));
    let mut page = json!({ "url": address(hub, id) });
    if let (Some(number), Value::Object(page)) = (number, &mut page) {
        page.insert("number".to_owned(), number);
    }
    meeting.insert("page".to_owned(), page);
    Value::Object(meeting).to_string()
}

/// What a meeting itself says of its QR code.
#[derive(Default, Deserialize)]
struct Chosen {
    #[serde(default)]
    qr: Option<Qr>,
}

/// The same for everything that is shown: every meeting whose QR code leads to its phone page, by its own
/// choice or by that of all. `own` is what the screens have in the place of what all have.
pub fn link_all(hub: &Hub, in_qr: InQr, own: &Map<String, Value>, shown: &mut [Row]) {
    let place = shown.iter().find(|(kind, ..)| *kind == Kind::Place);
    let place = place.and_then(|(.., body)| serde_json::from_str::<Value>(body).ok());
    let of_screens = own.get("page").or_else(|| place.as_ref()?.get("page")).cloned();
    for (kind, id, _, body) in shown {
        // Nobody is taken apart who can have nothing to say about it.
        let may_choose = || body.contains("\"qr\"");
        let own = || serde_json::from_str::<Chosen>(body).unwrap_or_default().qr;
        let leads_here = match in_qr {
            InQr::Off => false,
            InQr::Ward => may_choose() && own() == Some(Qr::Phone),
            InQr::Phone => !may_choose() || matches!(own(), None | Some(Qr::Phone)),
        };
        if *kind == Kind::Meeting && leads_here {
            *body = linked(hub, id, body, of_screens.as_ref());
        }
    }
}
