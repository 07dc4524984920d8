//! The event tables of the municipalities, in their layouts, encodings and disorders.

use hiroba::domain::meeting::{Capacity, Deadline, Meeting, Mode, PartOfMonth, Roughly, Times, When};
use hiroba::domain::text::Lang;
use hiroba::feed::{Format, Reading, Span, Unreadable, csv};
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

const UTF8: &[u8] = include_bytes!("data/csv/events_utf8bom.csv");
const CP932: &[u8] = include_bytes!("data/csv/events_cp932.csv");
const STANDARD: &str = include_str!("data/csv/standard.csv");

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn read(text: &str) -> Reading {
    csv::read(text.as_bytes(), &tokyo()).unwrap()
}

fn at(text: &str) -> jiff::Zoned {
    text.parse().unwrap()
}

fn ja(text: &hiroba::domain::text::Text) -> String {
    text.phrase(Lang::JA).text()
}

/// The one meeting of a table with these columns and cells, and its problems as "column: message".
fn row(cells: &[(&str, &str)]) -> (Meeting, Vec<String>) {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.iter().map(|(name, _)| name)).unwrap();
    writer.write_record(cells.iter().map(|(_, cell)| cell)).unwrap();
    let reading = csv::read(&writer.into_inner().unwrap(), &tokyo()).unwrap();
    let told = |problem: &hiroba::feed::Problem| {
        format!("{}: {}", problem.field.as_deref().unwrap_or("-"), problem.message)
    };
    let problems = reading.problems.iter().map(told).collect();
    (reading.programme.meetings.into_iter().next().unwrap(), problems)
}

#[test]
fn both_encodings_give_the_same_programme() {
    let utf8 = csv::read(UTF8, &tokyo()).unwrap();
    let cp932 = csv::read(CP932, &tokyo()).unwrap();
    assert_eq!(utf8, cp932);
    assert_eq!(utf8.problems, []);
    let utf16: Vec<u8> =
        std::str::from_utf8(UTF8).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(csv::read(&utf16, &tokyo()).unwrap(), utf8);
    // The same through the front door, which has to guess the format.
    let span = Span { today: date(2021, 9, 1), from: date(2021, 9, 1), to: date(2022, 9, 1) };
    for bytes in [UTF8, CP932, &utf16] {
        for format in [None, Some(Format::Csv)] {
            assert_eq!(hiroba::feed::read(format, bytes, span, &tokyo()).unwrap(), utf8);
        }
    }
}

#[test]
fn the_published_meetings_are_read_as_they_were_meant() {
    let programme = csv::read(UTF8, &tokyo()).unwrap().programme;
    let [third, fourth, fifth] = programme.meetings.as_slice() else { panic!("three meetings") };

    assert_eq!(third.id.0, "131121-WG03");
    assert_eq!(ja(&third.title), "第３回ピアサポート活動ワーキンググループ「場をひろげる」");
    let series = third.series.as_ref().unwrap();
    assert_eq!((ja(&series.name).as_str(), series.number), ("ピアサポート活動ワーキンググループ", Some(3)));
    assert_eq!(ja(third.theme.as_ref().unwrap()), "場をひろげる");
    assert_eq!(
        third.when,
        When::exact(at("2021-10-07T13:30[Asia/Tokyo]"), Some(at("2021-10-07T16:00[Asia/Tokyo]"))).unwrap()
    );
    assert_eq!(third.mode, Some(Mode::Both));
    assert_eq!(ja(third.place.as_ref().unwrap()), "東京リハビリテーション世田谷　地域交流スペース");
    let contact = third.contact.as_ref().unwrap();
    assert_eq!((contact.tel.as_deref(), contact.fax.as_deref()), (Some("03-5432-2247"), None));
    assert_eq!(third.page.as_ref().unwrap().number.as_deref(), Some("191091"));
    assert_eq!(third.source_line, Some(2));

    assert_eq!(ja(fourth.theme.as_ref().unwrap()), "人と場をつなぐ");
    assert_eq!(
        fourth.details_follow,
        Some(Roughly::Month { year: 2022, month: 1, part: PartOfMonth::Early })
    );
    assert_eq!(fourth.place, None);
    // The row before it goes over two lines.
    assert_eq!(fourth.source_line, Some(4));

    assert_eq!(fifth.when, When::Month { year: 2022, month: 5, about: true });
    assert_eq!((fifth.theme.clone(), fifth.series.as_ref().unwrap().number), (None, Some(5)));
    assert_eq!(fifth.source_line, Some(5));
}

#[test]
fn the_later_standard_is_read_by_the_names_of_its_columns() {
    let reading = read(STANDARD);
    assert_eq!(reading.problems, []);
    let [first, second] = reading.programme.meetings.as_slice() else { panic!("two meetings") };
    assert_eq!(first.id.0, "131121-E1");
    assert_eq!(first.title.get(Lang::EN).unwrap().text(), "Tea ring");
    assert_eq!(ja(first.place.as_ref().unwrap()), "ひろば 2階");
    assert_eq!(first.capacity, Capacity { venue: Some(12), online: None });
    assert_eq!(first.register_by, Some(Deadline::At(at("2026-12-10T17:00[Asia/Tokyo]"))));
    assert_eq!(second.when, When::days(date(2026, 12, 20), date(2026, 12, 22), Times::WholeDay).unwrap());
}

