//! A hub of a place that has been at work for a while: something of everything.

use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};

use hiroba::hub::store::{Kind, NewVersion, Role};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::elsewhere::{Elsewhere, calendar, connected, event, settled};
use crate::house::{Browser, Device, House};
use crate::meetings::{key, publish, today};

pub struct Full {
    pub house: House,
    staff: Option<Browser>,
    /// What stands in braces in the addresses of states.
    pub known: HashMap<&'static str, String>,
    door: Option<Device>,
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//JA\r\n\
    BEGIN:VEVENT\r\nUID:tea-1\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Asia/Tokyo:20261210T140000\r\n\
    DTEND;TZID=Asia/Tokyo:20261210T153000\r\nSUMMARY:お茶の会\r\nLOCATION:談話室\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:song-1\r\nDTSTAMP:20261101T000000Z\r\n\
    DTSTART;TZID=Asia/Tokyo:20261217T100000\r\nSUMMARY:うたの会\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:broken\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:soon\r\nSUMMARY:こわれた行\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

/// A meeting of the series.
fn meeting(id: &str, number: u32, theme: Value, start: &str) -> Value {
    json!({
        "id": id,
        "title": { "ja": format!("第{number}回 ピアサポートの会"), "en": format!("Peer support meeting no. {number}") },
        "series": { "name": { "ja": "ピアサポートの会", "en": "Peer support meeting" }, "number": number },
        "theme": theme,
        "when": { "kind": "exact", "start": start, "end": "16:00" },
        "mode": "both",
        "place": { "ja": "地域交流スペース", "en": "Community space" },
        "who": { "ja": "どなたでも どうぞ" },
        "capacity": { "venue": 20 },
        "page": { "url": "https://www.city.setagaya.lg.jp/d00191091.html", "number": "191091" },
        "contact": { "tel": "03-5432-2247", "fax": "03-5432-3021" },
    })
}

/// What a display says of itself.
fn report(fields: Value) -> Value {
    let mut report = json!({
        "version": env!("CARGO_PKG_VERSION"), "revision": "1", "showing": "meeting coming", "sure": true,
        "clock": "2026-12-03T05:05:00Z", "diskFree": 20_000_000_000_u64,
        "panel": { "diagonalIn": 43.0, "widthPx": 1920, "heightPx": 1080, "lowerEdgeMm": 800.0, "viewingDistanceMm": 1500.0 },
    });
    for (name, value) in fields.as_object().unwrap() {
        report[name] = value.clone();
    }
    report
}

/// Keeps a version of something as its form does, with the words by which lists call it.
async fn keep(house: &House, kind: Kind, id: &str, title: &str, body: &Value) {
    let mut change = house.hub.store.begin().await.unwrap();
    let text = body.to_string();
    let known = change.item(kind, id).await.unwrap().map(|item| item.latest);
    let new = NewVersion {
        kind,
        id,
        body: &text,
        title,
        words: title,
        starts: None,
        ends: None,
        audience: &hiroba::hub::audience::Audience::All,
        at: house.hub.now_ms(),
        who: "管理",
    };
    let number = change.add_version(&new, known).await.unwrap().unwrap();
    change.show_version(kind, id, Some(number)).await.unwrap();
    change.next_revision().await.unwrap();
    change.commit().await.unwrap();
}

/// What follows these words on a page, to the next quotation mark.
#[track_caller]
fn after<'p>(page: &'p str, words: &str) -> &'p str {
    page.split_once(words).unwrap_or_else(|| panic!("{words} is not in {page}")).1.split('"').next().unwrap()
}

fn records(meeting: &str, from: u128, observed: &str) -> Vec<Value> {
    let kinds = [
        json!({ "kind": "registered", "way": "venue", "party": [{ "category": "lived", "people": 1 }] }),
        json!({ "kind": "registered", "way": "online", "party": [{ "category": "supporter", "sub": "medical", "people": 2 }] }),
        json!({ "kind": "registered", "way": "venue", "party": [{ "category": "other", "sub": "student", "people": 1 }] }),
        json!({ "kind": "walked-in", "party": [{ "category": "family", "people": 3 }] }),
        json!({ "kind": "walked-in", "party": [{ "people": 1 }] }),
        json!({ "kind": "felt", "feeling": "relieved" }),
    ];
    let record = |(n, what): (usize, Value)| {
        json!({ "version": 1, "key": key(from + n as u128), "meeting": meeting, "sure": true,
                "observed": observed, "what": what })
    };
    kinds.into_iter().enumerate().map(record).collect()
}

/// Draws a slide as the real hub does: by the program itself. One that was built without a screen cannot,
/// and the page says so.
fn draw(sketch: hiroba::hub::Sketch) -> Result<Vec<u8>, String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hiroba"));
    program.arg("draw").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = program.spawn().unwrap();
    child.stdin.take().unwrap().write_all(serde_json::to_string(&sketch).unwrap().as_bytes()).unwrap();
    let drawn = child.wait_with_output().unwrap();
    if drawn.status.success() { Ok(drawn.stdout) } else { Err("it cannot be drawn".to_owned()) }
}

