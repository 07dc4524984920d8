//! The screens of attendance, in words and places as the kiosk puts them together: every message on
//! the board it stands on and on the button it names, with the built-in sample's meeting and
//! categories and with the largest numbers there are.

use std::collections::HashSet;

use hiroba::domain::attendance::{Counted, Feeling, Reason, Receipt, Way as TakesPart};
use hiroba::domain::meeting::Meeting;
use hiroba::domain::programme::Programme;
use hiroba::domain::text::{Lang, Phrase};
use hiroba::feed::{Span, json};
use hiroba::view::reader::{Reader, headline};
use hiroba::view::words::{Arg, Say, Words};
use hiroba::view::{
    Action, Article, Ask, Board, Control, Corner, Counter, Leading, Lit, RingLine, RingRole, Row, Shape,
    Sign, Slot, View, Way, dates, slides,
};
use jiff::ToSpan;
use jiff::civil::time;
use jiff::tz::TimeZone;

use super::sample::{Named, TODAY, at};

const SAMPLE: &str = include_str!("../../assets/sample/programme.json");

/// The built-in sample, on the day of the walk.
pub fn programme() -> Programme {
    let zone = TimeZone::get("Asia/Tokyo").unwrap();
    let span = Span { today: TODAY, from: TODAY, to: TODAY + 120.days() };
    json::read(SAMPLE.as_bytes(), span, &zone).unwrap().programme
}

/// A screen of attendance: what is read on it, and what is touched.
pub struct Screen {
    pub board: Named,
    pub counter: Counter,
}

impl Screen {
    /// Whether there are at most two sentences beside what is asked.
    pub fn is_short(&self) -> bool {
        match &self.board.board {
            Board::Article(article) => {
                self.board.asking && article.rows.is_empty() && article.paragraphs.len() <= 2
            }
            Board::List(_) => false,
        }
    }
}

/// A view with the means to turn its pages, where it has several.
pub fn with_pages(mut view: View, pages: usize) -> View {
    if pages > 1 {
        let turn = |slot, action, sign, key| Control {
            action,
            slot,
            sign,
            label: Words::of(view.lang).say(key),
            sub: None,
            lang: None,
            chosen: false,
            enabled: true,
        };
        let turns = [
            turn(Slot::Tool(0), Action::Previous, Sign::Previous, Say::Previous),
            turn(Slot::Tool(1), Action::Next, Sign::Next, Say::Next),
        ];
        for control in view.counter.controls.iter_mut().filter(|control| control.slot == Slot::Tool(1)) {
            control.slot = Slot::Rotation(0);
        }
        view.counter.controls.extend(turns);
        view.counter.hint = None;
        let of = i64::try_from(pages).unwrap();
        let phrase = Words::of(view.lang).say_with(Say::PagePosition, &[("n", 1.into()), ("of", of.into())]);
        view.counter.place = Some(hiroba::view::Place { at: 0, of: pages, phrase });
    }
    view
}

/// An answer or another button, before it has its place.
type Button = (Sign, Phrase, Option<Phrase>);

/// Everything the screens of one language are made with.
struct Maker<'a> {
    reader: Reader<'a>,
    words: &'static Words,
    meeting: &'a Meeting,
}

