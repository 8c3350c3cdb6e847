//! Text messages: what goes out, and Twilio's reasons in words.

use chrono::{DateTime, Utc};
use muster_providers::delivery::DeliveryError;
use muster_providers::http::Credentials;
use muster_providers::phone::Phone;
use muster_providers::twilio::{AccountSid, LONGEST, MessageState, Sender, Taken, Twilio};
use serde_json::json;

use crate::bodies::{form, twilio_message};
use crate::closed::fits;
use crate::stage::{Stage, json as answer, later};
use crate::support::fake::Say;

fn twilio(stage: &Stage) -> Twilio {
    let account = AccountSid::parse(&format!("AC{}", "0".repeat(32))).unwrap();
    let key = Credentials::basic(account.as_str(), "token");
    Twilio::new(stage.line(), stage.url.clone(), account, key)
}

fn to() -> Phone {
    Phone::parse("+49 151 12345678").unwrap()
}

fn number() -> Sender {
    Sender::parse("+1 415 555 2345").unwrap()
}

#[tokio::test]
async fn a_message_goes_out_as_a_form_and_its_parts_are_told() {
    let sid = format!("SM{}", "a".repeat(32));
    let message = json!({"sid": sid, "status": "queued", "error_code": null, "num_segments": "2"});
    let stage = Stage::saying(vec![answer(201, &message)]).await;
    let text = "Grüße & bis morgen\n10:00 + 1 h = 11:00 👍";
    let taken = twilio(&stage).send(&number(), &to(), text).await.unwrap();
    let segments = Some(2);
    assert_eq!(taken, Taken { sid, segments });
    let asked = &stage.asked()[0];
    assert_eq!(asked.method, "POST");
    let account = format!("AC{}", "0".repeat(32));
    assert_eq!(
        asked.path,
        format!("/2010-04-01/Accounts/{account}/Messages.json")
    );
    let kind = asked.header("content-type");
    assert_eq!(kind, Some("application/x-www-form-urlencoded"));
    assert!(asked.header("authorization").unwrap().starts_with("Basic "));
    let sent = form(&asked.body);
    fits(&sent, &twilio_message());
    let expected = json!({"To": "+4915112345678", "From": "+14155552345", "Body": text});
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_messaging_service_stands_in_place_of_a_number() {
    let service = format!("MG{}", "b".repeat(32));
    let stage = Stage::saying(vec![answer(400, &json!({}))]).await;
    let from = Sender::parse(&service).unwrap();
    let _ = twilio(&stage).send(&from, &to(), "Hello").await;
    let sent = form(&stage.asked()[0].body);
    fits(&sent, &twilio_message());
    assert_eq!(sent["MessagingServiceSid"], service.as_str());
    assert!(sent.get("From").is_none());
    assert_eq!(Sender::parse("MG12"), None);
    assert_eq!(AccountSid::parse("AC../../x"), None);
}

#[tokio::test]
async fn what_cannot_be_a_message_is_not_sent() {
    let stage = Stage::saying(vec![answer(500, &json!({}))]).await;
    for text in [String::new(), " \n".to_owned(), "x".repeat(LONGEST + 1)] {
        let ended = twilio(&stage).send(&number(), &to(), &text).await;
        assert!(
            matches!(ended, Err(DeliveryError::Refused { .. })),
            "{ended:?}"
        );
    }
    assert!(stage.asked().is_empty());
}

#[tokio::test]
async fn a_refusal_says_what_to_do_next() {
    for (code, words) in [
        (21_211, "no telephone number"),
        (21_408, "Geo permissions"),
        (21_610, "STOP"),
        (21_614, "not a mobile number"),
        (21_608, "trial"),
        (99_999, "error 99999"),
    ] {
        let said = json!({"code": code, "message": "x", "status": 400});
        let stage = Stage::saying(vec![answer(400, &said)]).await;
        let ended = twilio(&stage).send(&number(), &to(), "Hello").await;
        let Err(DeliveryError::Refused {
            code: told,
            words: said,
        }) = ended
        else {
            panic!("{ended:?}");
        };
        assert_eq!(told, Some(code));
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test]
async fn a_message_that_failed_at_once_is_no_success() {
    let sid = format!("SM{}", "a".repeat(32));
    let message = json!({"sid": sid, "status": "failed", "error_code": 21_610});
    let stage = Stage::saying(vec![answer(201, &message)]).await;
    let ended = twilio(&stage).send(&number(), &to(), "Hello").await;
    let refused = matches!(
        &ended,
        Err(DeliveryError::Refused {
            code: Some(21_610),
            ..
        })
    );
    assert!(refused, "{ended:?}");
}

fn taken() -> Taken {
    Taken {
        sid: format!("SM{}", "a".repeat(32)),
        segments: None,
    }
}

#[tokio::test]
async fn what_became_of_a_message_is_told() {
    for (status, expected) in [
        ("queued", Some(MessageState::OnTheWay)),
        ("accepted", Some(MessageState::OnTheWay)),
        ("something new", Some(MessageState::OnTheWay)),
        ("sent", Some(MessageState::Sent)),
        ("delivered", Some(MessageState::Delivered)),
        ("undelivered", None),
        ("failed", None),
    ] {
        let said = json!({"status": status, "error_code": expected.is_none().then_some(30_005)});
        let server = Stage::saying(vec![answer(200, &said)]).await;
        let state = twilio(&server).state(&taken()).await.unwrap();
        match (&expected, &state) {
            (Some(expected), state) => assert_eq!(state, expected),
            (None, MessageState::Failed(why)) => {
                assert!(why.to_string().contains("did not arrive"), "{why}");
            }
            (None, state) => panic!("{status}: {state:?}"),
        }
        let path = server.asked()[0].path.clone();
        assert!(
            path.ends_with(&format!("/Messages/{}.json", taken().sid)),
            "{path}"
        );
    }
}

/// A message as Twilio lists it, with something changed.
fn listed(name: &str, value: &str) -> serde_json::Value {
    let mut message = json!({
        "sid": taken().sid, "to": "+4915112345678", "from": "+14155552345", "body": "Hello",
        "date_created": "Tue, 01 Dec 2026 08:50:00 +0000", "direction": "outbound-api",
        "status": "sent", "num_segments": "1",
    });
    message[name] = value.into();
    message
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_found_by_number_text_and_time() {
    let since: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
    let others = [
        listed("to", "+4915112345679"),
        listed("body", "Hello again"),
        listed("date_created", "Tue, 01 Dec 2026 08:44:00 +0000"),
        listed("date_created", "yesterday"),
        listed("direction", "inbound"),
        listed("sid", "SM1"),
    ];
    let stage = Stage::saying(vec![answer(200, &json!({"messages": others}))]).await;
    let found = twilio(&stage).find(&to(), "Hello", since).await;
    assert_eq!(found, Ok(None), "another message is none of ours");
    let path = stage.asked()[0].path.clone();
    assert!(
        path.ends_with("/Messages.json?To=%2B4915112345678&PageSize=100"),
        "{path}"
    );

    let mut messages = others.to_vec();
    messages.push(listed("status", "queued"));
    let stage = Stage::saying(vec![answer(200, &json!({"messages": messages}))]).await;
    let found = twilio(&stage).find(&to(), "Hello", since).await.unwrap();
    assert_eq!(found.map(|found| found.sid), Some(taken().sid));
}

#[tokio::test]
async fn looking_changes_nothing_and_is_never_unsure() {
    let since: DateTime<Utc> = "2026-12-01T09:00:00Z".parse().unwrap();
    for said in [
        Say::Cut,
        Say::status(500),
        Say::status(520),
        Say::status(401),
        later(429, Some("9999")),
        Say::Answer(200, Vec::new(), "<html>".to_owned()),
    ] {
        let stage = Stage::saying(vec![said.clone()]).await;
        for ended in [
            twilio(&stage).find(&to(), "Hello", since).await.map(|_| ()),
            twilio(&stage).state(&taken()).await.map(|_| ()),
        ] {
            let error = ended.unwrap_err();
            let unsure = matches!(error, DeliveryError::Unsure { .. });
            assert!(!unsure, "{said:?}: {error:?}");
        }
        assert!(stage.asked().iter().all(|asked| asked.method == "GET"));
    }
}
