//! Who may talk to the host: the holder of the token, from a page of this very address.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use muster_desk::Failure;
use serde_json::json;
use subtle::ConstantTimeEq as _;

/// A secret of one run, 256 random bits in hex.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Draws a new one.
    pub fn new() -> Result<Self, Failure> {
        let mut bits = [0u8; 32];
        getrandom::fill(&mut bits).map_err(Failure::internal)?;
        Ok(Self(hex::encode(bits)))
    }

    /// The token, for the one line that tells it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Compares in constant time.
    pub fn is(&self, given: &str) -> bool {
        bool::from(self.0.as_bytes().ct_eq(given.as_bytes()))
    }

    /// Whether the request carries it as `Authorization: Bearer …`.
    pub fn is_in(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .is_some_and(|(scheme, given)| {
                scheme.eq_ignore_ascii_case("bearer") && self.is(given.trim())
            })
    }
}

/// The answer to a request without the token, or with an old one.
pub fn unknown_token() -> Response {
    refusal(
        StatusCode::UNAUTHORIZED,
        "host_token_missing",
        "The Muster host does not know this page's token.",
        "Open the address that `muster host` printed last, with its #token part.",
    )
}

/// Refuses requests for another host name: a page of a stranger that points its own name at
/// 127.0.0.1 (DNS rebinding) would otherwise count as ours.
pub async fn only_this_host(State(port): State<u16>, request: Request, next: Next) -> Response {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let ours = named.is_some_and(|host| {
        host == format!("127.0.0.1:{port}") || host == format!("localhost:{port}")
    });
    if !ours {
        return refusal(
            StatusCode::FORBIDDEN,
            "host_token_missing",
            "This request was meant for another host.",
            "Open the address that `muster host` printed, letter by letter.",
        );
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(status: StatusCode, code: &str, message: &str, hint: &str) -> Response {
    let body = json!({ "error": { "code": code, "message": message, "hint": hint } });
    (status, axum::Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_new_each_time() {
        let (one, two) = (Token::new().unwrap(), Token::new().unwrap());
        assert_eq!(one.reveal().len(), 64);
        assert_ne!(one.reveal(), two.reveal());
        assert!(one.is(one.reveal()));
        assert!(!one.is(two.reveal()));
        assert!(!one.is(""));
        assert!(!one.is(&one.reveal()[..63]));
    }
}
