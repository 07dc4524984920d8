//! Getting the bytes of a source: a file, or an http(s) address. Nothing here knows what the
//! bytes mean, and nothing decides what happens after a failure (see [`super::refresh`]).
//!
//! Every way in which a source can take without end has a limit of its own: the unpacked size, the
//! whole time, the time without a byte, the time to connect, the number of times it is passed on.
//!
//! **Certificates.** They are those of the machine (on Debian the package ca-certificates), read
//! once when the [`Fetcher`] is made: so a ward's own authority, installed with
//! update-ca-certificates, is trusted too, and nothing in this program grows old. Where there
//! are none, http and files still work and https says what to install.
//!
//! **Proxies** are those of the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), as
//! everywhere on the machine.

mod address;
mod error;
mod file;
mod part;
mod pass;
mod reach;

use std::time::Duration;

use reqwest::header::{
    CONTENT_ENCODING, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode, Url, redirect};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use self::address::{Address, AddressError};
use self::error::RefusedRedirect;
pub use self::error::{FetchError, Retry};
use self::file::Files;
pub use self::part::Part;
pub use self::pass::Pass;
pub use self::reach::Reach;
use super::Format;

/// A source as settings name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the log and `hiroba check` call it.
    pub name: String,
    pub address: Address,
    /// Nothing: look at the content.
    pub format: Option<Format>,
    pub every: Duration,
    pub limits: Limits,
    /// For a source that is not for everybody: that of a hub.
    pub pass: Option<Pass>,
}

/// How much one fetch may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of the unpacked content.
    pub max_bytes: u64,
    /// From asking to the last byte.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { max_bytes: 20_000_000, total: Duration::from_secs(30) }
    }
}

/// How long a server may keep silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { connect: Duration::from_secs(10), silence: Duration::from_secs(10) }
    }
}

/// Whose proxies are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxies {
    OfEnvironment,
    None,
}

/// By what the next fetch recognises that nothing has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Of the content itself. Files and servers without the other two are recognised by it.
    #[serde(default)]
    pub sha256: String,
}

/// What a fetch brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    New {
        bytes: Vec<u8>,
        validators: Validators,
    },
    /// The content is the known one; the validators to recognise it by from now on.
    NotModified(Validators),
}

/// An address is passed on at most so often.
const MOST_REDIRECTS: usize = 5;
/// Longer marks of a server are not worth keeping.
const LONGEST_VALIDATOR: usize = 1024;

const USER_AGENT: &str = concat!("hiroba/", env!("CARGO_PKG_VERSION"));

/// Fetches sources. One serves for all.
#[derive(Clone, Debug)]
pub struct Fetcher {
    web: Web,
    /// The way to this machine itself, which leads through no proxy.
    near: Web,
    patience: Patience,
    /// How far it may reach; nothing is everywhere.
    reach: Option<Reach>,
    files: Files,
}

/// What of the web can be reached with what the machine has.
#[derive(Clone, Debug)]
enum Web {
    All(Client),
    /// The machine trusts no certificates.
    NoHttps(Client),
    /// No client could be made at all, and why.
    Nothing(String),
}

impl Web {
    fn of(builder: impl Fn() -> ClientBuilder) -> Web {
        if let Ok(client) = builder().build() {
            return Web::All(client);
        }
        // The likely reason is a machine without certificates; that must not take plain http
        // away. If it is another one, the second attempt fails by it again.
        match builder().tls_certs_only([]).build() {
            Ok(client) => Web::NoHttps(client),
            Err(error) => Web::Nothing(error::innermost(&error)),
        }
    }
}

impl Fetcher {
    /// Takes what the machine has. Where no HTTP client can be made, files can still be read,
    /// and every web address fails by the reason.
    pub fn new(patience: Patience, proxies: Proxies) -> Fetcher {
        Fetcher::made(patience, proxies, None)
    }

    /// The same within bounds, for addresses that others name. A proxy looks names up by itself, and
    /// what it lets through is its own to say.
    pub fn within(reach: Reach, patience: Patience, proxies: Proxies) -> Fetcher {
        Fetcher::made(patience, proxies, Some(reach))
    }

