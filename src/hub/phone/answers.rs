//! What somebody has answered so far, and which question comes next. All of it travels in the form:
//! the hub remembers nothing between two pages, and the browser keeps nothing after them.

use crate::domain::attendance::{Group, MOST_PEOPLE, Party, RecordKey, Standing, Way};
use crate::domain::programme::Category;

/// A page on the way to a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// How one takes part. Says first when there is no room.
    How,
    /// As what; the person, from 0.
    Who(usize),
    /// As what of it.
    Kind(usize),
    People,
    /// Whether one category holds for everybody.
    Alike,
    Check,
}

/// What one person said of themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Whole(Standing),
    /// A category whose kind is still to be asked.
    Open(String),
}

/// What is asked for a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub ways: &'a [Way],
    /// The way that goes without saying: the only one there is, with room.
    pub only_way: Option<Way>,
    /// Nothing where nobody is asked as what they take part.
    pub categories: &'a [Category],
}

/// All answers. What stands in a form and is no answer to a question of ours is as if it were not
/// there: the question is asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The key under which it will be recorded.
    pub key: Option<RecordKey>,
    pub way: Option<Way>,
    pub said: Vec<Said>,
    pub people: Option<u32>,
    pub alike: Option<bool>,
    /// Whether they have looked at it and want it so.
    pub is_sent: bool,
}

/// Written for 答えない.
pub const NOT_SAID: &str = "-";

impl Answers {
    /// Reads a form: the fields in their order, the button that was pressed among them.
    pub fn read(fields: &[(String, String)], asked: Asked<'_>) -> Answers {
        let mut answers = Answers::default();
        for (name, value) in fields {
            match name.as_str() {
                "key" => answers.key = RecordKey::parse(value),
                "way" => answers.way = Way::from_key(value).filter(|way| asked.ways.contains(way)),
                "who" => answers.said.extend(said(value, asked.categories)),
                "kind" => answers.choose_kind(value, asked.categories),
                "people" => {
                    answers.people = value.parse().ok().filter(|people| (1..=MOST_PEOPLE).contains(people));
                }
                "alike" => {
                    answers.alike = ["no", "yes"].iter().position(|known| known == value).map(|at| at == 1)
                }
                "do" => answers.is_sent = value == "register",
                _ => {}
            }
        }
        // Answers that belong to no question any more.
        let most = usize::try_from(MOST_PEOPLE).unwrap_or_default();
        answers.said.truncate(most);
        if asked.categories.is_empty() {
            answers.said.clear();
        }
        let clear = fields.iter().rev().find(|(name, _)| name == "clear");
        if let Some((_, what)) = clear {
            answers.clear(what);
        }
        answers
    }

    /// Takes an answer back, so that its question is asked again; all others stay.
    fn clear(&mut self, what: &str) {
        self.is_sent = false;
        match what {
            "way" => self.way = None,
            "who" => {
                self.said.clear();
                self.alike = None;
            }
            "last" => {
                self.said.pop();
            }
            "people" => {
                self.people = None;
                self.alike = None;
                self.said.truncate(1);
            }
            "alike" => {
                self.alike = None;
                self.said.truncate(1);
            }
            _ => {}
        }
    }

    fn choose_kind(&mut self, value: &str, categories: &[Category]) {
        let Some(Said::Open(category)) = self.said.last().cloned() else { return };
        let known = categories.iter().find(|known| known.id == category);
        let sub = known.and_then(|known| known.subs.iter().find(|sub| sub.id == value));
        let sub = match sub {
            Some(sub) => Some(sub.id.clone()),
            None if value == NOT_SAID => None,
            None => return,
        };
        self.said.pop();
        self.said.push(Said::Whole(Standing::Said { category, sub }));
    }

    pub fn people(&self) -> u32 {
        self.people.unwrap_or(1).clamp(1, MOST_PEOPLE)
    }

    pub fn way(&self, asked: Asked<'_>) -> Option<Way> {
        self.way.or(asked.only_way)
    }

