//! What is repeated, what is not, and what is said about it.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use muster_providers::http::{Budget, Credentials, Http, HttpError, Limits, Request, Response};
use reqwest::Method;
use url::Url;

use crate::support::fake::{Asked, Say, serve};
use crate::support::timing::{FakeTiming, line, line_with};

/// A server that says these things, the last for ever, and counts.
async fn saying(says: Vec<Say>) -> (Url, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let url = serve(move |_: &Asked| {
        let number = counted.fetch_add(1, Ordering::SeqCst);
        says.get(number).or(says.last()).cloned().unwrap()
    })
    .await;
    (url, count)
}

fn again(status: u16, after: Option<&str>) -> Say {
    let headers = after.map(|after| ("Retry-After", after.to_owned()));
    Say::Answer(status, headers.into_iter().collect(), String::new())
}

async fn get(url: &Url, timing: &Arc<FakeTiming>) -> Result<Response, HttpError> {
    line(timing)
        .send(Request::reads(Method::GET, url.clone()))
        .await
}

async fn put(url: &Url, timing: &Arc<FakeTiming>) -> Result<Response, HttpError> {
    let request = Request::writes(Method::PUT, url.clone()).body("text/plain", "x");
    line(timing).send(request).await
}

#[tokio::test]
async fn a_read_is_repeated_after_what_passes() {
    for first in [
        again(500, None),
        again(502, None),
        again(503, None),
        again(429, None),
        Say::Cut,
    ] {
        let (url, count) = saying(vec![first.clone(), Say::status(200)]).await;
        let timing = FakeTiming::new();
        assert_eq!(get(&url, &timing).await.unwrap().status, 200, "{first:?}");
        assert_eq!(count.load(Ordering::SeqCst), 2);
        assert_eq!(timing.slept().len(), 1);
    }
}

#[tokio::test]
async fn a_write_is_repeated_only_when_the_server_certainly_did_nothing() {
    for (first, tries) in [
        (again(429, None), 2),
        (again(429, Some("1")), 2),
        (again(503, Some("1")), 2),
        (again(503, None), 1),
        (again(500, None), 1),
        (again(504, None), 1),
        (Say::Cut, 1),
    ] {
        let (url, count) = saying(vec![first.clone(), Say::status(201)]).await;
        let answer = put(&url, &FakeTiming::new()).await;
        assert_eq!(count.load(Ordering::SeqCst), tries, "{first:?}");
        match answer {
            Ok(response) => assert_eq!((response.status, tries), (201, 2)),
            Err(error) => assert!(error.is_ambiguous() && tries == 1, "{error:?}"),
        }
    }
}

#[tokio::test]
async fn nothing_listens_is_no_ambiguous_end_of_a_write() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    drop(listener);
    let timing = FakeTiming::new();
    let error = put(&url, &timing).await.unwrap_err();
    assert!(matches!(error, HttpError::Unreachable { .. }), "{error:?}");
    assert!(!error.is_ambiguous());
    assert_eq!(timing.slept().len(), 3, "tried four times");
}