    fn made(patience: Patience, proxies: Proxies, reach: Option<Reach>) -> Fetcher {
        // The first caller in the process wins; all of them want the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            let bounds = reach.clone();
            let builder = Client::builder()
                .user_agent(USER_AGENT)
                .connect_timeout(patience.connect)
                .redirect(redirect::Policy::custom(move |attempt| follow(attempt, bounds.as_ref())))
                // A connection kept for minutes until the next fetch is more likely dead than useful.
                .pool_max_idle_per_host(0)
                .referer(false);
            match &reach {
                Some(reach) => builder.dns_resolver(reach.clone()),
                None => builder,
            }
        };
        let near = Web::of(|| builder().no_proxy());
        let web = match proxies {
            Proxies::OfEnvironment => Web::of(builder),
            Proxies::None => near.clone(),
        };
        Fetcher { web, near, patience, reach, files: Files::default() }
    }

    /// Reads files, and says of every web address why it cannot be had.
    pub fn without_web(patience: Patience, why: impl Into<String>) -> Fetcher {
        let web = Web::Nothing(why.into());
        Fetcher { near: web.clone(), web, patience, reach: None, files: Files::default() }
    }

    /// Fetches what is open to everybody, unless it is still what the validators describe.
    ///
    /// # Errors
    /// When it cannot be had whole within the limits.
    pub async fn fetch(
        &self,
        address: &Address,
        limits: Limits,
        known: Option<&Validators>,
    ) -> Result<Fetched, FetchError> {
        self.fetch_with(address, limits, known, None, None).await
    }

    /// Fetches what may be large and goes on from what came before. What has come stays in `part` when this
    /// fails too, unless nobody can go on from it.
    ///
    /// # Errors
    /// When it cannot be had whole within the limits.
    pub async fn fetch_on(
        &self,
        address: &Address,
        limits: Limits,
        part: &mut Part,
    ) -> Result<Fetched, FetchError> {
        let fetched = self.fetch_with(address, limits, None, None, Some(&mut *part)).await;
        if fetched.as_ref().is_err_and(|error| !part::can_go_on_after(error)) {
            *part = Part::default();
        }
        fetched
    }

    /// Fetches a source, with its pass where it needs one. That a token opens nothing any more is for the
    /// link to a hub to say: a status alone may be that of something on the way.
    ///
    /// # Errors
    /// When it cannot be had whole within the limits.
    pub async fn fetch_source(
        &self,
        source: &Source,
        known: Option<&Validators>,
    ) -> Result<Fetched, FetchError> {
        let token = source.pass.as_ref().map(|pass| pass.token().unwrap_or_default());
        self.fetch_with(&source.address, source.limits, known, token.as_deref(), None).await
    }

    /// The status with which a web address answers, after all redirects; its content is left there.
    ///
    /// # Errors
    /// When nothing answers in time, or it is out of bounds.
    pub async fn status(&self, address: &Address, within: Duration) -> Result<u16, FetchError> {
        let Address::Web(url) = address else { return Err(FetchError::NotAFile) };
        let asking = async {
            let response = self.send(self.request(url)?, url.host_str().unwrap_or_default()).await?;
            Ok(response.status().as_u16())
        };
        tokio::time::timeout(within, asking).await.map_err(|_| FetchError::TooSlow(within))?
    }

    /// A question to an address that is within bounds.
    fn request(&self, url: &Url) -> Result<RequestBuilder, FetchError> {
        let client = match if is_near(url) { &self.near } else { &self.web } {
            Web::All(client) => client,
            Web::NoHttps(_) if url.scheme() == "https" => return Err(FetchError::NoCertificates),
            Web::NoHttps(client) => client,
            Web::Nothing(why) => return Err(FetchError::NoWeb(why.clone())),
        };
        if self.reach.as_ref().is_some_and(|reach| reach.refuses(url)) {
            return Err(FetchError::TooNear(url.host_str().unwrap_or_default().to_owned()));
        }
        Ok(client.get(url.clone()))
    }

    async fn fetch_with(
        &self,
        address: &Address,
        limits: Limits,
        known: Option<&Validators>,
        token: Option<&str>,
        part: Option<&mut Part>,
    ) -> Result<Fetched, FetchError> {
        let fetching = async {
            match address {
                Address::File(path) => {
                    let bytes = self.files.read(path, limits.max_bytes, self.patience.silence).await?;
                    Ok(fetched(bytes, &HeaderMap::new(), known))
                }
                Address::Web(url) => self.get(url, limits.max_bytes, known, token, part).await,
            }
        };
        match tokio::time::timeout(limits.total, fetching).await {
            Ok(fetched) => fetched,
            Err(_) => Err(FetchError::TooSlow(limits.total)),
        }
    }

    async fn get(
        &self,
        url: &Url,
        max_bytes: u64,
        known: Option<&Validators>,
        token: Option<&str>,
        part: Option<&mut Part>,
    ) -> Result<Fetched, FetchError> {
        let host = url.host_str().unwrap_or_default();
        let mut request = self.request(url)?;
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(etag) = known.and_then(|known| known.etag.as_deref()) {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(time) = known.and_then(|known| known.last_modified.as_deref()) {
            request = request.header(IF_MODIFIED_SINCE, time);
        }
        let (mut own, resumes) = (Part::default(), part.is_some());
        let part = part.unwrap_or(&mut own);
        let mut response = self.send(part.asks_for_the_rest(&request, resumes)?, host).await?;
        let mut goes_on = part.goes_on_with(&response);
        if resumes && response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            response = self.send(part.asks_for_the_rest(&request, resumes)?, host).await?;
            goes_on = false;
        }
        if response.status() == StatusCode::NOT_MODIFIED
            && let Some(known) = known
        {
            return Ok(Fetched::NotModified(known.clone()));
        }
        check_head(&response, max_bytes, goes_on)?;
        part.is_marked_by(&response);
        let silence = self.patience.silence;
        while let Some(piece) = tokio::time::timeout(silence, response.chunk())
            .await
            .map_err(|_| FetchError::Stalled(silence))?
            .map_err(|error| FetchError::of_client(&error, host))?
        {
            if (part.bytes.len() + piece.len()) as u64 > max_bytes {
                return Err(FetchError::TooLarge { limit: max_bytes });
            }
            part.bytes.extend_from_slice(&piece);
        }
        Ok(fetched(std::mem::take(&mut part.bytes), response.headers(), known))
    }

    async fn send(&self, request: RequestBuilder, host: &str) -> Result<Response, FetchError> {
        let silence = self.patience.silence;
        let answer = tokio::time::timeout(self.patience.connect + silence, request.send());
        let answer = answer.await.map_err(|_| FetchError::Stalled(silence))?;
        answer.map_err(|error| FetchError::of_client(&error, host))
    }
}

