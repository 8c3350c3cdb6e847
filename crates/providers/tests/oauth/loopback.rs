//! The loopback listener with something like a browser in front of it.

use std::time::Duration;

use muster_providers::oauth::{
    Broker, Loopback, LoopbackRule, Request, SignInFailure, Started, WayBack,
};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use url::Url;

use super::fake::{FakeVendor, Reply};
use super::support::{DeadPort, at, parameter, request, vendor, wire};

/// Long enough for any machine; no test waits for it.
const PATIENCE: Duration = Duration::from_mins(2);

/// What a browser would show for an address: the whole response.
async fn browse(url: &Url) -> String {
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    let host = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    send(
        url,
        &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    )
    .await
}

async fn send(url: &Url, bytes: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", url.port().unwrap()))
        .await
        .unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).await.unwrap();
    page
}

async fn listening(fake: &FakeVendor, broker: &Broker) -> (Loopback, Started, Url) {
    let listener = Loopback::open(&vendor(&fake.base).loopback).await.unwrap();
    let redirect = listener.redirect().clone();
    let started = broker
        .start(
            &Request {
                way: WayBack::Loopback,
                loopback: Some(redirect.clone()),
                ..request(vendor(&fake.base))
            },
            at(0),
        )
        .unwrap();
    (listener, started, redirect)
}

fn answer(redirect: &Url, started: &Started, parameters: &str) -> Url {
    let state = parameter(&started.browser, "state").unwrap();
    Url::parse(&format!("{redirect}?{parameters}&state={state}")).unwrap()
}

#[tokio::test]
async fn the_browser_brings_the_answer_and_is_told_so() {
    let fake = FakeVendor::start().await;
    fake.then("/token", Reply::tokens("a", Some("r")))
        .then("/me", Reply::json(200, &json!({"id": "7"})));
    let broker = Broker::new(wire());
    let (listener, started, redirect) = listening(&fake, &broker).await;
    assert_eq!(
        parameter(&started.browser, "redirect_uri").unwrap(),
        redirect.as_str()
    );
    assert_eq!(redirect.host_str(), Some("127.0.0.1"));
    let address = answer(&redirect, &started, "code=c");
    let (ended, page) = tokio::join!(
        broker.complete_at(listener, &started, PATIENCE, || at(1)),
        browse(&address),
    );
    assert_eq!(ended.unwrap().identity.subject, "7");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("You are signed in"),
        "{page}"
    );
    assert!(
        page.contains("default-src 'none'") && !page.contains("code=c"),
        "{page}"
    );
}

#[tokio::test]
async fn the_page_says_no_when_it_was_a_no() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let (listener, started, redirect) = listening(&fake, &broker).await;
    let address = answer(&redirect, &started, "error=access_denied");
    let (ended, page) = tokio::join!(
        broker.complete_at(listener, &started, PATIENCE, || at(1)),
        browse(&address),
    );
    assert!(
        matches!(ended, Err(SignInFailure::Denied { .. })),
        "{ended:?}"
    );
    assert!(
        page.contains("You are not signed in") && page.contains("choose Allow"),
        "{page}"
    );
}

#[tokio::test]
async fn strangers_get_their_page_and_the_sign_in_goes_on() {
    let fake = FakeVendor::start().await;
    fake.then("/token", Reply::tokens("a", Some("r")))
        .then("/me", Reply::json(200, &json!({"id": "7"})));
    let broker = Broker::new(wire());
    let (listener, started, redirect) = listening(&fake, &broker).await;
    let browser = async {
        // A connection that is opened ahead and never used.
        let idle = TcpStream::connect(("127.0.0.1", redirect.port().unwrap()))
            .await
            .unwrap();
        let icon = browse(&redirect.join("/favicon.ico").unwrap()).await;
        assert!(icon.starts_with("HTTP/1.1 404"), "{icon}");
        let made_up = Url::parse(&format!("{redirect}?code=c&state=made-up")).unwrap();
        let page = browse(&made_up).await;
        assert!(page.contains("does not belong to the sign-in"), "{page}");
        let rebound = "GET /callback?code=c&state=x HTTP/1.1\r\nHost: evil.example\r\n\r\n";
        assert!(send(&redirect, rebound).await.starts_with("HTTP/1.1 400"));
        let page = browse(&answer(&redirect, &started, "code=c")).await;
        assert!(page.contains("You are signed in"), "{page}");
        drop(idle);
    };
    let (ended, ()) = tokio::join!(
        broker.complete_at(listener, &started, PATIENCE, || at(1)),
        browser
    );
    assert!(ended.is_ok(), "{ended:?}");
    assert_eq!(fake.seen("/token").len(), 1);
}