#[tokio::test]
async fn retry_after_is_kept_to_and_a_long_one_is_not_sat_through() {
    let (url, _) = saying(vec![again(429, Some("20")), Say::status(200)]).await;
    let timing = FakeTiming::new();
    get(&url, &timing).await.unwrap();
    assert!(
        timing.slept()[0] >= Duration::from_secs(20),
        "{:?}",
        timing.slept()
    );

    let (url, count) = saying(vec![again(503, Some("3600")), Say::status(200)]).await;
    let timing = FakeTiming::new();
    let line = line(&timing);
    let request = || Request::reads(Method::GET, url.clone());
    let error = line.send(request()).await.unwrap_err();
    assert!(matches!(error, HttpError::Later { .. }), "{error:?}");
    // Until then the server is not asked at all; afterwards it is.
    assert_eq!(line.send(request()).await.unwrap_err(), error);
    assert_eq!(count.load(Ordering::SeqCst), 1);
    timing.advance(Duration::from_secs(3_601));
    assert_eq!(line.send(request()).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_server_that_fails_again_and_again_is_left_alone() {
    let (url, count) = saying(vec![again(500, None)]).await;
    let timing = FakeTiming::new();
    let line = line(&timing);
    let request = || Request::reads(Method::GET, url.clone());
    assert!(matches!(
        line.send(request()).await,
        Err(HttpError::Trouble { status: 500, .. })
    ));
    assert!(matches!(
        line.send(request()).await,
        Err(HttpError::Later { .. })
    ));
    let asked = count.load(Ordering::SeqCst);
    assert_eq!(asked, 5);
    for _ in 0..10 {
        assert!(line.send(request()).await.is_err());
    }
    assert_eq!(count.load(Ordering::SeqCst), asked);
}

#[tokio::test]
async fn the_budget_spreads_requests() {
    let (url, _) = saying(vec![Say::status(200)]).await;
    let timing = FakeTiming::new();
    let limits = Limits {
        budget: Budget {
            requests: 2,
            per: Duration::from_secs(10),
        },
        ..Limits::default()
    };
    let line = Http::new(timing.clone()).line(limits);
    for _ in 0..4 {
        let request = Request::reads(Method::GET, url.clone());
        line.send(request).await.unwrap();
    }
    let seconds: Vec<u64> = timing.slept().iter().map(Duration::as_secs).collect();
    assert_eq!(seconds, [5, 5]);
}

#[tokio::test]
async fn silence_ends_at_the_time_limit() {
    let (url, count) = saying(vec![Say::Silence]).await;
    let limits = Limits {
        time: Duration::from_millis(200),
        tries: 2,
        ..Limits::default()
    };
    let line = line_with(&FakeTiming::new(), limits);
    let error = line
        .send(Request::reads(Method::GET, url.clone()))
        .await
        .unwrap_err();
    assert!(matches!(error, HttpError::NoAnswer { .. }), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let (url, _) = saying(vec![Say::Answer(200, Vec::new(), "x".repeat(2_000))]).await;
    let line = line(&FakeTiming::new());
    let request = Request::reads(Method::GET, url.clone());
    let error = line.send(request.clone().at_most(1_999)).await.unwrap_err();
    assert!(matches!(error, HttpError::TooLarge { limit: 1_999, .. }));
    assert_eq!(
        line.send(request.at_most(2_000)).await.unwrap().body.len(),
        2_000
    );
}

#[tokio::test]
async fn redirects_keep_the_method_and_lead_neither_to_http_nor_to_others_with_credentials() {
    let seen: Arc<Mutex<Vec<Asked>>> = Arc::default();
    let log = seen.clone();
    let other = serve(|_| Say::status(200)).await;
    let elsewhere = other.to_string();
    let url = serve(move |asked: &Asked| {
        log.lock().unwrap().push(asked.clone());
        let to = match asked.path.as_str() {
            "/here" => "/there".to_owned(),
            "/http" => "http://example.org/".to_owned(),
            "/other" => elsewhere.clone(),
            "/round" => "/round".to_owned(),
            _ => return Say::status(207),
        };
        Say::Answer(301, vec![("Location", to)], String::new())
    })
    .await;
    let timing = FakeTiming::new();
    let ask = |path: &str, who: &Credentials| {
        let propfind = Method::from_bytes(b"PROPFIND").unwrap();
        let request = Request::reads(propfind, url.join(path).unwrap()).by(who);
        let line = line(&timing);
        async move { line.send(request.body("text/xml", "<a/>")).await }
    };
    let me = Credentials::basic("ana", "secret");
    assert_eq!(ask("/here", &me).await.unwrap().status, 207);
    let last = seen.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (last.method.as_str(), last.path.as_str()),
        ("PROPFIND", "/there")
    );
    assert_eq!(last.body, "<a/>");
    assert!(last.header("authorization").is_some());
    assert!(matches!(
        ask("/http", &me).await,
        Err(HttpError::Insecure { .. })
    ));
    assert!(matches!(
        ask("/round", &me).await,
        Err(HttpError::Redirected { .. })
    ));
    assert!(matches!(
        ask("/other", &me).await,
        Err(HttpError::Redirected { .. })
    ));
    // Without credentials there is nothing to give away.
    assert_eq!(ask("/other", &Credentials::None).await.unwrap().status, 200);
    // A write is never sent elsewhere.
    assert_eq!(
        put(&url.join("/here").unwrap(), &timing)
            .await
            .unwrap()
            .status,
        301
    );
}

/// Everything that is logged, at every level, in every outcome.
#[test]
fn no_log_and_no_error_tells_a_secret() {
    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let buffer = Buffer::default();
    let writer = buffer.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let mut said = String::new();
    tracing::subscriber::with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            for say in [
                again(500, None),
                again(429, Some("9999")),
                Say::Cut,
                Say::status(401),
                Say::Answer(
                    302,
                    vec![("Location", "http://other.example/x".into())],
                    String::new(),
                ),
            ] {
                let (url, _) = saying(vec![say]).await;
                let url = url.join("/users/maria.musterfrau?key=tok-12345").unwrap();
                let request = Request::reads(Method::GET, url)
                    .by(&Credentials::basic("maria.musterfrau", "hunter2"))
                    .header("x-api-key", "tok-12345")
                    .body("text/plain", "Dear Maria");
                let answer = line(&FakeTiming::new()).send(request).await;
                write!(said, "{answer:?}").unwrap();
                if let Err(error) = answer {
                    said.push_str(&error.to_string());
                }
            }
        });
    });
    said.push_str(&String::from_utf8_lossy(&buffer.0.lock().unwrap()));
    assert!(said.contains("tried again"), "nothing was logged at all");
    for secret in ["maria", "hunter2", "tok-12345", "Dear", "bWFyaWE"] {
        assert!(!said.contains(secret), "{secret} in {said}");
    }
}
