//! The words of a report. They are for staff, at a terminal, on a page and in a newsletter, never on
//! the sign, whose words are in `ui/lang/`.

use crate::domain::attendance::{Feeling, Flag, Way};
use crate::domain::meeting::Capacity;
use crate::domain::report::{ArrivedBy, Difference, Label, Line, People, Remark, Report, Subject, Threshold};
use crate::domain::text::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// In which language a report is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Ja,
    En,
}

/// Says everything that stands in a report in one language.
pub struct Words {
    language: Language,
    zone: TimeZone,
}

impl Words {
    pub fn of(language: Language, zone: &TimeZone) -> Words {
        Words { language, zone: zone.clone() }
    }

    pub fn lang(&self) -> Lang {
        match self.language {
            Language::Ja => Lang::JA,
            Language::En => Lang::EN,
        }
    }

    /// One of two wordings.
    pub fn pick<'t>(&self, ja: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Ja => ja,
            Language::En => en,
        }
    }

    pub fn subject(&self, subject: Subject) -> &'static str {
        match subject {
            Subject::Came => self.pick("参加者", "Took part"),
            Subject::Registered => self.pick("申し込み", "Registered beforehand"),
            Subject::RegisteredAs => self.pick("申し込んだ人の区分", "As what they registered"),
            Subject::Waiting => self.pick("空き待ち", "Waiting for a seat"),
            Subject::TakenBack => self.pick("申し込みの取り消し", "Registered and took it back"),
            Subject::CameBy => self.pick("受付のしかた", "How they came"),
            Subject::CameAs => self.pick("参加者の区分", "As what they took part"),
            Subject::Felt => self.pick("きょうは どうでしたか", "How was today?"),
            Subject::CameAt => {
                self.pick("受付の時間（15分ごと）", "When they came, by the quarter of an hour")
            }
        }
    }

    /// A name of the programme is given as it is; any other label in the words of this table.
    /// `times` is of the whole table, so that a day is named where there are several.
    pub fn label(&self, label: &Label, times: Times) -> String {
        let word = match label {
            Label::Category { name, .. } => return name.phrase(self.lang()).text(),
            Label::At(at) => return self.time(*at, times),
            Label::Way(Way::Venue) => self.pick("会場", "at the venue"),
            Label::Way(Way::Online) => self.pick("オンライン", "online"),
            Label::Way(Way::Open) => self.pick("まだ決めていない", "not decided yet"),
            Label::NoSub => self.pick("内訳を答えていない", "did not say which"),
            Label::NotSaid => self.pick("答えていない", "did not say"),
            Label::Corrected => self.pick("職員の訂正", "corrected by staff"),
            Label::Arrival(ArrivedBy::Receipt) => self.pick("受付番号", "with a receipt"),
            Label::Arrival(ArrivedBy::WithoutReceipt) => {
                self.pick("申し込み済み、受付番号なし", "registered, without a receipt")
            }
            Label::Arrival(ArrivedBy::WalkIn) => self.pick("当日参加", "walk-in"),
            Label::Arrival(ArrivedBy::Paper) => self.pick("紙の記録", "from a list on paper"),
            Label::Feeling(Feeling::Relieved) => self.pick("ほっとした", "relieved"),
            Label::Feeling(Feeling::Enjoyed) => self.pick("たのしかった", "enjoyed it"),
            Label::Feeling(Feeling::Ordinary) => self.pick("ふつう", "ordinary"),
            Label::Feeling(Feeling::Tired) => self.pick("つかれた", "tired"),
            Label::Feeling(Feeling::Unsettled) => self.pick("もやもやする", "unsettled"),
            Label::AtUnknown => self.pick("時間がわからない", "time not known"),
        };
        word.to_owned()
    }

    fn time(&self, at: Timestamp, times: Times) -> String {
        let form = match (times, self.language) {
            (Times::OneDay, Language::Ja) => "%H:%Mから",
            (Times::OneDay, Language::En) => "from %H:%M",
            (Times::Days, Language::Ja) => "%Y-%m-%d %H:%Mから",
            (Times::Days, Language::En) => "%Y-%m-%d from %H:%M",
        };
        at.to_zoned(self.zone.clone()).strftime(form).to_string()
    }

    /// The times of a report, by this place's calendar.
    pub fn times(&self, report: &Report) -> Times {
        let lines = report.table(Subject::CameAt).into_iter().flat_map(|table| &table.split.lines);
        let mut first = None;
        for line in lines {
            if let Label::At(at) = line.label {
                let day = at.to_zoned(self.zone.clone()).date();
                if *first.get_or_insert(day) != day {
                    return Times::Days;
                }
            }
        }
        Times::OneDay
    }

    /// A number with its unit: people, or for words given just how many.
    pub fn count(&self, subject: Subject, count: i64) -> String {
        match (self.language, subject) {
            (Language::Ja, Subject::Felt) => format!("{count}件"),
            (Language::Ja, _) => format!("{count}名"),
            (Language::En, _) => count.to_string(),
        }
    }

    /// The number of a line: of a correction, whether it added or took away.
    pub fn of_line(&self, subject: Subject, line: &Line) -> String {
        let sign = if line.label == Label::Corrected && line.people > 0 { "+" } else { "" };
        format!("{sign}{}", self.count(subject, line.people))
    }

    pub fn people(&self, subject: Subject, people: People) -> String {
        match (people, self.language) {
            (People::Told(people), _) => self.count(subject, people),
            (People::FewerThan(threshold), Language::Ja) => {
                format!("{}より少ない", self.count(subject, i64::from(threshold.people())))
            }
            (People::FewerThan(threshold), Language::En) => format!("fewer than {}", threshold.people()),
        }
    }

    /// A name and its number on a line of their own.
    pub fn named(&self, name: &str, number: &str) -> String {
        match self.language {
            Language::Ja => format!("{name}　{number}"),
            Language::En => format!("{name}: {number}"),
        }
    }

    /// Something with more about it in brackets; alone where there is no more.
    pub fn with(&self, text: &str, more: &str) -> String {
        match self.language {
            _ if more.is_empty() => text.to_owned(),
            Language::Ja => format!("{text}（{more}）"),
            Language::En => format!("{text} ({more})"),
        }
    }

    /// Several things in one line.
    pub fn list(&self, parts: &[String]) -> String {
        parts.join(self.pick("、", ", "))
    }

    /// A meeting and its theme.
    pub fn themed(&self, title: &str, theme: &str) -> String {
        match self.language {
            Language::Ja => format!("{title}「{theme}」"),
            Language::En => format!("{title}: {theme}"),
        }
    }

    /// Several lines told as one.
    pub fn merged(&self) -> &'static str {
        self.pick("その他（まとめて）", "all others together")
    }

    /// No line is told.
    pub fn untold(&self) -> &'static str {
        self.pick(
            "少ない人数がわかってしまうため、内訳は出しません",
            "not told further: small numbers would show",
        )
    }

    pub fn of_which(&self, label: &str) -> String {
        match self.language {
            Language::Ja => format!("うち{label}"),
            Language::En => format!("of which {label}"),
        }
    }

    /// What a public report says of itself.
    pub fn is_public(&self, threshold: Threshold) -> String {
        let least = threshold.people();
        match self.language {
            Language::Ja => format!("公開用。{least}名より少ない人数は、わからないようにしてあります。"),
            Language::En => format!("For the public: no number of people below {least} can be read from it."),
        }
    }

    pub fn called_off(&self) -> &'static str {
        self.pick("中止", "called off")
    }

    /// How many there is room for, where there is a limit.
    pub fn capacity(&self, capacity: Capacity) -> Option<String> {
        let ways = [(Way::Online, capacity.online), (Way::Venue, capacity.venue)];
        let parts: Vec<String> = ways
            .into_iter()
            .filter_map(|(way, seats)| {
                let seats = self.count(Subject::Registered, i64::from(seats?));
                Some(format!("{} {seats}", self.label(&Label::Way(way), Times::OneDay)))
            })
            .collect();
        let name = self.pick("定員", "Room for");
        (!parts.is_empty()).then(|| self.named(name, &self.list(&parts)))
    }

    /// The head of a table for a spreadsheet.
    pub fn columns(&self) -> [&'static str; 6] {
        match self.language {
            Language::Ja => ["会", "日時", "表", "区分", "内訳", "人数"],
            Language::En => ["meeting", "when", "table", "line", "part", "people"],
        }
    }

    /// In the place of a table, what is to be said of the whole.
    pub fn note(&self) -> &'static str {
        self.pick("注意", "note")
    }

    pub fn sums_agree(&self) -> &'static str {
        self.pick("合計を確かめました。どの表も合っています。", "The sums were checked: every table adds up.")
    }

    pub fn difference(&self, difference: &Difference) -> String {
        let (lines, people) = (difference.lines, difference.people);
        let mut table = self.subject(difference.subject).to_owned();
        if let Some(line) = &difference.line {
            table = format!("{table}, {}", self.label(line, Times::Days));
        }
        match self.language {
            Language::Ja => {
                format!("合計が合いません。「{table}」の行を足すと{lines}名ですが、全体は{people}名です。")
            }
            Language::En => {
                format!("Does not add up: the lines of \"{table}\" make {lines}, but the whole is {people}.")
            }
        }
    }

    pub fn remark(&self, remark: &Remark) -> String {
        match (self.language, remark) {
            (Language::Ja, Remark::Flag(flag)) => flag_ja(*flag),
            (Language::En, Remark::Flag(flag)) => flag_en(*flag),
            (Language::Ja, Remark::UnknownCategory { id }) => {
                format!("記録にある区分「{id}」の名前がわかりません。番組の categories にないためです。")
            }
            (Language::En, Remark::UnknownCategory { id }) => {
                format!("Records name the category \"{id}\", which is not among the programme's categories.")
            }
        }
    }
}