    /// The first question without an answer.
    pub fn next(&self, asked: Asked<'_>) -> Step {
        if self.way(asked).is_none() {
            return Step::How;
        }
        let asks = !asked.categories.is_empty();
        if asks && self.said.is_empty() {
            return Step::Who(0);
        }
        if let Some(Said::Open(_)) = self.said.last() {
            return Step::Kind(self.said.len() - 1);
        }
        let Some(people) = self.people else { return Step::People };
        if asks && people > 1 {
            match self.alike {
                None => return Step::Alike,
                Some(false) if self.said.len() < usize::try_from(people).unwrap_or_default() => {
                    return Step::Who(self.said.len());
                }
                Some(false | true) => {}
            }
        }
        Step::Check
    }

    /// What has to be cleared to come back to the question before a step; nothing before the first.
    pub fn before(&self, step: Step, asked: Asked<'_>) -> Option<&'static str> {
        let way = asked.only_way.is_none().then_some("way");
        let who = if asked.categories.is_empty() { way } else { Some("who") };
        match step {
            Step::How => None,
            Step::Who(0) => way,
            Step::Who(1) => Some("alike"),
            Step::Who(_) | Step::Kind(_) => Some("last"),
            Step::People => who,
            Step::Alike => Some("people"),
            Step::Check if self.people() > 1 && !asked.categories.is_empty() => match self.alike {
                Some(false) => Some("last"),
                Some(true) | None => Some("alike"),
            },
            Step::Check => Some("people"),
        }
    }

    /// Who comes, once all is answered.
    pub fn party(&self) -> Party {
        let each = self.people() > 1 && self.alike == Some(false);
        let standing = |person: u32| {
            let at = if each { usize::try_from(person).unwrap_or_default() } else { 0 };
            match self.said.get(at) {
                Some(Said::Whole(standing)) => standing.clone(),
                Some(Said::Open(category)) => Standing::Said { category: category.clone(), sub: None },
                None => Standing::NotSaid,
            }
        };
        let groups = (0..self.people()).map(|person| Group { standing: standing(person), people: 1 });
        // Between one and the most: such a party always is one.
        Party::of(groups).unwrap_or_else(|| Party::one(Standing::NotSaid))
    }

    /// The answers as fields of the next form. Without a mark that it is sent: that is a button's.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        fields.extend(self.key.map(|key| ("key", key.to_string())));
        fields.extend(self.way.map(|way| ("way", way.key().to_owned())));
        fields.extend(self.said.iter().map(|said| ("who", code(said))));
        fields.extend(self.people.map(|people| ("people", people.to_string())));
        fields.extend(self.alike.map(|alike| ("alike", if alike { "yes" } else { "no" }.to_owned())));
        fields
    }
}

/// One person's answer as a form has it: `-`, `lived`, `support` (which kind is to be asked),
/// `support/medical`, `support/-`.
fn code(said: &Said) -> String {
    match said {
        Said::Whole(Standing::NotSaid) => NOT_SAID.to_owned(),
        Said::Whole(Standing::Said { category, sub: Some(sub) }) => format!("{category}/{sub}"),
        Said::Whole(Standing::Said { category, sub: None }) => format!("{category}/{NOT_SAID}"),
        Said::Open(category) => category.clone(),
    }
}

