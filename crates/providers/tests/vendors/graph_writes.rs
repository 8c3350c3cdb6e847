//! Writing events of ours through Microsoft Graph, effectively once.

use muster_providers::calendar::{Calendar, CalendarError, Meeting, WantedMeeting};
use muster_providers::ics::{EntryState, Reply, When};
use serde_json::json;

use crate::graph::{account, account_by};
use crate::graph_server::Graph;
use crate::parts::{Tokens, interview, moved, read, short};
use crate::support::fake::Say;
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line_with};

#[tokio::test]
async fn an_interview_is_created_moved_and_deleted_and_comes_back_as_it_was_written() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let entry = interview("one");
    let made = account.create(&calendar, &entry).await.unwrap();
    assert_eq!((made.found, &made.meeting), (false, &Meeting::None));
    let found = account
        .look_up(&calendar, &entry.uid)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((&found.id, &found.version), (&made.id, &made.version));
    assert!(found.entry == entry, "{:?}", found.entry);
    let stored = graph.state().events[made.id.as_str()].value["start"].clone();
    let berlin =
        json!({ "dateTime": "2026-11-24T15:00:00", "timeZone": "W. Europe Standard Time" });
    assert_eq!(stored, berlin, "people see the zone that was promised");

    let later = moved(&entry, 2);
    let again = account
        .update(&made.id, &made.version, &later)
        .await
        .unwrap();
    let found = account
        .look_up(&calendar, &entry.uid)
        .await
        .unwrap()
        .unwrap();
    assert!(found.entry == later && found.version == again.version);

    let current = Some(again.version.clone());
    let changed = Err(CalendarError::Changed { current });
    let other = moved(&entry, 5);
    assert_eq!(
        account.update(&made.id, &made.version, &other).await,
        changed
    );
    let refused = account.delete(&made.id, &made.version).await;
    assert_eq!(refused, changed.map(|_| ()));
    account.delete(&made.id, &again.version).await.unwrap();
    account.delete(&made.id, &again.version).await.unwrap();
    assert_eq!(account.look_up(&calendar, &entry.uid).await.unwrap(), None);
    assert_eq!(
        account.update(&made.id, &again.version, &later).await,
        Err(CalendarError::Changed { current: None })
    );
    assert_eq!(graph.state().complaints, [""; 0]);
}

#[tokio::test]
async fn days_holds_and_zones_without_a_windows_name_are_written_as_they_are() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let mut days = interview("days");
    days.when = When::Days {
        first: "2026-11-24".parse().unwrap(),
        after: "2026-11-26".parse().unwrap(),
    };
    days.attendees.clear();
    days.organizer = None;
    days.related_uid = None;
    days.private = false;
    days.busy = false;
    days.meeting_link = Some("https://zoom.example/j/1".to_owned());
    let mut hold = interview("hold");
    hold.state = EntryState::Tentative;
    let mut vienna = interview("vienna");
    if let When::Timed { zone, .. } = &mut vienna.when {
        "Europe/Vienna".clone_into(zone);
    }
    for entry in [days, hold, vienna] {
        account.create(&calendar, &entry).await.unwrap();
        let found = account
            .look_up(&calendar, &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(found.entry == entry, "{:?}", found.entry);
    }
}

