//! What is the same for every message: which ends are repeated, which never, and what is said.

use chrono::TimeDelta;
use muster_providers::delivery::DeliveryError;
use muster_providers::http::{Credentials, Timing as _};
use muster_providers::phone::Phone;
use muster_providers::twilio::{AccountSid, Sender, Twilio};
use muster_providers::whatsapp::{PhoneNumberId, Template, WhatsApp};
use url::Url;

use crate::stage::{Stage, later};
use crate::support::fake::Say;

/// Which service a message goes through.
#[derive(Debug, Clone, Copy)]
enum Service {
    Twilio,
    WhatsApp,
}

const BOTH: [Service; 2] = [Service::Twilio, Service::WhatsApp];
const NUMBER: &str = "+4915112345678";
const TEXT: &str = "Interview with Maria Musterfrau";

async fn send_to(service: Service, stage: &Stage, url: Url) -> Result<String, DeliveryError> {
    let to = Phone::parse(NUMBER).unwrap();
    match service {
        Service::Twilio => {
            let account = AccountSid::parse(&format!("AC{}", "0".repeat(32))).unwrap();
            let key = Credentials::basic(account.as_str(), "hunter2");
            let twilio = Twilio::new(stage.line(), url, account, key);
            let from = Sender::parse("+14155552345").unwrap();
            twilio.send(&from, &to, TEXT).await.map(|taken| taken.sid)
        }
        Service::WhatsApp => {
            let number = PhoneNumberId::parse("106540352242922").unwrap();
            let key = Credentials::bearer("hunter2");
            let template = Template {
                name: "interview_reminder".to_owned(),
                language: "en_US".to_owned(),
                parameters: vec![TEXT.to_owned()],
            };
            let whatsapp = WhatsApp::new(stage.line(), url, number, key);
            whatsapp.send(&to, &template).await.map(|taken| taken.id)
        }
    }
}

async fn send(service: Service, stage: &Stage) -> Result<String, DeliveryError> {
    send_to(service, stage, stage.url.clone()).await
}

fn taken(service: Service) -> Say {
    match service {
        Service::Twilio => Say::Answer(
            201,
            Vec::new(),
            format!(
                r#"{{"sid":"SM{}","status":"queued","error_code":null,"num_segments":"2"}}"#,
                "a".repeat(32)
            ),
        ),
        Service::WhatsApp => Say::Answer(
            200,
            Vec::new(),
            r#"{"messaging_product":"whatsapp","messages":[{"id":"wamid.x"}]}"#.to_owned(),
        ),
    }
}

/// After a lost answer the message may have gone: it is said so and sent no second time, whatever
/// the service would answer then.
#[tokio::test]
async fn a_message_whose_answer_was_lost_is_never_sent_again() {
    for service in BOTH {
        for lost in [
            Say::Cut,
            Say::Silence,
            Say::status(500),
            Say::status(502),
            Say::status(504),
            Say::status(520),
            Say::status(408),
            later(503, None),
            // A success in words that nobody understands.
            Say::Answer(200, Vec::new(), "<html>".to_owned()),
            Say::Answer(
                201,
                Vec::new(),
                r#"{"sid":"../x","messages":[]}"#.to_owned(),
            ),
        ] {
            let stage = Stage::saying(vec![lost.clone(), taken(service)]).await;
            let ended = send(service, &stage).await;
            assert!(
                matches!(&ended, Err(error @ DeliveryError::Unsure { .. }) if !error.passes()),
                "{service:?} {lost:?}: {ended:?}"
            );
            assert_eq!(stage.asked().len(), 1, "{service:?} {lost:?}");
        }
    }
}

#[tokio::test]
async fn a_message_that_was_not_taken_for_the_rush_is_sent_after_the_pause() {
    for service in BOTH {
        for (busy, pause) in [
            (later(429, None), 0),
            (later(429, Some("7")), 7),
            (later(503, Some("7")), 7),
        ] {
            let stage = Stage::saying(vec![busy.clone(), taken(service)]).await;
            assert!(send(service, &stage).await.is_ok(), "{service:?} {busy:?}");
            assert_eq!(stage.asked().len(), 2);
            let slept: u64 = stage
                .timing
                .slept()
                .iter()
                .map(std::time::Duration::as_secs)
                .sum();
            assert!(slept >= pause, "{slept}");
        }
    }
}

#[tokio::test]
async fn a_long_pause_is_handed_on_and_kept() {
    for service in BOTH {
        let stage = Stage::saying(vec![later(429, Some("3600")), taken(service)]).await;
        let begun = stage.timing.now();
        let Err(error @ DeliveryError::Busy { retry_after }) = send(service, &stage).await else {
            panic!("{service:?}");
        };
        assert!(error.passes());
        assert!(retry_after >= begun + TimeDelta::hours(1), "{retry_after}");
        assert_eq!(stage.asked().len(), 1);
        // Without a word about how long, it ends after a few tries.
        let stage = Stage::saying(vec![later(429, None)]).await;
        let ended = send(service, &stage).await;
        assert!(
            matches!(ended, Err(DeliveryError::Busy { .. })),
            "{ended:?}"
        );
    }
}

#[tokio::test]
async fn nothing_was_sent_where_nobody_listens() {
    for service in BOTH {
        let stage = Stage::saying(vec![Say::Cut]).await;
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let port = socket.local_addr().unwrap().port();
        let nowhere = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
        let ended = send_to(service, &stage, nowhere).await;
        assert!(
            matches!(&ended, Err(error @ DeliveryError::Unreachable { .. }) if error.passes()),
            "{ended:?}"
        );
        let insecure = Url::parse("http://sms.example/").unwrap();
        let ended = send_to(service, &stage, insecure).await;
        assert!(
            matches!(ended, Err(DeliveryError::Refused { .. })),
            "{ended:?}"
        );
    }
}

/// A redirect is not followed with a message and a key.
#[tokio::test]
async fn a_message_is_never_sent_elsewhere() {
    for service in BOTH {
        let other = Stage::saying(vec![taken(service)]).await;
        let to = vec![("Location", other.url.to_string())];
        let stage = Stage::saying(vec![Say::Answer(307, to, String::new())]).await;
        let ended = send(service, &stage).await;
        assert!(
            matches!(ended, Err(DeliveryError::Refused { .. })),
            "{ended:?}"
        );
        assert!(other.asked().is_empty());
    }
}

#[tokio::test]
async fn a_dead_sign_in_is_said_to_be_one() {
    for service in BOTH {
        let stage = Stage::saying(vec![Say::status(401)]).await;
        assert_eq!(send(service, &stage).await, Err(DeliveryError::SignIn));
        assert_eq!(stage.asked().len(), 1);
    }
}

#[tokio::test]
async fn no_error_tells_number_text_or_key() {
    for service in BOTH {
        for said in [
            Say::Cut,
            Say::status(401),
            Say::status(400),
            Say::status(500),
        ] {
            let echo = format!(
                r#"{{"code":21211,"message":"{NUMBER} {TEXT} hunter2","error":{{"code":131026,
                "message":"{NUMBER} {TEXT} hunter2"}}}}"#
            );
            let said = match said {
                Say::Answer(status, headers, _) => Say::Answer(status, headers, echo),
                other => other,
            };
            let stage = Stage::saying(vec![said]).await;
            let error = send(service, &stage).await.unwrap_err();
            let told = format!("{error} {error:?}");
            for secret in ["4915112345678", "Maria", "hunter2"] {
                assert!(!told.contains(secret), "{told}");
            }
        }
    }
}
