//! What an event says besides its time, where it does not say all of it itself: from its series, or that it has
//! no title yet.

use super::super::ProblemKind;
use super::event::{Event, Face};
use super::series::{Planner, Series};
use crate::domain::text::{Lang, Phrase, Text};

impl Planner<'_> {
    /// What an event says, with a title in any case.
    pub fn titled(&mut self, event: &Event, series: Option<&Series<'_>>) -> Face {
        let mut face = inherited(event, series);
        if face.title.is_empty() {
            self.notes.add(
                Some(event.line),
                "SUMMARY",
                ProblemKind::Untitled,
                "The event has no title. It is shown with \"題名は これから\" (title to follow).",
            );
            face.title = to_follow();
        } else if face.title.langs().count() == 1
            && let Some(said) = face.title.get(Lang::JA)
            && to_follow().langs().any(|lang| to_follow().get(lang) == Some(said))
        {
            // What goes out says one of the two, and comes back as both.
            face.title = to_follow();
        }
        face
    }
}

/// The title of what has none yet.
fn to_follow() -> Text {
    let mut title = Text::ja("題名は これから");
    title.set(Lang::EN, Phrase::plain("Title to follow"));
    title
}

/// What a changed occurrence does not say, its series says.
pub fn inherited(event: &Event, series: Option<&Series<'_>>) -> Face {
    let mut face = event.face.clone();
    if let Some(series) = series {
        if face.title.is_empty() {
            face.title = series.face.title.clone();
        }
        if face.cancelled {
            face.place = face.place.or_else(|| series.face.place.clone());
            face.description = face.description.or_else(|| series.face.description.clone());
            face.page = face.page.or_else(|| series.face.page.clone());
            face.mode = face.mode.or(series.face.mode);
        }
    }
    face
}
