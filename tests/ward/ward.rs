//! One ward: kiosks with their visitors, a hub with its staff, phones, and the road between them.

use std::collections::{BTreeMap, HashMap, HashSet};

use hiroba::domain::attendance::{Mark, Record, RecordKey, Salt};
use hiroba::domain::meeting::{Capacity, Meeting, MeetingId, When};
use hiroba::domain::programme::Programme;
use hiroba::feed::{Format, Span, read};
use hiroba::hub::Hub;
use hiroba::hub::store::Kind;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::chance::Chance;
use crate::disk::Disk;
use crate::lies::Lie;
use crate::office::{Answer, Letter, Office};
use crate::phones::Phones;
use crate::road::{Carried, Road};
use crate::staff::Staff;
use crate::stand::{Errand, Stand, room};

/// What something on the way says in the place of the hub.
const PORTAL: &[u8] = b"<html>Please sign in to the network.</html>";

/// What screens show of each meeting, as far as it is looked at here.
pub type Board = BTreeMap<String, String>;

/// Somebody was told by a kiosk whether there is a seat for them.
#[derive(Clone, Debug)]
pub struct Promise {
    pub key: RecordKey,
    pub meeting: MeetingId,
    pub capacity: Capacity,
    pub waits: bool,
    /// The last record that there was, and whether the kiosk knew all until then.
    pub known: i64,
    pub is_in_step: bool,
}

/// A record as the hub has it.
#[derive(Clone, Debug)]
pub struct Row {
    pub number: i64,
    pub origin: String,
    pub flags: String,
    pub record: Record,
}

pub struct Ward {
    pub chance: Chance,
    pub now: Timestamp,
    pub office: Office,
    pub stands: Vec<Stand>,
    pub phones: Phones,
    pub staff: Staff,
    pub road: Road,
    /// Everything arrives at once, where nothing is cut.
    pub is_quick: bool,
    /// What staff have published, one after the other, and the revision of the last.
    pub boards: Vec<Board>,
    revision: i64,
    /// All receipts that somebody has.
    pub receipts: Vec<(String, RecordKey)>,
    /// What a hub of another make would not take.
    pub poison: HashSet<RecordKey>,
    pub promises: Vec<Promise>,
    /// Number of the last record, as far as anybody was told.
    pub last_record: i64,
    pub lie: Option<Lie>,
    /// For a hub that lies.
    pub first_programme: Option<Vec<u8>>,
    pub salt_of_the_first: String,
    pub told: HashMap<&'static str, u64>,
    /// Whether a kill may strike in the middle, and several may ask at once: what is first then, and what is
    /// left, is for the machine to say.
    pub is_left_to_the_machine: bool,
}

impl Ward {
    pub fn new(seed: u64) -> Ward {
        let mut chance = Chance::new(seed);
        let dawn: Timestamp = "2026-12-17T00:00:00Z".parse().unwrap();
        let now = dawn + SignedDuration::from_secs(chance.between(0, 86_400));
        let office = Office::open(room(), now);
        Staff::set_up(&office, now, &mut chance);
        let mut stands = Vec::new();
        for name in ["door", "hall", "upstairs"].iter().take(chance.below(2) + 2) {
            let token = format!("the token of {name}");
            Staff::takes_in(&office, name, &token);
            let mut salt = [0; 16];
            salt.copy_from_slice(&chance.bytes()[..16]);
            stands.push(Stand::new(name, &token, now, Chance::new(chance.next()), Salt(salt)));
        }
        let mut ward = Ward {
            chance,
            now,
            office,
            stands,
            phones: Phones::default(),
            staff: Staff::default(),
            road: Road::default(),
            is_quick: true,
            boards: vec![Board::new()],
            revision: 0,
            receipts: Vec::new(),
            poison: HashSet::new(),
            promises: Vec::new(),
            last_record: 0,
            lie: None,
            first_programme: None,
            salt_of_the_first: String::new(),
            told: HashMap::new(),
            is_left_to_the_machine: true,
        };
        ward.salt_of_the_first = Mark(ward.stands[0].world.clerk.disk.salt().0).to_string();
        ward.looks_at_the_boards();
        ward.flows();
        ward
    }

