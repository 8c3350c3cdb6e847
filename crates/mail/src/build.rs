//! A mail as bytes (RFC 5322, MIME): made here, so that nothing in it can break out of its place.
//!
//! The headers of the mail are written by this module: every text in them becomes words of RFC 2047
//! or a quoted string, without line breaks. lettre makes the parts. All of them are encoded
//! (quoted-printable, base64), so the boundaries, which hold `=_`, cannot occur in them and need no
//! chance: the same mail gives the same bytes at every try.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, Body, MultiPart, SinglePart};

use crate::message::{Invite, Mailbox, Message, MessageProblem};

/// The name under which the calendar file is attached; Outlook wants this one (FEATURES.md 5.6).
pub(crate) const FILE_NAME: &str = "invite.ics";

/// The most mails that `References` names: the first and the last ones.
const MOST_REFERENCES: usize = 20;

impl Message {
    /// The mail as it goes to a server: `multipart/mixed` of the words (`multipart/alternative`,
    /// with the calendar file as the last alternative, its method in the header) and of the same
    /// file as an attachment. ASCII only.
    ///
    /// # Errors
    /// A [`MessageProblem`] when an address, the id or the date cannot stand in a mail.
    pub fn to_bytes(&self) -> Result<Vec<u8>, MessageProblem> {
        self.bytes("")
    }

    /// The mail as a draft that a mail program opens for sending (`X-Unsent: 1`).
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn to_eml_draft(&self) -> Result<Vec<u8>, MessageProblem> {
        self.bytes("X-Unsent: 1\r\n")
    }

    fn bytes(&self, more: &str) -> Result<Vec<u8>, MessageProblem> {
        let mut head = String::from(more);
        let mut add = |name: &str, value: &str| {
            head.push_str(name);
            head.push_str(": ");
            head.push_str(value);
            head.push_str("\r\n");
        };
        add("Message-ID", id(&self.message_id)?);
        add("Date", &date(self.date)?);
        add("From", &mailbox(&self.from, "sender")?);
        add("To", &mailbox(&self.to, "recipient")?);
        add(
            "Subject",
            &text(&one_line(&self.subject), "Subject: ".len()),
        );
        if let Some(answered) = &self.in_reply_to {
            add("In-Reply-To", id(answered)?);
        }
        let known = self.references.len();
        let mut before = Vec::new();
        for (number, reference) in self.references.iter().enumerate() {
            if number == 0 || number + MOST_REFERENCES > known {
                before.push(id(reference)?);
            }
        }
        if !before.is_empty() {
            add("References", &before.join("\r\n "));
        }
        add("MIME-Version", "1.0");
        let mut out = head.into_bytes();
        out.extend(self.parts()?.formatted());
        Ok(out)
    }

    fn parts(&self) -> Result<MultiPart, MessageProblem> {
        let mut words = MultiPart::alternative()
            .boundary("=_words")
            .singlepart(written("text/plain; charset=utf-8", &self.text)?);
        if let Some(html) = &self.html {
            words = words.singlepart(written("text/html; charset=utf-8", html)?);
        }
        let Some(invite) = &self.invite else {
            return Ok(MultiPart::mixed().boundary("=_mail").multipart(words));
        };
        let method = invite.method.word();
        let words = words.singlepart(
            SinglePart::builder()
                .header(kind(&format!(
                    "text/calendar; method={method}; charset=UTF-8"
                ))?)
                .body(file(invite)?),
        );
        let attached = Attachment::new(FILE_NAME.to_owned())
            .body(file(invite)?, kind("application/ics; name=\"invite.ics\"")?);
        Ok(MultiPart::mixed()
            .boundary("=_mail")
            .multipart(words)
            .singlepart(attached))
    }
}

fn kind(text: &str) -> Result<ContentType, MessageProblem> {
    ContentType::parse(text).map_err(|_| MessageProblem::Invite("its kind cannot be named."))
}

/// Words, in an encoding that keeps lines short.
fn written(content: &str, words: &str) -> Result<SinglePart, MessageProblem> {
    let body = Body::new_with_encoding(tidy(words), ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| MessageProblem::Invite("its words cannot be written."))?;
    Ok(SinglePart::builder().header(kind(content)?).body(body))
}

/// The calendar file, byte for byte.
fn file(invite: &Invite) -> Result<Body, MessageProblem> {
    let bytes = invite.ics.clone().into_bytes();
    Body::new_with_encoding(bytes, ContentTransferEncoding::Base64)
        .map_err(|_| MessageProblem::Invite("its calendar file cannot be written."))
}

/// A text with CRLF line ends and without other control characters.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    kept.replace('\n', "\r\n")
}

