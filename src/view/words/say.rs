//! Every message the interface can say, as a closed list: the names here and the names in
//! `ui/lang/*/hiroba.ftl` are the same set, and `tests/words.rs` keeps them so.

use super::table::says;

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
    /// In the place of "read aloud" while it does: how it speaks.
    VoiceMenu "voice-menu";
    VoiceHeading "voice-heading";
    VoiceStop "voice-stop";
    VoiceSlower "voice-slower"; VoiceFaster "voice-faster"; VoiceSofter "voice-softer"; VoiceLouder "voice-louder";
    VoiceSpell "voice-spell"; CurtainClose "curtain-close"; CurtainOpen "curtain-open";
    LowHeight "low-height"; WholeHeight "whole-height"; AnnounceLow "announce-low"; AnnounceWhole "announce-whole";
    Calm "calm"; Lively "lively"; AnnounceCalm "announce-calm"; AnnounceLively "announce-lively";
    LanguageAndText "language-and-text";
    CallStaff "call-staff";
    Home "home"; Back "back";
    Details "details"; Close "close";
    WhyButton "why-button"; WhyTitle "why-title"; WhyUse "why-use"; WhyNobody "why-nobody"; WhyChoice "why-choice";

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
    ModeVenue "mode-venue"; ModeOnline "mode-online"; ModeBoth "mode-both";
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
    CancelledSentence "cancelled-sentence"; CancelledOn "cancelled-on" ("day");
    ReadAloudLater "read-aloud-later";
    CapacityVenue "capacity-venue" ("venue"); CapacityOnline "capacity-online" ("online");
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
    /// In the place of the heading once the call has reached staff.
    StaffTold "staff-told";
    /// And once somebody has answered it.
    StaffComing "staff-coming";

    // A kiosk that waits to be taken in by its hub: for staff.
    PairingHeading "pairing-heading";
    PairingSentence "pairing-sentence";
    PairingSoon "pairing-soon";
    HubAddress "hub-address";

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

    // Attendance: on every screen.
    StopAndHome "stop-and-home";
    ChoosingGoesOn "choosing-goes-on";
    NoHurry "no-hurry";
    Finish "finish";
    TryAgain "try-again";
    GoOn "go-on";
    Change "change";
    OtherAnswers "other-answers";
    OtherNumbers "other-numbers";
    /// Over [`Say::StepNumber`], in the ring: "3つのうち" over "2つ目".
    StepsInAll "steps-in-all" ("of");
    StepNumber "step-number" ("n", "of");
    AboutRegistration "about-registration" ("day", "title");
    AboutCheckIn "about-check-in" ("title");
    AboutToday "about-today" ("title");
    AboutMeeting "about-meeting" ("day", "title");
    StillThereShort "still-there-short";
    StillThere "still-there";
    StillThereSentence "still-there-sentence";
    StillHere "still-here";
    RecordingShort "recording-short";
    Recording "recording";
    RecordingSentence "recording-sentence";

    // Attendance: questions.
    HowHeading "how-heading";
    NoNamesAsked "no-names-asked";
    CanChangeLater "can-change-later";
    WayOpen "way-open";
    WayVenueHint "way-venue-hint";
    WayOnlineHint "way-online-hint";
    WayOpenHint "way-open-hint";
    WayFull "way-full" ("position");
    FullNow "full-now" ("way");
    FullChoices "full-choices";
    WhoHeading "who-heading";
    WhoHeadingOf "who-heading-of" ("n");
    WhoUse "who-use";
    WhoSame "who-same";
    KindHeading "kind-heading";
    NotSaying "not-saying";
    NotSayingHint "not-saying-hint";
    PeopleHeading "people-heading";
    PeopleSentence "people-sentence";
    People "people" ("people");
    AlikeHeading "alike-heading";
    AlikeYes "alike-yes";
    AlikeNo "alike-no";

    // Attendance: confirming.
    ConfirmRegistration "confirm-registration";
    ConfirmCheckIn "confirm-check-in";
    ConfirmTakeBack "confirm-take-back";
    ConfirmChange "confirm-change";
    TakeBackSentence "take-back-sentence";
    EverybodyMayCome "everybody-may-come";
    CanTakeBackLater "can-take-back-later";
    ChangePeople "change-people";
    SeatsLeft "seats-left" ("left");
    WouldWait "would-wait" ("position");
    CategoryKind "category-kind" ("category", "kind");
    LabelledPeople "labelled-people" ("label", "people");

    // Attendance: done.
    RegisteredTitle "registered-title";
    WaitingTitle "waiting-title";
    WaitingPosition "waiting-position" ("position");
    ReceiptNumber "receipt-number";
    KeepReceipt "keep-receipt";
    LostReceipt "lost-receipt";
    LabelReceiptQr "label-receipt-qr";
    TakeBack "take-back";
    TakeBackRegistration "take-back-registration";
    TakeBackCheckIn "take-back-check-in";
    TakeBackShort "take-back-short";
    TakenBack "taken-back";
    WasTakenBack "was-taken-back";
    ComeAnyway "come-anyway";
    CheckedIn "checked-in";
    CheckedInPeople "checked-in-people" ("people");
    ComeIn "come-in";
    AlreadyDone "already-done";
    ChangedShort "changed-short";
    WayChanged "way-changed" ("way");
    SameReceipt "same-receipt";
    ThankYou "thank-you";

    // Attendance: not now.
    SorryShort "sorry-short";
    DeskClosed "desk-closed";
    AskElsewhere "ask-elsewhere";
    ComeInAnyway "come-in-anyway";
    NotRecorded "not-recorded";
    NothingHappened "nothing-happened";
    CheckInNotRecorded "check-in-not-recorded";
    NotPossible "not-possible";

    // Attendance: reception.
    ReceptionHeading "reception-heading";
    ReceptionHint "reception-hint";
    NoReceiptNeeded "no-receipt-needed";
    NoNamesShown "no-names-shown";
    WhichHeading "which-heading";
    HaveReceipt "have-receipt";
    HaveReceiptHint "have-receipt-hint";
    HaveReceiptLaterHint "have-receipt-later-hint";
    NoReceipt "no-receipt";
    NoReceiptHint "no-receipt-hint";
    WalkIn "walk-in";
    WalkInHint "walk-in-hint";
    TodaysMeeting "todays-meeting";
    NothingOpen "nothing-open";
    NextSession "next-session" ("title", "when");
    ReceiptStillWorks "receipt-still-works";
    NumberHeading "number-heading";
    NumberHint "number-hint";
    UnknownReceipt "unknown-receipt";
    NumberPaused "number-paused";
    EraseOne "erase-one";
    EraseAll "erase-all";
    FoundShort "found-short";
    WhatToDo "what-to-do";
    RegisteredFor "registered-for" ("way");
    CheckInLater "check-in-later";
    CheckInNow "check-in-now";
    ChangeWay "change-way";

    // How was today.
    HowWasToday "how-was-today";
    HowWasTodayShort "how-was-today-short";
    HowWasTodayHeading "how-was-today-heading";
    OneWord "one-word";
    HowWasTodayUse "how-was-today-use";
    NobodyKnowsWho "nobody-knows-who";
    Felt "felt";
    ChooseAgain "choose-again";
    FeelingRelieved "feeling-relieved";
    FeelingEnjoyed "feeling-enjoyed";
    FeelingOrdinary "feeling-ordinary";
    FeelingTired "feeling-tired";
    FeelingUnsettled "feeling-unsettled";

    // Staff.
    CornerShort "corner-short";
    CornerHeading "corner-heading";
    NothingToday "nothing-today";
    PinHeading "pin-heading";
    PinSentence "pin-sentence";
    Enter "enter";
    WrongPin "wrong-pin";
    NoPin "no-pin";
    PinReception "pin-reception";
    UnpinReception "unpin-reception";
    CorrectCount "correct-count";
    Corrected "corrected";
    Status "status";
    Restart "restart";
    LeaveFullscreen "leave-fullscreen";
    WhichCountHeading "which-count-heading";
    CountCame "count-came";
    CountVenue "count-venue"; CountOnline "count-online"; CountOpen "count-open";
    CountFromTo "count-from-to" ("from", "to");
    CountSentence "count-sentence";
    ReasonHeading "reason-heading";
    ReasonMistake "reason-mistake";
    ReasonOnPaper "reason-on-paper";
    ReasonRecounted "reason-recounted";
    ReasonElsewhere "reason-elsewhere";
    CountsCame "counts-came" ("came", "walk-in");
    CountsRegistered "counts-registered" ("venue", "online", "open", "waiting");
    DeskOpen "desk-open";
    OutboxState "outbox-state" ("waiting", "parked");
    SourceFailing "source-failing";

    // Heard only: what the voice says of things that are seen.
    /// In the place of an address inside a text.
    SpokenAddress "spoken-address"; SpokenMail "spoken-mail";
    SpokenAddressSentence "spoken-address-sentence";
    /// Of a button among those it stands with.
    SpokenPosition "spoken-position" ("n", "of");
    SpokenChosen "spoken-chosen"; SpokenUnavailable "spoken-unavailable";
    SpokenNow "spoken-now" ("date", "clock");
    /// How much of a number is typed.
    SpokenEntered "spoken-entered" ("n", "of");
    SpokenHintTouch "spoken-hint-touch";
    SpokenHintKeys "spoken-hint-keys";
    SpokenHintAgainTouch "spoken-hint-again-touch"; SpokenHintAgainKeys "spoken-hint-again-keys";
    /// In the place of what is somebody's own, where others would hear it.
    SpokenPrivate "spoken-private";
    /// In the place of an answer or a figure that somebody stands on, and why they all sound the same.
    SpokenSecretAnswer "spoken-secret-answer"; SpokenSecretFigure "spoken-secret-figure";
    SpokenAnswersPrivate "spoken-answers-private"; SpokenFiguresPrivate "spoken-figures-private";
    SpokenBye "spoken-bye";
    SpokenCurtainClosed "spoken-curtain-closed"; SpokenCurtainOpened "spoken-curtain-opened";
    /// Seen as well: which step of how many.
    SpokenSpeed "spoken-speed" ("n", "of");
    SpokenVolume "spoken-volume" ("n", "of");
}
