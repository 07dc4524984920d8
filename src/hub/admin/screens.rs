//! For which screens something is, in words and in forms: the same for meetings, notices, themes, voices,
//! calendars and emergency notices.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::hub::audience::Audience;
use crate::hub::own::Scope;
use crate::hub::store::{KioskRow, Reading, StoreError};
use crate::hub::web::Page;

/// The fields of a form: all or chosen ones, and each that is chosen.
const TO: &str = "to";
const SCREEN: &str = "screen";
/// Where a form says what can be mended about them.
pub const FIELD: &str = "screens-group";
/// What is said there when none was chosen.
pub const NONE_CHOSEN: &str = "mend-screens-none";

/// Longest name of a group, characters.
const LONGEST_GROUP: usize = 60;
/// More single screens than these are folded away until somebody wants one of them.
const FEW: usize = 12;
/// Names that are told one by one.
const MOST_NAMES: usize = 20;

/// Every screen and group there is, and the names of screens that were there once.
#[derive(Clone, Debug, Default)]
pub struct ScreenList {
    kiosks: Vec<KioskRow>,
    gone: Vec<(String, String)>,
    groups: Vec<String>,
}

/// A group or a screen in a form.
pub struct Tick {
    pub value: String,
    pub word: String,
    /// What else is to be known of it.
    pub hint: String,
    pub ticked: bool,
}

/// The part of a form in which screens are chosen.
pub struct Boxes {
    /// Nothing to choose where there is one screen and no group.
    pub shown: bool,
    pub all: bool,
    pub groups: Vec<Tick>,
    pub kiosks: Vec<Tick>,
    pub folded: bool,
    pub mend: String,
}

impl Boxes {
    /// Whether a single screen is chosen: then they are not folded away.
    pub fn is_open(&self) -> bool {
        self.kiosks.iter().any(|tick| tick.ticked)
    }
}

/// The fields of a form that say what an audience is.
pub fn fields(audience: &Audience) -> impl Iterator<Item = (&'static str, String)> {
    let to = if *audience == Audience::All { "all" } else { "chosen" };
    let chosen = audience.scopes().into_iter().map(|scope| (SCREEN, scope.key()));
    std::iter::once((TO, to.to_owned())).chain(chosen)
}

/// What is ticked, whatever it is.
fn ticked(pairs: &[(String, String)]) -> impl Iterator<Item = Scope> {
    let values = pairs.iter().filter(|(name, _)| name == SCREEN).map(|(_, value)| value.trim());
    values.filter_map(Scope::from_key).filter(|scope| *scope != Scope::All)
}

