//! Every message the interface can say, as a closed list: the names here and the names in
//! `ui/lang/*/hiroba.ftl` are the same set, and `tests/words.rs` keeps them so.

use crate::domain::display::{Colours, TextSize};
use crate::domain::meeting::{Access, Mode};

/// Writes the enum, its names and its arguments from one table, so that none can be left out.
macro_rules! says {
    ($($(#[$doc:meta])* $variant:ident $id:literal $(($($arg:literal),+))?;)*) => {
        /// A message of the interface.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Say { $($(#[$doc])* $variant,)* }

        impl Say {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Say] = &[$(Say::$variant,)*];

            /// Its name in the message files.
            pub fn id(self) -> &'static str {
                match self { $(Say::$variant => $id,)* }
            }

            /// The arguments a message may use. A language need not use all of them.
            pub fn args(self) -> &'static [&'static str] {
                match self { $(Say::$variant => &[$($($arg,)+)?],)* }
            }
        }
    };
}

says! {
    // Buttons. A newline is the preferred break of a label.
    Register "register";
    CheckIn "check-in";
    Previous "previous";
    Next "next";
    Pause "pause";
    Resume "resume";
    Schedule "schedule";
    ReadAloud "read-aloud";
    LanguageAndText "language-and-text";
    CallStaff "call-staff";
    Home "home";
    Back "back";
    Details "details";
    Close "close";

    // Where one is.
    /// Of the slides of the round: "4枚中 1枚目".
    SlidePosition "slide-position" ("n", "of");
    /// Of the rows of a list: "4つの うち 2つ目です".
    RowPosition "row-position" ("n", "of");
    /// Of the pages of one slide.
    PagePosition "page-position" ("n", "of");

    // Titles of screens, shown and announced.
    HomeTitle "home-title";
    ScheduleTitle "schedule-title";
    DetailsTitle "details-title";
    LanguageTitle "language-title";
    StaffTitle "staff-title";

    // When there is nothing to show.
    /// The name of the place where the programme gives none.
    PlaceName "place-name";
    WelcomeTitle "welcome-title";
    WelcomeSentence "welcome-sentence";
    NothingPlanned "nothing-planned";

    // A meeting.
    ThemeOpen "theme-open";
    PlaceOpen "place-open";
    ModeVenue "mode-venue";
    ModeOnline "mode-online";
    ModeBoth "mode-both";
    ModeVenueSentence "mode-venue-sentence";
    ModeOnlineSentence "mode-online-sentence";
    ModeBothSentence "mode-both-sentence";
    WhoDefault "who-default";
    WhoSentence "who-sentence";
    SeriesNumber "series-number" ("number", "name");
    RegistrationOpen "registration-open";
    RegistrationLater "registration-later";
    RegistrationNotNeeded "registration-not-needed";
    NoBooking "no-booking";
    RegistrationClosed "registration-closed";
    Cancelled "cancelled";
    CancelledSentence "cancelled-sentence";
    /// Not on this screen yet: telephone and fax are on the slide.
    RegisterElsewhere "register-elsewhere";
    /// Not on this screen yet, and no telephone number is known.
    RegisterWithStaff "register-with-staff";
    CheckInWithStaff "check-in-with-staff";
    ReadAloudLater "read-aloud-later";
    CapacityVenue "capacity-venue" ("venue");
    CapacityOnline "capacity-online" ("online");
    CapacityBoth "capacity-both" ("venue", "online");
    DeadlineDay "deadline-day" ("day");
    DeadlineAt "deadline-at" ("day", "time");

    // Kickers: the small line above a title.
    KickerNotice "kicker-notice";
    KickerTheme "kicker-theme";
    KickerVoice "kicker-voice";
    KickerNow "kicker-now";
    KickerToday "kicker-today";
    KickerTomorrow "kicker-tomorrow";
    KickerComing "kicker-coming";
    /// What somebody said, in the marks of the language.
    Quoted "quoted" ("sentence");

    // The page and the office.
    PageTitle "page-title";
    PageSentence "page-sentence";
    PageNumber "page-number";
    PageHint "page-hint";
    ContactHeading "contact-heading";
    /// Page number, telephone and fax are on the next page of this slide.
    ContactNext "contact-next";
    Tel "tel";
    Fax "fax";
    /// A label and what it names, in one line.
    Labelled "labelled" ("label", "value");

    // Help for taking part.
    AccessHeading "access-heading";
    AccessCaptions "access-captions";
    AccessSignLanguage "access-sign-language";
    AccessWrittenCommunication "access-written-communication";
    AccessHearingLoop "access-hearing-loop";
    AccessWheelchair "access-wheelchair";
    AccessLift "access-lift";
    AccessAccessibleToilet "access-accessible-toilet";
    AccessGuideDog "access-guide-dog";
    AccessQuietRoom "access-quiet-room";
    AccessEasyJapanese "access-easy-japanese";
    AccessInterpreter "access-interpreter";

    // Details.
    DetailsWhen "details-when";
    DetailsWhere "details-where";
    DetailsWhat "details-what";
    DetailsWho "details-who";
    Continues "continues";

    // Language and text.
    LanguageHeading "language-heading";
    SizeHeading "size-heading";
    ColoursHeading "colours-heading";
    SizeNormal "size-normal";
    SizeLarge "size-large";
    SizeLarger "size-larger";
    SizeLargest "size-largest";
    ColoursLight "colours-light";
    ColoursDark "colours-dark";
    ColoursHighContrast "colours-high-contrast";
    LanguageSentence "language-sentence";

    // Staff.
    /// Heading over the configured place.
    StaffWhere "staff-where";
    /// Where staff are when nothing is configured.
    StaffSentence "staff-sentence";
    StaffHelp "staff-help";

    // The state of the sign itself.
    LastUpdated "last-updated" ("moment");
    ClockUnsure "clock-unsure";

    // Emergency.
    EmergencyKicker "emergency-kicker";
    Exercise "exercise";
    ExerciseSentence "exercise-sentence";
    ValidUntil "valid-until" ("moment");

    // Names for those who hear the screen.
    LabelRotation "label-rotation" ("n", "of");
    LabelChosen "label-chosen" ("label");
    LabelMark "label-mark" ("name");
    LabelPicture "label-picture" ("alt");
    LabelQr "label-qr" ("address");
    /// The pieces come without a full stop.
    LabelRow "label-row" ("when", "what", "where", "state");
    AnnouncePaused "announce-paused";
    AnnounceResumed "announce-resumed";
    AnnounceLanguage "announce-language";
    AnnounceSize "announce-size" ("size");
    AnnounceColours "announce-colours" ("colours");

    // Calendar: days.
    MonthName "month-name" ("month");
    MonthShort "month-short" ("month");
    DayOfMonth "day-of-month" ("day");
    MonthDay "month-day" ("month", "day");
    /// Monday is 1.
    WeekdayName "weekday-name" ("weekday");
    YearNumber "year-number" ("year");
    NextYear "next-year" ("year");
    /// The names of near days as they stand inside a sentence.
    Today "today";
    Tomorrow "tomorrow";
    Yesterday "yesterday";
    DayWeekday "day-weekday" ("day", "weekday");
    NearDay "near-day" ("near", "date");
    YearDate "year-date" ("year", "date");
    YearMonth "year-month" ("year", "month");
    MonthAbout "month-about" ("month");
    DateOpen "date-open";
    DaysRange "days-range" ("from", "to");

    // Calendar: times. `hour` is 0 to 11, `hour-12` is 1 to 12, `hour-24` is 0 to 23; `half` is
    // am or pm; `minute-00` has two digits; `minute-ending` is the last digit.
    PartOfDay "part-of-day" ("half", "hour-24");
    Clock "clock" ("part", "hour", "hour-12", "hour-24", "minute-00");
    Time "time" ("part", "hour", "hour-12", "hour-24", "minute", "minute-00", "minute-ending");
    /// A later time in a part of the day that has just been named.
    TimeAgain "time-again" ("part", "hour", "hour-12", "hour-24", "minute", "minute-00", "minute-ending");
    /// Midnight as the end of a day.
    EndOfDay "end-of-day";
    /// A newline parts the lines.
    TimesFrom "times-from" ("start");
    TimesFromTo "times-from-to" ("start", "end");
    TimesNextDay "times-next-day" ("start", "end");
    TimesFirstLast "times-first-last" ("start", "end");
    WholeDay "whole-day";
    TimesOpen "times-open";
    TimesFollow "times-follow" ("roughly");
    DateArranging "date-arranging";
    DateFollow "date-follow" ("roughly");
    NewsFollow "news-follow" ("roughly");

    // Calendar: about when, as it stands before "will be announced".
    RoughlyDay "roughly-day" ("date");
    RoughlyEarly "roughly-early" ("month");
    RoughlyMiddle "roughly-middle" ("month");
    RoughlyLate "roughly-late" ("month");
    RoughlyAny "roughly-any" ("month");

    // Calendar: whole sentences.
    SentenceDay "sentence-day" ("day");
    /// In one sentence of the whole range, or in one for each end.
    SentenceRange "sentence-range" ("from", "to", "range");
    SentenceFrom "sentence-from" ("start");
    SentenceFromTo "sentence-from-to" ("start", "end");
    SentenceNextDay "sentence-next-day" ("start", "end");
    SentenceFirstLast "sentence-first-last" ("start", "end");
    SentenceWholeDay "sentence-whole-day";
    SentenceTimesOpen "sentence-times-open";
    SentenceTimesFollow "sentence-times-follow" ("roughly");
    SentenceDateOpen "sentence-date-open";
    SentenceDateArranging "sentence-date-arranging";
    SentenceDateFollow "sentence-date-follow" ("roughly");
    /// What is still open (place, theme) follows.
    SentenceDetailsFollow "sentence-details-follow" ("roughly");
    TwoSentences "two-sentences" ("first", "second");
    /// A point in time: "最終更新 12月3日 午後2時5分".
    Moment "moment" ("day", "time");

    // Calendar: rhythm.
    Daily "daily";
    EveryWeekday "every-weekday";
    Weekly "weekly" ("days");
    EveryWeek "every-week";
    /// Lists: one more that is not the last, and the last.
    ListMore "list-more" ("list", "item");
    ListLast "list-last" ("list", "item");
}

