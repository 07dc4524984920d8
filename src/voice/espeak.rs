//! All other languages: the program espeak-ng, a process for each text. Its licence and its faults
//! stay outside of this program, and a process can be ended at once.

use std::io::{ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::sound::{self, Resampler};
use crate::domain::speech::{Speed, Trouble};
use crate::domain::text::Lang;

/// The program's level beside that of the Japanese voice.
const GAIN: f32 = 2.1;

/// Words of a minute at the usual speed, the program's own.
const WORDS_A_MINUTE: u32 = 175;

/// No text of a screen is longer.
const MOST_CHARACTERS: usize = 4000;

/// The process that speaks now, if one does: whoever wants silence ends it from another thread.
#[derive(Clone, Default)]
pub struct Running(Arc<Mutex<Process>>);

#[derive(Default)]
struct Process {
    child: Option<Child>,
    /// Somebody wanted silence: how it ended then is no fault of its own.
    hushed: bool,
}

impl Running {
    fn lock(&self) -> MutexGuard<'_, Process> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is(&self, child: Child) {
        *self.lock() = Process { child: Some(child), hushed: false };
    }

    /// Ends it.
    pub fn kill(&self) {
        let mut process = self.lock();
        if let Some(child) = process.child.as_mut() {
            // One that has ended by itself is no trouble.
            let _ = child.kill();
            process.hushed = true;
        }
    }

    fn was_hushed(&self) -> bool {
        self.lock().hushed
    }

    /// How it ended. Its sound has ended already.
    fn end(&self) -> Option<std::process::ExitStatus> {
        loop {
            let mut running = self.lock();
            match running.child.as_mut()?.try_wait() {
                Ok(None) => {}
                Ok(Some(status)) => {
                    running.child = None;
                    return Some(status);
                }
                Err(_) => {
                    running.child = None;
                    return None;
                }
            }
            drop(running);
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// What the program calls the voice of a language.
fn voice(lang: Lang) -> String {
    match lang.as_str().split('-').next().unwrap_or_default() {
        "en" => "en-us".to_owned(),
        // It cannot read kanji, and the voice "cmn" reads the digits of tones aloud.
        "zh" | "cmn" => "cmn-latn-pinyin".to_owned(),
        other => other.to_ascii_lowercase(),
    }
}

/// Says a text, piece by piece, until `sink` has enough or [`Running::kill`] is called.
///
/// # Errors
/// When the program, or its voice for the language, is not there.
pub fn speak(
    program: &Path,
    running: &Running,
    lang: Lang,
    text: &str,
    speed: Speed,
    sink: &mut dyn FnMut(&[i16]) -> ControlFlow<()>,
) -> Result<(), Trouble> {
    let not_made = |why: String| Trouble::NotMade { lang, why };
    let mut child = Command::new(program)
        .args(["--stdin", "--stdout", "-b", "1", "-v", &voice(lang)])
        .args(["-s", &(WORDS_A_MINUTE * speed.percent() / 100).to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound => Trouble::NoProgram(program.to_owned()),
            _ => not_made(error.to_string()),
        })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    running.is(child);
    let (Some(mut stdin), Some(mut stdout)) = (stdin, stdout) else {
        return Err(not_made("no pipe to the program".to_owned()));
    };
    // A pipe holds more than the longest text, so this waits for nobody. One that has ended already
    // does not read, and how it ended says why.
    let _ = stdin.write_all(plain(text).as_bytes());
    drop(stdin);

    // Asked once before the first sound: silence may have been wanted while the program started.
    let mut heard = false;
    let mut flow = sink(&[]);
    let mut head = [0; 44];
    if flow.is_continue() && stdout.read_exact(&mut head).is_ok() {
        let rate = u32::from_le_bytes([head[24], head[25], head[26], head[27]]);
        if !head.starts_with(b"RIFF") || !(4_000..=192_000).contains(&rate) {
            running.kill();
            running.end();
            return Err(not_made(format!("{} answers with something else than sound", program.display())));
        }
        let mut resampler = Resampler::from_rate(rate);
        let mut bytes = [0; 4096];
        let mut odd: Option<u8> = None;
        while flow.is_continue() {
            let count = match stdout.read(&mut bytes) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => break,
            };
            let came: Vec<u8> = odd.take().into_iter().chain(bytes.iter().take(count).copied()).collect();
            let (pairs, rest) = came.as_chunks::<2>();
            odd = rest.first().copied();
            let samples = pairs.iter().map(|pair| f32::from(i16::from_le_bytes(*pair)) / 32_768.0 * GAIN);
            flow = hand(&resampler.push(samples), sink);
            heard = true;
        }
        if flow.is_continue() {
            flow = hand(&resampler.finish(), sink);
        }
    }
    if flow.is_break() {
        running.kill();
    }
    let status = running.end();
    match status {
        _ if heard || flow.is_break() || running.was_hushed() => Ok(()),
        Some(status) if status.success() => Ok(()),
        // The program says so when it knows no such voice; nothing else it is asked for can be refused.
        Some(status) if status.code() == Some(1) => Err(Trouble::NoLanguage(lang)),
        Some(status) => Err(not_made(format!("{} ended with {status}", program.display()))),
        None => Err(not_made(format!("{} did not end well", program.display()))),
    }
}

fn hand(samples: &[f32], sink: &mut dyn FnMut(&[i16]) -> ControlFlow<()>) -> ControlFlow<()> {
    let whole: Vec<i16> = samples.iter().copied().map(sound::whole).collect();
    sink(&whole)
}

/// The text without what the program takes for an order: sounds in double brackets, control characters.
fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .take(MOST_CHARACTERS)
        .collect();
    text.replace("[[", "[ [") + "\n"
}

/// Whether the program can be started: as a path, or by name in one of the folders of PATH.
pub fn is_there(program: &Path) -> bool {
    let in_folder = |folder: std::path::PathBuf| folder.join(program).is_file();
    if program.components().count() > 1 {
        return program.is_file();
    }
    std::env::var_os("PATH").is_some_and(|folders| std::env::split_paths(&folders).any(in_folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_voice() {
        let voices = ["en", "zh-Hans", "ko", "vi", "pt-BR"].map(|lang| voice(Lang::parse(lang).unwrap()));
        assert_eq!(voices, ["en-us", "cmn-latn-pinyin", "ko", "vi", "pt"]);
    }

    /// Regression: silence before the first sound stood in the log as a text that could not be said.
    #[cfg(unix)]
    #[test]
    fn a_program_that_was_ended_on_purpose_has_not_failed() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("slow");
        std::fs::write(&program, "#!/bin/sh\nexec sleep 30\n").unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let running = Running::default();
        let hush = running.clone();
        let hushing = thread::spawn(move || {
            while hush.lock().child.is_none() {
                thread::sleep(Duration::from_millis(1));
            }
            hush.kill();
        });
        let mut goes_on = |_: &[i16]| ControlFlow::Continue(());
        let said = speak(&program, &running, Lang::EN, "Hello", Speed::USUAL, &mut goes_on);
        hushing.join().unwrap();
        assert_eq!(said, Ok(()));
        // One that ends so by itself has.
        std::fs::write(&program, "#!/bin/sh\nkill -9 $$\n").unwrap();
        let said = speak(&program, &running, Lang::EN, "Hello", Speed::USUAL, &mut goes_on);
        assert!(matches!(said, Err(Trouble::NotMade { .. })), "{said:?}");
    }

    #[test]
    fn a_text_gives_the_program_no_orders() {
        assert_eq!(plain("a [[h@'loU]]\u{1b}b"), "a [ [h@'loU]] b\n");
        assert_eq!(plain(&"あ".repeat(9999)).chars().count(), MOST_CHARACTERS + 1);
    }
}
