//! A virtual display with a window manager, and the hands and eyes of somebody in front of it.
//! Nothing here knows the program: pixels come from the X server, taps and keys go to it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Width and height of a lying display, px.
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
pub struct Shot {
    pub rgb: Vec<u8>,
    pub width: usize,
}

impl Shot {
    pub fn save(&self, name: &str) -> PathBuf {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let (width, height) = (self.width as u32, self.height() as u32);
        image::save_buffer(&path, &self.rgb, width, height, image::ExtendedColorType::Rgb8).unwrap();
        path
    }

    pub fn height(&self) -> usize {
        self.rgb.len() / 3 / self.width
    }

    /// How many pixels are clearly different, of those in these rows.
    pub fn differs(&self, other: &Shot, rows: std::ops::Range<usize>) -> usize {
        let part = rows.start * self.width * 3..rows.end * self.width * 3;
        let pairs = self.rgb[part.clone()].chunks_exact(3).zip(other.rgb[part].chunks_exact(3));
        pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 16)).count()
    }

    /// The same without what stands in these rectangles (left, top, right, bottom; px).
    pub fn without(&self, places: &[[usize; 4]]) -> Shot {
        let mut shot = self.clone();
        for &[left, top, right, bottom] in places {
            for row in top..bottom.min(self.height()) {
                let start = row * self.width;
                shot.rgb[(start + left) * 3..(start + right.min(self.width)) * 3].fill(0);
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
    /// Width and height, px.
    pub size: (usize, usize),
    // In the order in which they are to end.
    _manager: Owned,
    _server: Owned,
    _turn: File,
}

impl Display {
    pub fn open() -> Display {
        Display::open_with(|_| ())
    }

    /// One that stands upright.
    #[allow(dead_code, reason = "most of the stories happen on a lying one")]
    pub fn open_upright() -> Display {
        Display::of((HEIGHT, WIDTH), |_| ())
    }

    /// With what is put into the home folder first.
    pub fn open_with(prepare: impl FnOnce(&Path)) -> Display {
        Display::of((WIDTH, HEIGHT), prepare)
    }

    fn of(size: (usize, usize), prepare: impl FnOnce(&Path)) -> Display {
        let turn = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join("display.lock")).unwrap();
        turn.lock().unwrap();
        let home = tempfile::tempdir().unwrap();
        prepare(home.path());
        let screen = format!("{}x{}x24", size.0, size.1);
        let mut server = Owned(
            tool("Xvfb", "xvfb")
                .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"])
                // What it shows, as a file, for looks that follow each other fast.
                .arg("-fbdir")
                .arg(home.path())
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
        Display { name, home, size, _manager: manager, _server: server, _turn: turn }
    }

    /// Lets a program run on this display, with a home of its own.
    pub fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        at_home(command, &self.name, self.home.path())
    }

    pub fn shot(&self) -> Shot {
        let mut import = tool("import", "imagemagick");
        import.args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]).env("DISPLAY", &self.name);
        let pixels = done(&mut import).stdout;
        let (width, height) = self.size;
        assert_eq!(pixels.len(), width * height * 3);
        Shot { rgb: pixels, width }
    }

    /// Looks at one point of so many in both directions.
    #[allow(dead_code, reason = "most of the stories do not look at frames")]
    pub fn eye(&self, step: usize) -> Eye {
        let file = File::open(self.home.path().join("Xvfb_screen0")).unwrap();
        // A window dump (XWD): numbers of 32 bits, the colours of a table, rows of blue, green, red, nothing.
        let mut head = [0; 100];
        file.read_exact_at(&mut head, 0).unwrap();
        let number = |n: usize| u32::from_be_bytes(head[n * 4..][..4].try_into().unwrap()) as usize;
        let (header, order, bits, bytes_per_row, colours) =
            (number(0), number(7), number(11), number(12), number(19));
        assert_eq!((number(4), number(5), bits), (self.size.0, self.size.1, 32), "the frame of this display");
        assert_eq!(order, 0, "the lowest byte first");
        Eye { file, first: header + colours * 12, bytes_per_row, size: self.size, step }
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

/// Sees what a display shows within a few milliseconds.
pub struct Eye {
    file: File,
    first: usize,
    bytes_per_row: usize,
    size: (usize, usize),
    step: usize,
}

impl Eye {
    /// Red, green and blue of the points, row by row.
    #[allow(dead_code, reason = "most of the stories do not look at frames")]
    pub fn look(&self) -> Vec<[u8; 3]> {
        let (width, height) = self.size;
        let mut row = vec![0; width * 4];
        let mut points = Vec::with_capacity(width * height / self.step / self.step);
        for y in (0..height).step_by(self.step) {
            self.file.read_exact_at(&mut row, (self.first + y * self.bytes_per_row) as u64).unwrap();
            points.extend(row.chunks_exact(4 * self.step).map(|point| [point[2], point[1], point[0]]));
        }
        points
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
