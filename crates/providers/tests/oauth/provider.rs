//! Signing in at a provider that is not ours: `oidc-provider` with PKCE, rotation and revocation.

use std::sync::Arc;
use std::time::Duration;

use muster_providers::oauth::{
    AccessTokens, Account, Arrival, Broker, ClientProof, Connected, Disconnected, Feature,
    GrantDeath, Loopback, Registration, Request, SecretText, SignInFailure, Started, TokenTrouble,
    Vendor, WayBack, openid_vendor,
};
use url::Url;

use super::peer::{Peer, browse, client};
use super::support::{MemoryStore, at, parameter, registration, wire};

const MIA: &str = "mia@example.com";

async fn described(peer: &Peer) -> Vendor {
    openid_vendor(&wire(), peer.issuer.as_str()).await.unwrap()
}

fn request(vendor: Vendor) -> Request {
    Request {
        purpose: "new".to_owned(),
        vendor,
        registration: registration(),
        features: vec![Feature::Identity],
        way: WayBack::DeepLink,
        loopback: None,
        bounce: None,
        account_hint: Some(MIA.to_owned()),
        expected: None,
    }
}

async fn sign_in(peer: &Peer, request: Request) -> Result<Connected, SignInFailure> {
    let broker = Broker::new(wire());
    let started = broker.start(&request, at(0)).unwrap();
    let last = browse(&peer.issuer, &started.browser).await;
    broker.complete(Arrival::Link, last.as_str(), at(5)).await
}

/// A connected account with its tokens in a store.
async fn connected(peer: &Peer) -> (Account, Arc<MemoryStore>, AccessTokens) {
    let vendor = described(peer).await;
    let ended = sign_in(peer, request(vendor.clone())).await.unwrap();
    let account = Account {
        id: "a1".to_owned(),
        vendor,
        registration: registration(),
    };
    let store = Arc::new(MemoryStore::default());
    let tokens = AccessTokens::new(wire(), store.clone());
    tokens.connected(&account, &ended.tokens).await.unwrap();
    (account, store, tokens)
}

/// Whether the provider takes an access token.
async fn is_good(peer: &Peer, token: &SecretText) -> bool {
    let answer = client()
        .get(peer.issuer.join("/me").unwrap())
        .header("authorization", format!("Bearer {}", token.expose()))
        .send()
        .await
        .unwrap();
    answer.status() == 200
}

#[tokio::test]
async fn the_deep_link_signs_in() {
    let peer = Peer::start();
    let vendor = described(&peer).await;
    assert!(vendor.ways_back.contains(&WayBack::DeepLink));
    let Connected {
        identity, tokens, ..
    } = sign_in(&peer, request(vendor)).await.unwrap();
    assert_eq!(identity.label(), MIA);
    assert_eq!(identity.name, format!("Name of {MIA}"));
    assert!(
        tokens.refresh.is_some(),
        "offline_access gives a refresh token"
    );
    assert_eq!(tokens.access_until, Some(at(3605)));
    assert!(is_good(&peer, &tokens.access).await);
}

#[tokio::test]
async fn any_port_of_loopback_signs_in() {
    let peer = Peer::start();
    let vendor = described(&peer).await;
    let broker = Broker::new(wire());
    let listener = Loopback::open(&vendor.loopback).await.unwrap();
    let started = broker
        .start(
            &Request {
                way: WayBack::Loopback,
                loopback: Some(listener.redirect().clone()),
                ..request(vendor)
            },
            at(0),
        )
        .unwrap();
    let browser = async {
        let last = browse(&peer.issuer, &started.browser).await;
        client()
            .get(last)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    };
    let patience = Duration::from_mins(2);
    let (ended, page) = tokio::join!(
        broker.complete_at(listener, &started, patience, || at(5)),
        browser
    );
    assert_eq!(ended.unwrap().identity.label(), MIA);
    assert!(page.contains("You are signed in"), "{page}");
}