impl Say {
    /// How one takes part.
    pub fn mode(mode: Mode) -> Say {
        match mode {
            Mode::Venue => Say::ModeVenue,
            Mode::Online => Say::ModeOnline,
            Mode::Both => Say::ModeBoth,
        }
    }

    /// [`Say::mode`] as a sentence.
    pub fn mode_sentence(mode: Mode) -> Say {
        match mode {
            Mode::Venue => Say::ModeVenueSentence,
            Mode::Online => Say::ModeOnlineSentence,
            Mode::Both => Say::ModeBothSentence,
        }
    }

    /// Help that is there for taking part.
    pub fn access(access: Access) -> Say {
        match access {
            Access::Captions => Say::AccessCaptions,
            Access::SignLanguage => Say::AccessSignLanguage,
            Access::WrittenCommunication => Say::AccessWrittenCommunication,
            Access::HearingLoop => Say::AccessHearingLoop,
            Access::Wheelchair => Say::AccessWheelchair,
            Access::Lift => Say::AccessLift,
            Access::AccessibleToilet => Say::AccessAccessibleToilet,
            Access::GuideDog => Say::AccessGuideDog,
            Access::QuietRoom => Say::AccessQuietRoom,
            Access::EasyJapanese => Say::AccessEasyJapanese,
            Access::Interpreter => Say::AccessInterpreter,
        }
    }

    /// The name of a text size.
    pub fn size(size: TextSize) -> Say {
        match size {
            TextSize::Normal => Say::SizeNormal,
            TextSize::Large => Say::SizeLarge,
            TextSize::Larger => Say::SizeLarger,
            TextSize::Largest => Say::SizeLargest,
        }
    }

    /// The name of a set of colours.
    pub fn colours(colours: Colours) -> Say {
        match colours {
            Colours::Light => Say::ColoursLight,
            Colours::Dark => Say::ColoursDark,
            Colours::HighContrast => Say::ColoursHighContrast,
        }
    }
}
