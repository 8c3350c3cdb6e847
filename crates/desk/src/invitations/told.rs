//! What somebody has to be told, from what they know and what is so now. Pure.

use muster_providers::ics::Entry;

use super::event::Audience;

/// What somebody has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing: they know it.
    Nothing,
    /// That they are invited.
    Invite,
    /// That something is another than they know.
    Update {
        /// Whether it is the time.
        moved: bool,
    },
    /// That it does not take place, or not with them.
    Cancel,
}

/// Compares what somebody was told with what is so now; `None` for nothing.
pub(super) fn telling(audience: Audience, told: Option<&Entry>, now: Option<&Entry>) -> Telling {
    match (told, now) {
        (None, None) => Telling::Nothing,
        (None, Some(_)) => Telling::Invite,
        (Some(_), None) => Telling::Cancel,
        (Some(told), Some(now)) => {
            let moved = told.when != now.when;
            if moved || matters(audience, told, now) {
                Telling::Update { moved }
            } else {
                Telling::Nothing
            }
        }
    }
}

/// Whether somebody would want to be told of the difference. Notes of the team are read in the
/// calendar; no letter is sent for them.
fn matters(audience: Audience, told: &Entry, now: &Entry) -> bool {
    let words = audience == Audience::Candidate && told.description != now.description;
    words
        || told.title != now.title
        || told.location != now.location
        || told.meeting_link != now.meeting_link
        || addresses(told) != addresses(now)
}

/// Who is invited, in any order.
fn addresses(entry: &Entry) -> Vec<String> {
    let mut all: Vec<String> = entry
        .attendees
        .iter()
        .map(|a| a.address.to_lowercase())
        .collect();
    all.sort();
    all
}

/// The next version of an event: UID for life, a later stamp, and a SEQUENCE that goes up when time
/// or state change, or when somebody is out of it (FEATURES.md 5.6). `None` when nothing changed.
pub(super) fn next_version(last: Option<&Entry>, wanted: Entry) -> Option<Entry> {
    let Some(last) = last else {
        return Some(wanted);
    };
    let same = Entry {
        sequence: last.sequence,
        stamp: last.stamp,
        uid: last.uid.clone(),
        ..wanted.clone()
    };
    if same == *last {
        return None;
    }
    let stamp = wanted.stamp;
    let (floor, now) = (wanted.sequence, addresses(&wanted));
    let left = addresses(last).iter().any(|address| !now.contains(address));
    let mut next = wanted.as_next_of(last, stamp);
    if left && next.sequence == last.sequence {
        next.sequence += 1;
    }
    next.sequence = next.sequence.max(floor);
    Some(next)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use chrono::{DateTime, TimeDelta, Utc};
    use muster_providers::ics::{Attendee, AttendeeKind, EntryKind, EntryState, Reply, When};

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn entry(people: &[&str]) -> Entry {
        Entry {
            uid: "u@muster.app".to_owned(),
            sequence: 0,
            stamp: at("2026-11-22T08:00:00Z"),
            when: When::Timed {
                start: at("2026-11-24T14:00:00Z"),
                end: at("2026-11-24T15:00:00Z"),
                zone: "Europe/Berlin".to_owned(),
            },
            state: EntryState::Confirmed,
            busy: true,
            kind: EntryKind::Interview,
            title: "Screen".to_owned(),
            description: "With Bo.".to_owned(),
            location: String::new(),
            meeting_link: None,
            related_uid: None,
            private: false,
            organizer: None,
            attendees: people
                .iter()
                .map(|name| Attendee {
                    address: format!("{name}@example.org"),
                    name: (*name).to_owned(),
                    required: true,
                    kind: AttendeeKind::Person,
                    answer: Reply::NeedsAction,
                    asked: true,
                })
                .collect(),
            reminders: Vec::new(),
        }
    }

    fn later(mut entry: Entry) -> Entry {
        if let When::Timed { start, end, .. } = &mut entry.when {
            *start += TimeDelta::hours(1);
            *end += TimeDelta::hours(1);
        }
        entry
    }

    #[test]
    fn the_same_is_not_told_twice() {
        let known = entry(&["bo"]);
        let mut now = known.clone();
        now.sequence = 7;
        now.stamp += TimeDelta::days(1);
        for audience in Audience::ALL {
            assert_eq!(
                telling(audience, Some(&known), Some(&now)),
                Telling::Nothing
            );
        }
        assert_eq!(next_version(Some(&known), known.clone()), None);
    }

    #[test]
    fn notes_of_the_team_are_no_letter_and_no_new_sequence() {
        let known = entry(&["bo"]);
        let mut now = known.clone();
        now.description = "With Bo.\nAsk about Kafka.".to_owned();
        now.stamp += TimeDelta::hours(1);
        let team = telling(Audience::Interviewers, Some(&known), Some(&now));
        assert_eq!(team, Telling::Nothing);
        let next = next_version(Some(&known), now).unwrap();
        assert_eq!(next.sequence, 0);
        assert!(next.stamp > known.stamp);
    }

    #[test]
    fn another_time_is_a_move_with_a_higher_sequence() {
        let known = entry(&["bo"]);
        let moved = later(known.clone());
        let told = telling(Audience::Candidate, Some(&known), Some(&moved));
        assert_eq!(told, Telling::Update { moved: true });
        let next = next_version(Some(&known), moved).unwrap();
        assert_eq!((next.sequence, next.uid.as_str()), (1, "u@muster.app"));
        // The stamp is newer even when the clock stood still, or was set back.
        assert!(next.stamp > known.stamp);
    }

    #[test]
    fn who_is_out_raises_the_sequence_for_the_rest_and_who_joins_does_not() {
        let known = entry(&["bo", "cy"]);
        let swapped = next_version(Some(&known), entry(&["bo", "di"])).unwrap();
        assert_eq!(swapped.sequence, 1);
        let joined = next_version(Some(&known), entry(&["bo", "cy", "di"])).unwrap();
        assert_eq!(joined.sequence, 0);
        let told = telling(Audience::Interviewers, Some(&known), Some(&swapped));
        assert_eq!(told, Telling::Update { moved: false });
    }

    #[test]
    fn a_sequence_never_falls_and_follows_the_interviews_own() {
        let mut known = entry(&["bo"]);
        known.sequence = 4;
        let next = next_version(Some(&known), later(entry(&["bo"]))).unwrap();
        assert_eq!(next.sequence, 5);
        let mut ahead = later(entry(&["bo"]));
        ahead.sequence = 9;
        assert_eq!(next_version(Some(&known), ahead).unwrap().sequence, 9);
    }

    #[test]
    fn who_knows_nothing_is_invited_and_never_cancelled() {
        let now = entry(&["bo"]);
        assert_eq!(
            telling(Audience::Candidate, None, Some(&now)),
            Telling::Invite
        );
        assert_eq!(telling(Audience::Candidate, None, None), Telling::Nothing);
        assert_eq!(
            telling(Audience::Candidate, Some(&now), None),
            Telling::Cancel
        );
    }
}
