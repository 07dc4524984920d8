//! Meetings that are published, and staff of every role.

use hiroba::hub::store::{Account, Kind, NewVersion, Role};
use hiroba::hub::{self};
use serde_json::{Value, json};

use crate::house::{Browser, House, PASSWORD};

/// Publishes a meeting as the wire writes it.
pub async fn publish(house: &House, body: &Value) {
    let mut change = house.hub.store.begin().await.unwrap();
    let (id, text) = (body["id"].as_str().unwrap(), body.to_string());
    let known = change.item(Kind::Meeting, id).await.unwrap().map(|item| item.latest);
    let new = NewVersion {
        kind: Kind::Meeting,
        id,
        body: &text,
        title: "会",
        words: "",
        starts: None,
        ends: None,
        audience: &hiroba::hub::audience::Audience::All,
        at: house.hub.now_ms(),
        who: "test",
    };
    let number = change.add_version(&new, known).await.unwrap().unwrap();
    change.show_version(Kind::Meeting, id, Some(number)).await.unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
}

/// The third meeting of the newsletter.
pub fn third() -> Value {
    json!({
        "id": "peer-3",
        "title": { "ja": "[第|だい]3回 ピアサポートの会", "en": "Peer support meeting no. 3" },
        "theme": "[場|ば]をひろげる",
        "series": { "name": "ピアサポートの会", "number": 3 },
        "when": { "kind": "exact", "start": "2021-10-07T13:30", "end": "16:00" },
        "mode": "both"
    })
}

/// A meeting that is on now, with room for so many.
pub fn today(room: u32) -> Value {
    json!({
        "id": "today",
        "title": "きょうの会",
        "series": { "name": "ピアサポートの会", "number": 4 },
        "when": { "kind": "exact", "start": "2026-12-03T13:30", "end": "16:00" },
        "mode": "both",
        "capacity": { "venue": room }
    })
}

/// Somebody of the staff with a role, signed in. After the administrator.
pub async fn staff(house: &House, role: Role) -> Browser {
    let account = Account {
        id: hub::new_id().unwrap(),
        name: role.key().to_owned(),
        password: Some(hub::admin::sign::hash(PASSWORD).unwrap()),
        role,
        lang: "ja".to_owned(),
        closed: false,
    };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_account(&account, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    let browser = house.stranger();
    let form = [("name", role.key()), ("password", PASSWORD), ("back", "/help")];
    assert_eq!(browser.post("/sign-in", &form).await.leads_to(), "/help");
    browser
}

/// A key as a form brings one.
pub fn key(number: u128) -> String {
    format!("{number:032x}")
}
