//! Dates and times as people say them, in five languages. "Today" is Thursday 3 December 2026.

use hiroba::domain::meeting::{Deadline, PartOfMonth, Rhythm, Roughly, Times, When};
use hiroba::domain::text::{Lang, Phrase};
use hiroba::view::dates;
use hiroba::view::words::Words;
use jiff::civil::Weekday::{Friday, Monday, Thursday, Wednesday};
use jiff::civil::{Date, date, time};
use jiff::{ToSpan, Zoned};

const LANGS: [Lang; 5] = [Lang::JA, Lang::JA_EASY, Lang::EN, Lang::ZH_HANS, Lang::KO];
const TODAY: Date = date(2026, 12, 3);

fn at(local: &str) -> Zoned {
    format!("{local}[Asia/Tokyo]").parse().unwrap()
}

fn exact(start: &str, end: &str) -> When {
    When::exact(at(start), (!end.is_empty()).then(|| at(end))).unwrap()
}

fn days(first: Date, last: Date, times: Times) -> When {
    When::days(first, last, times).unwrap()
}

fn early(year: i16, month: i8) -> Option<Roughly> {
    Some(Roughly::Month { year, month, part: PartOfMonth::Early })
}

/// The lead, the day, the weekday and the lines of times, parted by " | "; "/" is a break.
fn pieces(words: &Words, when: &When, follow: Option<Roughly>) -> String {
    let said = dates::when_words(words, when, follow, TODAY);
    let times: Vec<String> = said.times.iter().map(Phrase::to_markup).collect();
    let pieces = [said.lead, Some(said.day), said.weekday];
    let pieces: Vec<String> = pieces.into_iter().flatten().map(|piece| piece.to_markup()).collect();
    format!("{} | {}", pieces.join(" | "), times.join("/")).replace('\n', "/")
}

#[track_caller]
fn check(when: &When, follow: Option<Roughly>, expected: [&str; 5]) {
    for (lang, expected) in LANGS.into_iter().zip(expected) {
        assert_eq!(pieces(Words::of(lang), when, follow), expected, "{lang}");
    }
}

/// One text in every language, readings shown.
#[track_caller]
fn says(say: impl Fn(&Words) -> Phrase, expected: [&str; 5]) {
    for (lang, expected) in LANGS.into_iter().zip(expected) {
        assert_eq!(say(Words::of(lang)).to_markup(), expected, "{lang}");
    }
}

#[track_caller]
fn row(when: &When, follow: Option<Roughly>, rhythm: Option<&Rhythm>, expected: [&str; 5]) {
    for (lang, expected) in LANGS.into_iter().zip(expected) {
        let (first, second) = dates::row_words(Words::of(lang), when, follow, rhythm, TODAY);
        assert_eq!(format!("{} / {}", first.text(), second.text()), expected, "{lang}");
    }
}

#[test]
fn an_afternoon_is_named_once() {
    check(
        &exact("2026-12-17T13:30", "2026-12-17T16:00"),
        None,
        [
            "12月17日 | 木曜日 | 午後1時30分から/4時まで",
            "2026[年|ねん] | 12[月|がつ]17[日|にち] | [木曜日|もくようび] | [午後|ごご]1[時|じ]30[分|ぷん]から/4[時|じ]まで",
            "December 17 | Thursday | 1:30 pm/to 4:00 pm",
            "12月17日 | 星期四 | 下午1:30/到4:00",
            "12월 17일 | 목요일 | 오후 1시 30분부터/4시까지",
        ],
    );
}

#[test]
fn today_is_said_and_morning_and_afternoon_are_told_apart() {
    check(
        &exact("2026-12-03T10:00", "2026-12-03T16:00"),
        None,
        [
            "きょう | 12月3日 | 木曜日 | 午前10時から/午後4時まで",
            "2026[年|ねん] | 12[月|がつ][3日|みっか] | [木曜日|もくようび] | [午前|ごぜん]10[時|じ]から/[午後|ごご]4[時|じ]まで",
            "Today | December 3 | Thursday | 10:00 am/to 4:00 pm",
            "今天 | 12月3日 | 星期四 | 上午10:00/到下午4:00",
            "오늘 | 12월 3일 | 목요일 | 오전 10시부터/오후 4시까지",
        ],
    );
}

