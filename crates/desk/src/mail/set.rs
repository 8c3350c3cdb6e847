//! `mail_account_set`, `mail_account_test`, `mail_account_remove`, `mail_sending_set`.

use std::fmt;

use muster_providers::oauth::SecretText;
use muster_store::mail_account::{self, MailAccount, Telling};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{self, MailSettings, Tried};
use super::way::{Carrier, imap};
use crate::command::NoParameters;
use crate::invitations::begin_telling;
use crate::{Command, Desk, Failure};

/// How mail can leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailWay {
    /// Over an SMTP server.
    Smtp,
    /// Through a signed-in Google account.
    Google,
    /// Through a signed-in Microsoft account.
    Microsoft,
    /// By the recruiter, with their own mail program.
    HandOver,
}

impl MailWay {
    fn word(self) -> &'static str {
        match self {
            Self::Smtp => "smtp",
            Self::Google => "google",
            Self::Microsoft => "microsoft",
            Self::HandOver => "hand_over",
        }
    }
}

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS after a plain greeting.
    StartTls,
    /// Nothing; only for servers on this computer.
    Plain,
}

impl MailSecurity {
    fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "start_tls",
            Self::Plain => "plain",
        }
    }
}

/// Parameters of `mail_account_set`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MailAccountSet")]
pub struct Set {
    /// How mail leaves.
    pub way: MailWay,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address; invitations come from it and are answered to it.
    pub from_address: String,
    /// The signed-in account, for Google and Microsoft.
    #[serde(default)]
    pub account_id: Option<String>,
    /// The SMTP server.
    #[serde(default)]
    pub host: Option<String>,
    /// Its port.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub security: Option<MailSecurity>,
    /// The user name; empty when the server wants none.
    #[serde(default)]
    pub user_name: Option<String>,
    /// The password; the known one stays when it is absent. Stored sealed, never shown again.
    #[serde(default)]
    pub password: Option<String>,
    /// The IMAP server that answers are read from; none when absent or empty.
    #[serde(default)]
    pub imap_host: Option<String>,
    /// Its port.
    #[serde(default)]
    pub imap_port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub imap_security: Option<MailSecurity>,
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Set")
            .field("way", &self.way)
            .finish_non_exhaustive()
    }
}

/// Parameters of `mail_sending_set`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MailSending")]
pub struct Sending {
    /// Whether people are told by themselves when an interview is arranged, moved or cancelled.
    pub automatic: bool,
    /// Seconds a letter waits before it leaves: 10 to 600.
    pub undo_seconds: u32,
}

/// `mail_account_set`: stores how mail leaves. Nothing is sent; `mail_account_test` tries it.
pub async fn set(desk: &Desk, params: Set) -> Result<MailSettings, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let before = mail_account::get(&mut reader).await?;
    drop(reader);
    let mut account = checked(&params, before.as_ref())?;
    if let Some(id) = &account.account_id {
        crate::accounts::of_vendor(desk, id, &account.way).await?;
    }
    account.password_sealed = match params.password.as_deref() {
        Some("") => String::new(),
        Some(password) => {
            desk.seal("mail_account", "1", "password_sealed", password.as_bytes())
                .await?
        }
        // A password belongs to its server: it is not carried to another one.
        None => before
            .as_ref()
            .filter(|b| {
                (&b.host, &b.user_name, &b.imap_host)
                    == (&account.host, &account.user_name, &account.imap_host)
            })
            .map(|b| b.password_sealed.clone())
            .unwrap_or_default(),
    };
    let mut tx = desk.begin_final(Command::mail_account_set).await?;
    mail_account::put(&mut tx, &account).await?;
    tx.summarise("Said how mail leaves");
    desk.commit(tx).await?;
    view::get(desk, NoParameters {}).await
}

fn checked(params: &Set, before: Option<&MailAccount>) -> Result<MailAccount, Failure> {
    let from_address = address(&params.from_address)?;
    let text = |value: &Option<String>| value.as_deref().unwrap_or_default().trim().to_owned();
    let (host, imap_host) = (text(&params.host), text(&params.imap_host));
    let is_smtp = params.way == MailWay::Smtp;
    if is_smtp && host.is_empty() {
        return Err(Failure::parameter(
            "host",
            "The mail server is missing.",
            "Give its name as your mail service shows it, such as smtp.example.org.",
        ));
    }
    let signed_in = matches!(params.way, MailWay::Google | MailWay::Microsoft);
    if signed_in && params.account_id.is_none() {
        return Err(Failure::parameter(
            "account_id",
            "It is not said which account sends.",
            "Sign in to it in Accounts, then choose it.",
        ));
    }
    let security = params.security.unwrap_or(MailSecurity::Tls);
    let imap_security = params.imap_security.unwrap_or(MailSecurity::Tls);
    for (field, server, security) in [
        ("security", host.as_str(), security),
        ("imap_security", imap_host.as_str(), imap_security),
    ] {
        if !server.is_empty() && security == MailSecurity::Plain && !is_here(server) {
            return Err(Failure::parameter(
                field,
                format!(
                    "{server} is not on this computer, and without encryption others could read along."
                ),
                "Choose TLS or STARTTLS.",
            ));
        }
    }
    let port = match (params.port, security) {
        (Some(port), _) if port > 0 => port,
        (_, MailSecurity::Tls) => 465,
        (_, MailSecurity::StartTls | MailSecurity::Plain) => 587,
    };
    let imap_port = match (params.imap_port, imap_security) {
        (Some(port), _) if port > 0 => port,
        (_, MailSecurity::Tls) => 993,
        (_, MailSecurity::StartTls | MailSecurity::Plain) => 143,
    };
    let same_box = before.is_some_and(|b| b.imap_host == imap_host);
    Ok(MailAccount {
        way: params.way.word().to_owned(),
        from_name: one_line(&params.from_name),
        from_address,
        account_id: params.account_id.clone().filter(|_| signed_in),
        host: if is_smtp { host } else { String::new() },
        port: if is_smtp { port } else { 0 },
        security: security.word().to_owned(),
        user_name: text(&params.user_name),
        password_sealed: String::new(),
        imap_port: if imap_host.is_empty() { 0 } else { imap_port },
        imap_security: imap_security.word().to_owned(),
        trouble: String::new(),
        trouble_words: String::new(),
        tried_at: None,
        answers_place: before
            .filter(|_| same_box)
            .map(|b| b.answers_place.clone())
            .unwrap_or_default(),
        answers_read_at: before.filter(|_| same_box).and_then(|b| b.answers_read_at),
        answers_next_at: (!imap_host.is_empty()).then_some(chrono::DateTime::UNIX_EPOCH),
        answers_trouble: String::new(),
        imap_host,
    })
}

fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

fn one_line(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.trim().to_owned()
}

fn address(text: &str) -> Result<String, Failure> {
    let address = text.trim();
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && c != '<' && c != '>';
    let whole = address.split_once('@').is_some_and(|(before, after)| {
        !before.is_empty() && !after.is_empty() && !after.contains('@')
    });
    if whole && address.chars().all(plain) {
        return Ok(address.to_owned());
    }
    Err(Failure::parameter(
        "from_address",
        "This is no e-mail address.",
        "Give the address that you write from, such as ada@example.org.",
    ))
}

/// `mail_account_test`: signs in at the servers and sends nothing.
pub async fn test(desk: &Desk, _: NoParameters) -> Result<Tried, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let account = mail_account::get(&mut reader).await?;
    drop(reader);
    let Some(account) = account else {
        return Ok(Tried {
            ok: false,
            words: "Nothing is set up. Say how mail leaves first.".to_owned(),
        });
    };
    let carrier = Carrier::of(desk, &account).await?;
    let sent = carrier.test(desk).await;
    let read = match imap(desk, &account).await? {
        Some(server) => Some(server.test().await),
        None => None,
    };
    let (trouble, words) = match &sent {
        Ok(()) => ("", String::new()),
        Err(error) => (super::way::trouble(error), error.to_string()),
    };
    let answers = match &read {
        Some(Err(error)) => error.to_string(),
        _ => String::new(),
    };
    let mut tx = desk.begin_background("mail_account_test").await?;
    mail_account::set_trouble(&mut tx, trouble, &words, desk.now()).await?;
    if read.is_some() {
        mail_account::set_answers(&mut tx, None, &answers, desk.now()).await?;
    }
    desk.commit(tx).await?;
    let ok = sent.is_ok() && !matches!(read, Some(Err(_)));
    let said: Vec<String> = [
        if sent.is_ok() {
            carrier.works_words().to_owned()
        } else {
            words
        },
        match &read {
            None => String::new(),
            Some(Ok(())) => "Answers can be read.".to_owned(),
            Some(Err(_)) => answers,
        },
    ]
    .into_iter()
    .filter(|words| !words.is_empty())
    .collect();
    Ok(Tried {
        ok,
        words: said.join(" "),
    })
}

/// `mail_account_remove`.
pub async fn remove(desk: &Desk, _: NoParameters) -> Result<MailSettings, Failure> {
    let mut tx = desk.begin_final(Command::mail_account_remove).await?;
    mail_account::remove(&mut tx).await?;
    tx.summarise("Removed how mail leaves");
    desk.commit(tx).await?;
    view::get(desk, NoParameters {}).await
}

/// `mail_sending_set`: what was arranged before is not told by switching it on.
pub async fn sending(desk: &Desk, params: Sending) -> Result<MailSettings, Failure> {
    if !(10..=600).contains(&params.undo_seconds) {
        return Err(Failure::parameter(
            "undo_seconds",
            format!("A letter cannot wait {} seconds.", params.undo_seconds),
            "Give 10 to 600 seconds.",
        ));
    }
    let mut tx = desk.begin_final(Command::mail_sending_set).await?;
    let before = mail_account::telling(tx.connection()).await?;
    if params.automatic && !before.automatic {
        begin_telling(&mut tx).await?;
    }
    let seen = mail_account::telling(tx.connection()).await?.seen;
    let after = Telling {
        automatic: params.automatic,
        undo_seconds: params.undo_seconds,
        seen,
    };
    mail_account::set_telling(&mut tx, after).await?;
    desk.commit(tx).await?;
    view::get(desk, NoParameters {}).await
}

/// The password of the mail account.
pub(super) async fn password(
    desk: &Desk,
    account: &MailAccount,
) -> Result<Option<SecretText>, Failure> {
    if account.password_sealed.is_empty() {
        return Ok(None);
    }
    let secret = desk
        .unseal_secret(
            "mail_account",
            "1",
            "password_sealed",
            &account.password_sealed,
        )
        .await?;
    let text = String::from_utf8(secret.expose().clone()).map_err(Failure::internal)?;
    Ok(Some(SecretText::new(text)))
}
