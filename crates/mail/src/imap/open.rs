//! The beginning of a talk: greeting, protection, signing in.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use zeroize::Zeroizing;

use super::ImapServer;
use super::talk::{Outcome, Said, Talk};
use crate::error::MailError;
use crate::server::{Security, SignIn, allowed};
use crate::stream::{Connection, line_alone, secure, tcp, unreachable, within};

impl ImapServer {
    /// Connects, protects the connection and signs in.
    pub(super) async fn open(&self) -> Result<Talk, MailError> {
        allowed(&self.host, self.security)?;
        let stream = within(self.patience.connect, &self.host, self.reach()).await?;
        let mut talk = Talk::new(stream, &self.host, self.patience);
        within(self.patience.command, &self.host, async {
            let mut room = 10_000;
            let greeting = talk.next("", &mut room).await?;
            let Said::Untagged(greeting) = greeting else {
                return Err(talk.nonsense());
            };
            let is = |word: &str| greeting.first().is_some_and(|token| token.is(word));
            if is("PREAUTH") {
                return Ok(());
            }
            if !is("OK") {
                return Err(talk.nonsense());
            }
            self.sign_in(&mut talk).await
        })
        .await?;
        Ok(talk)
    }

    async fn reach(&self) -> Result<Connection, MailError> {
        let mut tcp = tcp(&self.host, self.port).await?;
        match self.security {
            Security::Plain => Ok(Connection::plain(tcp)),
            Security::Tls => {
                let tls = secure(tcp, &self.host, &self.extra_root_certificates).await?;
                Ok(Connection::tls(tls))
            }
            Security::StartTls => {
                self.ask_for_tls(&mut tcp).await?;
                let tls = secure(tcp, &self.host, &self.extra_root_certificates).await?;
                // The greeting came in the clear; nothing of it is believed.
                Ok(Connection::tls(tls).beginning(b"* OK protected\r\n"))
            }
        }
    }

    async fn ask_for_tls(&self, tcp: &mut TcpStream) -> Result<(), MailError> {
        const MOST_LINES: usize = 100;
        let lost = |_| unreachable(&self.host);
        let greeting = line_alone(tcp).await.map_err(lost)?;
        if greeting.starts_with(b"* BYE") {
            return Err(MailError::Busy { retry_after: None });
        }
        let sent = tcp.write_all(b"m0 STARTTLS\r\n").await;
        sent.map_err(lost)?;
        for _ in 0..MOST_LINES {
            let line = line_alone(tcp).await.map_err(lost)?;
            if line.starts_with(b"m0 OK") {
                return Ok(());
            }
            if line.starts_with(b"m0 ") {
                return Err(MailError::settings(
                    "security",
                    "The server offers no STARTTLS on this port. Choose TLS, or correct the port.",
                ));
            }
        }
        Err(unreachable(&self.host))
    }

    async fn sign_in(&self, talk: &mut Talk) -> Result<(), MailError> {
        let text = match &self.sign_in {
            SignIn::None => return Ok(()),
            SignIn::Password { user, password } => {
                Zeroizing::new(format!("\0{user}\0{}", password.expose()))
            }
            SignIn::XOAuth2 { user, token } => Zeroizing::new(format!(
                "user={user}\u{1}auth=Bearer {}\u{1}\u{1}",
                token.expose()
            )),
        };
        let (outcome, answers) = talk.command("CAPABILITY").await?;
        outcome.or_nonsense(talk)?;
        let offers = |name: &str| answers.iter().flatten().any(|token| token.is(name));
        let outcome = match &self.sign_in {
            SignIn::XOAuth2 { .. } if offers("AUTH=XOAUTH2") => {
                authenticate(talk, "XOAUTH2", &text).await?
            }
            SignIn::Password { .. } if offers("AUTH=PLAIN") => {
                authenticate(talk, "PLAIN", &text).await?
            }
            SignIn::Password { user, password } if !offers("LOGINDISABLED") => {
                let (user, password) = (quoted(user)?, quoted(password.expose())?);
                let line = Zeroizing::new(format!("LOGIN {} {}", *user, *password));
                talk.command(&line).await?.0
            }
            _ => {
                return Err(MailError::settings(
                    "sign_in",
                    "The mail server takes no sign-in of this kind on this connection. Choose \
                     another way to sign in, or another port.",
                ));
            }
        };
        match outcome {
            Outcome::Ok => Ok(()),
            Outcome::No(words) => Err(MailError::SignIn { words }),
        }
    }
}

/// `AUTHENTICATE` in two steps, which every server takes.
async fn authenticate(talk: &mut Talk, way: &str, text: &str) -> Result<Outcome, MailError> {
    let tag = talk.send(&format!("AUTHENTICATE {way}")).await?;
    let text = Zeroizing::new(BASE64_STANDARD.encode(text));
    // A second question explains a refusal, and wants an empty line before the server refuses.
    let mut lines = [text.as_str(), ""].into_iter();
    let mut room = 100_000;
    loop {
        match talk.next(&tag, &mut room).await? {
            Said::Untagged(_) => {}
            Said::Waits => match lines.next() {
                Some(line) => talk.line(line).await?,
                None => return Err(talk.nonsense()),
            },
            Said::Ended(outcome) => return Ok(outcome),
        }
    }
}

/// A quoted string; it holds seven-bit characters only.
fn quoted(text: &str) -> Result<Zeroizing<String>, MailError> {
    if !text.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) {
        return Err(MailError::settings(
            "sign_in",
            "This server takes only plain letters in user names and passwords. Change the \
             password there, or choose another way to sign in.",
        ));
    }
    let escaped = Zeroizing::new(text.replace('\\', "\\\\"));
    Ok(Zeroizing::new(format!(
        "\"{}\"",
        escaped.replace('"', "\\\"")
    )))
}
