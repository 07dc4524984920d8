//! What a place, a group of kiosks or one kiosk says in its own way: texts of the screen, quiet hours, page
//! and contacts.
//! Each is an item of its own, and the narrower one is laid over the wider.

use serde_json::{Map, Value};

use super::audience::Audience;
use super::store::Kind;

/// For which screens something is set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    All,
    Group(String),
    /// A kiosk by its id.
    Kiosk(String),
}

impl Scope {
    /// As the id of an item, and in forms.
    pub fn key(&self) -> String {
        match self {
            Scope::All => "all".to_owned(),
            Scope::Group(name) => format!("group/{name}"),
            Scope::Kiosk(id) => format!("kiosk/{id}"),
        }
    }

    pub fn from_key(key: &str) -> Option<Scope> {
        match key.split_once('/') {
            None => (key == "all").then_some(Scope::All),
            Some(("group", name)) if !name.is_empty() => Some(Scope::Group(name.to_owned())),
            Some(("kiosk", id)) if !id.is_empty() => Some(Scope::Kiosk(id.to_owned())),
            Some(_) => None,
        }
    }

    /// Everything that holds for a kiosk, the widest first.
    pub fn of_kiosk(kiosk: Option<&str>, group: Option<&str>) -> Vec<Scope> {
        let group = group.map(|group| Scope::Group(group.to_owned()));
        let kiosk = kiosk.map(|id| Scope::Kiosk(id.to_owned()));
        std::iter::once(Scope::All).chain(group).chain(kiosk).collect()
    }
}

/// Whether an item of this kind is something that a screen shows by itself; otherwise it only says how.
pub fn is_content(kind: Kind) -> bool {
    match kind {
        Kind::Meeting
        | Kind::Theme
        | Kind::Notice
        | Kind::Voice
        | Kind::Emergency
        | Kind::Place
        | Kind::Categories => true,
        Kind::Texts | Kind::Quiet | Kind::Reach | Kind::Readings => false,
    }
}

/// One row of what is shown: kind, id, for which screens, the wire's JSON.
pub type Row = (Kind, String, Audience, String);

/// The fields of a programme that these scopes set, the last scope over the others.
pub fn fields(shown: &[Row], scopes: &[Scope]) -> Map<String, Value> {
    let mut whole = Map::new();
    for scope in scopes {
        let key = scope.key();
        for (.., body) in shown.iter().filter(|(kind, id, ..)| !is_content(*kind) && *id == key) {
            if let Ok(Value::Object(own)) = serde_json::from_str(body) {
                lay_over(&mut whole, own);
            }
        }
    }
    whole
}

/// Lays fields over those of a programme: texts language by language, so that a language somebody did not
/// write stays as it was; everything else as a whole.
pub fn lay_over(whole: &mut Map<String, Value>, own: Map<String, Value>) {
    for (name, value) in own {
        match (whole.remove(&name), value) {
            (Some(Value::Object(mut texts)), Value::Object(own)) if name == "texts" => {
                for (key, text) in own {
                    let merged = by_language(texts.remove(&key), text);
                    texts.insert(key, merged);
                }
                whole.insert(name, Value::Object(texts));
            }
            (earlier, text) if matches!(name.as_str(), "name" | "welcome" | "staffPlace") => {
                whole.insert(name, by_language(earlier, text));
            }
            (_, value) => {
                whole.insert(name, value);
            }
        }
    }
}

/// A text over another one. A text alone is Japanese.
fn by_language(earlier: Option<Value>, own: Value) -> Value {
    let langs = |text: Value| match text {
        Value::String(text) => Map::from_iter([("ja".to_owned(), Value::String(text))]),
        Value::Object(langs) => langs,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => Map::new(),
    };
    let mut text = earlier.map(langs).unwrap_or_default();
    text.extend(langs(own));
    Value::Object(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(kind: Kind, id: &str, body: Value) -> Row {
        (kind, id.to_owned(), Audience::All, body.to_string())
    }

    #[test]
    fn the_narrower_scope_stands_over_the_wider_language_by_language() {
        let shown = [
            row(Kind::Texts, "all", json!({ "texts": { "come-in": { "ja": "どうぞ", "en": "Welcome" } } })),
            row(
                Kind::Texts,
                "group/上",
                json!({ "texts": { "come-in": "上へ どうぞ" }, "name": "上の ひろば" }),
            ),
            row(Kind::Texts, "kiosk/x", json!({ "name": { "en": "Up" } })),
            row(Kind::Quiet, "all", json!({ "quiet": [{ "from": "22:00", "to": "06:00" }] })),
            row(Kind::Quiet, "kiosk/x", json!({ "quiet": [] })),
            row(Kind::Reach, "group/上", json!({ "contact": { "tel": "1", "fax": "2" } })),
            row(Kind::Reach, "kiosk/x", json!({ "contact": { "tel": "3" } })),
            row(Kind::Quiet, "kiosk/y", json!({})),
        ];
        let of = |kiosk: &str, group: Option<&str>| fields(&shown, &Scope::of_kiosk(Some(kiosk), group));
        let first = of("x", Some("上"));
        assert_eq!(first["texts"]["come-in"], json!({ "ja": "上へ どうぞ", "en": "Welcome" }));
        assert_eq!(first["name"], json!({ "ja": "上の ひろば", "en": "Up" }));
        assert_eq!(first["quiet"], json!([]), "none at all is something that can be said");
        assert_eq!(first["contact"], json!({ "tel": "3" }), "no other office's fax beside a telephone");
        let second = of("y", None);
        assert_eq!(second["texts"]["come-in"], json!({ "ja": "どうぞ", "en": "Welcome" }));
        assert_eq!(second["quiet"][0]["from"], "22:00", "who says nothing has what all have");
        assert!(!second.contains_key("name"));
    }

    #[test]
    fn the_readings_of_the_house_hold_for_every_screen() {
        let shown = [row(Kind::Readings, "all", json!({ "readings": [{ "word": "輪", "reading": "わ" }] }))];
        let own = fields(&shown, &Scope::of_kiosk(Some("x"), Some("上")));
        assert_eq!(own["readings"][0]["reading"], "わ");
    }

    #[test]
    fn a_scope_is_known_by_its_name() {
        for scope in [Scope::All, Scope::Group("a/b 上".to_owned()), Scope::Kiosk("0f".to_owned())] {
            assert_eq!(Scope::from_key(&scope.key()), Some(scope));
        }
        assert_eq!(Scope::from_key("group/"), None);
        assert_eq!(Scope::from_key("some"), None);
    }
}
