//! The requests to a vendor's token and revocation endpoints, and what their answers mean.

use std::fmt;
use std::time::Duration;

use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
    BasicTokenType,
};
use oauth2::http::header::{ACCEPT, CONTENT_TYPE};
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EndpointNotSet, EndpointSet, ExtraTokenFields, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, RefreshToken, RequestTokenError, Scope, StandardRevocableToken,
    StandardTokenResponse, TokenResponse, TokenUrl,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::Url;

use super::attempts::Attempt;
use super::failure::cleaned;
use super::registration::Registration;
use super::secret::SecretText;
use super::vendor::{ClientProof, Vendor};
use super::wire::{NoAnswer, Wire, Witness, retry_after};

/// What vendors send beside the standard.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Extra {
    #[serde(default)]
    id_token: Option<Hidden>,
    /// Google and LinkedIn: seconds until the grant ends.
    #[serde(default, deserialize_with = "lenient")]
    refresh_token_expires_in: Option<u64>,
    /// Keycloak's spelling of the same.
    #[serde(default, deserialize_with = "lenient")]
    refresh_expires_in: Option<u64>,
}

impl ExtraTokenFields for Extra {}

/// A text in an answer that must not be printed. The crate asks for `Serialize`; nothing uses it.
struct Hidden(String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Hidden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("[redacted]")
    }
}

/// A number of seconds that some write as text, and that is not worth failing for.
fn lenient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(value
        .as_u64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok())))
}

type Answer = StandardTokenResponse<Extra, BasicTokenType>;
type OAuthClient = Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Tokens as they came.
#[derive(Debug)]
pub(super) struct Granted {
    pub access: SecretText,
    pub refresh: Option<SecretText>,
    pub id_token: Option<SecretText>,
    pub lives: Option<Duration>,
    pub grant_lives: Option<Duration>,
    pub scopes: Option<Vec<String>>,
}

/// Why there are no tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotGranted {
    /// The vendor said no, in the standard's form.
    Refused {
        /// Its error code.
        error: String,
        /// Its words, cleaned.
        words: String,
        /// The HTTP status.
        status: u16,
    },
    /// Nothing was sent.
    NotSent { reason: String },
    /// The answer was lost.
    Lost { reason: String },
    /// The vendor is busy or broken.
    Busy {
        status: u16,
        retry_after: Option<Duration>,
    },
    /// An answer that is none: a page of a guest network, a proxy's error.
    Unreadable { reason: &'static str },
}

impl NotGranted {
    /// The vendor's code and words in one phrase.
    pub(super) fn phrase(error: &str, words: &str) -> String {
        if words.is_empty() {
            error.to_owned()
        } else {
            format!("{words} ({error})")
        }
    }
}

/// The address to send the browser to, with the secrets that belong to it.
pub(super) struct Departure {
    pub browser: Url,
    pub state: SecretText,
    pub verifier: Option<SecretText>,
    pub nonce: Option<SecretText>,
}

/// Makes state, PKCE pair and nonce from 256 random bits each, and the address that carries them.
pub(super) fn departure(
    vendor: &Vendor,
    registration: &Registration,
    redirect: &Url,
    scopes: &[String],
    account_hint: Option<&str>,
) -> Departure {
    let client =
        client(vendor, registration).set_redirect_uri(RedirectUrl::from_url(redirect.clone()));
    let mut request = client
        .authorize_url(|| CsrfToken::new_random_len(32))
        .add_scopes(scopes.iter().cloned().map(Scope::new));
    let verifier = vendor.pkce.then(PkceCodeChallenge::new_random_sha256);
    let verifier = match verifier {
        Some((challenge, verifier)) => {
            request = request.set_pkce_challenge(challenge);
            Some(SecretText::new(verifier.into_secret()))
        }
        None => None,
    };
    let nonce = scopes
        .iter()
        .any(|scope| scope == "openid")
        .then(|| SecretText::new(CsrfToken::new_random_len(32).into_secret()));
    if let Some(nonce) = &nonce {
        request = request.add_extra_param("nonce", nonce.expose().to_owned());
    }
    if let Some(hint) = account_hint {
        request = request.add_extra_param("login_hint", hint.to_owned());
    }
    for (name, value) in &vendor.authorize_extra {
        // Somebody who is named need not choose again.
        if account_hint.is_some() && name == "prompt" && value == "select_account" {
            continue;
        }
        request = request.add_extra_param(name.clone(), value.clone());
    }
    let (browser, state) = request.url();
    Departure {
        browser,
        state: SecretText::new(state.into_secret()),
        verifier,
        nonce,
    }
}

