//! Reading a calendar through Microsoft Graph.

use std::sync::Arc;
use std::time::Duration;

use muster_providers::calendar::{
    Availability, Calendar, CalendarError, CalendarId, Change, Item, Known, Page, WhyUnknown,
};
use muster_providers::graph::GraphCalendar;
use muster_providers::http::Line;
use muster_providers::ics::BusyStatus;
use muster_providers::pull::{PullError, pull};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use crate::graph_server::{Graph, error};
use crate::parts::{Tokens, at, busy_of, interview, ours, read};
use crate::support::fake::Say;
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line};

pub fn account_by(graph: &Graph, line: Line, tokens: Tokens) -> GraphCalendar {
    let url = graph.url.clone();
    GraphCalendar::new(
        line,
        url,
        Arc::new(tokens),
        Zones::bundled(),
        Arc::new(ours),
    )
}

pub fn account(graph: &Graph) -> GraphCalendar {
    account_by(graph, line(&FakeTiming::new()), Tokens::new(0))
}

/// A server with single events and series, some of them with exceptions, all within the window.
async fn filled() -> Graph {
    let graph = Graph::start().await;
    for day in 23..28 {
        let start = format!("2026-11-{day:02}T08:00:00Z");
        graph.single(&format!("single{day:02}"), &start, &json!({}));
    }
    for series in ["aseries", "zseries"] {
        graph.weekly(series, "2026-11-23T12:00:00Z", 5);
        graph.exception(series, 1, "2026-11-28T15:00:00Z");
        graph.delete(&format!("{series}-2"));
    }
    graph
}

async fn pages(graph: &Graph) -> Vec<Page> {
    let account = account(graph);
    let known = Known::new();
    let calendar = graph.calendar();
    let mut run = account.changes(&calendar, None, &known).await.unwrap();
    let mut out = Vec::new();
    while let Some(page) = run.next().await.unwrap() {
        out.push(page);
    }
    out
}

fn items(pages: &[Page]) -> Vec<&Item> {
    let all = pages.iter().flat_map(|page| &page.changes);
    all.filter_map(|change| match change {
        Change::There { item: Ok(item), .. } => Some(item),
        _ => None,
    })
    .collect()
}

#[tokio::test]
async fn calendars_of_all_pages_are_listed_with_what_we_may_do() {
    let graph = Graph::start().await;
    let found = account(&graph).calendars().await.unwrap();
    let shown: Vec<_> = found
        .iter()
        .map(|c| (c.name.as_str(), c.writable))
        .collect();
    assert_eq!(shown, [("Calendar", true), ("Team", false)]);
    assert_eq!(graph.state().complaints, [""; 0]);
}

#[tokio::test]
async fn from_a_first_read_over_changes_and_a_dead_token_busy_times_are_the_truth() {
    let graph = filled().await;
    let account = account(&graph);
    let calendar = graph.calendar();
    let mut mirror = MemoryMirror::default();
    let first = read(&account, &calendar, &mut mirror).await;
    assert_eq!((first.put, first.aside), (5 + 2 * 4, 0));
    assert_eq!(busy_of(&mirror), graph.truth());
    let content = mirror.content();
    let again = read(&account, &calendar, &mut mirror).await;
    assert_eq!((again.put, again.dropped), (0, 0));
    assert_eq!(mirror.content(), content);

    // Elsewhere something of every kind happens.
    graph.single("single23", "2026-11-23T18:00:00Z", &json!({}));
    graph.single("new", "2026-11-29T07:00:00Z", &json!({}));
    graph.delete("single24");
    graph.exception("aseries", 3, "2026-12-14T20:00:00Z");
    graph.delete("aseries-1");
    graph.weekly("another", "2026-11-25T06:00:00Z", 3);
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());

    // A series that counts in another way names itself alone.
    graph.series_counts("zseries", "free");
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());
    graph.series_counts("zseries", "busy");
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());
    graph.delete("zseries");
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());

    // The token dies while more happens.
    graph.delete("single25");
    graph.delete("another");
    graph.single("single26", "2026-11-26T20:00:00Z", &json!({}));
    {
        let mut state = graph.state();
        state.oldest = state.serial + 1;
    }
    let full = read(&account, &calendar, &mut mirror).await;
    assert_eq!((full.put, full.dropped), (1, 4));
    assert_eq!(busy_of(&mirror), graph.truth());
    graph.state().oldest = 0;
    assert_eq!(read(&account, &calendar, &mut mirror).await.put, 0);
    assert_eq!(graph.state().complaints, [""; 0]);
}

