//! What a version of a meeting says, for pages that are not its own.

use super::differ::{Side, differences};
use super::{form, said, understood};
use crate::hub::Hub;
use crate::hub::admin::history::Difference;
use crate::hub::admin::screens::ScreenList;
use crate::hub::audience::Audience;
use crate::hub::store::Version;
use crate::hub::web::{Failure, Page};

/// What a meeting is called; empty where that cannot be read any more.
pub fn name_of(page: &Page, hub: &Hub, body: &str) -> String {
    let Ok(wire) = understood(body) else { return String::new() };
    let meeting = said::domain(&wire, &hub.settings.zone);
    meeting.map(|meeting| said::names(page, &meeting, wire.repeat.is_some()).0).unwrap_or_default()
}

/// What two versions say differently, in words; everything that one says where the other is not there.
///
/// # Errors
/// When a stored version cannot be read, which would be a mistake of ours.
pub fn told(
    (page, hub, screens): (&Page, &Hub, &ScreenList),
    earlier: Option<&Version>,
    later: Option<&Version>,
) -> Result<Vec<Difference>, Failure> {
    let side = |version: Option<&Version>| match version {
        Some(version) => Side::of(understood(&version.body)?, version.audience.clone()),
        None => Side::of(form::blank(""), Audience::All),
    };
    let all = differences((page, hub, screens), &side(earlier)?, &side(later)?);
    // That there was nothing is no word of what was there.
    let only = |mut one: Difference| {
        if earlier.is_none() {
            one.earlier.clear();
        }
        if later.is_none() {
            one.later.clear();
        }
        one
    };
    Ok(all.into_iter().map(|one| only(one.told)).collect())
}
