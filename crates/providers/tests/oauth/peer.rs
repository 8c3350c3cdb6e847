//! The real provider: `tests/peers/oidc` started as a child process, and a browser that clicks
//! through it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use url::Url;

/// A running provider. It ends when this is dropped, and when this process dies.
pub struct Peer {
    pub issuer: Url,
    child: Child,
    _stdin: ChildStdin,
}

impl Peer {
    /// Starts it with its clock at the tests' first moment.
    pub fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers/oidc");
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "oidc-provider is not installed, so signing in cannot be tested. Install it: npm ci \
             --prefix tests/peers/oidc (`cargo xtask test` does it)"
        );
        let mut child = Command::new("node")
            .arg("server.mjs")
            .current_dir(folder)
            .env("MUSTER_PEER_NOW", super::support::at(0).to_rfc3339())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node is not installed, so signing in cannot be tested");
        let stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| Some(line.ok()?.strip_prefix("listening on ")?.to_owned()))
            .expect("the provider ended before it listened");
        // What it prints later is read and dropped, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            issuer: Url::parse(&format!("http://127.0.0.1:{port}")).unwrap(),
            child,
            _stdin: stdin,
        }
    }

    /// Moves the provider's clock.
    pub async fn clock(&self, seconds: i64) {
        let answer = client()
            .post(self.issuer.join("/test/clock").unwrap())
            .body(serde_json::json!({ "seconds": seconds }).to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 204);
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that follows nothing by itself.
pub fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// Follows redirects with cookies, as a browser does, until one leads away from the provider: the
/// last address.
pub async fn browse(issuer: &Url, from: &Url) -> Url {
    let client = client();
    let mut cookies = BTreeMap::new();
    let mut at = from.clone();
    for _ in 0..12 {
        let jar: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = client
            .get(at.clone())
            .header("cookie", jar.join("; "))
            .send()
            .await
            .unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert(name.to_owned(), value.to_owned());
        }
        let Some(location) = answer.headers().get("location") else {
            let (status, text) = (answer.status(), answer.text().await.unwrap());
            panic!("the provider shows a page instead of going on ({status}): {text}");
        };
        at = at.join(location.to_str().unwrap()).unwrap();
        if at.origin() != issuer.origin() {
            return at;
        }
    }
    panic!("the provider goes round in circles");
}
