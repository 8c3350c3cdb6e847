//! Finding a time for one interview: `slots_suggest`, `slots_xray`, `slots_open`.

mod ask;
pub(crate) mod request;
pub mod suggest;
pub mod view;
pub mod xray;

pub use ask::{Ask, AskPool};
