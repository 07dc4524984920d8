//! What all pages share: who is signed in, what stands around a page, what a failure looks like.

mod failure;
mod guard;
mod page;
mod signed;
mod statics;

pub use failure::Failure;
pub use guard::{guard, headers};
pub use page::{Flash, Here, Page, html};
pub(in crate::hub) use signed::SESSION_IDLE;
pub use signed::{Administrator, COOKIE, Editor, Publisher, Staff, Viewer, asked_language};
pub use statics::{fonts, statics};
