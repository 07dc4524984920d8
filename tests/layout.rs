//! The walk: every slide and screen, with the longest texts, on every panel, upright and lying, in
//! every language and at every text size, checked by its rectangles. Nothing is clipped, nothing
//! overlaps, nothing is lost, nothing is too small.
//!
//! `HIROBA_WALK=all cargo test --test layout -- --nocapture` prints each kind of fault with how
//! often it occurs.

#[path = "layout/attendance.rs"]
mod attendance;
#[path = "layout/rules.rs"]
mod rules;
#[path = "layout/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use hiroba::domain::display::{Panel, TextSize};
use hiroba::domain::text::{Lang, Phrase};
use hiroba::view::layout::{self, Piece, Rect, Scale, Sheet};
use hiroba::view::{Action, Board, List, ListRow, View};

/// Panels as they are sold, by diagonal and the distance from which they are read. The small one
/// hangs where people come near.
const PANELS: [(f32, f32); 5] =
    [(24.0, 1000.0), (32.0, 2000.0), (43.0, 2000.0), (55.0, 2000.0), (65.0, 2000.0)];

/// Labels are 36 to 40 px in the design; furigana and long words take a little of it.
const LEAST_LABEL: f32 = 30.0;

fn panel(inches: f32, viewing_mm: f32, portrait: bool) -> Panel {
    let (width, height) = if portrait { (1080, 1920) } else { (1920, 1080) };
    Panel { viewing_mm, ..Panel::by_diagonal(inches, width, height) }
}

/// One way in which the sign can stand somewhere.
#[derive(Clone, Copy, Debug)]
struct Combination {
    inches: f32,
    viewing_mm: f32,
    portrait: bool,
    lang: Lang,
    size: TextSize,
}

fn combinations() -> Vec<Combination> {
    let mut all = Vec::new();
    for (inches, viewing_mm) in PANELS {
        for portrait in [false, true] {
            for lang in sample::LANGS {
                for size in TextSize::ALL {
                    all.push(Combination { inches, viewing_mm, portrait, lang, size });
                }
            }
        }
    }
    all
}

#[derive(Default)]
struct Walk {
    sheets: usize,
    most_pages: usize,
    faults: Vec<String>,
}

impl Walk {
    fn view(&mut self, at: Combination, name: &str, view: &View) {
        let panel = panel(at.inches, at.viewing_mm, at.portrait);
        let scale = Scale::of_view(view, &panel);
        let sheets = layout::sheets(view, &panel);
        let mut faults = Vec::new();
        for (n, sheet) in sheets.iter().enumerate() {
            let of = rules::faults(sheet, view, &panel, &scale);
            faults.extend(of.into_iter().map(|fault| format!("page {} of {}: {fault}", n + 1, sheets.len())));
        }
        faults.extend(rules::lost(view, &sheets, &scale));
        faults.extend(rules::torn(view, &sheets, false));
        if sheets.iter().any(|sheet| sheet.pages != sheets.len()) {
            faults.push("the count of pages is wrong".into());
        }
        let turns = view.counter.controls.iter().any(|control| control.action == Action::Next);
        if view.counter.is_asking() && sheets.len() > 1 && !turns {
            faults.push(format!("a question has one page, not {}", sheets.len()));
        }
        let way = if at.portrait { "upright" } else { "lying" };
        let Combination { inches, lang, size, .. } = at;
        self.faults.extend(
            faults.into_iter().map(|fault| format!("{inches}\" {way} {lang} {size:?}, {name}, {fault}")),
        );
        self.sheets += sheets.len();
        self.most_pages = self.most_pages.max(sheets.len());
    }

    fn combination(&mut self, at: Combination, boards: &[sample::Named]) {
        let (at_rest, asking) = sample::counters(at.lang);
        for named in boards {
            let counters = if named.asking { &asking } else { &at_rest };
            // A board knows of its counter only how high it is.
            for counter in counters.iter().take(if named.asking { usize::MAX } else { 1 }) {
                let view = sample::view(named, &counter.counter, at.lang, at.size);
                self.view(at, &format!("{} over {}", named.name, counter.name), &view);
            }
        }
        for counter in &at_rest {
            let view = sample::view(&boards[0], &counter.counter, at.lang, at.size);
            self.view(at, &counter.name, &view);
        }
    }
}

