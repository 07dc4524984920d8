//! What is kept of a source on a disk that is really full.

use super::*;
use crate::small_disk::SmallDisk;

/// Room for what is kept of one source, and little more.
const PAGES: u64 = 16;

/// Files of one source, without what a test put there.
fn files(cache: &Cache, address: &Address) -> usize {
    std::fs::read_dir(cache.folder_of(address)).unwrap().count()
}

fn kept(cache: &Cache, address: &Address) -> Vec<u8> {
    match cache.load(address).unwrap() {
        Loaded::Whole(kept) => kept.bytes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_swap_on_a_full_disk_is_whole_or_not_at_all_wherever_the_room_ends() {
    let name = "full_disk::a_swap_on_a_full_disk_is_whole_or_not_at_all_wherever_the_room_ends";
    let Some(disk) = SmallDisk::of(name, PAGES) else { return };
    let cache = Cache::new(disk.folder.join("cache"));
    let address = at("https://example.jp/a.ics");
    let store = |bytes: &[u8]| cache.store(&address, bytes, &Validators::default(), now(0));
    // Two pages of content and one of marks, beside what is kept already.
    let (old, new) = (vec![b'o'; 8000], vec![b'n'; 8000]);
    let mut refused = 0;
    for pages in 0..=4 {
        store(&old).unwrap();
        disk.leave(pages);
        match store(&new) {
            Ok(()) => assert_eq!(kept(&cache, &address), new, "{pages} pages of room"),
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("No space left"), "{error}");
                assert_eq!(kept(&cache, &address), old, "{pages} pages of room");
            }
        }
        assert_eq!(files(&cache, &address), 2, "{pages} pages of room: nothing half is left");
        disk.make_room();
    }
    assert!((1..5).contains(&refused), "{refused} of 5 were refused");
}

#[test]
fn what_a_full_disk_cannot_keep_shows_is_told_and_is_kept_when_there_is_room() {
    let name = "full_disk::what_a_full_disk_cannot_keep_shows_is_told_and_is_kept_when_there_is_room";
    let Some(disk) = SmallDisk::of(name, PAGES) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = server_saying(vec![ok("meeting a\n"), ok("meeting b\n")]).await;
        let mut world = World::of(&server);
        world.intake.cache = Some(Cache::new(disk.folder.join("cache")));
        changed(world.turn(0).await, &["a"]);
        disk.leave(0);
        for minute in [5, 10] {
            let outcome = world.turn(minute).await;
            let Outcome::Changed { reading, not_kept: Some(_) } = outcome else { panic!("{outcome:?}") };
            assert_eq!(ids(&reading), meetings(&["b"]), "the screen has the new one");
            assert_eq!(world.after_restart(), Some(meetings(&["a"])), "a start has the last one kept");
            let sentence = world.refresh.sentence(&world.source, &world.zone, now(minute));
            let expected = "What the screen shows of it could not be kept on disk: Writing ";
            assert!(sentence.contains(expected) && sentence.contains("No space left"), "{sentence}");
        }
        // Although the source has not changed since.
        disk.make_room();
        changed(world.turn(15).await, &["b"]);
        assert_eq!(world.after_restart(), Some(meetings(&["b"])));
        let sentence = world.refresh.sentence(&world.source, &world.zone, now(15));
        assert!(!sentence.contains("could not be kept"), "{sentence}");
        let unchanged = world.turn(20).await;
        assert!(matches!(unchanged, Outcome::Unchanged { not_kept: None }), "{unchanged:?}");
    });
}
