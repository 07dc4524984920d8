//! Slides and the details of a meeting in words: what the programme says, in the reader's language.

use super::dates;
use super::reader::{Reader, headline, place_or_open};
use super::rows;
use super::words::{Say, Words};
use super::{Article, Board, List, Lit, PictureView, RingLine, RingRole, Row, Sign, Way};
use crate::domain::meeting::{Access, Capacity, Contact, Meeting, Mode, Page, Picture, Status, When};
use crate::domain::notice::{AlertInfo, AlertStatus, Emergency, Notice, Theme, Voice};
use crate::domain::playlist::Slide;
use crate::domain::text::Phrase;

/// The board of a slide. A slide whose subject has just gone from the programme is the welcome
/// until the next turn.
pub fn board(reader: &Reader, slide: &Slide, coming: &[&Meeting]) -> Board {
    let programme = reader.programme;
    let found = match slide {
        Slide::Welcome => None,
        Slide::Meeting(id) => programme
            .meetings
            .iter()
            .find(|meeting| meeting.id == *id)
            .map(|meeting| article(meeting_slide(reader, meeting))),
        Slide::Theme(id) => programme
            .themes
            .iter()
            .find(|theme| theme.id == *id)
            .map(|theme| article(theme_slide(reader, theme))),
        Slide::Notice(id) => programme
            .notices
            .iter()
            .find(|notice| notice.id == *id)
            .map(|notice| article(notice_slide(reader, notice))),
        Slide::Voice(id) => programme
            .voices
            .iter()
            .find(|voice| voice.id == *id)
            .map(|voice| article(voice_slide(reader, voice))),
        Slide::HowWasToday(id) => programme
            .meetings
            .iter()
            .find(|meeting| meeting.id == *id)
            .map(|meeting| article(how_was_today(reader, meeting))),
        Slide::Page => Some(article(page_slide(reader))),
        Slide::Glance => {
            Some(Board::List(List { rows: rows::rows(reader, coming.iter().take(GROUP)), chosen: None }))
        }
    };
    found.unwrap_or_else(|| article(welcome(reader)))
}

/// Rows that stand on the board together.
pub const GROUP: usize = 4;

fn article(article: Article) -> Board {
    Board::Article(Box::new(article))
}

fn ring_line(role: RingRole, phrase: Phrase) -> RingLine {
    RingLine { role, phrase }
}

fn ring_of(reader: &Reader, meeting: &Meeting) -> Vec<RingLine> {
    let when = reader.when(meeting);
    let mut lines = Vec::new();
    lines.extend(when.lead.map(|lead| ring_line(RingRole::Small, lead)));
    lines.push(ring_line(RingRole::Big, when.day_short));
    lines.extend(when.weekday.map(|weekday| ring_line(RingRole::Middle, weekday)));
    if !reader.easy() || !matches!(meeting.when, When::Exact { .. }) {
        lines.extend(when.times.into_iter().map(|line| ring_line(RingRole::Small, line)));
    }
    lines
}

fn meeting_slide(reader: &Reader, meeting: &Meeting) -> Article {
    let (kicker, title) = headline(reader, meeting);
    let mut rows = Vec::new();
    let mut paragraphs = Vec::new();
    if meeting.status == Status::Cancelled {
        rows.push(Row {
            sign: Sign::Info,
            head: reader.say(Say::Cancelled),
            lines: vec![reader.say(Say::CancelledSentence)],
        });
    } else if reader.easy() {
        if matches!(meeting.when, When::Exact { .. }) {
            paragraphs.push(dates::times_sentence(
                reader.words,
                &reader.in_zone(&meeting.when),
                meeting.details_follow,
                reader.today,
            ));
        }
        paragraphs.extend(meeting.mode.map(|mode| reader.say(Say::mode_sentence(mode))));
        paragraphs.push(place_or_open(reader, meeting).unwrap_or_default());
        paragraphs.push(match &meeting.who {
            Some(who) => reader.phrase(who),
            None => reader.say(Say::WhoSentence),
        });
        paragraphs.retain(|phrase| !phrase.is_empty());
    } else {
        rows.extend(where_row(reader, meeting));
        rows.push(who_row(reader, meeting));
    }
    Article {
        ring: ring_of(reader, meeting),
        lit: Lit::One,
        picture: None,
        kicker,
        title: Some(title),
        rows,
        paragraphs,
        way: way(reader, meeting.page.as_ref(), meeting.contact.as_ref())
            .map(|way| if meeting.qr { way } else { way.without_code() }),
    }
}

fn where_row(reader: &Reader, meeting: &Meeting) -> Option<Row> {
    let sign = match meeting.mode {
        Some(Mode::Online) => Sign::Online,
        Some(Mode::Venue | Mode::Both) => Sign::Venue,
        None => Sign::Open,
    };
    let place = place_or_open(reader, meeting);
    match meeting.mode {
        Some(mode) => {
            Some(Row { sign, head: reader.say(Say::mode(mode)), lines: place.into_iter().collect() })
        }
        None => place.map(|place| Row {
            sign: if meeting.place.is_some() { Sign::Venue } else { sign },
            head: place,
            lines: Vec::new(),
        }),
    }
}

