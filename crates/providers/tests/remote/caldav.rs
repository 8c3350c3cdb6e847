//! CalDAV when all goes well.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use muster_providers::caldav::Caldav;
use muster_providers::calendar::{
    Availability, Calendar, CalendarError, Change, EventId, Known, Page, RunKind, Version,
    WhyUnknown,
};
use muster_providers::http::{Credentials, Line};
use muster_providers::ics::{
    Attendee, AttendeeKind, Entry, EntryKind, EntryState, Organizer, Reply, When,
};
use muster_providers::pull::{Pulled, pull};
use muster_scheduling::zone::Zones;

use crate::dav::{CALENDAR, Dav, PASSWORD, event};
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line};

pub fn account_by(dav: &Dav, line: Line, password: &str) -> Caldav {
    let who = Credentials::basic("ana", password);
    let ours = Arc::new(|uid: &str| uid.ends_with("@muster"));
    Caldav::new(line, dav.url.clone(), who, Zones::bundled(), ours)
}

pub fn account(dav: &Dav) -> Caldav {
    account_by(dav, line(&FakeTiming::new()), PASSWORD)
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
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
        kind: EntryKind::Interview,
        title: "Interview".to_owned(),
        description: String::new(),
        location: String::new(),
        meeting_link: None,
        related_uid: None,
        private: false,
        organizer: Some(Organizer {
            address: "rita@example.org".to_owned(),
            name: "Rita".to_owned(),
        }),
        attendees: vec![Attendee {
            address: "ana@example.org".to_owned(),
            name: "Ana".to_owned(),
            required: true,
            kind: AttendeeKind::Person,
            answer: Reply::NeedsAction,
            asked: true,
        }],
        reminders: Vec::new(),
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

pub async fn read(dav: &Dav, mirror: &mut MemoryMirror) -> Pulled {
    let account = account(dav);
    pull(&account, &dav.calendar(), mirror).await.unwrap()
}

#[tokio::test]
async fn calendars_are_found_from_the_bare_address_of_the_server() {
    let dav = Dav::start().await;
    for address in [
        "",
        "dav/",
        "dav/principals/ana/",
        "dav/ana@example.org/work",
    ] {
        let who = Credentials::basic("ana", PASSWORD);
        let ours = Arc::new(|_: &str| false);
        let url = dav.url.join(address).unwrap();
        let account = Caldav::new(line(&FakeTiming::new()), url, who, Zones::bundled(), ours);
        let found = account.calendars().await.unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|c| (c.name.as_str(), c.readable, c.writable))
            .collect();
        let both = [("Work & more", true, true), ("team", false, false)];
        assert_eq!(shown, both, "{address}");
        assert_eq!(found[0].id, dav.calendar());
    }
    let stranger = account_by(&dav, line(&FakeTiming::new()), "wrong");
    assert_eq!(stranger.calendars().await, Err(CalendarError::SignIn));
}

#[tokio::test]
async fn a_second_run_is_a_no_op_and_an_incremental_one_merges() {
    let dav = Dav::start().await;
    for day in 1..=20 {
        dav.put(&format!("e{day}"), &event(&format!("e{day}"), day));
    }
    let mut mirror = MemoryMirror::default();
    let first = read(&dav, &mut mirror).await;
    assert_eq!((first.put, first.dropped), (20, 0));
    let content = mirror.content();
    assert_eq!(read(&dav, &mut mirror).await, Pulled::default());
    assert_eq!(mirror.content(), content);

    dav.put("e3", &event("e3", 28));
    dav.put("new", &event("new", 29));
    dav.delete("e5");
    let reads = dav.state().read.len();
    let third = read(&dav, &mut mirror).await;
    assert_eq!((third.put, third.dropped), (2, 1));
    assert_eq!(
        dav.state().read.len() - reads,
        2,
        "only what changed is read"
    );
    assert_eq!(mirror.uids().len(), 20);
    assert!(mirror.uids().contains(&"new".to_owned()));
    assert!(!mirror.uids().contains(&"e5".to_owned()));
}

/// Pages of a run from nothing.
async fn pages(dav: &Dav) -> Vec<Page> {
    let account = account(dav);
    let known = Known::new();
    let calendar = dav.calendar();
    let mut run = account.changes(&calendar, None, &known).await.unwrap();
    let mut out = Vec::new();
    while let Some(page) = run.next().await.unwrap() {
        out.push(page);
    }
    out
}

