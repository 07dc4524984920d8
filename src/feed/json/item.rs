//! What the rows of lists have in common.

use crate::domain::meeting::Picture;
use crate::domain::notice::{Notice, Theme, Voice};
use crate::domain::programme::Category;

/// What stands in a list with an id of its own.
pub(super) trait Item {
    fn id(&self) -> &str;
    fn picture(&self) -> Option<&Picture>;
}

impl Item for Theme {
    fn id(&self) -> &str {
        &self.id
    }
    fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }
}

impl Item for Notice {
    fn id(&self) -> &str {
        &self.id
    }
    fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }
}

impl Item for Voice {
    fn id(&self) -> &str {
        &self.id
    }
    fn picture(&self) -> Option<&Picture> {
        None
    }
}

impl Item for Category {
    fn id(&self) -> &str {
        &self.id
    }
    fn picture(&self) -> Option<&Picture> {
        None
    }
}
