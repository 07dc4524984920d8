//! The live channel: what has changed, a moment after it has. Where something on the way holds it
//! back, a kiosk asks for changes instead, one question after the other, and each is answered when
//! something has changed. While there is neither, everything is asked for now and then.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::{Link, Told};
use crate::api::sync::{Announcement, Changes};
use crate::clock;

/// How long the first word of a hub may take: it comes with the connection. What is not here then is
/// held back on the way.
const FIRST: Duration = Duration::from_secs(5);
/// A hub that says nothing for so long, not even that it is there, is not heard: it says so every
/// fifteen seconds, and something on the way holds it back.
const SILENCE: Duration = Duration::from_secs(45);
/// After so long the live channel is tried again: whoever looks after a proxy may have mended it.
const LIVE_AGAIN: Duration = Duration::from_secs(15 * 60);
/// No line is longer, bytes.
const LONGEST: usize = 64 * 1024;

/// How listening ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// Whoever is on the other side ended it, or there was nobody.
    Cut,
    /// It stands, and nothing comes through.
    HeldBack,
}

/// Listens for ever.
pub async fn listen<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    // What was heard last, either way.
    let mut known = Changes { revision: 0, records: 0, errand: None };
    loop {
        link.pass().wait().await;
        let mut heard = false;
        let ended = link.hear(&mut known, &mut heard).await;
        if heard {
            backoff.reset();
        }
        link.look();
        if ended == Ended::HeldBack && link.ask_for_changes(&mut known).await {
            backoff.reset();
            continue;
        }
        tokio::time::sleep(backoff.wait()).await;
    }
}

impl<T: Fn(Told)> Link<T> {
    /// Listens until it ends, breaks, or is silent for longer than its heartbeat.
    async fn hear(&self, known: &mut Changes, heard: &mut bool) -> Ended {
        let mut response = match timeout(FIRST, self.client.live()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => {
                tracing::debug!("There is no live channel: {error}.");
                return Ended::Cut;
            }
            Err(_) => return Ended::HeldBack,
        };
        let mut lines = Lines::default();
        let mut patience = FIRST;
        loop {
            match timeout(patience, response.chunk()).await {
                Ok(Ok(Some(bytes))) => {
                    if !*heard {
                        tracing::debug!("The live channel to the hub stands.");
                        // Whatever waited for the hub to come back need not wait any longer.
                        self.stored.notify_one();
                    }
                    (*heard, patience) = (true, SILENCE);
                    for said in lines.take(&bytes) {
                        match said {
                            Announcement::Revision { revision } => known.revision = revision,
                            Announcement::Records { last } => known.records = last,
                            Announcement::Errands | Announcement::Unknown => {}
                        }
                        self.announced(&said);
                    }
                }
                Ok(Ok(None) | Err(_)) => {
                    tracing::debug!("The live channel to the hub has ended.");
                    return Ended::Cut;
                }
                Err(_) => return Ended::HeldBack,
            }
        }
    }

    /// Asks for changes until it is time to try the live channel again; whether that was so. Not when
    /// a question was not answered: then the network is to be looked at, not the proxy.
    async fn ask_for_changes(&self, known: &mut Changes) -> bool {
        tracing::info!(
            "Something between here and the hub holds the live channel back. Changes are asked for."
        );
        let asking = clock::Stopwatch::start();
        while asking.elapsed() < LIVE_AGAIN {
            let now = match self.client.changes(known).await {
                Ok(now) => now,
                Err(error) => {
                    tracing::debug!("There are no changes to be had: {error}.");
                    self.look();
                    return false;
                }
            };
            if now.revision != known.revision {
                self.announced(&Announcement::Revision { revision: now.revision });
            }
            if now.records != known.records {
                self.announced(&Announcement::Records { last: now.records });
            }
            if now.errand.is_some() && now.errand != known.errand {
                self.announced(&Announcement::Errands);
            }
            *known = now;
        }
        true
    }

    fn announced(&self, said: &Announcement) {
        match said {
            Announcement::Revision { revision } => {
                self.announced.send_replace(Some((*revision, clock::now())));
                self.read_again();
            }
            Announcement::Records { last } => {
                self.records.send_replace(*last);
            }
            Announcement::Errands => self.report.notify_one(),
            Announcement::Unknown => {}
        }
    }

    /// Asks for everything once: what would have been announced meanwhile.
    fn look(&self) {
        self.read_again();
        self.report.notify_one();
        self.stored.notify_one();
        self.records.send_modify(|_| ());
    }
}

/// Bytes to events. Only their data counts; comments keep the connection alive.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn take(&mut self, bytes: &[u8]) -> Vec<Announcement> {
        self.0.extend_from_slice(bytes);
        let Some(end) = self.0.iter().rposition(|byte| *byte == b'\n') else {
            if self.0.len() > LONGEST {
                self.0.clear();
            }
            return Vec::new();
        };
        let whole: Vec<u8> = self.0.drain(..=end).collect();
        let said = |line: &[u8]| {
            let data = line.strip_prefix(b"data:")?;
            serde_json::from_slice(data).ok()
        };
        whole.split(|byte| *byte == b'\n').filter_map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_however_they_are_cut() {
        let text = ":\n\nretry: 5000\ndata: {\"kind\":\"revision\",\"revision\":7}\r\n\n\
                    data:{\"kind\":\"sang\"}\n\ndata: not json\n\n: beat\ndata: {\"kind\":\"errands\"}\n\n";
        for size in [1, 2, 7, text.len()] {
            let mut lines = Lines::default();
            let said: Vec<Announcement> =
                text.as_bytes().chunks(size).flat_map(|piece| lines.take(piece)).collect();
            let expected =
                [Announcement::Revision { revision: 7 }, Announcement::Unknown, Announcement::Errands];
            assert_eq!(said, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn a_line_without_end_takes_no_memory_without_end() {
        let mut lines = Lines::default();
        for _ in 0..100 {
            lines.take(&[b'x'; 4096]);
        }
        assert!(lines.0.len() <= LONGEST + 4096);
    }
}