impl Maker<'_> {
    fn say(&self, key: Say) -> Phrase {
        self.words.say(key)
    }

    fn with(&self, key: Say, args: &[(&str, Arg)]) -> Phrase {
        self.words.say_with(key, args)
    }

    fn number(&self, key: Say, name: &str, n: i64) -> Phrase {
        self.with(key, &[(name, n.into())])
    }

    fn about(&self, key: Say) -> Phrase {
        let (_, title) = headline(&self.reader, self.meeting);
        let day = self.reader.when(self.meeting).in_line(self.words);
        self.with(key, &[("day", (&day).into()), ("title", (&title).into())])
    }

    /// "3つのうち 2つ目".
    fn step(&self, n: i64) -> Article {
        let of = ("of", Arg::Number(3));
        let ring = vec![
            line(RingRole::Small, self.with(Say::StepsInAll, &[of])),
            line(RingRole::Big, self.with(Say::StepNumber, &[("n", n.into()), of])),
        ];
        Article { ring, lit: Lit::step(n as usize, 3), ..Article::default() }
    }

    fn big(&self, key: Say) -> Article {
        Article { ring: vec![line(RingRole::Big, self.say(key))], lit: Lit::All, ..Article::default() }
    }

    fn all(&self, keys: &[Say]) -> Vec<Phrase> {
        keys.iter().map(|key| self.say(*key)).collect()
    }

    fn button(&self, sign: Sign, key: Say) -> Button {
        (sign, self.say(key), None)
    }

    fn hinted(&self, sign: Sign, key: Say, hint: Say) -> Button {
        (sign, self.say(key), Some(self.say(hint)))
    }

    /// Buttons in their slots, with the tools and the staff button of every screen.
    fn counter(&self, buttons: Vec<(Slot, Button)>, hint: Option<Say>) -> Counter {
        let tools = [
            (Slot::Tool(2), self.button(Sign::TextSize, Say::SizeHeading)),
            (Slot::Tool(3), self.button(Sign::Language, Say::LanguageHeading)),
            (Slot::Staff, self.button(Sign::Staff, Say::CallStaff)),
        ];
        let controls = buttons
            .into_iter()
            .chain(tools)
            .map(|(slot, (sign, label, sub))| Control {
                action: match slot {
                    Slot::Digit(n) if n % 6 < 5 => Action::Attend(Ask::Digit(b'0' + n)),
                    _ => Action::Attend(Ask::Corner(Corner::Status)),
                },
                slot,
                sign,
                label,
                sub,
                lang: None,
                chosen: false,
                enabled: true,
            })
            .collect();
        Counter { controls, place: None, note: None, hint: hint.map(|hint| self.say(hint)) }
    }

    /// A question with its answers.
    fn asks(&self, way_out: [Say; 2], answers: Vec<Button>, hint: Option<Say>) -> Counter {
        let [back, home] = way_out;
        let back = (Slot::Back, self.button(Sign::Back, back));
        let home = (Slot::Home, self.button(Sign::Home, home));
        let why = (Slot::Tool(1), self.button(Sign::Question, Say::WhyButton));
        let answers = answers.into_iter().enumerate().map(|(n, answer)| (Slot::Choice(n as u8), answer));
        self.counter([back, home, why].into_iter().chain(answers).collect(), hint)
    }

    fn says(&self, primary: Say, wide: &[Say], hint: Option<Say>) -> Counter {
        let primary = (Slot::Primary, self.button(Sign::Done, primary));
        let wide = wide.iter().enumerate();
        let wide = wide.map(|(n, key)| (Slot::Wide(n as u8), self.button(Sign::Undo, *key)));
        self.counter([primary].into_iter().chain(wide).collect(), hint)
    }

    /// A confirmation: one goes back, may change something, and learns what becomes of the answers.
    fn confirms(&self, primary: Say, changes: bool, hint: Option<Say>) -> Counter {
        let mut buttons = vec![
            (Slot::Primary, self.button(Sign::Done, primary)),
            (Slot::Rotation(0), self.button(Sign::Back, Say::Back)),
            (Slot::Rotation(2), self.button(Sign::Question, Say::WhyButton)),
        ];
        buttons.extend(changes.then(|| (Slot::Rotation(1), self.button(Sign::Person, Say::ChangePeople))));
        self.counter(buttons, hint)
    }

    fn pad(&self, last: Say) -> Counter {
        let key = |n: u8| match n {
            5 => self.button(Sign::Erase, Say::EraseOne),
            11 => self.button(Sign::Erase, last),
            _ => (Sign::Receipt, Phrase::plain(n.to_string()), None),
        };
        let back = (Slot::Back, self.button(Sign::Back, Say::Back));
        let stop = (Slot::Home, self.button(Sign::Home, Say::StopAndHome));
        let digits = (0..12).map(|n| (Slot::Digit(n), key(n)));
        let why = (Slot::Tool(1), self.button(Sign::Question, Say::WhyButton));
        self.counter([back, stop, why].into_iter().chain(digits).collect(), None)
    }

    fn ways(&self, hints: bool) -> Vec<Button> {
        let all = [
            (TakesPart::Venue, Sign::Venue, Say::WayVenueHint),
            (TakesPart::Online, Sign::Online, Say::WayOnlineHint),
            (TakesPart::Open, Sign::Register, Say::WayOpenHint),
        ];
        all.into_iter()
            .map(|(way, sign, hint)| {
                let hint = if hints { self.say(hint) } else { self.number(Say::WayFull, "position", 20) };
                (sign, self.say(Say::way(way)), Some(hint))
            })
            .collect()
    }
}

