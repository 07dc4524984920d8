//! Whoever draws for the hub: this same program, started once for each picture, two at a time, and
//! given up when it takes too long. What was drawn just now is not drawn again.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hiroba::clock::Stopwatch;
use hiroba::hub::{Painter, Sketch, fingerprint};

/// How many draw at once.
const AT_ONCE: usize = 2;
/// How long a picture may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether it is done.
const LOOK: Duration = Duration::from_millis(10);
/// Pictures that are kept, the newest first.
const KEPT: usize = 24;

/// A room with a few easels.
#[derive(Default)]
struct Studio {
    busy: Mutex<usize>,
    free: Condvar,
    drawn: Mutex<VecDeque<(String, Vec<u8>)>>,
}

/// A lock that somebody dropped in a panic holds nothing that could be half done.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One place at an easel, given back when it is dropped.
struct Easel<'a>(&'a Studio);

impl Studio {
    fn easel(&self) -> Easel<'_> {
        let mut busy = open(&self.busy);
        while *busy >= AT_ONCE {
            busy = self.free.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        *busy += 1;
        Easel(self)
    }

    fn known(&self, key: &str) -> Option<Vec<u8>> {
        open(&self.drawn).iter().find(|(known, _)| known == key).map(|(_, png)| png.clone())
    }

    fn keep(&self, key: String, png: Vec<u8>) {
        let mut drawn = open(&self.drawn);
        drawn.push_front((key, png));
        drawn.truncate(KEPT);
    }
}

impl Drop for Easel<'_> {
    fn drop(&mut self) {
        *open(&self.0.busy) -= 1;
        self.0.free.notify_one();
    }
}

/// Draws with this very program. Nothing where it cannot be found.
pub fn painter() -> Option<Painter> {
    let program = std::env::current_exe().ok()?;
    Some(with(program))
}

fn with(program: PathBuf) -> Painter {
    let studio = Studio::default();
    Arc::new(move |sketch: Sketch| {
        // The same minute is the same picture: there is a clock on it.
        let minute = Sketch { now: minute(sketch.now), ..sketch };
        let text = serde_json::to_string(&minute).map_err(|error| error.to_string())?;
        let key = fingerprint(&text);
        if let Some(png) = studio.known(&key) {
            return Ok(png);
        }
        let _easel = studio.easel();
        if let Some(png) = studio.known(&key) {
            return Ok(png);
        }
        let png = draw(&program, text)?;
        studio.keep(key, png.clone());
        Ok(png)
    })
}

fn minute(at: jiff::Timestamp) -> jiff::Timestamp {
    let second = at.as_second().div_euclid(60) * 60;
    jiff::Timestamp::from_second(second).unwrap_or(at)
}

fn draw(program: &Path, text: String) -> Result<Vec<u8>, String> {
    let said = |error: std::io::Error| error.to_string();
    let mut child = Command::new(program)
        .arg("draw")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(said)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // Each pipe has its own thread: none of them can fill up and hold the others.
    let writing = std::thread::spawn(move || {
        // Who does not read to its end says why on its error output.
        stdin.map(|mut pipe| pipe.write_all(text.as_bytes()))
    });
    let drawing = std::thread::spawn(move || all_of(stdout));
    let complaining = std::thread::spawn(move || all_of(stderr));
    let ended = wait(&mut child);
    let _ = writing.join();
    let png = drawing.join().unwrap_or_default();
    let complaint = complaining.join().unwrap_or_default();
    if ended? && png.starts_with(b"\x89PNG") {
        return Ok(png);
    }
    Err(String::from_utf8_lossy(&complaint).trim().to_owned())
}

fn all_of(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What could be read is what there is.
        let _ = pipe.read_to_end(&mut bytes);
    }
    bytes
}

/// Whether it ended well; it is ended when it takes too long.
fn wait(child: &mut Child) -> Result<bool, String> {
    let watch = Stopwatch::start();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if watch.elapsed() < PATIENCE => std::thread::sleep(LOOK),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("no picture within {} s", PATIENCE.as_secs()));
            }
            Err(error) => {
                let _ = child.kill();
                return Err(error.to_string());
            }
        }
    }
}