fn said(code: &str, categories: &[Category]) -> Option<Said> {
    if code == NOT_SAID {
        return Some(Said::Whole(Standing::NotSaid));
    }
    if let Some(category) = categories.iter().find(|category| category.id == code) {
        let id = category.id.clone();
        let is_whole = category.subs.is_empty();
        return Some(if is_whole {
            Said::Whole(Standing::Said { category: id, sub: None })
        } else {
            Said::Open(id)
        });
    }
    // An id may hold a stroke itself: the longest that fits is meant.
    categories.iter().find_map(|category| {
        let sub = code.strip_prefix(category.id.as_str())?.strip_prefix('/')?;
        let known = category.subs.iter().find(|known| known.id == sub).map(|known| Some(known.id.clone()));
        let sub = known.or_else(|| (sub == NOT_SAID).then_some(None))?;
        Some(Said::Whole(Standing::Said { category: category.id.clone(), sub }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::built_in::categories_or_built_in;

    const BOTH: &[Way] = &[Way::Venue, Way::Online, Way::Open];

    fn form(text: &str) -> Vec<(String, String)> {
        let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        text.split_whitespace().filter_map(pair).collect()
    }

    #[track_caller]
    fn leads(text: &str, step: Step) {
        let categories = categories_or_built_in(Vec::new());
        let asked = Asked { ways: BOTH, only_way: None, categories: &categories };
        let answers = Answers::read(&form(text), asked);
        assert_eq!(answers.next(asked), step, "{answers:?}");
        // The fields of the next form say the same.
        let fields: Vec<(String, String)> =
            answers.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let again = Answers { is_sent: answers.is_sent, ..Answers::read(&fields, asked) };
        assert_eq!(again, answers);
    }

    #[test]
    fn one_question_follows_the_other() {
        leads("", Step::How);
        leads("way=venue", Step::Who(0));
        leads("way=venue who=lived", Step::People);
        leads("way=venue who=supporter", Step::Kind(0));
        leads("way=venue who=supporter kind=medical", Step::People);
        leads("way=venue who=supporter kind=-", Step::People);
        leads("way=venue who=- people=1", Step::Check);
        leads("way=venue who=lived people=3", Step::Alike);
        leads("way=venue who=lived people=3 alike=yes", Step::Check);
        leads("way=venue who=lived people=3 alike=no", Step::Who(1));
        leads("way=venue who=lived people=3 alike=no who=family", Step::Who(2));
        leads("way=venue who=lived people=3 alike=no who=family who=-", Step::Check);
    }

    #[test]
    fn what_is_no_answer_is_asked_again() {
        leads("way=plane", Step::How);
        leads("way=venue who=king", Step::Who(0));
        leads("way=venue who=supporter kind=king", Step::Kind(0));
        leads("way=venue who=lived people=0", Step::People);
        leads("way=venue who=lived people=21", Step::People);
        leads("way=venue who=lived people=2 alike=perhaps", Step::Alike);
    }

    #[test]
    fn back_takes_one_answer_back_and_keeps_the_others() {
        leads("way=venue who=lived people=1 clear=way", Step::How);
        leads("clear=way way=online who=lived people=1", Step::How);
        leads("way=venue who=lived people=3 alike=no who=family clear=last", Step::Who(1));
        leads("way=venue who=lived people=3 alike=no clear=alike", Step::Alike);
        leads("way=venue who=lived people=3 alike=no who=family who=- clear=people", Step::People);
        leads("way=venue who=supporter clear=last", Step::Who(0));
    }

    #[test]
    fn back_leads_to_the_question_before_from_every_step() {
        let categories = categories_or_built_in(Vec::new());
        let asked = Asked { ways: BOTH, only_way: None, categories: &categories };
        for text in [
            "way=venue",
            "way=venue who=supporter",
            "way=venue who=lived",
            "way=venue who=lived people=2",
            "way=venue who=lived people=2 alike=no",
            "way=venue who=lived people=2 alike=no who=-",
            "way=venue who=lived people=2 alike=yes",
            "way=venue who=lived people=1",
        ] {
            let mut fields = form(text);
            let answers = Answers::read(&fields, asked);
            let step = answers.next(asked);
            let clear = answers.before(step, asked).unwrap();
            fields.push(("clear".to_owned(), clear.to_owned()));
            let back = Answers::read(&fields, asked).next(asked);
            assert_ne!(back, step, "{text}");
        }
    }

    #[test]
    fn where_nobody_is_asked_as_what_nothing_is_recorded_of_it() {
        let asked = Asked { ways: &[Way::Venue], only_way: Some(Way::Venue), categories: &[] };
        let answers = Answers::read(&form("who=lived people=2"), asked);
        assert_eq!(answers.next(asked), Step::Check);
        assert_eq!(answers.party().groups(), [Group { standing: Standing::NotSaid, people: 2 }]);
    }
}
