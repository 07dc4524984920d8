//! Automatic readings over real phrases of this domain, with the real dictionary. Without the dictionary
//! (scripts/voices installs it) there is nothing to ask, and the tests say so.

#![cfg(feature = "voice")]

use std::path::PathBuf;

use hiroba::config::Config;
use hiroba::domain::furigana::{self, Source};
use hiroba::domain::programme::Programme;
use hiroba::domain::readings::Readings;
use hiroba::domain::text::{Lang, Phrase, Text};
use hiroba::feed::{Span, json};
use hiroba::voice::Words;
use jiff::civil::date;
use jiff::tz::TimeZone;

fn words() -> Option<Words> {
    let folder = Config::voices_dir(|name| std::env::var_os(name)).join("dictionary");
    match Words::load(&folder) {
        Ok(words) => Some(words),
        Err(trouble) => {
            eprintln!("not tested: {trouble}");
            None
        }
    }
}

fn complete(words: &Words, markup: &str) -> String {
    let of = |text: &str| words.of(text);
    let source = Source { staff: &Readings::default(), automatic: Some(&of) };
    source.complete(&Phrase::parse(markup)).to_markup()
}

/// Phrases as a ward writes them, each with the readings that a teacher would put over them.
fn phrases() -> Vec<(String, String)> {
    let table = include_str!("data/furigana/phrases.txt");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|row| (Phrase::parse(row).text(), row.to_owned())).collect()
}

/// Readings stand over kanji only, except where a number is read together with its counter (1人 ひとり).
#[test]
fn no_reading_stands_over_kana() {
    let Some(words) = words() else { return };
    for (text, _) in phrases() {
        for chunk in
            Phrase::parse(&complete(&words, &text)).chunks().iter().filter(|chunk| chunk.ruby.is_some())
        {
            let is_number = chunk.base.starts_with(|c: char| c.is_ascii_digit());
            let is_kanji = |c: char| {
                hiroba::domain::readings::is_kanji(c) || c == 'ヶ' || (is_number && c.is_ascii_digit())
            };
            assert!(chunk.base.chars().all(is_kanji), "{} in {text}", chunk.base);
        }
    }
}

#[test]
fn phrases_of_this_domain_are_read_as_a_teacher_reads_them() {
    let Some(words) = words() else { return };
    let phrases = phrases();
    assert!(phrases.len() >= 60, "{} phrases only", phrases.len());
    let wrong: Vec<String> = phrases
        .iter()
        .map(|(text, expected)| (Phrase::parse(&complete(&words, text)), Phrase::parse(expected)))
        // Where a reading is cut between two words does not matter to who reads it.
        .filter(|(found, expected)| found.reading() != expected.reading() || !furigana::is_complete(found))
        .map(|(found, expected)| format!("{}\n   not {}", found.to_markup(), expected.to_markup()))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} are read otherwise:\n{}",
        wrong.len(),
        phrases.len(),
        wrong.join("\n")
    );
}

fn sample() -> Programme {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample/programme.json");
    let today = date(2026, 12, 3);
    let span = Span { today, from: today, to: date(2027, 12, 3) };
    json::read(&std::fs::read(file).unwrap(), span, &TimeZone::UTC).unwrap().programme
}

/// The programme as a place writes it that has no easy Japanese: only the Japanese texts.
fn in_japanese_only(mut programme: Programme) -> Programme {
    programme.each_text(&mut |text: &mut Text| {
        if let Some(japanese) = text.get(Lang::JA).cloned() {
            *text = Text::default();
            text.set(Lang::JA, japanese.without_ruby());
        }
    });
    programme
}

#[test]
fn no_kanji_of_the_sample_stays_without_a_reading() {
    let Some(words) = words() else { return };
    let of = |text: &str| words.of(text);
    let source = Source { staff: &Readings::default(), automatic: Some(&of) };
    for sample in [sample(), in_japanese_only(sample())] {
        let mut programme = sample.clone();
        furigana::programme(&mut programme, &mut |phrase| source.complete(phrase));
        let (mut kanji, mut bare) = (0, Vec::new());
        programme.each_text(&mut |text: &mut Text| {
            let phrase = text.phrase(Lang::JA_EASY);
            kanji += phrase.text().chars().filter(|c| hiroba::domain::readings::is_kanji(*c)).count();
            bare.extend(furigana::bare(&phrase).map(str::to_owned));
        });
        assert_eq!(bare, Vec::<String>::new());
        assert!(kanji > 100, "{kanji}");
        // Nothing but readings is another: every other reader sees what there was.
        let (mut before, mut after) = (Vec::new(), Vec::new());
        sample
            .clone()
            .each_text(&mut |text: &mut Text| before.push((text.phrase(Lang::JA), text.phrase(Lang::EN))));
        programme
            .each_text(&mut |text: &mut Text| after.push((text.phrase(Lang::JA), text.phrase(Lang::EN))));
        assert_eq!(before, after);
    }
}

/// Where the sample says a text twice, in Japanese and in easy Japanese with a person's readings, the
/// automatic ones are compared with them, word by word.
#[test]
fn the_sample_is_read_as_the_person_who_wrote_it_reads_it() {
    let Some(words) = words() else { return };
    let mut wrong = Vec::new();
    let mut count = 0;
    sample().each_text(&mut |text: &mut Text| {
        let Some(easy) = text.get(Lang::JA_EASY) else { return };
        count += easy.chunks().iter().filter(|chunk| chunk.ruby.is_some()).count();
        let found = Phrase::parse(&complete(&words, &easy.text()));
        if found.reading() != easy.reading() {
            wrong.push(format!("{} not {}", found.to_markup(), easy.to_markup()));
        }
    });
    assert!(count > 100, "{count}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_programme_of_200_meetings_is_read_in_well_under_a_second() {
    let Some(words) = words() else { return };
    let mut programme = in_japanese_only(sample());
    let meetings = programme.meetings.clone();
    while programme.meetings.len() < 200 {
        let mut meeting = meetings[programme.meetings.len() % meetings.len()].clone();
        // Each its own text, so that nothing is known before.
        meeting.title.set(Lang::JA, Phrase::plain(format!("第{}回 地域の集い", programme.meetings.len())));
        programme.meetings.push(meeting);
    }
    let of = |text: &str| words.of(text);
    let source = Source { staff: &Readings::default(), automatic: Some(&of) };
    let watch = hiroba::clock::Stopwatch::start();
    let mut texts = 0;
    furigana::programme(&mut programme, &mut |phrase| {
        texts += 1;
        source.complete(phrase)
    });
    let took = watch.elapsed();
    eprintln!("{texts} texts of {} meetings: {took:?}", programme.meetings.len());
    assert!(took.as_secs() < 5, "{took:?}");
}
