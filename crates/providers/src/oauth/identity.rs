//! Whose account it is: from the ID token, or from an address of the vendor.
//!
//! The ID token comes straight from the vendor over the connection that the code was sent on, so
//! its signature need not be checked (OpenID Connect Core, section 3.1.3.7, point 6). Issuer,
//! audience, end and nonce are checked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::attempts::Attempt;
use super::failure::{SignInFailure, cleaned};
use super::life::CLOCK_SKEW;
use super::secret::SecretText;
use super::tokens::Tokens;
use super::vendor::IdentitySource;
use super::wire::{NoAnswer, Wire};

/// Whose account it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The vendor's own id of the account, which never changes.
    pub subject: String,
    /// Its e-mail address; empty when the vendor does not say.
    pub email: String,
    /// The person's name; empty when the vendor does not say.
    pub name: String,
}

impl Identity {
    /// How the account is called on screen.
    pub fn label(&self) -> &str {
        [&self.email, &self.name]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or(&self.subject)
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    tid: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    preferred_username: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Finds out who signed in.
pub(super) async fn find(
    wire: &Wire,
    attempt: &Attempt,
    id_token: Option<&SecretText>,
    tokens: &Tokens,
    now: DateTime<Utc>,
) -> Result<Identity, SignInFailure> {
    match &attempt.vendor.identity {
        IdentitySource::IdToken => {
            let token = id_token.ok_or_else(|| unclear(attempt, "the ID token is missing"))?;
            from_id_token(attempt, token, now)
        }
        IdentitySource::Get {
            url,
            subject,
            email,
            name,
        } => {
            let told = ask(wire, attempt, url, tokens).await?;
            let text = |pointer: &str| match told.pointer(pointer) {
                Some(serde_json::Value::String(text)) => cleaned_exactly(text),
                Some(serde_json::Value::Number(number)) => number.to_string(),
                _ => String::new(),
            };
            let identity = Identity {
                subject: text(subject),
                email: text(email),
                name: text(name),
            };
            if identity.subject.is_empty() {
                return Err(unclear(attempt, "its answer names no account"));
            }
            Ok(identity)
        }
    }
}

/// Reads and checks an ID token.
fn from_id_token(
    attempt: &Attempt,
    token: &SecretText,
    now: DateTime<Utc>,
) -> Result<Identity, SignInFailure> {
    let mut parts = token.expose().split('.');
    let (Some(_), Some(claims), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(unclear(attempt, "the ID token has not three parts"));
    };
    let claims: Claims = URL_SAFE_NO_PAD
        .decode(claims.trim_end_matches('='))
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or_else(|| unclear(attempt, "the ID token cannot be read"))?;
    if let Some(issuer) = &attempt.vendor.issuer {
        let issuer = match &claims.tid {
            Some(tenant) => issuer.replace("{tenantid}", tenant),
            None => issuer.clone(),
        };
        if !same_issuer(&issuer, &claims.iss) {
            return Err(unclear(attempt, "the ID token is from another issuer"));
        }
    }
    let ours = &attempt.registration.client_id;
    let for_us = match &claims.aud {
        Audience::One(audience) => audience == ours,
        Audience::Many(audiences) => audiences.contains(ours),
    };
    if !for_us {
        return Err(unclear(attempt, "the ID token is for another app"));
    }
    let end = DateTime::from_timestamp(claims.exp, 0)
        .ok_or_else(|| unclear(attempt, "the ID token has no end"))?;
    if now > end + CLOCK_SKEW {
        return Err(unclear(attempt, "the ID token has expired"));
    }
    if let Some(nonce) = &attempt.nonce {
        let said = SecretText::new(claims.nonce.unwrap_or_default());
        if !said.same_as(nonce) {
            return Err(unclear(attempt, "the ID token belongs to another sign-in"));
        }
    }
    if claims.sub.is_empty() {
        return Err(unclear(attempt, "the ID token names no account"));
    }
    Ok(Identity {
        subject: claims.sub,
        email: cleaned_exactly(
            claims
                .email
                .or(claims.preferred_username)
                .unwrap_or_default()
                .as_str(),
        ),
        name: cleaned_exactly(claims.name.unwrap_or_default().as_str()),
    })
}

/// Google leaves the scheme out now and then; a slash at the end is another frequent difference.
fn same_issuer(expected: &str, said: &str) -> bool {
    let bare = |text: &str| text.trim_end_matches('/').to_owned();
    bare(expected) == bare(said)
        || (said == "accounts.google.com" && expected == "https://accounts.google.com")
}

async fn ask(
    wire: &Wire,
    attempt: &Attempt,
    url: &url::Url,
    tokens: &Tokens,
) -> Result<serde_json::Value, SignInFailure> {
    let vendor = || attempt.vendor.name.clone();
    let unreadable = |reason: &str| SignInFailure::Unreadable {
        vendor: vendor(),
        reason: reason.to_owned(),
    };
    let request = oauth2::http::Request::get(url.as_str())
        .header("accept", "application/json")
        .header("authorization", tokens.bearer().as_str())
        .body(Vec::new())
        .map_err(|_| unreadable("the request could not be made"))?;
    // The code is used up by now, so nothing of this can be tried again with it.
    let answer = wire.send(request).await.map_err(|error| match error {
        NoAnswer::NotSent { reason } => SignInFailure::Offline {
            vendor: vendor(),
            reason,
            again: false,
        },
        NoAnswer::Lost { reason } => SignInFailure::AnswerLost {
            vendor: vendor(),
            reason,
        },
    })?;
    let status = answer.status().as_u16();
    if status == 429 || status >= 500 {
        return Err(SignInFailure::Busy {
            vendor: vendor(),
            status,
            retry_after: super::wire::retry_after(answer.headers()),
        });
    }
    if !answer.status().is_success() {
        return Err(SignInFailure::Refused {
            vendor: vendor(),
            reason: format!("it gave tokens and then did not say whose they are (status {status})"),
        });
    }
    serde_json::from_slice(answer.body()).map_err(|_| unreadable("it is no JSON"))
}

/// A vendor's text fit to be shown. Unlike a sentence it keeps its full stop.
fn cleaned_exactly(text: &str) -> String {
    let clean = cleaned(text);
    if text.trim_end().ends_with('.') && !clean.is_empty() && !clean.ends_with('…') {
        clean + "."
    } else {
        clean
    }
}

fn unclear(attempt: &Attempt, reason: &'static str) -> SignInFailure {
    SignInFailure::Identity {
        vendor: attempt.vendor.name.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::catalogue;
    use super::super::registration::Registration;
    use super::super::vendor::{Vendor, WayBack};
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000, 0).unwrap()
    }

    fn attempt(vendor: Vendor) -> Attempt {
        Attempt {
            purpose: "new".to_owned(),
            vendor,
            registration: Registration {
                client_id: "muster".to_owned(),
                client_secret: None,
            },
            way: WayBack::DeepLink,
            redirect: super::super::vendor::DEEP_LINK.parse().unwrap(),
            state: [0; 32],
            verifier: None,
            nonce: Some(SecretText::new("n1")),
            features: Vec::new(),
            expected: None,
            until: now(),
        }
    }

    fn token(claims: &serde_json::Value) -> SecretText {
        let part = URL_SAFE_NO_PAD.encode(claims.to_string());
        SecretText::new(format!("e30.{part}.c2ln"))
    }

    fn claims() -> serde_json::Value {
        json!({"iss": "https://accounts.google.com", "sub": "1", "aud": "muster", "nonce": "n1",
            "exp": now().timestamp() + 3600, "email": "mia@example.com", "name": "Mia Sato Jr."})
    }

    fn with(name: &str, value: serde_json::Value) -> serde_json::Value {
        let mut claims = claims();
        claims[name] = value;
        claims
    }

    fn read(claims: &serde_json::Value) -> Result<Identity, SignInFailure> {
        from_id_token(&attempt(catalogue::google(false)), &token(claims), now())
    }

    #[test]
    fn an_id_token_names_the_account() {
        let identity = read(&claims()).unwrap();
        assert_eq!(identity.label(), "mia@example.com");
        assert_eq!(identity.name, "Mia Sato Jr.");
        assert!(read(&with("aud", json!(["other", "muster"]))).is_ok());
        assert!(read(&with("iss", json!("accounts.google.com"))).is_ok());
    }

    #[test]
    fn an_id_token_of_somewhere_else_is_refused() {
        for wrong in [
            with("iss", json!("https://evil.example")),
            with("aud", json!("other")),
            with("aud", json!([])),
            with("nonce", json!("n2")),
            with("nonce", json!(null)),
            with("exp", json!(now().timestamp() - 601)),
            with("sub", json!("")),
            json!({}),
        ] {
            assert_eq!(
                read(&wrong).unwrap_err().code(),
                "sign_in_identity",
                "{wrong}"
            );
        }
        for garbage in ["", "a.b", "a.b.c.d", "e30.!!.x"] {
            let attempt = attempt(catalogue::google(false));
            assert!(from_id_token(&attempt, &SecretText::new(garbage), now()).is_err());
        }
    }

    #[test]
    fn ten_minutes_of_skew_do_not_matter() {
        assert!(read(&with("exp", json!(now().timestamp() - 600))).is_ok());
    }

    #[test]
    fn microsofts_issuer_is_that_of_the_tenant() {
        let attempt = attempt(catalogue::microsoft("common"));
        let mut own = with("iss", json!("https://login.microsoftonline.com/t1/v2.0"));
        assert!(
            from_id_token(&attempt, &token(&own), now()).is_err(),
            "no tenant is named"
        );
        own["tid"] = json!("t1");
        assert!(from_id_token(&attempt, &token(&own), now()).is_ok());
        own["tid"] = json!("t2");
        assert!(from_id_token(&attempt, &token(&own), now()).is_err());
    }
}
