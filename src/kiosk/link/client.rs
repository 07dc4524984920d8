//! Requests to the hub, with the token and within limits.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client as Http, Method, RequestBuilder, Response, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Belonging;
use crate::api::sync::{BASE, Changes, LONGEST_WAIT, Problem};
use crate::feed::fetch::{Pass, is_near};

/// From asking to the last byte, but for the live channel.
const TOTAL: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(10);
/// Largest answer, bytes.
const LARGEST: usize = 32 << 20;

/// Why a request to the hub came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The kiosk has to be taken in anew.
    #[error("the hub does not know this kiosk (any more)")]
    NoToken,
    /// Sending the same again does not help.
    #[error("the hub refuses it (status {status}{})", .detail.as_ref().map(|text| format!(": {text}")).unwrap_or_default())]
    Refused { status: u16, detail: Option<String> },
    /// It may help later.
    #[error("the hub has trouble of its own, or something between here and there has (status {0})")]
    Trouble(u16),
    #[error("the hub cannot be reached ({0})")]
    Network(String),
    #[error("the hub gave an answer that cannot be read ({0})")]
    Odd(String),
}

impl LinkError {
    fn of(error: &reqwest::Error) -> LinkError {
        let mut inner: &dyn std::error::Error = error;
        while let Some(source) = inner.source() {
            inner = source;
        }
        // The innermost reason: the outer ones would repeat the address.
        LinkError::Network(inner.to_string())
    }
}

/// Talks to one hub. Clones share its connections.
#[derive(Clone, Debug)]
pub(super) struct Client {
    http: Http,
    base: String,
    pass: Pass,
}

