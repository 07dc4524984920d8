//! What the values of `kiosk.toml` mean together: from the file to a valid [`Config`].

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::keymap::{Action, Key, KeyMap};
use super::raw::{Part, Reader, Setting};
use super::{
    Attendance, Config, Display, HubSettings, Place, Quiet, ReadAloud, Scanning, Sign, Sources, keys, kinds,
};
use crate::domain::attendance::House;
use crate::domain::display::Panel;
use crate::domain::notice::Hours;
use crate::domain::speech::{Jack, Speed, Volume};
use crate::feed::fetch::{Address, Limits, Source};

/// The file's values put together; refused ones are replaced by defaults and complained about.
pub(super) fn config(reader: &mut Reader<'_>, folder: &Path) -> Config {
    let content = reader.part(&keys::CONTENT);
    let paths = reader.part(&keys::PATHS);
    let log = reader.part(&keys::LOG);
    let mut folder_of = |key| {
        let name: String = reader.value(&paths, key).value;
        (!name.is_empty()).then(|| folder.join(name))
    };
    let (cache, records) = (folder_of(&keys::CACHE), folder_of(&keys::RECORDS));
    Config {
        panel: panel(reader),
        place: place(reader),
        sources: sources(reader, folder),
        hub: hub(reader, folder),
        stale_after: hours(reader.value(&content, &keys::STALE_AFTER_HOURS).value),
        display: display(reader),
        sign: sign(reader),
        attendance: attendance(reader),
        voice: read_aloud(reader, folder),
        quiet: quiet(reader),
        keys: key_map(reader),
        scanning: scanning(reader),
        cache,
        records,
        log: reader.value(&log, &keys::LEVEL).value,
        log_format: reader.value(&log, &keys::LOG_FORMAT).value,
    }
}

fn minutes(count: u32) -> Duration {
    Duration::from_secs(60 * u64::from(count))
}

fn hours(count: u32) -> Duration {
    minutes(60) * count
}

fn seconds(count: u32) -> Duration {
    Duration::from_secs(u64::from(count))
}

/// No panel that is sold is longer than this.
const MOST_ELONGATED: f64 = 3.0;

fn panel(reader: &mut Reader<'_>) -> Panel {
    let part = reader.part(&keys::PANEL);
    let diagonal = reader.value(&part, &keys::DIAGONAL_IN);
    let width = reader.value(&part, &keys::WIDTH_PX);
    let height = reader.value(&part, &keys::HEIGHT_PX);
    let lower_edge = reader.value(&part, &keys::LOWER_EDGE_MM);
    let viewing = reader.value(&part, &keys::VIEWING_DISTANCE_MM);
    match (width.is_given(), height.is_given()) {
        (true, false) => reader.complain(
            &part,
            "width_px",
            width.line(),
            "The width is given without the height.",
            "Add height_px too.",
        ),
        (false, true) => reader.complain(
            &part,
            "height_px",
            height.line(),
            "The height is given without the width.",
            "Add width_px too.",
        ),
        (true, true) if !width.is_refused() && !height.is_refused() => {
            let (wide, high) = (f64::from(width.value), f64::from(height.value));
            if wide.max(high) / wide.min(high) > MOST_ELONGATED {
                reader.complain(
                    &part,
                    "width_px",
                    width.line().max(height.line()),
                    format!("No panel is {} by {} pixels: one side is more than three times the other.", wide, high),
                    "Give the resolution the panel really has, for example 1920 by 1080, or 1080 by 1920 upright.",
                );
            }
        }
        (true, true) | (false, false) => {}
    }
    Panel {
        lower_edge_mm: lower_edge.value as f32,
        viewing_mm: viewing.value as f32,
        ..Panel::by_diagonal(diagonal.value as f32, width.value, height.value)
    }
}

