//! Every slide and screen of a programme, one after the other: for previews and golden pictures.

use jiff::{SignedDuration, ToSpan};

use super::core::{Event, Kiosk, Now, Shown};
use crate::config::Config;
use crate::domain::notice::{AlertInfo, AlertStatus, Emergency};
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
    if let Some(exercise) = exercise(config.display.language, now) {
        empty.emergencies.push(exercise);
        add("emergency-exercise".to_owned(), &Kiosk::new(config.clone(), empty, now), now);
    }
    exhibits
}

/// An exercise in one language, as it would hold the sign.
fn exercise(lang: Lang, now: Now) -> Option<Emergency> {
    let [headline, instruction] = match lang.as_str() {
        "ja-easy" => {
            ["[地震|じしん]の [訓練|くんれん]です", "[机|つくえ]の [下|した]に [入|はい]ってください。"]
        }
        "en" => ["Earthquake drill", "Please get under a table. Staff are with you."],
        "zh-Hans" => ["地震演习", "请躲到桌子下面。工作人员和您在一起。"],
        "ko" => ["지진 훈련", "책상 아래로 들어가 주세요. 직원이 함께 있습니다."],
        _ => ["地震の 訓練です", "机の下に 入ってください。スタッフが そばに います。"],
    };
    Some(Emergency {
        identifier: "preview".to_owned(),
        sent: now.at,
        status: AlertStatus::Exercise,
        effective: None,
        expires: now.at.checked_add(1.hour()).ok()?,
        infos: vec![AlertInfo {
            lang,
            headline: headline.to_owned(),
            description: String::new(),
            instruction: instruction.to_owned(),
        }],
    })
}
