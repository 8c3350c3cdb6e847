//! Radicale as a child process on loopback, with a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use chrono::DateTime;
use muster_providers::caldav::Caldav;
use muster_providers::calendar::{Calendar as _, CalendarId, Ours};
use muster_providers::http::{Credentials, Limits, Line};
use muster_providers::ics::{Entry, EntryKind, EntryState, When};
use muster_scheduling::zone::Zones;
use tempfile::TempDir;
use url::Url;

use crate::support::timing::{FakeTiming, line_with};

pub struct Radicale {
    child: Child,
    folder: TempDir,
    pub url: Url,
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
    /// Starts it with a user `ana` and two empty calendars, `work` and `team`.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("data/collection-root/ana");
        for (name, title) in [("work", "Work"), ("team", "Team")] {
            fs::create_dir_all(root.join(name)).unwrap();
            let props = format!(
                "{{\"tag\": \"VCALENDAR\", \"D:displayname\": \"{title}\", \
                 \"C:supported-calendar-component-set\": \"VEVENT\"}}"
            );
            fs::write(root.join(name).join(".Radicale.props"), props).unwrap();
        }
        fs::write(folder.path().join("users"), "ana:correct-horse\n").unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let config = format!(
            "[auth]\ntype = htpasswd\nhtpasswd_filename = {}\n\
             htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {}\n\
             [logging]\nlevel = info\n",
            path("users"),
            path("data"),
        );
        fs::write(folder.path().join("config"), config).unwrap();
        // It takes no port 0. Another program may be quicker on the one we found free.
        let (child, url) = (0..10)
            .find_map(|_| started(&path("config")))
            .expect("Radicale found no port in ten tries");
        Self { child, folder, url }
    }

    pub fn line() -> Line {
        line_with(&FakeTiming::new(), Limits::default())
    }

    pub fn account(&self) -> Caldav {
        self.account_by("correct-horse")
    }

    pub fn account_by(&self, password: &str) -> Caldav {
        self.account_of(password, Arc::new(|uid: &str| uid.ends_with("@muster")))
    }

    /// An account that reads the events in full whose UIDs `ours` knows.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub fn account_knowing(&self, ours: impl Fn(&str) -> bool + Send + Sync + 'static) -> Caldav {
        self.account_of("correct-horse", Arc::new(ours))
    }

    fn account_of(&self, password: &str, ours: Ours) -> Caldav {
        let who = Credentials::basic("ana", password);
        let zones = Zones::bundled();
        Caldav::new(Self::line(), self.url.clone(), who, zones, ours)
    }

    /// Stops the server in its tracks; what is sent to it waits.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub fn pause(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub fn resume(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// How many events the calendar `work` holds.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub fn files_in_work(&self) -> usize {
        let files = fs::read_dir(self.folder_of_work()).unwrap();
        files
            .filter(|f| {
                f.as_ref()
                    .unwrap()
                    .path()
                    .extension()
                    .is_some_and(|e| e == "ics")
            })
            .count()
    }

    /// Puts an event into `work`, as another program of its owner does.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub async fn put_event(&self, uid: &str, start: &str, end: &str) {
        let entry = Entry {
            uid: uid.to_owned(),
            sequence: 0,
            stamp: DateTime::UNIX_EPOCH,
            when: When::Timed {
                start: start.parse().unwrap(),
                end: end.parse().unwrap(),
                zone: "UTC".to_owned(),
            },
            state: EntryState::Confirmed,
            busy: true,
            kind: EntryKind::Interview,
            title: "Dentist".to_owned(),
            description: String::new(),
            location: String::new(),
            meeting_link: None,
            related_uid: None,
            private: false,
            organizer: None,
            attendees: Vec::new(),
            reminders: Vec::new(),
        };
        self.account().create(&self.work(), &entry).await.unwrap();
    }

    /// Takes an event of `work` away again.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub async fn remove_event(&self, uid: &str) {
        let own = uid.to_owned();
        let account = self.account_knowing(move |other| other == own);
        let found = account.look_up(&self.work(), uid).await.unwrap().unwrap();
        account.delete(&found.id, &found.version).await.unwrap();
    }

    pub fn work(&self) -> CalendarId {
        CalendarId(self.url.join("ana/work/").unwrap().into())
    }

    fn folder_of_work(&self) -> PathBuf {
        self.folder.path().join("data/collection-root/ana/work")
    }

    /// Puts so many events into the calendar behind the server's back, before it is asked.
    pub fn fill(&self, count: usize) {
        for number in 0..count {
            let mut out = String::new();
            let (day, hour) = (number % 28 + 1, number / 28 % 24);
            let _ = write!(
                out,
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\n\
                 UID:e{number:05}\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Secret {number}\r\n\
                 DTSTART:202611{day:02}T{hour:02}0000Z\r\nDURATION:PT30M\r\nEND:VEVENT\r\n\
                 END:VCALENDAR\r\n"
            );
            let name = format!("e{number:05}.ics");
            fs::write(self.folder_of_work().join(name), out).unwrap();
        }
    }

    /// Gives `ana` another password.
    #[allow(dead_code, reason = "the tests of the desk use it")]
    pub fn change_password(&self, password: &str) {
        fs::write(
            self.folder.path().join("users"),
            format!("ana:{password}\n"),
        )
        .unwrap();
    }

    /// Forgets all sync tokens it has given, as a server does after a month.
    pub fn forget_tokens(&self) {
        let tokens = self.folder_of_work().join(".Radicale.cache/sync-token");
        assert!(fs::read_dir(&tokens).unwrap().count() > 0);
        fs::remove_dir_all(tokens).unwrap();
    }
}

/// Radicale as its own program starts it, without waiting for the disk after each file: ten
/// thousand would take minutes.
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
fn started(config: &str) -> Option<(Child, Url)> {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
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
    if let Err(said) = ready(&mut log) {
        let _ = child.wait();
        assert!(said.contains("in use"), "Radicale ended:\n{said}");
        return None;
    }
    // Nobody reads its log any more, but its pipe must not fill up.
    std::thread::spawn(move || std::io::copy(&mut log, &mut std::io::sink()));
    Some((child, Url::parse(&format!("http://{address}/")).unwrap()))
}

/// Waits until it says that it is ready; what it said when it ended instead.
fn ready(log: &mut impl BufRead) -> Result<(), String> {
    let mut said = String::new();
    loop {
        let before = said.len();
        if log.read_line(&mut said).unwrap() == 0 {
            return Err(said);
        }
        if said[before..].contains("server ready") {
            return Ok(());
        }
    }
}