#[test]
fn dates_that_are_open_stay_open() {
    let days = |last: i8, times| When::days(date(2026, 12, 17), date(2026, 12, last), times).unwrap();
    let follow = |part| Some(Roughly::Month { year: 2026, month: 12, part });
    #[track_caller]
    fn check(cells: [&str; 4], when: When, follows: Option<Roughly>, description: Option<&str>) {
        let names = ["開始日", "終了日", "開始時間", "開始日時特記事項"];
        let mut all = vec![("イベント名", "会")];
        all.extend(names.into_iter().zip(cells));
        let (meeting, problems) = row(&all);
        assert_eq!(problems, Vec::<String>::new(), "{cells:?}");
        let found = (meeting.when, meeting.details_follow, meeting.description.as_ref().map(ja));
        assert_eq!(found, (when, follows, description.map(str::to_owned)), "{cells:?}");
    }
    check(["2026-12-17", "", "", ""], days(17, Times::NotAnnounced), None, None);
    check(["2026-12-17", "2026-12-19", "", ""], days(19, Times::WholeDay), None, None);
    check(
        ["2026-12-17", "2026-12-19", "", "時間は後日お知らせ"],
        days(19, Times::NotAnnounced),
        None,
        Some("時間は後日お知らせ"),
    );
    check(["2026-12-17", "", "", "終日"], days(17, Times::WholeDay), None, None);
    check(["2026-12-17", "", "未定", ""], days(17, Times::NotAnnounced), None, None);
    check(
        ["令和８年１２月１７日", "", "", "詳細は令和８年１２月上旬にご案内"],
        days(17, Times::NotAnnounced),
        follow(PartOfMonth::Early),
        None,
    );
    check(["2026-12-17", "", "", "雨天中止"], days(17, Times::NotAnnounced), None, Some("雨天中止"));
    check(["2027年5月", "", "", ""], When::month(2027, 5, false).unwrap(), None, None);
    check(["", "", "", "令和9年5月頃（調整中）"], When::month(2027, 5, true).unwrap(), None, None);
    check(
        ["未定", "", "", "詳細は令和８年１２月下旬に公表"],
        When::Undecided,
        follow(PartOfMonth::Late),
        Some("未定"),
    );
    check(["", "", "", "未定です"], When::Undecided, None, Some("未定です"));
    check(["", "", "", ""], When::Undecided, None, None);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_kept() {
    let (meeting, problems) = row(&[("タイトル", "会"), ("開催日", "2026-02-30"), ("会場", "ひろば")]);
    assert_eq!(meeting.when, When::Undecided);
    assert_eq!(meeting.description.as_ref().map(ja).as_deref(), Some("2026-02-30"));
    assert_eq!(meeting.mode, Some(Mode::Venue));
    assert_eq!(
        problems,
        [
            "開催日: \"2026-02-30\" is not a day that can be read. The meeting is shown as not yet decided, with this text."
        ]
    );
    let (meeting, problems) = row(&[
        ("名称", "会"),
        ("開始年月日", "2026/12/17"),
        ("開始時刻", "午後1時30分"),
        ("終了時刻", "12:00"),
        ("電話", "なし"),
        ("URL", "city.example"),
        ("定員", "たくさん"),
    ]);
    assert_eq!(meeting.when, When::exact(at("2026-12-17T13:30[Asia/Tokyo]"), None).unwrap());
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].starts_with("終了時刻: This cannot be"));
}

#[test]
fn times_and_ways_of_taking_part_are_understood() {
    let (meeting, problems) = row(&[
        ("イベント名", "会"),
        ("開始日", "2026-12-17"),
        ("時間", "１３：３０～１６：００"),
        ("場所", "オンライン（Zoom）"),
    ]);
    let end = Some(at("2026-12-17T16:00[Asia/Tokyo]"));
    assert_eq!(meeting.when, When::exact(at("2026-12-17T13:30[Asia/Tokyo]"), end).unwrap());
    assert_eq!((meeting.mode, meeting.place, problems.len()), (Some(Mode::Online), None, 0));

    let (meeting, _) = row(&[
        ("イベント名", "会"),
        ("説明", "オンライン申込のみ"),
        ("会場", "ひろば"),
        ("定員", "先着２０名"),
    ]);
    assert_eq!((meeting.mode, meeting.capacity.venue), (Some(Mode::Venue), Some(20)));

    let (meeting, _) = row(&[
        ("イベント名", "会"),
        ("開催方法", "ハイブリッド"),
        ("会場", "ひろば"),
        ("定員", "会場14名、オンライン111名"),
    ]);
    assert_eq!(meeting.capacity, Capacity { venue: Some(14), online: Some(111) });
    assert_eq!(meeting.mode, Some(Mode::Both));
}