/// Turns the browser's code into tokens.
pub(super) async fn redeem(
    wire: &Wire,
    attempt: &Attempt,
    code: &SecretText,
) -> Result<Granted, NotGranted> {
    let client = client(&attempt.vendor, &attempt.registration)
        .set_redirect_uri(RedirectUrl::from_url(attempt.redirect.clone()));
    let mut request = client.exchange_code(AuthorizationCode::new(code.expose().to_owned()));
    if let Some(verifier) = &attempt.verifier {
        request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.expose().to_owned()));
    }
    let witness = Witness::new(wire);
    let answer = request.request_async(&witness).await;
    read(answer, &witness)
}

/// Asks for new tokens.
pub(super) async fn renew(
    wire: &Wire,
    vendor: &Vendor,
    registration: &Registration,
    refresh: &SecretText,
) -> Result<Granted, NotGranted> {
    let client = client(vendor, registration);
    let refresh = RefreshToken::new(refresh.expose().to_owned());
    let witness = Witness::new(wire);
    let answer = client
        .exchange_refresh_token(&refresh)
        .request_async(&witness)
        .await;
    read(answer, &witness)
}

/// Gives one token back (RFC 7009). The crate's own request refuses loopback, where our tests are.
pub(super) async fn revoke(
    wire: &Wire,
    vendor: &Vendor,
    endpoint: &Url,
    registration: &Registration,
    token: &SecretText,
    hint: &str,
) -> Result<(), NotGranted> {
    let request = revocation(vendor, endpoint, registration, token, hint)?;
    let answer = wire.send(request).await.map_err(from_no_answer)?;
    let status = answer.status().as_u16();
    if answer.status().is_success() {
        return Ok(());
    }
    if let Some(busy) = busy(status, retry_after(answer.headers())) {
        return Err(busy);
    }
    let error: Option<BasicErrorResponse> = serde_json::from_slice(answer.body()).ok();
    match error {
        Some(error) => Err(refused(&error, status)),
        None => Err(NotGranted::Unreadable {
            reason: "it is not the answer of a revocation endpoint",
        }),
    }
}

