//! What other kiosks and phones recorded: who holds a seat, and which receipts there are.

use std::sync::Arc;
use std::time::Duration;

use super::{Link, LinkError, Told};
use crate::api::sync::{Shared, SharedRecord, SharedWhat};
use crate::domain::attendance::{Arrival, Group, Mark, Party, Record, RecordKey, Salt, Standing, What};
use crate::domain::meeting::MeetingId;
use crate::kiosk::core::{Event, HubNews};

/// How often it is asked for unasked: a receipt needs the salt of its kiosk, which may come later.
const LOOK: Duration = Duration::from_secs(60);

/// Learns for ever.
pub async fn learn<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    let mut last_known = link.records.subscribe();
    let (mut after, mut salts) = (0_i64, Vec::new());
    loop {
        link.pass().wait().await;
        let said = *last_known.borrow_and_update();
        if said != 0 && said < after {
            // Another hub under the same address, or a copy of this one from before.
            after = 0;
        }
        let asked: Result<Shared, LinkError> =
            link.client.get(&format!("/shared?after={after}&own=yes")).await;
        let wait = match asked {
            Ok(shared) => {
                backoff.reset();
                let records: Vec<Record> = shared.records.iter().filter_map(record).collect();
                let known: Vec<Salt> = shared.salts.iter().filter_map(|text| salt(text)).collect();
                let is_first = after == 0;
                if is_first || !records.is_empty() || known != salts {
                    salts.clone_from(&known);
                    let news = HubNews::Shared { records, salts: known, is_first };
                    (link.tell)(Told::Event(Event::Hub(news)));
                }
                let stands = shared.last <= after;
                after = shared.last.max(after);
                if shared.more && !stands {
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
        SharedWhat::Unknown => return None,
    };
    Some(Record::new(key(&shared.key)?, MeetingId(shared.meeting.clone()), shared.observed, true, what))
}
