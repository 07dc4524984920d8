//! What stands in the log of a hub, and what never does.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::house::{Device, House, PASSWORD};

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Kept {
    type Writer = Kept;
    fn make_writer(&self) -> Kept {
        self.clone()
    }
}

// On one thread, so that all of it is heard.
#[tokio::test]
async fn the_log_has_a_line_for_each_request_and_no_secret_no_address_and_nothing_that_was_written() {
    let kept = Kept::default();
    let filter = tracing_subscriber::EnvFilter::new("off,hiroba=debug");
    let subscriber =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(kept.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let house = House::open().await;
    let staff = house.administrator().await;
    staff.get("/sign-in?back=/somewhere-private").await;
    staff.get("/no-such-page/of-somebody").await;
    let wrong = [("name", "somebody"), ("password", "their secret"), ("back", "/")];
    house.stranger().post("/sign-in", &wrong).await;
    let device = Device::taken_in(&house, "入口").await;
    let key = format!("{:032x}", 0xfeed_u32);
    let record = json!({ "key": key, "meeting": "third", "version": 1 });
    device.post("/records", &json!({ "records": [record] })).await;
    let missing = device.get("/pictures/0123abcd.png").await;

    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    let id = missing.headers.get("x-request-id").unwrap().to_str().unwrap();
    let line = log.lines().find(|line| line.contains(id)).unwrap();
    for part in ["method=\"GET\"", "route=\"/api/v1/pictures/{name}\"", "status=404", "ms="] {
        assert!(line.contains(part), "{part} is not in {line}");
    }
    assert!(log.contains("route=\"/sign-in\" status=200"), "{log}");
    assert!(!log.contains("/records"), "a line has a time, and somebody arrived then: {log}");
    let private = [
        PASSWORD,
        "their secret",
        "somebody",
        "somewhere-private",
        "token=",
        "127.0.0.1",
        "feed",
        "0123abcd",
        "third",
        &device.token,
    ];
    for private in private {
        assert!(!log.contains(private), "{private} is in the log:\n{log}");
    }
}
