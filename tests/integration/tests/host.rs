//! The loopback host: who gets in, what it answers, how it ends.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use muster_integration::muster;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Host {
    process: Child,
    address: String,
    token: String,
    http: Client,
    _home: TempDir,
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn new_person() -> String {
    json!({ "command": "person_create", "params": { "full_name": "Ada",
        "email": "ada@example.org", "time_zone": "UTC", "working_hours": [] } })
    .to_string()
}

impl Host {
    fn start() -> Self {
        let home = TempDir::new().unwrap();
        let pages = home.path().join("pages");
        std::fs::create_dir_all(pages.join("assets")).unwrap();
        std::fs::write(pages.join("index.html"), "<title>Muster</title>").unwrap();
        std::fs::write(pages.join("assets/app.js"), "let x;").unwrap();
        std::fs::write(home.path().join("secret.txt"), "not for browsers").unwrap();
        let mut process = muster(home.path())
            .args(["host", "--ui"])
            .arg(&pages)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        // Without a cipher library reqwest makes no client, not even for plain http.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            process,
            address: said["address"].as_str().unwrap().to_owned(),
            token: said["token"].as_str().unwrap().to_owned(),
            http: Client::new(),
            _home: home,
        }
    }

    async fn call(&self, token: Option<&str>, body: &str) -> (StatusCode, Value) {
        let mut request = self
            .http
            .post(format!("{}/call", self.address))
            .body(body.to_owned());
        if let Some(token) = token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let answer = request.send().await.unwrap();
        (
            answer.status(),
            serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
        )
    }

    /// A request as raw bytes, for what a client library would put right.
    fn raw(&self, request: &str) -> String {
        let at = self.address.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(at).unwrap();
        stream
            .write_all(request.replace("HERE", at).as_bytes())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }
}

#[tokio::test]
async fn the_holder_of_the_token_runs_commands() {
    let host = Host::start();
    let token = Some(host.token.as_str());
    assert!(host.address.starts_with("http://127.0.0.1:"));
    let (status, answer) = host.call(token, &new_person()).await;
    assert_eq!(
        (status, &answer["ok"]["full_name"]),
        (StatusCode::OK, &json!("Ada"))
    );
    let (status, answer) = host.call(token, r#"{"command":"person_list"}"#).await;
    assert_eq!(
        (status, answer["ok"]["items"].as_array().unwrap().len()),
        (StatusCode::OK, 1)
    );

    let wrong = r#"{"command":"person_list","params":{"colour":1}}"#;
    let (status, answer) = host.call(token, wrong).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(answer["error"]["details"]["field"], "colour");
    let (status, answer) = host.call(token, "no json").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(answer["error"]["code"], "invalid_parameter");
    let (status, answer) = host.call(token, r#"{"command":"dance"}"#).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(answer["error"]["details"]["field"], "command");
}

#[tokio::test]
async fn nobody_else_gets_in() {
    let host = Host::start();
    let ask = r#"{"command":"person_list"}"#;
    let last = if host.token.ends_with('0') { "1" } else { "0" };
    let near = format!("{}{last}", &host.token[..63]);
    for token in [None, Some(""), Some("wrong"), Some(near.as_str())] {
        let (status, answer) = host.call(token, ask).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{token:?}");
        assert_eq!(answer["error"]["code"], "host_token_missing");
    }
    for address in ["/events", "/events?token=", "/events?token=wrong"] {
        let answer = host
            .http
            .get(format!("{}{address}", host.address))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{address}");
    }
    assert_ne!(host.token, Host::start().token);
}

#[tokio::test]
async fn a_page_of_another_name_is_refused_even_with_the_token() {
    let host = Host::start();
    for name in ["evil.example", "127.0.0.1", "localhost:1"] {
        let answer = host
            .http
            .post(format!("{}/call", host.address))
            .header("Host", name)
            .header("Authorization", format!("Bearer {}", host.token))
            .body(r#"{"command":"person_list"}"#)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{name}");
    }
    let preflight = host.raw(
        "OPTIONS /call HTTP/1.1\r\nHost: HERE\r\nOrigin: https://evil.example\r\n\
         Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n",
    );
    assert!(
        !preflight.to_lowercase().contains("access-control-allow"),
        "{preflight}"
    );
}

#[tokio::test]
async fn the_window_is_served_and_nothing_beside_it() {
    let host = Host::start();
    let get = |path: &str| {
        host.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: HERE\r\nConnection: close\r\n\r\n"
        ))
    };
    assert!(get("/").contains("<title>Muster</title>"));
    let script = get("/assets/app.js");
    assert!(
        script.contains("let x;") && script.contains("text/javascript"),
        "{script}"
    );
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
    ] {
        let answer = get(path);
        assert!(!answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        assert!(
            !answer.contains("not for browsers") && !answer.contains("root:"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn events_tell_what_changed_until_the_host_ends() {
    let mut host = Host::start();
    let url = format!("{}/events?token={}", host.address, host.token);
    let mut events = host.http.get(url).send().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    host.call(Some(&host.token), &new_person()).await;
    let mut told = String::new();
    while !told.contains("\"people\"") {
        let chunk = events
            .chunk()
            .await
            .unwrap()
            .expect("the stream ended early");
        told.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    let line = told.lines().find(|l| l.contains("\"people\"")).unwrap();
    let event: Value = serde_json::from_str(line.strip_prefix("data: ").unwrap()).unwrap();
    assert!(
        event["tags"].as_array().unwrap().contains(&json!("people")),
        "{event}"
    );

    // The open stream must not keep the host alive.
    host.signal("TERM");
    while events.chunk().await.unwrap().is_some() {}
    assert!(host.process.wait().unwrap().success());
}

#[tokio::test]
async fn an_interrupt_ends_the_host_cleanly() {
    let mut host = Host::start();
    host.call(Some(&host.token), r#"{"command":"person_list"}"#)
        .await;
    host.signal("INT");
    assert!(host.process.wait().unwrap().success());
}
