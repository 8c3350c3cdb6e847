//! An SMTP server on loopback that keeps what it takes, and can be told to misbehave.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// How the server takes a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Kind,
    /// Refuses every recipient for good.
    Refuses,
    /// Asks to come back later.
    Busy,
    /// Takes the whole mail, keeps it, and hangs up without a word.
    HangsUpAfterTheMail,
    /// Hangs up before it says anything.
    HangsUpAtOnce,
}

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub to: String,
    pub text: String,
}

impl Taken {
    /// The calendar file in the mail, lines unfolded.
    pub fn ics(&self) -> String {
        let part = parts(&self.text)
            .into_iter()
            .find(|part| part.0.to_lowercase().contains("text/calendar"))
            .expect("a calendar part");
        part.1.replace("\r\n ", "")
    }

    /// One property of the event, or `METHOD` of the whole.
    pub fn property(&self, name: &str) -> String {
        let ics = self.ics();
        let from = if name == "METHOD" {
            0
        } else {
            ics.find("BEGIN:VEVENT").unwrap()
        };
        let line = ics[from..].lines().find(|l| {
            l.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([':', ';']))
        });
        let line = line.unwrap_or_else(|| panic!("no {name} in {ics}"));
        line.split_once(':').unwrap().1.trim().to_owned()
    }

    /// The subject and the words, as a person reads them.
    pub fn words(&self) -> String {
        let part = parts(&self.text)
            .into_iter()
            .find(|part| part.0.to_lowercase().contains("text/plain"))
            .expect("a plain part");
        part.1
    }
}

/// The leaves of a mail with their heads, decoded.
fn parts(text: &str) -> Vec<(String, String)> {
    let parsed = mail_parser::MessageParser::default()
        .parse(text.as_bytes())
        .unwrap();
    parsed
        .parts
        .iter()
        .map(|part| {
            let start = usize::try_from(part.raw_header_offset()).unwrap();
            let end = usize::try_from(part.raw_body_offset()).unwrap();
            let head = text[start..end].to_owned();
            (head, part.text_contents().unwrap_or_default().to_owned())
        })
        .collect()
}

pub struct Postbox {
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<Taken>>>,
}

impl Postbox {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mood = Arc::new(Mutex::new(Mood::Kind));
        let mails = Arc::new(Mutex::new(Vec::new()));
        let (its_mood, its_mails) = (Arc::clone(&mood), Arc::clone(&mails));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { break };
                let (mood, mails) = (Arc::clone(&its_mood), Arc::clone(&its_mails));
                thread::spawn(move || {
                    // A client may hang up whenever it likes.
                    let _ = serve(stream, &mood, &mails);
                });
            }
        });
        Self { port, mood, mails }
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What came since the last time, in the order it came.
    pub fn take(&self) -> Vec<Taken> {
        std::mem::take(&mut *self.mails.lock().unwrap())
    }
}

fn serve(stream: TcpStream, mood: &Mutex<Mood>, mails: &Mutex<Vec<Taken>>) -> std::io::Result<()> {
    let mood = *mood.lock().unwrap();
    if mood == Mood::HangsUpAtOnce {
        return Ok(());
    }
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    let mut say = |words: &str| out.write_all(format!("{words}\r\n").as_bytes());
    say("220 postbox")?;
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let word = line.trim_end().to_ascii_uppercase();
        if word.starts_with("EHLO") {
            say("250-postbox\r\n250-8BITMIME\r\n250 SMTPUTF8")?;
        } else if word.starts_with("RCPT") {
            to = between(&line);
            match mood {
                Mood::Refuses => say("550 5.1.1 No such person")?,
                Mood::Busy => say("451 4.3.2 Come back later")?,
                _ => say("250 ok")?,
            }
        } else if word == "DATA" {
            say("354 go on")?;
            let text = data(&mut lines)?;
            mails.lock().unwrap().push(Taken {
                to: to.clone(),
                text,
            });
            if mood == Mood::HangsUpAfterTheMail {
                return Ok(());
            }
            say("250 taken")?;
        } else if word == "QUIT" {
            return say("221 bye");
        } else {
            say("250 ok")?;
        }
    }
}

fn between(line: &str) -> String {
    let from = line.find('<').unwrap() + 1;
    let to = line.find('>').unwrap();
    line[from..to].to_owned()
}

fn data(lines: &mut impl std::io::BufRead) -> std::io::Result<String> {
    let mut text = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        lines.read_line(&mut line)?;
        match line.as_str() {
            ".\r\n" | "" => return Ok(text),
            _ => text.push_str(line.strip_prefix('.').unwrap_or(&line)),
        }
    }
}
