//! A mail as a link that opens the mail program (RFC 6068).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::build::{FILE_NAME, one_line};
use crate::message::Message;

/// Windows hands over about 2,000 characters; the rest would be lost without a word.
const LONGEST: usize = 1_900;

/// What stays as it is in a link of RFC 6068.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// The same for the address, whose `@` may stay.
const IN_ADDRESS: &AsciiSet = &ENCODED.remove(b'@');

impl Message {
    /// The link, shorter than 1,900 characters; a longer text ends with `…` after the last line
    /// that fits. A calendar file cannot go with it: the text then begins by asking to attach the
    /// file.
    pub fn mailto(&self) -> String {
        let to = one_line(&self.to.address).replace(' ', "");
        let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let mut link = format!("mailto:{}?subject=", utf8_percent_encode(&to, IN_ADDRESS));
        let room = link.len() + LONGEST / 3;
        for c in one_line(&self.subject).chars() {
            let piece = encode(c.encode_utf8(&mut [0; 4]));
            if link.len() + piece.len() > room {
                break;
            }
            link.push_str(&piece);
        }
        link.push_str("&body=");
        let end = encode("…");
        let mut text = String::new();
        if self.invite.is_some() {
            text = format!(
                "[Please attach the file {FILE_NAME} to this mail, then delete this line.]\n\n"
            );
        }
        text.push_str(self.text.trim_end());
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let mut piece = encode(line);
            if lines.peek().is_some() {
                piece.push_str("%0D%0A");
            }
            let last = if lines.peek().is_some() { end.len() } else { 0 };
            if link.len() + piece.len() + last >= LONGEST {
                link.push_str(&end);
                break;
            }
            link.push_str(&piece);
        }
        link
    }
}
