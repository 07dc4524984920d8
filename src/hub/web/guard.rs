//! What every request passes: whether a form comes from our own pages, and what every answer says
//! to the browser.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;
use crate::hub::Hub;

/// Nothing but our own files; no script or style inside a page; in nobody's frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// Refuses what changes something and does not come from a page of ours. Browsers say where a
/// form comes from; what says nothing is no browser's form.
pub async fn guard(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_own(&request) {
        return Failure::OtherSite.into_response();
    }
    next.run(request).await
}

/// The host that was asked for: HTTP/1 has a header for it, HTTP/2 has it in the address.
fn host(request: &Request) -> Option<&str> {
    let header = request.headers().get(HOST).and_then(|value| value.to_str().ok());
    header.or_else(|| request.uri().authority().map(Authority::as_str))
}

fn is_own(request: &Request) -> bool {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text(ORIGIN.as_str()), host(request)) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
        }
        _ => false,
    }
}

/// Refuses a page to who asks for it by a name that is not this hub's. A site may point its own name
/// at a machine inside the house, and would then be "the same site" to a browser in there. It cannot
/// do that with an address in numbers, nor with `localhost`.
///
/// The hub knows its name from `public_address`. Where none was given and it listens for other
/// machines, by whatever names they have for it, every name is taken; cookies are kept by name, so
/// that another name is never signed in.
pub async fn own_name(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    if host(&request).is_some_and(|asked| is_name_of(&hub.settings.address, asked)) {
        return next.run(request).await;
    }
    Failure::OtherName.into_response()
}

/// Whether a hub at this address may be asked for as `asked`.
fn is_name_of(address: &str, asked: &str) -> bool {
    let Ok(asked) = asked.parse::<Authority>() else { return false };
    let asked = asked.host();
    let own = address.split_once("://").map_or(address, |(_, rest)| rest);
    let own = own.split('/').next().unwrap_or_default();
    let own = own.parse::<Authority>().ok();
    let own = own.as_ref().map_or("", Authority::host);
    if number(asked).is_some() || is_localhost(asked) || asked.eq_ignore_ascii_case(own) {
        return true;
    }
    // In numbers and not of this machine alone: others may have a name for it.
    number(own).is_some_and(|own| !own.is_loopback())
}

fn number(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

fn is_localhost(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

/// What every answer says to a browser.
pub async fn headers(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &'static str); 7] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if hub.is_https() {
        // For a year: whoever came by TLS once comes by TLS only.
        headers.entry(STRICT_TRANSPORT_SECURITY).or_insert(HeaderValue::from_static("max-age=31536000"));
    }
    // A page of staff is not left behind on a machine that others use too.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::is_name_of;

    #[test]
    fn a_hub_of_this_machine_is_asked_for_in_numbers_or_as_localhost() {
        for asked in ["127.0.0.1:8168", "[::1]:8168", "localhost:8168", "LOCALHOST", "hub.localhost"] {
            assert!(is_name_of("http://127.0.0.1:8168", asked), "{asked}");
        }
        for asked in
            ["elsewhere.example:8168", "localhost.elsewhere.example", "127.0.0.1.elsewhere.example", ""]
        {
            assert!(!is_name_of("http://127.0.0.1:8168", asked), "{asked}");
        }
    }

    #[test]
    fn a_hub_with_a_name_is_asked_for_by_it() {
        assert!(is_name_of("https://hub.example/", "hub.example"));
        assert!(is_name_of("https://hub.example:8443", "HUB.example:8443"));
        assert!(is_name_of("https://hub.example", "192.0.2.7:443"));
        assert!(!is_name_of("https://hub.example", "elsewhere.example"));
    }

    #[test]
    fn a_hub_that_listens_for_others_and_was_given_no_name_takes_every_name() {
        assert!(is_name_of("http://0.0.0.0:8168", "office-computer.local:8168"));
    }
}