#[tokio::test]
async fn a_browser_that_never_comes_back_ends_the_sign_in() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let (listener, started, redirect) = listening(&fake, &broker).await;
    let ended = broker
        .complete_at(listener, &started, Duration::ZERO, || at(1))
        .await;
    assert!(
        matches!(ended, Err(SignInFailure::BrowserClosed { .. })),
        "{ended:?}"
    );
    assert!(!broker.is_open("new"));
    // The listener is gone; the answer can still be pasted, and is then too late.
    let failure = broker
        .complete(
            muster_providers::oauth::Arrival::Pasted,
            answer(&redirect, &started, "code=c").as_str(),
            at(700),
        )
        .await
        .unwrap_err();
    assert!(
        matches!(failure, SignInFailure::Expired { .. }),
        "{failure:?}"
    );
}

#[tokio::test]
async fn a_wait_that_ends_does_not_end_a_newer_sign_in() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let (first, started, _) = listening(&fake, &broker).await;
    let (_second, _, _) = listening(&fake, &broker).await;
    let ended = broker
        .complete_at(first, &started, Duration::ZERO, || at(1))
        .await;
    assert!(
        matches!(ended, Err(SignInFailure::SecondTab { .. })),
        "{ended:?}"
    );
    assert!(broker.is_open("new"), "the newer one");
}

#[tokio::test]
async fn a_reload_after_the_network_is_back_finishes_the_same_sign_in() {
    let fake = FakeVendor::start().await;
    let broker = Broker::new(wire());
    let nobody = DeadPort::new();
    let listener = Loopback::open(&vendor(&fake.base).loopback).await.unwrap();
    let redirect = listener.redirect().clone();
    let mut asked = request(vendor(&fake.base));
    asked.vendor.token = nobody.url("/token");
    asked.way = WayBack::Loopback;
    asked.loopback = Some(redirect.clone());
    let started = broker.start(&asked, at(0)).unwrap();
    let address = answer(&redirect, &started, "code=c");
    let browser = async {
        let page = browse(&address).await;
        assert!(page.contains("could not be reached"), "{page}");
        // The network is back: somebody listens at the vendor's port and refuses the code.
        let vendor = nobody.listen();
        let served = async {
            let (mut stream, _) = vendor.accept().await.unwrap();
            let mut bytes = [0; 8192];
            let _ = stream.read(&mut bytes).await.unwrap();
            let body = r#"{"error":"invalid_grant"}"#;
            let head = format!(
                "HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(head.as_bytes()).await.unwrap();
            stream.shutdown().await.unwrap();
        };
        tokio::join!(browse(&address), served).0
    };
    let (ended, page) = tokio::join!(
        broker.complete_at(listener, &started, PATIENCE, || at(1)),
        browser
    );
    assert!(
        matches!(ended, Err(SignInFailure::Refused { .. })),
        "{ended:?}"
    );
    assert!(page.contains("invalid_grant"), "{page}");
}

#[tokio::test]
async fn a_port_that_is_taken_has_its_words() {
    let taken = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .unwrap();
    let mut rule = LoopbackRule {
        host: "localhost".to_owned(),
        port: Some(taken.local_addr().unwrap().port()),
        path: "/callback".to_owned(),
    };
    let failure = Loopback::open(&rule).await.unwrap_err();
    assert!(
        matches!(failure, SignInFailure::NoListener { .. }),
        "{failure:?}"
    );
    assert!(failure.hint().contains("paste"));
    rule.port = None;
    let listener = Loopback::open(&rule).await.unwrap();
    assert_eq!(listener.redirect().host_str(), Some("localhost"));
}