impl Full {
    /// One that nobody has filled.
    pub fn bare(house: House) -> Full {
        Full { house, staff: None, known: HashMap::new(), door: None }
    }

    pub async fn open() -> Full {
        let house = House::open_with(|hub| hub.with_painter(std::sync::Arc::new(draw))).await;
        let staff = house.administrator().await;
        house.colleague("佐藤", Role::Editor).await;
        let mut known = HashMap::new();
        staff.post("/settings/phone", &[("phone", "on"), ("qr", "phone"), ("days", "90")]).await;
        let place = json!({
            "name": { "ja": "ひろば", "en": "Hiroba" },
            "page": { "url": "https://www.city.setagaya.lg.jp/d00191091.html", "number": "191091" },
            "contact": { "office": { "ja": "障害福祉の窓口" }, "tel": "03-5432-2247", "fax": "03-5432-3021" }
        });
        keep(&house, Kind::Place, "place", "place", &place).await;

        // Meetings: over, today, to come, called off, not decided, a draft.
        let theme = json!({ "ja": "場をひろげる", "ja-easy": "[場|ば]を ひろげる", "en": "Making room" });
        let past = meeting("past", 2, json!({ "ja": "話を きく", "en": "Listening" }), "2026-11-26T13:30");
        keep(&house, Kind::Meeting, "past", "話を きく", &past).await;
        publish(&house, &today(20)).await;
        let mut coming = meeting("coming", 3, theme, "2026-12-17T13:30");
        coming["place"]["ja"] = "会議室".into();
        keep(&house, Kind::Meeting, "coming", "場をひろげる", &coming).await;
        coming["place"]["ja"] = "地域交流スペース".into();
        keep(&house, Kind::Meeting, "coming", "場をひろげる", &coming).await;
        let mut cancelled = meeting("cancelled", 4, json!("人と場をつなぐ"), "2026-12-24T13:30");
        cancelled["status"] = "cancelled".into();
        keep(&house, Kind::Meeting, "cancelled", "人と場をつなぐ", &cancelled).await;
        let draft = [
            ("theme-ja", "窓をひらく"),
            ("series-ja", "ピアサポートの会"),
            ("series-number", "5"),
            ("known", "month"),
            ("month", "2027-05"),
            ("repeat", "none"),
            ("follow", "none"),
            ("mode", "both"),
            ("place-ja", "東京リハビリテーション世田谷 地域交流スペース"),
            ("who-ja", "どなたでも どうぞ"),
            ("url", "https://www.city.setagaya.lg.jp/d00191091.html"),
            ("act", "save"),
        ];
        let saved = staff.post("/schedule/new", &draft).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        known.insert("draft", saved.leads_to().split('?').next().unwrap().to_owned());
        // Changed since it was published.
        let other = ["theme-ja", "series-number", "known", "month", "act"];
        let mut form: Vec<_> = draft.into_iter().filter(|(name, _)| !other.contains(name)).collect();
        form.extend([
            ("theme-ja", "場をひろげる"),
            ("series-number", "3"),
            ("known", "exact"),
            ("day", "2026-12-17"),
        ]);
        form.extend([("start", "14:00"), ("end", "16:00"), ("base", "2"), ("act", "save")]);
        let saved = staff.post("/schedule/coming", &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        // One that comes again, with a date called off and one changed by itself.
        let weekly = [
            ("title-ja", "お茶の会"),
            ("known", "exact"),
            ("day", "2026-12-10"),
            ("start", "10:00"),
            ("end", "12:00"),
            ("repeat", "week"),
            ("on", "th"),
            ("follow", "none"),
            ("mode", "venue"),
            ("place-ja", "談話室"),
            ("act", "save"),
        ];
        let saved = staff.post("/schedule/new", &weekly).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let row = saved.leads_to().split('?').next().unwrap().to_owned();
        let shown = staff.post(&format!("{row}/publish"), &[("version", "1"), ("act", "now")]).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
        let done = staff.post(&format!("{row}/dates/2026-12-10/cancel"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        known.insert("row", row);

        // Notices.
        let form = staff.get("/notices/notice/new").await;
        let notice = after(form.body.split_once("id=\"save\"").unwrap().1, "action=\"").to_owned();
        let fields = [
            ("title-ja", "雨の 日も 開いています"),
            ("title-en", "Open on rainy days"),
            ("body-ja", "かさは 入口で あずかります"),
            ("from", "2026-12-03"),
            ("until", "2026-12-20"),
            ("do", "publish"),
        ];
        let saved = staff.post(&notice, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        known.insert("notice", notice);

        // Displays: one at work, one that is silent, one that never said anything.
        let (door, lounge) =
            (Device::taken_in(&house, "入口").await, Device::taken_in(&house, "談話室").await);
        Device::taken_in(&house, "受付用").await;
        let quiet = json!({ "clock": "2026-12-03T03:05:00Z", "showing": "in use" });
        let said = lounge.post("/report", &report(quiet)).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.body);
        house.later(jiff::SignedDuration::from_mins(70));
        known.insert("kiosk", format!("/kiosks/{}", door.id));
        known.insert("quiet", format!("/kiosks/{}", lounge.id));

        // People.
        let mut sent = records("past", 100, "2026-11-26T04:30:00Z");
        sent.extend(records("today", 200, "2026-12-03T04:30:00Z"));
        let answer = door.post("/records", &json!({ "records": sent })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let sign_up = [
            ("key", "000000000000000000000000000000ff"),
            ("channel", "telephone"),
            ("way", "venue"),
            ("n:lived/", "1"),
            ("name", "山田 花子"),
            ("tel", "03-5432-2247"),
        ];
        let answer = staff.post("/attendance/today/sign-up", &sign_up).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let answer = staff
            .post("/attendance/today/count", &[("key", &*key(300)), ("venue", "6"), ("online", "4")])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let phone = house.stranger();
        for (id, text) in [("1", "話せて よかった"), ("2", "また 来ます")] {
            let answer =
                phone.post("/m/past/sentence?lang=ja", &[("key", &id.repeat(32)), ("text", text)]).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        }
        known.insert("sentence", format!("/sentences/{}", "1".repeat(32)));

        // What some screens say in their own way, and said otherwise before.
        let own = format!("kiosk/{}", door.id);
        let of_door = |fields: &[(&'static str, &'static str)]| {
            let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            [("for".to_owned(), own.clone())].into_iter().chain(fields).collect::<Vec<_>>()
        };
        for (page, fields) in [
            ("/settings/texts", of_door(&[("come-in-ja", "[奥|おく]へ どうぞ"), ("come-in-en", "Come in")])),
            ("/settings/texts", of_door(&[("come-in-ja", "どうぞ"), ("base", "1")])),
            ("/settings/reach", of_door(&[("tel", "03-5432-0000"), ("fax", "03-5432-0001")])),
        ] {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            let saved = staff.post(page, &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        }
        known.insert("screen", format!("for={own}"));

        // A file to read in, and somebody to look after.
        let body = format!(
            "--line\r\ncontent-disposition: form-data; name=\"file\"; filename=\"tea.ics\"\r\n\
             content-type: application/octet-stream\r\n\r\n{CALENDAR}\r\n--line--\r\n"
        );
        let read = staff.post_body("/exchange", "multipart/form-data; boundary=line", body).await;
        known.insert("import", read.leads_to().to_owned());
        let accounts = staff.get("/accounts").await;
        let row = accounts.body.split("佐藤").nth(1).unwrap().split("href=\"/accounts/").nth(1).unwrap();
        let account = row.split('"').next().unwrap().to_owned();
        let link = hiroba::hub::admin::accounts::new_link(&house.hub, "管理", &account).await.unwrap();
        known.insert("password", link.strip_prefix(&house.hub.settings.address).unwrap().to_owned());
        known.insert("account", format!("/accounts/{account}"));

        // The calendar of somebody else.
        house.hub.calendars.allow_near(true);
        let walk = event("walk", "20261210", "川べりを 歩く会", "LOCATION:二子玉川\r\n");
        let elsewhere = Elsewhere::open(&calendar(&[walk])).await;
        known.insert("calendar", connected(&staff, &elsewhere.address).await);
        settled(&house).await;
        let full = Full { house, staff: Some(staff), known, door: Some(door) };
        full.lives().await;
        full
    }

    /// The display at the door says that it is well, and sends its picture.
    pub async fn lives(&self) {
        let clock = self.house.hub.now().to_string();
        let said = self.door.as_ref().unwrap().post("/report", &report(json!({ "clock": clock }))).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.body);
        let picture = include_bytes!("../../docs/images/sign.png").to_vec();
        let kept = self.door.as_ref().unwrap().post_bytes("/picture", "image/png", picture).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    }

    /// An emergency, as an exercise, and a visitor who calls.
    pub async fn alarm(&mut self) {
        let form = [
            ("headline-ja", "地震の 訓練です"),
            ("instruction-ja", "机の下へ どうぞ"),
            ("headline-en", "Earthquake drill"),
            ("status", "Exercise"),
            ("for", "30"),
        ];
        let look = self.staff.as_ref().unwrap().post("/emergency/confirm", &form).await;
        let hidden = look.body.split_once("id=\"send\"").unwrap().1.split("</form>").next().unwrap();
        let fields: Vec<(String, String)> = hidden
            .split("<input type=\"hidden\"")
            .skip(1)
            .map(|input| (after(input, "name=\"").to_owned(), after(input, "value=\"").to_owned()))
            .collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let sent = self.staff.as_ref().unwrap().post("/emergency/send", &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        self.known.insert("emergency", sent.leads_to().split('?').next().unwrap().to_owned());
        let called =
            self.door.as_ref().unwrap().post("/calls", &json!({ "id": format!("{:032x}", 7) })).await;
        assert_eq!(called.status, StatusCode::OK, "{}", called.body);
    }

    /// An address of a state, with what is known here.
    pub fn address(&self, path: &str, lang: &str) -> String {
        let path = self
            .known
            .iter()
            .fold(path.replace("{lang}", lang), |path, (name, at)| path.replace(&format!("{{{name}}}"), at));
        format!("{}{path}", self.house.address)
    }
}
