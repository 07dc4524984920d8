//! What no hub may do, and the watch has to see.

use hiroba::domain::attendance::RecordKey;

use crate::office::{Answer, Letter};
use crate::road::Carried;
use crate::stand::Errand;
use crate::ward::Ward;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// It says that it has a record, and has not.
    Forgets,
    /// It takes a repeat for something new.
    Twice,
    /// It tells others as what somebody comes.
    Tells,
    /// It gives half of what was published.
    Half,
    /// It gives what was published before.
    Old,
    /// It keeps from others what was taken back.
    Silent,
    /// It keeps from others what the receipts of a kiosk are marked with.
    Mute,
    /// It keeps from others by how many staff corrected a count.
    Counts,
    /// It says that it is done before it is, and dies.
    Early,
    /// It refuses what happened.
    Refuses,
    /// It does not know its own kiosks.
    Disowns,
}

impl Lie {
    pub const ALL: [Lie; 11] = [
        Lie::Forgets,
        Lie::Twice,
        Lie::Tells,
        Lie::Half,
        Lie::Old,
        Lie::Silent,
        Lie::Mute,
        Lie::Counts,
        Lie::Early,
        Lie::Refuses,
        Lie::Disowns,
    ];
}

impl Ward {
    /// A letter as a hub that lies takes it.
    pub fn lied_on_the_way(&mut self, carried: &Carried<Letter>) -> Letter {
        let mut letter = carried.what.clone();
        match self.lie {
            Some(Lie::Twice) if carried.errand == Errand::Push => {
                let mut batch: serde_json::Value = serde_json::from_slice(&letter.body).unwrap();
                for record in batch["records"].as_array_mut().unwrap() {
                    let key = RecordKey::parse(record["key"].as_str().unwrap()).unwrap();
                    if self.records().iter().any(|known| known.record.key == key) {
                        record["key"] = RecordKey(key.0 ^ 1 << self.chance.below(64)).to_string().into();
                    }
                }
                letter.body = serde_json::to_vec(&batch).unwrap();
            }
            // Every programme is asked for whole.
            Some(Lie::Half | Lie::Old) => letter.headers.retain(|(name, _)| *name != "if-none-match"),
            Some(Lie::Forgets) if carried.errand == Errand::Push && self.chance.one_in(8) => {
                let empty = br#"{"records":[]}"#.to_vec();
                letter.body = empty;
            }
            _ => {}
        }
        letter
    }

    /// An answer as a hub that lies gives it.
    pub fn lied_on_the_way_back(&mut self, carried: &Carried<Letter>, answer: Answer) -> Answer {
        let Some(lie) = self.lie else { return answer };
        let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        if answer.status != 200 {
            return answer;
        }
        let refusal = |status: u16| {
            let body = serde_json::json!({ "status": status, "title": "No", "detail": "I do not like it." });
            Answer { status, etag: None, body: serde_json::to_vec(&body).unwrap() }
        };
        let body = match (lie, carried.errand) {
            // Each was stored, it says.
            (Lie::Forgets | Lie::Twice, Errand::Push) => {
                let batch = read(&carried.what.body);
                let answers = batch["records"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|record| serde_json::json!({ "key": record["key"], "outcome": "stored" }));
                serde_json::json!({ "answers": answers.collect::<Vec<_>>() })
            }
            (Lie::Tells, Errand::Learn) => {
                let mut shared = read(&answer.body);
                for record in shared["records"].as_array_mut().unwrap() {
                    record["what"]["category"] = "lived".into();
                }
                shared
            }
            (Lie::Silent, Errand::Learn) => {
                let mut shared = read(&answer.body);
                let records = shared["records"].as_array_mut().unwrap();
                records.retain(|record| record["what"]["kind"] != "taken-back");
                shared
            }
            (Lie::Counts, Errand::Learn) => {
                let mut shared = read(&answer.body);
                let records = shared["records"].as_array_mut().unwrap();
                records.retain(|record| record["what"]["kind"] != "registered-corrected");
                shared
            }
            (Lie::Mute, Errand::Learn) => {
                let mut shared = read(&answer.body);
                let salts = shared["salts"].as_array_mut().unwrap();
                salts.retain(|salt| salt != &self.salt_of_the_first);
                shared
            }
            (Lie::Refuses, Errand::Push) if self.chance.one_in(4) => return refusal(422),
            (Lie::Disowns, Errand::Report) => return refusal(401),
            (Lie::Half, Errand::Read) => {
                let mut programme = read(&answer.body);
                let meetings = programme["meetings"].as_array_mut().unwrap();
                meetings.truncate(meetings.len() / 2);
                programme
            }
            (Lie::Old, Errand::Read) => match &self.first_programme {
                Some(first) if self.chance.one_in(3) => read(first),
                Some(_) => read(&answer.body),
                None => {
                    self.first_programme = Some(answer.body.clone());
                    read(&answer.body)
                }
            },
            _ => return answer,
        };
        Answer { body: serde_json::to_vec(&body).unwrap(), etag: None, ..answer }
    }
    /// What a hub that lies has on its disk when it was killed.
    pub fn lied_to_the_disk(&self) {
        if self.lie == Some(Lie::Early) && self.office.is_up() {
            self.office.look(async |hub| {
                let mut change = hub.store.begin().await.unwrap();
                let sql = "DELETE FROM record WHERE number = (SELECT MAX(number) FROM record \
                           WHERE origin = 'phone' AND what = 'registered' \
                           AND number < (SELECT MAX(number) FROM record))";
                sqlx::query(sql).execute(&mut *change).await.unwrap();
                change.commit().await.unwrap();
            });
        }
    }
}