#[tokio::test]
async fn private_titles_never_leave_the_client() {
    let dav = Dav::start().await;
    dav.put("a", &event("private", 3));
    dav.put("b", &event("mine@muster", 4));
    let pages = pages(&dav).await;
    let changes: Vec<_> = pages.iter().flat_map(|page| &page.changes).collect();
    assert_eq!(changes.len(), 2);
    for change in changes {
        let Change::There { item: Ok(item), .. } = change else {
            panic!("{change:?}");
        };
        let kept = serde_json::to_string(item).unwrap();
        let is_own = item.own.is_some();
        assert_eq!(is_own, item.series[0].uid == "mine@muster");
        for word in ["Secret of private", "Hidden"] {
            assert!(is_own || !kept.contains(word), "{kept}");
        }
    }
}

#[tokio::test]
async fn memory_holds_one_batch_however_many_events_there_are() {
    let dav = Dav::start().await;
    for number in 0..1_000 {
        let name = format!("e{number}");
        dav.put(&name, &event(&name, number % 28 + 1));
    }
    let pages = pages(&dav).await;
    assert!(pages.iter().all(|page| page.changes.len() <= 50));
    assert_eq!(
        pages.iter().map(|page| page.changes.len()).sum::<usize>(),
        1_000
    );
    assert_eq!(pages.iter().filter(|page| page.opens).count(), 1);
    assert_eq!(pages.last().unwrap().total, Some(1_000));
    assert_eq!(pages.iter().filter(|page| page.last).count(), 1);
}

#[tokio::test]
async fn a_listing_that_is_cut_short_is_gone_on_with() {
    let dav = Dav::start().await;
    for day in 1..=20 {
        dav.put(&format!("e{day}"), &event(&format!("e{day}"), day));
    }
    dav.state().cut_listing = Some(7);
    let mut mirror = MemoryMirror::default();
    let first = read(&dav, &mut mirror).await;
    assert_eq!(first.put, 20);
    assert_eq!(dav.count("sync"), 3);
    assert_eq!(read(&dav, &mut mirror).await, Pulled::default());
}

