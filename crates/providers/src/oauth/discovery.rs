//! A provider that describes itself (OpenID Connect Discovery 1.0): what a team runs on its own.

use serde::Deserialize;
use url::Url;

use super::catalogue;
use super::failure::SignInFailure;
use super::vendor::{Revocation, Vendor, is_safe};
use super::wire::{NoAnswer, Wire};

/// What we read of the description.
#[derive(Debug, Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    #[serde(default)]
    revocation_endpoint: Option<Url>,
    #[serde(default)]
    code_challenge_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    scopes_supported: Option<Vec<String>>,
}

/// Reads the description of a provider and makes a vendor of it. The issuer must use https, or be
/// this very computer.
///
/// # Errors
/// [`SignInFailure`] when the address is not safe, nobody answers, or the answer describes another
/// provider or one without PKCE.
pub async fn openid_vendor(wire: &Wire, issuer: &str) -> Result<Vendor, SignInFailure> {
    let issuer = issuer.trim().trim_end_matches('/');
    let base = Url::parse(issuer).map_err(|_| SignInFailure::NotAnAddress {
        reason: "the provider's address cannot be read",
    })?;
    if !is_safe(&base) || base.query().is_some() || base.fragment().is_some() {
        return Err(SignInFailure::Insecure {
            origin: base.origin().ascii_serialization(),
        });
    }
    let name = base.host_str().unwrap_or_default().to_owned();
    let unreadable = |reason: &str| SignInFailure::Unreadable {
        vendor: name.clone(),
        reason: reason.to_owned(),
    };
    let request = oauth2::http::Request::get(format!("{issuer}/.well-known/openid-configuration"))
        .header("accept", "application/json")
        .body(Vec::new())
        .map_err(|_| unreadable("its address cannot be asked"))?;
    let answer = wire.send(request).await.map_err(|error| {
        // Asking twice does no harm here, so a lost answer is no different from none.
        let (NoAnswer::NotSent { reason } | NoAnswer::Lost { reason }) = error;
        SignInFailure::Offline {
            vendor: name.clone(),
            reason,
            again: false,
        }
    })?;
    let status = answer.status().as_u16();
    if status == 429 || status >= 500 {
        return Err(SignInFailure::Busy {
            vendor: name,
            status,
            retry_after: super::wire::retry_after(answer.headers()),
        });
    }
    if status != 200 {
        return Err(unreadable("there is no OpenID provider at this address"));
    }
    let described: Description = serde_json::from_slice(answer.body())
        .map_err(|_| unreadable("it does not describe itself as OpenID Connect asks"))?;
    // Section 4.3: both must be the same, or somebody describes a provider that is not theirs.
    if described.issuer.trim_end_matches('/') != issuer {
        return Err(SignInFailure::WrongSender { vendor: name });
    }
    if let Some(methods) = &described.code_challenge_methods_supported
        && !methods.iter().any(|method| method == "S256")
    {
        return Err(unreadable("it does not offer PKCE with S256"));
    }
    let revocation = described
        .revocation_endpoint
        .map_or(Revocation::ByHand(base), Revocation::Endpoint);
    let mut vendor = catalogue::openid(
        &described.issuer,
        name,
        described.authorization_endpoint,
        described.token_endpoint,
        revocation,
    );
    if let Some(offered) = &described.scopes_supported {
        for need in &mut vendor.scopes {
            // A scope that is not offered may fail the sign-in; openid is always there.
            need.scopes
                .retain(|scope| scope == "openid" || offered.contains(scope));
        }
    }
    vendor.check().map_err(|insecure| SignInFailure::Insecure {
        origin: insecure.origin,
    })?;
    Ok(vendor)
}
