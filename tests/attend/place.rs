//! A place with a real kiosk that takes attendance, its twin, and the database between them.
//!
//! The twin keeps records of its own: they are the same but for the keys and receipts, which are
//! drawn by chance. So pictures are compared but for the receipt, and where a receipt is typed the
//! twin is first told what is in the database.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::time::Instant;

use hiroba::clock;
use hiroba::config::{Config, Key};
use hiroba::domain::attendance::{Receipt, Record, Salt, Way};
use hiroba::kiosk::core::{Effect, Event, Opened, Pin, Stroke};
use hiroba::store::Store;
use hiroba::view::layout::{Piece, Rect};
use hiroba::view::words::Say;
use hiroba::view::{Action, Ask, Corner};
use jiff::ToSpan;

use crate::display::{Display, Shot, done, until};
use crate::seen::Seen;
use crate::sign::{PATIENCE, READING, Sign, Twin, beginning};

pub const MEETING: &str = "m1";
pub const PIN: &str = "2468";

/// A meeting that begins so many minutes from now and takes so many.
pub fn programme(begins_in: i64, takes: i64) -> String {
    let start = clock::now().in_tz("Asia/Tokyo").unwrap() + begins_in.minutes();
    let end = &start + takes.minutes();
    let [start, end] = [start, end].map(|moment| moment.strftime("%Y-%m-%dT%H:%M").to_string());
    let kinds = r#"[{"id": "welfare", "name": "障害者支援事業所"}, {"id": "office", "name": "行政関係"}]"#;
    format!(
        r#"{{"format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo", "name": "ひろば",
            "meetings": [{{"id": "{MEETING}", "title": "場をひろげる", "mode": "both",
                "when": {{"kind": "exact", "start": "{start}", "end": "{end}"}} }}],
            "categories": [{{"id": "lived", "name": "当事者"}}, {{"id": "family", "name": "家族"}},
                {{"id": "supporter", "name": "支援者", "subs": {kinds}}}]}}"#
    )
}

/// One can register, and nothing is open yet.
pub fn in_ten_days() -> String {
    programme(10 * 24 * 60, 150)
}

/// One can check in, and still register.
pub fn soon() -> String {
    programme(20, 150)
}

/// A wish about attendance.
pub fn ask(ask: Ask) -> Action {
    Action::Attend(ask)
}

pub struct Place {
    pub display: Display,
    pub twin: Twin,
    /// The folder of records.
    pub records: PathBuf,
    sign: Option<Sign>,
    /// How often its log has said so in this life.
    opened: usize,
    settings: String,
    tapped: Instant,
}

impl Place {
    /// A kiosk with this programme that has opened its records.
    pub fn open(programme: &str) -> Place {
        let mut place = Place::with(programme, None);
        place.starts();
        place.opens();
        place
    }

    /// A kiosk that has not been started yet, with its records in this folder or in the usual one.
    pub fn with(programme: &str, records: Option<&Path>) -> Place {
        Place::on(Display::open(), programme, records)
    }

    pub fn on(display: Display, programme: &str, records: Option<&Path>) -> Place {
        let home = display.home.path();
        std::fs::write(home.join("programme.json"), programme).unwrap();
        let mut settings = "[[source]]\nname = \"ward\"\naddress = \"programme.json\"\n".to_owned();
        if let Some(folder) = records {
            settings += &format!("[paths]\nrecords = \"{}\"\n", folder.display());
        }
        std::fs::write(home.join("kiosk.toml"), &settings).unwrap();
        let twin = Twin::of(&settings);
        let records = records.map_or_else(|| home.join("state/hiroba"), Path::to_owned);
        let mut place =
            Place { display, twin, records, sign: None, opened: 0, settings, tapped: Instant::now() };
        place.twin_begins(programme);
        place
    }

    /// A twin that knows nothing but the programme, on a display like the kiosk's.
    fn twin_begins(&mut self, programme: &str) {
        self.twin.kiosk = beginning(&self.twin.config);
        let (width, height) = self.display.size;
        self.twin.update(Event::Resized(width as u32, height as u32));
        self.twin.read(programme, clock::now());
    }

    /// One more table of settings.
    pub fn with_setting(&mut self, table: &str) {
        self.settings += table;
    }

    /// The same, for the twin as well.
    pub fn both_with_setting(&mut self, table: &str, programme: &str) {
        self.with_setting(table);
        self.twin.config = Config::parse(&self.settings, Path::new("kiosk.toml")).unwrap();
        self.twin_begins(programme);
    }