/// Whether it is said that it is for all: also by a form that has nothing to choose.
fn is_all(pairs: &[(String, String)]) -> bool {
    match pairs.iter().find(|(name, _)| name == TO) {
        Some((_, value)) => value != "chosen",
        None => ticked(pairs).next().is_none(),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl ScreenList {
    /// # Errors
    /// When the database does.
    pub async fn read(reading: &mut Reading) -> Result<ScreenList, StoreError> {
        let (kiosks, gone) = (reading.kiosks().await?, reading.gone_kiosks().await?);
        Ok(ScreenList { kiosks, gone, groups: reading.groups().await? })
    }

    pub fn kiosks(&self) -> &[KioskRow] {
        &self.kiosks
    }

    /// The screens that show it.
    pub fn reached(&self, audience: &Audience) -> Cow<'_, [KioskRow]> {
        match audience {
            Audience::All => Cow::Borrowed(&self.kiosks),
            Audience::Chosen(_) => Cow::Owned(self.reached_by(audience).cloned().collect()),
        }
    }

    fn reached_by(&self, audience: &Audience) -> impl Iterator<Item = &KioskRow> {
        let reached = move |kiosk: &&KioskRow| audience.reaches(Some(&kiosk.id), kiosk.group.as_deref());
        self.kiosks.iter().filter(reached)
    }

    /// Whether no screen shows it now, although some were chosen.
    pub fn is_nobody(&self, audience: &Audience) -> bool {
        *audience != Audience::All && self.reached_by(audience).next().is_none()
    }

    /// What was chosen, groups first and screens by their names.
    fn in_order(&self, audience: &Audience) -> Vec<Scope> {
        let mut scopes = audience.scopes();
        scopes.sort_by_cached_key(|scope| match scope {
            Scope::All => (0, String::new()),
            Scope::Group(name) => (1, name.clone()),
            Scope::Kiosk(id) => (2, self.name_of(id).unwrap_or_default().to_owned()),
        });
        scopes
    }

    /// For whom it is, in words.
    pub fn said(&self, page: &Page, audience: &Audience) -> String {
        let scopes = self.in_order(audience);
        if scopes.is_empty() {
            return page.t(if *audience == Audience::All { "audience-all" } else { "audience-nobody" });
        }
        let words: Vec<String> = scopes.iter().map(|scope| self.named(page, scope)).collect();
        words.join(&page.t("audience-joint"))
    }

    /// The same without a word of any language where there is a choice: as the log keeps it.
    pub fn logged(&self, audience: &Audience) -> serde_json::Value {
        if *audience == Audience::All {
            return true.into();
        }
        let name = |scope: &Scope| match scope {
            Scope::All => String::new(),
            Scope::Group(name) => name.clone(),
            Scope::Kiosk(id) => self.name_of(id).unwrap_or(id).to_owned(),
        };
        self.in_order(audience).iter().map(name).collect::<Vec<_>>().join(", ").into()
    }

    /// The wire's JSON of a version with whom it is for beside it, for the log.
    pub fn log_of(&self, body: &str, audience: &Audience) -> String {
        match serde_json::from_str(body) {
            Ok(serde_json::Value::Object(mut fields)) => {
                fields.insert("audience".to_owned(), self.logged(audience));
                serde_json::Value::Object(fields).to_string()
            }
            Ok(_) | Err(_) => body.to_owned(),
        }
    }

    fn name_of(&self, id: &str) -> Option<&str> {
        let there = self.kiosks.iter().find(|kiosk| kiosk.id == id).map(|kiosk| kiosk.name.as_str());
        there.or_else(|| self.gone.iter().find(|(gone, _)| gone == id).map(|(_, name)| name.as_str()))
    }

    fn named(&self, page: &Page, scope: &Scope) -> String {
        match scope {
            Scope::All => page.t("audience-all"),
            Scope::Group(name) => {
                let has_screens = self.kiosks.iter().any(|kiosk| kiosk.group.as_ref() == Some(name));
                page.with(if has_screens { "audience-group" } else { "audience-group-empty" }, "group", name)
            }
            Scope::Kiosk(id) if self.kiosks.iter().any(|kiosk| kiosk.id == *id) => {
                self.name_of(id).unwrap_or_default().to_owned()
            }
            Scope::Kiosk(id) => match self.name_of(id) {
                Some(name) => page.with("audience-gone", "name", name),
                None => page.t("audience-unknown"),
            },
        }
    }

    /// That it reaches no screen now, in words; empty where it reaches one.
    pub fn nobody(&self, page: &Page, audience: &Audience) -> String {
        if self.is_nobody(audience) { page.t("audience-nobody") } else { String::new() }
    }

    /// The screens that it reaches now: how many, and their names. Empty where there are none.
    pub fn counted(&self, page: &Page, audience: &Audience) -> String {
        let mut names: Vec<&str> = self.reached_by(audience).map(|kiosk| kiosk.name.as_str()).collect();
        let (count, more) = (number(names.len()), number(names.len().saturating_sub(MOST_NAMES)));
        names.sort_unstable();
        names.truncate(MOST_NAMES);
        if names.is_empty() {
            return String::new();
        }
        let names = names.join(&page.t("audience-joint"));
        let count = page.n("audience-count", count);
        let said = page.with_all("audience-these", &[("count", &count), ("names", &names)]);
        if more == 0 { said } else { format!("{said} {}", page.n("audience-more", more)) }
    }

    /// Reads what was chosen.
    ///
    /// # Errors
    /// The message of what can be mended: none is chosen.
    pub fn chosen(&self, pairs: &[(String, String)]) -> Result<Audience, &'static str> {
        if is_all(pairs) {
            return Ok(Audience::All);
        }
        let known = ticked(pairs).filter(|scope| match scope {
            Scope::All => false,
            Scope::Group(name) => name.chars().count() <= LONGEST_GROUP,
            Scope::Kiosk(id) => self.name_of(id).is_some(),
        });
        Audience::of(known).ok_or(NONE_CHOSEN)
    }

    /// The part of a form, as it was filled in.
    pub fn boxes(&self, page: &Page, pairs: &[(String, String)], mend: &str) -> Boxes {
        let chosen: BTreeSet<Scope> = ticked(pairs).collect();
        let tick = |scope: Scope, word: String, hint: String| Tick {
            ticked: chosen.contains(&scope),
            value: scope.key(),
            word,
            hint,
        };
        let count = |group: &str| {
            let screens = self.kiosks.iter().filter(|kiosk| kiosk.group.as_deref() == Some(group)).count();
            page.n("audience-count", number(screens))
        };
        let mut groups: BTreeSet<&str> = self.groups.iter().map(String::as_str).collect();
        groups.extend(chosen.iter().filter_map(|scope| match scope {
            Scope::Group(name) => Some(name.as_str()),
            Scope::All | Scope::Kiosk(_) => None,
        }));
        let groups: Vec<Tick> = groups
            .into_iter()
            .map(|name| {
                tick(Scope::Group(name.to_owned()), page.with("audience-group", "group", name), count(name))
            })
            .collect();
        let there = self.kiosks.iter().map(|kiosk| {
            let hint = kiosk.group.as_ref().map(|group| page.with("audience-group", "group", group));
            tick(Scope::Kiosk(kiosk.id.clone()), kiosk.name.clone(), hint.unwrap_or_default())
        });
        // One that is gone is offered only where it is chosen, so that it can be taken out.
        let gone = self.gone.iter().map(|(id, name)| (Scope::Kiosk(id.clone()), name));
        let gone = gone.filter(|(scope, _)| chosen.contains(scope));
        let gone = gone.map(|(scope, name)| tick(scope, name.clone(), page.t("audience-is-gone")));
        let kiosks: Vec<Tick> = there.chain(gone).collect();
        Boxes {
            shown: !groups.is_empty() || self.kiosks.len() > 1 || !chosen.is_empty() || !is_all(pairs),
            all: is_all(pairs),
            folded: kiosks.len() > FEW,
            groups,
            kiosks,
            mend: mend.to_owned(),
        }
    }
}
