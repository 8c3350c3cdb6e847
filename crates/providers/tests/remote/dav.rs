//! A small CalDAV server with a memory, which can be told to fail.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use base64::Engine as _;
use url::Url;

use crate::support::fake::{Asked, Say, serve};

pub const CALENDAR: &str = "/dav/ana@example.org/work/";
pub const PASSWORD: &str = "correct-horse";

/// What goes wrong, once, at the first request that it fits.
#[derive(Clone)]
pub struct Fault {
    /// The method, or `sync`, `multiget`, `query`, `free-busy` for a report.
    pub on: &'static str,
    /// So many fitting requests pass before it.
    pub after: usize,
    /// Whether the server does what it was asked, and only its answer goes wrong.
    pub done: bool,
    pub say: Say,
}

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that some server cannot do"
)]
pub struct State {
    /// By path; a version and a body.
    pub events: BTreeMap<String, (u64, String)>,
    /// What changed, in order: the number is the sync token after it.
    pub log: Vec<(u64, String)>,
    pub serial: u64,
    /// Older tokens than this are dead.
    pub oldest: u64,
    /// How a dead token is refused.
    pub dead: Option<Say>,
    pub without_sync: bool,
    pub without_ctag: bool,
    pub only_free_busy: bool,
    /// Listings are cut short after so many.
    pub cut_listing: Option<usize>,
    pub faults: VecDeque<Fault>,
    /// What was asked, by the words of [`Fault::on`].
    pub asked: Vec<String>,
    /// Paths that were read in full.
    pub read: Vec<String>,
    /// Whether an answer to a write tells the ETag.
    pub silent_etag: bool,
}

#[derive(Clone)]
pub struct Dav {
    state: Arc<Mutex<State>>,
    pub url: Url,
}

impl Dav {
    pub async fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let inner = state.clone();
        let url = serve(move |asked| inner.lock().unwrap().answer(asked)).await;
        Self { state, url }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn calendar(&self) -> muster_providers::calendar::CalendarId {
        muster_providers::calendar::CalendarId(self.url.join(CALENDAR).unwrap().into())
    }

    pub fn fail(&self, on: &'static str, after: usize, done: bool, say: Say) {
        self.state().faults.push_back(Fault {
            on,
            after,
            done,
            say,
        });
    }

    /// Somebody else writes an event.
    pub fn put(&self, name: &str, body: &str) {
        self.state()
            .store(&format!("{CALENDAR}{name}.ics"), Some(body));
    }

    /// Somebody else deletes an event.
    pub fn delete(&self, name: &str) {
        self.state().store(&format!("{CALENDAR}{name}.ics"), None);
    }

    /// How often this was asked.
    pub fn count(&self, what: &str) -> usize {
        self.state()
            .asked
            .iter()
            .filter(|asked| *asked == what)
            .count()
    }
}

/// An event on the `day`th of November 2026, 09:00 to 10:00 in Berlin.
pub fn event(uid: &str, day: u32) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n\
         DTSTAMP:20261101T000000Z\r\nSUMMARY:Secret of {uid}\r\nLOCATION:Hidden place\r\n\
         ATTENDEE;CN=Hidden Person:mailto:hidden@example.org\r\n\
         DTSTART;TZID=Europe/Berlin:202611{day:02}T090000\r\n\
         DTEND;TZID=Europe/Berlin:202611{day:02}T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const XML: &str = "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" \
                   xmlns:c=\"urn:ietf:params:xml:ns:caldav\" \
                   xmlns:s=\"http://calendarserver.org/ns/\">";

fn multistatus(inner: &str) -> Say {
    let headers = vec![("Content-Type", "application/xml".to_owned())];
    Say::Answer(207, headers, format!("{XML}{inner}</d:multistatus>"))
}

fn found(href: &str, props: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>\
         <d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

fn gone(href: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status>\
         </d:response>"
    )
}

/// Paths as the server spells them: unlike the client does.
fn spelled(path: &str) -> String {
    path.replace('@', "%40")
}

impl State {
    fn store(&mut self, path: &str, body: Option<&str>) {
        self.serial += 1;
        self.log.push((self.serial, path.to_owned()));
        match body {
            Some(body) => {
                let body = body.to_owned();
                self.events.insert(path.to_owned(), (self.serial, body));
            }
            None => {
                self.events.remove(path);
            }
        }
    }

