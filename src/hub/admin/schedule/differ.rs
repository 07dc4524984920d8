//! What two versions of a meeting say differently, field by field, in words.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::form::registration_key;
use super::{said, today};
use crate::api::{self, StringOr};
use crate::domain::meeting::Deadline;
use crate::hub::Hub;
use crate::hub::admin::history::{Difference, text};
use crate::hub::admin::screens::ScreenList;
use crate::hub::audience::Audience;
use crate::hub::web::{Failure, Page};
use crate::view::dates;
use crate::view::words::{Say, Words};

/// The fields that are compared, as the wire names them, and the form.
const FIELDS: [(&str, &str); 19] = [
    ("theme", "theme"),
    ("title", "title"),
    ("series", "series"),
    ("when", "when"),
    ("repeat", "repeat"),
    ("detailsFollow", "follow"),
    ("mode", "mode"),
    ("place", "place"),
    ("who", "who"),
    ("description", "description"),
    ("access", "access"),
    ("capacity", "capacity"),
    ("registerBy", "register-by"),
    ("attendance", "attendance"),
    ("shown", "shown"),
    ("status", "status"),
    ("page", "page"),
    ("qr", "qr"),
    ("contact", "contact"),
];
/// The same, for what stands behind them.
const MORE: [(&str, &str); 2] = [("picture", "picture"), ("audience", "audience")];

/// A meeting as fields, and for whom it is.
pub struct Side {
    pub meeting: api::Meeting,
    pub audience: Audience,
    fields: Map<String, Value>,
}

impl Side {
    /// # Errors
    /// When it cannot be written down, which would be a mistake of ours.
    pub fn of(meeting: api::Meeting, audience: Audience) -> Result<Side, Failure> {
        let value = serde_json::to_value(&meeting).map_err(|error| Failure::Internal(error.to_string()))?;
        let Value::Object(mut fields) = value else {
            return Err(Failure::Internal("a meeting is no object".to_owned()));
        };
        if let Some(audience) = audience.to_column() {
            fields.insert("audience".to_owned(), Value::from(audience));
        }
        Ok(Side { meeting, audience, fields })
    }

    pub fn field(&self, key: &str) -> Option<&Value> {
        self.fields.get(key)
    }

    /// The same with some fields as they are on the other side.
    ///
    /// # Errors
    /// When that is no meeting.
    pub fn with<'a>(&self, other: &Side, keys: impl Iterator<Item = &'a str>) -> Result<Side, Failure> {
        let mut fields = self.fields.clone();
        for key in keys {
            match other.fields.get(key) {
                Some(value) => fields.insert(key.to_owned(), value.clone()),
                None => fields.remove(key),
            };
        }
        let audience = fields.remove("audience");
        let audience = Audience::from_column(audience.as_ref().and_then(Value::as_str));
        let meeting = serde_json::from_value(Value::Object(fields))
            .map_err(|error| Failure::Request(error.to_string()))?;
        Side::of(meeting, audience)
    }
}

/// One field that is not the same on both sides.
pub struct OfField {
    /// As the wire names it.
    pub key: &'static str,
    pub told: Difference,
}

/// Everything that differs, in the order of the form.
pub fn differences(
    (page, hub, screens): (&Page, &Hub, &ScreenList),
    earlier: &Side,
    later: &Side,
) -> Vec<OfField> {
    let words = |side: &Side, key: &str| match key {
        "audience" => vec![screens.said(page, &side.audience)],
        key => words(page, hub, side, key),
    };
    let differs = |(key, _): &&(&str, &str)| earlier.field(key) != later.field(key);
    let fields = FIELDS.iter().chain(&MORE).filter(differs);
    fields
        .map(|(key, name)| OfField {
            key,
            told: Difference {
                label: page.t(format!("schedule-f-{name}")),
                earlier: words(earlier, key),
                later: words(later, key),
            },
        })
        .collect()
}

/// Whether a name is one of the fields that can differ.
pub fn is_field(name: &str) -> bool {
    FIELDS.iter().chain(&MORE).any(|(key, _)| *key == name)
}