fn place(reader: &mut Reader<'_>) -> Place {
    let part = reader.part(&keys::PLACE);
    let zone = reader.value(&part, &keys::TIME_ZONE);
    let known = TimeZone::get(&zone.value);
    if known.is_err() {
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let remedy = match kinds::nearest(&zone.value, names.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean \"{near}\"? In Japan it is \"Asia/Tokyo\"."),
            None => "In Japan it is \"Asia/Tokyo\".".to_owned(),
        };
        let what = format!("\"{}\" is not a time zone.", zone.value);
        reader.complain(&part, "time_zone", zone.line(), what, remedy);
    }
    Place {
        zone: known.unwrap_or(TimeZone::UTC),
        name: reader.value(&part, &keys::PLACE_NAME).value,
        staff_place: reader.value(&part, &keys::STAFF_PLACE).value,
    }
}

fn sources(reader: &mut Reader<'_>, folder: &Path) -> Sources {
    let parts = reader.parts(&keys::SOURCE);
    let mut names = HashSet::new();
    let mut addresses = HashSet::new();
    let mut sources = Vec::new();
    for part in parts {
        let name = reader.required(&part, &keys::SOURCE_NAME);
        let address = reader.required(&part, &keys::ADDRESS);
        let format = reader.value(&part, &keys::FORMAT);
        let every = reader.value(&part, &keys::EVERY_MINUTES);
        let max_megabytes = reader.value(&part, &keys::MAX_MEGABYTES);
        let timeout = reader.value(&part, &keys::TIMEOUT_S);
        let name = name.and_then(|name| source_name(reader, &part, name, &mut names));
        let address =
            address.and_then(|address| source_address(reader, &part, &address, folder, &mut addresses));
        let (Some(name), Some(address)) = (name, address) else { continue };
        sources.push(Source {
            name,
            address,
            format: format.value,
            every: minutes(every.value),
            limits: Limits {
                max_bytes: u64::from(max_megabytes.value) * 1_000_000,
                total: seconds(timeout.value),
            },
            pass: None,
        });
    }
    if sources.is_empty() { Sources::Sample } else { Sources::Given(sources) }
}

fn source_name(
    reader: &mut Reader<'_>,
    part: &Part<'_>,
    name: Setting<String>,
    taken: &mut HashSet<String>,
) -> Option<String> {
    if name.value.is_empty() {
        reader.complain(
            part,
            "name",
            name.line(),
            "The name is empty.",
            "Give the source a name of its own.",
        );
        return None;
    }
    if !taken.insert(name.value.clone()) {
        let what = format!("Another source is called \"{}\" already.", name.value);
        reader.complain(part, "name", name.line(), what, "Give every source a name of its own.");
        return None;
    }
    Some(name.value)
}

fn source_address(
    reader: &mut Reader<'_>,
    part: &Part<'_>,
    written: &Setting<String>,
    folder: &Path,
    taken: &mut HashSet<Address>,
) -> Option<Address> {
    match Address::parse(&written.value, folder) {
        Ok(address) if taken.insert(address.clone()) => Some(address),
        Ok(_) => {
            let what = "Another source has this address already.";
            reader.complain(part, "address", written.line(), what, "Take one of the two out.");
            None
        }
        Err(error) => {
            let (what, remedy) = (error.to_string(), error.remedy());
            reader.complain(part, "address", written.line(), what, remedy);
            None
        }
    }
}

/// What in an address of a hub would end up in links and codes that everybody sees, or would break them.
fn more_than_an_address(address: &Address, text: &str) -> Option<&'static str> {
    if address.has_user() {
        return Some("a user name or a password");
    }
    // What follows the # is not kept of an address.
    text.contains(['?', '#']).then_some("a ? or a #")
}

