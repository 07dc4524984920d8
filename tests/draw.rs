//! The hub has pictures drawn by its own program: a sketch goes in, the real slide comes out.
#![cfg(all(feature = "kiosk", feature = "hub"))]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use hiroba::api::sync::PanelReport;
use hiroba::domain::wording::Wording;
use hiroba::hub::Sketch;
use serde_json::json;

fn sketch(meeting: serde_json::Value) -> Sketch {
    let programme = json!({
        "format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo", "meetings": [meeting]
    });
    Sketch {
        programme: programme.to_string(),
        kind: "meeting".to_owned(),
        id: "third".to_owned(),
        lang: "ja".to_owned(),
        size: "normal".to_owned(),
        colours: "light".to_owned(),
        panel: PanelReport {
            diagonal_in: 43.0,
            width_px: 1920,
            height_px: 1080,
            lower_edge_mm: 800.0,
            viewing_distance_mm: 2000.0,
        },
        now: "2026-12-03T05:05:00Z".parse().unwrap(),
        pictures: Default::default(),
    }
}

fn third() -> serde_json::Value {
    json!({
        "id": "third", "theme": "場をひろげる", "mode": "both", "place": "地域交流スペース",
        "when": { "kind": "exact", "start": "2026-12-17T13:30", "end": "16:00" }
    })
}

fn drawn(input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hiroba"))
        .arg("draw")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[track_caller]
fn picture(sketch: &Sketch) -> image::RgbImage {
    let output = drawn(&serde_json::to_string(sketch).unwrap());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    image::load_from_memory(&output.stdout).unwrap().to_rgb8()
}

/// How many pixels are of this colour.
fn of_colour(picture: &image::RgbImage, rgb: [u8; 3]) -> usize {
    picture.pixels().filter(|pixel| pixel.0 == rgb).count()
}

#[test]
fn the_slide_of_a_meeting_is_drawn_at_the_size_of_its_panel_and_in_its_colours() {
    let light = picture(&sketch(third()));
    assert_eq!((light.width(), light.height()), (1920, 1080));
    let paper = light.get_pixel(1900, 20).0;
    assert!(of_colour(&light, paper) > 500_000, "paper is most of it");
    let other = picture(&Sketch { lang: "en".to_owned(), size: "largest".to_owned(), ..sketch(third()) });
    assert_ne!(light, other, "another language and size look otherwise");
    let dark = picture(&Sketch { colours: "high-contrast".to_owned(), ..sketch(third()) });
    assert_ne!(dark.get_pixel(1900, 20).0, paper);
    let panel = PanelReport { width_px: 1080, height_px: 1920, ..sketch(third()).panel };
    let upright = picture(&Sketch { panel, ..sketch(third()) });
    assert_eq!((upright.width(), upright.height()), (1080, 1920));
}

#[test]
fn a_meeting_that_repeats_and_one_without_a_day_are_drawn_too() {
    let weekly = json!({
        "id": "third", "title": "お茶の会", "repeat": { "every": "week", "days": ["th"] },
        "when": { "kind": "exact", "start": "2026-11-05T13:30", "end": "16:00" }
    });
    let undecided = json!({ "id": "third", "title": "お茶の会", "when": { "kind": "undecided" } });
    assert_ne!(picture(&sketch(weekly)), picture(&sketch(undecided)));
}

#[test]
fn what_cannot_be_drawn_is_said_in_a_sentence() {
    let over = json!({
        "id": "third", "title": "お茶の会", "when": { "kind": "exact", "start": "2026-11-05T13:30", "end": "16:00" }
    });
    let check = |input: String, why: &str| {
        let output = drawn(&input);
        assert!(!output.status.success() && output.stdout.is_empty());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(why), "{said}");
    };
    let text = |sketch: Sketch| serde_json::to_string(&sketch).unwrap();
    check(text(sketch(over)), "nothing of it is on the screen");
    check(text(Sketch { lang: "xx".to_owned(), ..sketch(third()) }), "does not speak");
    let panel = PanelReport { width_px: 1_000_000, ..sketch(third()).panel };
    check(text(Sketch { panel, ..sketch(third()) }), "no such panel");
    check("not a sketch".to_owned(), "expected");
}

/// The sample, whose screens say these words in the place of one built-in text.
fn specimen(wording: Wording, words: Option<&str>) -> Sketch {
    let mut programme: serde_json::Value = serde_json::from_slice(hiroba::feed::built_in::SAMPLE).unwrap();
    if let Some(words) = words {
        programme["texts"] = json!({ wording.key(): words });
    }
    let (kind, id) = (Sketch::WORDING.to_owned(), wording.key().to_owned());
    Sketch { programme: programme.to_string(), kind, id, ..sketch(third()) }
}

#[test]
fn every_text_that_a_place_may_replace_is_on_the_screen_that_is_drawn_of_it() {
    for wording in Wording::ALL {
        let (before, after) =
            (picture(&specimen(*wording, None)), picture(&specimen(*wording, Some("ここの ことば"))));
        assert_eq!((before.width(), before.height()), (1920, 1080));
        assert_ne!(before, after, "{} is not on its screen", wording.key());
        if let Some(folder) = std::env::var_os("HIROBA_PICTURES") {
            after.save(std::path::Path::new(&folder).join(format!("{}.png", wording.key()))).unwrap();
        }
    }
}