fn who_row(reader: &Reader, meeting: &Meeting) -> Row {
    let head = match &meeting.who {
        Some(who) => reader.phrase(who),
        None => reader.say(Say::WhoDefault),
    };
    Row { sign: Sign::Person, head, lines: Vec::new() }
}

fn way(reader: &Reader, page: Option<&Page>, contact: Option<&Contact>) -> Option<Way> {
    let page = page.or(reader.programme.page.as_ref());
    let contact = contact.or(reader.programme.contact.as_ref());
    if page.is_none() && contact.is_none() {
        return None;
    }
    let mut numbers = Vec::new();
    if let Some(contact) = contact {
        numbers.extend(contact.tel.as_ref().map(|tel| reader.labelled(Say::Tel, tel)));
        // Some tables have no column for it; a telephone number never stands without a fax number.
        let of_place = reader.programme.contact.as_ref().and_then(|contact| contact.fax.as_ref());
        numbers.extend(contact.fax.as_ref().or(of_place).map(|fax| reader.labelled(Say::Fax, fax)));
    }
    Some(Way {
        url: page.map(|page| page.url.clone()),
        qr_label: page.map_or_else(Phrase::default, |page| {
            reader.words.say_with(Say::LabelQr, &[("address", page.short_address().into())])
        }),
        number: page
            .and_then(|page| page.number.as_ref())
            .map(|number| (reader.say(Say::PageNumber), Phrase::plain(number.clone()))),
        address: page.map(|page| Phrase::plain(page.short_address())),
        contact: numbers,
    })
}

fn picture(reader: &Reader, picture: Option<&Picture>) -> Option<PictureView> {
    picture.filter(|picture| reader.pictures.contains(&picture.source)).map(|picture| {
        let alt = reader.phrase(&picture.alt);
        let alt = if alt.is_empty() {
            alt
        } else {
            reader.words.say_with(Say::LabelPicture, &[("alt", (&alt).into())])
        };
        PictureView { source: picture.source.clone(), alt }
    })
}

fn theme_slide(reader: &Reader, theme: &Theme) -> Article {
    Article {
        ring: vec![ring_line(RingRole::Big, reader.say(Say::KickerTheme))],
        picture: picture(reader, theme.picture.as_ref()),
        title: Some(reader.phrase(&theme.title)),
        paragraphs: theme.body.iter().map(|body| reader.phrase(body)).collect(),
        ..Article::default()
    }
}

fn notice_slide(reader: &Reader, notice: &Notice) -> Article {
    let picture = picture(reader, notice.picture.as_ref());
    let kicker = reader.say(Say::KickerNotice);
    Article {
        ring: vec![ring_line(RingRole::Big, kicker.clone())],
        kicker: picture.is_some().then_some(kicker),
        picture,
        title: Some(reader.phrase(&notice.title)),
        paragraphs: notice.body.iter().map(|body| reader.phrase(body)).collect(),
        ..Article::default()
    }
}

fn voice_slide(reader: &Reader, voice: &Voice) -> Article {
    let sentence = reader.phrase(&voice.sentence);
    Article {
        ring: vec![ring_line(RingRole::Big, reader.say(Say::KickerVoice))],
        title: Some(reader.words.say_with(Say::Quoted, &[("sentence", (&sentence).into())])),
        paragraphs: voice.role.iter().map(|role| reader.phrase(role)).collect(),
        ..Article::default()
    }
}

/// How a session was: asked, never urged.
fn how_was_today(reader: &Reader, meeting: &Meeting) -> Article {
    let (_, title) = headline(reader, meeting);
    Article {
        ring: vec![ring_line(RingRole::Big, reader.say(Say::HowWasTodayShort))],
        kicker: Some(reader.words.one_line(&title)),
        title: Some(reader.say(Say::HowWasTodayHeading)),
        paragraphs: vec![reader.say(Say::OneWord), reader.say(Say::HowWasTodayUse)],
        ..Article::default()
    }
}

/// The ways to reach the office, without any meeting's own.
pub fn contact(reader: &Reader) -> Option<Way> {
    way(reader, None, None)
}

fn page_slide(reader: &Reader) -> Article {
    let page = reader.programme.page.as_ref();
    let number = page.and_then(|page| page.number.as_ref());
    let ring = match number {
        Some(number) => vec![
            ring_line(RingRole::Small, reader.say(Say::PageNumber)),
            ring_line(RingRole::Big, Phrase::plain(number.clone())),
        ],
        None => vec![ring_line(RingRole::Middle, reader.say(Say::ContactHeading))],
    };
    let office = reader
        .programme
        .contact
        .as_ref()
        .map(|contact| reader.phrase(&contact.office))
        .filter(|office| !office.is_empty());
    Article {
        ring,
        title: Some(reader.say(if page.is_some() { Say::PageTitle } else { Say::ContactHeading })),
        rows: office
            .map(|office| Row { sign: Sign::Person, head: office, lines: Vec::new() })
            .into_iter()
            .collect(),
        paragraphs: number.map(|_| reader.say(Say::PageHint)).into_iter().collect(),
        way: way(reader, None, None),
        ..Article::default()
    }
}

