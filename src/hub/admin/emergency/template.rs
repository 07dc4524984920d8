//! What an emergency notice can begin with.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::hub::admin::fields::Fields;

const TEXT: &str = include_str!("../../../../assets/hub/emergencies.json");

/// Sentences that staff change where they have to.
#[derive(Deserialize)]
pub struct Template {
    pub key: String,
    /// How long such a notice usually stands.
    minutes: i64,
    texts: BTreeMap<String, Texts>,
}

#[derive(Deserialize)]
struct Texts {
    headline: String,
    description: String,
    instruction: String,
}

/// All of them, in the order in which they are offered.
pub fn all() -> &'static [Template] {
    static ALL: OnceLock<Vec<Template>> = OnceLock::new();
    // Cannot fail: the tests read this very file. Without it one writes the sentences oneself.
    ALL.get_or_init(|| serde_json::from_str(TEXT).unwrap_or_default())
}

/// A form that is filled from a template; empty for a name that none has.
pub fn filled(key: &str) -> Fields {
    let mut form = Fields::default();
    form.set("status", "Actual");
    form.set("for", "60");
    let Some(template) = all().iter().find(|template| template.key == key) else { return form };
    form.set("for", template.minutes.to_string());
    if template.key == "test" {
        form.set("status", "Exercise");
    }
    for (lang, texts) in &template.texts {
        form.set(&format!("headline-{lang}"), &texts.headline);
        form.set(&format!("description-{lang}"), &texts.description);
        form.set(&format!("instruction-{lang}"), &texts.instruction);
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::admin::emergency::draft::LENGTHS;
    use crate::hub::admin::fields::WRITTEN;

    #[test]
    fn every_template_speaks_all_languages_and_says_how_long() {
        assert_eq!(all().len(), 6);
        for template in all() {
            let form = filled(&template.key);
            for lang in WRITTEN {
                for name in ["headline", "description", "instruction"] {
                    assert!(!form.lang(name, &lang).is_empty(), "{} {name} {}", template.key, lang.key);
                }
            }
            assert!(LENGTHS.contains(&template.minutes), "{}", template.key);
        }
    }
}