/// A text as one line: what breaks or ends a line is a space, and spaces are single.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn date(at: DateTime<Utc>) -> Result<String, MessageProblem> {
    // From 1970 to the end of the year 9999: what four digits can say.
    if (0..=253_402_300_799).contains(&at.timestamp()) {
        Ok(at.to_rfc2822())
    } else {
        Err(MessageProblem::Date)
    }
}

/// A message id as it stands in a header; nothing else may be in it.
fn id(id: &str) -> Result<&str, MessageProblem> {
    let inside = id
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .ok_or(MessageProblem::MessageId)?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>');
    let (left, right) = inside.split_once('@').ok_or(MessageProblem::MessageId)?;
    let fits = !left.is_empty() && !right.is_empty() && id.len() <= 250;
    if fits && inside.chars().all(plain) {
        Ok(id)
    } else {
        Err(MessageProblem::MessageId)
    }
}

/// An address as it travels: ASCII, its domain in the form of DNS.
pub(crate) fn address(mailbox: &Mailbox, field: &'static str) -> Result<String, MessageProblem> {
    let problem = MessageProblem::Address { field };
    let given = mailbox.address.trim();
    let (local, domain) = given.rsplit_once('@').ok_or(problem.clone())?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > 64 || dots || !local.chars().all(plain) {
        return Err(problem);
    }
    match url::Host::parse(domain) {
        // `%` would be undone by the parser of addresses.
        Ok(url::Host::Domain(domain)) if !domain.is_empty() && domain.len() <= 253 => {
            Ok(format!("{local}@{}", domain.trim_end_matches('.')))
        }
        _ => Err(problem),
    }
}

fn mailbox(mailbox: &Mailbox, field: &'static str) -> Result<String, MessageProblem> {
    let address = address(mailbox, field)?;
    let name = one_line(&mailbox.name);
    if name.is_empty() {
        return Ok(address);
    }
    let plain = |c: char| c.is_ascii() && !matches!(c, '"' | '\\');
    let name = if name.len() <= 50 && name.chars().all(plain) && !name.contains("=?") {
        format!("\"{name}\"")
    } else {
        encoded(&name, "Sender: ".len())
    };
    Ok(format!("{name}\r\n <{address}>"))
}

/// A text of a header: as it is, when every reader takes it so.
fn text(line: &str, used: usize) -> String {
    if line.is_ascii() && line.len() + used <= 76 && !line.contains("=?") {
        line.to_owned()
    } else {
        encoded(line, used)
    }
}

/// RFC 2047: words of at most 75 characters, one on each line, never cut inside a character.
fn encoded(line: &str, used: usize) -> String {
    const AROUND: usize = "=?utf-8?B??=".len();
    let mut out: Vec<String> = Vec::new();
    let mut piece = String::new();
    for c in line.chars() {
        let before = if out.is_empty() { used } else { 1 };
        let longer = (piece.len() + c.len_utf8()).div_ceil(3) * 4;
        if before + AROUND + longer > 75 && !piece.is_empty() {
            out.push(std::mem::take(&mut piece));
        }
        piece.push(c);
    }
    out.push(piece);
    let words: Vec<_> = out
        .iter()
        .map(|piece| format!("=?utf-8?B?{}?=", BASE64_STANDARD.encode(piece)))
        .collect();
    words.join("\r\n ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_travel_in_ascii_or_not_at_all() {
        let given = |text: &str| {
            let mailbox = Mailbox {
                name: String::new(),
                address: text.to_owned(),
            };
            address(&mailbox, "recipient").ok()
        };
        assert_eq!(
            given(" ana.b+c@Example.org "),
            Some("ana.b+c@example.org".into())
        );
        assert_eq!(
            given("ana@bücher.example"),
            Some("ana@xn--bcher-kva.example".into())
        );
        for bad in [
            "",
            "ana",
            "@x.org",
            "ana@",
            "a b@x.org",
            "ana@x.org>\r\nRCPT TO:<b@x.org",
            "ana@x.org\r\nBcc: b@x.org",
            "\"a b\"@x.org",
            ".a@x.org",
            "ána@x.org",
            "a@b@c d",
            "a@[127.0.0.1]",
        ] {
            assert_eq!(given(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn message_ids_hold_nothing_else() {
        assert!(id("<a.1@muster>").is_ok());
        for bad in ["a@b", "<a>", "<@b>", "<a@b>\r\nX: y", "<a b@c>", "<a@b<c>"] {
            assert_eq!(id(bad), Err(MessageProblem::MessageId), "{bad:?}");
        }
    }

    #[test]
    fn no_line_of_a_header_is_long() {
        let long = "Gespräch über 面接 😀 ".repeat(30);
        for line in encoded(&long, 9).split("\r\n") {
            assert!(line.len() <= 76, "{}", line.len());
        }
    }
}
