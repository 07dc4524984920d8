//! What opens a source that is not for everybody.

use std::fmt;
use std::sync::Arc;

use tokio::sync::watch;

/// A bearer token. It may come later, when a hub takes the kiosk in, and change. Clones share it.
#[derive(Clone)]
pub struct Pass(Arc<watch::Sender<Option<String>>>);

impl Pass {
    pub fn new(token: Option<String>) -> Pass {
        Pass(Arc::new(watch::Sender::new(token)))
    }

    /// The token, when there is one.
    pub fn token(&self) -> Option<String> {
        self.0.borrow().clone()
    }

    pub fn set(&self, token: Option<String>) {
        self.0.send_replace(token);
    }

    /// Gives a token up that opens nothing any more; not one that came in its place meanwhile.
    pub fn forget(&self, token: &str) {
        self.0.send_if_modified(|known| known.take_if(|known| known == token).is_some());
    }

    /// Waits until there is a token.
    pub async fn wait(&self) -> String {
        let mut changes = self.0.subscribe();
        loop {
            if let Some(token) = changes.borrow_and_update().clone() {
                return token;
            }
            if changes.changed().await.is_err() {
                // Cannot be: the sender is ours. Waiting for ever is what "no token" means.
                std::future::pending::<()>().await;
            }
        }
    }

    /// Waits until there is none.
    pub async fn wait_for_loss(&self) {
        let mut changes = self.0.subscribe();
        while changes.borrow_and_update().is_some() {
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

/// The same pass, not the same token.
impl PartialEq for Pass {
    fn eq(&self, other: &Pass) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Pass {}

/// Never in a log.
impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_says_nothing_of_itself_and_forgets_only_what_is_no_longer_good() {
        let pass = Pass::new(Some("secret".to_owned()));
        assert_eq!(format!("{pass:?}"), "Pass(..)");
        pass.forget("older");
        assert_eq!(pass.token().as_deref(), Some("secret"));
        pass.forget("secret");
        assert_eq!(pass.token(), None);
    }
}