/// Whether an address is this machine itself.
pub fn is_near(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// Follows a few times, to the web only, and never out of bounds.
fn follow(attempt: redirect::Attempt<'_>, reach: Option<&Reach>) -> redirect::Action {
    if attempt.previous().len() > MOST_REDIRECTS {
        attempt.error(RefusedRedirect::TooMany(MOST_REDIRECTS))
    } else if !matches!(attempt.url().scheme(), "http" | "https") {
        let to = attempt.url().to_string();
        attempt.error(RefusedRedirect::Elsewhere(to))
    } else if reach.is_some_and(|reach| reach.refuses(attempt.url())) {
        let host = attempt.url().host_str().unwrap_or_default().to_owned();
        attempt.error(RefusedRedirect::TooNear(host))
    } else {
        attempt.follow()
    }
}

/// Whether the head of an answer promises content that fits, the rest of it where it goes on.
fn check_head(response: &Response, max_bytes: u64, goes_on: bool) -> Result<(), FetchError> {
    let headers = response.headers();
    let status = response.status();
    if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
        // The client hands back what it cannot take for a web address at all.
        let to = header(headers, LOCATION.as_str()).unwrap_or_else(|| "nowhere".to_owned());
        return Err(FetchError::RedirectedElsewhere(to));
    }
    if !goes_on && status != StatusCode::OK && status != StatusCode::NON_AUTHORITATIVE_INFORMATION {
        // A date instead of seconds is rare; without a clock here it counts as not given.
        let wait = header(headers, RETRY_AFTER.as_str()).and_then(|text| text.trim().parse().ok());
        return Err(FetchError::of_status(status.as_u16(), wait.map(Duration::from_secs)));
    }
    if let Some(encoding) = header(headers, CONTENT_ENCODING.as_str())
        && !encoding.eq_ignore_ascii_case("identity")
    {
        return Err(FetchError::Garbled(format!("packed as {encoding}, which was not asked for")));
    }
    if response.content_length().is_some_and(|length| length > max_bytes) {
        return Err(FetchError::TooLarge { limit: max_bytes });
    }
    Ok(())
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (value.len() <= LONGEST_VALIDATOR).then(|| value.to_owned())
}

/// Content that is the known one counts as not modified, whatever the server said.
fn fetched(bytes: Vec<u8>, headers: &HeaderMap, known: Option<&Validators>) -> Fetched {
    let validators = Validators {
        etag: header(headers, ETAG.as_str()),
        last_modified: header(headers, LAST_MODIFIED.as_str()),
        sha256: sha256(&bytes),
    };
    if known.is_some_and(|known| known.sha256 == validators.sha256) {
        return Fetched::NotModified(validators);
    }
    Fetched::New { bytes, validators }
}

/// The SHA-256 of some content, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_no_client_can_be_made_the_reason_is_known() {
        let web = Web::of(|| Client::builder().user_agent("no\nheader"));
        let Web::Nothing(why) = web else { panic!("{web:?}") };
        assert_eq!(why, "failed to parse header value");
    }

    #[test]
    fn this_machine_is_near_by_whatever_name() {
        let near = |url: &str| is_near(&Url::parse(url).unwrap());
        assert!(near("http://127.0.0.1:8168/") && near("http://[::1]/") && near("http://localhost:1/"));
        assert!(!near("http://192.168.1.7:8168/") && !near("https://localhost.example.jp/"));
    }

    #[test]
    fn where_one_can_be_made_the_web_is_within_reach() {
        let web = Fetcher::new(Patience::default(), Proxies::None).web;
        assert!(matches!(web, Web::All(_) | Web::NoHttps(_)), "{web:?}");
    }
}