#[tokio::test]
async fn the_bounce_page_and_the_pasted_address_sign_in() {
    let peer = Peer::start();
    let vendor = described(&peer).await;
    let broker = Broker::new(wire());
    for (arrival, forwarded) in [(Arrival::Link, true), (Arrival::Pasted, false)] {
        let started = broker
            .start(
                &Request {
                    way: WayBack::Bounce,
                    bounce: Some(Url::parse("https://bounce.example/muster").unwrap()),
                    ..request(vendor.clone())
                },
                at(0),
            )
            .unwrap();
        let last = browse(&peer.issuer, &started.browser).await;
        assert_eq!(last.host_str(), Some("bounce.example"));
        let address = if forwarded {
            format!("muster://oauth/callback?{}", last.query().unwrap())
        } else {
            last.to_string()
        };
        let ended = broker.complete(arrival, &address, at(5)).await;
        assert_eq!(ended.unwrap().identity.label(), MIA, "{arrival:?}");
    }
}

#[tokio::test]
async fn a_client_with_a_secret_of_odd_letters_signs_in() {
    let peer = Peer::start();
    let mut vendor = described(&peer).await;
    vendor.proof = ClientProof::Header;
    let registration = Registration {
        client_id: "muster-with-secret".to_owned(),
        client_secret: Some(SecretText::new("a:secret%with/odd letters")),
    };
    let ended = sign_in(
        &peer,
        Request {
            registration: registration.clone(),
            ..request(vendor.clone())
        },
    )
    .await
    .unwrap();
    let account = Account {
        id: "a1".to_owned(),
        vendor,
        registration,
    };
    let tokens = AccessTokens::new(wire(), MemoryStore::with("a1", &ended.tokens));
    let given_back = tokens.disconnect(&account, false, at(10)).await.unwrap();
    assert_eq!(given_back, Disconnected::Revoked);
    assert!(!is_good(&peer, &ended.tokens.access).await);
}

#[tokio::test]
async fn a_person_who_says_no_is_understood() {
    let peer = Peer::start();
    let ended = sign_in(
        &peer,
        Request {
            account_hint: Some("no-thanks@example.com".to_owned()),
            ..request(described(&peer).await)
        },
    )
    .await;
    assert!(
        matches!(ended, Err(SignInFailure::Denied { .. })),
        "{ended:?}"
    );
}

#[tokio::test]
async fn a_stolen_code_is_worth_nothing_without_its_verifier() {
    let peer = Peer::start();
    let vendor = described(&peer).await;
    let victim = Broker::new(wire());
    let thief = Broker::new(wire());
    let victims = victim.start(&request(vendor.clone()), at(0)).unwrap();
    let thiefs = thief.start(&request(vendor), at(0)).unwrap();
    let last = browse(&peer.issuer, &victims.browser).await;
    let code = parameter(&last, "code").unwrap();
    let state = |started: &Started| parameter(&started.browser, "state").unwrap();
    let stolen = format!(
        "muster://oauth/callback?code={code}&state={}",
        state(&thiefs)
    );
    let ended = thief.complete(Arrival::Link, &stolen, at(5)).await;
    let Err(SignInFailure::Refused { reason, .. }) = &ended else {
        panic!("{ended:?}");
    };
    assert!(reason.contains("invalid_grant"), "{reason}");
}

#[tokio::test]
async fn a_code_that_waited_too_long_is_refused_in_words() {
    let peer = Peer::start();
    let broker = Broker::new(wire());
    let started = broker
        .start(&request(described(&peer).await), at(0))
        .unwrap();
    let last = browse(&peer.issuer, &started.browser).await;
    peer.clock(601).await;
    let ended = broker.complete(Arrival::Link, last.as_str(), at(590)).await;
    assert!(
        matches!(&ended, Err(SignInFailure::Refused { .. })),
        "{ended:?}"
    );
}

#[tokio::test]
async fn ten_minutes_between_the_clocks_do_not_matter() {
    for skew in [-600, 600] {
        let peer = Peer::start();
        peer.clock(skew).await;
        let (account, _, tokens) = connected(&peer).await;
        let access = tokens.access(&account, at(10)).await.unwrap();
        assert!(is_good(&peer, &access.token).await, "{skew}");
        // Near its end the token is renewed early enough, whichever clock is behind.
        peer.clock(2980).await;
        let access = tokens.access(&account, at(2990)).await.unwrap();
        assert!(is_good(&peer, &access.token).await, "{skew}");
    }
}

