//! What a visitor's own phone sees: through HTTP, without a cookie.

#[path = "phone/closed.rs"]
mod closed;
#[path = "phone/feeds.rs"]
mod feeds;
#[path = "phone/receipts.rs"]
mod receipts;
#[path = "phone/registering.rs"]
mod registering;
#[path = "phone/sentences.rs"]
mod sentences;
#[path = "phone/words.rs"]
mod words;

use hiroba::hub::store::{Kind, NewVersion};
use serde_json::{Value, json};

use crate::house::{Answer, Browser, House};

/// A meeting in two weeks, at the venue and online, with two seats at the venue.
pub fn third() -> Value {
    json!({
        "id": "third",
        "title": { "ja": "第3回 ピアサポートの会" },
        "series": { "name": { "ja": "ピアサポートの会", "en": "Peer support" }, "number": 3 },
        "theme": { "ja": "場をひろげる", "ja-easy": "[場|ば]を ひろげる" },
        "when": { "kind": "exact", "start": "2026-12-17T13:30", "end": "16:00" },
        "mode": "both",
        "place": { "ja": "地域交流スペース" },
        "capacity": { "venue": 2 }
    })
}

/// A hub with the phone pages on, a place, and a meeting.
pub async fn open() -> House {
    let house = House::open().await;
    set(&house, "phone", "on").await;
    let place = json!({
        "name": { "ja": "ひろば" },
        "page": { "url": "https://www.ward.example/d00191091.html", "number": "191091" },
        "contact": { "office": { "ja": "障害福祉の窓口" }, "tel": "03-5432-2247", "fax": "03-5432-3021" }
    });
    publish(&house, Kind::Place, "place", &place).await;
    publish(&house, Kind::Meeting, "third", &third()).await;
    house
}

pub async fn set(house: &House, name: &str, value: &str) {
    let mut change = house.hub.store.begin().await.unwrap();
    change.set_setting(name, value).await.unwrap();
    // As the form does: what screens show may be another now.
    let revision = change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    house.hub.live.announce_revision(revision);
}

/// Shows a new version of an item.
pub async fn publish(house: &House, kind: Kind, id: &str, body: &Value) {
    let mut change = house.hub.store.begin().await.unwrap();
    let body = body.to_string();
    let new = NewVersion {
        kind,
        id,
        body: &body,
        title: id,
        words: "",
        starts: None,
        ends: None,
        audience: &hiroba::hub::audience::Audience::All,
        at: house.hub.now_ms(),
        who: "test",
    };
    let base = change.item(kind, id).await.unwrap().map(|item| item.latest);
    let number = change.add_version(&new, base).await.unwrap().unwrap();
    change.show_version(kind, id, Some(number)).await.unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
}

/// All hidden fields of the form `#here` of a page.
pub fn hidden(page: &Answer) -> Vec<(String, String)> {
    let form = page.body.split("id=\"here\"").nth(1).expect("the page has a form");
    let form = form.split("</form>").next().unwrap();
    let fields = form.split("type=\"hidden\" name=\"").skip(1);
    fields
        .map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        })
        .collect()
}

/// Touches an answer: sends the hidden fields of the page with the button's own.
pub async fn answer(phone: &Browser, path: &str, page: &Answer, button: (&str, &str)) -> Answer {
    let fields = hidden(page);
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(button);
    let answer = phone.post(path, &fields).await;
    assert!(!answer.headers.contains_key("set-cookie"), "no page of these sets a cookie");
    answer
}

/// Registers somebody at the meeting `third`; the last page.
pub async fn register(phone: &Browser, way: &str, who: &str) -> Answer {
    let path = "/m/third/register?lang=ja";
    let mut page = phone.get(path).await;
    for button in [("way", way), ("who", who), ("people", "1"), ("do", "register")] {
        page = answer(phone, path, &page, button).await;
    }
    page
}

/// The receipt on a page, as it can be typed.
pub fn receipt(page: &Answer) -> String {
    let spelled = page.body.split("class=\"heard\">").nth(1).expect("a receipt is said digit by digit");
    let spelled = spelled.split('<').next().unwrap();
    let digits: String = spelled.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 8, "{spelled}");
    digits
}

/// How many records the meeting `third` has.
pub async fn records(house: &House) -> usize {
    house.hub.store.read().await.unwrap().records("third").await.unwrap().len()
}