/// Walks through every combination, on all cores.
fn walk(of: impl Fn(&mut Walk, Combination) + Sync) -> Walk {
    let all = combinations();
    let next = AtomicUsize::new(0);
    let whole = Mutex::new(Walk::default());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                let mut walk = Walk::default();
                while let Some(at) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    of(&mut walk, *at);
                }
                let mut whole = whole.lock().unwrap();
                whole.sheets += walk.sheets;
                whole.most_pages = whole.most_pages.max(walk.most_pages);
                whole.faults.extend(walk.faults);
            });
        }
    });
    let mut walk = whole.into_inner().unwrap();
    walk.faults.sort();
    println!("{} combinations, {} sheets, at most {} pages", all.len(), walk.sheets, walk.most_pages);
    if std::env::var_os("HIROBA_WALK").is_some() {
        summary(&walk.faults);
    }
    walk
}

#[track_caller]
fn nothing_wrong(walk: &Walk) {
    let some: Vec<&String> = walk.faults.iter().take(60).collect();
    assert!(walk.faults.is_empty(), "{} faults, the first:\n{some:#?}", walk.faults.len());
}

#[test]
fn nothing_is_clipped_overlaps_or_is_lost_at_any_combination() {
    let programme = sample::programme();
    let walk = walk(|walk, at| walk.combination(at, &sample::boards(&programme, at.lang)));
    assert!(walk.sheets > 10_000);
    nothing_wrong(&walk);
}

/// Regression: of a question in easy Japanese at the largest size the first page ended inside a sentence.
#[test]
fn no_question_ends_a_page_inside_a_sentence_on_the_panel_of_the_design() {
    let programme = attendance::programme();
    let mut several = 0;
    for lang in sample::LANGS {
        for size in TextSize::ALL {
            for screen in attendance::screens(&programme, lang) {
                let view = sample::view(&screen.board, &screen.counter, lang, size);
                let pages = layout::page_lengths(&view, &Panel::REFERENCE).len();
                let view = attendance::with_pages(view, pages);
                let sheets = layout::sheets(&view, &Panel::REFERENCE);
                let torn = rules::torn(&view, &sheets, true);
                assert!(torn.is_empty(), "{lang} {size:?} {}: {torn:?}", screen.board.name);
                // That there is more is said on each of them.
                let place = view.counter.place.map(|place| place.phrase.text());
                let says = |sheet: &Sheet| sheet.said.iter().any(|said| Some(&said.label) == place.as_ref());
                assert!(pages == 1 || sheets.iter().all(says), "{lang} {size:?} {}", screen.board.name);
                several += usize::from(pages > 1);
            }
        }
    }
    assert!(several > 10, "{several} screens have pages");
}

/// Words under the dots are as large as a sentence on the counter, in every size.
#[test]
fn where_one_is_can_be_read_as_well_as_what_one_touches() {
    let programme = sample::programme();
    for lang in sample::LANGS {
        let (at_rest, _) = sample::counters(lang);
        let boards = sample::boards(&programme, lang);
        for size in TextSize::ALL {
            for counter in at_rest.iter().filter(|counter| counter.counter.place.is_some()) {
                let view = sample::view(&boards[0], &counter.counter, lang, size);
                let words = view.counter.place.as_ref().map(|place| place.phrase.text()).unwrap_or_default();
                let sheet = layout::set(&view, &Panel::REFERENCE, 0);
                let said = sheet.said.iter().find(|said| said.label == words).expect("the place is said");
                let of_it: Vec<Piece> = sheet
                    .pieces
                    .iter()
                    .filter(|piece| {
                        matches!(piece, Piece::Text { .. }) && said.rect.contains(&piece.rect(), 1.0)
                    })
                    .cloned()
                    .collect();
                let px = rules::largest_text(&of_it) / Panel::REFERENCE.mm_per_px;
                assert!(
                    px >= LEAST_LABEL * size.factor().min(1.1),
                    "{lang} {size:?} {}: {px} px",
                    counter.name
                );
            }
        }
    }
}

