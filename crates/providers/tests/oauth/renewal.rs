//! Access tokens: one renewal at a time, stored before use, and nothing asked of the person that
//! can pass by itself.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use muster_providers::calendar::{AccountBearer, Bearer, CalendarError};
use muster_providers::oauth::{
    Access, AccessTokens, Account, Disconnected, GrantDeath, Revocation, TokenTrouble, Unclear,
};
use serde_json::json;
use tokio::sync::Semaphore;
use url::Url;

use super::fake::{FakeVendor, Reply};
use super::support::{DeadPort, MemoryStore, account, at, stored, vendor, wire, wire_of};

struct Scene {
    fake: FakeVendor,
    store: Arc<MemoryStore>,
    tokens: AccessTokens,
    account: Account,
}

impl Scene {
    /// An account whose access token `access0` ends at 3600 and whose refresh token is `refresh0`.
    async fn new() -> Self {
        let fake = FakeVendor::start().await;
        let store = MemoryStore::with("a1", &stored("access0", Some("refresh0"), 0));
        Self {
            tokens: AccessTokens::new(wire(), store.clone()),
            account: account(vendor(&fake.base)),
            fake,
            store,
        }
    }

    async fn access(&self, seconds: i64) -> Result<Access, TokenTrouble> {
        self.tokens.access(&self.account, at(seconds)).await
    }

    fn asked(&self) -> usize {
        self.fake.seen("/token").len()
    }
}

fn why(trouble: &TokenTrouble) -> &Unclear {
    match trouble {
        TokenTrouble::NotNow { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_living_token_asks_nobody() {
    let scene = Scene::new().await;
    assert_eq!(scene.access(60).await.unwrap().token.expose(), "access0");
    assert_eq!(scene.asked(), 0);
}

#[tokio::test]
async fn a_rotated_refresh_token_is_stored_before_the_new_token_is_used() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::tokens("access1", Some("refresh1")));
    let access = scene.access(3500).await.unwrap();
    assert_eq!(access.token.expose(), "access1");
    assert_eq!(scene.store.refresh("a1").as_deref(), Some("refresh1"));
    let sent = &scene.fake.seen("/token")[0].form;
    assert_eq!(sent["grant_type"], "refresh_token");
    assert_eq!(sent["refresh_token"], "refresh0");
}

#[tokio::test]
async fn tokens_that_cannot_be_stored_are_not_used_and_not_lost() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::tokens("access1", Some("refresh1")));
    scene.store.full.store(true, Ordering::SeqCst);
    for second in [3500, 3501, 4000] {
        let trouble = scene.access(second).await.unwrap_err();
        assert!(
            matches!(trouble, TokenTrouble::NotStored { .. }),
            "{trouble:?}"
        );
    }
    assert_eq!(scene.store.refresh("a1").as_deref(), Some("refresh0"));
    scene.store.full.store(false, Ordering::SeqCst);
    assert_eq!(scene.access(4001).await.unwrap().token.expose(), "access1");
    assert_eq!(scene.store.refresh("a1").as_deref(), Some("refresh1"));
    assert_eq!(scene.asked(), 1, "the vendor was asked once");
}

