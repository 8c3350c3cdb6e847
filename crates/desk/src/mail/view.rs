//! How mail leaves, as the window shows it.

use muster_store::mail_account::{self, MailAccount};
use schemars::JsonSchema;
use serde::Serialize;

use super::set::{MailSecurity, MailWay};
use crate::command::{NoParameters, of_word};
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// How sending is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It worked the last time.
    Ready,
    /// It failed the last time; Muster tries again by itself.
    Failing,
    /// Only a person can mend it.
    SignInAgain,
    /// Nobody tried it yet.
    Untested,
}

/// The way mail leaves.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailAccountView {
    /// How mail leaves.
    pub way: MailWay,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// The signed-in account that it leaves through.
    pub account_id: Option<String>,
    /// The SMTP server; empty without one.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// The user name; empty when the server wants none.
    pub user_name: String,
    /// Whether a password is kept.
    pub has_password: bool,
    /// The IMAP server that answers are read from; empty when they are not read.
    pub imap_host: String,
    /// Its port.
    pub imap_port: u16,
    /// How the connection is protected.
    pub imap_security: MailSecurity,
    /// How it is.
    pub state: MailState,
    /// The same in words.
    pub state_words: String,
    /// What to do, when something is to be done.
    pub next_step: Option<String>,
    /// How reading answers is, in words; null when they are not read.
    pub answers_words: Option<String>,
}

/// How mail leaves and when.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailSettings {
    /// The way; null before anybody said so.
    pub account: Option<MailAccountView>,
    /// Whether letters leave without a hand.
    pub sends_by_itself: bool,
    /// Whether people are told by themselves when an interview changes.
    pub automatic: bool,
    /// Seconds a letter waits before it leaves, so that it can be stopped.
    pub undo_seconds: u32,
}

/// How a try ended.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MailTried")]
pub struct Tried {
    /// Whether it worked.
    pub ok: bool,
    /// In words, with what to do.
    pub words: String,
}

/// `mail_account_get`.
pub async fn get(desk: &Desk, _: NoParameters) -> Result<MailSettings, Failure> {
    let clock = ReaderClock::of(desk).await?;
    let mut reader = desk.workspace().await?.read().await?;
    let account = mail_account::get(&mut reader).await?;
    let telling = mail_account::telling(&mut reader).await?;
    Ok(MailSettings {
        sends_by_itself: account.as_ref().is_some_and(|a| a.way != "hand_over"),
        account: account
            .map(|account| shown(desk, account, &clock))
            .transpose()?,
        automatic: telling.automatic,
        undo_seconds: telling.undo_seconds,
    })
}

fn shown(
    desk: &Desk,
    account: MailAccount,
    clock: &ReaderClock,
) -> Result<MailAccountView, Failure> {
    let (state, state_words, next_step) = match (account.trouble.as_str(), account.tried_at) {
        _ if account.way == "hand_over" => (
            MailState::Ready,
            "Letters are handed to your mail program, and you send them.".to_owned(),
            None,
        ),
        ("sign_in_again", _) => (
            MailState::SignInAgain,
            account.trouble_words.clone(),
            Some("Give the password again, or sign in again.".to_owned()),
        ),
        ("", None) => (
            MailState::Untested,
            "It was not tried yet.".to_owned(),
            Some("Try it.".to_owned()),
        ),
        ("", Some(at)) => (
            MailState::Ready,
            format!("It worked at {}.", clock.spoken_at(at, desk.now())),
            None,
        ),
        _ => (MailState::Failing, account.trouble_words.clone(), None),
    };
    let answers_words = (!account.imap_host.is_empty()).then(|| {
        match (account.answers_trouble.as_str(), account.answers_read_at) {
            ("", None) => "Answers were not read yet.".to_owned(),
            ("", Some(at)) => format!("Answers read at {}.", clock.spoken_at(at, desk.now())),
            (trouble, _) => trouble.to_owned(),
        }
    });
    Ok(MailAccountView {
        has_password: !account.password_sealed.is_empty(),
        way: of_word(&account.way)?,
        from_name: account.from_name,
        from_address: account.from_address,
        account_id: account.account_id,
        host: account.host,
        port: account.port,
        security: of_word(&account.security)?,
        user_name: account.user_name,
        imap_host: account.imap_host,
        imap_port: account.imap_port,
        imap_security: of_word(&account.imap_security)?,
        state,
        state_words,
        next_step,
        answers_words,
    })
}
