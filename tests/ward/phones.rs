//! Visitors with phones: they register, send the same form again because they saw no answer or touched
//! twice, change their way, and take back. What a form says is all the memory there is.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;

use hiroba::domain::attendance::{Record, RecordKey, What};

use crate::chance::Chance;
use crate::office::{Answer, Letter};
use crate::place::MEETINGS;

/// A form on somebody's phone.
#[derive(Clone, Debug)]
pub struct Form {
    pub key: RecordKey,
    meeting: &'static str,
    way: &'static str,
    who: &'static str,
    people: i64,
    from: IpAddr,
    /// The receipt, once it was seen.
    pub receipt: Option<String>,
}

#[derive(Debug, Default)]
pub struct Phones {
    pub forms: Vec<Form>,
    pub keys: HashSet<RecordKey>,
    /// Registrations that somebody wanted to take back, or to change, on a phone.
    pub given_up: HashSet<RecordKey>,
    pub changed: HashMap<RecordKey, u32>,
}

/// Said where a number stands that can be typed.
const SPELLED: &str = "class=\"heard\">";

impl Phones {
    pub fn begins(&mut self, chance: &mut Chance) -> usize {
        let key = RecordKey(u128::from(chance.next()) << 64 | u128::from(chance.next()));
        self.keys.insert(key);
        let byte = |chance: &mut Chance| chance.below(250) as u8;
        let from = IpAddr::from([198, 51, byte(chance), byte(chance)]);
        self.forms.push(Form {
            key,
            meeting: MEETINGS[chance.below(MEETINGS.len())],
            way: ["venue", "online", "open", "venue"][chance.below(4)],
            who: ["-", "lived", "family"][chance.below(3)],
            people: chance.weighed(&[(6, 1), (2, 2), (1, 4)]),
            from,
            receipt: None,
        });
        self.forms.len() - 1
    }

    /// The form as it is sent, the first time and every other time.
    pub fn letter(&self, form: usize) -> Letter {
        let form = &self.forms[form];
        let fields = [
            ("key", form.key.to_string()),
            ("way", form.way.to_owned()),
            ("who", form.who.to_owned()),
            ("people", form.people.to_string()),
            ("alike", "yes".to_owned()),
            ("do", "register".to_owned()),
        ];
        let letter = Letter::form(format!("/m/{}/register?lang=ja", form.meeting), &fields);
        Letter { from: form.from, ..letter }
    }

    /// What somebody reads. The receipt, when they see it for the first time.
    pub fn reads(&mut self, form: usize, answer: &Answer) -> Option<(String, RecordKey)> {
        // Not open, not there, too often, or begun anew: nobody is thanked.
        assert!(matches!(answer.status, 200 | 303 | 404 | 429), "{} {}", answer.status, answer.text());
        let receipt = receipt_on(&answer.text()).filter(|_| answer.status == 200)?;
        let form = &mut self.forms[form];
        match &form.receipt {
            Some(known) => {
                assert_eq!(*known, receipt, "one registration, two receipts");
                None
            }
            None => {
                form.receipt = Some(receipt.clone());
                Some((receipt, form.key))
            }
        }
    }

    pub fn takes_back(&mut self, (receipt, key): &(String, RecordKey)) -> Letter {
        self.given_up.insert(*key);
        self.about(receipt, "do", "take-back-yes")
    }

    pub fn changes(&mut self, (receipt, key): &(String, RecordKey), way: &str) -> Letter {
        *self.changed.entry(*key).or_default() += 1;
        self.about(receipt, "way", way)
    }

    fn about(&self, receipt: &str, name: &str, value: &str) -> Letter {
        Letter::form("/m/receipt?lang=ja", &[("number", receipt.to_owned()), (name, value.to_owned())])
    }

    /// Whether somebody with a phone wanted this.
    pub fn wished(&self, record: &Record) -> bool {
        match &record.what {
            What::TakenBack { record } => self.given_up.contains(record),
            What::WayChanged { registration, .. } => self.changed.contains_key(registration),
            What::Registered { .. } => self.keys.contains(&record.key),
            What::CheckedIn(_) | What::Felt(_) | What::Corrected { .. } => false,
        }
    }
}

pub fn receipt_on(page: &str) -> Option<String> {
    let (_, spelled) = page.split_once(SPELLED)?;
    let spelled = spelled.split('<').next().unwrap();
    let digits: String = spelled.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 8).then_some(digits)
}
