use std::sync::Arc;
use std::time::Duration;

use muster_desk::{Code, Desk, Event};
use serde_json::json;

use crate::support::{MONDAY, Office, Screen, call, later};

const START: &str = "2026-11-24T14:00:00Z";

async fn advance(desk: &Desk, minutes: i64) {
    call(desk, "clock_advance", json!({ "seconds": minutes * 60 })).await;
}

#[tokio::test]
async fn a_moved_clock_fires_once_on_the_screen_and_in_the_list() {
    let office = Office::new().await;
    let interview = office.interview("Ada Lovelace", START).await;
    let desk = office.running(&later(START, -120));
    let mut events = desk.events();
    let screen = Screen::default();
    let background = desk.start_background(Arc::new(screen.clone()));
    // The one of the day before was slept through; the next comes when its time does.
    screen.until(1).await;
    assert_eq!(
        screen.titles(),
        ["Technical interview with Ada Lovelace today at 15:00"]
    );
    advance(&desk, 62).await;
    screen.until(2).await;
    advance(&desk, 1).await;
    advance(&desk, 60).await;
    screen.until(3).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(
        screen.titles()[1..],
        [
            "Technical interview with Ada Lovelace in 58 minutes",
            "Technical interview with Ada Lovelace started 3 minutes ago"
        ]
    );
    background.stop().await;
    let shown = screen.shown.lock().unwrap()[2].clone();
    assert_eq!(shown.interview_id.as_deref(), Some(interview.as_str()));
    assert_eq!(office.notices().await.len(), 3);
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Notice { notice_id } = event {
            told.push(notice_id);
        }
    }
    assert_eq!(told.len(), 3);
    assert!(told.contains(&shown.id));
}

#[tokio::test]
async fn a_broken_screen_keeps_the_notice() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    let desk = office.running(&later(START, -15));
    let screen = Screen {
        broken: true,
        ..Screen::default()
    };
    let background = desk.start_background(Arc::new(screen.clone()));
    screen.until(1).await;
    background.stop().await;
    assert_eq!(
        office.notices().await,
        ["Technical interview with Ada Lovelace in 15 minutes"]
    );
    assert!(crate::support::texts(&office.run(&later(START, -14)).await).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_process_works_and_the_next_takes_over() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    let (first, second) = (
        office.running(&later(START, -90)),
        office.running(&later(START, -90)),
    );
    let (ours, theirs) = (Screen::default(), Screen::default());
    let working = first.start_background(Arc::new(ours.clone()));
    ours.until(1).await;
    let waiting = second.start_background(Arc::new(theirs.clone()));

    // A third process is told who works; the working one may always be asked.
    let desk = office.desk(&later(START, -90));
    let busy = desk.call("background_run", json!({})).await.unwrap_err();
    assert_eq!(busy.code, Code::WorkspaceBusy);
    call(&first, "background_run", json!({})).await;

    // The working one's clock goes first, so that it has renewed when the other looks: after a
    // sleep of the machine either may be the one that finds the lease lapsed.
    advance(&first, 30).await;
    ours.until(2).await;
    advance(&second, 30).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!((ours.titles().len(), theirs.titles().len()), (2, 0));

    working.stop().await;
    advance(&second, 45).await;
    theirs.until(1).await;
    assert_eq!(
        theirs.titles(),
        ["Technical interview with Ada Lovelace in 15 minutes"]
    );
    waiting.stop().await;
    assert_eq!(office.notices().await.len(), 3);
}

#[tokio::test]
async fn asking_for_a_run_shows_on_the_screen_of_the_host() {
    let office = Office::new().await;
    office.interview("Ada Lovelace", START).await;
    let desk = office.running(&later(START, -3000));
    let screen = Screen::default();
    let background = desk.start_background(Arc::new(screen.clone()));
    advance(&desk, 3000 - 15).await;
    call(&desk, "background_run", json!({})).await;
    screen.until(1).await;
    background.stop().await;
    assert_eq!(screen.titles().len(), 1);
}

#[tokio::test]
async fn what_another_process_writes_is_noticed() {
    let office = Office::new().await;
    let desk = office.running(MONDAY);
    let mut events = desk.events();
    let background = desk.start_background(Arc::new(Screen::default()));
    tokio::time::sleep(Duration::from_millis(1200)).await;
    while events.try_recv().is_ok() {}
    call(
        &office.desk(MONDAY),
        "job_create",
        json!({ "title": "Designer" }),
    )
    .await;
    let event = tokio::time::timeout(Duration::from_secs(10), events.recv())
        .await
        .unwrap()
        .unwrap();
    let Event::Changed { tags } = event else {
        panic!("{event:?}")
    };
    assert!(tags.contains(&"jobs".to_owned()) && tags.contains(&"reminders".to_owned()));
    background.stop().await;
}
