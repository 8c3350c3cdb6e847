//! The shapes of what Muster sends, closed. Each is taken from the vendor contract; certainty is
//! told in the `INVARIANTS.md` beside each client.

use serde_json::{Value, json};

/// `POST /users/me/meetings` (spec).
pub fn zoom_meeting() -> Value {
    json!({
        "topic": "string",
        "type": 2,
        "agenda": "string",
        "start_time": "instant",
        "duration": "integer",
        "timezone": "string",
        "settings": {"join_before_host": false, "waiting_room": true},
    })
}

/// `PATCH /meetings/{id}` (spec).
pub fn zoom_move() -> Value {
    json!({"start_time": "instant", "duration": "integer", "timezone": "string"})
}

/// `POST …/Messages.json` (spec).
pub fn twilio_message() -> Value {
    json!({"To": "string", "From?": "string", "MessagingServiceSid?": "string", "Body": "string"})
}

/// `POST /{phone-number-id}/messages` (spec).
pub fn whatsapp_message() -> Value {
    json!({
        "messaging_product": "=whatsapp",
        "recipient_type": "=individual",
        "to": "string",
        "type": "=template",
        "template": {
            "name": "string",
            "language": {"code": "string"},
            "components?": [{
                "type": "=body",
                "parameters": [{"type": "=text", "text": "string"}],
            }],
        },
    })
}

/// `POST /freeBusy` (spec).
pub fn google_free_busy() -> Value {
    json!({"timeMin": "instant", "timeMax": "instant", "items": [{"id": "=primary"}]})
}

/// A form as JSON, to be held against a shape. A name that comes twice is a list.
pub fn form(body: &str) -> Value {
    let mut out = serde_json::Map::new();
    for (name, value) in url::form_urlencoded::parse(body.as_bytes()) {
        let value = Value::from(value.into_owned());
        if let Some(earlier) = out.insert(name.to_string(), value.clone()) {
            out.insert(name.into_owned(), json!([earlier, value]));
        }
    }
    Value::Object(out)
}