#[test]
fn noon_is_said_so_that_nobody_takes_it_for_midnight() {
    check(
        &exact("2026-12-04T12:00", ""),
        None,
        [
            "あした | 12月4日 | 金曜日 | 午後0時から",
            "2026[年|ねん] | 12[月|がつ][4日|よっか] | [金曜日|きんようび] | [午後|ごご]0[時|じ]から",
            "Tomorrow | December 4 | Friday | From noon",
            "明天 | 12月4日 | 星期五 | 中午12:00开始",
            "내일 | 12월 4일 | 금요일 | 낮 12시부터",
        ],
    );
}

#[test]
fn a_night_is_one_evening_and_not_two_days() {
    check(
        &exact("2026-12-18T22:00", "2026-12-19T06:00"),
        None,
        [
            "12月18日 | 金曜日 | 午後10時から/翌日 午前6時まで",
            "2026[年|ねん] | 12[月|がつ]18[日|にち] | [金曜日|きんようび] | [午後|ごご]10[時|じ]から/[次|つぎ]の[日|ひ] [午前|ごぜん]6[時|じ]まで",
            "December 18 | Friday | 10:00 pm/to 6:00 am/the next day",
            "12月18日 | 星期五 | 晚上10:00/到第二天早上6:00",
            "12월 18일 | 금요일 | 오후 10시부터/다음 날 오전 6시까지",
        ],
    );
}

#[test]
fn midnight_ends_the_day_before_it() {
    check(
        &exact("2026-12-18T18:15", "2026-12-19T00:00"),
        None,
        [
            "12月18日 | 金曜日 | 午後6時15分から/夜の 12時まで",
            "2026[年|ねん] | 12[月|がつ]18[日|にち] | [金曜日|きんようび] | [午後|ごご]6[時|じ]15[分|ふん]から/[夜|よる]の 12[時|じ]まで",
            "December 18 | Friday | 6:15 pm/to midnight",
            "12月18日 | 星期五 | 下午6:15/到半夜12点",
            "12월 18일 | 금요일 | 오후 6시 15분부터/밤 12시까지",
        ],
    );
}

#[test]
fn several_days_with_times_say_which_time_is_whose() {
    check(
        &exact("2026-12-17T13:30", "2026-12-19T16:05"),
        None,
        [
            "12月17日から/19日まで | 木曜日から/土曜日まで | 最初の日は 午後1時30分から/最後の日は 午後4時5分まで",
            "2026[年|ねん] | 12[月|がつ]17[日|にち]から/12[月|がつ]19[日|にち]まで | [木曜日|もくようび]から/[土曜日|どようび]まで | はじめの[日|ひ]は [午後|ごご]1[時|じ]30[分|ぷん]から/おわりの[日|ひ]は [午後|ごご]4[時|じ]5[分|ふん]まで",
            "December 17/to 19 | Thursday/to Saturday | First day from 1:30 pm,/last day to 4:05 pm",
            "12月17日/到19日 | 星期四/到星期六 | 第一天下午1:30开始，/最后一天下午4:05结束",
            "12월 17일부터/19일까지 | 목요일부터/토요일까지 | 첫날은 오후 1시 30분부터/마지막 날은 오후 4시 5분까지",
        ],
    );
}

#[test]
fn an_end_in_another_zone_is_said_in_the_zone_of_the_start() {
    let end: Zoned = "2026-12-17T07:00[UTC]".parse().unwrap();
    let when = When::exact(at("2026-12-17T13:30"), Some(end)).unwrap();
    assert_eq!(pieces(Words::of(Lang::JA), &when, None), "12月17日 | 木曜日 | 午後1時30分から/4時まで");
}

#[test]
fn a_day_without_times_says_when_they_will_be_known() {
    check(
        &days(date(2027, 2, 4), date(2027, 2, 4), Times::NotAnnounced),
        early(2027, 1),
        [
            "来年 | 2月4日 | 木曜日 | 時間は 1月はじめに お知らせ",
            "2027[年|ねん] | 2[月|がつ][4日|よっか] | [木曜日|もくようび] | [時間|じかん]は 2027[年|ねん] 1[月|がつ]の はじめに/お[知|し]らせします",
            "2027 | February 4 | Thursday | Times follow in early January",
            "明年 | 2月4日 | 星期四 | 时间将于1月上旬通知",
            "내년 | 2월 4일 | 목요일 | 시간은 1월 초에 안내",
        ],
    );
}

