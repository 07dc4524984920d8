//! The part "attendance" of the hub: records on their way to the disk, counts, reports.

#[path = "attendance/day.rs"]
mod day;
#[path = "attendance/inbox.rs"]
mod inbox;
#[path = "attendance/newsletter.rs"]
mod newsletter;
#[path = "attendance/place.rs"]
mod place;
