//! Pictures, whole and in parts.

use hiroba::hub::store::PictureRow;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use sha2::{Digest, Sha256};

use crate::house::{House, client};

const BYTES: &[u8] = b"0123456789";

/// A house that keeps ten bytes which it takes for a picture; their address and hash.
async fn keeping() -> (House, String, String) {
    let house = House::open().await;
    let hash: String = Sha256::digest(BYTES).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut change = house.hub.store.begin().await.unwrap();
    let (kind, bytes) = ("image/png".to_owned(), BYTES.to_vec());
    let row = PictureRow { hash: hash.clone(), kind, width: 5, height: 2, bytes, contrast: None };
    change.add_picture(&row, house.hub.now_ms()).await.unwrap();
    change.commit().await.unwrap();
    let address = format!("{}/api/v1/pictures/{hash}.png", house.address);
    (house, address, hash)
}

async fn ask(address: &str, heads: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = client().get(address).header("accept-encoding", "gzip");
    for (name, value) in heads {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    (status, headers, response.bytes().await.unwrap().to_vec())
}

fn head<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_says_what_it_is_and_that_it_can_be_had_in_parts() {
    let (_house, address, hash) = keeping().await;
    let (status, headers, bytes) = ask(&address, &[]).await;
    assert_eq!((status, bytes.as_slice()), (StatusCode::OK, BYTES));
    assert_eq!(head(&headers, "etag"), format!("\"{hash}\""));
    assert_eq!(head(&headers, "accept-ranges"), "bytes");
    assert_eq!(head(&headers, "content-type"), "image/png");
    let (status, _, bytes) = ask(&address, &[("if-none-match", &format!("\"{hash}\""))]).await;
    assert_eq!((status, bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let sample = address.rsplit_once('/').unwrap().0.to_owned() + "/sample.png";
    let (_, _, whole) = ask(&sample, &[]).await;
    let (status, _, rest) = ask(&sample, &[("range", "bytes=100-")]).await;
    assert_eq!((status, rest.as_slice()), (StatusCode::PARTIAL_CONTENT, &whole[100..]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_what_was_asked_for_and_only_of_the_same_picture() {
    let (_house, address, hash) = keeping().await;
    let mark = format!("\"{hash}\"");
    for (heads, place, expected) in [
        (vec![("range", "bytes=4-")], "bytes 4-9/10", "456789"),
        (vec![("range", "bytes=4-6")], "bytes 4-6/10", "456"),
        (vec![("range", "bytes=-3")], "bytes 7-9/10", "789"),
        (vec![("range", "bytes=4-"), ("if-range", mark.as_str())], "bytes 4-9/10", "456789"),
    ] {
        let (status, headers, bytes) = ask(&address, &heads).await;
        assert_eq!(status, StatusCode::PARTIAL_CONTENT, "{heads:?}");
        assert_eq!(head(&headers, "content-range"), place);
        assert_eq!(head(&headers, "content-length"), expected.len().to_string());
        assert_eq!(String::from_utf8(bytes).unwrap(), expected, "{heads:?}");
    }
    for heads in [
        vec![("range", "bytes=4-"), ("if-range", "\"another\"")],
        vec![("range", "bytes=4-"), ("if-range", "Thu, 03 Dec 2026 05:00:00 GMT")],
        vec![("range", "lines=4-")],
        vec![("range", "bytes=1-2,4-5")],
    ] {
        let (status, headers, bytes) = ask(&address, &heads).await;
        assert_eq!((status, bytes.as_slice()), (StatusCode::OK, BYTES), "{heads:?}");
        assert_eq!(head(&headers, "content-range"), "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_beyond_the_end_is_said_to_be_nowhere() {
    let (_house, address, _) = keeping().await;
    let (status, headers, body) = ask(&address, &[("range", "bytes=10-")]).await;
    assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(head(&headers, "content-range"), "bytes */10");
    let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem["status"], 416);
}
