//! The live channel: what has changed, a moment after it has. While there is none, everything is
//! asked for now and then instead.

use std::sync::Arc;
use std::time::Duration;

use super::{Link, Told};
use crate::api::sync::Announcement;
use crate::clock;

/// A hub that says nothing for so long, not even that it is there, is not heard: it says so every
/// fifteen seconds, and something on the way holds it back.
const SILENCE: Duration = Duration::from_secs(45);
/// No line is longer, bytes.
const LONGEST: usize = 64 * 1024;

/// Listens for ever.
pub async fn listen<T: Fn(Told)>(link: Arc<Link<T>>) {
    let mut backoff = link.backoff();
    loop {
        link.pass().wait().await;
        match link.client.live().await {
            Ok(mut response) => {
                tracing::debug!("The live channel to the hub stands.");
                // Whatever waited for the hub to come back need not wait any longer.
                link.stored.notify_one();
                let mut lines = Lines::default();
                // Until it ends, breaks, or is silent for longer than its heartbeat.
                while let Ok(Ok(Some(bytes))) = tokio::time::timeout(SILENCE, response.chunk()).await {
                    backoff.reset();
                    lines.take(&bytes).into_iter().for_each(|said| link.announced(&said));
                }
                tracing::debug!("The live channel to the hub has ended.");
            }
            Err(error) => tracing::debug!("There is no live channel: {error}."),
        }
        link.look();
        tokio::time::sleep(backoff.wait()).await;
    }
}

impl<T: Fn(Told)> Link<T> {
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