#[test]
fn every_screen_of_attendance_has_room_for_its_words_at_any_combination() {
    let programme = attendance::programme();
    let walk = walk(|walk, at| {
        let panel = panel(at.inches, at.viewing_mm, at.portrait);
        for screen in attendance::screens(&programme, at.lang) {
            let view = sample::view(&screen.board, &screen.counter, at.lang, at.size);
            let pages = layout::page_lengths(&view, &panel).len();
            let view = attendance::with_pages(view, pages);
            walk.view(at, &screen.board.name, &view);
            if (at.inches, at.size) != (43.0, TextSize::Normal) {
                continue;
            }
            // Where nobody asked for larger text: two sentences beside a question are seen with it,
            // and labels keep about the size of the design.
            if screen.is_short() && pages > 1 {
                walk.faults.push(format!("{at:?}, {}: {pages} pages", screen.board.name));
            }
            for control in layout::set(&view, &panel, 0).controls {
                let size = rules::largest_text(&control.pieces) / panel.mm_per_px;
                if size < LEAST_LABEL {
                    walk.faults
                        .push(format!("{at:?}, {}: {:?}, {size} px", screen.board.name, control.label));
                }
            }
        }
    });
    assert!(walk.sheets > 5_000);
    nothing_wrong(&walk);
}

#[test]
fn a_row_higher_than_the_board_goes_on_over_further_pages_and_takes_nothing_from_the_others() {
    let programme = sample::programme();
    let mut walk = Walk::default();
    for at in combinations() {
        let mut boards = sample::boards(&programme, at.lang);
        let named = boards.iter_mut().find(|named| matches!(named.board, Board::List(_))).unwrap();
        let Board::List(list) = &mut named.board else { unreachable!() };
        let alone = list.rows[1].clone();
        let subject = format!("{} ", list.rows[1].what[0].to_markup());
        list.rows[1].what[0] = Phrase::parse(&subject.repeat(800 / subject.chars().count()));
        list.chosen = Some(list.rows[1].id.clone());
        let (counters, _) = sample::counters(at.lang);
        let view = sample::view(named, &counters[0].counter, at.lang, at.size);
        walk.view(at, "a row that is too high", &view);

        let panel = panel(at.inches, at.viewing_mm, at.portrait);
        let more = |sheet: &Sheet| {
            let mut texts = sheet.pieces.iter();
            texts.any(|piece| matches!(piece, Piece::Text { text, .. } if text == "…"))
        };
        let chosen = layout::set(&view, &panel, 0);
        assert!(more(&chosen), "{at:?}: where it begins it says that it goes on");
        let beginning = alone.when[0].text();
        assert!(chosen.said.iter().any(|said| said.label.starts_with(&beginning)), "{at:?}");
        let sheets = layout::sheets(&view, &panel);
        let signs = sheets.iter().filter(|sheet| more(sheet)).count();
        assert!(signs >= 1 && signs < sheets.len(), "{at:?}: {signs} of {} pages go on", sheets.len());

        // The other rows still say the time and the place that they say without it.
        let Board::List(list) = &view.board else { unreachable!() };
        let others: Vec<ListRow> = list.rows.iter().filter(|row| row.id != alone.id).cloned().collect();
        let without = Board::List(List { rows: others.clone(), chosen: None });
        let without = layout::sheets(&View { board: without, ..view.clone() }, &panel);
        let scale = Scale::of_view(&view, &panel);
        for phrase in others.iter().flat_map(|row| [&row.when[1], &row.place[0]]) {
            let lost = rules::stands(phrase, &without, &scale) && !rules::stands(phrase, &sheets, &scale);
            assert!(!lost, "{at:?}: {:?} gave way to another row", phrase.text());
        }
    }
    assert!(walk.faults.is_empty(), "{} faults, the first:\n{:#?}", walk.faults.len(), &walk.faults[..1]);
}

