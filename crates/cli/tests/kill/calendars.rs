//! `kill -9` while a calendar is read: what was busy is never shown free.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::radicale::{MINUTES, PASSWORD, Radicale, USER};
use crate::session::Session;
use crate::{application, cut_off, finish, interviewer, job, monday, work};

/// How often the process that reads is killed.
const KILLS: usize = 50;
/// Events at the start.
const EVENTS: usize = 300;
/// Of these, so many are moved to and fro.
const RESTLESS: usize = 40;
/// By so many minutes, which is less than they last: the rest of their time stays busy.
const BY: i64 = 15;
/// After so many kills a reading comes to its end.
const WHOLE: usize = 10;

/// Two hours apart, from Wednesday on.
fn usual(number: usize) -> DateTime<Utc> {
    monday(40 * 3600) + TimeDelta::hours(2 * i64::try_from(number).unwrap())
}

/// The recruiter's side.
struct Recruiter {
    session: Session,
    ana: String,
    application: String,
}

impl Recruiter {
    /// Ana's calendar at the server counts.
    fn start(home: &Path, radicale: &Radicale) -> Self {
        let mut session = Session::start(home);
        let ana = interviewer(&mut session, "Ana");
        let job = job(&mut session);
        let application = application(&mut session, &job, "Grace");
        let connect = json!({ "kind": "caldav", "address": radicale.url(), "user_name": USER,
            "password": PASSWORD });
        let connected = session.must("calendar_connect", &connect);
        let calendar = &connected["account"]["calendars"][0];
        assert_eq!(calendar["name"], "Work");
        let choose = json!({ "calendar_id": calendar["id"], "person_id": ana, "counts": true });
        session.must("calendar_choose", &choose);
        Self {
            session,
            ana,
            application,
        }
    }

    /// When Ana is not free, as far as is known.
    fn taken(&mut self) -> Vec<(DateTime<Utc>, DateTime<Utc>, String)> {
        let params = json!({ "person_id": self.ana, "start": monday(0),
            "end": monday(60 * 86_400) });
        let at = |block: &Value, side: &str| block[side].as_str().unwrap().parse().unwrap();
        let list = self.session.must("busy_list", &params);
        let blocks = list.as_array().unwrap().iter();
        blocks
            .map(|b| {
                (
                    at(b, "start"),
                    at(b, "end"),
                    b["status"].as_str().unwrap().to_owned(),
                )
            })
            .collect()
    }

    /// Whether an interview may be made then.
    fn may_meet(&mut self, start: DateTime<Utc>) -> Value {
        let params = json!({ "application_id": self.application,
            "duration_minutes": MINUTES - BY, "interviewer_ids": [self.ana], "starts_at": start });
        self.session.must("interview_check", &params)
    }
}

/// Events that were read once and are still there: the time that they take in any case.
fn never_free(known: &BTreeSet<usize>, dice: &mut Dice, recruiter: &mut Recruiter, when: &str) {
    let taken = recruiter.taken();
    let sure = |number: usize| {
        let start = usual(number) + TimeDelta::minutes(BY);
        (start, start + TimeDelta::minutes(MINUTES - BY))
    };
    for number in known {
        let (start, end) = sure(*number);
        let covered = taken.iter().any(|(from, to, status)| {
            *from <= start && *to >= end && ["busy", "unknown"].contains(&status.as_str())
        });
        assert!(
            covered,
            "{when}: {start} is shown free though e{number} is there"
        );
    }
    let known: Vec<usize> = known.iter().copied().collect();
    let one = known[usize::try_from(dice.below(known.len() as u64)).unwrap()];
    let check = recruiter.may_meet(sure(one).0);
    assert_eq!(check["allowed"], false, "{when}: e{one}: {check}");
}

#[test]
fn whoever_reads_a_calendar_can_be_killed_at_any_moment() {
    crate::in_private("calendars::inside_reading_is_killed");
}

#[test]
#[ignore = "runs inside a private session"]
fn inside_reading_is_killed() {
    crate::inside();
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let mut there: BTreeMap<usize, DateTime<Utc>> = (0..EVENTS).map(|n| (n, usual(n))).collect();
    let radicale = Radicale::start(&there);
    let mut recruiter = Recruiter::start(home, &radicale);
    // Each round is so much later that the calendar has rested.
    let mut round = 0;
    let mut read = || {
        round += 1;
        work(home, monday(13 * 60 * round), &["calendars"])
    };
    finish(read());
    let mut known: BTreeSet<usize> = there.keys().copied().collect();
    never_free(&known, &mut dice, &mut recruiter, "before the first kill");

    let (mut kills, mut half_read) = (0, 0);
    // Milliseconds before a kill, at most; it follows what the kills found.
    let mut most = 1_000;
    let mut before = recruiter.taken();
    while kills < KILLS {
        // Somebody has a new appointment, one is off, and many are moved.
        let new = there.keys().max().unwrap() + 1;
        there.insert(new, usual(new));
        radicale.put(new, usual(new));
        let off = *there
            .keys()
            .nth(usize::try_from(dice.below(200)).unwrap())
            .unwrap();
        there.remove(&off);
        known.remove(&off);
        radicale.remove(off);
        for (number, start) in there
            .iter_mut()
            .filter(|(n, _)| **n % 7 == kills % 7)
            .take(RESTLESS)
        {
            let moved = *start != usual(*number);
            *start = usual(*number) + TimeDelta::minutes(if moved { 0 } else { BY });
            radicale.rewrite(*number, *start);
        }
        let killed = cut_off(read(), Duration::from_millis(dice.below(most)));
        let after = recruiter.taken();
        kills += usize::from(killed);
        if killed && after != before {
            half_read += 1;
        }
        most = match (killed, after == before) {
            (true, true) => (most * 16 / 15).min(20_000),
            (true, false) => most,
            (false, _) => (most * 3 / 4).max(50),
        };
        before = after;
        never_free(
            &known,
            &mut dice,
            &mut recruiter,
            &format!("after kill {kills}"),
        );
        if killed && kills % WHOLE == 0 {
            finish(read());
        }
        if !killed || kills % WHOLE == 0 {
            known = there.keys().copied().collect();
            never_free(&known, &mut dice, &mut recruiter, "after a whole reading");
        }
    }
    assert!(
        half_read > 0,
        "no kill came while something was written down"
    );

    finish(read());
    let truth: Vec<_> = there
        .values()
        .map(|start| {
            (
                *start,
                *start + TimeDelta::minutes(MINUTES),
                "busy".to_owned(),
            )
        })
        .collect();
    assert_eq!(
        recruiter.taken(),
        truth,
        "what is held is not what is there"
    );
    let free = recruiter.may_meet(usual(0) - TimeDelta::hours(3));
    assert_eq!(free["allowed"], true, "{free}");
}
