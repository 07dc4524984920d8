//! What is heard of a screen: every text as a person would say it, and everything that can be seen.

// Not everything that the walk over layouts needs is needed here.
#[allow(dead_code)]
#[path = "layout/attendance.rs"]
mod attendance;
#[path = "spoken/forms.rs"]
mod forms;
#[allow(dead_code)]
#[path = "layout/sample.rs"]
mod sample;
#[path = "spoken/walk.rs"]
mod walk;

use hiroba::domain::display::TextSize;
use hiroba::domain::text::{Lang, Phrase};
use hiroba::view::spoken::{self, Part, ReadingProblem, Readings, Utterance};
use hiroba::view::{Action, View};

/// A text as it is heard; what is in another language stands after its name.
fn heard_with(lang: Lang, markup: &str, readings: &Readings) -> String {
    let said = spoken::phrase(lang, &Phrase::parse(markup), &Part::Content, readings);
    let said = said.iter().map(
        |Utterance { lang: of, text, .. }| {
            if *of == lang { text.clone() } else { format!("{of}: {text}") }
        },
    );
    said.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(lang: Lang, cases: &[(&str, &str)]) {
    let heard: Vec<(&str, String)> =
        cases.iter().map(|(text, _)| (*text, heard_with(lang, text, &Readings::default()))).collect();
    let wrong: Vec<String> = heard
        .iter()
        .zip(cases)
        .filter(|((_, heard), (_, expected))| heard != expected)
        .map(|((text, heard), (_, expected))| format!("{text}\n  heard    {heard}\n  expected {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{lang}, {} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

fn readings(rows: &[(&str, &str)]) -> Readings {
    let mut readings = Readings::default();
    for (word, reading) in rows {
        readings.insert(word, reading).unwrap();
    }
    readings
}

#[test]
fn staff_say_how_a_name_is_read_and_the_longest_word_wins() {
    let readings = readings(&[("三茶", "さんちゃ"), ("三茶会館", "さんちゃかいかん"), ("場", "ば")]);
    let heard = |lang, text| heard_with(lang, text, &readings);
    assert_eq!(heard(Lang::JA, "三茶で会います"), "さんちゃで会います");
    assert_eq!(heard(Lang::JA, "三茶会館の二階"), "さんちゃかいかんの二階");
    assert_eq!(heard(Lang::JA, "三茶は近いです"), "サンチャは近いです");
    assert_eq!(heard(Lang::JA_EASY, "[三茶|みつちゃ]で"), "さんちゃで", "staff's list wins over a text");
    assert_eq!(heard(Lang::JA_EASY, "[三|さん][茶|ちゃ]で"), "さんちゃで", "over several stretches too");
    assert_eq!(heard(Lang::JA_EASY, "[広場|ひろば]で"), "ひろばで", "no reading is torn apart");
    assert_eq!(heard(Lang::EN, "Meet at 三茶会館 at noon"), "Meet at | ja: さんちゃかいかん | at noon");
}

#[test]
fn a_reading_that_cannot_be_said_is_refused_with_a_reason() {
    let mut readings = Readings::default();
    assert_eq!(readings.insert(" ", "ば"), Err(ReadingProblem::NoWord));
    let problem = readings.insert("場", "ba").unwrap_err();
    assert_eq!(problem.to_string(), "the reading of 場 is written in kana only, not ba");
    assert!(readings.is_empty());
    readings.insert("場", "ば").unwrap();
    readings.insert("場", "じょう").unwrap();
    assert_eq!(readings.iter().collect::<Vec<_>>(), [("場", "じょう")]);
}

/// The first screen of the sample whose name begins so, over its first counter.
fn view(lang: Lang, name: &str) -> View {
    let (rest, asking) = sample::counters(lang);
    let boards = sample::boards(&sample::programme(), lang);
    let board = boards.iter().find(|board| board.name.starts_with(name)).unwrap();
    let counters = if board.asking { asking } else { rest };
    sample::view(board, &counters[0].counter, lang, TextSize::Normal)
}

fn parts(view: &View, wanted: impl Fn(&Part) -> bool) -> Vec<String> {
    let said = spoken::screen(view, &Readings::default());
    said.into_iter().filter(|said| wanted(&said.part)).map(|said| said.text).collect()
}

#[test]
fn a_screen_is_heard_from_its_name_to_how_to_go_on() {
    let view = view(Lang::EN, "Meeting(MeetingId(\"short\"))");
    let order: Vec<Part> =
        spoken::screen(&view, &Readings::default()).into_iter().map(|said| said.part).collect();
    let at = |part: &Part| order.iter().position(|other| other == part).unwrap();
    assert_eq!(at(&Part::Title), 0);
    let sections = [Part::Content, Part::Way, Part::Place, Part::Note, Part::Choice(Action::Detail)];
    assert!(sections.iter().is_sorted_by_key(at), "{order:?}");
    assert!(at(&Part::Choice(Action::Staff)) < at(&Part::Header));
    assert_eq!(order.last(), Some(&Part::Help));
}

#[test]
fn the_way_to_the_ward_is_heard_in_figures_and_its_address_by_its_names() {
    let way = |lang| parts(&view(lang, "Page"), |part| *part == Part::Way);
    assert_eq!(
        way(Lang::JA),
        [
            "キューアールコード。画面のアドレスを開きます。",
            "ページ番号、イチ キュー イチ ゼロ キュー イチ",
            "ページのアドレスを言います。",
            "シティ、ドット、セタガヤ、ドット、エルジー、ドット、ジェーピー",
            "電話、ゼロ サン、ゴー ヨン サン ニー、ニー ニー ヨン ナナ",
            "ファックス、ゼロ サン、ゴー ヨン サン ニー、サン ゼロ ニー イチ",
        ]
    );
    assert_eq!(
        way(Lang::EN),
        [
            "QR code. It opens the address on the screen.",
            "Page number, 1 9 1 0 9 1",
            "The address of the page follows.",
            "city dot setagaya dot l g dot j p",
            "Phone 0 3, 5 4 3 2, 2 2 4 7",
            "Fax 0 3, 5 4 3 2, 3 0 2 1",
        ]
    );
}

#[test]
fn choices_have_a_name_a_state_and_a_position_in_the_language_of_their_label() {
    let mut view = view(Lang::JA, "question ColoursHeading");
    view.counter.controls.retain(|control| matches!(control.slot, hiroba::view::Slot::Choice(_)));
    let languages = [(Lang::JA, "日本語"), (Lang::EN, "English"), (Lang::KO, "한국어")];
    for (control, (lang, name)) in view.counter.controls.iter_mut().zip(languages) {
        control.action = Action::SetLanguage(lang);
        control.label = Phrase::plain(name);
        control.lang = Some(lang);
        control.enabled = lang != Lang::KO;
    }
    let hear = |lang| {
        let said = spoken::control(&view, &Action::SetLanguage(lang), &Readings::default());
        said.iter().map(|said| format!("{}: {}", said.lang, said.text)).collect::<Vec<_>>()
    };
    assert_eq!(hear(Lang::JA), ["ja: 日本語、選んでいます。3つのうち1つ目"]);
    assert_eq!(hear(Lang::EN), ["en: English. 2 of 3"]);
    assert_eq!(hear(Lang::KO), ["ko: 한국어, 지금은 고를 수 없음. 세 개 중 세 번째"]);
    assert_eq!(spoken::control(&view, &Action::Staff, &Readings::default()), []);
}

#[test]
fn a_number_is_heard_as_far_as_it_is_typed() {
    let mut view = view(Lang::EN, "staff");
    let mut heard = |title: &str| {
        match &mut view.board {
            hiroba::view::Board::Article(article) => article.title = Some(Phrase::plain(title)),
            hiroba::view::Board::List(_) => panic!("no article"),
        }
        parts(&view, |part| *part == Part::Content)[1].clone()
    };
    assert_eq!(heard("12・・ ・・・・"), "1 2. 2 of 8 digits entered.");
    assert_eq!(heard("・・・・ ・・・・"), "0 of 8 digits entered.");
    assert_eq!(heard("1234 5678"), "1 2 3 4, 5 6 7 8");
    assert_eq!(heard("●●・・"), "2 of 4 digits entered.", "a PIN is never said");
}

#[test]
fn whoever_uses_keys_is_told_of_keys() {
    let mut view = view(Lang::EN, "staff");
    let hints = |view: &View| parts(view, |part| *part == Part::Help);
    assert_eq!(
        hints(&view),
        [
            "Touch a button to hear its name. Touch it again to choose it.",
            "To hear this again, touch the upper part of the screen."
        ]
    );
    view.focus = Some(Action::Detail);
    assert_eq!(
        hints(&view),
        [
            "The arrow keys take you from button to button. The select key chooses.",
            "To hear this again, press the read aloud key."
        ]
    );
}

#[test]
fn engines_are_given_what_they_can_read() {
    let sounded = |lang, text: &str| {
        let said = spoken::phrase(lang, &Phrase::plain(text), &Part::Content, &Readings::default());
        said.iter().map(|said| said.sounded().into_owned()).collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(sounded(Lang::JA, "電話 03-5432-2247"), "電話、ゼロサン、ゴオヨンサンニイ、ニイニイヨンナナ");
    assert_eq!(
        sounded(Lang::ZH_HANS, "欢迎您。下午1:30到4:05"),
        "huan1 ying2 nin2. xia4 wu3 yi1 dian3 san1 shi2 fen1 dao4 si4 dian3 ling2 wu3 fen1"
    );
    assert_eq!(
        sounded(Lang::ZH_HANS, "举行音乐会，重新报名"),
        "ju3 xing2 yin1 yue4 hui4, chong2 xin1 bao4 ming2"
    );
    assert_eq!(sounded(Lang::KO, "오후 1시"), "오후 한 시");
}
