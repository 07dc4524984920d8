//! A web server on loopback that does exactly what a test tells it, also what no server should.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One thing a server does.
#[derive(Clone, Debug)]
pub enum Step {
    Send(Vec<u8>),
    /// The same bytes so many times.
    Repeat(Vec<u8>, usize),
    Wait(Duration),
}

/// What a server does with one request, before it hangs up.
pub type Answer = Vec<Step>;

/// A whole answer with its length.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    vec![Step::Send([head.as_bytes(), body].concat())]
}

/// The head of an answer that says nothing about its length.
pub fn head(headers: &str) -> Step {
    Step::Send(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}\r\n").into_bytes())
}

pub struct Server {
    pub address: String,
    requests: Arc<Mutex<Vec<String>>>,
    sent: Arc<AtomicU64>,
}

impl Server {
    /// Answers every request by what `respond` makes of its text.
    pub async fn start(respond: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let sent = Arc::new(AtomicU64::new(0));
        let (seen, count, respond) = (Arc::clone(&requests), Arc::clone(&sent), Arc::new(respond));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, count, respond) = (Arc::clone(&seen), Arc::clone(&count), Arc::clone(&respond));
                tokio::spawn(async move { serve(stream, &seen, &count, respond.as_ref()).await });
            }
        });
        Server { address, requests, sent }
    }

    /// The requests so far, as they came.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// How many bytes went out so far.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }
}

async fn serve(
    mut stream: TcpStream,
    requests: &Mutex<Vec<String>>,
    sent: &AtomicU64,
    respond: &(impl Fn(&str) -> Answer + Sync),
) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    requests.lock().unwrap().push(request.clone());
    for step in respond(&request) {
        let (bytes, times) = match step {
            Step::Send(bytes) => (bytes, 1),
            Step::Repeat(bytes, times) => (bytes, times),
            Step::Wait(time) => {
                tokio::time::sleep(time).await;
                continue;
            }
        };
        for _ in 0..times {
            // The other side hanging up is what many tests are about.
            if stream.write_all(&bytes).await.is_err() {
                return;
            }
            sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
    }
    let _ = stream.shutdown().await;
}
