//! Pictures, whole and in parts; and those that are larger than they look.

use hiroba::hub::store::PictureRow;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use sha2::{Digest, Sha256};

use crate::house::{Device, House, client, third};

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

/// So many zeros, packed. A packed million of them says the same wherever it stands.
fn zeros(count: u64) -> Vec<u8> {
    const PIECE: u64 = 1_000_000;
    let packed = |count: u64, end: flate2::FlushCompress| {
        let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
        let mut packed = Vec::with_capacity(10_000);
        packer.compress_vec(&vec![0; usize::try_from(count).unwrap()], &mut packed, end).unwrap();
        packed
    };
    let piece = packed(PIECE, flate2::FlushCompress::Sync);
    let mut whole = vec![0x78, 0xda];
    (0..count / PIECE).for_each(|_| whole.extend_from_slice(&piece));
    whole.extend(packed(count % PIECE, flate2::FlushCompress::Finish));
    // Adler-32 of zeros.
    let sum = u32::try_from(count % 65_521).unwrap() << 16 | 1;
    whole.extend_from_slice(&sum.to_be_bytes());
    whole
}

/// A PNG that says many pixels of nothing in few bytes: each has `depth` bits in each of four colours.
fn hollow(width: u32, height: u32, depth: u8) -> Vec<u8> {
    let mut whole = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut part = |kind: &[u8], content: &[u8]| {
        whole.extend_from_slice(&u32::try_from(content.len()).unwrap().to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(content);
        whole.extend_from_slice(kind);
        whole.extend_from_slice(content);
        whole.extend_from_slice(&sum.sum().to_be_bytes());
    };
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend_from_slice(&[depth, 6, 0, 0, 0]);
    part(b"IHDR", &head);
    part(b"IDAT", &zeros(u64::from(height) * (1 + u64::from(width) * 4 * u64::from(depth) / 8)));
    part(b"IEND", b"");
    whole
}

/// The most memory that this process has had, MB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

// Half a megabyte from one screen took 926 MB, four at once 3 GB; one row of sixty million pixels from staff took
// 1.2 GB.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_few_bytes_and_many_pixels_takes_no_memory_and_is_refused() {
    let house = House::open().await;
    let staff = house.administrator().await;
    let device = Device::taken_in(&house, "入口").await;
    let bomb = hollow(7000, 8400, 16);
    assert!(bomb.len() < 500_000, "{}", bomb.len());
    let before = most_memory();
    for _ in 0..4 {
        let answer = device.post_bytes("/picture", "image/png", bomb.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
        answer.shows("too many pixels");
    }
    for (width, height, depth) in [(60_000_000, 1, 8), (1, 60_000_000, 8), (8000, 7500, 16)] {
        let answer = staff.upload("/schedule/new", &third(), &hollow(width, height, depth)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{width} x {height}");
    }
    let taken = most_memory() - before;
    assert!(taken < 100, "{taken} MB");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_largest_pictures_that_are_taken_are_decoded_two_at_a_time() {
    let house = House::open().await;
    let device = Device::taken_in(&house, "入口").await;
    let largest = hollow(3840, 2160, 16);
    let before = most_memory();
    let mut sent = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (device, largest) = (device.at(&house.address), largest.clone());
        sent.spawn(async move { device.post_bytes("/picture", "image/png", largest).await.status });
    }
    assert!(sent.join_all().await.into_iter().all(|status| status == StatusCode::OK));
    let taken = most_memory() - before;
    println!("eight at once: {taken} MB");
    assert!(taken < 400, "{taken} MB");
}
