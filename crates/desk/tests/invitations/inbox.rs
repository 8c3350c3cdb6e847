//! A mailbox on loopback that is read over IMAP. Every mail in it carries a calendar file.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

type Mails = Arc<Mutex<Vec<String>>>;

pub struct Inbox {
    pub port: u16,
    mails: Mails,
    /// Which mails were read in full.
    read: Arc<Mutex<Vec<usize>>>,
}

impl Inbox {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mails, read) = (Mails::default(), Arc::default());
        let (its_mails, its_read) = (Arc::clone(&mails), Arc::clone(&read));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client may hang up whenever it likes.
                let _ = serve(stream, &its_mails, &its_read);
            }
        });
        Self { port, mails, read }
    }

    /// A mail arrives.
    pub fn put(&self, from: &str, ics: &str) {
        let mail = format!(
            "From: Somebody <{from}>\r\nTo: mina@acme.example\r\nSubject: Re: Invitation\r\n\
             Message-ID: <1@{from}>\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n{ics}"
        );
        self.mails.lock().unwrap().push(mail);
    }

    /// How many mails were read in full since the last time.
    pub fn reads(&self) -> usize {
        std::mem::take(&mut *self.read.lock().unwrap()).len()
    }
}

fn serve(stream: TcpStream, mails: &Mails, read: &Mutex<Vec<usize>>) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    out.write_all(b"* OK ready\r\n")?;
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mails = mails.lock().unwrap().clone();
        let (tag, command) = line.trim_end().split_once(' ').unwrap();
        let mut answer = String::new();
        if command.starts_with("CAPABILITY") {
            answer.push_str("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n");
        } else if command.starts_with("AUTHENTICATE") {
            out.write_all(b"+ \r\n")?;
            lines.read_line(&mut String::new())?;
        } else if command.starts_with("EXAMINE") {
            let (count, next) = (mails.len(), mails.len() + 1);
            answer = format!(
                "* {count} EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT {next}] x\r\n"
            );
        } else if command.starts_with("UID SEARCH") {
            let first = command
                .split_once("UID SEARCH UID ")
                .and_then(|(_, rest)| rest.split(':').next()?.parse().ok())
                .unwrap_or(1);
            let found: Vec<String> = (first..=mails.len()).map(|n| n.to_string()).collect();
            answer = format!("* SEARCH {}\r\n", found.join(" "));
        } else if let Some(asked) = command.strip_prefix("UID FETCH ") {
            let (set, what) = asked.split_once(' ').unwrap();
            let told = |number: usize| {
                let mail = &mails[number - 1];
                let size = mail.len();
                if what.contains("BODYSTRUCTURE") {
                    return format!(
                        "* {number} FETCH (UID {number} RFC822.SIZE {size} BODYSTRUCTURE (\"TEXT\" \
                         \"CALENDAR\" (\"METHOD\" \"REPLY\") NIL NIL \"7BIT\" {size} 9))\r\n"
                    );
                }
                read.lock().unwrap().push(number);
                format!("* {number} FETCH (UID {number} BODY[] {{{size}}}\r\n{mail})\r\n")
            };
            let lines: Vec<String> = numbers(set, mails.len()).into_iter().map(told).collect();
            answer = lines.concat();
        }
        out.write_all(format!("{answer}{tag} OK done\r\n").as_bytes())?;
    }
}

/// The numbers of a set: `1:3,5` or `4:*`.
fn numbers(set: &str, last: usize) -> Vec<usize> {
    let number = |text: &str| text.parse().unwrap_or(last);
    set.split(',')
        .flat_map(|part| match part.split_once(':') {
            Some((from, to)) => number(from)..=number(to),
            None => number(part)..=number(part),
        })
        .collect()
}
