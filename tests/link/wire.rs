//! The network between a kiosk and its hub, as bad as a test wants it.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How the network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Good,
    /// Nobody comes through.
    Cut,
    /// What is asked arrives, and no answer comes back.
    LosesAnswers,
    /// A proxy holds back what does not end, until it ends: nothing of it comes through but, where
    /// `head` says so, its head.
    HoldsBack {
        head: bool,
    },
    /// Every connection breaks after so many bytes of answers.
    CutsAfter(usize),
}

struct Inner {
    target: String,
    mood: Mood,
    /// Every connection there is.
    open: JoinSet<()>,
    /// Requests that came through.
    passed: usize,
    /// Bytes of answers that came through.
    came: usize,
}

/// A wire with an address of its own, whatever happens to the hub behind it.
pub struct Wire {
    pub address: String,
    inner: Arc<Mutex<Inner>>,
}

impl Wire {
    /// To this address (`http://...`).
    pub async fn to(target: &str) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (target, open) = (host(target), JoinSet::new());
        let inner = Arc::new(Mutex::new(Inner { target, mood: Mood::Good, open, passed: 0, came: 0 }));
        let shared = inner.clone();
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let carrying = shared.clone();
                let mut inner = shared.lock().unwrap();
                if inner.mood != Mood::Cut {
                    inner.open.spawn(async move { carry(near, &carrying).await });
                }
            }
        });
        Wire { address, inner }
    }

    /// The hub is elsewhere now.
    pub fn leads_to(&self, target: &str) {
        self.inner.lock().unwrap().target = host(target);
    }

    /// What is open breaks, what comes is as it says.
    pub fn becomes(&self, mood: Mood) {
        let mut inner = self.inner.lock().unwrap();
        inner.mood = mood;
        inner.open.abort_all();
    }

    /// How many pieces of requests came through.
    pub fn passed(&self) -> usize {
        self.inner.lock().unwrap().passed
    }

    /// How many bytes of answers came through.
    pub fn came(&self) -> usize {
        self.inner.lock().unwrap().came
    }
}

fn host(address: &str) -> String {
    address.trim_start_matches("http://").to_owned()
}

/// Where a piece begins in a text.
fn holds(text: &[u8], piece: &[u8]) -> Option<usize> {
    text.windows(piece.len()).position(|window| window == piece)
}

async fn carry(near: TcpStream, inner: &Mutex<Inner>) {
    let target = inner.lock().unwrap().target.clone();
    let Ok(far) = TcpStream::connect(target).await else { return };
    let (mut near_read, mut near_write) = near.into_split();
    let (mut far_read, mut far_write) = far.into_split();
    let there = async {
        let mut buffer = [0; 16 * 1024];
        while let Ok(count @ 1..) = near_read.read(&mut buffer).await {
            inner.lock().unwrap().passed += 1;
            if far_write.write_all(&buffer[..count]).await.is_err() {
                return;
            }
        }
    };
    let back = async {
        let mut buffer = [0; 16 * 1024];
        let (mut held, mut left) = (false, None);
        while let Ok(count @ 1..) = far_read.read(&mut buffer).await {
            let mood = inner.lock().unwrap().mood;
            let mut through = &buffer[..count];
            match mood {
                Mood::LosesAnswers => return,
                Mood::HoldsBack { .. } if held => continue,
                Mood::HoldsBack { head } if holds(through, b"text/event-stream").is_some() => {
                    held = true;
                    let end = holds(through, b"\r\n\r\n").map_or(count, |at| at + 4);
                    through = &through[..if head { end } else { 0 }];
                }
                Mood::CutsAfter(bytes) => {
                    let rest = left.get_or_insert(bytes);
                    through = &through[..count.min(*rest)];
                    *rest -= through.len();
                }
                Mood::Good | Mood::Cut | Mood::HoldsBack { .. } => {}
            }
            inner.lock().unwrap().came += through.len();
            if near_write.write_all(through).await.is_err() || left == Some(0) {
                return;
            }
        }
    };
    tokio::select! {
        () = there => {}
        () = back => {}
    }
}
