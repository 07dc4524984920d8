//! Sound out, by ALSA. It never takes more ahead than a moment, so that silence comes at once, also
//! from a device that would take everything.

use std::io::ErrorKind;
use std::thread;
use std::time::Duration;

use alsa::pcm::{Access, Format, HwParams, PCM};
use alsa::{Direction, ValueOr};

use super::sound::{RATE, samples};
use crate::clock::Stopwatch;

/// How much the device gets before it is due.
const AHEAD_MS: usize = 40;
/// What is written at once. An order is looked at between two of these.
pub const PIECE: usize = samples(10);

/// A sound device, opened when there is something to play.
pub struct Output {
    device: Option<String>,
    open: Option<Open>,
}

struct Open {
    pcm: PCM,
    channels: usize,
    /// Since when `written` samples have gone out.
    since: Stopwatch,
    written: usize,
    /// All that was written since the last silence.
    in_all: usize,
}

impl Output {
    /// Nothing: the usual device.
    pub fn new(device: Option<String>) -> Output {
        Output { device, open: None }
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Lets go of the device: others can use it, and the next use finds what is plugged in then.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Opens the device if it is not open.
    ///
    /// # Errors
    /// In words, when it cannot be used.
    pub fn open(&mut self) -> Result<(), String> {
        if self.open.is_some() {
            return Ok(());
        }
        // ALSA writes to the terminal otherwise. What it said of the last time is forgotten here.
        let said = alsa::Output::local_error_handler();
        let name = self.device.as_deref().unwrap_or("default");
        let opened = open(name).or_else(|error| {
            // A device that takes only another form: ALSA converts.
            let converting = format!("plug:SLAVE='{name}'");
            if name.contains('\'') { Err(error) } else { open(&converting).map_err(|_| error) }
        });
        drop(said);
        self.open = Some(opened.map_err(|error| plain(&error))?);
        Ok(())
    }

    /// Plays the first of these samples, or waits a moment until it can. Says how many it took.
    ///
    /// # Errors
    /// In words, when the device is gone. It is closed then.
    pub fn write(&mut self, sound: &[i16]) -> Result<usize, String> {
        self.open()?;
        let Some(open) = &mut self.open else { return Ok(0) };
        match open.write(sound) {
            Ok(taken) => Ok(taken),
            Err(error) => {
                self.open = None;
                Err(plain(&error))
            }
        }
    }

    /// How many of the samples it took have not been heard yet.
    pub fn unheard(&self) -> usize {
        self.open.as_ref().map_or(0, |open| open.ahead().max(open.in_device()))
    }

    /// Silence at once. Says how many samples it took have not been heard.
    pub fn stop(&mut self) -> usize {
        let unheard = self.unheard();
        if let Some(open) = &mut self.open
            && (open.pcm.drop().is_err() || open.pcm.prepare().is_err())
        {
            self.open = None;
        } else if let Some(open) = &mut self.open {
            open.written = 0;
            open.in_all = 0;
        }
        unheard
    }
}

impl Open {
    /// Samples that are not due yet by the clock.
    fn ahead(&self) -> usize {
        let due = (self.since.elapsed().as_secs_f64() * f64::from(RATE)) as usize;
        self.written.saturating_sub(due)
    }

    /// Samples that the device says it still holds.
    fn in_device(&self) -> usize {
        let delay = self.pcm.delay().unwrap_or_default();
        // No more than was written: a device that says otherwise would never end.
        usize::try_from(delay).unwrap_or_default().min(self.in_all).min(samples(500))
    }

    /// It ran dry, or the machine slept: it starts again.
    fn recover(&self, error: alsa::Error) -> alsa::Result<usize> {
        self.pcm.try_recover(error, true).map(|()| 0)
    }

    fn write(&mut self, sound: &[i16]) -> alsa::Result<usize> {
        let ahead = self.ahead();
        if ahead == 0 {
            self.since = Stopwatch::start();
            self.written = 0;
        }
        let wait = ahead.saturating_sub(samples(AHEAD_MS));
        if wait > 0 {
            let wait = Duration::from_secs_f64(wait as f64 / f64::from(RATE));
            thread::sleep(wait.min(Duration::from_millis(10)));
            return Ok(0);
        }
        let piece = sound.get(..PIECE.min(sound.len())).unwrap_or_default();
        let io = self.pcm.io_i16()?;
        let written = if self.channels == 2 {
            let both: Vec<i16> = piece.iter().flat_map(|sample| [*sample; 2]).collect();
            io.writei(&both)
        } else {
            io.writei(piece)
        };
        match written {
            Ok(count) => {
                self.written += count;
                self.in_all += count;
                Ok(count)
            }
            Err(error) if system(&error).kind() == ErrorKind::WouldBlock => {
                // Full. Room comes within a period; a device that hangs is asked again and again
                // without keeping anybody.
                self.pcm.wait(Some(20)).map(|_| 0).or_else(|error| self.recover(error))
            }
            Err(error) => self.recover(error),
        }
    }
}

fn open(name: &str) -> alsa::Result<Open> {
    let pcm = PCM::new(name, Direction::Playback, true)?;
    let mut channels = 1;
    {
        let wanted = HwParams::any(&pcm)?;
        wanted.set_access(Access::RWInterleaved)?;
        wanted.set_format(Format::s16())?;
        if wanted.set_channels(1).is_err() {
            channels = 2;
            wanted.set_channels(2)?;
        }
        wanted.set_rate(RATE, ValueOr::Nearest)?;
        wanted.set_period_size_near(PIECE as alsa::pcm::Frames, ValueOr::Nearest)?;
        wanted.set_buffer_size_near(samples(AHEAD_MS) as alsa::pcm::Frames)?;
        pcm.hw_params(&wanted)?;
        let how = pcm.sw_params_current()?;
        // It starts with the first sound, however short.
        how.set_start_threshold(1)?;
        pcm.sw_params(&how)?;
    }
    Ok(Open { pcm, channels, since: Stopwatch::start(), written: 0, in_all: 0 })
}

/// ALSA's errors without the names of its functions.
fn plain(error: &alsa::Error) -> String {
    system(error).to_string()
}

fn system(error: &alsa::Error) -> std::io::Error {
    std::io::Error::from_raw_os_error(error.errno().abs())
}
