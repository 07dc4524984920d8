//! Facts about days that every language needs and none of them words.

use jiff::civil::Date;

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    Meiji,
    Taisho,
    Showa,
    Heisei,
    Reiwa,
}

/// First days of the eras, newest first.
const ERAS: [(Era, Date); 5] = [
    (Era::Reiwa, jiff::civil::date(2019, 5, 1)),
    (Era::Heisei, jiff::civil::date(1989, 1, 8)),
    (Era::Showa, jiff::civil::date(1926, 12, 25)),
    (Era::Taisho, jiff::civil::date(1912, 7, 30)),
    (Era::Meiji, jiff::civil::date(1868, 10, 23)),
];

/// The era of a day and the year in it, counted from 1 (元年).
pub fn era_of(day: Date) -> Option<(Era, i16)> {
    let (era, first) = ERAS.into_iter().find(|(_, first)| *first <= day)?;
    Some((era, day.year() - first.year() + 1))
}

/// The Western year of an era's year.
pub fn western_year(era: Era, year: i16) -> Option<i16> {
    let (_, first) = ERAS.into_iter().find(|(known, _)| *known == era)?;
    (year >= 1).then(|| first.year() + year - 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn eras_turn_on_their_day() {
        assert_eq!(era_of(date(2019, 4, 30)), Some((Era::Heisei, 31)));
        assert_eq!(era_of(date(2019, 5, 1)), Some((Era::Reiwa, 1)));
        assert_eq!(era_of(date(2021, 10, 7)), Some((Era::Reiwa, 3)));
        assert_eq!(era_of(date(1800, 1, 1)), None);
        assert_eq!(western_year(Era::Reiwa, 4), Some(2022));
    }
}
