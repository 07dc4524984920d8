//! What other kiosks and phones recorded: who holds a seat, and which receipts there are.

use std::sync::Arc;
use std::time::Duration;

use super::{Link, LinkError, Told};
use crate::api::sync::{Shared, SharedRecord, SharedWhat};
use crate::domain::attendance::{
    Arrival, Counted, Group, Mark, Party, Reason, Record, RecordKey, Salt, Standing, What,
};
use crate::domain::meeting::MeetingId;
use crate::kiosk::core::{Event, HubNews};

/// How often it is asked for unasked: a receipt needs the salt of its kiosk, which may come later.
const LOOK: Duration = Duration::from_secs(60);

/// What is known of the records of everybody, and after which is asked next. It asks nothing itself.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// The number of the last record that was heard of.
    after: i64,
    salts: Vec<Salt>,
}

/// What was in an answer.
#[derive(Debug)]
pub struct Learnt {
    pub news: Option<HubNews>,
    /// There is more to ask for at once.
    pub has_more: bool,
}

impl Learning {
    /// What to ask for. `said` is the number of the last record the hub has spoken of, 0 before it has.
    pub fn path(&mut self, said: i64) -> String {
        if said != 0 && said < self.after {
            // Another hub under the same address, or a copy of this one from before.
            self.after = 0;
        }
        format!("/shared?after={}&own=yes", self.after)
    }

    /// Takes in what was asked for last.
    pub fn hears(&mut self, shared: &Shared) -> Learnt {
        let records: Vec<Record> = shared.records.iter().filter_map(record).collect();
        let salts: Vec<Salt> = shared.salts.iter().filter_map(|text| salt(text)).collect();
        let is_first = self.after == 0;
        let news = (is_first || !records.is_empty() || salts != self.salts).then(|| {
            self.salts.clone_from(&salts);
            HubNews::Shared { records, salts, is_first }
        });
        let stands = shared.last <= self.after;
        self.after = shared.last.max(self.after);
        Learnt { news, has_more: shared.more && !stands }
    }
}

/// Learns for ever.
pub async fn learn<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    let mut last_known = link.records.subscribe();
    let mut learning = Learning::default();
    loop {
        link.pass().wait().await;
        let said = *last_known.borrow_and_update();
        let asked: Result<Shared, LinkError> = link.client.get(&learning.path(said)).await;
        let wait = match asked {
            Ok(shared) => {
                backoff.reset();
                let Learnt { news, has_more } = learning.hears(&shared);
                if let Some(news) = news {
                    (link.tell)(Told::Event(Event::Hub(news)));
                }
                if has_more {
                    continue;
                }
                LOOK
            }
            Err(error) => {
                tracing::debug!("What others recorded cannot be had: {error}.");
                backoff.wait()
            }
        };
        let _ = tokio::time::timeout(wait, last_known.changed()).await;
    }
}

fn salt(text: &str) -> Option<Salt> {
    // A mark has the same bits and the same form.
    Mark::parse(text).map(|Mark(bits)| Salt(bits))
}

/// A record of others in our words. Its people have no category here.
fn record(shared: &SharedRecord) -> Option<Record> {
    let key = RecordKey::parse;
    let what = match &shared.what {
        SharedWhat::Registered { mark, way, people } => What::Registered {
            mark: mark.as_deref().and_then(Mark::parse),
            way: (*way).into(),
            party: Party::of([Group { standing: Standing::NotSaid, people: *people }])?,
        },
        SharedWhat::CameWithReceipt { registration, people } => {
            What::CheckedIn(Arrival::Receipt { registration: key(registration)?, people: *people })
        }
        SharedWhat::WayChanged { registration, way } => {
            What::WayChanged { registration: key(registration)?, way: (*way).into() }
        }
        SharedWhat::TakenBack { record } => What::TakenBack { record: key(record)? },
        SharedWhat::RegisteredCorrected { way, by } => {
            // Why is for reports, which are made where the whole record is.
            let count = Counted::Registered((*way).into());
            What::Corrected { count, by: *by, reason: Reason::Elsewhere }
        }
        SharedWhat::Unknown => return None,
    };
    Some(Record::new(key(&shared.key)?, MeetingId(shared.meeting.clone()), shared.observed, true, what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::{Book, Way};
    use crate::domain::meeting::Capacity;

    fn heard(what: serde_json::Value, last: i64) -> Shared {
        let record = serde_json::json!({
            "key": format!("{last:032x}"), "meeting": "tea", "observed": "2026-12-03T05:00:00Z", "what": what
        });
        let shared = serde_json::json!({ "records": [record], "last": last, "more": false, "salts": [] });
        serde_json::from_value(shared).unwrap()
    }

    #[test]
    fn what_is_learned_goes_on_where_it_was_and_begins_anew_at_another_hub() {
        let mut learning = Learning::default();
        assert_eq!(learning.path(0), "/shared?after=0&own=yes");
        let taken_back = serde_json::json!({ "kind": "taken-back", "record": format!("{:032x}", 9) });
        let first = learning.hears(&heard(taken_back.clone(), 5)).news;
        assert!(matches!(first, Some(HubNews::Shared { is_first: true, .. })));
        assert_eq!(learning.path(7), "/shared?after=5&own=yes");
        let next = learning.hears(&heard(taken_back, 7)).news;
        assert!(matches!(next, Some(HubNews::Shared { is_first: false, .. })));
        assert_eq!(learning.path(3), "/shared?after=0&own=yes");
    }

    #[test]
    fn seats_that_staff_gave_elsewhere_are_taken_here() {
        let what = serde_json::json!({ "kind": "registered-corrected", "way": "venue", "by": 2 });
        let Some(HubNews::Shared { records, .. }) = Learning::default().hears(&heard(what, 1)).news else {
            panic!("nothing was heard");
        };
        let capacity = Capacity { venue: Some(3), online: None };
        assert_eq!(Book::of(&records).seats(Way::Venue, capacity).free, Some(1));
    }
}