pub fn welcome(reader: &Reader) -> Article {
    Article {
        ring: vec![ring_line(RingRole::Big, reader.say(Say::WelcomeTitle))],
        title: Some(
            reader
                .programme
                .welcome
                .as_ref()
                .map_or_else(|| reader.say(Say::WelcomeSentence), |text| reader.phrase(text)),
        ),
        paragraphs: vec![reader.say(Say::NothingPlanned)],
        ..Article::default()
    }
}

/// Everything known about a meeting.
pub fn detail(reader: &Reader, meeting: &Meeting) -> Article {
    let slide = meeting_slide(reader, meeting);
    let mut rows = slide.rows;
    rows.extend(capacity(reader, meeting.capacity));
    if let Some(deadline) = &meeting.register_by {
        let head = dates::deadline(reader.words, deadline, reader.today);
        rows.push(Row { sign: Sign::Info, head, lines: Vec::new() });
    }
    if !meeting.access.is_empty() {
        let lines = meeting.access.iter().map(|access: &Access| reader.say(Say::access(*access))).collect();
        rows.push(Row { sign: Sign::Person, head: reader.say(Say::AccessHeading), lines });
    }
    let mut paragraphs = slide.paragraphs;
    paragraphs.extend(meeting.description.iter().map(|text| reader.phrase(text)));
    Article { rows, paragraphs, ..slide }
}

fn capacity(reader: &Reader, capacity: Capacity) -> Option<Row> {
    let head = match (capacity.venue, capacity.online) {
        (None, None) => return None,
        (Some(venue), None) => {
            reader.words.say_with(Say::CapacityVenue, &[("venue", i64::from(venue).into())])
        }
        (None, Some(online)) => {
            reader.words.say_with(Say::CapacityOnline, &[("online", i64::from(online).into())])
        }
        (Some(venue), Some(online)) => reader.words.say_with(
            Say::CapacityBoth,
            &[("venue", i64::from(venue).into()), ("online", i64::from(online).into())],
        ),
    };
    Some(Row { sign: Sign::Info, head, lines: Vec::new() })
}

/// Where staff are.
pub fn staff(reader: &Reader, call: Option<Say>) -> Article {
    Article {
        ring: vec![ring_line(RingRole::Big, reader.say(call.unwrap_or(Say::StaffWhere)))],
        title: Some(
            reader
                .programme
                .staff_place
                .as_ref()
                .map_or_else(|| reader.say(Say::StaffSentence), |text| reader.phrase(text)),
        ),
        paragraphs: vec![reader.say(Say::StaffHelp)],
        ..Article::default()
    }
}

/// What becomes of the answers that visitors give, in plain words.
pub fn why(reader: &Reader) -> Article {
    Article {
        ring: vec![ring_line(RingRole::Small, reader.say(Say::WhyButton))],
        title: Some(reader.say(Say::WhyTitle)),
        paragraphs: [Say::WhyUse, Say::WhyNobody, Say::WhyChoice].map(|key| reader.say(key)).into(),
        ..Article::default()
    }
}

/// What staff need to connect a screen to its hub: a number of six digits, in two groups.
pub fn pairing(reader: &Reader, address: &str, code: Option<&str>) -> Article {
    let number = code.map(|code| Phrase::plain(digits_in_two(code)));
    Article {
        ring: vec![ring_line(RingRole::Small, reader.say(Say::PairingHeading))],
        title: Some(number.unwrap_or_else(|| reader.say(Say::PairingSoon))),
        paragraphs: vec![reader.say(Say::PairingSentence), reader.labelled(Say::HubAddress, address)],
        ..Article::default()
    }
}

/// "123 456": as one reads it out.
pub fn digits_in_two(code: &str) -> String {
    match code.split_at_checked(code.len() / 2) {
        Some((first, last)) => format!("{first} {last}"),
        None => code.to_owned(),
    }
}

/// An emergency notice in one of its languages. Calm: the same paper, the same ink.
pub fn emergency(words: &Words, alert: &Emergency, info: &AlertInfo, valid_until: Phrase) -> Article {
    let mut ring = vec![ring_line(RingRole::Middle, words.say(Say::EmergencyKicker))];
    let mut paragraphs = Vec::new();
    match alert.status {
        AlertStatus::Exercise => {
            ring.insert(0, ring_line(RingRole::Big, words.say(Say::Exercise)));
            paragraphs.push(words.say(Say::ExerciseSentence));
        }
        AlertStatus::Actual => {}
    }
    let plain = |text: &str| (!text.trim().is_empty()).then(|| Phrase::parse(text));
    paragraphs.extend(plain(&info.instruction));
    paragraphs.extend(plain(&info.description));
    paragraphs.push(valid_until);
    Article { ring, title: plain(&info.headline), paragraphs, ..Article::default() }
}
