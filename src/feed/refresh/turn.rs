//! One turn of one source: what becomes of what was fetched. It fetches nothing itself.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Intake, Outcome, Refresh};
use crate::feed::cache::{Cache, CacheError, Loaded};
use crate::feed::fetch::{FetchError, Fetched, Retry, Source, Validators, sha256};
use crate::feed::{Reading, Span, Trouble};

/// What a fetch came to.
#[derive(Debug)]
pub enum Came {
    To(Outcome),
    /// It is as it was, and what it was is not here any more: all of it, please.
    AskForAll,
}

fn fail(refresh: &mut Refresh, why: String, retry: Retry, trouble: Trouble, now: Timestamp) -> Outcome {
    refresh.failed(why.clone(), retry, now);
    Outcome::Failed { why, retry, trouble }
}

/// One turn of one source, without the fetching. Reading and writing run beside the other sources: a
/// calendar of ten thousand events takes a good part of a second.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    pub source: &'a Source,
    pub intake: &'a Intake,
    pub span: Span,
    pub zone: &'a TimeZone,
    pub now: Timestamp,
}

impl Turn<'_> {
    /// Something has come, asked for with what was [known](Refresh::known), or has not.
    pub async fn came(self, refresh: &mut Refresh, fetched: Result<Fetched, FetchError>) -> Came {
        let validators = match fetched {
            Ok(Fetched::NotModified(validators)) if refresh.known().is_some() => validators,
            other => return Came::To(self.all_came(refresh, other).await),
        };
        if refresh.content.as_ref().is_some_and(|content| content.span == self.span) {
            refresh.renew(validators.clone(), self.now);
            return Came::To(Outcome::Unchanged { not_kept: self.confirm(validators).await });
        }
        match self.kept().await {
            Some(bytes) if sha256(&bytes) == validators.sha256 => {
                Came::To(self.expand_again(refresh, bytes, validators).await)
            }
            // Nothing on disk to expand from.
            Some(_) | None => Came::AskForAll,
        }
    }

    /// The same where nothing was named as known.
    pub async fn all_came(self, refresh: &mut Refresh, fetched: Result<Fetched, FetchError>) -> Outcome {
        match fetched {
            Ok(Fetched::New { bytes, validators }) => self.take(refresh, bytes, validators).await,
            // So nothing can be unchanged.
            Ok(Fetched::NotModified(_)) => fail(
                refresh,
                "the server says that nothing has changed since nothing".to_owned(),
                Retry::Soon,
                Trouble::OddAnswer,
                self.now,
            ),
            Err(error) => fail(refresh, error.to_string(), error.retry(), Trouble::from(&error), self.now),
        }
    }

    /// New content: looked through, kept, and only then handed on.
    async fn take(self, refresh: &mut Refresh, bytes: Vec<u8>, validators: Validators) -> Outcome {
        let (bytes, reading) = match self.read(bytes).await {
            Ok(read) => read,
            Err((why, trouble)) => return fail(refresh, why, Retry::WhenMended, trouble, self.now),
        };
        if let Some(why) = refresh.objection(&reading) {
            return fail(refresh, why, Retry::WhenMended, Trouble::NothingUsable, self.now);
        }
        refresh.changed(validators.clone(), self.span, &reading.programme, self.now);
        let (address, now) = (self.source.address.clone(), self.now);
        let not_kept =
            self.on_disk(move |cache| cache.store(&address, &bytes, &validators, now).err()).await.flatten();
        refresh.not_kept = not_kept.as_ref().map(ToString::to_string);
        Outcome::Changed { reading: Box::new(reading), not_kept }
    }

    /// The content of before, expanded into the days of today.
    async fn expand_again(self, refresh: &mut Refresh, bytes: Vec<u8>, validators: Validators) -> Outcome {
        match self.read(bytes).await {
            Ok((_, reading)) => {
                refresh.changed(validators.clone(), self.span, &reading.programme, self.now);
                Outcome::Changed { reading: Box::new(reading), not_kept: self.confirm(validators).await }
            }
            Err((why, trouble)) => fail(refresh, why, Retry::WhenMended, trouble, self.now),
        }
    }

    async fn read(self, bytes: Vec<u8>) -> Result<(Vec<u8>, Reading), (String, Trouble)> {
        let (read, format) = (self.intake.reader, self.source.format);
        let (span, zone) = (self.span, self.zone.clone());
        let reading = tokio::task::spawn_blocking(move || {
            let reading = read(format, &bytes, span, &zone);
            (bytes, reading)
        });
        match reading.await {
            Ok((bytes, Ok(reading))) => Ok((bytes, reading)),
            Ok((_, Err(unreadable))) => Err((unreadable.to_string(), Trouble::from(&unreadable))),
            // A mistake of ours in a reader stops that reader, not the screen.
            Err(panic) => {
                let why = format!("reading it stopped on a mistake of this program ({panic})");
                Err((why, Trouble::Program))
            }
        }
    }

    async fn confirm(self, validators: Validators) -> Option<CacheError> {
        let (address, now) = (self.source.address.clone(), self.now);
        self.on_disk(move |cache| cache.confirm(&address, &validators, now).err()).await.flatten()
    }

    async fn kept(self) -> Option<Vec<u8>> {
        let address = self.source.address.clone();
        match self.on_disk(move |cache| cache.load(&address)).await? {
            Ok(Loaded::Whole(kept)) => Some(kept.bytes),
            // The next start tells about it; here the source itself is the better help.
            Ok(Loaded::Nothing | Loaded::Damaged { .. }) | Err(_) => None,
        }
    }

    async fn on_disk<T: Send + 'static>(self, work: impl FnOnce(Cache) -> T + Send + 'static) -> Option<T> {
        let cache = self.intake.cache.clone()?;
        // Work on the disk does not panic, and without its answer there is nothing to tell.
        tokio::task::spawn_blocking(move || work(cache)).await.ok()
    }
}
