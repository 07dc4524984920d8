//! One kiosk of the ward: the world of `tests/world` with its visitors, clerk and disk, and its side of
//! the link, which decides by the real code what to ask the hub and what an answer means.

use std::path::Path;

use hiroba::api::sync::{Answers, BASE, Changes, ParkedReport, Reply, Report, Shared};
use hiroba::domain::attendance::{Mark, Record, RecordKey, Salt};
use hiroba::domain::programme::Programme;
use hiroba::feed::built_in::categories_or_built_in;
use hiroba::feed::cache::Cache;
use hiroba::feed::fetch::{FetchError, Fetched, Fetcher, Pass, Patience, Source, Validators};
use hiroba::feed::refresh::{Came, Intake, Outcome, Refresh, Restored, Turn, restore};
use hiroba::hub::fingerprint;
use hiroba::kiosk::core::Event;
use hiroba::kiosk::link::{self, Belonging, Judged, Learning, Learnt, LinkError, Sending};
use hiroba::kiosk::sources;
use hiroba::kiosk::time::Time;
use hiroba::store::{OutboxState, Store, Trouble};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::chance::Chance;
use crate::disk::Cut;
use crate::life::World;
use crate::office::{Answer, Letter};
use crate::place;
use crate::store::RealDisk;

/// What a kiosk asks its hub, each by a task of its own: one question of each at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    Push,
    Learn,
    Read,
    Report,
    Listen,
}

impl Errand {
    pub const ALL: [Errand; 5] = [Errand::Push, Errand::Learn, Errand::Read, Errand::Report, Errand::Listen];
}

/// A question that waits for its answer.
#[derive(Clone, Debug)]
pub struct Asked {
    pub letter: u64,
    keys: Vec<RecordKey>,
    /// By the kiosk's clock.
    at: Timestamp,
    /// Without a mark of what is known.
    for_all: bool,
}

pub struct Stand {
    pub world: World<RealDisk>,
    pub id: String,
    token: String,
    /// Of its files, beside the records.
    folder: tempfile::TempDir,
    /// How far the machine's clock is from the true time.
    pub off: SignedDuration,
    /// By how much it was put right in this life.
    right: SignedDuration,
    time: Time,
    source: Source,
    intake: Intake,
    refresh: Refresh,
    zone: TimeZone,
    wants_all: bool,
    sending: Sending,
    learning: Learning,
    /// The number of the last record and the revision that the hub has spoken of.
    pub said: (i64, i64),
    /// Up to which record it has learned.
    pub learned: i64,
    pub has_reported: bool,
    /// Whether the hub knows the salt of its receipts.
    pub is_known: bool,
    /// For which revision it has read, and with how many salts it has learned.
    pub read: i64,
    pub salts: usize,
    pub waits: [Option<Asked>; 5],
    lives: u32,
    pub is_cut: bool,
    /// Something on the way answers in the place of the hub.
    pub portal: Option<u16>,
    /// Staff have taken it away, with everything it had sent.
    pub is_gone: bool,
    /// Which of the programmes that staff published it shows.
    pub shows: usize,
}

impl Stand {
    pub fn new(name: &str, token: &str, now: Timestamp, mut chance: Chance, salt: Salt) -> Stand {
        let folder = room();
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        let belonging = Belonging {
            address: "http://127.0.0.1:8168".to_owned(),
            pass: Pass::new(Some(token.to_owned())),
            is_own: false,
        };
        let source = belonging.source(true).unwrap();
        let fetcher = Fetcher::without_web(Patience::default(), "nothing is fetched here");
        let intake = Intake::new(fetcher, Some(Cache::new(folder.path().join("cache"))));
        let config = place::config(&mut chance);
        let programme = Programme::empty(zone.clone());
        let world = World::with(chance, config, programme, now, RealDisk::new(None, room(), salt));
        Stand {
            world,
            id: name.to_owned(),
            token: token.to_owned(),
            time: Time::begin(true, None, Some(folder.path())),
            folder,
            off: SignedDuration::ZERO,
            right: SignedDuration::ZERO,
            refresh: Refresh::new(source.every),
            source,
            intake,
            zone,
            wants_all: false,
            sending: Sending::default(),
            learning: Learning::default(),
            said: (0, 0),
            learned: -1,
            has_reported: false,
            is_known: false,
            read: -1,
            salts: 0,
            waits: [const { None }; 5],
            lives: 0,
            is_cut: false,
            portal: None,
            is_gone: false,
            shows: 0,
        }
    }

    /// What the machine's clock says, as far as it was put right.
    fn reads(&self, now: Timestamp) -> Timestamp {
        now.checked_add(self.off + self.right).unwrap_or(now)
    }

