//! Who may go where: one table over every route of the router. A route that is missing in it fails
//! the test, and so nobody adds one without saying for whom it is.

use std::collections::BTreeMap;

use hiroba::api::sync::BASE;
use hiroba::hub;
use hiroba::hub::store::Role;
use reqwest::{Method, StatusCode};

use super::{account, ask};
use crate::house::{Answer, Device, House};

/// Every route, and the least that it takes: `anybody`, a role, or `kiosk` for a kiosk's token, which
/// opens nothing else.
const TABLE: &str = "
    GET  /                        viewer
    GET  /setup                   anybody
    POST /setup                   anybody
    GET  /sign-in                 anybody
    POST /sign-in                 anybody
    POST /sign-in/passkey         anybody
    POST /sign-in/passkey/begin   anybody
    POST /sign-out                viewer
    POST /language                anybody

    GET  /schedule                            viewer
    GET  /schedule/{id}                       viewer
    GET  /schedule/new                        editor
    POST /schedule/new                        editor
    POST /schedule/{id}                       editor
    GET  /schedule/{id}/preview.png           viewer
    GET  /schedule/{id}/poster.pdf            viewer
    GET  /schedule/{id}/poster.png            viewer
    POST /schedule/{id}/merge                 editor
    GET  /schedule/{id}/publish               editor
    POST /schedule/{id}/publish               publisher
    GET  /schedule/{id}/withdraw              publisher
    POST /schedule/{id}/withdraw              publisher
    GET  /schedule/{id}/cancel                publisher
    POST /schedule/{id}/cancel                publisher
    POST /schedule/{id}/resume                publisher
    GET  /schedule/{id}/move                  editor
    POST /schedule/{id}/move                  editor
    POST /schedule/{id}/duplicate             editor
    GET  /schedule/{id}/remove                editor
    POST /schedule/{id}/remove                editor
    GET  /schedule/{id}/dates                 viewer
    GET  /schedule/{id}/dates/{day}/cancel    publisher
    POST /schedule/{id}/dates/{day}/cancel    publisher
    GET  /schedule/{id}/versions              viewer
    GET  /schedule/{id}/versions/{number}     viewer
    POST /schedule/{id}/versions/{number}/restore editor
    GET  /exchange                            viewer
    GET  /exchange/out                        viewer
    POST /exchange                            editor
    GET  /exchange/{id}                       editor
    POST /exchange/{id}                       editor
    GET  /calendars                           viewer
    POST /calendars                           publisher
    GET  /calendars/new                       publisher
    GET  /calendars/{id}                      viewer
    POST /calendars/{id}                      publisher
    GET  /calendars/{id}/edit                 publisher
    POST /calendars/{id}/do                   publisher
    POST /calendars/{id}/copy/{meeting}       editor
    GET  /calendars/{id}/remove               publisher
    POST /calendars/{id}/remove               publisher
    GET  /notices                             viewer
    GET  /notices/{kind}/new                  editor
    GET  /notices/{kind}/{id}                 editor
    POST /notices/{kind}/{id}                 editor
    GET  /notices/{kind}/{id}/preview.png     viewer
    GET  /notices/{kind}/{id}/publish         editor
    POST /notices/{kind}/{id}/publish         publisher
    GET  /notices/{kind}/{id}/versions        viewer
    GET  /notices/{kind}/{id}/versions/{number} viewer
    POST /notices/{kind}/{id}/versions/{number}/restore editor
    POST /notices/{kind}/{id}/take-down       publisher
    GET  /notices/{kind}/{id}/remove          editor
    POST /notices/{kind}/{id}/remove          editor
    GET  /emergency                           viewer
    GET  /emergency/new                       publisher
    POST /emergency/new                       publisher
    POST /emergency/confirm                   publisher
    POST /emergency/send                      publisher
    GET  /emergency/{id}                      viewer
    GET  /emergency/{id}/end                  publisher
    POST /emergency/{id}/end                  publisher
    GET  /settings                            viewer
    POST /settings/sample                     administrator
    GET  /settings/place                      administrator
    POST /settings/place                      administrator
    GET  /settings/texts                      administrator
    POST /settings/texts                      administrator
    GET  /settings/texts/preview.png          administrator
    GET  /settings/quiet                      administrator
    POST /settings/quiet                      administrator
    GET  /settings/reach                      administrator
    POST /settings/reach                      administrator
    GET  /settings/{kind}/versions            administrator
    GET  /settings/{kind}/versions/{number}   administrator
    POST /settings/{kind}/versions/{number}/restore administrator
    GET  /settings/readings                   viewer
    POST /settings/readings                   publisher
    GET  /settings/readings/{id}              publisher
    POST /settings/readings/{id}              publisher
    GET  /settings/readings/{id}/remove       publisher
    POST /settings/readings/{id}/remove       publisher
    GET  /settings/categories                 viewer
    POST /settings/categories                 administrator
    GET  /settings/categories/{id}            administrator
    POST /settings/categories/{id}            administrator
    POST /settings/categories/{id}/move       administrator
    GET  /settings/categories/{id}/remove     administrator
    POST /settings/categories/{id}/remove     administrator
    GET  /kiosks                              viewer
    GET  /kiosks/pair                         administrator
    POST /kiosks/pair                         administrator
    GET  /kiosks/{id}                         viewer
    POST /kiosks/{id}                         administrator
    POST /kiosks/{id}/do                      publisher
    GET  /kiosks/{id}/picture.png             viewer
    GET  /kiosks/{id}/remove                  administrator
    POST /kiosks/{id}/remove                  administrator
    GET  /calls                               viewer
    GET  /calls/now                           viewer
    POST /calls/{id}/answer                   viewer
    GET  /attendance                          viewer
    GET  /attendance/{meeting}                viewer
    GET  /attendance/{meeting}/counts         viewer
    GET  /attendance/{meeting}/sign-up        editor
    POST /attendance/{meeting}/sign-up        editor
    GET  /attendance/{meeting}/arrivals       editor
    POST /attendance/{meeting}/arrivals       editor
    GET  /attendance/{meeting}/count          viewer
    POST /attendance/{meeting}/count          editor
    GET  /attendance/{meeting}/correct        publisher
    POST /attendance/{meeting}/correct        publisher
    GET  /attendance/{meeting}/contacts       editor
    POST /attendance/{meeting}/contacts       editor
    GET  /settings/contacts                   viewer
    POST /settings/contacts                   administrator
    GET  /reports                             viewer
    GET  /reports/{meeting}                   viewer
    POST /reports/{meeting}/reported          editor
    GET  /reports/{meeting}/series            viewer
    GET  /reports/{meeting}/report.csv        viewer
    GET  /reports/{meeting}/report.xlsx       viewer
    GET  /reports/{meeting}/report.txt        viewer
    GET  /settings/phone                      administrator
    POST /settings/phone                      administrator
    GET  /sentences                           viewer
    GET  /sentences/list.txt                  viewer
    GET  /sentences/list.csv                  viewer
    GET  /sentences/{id}                      editor
    POST /sentences/{id}                      editor
    GET  /sentences/{id}/delete               editor
    POST /sentences/{id}/delete               editor

    GET  /accounts                administrator
    GET  /accounts/new            administrator
    POST /accounts/new            administrator
    GET  /accounts/{id}           administrator
    POST /accounts/{id}           administrator
    POST /accounts/{id}/link      administrator
    GET  /accounts/{id}/close     administrator
    POST /accounts/{id}/close     administrator
    POST /accounts/{id}/open      administrator
    GET  /password                anybody
    POST /password                anybody
    GET  /account                 viewer
    POST /account/password        viewer
    POST /account/sessions        viewer
    POST /account/passkeys        viewer
    POST /account/passkeys/begin  viewer
    GET  /account/passkeys/{id}/remove viewer
    POST /account/passkeys/{id}/remove viewer
    GET  /accounts/{id}/passkeys  administrator
    POST /accounts/{id}/passkeys  administrator
    GET  /log                     administrator

    POST /api/v1/pairing          anybody
    GET  /api/v1/pairing/{secret} anybody
    GET  /api/v1/programme        kiosk
    GET  /api/v1/pictures/{name}  anybody
    GET  /api/v1/live             kiosk
    GET  /api/v1/changes          kiosk
    POST /api/v1/records          kiosk
    GET  /api/v1/shared           kiosk
    POST /api/v1/report           kiosk
    POST /api/v1/calls            kiosk
    POST /api/v1/picture          kiosk
    GET  /api/v1/openapi.json     anybody

    GET  /m/receipt                  anybody
    POST /m/receipt                  anybody
    GET  /m/{meeting}                anybody
    GET  /m/{meeting}/register       anybody
    POST /m/{meeting}/register       anybody
    POST /m/{meeting}/sentence       anybody
    GET  /m/{meeting}/calendar.ics   anybody
    GET  /m/{meeting}/event.json     anybody
    GET  /calendar.ics               anybody
    GET  /events.json                anybody
    GET  /programme.json             anybody

    GET  /health/live             anybody
    GET  /health/ready            anybody
    GET  /metrics                 anybody
    GET  /static/{name}           anybody
    GET  /fonts/{name}            anybody
