//! A recruiter's calendar in its life: found, written, changed by others, forgotten, large.

use chrono::{DateTime, Duration, Utc};
use muster_providers::calendar::{
    Availability, Calendar, CalendarError, CalendarInfo, Known, RunKind,
};
use muster_providers::ics::{
    Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, Reply, When,
};
use muster_providers::pull::{Pulled, pull};
use muster_providers::sync::Intent;
use muster_scheduling::zone::Zones;

use crate::server::Radicale;
use crate::support::mirror::MemoryMirror;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn interview(uid: &str, zone: &str, start: &str) -> Entry {
    Entry {
        uid: format!("{uid}@muster"),
        sequence: 0,
        stamp: at("2026-11-21T22:00:00Z"),
        when: When::Timed {
            start: at(start),
            end: at(start) + Duration::minutes(45),
            zone: zone.to_owned(),
        },
        state: EntryState::Confirmed,
        busy: true,
        kind: EntryKind::Interview,
        title: "Interview, „Ana“; second round — 面接".to_owned(),
        description: "Line one\nLine two, with \\ and ; in a text that is folded because it is \
                      longer than seventy-five octets 😀"
            .to_owned(),
        location: "Room 4.1".to_owned(),
        meeting_link: Some("https://meet.example.org/a?b=c".to_owned()),
        related_uid: Some("internal@muster".to_owned()),
        private: false,
        organizer: Some(Organizer {
            address: "rita@example.org".to_owned(),
            name: "Rita; Recruiter".to_owned(),
        }),
        attendees: vec![Attendee {
            address: "ana@example.org".to_owned(),
            name: "Ana".to_owned(),
            required: true,
            kind: AttendeeKind::Person,
            answer: Reply::NeedsAction,
            asked: true,
        }],
        reminders: vec![15],
    }
}

fn moved(entry: &Entry, hours: i64) -> Entry {
    let mut out = entry.clone();
    if let When::Timed { start, end, .. } = &mut out.when {
        *start += Duration::hours(hours);
        *end += Duration::hours(hours);
    }
    out.sequence += 1;
    out.stamp += Duration::minutes(1);
    out
}

async fn read(radicale: &Radicale, mirror: &mut MemoryMirror) -> Pulled {
    let account = radicale.account();
    pull(&account, &radicale.work(), mirror).await.unwrap()
}

#[tokio::test]
async fn calendars_are_found_and_a_wrong_password_is_told() {
    let radicale = Radicale::start();
    let found = radicale.account().calendars().await.unwrap();
    let names: Vec<&str> = found.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["Team", "Work"]);
    assert_eq!(found[1].id, radicale.work());
    assert!(
        found
            .iter()
            .all(|c: &CalendarInfo| c.writable && c.readable)
    );
    let stranger = radicale.account_by("wrong");
    assert_eq!(stranger.calendars().await, Err(CalendarError::SignIn));
}

