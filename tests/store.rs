//! The store of attendance: what is acknowledged is there, whatever happens to the machine.

#[path = "store/crash.rs"]
mod crash;
#[path = "store/full_disk.rs"]
mod full_disk;
#[path = "store/harm.rs"]
mod harm;
#[path = "common/small_disk.rs"]
mod small_disk;
#[path = "store/story.rs"]
mod story;
#[path = "store/strategy.rs"]
mod strategy;
