//! The file of SQLite: whose it is, who may read it, who works on it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use hiroba::hub::store::{Database, Store, StoreError};
use reqwest::StatusCode;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::house::House;

// Twenty-eight tables were made beside those of whoever the file belonged to.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_program_is_refused_and_not_written_into() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.sqlite");
    let theirs = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut connection = theirs.connect().await.unwrap();
    sqlx::query("CREATE TABLE setting (theirs TEXT)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let refused = Store::open(&Database::File(path.clone())).await;
    let refused = refused.err().unwrap();
    assert!(matches!(refused, StoreError::OtherProgram(_)), "{refused:?}");
    assert!(refused.to_string().contains("another program"));
    assert_eq!(fs::read(&path).unwrap(), before);
    // An empty file is nobody's.
    let empty = folder.path().join("empty.sqlite");
    fs::write(&empty, "").unwrap();
    Store::open(&Database::File(empty)).await.unwrap();
}

// Without the unit of systemd, which sets the umask, everybody on the machine could read them.
#[tokio::test(flavor = "multi_thread")]
async fn only_who_runs_the_hub_can_read_its_database_and_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/hub.sqlite");
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let house = House::open_on(Database::File(path.clone()), None).await;
    house.administrator().await;
    for name in ["state/hub.sqlite", "state/hub.sqlite-wal", "state/hub.sqlite-shm", "state/hub.sqlite.lock"]
    {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!(mode("state"), 0o700);
    house.end().store.close().await;
    // As an earlier version has left it.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let store = Store::open(&Database::File(path)).await.unwrap();
    assert_eq!((mode("state/hub.sqlite"), mode("state/hub.sqlite-wal")), (0o600, 0o600));
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_named_with_the_reason_and_without_the_password() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("postgres://hiroba:SECRET@127.0.0.1:{port}/ward");
    let refused = Store::open(&Database::Postgres(address)).await.err().unwrap().to_string();
    let place = format!("127.0.0.1:{port}/ward");
    assert!(refused.contains(&place) && refused.contains("refused"), "{refused}");
    assert!(!refused.contains("SECRET"), "{refused}");
}

// A proxy or a program that asks whether requests can be sent here does not read HTML.
#[tokio::test(flavor = "multi_thread")]
async fn a_hub_whose_database_is_away_says_so_in_plain_words() {
    let house = House::open().await;
    let ready = house.stranger().get("/health/ready").await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "ready\n"));
    house.hub.store.close().await;
    let away = house.stranger().get("/health/ready").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(away.body, "the database does not answer\n");
    assert!(away.headers["content-type"].to_str().unwrap().starts_with("text/plain"));
}
