//! What answers of vendors' own interfaces say about a mail.

use muster_providers::http::Response;
use serde_json::Value;

use crate::error::{MailError, words};

/// Words for a pause in the answers of Google (403) and Microsoft.
const PAUSE: &[&str] = &[
    "rateLimitExceeded",
    "userRateLimitExceeded",
    "dailyLimitExceeded",
    "quotaExceeded",
    "backendError",
    "ErrorServerBusy",
    "ErrorMailboxConcurrency",
];

/// Why a request was not fulfilled. Both vendors say it as `{"error": {"message": …}}`.
pub(crate) fn refusal(answer: &Response) -> MailError {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let error = body.get("error").unwrap_or(&Value::Null);
    let text = |value: Option<&Value>| {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        words(text)
    };
    let first = error.pointer("/errors/0/reason").or(error.get("code"));
    let (reason, message) = (text(first), text(error.get("message")));
    let words = if message.is_empty() {
        reason.clone()
    } else {
        message
    };
    match answer.status {
        _ if PAUSE.contains(&reason.as_str()) => MailError::Busy { retry_after: None },
        401 => MailError::SignIn { words },
        // It has not waited for the whole request.
        408 => MailError::Busy { retry_after: None },
        // The right to send is missing; other reasons are about this mail.
        403 if ["insufficientPermissions", "forbidden", "ErrorAccessDenied"]
            .contains(&reason.as_str()) =>
        {
            MailError::SignIn { words }
        }
        400..500 => MailError::Refused {
            code: answer.status,
            words,
        },
        // Success of another kind, a redirect, trouble: whether it was sent, it does not say.
        _ => MailError::Unsure {
            host: answer.url.host_str().unwrap_or_default().to_owned(),
        },
    }
}
