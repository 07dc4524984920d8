//! A series of meetings as a line chart: plain numbers for an SVG that a template writes. The same
//! numbers stand beside it in a table.

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its day.
    pub label: String,
    /// The year of it, where that is another than of the one before.
    pub year: Option<String>,
    pub registered: u32,
    pub came: u32,
}

/// A word at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub x: i64,
    pub y: i64,
    pub text: String,
}

/// What is drawn, in units of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub width: i64,
    pub height: i64,
    /// The left and right end of the lines that numbers stand at.
    pub left: i64,
    pub right: i64,
    pub registered: String,
    pub came: String,
    /// Where those who came stand: points, so that each meeting is seen.
    pub dots: Vec<Mark>,
    pub days: Vec<Mark>,
    /// Below the first day of each year, where there is more than one.
    pub years: Vec<Mark>,
    pub numbers: Vec<Mark>,
}

const WIDTH: i64 = 720;
const HEIGHT: i64 = 340;
const LEFT: i64 = 56;
const RIGHT: i64 = 696;
const TOP: i64 = 20;
const BOTTOM: i64 = 280;
/// Room beside the first and the last meeting: their days stand in the middle below them.
const BESIDE: i64 = 36;
/// Days that are named, at the most: more would lie over each other.
const MOST_DAYS: usize = 10;

impl Chart {
    /// Nothing where there is nothing to compare.
    pub fn of(points: &[Point]) -> Option<Chart> {
        if points.len() < 2 {
            return None;
        }
        let most = points.iter().map(|point| point.registered.max(point.came)).max().unwrap_or_default();
        let step = step(most);
        let top = most.div_ceil(step).max(1) * step;
        let last = (points.len() - 1) as i64;
        let x = |at: usize| LEFT + BESIDE + (RIGHT - LEFT - 2 * BESIDE) * at as i64 / last;
        let y = |people: u32| BOTTOM - (BOTTOM - TOP) * i64::from(people) / i64::from(top);
        let line = |people: fn(&Point) -> u32| {
            let places = points.iter().enumerate();
            let places: Vec<String> =
                places.map(|(at, point)| format!("{} {}", x(at), y(people(point)))).collect();
            format!("M{}", places.join("L"))
        };
        let every = points.len().div_ceil(MOST_DAYS);
        let named = |at: &usize| (points.len() - 1 - at).is_multiple_of(every);
        let days = points.iter().enumerate().filter(|(at, _)| named(at));
        let years = points.iter().enumerate().filter_map(|(at, point)| Some((at, point.year.as_ref()?)));
        let dots = points.iter().enumerate();
        let numbers = (0..=top / step).map(|number| number * step);
        Some(Chart {
            width: WIDTH,
            height: HEIGHT,
            left: LEFT,
            right: RIGHT,
            registered: line(|point| point.registered),
            came: line(|point| point.came),
            dots: dots
                .map(|(at, point)| Mark { x: x(at), y: y(point.came), text: point.came.to_string() })
                .collect(),
            days: days
                .map(|(at, point)| Mark { x: x(at), y: BOTTOM + 26, text: point.label.clone() })
                .collect(),
            years: years.map(|(at, year)| Mark { x: x(at), y: BOTTOM + 50, text: year.clone() }).collect(),
            numbers: numbers
                .map(|number| Mark { x: LEFT - 10, y: y(number), text: number.to_string() })
                .collect(),
        })
    }
}

/// A round number of people of which at most five make the whole.
fn step(most: u32) -> u32 {
    let mut step = 1;
    loop {
        for round in [1_u32, 2, 5] {
            let wide = round.saturating_mul(step);
            if wide.saturating_mul(5) >= most {
                return wide;
            }
        }
        step = step.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_beside_a_chart_are_round_and_few() {
        for (most, expected) in [(0, 1), (4, 1), (6, 2), (14, 5), (99, 20), (125, 50), (501, 200)] {
            assert_eq!(step(most), expected, "{most}");
        }
        assert!(step(u32::MAX) >= u32::MAX / 5, "and there is an end to it");
    }

    #[test]
    fn one_meeting_alone_makes_no_line() {
        let point = |came| Point { label: "10/7".to_owned(), year: None, registered: 125, came };
        assert_eq!(Chart::of(&[point(1)]), None);
        let chart = Chart::of(&[point(0), point(99), point(125)]).unwrap();
        assert_eq!(chart.came, "M92 280L376 109L660 64");
        assert_eq!(chart.dots.len(), 3);
        assert_eq!(
            chart.numbers.iter().map(|mark| mark.text.as_str()).collect::<Vec<_>>(),
            ["0", "50", "100", "150"]
        );
    }
}