#[tokio::test]
async fn refresh_tokens_rotate_and_each_is_stored() {
    let peer = Peer::start();
    let (account, store, tokens) = connected(&peer).await;
    let mut seen = vec![store.refresh("a1").unwrap()];
    for round in 1..=4 {
        peer.clock(3600).await;
        let access = tokens.access(&account, at(5 + round * 3600)).await.unwrap();
        assert!(is_good(&peer, &access.token).await);
        let refresh = store.refresh("a1").unwrap();
        assert!(!seen.contains(&refresh), "it rotates");
        seen.push(refresh);
    }
}

#[tokio::test]
async fn a_refresh_token_that_was_used_before_ends_the_grant() {
    let peer = Peer::start();
    let (account, store, tokens) = connected(&peer).await;
    let old = store.get("a1").unwrap();
    peer.clock(3600).await;
    tokens.access(&account, at(3605)).await.unwrap();
    // As after a restored backup: the store holds what was rotated long ago.
    store.put("a1", &old);
    let restarted = AccessTokens::new(wire(), store);
    let trouble = restarted.access(&account, at(3610)).await.unwrap_err();
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

#[tokio::test]
async fn an_expired_grant_asks_the_person_and_a_new_sign_in_helps() {
    let peer = Peer::start();
    let (account, _, tokens) = connected(&peer).await;
    let two_weeks = 14 * 86_400 + 60;
    peer.clock(two_weeks).await;
    let trouble = tokens.access(&account, at(two_weeks)).await.unwrap_err();
    assert!(
        matches!(&trouble, TokenTrouble::SignInAgain { .. }),
        "{trouble:?}"
    );
    let broker = Broker::new(wire());
    let started = broker
        .start(&request(account.vendor.clone()), at(two_weeks))
        .unwrap();
    let last = browse(&peer.issuer, &started.browser).await;
    let again = broker
        .complete(Arrival::Link, last.as_str(), at(two_weeks + 5))
        .await
        .unwrap();
    tokens.connected(&account, &again.tokens).await.unwrap();
    assert!(tokens.access(&account, at(two_weeks + 10)).await.is_ok());
}

#[tokio::test]
async fn disconnecting_ends_the_grant_at_the_provider() {
    let peer = Peer::start();
    let (account, store, tokens) = connected(&peer).await;
    let before = store.get("a1").unwrap();
    assert!(is_good(&peer, &before.access).await);
    let ended = tokens.disconnect(&account, false, at(10)).await.unwrap();
    assert_eq!(ended, Disconnected::Revoked);
    assert!(store.get("a1").is_none());
    assert!(!is_good(&peer, &before.access).await);
    // Not even a copy of the tokens brings it back.
    store.put("a1", &before);
    let copy = AccessTokens::new(wire(), store);
    let trouble = copy.access(&account, at(3605)).await.unwrap_err();
    assert!(
        matches!(&trouble, TokenTrouble::SignInAgain { .. }),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn access_taken_back_at_the_provider_is_noticed() {
    let peer = Peer::start();
    let (account, store, tokens) = connected(&peer).await;
    let access = tokens.access(&account, at(10)).await.unwrap();
    let refresh = store.refresh("a1").unwrap();
    let form = [("token", refresh.as_str()), ("client_id", "muster")];
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let answer = client()
        .post(peer.issuer.join("/token/revocation").unwrap())
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert!(!is_good(&peer, &access.token).await);
    tokens.refused(&account, &access, at(20)).await;
    let trouble = tokens.access(&account, at(20)).await.unwrap_err();
    assert!(
        matches!(&trouble, TokenTrouble::SignInAgain { .. }),
        "{trouble:?}"
    );
}

#[tokio::test]
async fn a_description_of_somebody_else_is_not_believed() {
    let peer = Peer::start();
    let other_name = peer.issuer.as_str().replace("127.0.0.1", "localhost");
    let failure = openid_vendor(&wire(), &other_name).await.unwrap_err();
    assert!(
        matches!(failure, SignInFailure::WrongSender { .. }),
        "{failure:?}"
    );
    let failure = openid_vendor(&wire(), "http://provider.example")
        .await
        .unwrap_err();
    assert!(
        matches!(failure, SignInFailure::Insecure { .. }),
        "{failure:?}"
    );
    let nowhere = peer.issuer.join("/somewhere").unwrap();
    let failure = openid_vendor(&wire(), nowhere.as_str()).await.unwrap_err();
    assert!(
        matches!(failure, SignInFailure::Unreadable { .. }),
        "{failure:?}"
    );
}