fn line(role: RingRole, phrase: Phrase) -> RingLine {
    RingLine { role, phrase }
}

fn row(sign: Sign, head: Phrase, lines: Vec<Phrase>) -> Row {
    Row { sign, head, lines }
}

/// Every screen of attendance in a language.
pub fn screens(programme: &Programme, lang: Lang) -> Vec<Screen> {
    let (words, pictures) = (Words::of(lang), HashSet::new());
    let reader = Reader { programme, words, today: TODAY, pictures: &pictures, desk: None };
    let meeting = programme.meetings.iter().find(|meeting| meeting.id.0 == "peer-3").unwrap();
    let maker = Maker { reader, words, meeting };
    let mut screens = Vec::new();
    let mut add = |name: &str, article: Article, counter: Counter| {
        let asking = counter.is_asking();
        let leading = Leading::Name(programme.name.as_ref().unwrap().phrase(lang));
        let board = Board::Article(Box::new(article));
        screens.push(Screen { board: Named { name: name.to_owned(), board, leading, asking }, counter });
    };
    questions(&maker, &mut add);
    confirming(&maker, &mut add);
    done(&maker, &mut add);
    not_now(&maker, &mut add);
    reception(&maker, &mut add);
    staff(&maker, &mut add);
    screens
}

type Add<'a> = dyn FnMut(&str, Article, Counter) + 'a;

