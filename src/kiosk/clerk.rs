//! Keeps the records, beside the window: takes orders of the core, writes them down, and answers
//! when they are on the disk.
//!
//! Whatever becomes of the database, the sign goes on: then this says why attendance cannot be
//! taken, and tries to open it again.

use std::path::PathBuf;
use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use tokio::sync::{mpsc, oneshot};

use super::core::{Event, NotRecorded, Opened, Outbox};
use crate::api;
use crate::clock;
use crate::domain::attendance::{Record, RecordKey, Salt};
use crate::store::{FILE, OutboxState, Store, Trouble};

/// What the core and the link to the hub want of the clerk.
#[derive(Debug)]
pub enum Order {
    /// Records, all or none, with the public words of their meetings.
    Record {
        records: Vec<Record>,
        about: Vec<api::Meeting>,
    },
    KeepPinned(bool),
    TellOutbox,
    /// The categories of the programme, for reports of later years.
    Categories(Vec<api::Category>),
    /// The first records that wait to be sent, and where each was made. An order that cannot be
    /// carried out is answered by nobody.
    Batch {
        most: u32,
        to: oneshot::Sender<Vec<(Record, String)>>,
    },
    /// The hub has some, and cannot keep others for a reason.
    Answered {
        sent: Vec<RecordKey>,
        parked: Vec<(RecordKey, String)>,
        to: oneshot::Sender<()>,
    },
    /// What is here, for the hub.
    Inventory(oneshot::Sender<Inventory>),
}

/// What a hub wants to know of the records of a kiosk.
#[derive(Debug)]
pub struct Inventory {
    pub salt: Salt,
    pub outbox: OutboxState,
}

/// How long a database that cannot be used is left alone.
const OPEN_AGAIN: Duration = Duration::from_secs(10);
/// How often it is looked at whether another program has written: enter, purge, restore.
const LOOK: Duration = Duration::from_secs(3);
/// Meetings of which nothing was heard for so long are no longer of interest to visitors. As long
/// as programmes look ahead: somebody may have registered on the first day of that.
const REMEMBERED_DAYS: i64 = 400;
const PINNED: &str = "reception-pinned";

/// Serves until nobody gives orders any more.
pub async fn serve(
    folder: Option<PathBuf>,
    origin: String,
    mut orders: mpsc::UnboundedReceiver<Order>,
    answer: impl Fn(Event),
) {
    let Some(folder) = folder else {
        let why = "There is no folder for records. Name one with [paths] records in kiosk.toml.";
        tracing::warn!("{why}");
        answer(Event::Closed(why.to_owned()));
        while let Some(order) = orders.recv().await {
            refuse(order, why, &answer);
        }
        return;
    };
    let mut told = String::new();
    loop {
        let why = match open(&folder).await {
            Ok(store) => {
                told.clear();
                match keep(store, &origin, &mut orders, &answer).await {
                    None => return,
                    Some(why) => why,
                }
            }
            Err(why) => why,
        };
        // Once, not every ten seconds for a week.
        if why != told {
            tracing::warn!("{why}");
            told.clone_from(&why);
        }
        answer(Event::Closed(why.clone()));
        let again = tokio::time::sleep(OPEN_AGAIN);
        tokio::pin!(again);
        loop {
            tokio::select! {
                () = &mut again => break,
                order = orders.recv() => match order {
                    Some(order) => refuse(order, &why, &answer),
                    None => return,
                },
            }
        }
    }
}

fn refuse(order: Order, why: &str, answer: &impl Fn(Event)) {
    match order {
        Order::Record { records, .. } => {
            if let Some(first) = records.first() {
                answer(Event::Recorded { key: first.key, result: Err(NotRecorded(why.to_owned())) });
            }
        }
        Order::KeepPinned(_)
        | Order::TellOutbox
        | Order::Categories(_)
        | Order::Batch { .. }
        | Order::Answered { .. }
        | Order::Inventory(_) => {}
    }
}

/// Opens the database and sees that it can be written: a full disk can be read for ever.
async fn open(folder: &std::path::Path) -> Result<Store, String> {
    let fresh = clock::random_bytes::<16>().map_err(|error| error.to_string())?;
    let opened = Store::open(&folder.join(FILE), clock::now(), Salt(fresh)).await;
    let opened = opened.map_err(|trouble| trouble.to_string())?;
    if let Some(news) = opened.news() {
        tracing::warn!("{news}");
    }
    let mut store = opened.store;
    store.set_setting("opened", "1").await.map_err(|trouble| trouble.to_string())?;
    tracing::info!("Records are kept in {}.", store.path().display());
    Ok(store)
}

