//! The carrier of a letter: an SMTP server, a vendor's own interface, or nobody.

use muster_mail::{
    Accepted, GmailApi, GraphMail, ImapServer, MailError, Message, Patience, Security, SignIn,
    SmtpServer,
};
use muster_store::mail_account::MailAccount;
use url::Url;

use super::set::password;
use crate::accounts::{self, Granted};
use crate::{Desk, Failure};

/// Who carries letters.
pub(crate) enum Carrier {
    Smtp(Box<SmtpServer>),
    /// A vendor's own interface, as a signed-in account.
    Vendor(Box<Api>, String),
    /// The recruiter.
    Hand,
}

/// A vendor's own interface for mail.
pub(crate) enum Api {
    Gmail(GmailApi),
    Graph(GraphMail),
}

impl Api {
    async fn send(&self, granted: &Granted, message: &Message) -> Result<Accepted, MailError> {
        match self {
            Self::Gmail(gmail) => gmail.send(message, granted.token()).await,
            Self::Graph(graph) => graph.send(message, granted.token()).await,
        }
    }
}

impl Carrier {
    pub(crate) async fn of(desk: &Desk, account: &MailAccount) -> Result<Self, Failure> {
        let line = || desk.calendar_lines().of("mail");
        let id = account.account_id.clone().unwrap_or_default();
        Ok(match account.way.as_str() {
            "smtp" => Self::Smtp(Box::new(SmtpServer {
                host: account.host.clone(),
                port: account.port,
                security: security(&account.security),
                sign_in: sign_in(desk, account).await?,
                extra_root_certificates: Vec::new(),
                patience: Patience::default(),
            })),
            "google" => {
                let base = address("MUSTER_GMAIL", "https://gmail.googleapis.com/")?;
                Self::Vendor(Box::new(Api::Gmail(GmailApi { base, line: line() })), id)
            }
            "microsoft" => {
                let base = address("MUSTER_GRAPH", "https://graph.microsoft.com/v1.0/")?;
                Self::Vendor(Box::new(Api::Graph(GraphMail { base, line: line() })), id)
            }
            _ => Self::Hand,
        })
    }

    /// Sends a letter, once. A refused token is exchanged once: nothing was sent with it.
    pub(crate) async fn send(&self, desk: &Desk, message: &Message) -> Result<Accepted, MailError> {
        let (api, id) = match self {
            Self::Smtp(server) => return server.send(message).await,
            Self::Vendor(api, id) => (api, id),
            Self::Hand => {
                return Err(MailError::Settings {
                    field: "host",
                    words: "Mail leaves by your hand. Hand the letter over.".to_owned(),
                });
            }
        };
        let granted = grant(desk, id).await?;
        match api.send(&granted, message).await {
            Err(MailError::SignIn { .. }) => {
                granted
                    .refused(desk)
                    .await
                    .map_err(|failure| signed_out(&failure))?;
                api.send(&grant(desk, id).await?, message).await
            }
            sent => sent,
        }
    }

    /// Whether it works, without sending anything.
    pub(crate) async fn test(&self, desk: &Desk) -> Result<(), MailError> {
        match self {
            Self::Smtp(server) => server.test().await,
            Self::Vendor(_, id) => grant(desk, id).await.map(|_| ()),
            Self::Hand => Ok(()),
        }
    }

    /// What a try that worked proved.
    pub(crate) fn works_words(&self) -> &'static str {
        match self {
            Self::Smtp(_) => "The server accepts the sign-in. Nothing was sent.",
            Self::Vendor(..) => {
                "The account is signed in. Whether it may send shows at the first letter."
            }
            Self::Hand => "Letters are handed to your mail program.",
        }
    }
}

async fn grant(desk: &Desk, account_id: &str) -> Result<Granted, MailError> {
    accounts::grant(desk, account_id)
        .await
        .map_err(|failure| signed_out(&failure))
}

fn signed_out(failure: &Failure) -> MailError {
    MailError::SignIn {
        words: format!("{} {}", failure.message, failure.hint),
    }
}

fn address(variable: &str, usual: &str) -> Result<Url, Failure> {
    let text = std::env::var(variable).unwrap_or_else(|_| usual.to_owned());
    Url::parse(&text).map_err(Failure::internal)
}

/// The stored word for what went wrong.
pub(super) fn trouble(error: &MailError) -> &'static str {
    match error {
        MailError::SignIn { .. } => "sign_in_again",
        _ => "failing",
    }
}

/// The server that answers are read from; `None` when they are not read.
pub(crate) async fn imap(
    desk: &Desk,
    account: &MailAccount,
) -> Result<Option<ImapServer>, Failure> {
    if account.imap_host.is_empty() {
        return Ok(None);
    }
    Ok(Some(ImapServer {
        host: account.imap_host.clone(),
        port: account.imap_port,
        security: security(&account.imap_security),
        sign_in: sign_in(desk, account).await?,
        extra_root_certificates: Vec::new(),
        patience: Patience::default(),
    }))
}

fn security(word: &str) -> Security {
    match word {
        "start_tls" => Security::StartTls,
        "plain" => Security::Plain,
        _ => Security::Tls,
    }
}

async fn sign_in(desk: &Desk, account: &MailAccount) -> Result<SignIn, Failure> {
    Ok(match password(desk, account).await? {
        Some(password) if !account.user_name.is_empty() => SignIn::Password {
            user: account.user_name.clone(),
            password,
        },
        _ => SignIn::None,
    })
}