    /// It is as late here as it is.
    pub fn wakes(&mut self, now: Timestamp) {
        let judged = self.time.judge(self.reads(now));
        if judged.at != self.world.now || judged.sure != self.world.sure {
            self.world.sure = judged.sure;
            self.world.comes_to(judged.at);
        }
        self.notices_a_new_life();
    }

    /// A program that began anew knows nothing but what is on its disk.
    pub fn notices_a_new_life(&mut self) {
        if std::mem::replace(&mut self.lives, self.world.lives) == self.world.lives {
            return;
        }
        let last_seen = self.refresh.last_good_at();
        self.time = Time::begin(true, last_seen, Some(self.folder.path()));
        self.right = SignedDuration::ZERO;
        (self.sending, self.learning, self.said) = Default::default();
        (self.learned, self.read, self.has_reported) = (-1, -1, false);
        self.waits = [const { None }; 5];
        let programme = self.restored();
        self.world.programme_becomes(programme);
    }

    pub fn is_killed(&mut self, cut: Cut) {
        // What it shows first is what it kept.
        self.world.programme = self.restored();
        self.world.is_killed(cut);
        self.notices_a_new_life();
    }

    /// The last good programme, from the disk.
    fn restored(&mut self) -> Programme {
        let span = sources::span(self.world.now, &self.zone);
        self.refresh = Refresh::new(self.source.every);
        self.wants_all = false;
        match restore(&mut self.refresh, &self.source, &self.intake, span, &self.zone) {
            Restored::Nothing => Programme::empty(self.zone.clone()),
            Restored::Content(reading) => self.whole(reading.programme),
            Restored::Unusable(why) => panic!("what was kept is damaged: {why}"),
        }
    }

    /// All there is to show: the hub is the only source here.
    fn whole(&self, programme: Programme) -> Programme {
        let mut programme = Programme::merged(self.zone.clone(), [programme]);
        programme.categories = categories_or_built_in(programme.categories);
        programme
    }

    /// Something of the store that the clerk does for the link. Nothing while there is no clerk.
    pub fn store<T>(&mut self, ask: impl AsyncFnOnce(&mut Store) -> Result<T, Trouble>) -> Option<T> {
        if !self.world.clerk.is_open() {
            return None;
        }
        let RealDisk { runtime, store, .. } = &mut self.world.clerk.disk;
        let store = store.as_mut()?;
        Some(runtime.block_on(ask(store)).unwrap())
    }

    pub fn outbox(&mut self) -> Option<OutboxState> {
        self.store(async |store| store.outbox().await)
    }

    /// The next question of an errand, if there is one and none is under way.
    pub fn asks(&mut self, errand: Errand, letter: u64, now: Timestamp) -> Option<Letter> {
        if self.waits[errand as usize].is_some() {
            return None;
        }
        let (mut keys, mut for_all) = (Vec::new(), false);
        let question = match errand {
            Errand::Push => {
                let most = self.sending.most();
                let waiting: Vec<(Record, String)> = self.store(async |store| store.batch(most).await)?;
                if waiting.is_empty() {
                    self.sending = Sending::default();
                    return None;
                }
                keys = waiting.iter().map(|(record, _)| record.key).collect();
                let batch = Sending::batch(&waiting).unwrap();
                Letter::json(format!("{BASE}/records"), serde_json::to_vec(&batch).unwrap())
            }
            Errand::Learn => Letter::get(format!("{BASE}{}", self.learning.path(self.said.0))),
            Errand::Read => {
                let known = self.refresh.known().filter(|_| !self.wants_all);
                for_all = known.is_none();
                let etag = known.and_then(|known| known.etag);
                let letter = Letter::get(format!("{BASE}/programme"));
                match etag {
                    Some(etag) => letter.with("if-none-match", etag),
                    None => letter,
                }
            }
            Errand::Report => {
                let salt = self.store(async |store| Ok(store.salt()))?;
                let OutboxState { waiting, parked } = self.outbox()?;
                let told = |parked: hiroba::store::Parked| ParkedReport {
                    key: parked.key.to_string(),
                    meeting: parked.meeting.0,
                    why: parked.why,
                };
                let report = Report {
                    clock: Some(self.reads(now)),
                    sure: self.world.sure,
                    waiting,
                    parked: parked.into_iter().map(told).collect(),
                    salt: Some(Mark(salt.0).to_string()),
                    ..Report::default()
                };
                Letter::json(format!("{BASE}/report"), serde_json::to_vec(&report).unwrap())
            }
            Errand::Listen => {
                let (records, revision) = self.said;
                Letter::get(format!("{BASE}/changes?after={revision}&records={records}&wait=0"))
            }
        };
        self.waits[errand as usize] = Some(Asked { letter, keys, at: self.reads(now), for_all });
        Some(question.with("authorization", format!("Bearer {}", self.token)))
    }

