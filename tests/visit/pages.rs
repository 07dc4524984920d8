//! What is heard of a screen of several pages is the page that is seen (ACCESSIBILITY row 16).

use hiroba::domain::display::TextSize;
use hiroba::domain::meeting::{Contact, Page};
use hiroba::domain::text::{Lang, Text};
use hiroba::kiosk::core::{Effect, Event};
use hiroba::view::spoken::Part;
use hiroba::view::words::{Say, Words};
use hiroba::view::{Action, Aloud};

use crate::aloud::{BOTH, says};
use crate::world::{BEFORE, World, with};

const ABOUT: [&str; 3] = [
    "こまったことや、うれしかったことを、小さな輪になって、順番に話します。",
    "聞いているだけでも、途中で休んでも、だいじょうぶです。",
    "お茶とお菓子があります。持ってくるものはありません。",
];

impl World {
    /// What was said of the board since the last look.
    fn told(&mut self) -> Vec<String> {
        let asked = std::mem::take(&mut self.asked_for);
        let utterances = asked.into_iter().flat_map(|effect| match effect {
            Effect::Speak { utterances, .. } => utterances,
            _ => Vec::new(),
        });
        let of_board = |part: &Part| matches!(part, Part::Content | Part::Way | Part::Title);
        utterances.filter(|said| of_board(&said.part)).map(|said| said.text).collect()
    }
}

/// Regression: the second and the third of fifteen pages said the whole meeting.
#[test]
fn each_page_of_a_meeting_is_said_by_itself_and_that_more_follows() {
    let programme = with(|meeting| {
        meeting.description = Some(Text::ja(&ABOUT.concat()));
        meeting.page = Some(Page {
            url: "https://www.city.setagaya.lg.jp/hiroba".into(),
            number: Some("191091".into()),
        });
        meeting.contact =
            Some(Contact {
                office: Text::ja("保健センター"), tel: Some("03-5432-2247".into()), fax: None
            });
    });
    let mut world = World::new(BEFORE, programme);
    world.tap(Action::SizeMenu).tap(Action::SetSize(TextSize::Largest)).tap(Action::Home);
    world.tap(Action::Schedule).tap(Action::Detail);
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start);
    let pages = world.shown().sheet.pages;
    assert!(pages > 2, "{pages} pages");
    let more = Words::of(Lang::JA).say(Say::Continues).text();
    let mut all = Vec::new();
    for page in 1..=pages {
        let (told, sheet) = (world.told(), world.shown().sheet);
        assert_eq!(says(&told, &more), page < pages, "page {page}: {told:?}");
        for sentence in ABOUT.iter().flat_map(|text| text.split_inclusive('。')) {
            let is_seen =
                sheet.said.iter().any(|said| said.label.replace([' ', '\n'], "").contains(sentence));
            let sentence = sentence.trim_end_matches('。');
            assert_eq!(says(&told, sentence), is_seen, "page {page}, {sentence}: {told:?}");
        }
        all.push(told);
        world.touch_twice(Action::Next);
    }
    assert!(ABOUT.iter().all(|text| says(&all.concat(), text.split('。').next().unwrap())), "{all:?}");
    assert!(
        says(&all.concat(), "イチ キュー イチ ゼロ キュー イチ"),
        "the page number is on one of them: {all:?}"
    );
    assert!(all.windows(2).all(|two| two[0] != two[1]));
}

/// ACCESSIBILITY row 18: number and address are both heard, and letter by letter for who asks.
#[test]
fn the_address_of_a_page_is_said_by_its_names_and_spelled_for_who_asks() {
    let programme = with(|meeting| {
        meeting.page = Some(Page {
            url: "https://www.city.setagaya.lg.jp/hiroba".into(),
            number: Some("191091".into()),
        });
    });
    let mut world = World::new(BEFORE, programme);
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start);
    let told = world.heard();
    assert!(says(&told, "シティ、ドット、セタガヤ、ドット、エルジー、ドット、ジェーピー"), "{told:?}");
    world.touch_twice(Action::Aloud(Aloud::Menu)).heard();
    world.touch_twice(Action::Aloud(Aloud::Spell));
    let told = world.heard();
    assert!(says(&told, "シー、アイ、ティー、ワイ、ドット、エス、イー"), "{told:?}");
    // By pointing at it.
    world.touch_twice(Action::Back).heard();
    let address = world.shown().sheet.said.into_iter().find(|said| said.label == "city.setagaya.lg.jp");
    let (x, y) = address.expect("the address stands beside the code").rect.centre();
    world.wait_ms(1_000).send(Event::Touched(Some((x, y))));
    assert!(says(&world.heard(), "シー、アイ、ティー、ワイ、ドット"));
    // Where none was heard there is none to spell.
    let mut world = World::new(BEFORE, with(|_| {}));
    world.send(Event::Voices(BOTH)).aloud(Aloud::Start).touch_twice(Action::Aloud(Aloud::Menu));
    assert!(!world.offered().contains(&Action::Aloud(Aloud::Spell)));
}
