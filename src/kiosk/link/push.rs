//! The outbox on its way: in batches, answered one by one. What the hub has is taken out of the
//! outbox, what it cannot keep is parked with its reason, and everything else is sent again; a
//! record that was sent twice is known there by its key.

use std::sync::Arc;
use std::time::Duration;

use serde_json::value::RawValue;

use super::{Link, LinkError, Told};
use crate::api;
use crate::api::sync::{Answers, Batch, RecordOutcome};
use crate::domain::attendance::{Record, RecordKey};
use crate::kiosk::clerk::Order;

/// Records in one batch.
const MOST: u32 = 500;
/// How often the outbox is looked at unasked: other programs write into it too.
const LOOK: Duration = Duration::from_secs(60);

/// What became of one look at the outbox.
enum Sent {
    /// It is empty now.
    All,
    /// There is more.
    Some,
    /// Nobody keeps records now.
    NoClerk,
}

/// Sends for ever.
pub async fn push<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    let mut most = MOST;
    let mut told = false;
    loop {
        link.pass().wait().await;
        let wait = match link.send_batch(most).await {
            Ok(Sent::Some) => {
                most = MOST;
                backoff.reset();
                continue;
            }
            Ok(Sent::All | Sent::NoClerk) => {
                most = MOST;
                told = false;
                backoff.reset();
                LOOK
            }
            // One of them is the reason, and the others must not wait for it.
            Err(LinkError::Refused { .. }) if most > 1 => {
                most = 1;
                continue;
            }
            Err(error) => {
                // Once, not every minute for a week.
                if !std::mem::replace(&mut told, true) {
                    tracing::warn!("Records wait to be sent: {error}.");
                }
                backoff.wait()
            }
        };
        let _ = tokio::time::timeout(wait, link.stored.notified()).await;
    }
}

impl<T: Fn(Told)> Link<T> {
    /// Sends the first records that wait. A single one that is refused is parked.
    async fn send_batch(&self, most: u32) -> Result<Sent, LinkError> {
        let Some(waiting) = self.ask(|to| Order::Batch { most, to }).await else { return Ok(Sent::NoClerk) };
        if waiting.is_empty() {
            return Ok(Sent::All);
        }
        let records =
            waiting.iter().map(|(record, origin)| wire(record, origin)).collect::<Result<_, _>>()?;
        let keys: Vec<RecordKey> = waiting.iter().map(|(record, _)| record.key).collect();
        let (sent, parked) = match self.client.post::<Answers>("/records", &Batch { records }).await {
            Ok(answers) => judge(&keys, answers)?,
            Err(LinkError::Refused { status, detail }) if most == 1 => {
                let why = detail.unwrap_or_else(|| format!("The hub refuses it (status {status})."));
                (Vec::new(), keys.into_iter().map(|key| (key, why.clone())).collect())
            }
            Err(error) => return Err(error),
        };
        let done = self.ask(|to| Order::Answered { sent, parked, to }).await;
        Ok(if done.is_some() { Sent::Some } else { Sent::NoClerk })
    }
}

fn wire(record: &Record, origin: &str) -> Result<Box<RawValue>, LinkError> {
    let record = api::record::Record { origin: Some(origin.to_owned()), ..api::record::Record::from(record) };
    serde_json::value::to_raw_value(&record).map_err(|error| LinkError::Odd(error.to_string()))
}

/// What the hub has, and what it cannot keep and why.
type Judged = (Vec<RecordKey>, Vec<(RecordKey, String)>);

/// One answer to each record, in their order.
fn judge(keys: &[RecordKey], answers: Answers) -> Result<Judged, LinkError> {
    if answers.answers.len() != keys.len() {
        let (sent, came) = (keys.len(), answers.answers.len());
        return Err(LinkError::Odd(format!("{came} answers to {sent} records")));
    }
    let (mut sent, mut parked) = (Vec::new(), Vec::new());
    for (key, answer) in keys.iter().zip(answers.answers) {
        if !answer.key.is_empty() && RecordKey::parse(&answer.key) != Some(*key) {
            return Err(LinkError::Odd("an answer to another record".to_owned()));
        }
        match answer.outcome {
            RecordOutcome::Stored | RecordOutcome::Repeated => sent.push(*key),
            RecordOutcome::Parked => {
                parked.push((*key, answer.why.unwrap_or_else(|| "The hub did not say why.".to_owned())));
            }
        }
    }
    Ok((sent, parked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::sync::RecordAnswer;

    fn answer(key: &str, outcome: RecordOutcome) -> RecordAnswer {
        RecordAnswer { key: key.to_owned(), outcome, flags: Vec::new(), why: None }
    }

    #[test]
    fn answers_that_do_not_belong_to_what_was_sent_settle_nothing() {
        let (one, two) = (RecordKey(1), RecordKey(2));
        let stored = |key: RecordKey| answer(&key.to_string(), RecordOutcome::Stored);
        assert!(judge(&[one, two], Answers { answers: vec![stored(one)] }).is_err());
        assert!(judge(&[one, two], Answers { answers: vec![stored(two), stored(one)] }).is_err());
        let parked = answer("", RecordOutcome::Parked);
        let (sent, refused) = judge(&[one, two], Answers { answers: vec![stored(one), parked] }).unwrap();
        assert_eq!(sent, [one]);
        assert_eq!(refused, [(two, "The hub did not say why.".to_owned())]);
    }
}