#[tokio::test]
async fn thirty_who_ask_at_once_are_one_request() {
    let scene = Scene::new().await;
    let gate = Arc::new(Semaphore::new(0));
    let reply = Reply::tokens("access1", Some("refresh1"));
    scene
        .fake
        .then("/token", Reply::Held(gate.clone(), Box::new(reply)));
    let asking: Vec<_> = (0..30)
        .map(|_| {
            let (tokens, account) = (scene.tokens.clone(), scene.account.clone());
            tokio::spawn(async move { tokens.access(&account, at(3500)).await })
        })
        .collect();
    scene.fake.has_seen(1).await;
    gate.add_permits(1);
    for asked in asking {
        assert_eq!(asked.await.unwrap().unwrap().token.expose(), "access1");
    }
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn a_renewal_goes_on_when_nobody_waits_for_it_any_more() {
    let scene = Scene::new().await;
    let gate = Arc::new(Semaphore::new(0));
    let reply = Reply::tokens("access1", Some("refresh1"));
    scene
        .fake
        .then("/token", Reply::Held(gate.clone(), Box::new(reply)));
    let asking = {
        let (tokens, account) = (scene.tokens.clone(), scene.account.clone());
        tokio::spawn(async move { tokens.access(&account, at(3500)).await })
    };
    scene.fake.has_seen(1).await;
    asking.abort();
    assert!(asking.await.unwrap_err().is_cancelled());
    gate.add_permits(1);
    // The next one waits for the renewal that is still under way.
    assert_eq!(scene.access(3501).await.unwrap().token.expose(), "access1");
    assert_eq!(scene.store.refresh("a1").as_deref(), Some("refresh1"));
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn what_another_process_renewed_is_taken_over() {
    let scene = Scene::new().await;
    scene.access(60).await.unwrap();
    scene
        .store
        .put("a1", &stored("access9", Some("refresh9"), 3400));
    assert_eq!(scene.access(3500).await.unwrap().token.expose(), "access9");
    assert_eq!(scene.asked(), 0);
}

#[tokio::test]
async fn a_vendor_in_trouble_is_left_alone_for_as_long_as_it_asks() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::html(503).with_header("retry-after", "600"))
        .then("/token", Reply::tokens("access1", None));
    let trouble = scene.access(3600).await.unwrap_err();
    assert_eq!(why(&trouble), &Unclear::Busy { status: 503 });
    assert!(matches!(trouble, TokenTrouble::NotNow { again, .. } if again == at(4200)));
    assert!(scene.access(4199).await.is_err());
    assert_eq!(scene.asked(), 1, "nobody asked meanwhile");
    assert_eq!(scene.access(4200).await.unwrap().token.expose(), "access1");
    assert_eq!(
        scene.store.refresh("a1").as_deref(),
        Some("refresh0"),
        "no new one came"
    );
}

#[tokio::test]
async fn no_passing_trouble_ever_asks_the_person() {
    let scene = Scene::new().await;
    let replies = [
        Reply::html(500),
        Reply::html(200),
        Reply::error(429, "invalid_grant"),
        Reply::error(503, "invalid_grant"),
        Reply::error(400, "temporarily_unavailable"),
        Reply::error(401, "invalid_client"),
        Reply::json(400, &json!({"message": "no error code"})),
        Reply::json(200, &json!({"token_type": "Bearer"})),
        Reply::Close,
    ];
    let count = replies.len();
    for reply in replies {
        scene.fake.then("/token", reply);
    }
    let mut now = 3600;
    for _ in 0..count {
        let trouble = scene.access(now).await.unwrap_err();
        assert!(
            matches!(trouble, TokenTrouble::NotNow { .. }),
            "{trouble:?}"
        );
        assert!(!format!("{trouble} {trouble:?} {}", trouble.hint()).contains("hunter2"));
        now += 86_400;
    }
    assert_eq!(scene.asked(), count);
    scene
        .fake
        .then("/token", Reply::tokens("access1", Some("refresh1")));
    assert!(scene.access(now).await.is_ok(), "and then it works again");
}

#[tokio::test]
async fn a_vendor_that_is_silent_after_it_was_asked_may_have_acted() {
    let mut scene = Scene::new().await;
    scene.tokens = AccessTokens::new(wire_of(Duration::from_secs(3)), scene.store.clone());
    scene.fake.then("/token", Reply::Silence);
    let trouble = scene.access(3600).await.unwrap_err();
    let Unclear::AnswerLost { reason } = why(&trouble) else {
        panic!("{trouble:?}");
    };
    assert_eq!(reason, "no answer came in time");
    assert_eq!(scene.asked(), 1, "nothing is sent twice by itself");
}

