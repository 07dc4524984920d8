//! The schedule page by page: coming, published, drafts, past, all; and what is found in it.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use serde::Deserialize;

use super::{health, is_without_its_row, path_of, said, today, todo, understood};
use crate::domain::meeting::MeetingId;
use crate::hub::Hub;
use crate::hub::admin::screens::ScreenList;
use crate::hub::audience::Audience;
use crate::hub::store::{Listed, Which};
use crate::hub::web::{Failure, Here, Page, Viewer, html};

/// Rows of a page.
const ROWS: i64 = 50;

/// What stands in the address of the list.
#[derive(Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    show: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    done: String,
}

struct Tab {
    href: String,
    word: String,
    here: bool,
}

struct Row {
    href: String,
    when: String,
    times: String,
    name: String,
    second: String,
    /// For which screens, where not for all; and that none of them is there.
    screens: String,
    nobody: String,
    mode: String,
    sign: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "schedule/list.html", config = "src/hub/askama.toml")]
struct ListPage {
    page: Page,
    tabs: Vec<Tab>,
    heading: String,
    count: String,
    q: String,
    rows: Vec<Row>,
    todo: Vec<todo::Line>,
    screens: Vec<health::Screen>,
    showing: Option<health::Showing>,
    /// Meetings to come that calendars of others brought.
    of_calendars: i64,
    /// No meeting at all was ever written.
    nothing: bool,
    where_: String,
    before: String,
    after: String,
}

/// The schedule.
///
/// # Errors
/// When the database does.
pub async fn list(
    State(hub): State<Hub>,
    Viewer(staff): Viewer,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let page = Page::of(&staff, Here::Schedule).after(Some(&wanted.done));
    let (now, today) = (hub.now_ms(), today(&hub));
    let q = wanted.q.trim().to_owned();
    let words: Vec<&str> = q.split_whitespace().take(8).collect();
    // Who searches means all of it, unless they say otherwise.
    let unsaid = if words.is_empty() { Which::Coming } else { Which::All };
    let which = Which::from_key(&wanted.show).unwrap_or(unsaid);
    let number = wanted.page.parse::<i64>().unwrap_or(1).clamp(1, 100_000);

    let mut reading = hub.store.read().await?;
    let count = reading.schedule_count(which, &words, now).await?;
    let listed = reading.schedule(which, &words, now, (number - 1) * ROWS, ROWS).await?;
    let nothing = count == 0 && words.is_empty() && reading.schedule_count(Which::All, &[], now).await? == 0;
    let todo = if which == Which::Coming && words.is_empty() && number == 1 {
        let nearest = reading.schedule(Which::Coming, &[], now, 0, ROWS).await?;
        todo::lines(&page, &hub, &nearest, today)
    } else {
        Vec::new()
    };
    let of_calendars = reading.calendar_counts(now).await?.into_iter().map(|(_, count)| count).sum();
    let list = ScreenList::read(&mut reading).await?;
    let mut without_row = HashSet::new();
    for Listed { item, .. } in &listed {
        if is_without_its_row(&mut reading, item).await? {
            without_row.insert(item.id.clone());
        }
    }
    let screens = health::screens(&page, list.kiosks(), now);
    let showing = health::showing(&page, &hub, &mut reading, list.kiosks()).await?;
    drop(reading);

    let rows = listed.iter().map(|listed| {
        let row = row(&page, &hub, &list, listed, now);
        match without_row.contains(&listed.item.id) {
            true => Row { sign: "open", state: page.t("dates-row-not-shown"), ..row },
            false => row,
        }
    });
    let rows = rows.collect();
    let tabs = Which::ALL.map(|one| Tab {
        href: address(one, &q, 1),
        word: page.t(tab_word(one)),
        here: one == which,
    });
    let of = (count + ROWS - 1) / ROWS;
    let turn = |to: i64, there: bool| if there { address(which, &q, to) } else { String::new() };
    html(&ListPage {
        tabs: tabs.into(),
        heading: if words.is_empty() { page.t(heading(which)) } else { page.with("schedule-found", "q", &q) },
        count: page.n("schedule-count", count),
        rows,
        todo,
        screens,
        showing,
        of_calendars,
        nothing,
        where_: page.with_all("pages-where", &[("n", &number.to_string()), ("of", &of.max(1).to_string())]),
        before: turn(number - 1, number > 1),
        after: turn(number + 1, number < of),
        q,
        page,
    })
}

fn address(which: Which, q: &str, page: i64) -> String {
    let mut address = format!("/schedule?show={}", which.key());
    if !q.is_empty() {
        let encoded: String = q
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        address.push_str(&format!("&q={encoded}"));
    }
    if page > 1 {
        address.push_str(&format!("&page={page}"));
    }
    address
}

fn tab_word(which: Which) -> &'static str {
    match which {
        Which::Coming => "schedule-tab-coming",
        Which::Published => "state-published",
        Which::Drafts => "state-draft",
        Which::Past => "state-past",
        Which::All => "state-all",
    }
}

fn heading(which: Which) -> &'static str {
    match which {
        Which::Coming => "schedule-head-coming",
        Which::Published => "schedule-head-published",
        Which::Drafts => "schedule-head-drafts",
        Which::Past => "schedule-head-past",
        Which::All => "schedule-head-all",
    }
}

fn row(page: &Page, hub: &Hub, list: &ScreenList, listed: &Listed, now: i64) -> Row {
    let zone = &hub.settings.zone;
    let wire = understood(&listed.body).ok();
    let meeting = wire.as_ref().and_then(|wire| said::domain(wire, zone));
    let (sign, state) = said::state(page, &listed.item, meeting.as_ref(), now);
    let href = path_of(&listed.item.id);
    let audience = &listed.item.audience;
    let screens = if *audience == Audience::All { String::new() } else { list.said(page, audience) };
    let nobody = list.nobody(page, audience);
    let (Some(wire), Some(meeting)) = (wire, meeting) else {
        // What cannot be read here any more is still there to be mended.
        let name = listed.item.title.clone();
        let open = page.t("schedule-open");
        return Row {
            href,
            when: open.clone(),
            times: String::new(),
            name,
            second: String::new(),
            screens,
            nobody,
            mode: open,
            sign,
            state,
        };
    };
    let (when, times) = said::when(page, &wire, &meeting, zone, today(hub));
    let (name, second) = said::names(page, &meeting, wire.repeat.is_some());
    let is_date = MeetingId::row_and_day(&listed.item.id).is_some();
    let second = if is_date && second.is_empty() { page.t("dates-one") } else { second };
    Row {
        href,
        when,
        times,
        name,
        second,
        screens,
        nobody,
        mode: said::mode(page, meeting.mode),
        sign,
        state,
    }
}