#[test]
fn a_panel_too_small_for_its_distance_is_named_with_the_distance_that_works() {
    for (inches, viewing_mm) in PANELS {
        for portrait in [false, true] {
            assert_eq!(layout::legible(&panel(inches, viewing_mm, portrait)), Ok(()), "{inches} {portrait}");
        }
    }
    let programme = sample::programme();
    for (portrait, expected) in [(false, 1670.0), (true, 1500.0)] {
        let too_small = layout::legible(&panel(24.0, 2000.0, portrait)).unwrap_err();
        assert_eq!(too_small.largest_viewing_mm, expected, "{too_small}");
        // And there it does work.
        let viewing_mm = too_small.largest_viewing_mm;
        assert_eq!(layout::legible(&panel(24.0, viewing_mm, portrait)), Ok(()));
        for lang in [Lang::JA_EASY, Lang::EN] {
            let mut walk = Walk::default();
            let at = Combination { inches: 24.0, viewing_mm, portrait, lang, size: TextSize::Largest };
            walk.combination(at, &sample::boards(&programme, lang));
            assert!(walk.faults.is_empty(), "{:#?}", walk.faults);
        }
    }
}

/// Whoever sits in a wheelchair before a tall panel has all of it between 800 and 1100 mm (ACCESSIBILITY
/// rows 2 and 3).
#[test]
fn brought_within_reach_everything_stands_there_and_nothing_is_lost() {
    let upright = |inches, lower_edge_mm| Panel { lower_edge_mm, ..panel(inches, 2000.0, true) };
    let mut walk = Walk::default();
    let attended = attendance::programme();
    for panel in [upright(43.0, 800.0), upright(55.0, 450.0), Panel::REFERENCE] {
        let (inner, at) = layout::within_reach(&panel).unwrap();
        for lang in sample::LANGS {
            let programme = sample::programme();
            let boards = sample::boards(&programme, lang);
            let (at_rest, asking) = sample::counters(lang);
            for size in TextSize::ALL {
                let of_boards = boards.iter().map(|named| {
                    let counter = if named.asking { &asking[0] } else { &at_rest[0] };
                    (named.name.clone(), sample::view(named, &counter.counter, lang, size))
                });
                let of_attendance = attendance::screens(&attended, lang).into_iter().map(|screen| {
                    let view = sample::view(&screen.board, &screen.counter, lang, size);
                    let pages = layout::page_lengths(&view, &inner).len();
                    (screen.board.name, attendance::with_pages(view, pages))
                });
                for (name, whole) in of_boards.chain(of_attendance) {
                    let scale = Scale::of_view(&whole, &inner);
                    let low = View { low: true, ..whole.clone() };
                    let (on_inner, sheets) = (layout::sheets(&whole, &inner), layout::sheets(&low, &panel));
                    let mut faults = rules::lost(&whole, &on_inner, &scale);
                    for sheet in &on_inner {
                        faults.extend(rules::faults(sheet, &whole, &inner, &scale));
                    }
                    assert_eq!(sheets.len(), on_inner.len());
                    for (sheet, inside) in sheets.iter().zip(&on_inner) {
                        assert_eq!((sheet.width, sheet.height), (panel.width_mm(), panel.height_mm()));
                        assert_eq!(sheet.pieces.len(), inside.pieces.len() + 2, "paper and a band around it");
                        let controls = sheet.controls.iter().map(|control| (control.rect, &control.label));
                        let said = sheet.said.iter().map(|said| (said.rect, &said.label));
                        for (rect, label) in controls.chain(said) {
                            let floor = |y: f32| panel.lower_edge_mm + panel.height_mm() - y;
                            if !at.contains(&rect, 0.5)
                                || floor(rect.y) > 1100.5
                                || floor(rect.bottom()) < 799.5
                            {
                                faults.push(format!("{label} at {rect:?} is out of reach"));
                            }
                        }
                    }
                    walk.sheets += sheets.len();
                    walk.faults.extend(
                        faults.into_iter().map(|fault| format!("{panel:?} {lang} {size:?} {name}: {fault}")),
                    );
                }
            }
        }
    }
    assert!(walk.sheets > 1_000, "{} sheets", walk.sheets);
    nothing_wrong(&walk);
}

