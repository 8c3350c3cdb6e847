//! Writing events of ours to a Google calendar, effectively once.

use muster_providers::calendar::{Calendar, CalendarError, Change, Known, Meeting, WantedMeeting};
use muster_providers::google::event_id_of;
use muster_providers::ics::{EntryState, Reply, When};
use muster_providers::sync::Intent;
use serde_json::json;

use crate::google::{account, account_by};
use crate::google_server::{Google, Meetings};
use crate::parts::{Tokens, interview, moved, read, short};
use crate::support::fake::Say;
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line_with};

#[tokio::test]
async fn an_interview_is_created_moved_and_deleted_and_comes_back_as_it_was_written() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
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

    // Somebody who still holds the first version learns of the second.
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
    assert_eq!(google.state().mails, ["all", "all", "all"]);
    assert_eq!(google.state().complaints, [""; 0]);
}

#[tokio::test]
async fn whole_days_a_hold_and_an_event_without_people_are_written_as_they_are() {
    let google = Google::start().await;
    let account = account(&google);
    let mut entry = interview("days");
    entry.when = When::Days {
        first: "2026-11-24".parse().unwrap(),
        after: "2026-11-26".parse().unwrap(),
    };
    entry.attendees.clear();
    entry.organizer = None;
    entry.related_uid = None;
    entry.private = false;
    entry.busy = false;
    entry.state = EntryState::Tentative;
    entry.meeting_link = Some("https://zoom.example/j/1".to_owned());
    let calendar = google.calendar();
    account.create(&calendar, &entry).await.unwrap();
    let found = account
        .look_up(&calendar, &entry.uid)
        .await
        .unwrap()
        .unwrap();
    assert!(found.entry == entry, "{:?}", found.entry);
    assert_eq!(google.state().mails, ["none"], "nobody is there to be told");
}

#[tokio::test]
async fn the_same_event_is_never_made_twice() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    let entry = interview("once");
    let first = account.create(&calendar, &entry).await.unwrap();
    // A process that was killed before it stored the answer creates again.
    let second = account.create(&calendar, &entry).await.unwrap();
    assert_eq!((second.found, &second.id), (true, &first.id));
    assert_eq!(second.version, first.version);
    let other = moved(&entry, 3);
    let taken = account.create(&calendar, &other).await;
    assert_eq!(taken, Err(CalendarError::Taken));
    assert_eq!(google.state().events.len(), 1);

    // A deleted event keeps its id at Google for ever; made again it is brought back.
    account.delete(&first.id, &first.version).await.unwrap();
    let back = account.create(&calendar, &other).await.unwrap();
    assert_eq!((back.found, &back.id), (false, &first.id));
    let found = account
        .look_up(&calendar, &entry.uid)
        .await
        .unwrap()
        .unwrap();
    assert!(found.entry == other);
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
            Say::Answer(200, Vec::new(), "{\"id\":".to_owned()),
        ),
    ] {
        let google = Google::start().await;
        let account = account(&google);
        let calendar = google.calendar();
        let entry = interview(name);
        let told = name == "half-an-answer";
        google.fail("insert", 0, done, say.clone());
        let made = account.create(&calendar, &entry).await.unwrap();
        assert_eq!(made.found, done && !told, "{name}");
        assert_eq!(google.count("insert"), if done { 1 } else { 2 }, "{name}");

        let later = moved(&entry, 1);
        google.fail("patch", 0, done, say.clone());
        let changed = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        assert_eq!(changed.found, done && !told, "{name}");
        let found = account
            .look_up(&calendar, &entry.uid)
            .await
            .unwrap()
            .unwrap();
        assert!(
            found.entry == later && found.version == changed.version,
            "{name}"
        );

        google.fail("delete", 0, done, say);
        account.delete(&made.id, &changed.version).await.unwrap();
        assert_eq!(account.look_up(&calendar, &entry.uid).await.unwrap(), None);
        assert_eq!(
            google.state().mails.len(),
            3,
            "{name}: nobody is told twice"
        );
    }
}

#[tokio::test]
async fn a_server_that_writes_and_falls_silent_is_looked_at() {
    let google = Google::start().await;
    let line = line_with(&FakeTiming::new(), short());
    let account = account_by(&google, line, Tokens::new(0));
    google.fail("insert", 0, true, Say::Silence);
    let made = account
        .create(&google.calendar(), &interview("silent"))
        .await;
    assert!(made.unwrap().found);
    assert_eq!(google.count("insert"), 1);
}

#[tokio::test]
async fn when_not_even_looking_helps_it_is_said_and_a_later_try_finds_it() {
    let google = Google::start().await;
    let entry = interview("unclear");
    google.fail("insert", 0, true, Say::Cut);
    for _ in 0..4 {
        google.fail("get", 0, false, Say::status(500));
    }
    let made = account(&google).create(&google.calendar(), &entry).await;
    assert_eq!(made, Err(CalendarError::Ambiguous));
    let again = account(&google).create(&google.calendar(), &entry).await;
    assert!(again.unwrap().found);
    assert_eq!(google.state().events.len(), 1);
}

