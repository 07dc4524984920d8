//! What the eye is given while a slide changes: frames of the real window, one after the other.
//!
//! WCAG 2.3.1: a flash is a pair of opposing changes of relative luminance by a tenth of the most there can
//! be; three in a second are too many. Here there is none (ACCESSIBILITY row 8).

use super::*;

/// Between two frames, at least: that of a panel of 60 Hz.
const FRAME: Duration = Duration::from_millis(16);
/// Apart at most, so that nothing that an eye sees is missed; on average, since other work runs beside it.
const APART: Duration = Duration::from_millis(40);
/// Looked at from the key on, and longer where nothing has come yet. A slide is drawn long before its end.
const LOOKED_AT: Duration = Duration::from_millis(900);
/// One point of so many in both directions: a flash that matters covers a quarter of what one looks at.
const STEP: usize = 4;
/// A tenth of the most luminance there can be.
const CHANGE: f32 = 0.1;

/// A point on its way through the frames.
#[derive(Clone, Copy)]
struct Point {
    least: f32,
    most: f32,
    /// Whether its last change by a tenth was to something brighter.
    brighter: Option<bool>,
    /// How often it has gone back.
    turns: u32,
}

impl Point {
    fn at(luminance: f32) -> Point {
        Point { least: luminance, most: luminance, brighter: None, turns: 0 }
    }

    fn goes_to(&mut self, luminance: f32) {
        (self.least, self.most) = (self.least.min(luminance), self.most.max(luminance));
        let up = luminance - self.least >= CHANGE && self.brighter != Some(true);
        let down = self.most - luminance >= CHANGE && self.brighter != Some(false);
        if up || down {
            self.turns += u32::from(self.brighter.is_some());
            self.brighter = Some(up);
            (self.least, self.most) = (luminance, luminance);
        }
    }
}

/// How many points change at all, and how many of them come back.
fn judged(frames: &[Vec<f32>]) -> (usize, usize) {
    let (first, rest) = frames.split_first().unwrap();
    let mut points: Vec<Point> = first.iter().map(|luminance| Point::at(*luminance)).collect();
    for frame in rest {
        for (point, luminance) in points.iter_mut().zip(frame) {
            point.goes_to(*luminance);
        }
    }
    let count = |is: fn(&Point) -> bool| points.iter().filter(|point| is(point)).count();
    (count(|point| point.brighter.is_some()), count(|point| point.turns > 0))
}

#[test]
fn a_point_that_comes_back_is_told_from_one_that_changes() {
    let frames = |points: &[[f32; 3]]| -> Vec<Vec<f32>> {
        (0..3).map(|n| points.iter().map(|point| point[n]).collect()).collect()
    };
    // Nothing; a cut; a slow change; less than a tenth; a flash to the bright and one to the dark.
    assert_eq!(judged(&frames(&[[0.5, 0.5, 0.5]])), (0, 0));
    assert_eq!(judged(&frames(&[[0.0, 1.0, 1.0], [0.0, 0.06, 0.12]])), (2, 0));
    assert_eq!(judged(&frames(&[[0.5, 0.59, 0.5]])), (0, 0));
    assert_eq!(judged(&frames(&[[0.0, 1.0, 0.0], [1.0, 0.8, 1.0], [0.2, 0.2, 0.2]])), (2, 2));
}

#[test]
fn no_point_of_the_window_flashes_in_a_whole_rotation() {
    let display = Display::open();
    let _sign = Sign::start(&display, "");
    let mut twin = Twin::of("");
    twin.is_on(&display);
    let linear: [f32; 256] = std::array::from_fn(|value| {
        let value = value as f32 / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    let eye = display.eye(STEP);
    let (_, slides) = twin.kiosk.position();
    assert!(slides > 10, "{slides} slides");
    let (mut looks, mut looked, mut least, mut most) = (0, Duration::ZERO, f32::INFINITY, 0.0_f32);
    for slide in 0..slides {
        let mut frames = vec![eye.look()];
        display.key("Next");
        let start = Instant::now();
        let mut until = LOOKED_AT;
        while start.elapsed() < until {
            if frames.last() == frames.first() {
                until = (start.elapsed() + LOOKED_AT).min(PATIENCE);
            }
            std::thread::sleep(FRAME);
            frames.push(eye.look());
        }
        looks += frames.len() - 1;
        looked += start.elapsed();
        let luminance = |[r, g, b]: &[u8; 3]| {
            let [r, g, b] = [r, g, b].map(|value| linear[usize::from(*value)]);
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let frames: Vec<Vec<f32>> =
            frames.iter().map(|frame| frame.iter().map(luminance).collect()).collect();
        let (changed, flashed) = judged(&frames);
        let share = changed as f32 / frames[0].len() as f32;
        assert!(share > 0.001, "slide {slide}: nothing has changed");
        assert_eq!(flashed, 0, "slide {slide}: points that went and came back");
        (least, most) = (least.min(share), most.max(share));
        twin.update(Event::Key(Stroke::Key(hiroba::config::Key::parse("PageDown").unwrap())));
    }
    twin.is_on(&display);
    let apart = looked / looks as u32;
    println!(
        "{slides} changes, a look every {apart:?}; {:.1} to {:.1} % of the screen change, none comes back",
        least * 100.0,
        most * 100.0
    );
    assert!(apart <= APART, "a look only every {apart:?}");
}