/// Rectangles of the design in its own pixels (LOOK "Grid"), on the reference panel.
#[test]
fn the_reference_panel_keeps_the_places_of_the_design() {
    let px = Panel::REFERENCE.mm_per_px;
    let programme = sample::programme();
    let boards = sample::boards(&programme, Lang::JA);
    let named = boards.iter().find(|named| named.name.contains("short")).unwrap();
    let (at_rest, asking) = sample::counters(Lang::JA);
    let sheet = |counter| {
        let view = sample::view(named, counter, Lang::JA, TextSize::Normal);
        layout::set(&view, &Panel::REFERENCE, 0)
    };
    let check = |what: &str, rect: Rect, expected: [f32; 4]| {
        let found = [rect.x, rect.y, rect.w, rect.h].map(|mm| mm / px);
        let close = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1.0);
        assert!(close, "{what}: {found:?}, in the design {expected:?}");
    };
    let rest = sheet(&at_rest[0].counter);
    assert_eq!(rest.pages, 1, "a meeting as the design has it stands on one page");
    check("board", rest.board, [0.0, 0.0, 1920.0, 740.0]);
    check("counter", rest.counter, [0.0, 740.0, 1920.0, 340.0]);
    let control = |sheet: &Sheet, n: usize| sheet.controls[n].rect;
    check("primary", control(&rest, 0), [80.0, 780.0, 410.0, 260.0]);
    check("previous", control(&rest, 1), [530.0, 780.0, 237.0, 120.0]);
    check("pause", control(&rest, 2), [787.5, 780.0, 237.0, 120.0]);
    check("first tool", control(&rest, 4), [530.0, 920.0, 237.0, 120.0]);
    check("last tool", control(&rest, 7), [1302.5, 920.0, 237.0, 120.0]);
    check("staff", control(&rest, 8), [1580.0, 780.0, 260.0, 260.0]);
    let rings: Vec<Rect> = rest
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Frame { rect, .. } if rect.w > 100.0))
        .map(Piece::rect)
        .collect();
    check("far ring", rings[0], [-75.0, 10.0, 720.0, 720.0]);
    check("next ring", rings[1], [-20.0, 65.0, 610.0, 610.0]);
    check("lit ring", rings[2], [35.0, 120.0, 500.0, 500.0]);
    let text = |start: &str| {
        let is = |piece: &&Piece| matches!(piece, Piece::Text { text, .. } if text.starts_with(start));
        rest.pieces.iter().find(is).unwrap().rect()
    };
    assert!((text("場を").x / px - 680.0).abs() < 1.0, "words begin in column 5");
    assert!((text("場を").h / px - 112.0).abs() < 1.0, "the theme is as large as in the design");
    assert!((text("ページ番号").x / px - 1430.0).abs() < 1.0, "the second block begins in column 10");
    let asked = sheet(&asking[0].counter);
    check("board while asking", asked.board, [0.0, 0.0, 1920.0, 480.0]);
    check("first answer", control(&asked, 2), [80.0, 510.0, 560.0, 240.0]);
    check("back", control(&asked, 0), [80.0, 780.0, 410.0, 120.0]);
}

/// Faults by kind: names and numbers taken out.
fn summary(faults: &[String]) {
    let mut kinds: BTreeMap<String, (usize, &String)> = BTreeMap::new();
    for fault in faults {
        let text = fault.splitn(3, ", ").last().unwrap_or_default();
        let mut kind = String::new();
        let mut quoted = false;
        for c in text.chars() {
            if c == '"' {
                quoted = !quoted;
            }
            if !quoted && !c.is_ascii_digit() {
                kind.push(c);
            }
        }
        kinds.entry(kind).or_insert((0, fault)).0 += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, example)) in kinds {
        println!("{count:6} {kind}\n       {example}");
    }
}
