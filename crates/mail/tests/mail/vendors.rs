//! Gmail and Graph: what they get, and what their answers say about the mail.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};
use muster_mail::{GmailApi, GraphMail, MailError, Secret};
use url::Url;

use crate::fake::{Asked, Say, serve};
use crate::support::Case;
use crate::timing::{FakeTiming, line};

type Requests = Arc<Mutex<Vec<Asked>>>;

async fn server(say: Say) -> (Url, Requests) {
    let seen = Requests::default();
    let known = Arc::clone(&seen);
    let url = serve(move |asked| {
        known.lock().unwrap().push(asked.clone());
        say.clone()
    });
    (url.await, seen)
}

fn json(status: u16, body: &str) -> Say {
    Say::Answer(status, Vec::new(), body.to_owned())
}

async fn by_gmail(base: Url) -> Result<String, MailError> {
    let line = line(&FakeTiming::new());
    let gmail = GmailApi { base, line };
    let sent = gmail
        .send(&Case::default().message(), &Secret::new("tok"))
        .await;
    sent.map(|accepted| accepted.words)
}

async fn by_graph(base: Url) -> Result<String, MailError> {
    let line = line(&FakeTiming::new());
    let graph = GraphMail { base, line };
    let sent = graph
        .send(&Case::default().message(), &Secret::new("tok"))
        .await;
    sent.map(|accepted| accepted.words)
}

#[tokio::test]
async fn both_get_the_mail_as_it_is() {
    let mail = Case::default().message().to_bytes().unwrap();

    let (url, seen) = server(json(200, "{\"id\":\"18c\",\"threadId\":\"18c\"}")).await;
    assert_eq!(by_gmail(url).await, Ok("18c".into()));
    let asked = seen.lock().unwrap().remove(0);
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.path, "/gmail/v1/users/me/messages/send");
    assert_eq!(asked.header("authorization"), Some("Bearer tok"));
    let body: serde_json::Value = serde_json::from_str(&asked.body).unwrap();
    assert_eq!(body.as_object().unwrap().len(), 1);
    let raw = BASE64_URL_SAFE
        .decode(body["raw"].as_str().unwrap())
        .unwrap();
    assert!(raw == mail);

    let (url, seen) = server(Say::Answer(
        202,
        vec![("request-id", "r-1".to_owned())],
        String::new(),
    ))
    .await;
    assert_eq!(by_graph(url.join("v1.0/").unwrap()).await, Ok("r-1".into()));
    let asked = seen.lock().unwrap().remove(0);
    assert_eq!(asked.path, "/v1.0/me/sendMail");
    assert_eq!(asked.header("content-type"), Some("text/plain"));
    assert!(BASE64_STANDARD.decode(&asked.body).unwrap() == mail);
}

#[tokio::test]
async fn every_answer_says_whether_the_mail_may_have_gone() {
    let error = |reason: &str| {
        format!(
            "{{\"error\":{{\"code\":403,\"message\":\"No\",\"errors\":[{{\"reason\":\"{reason}\"}}]}}}}"
        )
    };
    let graph = |code: &str| format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"No\"}}}}");
    let sign_in = MailError::SignIn { words: "No".into() };
    let busy = MailError::Busy { retry_after: None };
    let refused = |code| MailError::Refused {
        code,
        words: "No".into(),
    };
    let unsure = MailError::Unsure {
        host: "127.0.0.1".into(),
    };
    let cases = [
        (
            json(401, &graph("InvalidAuthenticationToken")),
            sign_in.clone(),
        ),
        (
            json(403, &error("insufficientPermissions")),
            sign_in.clone(),
        ),
        (json(403, &graph("ErrorAccessDenied")), sign_in),
        (json(403, &error("userRateLimitExceeded")), busy),
        (json(403, &graph("ErrorSendAsDenied")), refused(403)),
        (json(400, &error("invalidArgument")), refused(400)),
        (json(500, "{}"), unsure.clone()),
        (json(302, ""), unsure.clone()),
        (Say::Cut, unsure),
    ];
    for (say, expected) in cases {
        let (url, seen) = server(say.clone()).await;
        assert_eq!(by_gmail(url).await, Err(expected.clone()), "{say:?}");
        assert_eq!(seen.lock().unwrap().len(), 1, "sent twice: {say:?}");
        let (url, seen) = server(say.clone()).await;
        assert_eq!(by_graph(url).await, Err(expected), "{say:?}");
        assert_eq!(seen.lock().unwrap().len(), 1, "sent twice: {say:?}");
    }
}

#[tokio::test]
async fn a_pause_that_is_asked_for_is_told_and_no_server_is_certain() {
    let wait = Say::Answer(429, vec![("retry-after", "7200".to_owned())], String::new());
    let (url, _) = server(wait).await;
    let Err(MailError::Busy { retry_after }) = by_graph(url).await else {
        panic!("it is busy");
    };
    let start = FakeTiming::new();
    let now = muster_providers::http::Timing::now(&*start);
    // A little later than asked, so that not everybody comes back in the same second.
    let later = retry_after.unwrap() - now - chrono::TimeDelta::hours(2);
    assert!((0..60).contains(&later.num_seconds()), "{later}");

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let url = Url::parse(&format!("http://{address}/")).unwrap();
    let gone = MailError::Unreachable {
        host: "127.0.0.1".into(),
    };
    assert_eq!(by_gmail(url).await, Err(gone));
}
