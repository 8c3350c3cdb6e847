//! SMTP submission (RFC 6409) through lettre, one command at a time.
//!
//! lettre's `send` gives one error for everything. Here each command is a step of its own, because
//! what an error means depends on the step: until the final dot is written, whatever goes wrong,
//! nothing was sent. From then on a lost connection, silence, or words that are no answer mean that
//! nobody knows. (A connection that ends is, to lettre, a `response error`: no help either.)

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::build;
use crate::error::{MailError, words};
use crate::message::{Message, MessageProblem};
use crate::server::{Patience, Security, SignIn, allowed};
use crate::stream::{Connection, line_alone, secure, tcp, unreachable, within};

mod failure;
mod sign_in;

use failure::{early, sign_in_refused};

/// A server that takes mails.
#[derive(Debug, Clone)]
pub struct SmtpServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Who signs in.
    pub sign_in: SignIn,
    /// Certificates (DER) that are trusted beside the system's.
    pub extra_root_certificates: Vec<Vec<u8>>,
    /// How long it may take.
    pub patience: Patience,
}

/// The server has taken the mail and answers for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// What the server said: often its own number for the mail.
    pub words: String,
}

/// The mail is written in pieces of this size.
const PIECE: usize = 16 * 1024;
/// Nobody waits long for a goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

impl SmtpServer {
    /// Connects and signs in, and sends nothing.
    ///
    /// # Errors
    /// A [`MailError`], never `Unsure`.
    pub async fn test(&self) -> Result<(), MailError> {
        let mut connection = self.open().await?;
        goodbye(&mut connection).await;
        Ok(())
    }

    /// Sends a mail, once.
    ///
    /// # Errors
    /// A [`MailError`] that says whether the mail may have been delivered.
    pub async fn send(&self, message: &Message) -> Result<Accepted, MailError> {
        let damaged = |problem: MessageProblem| MailError::settings("message", problem.to_string());
        let bytes = message.to_bytes().map_err(damaged)?;
        let from = address(&message.from, "sender").map_err(damaged)?;
        let to = address(&message.to, "recipient").map_err(damaged)?;
        let mut connection = self.open().await?;
        let sent = self.transfer(&mut connection, from, to, &bytes).await;
        // After an answer the server is still there; else there is nobody to say goodbye to.
        if !matches!(
            sent,
            Err(MailError::Unreachable { .. } | MailError::Unsure { .. })
        ) {
            goodbye(&mut connection).await;
        }
        sent
    }

    /// Connects, protects the connection and signs in.
    async fn open(&self) -> Result<AsyncSmtpConnection, MailError> {
        allowed(&self.host, self.security)?;
        let stream = within(self.patience.connect, &self.host, self.reach()).await?;
        let hello = ClientId::default();
        let greeted = async {
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)
                .await
                .map_err(|error| early(&self.host, &error))
        };
        let mut connection = within(self.patience.command, &self.host, greeted).await?;
        let signed_in = sign_in::sign_in(&mut connection, &self.sign_in, &self.host);
        within(self.patience.command, &self.host, signed_in).await?;
        Ok(connection)
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
                // After TLS there is no second greeting, but lettre waits for one.
                Ok(Connection::tls(tls).beginning(b"220 protected\r\n"))
            }
        }
    }

    /// Speaks in the clear until the server is ready for TLS, and keeps nothing of what it said.
    async fn ask_for_tls(&self, tcp: &mut TcpStream) -> Result<(), MailError> {
        let steps = [
            ("", 220),
            ("EHLO [127.0.0.1]\r\n", 250),
            ("STARTTLS\r\n", 220),
        ];
        for (command, expected) in steps {
            tcp.write_all(command.as_bytes())
                .await
                .map_err(|_| unreachable(&self.host))?;
            let (code, said) = reply(tcp).await.map_err(|_| unreachable(&self.host))?;
            if code == expected {
                continue;
            }
            return Err(match code {
                400..500 => MailError::Busy { retry_after: None },
                _ if command.starts_with("STARTTLS") => MailError::settings(
                    "security",
                    "The server offers no STARTTLS on this port. Choose TLS, or correct the port.",
                ),
                _ => MailError::Refused { code, words: said },
            });
        }
        Ok(())
    }

    async fn transfer(
        &self,
        connection: &mut AsyncSmtpConnection,
        from: Address,
        to: Address,
        bytes: &[u8],
    ) -> Result<Accepted, MailError> {
        let host = &self.host;
        let step = async {
            let mail = connection.command(Mail::new(Some(from), Vec::new())).await;
            mail.map_err(|error| sign_in_refused(host, &error))?;
            let rcpt = connection.command(Rcpt::new(to, Vec::new())).await;
            rcpt.map_err(|error| early(host, &error))?;
            let data = connection.command(Data).await;
            let data = data.map_err(|error| early(host, &error))?;
            if data.has_code(354) {
                return Ok(());
            }
            Err(MailError::Refused {
                code: data.code().into(),
                words: said(&data),
            })
        };
        within(self.patience.command, host, step).await?;

        // lettre asks for the next piece when the one before is written. After the last of the
        // mail comes an empty one: from then on the final dot may be on its way.
        let dot_may_be_out = AtomicBool::new(false);
        let unconfirmed = || {
            if dot_may_be_out.load(Ordering::SeqCst) {
                MailError::Unsure { host: host.clone() }
            } else {
                unreachable(host)
            }
        };
        let end = std::iter::once_with(|| {
            dot_may_be_out.store(true, Ordering::SeqCst);
            &b""[..]
        });
        let text = connection.message_iter(bytes.chunks(PIECE).chain(end));
        let Ok(answer) = tokio::time::timeout(self.patience.delivery, text).await else {
            return Err(unconfirmed());
        };
        match answer {
            Ok(answer) if answer.code().severity == Severity::PositiveCompletion => Ok(Accepted {
                words: said(&answer),
            }),
            Err(error) if error.status().is_some() => Err(early(host, &error)),
            // An answer that decides nothing, words that are no answer, or no connection.
            Ok(_) | Err(_) => Err(unconfirmed()),
        }
    }
}

fn address(
    mailbox: &crate::message::Mailbox,
    field: &'static str,
) -> Result<Address, MessageProblem> {
    build::address(mailbox, field)?
        .parse()
        .map_err(|_| MessageProblem::Address { field })
}

fn said(answer: &Response) -> String {
    let lines: Vec<&str> = answer.message().collect();
    words(&lines.join(" "))
}

async fn goodbye(connection: &mut AsyncSmtpConnection) {
    // The mail is decided; how the goodbye goes changes nothing.
    let _ = tokio::time::timeout(GOODBYE, connection.command(Quit)).await;
}

/// Reads a reply of one or several lines.
async fn reply(tcp: &mut TcpStream) -> std::io::Result<(u16, String)> {
    const MOST_LINES: usize = 100;
    let mut said = String::new();
    for _ in 0..MOST_LINES {
        let line = String::from_utf8_lossy(&line_alone(tcp).await?).into_owned();
        let code = line.get(..3).and_then(|code| code.parse().ok());
        let code: u16 = code.ok_or(std::io::ErrorKind::InvalidData)?;
        said.push_str(line.get(4..).unwrap_or_default());
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok((code, words(&said)));
        }
        said.push(' ');
    }
    Err(std::io::ErrorKind::InvalidData.into())
}
