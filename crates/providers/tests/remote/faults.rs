//! CalDAV when something goes wrong: nothing lost, nothing twice, nobody free who is busy.

use std::time::Duration;

use muster_providers::calendar::{Calendar, CalendarError, EventId};
use muster_providers::http::{HttpError, Limits};
use muster_providers::pull::{PullError, pull};
use muster_providers::sync::{ConflictKind, Intent, Progress};

use crate::caldav::{account, account_by, interview, moved, read};
use crate::dav::{Dav, PASSWORD, event};
use crate::support::fake::Say;
use crate::support::mirror::{Killed, MemoryMirror};
use crate::support::timing::{FakeTiming, line, line_with};

/// A server with so many events.
async fn filled(count: u32) -> Dav {
    let dav = Dav::start().await;
    for number in 0..count {
        let name = format!("e{number:04}");
        dav.put(&name, &event(&name, number % 28 + 1));
    }
    dav
}

#[tokio::test]
async fn a_401_in_the_middle_keeps_what_was_read_and_goes_on_from_there() {
    let dav = filled(120).await;
    dav.fail("multiget", 1, false, Say::status(401));
    let mut mirror = MemoryMirror::default();
    let stopped = pull(&account(&dav), &dav.calendar(), &mut mirror).await;
    assert!(matches!(
        stopped,
        Err(PullError::Calendar(CalendarError::SignIn))
    ));
    assert_eq!(mirror.rows.len(), 50);
    let reads = dav.state().read.len();
    let rest = read(&dav, &mut mirror).await;
    assert_eq!((rest.put, mirror.rows.len()), (70, 120));
    assert_eq!(dav.state().read.len() - reads, 70, "nothing is read twice");
}

#[tokio::test]
async fn a_dead_token_leads_to_a_full_read_that_loses_nothing() {
    for dead in [
        None,
        Some(Say::status(410)),
        Some(Say::status(507)),
        Some(Say::status(409)),
    ] {
        let dav = filled(10).await;
        let account = account(&dav);
        let mine = account
            .create(&dav.calendar(), &interview("mine"))
            .await
            .unwrap();
        let mut mirror = MemoryMirror::default();
        read(&dav, &mut mirror).await;
        // A wish of ours that is not written yet.
        let mut wish = mirror.rows[&mine.id].base.clone().unwrap().record.unwrap();
        wish.own = Some(moved(wish.own.as_ref().unwrap(), 3));
        mirror.wish(&mine.id, Intent::Write(wish.clone()));

        dav.put("e0003", &event("e0003", 27));
        dav.delete("e0004");
        dav.put("new", &event("new", 12));
        {
            let mut state = dav.state();
            state.oldest = state.serial + 1;
            state.dead.clone_from(&dead);
            state.read.clear();
        }
        let pulled = read(&dav, &mut mirror).await;
        assert_eq!((pulled.put, pulled.dropped), (2, 1), "{dead:?}");
        assert_eq!(
            dav.state().read.len(),
            2,
            "only what changed is read in full"
        );
        assert_eq!(mirror.uids().len(), 11);
        assert_eq!(mirror.rows[&mine.id].intent, Intent::Write(wish));
        assert_eq!(mirror.run.number, 2);
        dav.state().oldest = 0;
        assert_eq!(read(&dav, &mut mirror).await.put, 0);
    }
}

#[tokio::test]
async fn killed_after_any_page_it_goes_on_and_ends_as_if_it_had_not_been() {
    let dav = filled(230).await;
    let mut clean = MemoryMirror::default();
    read(&dav, &mut clean).await;
    for stores in 0..7 {
        let mut mirror = MemoryMirror {
            stores_left: Some(stores),
            ..MemoryMirror::default()
        };
        let ended = pull(&account(&dav), &dav.calendar(), &mut mirror).await;
        if let Err(error) = ended {
            assert!(matches!(error, PullError::Mirror(Killed)));
        } else {
            assert!(stores >= 6);
        }
        mirror.stores_left = None;
        read(&dav, &mut mirror).await;
        assert_eq!(mirror.content(), clean.content(), "killed after {stores}");
        assert_eq!(mirror.changed, 230, "nothing was stored twice");
        assert_eq!(mirror.run.progress, Progress::Closed);
    }
}