/// What one side says of a field, line by line.
fn words(page: &Page, hub: &Hub, side: &Side, key: &str) -> Vec<String> {
    let (meeting, zone, today) = (&side.meeting, &hub.settings.zone, today(hub));
    let domain = said::domain(meeting, zone);
    let said = Words::of(page.language());
    let labelled = |label: &str, value: String| {
        page.with_all("schedule-labelled", &[("label", &page.t(label)), ("value", &value)])
    };
    let lines = match key {
        "theme" => text(page, meeting.theme.as_ref()),
        "title" => text(page, Some(&meeting.title)),
        "place" => text(page, meeting.place.as_ref()),
        "who" => text(page, meeting.who.as_ref()),
        "description" => text(page, meeting.description.as_ref()),
        "series" => {
            let mut lines = text(page, meeting.series.as_ref().map(|series| &series.name));
            let number = meeting.series.as_ref().and_then(|series| series.number);
            lines.extend(number.map(|number| page.n("schedule-nth", i64::from(number))));
            lines
        }
        "when" => domain
            .iter()
            .map(|domain| {
                let once = api::Meeting { repeat: None, ..meeting.clone() };
                said::when_line(page, &once, domain, zone, today)
            })
            .collect(),
        "repeat" => match (&meeting.repeat, &domain) {
            (Some(repeat), Some(domain)) => {
                let mut lines = vec![said::rhythm(page, repeat, domain)];
                let day = |day: &api::Day| match day {
                    StringOr::String(text) => day_words(text, page, today),
                    StringOr::Object(_) => String::new(),
                };
                lines
                    .extend(repeat.until.iter().map(|until| labelled("schedule-f-repeat-until", day(until))));
                lines.extend(repeat.except.iter().map(|except| labelled("schedule-f-except", day(except))));
                lines
            }
            (Some(_) | None, _) => Vec::new(),
        },
        "detailsFollow" => domain
            .and_then(|domain| domain.details_follow)
            .map(|follow| match dates::details_follow_sentence(said, follow, today) {
                Some(phrase) => phrase.text(),
                // It should have been told by now.
                None => page.t("schedule-follow-over"),
            })
            .into_iter()
            .collect(),
        "mode" if meeting.mode.is_some() => vec![said::mode(page, meeting.mode.map(Into::into))],
        "access" => domain
            .map(|domain| domain.access.iter().map(|one| said.say(Say::access(*one)).text()).collect())
            .unwrap_or_default(),
        "capacity" => {
            let capacity = meeting.capacity;
            let way = |label: &str, count: Option<u32>| {
                count.map(|count| labelled(label, page.n("schedule-people", i64::from(count))))
            };
            [
                way("schedule-f-capacity-venue", capacity.and_then(|capacity| capacity.venue)),
                way("schedule-f-capacity-online", capacity.and_then(|capacity| capacity.online)),
            ]
            .into_iter()
            .flatten()
            .collect()
        }
        "registerBy" => domain
            .and_then(|domain| domain.register_by)
            .map(|by| match by {
                Deadline::Day(_) => dates::deadline(said, &by, today).text(),
                Deadline::At(at) => {
                    dates::deadline(said, &Deadline::At(at.with_time_zone(zone.clone())), today).text()
                }
            })
            .into_iter()
            .collect(),
        "attendance" => attendance(page, meeting, &labelled),
        "shown" => {
            let window = domain.map(|domain| domain.shown).unwrap_or_default();
            let edge = |label: &str, at: Option<jiff::Timestamp>| {
                at.map(|at| labelled(label, said::moment(page, at.as_millisecond(), zone, today)))
            };
            [edge("schedule-f-shown-from", window.from), edge("schedule-f-shown-until", window.until)]
                .into_iter()
                .flatten()
                .collect()
        }
        "status" => meeting
            .status
            .filter(|status| *status == api::Status::Cancelled)
            .map(|_| page.t("state-cancelled"))
            .into_iter()
            .collect(),
        "page" => meeting
            .page
            .iter()
            .flat_map(|address| {
                let number = address.number.clone().map(|number| labelled("schedule-f-page-number", number));
                std::iter::once(address.url.clone()).chain(number)
            })
            .collect(),
        "qr" => meeting.qr.map(|qr| page.t(format!("schedule-qr-{}", qr.key()))).into_iter().collect(),
        "contact" => {
            let contact = meeting.contact.as_ref();
            let mut lines = text(page, contact.map(|contact| &contact.office));
            let tel = contact.and_then(|contact| contact.tel.clone());
            let fax = contact.and_then(|contact| contact.fax.clone());
            lines.extend(tel.map(|tel| labelled("schedule-f-tel", tel)));
            lines.extend(fax.map(|fax| labelled("schedule-f-fax", fax)));
            lines
        }
        "picture" => meeting
            .picture
            .iter()
            .flat_map(|picture| {
                let short: String = picture.source.chars().take(20).collect();
                let mut lines = vec![labelled("schedule-f-picture", short)];
                lines.extend(text(page, Some(&picture.alt)));
                lines
            })
            .collect(),
        _ => Vec::new(),
    };
    if !lines.is_empty() {
        return lines;
    }
    vec![match key {
        "mode" => page.t("schedule-open"),
        "qr" => page.t("schedule-qr-usual"),
        _ => page.t("schedule-nothing"),
    }]
}

fn day_words(text: &str, page: &Page, today: Date) -> String {
    match text.parse::<Date>() {
        Ok(day) => dates::day_words(Words::of(page.language()), day, today).text(),
        Err(_) => text.to_owned(),
    }
}

fn attendance(page: &Page, meeting: &api::Meeting, labelled: &dyn Fn(&str, String) -> String) -> Vec<String> {
    let Some(wish) = &meeting.attendance else { return Vec::new() };
    let choice = |label: &str, wish: Option<bool>| {
        wish.map(|wish| labelled(label, page.t(if wish { "schedule-yes" } else { "schedule-no" })))
    };
    let minutes = |label: &str, minutes: Option<u32>| {
        minutes.map(|minutes| labelled(label, page.n("schedule-minutes", i64::from(minutes))))
    };
    let registration = wish.registration.map(|wish| {
        let key = format!("schedule-registration-{}", registration_key(Some(wish)));
        labelled("schedule-f-registration", page.t(&key))
    });
    [
        registration,
        choice("schedule-f-check-in", wish.check_in),
        minutes("schedule-f-check-in-before", wish.check_in_minutes_before),
        minutes("schedule-f-how-was", wish.how_was_today_minutes),
        choice("schedule-f-asks-category", wish.asks_category),
    ]
    .into_iter()
    .flatten()
    .collect()
}