    fn answer(&mut self, asked: &Asked) -> Say {
        let what = match asked.method.as_str() {
            "REPORT" if asked.body.contains("sync-collection") => "sync",
            "REPORT" if asked.body.contains("calendar-multiget") => "multiget",
            "REPORT" if asked.body.contains("calendar-query") => "query",
            "REPORT" => "free-busy",
            other => other,
        };
        self.asked.push(what.to_owned());
        let mut fault = None;
        if let Some(at) = self.faults.iter().position(|fault| fault.on == what) {
            if self.faults[at].after == 0 {
                fault = self.faults.remove(at);
            } else {
                self.faults[at].after -= 1;
            }
        }
        match fault {
            Some(fault) if fault.done => {
                self.healthy(asked, what);
                fault.say
            }
            Some(fault) => fault.say,
            None => self.healthy(asked, what),
        }
    }

    fn healthy(&mut self, asked: &Asked, what: &str) -> Say {
        let path = asked.path.replace("%40", "@");
        if path == "/.well-known/caldav" {
            return Say::Answer(301, vec![("Location", "/dav/".to_owned())], String::new());
        }
        let pair = format!("ana:{PASSWORD}");
        let expected = format!(
            "Basic {}",
            base64::prelude::BASE64_STANDARD.encode(pair.as_bytes())
        );
        if asked.header("authorization") != Some(&expected) {
            return Say::status(401);
        }
        match what {
            "PROPFIND" => self.propfind(&path, asked),
            "sync" => self.sync(asked),
            "multiget" => self.multiget(asked),
            "query" => self.query(asked),
            "free-busy" => Say::Answer(
                200,
                vec![("Content-Type", "text/calendar".to_owned())],
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\n\
                 FREEBUSY:20261102T080000Z/20261102T090000Z\r\nEND:VFREEBUSY\r\n\
                 END:VCALENDAR\r\n"
                    .to_owned(),
            ),
            "GET" => match self.events.get(&path) {
                Some((version, body)) => {
                    self.read.push(path.clone());
                    Say::Answer(200, vec![("ETag", format!("\"{version}\""))], body.clone())
                }
                None => Say::status(404),
            },
            "PUT" => self.put(&path, asked),
            "DELETE" => {
                let there = self.events.get(&path).map(|(v, _)| format!("\"{v}\""));
                match (there, asked.header("if-match")) {
                    (None, _) => Say::status(404),
                    (Some(there), Some(wanted)) if there != wanted => Say::status(412),
                    _ => {
                        self.store(&path, None);
                        Say::status(204)
                    }
                }
            }
            _ => Say::status(405),
        }
    }

    fn put(&mut self, path: &str, asked: &Asked) -> Say {
        let there = self.events.get(path).map(|(v, _)| format!("\"{v}\""));
        let new = asked.header("if-none-match") == Some("*");
        let still = asked.header("if-match");
        if (new && there.is_some()) || (still.is_some() && there.as_deref() != still) {
            return Say::status(412);
        }
        let uid = |body: &str| {
            body.lines()
                .find(|l| l.starts_with("UID:"))
                .map(str::to_owned)
        };
        let wanted = uid(&asked.body);
        let taken =
            |(other, (_, body)): (&String, &(u64, String))| other != path && uid(body) == wanted;
        if self.events.iter().any(taken) {
            let body = "<d:error xmlns:d='DAV:' xmlns:c='urn:ietf:params:xml:ns:caldav'>\
                        <c:no-uid-conflict/></d:error>";
            return Say::Answer(403, Vec::new(), body.to_owned());
        }
        self.store(path, Some(&asked.body));
        let headers = if self.silent_etag {
            Vec::new()
        } else {
            vec![("ETag", format!("\"{}\"", self.serial))]
        };
        Say::Answer(
            if there.is_some() { 204 } else { 201 },
            headers,
            String::new(),
        )
    }

