//! What stands for a meeting, worked out from its records and kept in memory: a page asks only for
//! what has come since. It can be thrown away at any time.

mod contacts;
mod known;
mod ledger;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use tokio::sync::Mutex;

pub use contacts::{CONTACT_DAYS, Keeping, forget_contacts, keep_contacts, keeping};
pub use known::Known;
pub use ledger::{Flagged, Ledger};

use super::Hub;
use super::store::StoreError;
use crate::domain::attendance::{Book, Tally};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::report::Report;

/// Records of all books together, more or less, that are kept in memory.
const MOST_RECORDS: usize = 400_000;
/// Meetings that screens show no more, kept at the most.
const MOST_OLD: usize = 20_000;
/// Books that are kept at the most.
const MOST_BOOKS: usize = 256;

/// What is kept in memory.
#[derive(Debug, Default)]
pub struct Counts {
    known: Mutex<Option<(i64, Date, Arc<Known>)>>,
    shelf: Mutex<Shelf>,
    /// Meetings that screens show no more, as far as they were asked for, and as of which revision.
    old: Mutex<(i64, HashMap<String, Meeting>)>,
    /// Meetings that have records, and up to which number that is known.
    recorded: Mutex<(i64, BTreeSet<String>)>,
    /// When meetings begin, as of so many versions: they are only ever added to.
    begins: Mutex<(i64, Arc<HashMap<String, i64>>)>,
}

/// The books that were asked for.
#[derive(Debug, Default)]
struct Shelf {
    books: HashMap<String, (u64, Arc<Mutex<Ledger>>)>,
    /// Grows with every use: the book with the lowest was not used for longest.
    used: u64,
}

impl Shelf {
    fn take(&mut self, meeting: &str) -> Arc<Mutex<Ledger>> {
        self.used += 1;
        let used = self.used;
        let (last, book) = self.books.entry(meeting.to_owned()).or_default();
        *last = used;
        book.clone()
    }

    /// Puts away what was not used for longest until the rest has room. A book somebody reads in
    /// counts as small, and stays.
    fn tidy(&mut self) {
        let size = |book: &Arc<Mutex<Ledger>>| book.try_lock().map_or(0, |book| book.records);
        let mut in_all: usize = self.books.values().map(|(_, book)| size(book)).sum();
        while self.books.len() > 1 && (in_all > MOST_RECORDS || self.books.len() > MOST_BOOKS) {
            let oldest = self.books.iter().min_by_key(|(_, (used, _))| *used);
            let Some(oldest) = oldest.map(|(meeting, _)| meeting.clone()) else { return };
            if let Some((_, book)) = self.books.remove(&oldest) {
                in_all = in_all.saturating_sub(size(&book));
            }
        }
    }
}

/// A meeting and what stands for it.
#[derive(Clone, Debug)]
pub struct Standing {
    pub meeting: Meeting,
    pub tally: Arc<Tally>,
    /// Records that staff should look at, the newest first.
    pub flagged: Vec<Flagged>,
    /// Of these, those that no program of this version can read.
    pub unread: usize,
    /// How many records there are, and the number of the last.
    pub records: usize,
    pub last: i64,
}

impl Hub {
    /// The meetings and categories that screens show, as of now.
    ///
    /// # Errors
    /// When the database does.
    pub async fn known(&self) -> Result<Arc<Known>, StoreError> {
        let today = self.now().to_zoned(self.settings.zone.clone()).date();
        let mut kept = self.counts.known.lock().await;
        let mut reading = self.store.read().await?;
        let revision = reading.revision().await?;
        if let Some((of, day, known)) = &*kept
            && (*of, *day) == (revision, today)
        {
            return Ok(known.clone());
        }
        let known = Arc::new(Known::read(&self.settings, &mut reading, today).await?);
        *kept = Some((revision, today, known.clone()));
        Ok(known)
    }