#[test]
fn a_promise_whose_time_has_passed_is_not_repeated() {
    let when = days(date(2027, 2, 4), date(2027, 2, 4), Times::NotAnnounced);
    let times = |follow| pieces(Words::of(Lang::JA), &when, Some(follow));
    let part = |part| Roughly::Month { year: 2026, month: 12, part };
    assert_eq!(times(part(PartOfMonth::Early)), "来年 | 2月4日 | 木曜日 | 時間は 12月はじめに お知らせ");
    assert_eq!(times(Roughly::Day(TODAY)), "来年 | 2月4日 | 木曜日 | 時間は 12月3日に お知らせ");
    let open = "来年 | 2月4日 | 木曜日 | 時間は これから";
    assert_eq!(times(Roughly::Day(date(2026, 12, 2))), open);
    assert_eq!(times(Roughly::Month { year: 2026, month: 11, part: PartOfMonth::Late }), open);
    let words = Words::of(Lang::JA);
    assert_eq!(dates::details_follow_sentence(words, Roughly::Day(date(2026, 12, 2)), TODAY), None);
}

#[test]
fn a_range_over_new_year_says_the_new_year() {
    check(
        &days(date(2026, 12, 30), date(2027, 1, 2), Times::WholeDay),
        None,
        [
            "12月30日から/来年 1月2日まで | 水曜日から/土曜日まで | 一日中",
            "2026[年|ねん] | 12[月|がつ]30[日|にち]から/2027[年|ねん] 1[月|がつ][2日|ふつか]まで | [水曜日|すいようび]から/[土曜日|どようび]まで | [一日中|いちにちじゅう]",
            "December 30/to January 2, 2027 | Wednesday/to Saturday | All day",
            "12月30日/到明年1月2日 | 星期三/到星期六 | 全天",
            "12월 30일부터/내년 1월 2일까지 | 수요일부터/토요일까지 | 하루 종일",
        ],
    );
    let next = days(date(2027, 12, 30), date(2028, 1, 2), Times::WholeDay);
    row(
        &next,
        None,
        None,
        [
            "来年 12月30日から 2028年 1月2日まで / 一日中",
            "2027年 12月30日 木曜日から 2028年 1月2日 日曜日まで / 一日中",
            "December 30, 2027 to January 2, 2028 / All day",
            "明年12月30日到2028年1月2日 / 全天",
            "내년 12월 30일부터 2028년 1월 2일까지 / 하루 종일",
        ],
    );
    let short = dates::when_words(Words::of(Lang::EN), &next, None, TODAY).day_short;
    assert_eq!(short.text(), "Dec 30\nto Jan 2");
}

#[test]
fn a_range_from_one_month_into_the_next_says_both() {
    check(
        &days(date(2027, 2, 26), date(2027, 3, 1), Times::NotAnnounced),
        None,
        [
            "来年 | 2月26日から/3月1日まで | 金曜日から/月曜日まで | 時間は これから",
            "2027[年|ねん] | 2[月|がつ]26[日|にち]から/3[月|がつ][1日|ついたち]まで | [金曜日|きんようび]から/[月曜日|げつようび]まで | [時間|じかん]は これから",
            "2027 | February 26/to March 1 | Friday/to Monday | Times to follow",
            "明年 | 2月26日/到3月1日 | 星期五/到星期一 | 时间待定",
            "내년 | 2월 26일부터/3월 1일까지 | 금요일부터/월요일까지 | 시간 미정",
        ],
    );
}

#[test]
fn the_weekdays_of_a_long_range_would_mislead() {
    let ten_days = days(date(2026, 12, 5), date(2026, 12, 14), Times::WholeDay);
    assert_eq!(pieces(Words::of(Lang::JA), &ten_days, None), "12月5日から/14日まで | 一日中");
    let seven = days(date(2026, 12, 5), date(2026, 12, 11), Times::WholeDay);
    assert_eq!(
        pieces(Words::of(Lang::JA), &seven, None),
        "12月5日から/11日まで | 土曜日から/金曜日まで | 一日中"
    );
}

#[test]
fn around_a_month_is_no_date() {
    check(
        &When::month(2027, 5, true).unwrap(),
        None,
        [
            "来年 | 5月ごろ | 日にちを 調整しています",
            "2027[年|ねん] | 5[月|がつ]ごろ | [日|ひ]にちは まだ [決|き]まっていません",
            "2027 | Around/May | The date is being arranged",
            "明年 | 5月前后 | 日期正在安排",
            "내년 | 5월쯤 | 날짜를 조정하고 있습니다",
        ],
    );
    check(
        &When::month(2028, 5, false).unwrap(),
        Some(Roughly::Day(date(2027, 1, 8))),
        [
            "2028年 | 5月 | 日にちは 1月8日に お知らせ",
            "2028[年|ねん] | 5[月|がつ] | [日|ひ]にちは 2027[年|ねん] 1[月|がつ][8日|ようか] [金曜日|きんようび]に/お[知|し]らせします",
            "2028 | May | The date follows on January 8",
            "2028年 | 5月 | 日期将于1月8日通知",
            "2028년 | 5월 | 날짜는 1월 8일에 안내",
        ],
    );
}

