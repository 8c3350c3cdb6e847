//! A computer that sleeps (`SIGSTOP`, and a clock that is hours further when it goes on): what was
//! missed is done once.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use muster_desk::{Clock, Desk, Notification, Notifier, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use crate::session::Session;
use crate::{application, interviewer, job, monday};

/// Set for the process that is put to sleep: its workspace.
const SLEEPER: &str = "MUSTER_TEST_SLEEPER";

/// Longer than several looks of background work, which come every second.
const LOOKS: Duration = Duration::from_secs(4);

/// A calendar behind an address, and how often it was asked for.
struct Feed {
    address: String,
    asked: Arc<AtomicUsize>,
}

impl Feed {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/ana.ics", listener.local_addr().unwrap());
        let asked = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    if stream.read(&mut byte).unwrap_or(0) == 0 {
                        break;
                    }
                    request.push(byte[0]);
                }
                if !request.starts_with(b"GET /ana.ics ") {
                    continue;
                }
                let body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n\
                            X-WR-CALNAME:Ana\r\nEND:VCALENDAR\r\n";
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/calendar\r\nContent-Length: {}\r\n\
                     Connection: close\r\n\r\n",
                    body.len()
                );
                count.fetch_add(1, Ordering::AcqRel);
                let _ = stream.write_all(format!("{head}{body}").as_bytes());
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Acquire)
    }

    /// Waits until it was asked so often; the machine may be busy.
    fn until(&self, times: usize) {
        for _ in 0..600 {
            if self.asked() >= times {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("it was asked {} times and not {times}", self.asked());
    }
}

/// A process that does background work as the window does.
struct Sleeper {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Sleeper {
    fn start(home: &Path) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "sleeping::inside_sleeper",
                "--ignored",
                "--nocapture",
            ])
            .env(SLEEPER, home.join("workspace"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut sleeper = Self {
            process,
            input,
            output,
        };
        sleeper.until("> works");
        sleeper
    }

    /// Waits until it says that.
    fn until(&mut self, words: &str) {
        let mut line = String::new();
        while line.trim_end() != words {
            line.clear();
            assert!(
                self.output.read_line(&mut line).unwrap() > 0,
                "it ended before {words}"
            );
        }
    }

    /// Its clock is so much further as soon as it runs.
    fn advance(&mut self, seconds: u32) {
        writeln!(self.input, "{seconds}").unwrap();
        self.input.flush().unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill")
            .args(["-s", name, &id])
            .status()
            .unwrap();
        assert!(sent.success());
    }
}

/// Shows notifications on standard output.
struct Screen;

impl Notifier for Screen {
    fn notify(&self, notification: &Notification) -> Result<(), String> {
        say(&format!("shown {}", notification.title));
        Ok(())
    }
}

fn say(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n> {words}").unwrap();
    out.flush().unwrap();
}

#[test]
#[ignore = "the process that is put to sleep"]
fn inside_sleeper() {
    crate::inside();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let desk = Desk::new(OpenOptions {
        workspace: std::env::var_os(SLEEPER).unwrap().into(),
        clock: Clock::running_from(monday(0)),
        actor: None,
        origin: Origin::Cli,
        zones: Zones::bundled(),
    });
    let work = {
        let _inside = runtime.enter();
        desk.start_background(Arc::new(Screen))
    };
    say("works");
    for line in std::io::stdin().lines() {
        let seconds: u32 = line.unwrap().parse().unwrap();
        let params = json!({ "seconds": seconds });
        runtime
            .block_on(desk.call("clock_advance", params))
            .unwrap();
        say("advanced");
    }
    runtime.block_on(work.stop());
}

#[test]
fn a_computer_that_slept_catches_up_once() {
    crate::in_private("sleeping::inside_a_computer_sleeps");
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_a_computer_sleeps() {
    crate::inside();
    let home = tempfile::tempdir().unwrap();
    let feed = Feed::start();
    let mut session = Session::start(home.path());
    let ana = interviewer(&mut session, "Ana");
    let job = job(&mut session);
    let grace = application(&mut session, &job, "Grace");
    // Its reminders of an hour and of a quarter of an hour before are both slept through.
    let params = json!({ "application_id": grace, "interview_type": "technical",
        "mode": "ONLINE", "starts_at": monday(8 * 3600), "duration_minutes": 60,
        "time_zone": "UTC", "interviewer_ids": [ana] });
    session.must("interview_create", &params);
    let connect = json!({ "kind": "ics", "address": feed.address });
    let connected = session.must("calendar_connect", &connect);
    let calendar = &connected["account"]["calendars"][0]["id"];
    let choose = json!({ "calendar_id": calendar, "person_id": ana, "counts": true });
    session.must("calendar_choose", &choose);
    session.must("calendar_sync", &json!({}));
    let read = feed.asked();

    let mut sleeper = Sleeper::start(home.path());
    sleeper.signal("STOP");
    // Ten minutes before the interview, and forty readings later.
    sleeper.advance(8 * 3600 - 600);
    thread::sleep(LOOKS);
    assert_eq!(feed.asked(), read, "somebody else reads");
    sleeper.signal("CONT");
    feed.until(read + 1);
    sleeper.until("> advanced");
    thread::sleep(LOOKS);
    assert_eq!(feed.asked(), read + 1, "what was missed is read once");
    assert_eq!(reminders(&mut session), 1, "what was missed is said once");

    // It rests for ten minutes at least, and for twelve at most, so that not all ask at once.
    sleeper.advance(9 * 60);
    sleeper.until("> advanced");
    thread::sleep(LOOKS);
    assert_eq!(feed.asked(), read + 1, "it did not rest");
    sleeper.advance(3 * 60);
    feed.until(read + 2);
    thread::sleep(LOOKS);
    assert_eq!(feed.asked(), read + 2);
}

/// How many reminders are in the list.
fn reminders(session: &mut Session) -> usize {
    let list = session.must("notice_list", &json!({}));
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .filter(|notice: &&Value| notice["kind"] == "reminder")
        .count()
}
