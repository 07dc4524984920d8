//! Somebody who sees nothing (ACCESSIBILITY rows 12, 16, 17): a keypad, headphones, and what is said.
//! The real program, its real voice, through an ALSA device that keeps in a file what is played. Where to
//! go is known from the speech alone: no pixel, no tree, no place.

use std::io::Write;
use std::path::PathBuf;

use hiroba::config::Config;
use hiroba::domain::speech::Settings;
use hiroba::kiosk::core::Offer;
use hiroba::view::Aloud;
use hiroba::voice::{self, RATE};
use serde_json::Value;

use super::*;

/// A little longer than the guard against trembling hands.
const BETWEEN_KEYS: Duration = Duration::from_millis(550);

/// Whoever sits before the screen with headphones on.
struct Blind {
    display: Display,
    sign: Sign,
    speech: PathBuf,
    sound: PathBuf,
    jack: PathBuf,
    read: usize,
}

impl Blind {
    /// Nothing where no voice is installed; CI has to have it.
    fn comes(settings: &str) -> Option<Blind> {
        let settings_of_voice = Config::default().speech(|name| std::env::var_os(name));
        let missing =
            voice::missing(&Settings { device: Some("null".to_owned()), ..settings_of_voice.clone() });
        if let Some(trouble) = missing.first() {
            assert!(std::env::var_os("CI").is_none(), "{trouble}");
            println!("NOT RUN: {trouble}");
            return None;
        }
        let display = Display::open();
        let home = display.home.path();
        let [speech, sound, jack] = ["speech", "heard.raw", "jack"].map(|name| home.join(name));
        std::fs::write(&jack, "0").unwrap();
        let settings = format!(
            "{settings}\n[voice]\ndevice = \"file:FILE={},FORMAT=raw\"\nheadphones = \"{}\"\ndictionary = \"{}\"\n\
             voice = \"{}\"\n",
            sound.display(),
            jack.display(),
            settings_of_voice.dictionary.display(),
            settings_of_voice.voice.display(),
        );
        let sign = Sign::start_with(&display, &settings, |command| {
            command.arg("--speech").arg(&speech);
        });
        let mut blind = Blind { display, sign, speech, sound, jack, read: 0 };
        blind.until_line(|line| line["report"].as_str().is_some_and(|told| told.contains("Unplugged")));
        Some(blind)
    }

    fn lines(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(&self.speech).unwrap_or_default();
        // The last line may be half written.
        text.split_inclusive('\n')
            .filter(|line| line.ends_with('\n'))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Waits for a line that was not read yet, and reads up to it.
    #[track_caller]
    fn until_line(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let lines = self.lines();
            if let Some(at) = (self.read..lines.len()).find(|at| wanted(&lines[*at])) {
                self.read = at + 1;
                return lines[at].clone();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let since = &self.lines()[self.read..];
        panic!("it was not said within {PATIENCE:?}: {since:#?}\n{}", self.sign.log());
    }

    /// The next speech, in words, as soon as its first sound has gone out.
    #[track_caller]
    fn hears(&mut self) -> Vec<String> {
        let from = self.read;
        let first = self.until_line(|line| line["speech"].is_u64());
        let id = first["speech"].clone();
        let started = format!("Started {{ id: SpeechId({id})");
        self.until_line(|line| line["report"].as_str().is_some_and(|told| told.starts_with(&started)));
        let lines = self.lines();
        let of_this = lines[from..].iter().filter(|line| line["speech"] == id);
        of_this.map(|line| line["text"].as_str().unwrap().to_owned()).collect()
    }

    #[track_caller]
    fn key(&mut self, key: &str) -> Vec<String> {
        std::thread::sleep(BETWEEN_KEYS);
        self.read = self.lines().len();
        self.display.key(key);
        self.hears()
    }

    /// Walks from button to button until one is named so, and presses it.
    #[track_caller]
    fn chooses(&mut self, name: &str) -> Vec<String> {
        let mut heard = Vec::new();
        for _ in 0..24 {
            let said = self.key("Down");
            if said.last().is_some_and(|said| said.starts_with(name)) {
                return self.key("Return");
            }
            heard.push(said);
        }
        panic!("no button is called {name}, but {heard:#?}");
    }

    /// A finger that takes the time that fingers take.
    fn presses(&self, x: f32, y: f32) {
        let (x, y) = (format!("{x:.0}"), format!("{y:.0}"));
        self.display.xdotool(&["mousemove", &x, &y, "mousedown", "1", "sleep", "0.1", "mouseup", "1"]);
    }

    fn sound(&self) -> Vec<i16> {
        let bytes = std::fs::read(&self.sound).unwrap_or_default();
        bytes.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect()
    }
}

#[track_caller]
fn says(heard: &[String], text: &str) {
    assert!(heard.iter().any(|said| said.contains(text)), "{text} is not heard among {heard:#?}");
}

/// Eight figures out of their names, as they are heard.
fn figures(heard: &[String]) -> String {
    let names = ["ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"];
    let said = heard.iter().find(|said| said.contains("受付番号")).expect("the number is said");
    let mut rest = said.trim_start_matches("受付番号").trim_start_matches('、').replace(['、', ' '], "");
    let mut digits = String::new();
    'next: while !rest.is_empty() {
        for (digit, name) in names.iter().enumerate() {
            if let Some(after) = rest.strip_prefix(name) {
                digits.push_str(&digit.to_string());
                rest = after.to_owned();
                continue 'next;
            }
        }
        break;
    }
    assert_eq!(digits.len(), 8, "{said}");
    digits
}

/// A meeting of the whole day: one can register for it, and its desk is open.
pub fn open_meeting() -> (tempfile::NamedTempFile, String) {
    let mut file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    write!(
        file,
        r#"{{"format": "hiroba-programme", "version": 1, "meetings": [{{
            "id": "tea", "title": "お茶の会", "place": "地域交流スペース", "mode": "both",
            "when": {{"kind": "days", "first": {{"inDays": 0}}, "times": "not-announced"}},
            "attendance": {{"registration": "open", "checkIn": true}} }}]}}"#
    )
    .unwrap();
    let settings = format!("[[source]]\nname = \"tea\"\naddress = \"{}\"\n", file.path().display());
    (file, settings)
}

