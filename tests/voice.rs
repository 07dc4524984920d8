//! Words become sound, for real: with the dictionary, the voice and the program that scripts/voices installs, and
//! through an ALSA device that keeps in a file what is played.
#![cfg(feature = "voice")]

#[path = "voice/ear.rs"]
mod ear;
#[path = "voice/trouble.rs"]
mod trouble;

use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use ear::{Ear, dropout, installed, level, ms, said, seconds};
use hiroba::domain::speech::{Headphones, Jack, Order, Reading, Report, Settings, Speed, Trouble, Volume};
use hiroba::voice;

/// The sound of a text, without a device.
#[track_caller]
fn sound(settings: &Settings, lang: &str, text: &str) -> Vec<i16> {
    voice::samples(settings, &[said(lang, text)]).unwrap_or_else(|trouble| panic!("{trouble}"))
}

#[test]
fn japanese_becomes_sound_of_a_plausible_length_and_level() {
    let Some(settings) = installed() else { return };
    let text = "ようこそ。木曜日、午後一時三十分から、写真の会があります。";
    let sound = sound(&settings, "ja", text);
    // Some seven sounds a second, and thirty-six of them.
    assert!((4.0..9.0).contains(&seconds(&sound)), "{} s", seconds(&sound));
    assert!((1_000.0..12_000.0).contains(&level(&sound)), "level {}", level(&sound));
    assert!(sound.iter().all(|sample| sample.unsigned_abs() < 32_767), "clipped");
    assert!(
        ms(sound.iter().position(|sample| sample.unsigned_abs() > 96).unwrap()) < 20.0,
        "silence at first"
    );
    assert!(dropout(&sound) < 800.0, "a hole of {} ms", dropout(&sound));
}

#[test]
fn easy_japanese_is_japanese_and_a_longer_text_takes_longer() {
    let Some(settings) = installed() else { return };
    let length = |text: &str| seconds(&sound(&settings, "ja-easy", text));
    let (one, many) = (length("五"), length("二十三万四千五百六十七"));
    assert!(one > 0.1 && many > 3.0 * one, "{one} s and {many} s");
    assert_eq!(length("。\n「」…"), 0.0, "signs have no sound");
    assert_eq!(length(""), 0.0);
}

#[test]
fn other_languages_become_sound_each_as_loud_as_japanese() {
    let Some(settings) = installed() else { return };
    let japanese = level(&sound(&settings, "ja", "きょうは、三つの会があります。"));
    for (lang, text) in [
        ("en", "There are three meetings today, the first at one thirty."),
        ("ko", "오늘은 모임이 세 개 있습니다."),
        ("zh-Hans", "jin1 tian1 you3 san1 ge4 huo2 dong4"),
        ("vi", "Hôm nay có ba buổi họp."),
    ] {
        let sound = sound(&settings, lang, text);
        assert!((1.0..7.0).contains(&seconds(&sound)), "{lang}: {} s", seconds(&sound));
        let louder = 20.0 * (level(&sound) / japanese).log10();
        assert!(louder.abs() < 6.0, "{lang}: {louder} dB louder than Japanese");
    }
}

#[test]
fn speed_and_loudness_are_heard() {
    let Some(settings) = installed() else { return };
    for (lang, text) in [("ja", "きょうは、三つの会があります。"), ("en", "There are three meetings today.")]
    {
        let at = |percent| {
            let settings = Settings { speed: Speed::near(percent), ..settings.clone() };
            seconds(&sound(&settings, lang, text))
        };
        let (slow, usual, fast) = (at(60), at(100), at(175));
        assert!(slow > 1.3 * usual && usual > 1.3 * fast, "{lang}: {slow} s, {usual} s, {fast} s");
        let loud = |step| {
            let settings = Settings { volume: Volume::at(step), ..settings.clone() };
            f64::from(level(&sound(&settings, lang, text)))
        };
        let step = 20.0 * (loud(5) / loud(4)).log10();
        assert!((5.0..7.0).contains(&step), "{lang}: {step} dB");
    }
}

#[test]
fn what_is_made_is_what_is_played_one_after_the_other() {
    let Some(settings) = installed() else { return };
    let utterances = [said("ja", "こんにちは。"), said("en", "Hello."), said("ja", "またどうぞ。")];
    let made = seconds(&voice::samples(&settings, &utterances).unwrap());
    let ear = Ear::new(&settings);
    let id = ear.ask(&utterances);
    let reports = ear.until(|report| matches!(report, Report::Finished { .. }));
    let started = |index| Report::Started { id, index };
    assert_eq!(reports, [started(0), started(1), started(2), Report::Finished { id }]);
    let heard = ear.heard();
    // A breath stands between two of them.
    let breaths = 2.0 * 0.12;
    assert!((seconds(&heard) - made - breaths).abs() < 0.03, "{} s of {made} s", seconds(&heard));
    assert!(level(&heard) > 500.0, "level {}", level(&heard));
}

