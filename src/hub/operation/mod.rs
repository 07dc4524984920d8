//! For whoever keeps the hub going: health, figures, the log of requests, copies.

mod health;
mod watched;

pub use health::{alive, metrics, ready};
pub use watched::watched;