fn questions(make: &Maker, add: &mut Add) {
    let about = Some(make.about(Say::AboutRegistration));
    let out = [Say::Back, Say::StopAndHome];
    let hint = Some(Say::ChoosingGoesOn);
    let ask = |n: i64, title: Phrase, paragraphs: Vec<Phrase>| Article {
        kicker: about.clone(),
        title: Some(title),
        paragraphs,
        ..make.step(n)
    };
    let how = ask(1, make.say(Say::HowHeading), make.all(&[Say::NoNamesAsked, Say::CanChangeLater]));
    add("how", how, make.asks(out, make.ways(true), hint));
    let full = make.words.list(&make.all(&[Say::ModeVenue, Say::ModeOnline]));
    let full = make.with(Say::FullNow, &[("way", (&full).into())]);
    let board = ask(1, full, make.all(&[Say::FullChoices]));
    add("how, all full", board, make.asks(out, make.ways(false), hint));

    let phrase = |text| make.reader.phrase(text);
    let categories = &make.reader.programme.categories;
    assert!(categories.iter().all(|category| category.hint.is_some()), "the sample explains its categories");
    let mut who: Vec<Button> = categories
        .iter()
        .map(|category| (Sign::NotChosen, phrase(&category.name), category.hint.as_ref().map(phrase)))
        .collect();
    who.push(make.hinted(Sign::NotChosen, Say::NotSaying, Say::NotSayingHint));
    for title in [make.say(Say::WhoHeading), make.number(Say::WhoHeadingOf, "n", 20)] {
        let board = ask(2, title, make.all(&[Say::WhoUse, Say::WhoSame]));
        add("who", board, make.asks(out, who.clone(), hint));
    }
    let longest = categories.iter().max_by_key(|category| category.subs.len()).unwrap();
    let mut kinds: Vec<Button> =
        longest.subs.iter().map(|kind| (Sign::NotChosen, phrase(&kind.name), None)).collect();
    kinds.push(make.button(Sign::NotChosen, Say::NotSaying));
    let board = ask(2, make.say(Say::KindHeading), make.all(&[Say::WhoSame]));
    add("kind", board, make.asks(out, kinds, hint));

    let mut people: Vec<Button> =
        (17..=20).map(|n| (Sign::NotChosen, make.number(Say::People, "people", n), None)).collect();
    people.push(make.button(Sign::Next, Say::OtherNumbers));
    let board = ask(3, make.say(Say::PeopleHeading), make.all(&[Say::PeopleSentence]));
    add("people", board, make.asks(out, people, hint));
    let alike = [Say::AlikeYes, Say::AlikeNo].map(|key| make.button(Sign::NotChosen, key));
    let board = ask(3, make.say(Say::AlikeHeading), make.all(&[Say::WhoSame]));
    add("alike", board, make.asks(out, alike.into(), hint));

    let feelings: Vec<Button> = Feeling::ALL
        .into_iter()
        .map(|feeling| make.button(Sign::Shape(Shape::Wave), Say::feeling(feeling)))
        .collect();
    let board = Article {
        kicker: Some(make.about(Say::AboutMeeting)),
        title: Some(make.say(Say::HowWasTodayHeading)),
        paragraphs: make.all(&[Say::OneWord, Say::HowWasTodayUse]),
        ..make.big(Say::HowWasTodayShort)
    };
    add("how was today", board, make.asks([Say::Back, Say::Home], feelings, Some(Say::NobodyKnowsWho)));

    let still = Article {
        title: Some(make.say(Say::StillThere)),
        paragraphs: make.all(&[Say::StillThereSentence]),
        ..make.big(Say::StillThereShort)
    };
    add("still there", still, make.says(Say::StillHere, &[Say::Finish], Some(Say::NoHurry)));
}

fn confirming(make: &Maker, add: &mut Add) {
    let (open, people) = (make.say(Say::WayOpen), make.number(Say::People, "people", 20));
    let category = &make.reader.programme.categories[2];
    let (name, kind) = (make.reader.phrase(&category.name), make.reader.phrase(&category.subs[0].name));
    let kind = make.with(Say::CategoryKind, &[("category", (&name).into()), ("kind", (&kind).into())]);
    let kind = make.with(Say::LabelledPeople, &[("label", (&kind).into()), ("people", (&people).into())]);
    let rows = vec![
        row(Sign::Register, open, vec![]),
        row(Sign::Person, people, vec![kind, make.say(Say::NotSaying)]),
    ];
    let room = vec![make.number(Say::SeatsLeft, "left", 19), make.number(Say::WouldWait, "position", 20)];
    let hint = Some(Say::CanTakeBackLater);
    let confirm = |about, title, rows, paragraphs| Article {
        kicker: Some(make.about(about)),
        title: Some(make.say(title)),
        rows,
        paragraphs,
        ..make.step(3)
    };
    let board = confirm(Say::AboutRegistration, Say::ConfirmRegistration, rows.clone(), room);
    add("confirm registration", board, make.confirms(Say::Register, true, hint));
    let all = make.all(&[Say::EverybodyMayCome]);
    let board = confirm(Say::AboutCheckIn, Say::ConfirmCheckIn, rows[1..].to_vec(), all);
    add("confirm check-in", board, make.confirms(Say::CheckIn, true, hint));
    let board = confirm(Say::AboutCheckIn, Say::ConfirmChange, vec![], vec![]);
    add("confirm change", board, make.confirms(Say::Change, false, hint));
    let back = make.all(&[Say::TakeBackSentence]);
    let board = Article {
        ring: make.big(Say::TakeBackShort).ring,
        ..confirm(Say::AboutRegistration, Say::ConfirmTakeBack, vec![], back)
    };
    add("confirm taking back", board, make.confirms(Say::TakeBack, false, None));
}

