//! A virtual display with a window manager, and the hands and eyes of somebody in front of it.
//! Nothing here knows the program: pixels come from the X server, taps and keys go to it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub const WIDTH: usize = 1920;
pub const HEIGHT: usize = 1080;

/// A program of the machine. A missing one fails the test by the name of its package.
pub fn tool(name: &str, package: &str) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = Path::new(name).is_absolute() && Path::new(name).exists()
        || std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    assert!(
        found,
        "{name} is not on this machine. It is in the package {package}; scripts/test installs it."
    );
    Command::new(name)
}

/// Runs a program that has to succeed.
#[track_caller]
pub fn done(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Asks again and again until there is an answer, for a limited time.
#[track_caller]
pub fn until<T>(what: &str, limit: Duration, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < limit, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A child process that ends with its owner.
pub struct Owned(pub Child);

impl Drop for Owned {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the X server shows: RGB, row by row.
#[derive(Clone, PartialEq)]
pub struct Shot(pub Vec<u8>);

impl Shot {
    pub fn save(&self, name: &str) -> PathBuf {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        image::save_buffer(&path, &self.0, WIDTH as u32, HEIGHT as u32, image::ExtendedColorType::Rgb8)
            .unwrap();
        path
    }

    /// How many pixels are clearly different, of those in these rows.
    pub fn differs(&self, other: &Shot, rows: std::ops::Range<usize>) -> usize {
        let part = rows.start * WIDTH * 3..rows.end * WIDTH * 3;
        let pairs = self.0[part.clone()].chunks_exact(3).zip(other.0[part].chunks_exact(3));
        pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 16)).count()
    }

    /// The same without what stands in these rectangles (left, top, right, bottom; px).
    pub fn without(&self, places: &[[usize; 4]]) -> Shot {
        let mut shot = self.clone();
        for &[left, top, right, bottom] in places {
            for row in top..bottom.min(HEIGHT) {
                shot.0[(row * WIDTH + left) * 3..(row * WIDTH + right.min(WIDTH)) * 3].fill(0);
            }
        }
        shot
    }

    /// The text of the QR code on it, as an independent reader finds it.
    pub fn code(&self, name: &str) -> String {
        let path = self.save(name);
        let read = tool("zbarimg", "zbar-tools").args(["-q", "--raw"]).arg(path).output().unwrap();
        String::from_utf8_lossy(&read.stdout).trim().to_owned()
    }
}

/// A display of its own. Stories that use one run one after the other, also from several test
/// processes: they measure time, and the machine is small.
pub struct Display {
    pub name: String,
    pub home: tempfile::TempDir,
    // In the order in which they are to end.
    _manager: Owned,
    _server: Owned,
    _turn: File,
}

impl Display {
    pub fn open() -> Display {
        Display::open_with(|_| ())
    }

    /// With what is put into the home folder first.
    pub fn open_with(prepare: impl FnOnce(&Path)) -> Display {
        let turn = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join("display.lock")).unwrap();
        turn.lock().unwrap();
        let home = tempfile::tempdir().unwrap();
        prepare(home.path());
        let screen = format!("{WIDTH}x{HEIGHT}x24");
        let mut server = Owned(
            tool("Xvfb", "xvfb")
                .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        let mut manager = tool("openbox", "openbox");
        manager.arg("--sm-disable").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let manager = Owned(at_home(&mut manager, &name, home.path()).spawn().unwrap());
        until("the window manager", Duration::from_secs(15), || {
            let mut ask = tool("xprop", "x11-utils");
            let answer = ask.args(["-display", &name, "-root", "_NET_SUPPORTING_WM_CHECK"]).output().unwrap();
            String::from_utf8_lossy(&answer.stdout).contains("window id").then_some(())
        });
        Display { name, home, _manager: manager, _server: server, _turn: turn }
    }

    /// Lets a program run on this display, with a home of its own.
    pub fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        at_home(command, &self.name, self.home.path())
    }

    pub fn shot(&self) -> Shot {
        let mut import = tool("import", "imagemagick");
        import.args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]).env("DISPLAY", &self.name);
        let pixels = done(&mut import).stdout;
        assert_eq!(pixels.len(), WIDTH * HEIGHT * 3);
        Shot(pixels)
    }

    pub fn xdotool(&self, arguments: &[&str]) {
        done(tool("xdotool", "xdotool").args(arguments).env("DISPLAY", &self.name));
    }

    pub fn tap(&self, x: f32, y: f32) {
        let (x, y) = (format!("{x:.0}"), format!("{y:.0}"));
        self.xdotool(&["mousemove", &x, &y, "mousedown", "1", "sleep", "0.05", "mouseup", "1"]);
    }

    pub fn key(&self, key: &str) {
        self.xdotool(&["key", key]);
    }
}

fn at_home<'a>(command: &'a mut Command, display: &str, home: &Path) -> &'a mut Command {
    for name in ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XAUTHORITY", "RUST_LOG", "XDG_RUNTIME_DIR"] {
        command.env_remove(name);
    }
    command
        .env("DISPLAY", display)
        .env("HOME", home)
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
        // Nothing of the desktop on which the test may have been started.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .current_dir(home)
}
