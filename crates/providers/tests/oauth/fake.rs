//! A vendor that answers what a test tells it to, also badly: for what a real provider cannot be
//! made to do.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use url::Url;

/// What it does with one request.
pub enum Reply {
    /// Answers.
    Answer {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: String,
    },
    /// Answers when the gate is opened.
    Held(Arc<Semaphore>, Box<Reply>),
    /// Reads the request and closes the connection: it may have acted upon it.
    Close,
    /// Reads the request and never answers.
    Silence,
}

impl Reply {
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self::Answer {
            status,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.to_string(),
        }
    }

    /// An answer that grants tokens for an hour.
    pub fn tokens(access: &str, refresh: Option<&str>) -> Self {
        Self::json(
            200,
            &serde_json::json!({"access_token": access, "token_type": "Bearer",
                "expires_in": 3600, "refresh_token": refresh, "scope": "profile calendar"}),
        )
    }

    pub fn error(status: u16, error: &str) -> Self {
        Self::json(
            status,
            &serde_json::json!({"error": error, "error_description": "Words of the vendor."}),
        )
    }

    pub fn html(status: u16) -> Self {
        Self::Answer {
            status,
            headers: vec![("content-type", "text/html".to_owned())],
            body: "<h1>Welcome to the hotel</h1><p>hunter2</p>".to_owned(),
        }
    }

    pub fn with_header(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Answer {
                status,
                mut headers,
                body,
            } => {
                headers.push((name, value.to_owned()));
                Self::Answer {
                    status,
                    headers,
                    body,
                }
            }
            other => other,
        }
    }
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Seen {
    pub path: String,
    pub authorization: Option<String>,
    pub form: HashMap<String, String>,
}

#[derive(Default)]
struct State {
    script: HashMap<String, VecDeque<Reply>>,
    seen: Vec<Seen>,
}

/// The vendor. It ends with the test's runtime.
pub struct FakeVendor {
    pub base: Url,
    state: Arc<Mutex<State>>,
    count: watch::Receiver<usize>,
}

impl FakeVendor {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let (counted, count) = watch::channel(0);
        let served = state.clone();
        tokio::spawn(async move {
            let counted = Arc::new(counted);
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, served.clone(), counted.clone()));
            }
        });
        Self {
            base: Url::parse(&format!("http://127.0.0.1:{port}")).unwrap(),
            state,
            count,
        }
    }

    /// Adds what it does with the next request to a path. A request that nobody told it about gets
    /// 500, which no test expects.
    pub fn then(&self, path: &str, reply: Reply) -> &Self {
        let mut state = self.state.lock().unwrap();
        state
            .script
            .entry(path.to_owned())
            .or_default()
            .push_back(reply);
        self
    }

    /// What has come to a path.
    pub fn seen(&self, path: &str) -> Vec<Seen> {
        let state = self.state.lock().unwrap();
        state
            .seen
            .iter()
            .filter(|seen| seen.path == path)
            .cloned()
            .collect()
    }

    /// Waits until so many requests have come.
    pub async fn has_seen(&self, requests: usize) {
        self.count
            .clone()
            .wait_for(|count| *count >= requests)
            .await
            .unwrap();
    }
}

async fn serve(
    mut stream: TcpStream,
    state: Arc<Mutex<State>>,
    counted: Arc<watch::Sender<usize>>,
) {
    let Some(seen) = read(&mut stream).await else {
        return;
    };
    let reply = {
        let mut state = state.lock().unwrap();
        let reply = state
            .script
            .get_mut(&seen.path)
            .and_then(VecDeque::pop_front);
        state.seen.push(seen);
        reply
    };
    counted.send_modify(|count| *count += 1);
    let mut reply = reply.unwrap_or_else(|| Reply::html(500));
    if let Reply::Held(gate, later) = reply {
        gate.acquire().await.unwrap().forget();
        reply = *later;
    }
    match reply {
        Reply::Answer {
            status,
            headers,
            body,
        } => {
            let mut lines = String::new();
            for (name, value) in headers {
                lines += &[name, ": ", &value, "\r\n"].concat();
            }
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status} X\r\n{lines}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
        Reply::Silence => std::future::pending().await,
        Reply::Close | Reply::Held(..) => drop(stream),
    }
}

async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let (head, mut body) = loop {
        let count = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            break (head, bytes[end + 4..].to_vec());
        }
    };
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    };
    let length: usize = header("content-length").map_or(0, |length| length.parse().unwrap());
    while body.len() < length {
        let count = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        body.extend_from_slice(&chunk[..count]);
    }
    let target = head.split(' ').nth(1)?;
    Some(Seen {
        path: target.split('?').next()?.to_owned(),
        authorization: header("authorization"),
        form: url::form_urlencoded::parse(&body).into_owned().collect(),
    })
}