fn done(make: &Maker, add: &mut Add) {
    let hint = Some(Say::NoHurry);
    let receipt = Receipt::parse("12345678").unwrap();
    let mut ring = vec![line(RingRole::Small, make.say(Say::ReceiptNumber))];
    ring.extend(receipt.groups().map(|group| line(RingRole::Big, Phrase::plain(group))));
    let keep = make.all(&[Say::KeepReceipt, Say::LostReceipt]);
    let waiting = [&[make.number(Say::WaitingPosition, "position", 20)], &keep[..]].concat();
    for (title, paragraphs) in [(Say::RegisteredTitle, keep), (Say::WaitingTitle, waiting)] {
        let board = Article {
            ring: ring.clone(),
            lit: Lit::All,
            title: Some(make.say(title)),
            kicker: Some(make.about(Say::AboutMeeting)),
            paragraphs,
            way: Some(Way {
                url: Some(receipt.digits()),
                qr_label: make.say(Say::LabelReceiptQr),
                number: None,
                address: None,
                contact: vec![],
            }),
            ..Article::default()
        };
        add("registered", board, make.says(Say::Finish, &[Say::TakeBackRegistration], hint));
    }
    let thanks = |ring, title, paragraphs| Article { title: Some(title), paragraphs, ..make.big(ring) };
    let people = make.number(Say::CheckedInPeople, "people", 20);
    let board = thanks(Say::WelcomeTitle, make.say(Say::CheckedIn), vec![people]);
    add("checked in", board, make.says(Say::Finish, &[Say::TakeBackCheckIn], hint));
    let come_in = make.all(&[Say::ComeIn]);
    let board = thanks(Say::WelcomeTitle, make.say(Say::AlreadyDone), come_in);
    add("already done", board, make.says(Say::Finish, &[], hint));
    for way in TakesPart::ALL {
        let name = make.say(Say::way(way));
        let title = make.with(Say::WayChanged, &[("way", (&name).into())]);
        let board = thanks(Say::ChangedShort, title, make.all(&[Say::SameReceipt]));
        add("way changed", board, make.says(Say::Finish, &[], hint));
    }
    let come = make.all(&[Say::ComeAnyway]);
    let board = thanks(Say::TakeBackShort, make.say(Say::TakenBack), come);
    add("taken back", board, make.says(Say::Finish, &[], hint));
    let nobody = make.all(&[Say::NobodyKnowsWho]);
    let board = thanks(Say::ThankYou, make.say(Say::Felt), nobody);
    add("felt", board, make.says(Say::Finish, &[Say::ChooseAgain], hint));
}

fn not_now(make: &Maker, add: &mut Add) {
    let all = [
        (Say::CheckInNotRecorded, Say::ComeInAnyway),
        (Say::NotRecorded, Say::NothingHappened),
        (Say::RegistrationClosed, Say::ComeAnyway),
        (Say::DeskClosed, Say::ComeInAnyway),
        (Say::DeskClosed, Say::AskElsewhere),
    ];
    for (title, sentence) in all {
        let board = Article {
            title: Some(make.say(title)),
            paragraphs: make.all(&[sentence, Say::StaffSentence]),
            way: slides::contact(&make.reader),
            ..make.big(Say::SorryShort)
        };
        add("sorry", board, make.says(Say::TryAgain, &[Say::Home], None));
    }
    let recording = || Article {
        title: Some(make.say(Say::Recording)),
        paragraphs: make.all(&[Say::RecordingSentence]),
        ..make.big(Say::RecordingShort)
    };
    add("recording", recording(), make.says(Say::Register, &[Say::Back], Some(Say::CanTakeBackLater)));
    let asked = make.asks([Say::Back, Say::StopAndHome], make.ways(true), Some(Say::ChoosingGoesOn));
    add("recording an answer", recording(), asked);
}

