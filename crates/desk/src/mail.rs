//! How mail leaves: over SMTP, through a signed-in Google or Microsoft account, or by the hand of the
//! recruiter, who needs no set-up at all (FEATURES.md EM3).

mod set;
mod view;
mod way;

pub use set::{Sending, Set, remove, sending, set, test};
pub use view::{MailSettings, MailState, Tried, get};
pub(crate) use way::{Carrier, imap};