#[test]
fn the_undecided_is_said_calmly() {
    check(
        &When::Undecided,
        None,
        [
            "日にちは/これから | 日にちを 調整しています",
            "[日|ひ]にちは/これから | [日|ひ]にちは まだ [決|き]まっていません",
            "Date to/follow | The date is being arranged",
            "日期待定 | 日期正在安排",
            "날짜 미정 | 날짜를 조정하고 있습니다",
        ],
    );
    says(
        |words| {
            let late = Roughly::Month { year: 2028, month: 1, part: PartOfMonth::Late };
            dates::sentence(words, &When::Undecided, Some(late), TODAY)
        },
        [
            "日にちは 2028年 1月おわりに お知らせします。",
            "[日|ひ]にちは 2028[年|ねん] 1[月|がつ]の おわりに お[知|し]らせします。",
            "The date will follow in late January 2028.",
            "日期将于2028年1月下旬通知。",
            "날짜는 2028년 1월 말에 안내합니다.",
        ],
    );
}

#[test]
fn a_row_of_the_schedule_has_two_lines() {
    row(
        &days(date(2027, 2, 4), date(2027, 2, 4), Times::NotAnnounced),
        early(2027, 1),
        None,
        [
            "来年 2月4日 木曜日 / 時間は 1月はじめに お知らせ",
            "2027年 2月4日 木曜日 / 時間は 2027年 1月の はじめに お知らせします",
            "Thursday, February 4, 2027 / Times follow in early January",
            "明年2月4日 星期四 / 时间将于1月上旬通知",
            "내년 2월 4일 목요일 / 시간은 1월 초에 안내",
        ],
    );
    row(
        &exact("2026-12-03T10:00", "2026-12-03T16:00"),
        None,
        Some(&Rhythm::Weekdays),
        [
            "平日は 毎日 / 午前10時から 午後4時まで",
            "月曜日から 金曜日まで / 午前10時から 午後4時まで",
            "Monday to Friday / 10:00 am to 4:00 pm",
            "星期一到星期五 / 上午10:00到下午4:00",
            "평일 매일 / 오전 10시부터 오후 4시까지",
        ],
    );
    row(
        &exact("2026-12-04T13:00", ""),
        None,
        Some(&Rhythm::Other),
        [
            "あした 12月4日 金曜日 / 午後1時から",
            "2026年 12月4日 金曜日 / 午後1時から",
            "Friday, December 4 (tomorrow) / From 1:00 pm",
            "明天 12月4日 星期五 / 下午1:00开始",
            "내일 12월 4일 금요일 / 오후 1시부터",
        ],
    );
}

#[test]
fn a_listener_hears_whole_sentences() {
    let meeting = exact("2026-12-17T13:30", "2026-12-17T16:00");
    says(
        |words| dates::sentence(words, &meeting, None, TODAY).without_ruby(),
        [
            "12月17日 木曜日です。午後1時30分から 4時までです。",
            "2026年 12月17日 木曜日です。午後1時30分から 4時までです。",
            "Thursday, December 17. From 1:30 pm to 4:00 pm.",
            "12月17日 星期四。从下午1:30到4:00。",
            "12월 17일 목요일입니다. 오후 1시 30분부터 4시까지입니다.",
        ],
    );
    let days = days(date(2027, 2, 4), date(2027, 2, 6), Times::WholeDay);
    says(
        |words| dates::sentence(words, &days, None, TODAY).without_ruby(),
        [
            "来年 2月4日 木曜日から 2月6日 土曜日までです。一日中です。",
            "2027年 2月4日 木曜日からです。2027年 2月6日 土曜日までです。一日中です。",
            "Thursday, February 4 to Saturday, February 6, 2027. All day.",
            "明年2月4日 星期四到2月6日 星期六。全天。",
            "내년 2월 4일 목요일부터 2월 6일 토요일까지입니다. 하루 종일입니다.",
        ],
    );
    assert_eq!(
        dates::times_sentence(Words::of(Lang::JA_EASY), &meeting, None, TODAY).text(),
        "午後1時30分から 4時までです。"
    );
    says(
        |words| dates::details_follow_sentence(words, early(2027, 1).unwrap(), TODAY).unwrap().without_ruby(),
        [
            "くわしいことは 1月はじめに お知らせします。",
            "2027年 1月の はじめに くわしく お知らせします。",
            "Details will follow in early January.",
            "详细内容将于1月上旬通知。",
            "자세한 내용은 1월 초에 안내합니다.",
        ],
    );
}

