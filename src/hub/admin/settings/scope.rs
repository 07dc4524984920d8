//! For which screens something is set: all, a group, or one.

use std::collections::BTreeSet;

use crate::hub::own::{self, Row, Scope};
use crate::hub::store::{Kind, Reading};
use crate::hub::web::{Failure, Page, url_encoded};

/// A way to another choice of screens.
pub struct Way {
    pub href: String,
    pub word: String,
    pub here: bool,
}

/// What a page says of the screens that are chosen.
pub struct Screens {
    /// As it stands in the form.
    pub key: String,
    /// All screens, a group, a screen: by name.
    pub name: String,
    /// All, the groups, and the one screen that is chosen.
    pub tabs: Vec<Way>,
    /// The single screens that have something of their own.
    pub single: Vec<Way>,
    pub is_all: bool,
}

/// What is chosen, and everything that is shown for the sake of what would hold otherwise.
pub struct Chosen {
    pub scope: Scope,
    pub screens: Screens,
    /// The scopes that hold where this one says nothing, the widest first.
    wider: Vec<Scope>,
    shown: Vec<Row>,
}

impl Chosen {
    /// # Errors
    /// When there are no such screens, or the database does.
    pub async fn read(reading: &mut Reading, page: &Page, kind: Kind, key: &str) -> Result<Chosen, Failure> {
        let scope = Scope::from_key(if key.is_empty() { "all" } else { key }).ok_or(Failure::NotFound)?;
        let (groups, kiosks) = (reading.groups().await?, reading.kiosks().await?);
        let shown: Vec<Row> = reading
            .shown(i64::MIN)
            .await?
            .into_iter()
            .filter(|(kind, ..)| *kind == Kind::Place || !own::is_content(*kind))
            .collect();
        let has_own: BTreeSet<&str> =
            shown.iter().filter(|(of, ..)| *of == kind).map(|(_, id, ..)| id.as_str()).collect();
        let way = |to: &Scope, word: String| Way {
            href: format!("/settings/{}?for={}", kind.key(), url_encoded(&to.key())),
            word,
            here: *to == scope,
        };
        let (name, wider) = match &scope {
            Scope::All => (page.t("audience-all"), Vec::new()),
            Scope::Group(group) => {
                let known = groups.contains(group) || has_own.contains(scope.key().as_str());
                known.then_some(()).ok_or(Failure::NotFound)?;
                (page.with("own-group", "group", group), vec![Scope::All])
            }
            Scope::Kiosk(id) => {
                let kiosk = kiosks.iter().find(|kiosk| kiosk.id == *id).ok_or(Failure::NotFound)?;
                (kiosk.name.clone(), Scope::of_kiosk(None, kiosk.group.as_deref()))
            }
        };
        let mut tabs = vec![way(&Scope::All, page.t("audience-all"))];
        tabs.extend(groups.into_iter().map(|group| {
            let word = page.with("own-group", "group", &group);
            way(&Scope::Group(group), word)
        }));
        if let Scope::Kiosk(_) = &scope {
            tabs.push(way(&scope, name.clone()));
        }
        let single = kiosks
            .into_iter()
            .map(|kiosk| (Scope::Kiosk(kiosk.id), kiosk.name))
            .filter(|(of, _)| has_own.contains(of.key().as_str()))
            .map(|(of, name)| way(&of, name))
            .collect();
        let screens = Screens { key: scope.key(), name, tabs, single, is_all: matches!(scope, Scope::All) };
        Ok(Chosen { scope, screens, wider, shown })
    }

    /// The fields of a programme as they are where this scope says nothing.
    pub fn otherwise(&self) -> serde_json::Map<String, serde_json::Value> {
        let place = self.shown.iter().find(|(kind, ..)| *kind == Kind::Place);
        let mut whole = place.and_then(|(.., body)| serde_json::from_str(body).ok()).unwrap_or_default();
        own::lay_over(&mut whole, own::fields(&self.shown, &self.wider));
        whole
    }
}