#[test]
fn somebody_who_sees_nothing_registers_and_checks_in_by_keypad_and_headphones() {
    let (_file, settings) = open_meeting();
    let Some(mut blind) = Blind::comes(&settings) else { return };
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(blind.sound().len(), 0, "it never speaks by itself");

    // Headphones begin it.
    std::fs::write(&blind.jack, "1").unwrap();
    let heard = blind.hears();
    says(&heard, "お茶の会");
    says(&heard, "受付");

    // From the list one registers for what has no open session, and for what has one too.
    let heard = blind.chooses("申し込む");
    says(&heard, "どちらで");
    let heard = blind.chooses("会場");
    says(&heard, "どの立場で");
    let heard = blind.chooses("答えない");
    says(&heard, "これで申し込みますか");
    let heard = blind.chooses("申し込む");
    says(&heard, "申し込みをうけつけました");
    let receipt = figures(&heard);
    blind.chooses("おわる");

    // The same person at the desk, with nothing but the number.
    std::fs::write(&blind.jack, "0").unwrap();
    std::thread::sleep(Duration::from_millis(800));
    std::fs::write(&blind.jack, "1").unwrap();
    let heard = blind.hears();
    says(&heard, "お茶の会");
    blind.chooses("受付");
    let heard = blind.chooses("番号がある");
    says(&heard, "けた");
    // A tactile keypad has no figures: those of the screen are walked to.
    for digit in receipt.chars() {
        blind.chooses(&digit.to_string());
    }
    let heard = blind.chooses("受付する");
    says(&heard, "受付がすみました");

    // What was played is speech: long, loud enough, and never clipped.
    let sound = blind.sound();
    let seconds = sound.len() as f64 / f64::from(RATE);
    assert!(seconds > 20.0, "{seconds} s were played");
    let loud = sound.iter().filter(|sample| sample.unsigned_abs() > 500).count() as f64 / sound.len() as f64;
    assert!(loud > 0.1, "{loud} of it is louder than a whisper");
    assert!(sound.iter().all(|sample| sample.unsigned_abs() < 32_767), "clipped");

    // Pulling them out is silence.
    std::fs::write(&blind.jack, "0").unwrap();
    std::thread::sleep(Duration::from_millis(600));
    let length = blind.sound().len();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(blind.sound().len(), length);
    blind.sign.is_running();
}

#[test]
fn a_key_ends_what_is_being_said_within_a_fifth_of_a_second() {
    let Some(mut blind) = Blind::comes("") else { return };
    blind.key("F2");
    std::thread::sleep(Duration::from_millis(700));
    // Down only: letting go is no other input.
    let before = Instant::now();
    blind.display.key("F2");
    let asked = before.elapsed();
    let held = blind.sound().len();
    std::thread::sleep(Duration::from_millis(500));
    let more = (blind.sound().len() - held) as f64 * 1000.0 / f64::from(RATE);
    assert!(more <= 200.0, "{more} ms of sound after the key, which took {asked:?}");
    // Held, it goes on where it was.
    std::thread::sleep(BETWEEN_KEYS);
    blind.display.key("F2");
    std::thread::sleep(Duration::from_millis(700));
    assert!(blind.sound().len() > held, "it goes on");
}

/// Regression: by touch not a sound came. The window told of the finger once more when it went up again, after what
/// it had asked for, and that ended it.
#[test]
fn a_finger_hears_the_screen_and_the_name_of_a_button() {
    let Some(mut blind) = Blind::comes("") else { return };
    let mut twin = Twin::of("");
    twin.update(Event::Voices(Offer { japanese: true, others: true }));
    std::thread::sleep(Duration::from_secs(1));
    for action in [Action::Aloud(Aloud::Start), Action::Staff] {
        let (x, y) = twin.place_of(&action);
        let before = blind.sound().len();
        blind.read = blind.lines().len();
        blind.presses(x, y);
        blind.hears();
        std::thread::sleep(Duration::from_millis(700));
        let more = (blind.sound().len() - before) as f64 / f64::from(RATE);
        assert!(more > 0.3, "{more} s were played after a finger on {action:?}");
    }
}
