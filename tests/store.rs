//! The store of attendance: what is acknowledged is there, whatever happens to the machine.

#[path = "store/harm.rs"]
mod harm;
#[path = "store/story.rs"]
mod story;
#[path = "store/strategy.rs"]
mod strategy;