fn hub(reader: &mut Reader<'_>, folder: &Path) -> HubSettings {
    let part = reader.part(&keys::HUB);
    let mut words = |key: &'static keys::Key<kinds::Words>| {
        let setting = reader.value(&part, key);
        (setting.value.trim_end_matches('/').to_owned(), setting.line())
    };
    let (address, address_line) = words(&keys::HUB_ADDRESS);
    let (listen, listen_line) = words(&keys::HUB_LISTEN);
    let (public_address, public_line) = words(&keys::HUB_PUBLIC_ADDRESS);
    let (database, _) = words(&keys::HUB_DATABASE);
    let (certificate, certificate_line) = words(&keys::HUB_CERTIFICATE);
    let (key, key_line) = words(&keys::HUB_KEY);
    let (backups, _) = words(&keys::HUB_BACKUPS);
    let (metrics_token, _) = words(&keys::HUB_METRICS_TOKEN);
    let keep_backups = reader.value(&part, &keys::HUB_KEEP_BACKUPS).value as usize;
    let near_calendars = reader.value(&part, &keys::HUB_NEAR_CALENDARS).value;
    let proxies = reader.value(&part, &keys::HUB_PROXIES).value;
    for (name, text, line) in
        [("address", &address, address_line), ("public_address", &public_address, public_line)]
    {
        if text.is_empty() {
            continue;
        }
        let complaint = match Address::parse(text, folder) {
            Ok(address @ Address::Web(_)) => match more_than_an_address(&address, text) {
                Some(more) => format!("There is {more} in the address of the hub."),
                None => continue,
            },
            // What stands before an @ may be a password, which is not for a log.
            Ok(Address::File(_)) | Err(_) if text.contains('@') => "This is no address of a hub.".to_owned(),
            Ok(Address::File(_)) | Err(_) => format!("\"{text}\" is no address of a hub."),
        };
        let remedy =
            "Write it from http:// or https:// to the name of the machine, as in https://hub.example.";
        reader.complain(&part, name, line, complaint, remedy);
    }
    if listen.parse::<core::net::SocketAddr>().is_err() {
        let what = format!("\"{listen}\" is no place to listen at.");
        let remedy = "Write numbers as in 127.0.0.1:8168 (this machine alone) or 0.0.0.0:8168 (others too).";
        reader.complain(&part, "listen", listen_line, what, remedy);
    }
    match (certificate.is_empty(), key.is_empty()) {
        (false, true) => reader.complain(
            &part,
            "certificate",
            certificate_line,
            "A certificate is given without its key.",
            "Name the key's file with key, too.",
        ),
        (true, false) => reader.complain(
            &part,
            "key",
            key_line,
            "A key is given without its certificate.",
            "Name the certificate's file with certificate, too.",
        ),
        (true, true) | (false, false) => {}
    }
    let file = |name: String| (!name.is_empty()).then(|| folder.join(name));
    let some = |text: String| (!text.is_empty()).then_some(text);
    HubSettings {
        elsewhere: some(address),
        listen,
        public_address: some(public_address),
        database: if database.contains("://") {
            Some(database)
        } else {
            some(database).map(|name| folder.join(name).to_string_lossy().into_owned())
        },
        certificate: file(certificate).zip(file(key)),
        backups: file(backups),
        keep_backups,
        metrics_token: some(metrics_token),
        near_calendars,
        proxies,
    }
}

fn display(reader: &mut Reader<'_>) -> Display {
    let part = reader.part(&keys::DISPLAY);
    let languages = reader.value(&part, &keys::DISPLAY_LANGUAGES);
    let mut language = reader.value(&part, &keys::DISPLAY_LANGUAGE);
    if !languages.is_refused() && !language.is_refused() && !languages.value.contains(&language.value) {
        match (language.is_given(), languages.value.first()) {
            // Nobody has chosen one: the first on the list it is.
            (false, Some(first)) => language.value = *first,
            (true, _) | (false, None) => {
                let what = format!("\"{}\" is not among display.languages.", language.value);
                let remedy = "Add it there, or choose one of them.";
                reader.complain(&part, "language", language.line(), what, remedy);
            }
        }
    }
    Display {
        languages: languages.value,
        language: language.value,
        text_size: reader.value(&part, &keys::TEXT_SIZE).value,
        colours: reader.value(&part, &keys::COLOURS).value,
        fullscreen: reader.value(&part, &keys::FULLSCREEN).value,
    }
}

fn sign(reader: &mut Reader<'_>) -> Sign {
    let part = reader.part(&keys::SIGN);
    Sign {
        least_dwell: seconds(reader.value(&part, &keys::LEAST_DWELL_S).value),
        returns_after: seconds(reader.value(&part, &keys::RETURNS_AFTER_S).value),
    }
}

