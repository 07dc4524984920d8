//! Which meeting is meant: among those that have records.

use hiroba::api;
use hiroba::domain::meeting::{Meeting, MeetingId, When};
use hiroba::domain::text::{Lang, Text};
use hiroba::feed::print;
use hiroba::store::Store;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Error;

/// The meeting that began last.
const LATEST: &str = "latest";

/// The meeting with this id, or the only one that is called so.
pub async fn meeting(
    store: &mut Store,
    wanted: &str,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Meeting, Error> {
    let ids = store.meetings().await?;
    if let Some(id) = ids.iter().find(|id| id.0 == wanted) {
        return words_of(store, id, zone).await;
    }
    let mut all = Vec::new();
    for id in &ids {
        all.push(words_of(store, id, zone).await?);
    }
    Ok(choose(all, wanted, zone, now)?)
}

/// The words of a meeting as its last record found them. One whose words nobody kept is called by
/// its id: its figures are there all the same.
async fn words_of(store: &mut Store, id: &MeetingId, zone: &TimeZone) -> Result<Meeting, Error> {
    let kept = store.snapshot(id).await?;
    let meeting = kept.and_then(|words| words.to_domain(api::Known { zone, today: None }).ok());
    Ok(meeting.unwrap_or_else(|| Meeting::new(&*id.0, Text::ja(&id.0), When::Undecided)))
}

fn choose(mut all: Vec<Meeting>, wanted: &str, zone: &TimeZone, now: Timestamp) -> Result<Meeting, String> {
    all.sort_by_cached_key(|meeting| meeting.when.starts_at(zone).unwrap_or(Timestamp::MAX));
    if wanted == LATEST {
        let begun = |meeting: &Meeting| meeting.when.starts_at(zone).is_some_and(|start| start <= now);
        let latest = all.iter().rposition(begun).unwrap_or_default();
        return match all.into_iter().nth(latest) {
            Some(meeting) => Ok(meeting),
            None => Err("No meeting has records yet.".to_owned()),
        };
    }
    let mut called: Vec<usize> = (0..all.len()).filter(|at| is_called(&all[*at], wanted)).collect();
    match (called.pop(), called.is_empty()) {
        (Some(at), true) => Ok(all.swap_remove(at)),
        (Some(at), false) => {
            let called: Vec<&Meeting> = called.iter().chain([&at]).map(|at| &all[*at]).collect();
            Err(format!(
                "More than one meeting is called \"{wanted}\". Name one by its id:\n{}",
                list(&called, now, zone)
            ))
        }
        (None, _) if all.is_empty() => {
            Err(format!("There is no meeting \"{wanted}\": no meeting has records yet."))
        }
        (None, _) => {
            let all: Vec<&Meeting> = all.iter().collect();
            Err(format!(
                "There is no meeting \"{wanted}\" with records. These have some:\n{}",
                list(&all, now, zone)
            ))
        }
    }
}

/// Whether title or theme hold these words in any language, however they are spaced and written.
fn is_called(meeting: &Meeting, wanted: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<String>();
    let wanted = plain(wanted);
    let texts = [Some(&meeting.title), meeting.theme.as_ref()];
    let holds = |text: &Text| {
        let phrases = text.langs().filter_map(|lang| text.get(lang));
        phrases.into_iter().any(|phrase| plain(&phrase.text()).contains(&wanted))
    };
    !wanted.is_empty() && texts.into_iter().flatten().any(holds)
}

/// As many as one reads through, those nearest in time.
const MOST: usize = 20;

fn list(meetings: &[&Meeting], now: Timestamp, zone: &TimeZone) -> String {
    let ended = |meeting: &&&Meeting| meeting.when.starts_at(zone).is_some_and(|start| start <= now);
    let begun = meetings.iter().take_while(ended).count();
    let from = begun.saturating_sub(MOST / 2).min(meetings.len().saturating_sub(MOST));
    let mut lines: Vec<String> = meetings
        .iter()
        .skip(from)
        .take(MOST)
        .map(|meeting| {
            let (when, title) = (print::when(&meeting.when, Lang::EN), print::title(meeting, Lang::JA));
            format!("  {}  {when}  {title}", meeting.id.0)
        })
        .collect();
    if meetings.len() > MOST {
        lines.push(format!("  and {} more", meetings.len() - MOST));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Tokyo").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn meetings() -> Vec<Meeting> {
        let meeting = |id: &str, title: &str, theme: Option<&str>, start: &str| {
            let start = at(start).to_zoned(zone());
            let mut meeting = Meeting::new(id, Text::ja(title), When::exact(start, None).unwrap());
            meeting.theme = theme.map(Text::ja);
            meeting
        };
        vec![
            meeting("peer-4", "第4回 ピアサポートの会", None, "2022-02-03T04:30:00Z"),
            meeting("peer-3", "第3回 ピアサポートの会", Some("[場|ば]をひろげる"), "2021-10-07T04:30:00Z"),
            meeting("tea", "Tea and Talk", None, "2021-11-01T04:30:00Z"),
            Meeting::new("someday", Text::ja("いつか"), When::Undecided),
        ]
    }

    #[track_caller]
    fn check(wanted: &str, now: &str, expected: Result<&str, &str>) {
        let found = choose(meetings(), wanted, &zone(), at(now));
        match (found, expected) {
            (Ok(found), Ok(id)) => assert_eq!(found.id.0, id),
            (Err(message), Err(part)) => assert!(message.contains(part), "{message}"),
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn a_meeting_is_found_by_what_only_it_is_called() {
        let now = "2022-01-01T00:00:00Z";
        check("第3回", now, Ok("peer-3"));
        check("場を", now, Ok("peer-3"));
        check("  第4回　ピア ", now, Ok("peer-4"));
        check("tea AND", now, Ok("tea"));
        check("いつか", now, Ok("someday"));
        check("ピアサポート", now, Err("More than one meeting is called"));
        check("ピアサポート", now, Err("  peer-3  2021-10-07 (Thu) 13:30  第3回"));
        check("第5回", now, Err("There is no meeting \"第5回\" with records. These have some:\n  peer-3"));
        check("", now, Err("There is no meeting"));
        assert!(choose(Vec::new(), "a", &zone(), at(now)).unwrap_err().contains("no meeting has records"));
    }

    #[test]
    fn the_latest_is_the_one_that_began_last() {
        check("latest", "2022-01-01T00:00:00Z", Ok("tea"));
        check("latest", "2022-02-03T04:30:00Z", Ok("peer-4"));
        check("latest", "2030-01-01T00:00:00Z", Ok("peer-4"));
        // Before any has begun, the one that comes next.
        check("latest", "2020-01-01T00:00:00Z", Ok("peer-3"));
        assert!(choose(Vec::new(), "latest", &zone(), at("2022-01-01T00:00:00Z")).is_err());
    }

    #[test]
    fn a_long_list_shows_what_is_near() {
        let all: Vec<Meeting> = (1..=60)
            .map(|day| {
                let start = at("2026-01-01T00:00:00Z") + jiff::SignedDuration::from_hours(24 * day);
                let when = When::exact(start.to_zoned(zone()), None).unwrap();
                Meeting::new(format!("day-{day}"), Text::ja("会"), when)
            })
            .collect();
        let message = choose(all, "第5回", &zone(), at("2026-01-31T12:00:00Z")).unwrap_err();
        assert!(message.contains("day-30 ") && message.contains("day-31 "), "{message}");
        assert!(!message.contains("day-60 ") && message.ends_with("and 40 more"), "{message}");
    }
}
