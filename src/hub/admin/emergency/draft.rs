//! From the form to a message of CAP.

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, ToSpan, Zoned};

use crate::api::{AlertStatus, Emergency, Info, Known, MsgType, StringOr};
use crate::hub::admin::fields::{Fields, Mends, WRITTEN};
use crate::hub::admin::screens::{self, ScreenList};
use crate::hub::audience::Audience;
use crate::hub::web::Page;

/// Lengths that one can choose, minutes.
pub const LENGTHS: [i64; 5] = [10, 30, 60, 180, 360];
/// The latest end, days from now: a forgotten notice would hold the screens.
const LATEST: i64 = 7;
/// Longest texts, characters: what can be read from where one stands.
const LONGEST: [(&str, usize); 3] = [("headline", 40), ("description", 160), ("instruction", 200)];

/// A message that can be shown, and when it ends.
pub struct Draft {
    pub message: Emergency,
    pub expires: Zoned,
    pub audience: Audience,
}

/// Reads the form.
///
/// # Errors
/// What can be mended.
pub fn read(
    (page, screens): (&Page, &ScreenList),
    form: &Fields,
    identifier: &str,
    now: &Zoned,
) -> Result<Draft, Mends> {
    let mut mends = Mends::default();
    for lang in &WRITTEN {
        for (name, most) in LONGEST {
            if form.lang(name, lang).chars().count() > most {
                let count = i64::try_from(most).unwrap_or(i64::MAX);
                mends.add(format!("{name}-{}", lang.key), page.n("mend-text-long", count));
            }
        }
        let has_more = ["description", "instruction"].iter().any(|name| !form.lang(name, lang).is_empty());
        if form.lang("headline", lang).is_empty() && (lang.is_first() || has_more) {
            mends.add(format!("headline-{}", lang.key), page.t("mend-headline-missing"));
        }
    }
    let status = match form.of("status") {
        "Actual" => Some(AlertStatus::Actual),
        "Exercise" => Some(AlertStatus::Exercise),
        _ => None,
    };
    if status.is_none() {
        mends.add("status-group", page.t("mend-status-missing"));
    }
    let expires = expires(page, form, now).map_err(|(field, text)| mends.add(field, text)).ok();
    let audience = screens.chosen(form.pairs()).map_err(|key| mends.add(screens::FIELD, page.t(key))).ok();
    if let Some(audience) = &audience
        && screens.is_nobody(audience)
    {
        // A message that nobody would see is not sent as if somebody did.
        mends.add(screens::FIELD, page.t("mend-screens-nobody"));
    }
    let (Some(status), Some(expires), Some(audience)) = (status, expires, audience) else {
        return Err(mends);
    };
    let info = |lang: &crate::hub::admin::fields::Written| Info {
        language: Some(lang.key.to_owned()),
        headline: form.lang("headline", lang).to_owned(),
        description: form.lang("description", lang).to_owned(),
        instruction: form.lang("instruction", lang).to_owned(),
    };
    let message = Emergency {
        identifier: identifier.to_owned(),
        sent: written(now),
        status,
        msg_type: Some(MsgType::Alert),
        references: None,
        effective: None,
        expires: Some(written(&expires)),
        info: WRITTEN.iter().map(info).filter(|info| !info.headline.is_empty()).collect(),
    };
    let known = Known { zone: now.time_zone(), today: Some(now.date()) };
    if mends.is_empty()
        && let Err(fault) = message.to_domain(known)
    {
        mends.add("headline-ja", page.with("mend-unclear", "where", &fault.place()));
    }
    if !mends.is_empty() {
        return Err(mends);
    }
    Ok(Draft { message, expires, audience })
}

/// A moment as CAP writes it.
pub fn written(at: &Zoned) -> crate::api::Moment {
    StringOr::String(at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// When it ends; otherwise the field to mend and why.
fn expires(page: &Page, form: &Fields, now: &Zoned) -> Result<Zoned, (&'static str, String)> {
    if form.of("for") != "exact" {
        let minutes: Option<i64> = form.of("for").parse().ok();
        let minutes = minutes.filter(|minutes| LENGTHS.contains(minutes));
        let minutes = minutes.ok_or_else(|| ("for-group", page.t("mend-expires-missing")))?;
        let end = now.checked_add(SignedDuration::from_mins(minutes));
        return end.map_err(|_| ("for-group", page.t("mend-expires-missing")));
    }
    let date: Date =
        form.of("until-date").parse().map_err(|_| ("until-date", page.t("mend-expires-missing")))?;
    let time: Time =
        form.of("until-time").parse().map_err(|_| ("until-time", page.t("mend-expires-missing")))?;
    let end = date
        .to_datetime(time)
        .to_zoned(now.time_zone().clone())
        .map_err(|_| ("until-date", page.t("mend-expires-missing")))?;
    if end <= *now {
        return Err(("until-time", page.t("mend-expires-past")));
    }
    if now.checked_add(LATEST.days()).is_ok_and(|latest| end > latest) {
        return Err(("until-date", page.n("mend-expires-far", LATEST)));
    }
    Ok(end)
}
