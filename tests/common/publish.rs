//! What staff publish at a hub, without the pages in between.

use hiroba::hub::Hub;
use hiroba::hub::store::{Kind, NewVersion};

/// A new version of something, and screens show it.
pub async fn publish(hub: &Hub, kind: Kind, id: &str, body: &str) {
    let mut change = hub.store.begin().await.unwrap();
    let base = change.item(kind, id).await.unwrap().map(|item| item.latest);
    let new = NewVersion {
        kind,
        id,
        body,
        title: id,
        words: id,
        starts: None,
        ends: None,
        audience: &hiroba::hub::audience::Audience::All,
        at: hub.now_ms(),
        who: "管理",
    };
    let number = change.add_version(&new, base).await.unwrap().unwrap();
    change.show_version(kind, id, Some(number)).await.unwrap();
    let revision = change.next_revision().await.unwrap();
    change.commit().await.unwrap();
    hub.live.announce_revision(revision);
}
