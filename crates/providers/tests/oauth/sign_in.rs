//! Every exit of a sign-in, with a vendor that can be made to fail.

use muster_providers::oauth::{
    Arrival, Broker, Connected, Feature, Identity, SignInFailure, Started, TIME_LIMIT, WayBack,
};
use serde_json::json;
use url::Url;

use super::fake::{FakeVendor, Reply};
use super::support::{DeadPort, at, parameter, request, vendor, wire};

fn link(started: &Started, code: &str) -> String {
    let state = parameter(&started.browser, "state").unwrap();
    format!("muster://oauth/callback?code={code}&state={state}")
}

fn denied(started: &Started, error: &str) -> String {
    let state = parameter(&started.browser, "state").unwrap();
    format!("muster://oauth/callback?error={error}&error_description=It+said+so.&state={state}")
}

fn me() -> Reply {
    Reply::json(
        200,
        &json!({"id": 7, "email": "mia@example.com", "name": "Mia"}),
    )
}

async fn ends(broker: &Broker, address: &str, seconds: i64) -> SignInFailure {
    broker
        .complete(Arrival::Link, address, at(seconds))
        .await
        .unwrap_err()
}

/// A broker with one sign-in at a vendor that answers nothing yet.
async fn begun() -> (FakeVendor, Broker, Started) {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let started = broker.start(&request(vendor(&fake.base)), at(0)).unwrap();
    (fake, broker, started)
}

#[tokio::test]
async fn a_code_becomes_a_connected_account() {
    let (fake, broker, started) = begun().await;
    fake.then("/token", Reply::tokens("access1", Some("refresh1")))
        .then("/me", me());
    let connected = broker
        .complete(Arrival::Link, &link(&started, "code1"), at(60))
        .await
        .unwrap();
    let Connected {
        identity,
        tokens,
        missing,
        ..
    } = &connected;
    assert_eq!(
        (identity.subject.as_str(), identity.label()),
        ("7", "mia@example.com")
    );
    assert_eq!(tokens.access_until, Some(at(3660)));
    assert!(missing.is_empty());

    let sent = &fake.seen("/token")[0].form;
    assert_eq!(sent["code"], "code1");
    assert_eq!(sent["grant_type"], "authorization_code");
    assert_eq!(sent["redirect_uri"], "muster://oauth/callback");
    assert_eq!(sent["client_id"], "muster");
    // RFC 7636: the challenge is the hash of what is sent now.
    let hash = {
        use base64::Engine as _;
        use sha2::Digest as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD
            .encode(sha2::Sha256::digest(&sent["code_verifier"]))
    };
    assert_eq!(parameter(&started.browser, "code_challenge"), Some(hash));
    assert_eq!(
        parameter(&started.browser, "code_challenge_method").as_deref(),
        Some("S256")
    );
    assert_eq!(
        fake.seen("/me")[0].authorization.as_deref(),
        Some("Bearer access1")
    );
    assert!(!format!("{connected:?}").contains("access1"));
}

#[tokio::test]
async fn state_and_verifier_are_new_each_time() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let mut seen = std::collections::HashSet::new();
    for _ in 0..50 {
        let started = broker.start(&request(vendor(&fake.base)), at(0)).unwrap();
        let state = parameter(&started.browser, "state").unwrap();
        assert!(state.len() >= 43, "256 random bits");
        assert!(seen.insert(state));
        assert!(seen.insert(parameter(&started.browser, "code_challenge").unwrap()));
    }
}

#[tokio::test]
async fn a_permission_that_was_unticked_is_reported() {
    let (fake, broker, started) = begun().await;
    fake.then(
        "/token",
        Reply::json(
            200,
            &json!({"access_token": "a", "token_type": "Bearer", "scope": "profile"}),
        ),
    )
    .then("/me", me());
    let connected = broker
        .complete(Arrival::Link, &link(&started, "c"), at(1))
        .await
        .unwrap();
    assert_eq!(connected.missing, [Feature::WriteCalendars]);
}