#[tokio::test]
async fn an_interview_is_made_moved_cancelled_and_seen_by_others() {
    let radicale = Radicale::start();
    let (ours, zones) = (radicale.account(), Zones::bundled());
    let berlin = zones.get("Europe/Berlin").unwrap();
    let mut mirror = MemoryMirror::default();
    assert_eq!(read(&radicale, &mut mirror).await, Pulled::default());

    for (uid, zone, start) in [
        ("plain", "Europe/Berlin", "2026-11-24T14:00:00Z"),
        // The second 02:30 of that night.
        ("fold", "Europe/Berlin", "2026-10-25T01:30:00Z"),
        ("half", "Asia/Kolkata", "2026-11-25T03:30:00Z"),
        ("quarter", "Pacific/Chatham", "2027-04-03T13:15:00Z"),
    ] {
        let entry = interview(uid, zone, start);
        let made = ours.create(&radicale.work(), &entry).await.unwrap();
        let again = ours.create(&radicale.work(), &entry).await.unwrap();
        assert_eq!((made.found, again.found), (false, true));
        assert_eq!((&again.id, &again.version), (&made.id, &made.version));
        let mut expected = entry.clone();
        expected.reminders.clear();
        let found = ours
            .look_up(&radicale.work(), &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(found.entry == expected, "{uid}: {:?}", found.entry);

        let seen = read(&radicale, &mut mirror).await;
        assert_eq!((seen.put, seen.dropped, seen.aside), (1, 0, 0), "{uid}");
        let (from, to) = (at(start), at(start) + Duration::minutes(45));
        let free_busy = ours
            .free_busy(&[radicale.work()], from, to, &berlin)
            .await
            .unwrap();
        let busy: Vec<_> = free_busy[0].busy.iter().map(|b| (b.start, b.end)).collect();
        assert_eq!(busy, [(from, to)], "{uid}");
        assert_eq!(
            free_busy[0].state(to, to + Duration::hours(1)),
            Availability::Free
        );

        // Somebody else moves it; we hold the old version.
        let theirs = moved(&entry, 30);
        let elsewhere = radicale.account();
        let now = elsewhere
            .update(&made.id, &made.version, &theirs)
            .await
            .unwrap();
        let stale = ours
            .update(&made.id, &made.version, &moved(&entry, 2))
            .await;
        let current = Some(now.version.clone());
        assert_eq!(
            stale,
            Err(CalendarError::Changed {
                current: current.clone()
            })
        );
        let stale = ours.delete(&made.id, &made.version).await;
        assert_eq!(stale, Err(CalendarError::Changed { current }));
        let seen = read(&radicale, &mut mirror).await;
        assert_eq!((seen.put, seen.dropped), (1, 0), "{uid}");
        let own = mirror.rows[&made.id]
            .base
            .clone()
            .unwrap()
            .record
            .unwrap()
            .own
            .unwrap();
        assert!(own.when == theirs.when && own.sequence == 1, "{own:?}");

        // We cancel it, and later take it away.
        let mut cancelled = moved(&theirs, 0);
        cancelled.state = EntryState::Cancelled;
        let now = ours
            .update(&made.id, &now.version, &cancelled)
            .await
            .unwrap();
        read(&radicale, &mut mirror).await;
        let item = mirror.rows[&made.id].base.clone().unwrap().record.unwrap();
        assert!(
            item.series.is_empty(),
            "a cancelled interview takes no time"
        );
        ours.delete(&made.id, &now.version).await.unwrap();
        ours.delete(&made.id, &now.version).await.unwrap();
        assert_eq!(read(&radicale, &mut mirror).await.dropped, 1);
        assert_eq!(read(&radicale, &mut mirror).await, Pulled::default());
    }
}

#[tokio::test]
async fn a_forgotten_token_leads_to_a_full_read_that_loses_nothing() {
    let radicale = Radicale::start();
    radicale.fill(60);
    let account = radicale.account();
    let entry = interview("mine", "Europe/Berlin", "2026-11-24T14:00:00Z");
    let mine = account.create(&radicale.work(), &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    assert_eq!(read(&radicale, &mut mirror).await.put, 61);
    let mut wish = mirror.rows[&mine.id].base.clone().unwrap().record.unwrap();
    wish.own = Some(moved(&entry, 1));
    mirror.wish(&mine.id, Intent::Write(wish.clone()));

    // Meanwhile, somebody deletes one of theirs; then the server forgets.
    let other = mirror.rows.keys().next().unwrap().clone();
    let version = mirror.rows[&other].base.clone().unwrap().version;
    account.delete(&other, &version).await.unwrap();
    radicale.forget_tokens();
    let seen = read(&radicale, &mut mirror).await;
    assert_eq!((seen.put, seen.dropped, seen.aside), (0, 1, 0));
    assert_eq!(mirror.run.kind, Some(RunKind::Full));
    assert_eq!(mirror.rows.len(), 60);
    assert_eq!(mirror.rows[&mine.id].intent, Intent::Write(wish));
    let seen = read(&radicale, &mut mirror).await;
    assert_eq!(seen, Pulled::default());
    assert_eq!(mirror.run.kind, Some(RunKind::Incremental));
}

#[tokio::test]
async fn ten_thousand_events_are_read_a_batch_at_a_time() {
    let radicale = Radicale::start();
    radicale.fill(10_000);
    let account = radicale.account();
    let (work, known) = (radicale.work(), Known::new());
    let mut run = account.changes(&work, None, &known).await.unwrap();
    let (mut events, mut largest, mut opens) = (0, 0, 0);
    let mut total = None;
    while let Some(page) = run.next().await.unwrap() {
        events += page.changes.len();
        largest = largest.max(page.changes.len());
        opens += usize::from(page.opens);
        total = total.or(page.total);
        let kept = format!("{:?}", page.changes);
        assert!(!kept.contains("Secret"));
    }
    assert_eq!((events, opens, total), (10_000, 1, Some(10_000)));
    assert!(largest <= 50, "{largest} events were held at once");
}
