//! What all pages share: who is signed in, what stands around a page, what a failure looks like.

mod attempts;
mod failure;
mod guard;
mod kept;
mod nul;
mod page;
mod shape;
mod signed;
mod statics;

pub use attempts::{Attempts, Caller};
pub use failure::Failure;
pub(in crate::hub) use failure::url_encoded;
pub use guard::{guard, headers, own_name};
pub use kept::keep_form;
pub use nul::{json_has_nul, no_nul, without_nul};
pub use page::{Here, Page, html};
pub use shape::{in_our_shape, panicked};
pub use signed::{
    Administrator, Editor, LANGUAGE_COOKIE, Publisher, Staff, Viewer, asked_language, bearer, cookie,
    session_cookie,
};
pub(in crate::hub) use signed::{CALL_RINGS, SESSION_IDLE};
pub use statics::{fonts, statics};
