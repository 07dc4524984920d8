//! Something in a source that is not as it should be, and what was done about it.

/// One such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line of the source, counted from 1, where it is known.
    pub line: Option<u32>,
    /// Column of the CSV, property of the calendar, or path in the JSON ("meetings[2].when.start").
    pub field: Option<String>,
    /// What it is, for whoever says it in words of their own.
    pub kind: ProblemKind,
    /// What is wrong, and what was done: whole sentences in English, for logs and the command line.
    pub message: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// The kinds there are, each with what was done about it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemKind {
            $($(#[$doc])* $name,)+
        }

        impl ProblemKind {
            pub const ALL: &[ProblemKind] = &[$(ProblemKind::$name,)+];

            /// Its name, for words and for what is kept.
            pub fn key(self) -> &'static str {
                match self {
                    $(ProblemKind::$name => $key,)+
                }
            }
        }
    };
}

kinds! {
    /// Characters that cannot be read; � stands in their places.
    BrokenCharacters = "broken-characters",
    /// Saved as something else than UTF-8, and read as that.
    OtherEncoding = "other-encoding",
    // Of tables.
    UnknownColumn = "unknown-column",
    /// Quotation marks are not in pairs; the row ends with its line.
    QuotationMarks = "quotation-marks",
    RowTwice = "row-twice",
    TooFewCells = "too-few-cells",
    TooManyCells = "too-many-cells",
    /// A row without a name, left out.
    NoName = "no-name",
    /// The meeting is shown as not yet decided, with the text.
    DayAsText = "day-as-text",
    /// Of several days one was left.
    OneDay = "one-day",
    EndWithoutStart = "end-without-start",
    EndLeftOut = "end-left-out",
    TimeLeftOut = "time-left-out",
    NoNumber = "no-number",
    /// One number for venue and online, left out.
    NumberUndivided = "number-undivided",
    DayLeftOut = "day-left-out",
    /// Not a web address, left out.
    AddressLeftOut = "address-left-out",
    // Of programmes.
    /// Nobody knows the field; passed over.
    UnknownField = "unknown-field",
    /// A known field where it means nothing; passed over.
    FieldOutOfPlace = "field-out-of-place",
    FieldTwice = "field-twice",
    NoFormat = "no-format",
    OtherVersion = "other-version",
    Nameless = "nameless",
    NotAList = "not-a-list",
    /// A value that cannot be, left out.
    ValueLeftOut = "value-left-out",
    /// Something that has to be there, left out with what it belongs to.
    MissingLeftOut = "missing-left-out",
    /// Left out as a whole.
    RowLeftOut = "row-left-out",
    IdTwice = "id-twice",
    /// A text is longer than a form takes; the row is left out.
    TooLong = "too-long",
    NoAlternative = "no-alternative",
    TelephoneOnly = "telephone-only",
    /// An emergency message that does not say all it should.
    Emergency = "emergency",
    // Of calendars.
    UidTwice = "uid-twice",
    NoUid = "no-uid",
    ChangedAndDeleted = "changed-and-deleted",
    TooOften = "too-often",
    /// Its rule has it come more often than once a day; the event is left out.
    SeveralADay = "several-a-day",
    Untitled = "untitled",
    DaysNeverCome = "days-never-come",
    /// Only its first time is shown.
    RuleUnread = "rule-unread",
    /// Its times were taken in another zone.
    UnknownZone = "unknown-zone",
    EventUnread = "event-unread",
    Private = "private",
    NoBeginning = "no-beginning",
    StrayLine = "stray-line",
    NeverEnded = "never-ended",
    /// More meetings than can be shown.
    TooMany = "too-many",
    /// In a list that was kept on paper.
    OnPaper = "on-paper",
}