#[tokio::test]
async fn the_window_moves_on_before_its_end_comes_near() {
    let graph = Graph::start().await;
    graph.single("soon", "2026-11-24T08:00:00Z", &json!({}));
    graph.single("far", "2027-09-01T08:00:00Z", &json!({}));
    let timing = FakeTiming::new();
    let account = account_by(&graph, line(&timing), Tokens::new(0));
    let mut mirror = MemoryMirror::default();
    let calendar = graph.calendar();
    assert_eq!(read(&account, &calendar, &mut mirror).await.put, 1);
    timing.advance(Duration::from_hours(24 * 30));
    let later = read(&account, &calendar, &mut mirror).await;
    assert_eq!((later.put, mirror.run.number), (0, 2));
    timing.advance(Duration::from_hours(24 * 31));
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(
        mirror.uids(),
        [""; 0],
        "it has gone by, and the other is still far away"
    );
    timing.advance(Duration::from_hours(24 * 61));
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(mirror.uids(), ["uid-far"]);
}

#[tokio::test]
async fn private_titles_never_leave_the_client_and_ours_come_in_full() {
    let graph = filled().await;
    let account = account(&graph);
    account
        .create(&graph.calendar(), &interview("mine"))
        .await
        .unwrap();
    graph.state().asked.clear();
    let pages = pages(&graph).await;
    let mut own = 0;
    for item in items(&pages) {
        let kept = serde_json::to_string(item).unwrap();
        own += usize::from(item.own.is_some());
        let secret = ["Secret", "Hidden", "hidden@"];
        assert!(!secret.iter().any(|word| kept.contains(word)), "{kept}");
    }
    assert_eq!(own, 1);
    let printed = format!("{pages:?}");
    assert!(!printed.contains("Secret") && !printed.contains("Hidden"));
    assert_eq!(graph.count("get"), 1, "only what is ours is read in full");
}

#[tokio::test]
async fn each_signal_counts_as_the_table_says() {
    let table: [(Value, Option<BusyStatus>); 8] = [
        (json!({}), Some(BusyStatus::Busy)),
        (json!({ "showAs": "free" }), Some(BusyStatus::Free)),
        (
            json!({ "showAs": "tentative" }),
            Some(BusyStatus::Tentative),
        ),
        (json!({ "showAs": "oof" }), Some(BusyStatus::OutOfOffice)),
        (
            json!({ "showAs": "workingElsewhere" }),
            Some(BusyStatus::Free),
        ),
        (json!({ "showAs": "unknown" }), Some(BusyStatus::Busy)),
        (json!({ "showAs": Value::Null }), Some(BusyStatus::Busy)),
        (json!({ "isCancelled": true }), None),
    ];
    for (more, expected) in table {
        let graph = Graph::start().await;
        graph.single("one", "2026-11-25T08:00:00Z", &more);
        let pages = pages(&graph).await;
        let items = items(&pages);
        let series = items[0].series.first();
        let status = series.map(|series| series.event.as_ref().unwrap().status);
        assert_eq!(status, expected, "{more}");
    }
}

