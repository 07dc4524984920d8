//! `hiroba hub backup` and `hiroba hub restore`.

use std::path::Path;

use hiroba::clock;
use hiroba::config::Config;
use hiroba::hub::operation::Copies;
use hiroba::hub::store::{self, Database, Store, StoreError};

use super::{Error, settings_of};
use crate::command::print_out;

/// A copy now, whether a hub runs or not.
pub async fn backup(config: &Config, to: &Path) -> Result<(), Error> {
    let settings = settings_of(config, None)?;
    if let Database::File(path) = &settings.database {
        store::is_whole(path).await?;
        if std::fs::metadata(path).map_or(true, |file| file.len() == 0) {
            // Opening would make an empty one, and its copy would look like a copy.
            return Err(format!("There is no database of a hub at {}.", path.display()).into());
        }
    }
    let store = Store::open(&settings.database).await?;
    store.copy_to(to).await?;
    store.close().await;
    print_out(&format!("A copy of the hub's database is in {}.", to.display()))
}

/// A copy back into its place.
pub async fn restore(config: &Config, from: &Path) -> Result<(), Error> {
    let settings = settings_of(config, None)?;
    let Database::File(path) = &settings.database else {
        return Err(StoreError::CopiesOfPostgres.into());
    };
    // A wrong name in the settings sets nobody's file aside.
    if let Some(copies) = Copies::of(&settings.database, config.hub.backups.clone(), config.hub.keep_backups)
    {
        store::is_a_hubs(path, &copies.folder).await?;
    }
    let aside = store::restore(from, path, clock::now().as_millisecond()).await?;
    let before = aside.map_or_else(
        || "There was none before.".to_owned(),
        |aside| format!("The one before lies in {}; remove it when nobody misses anything.", aside.display()),
    );
    print_out(&format!("{} stands in the place of the hub's database. {before}", from.display()))
}
