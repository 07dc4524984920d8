//! Signing people up who telephone, write a fax or come to the counter.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::form::{Choice, Line, groups, key_of, lines, people};
use super::{Head, enter, standing, view};
use crate::clock;
use crate::domain::attendance::{House, MOST_PEOPLE, Mark, Party, Receipt, RecordKey, Rules, Way, What};
use crate::domain::meeting::MeetingId;
use crate::domain::report::Label;
use crate::hub::admin::fields::{Fields, Mends};
use crate::hub::attendance::{Standing, keeping};
use crate::hub::store::{Answer, ContactRow, StoreError, salt};
use crate::hub::web::{Editor, Failure, Here, Page, Staff, html};
use crate::hub::{Hub, new_id};
use crate::report::Times;

/// How somebody reaches staff.
pub const CHANNELS: [&str; 4] = ["telephone", "fax", "counter", "other"];

#[derive(Template)]
#[template(path = "attendance/sign-up.html", config = "src/hub/askama.toml")]
struct SignUpPage {
    page: Page,
    head: Head,
    deed: &'static str,
    key: String,
    channels: Vec<Choice>,
    ways: Vec<Choice>,
    lines: Vec<Line>,
    mends: Mends,
    receipt: bool,
    sent: Fields,
    /// For how long contact details are kept.
    kept_for: String,
}

#[derive(Template)]
#[template(path = "attendance/receipt.html", config = "src/hub/askama.toml")]
struct ReceiptPage {
    page: Page,
    head: Head,
    /// The number in two groups; nothing where it was shown before.
    groups: Vec<String>,
    waits: bool,
}

/// The ways this meeting offers.
fn ways(standing: &Standing, hub: &Hub) -> &'static [Way] {
    let rules = Rules { meeting: &standing.meeting, zone: &hub.settings.zone, house: &House::default() };
    rules.ways()
}

async fn form(
    hub: &Hub,
    staff: &Staff,
    standing: &Standing,
    sent: Fields,
    mends: Mends,
) -> Result<Html<String>, Failure> {
    let page = Page::of(staff, Here::Attendance);
    let known = hub.known().await?;
    let words = view::words(&page, &hub.settings.zone);
    let choice = |value: &'static str, label: String, first: bool, field: &str| {
        let chosen = if sent.is_filled(field) { sent.of(field) == value } else { first };
        Choice { value, label, chosen }
    };
    let channels = CHANNELS.into_iter().enumerate();
    let channels = channels
        .map(|(at, channel)| choice(channel, page.t(view::channel_key(channel)), at == 0, "channel"))
        .collect();
    let ways = ways(standing, hub).iter().enumerate();
    let ways = ways
        .map(|(at, way)| choice(way.key(), words.label(&Label::Way(*way), Times::OneDay), at == 0, "way"))
        .collect();
    let kept_for = keeping(&mut hub.store.read().await?).await?.said(&page);
    let key = key_of(&sent)?;
    html(&SignUpPage {
        head: Head::of(&standing.meeting, &page),
        deed: "at-do-sign-up",
        key,
        channels,
        ways,
        lines: lines(&known.programme.categories, &page, &sent),
        mends,
        receipt: sent.is_filled("receipt"),
        sent,
        kept_for,
        page,
    })
}

/// The empty form.
///
/// # Errors
/// When there is no such meeting.
pub async fn sign_up(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    form(&hub, &staff, &standing(&hub, &id).await?, Fields::default(), Mends::default()).await
}

/// Longest name or number, and longest note, characters.
const LONGEST: usize = 100;
const LONGEST_NOTE: usize = 300;

/// What was written of how to reach them; nothing where nothing was.
fn contact(sent: &Fields, meeting: &MeetingId) -> Option<ContactRow> {
    let fields = ["name", "tel", "fax", "mail", "note"];
    let [name, tel, fax, mail, note] = fields.map(|field| sent.of(field).to_owned());
    let is_empty = [&name, &tel, &fax, &mail, &note].iter().all(|field| field.is_empty());
    let meeting = meeting.0.clone();
    (!is_empty).then(|| ContactRow { meeting, name, tel, fax, mail, note, ..ContactRow::default() })
}

