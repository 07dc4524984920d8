//! Emergency messages as CAP 1.2 sends them: a row of alerts, updates and cancellations, of which
//! a sign shows what stands at the end.

use std::collections::HashMap;

use jiff::{Timestamp, ToSpan};

use super::*;
use crate::api::{AlertStatus, Emergency as Message, Moment, MsgType};
use crate::domain::notice::Emergency;

/// How long an emergency stands that does not say it itself. It must not hold the sign for ever.
const HOURS_WITHOUT_EXPIRY: i64 = 24;

/// A message as read, and what it asks a sign to show.
struct Received<'a> {
    row: Row<'a>,
    message: Message,
    sent: Timestamp,
    shows: Option<Emergency>,
}

impl<'a> Reader<'a> {
    /// The emergencies that stand after all updates and cancellations.
    pub(super) fn emergencies(&mut self, known: Known<'_>) -> Vec<Emergency> {
        let mut received: Vec<Received<'a>> = Vec::new();
        for row in self.rows("emergencies", "emergency notice") {
            let read = self.read(&row, |value| {
                let mut message: Message = node::read(value)?;
                if message.identifier.trim().is_empty() {
                    return Err(Fault::missing("identifier"));
                }
                let sent = message.sent_at(known)?;
                let stands_for_ever = message.expires.is_none();
                if stands_for_ever {
                    message.expires = Some(Moment::String(end_of_default(sent).to_string()));
                }
                let shows = if is_shown(&message) { Some(message.to_domain(known)?) } else { None };
                Ok((message, sent, shows, stands_for_ever))
            });
            let Some((message, sent, shows, stands_for_ever)) = read else { continue };
            if !self.is_new("emergencies", &message.identifier, &row) {
                continue;
            }
            self.tell_what_is_not_shown(&row, &message);
            if stands_for_ever && shows.is_some() {
                let message = format!(
                    "It does not say when it ends. It is shown for {HOURS_WITHOUT_EXPIRY} hours after it was sent."
                );
                self.tell(row.raw, &format!("{}.expires", row.place), ProblemKind::Emergency, message);
            }
            received.push(Received { row, message, sent, shows });
        }
        self.standing(received)
    }

    fn tell_what_is_not_shown(&mut self, row: &Row<'a>, message: &Message) {
        let what = match (message.status, message.msg_type.unwrap_or(MsgType::Alert)) {
            (AlertStatus::System | AlertStatus::Test | AlertStatus::Draft, _) => (
                "status",
                "Messages of the status System, Test or Draft are not for the public. It is not shown.",
            ),
            (AlertStatus::Actual | AlertStatus::Exercise, MsgType::Ack | MsgType::Error) => {
                ("msgType", "Messages of the type Ack or Error say nothing to visitors. It is not shown.")
            }
            (AlertStatus::Actual | AlertStatus::Exercise, MsgType::Update | MsgType::Cancel)
                if references(message).next().is_none() =>
            {
                (
                    "references",
                    "It does not say which earlier message it updates or cancels. No message was taken away.",
                )
            }
            (
                AlertStatus::Actual | AlertStatus::Exercise,
                MsgType::Alert | MsgType::Update | MsgType::Cancel,
            ) => {
                return;
            }
        };
        let raw = locate(row.raw, &[Step::Field(what.0.to_owned())]);
        self.tell(raw, &format!("{}.{}", row.place, what.0), ProblemKind::Emergency, what.1);
    }

    /// Takes away what others have cancelled or replaced. An exercise never takes a real one away.
    fn standing(&mut self, received: Vec<Received<'a>>) -> Vec<Emergency> {
        let mut gone: HashMap<String, Timestamp> = HashMap::new();
        let status: HashMap<String, AlertStatus> =
            received.iter().map(|it| (it.message.identifier.clone(), it.message.status)).collect();
        for Received { row, message, sent, .. } in &received {
            let ends_others = match message.msg_type.unwrap_or(MsgType::Alert) {
                MsgType::Update | MsgType::Cancel => true,
                MsgType::Alert | MsgType::Ack | MsgType::Error => false,
            };
            let is_public = match message.status {
                AlertStatus::Actual | AlertStatus::Exercise => true,
                AlertStatus::System | AlertStatus::Test | AlertStatus::Draft => false,
            };
            if !ends_others || !is_public {
                continue;
            }
            for identifier in references(message) {
                if message.status == AlertStatus::Exercise
                    && status.get(identifier) == Some(&AlertStatus::Actual)
                {
                    let text = format!(
                        "An exercise cannot end the real emergency \"{identifier}\". That one stays."
                    );
                    self.tell(row.raw, &format!("{}.references", row.place), ProblemKind::Emergency, text);
                    continue;
                }
                let by = gone.entry(identifier.to_owned()).or_insert(*sent);
                *by = (*by).max(*sent);
            }
        }
        // A message cannot end one that was sent after it.
        let stands = |alert: &Emergency| gone.get(&alert.identifier).is_none_or(|by| *by < alert.sent);
        received.into_iter().filter_map(|it| it.shows).filter(stands).collect()
    }
}

fn end_of_default(sent: Timestamp) -> Timestamp {
    sent.checked_add(HOURS_WITHOUT_EXPIRY.hours()).unwrap_or(Timestamp::MAX)
}

fn is_shown(message: &Message) -> bool {
    let of_status = match message.status {
        AlertStatus::Actual | AlertStatus::Exercise => true,
        AlertStatus::System | AlertStatus::Test | AlertStatus::Draft => false,
    };
    let of_type = match message.msg_type.unwrap_or(MsgType::Alert) {
        MsgType::Alert | MsgType::Update => true,
        MsgType::Cancel | MsgType::Ack | MsgType::Error => false,
    };
    of_status && of_type
}

/// The identifiers a message names: alone, or in CAP's "sender,identifier,sent".
fn references(message: &Message) -> impl Iterator<Item = &str> {
    let references = message.references.as_deref().unwrap_or_default().split_whitespace();
    references.map(|reference| reference.split(',').nth(1).unwrap_or(reference))
}
