//! Which message names what the domain knows: ways, help, feelings, counts, sizes, colours.

use super::Say;
use crate::domain::attendance::{Counted, Feeling, Reason, Way};
use crate::domain::display::{Colours, TextSize};
use crate::domain::meeting::{Access, Mode};

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

    /// One of the ways of taking part.
    pub fn way(way: Way) -> Say {
        match way {
            Way::Venue => Say::ModeVenue,
            Way::Online => Say::ModeOnline,
            Way::Open => Say::WayOpen,
        }
    }

    /// How it was.
    pub fn feeling(feeling: Feeling) -> Say {
        match feeling {
            Feeling::Relieved => Say::FeelingRelieved,
            Feeling::Enjoyed => Say::FeelingEnjoyed,
            Feeling::Ordinary => Say::FeelingOrdinary,
            Feeling::Tired => Say::FeelingTired,
            Feeling::Unsettled => Say::FeelingUnsettled,
        }
    }

    /// The name of something that is counted, for staff.
    pub fn counted(count: Counted) -> Say {
        match count {
            Counted::Came => Say::CountCame,
            Counted::Registered(Way::Venue) => Say::CountVenue,
            Counted::Registered(Way::Online) => Say::CountOnline,
            Counted::Registered(Way::Open) => Say::CountOpen,
        }
    }

    /// Why a count is corrected.
    pub fn reason(reason: Reason) -> Say {
        match reason {
            Reason::Mistake => Say::ReasonMistake,
            Reason::OnPaper => Say::ReasonOnPaper,
            Reason::Recounted => Say::ReasonRecounted,
            Reason::Elsewhere => Say::ReasonElsewhere,
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