#[tokio::test]
async fn a_meeting_is_made_for_each_event_and_stays_with_it() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    let mut links = Vec::new();
    for (name, meetings) in [("now", Meetings::AtOnce), ("soon", Meetings::After(3))] {
        google.state().meetings = meetings;
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
        // Making the meeting is a change of its own, and the version is the one after it.
        assert_eq!(found.version, made.version, "{name}");

        let later = moved(&entry, 1);
        let kept = account
            .update(&made.id, &made.version, &later)
            .await
            .unwrap();
        assert_eq!(kept.meeting.link(), links.last().map(String::as_str));
    }
    assert_ne!(links[0], links[1]);
    assert_eq!(google.state().requests.len(), 2);
    assert_eq!(google.state().complaints, [""; 0]);
}

#[tokio::test]
async fn a_meeting_that_is_not_made_is_told() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    for (name, meetings, expected) in [
        ("failed", Meetings::Never, Meeting::NotMade),
        ("slow", Meetings::After(100), Meeting::Pending),
    ] {
        google.state().meetings = meetings;
        let entry = interview(name);
        let want = WantedMeeting::MakeOne;
        let made = account.create_with(&calendar, &entry, want).await.unwrap();
        assert_eq!(made.meeting, expected);
        // Asked for again with a later version of the event, it is another meeting.
        google.state().meetings = Meetings::AtOnce;
        let later = moved(&entry, 1);
        let again = account
            .update_with(&made.id, &made.version, &later, want)
            .await;
        assert!(again.unwrap().meeting.link().is_some(), "{name}");
    }
}

#[tokio::test]
async fn an_answer_of_an_attendee_is_seen_and_never_overwritten() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    let entry = interview("asked");
    let made = account.create(&calendar, &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;

    google.answers(&event_id_of(&entry.uid), "ana@example.org", "declined");
    let pulled = read(&account, &calendar, &mut mirror).await;
    assert_eq!(pulled.put, 1);
    let base = mirror.rows[&made.id].base.clone().unwrap();
    let own = base.record.unwrap().own.unwrap();
    assert_eq!(own.attendees[0].answer, Reply::Declined);

    // A write that has not seen the answer is refused; one that has sends it along.
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
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    let entry = interview("cancelled");
    let made = account.create(&calendar, &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    let mut cancelled = moved(&entry, 0);
    cancelled.state = EntryState::Cancelled;
    // Also when the answer is lost.
    google.fail("patch", 0, true, Say::Cut);
    let done = account
        .update(&made.id, &made.version, &cancelled)
        .await
        .unwrap();
    assert!(done.found);
    let known = Known::new();
    let cursor = mirror.run.cursor.clone();
    let mut run = account
        .changes(&calendar, cursor.as_ref(), &known)
        .await
        .unwrap();
    let page = run.next().await.unwrap().unwrap();
    assert_eq!(
        page.changes,
        [Change::Gone {
            id: made.id.clone()
        }]
    );
    account.delete(&made.id, &done.version).await.unwrap();

    let other = interview("elsewhere");
    let made = account.create(&calendar, &other).await.unwrap();
    google.delete(&event_id_of(&other.uid));
    account.delete(&made.id, &made.version).await.unwrap();
    let moved = account
        .update(&made.id, &made.version, &moved(&other, 1))
        .await;
    assert_eq!(moved, Err(CalendarError::Changed { current: None }));
}

#[tokio::test]
async fn a_copy_in_the_calendar_of_an_attendee_is_not_ours_to_write() {
    let google = Google::start().await;
    let account = account(&google);
    let entry = interview("copy");
    // Google gives the copy the same id; private properties stay with the organizer's.
    google.single(&event_id_of(&entry.uid), "2026-11-24T14:00:00Z", &json!({}));
    let found = account
        .look_up(&google.calendar(), &entry.uid)
        .await
        .unwrap();
    assert_eq!(found, None);
    let made = account.create(&google.calendar(), &entry).await;
    assert_eq!(made, Err(CalendarError::Taken));
}

#[tokio::test]
async fn an_outside_change_of_our_interview_meets_our_wish_field_by_field() {
    let google = Google::start().await;
    let account = account(&google);
    let calendar = google.calendar();
    let entry = interview("wish");
    let made = account.create(&calendar, &entry).await.unwrap();
    let mut mirror = MemoryMirror::default();
    read(&account, &calendar, &mut mirror).await;
    let mut wish = mirror.rows[&made.id].base.clone().unwrap().record.unwrap();
    let mut ours = wish.own.clone().unwrap();
    ours.title = "Second round".to_owned();
    wish.own = Some(ours);
    mirror.wish(&made.id, Intent::Write(wish));

    google.answers(&event_id_of(&entry.uid), "ben@example.org", "accepted");
    read(&account, &calendar, &mut mirror).await;
    let Intent::Write(merged) = &mirror.rows[&made.id].intent else {
        panic!("the wish was lost");
    };
    let merged = merged.own.clone().unwrap();
    assert_eq!(merged.title, "Second round");
    assert_eq!(merged.attendees[1].answer, Reply::Accepted);
    assert!(mirror.conflicts.is_empty());
}
