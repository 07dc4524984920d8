//! The clerk of `src/kiosk/clerk.rs` without its thread: the same orders in, the same answers out,
//! and each when the world wants it.

use std::collections::VecDeque;

use hiroba::domain::attendance::{Record, RecordKey};
use hiroba::domain::programme::Programme;
use hiroba::kiosk::core::{Event, NotRecorded, Opened, Outbox};

use crate::disk::{Cut, Disk, Refused};

#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    Record(Vec<Record>),
    KeepPinned(bool),
    TellOutbox,
}

pub struct Clerk<D> {
    pub disk: D,
    pub orders: VecDeque<Order>,
    /// Whether it has the database open.
    is_open: bool,
    /// Another program is writing for longer than the clerk waits, so many times.
    pub busy: u32,
}

impl<D: Disk> Clerk<D> {
    pub fn new(disk: D) -> Clerk<D> {
        Clerk { disk, orders: VecDeque::new(), is_open: false, busy: 0 }
    }

    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Carries out the next order; what it says about it.
    pub fn works(&mut self, programme: &Programme) -> Vec<Event> {
        let Some(order) = self.orders.pop_front() else { return Vec::new() };
        match order {
            Order::Record(records) => {
                let key = records[0].key;
                let stored = match (self.is_open, self.busy.checked_sub(1)) {
                    (false, _) => return vec![refused(key)],
                    (true, Some(left)) => {
                        self.busy = left;
                        Err(Refused::Busy)
                    }
                    (true, None) => self.disk.append(&records, programme),
                };
                match stored {
                    Ok(()) => vec![Event::Recorded { key, result: Ok(()) }],
                    Err(Refused::Busy) => vec![refused(key)],
                    Err(Refused::Full) => vec![refused(key), self.closes()],
                }
            }
            Order::KeepPinned(pinned) if self.is_open => match self.disk.keep_pinned(pinned) {
                Ok(()) | Err(Refused::Busy) => Vec::new(),
                Err(Refused::Full) => vec![self.closes()],
            },
            Order::TellOutbox if self.is_open => {
                let waiting = self.disk.all().len() as u64;
                vec![Event::Outbox(Outbox { waiting, parked: 0 })]
            }
            Order::KeepPinned(_) | Order::TellOutbox => Vec::new(),
        }
    }

    pub fn closes(&mut self) -> Event {
        self.is_open = false;
        Event::Closed("the disk is full".to_owned())
    }

    /// Tries to open the database, as it does every ten seconds, and tells all that is in it.
    pub fn opens(&mut self, seed: [u8; 32]) -> Event {
        self.is_open = self.disk.opens();
        if !self.is_open {
            return self.closes();
        }
        let (records, pinned) = (self.disk.all(), self.disk.pinned());
        Event::Opened(Box::new(Opened { salt: self.disk.salt(), seed, records, pinned }))
    }

    /// Whatever it was about to do, and what it was told: all gone but what is on the disk.
    pub fn is_killed(&mut self, cut: Cut, programme: &Programme) {
        let storing = self.orders.pop_front().filter(|_| self.is_open);
        let storing = match &storing {
            Some(Order::Record(records)) => Some((records.as_slice(), cut)),
            Some(Order::KeepPinned(_) | Order::TellOutbox) | None => None,
        };
        self.disk.is_killed(storing, programme);
        self.orders.clear();
        self.is_open = false;
    }
}

fn refused(key: RecordKey) -> Event {
    Event::Recorded { key, result: Err(NotRecorded("the disk is full".to_owned())) }
}