#[tokio::test]
async fn a_no_is_a_no() {
    let (fake, broker, started) = begun().await;
    let failure = ends(&broker, &denied(&started, "access_denied"), 1).await;
    assert!(
        matches!(failure, SignInFailure::Denied { .. }),
        "{failure:?}"
    );
    let failure = ends(&broker, &link(&started, "c"), 2).await;
    assert!(
        matches!(failure, SignInFailure::Replayed { .. }),
        "{failure:?}"
    );
    assert!(fake.seen("/token").is_empty());
}

#[tokio::test]
async fn the_vendors_other_errors_keep_their_words() {
    let (_fake, broker, started) = begun().await;
    let failure = ends(&broker, &denied(&started, "invalid_scope"), 1).await;
    assert_eq!(
        failure.to_string(),
        "Testing refused the sign-in: It said so (invalid_scope)."
    );
}

#[tokio::test]
async fn a_link_nobody_asked_for_changes_and_sends_nothing() {
    let (fake, broker, started) = begun().await;
    let made_up = "muster://oauth/callback?code=c&state=made-up";
    assert_eq!(ends(&broker, made_up, 1).await, SignInFailure::WrongState);
    let stranger = Broker::new(wire());
    assert_eq!(
        ends(&stranger, made_up, 1).await,
        SignInFailure::NotAskedFor
    );
    assert!(fake.seen("/token").is_empty());
    fake.then("/token", Reply::tokens("a", None))
        .then("/me", me());
    let mine = broker
        .complete(Arrival::Link, &link(&started, "c"), at(2))
        .await;
    assert!(mine.is_ok(), "the real answer still counts: {mine:?}");
}

#[tokio::test]
async fn the_same_answer_is_used_once_even_at_the_same_moment() {
    let (fake, broker, started) = begun().await;
    fake.then("/token", Reply::tokens("a", None))
        .then("/me", me());
    let address = link(&started, "c");
    let (one, two) = tokio::join!(
        broker.complete(Arrival::Link, &address, at(1)),
        broker.complete(Arrival::Pasted, &address, at(1)),
    );
    let failure = one.as_ref().err().or(two.as_ref().err()).unwrap();
    assert!(
        matches!(failure, SignInFailure::Replayed { .. }),
        "{failure:?}"
    );
    assert!(one.is_ok() != two.is_ok());
    assert_eq!(fake.seen("/token").len(), 1);
}

