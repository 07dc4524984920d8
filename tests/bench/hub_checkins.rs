//! How many check-ins a hub takes in, each on the disk before it is answered: 64 kiosks at once, on
//! loopback, through HTTP, into SQLite. `cargo bench --no-default-features --features hub --bench hub_checkins`
//!
//! With `HIROBA_POSTGRES=postgres://...` into that database instead.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hiroba::hub::store::Database;
use hiroba::hub::{self, Hub, Listening, Settings, Token};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Kiosks at once.
const KIOSKS: u64 = 64;
/// Check-ins that are not counted: connections open, statements are prepared.
const WARM_UP: u64 = 2_000;
/// Check-ins that are.
const COUNTED: u64 = 30_000;

fn body(number: u64) -> String {
    let key = u128::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    format!(
        "{{\"records\":[{{\"version\":1,\"key\":\"{key:032x}\",\"meeting\":\"bench\",\
         \"observed\":\"2026-12-03T04:30:00Z\",\"sure\":true,\
         \"what\":{{\"kind\":\"came-with-receipt\",\"registration\":\"{:032x}\",\"people\":1}}}}]}}",
        !key
    )
}

struct Kiosk {
    client: reqwest::Client,
    address: String,
    token: String,
}

impl Kiosk {
    /// Whether the answer came and says that it is stored.
    async fn check_in(&self, number: u64) -> bool {
        let request = self.client.post(&self.address).bearer_auth(&self.token);
        let request = request.header("content-type", "application/json").body(body(number));
        match request.send().await {
            Ok(answer) if answer.status().is_success() => {
                answer.text().await.is_ok_and(|text| text.contains("\"stored\""))
            }
            Ok(_) | Err(_) => false,
        }
    }
}

/// So many check-ins by all kiosks; how long each took, and how many failed.
async fn run(kiosks: &[Arc<Kiosk>], from: u64, count: u64) -> (Vec<Duration>, u64) {
    let next = Arc::new(AtomicU64::new(from));
    let mut running = tokio::task::JoinSet::new();
    for kiosk in kiosks {
        let (kiosk, next) = (kiosk.clone(), next.clone());
        running.spawn(async move {
            let (mut took, mut failed) = (Vec::new(), 0);
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= from + count {
                    return (took, failed);
                }
                let begun = Instant::now();
                if kiosk.check_in(number).await {
                    took.push(begun.elapsed());
                } else {
                    failed += 1;
                }
            }
        });
    }
    let (mut all, mut failures) = (Vec::new(), 0);
    while let Some(Ok((took, failed))) = running.join_next().await {
        all.extend(took);
        failures += failed;
    }
    (all, failures)
}

async fn open(folder: &std::path::Path) -> Hub {
    let database = match std::env::var("HIROBA_POSTGRES") {
        Ok(address) => Database::Postgres(address),
        Err(_) => Database::File(folder.join("hub.sqlite")),
    };
    let zone = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
    let settings = Settings { database, zone, address: "http://127.0.0.1".to_owned() };
    match Hub::open(settings, Arc::new(Timestamp::now), None).await {
        Ok(hub) => hub,
        Err(error) => panic!("{error}"),
    }
}

async fn taken_in(hub: &Hub, name: &str) -> Result<String, Box<dyn std::error::Error>> {
    let (token, mut change) = (Token::new()?, hub.store.begin().await?);
    change.add_kiosk(&hub::new_id()?, name, &token.fingerprint(), hub.now_ms()).await?;
    change.commit().await?;
    Ok(token.text().to_owned())
}

async fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    // In the folder of the build, which lies on a disk: a folder for temporary files may be memory.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let hub = open(folder.path()).await;
    let listening = Listening::on("127.0.0.1:0").await?;
    let address = format!("http://{}/api/v1/records", listening.address);
    let (over, is_over) = tokio::sync::oneshot::channel::<()>();
    let router = hub::router(hub.clone());
    let serving = tokio::spawn(async move {
        let shutdown = async {
            let _ = is_over.await;
        };
        hub::serve(listening, router, shutdown).await
    });
    let mut kiosks = Vec::new();
    for number in 0..KIOSKS {
        let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build()?;
        let token = taken_in(&hub, &format!("kiosk {number}")).await?;
        kiosks.push(Arc::new(Kiosk { client, address: address.clone(), token }));
    }
    let offset = hub.store.read().await?.last_record().await?.unsigned_abs() << 20;
    run(&kiosks, offset, WARM_UP).await;
    let begun = Instant::now();
    let (mut took, failed) = run(&kiosks, offset + WARM_UP, COUNTED).await;
    let whole = begun.elapsed();
    took.sort_unstable();
    let at = |share: f64| {
        let place = (took.len() as f64 * share) as usize;
        took.get(place.min(took.len().saturating_sub(1))).copied().unwrap_or_default().as_secs_f64() * 1000.0
    };
    println!(
        "check-ins by {KIOSKS} kiosks, each durable: {:.0}/s, p50 {:.1} ms, p99 {:.1} ms, worst {:.1} ms, errors {failed} of {COUNTED}",
        took.len() as f64 / whole.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
    let kept = hub.store.read().await?.records("bench").await?.len() as u64;
    println!("rows in the database: {kept}");
    let _ = over.send(());
    drop(serving);
    Ok(())
}

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let measured = runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(measure()));
    if let Err(error) = measured {
        panic!("{error}");
    }
}