#[test]
fn an_order_to_be_silent_is_obeyed_at_once() {
    let Some(settings) = installed() else { return };
    let long = "きょうの予定です。".repeat(30);
    for lang in ["ja", "en"] {
        let ear = Ear::new(&settings);
        // While it plays.
        ear.ask(&[said(lang, &long)]);
        ear.until(|report| matches!(report, Report::Started { .. }));
        sleep(Duration::from_millis(600));
        let length = ear.heard().len();
        assert!(ms(length) > 300.0, "{lang}: {} ms were played", ms(length));
        ear.voice.order(Order::Hush);
        sleep(Duration::from_millis(500));
        let more = ms(ear.heard().len() - length);
        assert!(more <= 200.0, "{lang}: {more} ms of sound after the order");
        // While it is made.
        let length = ear.heard().len();
        ear.ask(&[said(lang, &long)]);
        ear.voice.order(Order::Hush);
        sleep(Duration::from_millis(500));
        let more = ms(ear.heard().len() - length);
        assert!(more <= 200.0, "{lang}: {more} ms of sound of what was not wanted any more");
        assert!(ear.told().iter().all(|report| !matches!(report, Report::Finished { .. })));
        // And it speaks again afterwards.
        let id = ear.ask(&[said("ja", "はい。")]);
        ear.until(|report| *report == Report::Finished { id });
    }
}

#[test]
fn a_new_speech_takes_the_place_of_the_old() {
    let Some(settings) = installed() else { return };
    let ear = Ear::new(&settings);
    let old = ear.ask(&[said("ja", &"きょうの予定です。".repeat(30))]);
    ear.until(|report| matches!(report, Report::Started { .. }));
    let new = ear.ask(&[said("ja", "はい。")]);
    let reports = ear.until(|report| matches!(report, Report::Finished { .. }));
    assert_eq!(reports.last(), Some(&Report::Finished { id: new }));
    assert!(!reports.contains(&Report::Finished { id: old }));
}

#[test]
fn a_pause_keeps_the_place_to_the_sound() {
    let Some(settings) = installed() else { return };
    let utterances =
        [said("ja", "木曜日、午後一時三十分から、写真の会があります。"), said("ja", "場所は二階です。")];
    let whole = seconds(&voice::samples(&settings, &utterances).unwrap()) + 0.12;
    let ear = Ear::new(&settings);
    let id = ear.ask(&utterances);
    ear.until(|report| matches!(report, Report::Started { .. }));
    sleep(Duration::from_millis(900));
    ear.voice.order(Order::Pause);
    sleep(Duration::from_millis(200));
    let length = ear.heard().len();
    sleep(Duration::from_millis(700));
    assert_eq!(ear.heard().len(), length, "a pause is silent");
    // Twice is once.
    ear.voice.order(Order::Pause);
    ear.voice.order(Order::Resume);
    ear.until(|report| *report == Report::Finished { id });
    let heard = seconds(&ear.heard());
    // What waited in the device is said again, as it was not heard; the file keeps both.
    assert!(heard >= whole - 0.03 && heard < whole + 0.2, "{heard} s of {whole} s");
}

#[test]
fn faster_and_softer_take_effect_while_it_speaks_and_go_back_when_a_visit_ends() {
    let Some(settings) = installed() else { return };
    let ear = Ear::new(&settings);
    let id = ear.ask(&[said("ja", &"きょうの予定です。".repeat(4))]);
    ear.until(|report| matches!(report, Report::Started { .. }));
    for order in [Order::Faster, Order::Faster, Order::Softer, Order::Reset] {
        ear.voice.order(order);
    }
    let reports = ear.until(|report| *report == Report::Finished { id });
    let set: Vec<(u32, u32)> = reports
        .iter()
        .filter_map(|report| match report {
            Report::Set { speed, volume } => Some((speed.percent(), volume.step())),
            _ => None,
        })
        .collect();
    assert_eq!(set, [(120, 4), (145, 4), (145, 3), (100, 3), (100, 4)]);

    let length = ear.heard().len();
    for order in [Order::Faster, Order::Faster, Order::Faster, Order::Softer] {
        ear.voice.order(order);
    }
    let id = ear.ask(&[said("ja", "木曜日、写真の会があります。")]);
    ear.until(|report| *report == Report::Finished { id });
    let heard = ear.heard()[length..].to_vec();
    let usual = sound(&settings, "ja", "木曜日、写真の会があります。");
    assert!(seconds(&heard) < 0.75 * seconds(&usual), "{} s of {} s", seconds(&heard), seconds(&usual));
    let softer = 20.0 * (level(&usual) / level(&heard)).log10();
    assert!((4.0..8.0).contains(&softer), "{softer} dB softer");
}

