//! A question on its page, and the look at all answers before it is done.

use std::collections::HashSet;

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::{Answers, Asked, Desk, PhonePage, meeting};
use crate::domain::attendance::{MOST_PEOPLE, Offer, Standing, Way};
use crate::domain::text::Phrase;
use crate::hub::phone::answers::{NOT_SAID, Said, Step};
use crate::hub::phone::visitor::{Oops, Visitor};
use crate::hub::web::html;
use crate::view::Lit;
use crate::view::words::{Arg, Say};

/// An answer that can be given by touching it.
struct Choice {
    name: &'static str,
    value: String,
    label: String,
    /// A second, smaller line.
    hint: String,
}

/// What was answered, with a button to change it.
struct Answered {
    label: String,
    words: String,
    /// What to clear.
    change: &'static str,
    button: String,
}

#[derive(Template)]
#[template(path = "phone/question.html", config = "src/hub/askama.toml")]
struct QuestionPage {
    page: PhonePage,
    title: String,
    about: String,
    heading: String,
    steps: String,
    step: String,
    lit: u8,
    words: Vec<String>,
    action: String,
    fields: Vec<(&'static str, String)>,
    choices: Vec<Choice>,
    /// Whether the answers are numbers, which stand beside each other.
    numbers: bool,
    answered: Vec<Answered>,
    /// What to clear to come back to the question before.
    back: Option<&'static str>,
    home: String,
}

/// Said where a registration was taken back, in the place of its receipt.
#[derive(Template)]
#[template(path = "phone/gone.html", config = "src/hub/askama.toml")]
pub struct GonePage {
    pub page: PhonePage,
    pub title: String,
    pub about: String,
    pub heading: String,
    pub words: String,
    pub way: Option<crate::hub::phone::visitor::Way>,
    pub action: String,
    pub key: String,
    pub home: String,
}

/// The page of the first question that has no answer.
///
/// # Errors
/// When the page cannot be made.
pub fn question(visitor: &Visitor, desk: &Desk, answers: &Answers) -> Result<Response, Oops> {
    let asked = desk.asked();
    let step = answers.next(asked);
    let mut page = PhonePage::new(visitor.lang, &desk.action(), "").about(&desk.meeting).in_form();
    for category in asked.categories {
        page.knows(&category.name);
        category.hint.iter().for_each(|hint| page.knows(hint));
        category.subs.iter().for_each(|sub| page.knows(&sub.name));
    }
    let pictures = HashSet::new();
    let reader = meeting::reader(&desk.found, &page, desk.today, &pictures);
    let about = meeting::about(&page, &reader, &desk.meeting, Say::AboutRegistration);
    let (heading, words) = heading(&page, desk, answers, step);
    let (steps, at, of) = where_one_is(&page, asked, step);
    let lit = match Lit::step(at, of) {
        Lit::One => 1,
        Lit::Two => 2,
        Lit::All => 3,
    };
    let number = |n: usize| Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
    let template = QuestionPage {
        title: page.said.one_line(&heading).text(),
        about,
        heading: page.line(&heading),
        steps,
        step: page.say_with(Say::StepNumber, &[("n", number(at)), ("of", number(of))]),
        lit,
        words,
        action: format!("{}?lang={}", desk.action(), visitor.lang),
        fields: answers.fields(),
        choices: choices(&page, desk, answers, step),
        numbers: step == Step::People,
        answered: if step == Step::Check { answered(&page, desk, answers) } else { Vec::new() },
        back: answers.before(step, asked),
        home: format!("{}?lang={}", meeting::path(&desk.meeting), visitor.lang),
        page,
    };
    Ok(html(&template)?.into_response())
}

/// "3つのうち", which one it is, and of how many.
fn where_one_is(page: &PhonePage, asked: Asked<'_>, step: Step) -> (String, usize, usize) {
    let mut steps = Vec::new();
    if asked.only_way.is_none() {
        steps.push(Step::How);
    }
    if !asked.categories.is_empty() {
        steps.push(Step::Who(0));
    }
    steps.extend([Step::People, Step::Check]);
    // What is asked of each of a group belongs to the question of how many they are.
    let question = match step {
        Step::Kind(0) => Step::Who(0),
        Step::Who(1..) | Step::Kind(_) | Step::Alike => Step::People,
        Step::How | Step::Who(_) | Step::People | Step::Check => step,
    };
    let at = steps.iter().position(|known| *known == question).unwrap_or_default() + 1;
    let of = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    (page.say_with(Say::StepsInAll, &[("of", of.into())]), at, steps.len())
}

/// The question and the sentences under it.
fn heading(page: &PhonePage, desk: &Desk, answers: &Answers, step: Step) -> (Phrase, Vec<String>) {
    let say = |key| page.said.say(key);
    match step {
        Step::How => {
            let rules = desk.rules();
            let waits = |way: &&Way| matches!(rules.offer(&desk.book, **way, 1), Offer::Wait { .. });
            let full: Vec<Phrase> =
                rules.ways().iter().filter(waits).map(|way| say(Say::way(*way))).collect();
            if full.is_empty() {
                return (
                    say(Say::HowHeading),
                    vec![page.say(Say::NoNamesAsked), page.say(Say::CanChangeLater)],
                );
            }
            let list = page.said.list(&full);
            let heading = page.said.say_with(Say::FullNow, &[("way", (&list).into())]);
            (heading, vec![page.say(Say::FullChoices), page.say(Say::NoNamesAsked)])
        }
        Step::Who(0) => (say(Say::WhoHeading), vec![page.say(Say::WhoUse), page.say(Say::WhoSame)]),
        Step::Who(person) => {
            let n = i64::try_from(person + 1).unwrap_or(i64::MAX);
            let heading = page.said.say_with(Say::WhoHeadingOf, &[("n", n.into())]);
            (heading, vec![page.say(Say::WhoUse), page.say(Say::WhoSame)])
        }
        Step::Kind(_) => (say(Say::KindHeading), vec![page.say(Say::WhoSame)]),
        Step::People => (say(Say::PeopleHeading), vec![page.r("people-sentence")]),
        Step::Alike => (say(Say::AlikeHeading), vec![page.say(Say::WhoSame)]),
        Step::Check => {
            let mut words = offer(page, desk, answers);
            words.push(page.say(Say::CanTakeBackLater));
            (say(Say::ConfirmRegistration), words)
        }
    }
}

/// What they would get.
fn offer(page: &PhonePage, desk: &Desk, answers: &Answers) -> Vec<String> {
    let Some(way) = answers.way(desk.asked()) else { return Vec::new() };
    match desk.rules().offer(&desk.book, way, answers.people()) {
        Offer::Seat { .. } => Vec::new(),
        Offer::Wait { position, left } => {
            let mut words = vec![page.say_with(Say::WouldWait, &[("position", i64::from(position).into())])];
            if left > 0 {
                words.insert(0, page.say_with(Say::SeatsLeft, &[("left", i64::from(left).into())]));
            }
            words
        }
    }
}

fn choices(page: &PhonePage, desk: &Desk, answers: &Answers, step: Step) -> Vec<Choice> {
    let choice = |name, value: &str, label: String, hint: String| Choice {
        name,
        value: value.to_owned(),
        label,
        hint,
    };
    let asked = desk.asked();
    match step {
        Step::How => asked.ways.iter().map(|way| way_choice(page, desk, *way)).collect(),
        Step::Who(_) => {
            let mut all: Vec<Choice> = asked
                .categories
                .iter()
                .map(|category| {
                    let hint = category.hint.as_ref().map(|hint| page.rich(&hint.phrase(page.code())));
                    let label = page.rich(&category.name.phrase(page.code()));
                    choice("who", &category.id, label, hint.unwrap_or_default())
                })
                .collect();
            all.push(choice("who", NOT_SAID, page.say(Say::NotSaying), page.say(Say::NotSayingHint)));
            all
        }
        Step::Kind(_) => {
            let open = answers.said.last().and_then(|said| match said {
                Said::Open(category) => asked.categories.iter().find(|known| known.id == *category),
                Said::Whole(_) => None,
            });
            let kinds = open.map(|category| category.subs.as_slice()).unwrap_or_default();
            let mut all: Vec<Choice> = kinds
                .iter()
                .map(|kind| {
                    choice("kind", &kind.id, page.rich(&kind.name.phrase(page.code())), String::new())
                })
                .collect();
            all.push(choice("kind", NOT_SAID, page.say(Say::NotSaying), page.say(Say::NotSayingHint)));
            all
        }
        Step::People => (1..=MOST_PEOPLE)
            .map(|people| {
                let label = page.say_with(Say::People, &[("people", i64::from(people).into())]);
                choice("people", &people.to_string(), label, String::new())
            })
            .collect(),
        Step::Alike => vec![
            choice("alike", "yes", page.say(Say::AlikeYes), String::new()),
            choice("alike", "no", page.say(Say::AlikeNo), String::new()),
        ],
        Step::Check => Vec::new(),
    }
}

fn way_choice(page: &PhonePage, desk: &Desk, way: Way) -> Choice {
    let hint = match desk.rules().offer(&desk.book, way, 1) {
        Offer::Wait { position, .. } => {
            page.say_with(Say::WayFull, &[("position", i64::from(position).into())])
        }
        Offer::Seat { .. } => page.say(match way {
            Way::Venue => Say::WayVenueHint,
            Way::Online => Say::WayOnlineHint,
            Way::Open => Say::WayOpenHint,
        }),
    };
    Choice { name: "way", value: way.key().to_owned(), label: page.say(Say::way(way)), hint }
}

/// All answers, each with its way to be changed.
fn answered(page: &PhonePage, desk: &Desk, answers: &Answers) -> Vec<Answered> {
    let asked = desk.asked();
    let mut all = Vec::new();
    if let Some(way) = answers.way(asked) {
        all.push(Answered {
            label: page.r("answered-way"),
            words: page.say(Say::way(way)),
            change: if asked.only_way.is_some() { "" } else { "way" },
            button: page.r("change-way"),
        });
    }
    if !asked.categories.is_empty() {
        all.push(Answered {
            label: page.r("answered-who"),
            words: standings(page, asked, answers).join("<br>"),
            change: "who",
            button: page.r("change-who"),
        });
    }
    all.push(Answered {
        label: page.r("answered-people"),
        words: page.say_with(Say::People, &[("people", i64::from(answers.people()).into())]),
        change: "people",
        button: page.say(Say::ChangePeople),
    });
    all
}

/// What those who come said of themselves, each once.
fn standings(page: &PhonePage, asked: Asked<'_>, answers: &Answers) -> Vec<String> {
    let party = answers.party();
    let several = party.groups().len() > 1;
    let words = party.groups().iter().map(|group| {
        let name = standing(page, asked, &group.standing);
        if !several {
            return page.line(&name);
        }
        let people = page.said.say_with(Say::People, &[("people", i64::from(group.people).into())]);
        page.say_with(Say::LabelledPeople, &[("label", (&name).into()), ("people", (&people).into())])
    });
    words.collect()
}

fn standing(page: &PhonePage, asked: Asked<'_>, standing: &Standing) -> Phrase {
    let not_said = page.said.say(Say::NotSaying);
    let Standing::Said { category, sub } = standing else { return not_said };
    let Some(category) = asked.categories.iter().find(|known| known.id == *category) else { return not_said };
    let name = category.name.phrase(page.code());
    match sub.as_ref().and_then(|sub| category.subs.iter().find(|known| known.id == *sub)) {
        Some(kind) => {
            let kind = kind.name.phrase(page.code());
            page.said.say_with(Say::CategoryKind, &[("category", (&name).into()), ("kind", (&kind).into())])
        }
        None => name,
    }
}
