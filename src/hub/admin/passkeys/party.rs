//! By which name passkeys know this hub. A browser gives a passkey only to the name it was made for,
//! never to an address in numbers, and only by TLS or on the machine itself.

use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// What a browser calls this machine itself.
const LOCALHOST: &str = "localhost";

/// The hub as passkeys know it.
pub(super) struct Party {
    pub webauthn: Webauthn,
    name: String,
    /// Without a stroke at its end.
    address: String,
    is_https: bool,
}

/// Whether passkeys can be used on a page.
pub(super) enum Stand {
    Here(Box<Party>),
    /// At this address they can.
    Elsewhere(String),
    /// This hub has no address at which whoever asks could use them.
    Nowhere,
}

impl Party {
    /// Nothing where browsers do not take part: without TLS on another machine, or in numbers. A hub
    /// that is this machine's alone is `localhost`.
    fn of(address: &str) -> Option<Party> {
        let mut url = Url::parse(address).ok()?;
        let is_https = url.scheme() == "https";
        match number(url.host_str()?) {
            Some(number) if number.is_loopback() || number.is_unspecified() => {
                url.set_host(Some(LOCALHOST)).ok()?;
            }
            Some(_) => return None,
            None => {}
        }
        let name = url.host_str()?.to_owned();
        if !is_https && !is_localhost(&name) {
            return None;
        }
        let address = url.origin().ascii_serialization();
        let patience = Duration::from_millis(u64::try_from(super::GOOD_FOR).unwrap_or_default());
        let webauthn = WebauthnBuilder::new(&name, &url).ok()?.rp_name("hiroba").timeout(patience);
        Some(Party { webauthn: webauthn.build().ok()?, name, address, is_https })
    }
}

/// Whether passkeys can be used on a page of the hub at `address` that was asked for by the name
/// `asked`.
pub(super) fn stand(address: &str, asked: &str) -> Stand {
    let Some(party) = Party::of(address) else { return Stand::Nowhere };
    if asked.eq_ignore_ascii_case(&party.name) {
        return Stand::Here(Box::new(party));
    }
    // Whoever came from another machine would find their own at `localhost`.
    let is_near = is_localhost(asked) || number(asked).is_some_and(|number| number.is_loopback());
    let has_a_name = party.is_https && !is_localhost(&party.name);
    if has_a_name || is_near { Stand::Elsewhere(party.address) } else { Stand::Nowhere }
}

fn number(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

fn is_localhost(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == LOCALHOST || name.ends_with(".localhost")
}

/// The name by which a page was asked for, without a port.
#[derive(Clone, Debug)]
pub struct AskedName(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for AskedName {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<AskedName, Infallible> {
        // HTTP/1 has a header for it, HTTP/2 has it in the address.
        let header = parts.headers.get(HOST).and_then(|value| value.to_str().ok());
        let asked = header.or_else(|| parts.uri.authority().map(Authority::as_str));
        let asked = asked.and_then(|asked| asked.parse::<Authority>().ok());
        Ok(AskedName(asked.map(|asked| asked.host().to_owned()).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Stand, stand};

    fn said(address: &str, asked: &str) -> String {
        match stand(address, asked) {
            Stand::Here(_) => "here".to_owned(),
            Stand::Elsewhere(address) => address,
            Stand::Nowhere => "nowhere".to_owned(),
        }
    }

    #[test]
    fn a_hub_with_a_name_and_tls_takes_passkeys_by_that_name() {
        assert_eq!(said("https://hub.example", "hub.example"), "here");
        assert_eq!(said("https://hub.example:8443", "HUB.example"), "here");
        assert_eq!(said("https://hub.example", "192.0.2.7"), "https://hub.example");
        assert_eq!(said("https://hub.example/", "localhost"), "https://hub.example");
    }

    #[test]
    fn a_hub_of_this_machine_takes_them_as_localhost() {
        for address in ["http://127.0.0.1:8168", "http://[::1]:8168", "http://0.0.0.0:8168"] {
            assert_eq!(said(address, "localhost"), "here", "{address}");
            for asked in ["127.0.0.1", "[::1]", "hub.localhost"] {
                assert_eq!(said(address, asked), "http://localhost:8168", "{address} as {asked}");
            }
        }
        assert_eq!(said("http://localhost:8168", "localhost"), "here");
    }

    #[test]
    fn without_tls_or_in_numbers_nobody_can_use_them_from_another_machine() {
        for address in ["http://hub.example", "http://192.0.2.7:8168", "https://192.0.2.7", "nonsense"] {
            assert_eq!(said(address, "hub.example"), "nowhere", "{address}");
            assert_eq!(said(address, "192.0.2.7"), "nowhere", "{address}");
        }
        assert_eq!(said("http://0.0.0.0:8168", "192.0.2.7"), "nowhere");
        assert_eq!(said("http://0.0.0.0:8168", "office-computer.local"), "nowhere");
    }
}
