//! What the tests of the broker share: a fixed time, a vendor at a given place, a store in memory.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use muster_providers::oauth::{
    Account, ClientProof, Feature, GrantLife, IdentitySource, Later, Limits, LoopbackRule,
    Registration, Request, Revocation, ScopeNeed, SecretNeed, StoreFailure, TokenStore, Tokens,
    Vendor, WayBack, Wire,
};
use url::Url;

/// Seconds after the tests' first moment, 2026-12-01 09:00 UTC.
pub fn at(seconds: i64) -> DateTime<Utc> {
    "2026-12-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
}

/// A wire that waits for as long as a busy machine may need.
pub fn wire() -> Wire {
    wire_of(Duration::from_mins(4))
}

/// A wire that gives up after a while.
pub fn wire_of(patience: Duration) -> Wire {
    Wire::new(Limits {
        connect: patience,
        whole: patience,
        ..Limits::default()
    })
    .unwrap()
}

/// A port at which nobody listens, and which nobody else can take while this is kept.
pub struct DeadPort(tokio::net::TcpSocket);

impl DeadPort {
    pub fn new() -> Self {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self(socket)
    }

    /// An address at it.
    pub fn url(&self, path: &str) -> Url {
        let port = self.0.local_addr().unwrap().port();
        Url::parse(&format!("http://127.0.0.1:{port}{path}")).unwrap()
    }

    /// Somebody listens at last.
    pub fn listen(self) -> tokio::net::TcpListener {
        self.0.listen(16).unwrap()
    }
}

/// A vendor whose every address is below `base`.
pub fn vendor(base: &Url) -> Vendor {
    let below = |path: &str| base.join(path).unwrap();
    Vendor {
        id: "testing".to_owned(),
        name: "Testing".to_owned(),
        authorize: below("/authorize"),
        token: below("/token"),
        revocation: Revocation::Endpoint(below("/revoke")),
        identity: IdentitySource::Get {
            url: below("/me"),
            subject: "/id".to_owned(),
            email: "/email".to_owned(),
            name: "/name".to_owned(),
        },
        issuer: Some("https://issuer.example".to_owned()),
        ways_back: vec![
            WayBack::DeepLink,
            WayBack::Loopback,
            WayBack::Bounce,
            WayBack::Pasted,
        ],
        loopback: LoopbackRule {
            host: "127.0.0.1".to_owned(),
            port: None,
            path: "/callback".to_owned(),
        },
        pkce: true,
        secret: SecretNeed::None,
        proof: ClientProof::Form,
        authorize_extra: Vec::new(),
        scopes: vec![
            ScopeNeed {
                feature: Feature::Identity,
                scopes: vec!["profile".to_owned()],
                why: "Shows which account is connected.".to_owned(),
            },
            ScopeNeed {
                feature: Feature::WriteCalendars,
                scopes: vec!["calendar".to_owned()],
                why: "Writes events.".to_owned(),
            },
        ],
        grant_ends_with: Vec::new(),
        life: GrantLife::default(),
        sandbox: true,
    }
}

pub fn registration() -> Registration {
    Registration {
        client_id: "muster".to_owned(),
        client_secret: None,
    }
}

pub fn account(vendor: Vendor) -> Account {
    Account {
        id: "a1".to_owned(),
        vendor,
        registration: registration(),
    }
}

/// A sign-in by deep link.
pub fn request(vendor: Vendor) -> Request {
    Request {
        purpose: "new".to_owned(),
        vendor,
        registration: registration(),
        features: vec![Feature::Identity, Feature::WriteCalendars],
        way: WayBack::DeepLink,
        loopback: None,
        bounce: None,
        account_hint: None,
        expected: None,
    }
}

/// One parameter of an address.
pub fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Stored tokens of an hour, obtained at 0.
pub fn stored(access: &str, refresh: Option<&str>, obtained: i64) -> Tokens {
    let text = serde_json::json!({
        "access": access,
        "refresh": refresh,
        "obtained": at(obtained).timestamp_millis(),
        "access_until": at(obtained + 3600).timestamp_millis(),
        "scopes": ["profile"],
    });
    Tokens::from_stored(text.to_string().as_bytes()).unwrap()
}

/// Keeps tokens in memory, and can be told to fail.
#[derive(Default)]
pub struct MemoryStore {
    tokens: Mutex<HashMap<String, Vec<u8>>>,
    pub full: AtomicBool,
}

impl MemoryStore {
    pub fn with(account: &str, tokens: &Tokens) -> Arc<Self> {
        let store = Arc::new(Self::default());
        store.put(account, tokens);
        store
    }

    pub fn put(&self, account: &str, tokens: &Tokens) {
        let text = tokens.to_stored().expose().as_bytes().to_vec();
        self.tokens.lock().unwrap().insert(account.to_owned(), text);
    }

    pub fn get(&self, account: &str) -> Option<Tokens> {
        let tokens = self.tokens.lock().unwrap();
        tokens
            .get(account)
            .map(|text| Tokens::from_stored(text).unwrap())
    }

    /// The refresh token that is stored for an account.
    pub fn refresh(&self, account: &str) -> Option<String> {
        let refresh = self.get(account)?.refresh?;
        Some(refresh.expose().to_owned())
    }
}

impl TokenStore for MemoryStore {
    fn load<'a>(&'a self, account: &'a str) -> Later<'a, Option<Tokens>> {
        Box::pin(async move { Ok(self.get(account)) })
    }

    fn replace<'a>(&'a self, account: &'a str, tokens: &'a Tokens) -> Later<'a, ()> {
        Box::pin(async move {
            if self.full.load(Ordering::SeqCst) {
                return Err(StoreFailure("The disk is full.".to_owned()));
            }
            self.put(account, tokens);
            Ok(())
        })
    }

    fn delete<'a>(&'a self, account: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            self.tokens.lock().unwrap().remove(account);
            Ok(())
        })
    }

    fn alone<'a>(&'a self, _account: &'a str) -> Later<'a, Box<dyn Send>> {
        Box::pin(async { Ok(Box::new(()) as Box<dyn Send>) })
    }
}
