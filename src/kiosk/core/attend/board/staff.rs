//! What staff read in their corner.

use super::super::errand::Step;
use super::super::{Desk, Kiosk, Now};
use super::{big, row};
use crate::domain::attendance::Way;
use crate::domain::meeting::Meeting;
use crate::domain::text::Phrase;
use crate::view::reader::{Reader, headline};
use crate::view::words::{Arg, Say};
use crate::view::{Article, Lit, Row, Sign, dates, slides};

impl Kiosk {
    pub(super) fn staff_board(&self, reader: &Reader, step: Step, now: Now) -> Article {
        let say = |key| reader.say(key);
        let mut article =
            Article { ring: vec![big(say(Say::CornerShort))], lit: Lit::All, ..Article::default() };
        match step {
            Step::Pin => {
                let typed = self.visit.errand.digits.chars().count();
                article.kicker = Some(say(Say::PinHeading));
                article.title =
                    Some(Phrase::plain("●".repeat(typed) + &"・".repeat(4_usize.saturating_sub(typed))));
                article.paragraphs = vec![say(Say::PinSentence)];
            }
            Step::Corner => {
                article.title = Some(say(Say::CornerHeading));
                article.rows =
                    self.counted_today(now).iter().map(|meeting| self.counts_row(reader, meeting)).collect();
                if article.rows.is_empty() {
                    article.paragraphs.push(say(Say::NothingToday));
                }
            }
            Step::Status => {
                article.title = Some(say(Say::Status));
                article.rows = self.status_rows(reader, now);
            }
            Step::WhichCount => {
                article.kicker = self.about(reader, Say::AboutMeeting);
                article.title = Some(say(Say::WhichCountHeading));
            }
            Step::Count => {
                let (counted, by) = (self.counted(), self.visit.errand.by);
                let after = i64::from(counted) + i64::from(by);
                let name = self.visit.errand.count.map(|count| say(Say::counted(count))).unwrap_or_default();
                article.kicker = Some(name);
                let args: [(&str, Arg); 2] = [("from", i64::from(counted).into()), ("to", after.into())];
                article.title = Some(reader.words.say_with(Say::CountFromTo, &args));
                article.paragraphs = vec![say(Say::CountSentence)];
            }
            Step::Reason
            | Step::How
            | Step::Who
            | Step::Kind
            | Step::People
            | Step::Alike
            | Step::Confirm
            | Step::Thanks
            | Step::Sorry
            | Step::Reception
            | Step::Which
            | Step::Number
            | Step::Receipt
            | Step::ChangeWay
            | Step::HowWasToday => {
                article.title = Some(say(Say::ReasonHeading));
                article.paragraphs = vec![say(Say::CountSentence)];
            }
        }
        article
    }

    fn counts_row(&self, reader: &Reader, meeting: &Meeting) -> Row {
        let tally = self.book(&meeting.id).tally(meeting.capacity);
        let (_, title) = headline(reader, meeting);
        let number = |people: u32| Arg::from(i64::from(people));
        let of = |way| tally.registered.get(&way).copied().unwrap_or_default();
        let waiting = tally.waiting.values().sum::<u32>();
        let came = reader.words.say_with(
            Say::CountsCame,
            &[("came", number(tally.came)), ("walk-in", number(tally.arrivals.walk_in))],
        );
        let registered = reader.words.say_with(
            Say::CountsRegistered,
            &[
                ("venue", number(of(Way::Venue))),
                ("online", number(of(Way::Online))),
                ("open", number(of(Way::Open))),
                ("waiting", number(waiting)),
            ],
        );
        Row { sign: Sign::Settled, head: reader.words.one_line(&title), lines: vec![came, registered] }
    }

    fn status_rows(&self, reader: &Reader, now: Now) -> Vec<Row> {
        let say = |key| reader.say(key);
        let desk = match &self.attendance.desk {
            Desk::Open(_) => row(Sign::Settled, say(Say::DeskOpen)),
            Desk::Off => row(Sign::Open, say(Say::DeskClosed)),
            Desk::Closed(why) => {
                Row { sign: Sign::Open, head: say(Say::DeskClosed), lines: vec![Phrase::plain(why.clone())] }
            }
        };
        let outbox = self.attendance.office.outbox;
        let number = |count: u64| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
        let waiting = reader.words.say_with(
            Say::OutboxState,
            &[("waiting", number(outbox.waiting)), ("parked", number(outbox.parked))],
        );
        let pairing = self.pairing().map(|pairing| Row {
            sign: Sign::Info,
            head: say(Say::PairingHeading),
            lines: vec![
                pairing
                    .code
                    .as_deref()
                    .map_or_else(|| say(Say::PairingSoon), |code| Phrase::plain(slides::digits_in_two(code))),
                reader.labelled(Say::HubAddress, &pairing.address),
            ],
        });
        let mut rows = vec![desk, row(if outbox.parked == 0 { Sign::Settled } else { Sign::Info }, waiting)];
        rows.extend(pairing);
        for source in &self.attendance.office.sources {
            let moment = source.confirmed.map(|at| {
                let at = at.to_zoned(self.programme.zone.clone());
                let moment = dates::moment(reader.words, &at, self.zoned(now).date());
                reader.words.say_with(Say::LastUpdated, &[("moment", (&moment).into())])
            });
            let lines = moment.into_iter().chain(source.failing.then(|| say(Say::SourceFailing))).collect();
            let sign = if source.failing { Sign::Open } else { Sign::Settled };
            rows.push(Row { sign, head: Phrase::plain(source.name.clone()), lines });
        }
        rows
    }
}
