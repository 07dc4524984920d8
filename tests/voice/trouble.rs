//! What is missing or broken is said, and everything else goes on.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use hiroba::domain::speech::{Order, Report, Settings, Trouble};
use hiroba::voice::{self, dictionary};

use crate::ear::{Ear, bare, installed, level, said, samples, seconds};

fn finished(report: &Report) -> bool {
    matches!(report, Report::Finished { .. })
}

#[test]
fn without_the_program_japanese_is_still_spoken() {
    let Some(settings) = installed() else { return };
    let settings = Settings { program: "espeak-ng-that-is-not-here".into(), ..settings };
    let ear = Ear::new(&settings);
    let id = ear.ask(&[said("en", "Hello."), said("ja", "こんにちは。"), said("ko", "안녕하세요.")]);
    let trouble = Trouble::NoProgram(settings.program.clone());
    let skipped = |index| Report::Skipped { id, index, trouble: trouble.clone() };
    let reports = ear.until(finished);
    assert_eq!(reports.len(), 4, "{reports:?}");
    for wanted in [skipped(0), skipped(2), Report::Started { id, index: 1 }, Report::Finished { id }] {
        assert!(reports.contains(&wanted), "{wanted:?} is not in {reports:?}");
    }
    assert!(seconds(&ear.heard()) > 0.5 && level(&ear.heard()) > 500.0);
}

#[test]
fn without_dictionary_or_voice_other_languages_are_still_spoken() {
    let Some(settings) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nothing");
    for (settings, trouble) in [
        (
            Settings { dictionary: nowhere.clone(), ..settings.clone() },
            Trouble::NoDictionary(nowhere.clone()),
        ),
        (Settings { voice: nowhere.clone(), ..settings.clone() }, Trouble::NoVoice(nowhere.clone())),
    ] {
        assert_eq!(voice::missing(&settings), std::slice::from_ref(&trouble));
        let ear = Ear::new(&settings);
        ear.voice.order(Order::Load);
        let not_loaded = Report::NotLoaded { trouble: trouble.clone() };
        assert_eq!(ear.until(|report| *report == not_loaded).len(), 1);
        let id = ear.ask(&[said("ja", "こんにちは。"), said("en", "Hello.")]);
        let reports = ear.until(finished);
        let skipped = Report::Skipped { id, index: 0, trouble };
        assert_eq!(reports, [skipped, Report::Started { id, index: 1 }, Report::Finished { id }]);
    }
}

#[test]
fn what_is_damaged_is_said_and_harms_nobody_else() {
    let Some(settings) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let voice = folder.path().join("damaged.htsvoice");
    let whole = fs::read(&settings.voice).unwrap();
    let dictionary = folder.path().join("dictionary");
    fs::create_dir(&dictionary).unwrap();
    for file in fs::read_dir(&settings.dictionary).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), dictionary.join(file.file_name())).unwrap();
    }
    fs::write(dictionary.join("matrix.mtx"), b"no matrix").unwrap();
    let of_voice = Settings { voice: voice.clone(), ..settings.clone() };
    let of_dictionary = Settings { dictionary, ..settings.clone() };
    for (settings, content) in
        [(&of_voice, &b"not a voice"[..]), (&of_voice, &whole[..whole.len() / 2]), (&of_dictionary, &[])]
    {
        fs::write(&voice, content).unwrap();
        let ear = Ear::new(settings);
        ear.ask(&[said("ja", "こんにちは。"), said("en", "Hello.")]);
        let reports = ear.until(finished);
        let skipped = |report: &Report| match report {
            Report::Skipped { index: 0, trouble, .. } => {
                matches!(trouble, Trouble::Unusable { .. } | Trouble::NotMade { .. })
            }
            _ => false,
        };
        assert!(reports.iter().any(skipped), "{reports:?}");
        assert!(seconds(&ear.heard()) > 0.3, "English is not heard");
    }
}

#[test]
fn without_a_sound_device_a_speech_fails_soon_and_nothing_else_does() {
    let Some(settings) = installed() else { return };
    let settings = Settings { device: Some("no-such-device".to_owned()), ..settings };
    let ear = Ear::new(&settings);
    for _ in 0..2 {
        let id = ear.ask(&[said("ja", "こんにちは。"), said("ja", "またどうぞ。")]);
        let reports = ear.until(|report| matches!(report, Report::Failed { .. }));
        let [Report::Failed { id: failed, trouble: Trouble::NoDevice { device, why } }] = &reports[..] else {
            panic!("{reports:?}");
        };
        assert_eq!((*failed, device.as_deref()), (id, Some("no-such-device")));
        assert!(!why.is_empty());
    }
}

