//! Calendar items as records.

use super::Record;
use super::merge::Said;
use crate::calendar::{Change, Item};
use crate::ics::Entry;

impl From<Change> for Said<Item> {
    fn from(change: Change) -> Self {
        match change {
            Change::There { id, version, item } => Self::There(id, version, item),
            Change::Same { id } => Self::Same(id),
            Change::Gone { id } => Self::Gone(id),
        }
    }
}

impl Record for Item {
    fn is_written(local: &Self, there: &Self) -> bool {
        match (&local.own, &there.own) {
            (Some(local), Some(there)) => Entry::is_written(local, there),
            _ => local == there,
        }
    }

    /// Busy times are the remote side's; an event of ours is merged by its fields.
    fn rebase(base: &Self, local: &Self, remote: &Self) -> (Self, Vec<&'static str>) {
        let (own, fields) = match (&base.own, &local.own, &remote.own) {
            (Some(base), Some(local), Some(remote)) => {
                let (entry, fields) = Entry::rebase(base, local, remote);
                (Some(entry), fields)
            }
            (_, Some(local), _) => (Some(local.clone()), vec!["event"]),
            (_, None, remote) => (remote.clone(), Vec::new()),
        };
        let series = if own == remote.own {
            remote.series.clone()
        } else {
            local.series.clone()
        };
        (Self { series, own }, fields)
    }
}

impl Record for Entry {
    /// Reminders are not read back.
    fn is_written(local: &Self, there: &Self) -> bool {
        let mut local = local.clone();
        local.reminders.clone_from(&there.reminders);
        local == *there
    }

    fn rebase(base: &Self, local: &Self, remote: &Self) -> (Self, Vec<&'static str>) {
        let mut out = remote.clone();
        let mut both = Vec::new();
        macro_rules! field {
            ($name:ident) => {
                if local.$name != base.$name {
                    if remote.$name != base.$name && remote.$name != local.$name {
                        both.push(stringify!($name));
                    }
                    out.$name = local.$name.clone();
                }
            };
        }
        field!(when);
        field!(state);
        field!(busy);
        field!(kind);
        field!(title);
        field!(description);
        field!(location);
        field!(meeting_link);
        field!(related_uid);
        field!(private);
        field!(organizer);
        // Reminders are not read back, so the remote side says nothing about them.
        out.reminders.clone_from(&local.reminders);
        attendees(&mut out, base, local, remote);
        // Whatever is newer than both is newer.
        out.sequence = local.sequence.max(remote.sequence);
        out.stamp = local.stamp.max(remote.stamp);
        (out, both)
    }
}

/// People are merged one by one: whom we invited or left out is ours to say, what each answered
/// is theirs.
fn attendees(out: &mut Entry, base: &Entry, local: &Entry, remote: &Entry) {
    let among = |entry: &Entry, address: &str| {
        entry
            .attendees
            .iter()
            .any(|a| a.address.eq_ignore_ascii_case(address))
    };
    let mut people = remote.attendees.clone();
    people.retain(|a| among(local, &a.address) || !among(base, &a.address));
    for ours in &local.attendees {
        let there = people
            .iter_mut()
            .find(|a| a.address.eq_ignore_ascii_case(&ours.address));
        let was = base
            .attendees
            .iter()
            .find(|a| a.address.eq_ignore_ascii_case(&ours.address));
        match (there, was) {
            (Some(there), Some(was)) => {
                let answer = if ours.answer == was.answer {
                    there.answer
                } else {
                    ours.answer
                };
                if ours != was {
                    there.clone_from(ours);
                }
                there.answer = answer;
            }
            (Some(there), None) => there.clone_from(ours),
            // Somebody there took them off the list, and we have not touched them.
            (None, Some(was)) if was == ours => {}
            (None, _) => people.push(ours.clone()),
        }
    }
    out.attendees = people;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ics::{Attendee, AttendeeKind, EntryKind, EntryState, Reply, When};
    use chrono::{DateTime, NaiveDate};

    fn person(name: &str) -> Attendee {
        Attendee {
            address: format!("{name}@example.org"),
            name: name.to_owned(),
            required: true,
            kind: AttendeeKind::Person,
            answer: Reply::NeedsAction,
            asked: true,
        }
    }

    fn entry(people: &[&str]) -> Entry {
        Entry {
            uid: "1@muster".to_owned(),
            sequence: 1,
            stamp: DateTime::UNIX_EPOCH,
            when: When::Days {
                first: NaiveDate::default(),
                after: NaiveDate::default().succ_opt().unwrap(),
            },
            state: EntryState::Confirmed,
            busy: true,
            kind: EntryKind::Interview,
            title: "Interview".to_owned(),
            description: String::new(),
            location: String::new(),
            meeting_link: None,
            related_uid: None,
            private: false,
            organizer: None,
            attendees: people.iter().map(|name| person(name)).collect(),
            reminders: Vec::new(),
        }
    }

    #[test]
    fn whom_we_invite_is_ours_and_what_they_answer_is_theirs() {
        let base = entry(&["ana", "ben", "cleo"]);
        // We swap Ben for Dora; Ana accepts there, Cleo takes herself off, Emil is added there.
        let local = entry(&["ana", "cleo", "dora"]);
        let mut remote = entry(&["ANA", "ben", "emil"]);
        remote.attendees[0].answer = Reply::Accepted;
        let (merged, both) = Entry::rebase(&base, &local, &remote);
        let names: Vec<_> = merged.attendees.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["ANA", "emil", "dora"]);
        assert_eq!(merged.attendees[0].answer, Reply::Accepted);
        assert_eq!(both, [""; 0]);
    }

    #[test]
    fn reminders_are_kept_and_do_not_make_a_write_look_undone() {
        let base = entry(&[]);
        let mut local = base.clone();
        local.reminders = vec![15];
        assert!(Entry::is_written(&local, &base));
        let mut remote = base.clone();
        remote.title = "Theirs".to_owned();
        let (merged, _) = Entry::rebase(&base, &local, &remote);
        assert_eq!(
            (merged.title.as_str(), merged.reminders),
            ("Theirs", vec![15])
        );
    }
}
