//! What the tests of both vendors share.

use std::collections::VecDeque;
use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};
use muster_providers::calendar::{Bearer, Calendar, CalendarError, CalendarId, Soon};
use muster_providers::http::Limits;
use muster_providers::ics::{
    Attendee, AttendeeKind, BusyStatus, Entry, EntryKind, EntryState, Organizer, Reply, When,
    expand,
};
use muster_providers::oauth::{Access, SecretText};
use muster_providers::pull::{Pulled, pull};
use muster_scheduling::zone::Zones;

use crate::support::fake::Say;
use crate::support::mirror::MemoryMirror;

/// What goes wrong, once, at the first request that it fits.
#[derive(Clone)]
pub struct Fault {
    /// The operation.
    pub on: &'static str,
    /// So many fitting requests pass before it.
    pub after: usize,
    /// Whether the server does what it was asked, and only its answer goes wrong.
    pub done: bool,
    pub say: Say,
}

/// Faults that wait for their request.
#[derive(Default)]
pub struct Faults(pub VecDeque<Fault>);

impl Faults {
    /// The fault that this operation meets.
    pub fn meets(&mut self, operation: &str) -> Option<Fault> {
        let at = self.0.iter().position(|fault| fault.on == operation)?;
        let fault = self.0.get_mut(at)?;
        if fault.after > 0 {
            fault.after -= 1;
            return None;
        }
        self.0.remove(at)
    }
}

/// Tokens `t0`, `t1`, …: each refusal gives the next one, as many as there are.
pub struct Tokens {
    generation: Mutex<u64>,
    last: u64,
}

impl Tokens {
    pub fn new(last: u64) -> Self {
        Self {
            generation: Mutex::new(0),
            last,
        }
    }
}

impl Bearer for Tokens {
    fn access(&self) -> Soon<'_, Result<Access, CalendarError>> {
        let generation = *self.generation.lock().unwrap();
        Box::pin(async move {
            if generation > self.last {
                return Err(CalendarError::SignIn);
            }
            Ok(Access {
                token: SecretText::new(format!("t{generation}")),
                generation,
                scopes: Vec::new(),
            })
        })
    }

    fn refused<'a>(&'a self, access: &'a Access) -> Soon<'a, ()> {
        Box::pin(async move {
            let mut generation = self.generation.lock().unwrap();
            if *generation == access.generation {
                *generation += 1;
            }
        })
    }

    fn worked<'a>(&'a self, _access: &'a Access) -> Soon<'a, ()> {
        Box::pin(async {})
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

pub fn ours(uid: &str) -> bool {
    uid.ends_with("@muster")
}

/// A time limit that no healthy answer reaches, for tests in which a server falls silent.
pub fn short() -> Limits {
    Limits {
        time: std::time::Duration::from_secs(5),
        ..Limits::default()
    }
}

pub fn interview(uid: &str) -> Entry {
    let start = at("2026-11-24T14:00:00Z");
    Entry {
        uid: format!("{uid}@muster"),
        sequence: 0,
        stamp: at("2026-11-21T22:00:00Z"),
        when: When::Timed {
            start,
            end: start + Duration::minutes(45),
            zone: "Europe/Berlin".to_owned(),
        },
        state: EntryState::Confirmed,
        busy: true,
        kind: EntryKind::CareerEvent,
        title: "Interview".to_owned(),
        description: "Bring & ask <questions>\nSecond line".to_owned(),
        location: "Berlin".to_owned(),
        meeting_link: None,
        related_uid: Some("other@muster".to_owned()),
        private: true,
        organizer: Some(Organizer {
            address: "rita@example.org".to_owned(),
            name: "Rita".to_owned(),
        }),
        attendees: vec![
            person("ana", true, AttendeeKind::Person),
            person("ben", false, AttendeeKind::Person),
            person("room-2", true, AttendeeKind::Room),
        ],
        reminders: Vec::new(),
    }
}

fn person(name: &str, required: bool, kind: AttendeeKind) -> Attendee {
    Attendee {
        address: format!("{name}@example.org"),
        name: name.to_owned(),
        required,
        kind,
        answer: Reply::NeedsAction,
        asked: true,
    }
}

/// Moves an interview by so many hours.
pub fn moved(entry: &Entry, hours: i64) -> Entry {
    let mut out = entry.clone();
    if let When::Timed { start, end, .. } = &mut out.when {
        *start += Duration::hours(hours);
        *end += Duration::hours(hours);
    }
    out.sequence += 1;
    out.stamp += Duration::minutes(1);
    out
}

/// Starts and ends of busy time in November 2026, in order.
pub type Times = Vec<(DateTime<Utc>, DateTime<Utc>)>;

/// The busy times that a mirror holds.
pub fn busy_of(mirror: &MemoryMirror) -> Times {
    let zones = Zones::bundled();
    let zone = zones.get("Europe/Berlin").unwrap();
    let (from, to) = (at("2026-11-01T00:00:00Z"), at("2027-01-31T00:00:00Z"));
    let mut out = Vec::new();
    for row in mirror.rows.values() {
        let item = row.base.as_ref().unwrap().record.as_ref().unwrap();
        for series in &item.series {
            let found = expand(series, &zones, from, to, &zone).unwrap();
            let taken = found.iter().filter(|busy| busy.status != BusyStatus::Free);
            out.extend(taken.map(|busy| (busy.start, busy.end)));
        }
    }
    out.sort_unstable();
    out
}

pub async fn read(account: &dyn Calendar, id: &CalendarId, mirror: &mut MemoryMirror) -> Pulled {
    pull(account, id, mirror).await.unwrap()
}
