//! A desk that is registered with a provider, and a browser for it.

use std::sync::Arc;
use std::time::Duration;

use muster_desk::{Clock, Desk, Failure, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use muster_vault::MemoryKeyring;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::peer::{self, Peer};
use crate::support::at;

pub struct Office {
    pub desk: Desk,
    pub peer: Peer,
    folder: TempDir,
    keyring: Arc<MemoryKeyring>,
}

impl Office {
    /// Muster is registered with the provider.
    pub async fn new() -> Self {
        let (folder, keyring) = (TempDir::new().unwrap(), Arc::default());
        let office = Self {
            desk: open(&folder, &keyring, 0),
            peer: Peer::start(),
            folder,
            keyring,
        };
        let client = json!({ "vendor": "openid", "client_id": "muster",
            "issuer": office.peer.issuer.as_str() });
        let vendor = office.call("account_client_set", client).await;
        assert_eq!(vendor["client"]["id"], "muster", "{vendor}");
        assert_eq!(vendor["client"]["source"], "settings", "{vendor}");
        office
    }

    /// Muster is closed and opened again a while later.
    pub fn restart(&mut self) {
        self.desk = open(&self.folder, &self.keyring, 300);
    }

    pub fn database(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in ["muster.db", "muster.db-wal"] {
            bytes.extend(std::fs::read(self.folder.path().join(name)).unwrap_or_default());
        }
        bytes
    }

    pub async fn call(&self, command: &str, params: Value) -> Value {
        self.desk
            .call(command, params)
            .await
            .unwrap_or_else(|e| panic!("{command}: {e:?}"))
    }

    pub async fn refusal(&self, command: &str, params: Value) -> Failure {
        self.desk.call(command, params).await.expect_err(command)
    }

    /// Starts a sign-in.
    pub async fn start(&self, way: &str) -> Value {
        let begun = self
            .call(
                "account_sign_in_start",
                json!({ "vendor": "openid", "features": ["identity"], "way": way }),
            )
            .await;
        assert_eq!(begun["way"], way);
        begun
    }

    /// The person signs in in the browser: its last address.
    pub async fn browse(&self, begun: &Value) -> Url {
        let address = Url::parse(begun["address"].as_str().unwrap()).unwrap();
        peer::browse(&self.peer.issuer, &address).await
    }

    /// The person says no in the browser: its last address.
    pub async fn refuse(&self, begun: &Value) -> Url {
        let mut address = Url::parse(begun["address"].as_str().unwrap()).unwrap();
        address
            .query_pairs_mut()
            .append_pair("login_hint", "no-mia@example.com");
        peer::browse(&self.peer.issuer, &address).await
    }

    /// Signs in by pasting.
    pub async fn connect(&self) -> Value {
        let last = self.browse(&self.start("paste").await).await;
        let pasted = self
            .call("account_sign_in_paste", json!({ "address": last.as_str() }))
            .await;
        assert_eq!(pasted["outcome"], "connected", "{pasted}");
        pasted["account"].clone()
    }

    /// Time passes, here and at the provider.
    pub async fn pass(&self, seconds: i64) {
        self.call("clock_advance", json!({ "seconds": seconds }))
            .await;
        self.peer.clock(seconds).await;
    }

    pub async fn accounts(&self) -> Vec<Value> {
        let list = self.call("account_list", json!({})).await;
        list["accounts"].as_array().unwrap().clone()
    }

    pub async fn waiting(&self) -> Vec<Value> {
        let list = self.call("account_list", json!({})).await;
        list["waiting"].as_array().unwrap().clone()
    }

    /// Titles of the notices, newest first.
    pub async fn notices(&self) -> Vec<String> {
        let list = self.call("notice_list", json!({})).await;
        let items = list["items"].as_array().unwrap().iter();
        items
            .map(|notice| {
                assert_eq!(notice["kind"], "account");
                notice["title"].as_str().unwrap().to_owned()
            })
            .collect()
    }

    /// Waits until no sign-in waits any more; the machine may be busy.
    pub async fn until_ended(&self) {
        for _ in 0..1200 {
            if self.waiting().await.is_empty() && !self.notices().await.is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the sign-in did not end");
    }
}

fn open(folder: &TempDir, keyring: &Arc<MemoryKeyring>, seconds: i64) -> Desk {
    let options = OpenOptions {
        workspace: folder.path().to_owned(),
        clock: Clock::running_from(at(seconds)),
        actor: None,
        origin: Origin::Cli,
        zones: Zones::bundled(),
    };
    Desk::with_keyring(options, keyring.clone())
}
