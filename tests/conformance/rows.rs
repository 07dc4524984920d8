//! The rows, each with how it is known.

use crate::sheets::Span;
use crate::{Proof, Row, pixels, sheets};

fn measured(value: String, passes: bool) -> Proof {
    Proof::Measured { value, passes }
}

fn tests(program: &'static str, names: &'static [&'static str]) -> Proof {
    Proof::Tests { program, names }
}

fn at_least(what: &str, span: Span, needed: f32) -> Proof {
    measured(format!("{what} {:.1} mm, {needed} needed", span.least), span.least >= needed - 0.005)
}

fn at_most(what: &str, span: Span, needed: f32) -> Proof {
    measured(format!("{what} {:.0} mm, at most {needed}", span.most), span.most <= needed + 0.5)
}

pub fn all() -> Vec<Row> {
    let (s, p) = std::thread::scope(|scope| {
        let drawn = scope.spawn(pixels::figures);
        (sheets::figures(&sheets::looks()), drawn.join().unwrap())
    });
    let sheets::Round { slides, spare, most_reading, flickers } = sheets::rounds();
    let row = |number, statement, proofs| Row { number, statement, proofs };
    let contrasts: Vec<String> =
        p.text.iter().map(|(colours, text)| format!("{} {:.1}:1", colours.key(), text.least)).collect();
    vec![
        row(
            1,
            "Targets at least 20 mm, primary ones 25 mm, gaps 3 mm",
            vec![
                at_least(
                    &format!("on {} screens and each of them within reach, smallest side", s.screens),
                    s.targets,
                    20.0,
                ),
                at_least("of primary ones", s.primaries, 25.0),
                at_least("smallest gap", s.gaps, 3.0),
            ],
        ),
        row(
            2,
            "Every function 800 to 1100 mm above the floor, as it stands or brought within reach by a button that lies there",
            vec![
                measured(
                    format!(
                        "brought within reach, what is touched lies at {:.0} to {:.0} mm",
                        s.touched_low.least, s.touched_low.most
                    ),
                    s.touched_low.least >= 799.5 && s.touched_low.most <= 1100.5,
                ),
                measured(
                    format!(
                        "as it stands, lying and upright, at {:.0} to {:.0} mm",
                        s.touched.least, s.touched.most
                    ),
                    s.touched.least >= 799.5,
                ),
                tests("visit", &["low::the_way_there_lies_within_reach_and_everything_follows_it"]),
                tests("attend", &["walks::from_a_wheelchair_everything_is_reached_between_800_and_1100_mm"]),
                Proof::Place(
                    "lower edge of the panel at 800 mm; `hiroba check` says what follows from another one",
                ),
            ],
        ),
        row(
            3,
            "Controls within 900 mm of width; what is needed to operate at most 1600 mm high",
            vec![
                at_most("widest span of controls", s.widths, 900.0),
                at_most("brought within reach, what is read ends at", s.read_low, 1600.0),
            ],
        ),
        row(
            4,
            "Text 7:1; other marks and the focus 3:1; the focus frame at least 1 mm",
            vec![
                measured(
                    format!("letters on {} pictures: {}", p.pictures, contrasts.join(", ")),
                    p.text.iter().all(|(_, text)| text.least >= 7.0),
                ),
                measured(format!("signs on them {:.1}:1", p.signs.least), p.signs.least >= 3.0),
                measured(
                    format!("focus frame {:.1} mm wide, {:.1}:1", p.focus_mm, p.focus),
                    p.focus_mm >= 1.0 && p.focus >= 3.0,
                ),
            ],
        ),
        row(
            5,
            "Light, dark and high contrast; without red, green, blue or any colour no state is lost",
            vec![
                measured(
                    format!("letters as such eyes see them: at least {:.1}:1", p.simulated),
                    p.simulated >= 4.5,
                ),
                measured(
                    format!(
                        "in grey, {:.0} % of the sign of a chosen button differ from another one's",
                        p.chosen * 100.0
                    ),
                    p.chosen >= 0.05,
                ),
            ],
        ),
        row(
            6,
            "Four text sizes; at the largest, capitals 8.55 mm; nothing clipped or lost in any language",
            vec![
                at_least("smallest capitals on a control at the largest size", s.capitals, 8.55),
                at_least(
                    "the same brought within reach, where all of it stands in 300 mm,",
                    s.capitals_low,
                    8.55,
                ),
                measured(
                    format!(
                        "smallest x-height on a control at the smallest size {:.1} mm, 4.2 needed at 0.7 m",
                        s.labels.least
                    ),
                    s.labels.least >= 700.0 * 16.0 / 2688.0 - 0.01,
                ),
                tests(
                    "layout",
                    &[
                        "nothing_is_clipped_overlaps_or_is_lost_at_any_combination",
                        "every_screen_of_attendance_has_room_for_its_words_at_any_combination",
                        "brought_within_reach_everything_stands_there_and_nothing_is_lost",
                    ],
                ),
            ],
        ),
        row(
            7,
            "What a passer-by must read, at 2 m: x-height 11.9 mm",
            vec![at_least("smallest on the sign at rest", s.sign, 11.9)],
        ),
        row(
            8,
            "No flash, no motion; a slide changes by a plain cut",
            vec![
                measured(
                    format!(
                        "{flickers} of {slides} slides of rounds in every language and size differ from what stands a frame later"
                    ),
                    flickers == 0,
                ),
                tests(
                    "e2e",
                    &[
                        "flashes::no_point_of_the_window_flashes_in_a_whole_rotation",
                        "a_change_is_shown_whole_and_no_trouble_of_the_server_reaches_the_screen",
                    ],
                ),
            ],
        ),
        row(
            9,
            "Pause, previous and next on every rotation, always in the same place",
            vec![measured(format!("{} place on each kind of panel", s.rotation), s.rotation == 1)],
        ),
        row(
            10,
            "A slide stands at least 20 s, and 5 s and half a second for each character; at most 120 characters; a touch holds it",
            vec![
                measured(format!("{slides} slides stood {spare:.1} s longer or more"), spare >= -0.05),
                measured(format!("most to read on one: {most_reading:.0} characters"), most_reading <= 120.0),
            ],
        ),
        row(
            11,
            "A personal screen ends only after 300 s and a question that stands 45 s, without limit, shown and spoken, without a countdown",
            vec![tests(
                "visit",
                &[
                    "leaving::somebody_who_thinks_is_asked_after_five_minutes_and_not_before",
                    "leaving::the_question_can_be_answered_without_limit",
                    "aloud::whoever_listens_is_there_and_is_asked_aloud_before_they_are_thought_gone",
                ],
            )],
        ),
        row(
            12,
            "Everything by arrow keys, Tab and Enter alone, in a stable order, without a trap",
            vec![
                tests(
                    "visit",
                    &[
                        "keys::a_registration_by_keys_alone",
                        "keys::a_check_in_by_keys_alone",
                        "keys::arrows_reach_every_control_of_every_question",
                    ],
                ),
                tests("kiosk", &["keys_alone_reach_every_control_of_every_screen_and_come_back"]),
                Proof::Place("which keypad: any that is a USB keyboard, wired by `[keys]`"),
            ],
        ),
        row(
            13,
            "One switch completes a registration and a check-in",
            vec![
                tests("attend", &["walks::one_switch_registers", "walks::one_switch_checks_in"]),
                tests(
                    "visit",
                    &[
                        "switch::a_registration_with_one_key",
                        "switch::a_check_in_with_one_key_and_the_receipt_typed_with_it",
                        "switch::a_registration_and_a_walk_in_where_the_key_walks_and_waiting_takes",
                    ],
                ),
            ],
        ),
        row(
            14,
            "Single taps, on release, sliding off cancels; repeats within 0.5 s ignored; no gesture is the only way",
            vec![
                tests("visit", &["keys::every_double_tap_of_a_whole_visit_counts_as_one"]),
                tests("e2e", &["nothing_a_hand_can_do_by_mistake_opens_a_menu_or_closes_the_sign"]),
            ],
        ),
        row(
            15,
            "Every control has a role, a localised name and a default action; screen changes are announced",
            vec![
                measured(format!("{} controls without a name", s.unnamed), s.unnamed == 0),
                tests(
                    "e2e",
                    &[
                        "screen_reader::a_screen_reader_alone_registers_and_checks_in",
                        "screen_reader::a_screen_reader_comes_to_every_screen_by_the_names_of_the_buttons",
                        "screen_reader::a_screen_reader_is_told_the_name_of_every_screen_that_comes_and_what_came_of_a_wish",
                    ],
                ),
            ],
        ),
        row(
            16,
            "Everything that can be seen can be heard, in the screen's language; silence within 200 ms of any input; repeat and pause",
            vec![
                tests("spoken", &["walk::everything_that_is_seen_is_heard"]),
                tests("visit", &["pages::each_page_of_a_meeting_is_said_by_itself_and_that_more_follows"]),
                tests(
                    "e2e",
                    &[
                        "by_ear::somebody_who_sees_nothing_registers_and_checks_in_by_keypad_and_headphones",
                        "by_ear::a_key_ends_what_is_being_said_within_a_fifth_of_a_second",
                    ],
                ),
            ],
        ),
        row(
            17,
            "No sound before somebody asks; volume by steps of at most 10 dB, reset after the visit; headphones begin and end it; nothing personal to the loudspeaker",
            vec![
                tests(
                    "visit",
                    &[
                        "aloud::it_never_speaks_by_itself",
                        "aloud::pulling_the_headphones_out_is_silence",
                        "aloud::what_is_somebodys_own_is_not_said_to_the_room",
                        "room::two_numbers_sound_the_same_when_they_are_touched",
                        "room::two_categories_sound_the_same_when_they_are_touched",
                        "room::a_category_is_chosen_by_keys_or_one_switch_without_the_room",
                        "aloud::slower_louder_and_a_black_screen_for_this_visit_only",
                    ],
                ),
                tests("voice", &["speed_and_loudness_are_heard"]),
                Proof::Place("a jack within reach that the sound card reports, and the mixer's level"),
            ],
        ),
        row(
            18,
            "A QR code always beside a short address or the page number, both spoken",
            vec![
                measured(format!("{} codes without words", s.bare_codes), s.bare_codes == 0),
                tests("screen", &["every_qr_code_is_read_by_another_reader_in_every_theme"]),
                tests(
                    "visit",
                    &["pages::the_address_of_a_page_is_said_by_its_names_and_spelled_for_who_asks"],
                ),
            ],
        ),
        row(
            19,
            "Registering and checking in without phone, camera, name or biometrics",
            vec![tests(
                "visit",
                &[
                    "keys::a_registration_by_keys_alone",
                    "reception::registered_without_the_receipt_at_hand_one_comes_in_without_a_question",
                ],
            )],
        ),
        row(
            20,
            "One question a screen, at most 5 answers (7 and 答えない where the data has 7); back never loses an answer; the start says how many steps",
            vec![
                measured(format!("at most {:.0} answers", s.choices.most), s.choices.most <= 8.0),
                tests("words", &["the_ring_says_which_step_it_is_of_how_many"]),
            ],
        ),
        row(
            21,
            "Every submission is confirmed before and can be taken back after",
            vec![tests(
                "visit",
                &[
                    "receipt::the_registration_can_be_taken_back_until_the_session_ends",
                    "receipt::a_check_in_can_be_taken_back_where_it_was_made",
                ],
            )],
        ),
        row(
            22,
            "\"Call staff\" in the same place on every screen",
            vec![measured(
                format!("{} place on each kind of panel, missing on {} screens", s.staff, s.without_staff),
                s.staff == 1 && s.without_staff == 0,
            )],
        ),
        row(
            23,
            "やさしい日本語: sentences of at most 30 characters, every kanji with its reading, Western year first, 12 hours, weekday, no \"/\"",
            vec![
                tests(
                    "words",
                    &[
                        "sentences_of_easy_japanese_have_at_most_30_characters",
                        "furigana_stand_over_every_kanji_of_easy_japanese_and_nowhere_else",
                    ],
                ),
                tests("visit", &["easy::a_day_has_its_year_and_its_weekday_on_every_screen_of_an_errand"]),
            ],
        ),
        row(
            24,
            "ja, ja-easy, en, zh-Hans, ko; switching is one tap on the language's own name, which is one tap from everywhere, and loses no place",
            vec![
                tests("words", &["every_language_says_exactly_the_messages_there_are"]),
                tests(
                    "visit",
                    &["leaving::the_language_can_be_changed_in_the_middle_without_losing_the_place"],
                ),
            ],
        ),
        row(
            25,
            "Nobody is told that they failed; what happened, what is safe, what can be done",
            vec![tests("words", &["nobody_is_blamed_hurried_or_shouted_at"])],
        ),
        row(
            26,
            "Everything of a visit is reset when it ends; no name and no category at rest or on a thank-you",
            vec![
                tests(
                    "attend",
                    &[
                        "walks::the_largest_korean_text_registers_and_whoever_walks_away_leaves_nothing",
                        "walks::upright_as_well_the_largest_korean_text_registers_and_whoever_walks_away_leaves_nothing",
                    ],
                ),
                tests(
                    "visit",
                    &[
                        "leaving::nothing_of_a_visit_remains_however_far_it_went",
                        "leaving::language_size_and_colours_go_with_the_visit_and_hold_during_it",
                    ],
                ),
            ],
        ),
        row(
            27,
            "Staff pages: no axe-core violation (WCAG 2.2 A to AAA) in every state, at 320 px, 200 %, forced colours, reduced motion; keyboard",
            vec![tests(
                "browser",
                &[
                    "no_state_of_a_page_has_a_fault_that_axe_knows_at_a_desk_on_a_phone_in_forced_colours_without_motion",
                    "no_state_of_a_page_has_a_fault_that_axe_knows_with_text_at_200_percent",
                    "keys::a_whole_day_of_staff_is_done_by_keys_alone",
                ],
            )],
        ),
        row(
            28,
            "The editor warns before publishing: too long at the largest size, no alternative text, no translation, low contrast",
            vec![tests(
                "hub",
                &[
                    "schedule::looking::before_publishing_it_is_said_what_to_look_at_with_the_way_there",
                    "schedule::looking::a_poster_with_little_contrast_is_told_before_publishing",
                ],
            )],
        ),
    ]
}
