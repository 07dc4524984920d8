//! Settings: every key documented, every mistake told with its line, its key and its remedy.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hiroba::config::geometry::{Finding, LEAST_STRIP_MM, geometry};
use hiroba::config::{Action, Config, Key, QuietScreen, Sources, reference};
use hiroba::domain::display::{Colours, Panel, TextSize};
use hiroba::domain::speech::{self, Jack, Speed, Volume};
use hiroba::domain::text::Lang;
use hiroba::feed::Format;
use hiroba::feed::fetch::Address;
use jiff::civil::{Weekday, time};

const SHIPPED: &str = include_str!("../kiosk.toml");

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("/etc/hiroba/kiosk.toml")).map_err(|problems| problems.to_string())
}

#[track_caller]
fn good(text: &str) -> Config {
    parse(text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The messages without the path, which is the same in all of them.
#[track_caller]
fn wrong(text: &str, expected: &[&str]) {
    let problems = parse(text).expect_err("this is wrong");
    let problems: Vec<&str> =
        problems.lines().map(|line| line.trim_start_matches("/etc/hiroba/kiosk.toml").trim_start()).collect();
    assert_eq!(problems, expected, "\n{text}");
}

/// Every commented-out setting switched on.
fn with_all_switched_on(text: &str) -> String {
    let is_setting = |line: &str| {
        line.starts_with("[[")
            || line.split_once(" = ").is_some_and(|(name, _)| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
            })
    };
    text.lines()
        .map(|line| line.strip_prefix('#').filter(|rest| is_setting(rest)).unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_shipped_file_holds_the_defaults() {
    assert_eq!(good(SHIPPED), Config::default());
    let mut all = good(&with_all_switched_on(SHIPPED));
    let Sources::Given(sources) = std::mem::replace(&mut all.sources, Sources::Sample) else { panic!() };
    assert_eq!((sources.len(), sources[0].every), (1, Duration::from_secs(300)));
    assert_eq!(sources[0].limits, hiroba::feed::fetch::Limits::default());
    assert_eq!(all.quiet.len(), 1);
    all.quiet.clear();
    assert_eq!(all, Config::default());
}

#[test]
fn the_shipped_file_explains_every_key_in_both_languages() {
    let lines: Vec<&str> = SHIPPED.lines().collect();
    let mut at = 0;
    for key in reference() {
        // In the order of the declarations, so that a name used by two tables is found in its own.
        let header = |line: &str| line.trim_start_matches('#') == key.table;
        let table = lines.iter().position(|line| header(line)).unwrap_or_else(|| panic!("{}", key.table));
        at = at.max(table);
        let set = |line: &str| line.trim_start_matches('#').starts_with(&format!("{} = ", key.name));
        let found = lines[at..].iter().position(|line| set(line));
        at += found.unwrap_or_else(|| panic!("{} {} is not in kiosk.toml", key.table, key.name));
        assert_eq!(lines[at - 2], format!("# {}", key.doc), "{} {}", key.table, key.name);
        let japanese = lines[at - 1];
        assert!(
            japanese.starts_with("# ") && japanese.chars().any(|c| c > '\u{3000}'),
            "{} {}",
            key.table,
            key.name
        );
        assert!(!key.needs.is_empty());
    }
    let settings = with_all_switched_on(SHIPPED);
    let set = settings.lines().filter(|line| !line.starts_with('#') && line.contains(" = ")).count();
    assert_eq!(set, reference().len(), "kiosk.toml sets a key twice");
}

#[test]
fn settings_mean_what_they_say() {
    let config = good(
        r#"
        [panel]
        diagonal_in = 55.5
        width_px = 1080
        height_px = 1920
        lower_edge_mm = 300
        viewing_distance_mm = 3000
        [place]
        time_zone = "Europe/Vienna"
        name = "[広場|ひろば]"
        staff_place = { ja = "受付の右", en = "right of the desk" }
        [[source]]
        name = "own"
        address = "programme.json"
        [[source]]
        name = "ward"
        address = "https://example.jp/a.csv"
        format = "csv"
        every_minutes = 60
        max_megabytes = 2
        timeout_s = 5
        [content]
        stale_after_hours = 48
        [display]
        languages = ["en", "ko"]
        text_size = "larger"
        colours = "high-contrast"
        fullscreen = false
        [sign]
        least_dwell_s = 25
        returns_after_s = 120
        [[quiet]]
        from = "22:00"
        to = "24:00"
        days = ["sat", "日"]
        screen = "dark"
        [keys]
        pause = ["Space", "F5"]
        staff = ["?"]
        [paths]
        cache = "kept"
        [log]
        level = "debug"
        format = "json"
        "#,
    );
    assert!(config.panel.is_portrait());
    assert!((config.panel.mm_per_px - 0.64).abs() < 0.001);
    assert_eq!((config.panel.lower_edge_mm, config.panel.viewing_mm), (300.0, 3000.0));
    assert_eq!(config.place.zone.iana_name(), Some("Europe/Vienna"));
    assert_eq!(config.place.name.unwrap().phrase(Lang::JA_EASY).reading(), "ひろば");
    assert_eq!(config.place.staff_place.unwrap().phrase(Lang::EN).text(), "right of the desk");
    let Sources::Given(sources) = config.sources else { panic!() };
    assert_eq!(sources[0].address, Address::File(PathBuf::from("/etc/hiroba/programme.json")));
    assert_eq!(sources[0].format, None);
    assert_eq!(sources[1].format, Some(Format::Csv));
    assert_eq!(sources[1].every, Duration::from_secs(3600));
    assert_eq!((sources[1].limits.max_bytes, sources[1].limits.total), (2_000_000, Duration::from_secs(5)));
    assert_eq!(config.stale_after, Duration::from_secs(48 * 3600));
    assert_eq!(config.display.languages, [Lang::EN, Lang::KO]);
    assert_eq!(config.display.language, Lang::EN, "the first on the list, since none was chosen");
    assert_eq!((config.display.text_size, config.display.colours), (TextSize::Larger, Colours::HighContrast));
    assert!(!config.display.fullscreen);
    assert_eq!(config.sign.least_dwell, Duration::from_secs(25));
    assert_eq!(config.sign.returns_after, Duration::from_secs(120));
    assert_eq!(config.quiet[0].screen, QuietScreen::Dark);
    assert_eq!(config.quiet[0].hours.days, [Weekday::Saturday, Weekday::Sunday]);
    assert_eq!(config.quiet[0].hours.spans, [(time(22, 0, 0, 0), time(0, 0, 0, 0))]);
    assert_eq!(config.keys.keys_of(Action::Pause), [Key::Space, Key::Function(5)]);
    assert_eq!(config.keys.keys_of(Action::Select), [Key::Enter], "a key that was given away is free");
    assert_eq!(config.keys.action_of(Key::Sign('?')), Some(Action::Staff));
    assert_eq!(config.keys.action_of(Key::Function(1)), None);
    assert_eq!(config.cache, Some(PathBuf::from("/etc/hiroba/kept")));
    assert_eq!((config.log.key(), config.log_format.key()), ("debug", "json"));
}

#[test]
fn every_key_can_be_written_the_way_it_is_shown() {
    let keys =
        Key::NAMED.into_iter().chain((1..=24).map(Key::Function)).chain(['a', '1', '会'].map(Key::Sign));
    for key in keys {
        assert_eq!(Key::parse(&key.to_string()), Some(key));
    }
    for not_one in ["", "Pg", "F0", "F25", "ab", "\n"] {
        assert_eq!(Key::parse(not_one), None, "{not_one:?}");
    }
}

#[test]
fn an_unknown_name_gets_the_nearest_known_one() {
    wrong("[pannel]\n", &["line 1, pannel: There is no table of this name. Did you mean [panel]?"]);
    wrong("[[sources]]\n", &["line 1, sources: There is no table of this name. Did you mean [[source]]?"]);
    wrong(
        "[panel]\ndiagonal = 43\n",
        &["line 2, panel.diagonal: There is no key of this name in [panel]. Did you mean diagonal_in?"],
    );
    wrong(
        "[place]\nevery_minutes = 5\n",
        &[
            "line 2, place.every_minutes: There is no key of this name in [place]. It belongs under [[source]].",
        ],
    );
    wrong(
        "diagonal_in = 43\n",
        &["line 1, diagonal_in: There is no key of this name outside a table. It belongs under [panel]."],
    );
    wrong(
        "[log]\nzzz = 1\n",
        &["line 2, log.zzz: There is no key of this name in [log]. Known are level, format."],
    );
    wrong(
        "[display]\ncolours = \"contrast\"\ntext_size = \"Large\"\n",
        &[
            "line 2, display.colours: \"contrast\" is not known here. Did you mean \"high-contrast\"? Possible are \"light\", \"dark\", \"high-contrast\".",
            "line 3, display.text_size: \"Large\" is not known here. Did you mean \"large\"? Possible are \"normal\", \"large\", \"larger\", \"largest\".",
        ],
    );
    wrong(
        "[place]\ntime_zone = \"Asia/Tokio\"\n",
        &[
            "line 2, place.time_zone: \"Asia/Tokio\" is not a time zone. Did you mean \"Asia/Tokyo\"? In Japan it is \"Asia/Tokyo\".",
        ],
    );
}

#[test]
fn a_wrong_type_says_what_is_needed() {
    wrong(
        "[panel]\ndiagonal_in = \"43\"\nwidth_px = 1920.5\nheight_px = true\n",
        &[
            "line 2, panel.diagonal_in: This is a text, but a number from 20 to 100 inches is needed. Write 43 without quotes.",
            "line 3, panel.width_px: This is a number, but a whole number from 480 to 8192 pixels is needed. The kiosk.toml that came with hiroba shows an example.",
            "line 4, panel.height_px: This is true or false, but a whole number from 480 to 8192 pixels is needed. The kiosk.toml that came with hiroba shows an example.",
        ],
    );
    wrong(
        "[display]\nfullscreen = \"true\"\nlanguages = \"ja\"\n",
        &[
            "line 2, display.fullscreen: This is a text, but true or false (without quotes) is needed. Write it without quotes.",
            "line 3, display.languages: This is a text, but a list of languages such as [\"ja\", \"en\"] is needed. The kiosk.toml that came with hiroba shows an example.",
        ],
    );
    wrong(
        "[[quiet]]\nfrom = 22:00:00\nto = \"7\"\ndays = [\"monday\", 2]\n",
        &[
            "line 2, quiet[1].from: This is a date or time without quotes, but a time of day in quotes such as \"22:00\" is needed. The kiosk.toml that came with hiroba shows an example.",
            "line 3, quiet[1].to: \"7\" is not a time of day. Write hours and minutes, for example \"22:00\".",
            "line 4, quiet[1].days: There is a whole number in the list, but a list of days such as [\"saturday\", \"sunday\"] is needed. Put every name in quotes.",
        ],
    );
    wrong(
        "[source]\nname = \"a\"\n",
        &[
            "line 1, source: This is a table, but [[source]] is needed. Write [[source]] with two brackets on both sides.",
        ],
    );
    wrong(
        "[[panel]]\n",
        &[
            "line 1, panel: This is a list of tables, but [panel] is needed. Write [panel] once, and its keys below it.",
        ],
    );
    wrong(
        "panel = 43\n",
        &[
            "line 1, panel: This is a whole number, but [panel] is needed. Write [panel] once, and its keys below it.",
        ],
    );
}

#[test]
fn out_of_range_and_impossible_panels_are_told() {
    wrong(
        "[panel]\ndiagonal_in = 430\nlower_edge_mm = -1\nviewing_distance_mm = nan\n",
        &[
            "line 2, panel.diagonal_in: 430 is not possible. Give a number from 20 to 100 inches.",
            "line 3, panel.lower_edge_mm: -1 is not possible. Give a number from 0 to 1500 mm.",
            "line 4, panel.viewing_distance_mm: NaN is not possible. Give a number from 400 to 6000 mm.",
        ],
    );
    wrong(
        "[panel]\nwidth_px = 3840\nheight_px = 1080\n",
        &[
            "line 3, panel.width_px: No panel is 3840 by 1080 pixels: one side is more than three times the other. Give the resolution the panel really has, for example 1920 by 1080, or 1080 by 1920 upright.",
        ],
    );
    wrong(
        "[panel]\nheight_px = 1920\n",
        &["line 2, panel.height_px: The height is given without the width. Add width_px too."],
    );
    wrong(
        "[sign]\nleast_dwell_s = 10\nreturns_after_s = 30\n",
        &[
            "line 2, sign.least_dwell_s: 10 is not possible. Give a whole number from 20 to 600 seconds.",
            "line 3, sign.returns_after_s: 30 is not possible. Give a whole number from 60 to 3600 seconds.",
        ],
    );
}

#[test]
fn sources_are_complete_and_each_its_own() {
    wrong(
        "[[source]]\nname = \"a\"\n\n[[source]]\naddress = \"ftp://example.jp/a\"\n\n[[source]]\nname = \"a\"\naddress = \"x.json\"\n[[source]]\nname = \"\"\naddress = \"./x.json\"\n[[source]]\nname = \"b\"\naddress = \"x.json\"\n",
        &[
            "line 1, source[1].address: [[source]] needs this key, and it is missing. Add a line such as: address = \"programme.json\"",
            "line 4, source[2].name: [[source]] needs this key, and it is missing. Add a line such as: name = \"calendar\"",
            "line 5, source[2].address: An address that starts with ftp: cannot be read. Give a file, or an address that starts with http:// or https://.",
            "line 8, source[3].name: Another source is called \"a\" already. Give every source a name of its own.",
            "line 11, source[4].name: The name is empty. Give the source a name of its own.",
            "line 12, source[4].address: Another source has this address already. Take one of the two out.",
            "line 15, source[5].address: Another source has this address already. Take one of the two out.",
        ],
    );
}

#[test]
fn a_key_does_one_thing_and_nobody_is_locked_out() {
    wrong(
        "[keys]\nnext = [\"x\"]\npause = [\"X\"]\nselect = []\nback = [\"Tab\"]\nhome = [\"Pos1\"]\n",
        &[
            "line 2, keys.next: The key x is given to \"pause\" too. Every key can do one thing only: take it out of one of the two.",
            "line 4, keys.select: No key is left for \"select\", which locks out people who use keys only. Name at least one.",
            "line 5, keys.back: \"Tab\" always moves from one button to the next. Choose another key.",
            "line 6, keys.home: \"Pos1\" is not known here. Possible are \"Enter\", \"Space\", \"Escape\", \"Backspace\", \"Delete\", \"Insert\", \"Home\", \"End\", \"PageUp\", \"PageDown\", \"Up\", \"Down\", \"Left\", \"Right\", \"Menu\". A key with a sign on it is written as that sign, \"p\" or \"1\"; F1 to F24 are keys too.",
        ],
    );
    wrong(
        "[keys]\nnext = [\"Up\"]\n",
        &[
            "line 1, keys.up: No key is left for \"up\", which locks out people who use keys only. Name at least one.",
        ],
    );
}

#[test]
fn languages_are_checked_against_each_other() {
    wrong(
        "[display]\nlanguages = [\"en\"]\nlanguage = \"ja\"\n",
        &[
            "line 3, display.language: \"ja\" is not among display.languages. Add it there, or choose one of them.",
        ],
    );
    wrong(
        "[display]\nlanguages = []\n",
        &[
            "line 2, display.languages: The list is empty, so the screen would have no language. Name at least one, for example [\"ja\"].",
        ],
    );
    wrong(
        "[display]\nlanguages = [\n  \"ja\",\n  \"jp\",\n]\n[place]\nname = { \"日本語\" = \"ひろば\", en = 3 }\n",
        &[
            "line 4, display.languages: \"jp\" is not known here. Possible are \"ja\", \"ja-easy\", \"en\", \"zh-Hans\", \"ko\".",
            "line 7, place.name: \"日本語\" is not the name of a language. Languages are written ja, ja-easy, en, zh-Hans, ko.",
            "line 7, place.name: \"en\" is a whole number, but a text in quotes is needed. Write the text between quotes.",
        ],
    );
}

#[test]
fn a_text_that_is_no_toml_says_why_most_likely() {
    wrong(
        "[panel]\n\ndiagonal_in = 43\ndiagonal_in = 44\n",
        &[
            "line 4: This cannot be read as settings (duplicate key). Compare the line with the kiosk.toml that came with hiroba; the rest is checked once this is mended.",
        ],
    );
    wrong(
        "[panel]\ndiagonal_in ＝ ４３\n",
        &[
            "line 2: This cannot be read as settings (key with no value, expected `=`). The line holds the full-width sign ＝; around texts, write quotes, = and digits half-width.",
        ],
    );
    wrong(
        "[place]\ntime_zone = \"Asia/Tokyo\n",
        &[
            "line 2: This cannot be read as settings (invalid basic string, expected `\"`). A quote \" is missing in this line.",
        ],
    );
}

#[test]
fn files_that_are_none_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiosk.toml");
    let load = |path: &Path| {
        let problems = Config::load(path).expect_err("this is wrong").to_string();
        problems.replace(&folder.path().display().to_string(), "…")
    };
    assert_eq!(
        load(&path),
        "…/kiosk.toml: There is no such file. Check the path after --config, or leave it out to start with the defaults."
    );
    assert_eq!(Config::load_if_there(&path).unwrap(), Config::default());
    assert_eq!(load(folder.path()), "…: This is not a file. Name the file kiosk.toml itself.");
    std::fs::write(&path, b"[place]\nname = \"\x8d\x4c\x8f\xea\"\n").unwrap();
    assert_eq!(
        load(&path),
        "…/kiosk.toml line 2: From here on the text is not in UTF-8. Save the file again with the encoding UTF-8 (in an editor: Save as, encoding)."
    );
    std::fs::write(&path, "\u{feff}[panel]\r\ndiagonal_in = 50\r\n").unwrap();
    assert!(Config::load_if_there(&path).is_ok());
}

#[test]
fn the_cache_lies_where_it_is_set_or_where_the_user_keeps_caches() {
    let dir = |config: &Config, vars: &[(&str, &str)]| {
        config.cache_dir(|name| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    };
    let usual = Config::default();
    let set = good("[paths]\ncache = \"/var/cache/hiroba\"\n");
    let all = [("XDG_CACHE_HOME", "/x"), ("HOME", "/h/k")];
    assert_eq!(dir(&set, &all), Some("/var/cache/hiroba".into()));
    assert_eq!(dir(&usual, &all), Some("/x/hiroba".into()));
    assert_eq!(dir(&usual, &all[1..]), Some("/h/k/.cache/hiroba".into()));
    assert_eq!(dir(&usual, &[("XDG_CACHE_HOME", "relative"), all[1]]), Some("/h/k/.cache/hiroba".into()));
    assert_eq!(dir(&usual, &[]), None);
}

#[test]
fn attendance_lies_where_it_is_set_or_where_services_and_users_keep_their_state() {
    let dir = |config: &Config, vars: &[(&str, &str)]| {
        config
            .records_dir(|name| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    };
    let usual = Config::default();
    let set = good("[paths]\nrecords = \"/srv/hiroba\"\n");
    let all = [("STATE_DIRECTORY", "/var/lib/hiroba:/var/lib/b"), ("XDG_STATE_HOME", "/x"), ("HOME", "/h/k")];
    assert_eq!(dir(&set, &all), Some("/srv/hiroba".into()));
    assert_eq!(dir(&usual, &all), Some("/var/lib/hiroba".into()));
    assert_eq!(dir(&usual, &all[1..]), Some("/x/hiroba".into()));
    assert_eq!(dir(&usual, &all[2..]), Some("/h/k/.local/state/hiroba".into()));
    assert_eq!(
        dir(&usual, &[("STATE_DIRECTORY", "relative"), all[2]]),
        Some("/h/k/.local/state/hiroba".into())
    );
    assert_eq!(dir(&usual, &[]), None);
}

#[test]
fn the_voice_is_as_set_and_its_files_lie_where_they_are_set_or_where_they_are_installed() {
    let home = tempfile::tempdir().unwrap();
    let share = home.path().join(".local/share/hiroba/voice");
    std::fs::create_dir_all(&share).unwrap();
    let of = |config: &Config, vars: &[(&str, &Path)]| {
        config.speech(|name| vars.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()))
    };
    let usual = of(&Config::default(), &[("HOME", home.path())]);
    assert_eq!(
        usual,
        speech::Settings {
            device: None,
            dictionary: share.join("dictionary"),
            voice: share.join("mei_normal.htsvoice"),
            program: "espeak-ng".into(),
            speed: Speed::USUAL,
            volume: Volume::USUAL,
            jack: Jack::Card,
        }
    );
    let service = Path::new("/var/lib/x");
    assert_eq!(
        Config::voices_dir(|name| (name == "STATE_DIRECTORY").then(|| service.into())),
        service.join("voice")
    );
    assert_eq!(Config::voices_dir(|_| None), Path::new("/var/lib/hiroba/voice"));

    let set = good(
        "[voice]\nenabled = false\ndevice = \"plughw:1\"\nspeed = 120\nvolume = 2\ndictionary = \"words\"\n\
         voice = \"/srv/a.htsvoice\"\nheadphones = \"/sys/class/gpio/gpio4/value\"\n",
    );
    assert!(!set.voice.enabled && Config::default().voice.enabled);
    assert_eq!(
        of(&set, &[("HOME", home.path())]),
        speech::Settings {
            device: Some("plughw:1".to_owned()),
            dictionary: "/etc/hiroba/words".into(),
            voice: "/srv/a.htsvoice".into(),
            speed: Speed::near(120),
            volume: Volume::at(2),
            jack: Jack::File("/sys/class/gpio/gpio4/value".into()),
            ..usual
        }
    );
    wrong(
        "[voice]\nspeed = 20\nvolume = 6\nloudness = 3\n",
        &[
            "line 2, voice.speed: 20 is not possible. Give a whole number from 60 to 175 percent.",
            "line 3, voice.volume: 6 is not possible. Give a whole number from 1 to 5 steps.",
            "line 4, voice.loudness: There is no key of this name in [voice]. Known are enabled, device, speed, \
             volume, dictionary, voice, headphones, private.",
        ],
    );
}

fn panel(diagonal_in: f32, width_px: u32, height_px: u32, lower_edge_mm: f32, viewing_mm: f32) -> Panel {
    Panel { lower_edge_mm, viewing_mm, ..Panel::by_diagonal(diagonal_in, width_px, height_px) }
}

#[test]
fn a_panel_is_told_how_to_hang() {
    assert_eq!(LEAST_STRIP_MM, 63.0);
    let check = |panel: Panel, expected: &[&str]| {
        let said: Vec<String> = geometry(&panel)
            .iter()
            .map(|found| format!("{}: {found} {}", found.key(), found.remedy()))
            .collect();
        assert_eq!(said, expected);
    };
    check(Panel::REFERENCE, &[]);
    check(panel(24.0, 1920, 1080, 800.0, 1000.0), &[]);
    check(panel(32.0, 1920, 1080, 800.0, 2000.0), &[]);
    check(panel(43.0, 1080, 1920, 300.0, 2000.0), &[]);
    check(panel(55.0, 1920, 1080, 700.0, 2500.0), &[]);
    check(panel(65.0, 3840, 2160, 600.0, 3000.0), &[]);
    check(
        panel(43.0, 1920, 1080, 1200.0, 2000.0),
        &[
            "panel.lower_edge_mm: Only 0 mm of the picture lie between 800 and 1100 mm above the floor, where everybody \
           can touch; two rows of controls need 63 mm. Mount the panel 170 mm lower.",
        ],
    );
    check(
        panel(43.0, 1920, 1080, 300.0, 2000.0),
        &[
            "panel.lower_edge_mm: Only 35 mm of the picture lie between 800 and 1100 mm above the floor, where everybody \
           can touch; two rows of controls need 63 mm. Mount the panel 30 mm higher.",
        ],
    );
    check(
        panel(24.0, 1080, 1920, 800.0, 2000.0),
        &[
            "panel.viewing_distance_mm: Read from 2000 mm, small letters must be 11.9 mm high, and only 10 characters fit \
           on a line; 12 are needed. Let people come as near as 1600 mm and set viewing_distance_mm to it, or take a \
           larger panel.",
        ],
    );
    check(panel(100.0, 640, 480, 800.0, 400.0), &[]);
    check(
        panel(20.0, 480, 1440, 700.0, 400.0),
        &[
            "panel.viewing_distance_mm: Read from 400 mm, small letters must be 4.5 mm high, and only 10 characters fit on \
             a line; 12 are needed. Take a larger panel.",
        ],
    );
}

#[test]
fn the_remedy_of_a_finding_is_one() {
    for lower_edge_mm in (0..=1500).step_by(50) {
        for (diagonal, width, height) in [(24.0, 1920, 1080), (43.0, 1080, 1920), (65.0, 3840, 2160)] {
            let mut panel = panel(diagonal, width, height, lower_edge_mm as f32, 1000.0);
            match geometry(&panel)[..] {
                [] => {}
                [Finding::TooHigh { lower_by_mm, .. }] => panel.lower_edge_mm -= lower_by_mm,
                [Finding::TooLow { raise_by_mm, .. }] => panel.lower_edge_mm += raise_by_mm,
                ref other => panic!("{panel:?}: {other:?}"),
            }
            assert_eq!(geometry(&panel), []);
        }
    }
    let far = panel(24.0, 1920, 1080, 800.0, 6000.0);
    let findings = geometry(&far);
    assert_eq!(findings.len(), 2);
    for finding in findings {
        let (Finding::TooNarrow { fits_from_mm: Some(near), .. }
        | Finding::TooFewLines { fits_from_mm: Some(near), .. }) = finding
        else {
            panic!("{finding:?}")
        };
        let left = geometry(&Panel { viewing_mm: near, ..far });
        assert!(left.iter().all(|left| left.key() == finding.key()), "{left:?}");
        assert!(left.len() < 2, "the remedy takes its own finding away: {left:?}");
    }
}

/// The eight buttons of an EZ Access keypad, as Linux is told to take them (docs/installing.md).
#[test]
fn the_buttons_of_an_ez_access_keypad_become_keys_that_are_known_without_a_setting() {
    let keys = Config::parse("", Path::new("kiosk.toml")).unwrap().keys;
    let file = include_str!("../assets/70-hiroba-ez-access.hwdb");
    let mapped: Vec<(&str, &str)> =
        file.lines().filter_map(|line| line.strip_prefix(" KEYBOARD_KEY_")?.split_once('=')).collect();
    let expected = [
        // Keyboard page of USB: F17 is 6c, F24 is 73. The name in Linux, the one of `kiosk.toml`, what it does.
        ("7006c", "f2", "F2", Action::Speak),
        ("7006d", "up", "Up", Action::Up),
        ("7006e", "down", "Down", Action::Down),
        ("7006f", "enter", "Enter", Action::Select),
        ("70070", "esc", "Escape", Action::Back),
        ("70071", "pagedown", "PageDown", Action::Next),
        ("70072", "left", "Left", Action::Left),
        ("70073", "right", "Right", Action::Right),
    ];
    assert_eq!(mapped, expected.map(|(code, name, ..)| (code, name)));
    for (n, (_, _, name, action)) in expected.into_iter().enumerate() {
        let key = Key::parse(name).unwrap();
        assert_eq!(keys.action_of(key), Some(action), "{name}");
        for guide in [include_str!("../docs/installing.md"), include_str!("../docs/installing.ja.md")] {
            let sends = format!("F{}", 17 + n);
            let row = guide.lines().find(|line| line.starts_with('|') && line.contains(&sends));
            assert!(
                row.is_some_and(|row| row.contains(name)),
                "the guide does not say that {sends} is {name}"
            );
        }
    }
}

#[test]
fn proxies_are_addresses_or_networks_in_numbers() {
    let config =
        good("[hub]\nproxies = [\"192.0.2.7\", \"10.0.0.0/24\", \"2001:db8::/32\", \"192.0.2.7\"]\n");
    let proxies: Vec<String> = config.hub.proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["192.0.2.7/32", "10.0.0.0/24", "2001:db8::/32"]);
    let problems = parse("[hub]\nproxies = [\"proxy.example\", \"10.0.0.0/33\"]\n").unwrap_err();
    assert!(problems.contains("\"proxy.example\" is neither an address nor a network"), "{problems}");
    assert!(problems.contains("10.0.0.0/33"), "{problems}");
}

// It stood in every link and every QR code.
#[test]
fn the_address_of_a_hub_holds_no_password_and_nothing_behind_the_machine() {
    for (address, what) in [
        ("https://u:SECRET@hub.example", "a user name or a password"),
        ("https://SECRET@hub.example", "a user name or a password"),
        ("https://hub.example/?token=SECRET", "a ? or a #"),
        ("https://hub.example/#SECRET", "a ? or a #"),
        ("ftp://u:SECRET@hub.example", "no address of a hub"),
    ] {
        for key in ["public_address", "address"] {
            let problems = parse(&format!("[hub]\n{key} = \"{address}\"\n")).unwrap_err();
            assert!(problems.contains(what) && problems.contains("https://hub.example"), "{problems}");
            assert!(!problems.contains("SECRET"), "{problems}");
        }
    }
    let config = good("[hub]\npublic_address = \"https://hub.example:8443/\"\n");
    assert_eq!(config.hub.public_address.as_deref(), Some("https://hub.example:8443"));
}

/// What `hiroba check` says of a panel, line by line.
#[cfg(feature = "kiosk")]
fn checked(panel: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("kiosk.toml");
    std::fs::write(&file, format!("[panel]\n{panel}")).unwrap();
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_hiroba"));
    check.arg("check").arg("--config").arg(&file).env("HOME", home.path()).env_remove("DISPLAY");
    let said = String::from_utf8(check.output().unwrap().stdout).unwrap();
    said.lines().filter(|line| line.contains(" panel: ")).map(str::to_owned).collect()
}

/// Regression: two rows of the smallest buttons would have been within reach, and those of the real screens were
/// not: it was said to be well.
#[cfg(feature = "kiosk")]
#[test]
fn a_panel_whose_buttons_nobody_reaches_from_a_wheelchair_is_told_how_to_hang() {
    let size = "diagonal_in = 43\nwidth_px = 1920\nheight_px = 1080\n";
    let is_wrong = |line: &&String| line.starts_with("wrong");
    let said = checked(&format!("{size}lower_edge_mm = 800\n"));
    assert!(!said.iter().any(|line| is_wrong(&line)), "{said:#?}");
    let said = checked(&format!("{size}lower_edge_mm = 1000\n"));
    let wrong: Vec<&String> = said.iter().filter(is_wrong).collect();
    let [wrong] = wrong[..] else { panic!("{said:#?}") };
    let lower = wrong.split("Mount the panel ").nth(1).and_then(|rest| rest.split(' ').next());
    let lower: f32 = lower.unwrap_or_else(|| panic!("{wrong}")).parse().unwrap();
    assert!(wrong.ends_with("mm lower.") && lower <= 200.0, "{wrong}");
    // And that helps.
    let said = checked(&format!("{size}lower_edge_mm = {}\n", 1000.0 - lower));
    assert!(!said.iter().any(|line| is_wrong(&line)), "{said:#?}");
}
