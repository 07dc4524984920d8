//! What a visitor can wish for around attendance, and staff in their corner. By identity, never
//! by position: a category by its id, a meeting by its id.

use crate::domain::attendance::{Counted, Feeling, Reason, Way};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// 申し込む, for the meeting at hand.
    Register,
    /// 受付.
    CheckIn,
    /// きょうは どうでしたか.
    HowWasToday,

    // Answers to questions.
    Way(Way),
    /// A category by its id; nothing is 答えない.
    Category(Option<String>),
    /// A sub-category by its id; nothing is "none of these".
    Kind(Option<String>),
    /// Further answers to the same question.
    MoreAnswers,
    PeopleMenu,
    People(u32),
    /// Whether one category holds for everybody.
    Alike(bool),
    Feel(Feeling),
    FeelAgain,

    // Doing it.
    Submit,
    Retry,
    Finish,
    StillHere,
    TakeBack,

    // At the reception.
    /// One of several sessions that are open, by its id.
    Meeting(String),
    HaveReceipt,
    NoReceipt,
    WalkIn,
    Digit(u8),
    Erase,
    EraseAll,
    CheckInNow,
    ChangeWay,
    /// きょうの案内: the details of the session.
    Today,

    // Staff.
    Corner(Corner),
}

/// What staff can do in their corner, once their PIN was right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Corner {
    /// The PIN is complete.
    Enter,
    Pin,
    Unpin,
    Correct,
    Meeting(String),
    Count(Counted),
    By(i32),
    Choose,
    Reason(Reason),
    Status,
    Restart,
    LeaveFullscreen,
}
