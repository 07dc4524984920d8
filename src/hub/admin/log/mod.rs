//! The log of changes: who changed what, and what it was before. For administrators.

pub mod differences;
mod what;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::accounts::pages::moment;
use super::sentences;
use crate::hub::Hub;
use crate::hub::store::{About, Asked, Entry, Kind};
use crate::hub::web::{Administrator, Failure, Here, Page, html, url_encoded};
use differences::Difference;
use what::{Told, What};

/// Entries on one page.
const ON_A_PAGE: i64 = 50;

/// What is asked for, as it stands in the address.
#[derive(Clone, Default, Deserialize)]
pub struct Question {
    #[serde(default)]
    who: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    kind: String,
    /// Days, both of them whole.
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    page: String,
}

/// An entry as it is shown.
struct Row {
    at: String,
    who: String,
    act: String,
    /// What was changed, in words, and the way to its own entries.
    subject: String,
    href: String,
    differences: Vec<Difference>,
}

struct Choice {
    key: String,
    name: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "log/list.html", config = "src/hub/askama.toml")]
struct LogPage {
    page: Page,
    rows: Vec<Row>,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    asked: Question,
    /// Whether anything at all is asked for.
    filtered: bool,
    before: String,
    after: String,
    place: String,
}

/// The newest changes first.
///
/// # Errors
/// When the database does.
pub async fn page(
    State(hub): State<Hub>,
    Administrator(staff): Administrator,
    Query(query): Query<Question>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Settings);
    let asked = query.asked(&hub);
    let mut reading = hub.store.read().await?;
    let count = reading.audit_count(&asked).await?;
    let last = (count.max(1) - 1) / ON_A_PAGE + 1;
    let number = query.page.parse::<i64>().unwrap_or(1).clamp(1, last);
    let mut entries = reading.audit_asked(&asked, (number - 1) * ON_A_PAGE, ON_A_PAGE).await?;
    for entry in &mut entries {
        // A new version tells only what it is: what it was is what the one before it told.
        if entry.earlier.is_none() && entry.later.as_deref().is_some_and(|later| later.starts_with('{')) {
            let before = reading.audit_before(&entry.subject, entry.at).await?;
            entry.earlier = before.filter(|before| before.starts_with('{'));
        }
    }
    let people = reading.audit_people().await?;
    let accounts = reading.accounts().await?.into_iter().map(|account| (account.id, account.name));
    let kiosks = reading.kiosks().await?.into_iter().map(|kiosk| (kiosk.id, kiosk.name));
    let calendars = reading.calendars().await?.into_iter().map(|calendar| (calendar.id, calendar.name));
    let names: Vec<(String, String)> = accounts.chain(kiosks).chain(calendars).collect();
    let mut rows = Vec::new();
    let mut what = What::of(&page, &hub, &mut reading).await?;
    for entry in entries {
        let told = what.told(&entry).await?;
        rows.push(row(&hub, &page, &names, entry, told));
    }
    let person = |name: String| Choice { chosen: name == query.who, key: name.clone(), name };
    let kind = |about: About| Choice {
        chosen: about.key() == query.kind,
        name: page.t(format!("log-kind-{}", about.key())),
        key: about.key().to_owned(),
    };
    let href = |number: i64| {
        if (1..=last).contains(&number) { query.address(number) } else { String::new() }
    };
    html(&LogPage {
        rows,
        people: people.into_iter().map(person).collect(),
        kinds: About::ALL.into_iter().map(kind).collect(),
        filtered: query.is_filtered(),
        before: href(number - 1),
        after: href(number + 1),
        place: page.with_all("pages-where", &[("of", &last.to_string()), ("n", &number.to_string())]),
        asked: query,
        page,
    })
}

impl Question {
    fn is_filtered(&self) -> bool {
        [&self.who, &self.subject, &self.kind, &self.from, &self.until].iter().any(|text| !text.is_empty())
    }

    /// What cannot be read is not asked.
    fn asked(&self, hub: &Hub) -> Asked {
        let edge = |day: &str, later: i64| {
            let day: Date = day.parse().ok()?;
            let day = day.checked_add(later.days()).ok()?;
            Some(day.to_zoned(hub.settings.zone.clone()).ok()?.timestamp().as_millisecond())
        };
        let known = About::ALL.iter().any(|about| about.key() == self.kind);
        Asked {
            who: self.who.clone(),
            subject: self.subject.clone(),
            kind: if known { self.kind.clone() } else { String::new() },
            from: edge(&self.from, 0),
            before: edge(&self.until, 1),
        }
    }

    /// The address of a page of the same question.
    fn address(&self, number: i64) -> String {
        let mut address = "/log?".to_owned();
        let parts = [
            ("who", &self.who),
            ("subject", &self.subject),
            ("kind", &self.kind),
            ("from", &self.from),
            ("until", &self.until),
        ];
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            address.push_str(&format!("{name}={}&", url_encoded(value)));
        }
        address.push_str(&format!("page={number}"));
        address
    }
}

fn row(hub: &Hub, page: &Page, names: &[(String, String)], entry: Entry, told: Told) -> Row {
    let act = page.word(&format!("act-{}", entry.act)).unwrap_or_else(|| entry.act.clone());
    let kind_of = About::of(&entry.subject);
    let (kind, id) = entry.subject.split_once('/').unwrap_or((&entry.subject, ""));
    let kind = page.word(&format!("log-kind-{kind}")).unwrap_or_else(|| kind.to_owned());
    // What is set for some screens only is named by them.
    let id = id.strip_prefix("kiosk/").or(id.strip_prefix("group/")).unwrap_or(id);
    // A sentence has no name but that of its meeting.
    let is_said = sentences::of_voice(Kind::Voice, id).is_some();
    let id = if id == "all" || is_said || kind_of == Some(About::Sentence) { "" } else { id };
    let known = names.iter().find(|(account, _)| account == id).map(|(_, name)| name.as_str());
    let name = known.or(Some(told.name.as_str()).filter(|name| !name.is_empty())).unwrap_or(id);
    Row {
        at: moment(hub, entry.at),
        act,
        subject: if name.is_empty() { kind } else { format!("{kind} {name}") },
        href: format!("/log?subject={}", url_encoded(&entry.subject)),
        differences: told.differences,
        who: entry.who,
    }
}