    /// A meeting by its id: as screens show it, or as it was when it was last written, or, where only
    /// its records are left, by its id.
    ///
    /// # Errors
    /// When the database does.
    pub async fn meeting(&self, id: &str) -> Result<Option<Meeting>, StoreError> {
        let known = self.known().await?;
        if let Some(meeting) = known.meeting(id) {
            return Ok(Some(meeting.clone()));
        }
        let today = self.now().to_zoned(self.settings.zone.clone()).date();
        let mut reading = self.store.read().await?;
        let revision = reading.revision().await?;
        let mut old = self.counts.old.lock().await;
        if old.0 != revision || old.1.len() > MOST_OLD {
            *old = (revision, HashMap::new());
        }
        if let Some(meeting) = old.1.get(id) {
            return Ok(Some(meeting.clone()));
        }
        if let Some(meeting) = known::as_last_written(&self.settings, &mut reading, id, today).await? {
            old.1.insert(id.to_owned(), meeting.clone());
            return Ok(Some(meeting));
        }
        drop(old);
        drop(reading);
        Ok(self.recorded().await?.contains(id).then(|| known::by_id_only(id)))
    }

    /// When the meetings of staff begin, milliseconds since 1970, by their ids: those that have a day.
    ///
    /// # Errors
    /// When the database does.
    pub async fn begins(&self) -> Result<Arc<HashMap<String, i64>>, StoreError> {
        let mut kept = self.counts.begins.lock().await;
        let mut reading = self.store.read().await?;
        // First: what comes meanwhile makes the next one ask again.
        let versions = reading.versions_in_all().await?;
        if kept.0 != versions {
            *kept = (versions, Arc::new(reading.begins().await?));
        }
        Ok(kept.1.clone())
    }

    /// The meetings that have records.
    ///
    /// # Errors
    /// When the database does.
    pub async fn recorded(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut kept = self.counts.recorded.lock().await;
        let mut reading = self.store.read().await?;
        let last = reading.last_record().await?;
        let (known, meetings) = &mut *kept;
        if *known < last {
            // From the number known so far: a record that comes meanwhile is found again, never missed.
            meetings.extend(reading.meetings_recorded_after(*known).await?);
            *known = last;
        }
        Ok(meetings.clone())
    }

    /// What stands for a meeting now; nothing where there is no such meeting.
    ///
    /// # Errors
    /// When the database does.
    pub async fn standing(&self, id: &str) -> Result<Option<Standing>, StoreError> {
        match self.meeting(id).await? {
            Some(meeting) => Ok(Some(self.standing_of(meeting).await?)),
            None => Ok(None),
        }
    }

    /// What stands for a meeting now.
    ///
    /// # Errors
    /// When the database does.
    pub async fn standing_of(&self, meeting: Meeting) -> Result<Standing, StoreError> {
        let book = self.counts.shelf.lock().await.take(&meeting.id.0);
        let mut ledger = book.lock().await;
        ledger.read_on(&self.store, &meeting.id.0).await?;
        let standing = Standing {
            tally: ledger.tally(&meeting, &self.settings.zone),
            flagged: ledger.flagged.iter().rev().cloned().collect(),
            unread: ledger.unread,
            records: ledger.records,
            last: ledger.last,
            meeting,
        };
        drop(ledger);
        self.counts.shelf.lock().await.tidy();
        Ok(standing)
    }

    /// What a look into the book of a meeting tells.
    ///
    /// # Errors
    /// When the database does.
    pub async fn look<T>(&self, id: &MeetingId, look: impl FnOnce(&Book) -> T) -> Result<T, StoreError> {
        let book = self.counts.shelf.lock().await.take(&id.0);
        let mut ledger = book.lock().await;
        ledger.read_on(&self.store, &id.0).await?;
        Ok(look(&ledger.book))
    }
}

impl Standing {
    /// The whole report, for staff.
    pub fn report(&self, known: &Known) -> Report {
        Report::of(self.meeting.clone(), &known.programme.categories, &self.tally)
    }
}