    /// Presses the only key that somebody has. A press that comes late on a busy machine must not meet the
    /// next one: the sign would take both for a trembling hand.
    #[track_caller]
    pub fn switches(&mut self) {
        std::thread::sleep(READING);
        self.presses("F9", "F9");
    }

    /// It belongs to the hub at this address and has its programme from there.
    #[cfg_attr(not(feature = "hub"), allow(dead_code, reason = "there is no hub to belong to"))]
    pub fn belongs_to(&mut self, hub: &str, programme: &str) {
        self.settings = format!("[hub]\naddress = \"{hub}\"\n");
        self.twin.config = Config::parse(&self.settings, Path::new("kiosk.toml")).unwrap();
        self.twin_begins(programme);
    }

    pub fn starts(&mut self) {
        self.sign = Some(Sign::start(&self.display, &self.settings));
        self.opened = 0;
    }

    /// Waits until the records are open, for the first time in this life of the kiosk or once more,
    /// and tells the twin what is in them.
    #[track_caller]
    pub fn opens(&mut self) {
        let words = "Records are kept in";
        until(words, PATIENCE, || (self.sign().log().matches(words).count() > self.opened).then_some(()));
        self.opened += 1;
        self.tell_twin();
        self.shows();
    }

    pub fn sign(&mut self) -> &mut Sign {
        self.sign.as_mut().unwrap()
    }

    /// Ends it as the plug being pulled would.
    pub fn kill(&mut self) {
        let mut process = self.sign.take().unwrap().process;
        process.0.kill().unwrap();
        process.0.wait().unwrap();
    }

    /// Starts it again after its end, with a twin that knows nothing but the programme.
    pub fn starts_again(&mut self, programme: &str) {
        self.twin_begins(programme);
        self.starts();
        self.opens();
    }

    pub fn end(&mut self) -> ExitStatus {
        self.sign.take().unwrap().end().0
    }

    /// Waits until its hub has every record.
    #[track_caller]
    pub fn has_sent(&self) {
        until("the last record at the hub", PATIENCE, || {
            (self.sql("SELECT count(*) FROM outbox") == ["0"]).then_some(())
        });
    }

    pub fn database(&self) -> PathBuf {
        self.records.join(hiroba::store::FILE)
    }

