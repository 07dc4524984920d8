//! What kiosks talk to: [`crate::api::sync`] only. A kiosk's token reads the programme and adds
//! records; nothing here changes what screens show, and nothing here says a name.

mod changes;
mod device;
mod document;
mod inbox;
mod live;
mod pairing;
mod part;
mod problem;
mod programme;
mod read;
mod records;
mod report;
mod shot;

pub use changes::changes;
pub use device::Device;
pub use document::{Refusals, document};
pub use inbox::Inbox;
pub use live::live;
pub use pairing::{new_pairing, pairing_state, take_in};
pub use problem::{ApiFailure, problem};
pub use programme::{picture, programme};
pub use read::Read;
pub use records::{append, push, row, shared};
pub use report::{call, report};
pub use shot::shot;

/// No such call.
pub async fn nothing_here() -> ApiFailure {
    ApiFailure::NotFound
}