#[tokio::test]
async fn a_wrong_registration_is_no_reason_to_sign_in_again() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::error(401, "invalid_client"));
    let trouble = scene.access(3600).await.unwrap_err();
    assert!(
        matches!(why(&trouble), Unclear::Registration { .. }),
        "{trouble:?}"
    );
    assert!(
        trouble.hint().contains("set-up guide"),
        "{}",
        trouble.hint()
    );
}

#[tokio::test]
async fn a_dead_grant_asks_the_person_once_and_the_vendor_no_more() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::error(400, "invalid_grant"));
    for second in [3600, 3601, 90_000] {
        let trouble = scene.access(second).await.unwrap_err();
        assert!(
            matches!(
                &trouble,
                TokenTrouble::SignInAgain {
                    death: GrantDeath::Refused,
                    ..
                }
            ),
            "{trouble:?}"
        );
    }
    assert_eq!(scene.asked(), 1);
    // Signing in again brings it back.
    let anew = stored("access2", Some("refresh2"), 90_000);
    scene.tokens.connected(&scene.account, &anew).await.unwrap();
    assert_eq!(
        scene.access(90_001).await.unwrap().token.expose(),
        "access2"
    );
}

#[tokio::test]
async fn a_sign_in_in_another_process_brings_a_dead_account_back() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::error(400, "invalid_grant"));
    assert!(scene.access(3600).await.is_err());
    scene
        .store
        .put("a1", &stored("access2", Some("refresh2"), 3700));
    assert_eq!(scene.access(3701).await.unwrap().token.expose(), "access2");
}

