//! Everything that is logged and printed on the way, searched for what must not be in it.

use std::io;
use std::sync::{Arc, Mutex};

use muster_providers::oauth::{
    AccessTokens, Account, Arrival, Broker, ClientProof, Loopback, Registration, SecretNeed,
    SecretText, SignInFailure, WayBack,
};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use super::fake::{FakeVendor, Reply};
use super::support::{MemoryStore, at, parameter, request, vendor, wire};

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_log_and_no_printed_value_holds_a_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let fake = FakeVendor::start().await;
    let mut vendor = vendor(&fake.base);
    vendor.secret = SecretNeed::Required;
    vendor.proof = ClientProof::Header;
    let registration = Registration {
        client_id: "muster".to_owned(),
        client_secret: Some(SecretText::new("SECRET-client")),
    };
    let broker = Broker::new(wire());
    let listener = Loopback::open(&vendor.loopback).await.unwrap();
    let mut asked = request(vendor.clone());
    asked.registration = registration.clone();
    asked.way = WayBack::Loopback;
    asked.loopback = Some(listener.redirect().clone());
    let started = broker.start(&asked, at(0)).unwrap();
    let state = parameter(&started.browser, "state").unwrap();
    fake.then(
        "/token",
        Reply::tokens("SECRET-access", Some("SECRET-refresh")),
    )
    .then("/me", Reply::json(200, &json!({"id": "7"})))
    .then("/token", Reply::error(400, "invalid_request"))
    .then("/token", Reply::html(200))
    .then("/token", Reply::Close)
    .then(
        "/token",
        Reply::tokens("SECRET-access2", Some("SECRET-refresh2")),
    )
    .then("/revoke", Reply::error(401, "invalid_client"))
    .then("/revoke", Reply::error(401, "invalid_client"));
    let mut printed = vec![format!("{asked:?} {started:?} {broker:?} {listener:?}")];
    let address = format!("{}?code=SECRET-code&state={state}", listener.redirect());
    let connected = broker
        .complete(Arrival::Pasted, &address, at(1))
        .await
        .unwrap();
    let again = broker.complete(Arrival::Pasted, &address, at(2)).await;
    printed.push(format!(
        "{connected:?} {again:?} {:?}",
        again.as_ref().err().map(SignInFailure::hint)
    ));

    let account = Account {
        id: "a1".to_owned(),
        vendor,
        registration,
    };
    let store = MemoryStore::with("a1", &connected.tokens);
    let tokens = AccessTokens::new(wire(), store);
    for day in 1..=4 {
        let access = tokens.access(&account, at(day * 86_400)).await;
        printed.push(format!("{access:?} {tokens:?} {account:?}"));
    }
    for insist in [false, true] {
        let ended = tokens.disconnect(&account, insist, at(500_000)).await;
        printed.push(format!("{ended:?}"));
    }

    let sent: Vec<_> = fake
        .seen("/token")
        .iter()
        .map(|seen| seen.form.clone())
        .collect();
    assert_eq!(sent.len(), 5);
    let basic = fake.seen("/token")[0].authorization.clone().unwrap();
    let secrets = [
        "SECRET",
        &state,
        &sent[0]["code_verifier"],
        basic.strip_prefix("Basic ").unwrap(),
    ];
    printed.push(String::from_utf8(log.0.lock().unwrap().clone()).unwrap());
    let all = printed.join("\n");
    assert!(all.contains("a sign-in came back"), "the log was read");
    for secret in secrets {
        assert!(!all.contains(secret), "{secret} was printed:\n{all}");
    }
}
