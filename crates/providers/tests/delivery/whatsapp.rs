//! WhatsApp templates: what goes out, and Meta's reasons in words.

use muster_providers::delivery::DeliveryError;
use muster_providers::http::Credentials;
use muster_providers::phone::Phone;
use muster_providers::whatsapp::{PhoneNumberId, Taken, Template, WhatsApp};
use serde_json::{Value, json};

use crate::bodies::whatsapp_message;
use crate::closed::fits;
use crate::stage::{Stage, json as answer};

fn template(parameters: &[&str]) -> Template {
    Template {
        name: "interview_reminder".to_owned(),
        language: "en_US".to_owned(),
        parameters: parameters.iter().map(|&text| text.to_owned()).collect(),
    }
}

async fn send(stage: &Stage, template: &Template) -> Result<Taken, DeliveryError> {
    let number = PhoneNumberId::parse("106540352242922").unwrap();
    let key = Credentials::bearer("token");
    let to = Phone::parse("+49 151 12345678").unwrap();
    let whatsapp = WhatsApp::new(stage.line(), stage.url.clone(), number, key);
    whatsapp.send(&to, template).await
}

fn accepted(status: Option<&str>) -> Value {
    json!({"messaging_product": "whatsapp", "contacts": [{"input": "x", "wa_id": "x"}],
        "messages": [{"id": "wamid.x", "message_status": status}]})
}

#[tokio::test]
async fn a_template_goes_out_with_its_parameters_in_one_line_each() {
    let stage = Stage::saying(vec![answer(200, &accepted(None))]).await;
    let taken = send(
        &stage,
        &template(&["Maria", "Monday,\n\t  10:00     (Berlin)"]),
    )
    .await;
    assert!(!taken.unwrap().held);
    let asked = &stage.asked()[0];
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str()),
        ("POST", "/106540352242922/messages")
    );
    assert_eq!(asked.header("authorization"), Some("Bearer token"));
    let sent: Value = serde_json::from_str(&asked.body).unwrap();
    fits(&sent, &whatsapp_message());
    assert_eq!(sent["to"], "4915112345678");
    let parameters = &sent["template"]["components"][0]["parameters"];
    assert_eq!(parameters[1]["text"], "Monday, 10:00 (Berlin)");
    // A template without places has no components.
    let _ = send(&stage, &template(&[])).await;
    let sent: Value = serde_json::from_str(&stage.asked()[1].body).unwrap();
    fits(&sent, &whatsapp_message());
    assert!(sent["template"].get("components").is_none());
}

#[tokio::test]
async fn a_held_message_is_told_apart() {
    let said = accepted(Some("held_for_quality_assessment"));
    let stage = Stage::saying(vec![answer(200, &said)]).await;
    assert!(send(&stage, &template(&[])).await.unwrap().held);
}

#[tokio::test]
async fn what_cannot_be_a_template_is_not_sent() {
    let stage = Stage::saying(vec![answer(200, &accepted(None))]).await;
    let long = "x".repeat(1025);
    let mut wrong = vec![template(&["Maria", " "]), template(&[&long])];
    for name in ["", "Interview", "a b", "a/../b"] {
        wrong.push(Template {
            name: name.to_owned(),
            ..template(&[])
        });
    }
    wrong.push(Template {
        language: "en-US".to_owned(),
        ..template(&[])
    });
    for template in wrong {
        let ended = send(&stage, &template).await;
        let refused = matches!(ended, Err(DeliveryError::Refused { .. }));
        assert!(refused, "{template:?} {ended:?}");
    }
    assert!(stage.asked().is_empty());
    assert_eq!(PhoneNumberId::parse("../me"), None);
}

#[tokio::test]
async fn a_refusal_says_what_to_do_next() {
    for (status, code, words) in [
        (400, 131_047, "approved template"),
        (400, 131_026, "cannot deliver"),
        (400, 132_000, "does not fit"),
        (404, 132_001, "no approved template"),
        (400, 132_015, "paused"),
        (403, 10, "permission"),
        (400, 99_999, "error 99999"),
    ] {
        let said = json!({"error": {"message": "x", "code": code, "fbtrace_id": "x"}});
        let stage = Stage::saying(vec![answer(status, &said)]).await;
        let ended = send(&stage, &template(&[])).await;
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
async fn too_much_at_once_passes_and_a_dead_token_does_not() {
    for code in [130_429, 131_056, 80_007] {
        let said = json!({"error": {"code": code}});
        let stage = Stage::saying(vec![answer(400, &said)]).await;
        let ended = send(&stage, &template(&[])).await;
        assert!(
            matches!(ended, Err(DeliveryError::Busy { .. })),
            "{ended:?}"
        );
    }
    let stage = Stage::saying(vec![answer(400, &json!({"error": {"code": 190}}))]).await;
    let ended = send(&stage, &template(&[])).await;
    assert_eq!(ended, Err(DeliveryError::SignIn));
}
