//! The sign as a screen reader has it: over AT-SPI, the desktop's own way, in another process.
//! Every screen is reached by pressing buttons by their names, without a pixel or a place.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::by_ear::open_meeting;
use super::*;

/// A session bus of its own, on which accessibility is switched on.
pub struct Bus {
    _process: Owned,
    address: String,
}

impl Bus {
    pub fn open(display: &Display) -> Bus {
        let mut bus = tool("dbus-daemon", "dbus");
        display.prepare(&mut bus).args(["--session", "--nofork", "--print-address=1"]);
        let mut process = Owned(bus.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
        let mut address = String::new();
        BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let bus = Bus { _process: process, address: address.trim().to_owned() };
        let mut switch = tool("gdbus", "libglib2.0-bin");
        display.prepare(&mut switch).args(["call", "--session", "--dest", "org.a11y.Bus"]);
        switch.args(["--object-path", "/org/a11y/bus", "--method", "org.freedesktop.DBus.Properties.Set"]);
        switch.args(["org.a11y.Status", "IsEnabled", "<true>"]);
        bus.lend(&mut switch);
        done(&mut switch);
        bus
    }

    pub fn lend(&self, command: &mut Command) {
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
    }
}

/// Somebody who hears the screen and presses what they heard of.
pub struct Listener {
    process: Owned,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Role and name of everything that is there now.
    pub heard: Vec<(String, String)>,
    /// The same with which of how many it is, as "2/5".
    positions: Vec<(String, String, String)>,
}

impl Listener {
    pub fn begin(display: &Display, bus: &Bus) -> Listener {
        // Debian's own Python: another one lacks the packages python3-gi and gir1.2-atspi-2.0.
        let mut listener = tool("/usr/bin/python3", "python3-gi");
        display.prepare(&mut listener).args(["-c", include_str!("../common/listener.py")]);
        bus.lend(&mut listener);
        listener.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = Owned(listener.spawn().unwrap());
        let child: &mut Child = &mut process.0;
        let (asks, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut listener = Listener { process, asks, answers, heard: Vec::new(), positions: Vec::new() };
        listener.hear();
        listener
    }

    fn hear(&mut self) {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        self.positions = serde_json::from_str(&line).unwrap_or_else(|_| {
            let mut why = String::new();
            self.process.0.stderr.take().unwrap().read_to_string(&mut why).unwrap();
            panic!("{why}")
        });
        self.heard = self.positions.iter().map(|(role, name, _)| (role.clone(), name.clone())).collect();
    }

    fn press(&mut self, name: &str) {
        writeln!(self.asks, "{}", serde_json::to_string(name).unwrap()).unwrap();
        self.hear();
    }

    /// That everything on the sheet is there: buttons by their names, words by what they say.
    #[track_caller]
    fn hears(&self, twin: &Twin) {
        let Shown { view, sheet, .. } = twin.shown();
        for control in &sheet.controls {
            let there =
                self.heard.iter().any(|(role, name)| role.ends_with("button") && *name == control.label);
            assert!(there, "no button {:?} among {:?}", control.label, self.heard);
            // What acts at once is a button; only what then is so can be on or off.
            let role = if control.action.keeps_state() { "toggle button" } else { "button" };
            let position = control.position.map(|(at, of)| format!("{}/{of}", at + 1)).unwrap_or_default();
            let same = |(is, name, at): &&(String, String, String)| {
                is.ends_with("button")
                    && *name == control.label
                    && (is == role || is == &format!("push {role}"))
                    && *at == position
            };
            assert!(
                self.positions.iter().any(|found| same(&found)),
                "{:?} is no {role} {position} among {:?}",
                control.label,
                self.positions
            );
        }
        // The minute may have turned since.
        let clock = view.header.clock.text();
        for said in sheet.said.iter().filter(|said| said.label != clock) {
            let there = self.heard.iter().any(|(_, name)| *name == said.label);
            assert!(there, "{:?} is not heard among {:?}", said.label, self.heard);
        }
    }
}

/// What the desktop is told to say by itself, as a screen reader is told.
struct Announced {
    _process: Owned,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Announced {
    fn begin(display: &Display, bus: &Bus) -> Announced {
        let mut listener = tool("/usr/bin/python3", "python3-gi");
        display.prepare(&mut listener).args(["-c", include_str!("../common/announced.py")]);
        bus.lend(&mut listener);
        listener.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Owned(listener.spawn().unwrap());
        let lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = heard.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                hears.lock().unwrap().push(serde_json::from_str(&line).unwrap());
            }
        });
        let announced = Announced { _process: process, heard };
        announced.says("ready");
        announced
    }