/// The request of [`revoke`]; apart from it, because a half-written form cannot wait.
fn revocation(
    vendor: &Vendor,
    endpoint: &Url,
    registration: &Registration,
    token: &SecretText,
    hint: &str,
) -> Result<oauth2::HttpRequest, NotGranted> {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.append_pair("token", token.expose())
        .append_pair("token_type_hint", hint);
    let mut request = oauth2::http::Request::post(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    match (&registration.client_secret, vendor.proof) {
        (Some(secret), ClientProof::Header) => {
            request = request.header("authorization", basic(&registration.client_id, secret));
        }
        (secret, _) => {
            form.append_pair("client_id", &registration.client_id);
            if let Some(secret) = secret {
                form.append_pair("client_secret", secret.expose());
            }
        }
    }
    request
        .body(form.finish().into_bytes())
        .map_err(|_| NotGranted::Unreadable {
            reason: "the request could not be made",
        })
}

/// RFC 6749 section 2.3.1: both parts are encoded as in a form before they are joined.
fn basic(id: &str, secret: &SecretText) -> String {
    use base64::Engine as _;
    let encode =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", encode(id), encode(secret.expose()));
    format!(
        "Basic {}",
        base64::engine::general_purpose::STANDARD.encode(pair)
    )
}

fn client(vendor: &Vendor, registration: &Registration) -> OAuthClient {
    let client = Client::new(ClientId::new(registration.client_id.clone()))
        .set_auth_uri(AuthUrl::from_url(vendor.authorize.clone()))
        .set_token_uri(TokenUrl::from_url(vendor.token.clone()))
        .set_auth_type(match vendor.proof {
            ClientProof::Form => AuthType::RequestBody,
            ClientProof::Header => AuthType::BasicAuth,
        });
    match &registration.client_secret {
        Some(secret) => client.set_client_secret(ClientSecret::new(secret.expose().to_owned())),
        None => client,
    }
}

/// Sorts an answer. The crate's own error is dropped here: some of its variants hold the body.
fn read(
    answer: Result<Answer, RequestTokenError<NoAnswer, BasicErrorResponse>>,
    witness: &Witness<'_>,
) -> Result<Granted, NotGranted> {
    let seen = witness.seen();
    let status = seen.status.unwrap_or_default();
    let error = match answer {
        Ok(answer) => return granted(&answer),
        Err(error) => error,
    };
    if let RequestTokenError::Request(error) = error {
        return Err(from_no_answer(error));
    }
    if let Some(busy) = busy(status, seen.retry_after) {
        return Err(busy);
    }
    Err(match error {
        RequestTokenError::ServerResponse(error) => refused(&error, status),
        _ => NotGranted::Unreadable {
            reason: "it is not the answer of a sign-in service",
        },
    })
}

fn granted(answer: &Answer) -> Result<Granted, NotGranted> {
    if answer.access_token().secret().is_empty() {
        return Err(NotGranted::Unreadable {
            reason: "it holds no token",
        });
    }
    let extra = answer.extra_fields();
    let seconds = extra.refresh_token_expires_in.or(extra.refresh_expires_in);
    Ok(Granted {
        access: SecretText::new(answer.access_token().secret().clone()),
        refresh: answer
            .refresh_token()
            .filter(|token| !token.secret().is_empty())
            .map(|token| SecretText::new(token.secret().clone())),
        id_token: extra
            .id_token
            .as_ref()
            .map(|token| SecretText::new(token.0.clone())),
        lives: answer.expires_in(),
        // Keycloak says 0 for a grant without an end.
        grant_lives: seconds
            .filter(|&seconds| seconds > 0)
            .map(Duration::from_secs),
        scopes: answer.scopes().map(|scopes| {
            scopes
                .iter()
                // LinkedIn divides them by commas.
                .flat_map(|scope| scope.split(','))
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect()
        }),
    })
}

fn refused(error: &BasicErrorResponse, status: u16) -> NotGranted {
    NotGranted::Refused {
        error: cleaned(error.error().as_ref()),
        words: cleaned(error.error_description().map_or("", String::as_str)),
        status,
    }
}

/// 429 and 5xx say nothing about the grant, whatever their body says.
fn busy(status: u16, retry_after: Option<Duration>) -> Option<NotGranted> {
    (status == 429 || status >= 500).then_some(NotGranted::Busy {
        status,
        retry_after,
    })
}

fn from_no_answer(error: NoAnswer) -> NotGranted {
    match error {
        NoAnswer::NotSent { reason } => NotGranted::NotSent { reason },
        NoAnswer::Lost { reason } => NotGranted::Lost { reason },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn answer(json: &str) -> Granted {
        granted(&serde_json::from_str(json).unwrap()).unwrap()
    }

    #[test]
    fn what_vendors_send_beside_the_standard_is_read() {
        let linkedin = answer(
            r#"{"access_token":"a","token_type":"Bearer","expires_in":5183999,
                "scope":"email,openid,profile","id_token":"x.y.z"}"#,
        );
        assert_eq!(linkedin.scopes.unwrap(), ["email", "openid", "profile"]);
        assert!(linkedin.refresh.is_none() && linkedin.grant_lives.is_none());
        let google = answer(
            r#"{"access_token":"a","token_type":"bearer","expires_in":3599,"refresh_token":"1//r",
                "refresh_token_expires_in":"604799","scope":"openid x"}"#,
        );
        assert_eq!(google.grant_lives, Some(Duration::from_secs(604_799)));
        let keycloak =
            answer(r#"{"access_token":"a","token_type":"BEARER","refresh_expires_in":0}"#);
        assert_eq!(keycloak.grant_lives, None);
    }

    #[test]
    fn an_answer_without_a_token_is_no_answer() {
        let empty = serde_json::from_str(r#"{"access_token":"","token_type":"Bearer"}"#).unwrap();
        assert!(matches!(
            granted(&empty),
            Err(NotGranted::Unreadable { .. })
        ));
    }

    #[test]
    fn nothing_of_an_answer_prints_a_token() {
        let text = r#"{"access_token":"hunter2","token_type":"Bearer","refresh_token":"hunter2",
            "id_token":"hunter2"}"#;
        let raw: Answer = serde_json::from_str(text).unwrap();
        let printed = format!("{raw:?} {:?}", granted(&raw).unwrap());
        assert!(!printed.contains("hunter2"), "{printed}");
    }

    #[test]
    fn a_secret_in_the_header_is_encoded_twice() {
        // RFC 6749 section 2.3.1: `a:b` and `c%` as a form would write them.
        assert_eq!(
            basic("a:b", &SecretText::new("c%")),
            "Basic YSUzQWI6YyUyNQ=="
        );
    }
}