#[tokio::test]
async fn an_older_tab_is_told_that_a_newer_one_counts() {
    let (fake, broker, first) = begun().await;
    let second = broker.start(&request(vendor(&fake.base)), at(5)).unwrap();
    let failure = ends(&broker, &link(&first, "c1"), 6).await;
    assert!(
        matches!(failure, SignInFailure::SecondTab { .. }),
        "{failure:?}"
    );
    fake.then("/token", Reply::tokens("a", None))
        .then("/me", me());
    assert!(
        broker
            .complete(Arrival::Link, &link(&second, "c2"), at(7))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn time_runs_out() {
    let (fake, broker, started) = begun().await;
    let over = TIME_LIMIT.num_seconds() + 1;
    let ended = broker.sweep(at(over));
    assert_eq!(ended.len(), 1);
    assert!(matches!(
        ended[0].1,
        SignInFailure::BrowserClosed { minutes: 10, .. }
    ));
    let failure = ends(&broker, &link(&started, "c"), over).await;
    assert!(
        matches!(failure, SignInFailure::Expired { .. }),
        "{failure:?}"
    );
    assert!(fake.seen("/token").is_empty());
}

#[tokio::test]
async fn offline_keeps_the_answer_for_another_try() {
    let fake = FakeVendor::start().await;
    let mut away = vendor(&fake.base);
    let nobody = DeadPort::new();
    away.token = nobody.url("/token");
    let broker = Broker::new(wire());
    let started = broker.start(&request(away), at(0)).unwrap();
    for second in 1..4 {
        let failure = ends(&broker, &link(&started, "c"), second).await;
        assert!(
            matches!(failure, SignInFailure::Offline { again: true, .. }),
            "{failure:?}"
        );
        assert!(failure.hint().contains("Try again"), "{}", failure.hint());
    }
}

#[tokio::test]
async fn an_answer_that_was_lost_after_it_was_sent_is_not_tried_again() {
    let (fake, broker, started) = begun().await;
    fake.then("/token", Reply::Close);
    let failure = ends(&broker, &link(&started, "c"), 1).await;
    assert!(
        matches!(failure, SignInFailure::AnswerLost { .. }),
        "{failure:?}"
    );
    let failure = ends(&broker, &link(&started, "c"), 2).await;
    assert!(
        matches!(failure, SignInFailure::Replayed { .. }),
        "{failure:?}"
    );
    assert_eq!(fake.seen("/token").len(), 1);
}

#[tokio::test]
async fn a_vendor_in_trouble_is_named_and_so_is_the_wait() {
    for (reply, status, hint) in [
        (Reply::html(502), 502, "a few minutes"),
        (
            Reply::error(429, "slow_down").with_header("retry-after", "180"),
            429,
            "3 minutes",
        ),
    ] {
        let (fake, broker, started) = begun().await;
        fake.then("/token", reply);
        let failure = ends(&broker, &link(&started, "c"), 1).await;
        assert!(matches!(failure, SignInFailure::Busy { status: said, .. } if said == status));
        assert!(failure.hint().contains(hint), "{}", failure.hint());
    }
}

#[tokio::test]
async fn a_hotel_page_in_the_vendors_place_is_recognised() {
    let (fake, broker, started) = begun().await;
    fake.then("/token", Reply::html(200));
    let failure = ends(&broker, &link(&started, "c"), 1).await;
    assert!(
        matches!(failure, SignInFailure::Unreadable { .. }),
        "{failure:?}"
    );
    assert!(!format!("{failure:?} {failure}").contains("hunter2"));
}

#[tokio::test]
async fn an_answer_from_another_issuer_is_not_used() {
    let (fake, broker, started) = begun().await;
    let address = format!("{}&iss=https%3A%2F%2Fevil.example", link(&started, "c"));
    let failure = ends(&broker, &address, 1).await;
    assert!(
        matches!(failure, SignInFailure::WrongSender { .. }),
        "{failure:?}"
    );
    assert!(fake.seen("/token").is_empty());

    let started = broker.start(&request(vendor(&fake.base)), at(2)).unwrap();
    fake.then("/token", Reply::tokens("a", None))
        .then("/me", me());
    let address = format!("{}&iss=https%3A%2F%2Fissuer.example", link(&started, "c"));
    assert!(
        broker
            .complete(Arrival::Link, &address, at(3))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn an_answer_comes_only_on_the_way_that_was_agreed_on() {
    let fake = FakeVendor::start().await;
    let bounce = Url::parse("https://team.example/muster/").unwrap();
    let listening = Url::parse("http://127.0.0.1:4001/callback").unwrap();
    // (way, how it arrived, what it looks like, whether it counts)
    let cases = [
        (
            WayBack::DeepLink,
            Arrival::Link,
            "muster://oauth/callback",
            true,
        ),
        (
            WayBack::DeepLink,
            Arrival::Pasted,
            "muster://oauth/callback",
            true,
        ),
        (
            WayBack::DeepLink,
            Arrival::Loopback,
            "http://127.0.0.1:4001/callback",
            false,
        ),
        (
            WayBack::Bounce,
            Arrival::Link,
            "muster://oauth/callback",
            true,
        ),
        (
            WayBack::Bounce,
            Arrival::Pasted,
            "https://team.example/muster/",
            true,
        ),
        (
            WayBack::Bounce,
            Arrival::Pasted,
            "muster://oauth/callback",
            true,
        ),
        (
            WayBack::Bounce,
            Arrival::Pasted,
            "https://evil.example/muster/",
            false,
        ),
        (
            WayBack::Loopback,
            Arrival::Loopback,
            "http://127.0.0.1:4001/callback",
            true,
        ),
        (
            WayBack::Loopback,
            Arrival::Pasted,
            "http://127.0.0.1:4001/callback",
            true,
        ),
        (
            WayBack::Loopback,
            Arrival::Link,
            "muster://oauth/callback",
            false,
        ),
        (
            WayBack::Loopback,
            Arrival::Pasted,
            "http://127.0.0.1:4002/callback",
            false,
        ),
        (
            WayBack::Pasted,
            Arrival::Pasted,
            "http://127.0.0.1:47822/callback",
            true,
        ),
        (
            WayBack::Pasted,
            Arrival::Pasted,
            "muster://oauth/callback",
            true,
        ),
        (
            WayBack::Pasted,
            Arrival::Pasted,
            "http://127.0.0.1:4001/callback",
            false,
        ),
    ];
    for (way, arrival, place, counts) in cases {
        let broker = Broker::new(wire());
        let mut asked = request(vendor(&fake.base));
        asked.way = way;
        asked.bounce = Some(bounce.clone());
        asked.loopback = Some(listening.clone());
        let started = broker.start(&asked, at(0)).unwrap();
        let state = parameter(&started.browser, "state").unwrap();
        let before = fake.seen("/token").len();
        if counts {
            fake.then("/token", Reply::tokens("a", None))
                .then("/me", me());
        }
        let ended = broker
            .complete(arrival, &format!("{place}?code=c&state={state}"), at(1))
            .await;
        assert_eq!(
            ended.is_ok(),
            counts,
            "{way:?} {arrival:?} {place}: {ended:?}"
        );
        let sent = fake.seen("/token").len() - before;
        assert_eq!(sent, usize::from(counts), "{way:?} {arrival:?} {place}");
    }
}

#[tokio::test]
async fn a_way_back_that_is_not_there_is_refused_before_the_browser_opens() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let mut without = request(vendor(&fake.base));
    without.way = WayBack::Bounce;
    for bounce in [
        None,
        Some("http://team.example/"),
        Some("https://team.example/?a=b"),
    ] {
        without.bounce = bounce.map(|url| Url::parse(url).unwrap());
        let failure = broker.start(&without, at(0)).unwrap_err();
        assert!(
            matches!(failure, SignInFailure::NoWayBack { .. }),
            "{failure:?}"
        );
    }
    let mut not_accepted = request(vendor(&fake.base));
    not_accepted.vendor.ways_back = vec![WayBack::Bounce, WayBack::Pasted];
    let failure = broker.start(&not_accepted, at(0)).unwrap_err();
    assert!(
        matches!(failure, SignInFailure::NoWayBack { .. }),
        "{failure:?}"
    );
    let mut clear = request(vendor(&fake.base));
    clear.vendor.token = Url::parse("http://vendor.example/token").unwrap();
    let failure = broker.start(&clear, at(0)).unwrap_err();
    assert!(
        matches!(failure, SignInFailure::Insecure { .. }),
        "{failure:?}"
    );
    assert!(!broker.is_open("new"));
}

#[tokio::test]
async fn another_account_than_the_one_to_connect_again_is_given_back() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let mut again = request(vendor(&fake.base));
    again.expected = Some(Identity {
        subject: "8".to_owned(),
        email: "noah@example.com".to_owned(),
        name: String::new(),
    });
    let started = broker.start(&again, at(0)).unwrap();
    fake.then("/token", Reply::tokens("a", Some("r")))
        .then("/me", me())
        .then("/revoke", Reply::json(200, &json!({})));
    let failure = ends(&broker, &link(&started, "c"), 1).await;
    assert_eq!(
        failure.to_string(),
        "You signed in at Testing as mia@example.com, but the account to connect again is noah@example.com."
    );
    assert_eq!(fake.seen("/revoke")[0].form["token"], "r");
}

#[tokio::test]
async fn a_cancelled_sign_in_takes_no_answer() {
    let (fake, broker, started) = begun().await;
    assert!(broker.cancel("new").is_some());
    let failure = ends(&broker, &link(&started, "c"), 1).await;
    assert!(
        matches!(failure, SignInFailure::Cancelled { .. }),
        "{failure:?}"
    );
    assert!(fake.seen("/token").is_empty());
}