/// Whether the times of a table lie on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    OneDay,
    Days,
}

fn flag_ja(flag: Flag) -> String {
    match flag {
        Flag::OverCapacity { came, capacity } => {
            format!("会場の定員{capacity}名より多い{came}名が参加しました。")
        }
        Flag::UnsureClock { records } => {
            format!("受付のうち{records}件は、時計が正しいかわからないときの記録です。時間の表では「時間がわからない」に入ります。")
        }
        Flag::CountedOnce { people } => {
            format!("同じ受付番号が二回以上使われました。{people}名分は、重ねて数えていません。")
        }
        Flag::UnknownRegistration { people } => {
            format!("{people}名は、ここに申し込みの記録がない受付番号で来ました。参加者に数えています。")
        }
        Flag::BelowNought => {
            "訂正で引いた人数が、もとの人数より多くなっています。0名として数えました。訂正を見直してください。".to_owned()
        }
    }
}

fn flag_en(flag: Flag) -> String {
    match flag {
        Flag::OverCapacity { came, capacity } => {
            format!("{came} took part; the venue has room for {capacity}.")
        }
        Flag::UnsureClock { records } => {
            format!("Check-ins recorded while the clock could not be believed: {records}. Their time is not known.")
        }
        Flag::CountedOnce { people } => {
            format!("A receipt was used more than once. People counted only once: {people}.")
        }
        Flag::UnknownRegistration { people } => {
            format!("People who came with a receipt of which no registration is recorded here: {people}. They are counted.")
        }
        Flag::BelowNought => {
            "Corrections took away more people than there were; that counts as 0. Look at the corrections again.".to_owned()
        }
    }
}
