//! `kill -9` while letters leave: nobody gets one twice, and none is lost from sight.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::postbox::{Arrived, Postbox};
use crate::session::Session;
use crate::{application, cut_off, finish, id, interviewer, job, monday, work};

/// How often the process that sends is killed.
const KILLS: usize = 50;
/// How many letters must have been killed on their way.
const ON_THE_WAY: usize = 5;
/// Interviews at the start.
const INTERVIEWS: usize = 20;
/// Both kinds of work that letters need.
const POST: &[&str] = &["telling", "outgoing"];

/// The recruiter's side.
struct Recruiter {
    session: Session,
    job: String,
    interviews: Vec<Value>,
}

impl Recruiter {
    /// Mail leaves over the postbox, and people are told by themselves.
    fn start(home: &Path, postbox: &Postbox) -> Self {
        let mut session = Session::start(home);
        let account = json!({ "way": "smtp", "from_name": "Mina Kim",
            "from_address": "mina@work.example", "host": "127.0.0.1", "port": postbox.port,
            "security": "plain" });
        session.must("mail_account_set", &account);
        let on = json!({ "automatic": true, "undo_seconds": 30 });
        session.must("mail_sending_set", &on);
        let job = job(&mut session);
        Self {
            session,
            job,
            interviews: Vec::new(),
        }
    }

    /// One more interview, of a candidate and an interviewer who have no other.
    fn interview(&mut self) {
        let number = self.interviews.len();
        let person = interviewer(&mut self.session, &format!("Bo{number}"));
        let ada = application(&mut self.session, &self.job, &format!("Ada{number}"));
        let params = json!({ "application_id": ada, "interview_type": "technical",
            "mode": "ONLINE", "starts_at": "2026-12-01T14:00:00Z", "duration_minutes": 60,
            "meeting_link": "https://meet.example/abc", "time_zone": "UTC",
            "interviewer_ids": [person] });
        self.interviews
            .push(self.session.must("interview_create", &params));
    }

    /// Moves an interview to another hour.
    fn moves(&mut self, number: usize) {
        let params = json!({ "id": self.interviews[number]["id"],
            "starts_at": "2026-12-01T15:00:00Z", "reason": "A clash." });
        self.session.must("interview_update", &params);
    }

    fn letters(&mut self, filter: &str) -> Vec<Letter> {
        let params = json!({ "filter": filter, "limit": 500 });
        let list = self.session.must("outbox_list", &params);
        let rows = list["rows"].as_array().unwrap();
        rows.iter().map(Letter::from).collect()
    }

    fn act(&mut self, letter: &Letter, act: &str) {
        self.session
            .must("outbox_act", &json!({ "id": letter.id, "act": act }));
    }
}

/// A letter as the outbox shows it.
#[derive(Debug)]
struct Letter {
    id: String,
    to: String,
    kind: String,
    state: String,
}

impl From<&Value> for Letter {
    fn from(row: &Value) -> Self {
        let words = row["to_words"].as_str().unwrap();
        Self {
            id: id(row),
            to: words
                .split_once('<')
                .unwrap()
                .1
                .trim_end_matches('>')
                .to_owned(),
            kind: row["kind"].as_str().unwrap().to_owned(),
            state: row["state"].as_str().unwrap().to_owned(),
        }
    }
}

/// How many letters to each address are in one of some states.
fn count(letters: &[Letter], states: &[&str]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for letter in letters {
        let counted = usize::from(states.contains(&letter.state.as_str()));
        *counts.entry(letter.to.clone()).or_default() += counted;
    }
    counts
}

/// Nobody got anything that Muster does not know of, and what it says was sent did arrive.
fn outbox_tells_the_truth(letters: &[Letter], arrived: &[Arrived]) {
    let different: BTreeSet<&Arrived> = arrived.iter().collect();
    assert_eq!(
        different.len(),
        arrived.len(),
        "the same letter came twice: {arrived:?}"
    );
    let sent = count(letters, &["sent"]);
    let perhaps = count(letters, &["sent", "sending", "unsure"]);
    for mail in arrived {
        assert!(
            perhaps.contains_key(&mail.to),
            "nobody wrote to {}",
            mail.to
        );
    }
    for (to, sent) in &sent {
        let came = arrived.iter().filter(|mail| mail.to == *to).count();
        assert!(came >= *sent, "{to} got {came} of {sent}: {letters:?}");
        assert!(came <= perhaps[to], "{to} got {came}: {letters:?}");
    }
}

