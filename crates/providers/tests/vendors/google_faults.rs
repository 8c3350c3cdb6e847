//! Reading a Google calendar when something goes wrong: nothing lost, nothing twice, nobody free
//! who is busy.

use std::time::Duration;

use muster_providers::calendar::{Calendar, CalendarError};
use muster_providers::pull::{PullError, pull};
use muster_providers::sync::Progress;
use serde_json::json;

use crate::google::{account, account_by, filled};
use crate::google_server::{Google, error};
use crate::parts::{Tokens, busy_of, read};
use crate::support::fake::Say;
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line};

#[tokio::test]
async fn a_token_that_ends_in_the_middle_is_renewed_once_and_nobody_notices() {
    let google = filled().await;
    google.fail("list", 2, false, error(401, "authError"));
    let account = account_by(&google, line(&FakeTiming::new()), Tokens::new(1));
    let mut mirror = MemoryMirror::default();
    // The renewed token is another, and the server wants that one from now on.
    let calendar = google.calendar();
    let run = async {
        let ended = pull(&account, &calendar, &mut mirror).await;
        ended.map(|pulled| pulled.put)
    };
    let watch = async {
        while google.count("list") < 3 {
            tokio::task::yield_now().await;
        }
        google.state().token = "t1".to_owned();
    };
    let (ended, ()) = tokio::join!(run, watch);
    assert_eq!(ended.unwrap(), 12);
    assert_eq!(busy_of(&mirror), google.truth());
}

#[tokio::test]
async fn a_sign_in_that_has_ended_is_said_and_a_new_one_goes_on() {
    let google = filled().await;
    google.fail("list", 1, false, error(401, "authError"));
    google.fail("list", 1, false, error(401, "authError"));
    let account = account_by(&google, line(&FakeTiming::new()), Tokens::new(0));
    let mut mirror = MemoryMirror::default();
    let ended = pull(&account, &google.calendar(), &mut mirror).await;
    assert!(matches!(
        ended,
        Err(PullError::Calendar(CalendarError::SignIn))
    ));
    let held = mirror.rows.len();
    assert!(held > 0, "what was read stays");
    google.state().faults.0.clear();
    let rest = read(
        &crate::google::account(&google),
        &google.calendar(),
        &mut mirror,
    )
    .await;
    assert_eq!(held + rest.put, 12);
    assert_eq!(busy_of(&mirror), google.truth());
}

#[tokio::test]
async fn trouble_that_passes_is_waited_out() {
    let google = filled().await;
    let later = |seconds: Option<&str>| {
        let headers = seconds.map(|s| ("Retry-After", s.to_owned()));
        Say::Answer(429, headers.into_iter().collect(), String::new())
    };
    google.fail("list", 0, false, later(Some("7")));
    google.fail("list", 0, false, later(None));
    google.fail("list", 0, false, error(403, "rateLimitExceeded"));
    google.fail("list", 1, false, error(403, "userRateLimitExceeded"));
    google.fail("list", 1, false, Say::status(500));
    google.fail("list", 1, true, Say::Cut);
    let timing = FakeTiming::new();
    let account = account_by(&google, line(&timing), Tokens::new(0));
    let mut mirror = MemoryMirror::default();
    read(&account, &google.calendar(), &mut mirror).await;
    assert_eq!(busy_of(&mirror), google.truth());
    assert_eq!(timing.slept().len(), 6);
    assert!(timing.slept()[0] >= Duration::from_secs(7));
}

#[tokio::test]
async fn a_quota_that_stays_used_up_is_a_pause_and_a_right_that_is_missing_is_none() {
    let google = filled().await;
    for _ in 0..4 {
        google.fail("list", 0, false, error(403, "rateLimitExceeded"));
    }
    let mut mirror = MemoryMirror::default();
    let ended = pull(&account(&google), &google.calendar(), &mut mirror).await;
    assert!(matches!(
        ended,
        Err(PullError::Calendar(CalendarError::Later { .. }))
    ));
    google.fail("list", 0, false, error(403, "forbiddenForNonOrganizer"));
    let ended = pull(&account(&google), &google.calendar(), &mut mirror).await;
    let Err(PullError::Calendar(error)) = ended else {
        panic!("{ended:?}");
    };
    assert_eq!(error, CalendarError::NotAllowed);
    assert!(!error.passes() && !error.to_string().contains("Secret"));
}