#[test]
fn the_header_says_date_and_time() {
    says(
        |words| dates::header_date(words, TODAY),
        [
            "12月3日 木曜日",
            "12[月|がつ][3日|みっか] [木曜日|もくようび]",
            "Thursday, December 3",
            "12月3日 星期四",
            "12월 3일 목요일",
        ],
    );
    says(
        |words| dates::short_date(words, date(2026, 9, 17)),
        ["9月17日", "9[月|がつ]17[日|にち]", "Sept 17", "9月17日", "9월 17일"],
    );
    let clock = |hour, minute, expected| {
        says(|words| dates::clock(words, time(hour, minute, 0, 0)), expected);
    };
    clock(14, 5, ["午後2:05", "[午後|ごご]2:05", "2:05 pm", "下午2:05", "오후 2:05"]);
    clock(0, 0, ["午前0:00", "[午前|ごぜん]0:00", "12:00 am", "凌晨0:00", "오전 0:00"]);
    clock(12, 0, ["午後0:00", "[午後|ごご]0:00", "12:00 pm", "中午12:00", "낮 12:00"]);
    clock(11, 59, ["午前11:59", "[午前|ごぜん]11:59", "11:59 am", "上午11:59", "오전 11:59"]);
    clock(23, 59, ["午後11:59", "[午後|ごご]11:59", "11:59 pm", "晚上11:59", "오후 11:59"]);
}

#[test]
fn a_moment_is_as_near_as_it_can_be_said() {
    let moment = |local: &str, expected| {
        says(|words| dates::moment(words, &at(local), TODAY).without_ruby(), expected);
    };
    moment(
        "2026-12-03T14:05",
        [
            "きょう 午後2時5分",
            "2026年 12月3日 木曜日 午後2時5分",
            "today, 2:05 pm",
            "今天 下午2:05",
            "오늘 오후 2시 5분",
        ],
    );
    moment(
        "2026-12-02T09:00",
        [
            "きのう 午前9時",
            "2026年 12月2日 水曜日 午前9時",
            "yesterday, 9:00 am",
            "昨天 上午9:00",
            "어제 오전 9시",
        ],
    );
    moment(
        "2025-11-30T00:10",
        [
            "2025年 11月30日 午前0時10分",
            "2025年 11月30日 日曜日 午前0時10分",
            "November 30, 2025, 12:10 am",
            "2025年11月30日 凌晨0:10",
            "2025년 11월 30일 오전 0시 10분",
        ],
    );
}

#[test]
fn a_deadline_is_a_day_or_a_time_on_a_day() {
    let deadline = |deadline: Deadline, expected| {
        says(|words| dates::deadline(words, &deadline, TODAY).without_ruby(), expected);
    };
    deadline(
        Deadline::Day(date(2026, 12, 10)),
        [
            "申し込みは 12月10日 木曜日まで",
            "申し込みは 2026年 12月10日 木曜日までです。",
            "Sign up by Thursday, December 10",
            "报名截止 12月10日 星期四",
            "신청은 12월 10일 목요일까지",
        ],
    );
    deadline(
        Deadline::At(at("2026-12-03T17:00")),
        [
            "申し込みは きょう 12月3日 木曜日 午後5時まで",
            "申し込みは 2026年 12月3日 木曜日までです。時間は 午後5時までです。",
            "Sign up by Thursday, December 3 (today), 5:00 pm",
            "报名截止 今天 12月3日 星期四 下午5:00",
            "신청은 오늘 12월 3일 목요일 오후 5시까지",
        ],
    );
    let midnight = dates::deadline(Words::of(Lang::JA), &Deadline::At(at("2026-12-11T00:00")), TODAY);
    assert_eq!(midnight.text(), "申し込みは 12月10日 木曜日 夜の 12時まで");
}

