//! Prism, which serves a vendor's published specification on loopback and refuses every request
//! that the specification does not allow.
//!
//! The specifications stay outside this repository: `MUSTER_CONTRACTS`, or `contracts` in
//! `MUSTER_SHARED`, or `../shared/contracts` beside the checkout. Its answers are examples without
//! a memory; what needs one is asked of fakes of our own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use reqwest::Method;
use url::Url;

/// A running Prism. It ends when this is dropped.
pub struct Prism {
    /// Where it listens. Paths come without the base path of the specification's `servers`:
    /// `/me/events`, not `/v1.0/me/events`.
    pub url: Url,
    child: Child,
    log: Arc<Mutex<Vec<String>>>,
}

/// The folder of the vendors' specifications and samples; `None` where this machine has none.
pub fn contracts() -> Option<PathBuf> {
    let shared = || {
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        std::env::var_os("MUSTER_SHARED").map_or(beside, PathBuf::from)
    };
    let folder = std::env::var_os("MUSTER_CONTRACTS")
        .map_or_else(|| shared().join("contracts"), PathBuf::from);
    if folder.join("specs").is_dir() {
        return Some(folder);
    }
    let missing = format!("skipped: vendor specs not present ({})", folder.display());
    assert!(!on_build_machine(), "{missing}");
    println!("{missing}");
    None
}

/// On a build machine nothing may be skipped.
fn on_build_machine() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// A request that a specification does not allow.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "not every test has all of them")]
pub enum Wrong<'a> {
    /// A bare number as the JSON body: method and path.
    Json(&'a str, &'a str),
    /// A form without what must be in it.
    Form(&'a str),
    /// A read whose query is not allowed, such as `page_size=many`.
    Query(&'a str),
    /// A read by nobody in particular.
    Stranger(&'a str),
}

impl Prism {
    /// Serves one specification (`zoom-meetings.openapi.json`) and proves for the operations
    /// under test that requests are really checked: these must be refused. Prism says nothing when
    /// it cannot compile a schema, and lets everything through.
    ///
    /// `None` where the specifications are not on this machine; a test then ends.
    pub async fn serve(spec: &str, wrong: &[Wrong<'_>]) -> Option<Self> {
        let prism = Self::start(&contracts()?.join("specs").join(spec));
        for request in wrong {
            prism.must_refuse(*request).await;
        }
        Some(prism)
    }

    fn start(spec: &Path) -> Self {
        assert!(spec.is_file(), "{} is missing", spec.display());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/prism");
        let modules = folder.join("node_modules");
        let node = modules.join("node/bin/node");
        let program = modules.join("@stoplight/prism-cli/dist/index.js");
        assert!(
            node.is_file() && program.is_file(),
            "Prism is not installed, so requests cannot be held against the vendors' \
             specifications. Install it: npm ci --prefix tests/peers/prism (`cargo xtask test` \
             does it)"
        );
        // Prism needs a newer node than the rest, so it brings its own. Port 0 is any free one.
        let mut child = Command::new(node)
            .arg(program)
            .args(["mock", "-h", "127.0.0.1", "-p", "0", "--errors"])
            .arg(spec)
            .current_dir(folder)
            .env_remove("NODE_ENV")
            .env_remove("NODE_OPTIONS")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said = Vec::new();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let address = line.split_once("Prism is listening on ");
            let address = address.map(|(_, address)| address.trim().to_owned());
            said.push(line);
            address
        });
        let Some(address) = address else {
            let _ = child.wait();
            panic!("Prism ended before it listened:\n{}", said.join("\n"));
        };
        // What it says later is kept for a test that fails.
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = log.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap().push(line);
            }
        });
        Self {
            url: Url::parse(&address).unwrap(),
            child,
            log,
        }
    }

    /// Waits until it has told that it was asked, such as `get /meetings/`, and that the request is
    /// as specified. For requests whose answer says nothing, because the specification's own
    /// example is not as specified.
    pub async fn took(&self, request: &str) {
        for _ in 0..500 {
            let log = self.log.lock().unwrap().clone();
            let asked = |line: &str| line.contains("Request received");
            let mut after = log.split(|line| asked(line) && line.contains(request));
            after.next();
            let passed = after.any(|lines| {
                let mut lines = lines.iter().take_while(|line| !asked(line));
                lines.any(|line| line.contains("request passed the validation rules"))
            });
            if passed {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("Prism took no request {request}");
    }

    /// Sends what the specification does not allow, and fails unless it is refused for that.
    pub async fn must_refuse(&self, wrong: Wrong<'_>) {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let at = |path: &str| self.url.join(path).unwrap();
        // Twilio alone wants a name and a password.
        let signed = |request: reqwest::RequestBuilder, path: &str| {
            if path.starts_with("/2010-04-01/") {
                request.basic_auth("a", Some("b"))
            } else {
                request.bearer_auth("x")
            }
        };
        let (request, expected): (_, &[u16]) = match wrong {
            Wrong::Json(method, path) => {
                let method = Method::from_bytes(method.as_bytes()).unwrap();
                let request = signed(client.request(method, at(path)), path);
                let request = request.header("content-type", "application/json");
                (request.body("5"), &[400, 422])
            }
            Wrong::Form(path) => {
                let request = signed(client.post(at(path)), path);
                let kind = "application/x-www-form-urlencoded";
                (request.header("content-type", kind).body("5"), &[400, 422])
            }
            Wrong::Query(path) => (signed(client.get(at(path)), path), &[400, 422]),
            Wrong::Stranger(path) => (client.get(at(path)), &[401]),
        };
        let status = request.send().await.unwrap().status().as_u16();
        assert!(
            expected.contains(&status),
            "Prism does not check requests: it answered {status} to {wrong:?}"
        );
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let log = self
                .log
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            eprintln!("Prism said:\n{}", log.join("\n"));
        }
    }
}
