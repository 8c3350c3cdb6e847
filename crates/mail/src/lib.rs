//! Mails about interviews: written, checked against the invitation in them, sent once, and the
//! answers read (FEATURES.md 1.15 and 5.6).
//!
//! [`Message`] is a mail; [`Message::check`] proves that its words and its calendar file say the
//! same before it leaves. [`SmtpServer`], [`GmailApi`] and [`GraphMail`] send it; a
//! [`MailError`] says whether it was certainly not sent, or may have been. [`ImapServer`] finds the
//! answers, and [`read_reply`] reads one, also from a file that somebody drops.

mod build;
mod check;
mod error;
mod gmail;
mod graph;
mod imap;
mod mailto;
mod message;
mod reply;
mod server;
mod smtp;
mod stream;
mod vendor;

pub use check::Told;
pub use error::MailError;
pub use gmail::GmailApi;
pub use graph::GraphMail;
pub use imap::{Fetched, ImapServer, Place};
pub use message::{Invite, Mailbox, Message, MessageProblem};
pub use muster_providers::oauth::SecretText as Secret;
pub use reply::{Incoming, Kind, ReplyProblem, read_reply};
pub use server::{Patience, Security, SignIn};
pub use smtp::{Accepted, SmtpServer};
