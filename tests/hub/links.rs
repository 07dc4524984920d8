//! Every page leads somewhere: all links of all pages are followed, and every form is sent to a route
//! that there is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hiroba::feed::built_in::SAMPLE;
use hiroba::hub::store::{CalendarEntry, CalendarRow, CalendarState, Role};
use reqwest::Method;
use serde_json::json;

use crate::accounts::roles;
use crate::house::{Browser, Device, House};
use crate::schedule::{published, third, written};

/// Pages that are asked for at the most, and of one path with different words behind it.
const MOST: usize = 600;
const MOST_OF_ONE: usize = 4;

/// Where a page leads.
#[derive(Debug, Default)]
struct Ways {
    links: BTreeSet<String>,
    /// Addresses of forms, with their methods.
    forms: BTreeSet<(String, String)>,
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.replace("&amp;", "&").replace("&#38;", "&"))
}

/// Reads a page's tags; its own path is where a form without an address goes.
fn ways(path: &str, page: &str) -> Ways {
    let mut ways = Ways::default();
    let mut form = (path.to_owned(), "GET".to_owned());
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        for name in ["href", "src", "hx-get", "data-poster"] {
            ways.links.extend(attribute(tag, name));
        }
        if tag.starts_with("form") {
            let method = attribute(tag, "method").unwrap_or_else(|| "get".to_owned()).to_uppercase();
            let action = attribute(tag, "action").unwrap_or_else(|| path.to_owned());
            form = (action, method);
            ways.forms.insert(form.clone());
        }
        if let Some(action) = attribute(tag, "formaction") {
            let method = attribute(tag, "formmethod").map_or(form.1.clone(), |method| method.to_uppercase());
            ways.forms.insert((action, method));
        }
    }
    ways
}

/// An address as this house asks for it; nothing when it leads to somewhere else.
fn here(house: &House, from: &str, address: &str) -> Option<String> {
    let address = address.strip_prefix(&house.address).unwrap_or(address).split('#').next()?;
    let elsewhere = ["http://", "https://", "mailto:", "tel:", "data:"];
    if address.is_empty() || elsewhere.iter().any(|start| address.starts_with(start)) {
        return None;
    }
    if address.starts_with('/') {
        return Some(address.to_owned());
    }
    let base = from.split('?').next().unwrap();
    if address.starts_with('?') {
        return Some(format!("{base}{address}"));
    }
    Some(format!("{}/{address}", base.rsplit_once('/').unwrap().0))
}

/// Whether a route of the router is meant.
fn is_route(path: &str, method: &str) -> bool {
    let path = path.split('?').next().unwrap();
    let parts: Vec<&str> = path.split('/').collect();
    roles::table().keys().any(|(route, known)| {
        let route: Vec<&str> = route.split('/').collect();
        known == method
            && route.len() == parts.len()
            && route.iter().zip(&parts).all(|(known, part)| known.starts_with('{') || known == part)
    })
}

/// A place with something of everything in it.
async fn filled(house: &House) -> Browser {
    let staff = house.administrator().await;
    let read = staff.upload("/exchange", &[], SAMPLE).await;
    let look = staff.get(read.leads_to()).await;
    let seen =
        look.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    staff.post(read.leads_to(), &[("seen", &seen), ("how", "publish")]).await;
    // One more that waits to be looked at.
    staff.upload("/exchange", &[], SAMPLE).await;
    let path = written(&staff, &third()).await;
    published(&staff, &path, "1").await;
    written(&staff, &third()).await;
    let device = Device::taken_in(house, "入口").await;
    device.post("/calls", &json!({ "id": "0123456789abcdef0123456789abcdef" })).await;
    house.colleague("同僚", Role::Editor).await;
    let switched = staff.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
    assert!(switched.status.is_redirection(), "{}", switched.body);
    let row = CalendarRow {
        id: hiroba::hub::new_id().unwrap(),
        name: "川の会".to_owned(),
        address: "https://calendar.example/a.ics".to_owned(),
        format: None,
        audience: hiroba::hub::audience::Audience::All,
        minutes: 60,
        paused: true,
        state: CalendarState::default(),
    };
    let body = json!({ "id": "cal-walk", "title": "川べりを 歩く会",
        "when": { "kind": "days", "first": "2026-12-20" } });
    let noon = "2026-12-20T12:00:00+09:00".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    let entry = CalendarEntry {
        id: "cal-walk".to_owned(),
        body: body.to_string(),
        starts: Some(noon),
        ends: Some(noon),
        is_gone: false,
    };
    let mut change = house.hub.store.begin().await.unwrap();
    change.add_calendar(&row, house.hub.now_ms()).await.unwrap();
    change.put_calendar_entry(&row.id, &entry, house.hub.now_ms()).await.unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    staff
}