fn reception(make: &Maker, add: &mut Add) {
    let hint = Some(Say::NoNamesShown);
    let answers = vec![
        make.hinted(Sign::Receipt, Say::HaveReceipt, Say::HaveReceiptHint),
        make.hinted(Sign::Question, Say::NoReceipt, Say::NoReceiptHint),
        make.hinted(Sign::Plus, Say::WalkIn, Say::WalkInHint),
    ];
    let lines = dates::time_lines(make.words, time(13, 30, 0, 0));
    let role = |n| if n == 0 { RingRole::Small } else { RingRole::Big };
    let board = Article {
        ring: lines.into_iter().enumerate().map(|(n, time)| line(role(n), time)).collect(),
        lit: Lit::All,
        kicker: Some(make.about(Say::AboutToday)),
        title: Some(make.say(Say::ReceptionHeading)),
        paragraphs: make.all(&[Say::ReceptionHint, Say::NoReceiptNeeded]),
        ..Article::default()
    };
    add("reception", board, make.asks([Say::TodaysMeeting, Say::Home], answers, hint));
    let which = make.reader.programme.meetings.iter().take(2).map(|meeting| {
        let time = dates::time_words(make.words, time(13, 30, 0, 0));
        (Sign::Settled, headline(&make.reader, meeting).1, Some(time))
    });
    let board = Article {
        title: Some(make.say(Say::WhichHeading)),
        paragraphs: make.all(&[Say::NoReceiptNeeded]),
        ..make.big(Say::CheckIn)
    };
    add("which", board, make.asks([Say::Back, Say::Home], which.collect(), hint));

    let (_, title) = headline(&make.reader, make.meeting);
    let when = dates::sentence(make.words, &make.meeting.when, None, TODAY);
    let next = make.with(Say::NextSession, &[("title", (&title).into()), ("when", (&when).into())]);
    let board = Article {
        title: Some(make.say(Say::NothingOpen)),
        paragraphs: vec![next, make.say(Say::ReceiptStillWorks)],
        ..make.big(Say::CheckIn)
    };
    let have = vec![make.hinted(Sign::Receipt, Say::HaveReceipt, Say::HaveReceiptLaterHint)];
    add("nothing open", board, make.asks([Say::Back, Say::Home], have, hint));

    for note in [Say::UnknownReceipt, Say::NumberPaused] {
        let board = Article {
            ring: vec![line(RingRole::Small, make.say(Say::ReceiptNumber))],
            lit: Lit::All,
            title: Some(Phrase::plain("1234 567・")),
            paragraphs: make.all(&[note, Say::NoReceiptNeeded]),
            ..Article::default()
        };
        add("number", board, make.pad(Say::EraseAll));
    }
    let way = make.say(Say::WayOpen);
    let stands = [
        vec![
            make.with(Say::RegisteredFor, &[("way", (&way).into())]),
            make.number(Say::WaitingPosition, "position", 20),
            make.say(Say::CheckInLater),
        ],
        make.all(&[Say::WasTakenBack]),
        make.all(&[Say::NotPossible, Say::AlreadyDone]),
    ];
    let can = [
        make.button(Sign::CheckIn, Say::CheckInNow),
        make.button(Sign::Resume, Say::ChangeWay),
        make.button(Sign::Undo, Say::TakeBackRegistration),
    ];
    for paragraphs in stands {
        let board = Article {
            ring: vec![
                line(RingRole::Small, make.say(Say::ReceiptNumber)),
                line(RingRole::Big, make.say(Say::FoundShort)),
            ],
            lit: Lit::All,
            kicker: Some(make.about(Say::AboutMeeting)),
            title: Some(make.say(Say::WhatToDo)),
            paragraphs,
            ..Article::default()
        };
        add("receipt", board, make.asks([Say::Back, Say::Home], can.to_vec(), None));
    }
    let board = Article {
        kicker: Some(make.about(Say::AboutRegistration)),
        title: Some(make.say(Say::HowHeading)),
        paragraphs: make.all(&[Say::SameReceipt]),
        ..make.big(Say::ChangedShort)
    };
    let ways = make.ways(true)[1..].to_vec();
    add("change way", board, make.asks([Say::Back, Say::StopAndHome], ways, Some(Say::ChoosingGoesOn)));
}