";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    Anybody,
    Staff(Role),
    Kiosk,
}

impl Least {
    pub fn is_kiosk(self) -> bool {
        self == Least::Kiosk
    }
}

pub fn table() -> BTreeMap<(String, String), Least> {
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        let (method, path, least) = (words.next()?, words.next()?, words.next()?);
        let least = match least {
            "anybody" => Least::Anybody,
            "kiosk" => Least::Kiosk,
            role => Least::Staff(Role::from_key(role).unwrap_or_else(|| panic!("{line}: no such role"))),
        };
        Some(((path.to_owned(), method.to_owned()), least))
    };
    TABLE.lines().filter_map(row).collect()
}

/// The routes that stand in the source of the router, with their methods.
fn routes(source: &str) -> Vec<(String, String)> {
    let mut routes = Vec::new();
    for (at, _) in source.match_indices(".route(") {
        let call = inside(&source[at + ".route".len()..]);
        let path = call.split('"').nth(1).expect("a route begins with its path");
        // The router it is added to, and where that is nested.
        let begins = |line: &&str| line.starts_with("let ") || line.starts_with("Router::new()");
        let statement = source[..at].lines().rev().map(str::trim).find(begins);
        let name = statement.and_then(|line| line.strip_prefix("let ")?.split_whitespace().next());
        let nested = name.is_some_and(|name| source.contains(&format!(".nest(BASE, {name})")));
        let prefix = if nested { BASE } else { "" };
        for method in ["get", "post", "put", "patch", "delete", "any"] {
            let said = call.match_indices(&format!("{method}(")).any(|(at, _)| {
                call[..at].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == ':'))
            });
            if said {
                routes.push((format!("{prefix}{path}"), method.to_uppercase()));
            }
        }
    }
    routes
}