/// Signs them up.
///
/// # Errors
/// When the database does.
pub async fn add_sign_up(
    State(hub): State<Hub>,
    Editor(staff): Editor,
    Path(id): Path<String>,
    sent: Fields,
) -> Result<Response, Failure> {
    let standing = standing(&hub, &id).await?;
    let page = Page::of(&staff, Here::Attendance);
    let known = hub.known().await?;
    let key = enter::key(sent.of("key"))?;
    let way = ways(&standing, &hub).iter().copied().find(|way| way.key() == sent.of("way"));
    let way = way.ok_or_else(|| Failure::Request("a way that the meeting does not offer".to_owned()))?;
    let channel = CHANNELS.into_iter().find(|channel| *channel == sent.of("channel"));
    let channel = channel.ok_or_else(|| Failure::Request("a channel that there is not".to_owned()))?;
    let mut mends = Mends::default();
    let party = match groups(&known.programme.categories, &sent) {
        Err(field) => {
            mends.add(&field, page.t("mend-at-number"));
            None
        }
        Ok(groups) => {
            let (count, party) = (people(&groups), Party::of(groups));
            if party.is_none() {
                let text =
                    if count == 0 { page.t("mend-at-nobody") } else { page.n("mend-at-many", MOST_PEOPLE) };
                mends.add("people", text);
            }
            party
        }
    };
    let contact = contact(&sent, &standing.meeting.id);
    let too_long = |contact: &ContactRow| {
        let short = [&contact.name, &contact.tel, &contact.fax, &contact.mail];
        short.iter().any(|field| field.chars().count() > LONGEST)
            || contact.note.chars().count() > LONGEST_NOTE
    };
    if contact.as_ref().is_some_and(too_long) {
        mends.add("name", page.t("mend-at-contact-long"));
    }
    let Some(party) = party.filter(|_| mends.is_empty()) else {
        let page = form(&hub, &staff, &standing, sent, mends).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let count = party.people();
    let receipt =
        record(&hub, &staff, &standing, key, way, channel, party, sent.is_filled("receipt"), contact).await?;
    let meeting = &standing.meeting;
    let seats = hub.look(&meeting.id, |book| book.seats(way, meeting.capacity)).await?;
    let waits = seats.waiting.contains(&key);
    let head = Head::of(meeting, &page);
    tracing::debug!(people = count, "signed up by staff");
    if sent.is_filled("receipt") {
        let groups = receipt.map(|receipt| receipt.groups().to_vec()).unwrap_or_default();
        return Ok(html(&ReceiptPage { page, head, groups, waits })?.into_response());
    }
    let done = if waits { "at-signed-up-waits" } else { "at-signed-up" };
    Ok(Redirect::to(&format!("/attendance/{}?done={done}", head.path)).into_response())
}

/// Writes it down; the receipt, if one is wanted and it was not written before.
#[expect(clippy::too_many_arguments, reason = "each is a field of the form")]
async fn record(
    hub: &Hub,
    staff: &Staff,
    standing: &Standing,
    key: RecordKey,
    way: Way,
    channel: &str,
    party: Party,
    wants_receipt: bool,
    contact: Option<ContactRow>,
) -> Result<Option<Receipt>, Failure> {
    let meeting = &standing.meeting;
    let mut change = hub.store.begin().await?;
    let drawn = match wants_receipt {
        true => {
            let salt = salt(&mut change).await?;
            Some(draw(hub, &meeting.id, |receipt| receipt.mark(&salt)).await?)
        }
        false => None,
    };
    let people = party.people();
    let mark = drawn.as_ref().map(|(_, mark)| *mark);
    let what = What::Registered { mark, way, party };
    let added = enter::add(hub, &mut change, &meeting.id, [(key, what)]).await?;
    if !matches!(added.answers.first(), Some(Answer::Stored { .. })) {
        // The same form once more: everything is here, and its number was shown.
        return Ok(None);
    }
    change.count_sign_up(&meeting.id.0, channel, i64::from(people)).await?;
    if let Some(contact) = contact {
        let zone = &hub.settings.zone;
        let day = hub.now_ms().div_euclid(DAY) * DAY;
        let over = meeting.when.over_at(zone).map(|over| over.as_millisecond());
        change.add_contact(&ContactRow { id: new_id()?, day, over, ..contact }).await?;
    }
    let later = Some(format!("{} {people}", way.key()));
    enter::note(hub, &mut change, staff, "sign-up-added", &meeting.id, later).await?;
    change.commit().await?;
    hub.live.announce_records(added.last);
    Ok(drawn.map(|(receipt, _)| receipt))
}

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A receipt that nobody of this meeting has.
async fn draw(
    hub: &Hub,
    meeting: &MeetingId,
    mark: impl Fn(&Receipt) -> Mark,
) -> Result<(Receipt, Mark), StoreError> {
    loop {
        let bits = clock::random_bytes::<8>().map_err(|error| StoreError::Chance(error.to_string()))?;
        let receipt = Receipt::from_random(u64::from_be_bytes(bits));
        let mark = mark(&receipt);
        if !hub.look(meeting, |book| book.by_mark(mark).is_some()).await? {
            return Ok((receipt, mark));
        }
    }
}