impl Client {
    pub fn new(belonging: &Belonging) -> Result<Client, LinkError> {
        let url = Url::parse(&belonging.address).map_err(|error| LinkError::Odd(error.to_string()))?;
        // The first caller in the process wins; all of them want the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            let builder = Http::builder()
                .user_agent(concat!("hiroba/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(CONNECT)
                .redirect(reqwest::redirect::Policy::none())
                .referer(false);
            if is_near(&url) { builder.no_proxy() } else { builder }
        };
        // A machine without certificates still reaches a hub without TLS.
        let http = builder().build().or_else(|_| builder().tls_certs_only([]).build());
        let http = http.map_err(|error| LinkError::of(&error))?;
        let base = format!("{}{BASE}", belonging.address);
        Ok(Client { http, base, pass: belonging.pass.clone() })
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    /// Sends with the token. One that opens nothing is given up.
    async fn send(&self, request: RequestBuilder) -> Result<Response, LinkError> {
        let token = self.pass.token().ok_or(LinkError::NoToken)?;
        let answered = checked(request.bearer_auth(&token).send().await).await;
        if matches!(answered, Err(LinkError::NoToken)) {
            self.pass.forget(&token);
        }
        answered
    }

    pub async fn get<A: DeserializeOwned>(&self, path: &str) -> Result<A, LinkError> {
        read(self.send(self.request(Method::GET, path).timeout(TOTAL)).await?).await
    }

    pub async fn post<A: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<A, LinkError> {
        read(self.send(json(self.request(Method::POST, path), body)?).await?).await
    }

    /// Posts what is answered by nothing.
    pub async fn tell(&self, path: &str, body: &impl Serialize) -> Result<(), LinkError> {
        self.send(json(self.request(Method::POST, path), body)?).await.map(drop)
    }

    pub async fn send_picture(&self, png: Vec<u8>) -> Result<(), LinkError> {
        let request = self.request(Method::POST, "/picture").timeout(TOTAL);
        self.send(request.header(CONTENT_TYPE, "image/png").body(png)).await.map(drop)
    }

    /// The live channel: its head has come, its body goes on.
    pub async fn live(&self) -> Result<Response, LinkError> {
        let request = self.request(Method::GET, "/live").header("accept", "text/event-stream");
        let asking = tokio::time::timeout(TOTAL, self.send(request));
        asking.await.map_err(|_| LinkError::Network("no answer".to_owned()))?
    }

    /// Asks what has changed, and waits until something has.
    pub async fn changes(&self, known: &Changes) -> Result<Changes, LinkError> {
        let mut path =
            format!("/changes?after={}&records={}&wait={LONGEST_WAIT}", known.revision, known.records);
        if let Some(errand) = &known.errand {
            path.push_str(&format!("&errand={errand}"));
        }
        let patience = TOTAL + Duration::from_secs(LONGEST_WAIT);
        read(self.send(self.request(Method::GET, &path).timeout(patience)).await?).await
    }

    /// Asks as a stranger, who has no token yet.
    pub async fn ask<A: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<A, LinkError> {
        let request = match body {
            Some(body) => json(self.request(Method::POST, path), body)?,
            None => self.request(Method::GET, path).timeout(TOTAL),
        };
        read(checked(request.send().await).await?).await
    }
}

fn json(request: RequestBuilder, body: &impl Serialize) -> Result<RequestBuilder, LinkError> {
    let body = serde_json::to_vec(body).map_err(|error| LinkError::Odd(error.to_string()))?;
    Ok(request.timeout(TOTAL).header(CONTENT_TYPE, "application/json").body(body))
}

/// An answer that says yes.
async fn checked(sent: reqwest::Result<Response>) -> Result<Response, LinkError> {
    let response = sent.map_err(|error| LinkError::of(&error))?;
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status().as_u16();
    // What could not be read of it says nothing, and the status all the same.
    let body = body(response).await.unwrap_or_default();
    Err(refusal(status, &body))
}

async fn read<A: DeserializeOwned>(response: Response) -> Result<A, LinkError> {
    let status = response.status().as_u16();
    answer(status, &body(response).await?)
}

async fn body(mut response: Response) -> Result<Vec<u8>, LinkError> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| LinkError::of(&error))? {
        if body.len() + piece.len() > LARGEST {
            return Err(LinkError::Odd("it does not end".to_owned()));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// What an answer says.
///
/// # Errors
/// When it says no, or something that nobody here understands.
pub fn answer<A: DeserializeOwned>(status: u16, body: &[u8]) -> Result<A, LinkError> {
    if (200..300).contains(&status) {
        serde_json::from_slice(body).map_err(|error| LinkError::Odd(error.to_string()))
    } else {
        Err(refusal(status, body))
    }
}

/// What an answer means that does not say yes. Only the hub itself can refuse something for good, and it
/// says so in its own words. A proxy on the way that is set up wrongly, or a page that wants somebody to
/// sign in to the network, knows nothing of a record or a token: that passes.
fn refusal(status: u16, body: &[u8]) -> LinkError {
    let problem: Option<Problem> = serde_json::from_slice(body).ok();
    match (status, problem.filter(|problem| problem.status == status)) {
        (401, Some(_)) => LinkError::NoToken,
        (400..=407 | 409..=428 | 430..=499, Some(Problem { detail, .. })) => {
            LinkError::Refused { status, detail }
        }
        _ => LinkError::Trouble(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, body: &str) -> LinkError {
        answer::<serde_json::Value>(status, body.as_bytes()).unwrap_err()
    }

    #[test]
    fn only_the_hub_itself_refuses_for_good() {
        let hub =
            |status: u16| said(status, &format!(r#"{{"status":{status},"title":"No","detail":"why"}}"#));
        assert!(matches!(hub(401), LinkError::NoToken));
        for status in [400, 403, 404, 413, 422] {
            let LinkError::Refused { detail: Some(why), .. } = hub(status) else { panic!("{status}") };
            assert_eq!(why, "why");
            // Something else on the way.
            assert!(matches!(said(status, "<html>Please sign in</html>"), LinkError::Trouble(_)));
            assert!(matches!(said(status, r#"{"error":"forbidden"}"#), LinkError::Trouble(_)));
        }
        assert!(matches!(said(401, "<html>Please sign in</html>"), LinkError::Trouble(401)));
        for status in [302, 408, 429, 500, 502, 511] {
            assert!(matches!(hub(status), LinkError::Trouble(_)), "{status}");
        }
    }
}