#[test]
fn words_are_read_as_staff_say_they_are() {
    let Some(settings) = installed() else { return };
    let ear = Ear::new(&settings);
    let length = |readings: &[(&str, &str)]| {
        let reading =
            |(surface, kana): &(&str, &str)| Reading { surface: (*surface).into(), kana: (*kana).into() };
        ear.voice.order(Order::Readings(readings.iter().map(reading).collect()));
        let before = ear.heard().len();
        let id = ear.ask(&[said("ja", "砧で会いましょう。")]);
        ear.until(|report| *report == Report::Finished { id });
        seconds(&ear.heard()[before..])
    };
    let usual = length(&[]);
    let own = length(&[("砧", "ながいながいよみかた"), ("会", "not kana")]);
    assert!(own > usual + 0.6, "{usual} s became {own} s");
    let again = length(&[]);
    assert!((again - usual).abs() < 0.05, "{usual} s became {again} s");
}

#[test]
fn headphones_are_told_of_when_they_come_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plugged");
    let settings = Settings { jack: Jack::File(file.clone()), ..ear::bare(folder.path()) };
    let ear = Ear::new(&settings);
    let mut told = Vec::new();
    for text in ["", "0", "1\n", "0\n"] {
        std::fs::write(&file, text).unwrap();
        let reports = ear.until(|report| matches!(report, Report::Headphones(_)));
        told.extend(reports.last().cloned());
    }
    use Headphones::{Plugged, Unknown, Unplugged};
    assert_eq!(told, [Unknown, Unplugged, Plugged, Unplugged].map(Report::Headphones));
}

#[test]
fn a_machine_without_a_jack_says_that_it_cannot_tell() {
    if Path::new("/proc/asound/cards").exists() {
        println!("NOT RUN: this machine has a sound card, and it may have a jack.");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let ear = Ear::new(&Settings { jack: Jack::Card, ..ear::bare(folder.path()) });
    let reports = ear.until(|report| matches!(report, Report::Headphones(_)));
    assert_eq!(reports, [Report::Headphones(Headphones::Unknown)]);
}

/// Set in the process that a test starts of itself: threads of other tests would load the dictionary too.
const ALONE: &str = "HIROBA_TEST_ALONE";

#[test]
fn nothing_is_loaded_before_somebody_wants_to_hear() {
    let Some(settings) = installed() else { return };
    if std::env::var_os(ALONE).is_none() {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "nothing_is_loaded_before_somebody_wants_to_hear", "--nocapture"])
            .env(ALONE, "yes")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("1 passed"), "{said}");
        return;
    }
    let memory = || {
        let rollup = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap();
        let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap().to_owned();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    };
    let maps = || std::fs::read_to_string("/proc/self/maps").unwrap();
    let dictionary = settings.dictionary.canonicalize().unwrap().display().to_string();
    let before = memory();
    let ear = Ear::new(&settings);
    sleep(Duration::from_millis(400));
    assert!(!maps().contains(&dictionary), "the dictionary is there before anybody asked");
    let idle = memory() - before;
    assert!(idle < 3.0, "{idle} MB for a voice that was not used");
    ear.voice.order(Order::Load);
    ear.until(|report| *report == Report::Loaded);
    assert!(maps().contains(&dictionary), "the dictionary is not there");
    let id = ear.ask(&[said("ja", "こんにちは。")]);
    ear.until(|report| *report == Report::Finished { id });
    let loaded = memory();
    println!("{before:.1} MB, {idle:+.1} MB unused, {loaded:.1} MB with speech");
    assert!(loaded < 180.0, "{loaded} MB with speech");
}

#[test]
fn say_writes_a_file_and_plays_on_the_usual_device() {
    let Some(settings) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    // The usual device of this user, as staff would name one.
    let usual = format!(
        "pcm.!default {{ type plug slave.pcm \"file:FILE={},FORMAT=raw\" }}",
        path("heard").display()
    );
    std::fs::write(path(".asoundrc"), usual).unwrap();
    let toml = format!("[voice]\ndictionary = {:?}\nvoice = {:?}\n", settings.dictionary, settings.voice);
    std::fs::write(path("kiosk.toml"), toml).unwrap();
    let say = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_hiroba"))
            .args(["say", "--config"])
            .arg(path("kiosk.toml"))
            .args(arguments)
            .env("HOME", folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said.into_owned())
    };
    let wav = path("said.wav");
    let (good, words) = say(&["--wav", wav.to_str().unwrap(), "こんにちは。"]);
    assert!(good && words.contains("of sound are in"), "{words}");
    let file = std::fs::read(&wav).unwrap();
    assert_eq!(file[..4], *b"RIFF");
    let written = ear::samples(&file[44..]);
    assert!((0.6..2.0).contains(&seconds(&written)) && level(&written) > 500.0);

    let (good, words) = say(&["こんにちは。"]);
    assert!(good, "{words}");
    let heard = ear::samples(&std::fs::read(path("heard")).unwrap());
    assert!((seconds(&heard) - seconds(&written)).abs() < 0.03, "{} s", seconds(&heard));

    let (good, words) = say(&["--about"]);
    assert!(
        good && words.contains("Nagoya Institute of Technology") && words.contains("Nothing is missing."),
        "{words}"
    );
    let (good, words) = say(&["--lang", "xx", "hello"]);
    assert!(!good && words.contains(&Trouble::NoLanguage(said("xx", "").lang).to_string()), "{words}");
}
