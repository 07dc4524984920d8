//! For whoever keeps the hub going: health, figures, the log of requests, copies.

mod copies;
mod health;
mod watched;

pub use copies::{Copies, keep_copies, make_copy, mend};
pub use health::{alive, metrics, ready};
pub use watched::watched;
