//! The listener on 127.0.0.1 to which the browser brings its answer (RFC 8252 section 7.3).
//!
//! It takes one kind of request, `GET` on the agreed path with the agreed host name, and gives the
//! address on; whether it belongs to a sign-in is decided elsewhere. Browsers open connections they
//! do not use and ask for icons, so several are served at once and each has a time limit.

use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use url::Url;

use super::failure::{SignInFailure, cleaned};
use super::page::{self, Page};
use super::vendor::LoopbackRule;

/// Bytes of a request that are read. Codes and cookies of localhost fit.
const LARGEST_REQUEST: usize = 64 * 1024;
/// How long a connection may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections that are served at once.
const AT_ONCE: usize = 16;
/// Answers that may wait to be taken.
const WAITING: usize = 4;

/// A listener for the browser's answer. It ends when it is dropped.
#[derive(Debug)]
pub struct Loopback {
    redirect: Url,
    calls: mpsc::Receiver<Call>,
    acceptor: tokio::task::JoinHandle<()>,
}

/// A browser that has brought an answer and waits for a page. It does not print the answer.
pub struct Call {
    address: String,
    stream: TcpStream,
}

impl Loopback {
    /// Opens the listener on 127.0.0.1, on the port that the vendor's rule names or on a free one.
    ///
    /// # Errors
    /// [`SignInFailure::NoListener`] when the port is taken, by another Muster for example.
    pub async fn open(rule: &LoopbackRule) -> Result<Self, SignInFailure> {
        let failed = |error: &dyn std::fmt::Display| SignInFailure::NoListener {
            reason: cleaned(&error.to_string()),
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, rule.port.unwrap_or(0)))
            .await
            .map_err(|error| failed(&error))?;
        let port = listener
            .local_addr()
            .map_err(|error| failed(&error))?
            .port();
        let redirect = redirect_address(rule, port)?;
        let (send, calls) = mpsc::channel(WAITING);
        let acceptor = tokio::spawn(accept(listener, redirect.clone(), send));
        Ok(Self {
            redirect,
            calls,
            acceptor,
        })
    }

    /// The address to give to the vendor.
    pub fn redirect(&self) -> &Url {
        &self.redirect
    }

    /// The next answer a browser brings. Cancelling the wait loses none.
    pub async fn next(&mut self) -> Option<Call> {
        self.calls.recv().await
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.acceptor.abort();
    }
}

impl Call {
    /// The whole address the browser asked for. It holds the code: it is not to be logged.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Shows the page with which the browser's part ends.
    pub async fn answer(self, failure: Option<&SignInFailure>) {
        reply(self.stream, &Page::of_outcome(failure)).await;
    }
}

/// The loopback address as a vendor wants it spelt.
pub(super) fn redirect_address(rule: &LoopbackRule, port: u16) -> Result<Url, SignInFailure> {
    Url::parse(&format!("http://{}:{port}{}", rule.host, rule.path)).map_err(|_| {
        SignInFailure::NoListener {
            reason: "its address cannot be written".to_owned(),
        }
    })
}

async fn accept(listener: TcpListener, redirect: Url, send: mpsc::Sender<Call>) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let redirect = Arc::new(redirect);
    while let Ok(place) = places.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, or the client is gone already: a pause, and on.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (redirect, send) = (redirect.clone(), send.clone());
        tokio::spawn(async move {
            let _place = place;
            let _ = tokio::time::timeout(PATIENCE, serve(stream, &redirect, &send)).await;
        });
    }
}

async fn serve(mut stream: TcpStream, redirect: &Url, send: &mpsc::Sender<Call>) {
    let Some(head) = read_head(&mut stream).await else {
        return;
    };
    match judge(&head, redirect) {
        Ok(address) => {
            let call = Call { address, stream };
            if let Err(mpsc::error::SendError(call)) = send.send(call).await {
                reply(call.stream, &page::NOT_FOUND).await;
            }
        }
        Err(page) => reply(stream, page).await,
    }
}

/// The request line and the headers; `None` when the browser closed, or sent too much.
async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let read = stream.read(&mut chunk).await.ok()?;
        if read == 0 {
            return None;
        }
        head.extend_from_slice(&chunk[..read]);
        if head.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
            return String::from_utf8(head).ok();
        }
        if head.len() > LARGEST_REQUEST {
            return None;
        }
    }
}

/// The address that was asked for, when it is the one that was agreed on.
fn judge(head: &str, redirect: &Url) -> Result<String, &'static Page> {
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(&page::BAD_REQUEST);
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return Err(&page::BAD_REQUEST);
    }
    // A page elsewhere may lead a name of its own to 127.0.0.1; it cannot lead ours here.
    let mut hosts = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim())
    });
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(&page::BAD_REQUEST);
    };
    let ours = format!(
        "{}:{}",
        redirect.host_str().unwrap_or_default(),
        redirect.port_or_known_default().unwrap_or_default()
    );
    if !host.eq_ignore_ascii_case(&ours) {
        return Err(&page::BAD_REQUEST);
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if path.trim_end_matches('/') != redirect.path().trim_end_matches('/') || query.is_empty() {
        return Err(&page::NOT_FOUND);
    }
    if method != "GET" {
        return Err(&page::BAD_REQUEST);
    }
    Ok(format!("{}?{query}", redirect.as_str()))
}

async fn reply(mut stream: TcpStream, page: &Page) {
    if stream.write_all(page.response().as_bytes()).await.is_ok() {
        let _ = stream.shutdown().await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn redirect() -> Url {
        Url::parse("http://127.0.0.1:4000/callback").unwrap()
    }

    fn head(line: &str, host: &str) -> String {
        format!("{line}\r\nAccept: */*\r\nHost: {host}\r\n\r\n")
    }

    #[test]
    fn the_agreed_address_is_given_on() {
        let head = head("GET /callback?code=c&state=s HTTP/1.1", "127.0.0.1:4000");
        assert_eq!(
            judge(&head, &redirect()).unwrap(),
            "http://127.0.0.1:4000/callback?code=c&state=s"
        );
    }

    #[test]
    fn everything_else_gets_a_page_that_says_nothing() {
        for (line, host) in [
            ("GET /favicon.ico HTTP/1.1", "127.0.0.1:4000"),
            ("GET /callback HTTP/1.1", "127.0.0.1:4000"),
            ("GET /callback? HTTP/1.1", "127.0.0.1:4000"),
            ("POST /callback?code=c&state=s HTTP/1.1", "127.0.0.1:4000"),
            ("GET /callback?code=c&state=s HTTP/1.1", "evil.example:4000"),
            ("GET /callback?code=c&state=s HTTP/1.1", "localhost:4000"),
            ("GET /callback?code=c&state=s HTTP/1.1", "127.0.0.1:4001"),
            ("GET /callback?code=c&state=s HTTP/2.0", "127.0.0.1:4000"),
            (
                "GET http://evil.example/callback?code=c HTTP/1.1",
                "127.0.0.1:4000",
            ),
            ("GET /callback?a b HTTP/1.1", "127.0.0.1:4000"),
            ("", "127.0.0.1:4000"),
        ] {
            assert!(
                judge(&head(line, host), &redirect()).is_err(),
                "{line} {host}"
            );
        }
        assert!(
            judge("GET /callback?code=c HTTP/1.1\r\n\r\n", &redirect()).is_err(),
            "no host"
        );
    }
}