    /// Everything in the database, in its order, and its salt.
    pub fn stored(&self) -> (Vec<Record>, Salt) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut store = Store::open_to_read(&self.database()).await.unwrap();
            (store.all().await.unwrap(), store.salt())
        })
    }

    /// Tells the twin what is in the database. Not while somebody is in the middle of something.
    pub fn tell_twin(&mut self) {
        let (records, salt) = self.stored();
        self.twin_hears(Event::Opened(Box::new(Opened { salt, seed: [5; 32], records, pinned: false })));
    }

    /// The twin takes an event, and its wishes come true at once.
    pub fn twin_hears(&mut self, event: Event) {
        let mut effects = self.twin.update(event);
        while let Some(effect) = effects.pop() {
            let answer = match effect {
                Effect::Record(records) => {
                    records.first().map(|record| Event::Recorded { key: record.key, result: Ok(()) })
                }
                Effect::CheckPin(digits) => {
                    Some(Event::PinChecked(if digits == PIN { Pin::Right } else { Pin::Wrong }))
                }
                Effect::Show
                | Effect::KeepPinned(_)
                | Effect::AskOutbox
                | Effect::Restart
                | Effect::LeaveFullscreen
                | Effect::Call
                | Effect::Speak { .. }
                | Effect::Voice(_) => None,
            };
            effects.extend(answer.map(|answer| self.twin.update(answer)).unwrap_or_default());
        }
    }

    /// Taps a control of the kiosk and tells the twin, without looking what comes of it.
    #[track_caller]
    pub fn taps(&mut self, action: Action) {
        std::thread::sleep(READING.saturating_sub(self.tapped.elapsed()));
        let (x, y) = self.twin.place_of(&action);
        self.display.tap(x, y);
        self.tapped = Instant::now();
        self.twin_hears(Event::Touched(None));
        self.twin_hears(Event::Act(action));
    }

    /// Taps one wish after the other, and sees each time that both come to the same.
    #[track_caller]
    pub fn asks(&mut self, asks: &[Ask]) -> Shot {
        for wish in asks {
            self.taps(ask(wish.clone()));
            self.shows();
        }
        self.shows()
    }

    /// Waits until the display shows what the twin shows, but for the receipt.
    #[track_caller]
    pub fn shows(&mut self) -> Shot {
        let pieces = self.twin.shown().sheet.pieces;
        let code = pieces.iter().find_map(|piece| match piece {
            Piece::Qr { rect, url } if url.len() == Receipt::DIGITS => Some((*rect, url.clone())),
            _ => None,
        });
        let Some((rect, receipt)) = code else { return self.twin.is_on(&self.display) };
        let (first, last) = receipt.split_at(Receipt::DIGITS / 2);
        // Other digits may be wider.
        let wider = |rect: &Rect| Rect::new(rect.x - 8.0, rect.y - 4.0, rect.w + 16.0, rect.h + 8.0);
        let groups = pieces.iter().filter_map(|piece| match piece {
            Piece::Text { rect, text, .. } if text == first || text == last => Some(wider(rect)),
            _ => None,
        });
        let places: Vec<Rect> = groups.chain([rect]).collect();
        assert_eq!(places.len(), 3, "the receipt stands there twice over: as two groups and as a code");
        self.twin.is_on_but(&self.display, &places)
    }

    /// That these words stand on the screen of the twin, which the display shows too.
    #[track_caller]
    pub fn reads(&mut self, words: impl Seen) {
        let (words, said) = (words.words(), self.twin.words());
        assert!(said.contains(&words), "{words:?} is not on the screen: {said}");
        self.shows();
    }

    /// Registers by taps, at the venue, as what; the receipt as another program reads it off the screen.
    #[track_caller]
    pub fn registers(&mut self, category: Option<&str>) -> Receipt {
        let category = category.map(str::to_owned);
        self.asks(&[Ask::Register, Ask::Way(Way::Venue), Ask::Category(category), Ask::Submit]);
        self.reads(Say::RegisteredTitle);
        self.receipt()
    }

    /// The receipt on the screen.
    #[track_caller]
    pub fn receipt(&mut self) -> Receipt {
        let code = self.shows().code("receipt.png");
        assert_eq!(code.len(), Receipt::DIGITS, "{code:?} is no receipt");
        Receipt::parse(&code).unwrap()
    }

    /// A scanner reads a receipt.
    pub fn scans(&mut self, receipt: &Receipt) {
        self.scans_alone(&receipt.digits());
        self.twin_types(&receipt.digits());
        self.twin_hears(Event::Key(key("Enter")));
    }

    /// The same, without the twin hearing of it: fast, and with Return at the end.
    pub fn scans_alone(&self, digits: &str) {
        self.display.xdotool(&["type", "--delay", "8", "--args", "1", digits, "key", "Return"]);
    }

    pub fn twin_types(&mut self, digits: &str) {
        for digit in digits.chars() {
            self.twin_hears(Event::Key(key(&digit.to_string())));
        }
    }

    /// Presses a key of the keyboard, by what the X server and the key map call it.
    #[track_caller]
    pub fn presses(&mut self, name: &str, known_as: &str) {
        self.display.key(name);
        self.twin_hears(Event::Key(key(known_as)));
        self.shows();
    }

    /// Runs another job of the program with the same settings.
    pub fn runs(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hiroba"));
        self.display.prepare(&mut command).args(arguments).args(["--config", "kiosk.toml"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    #[track_caller]
    pub fn sets_pin(&self) {
        let set = self.runs(&["pin"], &format!("{PIN}\n"));
        assert!(set.status.success(), "{set:?}");
    }

    /// Staff come to their corner: five taps into the corner of the screen, and the PIN on its pad.
    #[track_caller]
    pub fn staff_come_in(&mut self) {
        if !self.records.join("pin").exists() {
            self.sets_pin();
        }
        let mm = self.twin.shown().sheet.mm_per_px;
        for _ in 0..5 {
            self.display.tap(1890.0, 20.0);
            self.twin_hears(Event::Touched(Some((1890.0 * mm, 20.0 * mm))));
        }
        self.reads(Say::PinHeading);
        for digit in PIN.bytes() {
            self.taps(ask(Ask::Digit(digit - b'0')));
        }
        self.asks(&[Ask::Corner(Corner::Enter)]);
        self.reads(Say::CornerHeading);
    }

    /// Runs SQL on the database from outside and gives its first column.
    pub fn sql(&self, sql: &str) -> Vec<String> {
        let mut command = crate::display::tool("python3", "python3");
        let script = "import sqlite3, sys\n\
                      for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])";
        let output = done(command.args(["-c", script]).arg(self.database()).arg(sql));
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
    }
}

pub fn key(name: &str) -> Stroke {
    if name == "Tab" { Stroke::Tab } else { Stroke::Key(Key::parse(name).unwrap()) }
}
