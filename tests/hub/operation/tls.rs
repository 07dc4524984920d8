//! The hub with a certificate of its own.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use hiroba::hub::{self, Certificate, Listening};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::house::House;

fn openssl(folder: &Path, line: &str) {
    let output = Command::new("openssl").args(line.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Somebody who vouches, and a certificate for this machine under a name of its own.
fn certify(folder: &Path, name: &str) {
    if !folder.join("ca.pem").exists() {
        openssl(
            folder,
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=ca \
             -keyout ca.key -out ca.pem",
        );
    }
    std::fs::write(folder.join("names"), "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n").unwrap();
    openssl(
        folder,
        &format!(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN={name} \
             -keyout key.pem -out request.pem"
        ),
    );
    openssl(
        folder,
        "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names -out \
         certificate.pem",
    );
}

fn visitor(folder: &Path) -> reqwest::Client {
    let ca = reqwest::Certificate::from_pem(&std::fs::read(folder.join("ca.pem")).unwrap()).unwrap();
    reqwest::Client::builder().no_proxy().tls_certs_only([ca]).build().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_certificate_the_hub_speaks_tls_and_a_new_one_is_taken_up_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    certify(folder.path(), "first");
    let (file, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
    let certificate = Certificate::read(&file, &key).await.unwrap();
    let listening = Listening::on("127.0.0.1:0").await.unwrap();
    assert!(!listening.is_open_to_others());
    let address = listening.address;
    let house = House::open().await;
    let (over, is_over) = tokio::sync::oneshot::channel::<()>();
    let ended = async move {
        let _ = is_over.await;
    };
    let server = tokio::spawn(hub::work(house.hub.clone(), listening, Some(certificate.clone()), ended));
    let url = format!("https://{address}/health/live");
    assert_eq!(visitor(folder.path()).get(&url).send().await.unwrap().text().await.unwrap(), "alive\n");
    // What is not TLS is not answered.
    let plain = visitor(folder.path()).get(url.replace("https", "http")).send().await;
    assert!(plain.is_err(), "{plain:?}");

    // Somebody else vouches for the new one: who knows only them comes in afterwards.
    std::fs::remove_file(folder.path().join("ca.pem")).unwrap();
    certify(folder.path(), "second");
    assert!(visitor(folder.path()).get(&url).send().await.is_err());
    certificate.read_again().await.unwrap();
    assert!(visitor(folder.path()).get(&url).send().await.is_ok());

    // A broken file changes nothing.
    std::fs::write(&file, "no certificate").unwrap();
    let said = certificate.read_again().await.unwrap_err().to_string();
    assert!(said.contains("certificate.pem"), "{said}");
    assert!(visitor(folder.path()).get(&url).send().await.is_ok());

    // It ends in good order although somebody holds a connection that says nothing.
    let silent = tokio::net::TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    over.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(1), server).await.unwrap().unwrap().unwrap();
    drop(silent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_under_way_when_the_hub_ends_is_answered() {
    let house = House::open().await;
    let listening = Listening::on("127.0.0.1:0").await.unwrap();
    let address = listening.address;
    let (over, is_over) = tokio::sync::oneshot::channel::<()>();
    let ended = async move {
        let _ = is_over.await;
    };
    let server = tokio::spawn(hub::work(house.hub.clone(), listening, None, ended));
    let mut slow = tokio::net::TcpStream::connect(address).await.unwrap();
    let form = "name=a&password=b";
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
        form.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    over.send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody else comes in");
    slow.write_all(form.as_bytes()).await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "answered, if not with what was hoped for: {answer}");
    tokio::time::timeout(Duration::from_secs(1), server).await.unwrap().unwrap().unwrap();
}
