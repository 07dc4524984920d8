//! Everything a screen can show.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::meeting::{Contact, Meeting, Page};
use super::notice::{Emergency, Notice, Theme, Voice};
use super::quiet::Quiet;
use super::readings::Readings;
use super::text::Text;
use super::wording::Wordings;

/// A group in which attendance is reported (区分), in the ward's own words: data, not an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub id: String,
    pub name: Text,
    /// What the word means, as a second line.
    pub hint: Option<Text>,
    pub subs: Vec<SubCategory>,
    /// Whether the sub-categories add up to the whole (the kinds of 支援関係者) or only pick some
    /// out of it (うち学生).
    pub division: Division,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    Complete,
    OfWhich,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubCategory {
    pub id: String,
    pub name: Text,
}

/// Everything a screen can show, from one source or merged from several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// The zone in which days begin and end.
    pub zone: TimeZone,
    /// The name of the place, beside the mark.
    pub name: Option<Text>,
    /// What stands there when nothing is planned.
    pub welcome: Option<Text>,
    /// Where staff are, for the screen "call staff".
    pub staff_place: Option<Text>,
    pub page: Option<Page>,
    pub contact: Option<Contact>,
    pub meetings: Vec<Meeting>,
    pub themes: Vec<Theme>,
    pub notices: Vec<Notice>,
    pub voices: Vec<Voice>,
    pub emergencies: Vec<Emergency>,
    pub categories: Vec<Category>,
    /// Words of the screen itself that the place says in its own way.
    pub texts: Wordings,
    /// Quiet hours, in the place of those in the settings; nothing leaves those.
    pub quiet: Option<Vec<Quiet>>,
    /// How the place wants words to be read.
    pub readings: Readings,
}

impl Programme {
    pub fn empty(zone: TimeZone) -> Programme {
        Programme {
            zone,
            name: None,
            welcome: None,
            staff_place: None,
            page: None,
            contact: None,
            meetings: Vec::new(),
            themes: Vec::new(),
            notices: Vec::new(),
            voices: Vec::new(),
            emergencies: Vec::new(),
            categories: Vec::new(),
            texts: Wordings::default(),
            quiet: None,
            readings: Readings::default(),
        }
    }

    /// One programme of several sources. Lists are put one behind the other, and what there is
    /// one of comes from the first source that has it. A meeting whose id an earlier source has
    /// already used is the same meeting: the first stands, and so it is with the reading of a word.
    pub fn merged(zone: TimeZone, parts: impl IntoIterator<Item = Programme>) -> Programme {
        let mut whole = Programme::empty(zone);
        let mut ids = std::collections::HashSet::new();
        for part in parts {
            whole.name = whole.name.or(part.name);
            whole.welcome = whole.welcome.or(part.welcome);
            whole.staff_place = whole.staff_place.or(part.staff_place);
            whole.page = whole.page.or(part.page);
            whole.contact = whole.contact.or(part.contact);
            whole.meetings.extend(part.meetings.into_iter().filter(|meeting| ids.insert(meeting.id.clone())));
            whole.themes.extend(part.themes);
            whole.notices.extend(part.notices);
            whole.voices.extend(part.voices);
            whole.emergencies.extend(part.emergencies);
            if whole.categories.is_empty() {
                whole.categories = part.categories;
            }
            if whole.texts.is_empty() {
                whole.texts = part.texts;
            }
            whole.quiet = whole.quiet.or(part.quiet);
            whole.readings.add_missing(part.readings);
        }
        whole.sort();
        whole
    }

    /// Brings meetings into the order of time; what has no day yet follows by month, the undecided
    /// come last. Equal times keep the order of their source.
    pub fn sort(&mut self) {
        let zone = self.zone.clone();
        self.meetings.sort_by_cached_key(|meeting| meeting.when.starts_at(&zone).unwrap_or(Timestamp::MAX));
    }

    /// Every text that a visitor reads, to be worked over: what stands on slides, in details, at the counter.
    /// What pictures show is only heard, and emergencies are letters in one language each.
    pub fn each_text(&mut self, work: &mut dyn FnMut(&mut Text)) {
        let contact = |contact: &mut Option<Contact>, work: &mut dyn FnMut(&mut Text)| {
            if let Some(contact) = contact {
                work(&mut contact.office);
            }
        };
        [&mut self.name, &mut self.welcome, &mut self.staff_place].into_iter().flatten().for_each(&mut *work);
        contact(&mut self.contact, work);
        for meeting in &mut self.meetings {
            work(&mut meeting.title);
            if let Some(series) = &mut meeting.series {
                work(&mut series.name);
            }
            let Meeting { theme, place, description, who, .. } = meeting;
            [theme, place, description, who].into_iter().flatten().for_each(&mut *work);
            contact(&mut meeting.contact, work);
        }
        for theme in &mut self.themes {
            work(&mut theme.title);
            theme.body.iter_mut().for_each(&mut *work);
        }
        for notice in &mut self.notices {
            work(&mut notice.title);
            notice.body.iter_mut().for_each(&mut *work);
        }
        for voice in &mut self.voices {
            work(&mut voice.sentence);
            voice.role.iter_mut().for_each(&mut *work);
        }
        for category in &mut self.categories {
            work(&mut category.name);
            category.hint.iter_mut().for_each(&mut *work);
            category.subs.iter_mut().for_each(|sub| work(&mut sub.name));
        }
        self.texts.each_text(work);
    }

    /// The pictures that it names, by their sources.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        let notices = self.notices.iter().filter_map(|notice| notice.picture.as_ref());
        let themes = self.themes.iter().filter_map(|theme| theme.picture.as_ref());
        let meetings = self.meetings.iter().filter_map(|meeting| meeting.picture.as_ref());
        notices.chain(themes).chain(meetings).map(|picture| picture.source.as_str())
    }

    /// The emergency that holds the whole sign now: the one sent last.
    pub fn emergency(&self, now: Timestamp) -> Option<&Emergency> {
        self.emergencies.iter().filter(|alert| alert.is_shown(now)).max_by_key(|alert| alert.sent)
    }
}