#[tokio::test]
async fn what_changes_between_a_kill_and_the_rest_is_not_lost() {
    let dav = filled(120).await;
    let mut mirror = MemoryMirror {
        stores_left: Some(1),
        ..MemoryMirror::default()
    };
    let _ = pull(&account(&dav), &dav.calendar(), &mut mirror).await;
    // One that was read, one that was not, one of each that goes away.
    dav.put("e0001", &event("e0001", 28));
    dav.put("e0100", &event("e0100", 28));
    dav.delete("e0002");
    dav.delete("e0101");
    mirror.stores_left = None;
    read(&dav, &mut mirror).await;
    let mut clean = MemoryMirror::default();
    read(&dav, &mut clean).await;
    assert_eq!(mirror.content(), clean.content());
}

#[tokio::test]
async fn a_token_that_dies_between_two_listings_starts_a_new_run() {
    let dav = filled(20).await;
    dav.state().cut_listing = Some(8);
    dav.fail("sync", 1, false, Say::status(410));
    let mut mirror = MemoryMirror::default();
    read(&dav, &mut mirror).await;
    assert_eq!(mirror.rows.len(), 20);
    assert_eq!(mirror.run.number, 2);
    assert_eq!(mirror.changed, 20);
}

#[tokio::test]
async fn trouble_that_passes_is_waited_out() {
    let dav = filled(60).await;
    let later = |status, seconds: Option<&str>| {
        let headers = seconds.map(|s| ("Retry-After", s.to_owned()));
        Say::Answer(status, headers.into_iter().collect(), String::new())
    };
    dav.fail("sync", 0, false, later(429, Some("7")));
    dav.fail("multiget", 0, false, later(503, None));
    dav.fail("multiget", 1, false, later(429, None));
    dav.fail("multiget", 0, true, Say::Cut);
    let timing = FakeTiming::new();
    let account = account_by(&dav, line(&timing), PASSWORD);
    let mut mirror = MemoryMirror::default();
    let pulled = pull(&account, &dav.calendar(), &mut mirror).await.unwrap();
    assert_eq!(pulled.put, 60);
    assert_eq!(timing.slept().len(), 4);
    assert!(timing.slept()[0] >= Duration::from_secs(7));
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_happens_once() {
    for (name, done, say) in [
        ("cut-after", true, Say::Cut),
        ("cut-before", false, Say::Cut),
        ("gateway-after", true, Say::status(504)),
        ("gateway-before", false, Say::status(502)),
        ("broken-before", false, Say::status(500)),
    ] {
        let dav = Dav::start().await;
        let account = account(&dav);
        let entry = interview(name);
        dav.fail("PUT", 0, done, say.clone());
        let made = account.create(&dav.calendar(), &entry).await.unwrap();
        assert_eq!(made.found, done, "{name}");
        assert_eq!(dav.state().events.len(), 1);
        assert_eq!(dav.count("PUT"), if done { 1 } else { 2 }, "{name}");

        let later = moved(&entry, 1);
        dav.fail("PUT", 0, done, say.clone());
        let changed = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        assert_eq!(changed.found, done, "{name}");
        let found = account
            .look_up(&dav.calendar(), &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(
            found.entry == later && found.version == changed.version,
            "{name}"
        );

        dav.fail("DELETE", 0, done, say);
        account.delete(&made.id, &changed.version).await.unwrap();
        assert!(dav.state().events.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn a_server_that_writes_and_falls_silent_is_looked_at() {
    let dav = Dav::start().await;
    let limits = Limits {
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    let account = account_by(&dav, line_with(&FakeTiming::new(), limits), PASSWORD);
    dav.fail("PUT", 0, true, Say::Silence);
    let made = account
        .create(&dav.calendar(), &interview("silent"))
        .await
        .unwrap();
    assert!(made.found);
    assert_eq!(dav.count("PUT"), 1);
}

#[tokio::test]
async fn when_not_even_looking_helps_it_is_said_and_a_later_try_finds_it() {
    let dav = Dav::start().await;
    let entry = interview("unclear");
    dav.fail("PUT", 0, true, Say::Cut);
    for _ in 0..4 {
        dav.fail("GET", 0, false, Say::status(500));
    }
    let made = account(&dav).create(&dav.calendar(), &entry).await;
    assert_eq!(made, Err(CalendarError::Ambiguous));
    assert!(CalendarError::Ambiguous.passes());
    let again = account(&dav).create(&dav.calendar(), &entry).await.unwrap();
    assert!(again.found);
    assert_eq!(dav.state().events.len(), 1);
}

#[tokio::test]
async fn somebody_elses_change_in_the_gap_is_not_taken_for_ours() {
    let dav = Dav::start().await;
    let account = account(&dav);
    let entry = interview("gap");
    let made = account.create(&dav.calendar(), &entry).await.unwrap();
    // The answer is lost, nothing was written, and somebody else changes the text meanwhile.
    let mut theirs = entry.clone();
    theirs.title = "Their title".to_owned();
    theirs.stamp += chrono::Duration::minutes(5);
    let zones = muster_scheduling::zone::Zones::bundled();
    let text = muster_providers::ics::write(&theirs, None, &zones).unwrap();
    let name = "gap%40muster";
    dav.put(&name.replace("%40", "@"), &text);
    let mut ours = entry.clone();
    ours.title = "Our title".to_owned();
    ours.stamp += chrono::Duration::minutes(4);
    dav.fail("PUT", 0, false, Say::Cut);
    let changed = account.update(&made.id, &made.version, &ours).await;
    assert!(
        matches!(changed, Err(CalendarError::Changed { current: Some(_) })),
        "{changed:?}"
    );
}

#[tokio::test]
async fn an_outside_change_of_our_interview_meets_our_wish_field_by_field() {
    let dav = Dav::start().await;
    let account = account(&dav);
    let entry = interview("wish");
    let made = account.create(&dav.calendar(), &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&dav, &mut mirror).await;
    let mut wish = mirror.rows[&made.id].base.clone().unwrap().record.unwrap();
    let mut ours = wish.own.clone().unwrap();
    ours.title = "Second round".to_owned();
    wish.own = Some(ours);
    mirror.wish(&made.id, Intent::Write(wish));

    // The interviewer declines and moves the room.
    let mut theirs = entry.clone();
    theirs.attendees[0].answer = muster_providers::ics::Reply::Declined;
    theirs.location = "Room 2".to_owned();
    account
        .update(&made.id, &made.version, &theirs)
        .await
        .unwrap();
    read(&dav, &mut mirror).await;
    let Intent::Write(merged) = &mirror.rows[&made.id].intent else {
        panic!("the wish was lost");
    };
    let merged = merged.own.clone().unwrap();
    assert_eq!(
        (merged.title.as_str(), merged.location.as_str()),
        ("Second round", "Room 2")
    );
    assert_eq!(
        merged.attendees[0].answer,
        muster_providers::ics::Reply::Declined
    );
    assert!(mirror.conflicts.is_empty());

    // It is deleted there: the wish stays, and somebody hears of it.
    let version = mirror.rows[&made.id].base.clone().unwrap().version;
    account.delete(&made.id, &version).await.unwrap();
    read(&dav, &mut mirror).await;
    assert!(matches!(mirror.rows[&made.id].intent, Intent::Write(_)));
    assert_eq!(mirror.conflicts[0].kind, ConflictKind::DeletedThere);
}

#[tokio::test]
async fn strange_answers_change_nothing() {
    let dav = filled(5).await;
    let mut mirror = MemoryMirror::default();
    read(&dav, &mut mirror).await;
    let content = mirror.content();
    let page = "<html>Sign in to the hotel's network</html>";
    for say in [
        Say::Answer(200, Vec::new(), page.to_owned()),
        Say::Answer(207, Vec::new(), page.to_owned()),
        Say::Answer(
            207,
            Vec::new(),
            "<multistatus xmlns='DAV:'><resp".to_owned(),
        ),
        Say::Answer(
            302,
            vec![("Location", "http://hotel.example/".to_owned())],
            String::new(),
        ),
        Say::status(404),
    ] {
        dav.fail("sync", 0, false, say);
        let ended = pull(&account(&dav), &dav.calendar(), &mut mirror).await;
        assert!(ended.is_err());
        assert_eq!(mirror.content(), content);
    }
    let insecure = EventId("http://cal.example.org/a.ics".to_owned());
    let version = muster_providers::calendar::Version("1".to_owned());
    assert!(matches!(
        account(&dav).delete(&insecure, &version).await,
        Err(CalendarError::Http(HttpError::Insecure { .. }))
    ));
}