#[tokio::test]
async fn without_sync_collection_versions_are_listed_and_only_if_the_tag_has_changed() {
    for without_ctag in [false, true] {
        let dav = Dav::start().await;
        dav.state().without_sync = true;
        dav.state().without_ctag = without_ctag;
        for day in 1..=5 {
            dav.put(&format!("e{day}"), &event(&format!("e{day}"), day));
        }
        let mut mirror = MemoryMirror::default();
        assert_eq!(read(&dav, &mut mirror).await.put, 5);
        let listings = dav.count("PROPFIND");
        let second = read(&dav, &mut mirror).await;
        assert_eq!((second.put, second.dropped), (0, 0));
        assert_eq!(
            dav.count("PROPFIND") - listings,
            if without_ctag { 2 } else { 1 }
        );
        dav.delete("e2");
        dav.put("e3", &event("e3", 20));
        let reads = dav.state().read.len();
        let changed = read(&dav, &mut mirror).await;
        assert_eq!((changed.put, changed.dropped), (1, 1));
        assert_eq!(dav.state().read.len() - reads, 1);
        assert_eq!(dav.count("sync"), 1, "it is not asked for again");
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_put_aside_and_its_time_is_unknown() {
    let dav = Dav::start().await;
    dav.put("good", &event("good", 2));
    let broken = event("bad", 3).replace("TZID=Europe/Berlin", "TZID=Middle Earth");
    dav.put("bad", &broken);
    let mut mirror = MemoryMirror::default();
    let pulled = read(&dav, &mut mirror).await;
    assert_eq!((pulled.put, pulled.aside), (2, 1));
    assert_eq!(mirror.uids(), ["good"]);
    assert_eq!(mirror.rows.len(), 2);

    let account = account(&dav);
    let zone = Zones::bundled().get("Europe/Berlin").unwrap();
    let (from, to) = (at("2026-11-01T00:00:00Z"), at("2026-11-30T00:00:00Z"));
    let calendars = [dav.calendar()];
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    let hour = |text: &str| (at(text), at(text) + Duration::hours(1));
    let state = |text| {
        let (from, to) = hour(text);
        found[0].state(from, to)
    };
    assert_eq!(found[0].unknown, Some(WhyUnknown::Unreadable(1)));
    assert_eq!(state("2026-11-02T08:00:00Z"), Availability::Busy);
    assert_eq!(state("2026-11-02T10:00:00Z"), Availability::Unknown);

    dav.delete("bad");
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    let (start, end) = hour("2026-11-02T10:00:00Z");
    assert_eq!(found[0].state(start, end), Availability::Free);
    assert!(!serde_json::to_string(&found).unwrap().contains("Secret"));
}

#[tokio::test]
async fn a_calendar_that_shows_only_busy_times_is_asked_for_them_and_others_stay_known() {
    let dav = Dav::start().await;
    dav.state().only_free_busy = true;
    let account = account(&dav);
    let zone = Zones::bundled().get("UTC").unwrap();
    let (from, to) = (at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z"));
    let mut nowhere = dav.calendar();
    nowhere.0 = nowhere
        .0
        .replace("127.0.0.1", "cal.invalid")
        .replace("http:", "ftp:");
    let calendars = [dav.calendar(), nowhere];
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    assert_eq!(found[0].busy.len(), 1);
    assert_eq!(found[0].state(from, to), Availability::Busy);
    assert_eq!(found[1].state(from, to), Availability::Unknown);
    assert_eq!(dav.count("free-busy"), 1);
}

#[tokio::test]
async fn an_interview_is_created_moved_and_deleted() {
    let dav = Dav::start().await;
    for silent in [false, true] {
        dav.state().silent_etag = silent;
        let account = account(&dav);
        let entry = interview(if silent { "two" } else { "one" });
        let made = account.create(&dav.calendar(), &entry).await.unwrap();
        assert!(!made.found);
        let found = account
            .look_up(&dav.calendar(), &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((&found.id, &found.version), (&made.id, &made.version));
        assert!(found.entry == entry, "{:?}", found.entry);

        let later = moved(&entry, 2);
        let again = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        let found = account
            .look_up(&dav.calendar(), &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(found.entry == later && found.version == again.version);

        // Somebody who still holds the first version learns of the second.
        let other = moved(&entry, 5);
        assert_eq!(
            account.update(&made.id, &made.version, &other).await,
            Err(CalendarError::Changed {
                current: Some(again.version.clone())
            })
        );
        assert_eq!(
            account.delete(&made.id, &made.version).await,
            Err(CalendarError::Changed {
                current: Some(again.version.clone())
            })
        );
        account.delete(&made.id, &again.version).await.unwrap();
        account.delete(&made.id, &again.version).await.unwrap();
        let gone = account.look_up(&dav.calendar(), &entry.uid).await.unwrap();
        assert_eq!(gone, None);
        assert_eq!(
            account.update(&made.id, &again.version, &later).await,
            Err(CalendarError::Changed { current: None })
        );
    }
}

#[tokio::test]
async fn the_same_event_is_never_made_twice() {
    let dav = Dav::start().await;
    let account = account(&dav);
    let entry = interview("once");
    let first = account.create(&dav.calendar(), &entry).await.unwrap();
    // A process that was killed before it stored the answer creates again.
    let second = account.create(&dav.calendar(), &entry).await.unwrap();
    assert_eq!((second.found, second.id), (true, first.id));
    // Another event of the same identity is not ours to overwrite.
    let other = moved(&entry, 3);
    let taken = account.create(&dav.calendar(), &other).await;
    assert_eq!(taken, Err(CalendarError::Taken));
    assert_eq!(dav.state().events.len(), 1);

    // The server filed it under a name of its own.
    let elsewhere = interview("moved");
    let text = muster_providers::ics::write(&elsewhere, None, &Zones::bundled()).unwrap();
    dav.put("another-name", &text);
    let found = account.create(&dav.calendar(), &elsewhere).await.unwrap();
    assert!(found.found && found.id.as_str().ends_with("another-name.ics"));
    let by_uid = account
        .look_up(&dav.calendar(), "moved@muster")
        .await
        .unwrap();
    assert_eq!(by_uid.unwrap().id, found.id);
}

#[tokio::test]
async fn ids_are_the_same_however_the_server_spells_them() {
    let dav = Dav::start().await;
    let account = account(&dav);
    let made = account
        .create(&dav.calendar(), &interview("spelled"))
        .await
        .unwrap();
    let mut mirror = MemoryMirror::default();
    read(&dav, &mut mirror).await;
    let ids: Vec<&EventId> = mirror.rows.keys().collect();
    assert_eq!(ids, [&made.id]);
    assert!(made.id.as_str().contains(CALENDAR));
    let base = mirror.rows[&made.id].base.clone().unwrap();
    assert_eq!(base.version, Version("\"1\"".to_owned()));
    assert_eq!(mirror.run.kind, Some(RunKind::Full));
}