    pub fn counts(&mut self, what: &'static str) {
        *self.told.entry(what).or_default() += 1;
    }

    /// Time goes on for everybody.
    pub fn passes(&mut self, by: SignedDuration) {
        self.now += by;
        self.office.comes_to(self.now);
    }

    /// Something happens at a kiosk, and takes as long as it takes.
    pub fn at<T>(&mut self, stand: usize, happens: impl FnOnce(&mut Stand) -> T) -> T {
        let now = self.now;
        let stand_ = &mut self.stands[stand];
        stand_.wakes(now);
        let (before, life) = (stand_.world.now, stand_.world.lives);
        let came = happens(stand_);
        let took = match stand_.world.lives == life {
            true => stand_.world.now.duration_since(before),
            // A new life may have another clock.
            false => SignedDuration::ZERO,
        };
        stand_.notices_a_new_life();
        self.passes(took.max(SignedDuration::ZERO));
        self.shows_one_whole(stand);
        self.hears_of_promises(stand);
        came
    }

    /// Whatever can be sent is, and answered, where nothing is cut.
    pub fn flows(&mut self) {
        if !self.is_quick || !self.office.is_up() {
            return;
        }
        self.office.comes_to(self.now);
        loop {
            let mut is_still = true;
            for stand in 0..self.stands.len() {
                let known = &self.stands[stand];
                if !known.is_cut && !known.is_gone && known.portal.is_none() {
                    is_still &= !self.catches_up(stand);
                }
            }
            if is_still {
                return;
            }
        }
    }

    /// Brings a kiosk and the hub to the same. Whether anything was new.
    fn catches_up(&mut self, stand: usize) -> bool {
        let (mut is_new, mut rounds) = (false, 0);
        let hears_live = |hub: &Hub| (*hub.live.records().borrow(), *hub.live.revision().borrow());
        loop {
            let (records, revision) = self.office.look(async |hub| hears_live(hub));
            self.last_record = records;
            let (waits, is_open) = {
                let stand = &mut self.stands[stand];
                stand.said = (records, revision);
                (stand.outbox().is_some_and(|outbox| outbox.waiting > 0), stand.world.clerk.is_open())
            };
            let salts = self.stands.iter().filter(|stand| stand.is_known).count();
            let known = &mut self.stands[stand];
            let errand = if waits {
                Errand::Push
            } else if known.read != revision {
                known.read = revision;
                Errand::Read
            } else if !known.has_reported && is_open {
                Errand::Report
            } else if known.learned != records || known.salts != salts {
                known.salts = salts;
                Errand::Learn
            } else {
                return is_new;
            };
            is_new = true;
            rounds += 1;
            assert!(rounds < 2_000, "{errand:?} has no end: {:?}", self.stands[stand].outbox());
            // Whatever is still on the road comes too late.
            self.gives_up(stand, errand);
            self.counts("asked and answered");
            let mut more = self.asks(stand, errand);
            while let Some(letter) = more {
                let answer = self.delivers(&letter);
                more = if self.answers(stand, errand, answer) { self.asks(stand, errand) } else { None };
            }
        }
    }

    /// A kiosk writes a letter.
    pub fn asks(&mut self, stand: usize, errand: Errand) -> Option<Carried<Letter>> {
        let (number, now) = (self.road.number(), self.now);
        let what = self.at(stand, |stand| stand.asks(errand, number, now))?;
        Some(Carried { number, stand, errand, what })
    }

