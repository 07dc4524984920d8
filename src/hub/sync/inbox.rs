//! Where records wait to be written together: one commit, and so one wait for the disk, for all that
//! came in while the last one was under way.

use tokio::sync::{mpsc, oneshot};

use crate::hub::live::Live;
use crate::hub::store::{Answer, RecordRow, Store, StoreError};

/// Batches that wait, at the most; whoever comes then waits to wait.
const WAITING: usize = 1024;
/// Records in one commit, more or less: batches are not taken apart.
const TOGETHER: usize = 2048;

/// What became of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    Kept(Answer),
    /// The database takes everything but this one, now and later.
    Refused,
}

/// Some records that were sent together, and whoever waits for the answer.
struct Parcel {
    rows: Vec<RecordRow>,
    answer: oneshot::Sender<Result<Vec<Taken>, StoreError>>,
}

/// The way to the disk. Clones share it; when the last one is gone, the writer ends.
#[derive(Clone, Debug)]
pub struct Inbox(mpsc::Sender<Parcel>);

impl Inbox {
    /// Takes up work.
    pub fn open(store: Store, live: Live) -> Inbox {
        let (sender, waiting) = mpsc::channel(WAITING);
        tokio::spawn(write(store, live, waiting));
        Inbox(sender)
    }

    /// Comes back when the records are on the disk.
    ///
    /// # Errors
    /// When the database does; all of them can be sent again.
    pub async fn take(&self, rows: Vec<RecordRow>) -> Result<Vec<Taken>, StoreError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ended = || StoreError::Together("The hub is ending.".to_owned());
        let (answer, answered) = oneshot::channel();
        self.0.send(Parcel { rows, answer }).await.map_err(|_| ended())?;
        answered.await.map_err(|_| ended())?
    }
}

async fn write(store: Store, live: Live, mut waiting: mpsc::Receiver<Parcel>) {
    while let Some(first) = waiting.recv().await {
        let mut count = first.rows.len();
        let mut parcels = vec![first];
        while count < TOGETHER
            && let Ok(next) = waiting.try_recv()
        {
            count += next.rows.len();
            parcels.push(next);
        }
        together(&store, &live, parcels).await;
    }
}

/// Writes all of them with one commit. If one holds the others up, each goes by itself.
async fn together(store: &Store, live: &Live, parcels: Vec<Parcel>) {
    let (mut rows, mut senders) = (Vec::new(), Vec::with_capacity(parcels.len()));
    for mut parcel in parcels {
        senders.push((parcel.rows.len(), parcel.answer));
        rows.append(&mut parcel.rows);
    }
    // Whoever has gone meanwhile sends it again and learns it then: to answer nobody is no fault.
    match add(store, live, &rows).await {
        Ok(answers) => {
            let mut answers = answers.into_iter().map(Taken::Kept);
            for (length, sender) in senders {
                let _ = sender.send(Ok(answers.by_ref().take(length).collect()));
            }
        }
        Err(error) if error.is_about_the_row() => {
            let mut rest = rows.as_slice();
            for (length, sender) in senders {
                let (own, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
                let _ = sender.send(one_by_one(store, live, own).await);
                rest = others;
            }
        }
        Err(error) => {
            let told = error.to_string();
            for (_, sender) in senders {
                let _ = sender.send(Err(StoreError::Together(told.clone())));
            }
        }
    }
}

/// Writes what came in one parcel: together if that goes, otherwise each record by itself.
async fn one_by_one(store: &Store, live: &Live, rows: &[RecordRow]) -> Result<Vec<Taken>, StoreError> {
    match add(store, live, rows).await {
        Ok(answers) => return Ok(answers.into_iter().map(Taken::Kept).collect()),
        Err(error) if error.is_about_the_row() => {}
        Err(error) => return Err(error),
    }
    let mut taken = Vec::with_capacity(rows.len());
    for row in rows {
        match add(store, live, std::slice::from_ref(row)).await {
            Ok(answers) => taken.extend(answers.into_iter().map(Taken::Kept)),
            Err(error) if error.is_about_the_row() => {
                // Without its content, which may be anything.
                tracing::error!("The database does not take a record: {error}");
                taken.push(Taken::Refused);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(taken)
}

/// One commit.
async fn add(store: &Store, live: &Live, rows: &[RecordRow]) -> Result<Vec<Answer>, StoreError> {
    let mut change = store.begin().await?;
    let added = change.add_records(rows).await?;
    change.commit().await?;
    live.announce_records(added.last);
    Ok(added.answers)
}
