//! For which screens something is: all of them, or some groups and single ones. One type, one way of writing it
//! down, one question ([`Audience::reaches`]): whoever lists, exports, draws or hands out a programme asks here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::own::Scope;

/// For which screens something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    #[default]
    All,
    /// Those of these groups, and these by their ids. A screen that is in two of them is one screen.
    Chosen(Screens),
}

/// Groups by their names and kiosks by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screens {
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub kiosks: BTreeSet<String>,
}

impl Audience {
    /// The screens of one group.
    pub fn group(name: impl Into<String>) -> Audience {
        Audience::Chosen(Screens { groups: BTreeSet::from([name.into()]), ..Screens::default() })
    }

    /// One screen.
    pub fn kiosk(id: impl Into<String>) -> Audience {
        Audience::Chosen(Screens { kiosks: BTreeSet::from([id.into()]), ..Screens::default() })
    }

    /// Those that were ticked; nothing where none was.
    pub fn of(scopes: impl IntoIterator<Item = Scope>) -> Option<Audience> {
        let mut screens = Screens::default();
        for scope in scopes {
            match scope {
                Scope::All => return Some(Audience::All),
                Scope::Group(name) => screens.groups.insert(name),
                Scope::Kiosk(id) => screens.kiosks.insert(id),
            };
        }
        let is_none = screens.groups.is_empty() && screens.kiosks.is_empty();
        (!is_none).then_some(Audience::Chosen(screens))
    }

    /// As it stands in a row: nothing is all; the name of a group alone, as it always was written; anything
    /// else as an object of JSON. Only a group whose name looks like one is written as an object too.
    pub fn to_column(&self) -> Option<String> {
        let Audience::Chosen(screens) = self else { return None };
        let alone = screens.groups.first().filter(|_| screens.groups.len() == 1 && screens.kiosks.is_empty());
        match alone.filter(|name| !name.starts_with('{')) {
            Some(name) => Some(name.clone()),
            // Two sets of texts can always be written down.
            None => Some(serde_json::to_string(screens).unwrap_or_default()),
        }
    }

    /// The way back. What is no object that this program writes is the name of a group.
    pub fn from_column(text: Option<&str>) -> Audience {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Audience::All };
        let object = Some(text).filter(|text| text.starts_with('{'));
        match object.and_then(|text| serde_json::from_str(text).ok()) {
            Some(screens) => Audience::Chosen(screens),
            None => Audience::group(text),
        }
    }

    /// Whether a screen shows it: by its id where one screen is meant, by its group where it has one.
    pub fn reaches(&self, kiosk: Option<&str>, group: Option<&str>) -> bool {
        match self {
            Audience::All => true,
            Audience::Chosen(screens) => {
                kiosk.is_some_and(|id| screens.kiosks.contains(id))
                    || group.is_some_and(|name| screens.groups.contains(name))
            }
        }
    }

    /// What is named in it, the groups first; nothing where it is all.
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            Audience::All => Vec::new(),
            Audience::Chosen(screens) => {
                let groups = screens.groups.iter().cloned().map(Scope::Group);
                groups.chain(screens.kiosks.iter().cloned().map(Scope::Kiosk)).collect()
            }
        }
    }

    /// The screens that it names one by one.
    pub fn singles(&self) -> impl Iterator<Item = &str> {
        let singles = match self {
            Audience::All => None,
            Audience::Chosen(screens) => Some(&screens.kiosks),
        };
        singles.into_iter().flatten().map(String::as_str)
    }

    /// The groups that it names.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        let groups = match self {
            Audience::All => None,
            Audience::Chosen(screens) => Some(&screens.groups),
        };
        groups.into_iter().flatten().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(groups: &[&str], kiosks: &[&str]) -> Audience {
        let groups = groups.iter().map(|name| Scope::Group((*name).to_owned()));
        Audience::of(groups.chain(kiosks.iter().map(|id| Scope::Kiosk((*id).to_owned())))).unwrap()
    }

    #[test]
    fn what_is_written_down_is_read_again() {
        let braces = "{\"groups\":[\"a\"]}";
        let audiences = [
            Audience::All,
            some(&["二階"], &[]),
            some(&["一階", "二階"], &[]),
            some(&[], &["0f"]),
            some(&["二階"], &["0f", "10"]),
            some(&[braces], &[]),
            some(&["{"], &[]),
        ];
        for audience in audiences {
            let written = audience.to_column();
            assert_eq!(Audience::from_column(written.as_deref()), audience, "{written:?}");
        }
    }

    #[test]
    fn the_name_of_a_group_that_was_written_before_there_were_others_means_that_group() {
        for name in ["二階", "{", "{ 上 }", "{\"rooms\":[]}", "group/a", "all"] {
            assert_eq!(Audience::from_column(Some(name)), Audience::group(name));
        }
        assert_eq!(Audience::group("二階").to_column().as_deref(), Some("二階"), "and is written as it was");
        assert_eq!(Audience::from_column(None), Audience::All);
    }

    #[test]
    fn a_screen_is_reached_by_its_id_or_by_its_group() {
        let both = some(&["二階"], &["a"]);
        assert!(both.reaches(Some("a"), None));
        assert!(both.reaches(Some("a"), Some("一階")));
        assert!(both.reaches(Some("b"), Some("二階")));
        assert!(
            both.reaches(None, Some("二階")),
            "a feed of a group is no screen, and has what the group has"
        );
        assert!(!both.reaches(Some("b"), Some("一階")));
        assert!(!both.reaches(Some("二階"), Some("a")), "an id is no group");
        assert!(!both.reaches(None, None));
        assert!(Audience::All.reaches(None, None));
        assert!(!Audience::from_column(Some("{}")).reaches(Some("a"), Some("二階")), "none at all is none");
    }

    #[test]
    fn nothing_ticked_is_not_everything() {
        assert_eq!(Audience::of([]), None);
        assert_eq!(Audience::of([Scope::Kiosk("a".to_owned()), Scope::All]), Some(Audience::All));
    }
}
