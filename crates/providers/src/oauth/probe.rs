//! Asking a vendor whose account it is with an access token: the smallest question there is.

use serde::Deserialize;
use url::Url;

use super::renew::Access;
use super::vendor::{IdentitySource, Vendor, is_safe};
use super::wire::{NoAnswer, Wire};

/// Where Google tells whose token it is (its own discovery document, `userinfo_endpoint`).
const GOOGLE: &str = "https://openidconnect.googleapis.com/v1/userinfo";
/// Where Microsoft does.
const MICROSOFT: &str = "https://graph.microsoft.com/v1.0/me";

#[derive(Deserialize)]
struct Description {
    userinfo_endpoint: Option<Url>,
}

/// Asks the vendor whose account it is; the HTTP status of its answer.
///
/// # Errors
/// Words of the system when nobody answered, or the vendor has no such address.
pub async fn probe(wire: &Wire, vendor: &Vendor, access: &Access) -> Result<u16, String> {
    let address = address(wire, vendor).await?;
    let bearer = zeroize::Zeroizing::new(format!("Bearer {}", access.token.expose()));
    let request = oauth2::http::Request::get(address.as_str())
        .header("accept", "application/json")
        .header("authorization", bearer.as_str())
        .body(Vec::new())
        .map_err(|_| "the request could not be made".to_owned())?;
    let answer = wire.send(request).await.map_err(reason)?;
    Ok(answer.status().as_u16())
}

pub(super) async fn address(wire: &Wire, vendor: &Vendor) -> Result<Url, String> {
    let none = || "it has no address to ask".to_owned();
    match (&vendor.identity, vendor.id.as_str()) {
        (IdentitySource::Get { url, .. }, _) => Ok(url.clone()),
        (IdentitySource::IdToken, "google") => Url::parse(GOOGLE).map_err(|_| none()),
        (IdentitySource::IdToken, "microsoft") => Url::parse(MICROSOFT).map_err(|_| none()),
        (IdentitySource::IdToken, _) => {
            let issuer = vendor.issuer.as_deref().ok_or_else(none)?;
            let described = format!(
                "{}/.well-known/openid-configuration",
                issuer.trim_end_matches('/')
            );
            let request = oauth2::http::Request::get(described)
                .header("accept", "application/json")
                .body(Vec::new())
                .map_err(|_| none())?;
            let answer = wire.send(request).await.map_err(reason)?;
            serde_json::from_slice::<Description>(answer.body())
                .ok()
                .and_then(|described| described.userinfo_endpoint)
                .filter(is_safe)
                .ok_or_else(none)
        }
    }
}

fn reason(error: NoAnswer) -> String {
    let (NoAnswer::NotSent { reason } | NoAnswer::Lost { reason }) = error;
    reason
}