    /// Waits until this is announced, and forgets what was before.
    #[track_caller]
    fn says(&self, words: &str) {
        let start = Instant::now();
        loop {
            let mut heard = self.heard.lock().unwrap();
            if let Some(at) = heard.iter().position(|said| said == words) {
                heard.drain(..=at);
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{words:?} is not announced, but {heard:?}");
            drop(heard);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Listener {
    /// Presses the only button whose name begins so.
    #[track_caller]
    pub fn chooses(&mut self, begins: &str) {
        std::thread::sleep(READING);
        let is = |(role, name): &&(String, String)| role.ends_with("button") && name.starts_with(begins);
        let names: Vec<String> = self.heard.iter().filter(is).map(|(_, name)| name.clone()).collect();
        let [name] = names.as_slice() else { panic!("{begins}: {names:?} among {:#?}", self.heard) };
        self.press(name);
    }

    #[track_caller]
    fn says(&self, words: &str) {
        let there = self.heard.iter().any(|(_, name)| name.contains(words));
        assert!(there, "{words} is not heard among {:#?}", self.heard);
    }
}

/// Presses the button of an action by the name that it has where the visitor is.
#[track_caller]
fn press(listener: &mut Listener, twin: &mut Twin, action: &Action) {
    std::thread::sleep(READING);
    let sheet = twin.shown().sheet;
    let control = sheet.controls.iter().find(|control| control.action == *action);
    let name = &control.unwrap_or_else(|| panic!("there is no {action:?} here")).label;
    twin.update(Event::Act(action.clone()));
    listener.press(name);
    listener.hears(twin);
}

/// Somebody who hears the sign with its sample programme, and its twin.
fn listening() -> (Display, Bus, Sign, Twin, Listener) {
    let display = Display::open();
    let bus = Bus::open(&display);
    let sign = Sign::start_with(&display, "", |command| bus.lend(command));
    let mut twin = Twin::of("");
    twin.is_on(&display);
    let listener = Listener::begin(&display, &bus);
    (display, bus, sign, twin, listener)
}

#[test]
fn a_screen_reader_comes_to_every_screen_by_the_names_of_the_buttons() {
    let (display, _bus, _sign, mut twin, mut listener) = listening();
    listener.hears(&twin);

    let en = hiroba::domain::text::Lang::EN;
    let walk = [
        (Action::Next, None),
        (Action::Pause, None),
        (Action::Resume, None),
        (Action::Previous, None),
        (Action::Schedule, Some("これからの予定")),
        (Action::Next, None),
        (Action::Detail, None),
        (Action::Back, Some("これからの予定")),
        (Action::Home, Some("フリースペース")),
        (Action::SizeMenu, Some("文字の 大きさ")),
        (Action::SetSize(TextSize::Largest), None),
        (Action::ColoursMenu, None),
        (Action::SetColours(Colours::HighContrast), None),
        (Action::Home, None),
        (Action::LanguageMenu, None),
        (Action::SetLanguage(en), Some("Free space")),
        (Action::Staff, Some("Where the staff are")),
        (Action::Back, None),
        (Action::Detail, None),
        (Action::Home, Some("Free space")),
    ];
    for (action, expected) in walk {
        press(&mut listener, &mut twin, &action);
        if let Some(expected) = expected {
            let there = listener.heard.iter().any(|(_, name)| name.contains(expected));
            assert!(there, "{expected} is not heard after {action:?}: {:?}", listener.heard);
        }
    }
    // What was heard is also what is seen.
    twin.is_on(&display);
}

#[test]
fn a_screen_reader_is_told_the_name_of_every_screen_that_comes_and_what_came_of_a_wish() {
    let (display, bus, _sign, mut twin, mut listener) = listening();
    let announced = Announced::begin(&display, &bus);
    let en = hiroba::domain::text::Lang::EN;
    let walk = [
        Action::Schedule,
        Action::Detail,
        Action::Home,
        Action::SizeMenu,
        Action::SetSize(TextSize::Largest),
        Action::LanguageMenu,
        Action::SetLanguage(en),
        Action::Staff,
        Action::Home,
    ];
    let (mut names, mut wishes) = (0, 0);
    for action in walk {
        let before = twin.shown();
        press(&mut listener, &mut twin, &action);
        let shown = twin.shown();
        // Both may come in either order: each is waited for from where the press was.
        if shown.title != before.title {
            announced.says(&shown.title);
            names += 1;
        } else {
            assert_ne!(shown.announcement, "", "{action:?} changes nothing that is told");
            announced.says(&shown.announcement);
            wishes += 1;
        }
    }
    assert!(names >= 6 && wishes >= 1, "{names} names, {wishes} wishes");
}

#[test]
fn a_screen_reader_alone_registers_and_checks_in() {
    let display = Display::open();
    let bus = Bus::open(&display);
    let (_file, settings) = open_meeting();
    let _sign = Sign::start_with(&display, &settings, |command| bus.lend(command));
    let mut listener = until("the meeting", PATIENCE, || {
        let listener = Listener::begin(&display, &bus);
        listener.heard.iter().any(|(_, name)| name == "申し込む").then_some(listener)
    });
    listener.chooses("申し込む");
    listener.says("どちらで 参加しますか");
    listener.chooses("会場");
    listener.says("どの立場で");
    listener.chooses("答えない");
    listener.says("これで 申し込みますか");
    listener.chooses("申し込む");
    listener.says("申し込みを うけつけました");
    let receipt = listener.heard.iter().find_map(|(_, name)| {
        let digits: String = name.strip_prefix("受付番号\n")?.chars().filter(char::is_ascii_digit).collect();
        (digits.len() == 8).then_some(digits)
    });
    let receipt = receipt.unwrap_or_else(|| panic!("no number among {:#?}", listener.heard));
    listener.chooses("おわる");
    listener.chooses("受付");
    listener.chooses("番号が ある");
    for digit in receipt.chars() {
        listener.chooses(&digit.to_string());
    }
    listener.chooses("受付する");
    listener.says("受付が すみました");
    listener.chooses("おわる");
    listener.says("お茶の会");
}
