//! A mail as a link that opens the mail program (RFC 6068).

use crate::message::Message;

impl Message {
    /// The link, shorter than 1,900 characters. A calendar file cannot go with it; the text then
    /// asks to attach it.
    pub fn mailto(&self) -> String {
        unimplemented!()
    }
}
