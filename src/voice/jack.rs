//! Whether headphones are plugged in, and when that changes.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use alsa::card;
use alsa::ctl::ElemIface;
use alsa::hctl::HCtl;

use crate::clock::Stopwatch;
use crate::domain::speech::{Headphones, Jack};

/// How often somebody's hand at the plug is looked for.
const LOOK: Duration = Duration::from_millis(150);
/// Cards come and go with their plugs. A machine without any is not kept awake.
const LOOK_FOR_CARDS: Duration = Duration::from_secs(3);

/// Tells of every change, first of how it is, until it is to end: whoever sets `ends` unparks the thread.
pub fn watch(jack: &Jack, ends: &Arc<AtomicBool>, tell: &dyn Fn(Headphones)) {
    // ALSA writes to the terminal otherwise.
    let _said = alsa::Output::local_error_handler();
    let mut known = None;
    let mut cards: Vec<HCtl> = Vec::new();
    let mut looked: Option<Stopwatch> = None;
    while !ends.load(Ordering::Relaxed) {
        let (now, wait) = match jack {
            Jack::File(file) => (in_file(file), LOOK),
            Jack::Card => {
                if looked.is_none_or(|looked| looked.elapsed() >= LOOK_FOR_CARDS) {
                    looked = Some(Stopwatch::start());
                    cards = with_jack();
                }
                (on_cards(&cards), if cards.is_empty() { LOOK_FOR_CARDS } else { LOOK })
            }
        };
        if known != Some(now) {
            known = Some(now);
            tell(now);
        }
        thread::park_timeout(wait);
    }
}

fn in_file(file: &Path) -> Headphones {
    match std::fs::read_to_string(file).unwrap_or_default().trim() {
        "1" => Headphones::Plugged,
        "0" => Headphones::Unplugged,
        _ => Headphones::Unknown,
    }
}

/// The cards that can tell.
fn with_jack() -> Vec<HCtl> {
    let open = |card: alsa::Card| {
        let control = HCtl::from_card(&card, true).ok()?;
        control.load().ok()?;
        plugged(&control).map(|_| control)
    };
    card::Iter::new().filter_map(Result::ok).filter_map(open).collect()
}

fn on_cards(cards: &[HCtl]) -> Headphones {
    let told: Vec<bool> = cards.iter().filter_map(plugged).collect();
    match (told.is_empty(), told.contains(&true)) {
        (true, _) => Headphones::Unknown,
        (false, true) => Headphones::Plugged,
        (false, false) => Headphones::Unplugged,
    }
}

/// Whether one of the card's jacks for headphones has a plug in it; nothing when it has none.
fn plugged(card: &HCtl) -> Option<bool> {
    // What changed since the last time.
    card.handle_events().ok()?;
    let states = card.elem_iter().filter_map(|control| {
        let id = control.get_id().ok()?;
        if id.get_interface() != ElemIface::Card || !is_headphones(id.get_name().ok()?) {
            return None;
        }
        control.read().ok()?.get_boolean(0)
    });
    states.reduce(|one, other| one || other)
}

/// "Headphone Jack", "Front Headphone Jack", "Headset Headphone Jack". A phantom jack has no switch.
fn is_headphones(control: &str) -> bool {
    control.contains("Headphone") && control.ends_with(" Jack") && !control.ends_with(" Phantom Jack")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jack_for_headphones_is_told_from_others() {
        for name in ["Headphone Jack", "Front Headphone Jack"] {
            assert!(is_headphones(name), "{name}");
        }
        for name in ["Headphone Phantom Jack", "Mic Jack", "HDMI/DP,pcm=3 Jack", "Headphone Playback Switch"]
        {
            assert!(!is_headphones(name), "{name}");
        }
    }

    #[test]
    fn a_file_tells_what_it_holds_and_nothing_otherwise() {
        let folder = std::env::temp_dir().join(format!("hiroba-jack-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("value");
        let mut told = vec![in_file(&file)];
        for text in ["1\n", "0\n", "maybe"] {
            std::fs::write(&file, text).unwrap();
            told.push(in_file(&file));
        }
        std::fs::remove_dir_all(&folder).unwrap();
        use Headphones::{Plugged, Unknown, Unplugged};
        assert_eq!(told, [Unknown, Plugged, Unplugged, Unknown]);
    }
}