    /// What became of a question; nothing when nobody answered. Whether there is more to ask at once.
    pub fn hears(&mut self, errand: Errand, answer: Option<&Answer>, now: Timestamp) -> bool {
        let Some(asked) = self.waits[errand as usize].take() else { return false };
        if let Some(answer) = answer {
            let said = link::answer::<serde_json::Value>(answer.status, &answer.body);
            assert!(!matches!(said, Err(LinkError::NoToken)), "it gives up its token: {}", answer.text());
        }
        let silence = || LinkError::Network("nobody answers".to_owned());
        match errand {
            Errand::Push => {
                let answered = answer
                    .map_or(Err(silence()), |answer| link::answer::<Answers>(answer.status, &answer.body));
                match self.sending.answered(&asked.keys, answered) {
                    Ok(Judged { sent, parked }) => {
                        self.store(async |store| {
                            store.sent(&sent).await?;
                            for (key, why) in &parked {
                                store.park(*key, why).await?;
                            }
                            Ok(())
                        });
                        true
                    }
                    Err(LinkError::Refused { .. }) => true,
                    Err(_) => false,
                }
            }
            Errand::Learn => {
                let Some(answer) = answer else { return false };
                let Ok(shared) = link::answer::<Shared>(answer.status, &answer.body) else { return false };
                let Learnt { news, has_more } = self.learning.hears(&shared);
                self.learned = shared.last;
                if let Some(news) = news {
                    self.world.send(Event::Hub(news));
                    self.world.flows();
                }
                has_more
            }
            Errand::Read => self.has_read(&asked, answer),
            Errand::Report => {
                let Some(answer) = answer else { return false };
                let Ok(reply) = link::answer::<Reply>(answer.status, &answer.body) else { return false };
                (self.has_reported, self.is_known) = (true, true);
                let took = self.reads(now).duration_since(asked.at);
                if took < SignedDuration::from_secs(5) {
                    let behind = reply.now.duration_since(asked.at) - took / 2;
                    if let Some(by) = self.time.hears(behind, reply.now) {
                        self.right += by;
                    }
                }
                false
            }
            Errand::Listen => {
                let Some(answer) = answer else { return false };
                if let Ok(changes) = link::answer::<Changes>(answer.status, &answer.body) {
                    self.said = (changes.records, changes.revision);
                }
                false
            }
        }
    }

    fn has_read(&mut self, asked: &Asked, answer: Option<&Answer>) -> bool {
        let known = self.refresh.known().filter(|_| !asked.for_all);
        let fetched = match answer {
            None => Err(FetchError::CutOff),
            Some(Answer { status: 304, .. }) => Ok(Fetched::NotModified(known.unwrap())),
            Some(Answer { status: 200, etag, body, .. }) => {
                let sha256 = fingerprint(std::str::from_utf8(body).unwrap());
                let validators = Validators { etag: etag.clone(), last_modified: None, sha256 };
                match known {
                    Some(known) if known.sha256 == validators.sha256 => Ok(Fetched::NotModified(validators)),
                    _ => Ok(Fetched::New { bytes: body.clone(), validators }),
                }
            }
            Some(Answer { status, .. }) => Err(FetchError::ServerTrouble(*status)),
        };
        let (span, now) = (sources::span(self.world.now, &self.zone), self.world.now);
        let (refresh, runtime) = (&mut self.refresh, &self.world.clerk.disk.runtime);
        let turn = Turn { source: &self.source, intake: &self.intake, span, zone: &self.zone, now };
        let came = match asked.for_all {
            true => Came::To(runtime.block_on(turn.all_came(refresh, fetched))),
            false => runtime.block_on(turn.came(refresh, fetched)),
        };
        self.wants_all = matches!(came, Came::AskForAll);
        match came {
            Came::To(Outcome::Changed { reading, not_kept }) => {
                assert!(not_kept.is_none(), "there is room: {not_kept:?}");
                assert!(reading.problems.is_empty(), "what staff wrote can be read: {:?}", reading.problems);
                let programme = self.whole(reading.programme);
                self.world.programme_becomes(programme);
            }
            Came::To(Outcome::Unchanged { .. }) => {
                self.world.send(Event::Confirmed(Some(now)));
                self.world.flows();
            }
            Came::To(Outcome::Failed { .. }) | Came::AskForAll => {}
        }
        self.wants_all
    }
}

/// A folder, in memory where there is such a place: what is looked at here are programs, not disks.
pub fn room() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = memory.is_dir().then(|| tempfile::tempdir_in(memory).ok()).flatten();
    made.unwrap_or_else(|| tempfile::tempdir().unwrap())
}