#[test]
fn a_rhythm_has_a_name_or_none() {
    let rhythm = |rhythm: Rhythm, expected| {
        says(|words| dates::rhythm(words, &rhythm).unwrap().without_ruby(), expected);
    };
    rhythm(Rhythm::Daily, ["毎日", "毎日", "Every day", "每天", "매일"]);
    rhythm(Rhythm::Weekly(vec![]), ["毎週", "毎週", "Every week", "每星期", "매주"]);
    rhythm(
        Rhythm::Weekly(vec![Thursday]),
        ["毎週 木曜日", "毎週 木曜日", "Every Thursday", "每星期四", "매주 목요일"],
    );
    rhythm(
        Rhythm::Weekly(vec![Friday, Monday, Wednesday, Monday]),
        [
            "毎週 月曜日・水曜日・金曜日",
            "毎週 月曜日と 水曜日と 金曜日",
            "Every Monday, Wednesday and Friday",
            "每星期一、星期三、星期五",
            "매주 월요일, 수요일, 금요일",
        ],
    );
    assert_eq!(dates::rhythm(Words::of(Lang::JA), &Rhythm::Other), None);
}

#[test]
fn days_and_minutes_are_read_as_they_are_read() {
    let words = Words::of(Lang::JA_EASY);
    let readings = [
        (1, "ついたち"),
        (2, "ふつか"),
        (3, "みっか"),
        (4, "よっか"),
        (5, "いつか"),
        (6, "むいか"),
        (7, "なのか"),
        (8, "ようか"),
        (9, "ここのか"),
        (10, "とおか"),
        (11, "11にち"),
        (13, "13にち"),
        (14, "じゅうよっか"),
        (17, "17にち"),
        (19, "19にち"),
        (20, "はつか"),
        (21, "21にち"),
        (24, "にじゅうよっか"),
        (27, "27にち"),
        (31, "31にち"),
    ];
    for (day, reading) in readings {
        let said = dates::short_date(words, date(2026, 1, day)).reading();
        assert_eq!(said, format!("1がつ{reading}"));
    }
    let minutes = [
        (1, "ぷん"),
        (2, "ふん"),
        (3, "ぷん"),
        (4, "ぷん"),
        (5, "ふん"),
        (6, "ぷん"),
        (7, "ふん"),
        (8, "ぷん"),
        (9, "ふん"),
        (10, "ぷん"),
        (12, "ふん"),
        (15, "ふん"),
        (30, "ぷん"),
        (45, "ふん"),
        (59, "ふん"),
    ];
    for (minute, reading) in minutes {
        let said = dates::time_words(words, time(9, minute, 0, 0)).reading();
        assert_eq!(said, format!("ごぜん9じ{minute}{reading}"));
    }
}

/// Every day of two years that hold a leap day, in every shape a date can have.
#[test]
fn easy_japanese_keeps_its_promises_for_every_day() {
    let words = Words::of(Lang::JA_EASY);
    let mut day = date(2027, 12, 1);
    while day < date(2029, 3, 2) {
        let noonish = day.at(11, 59, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        let follow = Some(Roughly::Day(day));
        let whens = [
            When::exact(noonish.clone(), Some(&noonish + 50.minutes())).unwrap(),
            When::exact(noonish.clone(), Some(&noonish + 15.hours())).unwrap(),
            When::exact(noonish.clone(), Some(&noonish + 400.hours())).unwrap(),
            days(day, day, Times::NotAnnounced),
            days(day, day + 40.days(), Times::WholeDay),
            When::month(day.year(), day.month(), true).unwrap(),
            When::Undecided,
        ];
        let mut phrases: Vec<Phrase> =
            whens.iter().map(|when| dates::sentence(words, when, follow, TODAY)).collect();
        phrases.push(dates::deadline(words, &Deadline::At(noonish.clone()), TODAY));
        phrases.push(dates::deadline(words, &Deadline::Day(day), TODAY));
        phrases.push(dates::moment(words, &noonish, TODAY));
        for phrase in phrases {
            assert!(!phrase.text().contains('/'), "{}", phrase.text());
            for chunk in phrase.chunks() {
                let kanji = chunk.base.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
                assert_eq!(chunk.ruby.is_some(), kanji, "{}", phrase.to_markup());
            }
            for sentence in phrase.text().split_inclusive('。') {
                let length = sentence.chars().filter(|c| !c.is_whitespace()).count();
                assert!(length <= 30, "{length}: {sentence}");
            }
        }
        day = day.tomorrow().unwrap();
    }
}