#[test]
fn whoever_sends_letters_can_be_killed_at_any_moment() {
    let mut dice = Dice::new("MUSTER_CRASH_SEED");
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let postbox = Postbox::start();
    let mut recruiter = Recruiter::start(home, &postbox);
    for _ in 0..INTERVIEWS {
        recruiter.interview();
    }
    let (mut kills, mut on_the_way, mut moved) = (0, 0, 0);
    // Each round is a minute later.
    let mut minute = 0;
    let mut now = || {
        minute += 1;
        monday(60 * minute)
    };
    finish(work(home, now(), POST));
    // Milliseconds before a kill, at most; it follows what the kills found.
    let mut most = 600;
    while kills < KILLS || on_the_way < ON_THE_WAY {
        assert!(
            kills < 6 * KILLS,
            "only {on_the_way} letters were on their way"
        );
        postbox.takes([0, 2, 9][kills % 3]);
        let before = postbox.arrived().len();
        let killed = cut_off(
            work(home, now(), POST),
            Duration::from_millis(dice.below(most)),
        );
        let came = postbox.arrived().len() - before;
        let letters = recruiter.letters("all");
        outbox_tells_the_truth(&letters, &postbox.arrived());
        on_the_way += letters
            .iter()
            .filter(|letter| letter.state == "sending")
            .count();
        kills += usize::from(killed);
        most = match (killed, came) {
            (true, 0) => (most * 5 / 4).min(20_000),
            (true, 1..=3) => most,
            _ => (most * 4 / 5).max(50),
        };
        // Work does not run out: there is always something new to tell, or to tell otherwise.
        if count(&letters, &["waiting"]).values().sum::<usize>() < 10 {
            recruiter.interview();
            recruiter.interview();
            recruiter.moves(moved);
            moved += 1;
        }
    }

    postbox.takes(0);
    for _ in 0..5 {
        finish(work(home, now(), POST));
    }
    let letters = recruiter.letters("all");
    let arrived = postbox.arrived();
    outbox_tells_the_truth(&letters, &arrived);
    let known = count(&letters, &["sent", "unsure", "dropped"]);
    assert_eq!(known.values().sum::<usize>(), letters.len(), "{letters:?}");
    assert_eq!(
        known.len(),
        2 * recruiter.interviews.len(),
        "somebody was forgotten"
    );
    let doubtful = count(&letters, &["unsure"]).values().sum::<usize>();
    assert!(doubtful >= ON_THE_WAY, "{doubtful} letters are in doubt");
    let open = recruiter.letters("open");
    assert_eq!(open.len(), doubtful, "not all of them are shown: {open:?}");

    // A person asks around. Who got everything is ticked off, the others get it again; an invitation
    // that was followed by an update needs nothing any more.
    let due = count(&letters, &["sent", "unsure"]);
    let outdated = |letter: &Letter| {
        let updated = |other: &&Letter| other.to == letter.to && other.kind == "update";
        letter.kind == "invitation" && letters.iter().any(|other| updated(&other))
    };
    let mut again = BTreeSet::new();
    for letter in &open {
        let came = arrived.iter().filter(|mail| mail.to == letter.to).count();
        if outdated(letter) {
            recruiter.act(letter, "drop");
        } else if came == due[&letter.to] {
            recruiter.act(letter, "mark_sent");
        } else {
            recruiter.act(letter, "retry");
            again.insert(letter.to.clone());
        }
    }
    finish(work(home, now(), POST));
    assert!(recruiter.letters("open").is_empty());
    let all = postbox.arrived();
    for mail in &all[arrived.len()..] {
        assert!(
            again.remove(&mail.to),
            "nobody asked to write to {} again",
            mail.to
        );
    }
    assert!(again.is_empty(), "asked for and not sent: {again:?}");
    let different: BTreeSet<&Arrived> = all.iter().collect();
    let sent = count(&recruiter.letters("all"), &["sent"]);
    for (to, sent) in sent {
        let came = different.iter().filter(|mail| mail.to == to).count();
        assert!(
            came >= sent && came <= due[&to],
            "{to} got {came} of {sent}"
        );
        assert!(sent > 0, "{to} was never told");
    }
    let before = postbox.arrived().len();
    finish(work(home, now(), POST));
    assert_eq!(postbox.arrived().len(), before, "something was sent again");
    for (number, interview) in recruiter.interviews.iter().enumerate() {
        let params = json!({ "interview_id": interview["id"] });
        let all = recruiter.session.must("interview_invitations", &params);
        let version = if number < moved {
            "version 2."
        } else {
            "version 1."
        };
        for row in all["rows"].as_array().unwrap() {
            let told = row["told_words"].as_str().unwrap();
            assert!(told.ends_with(version), "{number}: {told}");
        }
    }
}
