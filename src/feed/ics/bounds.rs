//! What nobody who keeps a schedule is asked to keep: events that come every hour, and more times of rules than
//! anybody looks after. Only where a file is taken in; a sign shows whatever a calendar has.

use super::super::ProblemKind;
use super::event::Event;
use super::expand;
use super::series::{Keep, Planner};

/// So many times of rules that no row can say are kept of one file: more would be no schedule that anybody
/// looks after.
const KEPT_OCCURRENCES: usize = 2000;

impl Planner<'_> {
    /// Whether somebody who keeps a schedule is asked to keep an event that comes every hour: that is no
    /// meeting, and a row of each time would bury all others.
    pub fn is_too_often(&mut self, master: &Event) -> bool {
        let is_kept = self.keep == Keep::Rows;
        let is_too_often = is_kept && master.rules.iter().any(expand::is_more_than_daily);
        if is_too_often {
            self.notes.add(
                Some(master.rule_line),
                "RRULE",
                ProblemKind::SeveralADay,
                "The event comes more often than once a day. It was left out.",
            );
        }
        is_too_often
    }

    /// Of what is kept time by time, only the first times are kept in the end.
    pub fn bound(&mut self, master: &Event, before: usize) {
        let repeats = !master.rules.is_empty() || !master.dates.is_empty();
        if self.keep != Keep::Rows || !repeats {
            return;
        }
        let left = KEPT_OCCURRENCES.saturating_sub(self.laid_out);
        if self.meetings.len() - before > left {
            self.meetings.truncate(before + left);
            self.notes.add(
                Some(master.rule_line),
                "RRULE",
                ProblemKind::TooOften,
                format!(
                    "The rules of this calendar have too many times. The first {left} of this one are kept."
                ),
            );
        }
        self.laid_out += self.meetings.len() - before;
    }
}