fn staff(make: &Maker, add: &mut Add) {
    let board = |title: Say, paragraphs: &[Say]| Article {
        title: Some(make.say(title)),
        paragraphs: make.all(paragraphs),
        ..make.big(Say::CornerShort)
    };
    for note in [Say::WrongPin, Say::NoPin, Say::NumberPaused] {
        let pin = Article {
            kicker: Some(make.say(Say::PinHeading)),
            title: Some(Phrase::plain("●●●・")),
            ..board(Say::Status, &[note, Say::PinSentence])
        };
        add("pin", pin, make.pad(Say::Enter));
    }
    let corner = |pin| {
        let rest = [Say::CorrectCount, Say::Status, Say::Restart, Say::LeaveFullscreen];
        let answers = [pin].iter().chain(&rest).map(|key| make.button(Sign::NotChosen, *key)).collect();
        make.asks([Say::Back, Say::Home], answers, None)
    };
    let counts = vec![
        make.with(Say::CountsCame, &[("came", 99.into()), ("walk-in", 12.into())]),
        make.with(
            Say::CountsRegistered,
            &[("venue", 14.into()), ("online", 111.into()), ("open", 12.into()), ("waiting", 20.into())],
        ),
    ];
    let title = headline(&make.reader, make.meeting).1;
    let today = Article {
        rows: vec![row(Sign::Settled, title, counts)],
        ..board(Say::CornerHeading, &[Say::Corrected])
    };
    add("corner", today, corner(Say::PinReception));
    add(
        "corner, nothing today",
        board(Say::CornerHeading, &[Say::NothingToday]),
        corner(Say::UnpinReception),
    );

    let outbox = make.with(Say::OutboxState, &[("waiting", 120.into()), ("parked", 12.into())]);
    let moment = dates::moment(make.words, &at("2026-11-28T22:55"), TODAY);
    let updated = make.with(Say::LastUpdated, &[("moment", (&moment).into())]);
    let rows = vec![
        row(Sign::Settled, make.say(Say::DeskOpen), vec![]),
        row(Sign::Open, make.say(Say::DeskClosed), vec![]),
        row(Sign::Info, outbox, vec![]),
        row(Sign::Open, Phrase::plain("calendar"), vec![updated, make.say(Say::SourceFailing)]),
    ];
    let status = make.counter(
        vec![
            (Slot::Back, make.button(Sign::Back, Say::Back)),
            (Slot::Home, make.button(Sign::Home, Say::Home)),
        ],
        None,
    );
    add("status", Article { rows, ..board(Say::Status, &[]) }, status);

    let out = [Say::Back, Say::StopAndHome];
    let buttons = |keys: &[Say]| keys.iter().map(|key| make.button(Sign::NotChosen, *key)).collect();
    let counts = [
        Counted::Came,
        Counted::Registered(TakesPart::Venue),
        Counted::Registered(TakesPart::Online),
        Counted::Registered(TakesPart::Open),
    ]
    .map(Say::counted);
    let which = Article { kicker: Some(make.about(Say::AboutMeeting)), ..board(Say::WhichCountHeading, &[]) };
    add("which count", which, make.asks(out, buttons(&counts), Some(Say::ChoosingGoesOn)));
    let mut by: Vec<Button> =
        ["−10", "−1", "+1", "+10"].map(|by| (Sign::NotChosen, Phrase::plain(by), None)).into();
    by.push(make.button(Sign::Next, Say::GoOn));
    let change = make.with(Say::CountFromTo, &[("from", 99.into()), ("to", 111.into())]);
    for key in counts {
        let count = Article {
            kicker: Some(make.say(key)),
            title: Some(change.clone()),
            ..board(Say::Status, &[Say::CountSentence])
        };
        add("count", count, make.asks(out, by.clone(), None));
    }
    let reasons = Reason::ALL.map(Say::reason);
    let why = board(Say::ReasonHeading, &[Say::CountSentence]);
    add("reason", why, make.asks(out, buttons(&reasons), Some(Say::ChoosingGoesOn)));
}
