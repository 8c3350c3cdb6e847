//! Radicale, a CalDAV server that is not ours, as a child process on loopback.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

/// How long each event lasts.
pub const MINUTES: i64 = 30;
/// Who signs in.
pub const USER: &str = "ana";
/// With what.
pub const PASSWORD: &str = "correct-horse";

pub struct Radicale {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
}

impl Drop for Radicale {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The Python that has Radicale.
fn python() -> PathBuf {
    let given = std::env::var_os("MUSTER_RADICALE").map(PathBuf::from);
    let usual = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../xtask/radicale/bin/python");
    let python = given.unwrap_or(usual);
    assert!(
        python.is_file(),
        "Radicale is not installed. `cargo xtask test --step radicale` installs it; or set \
         MUSTER_RADICALE to a Python that has it."
    );
    python
}

impl Radicale {
    /// Starts it with a calendar `Work` that holds these events.
    pub fn start<'a>(events: impl IntoIterator<Item = (&'a usize, &'a DateTime<Utc>)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let work = work(&folder);
        fs::create_dir_all(&work).unwrap();
        let props = "{\"tag\": \"VCALENDAR\", \"D:displayname\": \"Work\", \
                     \"C:supported-calendar-component-set\": \"VEVENT\"}";
        fs::write(work.join(".Radicale.props"), props).unwrap();
        for (number, start) in events {
            fs::write(work.join(format!("e{number}.ics")), event(*number, *start)).unwrap();
        }
        fs::write(folder.path().join("users"), format!("{USER}:{PASSWORD}\n")).unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let config = format!(
            "[auth]\ntype = htpasswd\nhtpasswd_filename = {}\nhtpasswd_encryption = plain\n\
             delay = 0\n[storage]\nfilesystem_folder = {}\n[logging]\nlevel = info\n",
            path("users"),
            path("data"),
        );
        fs::write(folder.path().join("config"), config).unwrap();
        // It takes no port 0. Another program may be quicker on the one we found free.
        let (child, address) = (0..10)
            .find_map(|_| started(&path("config")))
            .expect("Radicale found no port in ten tries");
        Self {
            child,
            folder,
            address,
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// An event has another time, as if somebody wrote it behind the server's back: it looks at its
    /// files whenever it is asked, and many are written at once like this.
    pub fn rewrite(&self, number: usize, start: DateTime<Utc>) {
        let work = work(&self.folder);
        let (new, file) = (work.join(".new"), work.join(format!("e{number}.ics")));
        fs::write(&new, event(number, start)).unwrap();
        fs::rename(new, file).unwrap();
    }

    /// Its owner puts an event there.
    pub fn put(&self, number: usize, start: DateTime<Utc>) {
        self.ask("PUT", number, &event(number, start));
    }

    /// Its owner takes an event away.
    pub fn remove(&self, number: usize) {
        self.ask("DELETE", number, "");
    }

    fn ask(&self, method: &str, number: usize, body: &str) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // The name and the password in Base64.
        let request = format!(
            "{method} /{USER}/work/e{number}.ics HTTP/1.1\r\nHost: {}\r\n\
             Authorization: Basic YW5hOmNvcnJlY3QtaG9yc2U=\r\nContent-Type: text/calendar\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(status.starts_with('2'), "{method}: {answer}");
    }
}

/// Where the calendar lies.
fn work(folder: &TempDir) -> PathBuf {
    folder
        .path()
        .join("data/collection-root")
        .join(USER)
        .join("work")
}

fn event(number: usize, start: DateTime<Utc>) -> String {
    let at = |time: DateTime<Utc>| time.format("%Y%m%dT%H%M%SZ");
    let end = start + TimeDelta::minutes(MINUTES);
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:e{number}\r\n\
         DTSTAMP:20261101T000000Z\r\nSUMMARY:Secret {number}\r\nDTSTART:{}\r\nDTEND:{}\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n",
        at(start),
        at(end),
    )
}

/// Radicale as its own program starts it, without waiting for the disk after each file.
const START: &str = "\
import sys
from radicale import config, log, server
log.setup()
settings = config.load(config.parse_compound_paths(sys.argv[1]))
settings.update({'server': {'hosts': sys.argv[2]}, 'storage': {'_filesystem_fsync': 'False'}},
                'test', privileged=True)
server.serve(settings)
";

/// Starts it on a port that is free now; `None` when somebody else took that.
fn started(config: &str) -> Option<(Child, SocketAddr)> {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let mut child = Command::new(python())
        .args(["-c", START, config, &address.to_string()])
        .env_remove("RADICALE_CONFIG")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("server ready") {
        if log.read_line(&mut said).unwrap() == 0 {
            let _ = child.wait();
            assert!(said.contains("in use"), "Radicale ended:\n{said}");
            return None;
        }
    }
    // Nobody reads its log any more, but its pipe must not fill up.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    Some((child, address))
}
