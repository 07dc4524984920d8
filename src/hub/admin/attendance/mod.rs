//! Attendance for staff: counts on the day, what comes by telephone and on paper, and whether it all
//! agrees.

mod arrivals;
mod contacts;
mod correct;
mod count;
mod enter;
mod form;
mod keeping;
mod list;
mod meeting;
mod sign_up;
mod view;

use serde::Deserialize;

pub use arrivals::{add_arrivals, arrivals};
pub use contacts::{contacts, remove_contact};
pub use correct::{correct, correction};
pub use count::{Agreement, add_count, count};
pub use keeping::{keep, keeping};
pub use list::list;
pub use meeting::{counts, meeting};
pub use sign_up::{add_sign_up, sign_up};
pub use view::words;

use super::super::Hub;
use super::super::attendance::Standing;
use super::super::web::{Failure, Page};
use crate::domain::meeting::{Meeting, Status};
use crate::feed::print;

/// What was done, behind an address.
#[derive(Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    pub done: Option<String>,
}

/// An id as it stands in a path: ids of occurrences have a stroke in them.
pub fn path_of(id: &str) -> String {
    id.bytes().fold(String::with_capacity(id.len()), |mut path, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => path.push(char::from(byte)),
            byte => path.push_str(&format!("%{byte:02X}")),
        }
        path
    })
}

/// A meeting as the head of a page names it.
#[derive(Clone, Debug)]
pub struct Head {
    pub path: String,
    pub title: String,
    pub when: String,
    pub cancelled: bool,
}

impl Head {
    pub fn of(meeting: &Meeting, page: &Page) -> Head {
        let lang = page.language();
        let title = print::title(meeting, lang);
        let theme = meeting.theme.as_ref().map(|theme| theme.phrase(lang).text());
        let title = match theme.filter(|theme| !title.contains(theme)) {
            Some(theme) if page.is_ja() => format!("{title}「{theme}」"),
            Some(theme) => format!("{title}: {theme}"),
            None => title,
        };
        Head {
            path: path_of(&meeting.id.0),
            title,
            when: print::when(&meeting.when, lang),
            cancelled: meeting.status == Status::Cancelled,
        }
    }
}

/// What stands for the meeting of a path.
async fn standing(hub: &Hub, id: &str) -> Result<Standing, Failure> {
    hub.standing(id).await?.ok_or(Failure::NotFound)
}