/// What stands between the first bracket and the one that closes it.
fn inside(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return &text[1..at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    text
}

#[test]
fn every_route_stands_in_the_table_and_nothing_else() {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/src/hub/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let router = read("router.rs");
    let elsewhere = router.matches("::routes()").count();
    assert_eq!(elsewhere, 1, "the routes of the phone pages are read; are there others?");
    let (routes, table) = (routes(&[router, read("phone/mod.rs")].concat()), table());
    assert!(routes.len() > 20, "the router is not read any more: {routes:?}");
    let missing: Vec<_> = routes.iter().filter(|route| !table.contains_key(*route)).collect();
    assert!(missing.is_empty(), "say in TABLE for whom these are: {missing:?}");
    let gone: Vec<_> = table.keys().filter(|route| !routes.contains(route)).collect();
    assert!(gone.is_empty(), "these are in TABLE and not in the router: {gone:?}");
}

#[test]
fn the_router_is_read_as_it_is_written() {
    let source = r#"
        let staff = Router::new()
            .route("/a", get(one).post(two))
            .route(
                "/b/{id}",
                axum::routing::delete(crate::get_it).layer(limit(3)),
            );
        let kiosks = Router::new().route("/c", post(three));
        Router::new().nest(BASE, kiosks).route("/d", get(four))"#;
    let found: Vec<String> =
        routes(source).into_iter().map(|(path, method)| format!("{method} {path}")).collect();
    assert_eq!(found, ["GET /a", "POST /a", "POST /api/v1/c", "GET /d"]);
}

/// A path with something in each of its gaps.
fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "0".repeat(32) } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Who comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    Staff(Role),
    Kiosk,
}