#[test]
fn rows_of_one_number_are_meetings_of_their_own() {
    let reading =
        read("NO,イベント名,開始日\n1,会,2026-12-17\n1,会,2026-12-18\n1,会,2026-12-18\n,会,2026-12-19\n");
    let ids: Vec<&str> = reading.programme.meetings.iter().map(|meeting| meeting.id.0.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert_eq!(ids[0], "1");
    assert!(ids[1].starts_with("1-"));
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, Some(4));
    // An edit elsewhere changes no name.
    let other = read("NO,イベント名,開始日\n7,別,2026-12-01\n,会,2026-12-19\n");
    assert_eq!(other.programme.meetings[1].id.0, ids[2]);
}

#[test]
fn tables_may_have_lines_above_and_columns_beside() {
    let reading = read("世田谷区イベント一覧,,\n\n天気,イベント名,開始日\n晴,会,2026-12-17\n");
    assert_eq!(reading.programme.meetings[0].source_line, Some(4));
    assert_eq!(reading.problems[0].field.as_deref(), Some("天気"));
    let tabs = read("イベント名\t開始日\n会\t2026-12-17\n");
    assert_eq!(tabs.programme.meetings.len(), 1);
}

#[test]
fn a_row_of_the_wrong_width_is_kept() {
    let reading = read(
        "イベント名,開始日,会場\n短い,2026-12-17\n長い,2026-12-18,ひろば,,\nずれた,2026-12-19,ひろば,x\n,,\n,2026-12-20,\n",
    );
    let lines: Vec<Option<u32>> = reading.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(reading.programme.meetings.len(), 3);
    assert_eq!(lines, [Some(2), Some(4), Some(6)]);
}

#[test]
fn what_is_no_table_is_told_so() {
    let check =
        |text: &str, expected: Unreadable| assert_eq!(csv::read(text.as_bytes(), &tokyo()), Err(expected));
    check("", Unreadable::Empty);
    check("<html>", Unreadable::WebPage);
    check(
        "a,b\n1,2\n",
        Unreadable::Broken("it has no row that names the columns (イベント名, 開始日, ...)".to_owned()),
    );
}

#[test]
fn broken_characters_are_told() {
    let mut bytes = UTF8.to_vec();
    bytes.extend(b"131121,X,,,\xff\xff,,,2026-12-17\n");
    let reading = csv::read(&bytes, &tokyo()).unwrap();
    assert_eq!(reading.programme.meetings.len(), 4);
    assert!(reading.problems[0].message.contains("read as UTF-8"));
}

#[test]
fn a_forgotten_quotation_mark_costs_its_own_row_only() {
    let good = "G,よい会,2026-12-17,\"ふたつ\nの行\"\n";
    let reading = read(&format!("NO,イベント名,開始日,説明\nB,わるい会,2026-12-16,\"あいたまま\n{good}"));
    let ids: Vec<&str> = reading.programme.meetings.iter().map(|meeting| meeting.id.0.as_str()).collect();
    assert_eq!(ids, ["B", "G"]);
    assert_eq!(reading.programme.meetings[1].source_line, Some(3));
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].line, Some(2));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = csv::read(&bytes, &tokyo());
        let _ = csv::read(&[b"NO,\xE3\x82\xA4\xE3\x83\x99\xE3\x83\xB3\xE3\x83\x88\xE5\x90\x8D,URL\n", bytes.as_slice()].concat(), &tokyo());
    }

    #[test]
    fn no_cell_makes_it_panic(
        column in prop::sample::select(vec!["開始日", "終了日", "開始時間", "終了時間", "開始日時特記事項", "定員", "URL", "参加申込終了日", "イベント名", "電話番号"]),
        cell in "[0-9年月日時分半第回令和元RH:/.~頃(「」 -]{0,16}|\\PC{0,16}",
    ) {
        row(&[("イベント名", "会"), ("開始日", "2026-12-17"), ("開始時間", "13:30"), (column, &cell)]);
    }

    #[test]
    fn a_good_row_survives_any_bad_neighbour(
        bad in "[\",0-9a-z会\r ]{0,40}",
        bad_bytes in "\\PC{0,40}",
        is_first in any::<bool>(),
    ) {
        let good = "131121,GOOD,よい会,2026-12-17,\"ふたつ\nの, 行\",ひろば";
        for bad in [bad, bad_bytes] {
            let rows = if is_first { [bad.as_str(), good] } else { [good, bad.as_str()] };
            let text = format!("市区町村コード,NO,イベント名,開始日,説明,会場\n{}\n", rows.join("\n"));
            let programme = read(&text).programme;
            let found = programme.meetings.iter().find(|meeting| meeting.id.0 == "131121-GOOD");
            prop_assert!(found.is_some(), "{}", text);
            let found = found.unwrap();
            prop_assert_eq!(found.description.as_ref().map(ja).unwrap(), "ふたつ\nの, 行");
            prop_assert_eq!(found.when.first_day(), Some(date(2026, 12, 17)));
        }
    }
}
