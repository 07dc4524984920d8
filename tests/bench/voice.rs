//! What reading aloud costs: how long until the first sound, how long until silence, and memory. Through a real
//! ALSA device that keeps what is played in a file. `cargo bench --bench voice`; needs what scripts/voices installs.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use hiroba::config::Config;
use hiroba::domain::speech::{Order, Report, Settings, SpeechId, Utterance};
use hiroba::domain::text::Lang;
use hiroba::voice::Voice;

/// A sentence as a screen has them, and a list of meetings in one utterance.
const SHORT: &str = "ここは、だれでも来られる場所です。";
const LONG: &str = "十一月二十六日、木曜日の予定です。午後一時三十分から、写真の会。場所は、二階の会議室。\
                    午後三時から、手芸の会。場所は、一階の広間。どちらも、申し込みはいりません。";

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::default();
    let settings =
        Settings { device: Some("null".to_owned()), ..config.speech(|name| std::env::var_os(name)) };
    for missing in hiroba::voice::missing(&settings) {
        println!("{missing}");
    }
    let figure = |name: &str, values: &mut Vec<f64>, unit: &str, most: f64| {
        values.sort_by(f64::total_cmp);
        let (middle, worst) = (values[values.len() / 2], values[values.len() - 1]);
        let verdict = if worst <= most { "met" } else { "MISSED" };
        println!(
            "{name}: {middle:.1} {unit}, worst of {} {worst:.1}  target <= {most} {unit}: {verdict}",
            values.len()
        );
    };

    let before = pss();
    let (mut colds, mut warms, mut longs, mut english, mut stops) = (vec![], vec![], vec![], vec![], vec![]);
    let mut idle = 0.0_f64;
    for round in 0..10 {
        let heard = folder.path().join(format!("{round}.raw"));
        let settings = Settings { device: Some(device(&heard)), ..settings.clone() };
        let (tell, told) = channel();
        let voice = Voice::start(&settings, move |report| drop(tell.send(report))).unwrap();
        if round == 0 {
            sleep(Duration::from_millis(500));
            idle = pss() - before;
        }
        for (at, lang, text, figures) in [
            (0, Lang::JA, SHORT, &mut colds),
            (1, Lang::JA, SHORT, &mut warms),
            (2, Lang::JA, LONG, &mut longs),
            (3, Lang::EN, "This is a place where anybody can come.", &mut english),
        ] {
            let asked = Instant::now();
            let id = SpeechId(at);
            voice.order(Order::Speak { id, utterances: vec![Utterance { lang, text: text.to_owned() }] });
            wait(&told, |report| matches!(report, Report::Started { id: started, .. } if *started == id));
            figures.push(asked.elapsed().as_secs_f64() * 1000.0);
            // In the middle of a word.
            sleep(Duration::from_millis(400));
            let length = size(&heard);
            let asked = Instant::now();
            voice.order(Order::Hush);
            // What comes after the order is what was still heard; the file says how much.
            sleep(Duration::from_millis(300));
            let more = (size(&heard) - length) as f64 / 2.0 / 48.0;
            assert!(asked.elapsed() >= Duration::from_millis(300));
            // All of it may have waited in the device, which the order emptied.
            stops.push(more);
        }
        if round == 0 || round == 9 {
            let loaded = pss();
            let verdict = if loaded <= 180.0 { "met" } else { "MISSED" };
            let voices = round + 1;
            println!(
                "memory with speech, voice {voices} of this process: {loaded:.1} MB  target <= 180 MB: {verdict}"
            );
        }
    }
    let verdict = if idle <= 1.0 { "met" } else { "MISSED" };
    println!(
        "memory of a voice that was never used: {idle:+.2} MB to {before:.1}  target <= 1 MB: {verdict}"
    );
    figure("request to first sound, Japanese, nothing loaded", &mut colds, "ms", 300.0);
    figure("request to first sound, Japanese, loaded", &mut warms, "ms", 300.0);
    figure("request to first sound, Japanese, 24 s of text", &mut longs, "ms", 300.0);
    figure("request to first sound, English", &mut english, "ms", 300.0);
    figure("sound after the order to stop", &mut stops, "ms", 200.0);
}

fn device(file: &Path) -> String {
    format!("file:FILE={},FORMAT=raw", file.display())
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |file| file.len())
}

fn wait(told: &Receiver<Report>, wanted: impl Fn(&Report) -> bool) {
    while !wanted(&told.recv_timeout(Duration::from_secs(20)).expect("a report")) {}
}

/// Memory of this process, MB of 1024 x 1024 bytes: its own and its share of what others use too.
fn pss() -> f64 {
    let rollup = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap();
    let line = rollup.lines().find(|line| line.starts_with("Pss:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
