//! A programme is shown whole: a new one waits for its pictures behind the curtain, but not for ever, and no
//! emergency waits with it.

use jiff::Timestamp;

use crate::domain::programme::Programme;

/// A programme, and when its oldest part was last confirmed.
pub(super) type Told = (Box<Programme>, Option<Timestamp>);

/// What shows, and what is to show next.
pub(super) struct Curtain {
    shown: Box<Programme>,
    coming: Option<Told>,
}

impl Curtain {
    /// What is on the screen already.
    pub fn before(shown: Programme) -> Curtain {
        Curtain { shown: Box::new(shown), coming: None }
    }

    /// A new programme has come; what is to be shown at once. `settled` says of a picture that it is here or that
    /// it was tried in vain: then its slide stands with its text.
    pub fn comes(&mut self, (programme, confirmed): Told, settled: impl Fn(&str) -> bool) -> Option<Told> {
        // Where nothing shows yet, something is better than nothing.
        if is_bare(&self.shown) || is_settled(&programme, settled) {
            return Some(self.show((programme, confirmed)));
        }
        let is_urgent = programme.emergencies != self.shown.emergencies;
        if is_urgent {
            self.shown.emergencies.clone_from(&programme.emergencies);
        }
        self.coming = Some((programme, confirmed));
        is_urgent.then(|| (self.shown.clone(), confirmed))
    }

    /// Another picture has come or was tried; what is to be shown now.
    pub fn settles(&mut self, settled: impl Fn(&str) -> bool) -> Option<Told> {
        let coming = self.coming.take_if(|(programme, _)| is_settled(programme, settled))?;
        Some(self.show(coming))
    }

    /// It has waited long enough: it is shown with what there is.
    pub fn opens(&mut self) -> Option<Told> {
        let coming = self.coming.take()?;
        Some(self.show(coming))
    }

    pub fn waits(&self) -> bool {
        self.coming.is_some()
    }

    /// The pictures that the newest programme names.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.coming.as_ref().map_or(&self.shown, |(programme, _)| programme).pictures()
    }

    fn show(&mut self, (programme, confirmed): Told) -> Told {
        self.shown.clone_from(&programme);
        self.coming = None;
        (programme, confirmed)
    }
}

fn is_settled(programme: &Programme, settled: impl Fn(&str) -> bool) -> bool {
    programme.pictures().all(|name| name.is_empty() || settled(name))
}

fn is_bare(programme: &Programme) -> bool {
    programme.meetings.is_empty()
        && programme.themes.is_empty()
        && programme.notices.is_empty()
        && programme.voices.is_empty()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::feed::{Format, Span, read};

    fn programme(notices: &[(&str, &str)], emergency: &str) -> Box<Programme> {
        let notice = |(id, picture): &(&str, &str)| {
            format!(
                r#"{{"id": "{id}", "title": "{id}", "body": "{id}",
                    "shown": {{"from": "2026-01-01", "until": "2027-12-31"}},
                    "picture": {{"source": "{picture}", "alt": "{id}"}} }}"#
            )
        };
        let notices: Vec<String> = notices.iter().map(notice).collect();
        let text = format!(
            r#"{{"format": "hiroba-programme", "version": 1, "meetings": [], "notices": [{}], "emergencies": [{emergency}]}}"#,
            notices.join(",")
        );
        let day = "2026-12-04".parse().unwrap();
        let reading = read(
            Some(Format::Json),
            text.as_bytes(),
            Span { today: day, from: day, to: day },
            &TimeZone::UTC,
        );
        let reading = reading.unwrap();
        assert_eq!(reading.problems.len(), 0, "{:?}", reading.problems);
        Box::new(reading.programme)
    }

    const FIRE: &str = r#"{"identifier": "fire", "status": "Actual", "sent": "2026-12-04T10:00:00+09:00",
        "expires": "2026-12-04T12:00:00+09:00", "info": [{"headline": "火事です"}]}"#;

    fn ids(told: &Option<Told>) -> Option<Vec<&str>> {
        let (programme, _) = told.as_ref()?;
        Some(programme.notices.iter().map(|notice| notice.id.as_str()).collect())
    }

    #[test]
    fn a_programme_waits_until_its_pictures_are_here_or_were_tried() {
        let mut curtain = Curtain::before(*programme(&[("a", "a.png")], ""));
        let told = curtain.comes((programme(&[("b", "b.png"), ("c", "c.png")], ""), None), |_| false);
        assert!(told.is_none() && curtain.waits());
        assert_eq!(curtain.pictures().collect::<Vec<_>>(), ["b.png", "c.png"]);
        assert!(curtain.settles(|name| name == "b.png").is_none());
        assert_eq!(ids(&curtain.settles(|_| true)), Some(vec!["b", "c"]));
        assert!(!curtain.waits() && curtain.settles(|_| true).is_none(), "once");
        assert_eq!(curtain.pictures().collect::<Vec<_>>(), ["b.png", "c.png"]);
    }

    #[test]
    fn a_programme_whose_pictures_are_here_does_not_wait_and_overtakes_one_that_does() {
        let mut curtain = Curtain::before(*programme(&[("a", "a.png")], ""));
        assert!(curtain.comes((programme(&[("b", "b.png")], ""), None), |_| false).is_none());
        let told = curtain.comes((programme(&[("c", "a.png")], ""), None), |name| name == "a.png");
        assert_eq!(ids(&told), Some(vec!["c"]));
        assert!(curtain.opens().is_none(), "what was overtaken never shows");
    }

    #[test]
    fn a_picture_that_never_comes_holds_nothing_for_ever() {
        let mut curtain = Curtain::before(*programme(&[("a", "a.png")], ""));
        assert!(curtain.comes((programme(&[("b", "b.png")], ""), None), |_| false).is_none());
        assert_eq!(ids(&curtain.opens()), Some(vec!["b"]));
    }

    #[test]
    fn an_emergency_is_shown_at_once_and_so_is_its_end() {
        let mut curtain = Curtain::before(*programme(&[("a", "a.png")], ""));
        let told = curtain.comes((programme(&[("b", "b.png")], FIRE), None), |_| false);
        assert_eq!(ids(&told), Some(vec!["a"]), "with the slides that are whole");
        assert_eq!(told.unwrap().0.emergencies.len(), 1);
        let told = curtain.comes((programme(&[("b", "b.png")], FIRE), None), |_| false);
        assert!(told.is_none(), "it is there already");
        let told = curtain.comes((programme(&[("b", "b.png")], ""), None), |_| false);
        assert_eq!(ids(&told), Some(vec!["a"]));
        assert_eq!(told.unwrap().0.emergencies.len(), 0);
        assert_eq!(ids(&curtain.settles(|_| true)), Some(vec!["b"]));
    }

    #[test]
    fn where_nothing_shows_yet_nothing_is_waited_for() {
        let mut curtain = Curtain::before(Programme::empty(TimeZone::UTC));
        let told = curtain.comes((programme(&[("b", "b.png")], ""), None), |_| false);
        assert_eq!(ids(&told), Some(vec!["b"]));
    }
}