    /// The hub reads a letter. Nobody answers when it is down.
    pub fn delivers(&mut self, carried: &Carried<Letter>) -> Option<Answer> {
        self.office.comes_to(self.now);
        if let Some(status) = self.stands[carried.stand].portal {
            return Some(Answer { status, etag: None, body: PORTAL.to_vec() });
        }
        let poisoned = carried.errand == Errand::Push && self.is_poisoned(&carried.what.body);
        if poisoned && self.office.is_up() {
            let body = br#"{"status":400,"title":"Bad Request","detail":"It is of another make."}"#;
            return Some(Answer { status: 400, etag: None, body: body.to_vec() });
        }
        let letter = self.lied_on_the_way(carried);
        let answer = self.office.asked(&letter)?;
        let answer = self.lied_on_the_way_back(carried, answer);
        self.is_fit_for_others(carried, &answer);
        Some(answer)
    }

    /// Whether the hub sees it as it was written.
    pub fn is_let_through(&self, carried: &Carried<Letter>) -> bool {
        let is_poisoned = carried.errand == Errand::Push && self.is_poisoned(&carried.what.body);
        self.stands[carried.stand].portal.is_none() && !is_poisoned
    }

    /// Nothing in it says as what anybody comes.
    pub fn is_fit_for_others(&self, carried: &Carried<Letter>, answer: &Answer) {
        if carried.errand == Errand::Learn {
            nobody_is_said_to_be_anything(&answer.text());
        }
    }

    fn is_poisoned(&self, body: &[u8]) -> bool {
        let text = String::from_utf8_lossy(body);
        self.poison.iter().any(|key| text.contains(&format!("\"key\":\"{key}\"")))
    }

    /// A kiosk hears what became of its question. Whether there is more to ask at once.
    pub fn answers(&mut self, stand: usize, errand: Errand, answer: Option<Answer>) -> bool {
        let now = self.now;
        if let Some(answer) = answer.as_ref().filter(|answer| answer.status >= 500) {
            assert_eq!(answer.body, PORTAL, "{errand:?}: {}", answer.text());
        }
        self.at(stand, |stand| stand.hears(errand, answer.as_ref(), now))
    }

    /// Nobody waits for this answer any more.
    pub fn gives_up(&mut self, stand: usize, errand: Errand) {
        if self.stands[stand].waits[errand as usize].is_some() {
            self.answers(stand, errand, None);
        }
    }

    /// Somebody who is no kiosk asks the hub; what they see, if they see anything.
    pub fn page(&mut self, letter: &Letter) -> Option<Answer> {
        self.office.comes_to(self.now);
        let answer = self.office.asked(letter)?;
        assert!(answer.status < 500, "{} {}: {}", letter.method, letter.path, answer.text());
        Some(answer)
    }

    /// A receipt is somebody's, who may go anywhere with it.
    pub fn has_receipt(&mut self, receipt: (String, RecordKey), made_at: Option<usize>) {
        for (at, stand) in self.stands.iter_mut().enumerate() {
            if Some(at) != made_at && !self.poison.contains(&receipt.1) {
                stand.world.watch.by_others.insert(receipt.1);
                stand.world.receipts.push(receipt.clone());
            }
        }
        self.receipts.push(receipt);
    }

    /// What staff have published by now, by the rows of the hub.
    pub fn looks_at_the_boards(&mut self) {
        if !self.office.is_up() {
            return;
        }
        let (revision, bodies) = self.office.look(async |hub| {
            let mut reading = hub.store.read().await.unwrap();
            let revision = reading.revision().await.unwrap();
            (revision, reading.shown(i64::MIN).await.unwrap())
        });
        assert!(revision >= self.revision, "a hub forgets what was published");
        if revision == self.revision {
            return;
        }
        self.revision = revision;
        let meetings = bodies.into_iter().filter(|(kind, ..)| *kind == Kind::Meeting);
        let meetings: Vec<String> = meetings.map(|(_, _, _, body)| body).collect();
        let text = format!(
            r#"{{"format": "hiroba-programme", "version": 1, "timeZone": "Asia/Tokyo", "meetings": [{}]}}"#,
            meetings.join(", ")
        );
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let today = self.now.to_zoned(zone.clone()).date();
        let span = Span { today, from: today - 400.days(), to: today + 400.days() };
        let reading = read(Some(Format::Json), text.as_bytes(), span, &zone).unwrap();
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        self.boards.push(board(&reading.programme));
    }

