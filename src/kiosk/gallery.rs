//! Every slide and screen of a programme, one after the other: for previews and golden pictures.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use super::core::{Event, Kiosk, Now, Shown};
use super::sources;
use crate::config::Config;
use crate::domain::notice::Emergency;
use crate::domain::programme::Programme;
use crate::domain::text::Lang;
use crate::view::Action;

/// One picture to be drawn, by a name that serves as a file name.
pub struct Exhibit {
    pub name: String,
    pub shown: Shown,
}

/// Walks through everything a visitor can come to, as a visitor would.
pub fn walk(
    config: &Config,
    programme: &Programme,
    pictures: &std::collections::HashSet<String>,
    now: Now,
) -> Vec<Exhibit> {
    let start = |now: Now| {
        let mut kiosk = Kiosk::new(config.clone(), programme.clone(), now);
        kiosk.update(Event::Pictures(pictures.clone()), now);
        kiosk
    };
    let mut exhibits = Vec::new();
    // A visitor takes their time: wishes in the same moment would be a trembling hand's.
    let mut now = now;
    let act = |kiosk: &mut Kiosk, now: &mut Now, action: Action| {
        now.at += SignedDuration::from_millis(600);
        kiosk.update(Event::Act(action), *now);
    };
    let mut add =
        |name: String, kiosk: &Kiosk, now: Now| exhibits.push(Exhibit { name, shown: kiosk.show(now) });

    let mut kiosk = start(now);
    let (_, stops) = kiosk.position();
    for stop in 0..stops {
        add(format!("sign-{:02}-{}", stop + 1, kiosk.slide_name()), &kiosk, now);
        act(&mut kiosk, &mut now, Action::Next);
    }
    let mut kiosk = start(now);
    act(&mut kiosk, &mut now, Action::Pause);
    add("sign-paused".to_owned(), &kiosk, now);
    let mut kiosk = start(now);
    kiosk.update(Event::Key(super::core::Stroke::Tab), now);
    add("sign-focus".to_owned(), &kiosk, now);

    let mut kiosk = start(now);
    act(&mut kiosk, &mut now, Action::Schedule);
    add("schedule".to_owned(), &kiosk, now);
    act(&mut kiosk, &mut now, Action::Detail);
    let pages = kiosk.page_count(now);
    for page in 0..pages {
        add(format!("detail-{}", page + 1), &kiosk, now);
        act(&mut kiosk, &mut now, Action::Next);
    }
    for (name, action) in [
        ("language", Action::LanguageMenu),
        ("text-size", Action::SizeMenu),
        ("colours", Action::ColoursMenu),
        ("staff", Action::Staff),
    ] {
        let mut kiosk = start(now);
        act(&mut kiosk, &mut now, action);
        add(name.to_owned(), &kiosk, now);
    }

    let mut empty = Programme::empty(programme.zone.clone());
    empty.name.clone_from(&programme.name);
    add("welcome".to_owned(), &Kiosk::new(config.clone(), empty.clone(), now), now);
    if let Some(exercise) = exercise(config.display.language, now, &empty.zone) {
        empty.emergencies.push(exercise);
        add("emergency-exercise".to_owned(), &Kiosk::new(config.clone(), empty, now), now);
    }
    exhibits
}

/// The built-in drill in one language, as it would hold the sign for an hour from now on.
fn exercise(lang: Lang, now: Now, zone: &TimeZone) -> Option<Emergency> {
    let mut drill = sources::drill(now.at, zone)?;
    drill.sent = now.at;
    drill.expires = now.at.checked_add(1.hour()).ok()?;
    drill.infos.retain(|info| info.lang == lang);
    Some(drill)
}
