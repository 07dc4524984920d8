//! The real kiosk as a process, and its twin: the same core in the test, given the same events,
//! drawn off-screen. What the X server shows has to be what the twin shows, pixel by pixel.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use hiroba::clock;
use hiroba::config::{Config, Sources};
use hiroba::domain::programme::Programme;
use hiroba::feed;
use hiroba::kiosk::core::{Effect, Event, Kiosk, Now, Shown};
use hiroba::kiosk::sources::{sample, sample_picture, span};
use hiroba::screen::offscreen::Offscreen;
use hiroba::view::Action;
use hiroba::view::layout::Rect;
use jiff::Timestamp;

use crate::display::{Display, Owned, Shot, done, until};

/// Longer than anything here takes on a small machine that compiles something else meanwhile.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// Between two taps of somebody who has read the screen: sooner, the sign takes it for a trembling hand.
pub const READING: Duration = Duration::from_millis(600);
/// Pixels that may differ between two drawings of the same thing: none are known to.
const SAME: usize = 20;

pub struct Sign {
    pub process: Owned,
    log: PathBuf,
}

impl Sign {
    /// Starts the real binary with these settings.
    pub fn start(display: &Display, settings: &str) -> Sign {
        Sign::start_with(display, settings, |_| ())
    }

    pub fn start_with(display: &Display, settings: &str, prepare: impl FnOnce(&mut Command)) -> Sign {
        Sign::start_program(Path::new(env!("CARGO_BIN_EXE_hiroba")), display, settings, prepare)
    }

    /// The same with a program of another version.
    pub fn start_program(
        program: &Path,
        display: &Display,
        settings: &str,
        prepare: impl FnOnce(&mut Command),
    ) -> Sign {
        let home = display.home.path();
        let (file, log) = (home.join("kiosk.toml"), home.join("log"));
        // Many run beside each other: each hub listens where there is room.
        let hub = if settings.contains("[hub]") { "" } else { "[hub]\nlisten = \"127.0.0.1:0\"\n" };
        // The twin has no voice either, whatever this machine has. An older version does not know the word.
        let is_ours = program == Path::new(env!("CARGO_BIN_EXE_hiroba"));
        let voice = if settings.contains("[voice]") || !is_ours { "" } else { "[voice]\nenabled = false\n" };
        std::fs::write(&file, format!("{settings}\n{hub}\n{voice}")).unwrap();
        let mut command = Command::new(program);
        command.args(["kiosk", "--config"]).arg(file);
        display.prepare(&mut command);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log).unwrap());
        prepare(&mut command);
        Sign { process: Owned(command.spawn().unwrap()), log }
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub fn signal(&self, name: &str) {
        done(Command::new("kill").args(["-s", name, &self.process.0.id().to_string()]));
    }

    #[track_caller]
    pub fn is_running(&mut self) {
        let ended = self.process.0.try_wait().unwrap();
        assert_eq!(ended, None, "the kiosk has ended: {}", self.log());
    }

    /// How it ends, and after how long.
    pub fn end(mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        self.signal("TERM");
        let status = until("the end", PATIENCE, || self.process.0.try_wait().unwrap());
        (status, start.elapsed())
    }
}

pub fn now() -> Now {
    Now { at: clock::now(), sure: true }
}

/// A kiosk that has just been started.
pub fn beginning(config: &Config) -> Kiosk {
    let now = now();
    let programme = match &config.sources {
        Sources::Sample => sample(now.at, &config.place.zone),
        Sources::Given(_) => Programme::empty(config.place.zone.clone()),
    };
    Kiosk::new(config.clone(), programme, now)
}

pub struct Twin {
    pub kiosk: Kiosk,
    pub config: Config,
    screen: Offscreen,
}

impl Twin {
    /// A twin of a kiosk with these settings and without content of its own: the sample, or nothing.
    pub fn of(settings: &str) -> Twin {
        let config = Config::parse(settings, std::path::Path::new("kiosk.toml")).unwrap();
        let mut twin = Twin { kiosk: beginning(&config), screen: Offscreen::new().unwrap(), config };
        if twin.config.sources == Sources::Sample {
            let (name, picture) = sample_picture().unwrap();
            twin.screen.set_picture(&name, Some(picture));
            twin.update(Event::Pictures(HashSet::from([name])));
        }
        twin
    }

    /// Gives it a programme file, confirmed then.
    pub fn read(&mut self, file: &str, confirmed: Timestamp) {
        let zone = &self.config.place.zone;
        let reading = feed::read(None, file.as_bytes(), span(clock::now(), zone), zone).unwrap();
        assert_eq!(reading.problems, [], "the file of the test itself");
        let programme = Box::new(reading.programme);
        self.update(Event::Programme { programme, confirmed: Some(confirmed) });
    }

    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        self.kiosk.update(event, now())
    }

    pub fn shown(&self) -> Shown {
        self.kiosk.show(now())
    }

    /// What it would say aloud, in one string.
    pub fn words(&self) -> String {
        let said = self.shown().sheet.said;
        said.iter().map(|said| said.label.as_str()).collect::<Vec<_>>().join("\n")
    }

    pub fn draw(&mut self) -> Shot {
        let shown = self.shown();
        let picture = self.screen.draw(&shown.sheet, shown.view.colours, shown.view.light);
        Shot { rgb: picture.rgb, width: picture.width as usize }
    }

    /// Middle of a control, px.
    #[track_caller]
    pub fn place_of(&self, action: &Action) -> (f32, f32) {
        let sheet = self.shown().sheet;
        let control = sheet.controls.iter().find(|control| control.action == *action);
        let (x, y) = control.unwrap_or_else(|| panic!("there is no {action:?} here")).rect.centre();
        (x / sheet.mm_per_px, y / sheet.mm_per_px)
    }

    /// Waits until the display shows what the twin shows.
    #[track_caller]
    pub fn is_on(&mut self, display: &Display) -> Shot {
        self.is_on_but(display, &[])
    }

    /// The same, whatever stands in these places (mm).
    #[track_caller]
    pub fn is_on_but(&mut self, display: &Display, places: &[Rect]) -> Shot {
        let start = Instant::now();
        let px = |mm: f32| (mm / self.shown().sheet.mm_per_px).max(0.0) as usize;
        let places: Vec<[usize; 4]> =
            places.iter().map(|place| [place.x, place.y, place.right(), place.bottom()].map(px)).collect();
        loop {
            let shot = display.shot();
            // Drawn after the shot: at the turn of a minute the next shot has both right.
            let expected = self.draw();
            let differs = shot.without(&places).differs(&expected.without(&places), 0..shot.height());
            if differs <= SAME {
                return shot;
            }
            if start.elapsed() > PATIENCE {
                let (is, should) = (shot.save("is.png"), expected.save("should.png"));
                panic!(
                    "the screen is not what it should be ({differs} pixels): {} and {}",
                    is.display(),
                    should.display()
                );
            }
        }
    }

    /// That the display shows nothing else for a while, not even for a moment.
    #[track_caller]
    pub fn stays_on(&mut self, display: &Display, time: Duration) {
        let start = Instant::now();
        while start.elapsed() < time {
            let before = self.draw();
            let shot = display.shot();
            // Either side of the turn of a minute.
            let all = 0..shot.height();
            let same = shot.differs(&before, all.clone()) <= SAME || shot.differs(&self.draw(), all) <= SAME;
            assert!(same, "for a moment the screen was {}", shot.save("moment.png").display());
        }
    }
}