/// Keeps records until there are no more orders, or says why that cannot go on.
async fn keep(
    mut store: Store,
    origin: &str,
    orders: &mut mpsc::UnboundedReceiver<Order>,
    answer: &impl Fn(Event),
) -> Option<String> {
    loop {
        match attend(&mut store, origin, orders, answer).await {
            Pause::NoMoreOrders => {
                if let Err(trouble) = store.close().await {
                    tracing::warn!("{trouble}");
                }
                return None;
            }
            Pause::WrittenByOthers => match store.open_again(clock::now()).await {
                Ok(opened) => store = opened.store,
                Err(trouble) => return Some(trouble.to_string()),
            },
            Pause::Trouble(why) => return Some(why),
        }
    }
}

/// Why the clerk looks up from the book.
enum Pause {
    NoMoreOrders,
    /// A restore may have brought everything, even what turns receipts into marks.
    WrittenByOthers,
    Trouble(String),
}

/// Works until something makes it stop.
async fn attend(
    store: &mut Store,
    origin: &str,
    orders: &mut mpsc::UnboundedReceiver<Order>,
    answer: &impl Fn(Event),
) -> Pause {
    let version = match tell_all(store, answer).await {
        Ok(version) => version,
        Err(trouble) => return Pause::Trouble(trouble.to_string()),
    };
    let mut look = tokio::time::interval(LOOK);
    loop {
        let done = tokio::select! {
            order = orders.recv() => match order {
                None => return Pause::NoMoreOrders,
                Some(order) => carry_out(store, origin, order, answer).await,
            },
            _ = look.tick() => match store.version().await {
                Ok(same) if same == version => Ok(()),
                Ok(_) => return Pause::WrittenByOthers,
                Err(trouble) => Err(trouble),
            },
        };
        if let Err(trouble) = done {
            match trouble {
                Trouble::Busy { .. } => tracing::warn!("{trouble}"),
                trouble => return Pause::Trouble(trouble.to_string()),
            }
        }
    }
}

async fn carry_out(
    store: &mut Store,
    origin: &str,
    order: Order,
    answer: &impl Fn(Event),
) -> Result<(), Trouble> {
    match order {
        Order::Record { records, about } => {
            let Some(key) = records.first().map(|record| record.key) else { return Ok(()) };
            let mut stored = store.append(&records, origin, &about).await;
            // Another program was writing: once more, since the key makes that safe.
            if stored.as_ref().is_err_and(|trouble| matches!(trouble, Trouble::Busy { .. })) {
                stored = store.append(&records, origin, &about).await;
            }
            let result = stored.as_ref().map(|_| ()).map_err(|trouble| NotRecorded(trouble.to_string()));
            answer(Event::Recorded { key, result });
            stored.map(|_| ())
        }
        Order::KeepPinned(pinned) => store.set_setting(PINNED, if pinned { "1" } else { "0" }).await,
        Order::TellOutbox => {
            let state = store.outbox().await?;
            let parked = u64::try_from(state.parked.len()).unwrap_or(u64::MAX);
            answer(Event::Outbox(Outbox { waiting: state.waiting, parked }));
            Ok(())
        }
        Order::Categories(categories) => store.keep_categories(&categories).await,
        // Whoever asked may have stopped waiting.
        Order::Batch { most, to } => {
            let _ = to.send(store.batch(most).await?);
            Ok(())
        }
        Order::Answered { sent, parked, to } => {
            store.sent(&sent).await?;
            for (key, why) in &parked {
                tracing::warn!("The hub cannot keep record {key}, which is parked: {why}");
                store.park(*key, why).await?;
            }
            let _ = to.send(());
            Ok(())
        }
        Order::Inventory(to) => {
            let _ = to.send(Inventory { salt: store.salt(), outbox: store.outbox().await? });
            Ok(())
        }
    }
}

/// Tells the core all it has to know; the version that was told.
async fn tell_all(store: &mut Store, answer: &impl Fn(Event)) -> Result<i64, Trouble> {
    let version = store.version().await?;
    let since = clock::now().checked_sub((REMEMBERED_DAYS * 24).hours()).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut records = Vec::new();
    for meeting in store.meetings().await? {
        let of_meeting = store.records(&meeting).await?;
        if of_meeting.iter().any(|record| record.observed >= since) {
            records.extend(of_meeting);
        }
    }
    let pinned = store.get_setting(PINNED).await?.as_deref() == Some("1");
    match clock::random_bytes::<32>() {
        Ok(seed) => answer(Event::Opened(Box::new(Opened { salt: store.salt(), seed, records, pinned }))),
        Err(error) => answer(Event::Closed(error.to_string())),
    }
    Ok(version)
}