    /// What a kiosk shows is one of the things that staff have published, and none older than before.
    fn shows_one_whole(&mut self, stand: usize) {
        let stand = &mut self.stands[stand];
        let shown = board(stand.world.kiosk.programme());
        let long_ago = self.now - SignedDuration::from_hours(24 * 30);
        let is_it = |published: &Board| {
            let differs = |(id, text): (&String, &String)| shown.get(id) != Some(text);
            let is_old = |text: &str| ends(text) < long_ago;
            // What has been over for a month is no longer sent.
            published
                .iter()
                .all(|meeting| !differs(meeting) || (is_old(meeting.1) && !shown.contains_key(meeting.0)))
                && shown.keys().all(|id| published.contains_key(id))
        };
        let found = self.boards[stand.shows..].iter().position(is_it);
        let Some(later) = found else {
            let before = self.boards[..stand.shows].iter().any(is_it);
            let what = if before { "an older programme" } else { "no programme that was ever published" };
            panic!("{} shows {what}: {shown:?}\n{:?}", stand.id, self.boards[stand.shows..].iter().last());
        };
        stand.shows += later;
    }

    /// Whoever has just been thanked for registering was told whether there is a seat.
    fn hears_of_promises(&mut self, at: usize) {
        let last_record = self.last_record;
        let stand = &mut self.stands[at];
        let Some(key) = stand.world.kiosk.thanked_for() else { return };
        let known = self.receipts.iter().rev().any(|(_, known)| *known == key);
        let Some(receipt) = stand.world.receipts.last().filter(|(_, own)| *own == key && !known).cloned()
        else {
            return;
        };
        let is_in_step = stand.learned == last_record && !stand.is_cut;
        let found = stand.world.programme.meetings.iter().find_map(|meeting| {
            let book = stand.world.kiosk.book(&meeting.id);
            let way = book.registration(key)?.way;
            let waits = book.seats(way, meeting.capacity).waiting.contains(&key);
            Some(Promise {
                is_in_step,
                key,
                meeting: meeting.id.clone(),
                capacity: meeting.capacity,
                waits,
                known: last_record,
            })
        });
        self.promises.extend(found);
        self.counts("registered at a kiosk");
        self.has_receipt(receipt, Some(at));
    }

    /// All records the hub has, in its order.
    pub fn records(&self) -> Vec<Row> {
        let rows = self.office.look(async |hub| {
            hub.store.read().await.unwrap().records_after(0, "-", 1_000_000).await.unwrap()
        });
        let read = |row: hiroba::hub::store::RecordRow| {
            let record: hiroba::api::record::Record = serde_json::from_str(&row.body).unwrap();
            let record = Record::try_from(&record).unwrap();
            assert_eq!(record.key.to_string(), row.key);
            Row { number: row.number, origin: row.origin, flags: row.flags.unwrap_or_default(), record }
        };
        rows.into_iter().map(read).collect()
    }
}

/// A programme as far as it is looked at here.
pub fn board(programme: &Programme) -> Board {
    programme.meetings.iter().map(|meeting| (meeting.id.0.clone(), said(meeting))).collect()
}

/// A meeting in a line that begins with its end.
fn said(meeting: &Meeting) -> String {
    let When::Exact { start, end } = &meeting.when else { panic!("all have a day: {meeting:?}") };
    let end = end.as_ref().map_or(start.timestamp(), jiff::Zoned::timestamp);
    let Meeting { status, capacity, mode, .. } = meeting;
    format!("{end} {} {status:?} {capacity:?} {mode:?}", start.timestamp())
}

fn ends(line: &str) -> Timestamp {
    line.split(' ').next().unwrap().parse().unwrap()
}

/// What other kiosks are told of anybody is how they take part, never as what.
fn nobody_is_said_to_be_anything(text: &str) {
    for word in ["category", "lived", "family", "supporter", "student", "\"sub\"", "party"] {
        assert!(!text.contains(word), "another kiosk is told of a {word}: {text}");
    }
}
