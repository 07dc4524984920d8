//! Themes, notices, voices and emergencies into the domain.

use super::*;
use crate::domain::notice;

impl Theme {
    /// # Errors
    /// At the first value that cannot be, with its place.
    pub fn to_domain(&self, known: Known<'_>) -> Result<notice::Theme, Fault> {
        Ok(notice::Theme {
            id: id(&self.id)?,
            title: full_text(&self.title, "title")?,
            body: some_text(self.body.as_ref(), "body")?,
            meeting: self.meeting.clone().map(domain::MeetingId),
            picture: optional(self.picture.as_ref(), "picture", Picture::to_domain)?,
            shown: window(self.shown.as_ref(), known)?,
        })
    }
}

impl Notice {
    /// # Errors
    /// At the first value that cannot be, with its place.
    pub fn to_domain(&self, known: Known<'_>) -> Result<notice::Notice, Fault> {
        let mut hours = notice::Hours::default();
        if let Some(written) = &self.hours {
            hours.days = written.days.iter().copied().map(Into::into).collect();
            for (i, span) in written.spans.iter().enumerate() {
                let edge = |text: &str, field: &str| {
                    clock(text).map_err(|fault| fault.at(field).in_row(i).at("spans").at("hours"))
                };
                hours.spans.push((edge(&span.from, "from")?, edge(&span.to, "to")?));
            }
        }
        Ok(notice::Notice {
            id: id(&self.id)?,
            title: full_text(&self.title, "title")?,
            body: some_text(self.body.as_ref(), "body")?,
            picture: optional(self.picture.as_ref(), "picture", Picture::to_domain)?,
            priority: self.priority.map_or(notice::Priority::Normal, notice::Priority::from),
            shown: window(self.shown.as_ref(), known)?,
            hours,
        })
    }
}

impl Voice {
    /// # Errors
    /// At the first value that cannot be, with its place.
    pub fn to_domain(&self, known: Known<'_>) -> Result<notice::Voice, Fault> {
        Ok(notice::Voice {
            id: id(&self.id)?,
            sentence: full_text(&self.sentence, "sentence")?,
            role: some_text(self.role.as_ref(), "role")?,
            shown: window(self.shown.as_ref(), known)?,
        })
    }
}

/// What an emergency message is to a sign.
impl Emergency {
    /// Reads the message as a notice to be shown. Whether it is to be shown (status, type) is the
    /// caller's to ask first.
    ///
    /// # Errors
    /// When the message has no `expires`, or nothing to show, or a value that cannot be.
    pub fn to_domain(&self, known: Known<'_>) -> Result<notice::Emergency, Fault> {
        let at = |value: &Moment| moment(value, known).map(|zoned| zoned.timestamp());
        if self.identifier.trim().is_empty() {
            return Err(Fault::missing("identifier"));
        }
        let status = match self.status {
            AlertStatus::Actual => notice::AlertStatus::Actual,
            AlertStatus::Exercise => notice::AlertStatus::Exercise,
            AlertStatus::System | AlertStatus::Test | AlertStatus::Draft => {
                return Err(Fault::wrong("A message of this status is not for the public.").at("status"));
            }
        };
        let infos = self.info.iter().enumerate();
        let infos = infos.map(|(i, info)| info.to_domain().map_err(|fault| fault.in_row(i).at("info")));
        let infos: Vec<_> = infos.collect::<Result<_, _>>()?;
        if infos.is_empty() {
            return Err(Fault::missing("info"));
        }
        Ok(notice::Emergency {
            identifier: self.identifier.clone(),
            sent: self.sent_at(known)?,
            status,
            effective: optional(self.effective.as_ref(), "effective", at)?,
            expires: at(required(&self.expires, "expires")?).map_err(|fault| fault.at("expires"))?,
            infos,
        })
    }

    /// # Errors
    /// When `sent` is not a moment.
    pub fn sent_at(&self, known: Known<'_>) -> Result<Timestamp, Fault> {
        moment(&self.sent, known).map(|zoned| zoned.timestamp()).map_err(|fault| fault.at("sent"))
    }
}

impl Info {
    fn to_domain(&self) -> Result<notice::AlertInfo, Fault> {
        // CAP writes languages with their country (RFC 3066); the sign has them without.
        let lang = match self.language.as_deref() {
            None | Some("ja-JP") => Lang::JA,
            Some("en-US" | "en-GB") => Lang::EN,
            Some("zh" | "zh-CN" | "zh-Hans-CN") => Lang::ZH_HANS,
            Some("ko-KR") => Lang::KO,
            Some(name) => Lang::parse(name).ok_or_else(|| {
                Fault::wrong("This is not the name of a language, such as ja, ja-easy or en.").at("language")
            })?,
        };
        if [&self.headline, &self.description, &self.instruction].iter().all(|text| text.trim().is_empty()) {
            return Err(Fault::missing("headline"));
        }
        Ok(notice::AlertInfo {
            lang,
            headline: self.headline.clone(),
            description: self.description.clone(),
            instruction: self.instruction.clone(),
        })
    }
}