fn attendance(reader: &mut Reader<'_>) -> Attendance {
    let part = reader.part(&keys::ATTENDANCE);
    let minutes = |count: u32| SignedDuration::from_mins(i64::from(count));
    let how_was_today = reader.value(&part, &keys::HOW_WAS_TODAY_MIN).value;
    let kiosk = reader.value(&part, &keys::KIOSK_NAME).value;
    Attendance {
        enabled: reader.value(&part, &keys::ENABLED).value,
        house: House {
            check_in_before: minutes(reader.value(&part, &keys::CHECK_IN_BEFORE_MIN).value),
            how_was_today: (how_was_today > 0).then(|| minutes(how_was_today)),
            asks_category: reader.value(&part, &keys::ASKS_CATEGORY).value,
        },
        corner: reader.value(&part, &keys::STAFF_CORNER).value,
        kiosk: if kiosk.is_empty() { "kiosk".to_owned() } else { kiosk },
    }
}

fn read_aloud(reader: &mut Reader<'_>, folder: &Path) -> ReadAloud {
    let part = reader.part(&keys::VOICE);
    let mut words = |key| Some(reader.value(&part, key).value).filter(|words: &String| !words.is_empty());
    let device = words(&keys::VOICE_DEVICE);
    let mut file = |key| words(key).map(|name| folder.join(name));
    let (dictionary, voice) = (file(&keys::VOICE_DICTIONARY), file(&keys::VOICE_FILE));
    let jack = file(&keys::VOICE_HEADPHONES).map_or(Jack::Card, Jack::File);
    ReadAloud {
        enabled: reader.value(&part, &keys::VOICE_ENABLED).value,
        device,
        dictionary,
        voice,
        speed: Speed::near(reader.value(&part, &keys::VOICE_SPEED).value),
        volume: Volume::at(reader.value(&part, &keys::VOICE_VOLUME).value),
        jack,
        private: reader.value(&part, &keys::VOICE_PRIVATE).value,
    }
}

fn quiet(reader: &mut Reader<'_>) -> Vec<Quiet> {
    let parts = reader.parts(&keys::QUIET);
    let mut quiet = Vec::new();
    for part in parts {
        let from = reader.required(&part, &keys::QUIET_FROM);
        let to = reader.required(&part, &keys::QUIET_TO);
        let days = reader.value(&part, &keys::QUIET_DAYS).value;
        let screen = reader.value(&part, &keys::QUIET_SCREEN).value;
        if let (Some(from), Some(to)) = (from, to) {
            quiet.push(Quiet { hours: Hours { days, spans: vec![(from.value, to.value)] }, screen });
        }
    }
    quiet
}

fn scanning(reader: &mut Reader<'_>) -> Scanning {
    let part = reader.part(&keys::SCANNING);
    Scanning {
        way: reader.value(&part, &keys::SCANNING_WAY).value,
        pace: Duration::from_secs_f64(reader.value(&part, &keys::SCANNING_PACE_S).value),
    }
}

fn key_map(reader: &mut Reader<'_>) -> KeyMap {
    let part = reader.part(&keys::KEYS);
    let mut wanted: Vec<(Action, Setting<Vec<Key>>)> =
        Action::ALL.into_iter().map(|action| (action, reader.value(&part, keys::key_for(action)))).collect();
    // What somebody wrote stands before what is usual.
    wanted.sort_by_key(|(_, keys)| !keys.is_given());
    let mut taken: Vec<(Key, Action)> = Vec::new();
    let mut map = Vec::new();
    for (action, setting) in wanted {
        let line = setting.line();
        let mut keys = Vec::new();
        for key in setting.value {
            match taken.iter().find(|(known, _)| *known == key) {
                None => {
                    taken.push((key, action));
                    keys.push(key);
                }
                Some((_, first)) if line.is_some() => reader.complain(
                    &part,
                    action.key(),
                    line,
                    format!("The key {key} is given to \"{}\" too.", first.key()),
                    "Every key can do one thing only: take it out of one of the two.",
                ),
                // A usual key that somebody gave another use.
                Some(_) => {}
            }
        }
        if keys.is_empty() && action.is_indispensable() {
            reader.complain(
                &part,
                action.key(),
                line,
                format!("No key is left for \"{}\", which locks out people who use keys only.", action.key()),
                "Name at least one.",
            );
        }
        map.push((action, keys));
    }
    map.sort_by_key(|(action, _)| *action);
    KeyMap::new(map)
}
