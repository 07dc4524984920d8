//! Staff at their pages: they publish, move, cancel and bring back meetings, enter who telephoned, and
//! correct counts; sometimes with the same form twice.

#[path = "../common/publish.rs"]
mod publish;

use std::collections::{HashMap, HashSet};

use hiroba::domain::attendance::RecordKey;
use hiroba::hub::store::{Account, Kind, Role};
use hiroba::hub::{self, fingerprint};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::chance::Chance;
use crate::office::{Answer, Letter, Office};
use crate::place::MEETINGS;
use publish::publish;

const SESSION: &str = "the session of the only one of the staff";

#[derive(Debug, Default)]
pub struct Staff {
    /// Forms with a key that were sent, to be sent again.
    pub forms: Vec<(RecordKey, Letter)>,
    pub keys: HashSet<RecordKey>,
    /// What a page said was done.
    pub done: HashSet<RecordKey>,
    /// The receipts that were read over the telephone.
    receipts: HashMap<RecordKey, String>,
    signed_in: Option<Timestamp>,
}

impl Staff {
    /// What there is at the hub before the first day.
    pub fn set_up(office: &Office, now: Timestamp, chance: &mut Chance) {
        let bits = |chance: &mut Chance| format!("{:016x}{:016x}", chance.next(), chance.next());
        let (salt, secret) = (bits(chance), bits(chance));
        office.look(async |hub| {
            let mut change = hub.store.begin().await.unwrap();
            for (name, value) in [("phone", "on"), ("salt", &salt), ("receipt-secret", &secret)] {
                change.set_setting(name, value).await.unwrap();
            }
            let account = Account {
                id: "staff".to_owned(),
                name: "管理".to_owned(),
                password: None,
                role: Role::Administrator,
                lang: "ja".to_owned(),
                closed: false,
            };
            change.add_account(&account, hub.now_ms()).await.unwrap();
            change.commit().await.unwrap();
            publish(hub, Kind::Place, "place", r#"{"name": {"ja": "ひろば"}}"#).await;
        });
        for id in MEETINGS {
            Staff::publishes(office, id, now, chance);
        }
    }

    /// Takes a kiosk in.
    pub fn takes_in(office: &Office, id: &str, token: &str) {
        office.look(async |hub| {
            let mut change = hub.store.begin().await.unwrap();
            change.add_kiosk(id, id, &fingerprint(token), hub.now_ms()).await.unwrap();
            change.commit().await.unwrap();
        });
    }

    /// A meeting as somebody has just thought of it.
    pub fn publishes(office: &Office, id: &str, now: Timestamp, chance: &mut Chance) {
        // Minutes from now: running, about to begin, one can check in, later, in two weeks.
        const STARTS: [i64; 10] = [-60, -5, 5, 10, 25, 180, 600, 60 * 24, 60 * 24 * 3, 60 * 24 * 14];
        let at = now + SignedDuration::from_mins(*chance.among(&STARTS));
        let (start, end) = hours(at);
        let mode = chance.among(&["both", "both", "venue", "online"]);
        let mut more = String::new();
        if chance.one_in(2) {
            let (venue, online) = (chance.between(0, 5), chance.between(1, 6));
            more.push_str(&format!(r#", "capacity": {{"venue": {venue}, "online": {online}}}"#));
        }
        if chance.one_in(4) {
            let asks = chance.one_in(2);
            more.push_str(&format!(r#", "attendance": {{"asksCategory": {asks}}}"#));
        }
        let body = format!(
            r#"{{"id": "{id}", "title": {{"ja": "{id}"}}, "mode": "{mode}",
                "when": {{"kind": "exact", "start": "{start}", "end": "{end}"}}{more}}}"#
        );
        office.look(async |hub| publish(hub, Kind::Meeting, id, &body).await);
    }

    /// A letter of somebody who is signed in.
    pub fn signs(&mut self, office: &Office, now: Timestamp, letter: Letter) -> Letter {
        if self.signed_in.is_none_or(|at| now.duration_since(at) > SignedDuration::from_hours(1)) {
            self.signed_in = Some(now);
            office.look(async |hub| {
                let mut change = hub.store.begin().await.unwrap();
                let (token, ends) = (fingerprint(SESSION), hub.now_ms() + 8 * 3_600_000);
                change.end_session(&token).await.unwrap();
                change.begin_session(&token, "staff", hub.now_ms(), ends).await.unwrap();
                change.commit().await.unwrap();
            });
        }
        letter.with("cookie", format!("hiroba-session={SESSION}"))
    }

    /// Forgets that it was written down that somebody is signed in: the hub may have lost that.
    pub fn signs_in_again(&mut self) {
        self.signed_in = None;
    }

    /// Somebody telephoned.
    pub fn signs_up(&mut self, chance: &mut Chance) -> (RecordKey, Letter) {
        let fields = [
            ("channel", "telephone".to_owned()),
            ("way", (*chance.among(&["venue", "venue", "online"])).to_owned()),
            ("n:", chance.between(0, 2).to_string()),
            ("n:lived/", chance.between(0, 1).to_string()),
            ("receipt", if chance.one_in(2) { "yes" } else { "" }.to_owned()),
        ];
        self.form("sign-up", &fields, chance)
    }

    /// Somebody counted otherwise.
    pub fn corrects(&mut self, chance: &mut Chance) -> (RecordKey, Letter) {
        let fields = [
            ("count", (*chance.among(&["came", "venue", "online"])).to_owned()),
            ("sign", (*chance.among(&["more", "fewer"])).to_owned()),
            ("by", chance.between(1, 3).to_string()),
            ("reason", "recounted".to_owned()),
        ];
        self.form("correct", &fields, chance)
    }

    /// Somebody came, and it was written down by hand.
    pub fn enters(&mut self, chance: &mut Chance) -> (RecordKey, Letter) {
        let fields = [
            ("kind", (*chance.among(&["walk-in", "registered"])).to_owned()),
            ("n:", chance.between(1, 3).to_string()),
        ];
        self.form("arrivals", &fields, chance)
    }

    fn form(&mut self, page: &str, fields: &[(&str, String)], chance: &mut Chance) -> (RecordKey, Letter) {
        let key = RecordKey(u128::from(chance.next()) << 64 | u128::from(chance.next()));
        let mut fields = fields.to_vec();
        fields.push(("key", key.to_string()));
        let letter = Letter::form(format!("/attendance/{}/{page}", chance.among(&MEETINGS)), &fields);
        self.keys.insert(key);
        self.forms.push((key, letter.clone()));
        (key, letter)
    }

    /// What a page says. The receipt that it shows, if it does.
    pub fn reads(&mut self, key: RecordKey, answer: &Answer) -> Option<(String, RecordKey)> {
        // A way that this meeting does not have, nobody in the form.
        if matches!(answer.status, 400 | 422) {
            return None;
        }
        assert!(matches!(answer.status, 200 | 303), "{} {}", answer.status, answer.text());
        self.done.insert(key);
        let text = answer.text();
        let (_, code) = text.split_once("<p class=\"code\">")?;
        let digits: String = code.split_once("</p>")?.0.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(self.receipts.insert(key, digits.clone()), None, "a receipt is shown once");
        Some((digits, key))
    }
}

/// The number of the newest version of a meeting.
pub fn latest(office: &Office, id: &str) -> i64 {
    office.look(async |hub: &hub::Hub| {
        let item = hub.store.read().await.unwrap().item(Kind::Meeting, id).await.unwrap();
        item.expect("what was written is not gone").latest
    })
}

/// Two hours, from about then on, as forms and the wire write them.
pub fn hours(at: Timestamp) -> (String, String) {
    let minute = at.as_second().div_euclid(300) * 300;
    let start = Timestamp::from_second(minute).unwrap().to_zoned(TimeZone::get("Asia/Tokyo").unwrap());
    let end = start.checked_add(2.hours()).unwrap();
    let text = |moment: jiff::Zoned| moment.strftime("%Y-%m-%dT%H:%M").to_string();
    (text(start), text(end))
}
