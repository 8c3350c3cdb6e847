//! An SMTP server on loopback that takes its time, and keeps only what it was given to the end.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrived {
    pub to: String,
    pub message_id: String,
}

pub struct Postbox {
    pub port: u16,
    /// Milliseconds before each answer.
    pause: Arc<AtomicU64>,
    mails: Arc<Mutex<Vec<Arrived>>>,
}

impl Postbox {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (pause, mails) = (Arc::new(AtomicU64::new(0)), Arc::<Mutex<Vec<_>>>::default());
        let (its_pause, its_mails) = (Arc::clone(&pause), Arc::clone(&mails));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { break };
                let (pause, mails) = (Arc::clone(&its_pause), Arc::clone(&its_mails));
                // Whoever is killed hangs up wherever they are.
                thread::spawn(move || serve(stream, &pause, &mails));
            }
        });
        Self { port, pause, mails }
    }

    /// Takes so many milliseconds for each answer from now on.
    pub fn takes(&self, milliseconds: u64) {
        self.pause.store(milliseconds, Ordering::Release);
    }

    /// All that ever arrived.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.mails.lock().unwrap().clone()
    }
}

fn serve(stream: TcpStream, pause: &AtomicU64, mails: &Mutex<Vec<Arrived>>) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    let mut say = |words: &str| {
        thread::sleep(Duration::from_millis(pause.load(Ordering::Acquire)));
        out.write_all(format!("{words}\r\n").as_bytes())
    };
    say("220 postbox")?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let word = line.trim_end().to_ascii_uppercase();
        if word.starts_with("EHLO") {
            say("250-postbox\r\n250-8BITMIME\r\n250 SMTPUTF8")?;
        } else if word.starts_with("RCPT") {
            let address = line.split_once('<').unwrap().1;
            address.split_once('>').unwrap().0.clone_into(&mut to);
            say("250 ok")?;
        } else if word == "DATA" {
            say("354 go on")?;
            let Some(message_id) = message_id(&mut lines)? else {
                return Ok(());
            };
            let to = to.clone();
            mails.lock().unwrap().push(Arrived { to, message_id });
            say("250 taken")?;
        } else if word == "QUIT" {
            return say("221 bye");
        } else {
            say("250 ok")?;
        }
    }
}

/// Reads a mail up to its final dot; `None` when it was cut off before.
fn message_id(lines: &mut impl std::io::BufRead) -> std::io::Result<Option<String>> {
    let mut found = None;
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        match line.as_str() {
            "" => return Ok(None),
            ".\r\n" => return Ok(Some(found.expect("a mail without Message-ID"))),
            _ => {}
        }
        if let Some(id) = line.strip_prefix("Message-ID: ") {
            found = Some(id.trim().to_owned());
        }
    }
}
