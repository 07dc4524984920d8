//! What stands around every page, and its words.

use askama::Template;
use axum::response::Html;
use fluent_bundle::FluentValue;

use super::{Failure, Staff};
use crate::domain::text::Lang;
use crate::hub::secret::fingerprint;
use crate::hub::store::{OpenCall, Role};
use crate::hub::words::Words;

/// The place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Nowhere in it: signing in, an error.
    Outside,
    Schedule,
    Notices,
    Kiosks,
    Attendance,
    Reports,
    Settings,
    Help,
}

/// What has just happened, said at the top of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub text: String,
    /// It waits for an answer; otherwise it is good news or a plain fact.
    pub alert: bool,
}

/// Visitors who wait. They stand on every page, so that nobody has to be on the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// The one who waits longest first.
    pub open: Vec<OpenCall>,
}

impl Calls {
    /// By this a page knows whether it shows these calls already.
    pub fn mark(&self) -> String {
        let ids: Vec<&str> =
            self.open.iter().flat_map(|call| [call.id.as_str(), call.last.as_str()]).collect();
        fingerprint(&ids.join(" ")).get(..16).unwrap_or_default().to_owned()
    }
}

/// What every template is given as `page`.
#[derive(Clone)]
pub struct Page {
    /// `ja` or `en`.
    pub lang: &'static str,
    /// Who is signed in, by name.
    pub user: Option<String>,
    /// Which part of the hub this is, as the frame knows it; empty outside of all.
    pub here: &'static str,
    /// This page's path and query, to come back to.
    pub path: String,
    pub flash: Option<Flash>,
    /// Visitors who wait for somebody of the staff.
    pub calls: Calls,
    role: Option<Role>,
    words: &'static Words,
}

impl Here {
    fn key(self) -> &'static str {
        match self {
            Here::Outside => "",
            Here::Schedule => "schedule",
            Here::Notices => "notices",
            Here::Kiosks => "kiosks",
            Here::Attendance => "attendance",
            Here::Reports => "reports",
            Here::Settings => "settings",
            Here::Help => "help",
        }
    }
}

impl Page {
    /// For somebody who is signed in.
    pub fn of(staff: &Staff, here: Here) -> Page {
        let words = Words::staff(staff.lang);
        Page {
            lang: code(words.lang()),
            user: Some(staff.name.clone()),
            here: here.key(),
            path: staff.path.clone(),
            flash: None,
            calls: Calls { open: staff.calls.clone() },
            role: Some(staff.role),
            words,
        }
    }

    /// For somebody who is not.
    pub fn outside(lang: Lang) -> Page {
        let words = Words::staff(lang);
        Page {
            lang: code(words.lang()),
            user: None,
            here: Here::Outside.key(),
            path: String::new(),
            flash: None,
            calls: Calls::default(),
            role: None,
            words,
        }
    }

    /// The same page, saying what was done: `?done=saved` says the message `done-saved`.
    #[must_use]
    pub fn after(mut self, done: Option<&str>) -> Page {
        if let Some(done) = done {
            let key = format!("done-{done}");
            // Whatever else stands in an address is not ours to say.
            let said = self.words.has(&key).then(|| self.words.say(&key, &[]));
            self.flash = said.map(|text| Flash { text, alert: false });
        }
        self
    }

    /// The address of one of the program's own files.
    pub fn asset(&self, name: &str) -> String {
        format!("/static/{name}?{}", env!("CARGO_PKG_VERSION"))
    }

    /// Whether it is Japanese: a few things stand in another order then.
    pub fn is_ja(&self) -> bool {
        self.words.lang() == Lang::JA
    }

    pub fn language(&self) -> Lang {
        self.words.lang()
    }

    /// A word of the page.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.words.say(key.as_ref(), &[])
    }

    /// A word of the page, where there is one of this key.
    pub fn word(&self, key: &str) -> Option<String> {
        self.words.has(key).then(|| self.words.say(key, &[]))
    }

    /// A word with a number in it, `$count`.
    pub fn n(&self, key: &str, count: impl Into<i64>) -> String {
        self.words.say(key, &[("count", FluentValue::from(count.into()))])
    }

    /// A word with a text in it, by its name.
    pub fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.words.say(key, &[(name, FluentValue::from(value.to_owned()))])
    }

    /// A word with several texts in it.
    pub fn with_all(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, FluentValue<'_>)> =
            args.iter().map(|(name, value)| (*name, FluentValue::from((*value).to_owned()))).collect();
        self.words.say(key, &args)
    }

    /// Whether somebody may do what a role may: pages leave out what would be refused.
    pub fn may(&self, role: &str) -> bool {
        let least = Role::from_key(role);
        self.role.is_some_and(|role| least.is_some_and(|least| role >= least))
    }
}

/// The language of a staff page, as HTML names it.
fn code(lang: Lang) -> &'static str {
    if lang == Lang::EN { "en" } else { "ja" }
}

/// A page as an answer.
///
/// # Errors
/// When a template cannot be written, which would be a mistake of ours.
pub fn html(template: &impl Template) -> Result<Html<String>, Failure> {
    template.render().map(Html).map_err(|error| Failure::Internal(error.to_string()))
}