#[tokio::test]
async fn killed_after_any_page_it_ends_as_if_it_had_not_been() {
    let google = filled().await;
    let mut clean = MemoryMirror::default();
    read(&account(&google), &google.calendar(), &mut clean).await;
    for stores in 0..7 {
        let mut mirror = MemoryMirror {
            stores_left: Some(stores),
            ..MemoryMirror::default()
        };
        let _ = pull(&account(&google), &google.calendar(), &mut mirror).await;
        mirror.stores_left = None;
        // Meanwhile one goes away that may have been read.
        google.single("meanwhile", "2026-11-12T08:00:00Z", &json!({}));
        google.delete("meanwhile");
        read(&account(&google), &google.calendar(), &mut mirror).await;
        assert_eq!(mirror.content(), clean.content(), "killed after {stores}");
        assert_eq!(mirror.changed, 12, "nothing was stored twice");
        assert_eq!(mirror.run.progress, Progress::Closed);
    }
}

#[tokio::test]
async fn an_incremental_run_that_fails_in_the_middle_of_a_series_is_done_again() {
    let google = filled().await;
    let account = account(&google);
    let mut mirror = MemoryMirror::default();
    read(&account, &google.calendar(), &mut mirror).await;
    google.exception("aseries", "2026-11-24T12:00:00Z", None);
    google.exception("zseries", "2026-11-24T12:00:00Z", None);
    google.fail("get", 1, false, error(401, "authError"));
    google.fail("get", 1, false, error(401, "authError"));
    let tokens = Tokens::new(0);
    let failing = account_by(&google, line(&FakeTiming::new()), tokens);
    let ended = pull(&failing, &google.calendar(), &mut mirror).await;
    assert!(ended.is_err());
    google.state().faults.0.clear();
    read(&account, &google.calendar(), &mut mirror).await;
    assert_eq!(busy_of(&mirror), google.truth());
}

#[tokio::test]
async fn strange_answers_change_nothing() {
    let google = filled().await;
    let account = account(&google);
    let mut mirror = MemoryMirror::default();
    read(&account, &google.calendar(), &mut mirror).await;
    let content = mirror.content();
    let json = |text: &str| Say::Answer(200, Vec::new(), text.to_owned());
    for say in [
        json("<html>Sign in to the hotel's network</html>"),
        json("[]"),
        json(r#"{"items":[{"status":"cancelled"}]}"#),
        json(r#"{"items":"#),
        Say::Answer(
            302,
            vec![("Location", "http://hotel.example/".to_owned())],
            String::new(),
        ),
        Say::status(404),
        Say::status(418),
    ] {
        google.fail("list", 0, false, say);
        assert!(
            pull(&account, &google.calendar(), &mut mirror)
                .await
                .is_err()
        );
        assert_eq!(mirror.content(), content);
    }
    // A server that always says that there is more is not listened to for ever.
    let endless = json(r#"{"items":[],"nextPageToken":"again"}"#);
    google.fail("list", 0, false, endless.clone());
    google.fail("list", 0, false, endless);
    assert!(
        pull(&account, &google.calendar(), &mut mirror)
            .await
            .is_err()
    );
    assert_eq!(mirror.content(), content);
}

#[tokio::test]
async fn an_id_that_would_climb_out_of_its_place_is_nowhere() {
    let google = Google::start().await;
    let account = account(&google);
    for id in ["..", ".", ""] {
        let calendar = muster_providers::calendar::CalendarId(id.to_owned());
        let found = account.look_up(&calendar, "a@muster").await;
        assert_eq!(found, Err(CalendarError::NotFound));
    }
    assert!(google.state().asked.is_empty());
}
