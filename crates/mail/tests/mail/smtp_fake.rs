//! An SMTP server on loopback that does, at one step, what it is told.

use std::sync::{Arc, Mutex};

use muster_mail::{Patience, Security, SignIn, SmtpServer};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A step of the talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Ehlo,
    StartTls,
    Auth,
    MailFrom,
    RcptTo,
    Data,
    /// In the middle of the mail.
    Text,
    /// After the final dot.
    Dot,
    Quit,
}

/// What happens there.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// The connection ends.
    Cut,
    /// Nothing is said any more.
    Silence,
    /// This is said, and the talk goes on.
    Say(&'static str),
    /// This is said, and the connection ends.
    SayAndCut(&'static str),
}

/// What the server has seen.
#[derive(Debug, Default)]
pub struct Seen {
    pub connections: usize,
    pub lines: Vec<String>,
    /// Mails that were complete.
    pub mails: Vec<Vec<u8>>,
}

pub struct Fake {
    pub port: u16,
    pub seen: Arc<Mutex<Seen>>,
}

impl Fake {
    /// Starts it. `offers` are its extensions, such as `AUTH PLAIN`.
    pub async fn start(offers: &'static [&'static str], at: Step, act: Act) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let known = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                known.lock().unwrap().connections += 1;
                let mut talk = Talk {
                    stream: BufReader::new(stream),
                    seen: Arc::clone(&known),
                    offers,
                    at,
                    act,
                };
                tokio::spawn(async move { talk.run().await });
            }
        });
        Self { port, seen }
    }

    pub fn server(&self, sign_in: SignIn) -> SmtpServer {
        SmtpServer {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::Plain,
            sign_in,
            extra_root_certificates: Vec::new(),
            patience: Patience::default(),
        }
    }

    pub fn commands(&self) -> Vec<String> {
        self.seen.lock().unwrap().lines.clone()
    }
}

struct Talk {
    stream: BufReader<TcpStream>,
    seen: Arc<Mutex<Seen>>,
    offers: &'static [&'static str],
    at: Step,
    act: Act,
}

impl Talk {
    /// Does what this step wants; `None` ends the connection.
    async fn step(&mut self, step: Step, usual: &str) -> Option<()> {
        let words = if step == self.at {
            match self.act {
                Act::Cut => return None,
                Act::Silence => return std::future::pending().await,
                Act::Say(words) => words,
                Act::SayAndCut(words) => {
                    let _ = self.stream.get_mut().write_all(words.as_bytes()).await;
                    return None;
                }
            }
        } else {
            usual
        };
        self.stream.get_mut().write_all(words.as_bytes()).await.ok()
    }

    async fn run(&mut self) -> Option<()> {
        self.step(Step::Greeting, "220 fake ready\r\n").await?;
        let mut hello = String::from("250-fake greets you\r\n");
        for offer in self.offers {
            hello.push_str(&format!("250-{offer}\r\n"));
        }
        hello.push_str("250 8BITMIME\r\n");
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line).await.ok()? == 0 {
                return None;
            }
            self.seen
                .lock()
                .unwrap()
                .lines
                .push(line.trim_end().to_owned());
            let verb = line
                .split([' ', '\r'])
                .next()
                .unwrap_or_default()
                .to_owned();
            match verb.as_str() {
                "EHLO" => self.step(Step::Ehlo, &hello).await?,
                "STARTTLS" => self.step(Step::StartTls, "502 no\r\n").await?,
                "AUTH" if line.starts_with("AUTH LOGIN") => {
                    self.step(Step::Auth, "334 VXNlcm5hbWU6\r\n").await?;
                }
                "AUTH" => self.step(Step::Auth, "235 welcome\r\n").await?,
                "MAIL" => self.step(Step::MailFrom, "250 ok\r\n").await?,
                "RCPT" => self.step(Step::RcptTo, "250 ok\r\n").await?,
                "DATA" => {
                    self.step(Step::Data, "354 go on\r\n").await?;
                    self.mail().await?;
                    self.step(Step::Dot, "250 2.0.0 queued as 17\r\n").await?;
                }
                "QUIT" => {
                    self.step(Step::Quit, "221 bye\r\n").await?;
                    return None;
                }
                // A line of a sign-in.
                _ => self.line_of_sign_in(&line).await?,
            }
        }
    }

    async fn line_of_sign_in(&mut self, line: &str) -> Option<()> {
        let answer = match line.trim_end() {
            "cml0YQ==" => "334 UGFzc3dvcmQ6\r\n",
            "aHVudGVyMg==" => "235 welcome\r\n",
            _ => "535 5.7.8 not you\r\n",
        };
        self.stream
            .get_mut()
            .write_all(answer.as_bytes())
            .await
            .ok()
    }

    /// Reads a mail up to its final dot.
    async fn mail(&mut self) -> Option<()> {
        let mut mail = Vec::new();
        if self.at == Step::Text {
            let mut some = [0; 1000];
            self.stream.read_exact(&mut some).await.ok()?;
            self.step(Step::Text, "").await?;
            mail.extend(some);
        }
        while !mail.ends_with(b"\r\n.\r\n") {
            if self.stream.read_until(b'\n', &mut mail).await.ok()? == 0 {
                return None;
            }
        }
        self.seen.lock().unwrap().mails.push(mail);
        Some(())
    }
}