#[tokio::test]
async fn the_same_event_is_never_made_twice() {
    for refuses_repeats in [false, true] {
        let graph = Graph::start().await;
        graph.state().refuses_repeats = refuses_repeats;
        let account = account(&graph);
        let calendar = graph.calendar();
        let entry = interview("once");
        let first = account.create(&calendar, &entry).await.unwrap();
        let second = account.create(&calendar, &entry).await.unwrap();
        assert_eq!((second.found, &second.id), (true, &first.id));
        let taken = account.create(&calendar, &moved(&entry, 3)).await;
        assert_eq!(taken, Err(CalendarError::Taken));
        // Also while the server does not find it yet.
        graph.state().slow_index = 1;
        let third = account.create(&calendar, &entry).await.unwrap();
        assert_eq!(third.id, first.id);
        assert_eq!(graph.state().events.len(), 1);
        // Deleted and made again it is another.
        account.delete(&first.id, &third.version).await.unwrap();
        let back = account.create(&calendar, &moved(&entry, 3)).await.unwrap();
        assert!(!back.found && back.id != first.id);
    }
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_happens_once() {
    for (name, done, say) in [
        ("cut-after", true, Say::Cut),
        ("cut-before", false, Say::Cut),
        ("gateway-after", true, Say::status(504)),
        ("broken-before", false, Say::status(500)),
        (
            "half-an-answer",
            true,
            Say::Answer(201, Vec::new(), "{\"id\":".to_owned()),
        ),
    ] {
        let graph = Graph::start().await;
        let account = account(&graph);
        let calendar = graph.calendar();
        let entry = interview(name);
        graph.fail("insert", 0, done, say.clone());
        let made = account.create(&calendar, &entry).await.unwrap();
        assert_eq!(made.found, done, "{name}");
        assert_eq!(graph.count("insert"), if done { 1 } else { 2 }, "{name}");

        let later = moved(&entry, 1);
        graph.fail("patch", 0, done, say.clone());
        let changed = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        assert_eq!(changed.found, done, "{name}");
        let found = account
            .look_up(&calendar, &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(
            found.entry == later && found.version == changed.version,
            "{name}"
        );

        graph.fail("delete", 0, done, say);
        account.delete(&made.id, &changed.version).await.unwrap();
        assert_eq!(account.look_up(&calendar, &entry.uid).await.unwrap(), None);
        assert_eq!(graph.state().events.len(), 1, "{name}");
    }
}

#[tokio::test]
async fn a_server_that_writes_and_falls_silent_is_looked_at() {
    let graph = Graph::start().await;
    let line = line_with(&FakeTiming::new(), short());
    let account = account_by(&graph, line, Tokens::new(0));
    graph.fail("insert", 0, true, Say::Silence);
    let made = account
        .create(&graph.calendar(), &interview("silent"))
        .await;
    assert!(made.unwrap().found);
    assert_eq!(graph.count("insert"), 1);
}

#[tokio::test]
async fn when_not_even_looking_helps_it_is_said_and_a_later_try_finds_it() {
    let graph = Graph::start().await;
    let entry = interview("unclear");
    graph.fail("insert", 0, true, Say::Cut);
    for _ in 0..4 {
        graph.fail("find", 1, false, Say::status(500));
    }
    graph
        .state()
        .faults
        .0
        .iter_mut()
        .skip(2)
        .for_each(|f| f.after = 0);
    let made = account(&graph).create(&graph.calendar(), &entry).await;
    assert_eq!(made, Err(CalendarError::Ambiguous));
    let again = account(&graph).create(&graph.calendar(), &entry).await;
    assert!(again.unwrap().found);
    assert_eq!(graph.state().events.len(), 1);
}

#[tokio::test]
async fn a_teams_meeting_is_made_for_each_event_and_survives_a_change_of_its_text() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let mut links = Vec::new();
    for (name, after) in [("now", 0), ("soon", 3)] {
        graph.state().meeting_after = Some(after);
        let entry = interview(name);
        let want = WantedMeeting::MakeOne;
        let made = account.create_with(&calendar, &entry, want).await.unwrap();
        links.push(made.meeting.link().unwrap().to_owned());
        let found = account
            .look_up(&calendar, &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.entry.meeting_link.as_ref(), links.last());
        assert_eq!(found.entry.description, entry.description);
        assert_eq!(found.version, made.version, "{name}");

        let mut later = moved(&entry, 1);
        later.description = "Another text".to_owned();
        let kept = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        assert_eq!(kept.meeting.link(), links.last().map(String::as_str));
        let found = account
            .look_up(&calendar, &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(found.entry.description, "Another text");
    }
    assert_ne!(links[0], links[1]);
    assert_eq!(graph.state().complaints, [""; 0]);
}

#[tokio::test]
async fn a_meeting_that_is_not_made_is_told() {
    let graph = Graph::start().await;
    let account = account(&graph);
    for (name, after, expected) in [
        ("private-account", None, Meeting::NotMade),
        ("slow", Some(100), Meeting::Pending),
    ] {
        graph.state().meeting_after = after;
        let want = WantedMeeting::MakeOne;
        let made = account
            .create_with(&graph.calendar(), &interview(name), want)
            .await;
        assert_eq!(made.unwrap().meeting, expected);
    }
}

#[tokio::test]
async fn an_answer_of_an_attendee_is_seen_and_never_overwritten() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let entry = interview("asked");
    let made = account.create(&calendar, &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    graph.answers(made.id.as_str(), "ana@example.org", "declined");
    let pulled = read(&account, &calendar, &mut mirror).await;
    assert_eq!(pulled.put, 1);
    let base = mirror.rows[&made.id].base.clone().unwrap();
    let own = base.record.unwrap().own.unwrap();
    assert_eq!(own.attendees[0].answer, Reply::Declined);
    let blind = account
        .update(&made.id, &made.version, &moved(&entry, 1))
        .await;
    let current = Some(base.version.clone());
    assert_eq!(blind, Err(CalendarError::Changed { current }));
    account
        .update(&made.id, &base.version, &moved(&own, 1))
        .await
        .unwrap();
    let found = account
        .look_up(&calendar, &entry.uid)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.entry.attendees[0].answer, Reply::Declined);
}

#[tokio::test]
async fn a_cancelled_interview_is_gone_and_one_deleted_elsewhere_too() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let entry = interview("cancelled");
    let made = account.create(&calendar, &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    let mut cancelled = moved(&entry, 0);
    cancelled.state = EntryState::Cancelled;
    account
        .update(&made.id, &made.version, &cancelled)
        .await
        .unwrap();
    assert_eq!(read(&account, &calendar, &mut mirror).await.dropped, 1);
    account.delete(&made.id, &made.version).await.unwrap();

    let other = interview("elsewhere");
    let made = account.create(&calendar, &other).await.unwrap();
    graph.delete(made.id.as_str());
    account.delete(&made.id, &made.version).await.unwrap();
    let later = account
        .update(&made.id, &made.version, &moved(&other, 1))
        .await;
    assert_eq!(later, Err(CalendarError::Changed { current: None }));
}

#[tokio::test]
async fn a_copy_in_the_calendar_of_an_attendee_is_not_ours_to_write() {
    let graph = Graph::start().await;
    let account = account(&graph);
    let entry = interview("copy");
    let made = account.create(&graph.calendar(), &entry).await.unwrap();
    let mut state = graph.state();
    let stored = state.events.get_mut(made.id.as_str()).unwrap();
    stored.value["isOrganizer"] = json!(false);
    drop(state);
    let found = account
        .look_up(&graph.calendar(), &entry.uid)
        .await
        .unwrap();
    assert_eq!(found, None);
}