#[test]
fn a_sound_device_that_comes_back_is_used_again() {
    let Some(settings) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    // ALSA can open it only when its folder is there.
    let plugged = folder.path().join("plugged");
    let file = plugged.join("heard.raw");
    let device = format!("file:FILE={},FORMAT=raw", file.display());
    let ear = Ear::new(&Settings { device: Some(device), ..settings });
    ear.ask(&[said("ja", "こんにちは。")]);
    ear.until(|report| matches!(report, Report::Failed { trouble: Trouble::NoDevice { .. }, .. }));
    fs::create_dir(&plugged).unwrap();
    ear.ask(&[said("ja", "こんにちは。")]);
    ear.until(finished);
    assert!(level(&samples(&fs::read(&file).unwrap())) > 500.0);
}

#[test]
fn a_language_nobody_speaks_is_skipped_and_the_rest_is_said() {
    let Some(settings) = installed() else { return };
    let ear = Ear::new(&settings);
    let id = ear.ask(&[said("ja", "はい。"), said("xx", "hello"), said("ja", "はい。")]);
    let mut reports = ear.until(finished);
    let skipped = Report::Skipped { id, index: 1, trouble: Trouble::NoLanguage(said("xx", "").lang) };
    let started = |index| Report::Started { id, index };
    assert!(reports.contains(&skipped), "{reports:?}");
    reports.retain(|report| *report != skipped);
    assert_eq!(reports, [started(0), started(2), Report::Finished { id }]);
}

/// A program in place of espeak-ng.
fn program(folder: &Path, script: &str) -> std::path::PathBuf {
    let file = folder.join("program");
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file
}

#[test]
fn a_program_that_hangs_is_ended_by_silence() {
    let folder = tempfile::tempdir().unwrap();
    let number = folder.path().join("number");
    let script = format!("echo $$ >{}; exec sleep 1000", number.display());
    let ear = Ear::new(&Settings { program: program(folder.path(), &script), ..bare(folder.path()) });
    ear.ask(&[said("en", "Hello.")]);
    let started = Instant::now();
    let process = loop {
        assert!(started.elapsed() < Duration::from_secs(10), "the program was not started");
        match fs::read_to_string(&number) {
            Ok(number) if number.ends_with('\n') => break format!("/proc/{}", number.trim()),
            Ok(_) | Err(_) => sleep(Duration::from_millis(10)),
        }
    };
    assert!(Path::new(&process).exists());
    ear.voice.order(Order::Hush);
    let hushed = Instant::now();
    while Path::new(&process).exists() {
        assert!(hushed.elapsed() < Duration::from_secs(5), "it is still there");
        sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_program_that_hangs_or_talks_nonsense_is_skipped() {
    let folder = tempfile::tempdir().unwrap();
    for (script, why) in [
        ("exec sleep 1000", "it took too long"),
        ("head -c 9000 /dev/zero", "something else than sound"),
        ("kill -9 $$", "signal: 9"),
    ] {
        let ear = Ear::new(&Settings { program: program(folder.path(), script), ..bare(folder.path()) });
        let id = ear.ask(&[said("en", "Hello.")]);
        let reports = ear.until(finished);
        let [Report::Skipped { trouble: Trouble::NotMade { why: told, .. }, .. }, last] = &reports[..] else {
            panic!("{reports:?}");
        };
        assert!(told.contains(why), "{told}");
        assert_eq!(*last, Report::Finished { id });
    }
}

#[test]
fn lists_that_are_none_make_no_dictionary_and_leave_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let (lists, out) = (folder.path().join("lists"), folder.path().join("dictionary"));
    fs::create_dir(&lists).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("old"), "old").unwrap();
    let missing = dictionary::build(&lists, &out).unwrap_err().to_string();
    assert!(missing.contains("There is no char.def in"), "{missing}");
    for name in ["char.def", "matrix.def", "unk.def", "naist-jdic.csv"] {
        fs::write(lists.join(name), "これは辞書ではない,,,\n").unwrap();
    }
    let damaged = dictionary::build(&lists, &out).unwrap_err().to_string();
    assert!(damaged.contains("cannot be understood"), "{damaged}");
    assert_eq!(fs::read_to_string(out.join("old")).unwrap(), "old");
    assert!(!dictionary::is_there(&out));
}

#[test]
fn a_machine_with_nothing_of_it_says_all_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = bare(folder.path());
    let missing = voice::missing(&settings);
    assert_eq!(
        missing,
        [
            Trouble::NoDictionary(settings.dictionary.clone()),
            Trouble::NoVoice(settings.voice.clone()),
            Trouble::NoProgram(settings.program.clone()),
        ]
    );
}
