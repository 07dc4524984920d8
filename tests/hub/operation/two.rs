//! Two real programs on one PostgreSQL: what one does both show, and nothing is done twice.

use std::time::{Duration, Instant};

use jiff::{ToSpan, Zoned};
use reqwest::StatusCode;

use super::process::Running;
use crate::elsewhere::{Elsewhere, calendar, connected, event};
use crate::house::{Browser, Device, PASSWORD};
use crate::place::OwnDatabase;

/// Longer than both need to look whether a calendar is to be read.
const SOME_ROUNDS: Duration = Duration::from_millis(1200);

/// Waits until a kiosk gets these words.
async fn gets(device: &Device, text: &str) {
    let began = Instant::now();
    while !device.get("/programme").await.body.contains(text) {
        assert!(began.elapsed() < Duration::from_secs(10), "{text} does not come");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_on_one_database_read_a_calendar_once_each_time_and_both_show_it() {
    // SQLite belongs to one process.
    let Some(own) = OwnDatabase::make().await else { return };
    let day = (Zoned::now() + 7.days()).strftime("%Y%m%d").to_string();
    let says = |title: &str| calendar(&[event("walk", &day, title, "")]);
    let elsewhere = Elsewhere::open(&says("歩く会 0")).await;
    let settings = format!("database = \"{}\"\nnear_calendars = true\n", own.address());
    let (first_folder, second_folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = Running::begin_with(first_folder.path(), &settings).await;
    let staff = first.administrator().await;
    let second = Running::begin_with(second_folder.path(), &settings).await;
    let there = Browser::new(&second.address);
    let form = [("name", "管理"), ("password", PASSWORD)];
    assert_eq!(there.post("/sign-in", &form).await.status, StatusCode::SEE_OTHER);
    let here = Device::paired(&first.address, &staff).await;
    let upstairs = here.at(&second.address);

    let path = connected(&staff, &elsewhere.address).await;
    for device in [&here, &upstairs] {
        gets(device, "歩く会 0").await;
    }
    tokio::time::sleep(SOME_ROUNDS).await;
    assert_eq!(elsewhere.asked().len(), 1, "it was read once when it was connected");

    // Its time comes again and again, and while one waits for the answer the other looks too.
    elsewhere.takes(SOME_ROUNDS);
    for round in 1..=5 {
        let title = format!("歩く会 {round}");
        elsewhere.say(says(&title));
        own.tell_inside("UPDATE calendar SET next = 0").await;
        for device in [&here, &upstairs] {
            gets(device, &title).await;
        }
        tokio::time::sleep(SOME_ROUNDS).await;
        assert_eq!(elsewhere.asked().len(), 1, "one of the two reads it, once");
        for page in [staff.get(&path).await, there.get(&path).await] {
            page.shows(&title);
            page.shows("に 読みました");
        }
    }

    // One dies in the middle of the day: the other reads on.
    first.signal("-KILL");
    elsewhere.say(says("歩く会 最後"));
    own.tell_inside("UPDATE calendar SET next = 0").await;
    gets(&upstairs, "歩く会 最後").await;
    tokio::time::sleep(SOME_ROUNDS).await;
    assert_eq!(elsewhere.asked().len(), 1);
}
