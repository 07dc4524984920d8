//! What a browser sent: names and values, in their order, and a file where there is one.

use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;

use crate::hub::Hub;
use crate::hub::admin::fields::Upload;
use crate::hub::web::{Failure, without_nul};

/// Names and values of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The same without room around it; a line's end is one character.
    pub fn text(&self, name: &str) -> String {
        self.get(name).replace("\r\n", "\n").trim().to_owned()
    }

    /// All values of a field that can be chosen several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether this was chosen.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|known| known == value)
    }

    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// Puts a value in the place of all others of this name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.add(name, value);
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// A form, with or without a file. Pages send it in parts, because a picture may be among them.
#[derive(Debug, Default)]
pub struct Sent {
    pub fields: Fields,
    pub file: Upload,
}

impl FromRequest<Hub> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, hub: &Hub) -> Result<Sent, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let form = axum::Form::<Vec<(String, String)>>::from_request(request, hub).await;
            let axum::Form(pairs) =
                form.map_err(|error: FormRejection| Failure::Request(error.to_string()))?;
            return Ok(Sent { fields: Fields(pairs), file: Upload::Nothing });
        }
        let unreadable = |error: &dyn std::fmt::Display| Failure::Request(error.to_string());
        let mut parts = Multipart::from_request(request, hub).await.map_err(|error| unreadable(&error))?;
        let mut sent = Sent::default();
        while let Some(mut part) = parts.next_field().await.map_err(|error| unreadable(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_some() {
                sent.file = Upload::read(&mut part).await.map_err(|error| unreadable(&error))?;
            } else {
                let text = part.text().await.map_err(|error| unreadable(&error))?;
                sent.fields.add(&without_nul(name), without_nul(text));
            }
        }
        Ok(sent)
    }
}
