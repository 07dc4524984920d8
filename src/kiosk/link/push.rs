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

/// How much is sent next, and what an answer means. It sends nothing itself.
#[derive(Clone, Copy, Debug)]
pub struct Sending {
    most: u32,
}

impl Default for Sending {
    fn default() -> Sending {
        Sending { most: MOST }
    }
}

impl Sending {
    /// So many records go into the next batch, at the most.
    pub fn most(self) -> u32 {
        self.most
    }

    /// Records as they go over the wire, each with the name of where it was made.
    ///
    /// # Errors
    /// When one of them cannot be written down, which none of ours is.
    pub fn batch(waiting: &[(Record, String)]) -> Result<Batch, LinkError> {
        let records =
            waiting.iter().map(|(record, origin)| wire(record, origin)).collect::<Result<_, _>>()?;
        Ok(Batch { records })
    }

    /// What an answer to the records with these keys means for each of them. When many are refused
    /// together, one of them is the reason, and the others must not wait for it: the next goes alone, and
    /// then more and more of them again. A single one that is refused is parked.
    ///
    /// # Errors
    /// When it says nothing of them: they are sent again.
    pub fn answered(
        &mut self,
        keys: &[RecordKey],
        answered: Result<Answers, LinkError>,
    ) -> Result<Judged, LinkError> {
        let judged = match answered {
            Ok(answers) => judge(keys, answers)?,
            Err(LinkError::Refused { status, detail }) if self.most == 1 => {
                let why = detail.unwrap_or_else(|| format!("The hub refuses it (status {status})."));
                let parked = keys.iter().map(|key| (*key, why.clone())).collect();
                Judged { sent: Vec::new(), parked }
            }
            Err(error) => {
                match error {
                    LinkError::Refused { .. } => self.most = 1,
                    // Something on the way lets only less through.
                    LinkError::Trouble(413) => self.most = (self.most / 2).max(1),
                    LinkError::NoToken
                    | LinkError::Trouble(_)
                    | LinkError::Network(_)
                    | LinkError::Odd(_) => {}
                }
                return Err(error);
            }
        };
        self.most = self.most.saturating_mul(2).min(MOST);
        Ok(judged)
    }
}

/// What becomes of records that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The hub has them.
    pub sent: Vec<RecordKey>,
    /// It cannot keep them, and why.
    pub parked: Vec<(RecordKey, String)>,
}

/// Sends for ever.
pub async fn push<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    let mut sending = Sending::default();
    let mut told = false;
    loop {
        link.pass().wait().await;
        let wait = match link.send_batch(&mut sending).await {
            Ok(Sent::Some) => {
                backoff.reset();
                continue;
            }
            Ok(Sent::All | Sent::NoClerk) => {
                told = false;
                backoff.reset();
                LOOK
            }
            // At once, the first of them alone.
            Err(LinkError::Refused { .. }) => continue,
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
    /// Sends the first records that wait.
    async fn send_batch(&self, sending: &mut Sending) -> Result<Sent, LinkError> {
        let most = sending.most();
        let Some(waiting) = self.ask(|to| Order::Batch { most, to }).await else { return Ok(Sent::NoClerk) };
        if waiting.is_empty() {
            return Ok(Sent::All);
        }
        let keys: Vec<RecordKey> = waiting.iter().map(|(record, _)| record.key).collect();
        let answered = self.client.post::<Answers>("/records", &Sending::batch(&waiting)?).await;
        let Judged { sent, parked } = sending.answered(&keys, answered)?;
        let done = self.ask(|to| Order::Answered { sent, parked, to }).await;
        Ok(if done.is_some() { Sent::Some } else { Sent::NoClerk })
    }
}

fn wire(record: &Record, origin: &str) -> Result<Box<RawValue>, LinkError> {
    let record = api::record::Record { origin: Some(origin.to_owned()), ..api::record::Record::from(record) };
    serde_json::value::to_raw_value(&record).map_err(|error| LinkError::Odd(error.to_string()))
}

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
    Ok(Judged { sent, parked })
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
        let judged = judge(&[one, two], Answers { answers: vec![stored(one), parked] }).unwrap();
        assert_eq!(judged.sent, [one]);
        assert_eq!(judged.parked, [(two, "The hub did not say why.".to_owned())]);
    }

    #[test]
    fn what_is_refused_in_company_goes_alone_and_only_then_is_parked() {
        let (one, two) = (RecordKey(1), RecordKey(2));
        let refused = || Err(LinkError::Refused { status: 400, detail: Some("no".to_owned()) });
        let mut sending = Sending::default();
        assert!(sending.answered(&[one, two], refused()).is_err());
        assert_eq!(sending.most(), 1);
        assert!(sending.answered(&[one], Err(LinkError::Trouble(503))).is_err());
        assert_eq!(sending.most(), 1, "trouble says nothing of the record");
        let judged = sending.answered(&[one], refused()).unwrap();
        assert_eq!(judged, Judged { sent: Vec::new(), parked: vec![(one, "no".to_owned())] });
        assert_eq!(sending.most(), 2);
    }

    #[test]
    fn what_is_too_much_for_something_on_the_way_goes_in_smaller_pieces() {
        let mut sending = Sending::default();
        for _ in 0..20 {
            assert!(sending.answered(&[RecordKey(1)], Err(LinkError::Trouble(413))).is_err());
        }
        assert_eq!(sending.most(), 1, "nothing is parked for it");
        for most in [2, 4, 8, 16, 32, 64, 128, 256, 500, 500] {
            assert!(sending.answered(&[], Ok(Answers { answers: Vec::new() })).is_ok());
            assert_eq!(sending.most(), most);
        }
    }
}
