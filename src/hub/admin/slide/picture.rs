//! Posters: the picture of a meeting, kept by its content.

use crate::hub::Hub;
use crate::hub::admin::upload::{NoPicture, picture_aside, source_of};
use crate::hub::web::Failure;

/// Keeps a picture that somebody sent; where programmes find it, seen from the programme itself.
pub async fn keep(hub: &Hub, bytes: Vec<u8>) -> Result<Result<String, NoPicture>, Failure> {
    let row = match picture_aside(bytes).await {
        Ok(row) => row,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let mut change = hub.store.begin().await?;
    change.add_picture(&row, hub.now_ms()).await?;
    change.commit().await?;
    Ok(Ok(source_of(&row)))
}

/// The hash in the source of a picture that is kept here.
pub fn hash_of(source: &str) -> Option<String> {
    let name = source.strip_prefix("pictures/")?;
    let hash = name.split('.').next().unwrap_or_default();
    (hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| hash.to_owned())
}

/// Where a page shows a picture; empty for one that is not kept here.
pub fn address(source: &str) -> String {
    hash_of(source).map(|_| format!("{}/{source}", crate::api::sync::BASE)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_is_a_picture_of_this_hub() {
        let hash = "ab".repeat(32);
        assert_eq!(hash_of(&format!("pictures/{hash}.png")), Some(hash));
        assert_eq!(hash_of("pictures/../../etc/passwd"), None);
        assert_eq!(address("https://elsewhere.example/a.png"), "");
    }
}