#[tokio::test]
async fn times_stand_in_the_zone_they_name_and_days_are_days() {
    let named = |time: &str, zone: &str| json!({ "dateTime": time, "timeZone": zone });
    let day = |time: &str| named(&format!("2026-11-{time}"), "UTC");
    for (more, from, to) in [
        (
            json!({ "start": named("2026-11-25T10:00:00.0000000", "Pacific Standard Time"),
                    "end": named("2026-11-25T11:30:00.0000000", "America/Los_Angeles") }),
            "2026-11-25T18:00:00Z",
            "2026-11-25T19:30:00Z",
        ),
        (
            json!({ "isAllDay": true, "start": day("25T00:00:00.0000000"),
                    "end": day("26T00:00:00.0000000") }),
            "2026-11-24T23:00:00Z",
            "2026-11-25T23:00:00Z",
        ),
        (
            json!({ "isAllDay": true, "originalStartTimeZone": "W. Europe Standard Time",
                    "start": day("24T23:00:00"), "end": day("25T23:00:00") }),
            "2026-11-24T23:00:00Z",
            "2026-11-25T23:00:00Z",
        ),
    ] {
        let graph = Graph::start().await;
        graph.single("one", "2026-11-25T08:00:00Z", &more);
        let mut mirror = MemoryMirror::default();
        read(&account(&graph), &graph.calendar(), &mut mirror).await;
        assert_eq!(busy_of(&mirror), [(at(from), at(to))], "{more}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_for_certain_is_put_aside_and_spoils_nothing_else() {
    let graph = Graph::start().await;
    graph.single("good", "2026-11-25T08:00:00Z", &json!({}));
    let wrong = |time: &str, zone: &str| json!({ "dateTime": time, "timeZone": zone });
    let broken = [
        json!({ "start": wrong("2026-11-25T08:00:00", "Middle Earth") }),
        json!({ "isAllDay": true, "start": wrong("2026-11-25T08:00:00", "UTC") }),
        json!({ "start": wrong("2026-11-26T08:00:00", "UTC") }),
        json!({ "isAllDay": "perhaps" }),
    ];
    for (number, more) in broken.iter().enumerate() {
        graph.single(&format!("bad{number}"), "2026-11-25T08:00:00Z", more);
    }
    let mut mirror = MemoryMirror::default();
    let pulled = read(&account(&graph), &graph.calendar(), &mut mirror).await;
    assert_eq!((pulled.put, pulled.aside), (broken.len() + 1, broken.len()));
    assert_eq!(mirror.uids(), ["uid-good"]);
    assert!(!format!("{:?}", mirror.rows).contains("Secret"));
}

#[tokio::test]
async fn trouble_in_the_middle_loses_nothing() {
    let graph = filled().await;
    let later = |seconds: Option<&str>| {
        let headers = seconds.map(|s| ("Retry-After", s.to_owned()));
        Say::Answer(429, headers.into_iter().collect(), String::new())
    };
    graph.fail("delta", 0, false, later(Some("7")));
    graph.fail("delta", 0, false, later(None));
    graph.fail("delta", 1, false, Say::status(500));
    graph.fail("delta", 1, true, Say::Cut);
    let timing = FakeTiming::new();
    let passing = account_by(&graph, line(&timing), Tokens::new(0));
    let mut mirror = MemoryMirror::default();
    read(&passing, &graph.calendar(), &mut mirror).await;
    assert_eq!(busy_of(&mirror), graph.truth());
    assert_eq!(timing.slept().len(), 4);
    assert!(timing.slept()[0] >= Duration::from_secs(7));

    // The sign-in ends in the middle of a first read; the next one goes on.
    let mut mirror = MemoryMirror::default();
    graph.fail("delta", 2, false, error(401, "InvalidAuthenticationToken"));
    let ended = pull(&account(&graph), &graph.calendar(), &mut mirror).await;
    assert!(matches!(
        ended,
        Err(PullError::Calendar(CalendarError::SignIn))
    ));
    let held = mirror.rows.len();
    assert!(held > 0);
    let rest = read(&account(&graph), &graph.calendar(), &mut mirror).await;
    assert_eq!(held + rest.put, 13, "nothing is stored twice");
    assert_eq!(busy_of(&mirror), graph.truth());
}

#[tokio::test]
async fn our_token_goes_nowhere_but_to_graph() {
    let graph = filled().await;
    let mut mirror = MemoryMirror::default();
    for elsewhere in [
        "http://127.0.0.1:1/v1.0",
        "https://graph.example.org/v1.0",
        "http://me:pw@127.0.0.1/v1.0",
    ] {
        graph.state().leads_to = elsewhere.to_owned();
        let ended = pull(&account(&graph), &graph.calendar(), &mut mirror).await;
        assert!(matches!(
            ended,
            Err(PullError::Calendar(CalendarError::Strange { .. }))
        ));
    }
    let other = graph.url.as_str().replace("v1.0", "beta");
    graph.state().leads_to = other;
    let ended = pull(&account(&graph), &graph.calendar(), &mut mirror).await;
    assert!(ended.is_err());
    assert!(mirror.rows.is_empty());
}

#[tokio::test]
async fn strange_answers_change_nothing() {
    let graph = filled().await;
    let account = account(&graph);
    let mut mirror = MemoryMirror::default();
    read(&account, &graph.calendar(), &mut mirror).await;
    let content = mirror.content();
    let json = |text: &str| Say::Answer(200, Vec::new(), text.to_owned());
    for say in [
        json("<html>Sign in to the hotel's network</html>"),
        json(r#"{"value":[]}"#),
        json(r#"{"value":[{"@removed":{}}],"@odata.deltaLink":"x"}"#),
        Say::status(404),
        Say::status(418),
    ] {
        graph.fail("delta", 0, false, say);
        assert!(
            pull(&account, &graph.calendar(), &mut mirror)
                .await
                .is_err()
        );
        assert_eq!(mirror.content(), content);
    }
}

#[tokio::test]
async fn busy_times_of_colleagues_and_rooms_are_asked_by_address_and_errors_are_unknown() {
    let graph = Graph::start().await;
    graph.single("mine", "2026-11-24T09:00:00Z", &json!({}));
    let account = account(&graph);
    let mut calendars: Vec<CalendarId> = (0..25)
        .map(|n| CalendarId(format!("c{n}@example.org")))
        .collect();
    calendars.push(graph.calendar());
    for odd in ["short", "foreign", "silent", "odd"] {
        calendars.push(CalendarId(format!("{odd}@example.org")));
    }
    calendars.push(CalendarId("nowhere".to_owned()));
    let zone = Zones::bundled().get("Europe/Berlin").unwrap();
    let (from, to) = (at("2026-11-20T00:00:00Z"), at("2027-02-10T00:00:00Z"));
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    let state = |n: usize, start: &str| {
        let start = at(start);
        found[n].state(start, start + chrono::Duration::minutes(15))
    };
    for n in 0..25 {
        assert_eq!(state(n, "2026-11-24T09:15:00Z"), Availability::Busy);
        assert_eq!(
            state(n, "2026-11-24T11:30:00Z"),
            Availability::Busy,
            "another zone"
        );
        assert_eq!(state(n, "2026-11-24T15:15:00Z"), Availability::Free);
        assert_eq!(found[n].busy.len(), 3);
    }
    assert_eq!(state(25, "2026-11-24T09:15:00Z"), Availability::Busy);
    assert_eq!(state(25, "2026-11-24T10:15:00Z"), Availability::Free);
    assert_eq!(state(26, "2026-11-24T12:00:00Z"), Availability::Busy);
    assert_eq!(state(26, "2026-11-24T12:15:00Z"), Availability::Free);
    for n in 27..31 {
        assert_eq!(
            state(n, "2026-11-24T09:15:00Z"),
            Availability::Unknown,
            "{n}"
        );
    }
    assert_eq!(found[29].unknown, Some(WhyUnknown::Unreadable(1)));
    assert!(!format!("{found:?}").contains("Secret"));
    assert_eq!(graph.state().complaints, [""; 0]);
}
