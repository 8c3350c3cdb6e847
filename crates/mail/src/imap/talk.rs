//! The talk with an IMAP server: one command, its answers, its outcome. Everything it sends is
//! bounded in size.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};

use super::token::{Token, announced, tokens};
use crate::error::{MailError, words};
use crate::reply::LARGEST;
use crate::server::Patience;
use crate::stream::{Connection, unreachable};

/// The longest line: structures of mails with hundreds of attachments have one.
const LONGEST_LINE: usize = 1024 * 1024;
/// The most bytes that are kept of the answers to one command, mails aside.
const MOST: usize = 8 * 1024 * 1024;
/// Nobody waits long for a goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Done.
    Ok,
    /// Refused, with the words of the server.
    No(String),
}

impl Outcome {
    /// For commands that a healthy server does not refuse.
    pub fn or_nonsense(self, talk: &Talk) -> Result<(), MailError> {
        match self {
            Self::Ok => Ok(()),
            Self::No(_) => Err(talk.nonsense()),
        }
    }
}

/// A connection to an IMAP server.
pub(super) struct Talk {
    stream: BufReader<Connection>,
    host: String,
    patience: Patience,
    number: u32,
}

/// What the server says next.
pub(super) enum Said {
    /// `* …`
    Untagged(Vec<Token>),
    /// `+ …`: it waits for more.
    Waits,
    /// The outcome of our command.
    Ended(Outcome),
}

impl Talk {
    pub fn new(connection: Connection, host: &str, patience: Patience) -> Self {
        Self {
            stream: BufReader::new(connection),
            host: host.to_owned(),
            patience,
            number: 0,
        }
    }

    /// The server says what nobody can understand. Nothing is lost by asking again.
    pub fn nonsense(&self) -> MailError {
        unreachable(&self.host)
    }

    /// Sends a command and collects what is said until it ends.
    pub async fn command(
        &mut self,
        command: &str,
    ) -> Result<(Outcome, Vec<Vec<Token>>), MailError> {
        let limit = self.patience.command;
        self.timed(limit, command, MOST).await
    }

    /// The same for a command whose answer is a mail.
    pub async fn command_with_mail(
        &mut self,
        command: &str,
    ) -> Result<(Outcome, Vec<Vec<Token>>), MailError> {
        let limit = self.patience.delivery;
        self.timed(limit, command, LARGEST + MOST).await
    }

    async fn timed(
        &mut self,
        limit: Duration,
        command: &str,
        most: usize,
    ) -> Result<(Outcome, Vec<Vec<Token>>), MailError> {
        let host = self.host.clone();
        let step = async {
            let tag = self.send(command).await?;
            let mut answers = Vec::new();
            let mut room = most;
            loop {
                match self.next(&tag, &mut room).await? {
                    Said::Untagged(answer) => answers.push(answer),
                    Said::Waits => return Err(self.nonsense()),
                    Said::Ended(outcome) => return Ok((outcome, answers)),
                }
            }
        };
        crate::stream::within(limit, &host, step).await
    }

    /// Sends a command under a new tag.
    pub async fn send(&mut self, command: &str) -> Result<String, MailError> {
        self.number += 1;
        let tag = format!("m{}", self.number);
        self.line(&format!("{tag} {command}")).await?;
        Ok(tag)
    }

    /// Sends a line as it is.
    pub async fn line(&mut self, line: &str) -> Result<(), MailError> {
        let lost = |_| unreachable(&self.host);
        let stream = self.stream.get_mut();
        stream.write_all(line.as_bytes()).await.map_err(lost)?;
        stream.write_all(b"\r\n").await.map_err(lost)?;
        stream.flush().await.map_err(lost)
    }

    /// Reads what the server says next about the command with this tag.
    pub async fn next(&mut self, tag: &str, room: &mut usize) -> Result<Said, MailError> {
        let bytes = self.answer(room).await?;
        let Some(space) = bytes.iter().position(|byte| *byte == b' ') else {
            return if bytes.starts_with(b"+") {
                Ok(Said::Waits)
            } else {
                Err(self.nonsense())
            };
        };
        let (first, rest) = bytes.split_at(space);
        let rest = rest.trim_ascii_start();
        match first {
            b"*" => {
                let answer = tokens(rest);
                if answer.first().is_some_and(|token| token.is("BYE")) {
                    return Err(MailError::Busy { retry_after: None });
                }
                Ok(Said::Untagged(answer))
            }
            b"+" => Ok(Said::Waits),
            own if own == tag.as_bytes() => self.outcome(rest).map(Said::Ended),
            _ => Err(self.nonsense()),
        }
    }

    fn outcome(&self, said: &[u8]) -> Result<Outcome, MailError> {
        let text = String::from_utf8_lossy(said);
        let (word, rest) = text.split_once(' ').unwrap_or((text.trim_end(), ""));
        let has = |code: &str| rest.to_ascii_uppercase().starts_with(code);
        match word.to_ascii_uppercase().as_str() {
            "OK" => Ok(Outcome::Ok),
            // RFC 5530: it is the server's trouble, and it passes.
            "NO" if has("[UNAVAILABLE]") || has("[INUSE]") || has("[LIMIT]") => {
                Err(MailError::Busy { retry_after: None })
            }
            "NO" | "BAD" => Ok(Outcome::No(words(rest))),
            _ => Err(self.nonsense()),
        }
    }

    /// One whole answer: a line, and as long as lines announce literals, those and the next line.
    async fn answer(&mut self, room: &mut usize) -> Result<Vec<u8>, MailError> {
        let mut out = Vec::new();
        loop {
            let start = out.len();
            let most = u64::try_from(LONGEST_LINE.min(*room)).unwrap_or(u64::MAX);
            let mut limited = (&mut self.stream).take(most);
            let read = limited.read_until(b'\n', &mut out).await;
            read.map_err(|_| unreachable(&self.host))?;
            if out.last() != Some(&b'\n') {
                return Err(self.nonsense());
            }
            *room = room.saturating_sub(out.len() - start);
            let Some(length) = announced(out.get(start..).unwrap_or_default()) else {
                return Ok(out);
            };
            if length > *room {
                return Err(self.nonsense());
            }
            let start = out.len();
            let most = u64::try_from(length).unwrap_or(u64::MAX);
            let read = (&mut self.stream).take(most).read_to_end(&mut out).await;
            read.map_err(|_| unreachable(&self.host))?;
            if out.len() - start != length {
                return Err(self.nonsense());
            }
            *room -= length;
        }
    }

    /// Says goodbye; how that goes changes nothing.
    pub async fn goodbye(mut self) {
        let step = async {
            let tag = self.send("LOGOUT").await?;
            let mut room = MOST;
            while !matches!(self.next(&tag, &mut room).await?, Said::Ended(_)) {}
            Ok::<_, MailError>(())
        };
        let _ = tokio::time::timeout(GOODBYE, step).await;
    }
}