#[tokio::test]
async fn a_grant_that_died_with_a_lost_answer_says_so() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::Close)
        .then("/token", Reply::error(400, "invalid_grant"));
    assert!(matches!(
        why(&scene.access(3600).await.unwrap_err()),
        Unclear::AnswerLost { .. }
    ));
    let trouble = scene.access(3700).await.unwrap_err();
    assert!(
        matches!(
            &trouble,
            TokenTrouble::SignInAgain {
                death: GrantDeath::AfterLostAnswer,
                ..
            }
        ),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn a_vendor_that_is_away_is_offline_and_not_lost() {
    let mut scene = Scene::new().await;
    let nobody = DeadPort::new();
    scene.account.vendor.token = nobody.url("/token");
    let trouble = scene.access(3600).await.unwrap_err();
    assert!(
        matches!(why(&trouble), Unclear::Offline { .. }),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn a_refused_token_is_renewed_once_for_all_who_used_it() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/token", Reply::tokens("access1", Some("refresh1")));
    let (one, two) = (
        scene.access(60).await.unwrap(),
        scene.access(60).await.unwrap(),
    );
    scene.tokens.refused(&scene.account, &one, at(61)).await;
    let fresh = scene.access(61).await.unwrap();
    assert_eq!(fresh.token.expose(), "access1");
    scene.tokens.refused(&scene.account, &two, at(62)).await;
    assert_eq!(scene.access(62).await.unwrap().token.expose(), "access1");
    // Refused although it is fresh: that is about permissions, so it ends in a rest, no circle.
    scene.tokens.refused(&scene.account, &fresh, at(63)).await;
    let trouble = scene.access(63).await.unwrap_err();
    assert_eq!(why(&trouble), &Unclear::FreshTokenRefused);
    assert_eq!(scene.asked(), 1);
}

#[tokio::test]
async fn without_a_refresh_token_the_end_asks_the_person() {
    let scene = Scene::new().await;
    scene.store.put("a1", &stored("access0", None, 0));
    assert!(scene.access(3599).await.is_ok());
    let trouble = scene.access(3600).await.unwrap_err();
    assert!(matches!(
        trouble,
        TokenTrouble::SignInAgain {
            death: GrantDeath::Ended,
            ..
        }
    ));
}

#[tokio::test]
async fn disconnecting_gives_both_tokens_back_and_deletes_them() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/revoke", Reply::json(200, &json!({})))
        .then("/revoke", Reply::error(400, "invalid_token"));
    let ended = scene
        .tokens
        .disconnect(&scene.account, false, at(60))
        .await
        .unwrap();
    assert_eq!(ended, Disconnected::Revoked);
    let given: Vec<_> = scene
        .fake
        .seen("/revoke")
        .iter()
        .map(|seen| {
            (
                seen.form["token"].clone(),
                seen.form["token_type_hint"].clone(),
            )
        })
        .collect();
    assert_eq!(
        given,
        [
            ("refresh0".to_owned(), "refresh_token".to_owned()),
            ("access0".to_owned(), "access_token".to_owned())
        ]
    );
    assert!(scene.store.get("a1").is_none());
    let trouble = scene.access(61).await.unwrap_err();
    assert!(
        matches!(trouble, TokenTrouble::NotConnected { .. }),
        "{trouble:?}"
    );
    let again = scene
        .tokens
        .disconnect(&scene.account, false, at(62))
        .await
        .unwrap();
    assert_eq!(again, Disconnected::WasNotConnected);
}

#[tokio::test]
async fn a_vendor_that_cannot_be_told_is_told_later_or_not_at_all() {
    let scene = Scene::new().await;
    scene
        .fake
        .then("/revoke", Reply::html(503))
        .then("/revoke", Reply::Close);
    let trouble = scene
        .tokens
        .disconnect(&scene.account, false, at(60))
        .await
        .unwrap_err();
    assert!(
        matches!(trouble, TokenTrouble::NotNow { .. }),
        "{trouble:?}"
    );
    assert!(scene.store.get("a1").is_some(), "nothing was deleted");
    let ended = scene
        .tokens
        .disconnect(&scene.account, true, at(61))
        .await
        .unwrap();
    assert!(
        matches!(ended, Disconnected::VendorNotTold { .. }),
        "{ended:?}"
    );
    assert!(scene.store.get("a1").is_none());
}

#[tokio::test]
async fn a_vendor_without_revocation_names_the_page_to_do_it_by_hand() {
    let mut scene = Scene::new().await;
    let page = Url::parse("https://vendor.example/apps").unwrap();
    scene.account.vendor.revocation = Revocation::ByHand(page.clone());
    let ended = scene
        .tokens
        .disconnect(&scene.account, false, at(60))
        .await
        .unwrap();
    assert_eq!(ended, Disconnected::RemoveByHand(page));
    assert!(scene.store.get("a1").is_none());
}

#[tokio::test]
async fn a_calendar_gets_a_renewed_token_after_a_refusal_and_words_when_there_is_none() {
    let scene = Scene::new().await;
    let (tokens, account) = (scene.tokens.clone(), scene.account.clone());
    let bearer = AccountBearer::new(tokens, account, Arc::new(|| at(60)));
    let first = bearer.access().await.unwrap();
    assert_eq!(first.token.expose(), "access0");
    let renewed = Reply::tokens("access1", Some("refresh1"));
    scene.fake.then("/token", renewed);
    bearer.refused(&first).await;
    let second = bearer.access().await.unwrap();
    assert_eq!(second.token.expose(), "access1");
    bearer.worked(&second).await;
    assert_eq!(scene.asked(), 1);

    scene.store.full.store(true, Ordering::SeqCst);
    let renewed = Reply::tokens("access2", Some("refresh2"));
    scene.fake.then("/token", renewed);
    bearer.refused(&second).await;
    let Err(CalendarError::NoToken(words)) = bearer.access().await else {
        panic!("a token that is not stored was given out");
    };
    assert!(words.contains("Make room on the disk"), "{words}");
    scene.store.full.store(false, Ordering::SeqCst);
    let third = bearer.access().await.unwrap();
    bearer.worked(&third).await;

    scene
        .fake
        .then("/token", Reply::error(400, "invalid_grant"));
    bearer.refused(&third).await;
    assert_eq!(bearer.access().await.unwrap_err(), CalendarError::SignIn);
}