/// Somebody asks for a route as a page or program of theirs would: from the right origin, with an
/// empty form or object.
async fn come(
    house: &House,
    who: Who,
    ids: &[(Role, String)],
    token: &str,
    route: &(String, String),
) -> Answer {
    let (path, method) = route;
    let kind = if path.starts_with(BASE) { "application/json" } else { "application/x-www-form-urlencoded" };
    let body = if path.starts_with(BASE) { "{}" } else { "" };
    let mut headers = vec![("origin", house.address.clone()), ("content-type", kind.to_owned())];
    match who {
        Who::Nobody => {}
        Who::Kiosk => headers.push(("authorization", format!("Bearer {token}"))),
        Who::Staff(role) => {
            // Each time a session of its own: some routes end it.
            let session = hub::Token::new().unwrap();
            let (_, id) = ids.iter().find(|(of, _)| *of == role).unwrap();
            let mut change = house.hub.store.begin().await.unwrap();
            let now = house.hub.now_ms();
            change.begin_session(&session.fingerprint(), id, now, now + 60_000).await.unwrap();
            change.commit().await.unwrap();
            headers.push(("cookie", format!("hiroba-session={}", session.text())));
        }
    }
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let body = if method == Method::GET { "" } else { body };
    ask(house, method, &filled(path), &headers, body).await
}

/// Whether somebody comes to where they want, as the answer says it.
fn verdict(answer: &Answer) -> &'static str {
    match answer.status {
        StatusCode::UNAUTHORIZED => "no token",
        StatusCode::FORBIDDEN => "not allowed",
        StatusCode::SEE_OTHER if answer.leads_to().starts_with("/sign-in?back=") => "sign in",
        // A page that asks by itself is told to ask no more.
        status if status.as_u16() == 286 && answer.body.is_empty() => "sign in",
        // What a page asks for again and again tells a stranger to stop asking, and nothing else.
        status if status.as_u16() == 286 && answer.body.is_empty() => "sign in",
        status if status.is_server_error() => "broken",
        _ => "goes",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_opens_to_those_it_is_for_and_to_nobody_else() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for role in Role::ALL {
        ids.push((role, account(&house, role.key(), role).await));
    }
    // One more, so that the one who comes is not the last.
    account(&house, "another", Role::Administrator).await;
    let device = Device::taken_in(&house, "入口").await;
    let everybody = [Who::Nobody, Who::Kiosk]
        .into_iter()
        .chain(Role::ALL.into_iter().map(Who::Staff))
        .collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for (route, least) in table() {
        for who in &everybody {
            let expected = match (least, who) {
                (Least::Anybody, _) => "goes",
                (Least::Kiosk, Who::Kiosk) => "goes",
                (Least::Kiosk, Who::Nobody | Who::Staff(_)) => "no token",
                (Least::Staff(_), Who::Nobody | Who::Kiosk) => "sign in",
                (Least::Staff(least), Who::Staff(role)) if *role < least => "not allowed",
                (Least::Staff(_), Who::Staff(_)) => "goes",
            };
            let answer = come(&house, *who, &ids, &device.token, &route).await;
            if verdict(&answer) != expected {
                wrong.push(format!("{who:?} {route:?}: {expected} expected, {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_can_do_nothing_to_what_it_may_only_read() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let table = table();
    let token = format!("Bearer {}", device.token);
    let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
    let mut paths: Vec<&String> =
        table.keys().map(|(path, _)| path).filter(|path| path.starts_with(BASE)).collect();
    paths.dedup();
    for path in paths {
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::POST] {
            if table.contains_key(&(path.clone(), method.to_string())) {
                continue;
            }
            let answer = ask(&house, method.clone(), &filled(path), &headers, "{}").await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            answer.shows("\"status\":405");
        }
    }
    let unknown = device.get("/accounts").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    unknown.shows("\"status\":404");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_nobodys_or_of_a_kiosk_that_was_let_go_opens_nothing() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let kiosk = house.hub.store.read().await.unwrap().kiosks().await.unwrap().remove(0);
    let token = format!("Bearer {}", device.token);
    let basic = format!("Basic {}", device.token);
    let status = async |value: &str| {
        ask(&house, Method::GET, "/api/v1/programme", &[("authorization", value)], "").await
    };
    assert_eq!(status(&token).await.status, StatusCode::OK);
    for other in ["Bearer ", "Bearer x", "", basic.as_str(), &token.to_uppercase()] {
        let answer = status(other).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{other}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
    }
    let mut change = house.hub.store.begin().await.unwrap();
    change.remove_kiosk(&kiosk.id, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    assert_eq!(status(&token).await.status, StatusCode::UNAUTHORIZED);
}
