//! Head counts, and whether everything agrees.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::form::{key_of, number};
use super::view::Named;
use super::{Done, Head, enter, standing};
use crate::hub::Hub;
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::attendance::Standing;
use crate::hub::store::HeadCount;
use crate::hub::web::{Editor, Failure, Here, Page, Staff, Viewer, html};

/// A head count as it is listed.
struct Counted {
    place: String,
    people: i64,
    at: String,
    who: String,
}

#[derive(Template)]
#[template(path = "attendance/count.html", config = "src/hub/askama.toml")]
struct CountPage {
    page: Page,
    head: Head,
    deed: &'static str,
    key: String,
    venue: String,
    online: String,
    mends: Mends,
    lines: Vec<Named>,
    /// What was counted, and how it compares, in a sentence.
    counted: Vec<Named>,
    said: String,
    agrees: bool,
    /// The address of a correction that would make it agree; empty where there is nothing to correct.
    suggestion: String,
    all: Vec<Counted>,
}

/// What was recorded, what was counted, and the difference.
pub struct Agreement {
    pub recorded: i64,
    /// The newest counts; nothing where nobody counted.
    pub venue: Option<i64>,
    pub online: Option<i64>,
}

impl Agreement {
    pub fn of(standing: &Standing, heads: &[HeadCount]) -> Agreement {
        let newest = |place: &str| heads.iter().find(|count| count.place == place).map(|count| count.people);
        Agreement {
            recorded: i64::from(standing.tally.came),
            venue: newest("venue"),
            online: newest("online"),
        }
    }

    /// How many more were counted than were recorded; nothing where nobody counted.
    pub fn difference(&self) -> Option<i64> {
        let counted = match (self.venue, self.online) {
            (None, None) => None,
            (venue, online) => Some(venue.unwrap_or(0) + online.unwrap_or(0)),
        };
        counted.map(|counted| counted - self.recorded)
    }

    /// The difference in words.
    pub fn said(&self, page: &Page) -> String {
        let of = |key: &str, by: i64| {
            let counted = (self.recorded + by).to_string();
            page.with_all(
                key,
                &[
                    ("recorded", &self.recorded.to_string()),
                    ("counted", &counted),
                    ("by", &by.abs().to_string()),
                ],
            )
        };
        match self.difference() {
            None => page.t("at-difference-none-counted"),
            Some(0) => of("at-difference-agrees", 0),
            Some(by) if by > 0 => of("at-difference-more", by),
            Some(by) => of("at-difference-fewer", by),
        }
    }
}

async fn form(
    hub: &Hub,
    page: Page,
    standing: &Standing,
    sent: Fields,
    mends: Mends,
) -> Result<Html<String>, Failure> {
    let heads = hub.store.read().await?.head_counts(&standing.meeting.id.0).await?;
    let (agreement, tally) = (Agreement::of(standing, &heads), &standing.tally);
    let named = |key: &str, count: i64| Named { label: page.t(key), count };
    let arrivals = tally.arrivals;
    let mut lines = vec![
        named("at-registered", i64::from(tally.registered_in_all())),
        named("at-checked-in", i64::from(arrivals.with_receipt.saturating_add(arrivals.without_receipt))),
        named("at-walk-in", i64::from(arrivals.walk_in)),
        named("at-on-paper", i64::from(arrivals.on_paper)),
    ];
    if arrivals.corrected != 0 {
        lines.push(named("at-corrected", arrivals.corrected));
    }
    let counted = [("at-counted-venue", agreement.venue), ("at-counted-online", agreement.online)];
    let counted = counted.into_iter().filter_map(|(key, count)| Some(named(key, count?))).collect();
    let head = Head::of(&standing.meeting, &page);
    let suggestion = match agreement.difference() {
        Some(by) if by != 0 && page.may("publisher") => {
            let sign = if by > 0 { "more" } else { "fewer" };
            let path = &head.path;
            format!("/attendance/{path}/correct?count=came&sign={sign}&by={}&reason=recounted", by.abs())
        }
        Some(_) | None => String::new(),
    };
    let zone = &hub.settings.zone;
    let at = |at: i64| {
        let at = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned(zone.clone());
        at.strftime("%Y-%m-%d %H:%M").to_string()
    };
    let place =
        |place: &str| page.t(if place == "online" { "at-counted-online" } else { "at-counted-venue" });
    let all = heads.iter().map(|count| Counted {
        place: place(&count.place),
        people: count.people,
        at: at(count.at),
        who: count.who.clone(),
    });
    html(&CountPage {
        deed: "at-do-count",
        key: key_of(&sent)?,
        venue: sent.of("venue").to_owned(),
        online: sent.of("online").to_owned(),
        mends,
        lines,
        counted,
        said: agreement.said(&page),
        agrees: agreement.difference() == Some(0),
        suggestion,
        all: all.collect(),
        head,
        page,
    })
}

/// What was recorded and what was counted.
///
/// # Errors
/// When there is no such meeting.
pub async fn count(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Attendance).after(done.done.as_deref());
    form(&hub, page, &standing(&hub, &id).await?, Fields::default(), Mends::default()).await
}

/// Adds what was counted.
///
/// # Errors
/// When the database does.
pub async fn add_count(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance);
    let key = enter::key(sent.of("key"))?;
    let (mut mends, mut counts) = (Mends::default(), Vec::new());
    for place in ["venue", "online"].into_iter().filter(|place| sent.is_filled(place)) {
        match number(sent.of(place)) {
            Some(people) => counts.push((place, people)),
            None => mends.add(place, page.t("mend-at-number")),
        }
    }
    if counts.is_empty() && mends.is_empty() {
        mends.add("venue", page.t("mend-at-no-count"));
    }
    if !mends.is_empty() {
        let page = form(&hub, page, &standing, sent, mends).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    write(&hub, &staff, &standing, key, &counts).await?;
    let path = super::path_of(&standing.meeting.id.0);
    Ok(Redirect::to(&format!("/attendance/{path}/count?done=at-counted")).into_response())
}

async fn write(
    hub: &Hub,
    staff: &Staff,
    standing: &Standing,
    key: crate::domain::attendance::RecordKey,
    counts: &[(&str, u32)],
) -> Result<(), Failure> {
    let mut change = hub.store.begin().await?;
    let (mut said, mut new) = (Vec::new(), false);
    for (id, (place, people)) in enter::keys(key, 2).zip(counts) {
        let count = HeadCount {
            id: id.to_string(),
            meeting: standing.meeting.id.0.clone(),
            place: (*place).to_owned(),
            people: i64::from(*people),
            at: hub.now_ms(),
            who: staff.name.clone(),
        };
        new |= change.add_head_count(&count).await?;
        said.push(format!("{place} {people}"));
    }
    if new {
        enter::note(hub, &mut change, staff, "heads-counted", &standing.meeting.id, Some(said.join(", ")))
            .await?;
    }
    change.commit().await?;
    Ok(())
}
