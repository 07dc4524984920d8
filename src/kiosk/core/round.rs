//! The round of slides and their pages, and where it stands.

use jiff::Timestamp;

use crate::domain::playlist::{Playlist, Slide};

/// One page of one slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    pub slide: Slide,
    pub page: usize,
    pub reading: f32,
}

/// All stops, and the one that shows.
#[derive(Clone, Debug)]
pub struct Round {
    /// In the order in which previous and next walk; never empty once it was made.
    pub stops: Vec<Stop>,
    list: Playlist,
    /// Position in `list.turns` of the slide that shows.
    turn: usize,
    at: usize,
    pub shown_since: Timestamp,
}

impl Default for Round {
    fn default() -> Round {
        Round {
            stops: Vec::new(),
            list: Playlist { slides: vec![Slide::Welcome], turns: vec![0] },
            turn: 0,
            at: 0,
            shown_since: Timestamp::UNIX_EPOCH,
        }
    }
}

/// The stops of a playlist; `lengths` says the reading length of each page of a slide.
pub fn stops(list: &Playlist, lengths: impl Fn(&Slide) -> Vec<f32>) -> Vec<Stop> {
    list.slides
        .iter()
        .flat_map(|slide| {
            let pages = lengths(slide).into_iter().enumerate();
            pages.map(|(page, reading)| Stop { slide: slide.clone(), page, reading })
        })
        .collect()
}

impl Round {
    /// Takes a new playlist. The slide that shows goes on showing if it is still there: identity
    /// is what it shows, not its place.
    pub fn replace(&mut self, list: Playlist, stops: Vec<Stop>, now: Timestamp) {
        let shown = self.stops.get(self.at).cloned();
        self.list = list;
        self.stops = stops;
        let same = |stop: &Stop| {
            shown.as_ref().is_some_and(|shown| shown.slide == stop.slide && shown.page == stop.page)
        };
        let kept = self.stops.iter().position(same).or_else(|| {
            self.stops.iter().position(|stop| shown.as_ref().is_some_and(|shown| shown.slide == stop.slide))
        });
        match kept {
            Some(at) => {
                self.at = at;
                self.find_turn();
            }
            None => {
                self.turn = 0;
                self.at = self.first_stop_of_turn();
                self.shown_since = now;
            }
        }
    }

    pub fn stop(&self) -> Stop {
        self.stops.get(self.at).cloned().unwrap_or(Stop { slide: Slide::Welcome, page: 0, reading: 0.0 })
    }

    pub fn reading(&self) -> f32 {
        self.stops.get(self.at).map_or(0.0, |stop| stop.reading)
    }

    /// Position of the stop that shows, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        (self.at, self.stops.len().max(1))
    }

    /// On by itself: the next page of the slide, then the slide whose turn it is.
    pub fn turn(&mut self, now: Timestamp) {
        let next = self.stops.get(self.at + 1);
        if next.is_some_and(|next| next.slide == self.stop().slide) {
            self.at += 1;
        } else {
            self.turn = (self.turn + 1) % self.list.turns.len().max(1);
            self.at = self.first_stop_of_turn();
        }
        self.shown_since = now;
    }

    /// On or back by a visitor's wish, one stop at a time, round and round.
    pub fn step(&mut self, forward: bool, now: Timestamp) {
        let count = self.stops.len().max(1);
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
        self.find_turn();
        self.shown_since = now;
    }

    fn first_stop_of_turn(&self) -> usize {
        let slide = self.list.turns.get(self.turn).and_then(|at| self.list.slides.get(*at));
        self.stops.iter().position(|stop| Some(&stop.slide) == slide).unwrap_or_default()
    }

    /// The next turn of the slide that shows, so that the round goes on from there.
    fn find_turn(&mut self) {
        let slide = self.stop().slide;
        let count = self.list.turns.len().max(1);
        let found = (0..count)
            .map(|ahead| (self.turn + ahead) % count)
            .find(|turn| self.list.turns.get(*turn).and_then(|at| self.list.slides.get(*at)) == Some(&slide));
        self.turn = found.unwrap_or_default();
    }
}