    fn propfind(&mut self, path: &str, asked: &Asked) -> Say {
        let collection = "<d:resourcetype><d:collection/></d:resourcetype>";
        let calendar = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>";
        match path {
            "/dav/" => multistatus(&found(
                path,
                "<d:current-user-principal><d:href>/dav/principals/ana/</d:href>\
                 </d:current-user-principal>",
            )),
            "/dav/principals/ana/" => multistatus(&found(
                path,
                "<c:calendar-home-set><d:href>/dav/ana%40example.org/</d:href>\
                 </c:calendar-home-set>",
            )),
            "/dav/ana@example.org/" => {
                let kinds = |kind: &str| {
                    format!(
                        "<c:supported-calendar-component-set><c:comp name=\"{kind}\"/>\
                         </c:supported-calendar-component-set>"
                    )
                };
                let rights = |right: &str| {
                    format!(
                        "<d:current-user-privilege-set><d:privilege>{right}</d:privilege>\
                         </d:current-user-privilege-set>"
                    )
                };
                let home = spelled(path);
                let all = [
                    found(&home, collection),
                    found(
                        &spelled(CALENDAR),
                        &format!(
                            "{calendar}<d:displayname>Work &amp; more</d:displayname>{}{}",
                            kinds("VEVENT"),
                            rights("<d:all/>")
                        ),
                    ),
                    found(
                        &format!("{home}tasks/"),
                        &format!("{calendar}{}", kinds("VTODO")),
                    ),
                    found(
                        &format!("{home}team"),
                        &format!("{calendar}{}", rights("<c:read-free-busy/>")),
                    ),
                    found(&format!("{home}inbox/"), collection),
                ];
                multistatus(&all.concat())
            }
            CALENDAR => {
                let tag = if self.without_ctag {
                    String::new()
                } else {
                    format!("<s:getctag>{}</s:getctag>", self.serial)
                };
                let mut out = found(&spelled(path), &format!("{calendar}{tag}"));
                if asked.header("depth") == Some("1") {
                    for (path, (version, _)) in &self.events {
                        let etag = format!("<d:getetag>\"{version}\"</d:getetag>");
                        out.push_str(&found(&spelled(path), &etag));
                    }
                }
                multistatus(&out)
            }
            other => match self.events.get(other) {
                Some((version, _)) => multistatus(&found(
                    &spelled(other),
                    &format!("<d:getetag>\"{version}\"</d:getetag>"),
                )),
                None => Say::status(404),
            },
        }
    }

    fn sync(&mut self, asked: &Asked) -> Say {
        if self.without_sync {
            let body = "<d:error xmlns:d='DAV:'><d:supported-report/></d:error>";
            return Say::Answer(403, Vec::new(), body.to_owned());
        }
        let token = asked
            .body
            .split_once("<D:sync-token>")
            .and_then(|(_, rest)| rest.split_once("</D:sync-token>"))
            .map_or("", |(token, _)| token);
        let since: u64 = match token.strip_prefix("urn:token:") {
            Some(number) => number.parse().unwrap(),
            None => 0,
        };
        if !token.is_empty() && since < self.oldest {
            return self.dead.clone().unwrap_or(Say::Answer(
                403,
                Vec::new(),
                "<d:error xmlns:d='DAV:'><d:valid-sync-token/></d:error>".to_owned(),
            ));
        }
        // The newest change of each path after the token, oldest first.
        let mut newest: BTreeMap<&String, u64> = BTreeMap::new();
        for (number, path) in self.log.iter().filter(|(number, _)| *number > since) {
            newest.insert(path, *number);
        }
        let mut changed: Vec<(u64, &String)> = newest.into_iter().map(|(p, n)| (n, p)).collect();
        changed.sort_unstable();
        let mut upto = self.serial;
        let mut out = String::new();
        if let Some(limit) = self.cut_listing
            && changed.len() > limit
        {
            changed.truncate(limit);
            upto = changed.last().unwrap().0;
            out = format!(
                "<d:response><d:href>{}</d:href>\
                 <d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>",
                spelled(CALENDAR)
            );
        }
        for (_, path) in changed {
            match self.events.get(path) {
                Some((version, _)) => {
                    let etag = format!("<d:getetag>\"{version}\"</d:getetag>");
                    out.push_str(&found(&spelled(path), &etag));
                }
                None if since > 0 => out.push_str(&gone(&spelled(path))),
                None => {}
            }
        }
        multistatus(&format!(
            "{out}<d:sync-token>urn:token:{upto}</d:sync-token>"
        ))
    }

    fn full(&self, path: &str) -> String {
        let Some((version, body)) = self.events.get(path) else {
            return gone(&spelled(path));
        };
        let body = body.replace('&', "&amp;").replace('<', "&lt;");
        found(
            &spelled(path),
            &format!(
                "<d:getetag>\"{version}\"</d:getetag><c:calendar-data>{body}</c:calendar-data>"
            ),
        )
    }

    fn multiget(&mut self, asked: &Asked) -> Say {
        let mut out = String::new();
        for part in asked.body.split("<D:href>").skip(1) {
            let path = part.split('<').next().unwrap().replace("%40", "@");
            out.push_str(&self.full(&path));
            self.read.push(path);
        }
        multistatus(&out)
    }

    fn query(&mut self, asked: &Asked) -> Say {
        if self.only_free_busy && asked.body.contains("time-range") {
            return Say::status(403);
        }
        let wanted = asked
            .body
            .split_once("i;octet\">")
            .and_then(|(_, rest)| rest.split_once('<'))
            .map_or("", |(uid, _)| uid);
        let fits = |body: &str| body.contains(&format!("UID:{wanted}"));
        let paths: Vec<String> = self
            .events
            .iter()
            .filter(|(_, (_, body))| fits(body))
            .map(|(path, _)| path.clone())
            .collect();
        multistatus(&paths.iter().map(|path| self.full(path)).collect::<String>())
    }
}