/// Follows everything from some pages on; what leads nowhere, with the page it stands on.
async fn followed(house: &House, browser: &Browser, from: &[String]) -> (BTreeSet<String>, Vec<String>) {
    let mut waiting: VecDeque<(String, String)> =
        from.iter().map(|path| (String::new(), path.clone())).collect();
    let (mut asked, mut of_one) = (BTreeSet::new(), BTreeMap::new());
    let mut nowhere = Vec::new();
    while let Some((on, path)) = waiting.pop_front() {
        let base = path.split('?').next().unwrap();
        // Every meeting has its posters in four more languages, and each takes a while to draw: those of a few
        // meetings stand for all.
        let poster = base.split_once("/poster.").filter(|_| path.contains('?'));
        let base = poster.map_or(base, |(_, poster)| poster).to_owned();
        if asked.len() >= MOST || asked.contains(&path) {
            continue;
        }
        let count: &mut usize = of_one.entry(base).or_default();
        *count += 1;
        if *count > MOST_OF_ONE {
            continue;
        }
        asked.insert(path.clone());
        let answer = browser.get(&path).await;
        // No renderer is part of this house, and no screen has sent a picture.
        let is_picture = path.contains("preview.png") || path.contains("picture.png");
        if !(answer.status.is_success() || answer.status.is_redirection() || is_picture) {
            nowhere.push(format!("{} for {path} on {on}", answer.status));
            continue;
        }
        if answer.status.is_redirection() {
            waiting.extend(here(house, &path, answer.leads_to()).map(|to| (path.clone(), to)));
            continue;
        }
        if !answer
            .headers
            .get("content-type")
            .is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"))
        {
            continue;
        }
        let ways = ways(&path, &answer.body);
        waiting.extend(ways.links.iter().filter_map(|to| Some((path.clone(), here(house, &path, to)?))));
        for (action, method) in &ways.forms {
            let Some(to) = here(house, &path, action) else { continue };
            if !is_route(&to, method) {
                nowhere.push(format!("no route {method} {to} for a form on {path}"));
            } else if method == Method::GET.as_str() {
                waiting.push_back((path.clone(), to));
            }
        }
    }
    (asked, nowhere)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_and_every_form_of_every_page_leads_somewhere() {
    let house = House::open().await;
    let staff = filled(&house).await;
    let (asked, nowhere) = followed(&house, &staff, &["/".to_owned()]).await;
    assert!(nowhere.is_empty(), "{} lead nowhere:\n{}", nowhere.len(), nowhere.join("\n"));
    for page in [
        "/schedule",
        "/schedule/new",
        "/notices",
        "/emergency",
        "/kiosks",
        "/calls",
        "/attendance",
        "/reports",
        "/settings",
        "/exchange",
        "/calendars",
        "/accounts",
        "/log",
        "/account",
        "/sentences",
    ] {
        assert!(asked.iter().any(|path| path.split('?').next() == Some(page)), "nothing leads to {page}");
    }
    assert!(asked.len() > 80, "{} pages only", asked.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitors_phone_finds_a_way_on_from_every_page() {
    let house = House::open().await;
    filled(&house).await;
    let phone = house.stranger();
    let feed = phone.get("/programme.json").await;
    let programme: serde_json::Value = serde_json::from_str(&feed.body).unwrap();
    let ids = programme["meetings"].as_array().unwrap().iter().map(|meeting| meeting["id"].as_str().unwrap());
    let mut from: Vec<String> = ids.map(|id| format!("/m/{id}")).collect();
    assert!(from.iter().any(|path| path == "/m/cal-walk"), "{from:?}");
    from.extend(["/m/receipt", "/sign-in", "/calendar.ics", "/events.json"].map(str::to_owned));
    let (asked, nowhere) = followed(&house, &phone, &from).await;
    assert!(nowhere.is_empty(), "{} lead nowhere:\n{}", nowhere.len(), nowhere.join("\n"));
    assert!(asked.iter().any(|path| path.contains("/register?")), "{asked:?}");
}
