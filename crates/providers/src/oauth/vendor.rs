//! What the broker must know about a vendor, as data. The vendors themselves: [`super::catalogue`].

use serde::{Deserialize, Serialize};
use url::Url;

/// The address of our deep link, on every system.
pub const DEEP_LINK: &str = "muster://oauth/callback";

/// What a recruiter may let Muster do with an account. Scopes are asked for by feature, so that
/// nobody is asked for more than they switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// To see whose account it is.
    Identity,
    /// To read the own calendars.
    ReadCalendars,
    /// To read when colleagues are busy, without titles.
    ReadColleagues,
    /// To create, move and cancel interview events.
    WriteCalendars,
    /// To send invitations and letters from the own mailbox.
    SendMail,
    /// To create meeting links.
    Meetings,
    /// To read and manage bookings of a booking service.
    Bookings,
}

/// The scopes of one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeNeed {
    /// What they are for.
    pub feature: Feature,
    /// The scopes, as the vendor spells them.
    pub scopes: Vec<String>,
    /// One sentence for the person who is asked: what Muster does with it.
    pub why: String,
}

/// How the browser's last address comes back to Muster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayBack {
    /// The system opens `muster://oauth/callback`.
    DeepLink,
    /// The browser calls a listener on 127.0.0.1.
    Loopback,
    /// An HTTPS page forwards to the deep link (`docs/bounce/index.html`).
    Bounce,
    /// The person copies the browser's last address into Muster.
    Pasted,
}

/// How a vendor wants a loopback address spelt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopbackRule {
    /// `127.0.0.1`, or `localhost` where the vendor takes only that name. Muster listens on
    /// 127.0.0.1 in both cases.
    pub host: String,
    /// A fixed port where the vendor compares the whole address; any free one otherwise.
    pub port: Option<u16>,
    /// The path, beginning with `/`.
    pub path: String,
}

/// Whether the vendor wants a client secret of an app on somebody's computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretNeed {
    /// PKCE stands in its place; none is sent.
    None,
    /// It is sent where there is one. Google gives one to desktop apps and does not treat it as a
    /// secret.
    IfGiven,
    /// Without it there are no tokens.
    Required,
}

/// Where the client's id and secret stand in a token request (RFC 6749 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientProof {
    /// In the form.
    Form,
    /// In the `Authorization` header.
    Header,
}

/// How a grant is given back when an account is disconnected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revocation {
    /// An endpoint after RFC 7009.
    Endpoint(Url),
    /// The vendor has none: the person removes Muster on this page.
    ByHand(Url),
}

/// Where it is written whose account it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentitySource {
    /// In the ID token that comes with the tokens (OpenID Connect).
    IdToken,
    /// In the answer of an address, at these JSON pointers (RFC 6901).
    Get {
        /// The address.
        url: Url,
        /// Where the stable id of the account stands.
        subject: String,
        /// Where the e-mail address stands.
        email: String,
        /// Where the name stands.
        name: String,
    },
}

/// What is known of how long a grant lives, for warnings days ahead. The vendor's own answer wins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GrantLife {
    /// Days from the sign-in until it must be repeated, when the vendor does not say it itself.
    pub days_from_sign_in: Option<u16>,
    /// Days after which a grant that is not used dies.
    pub days_unused: Option<u16>,
}

/// A vendor with which one signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Our name for it: `google`, `microsoft`, … It is part of setting names.
    pub id: String,
    /// Its own name, for people.
    pub name: String,
    /// Where the browser goes.
    pub authorize: Url,
    /// Where codes and refresh tokens become tokens.
    pub token: Url,
    /// How a grant is given back.
    pub revocation: Revocation,
    /// Where it is written whose account it is.
    pub identity: IdentitySource,
    /// Who must have issued an ID token, and what `iss` must say where the vendor sends it
    /// (RFC 9207). `{tenantid}` stands for the account's tenant.
    pub issuer: Option<String>,
    /// The ways back it accepts, the best first.
    pub ways_back: Vec<WayBack>,
    /// How it wants loopback addresses.
    pub loopback: LoopbackRule,
    /// Whether it knows PKCE (S256).
    pub pkce: bool,
    /// Whether it wants a client secret.
    pub secret: SecretNeed,
    /// Where client id and secret stand.
    pub proof: ClientProof,
    /// What it wants beside the standard when the browser is sent there.
    pub authorize_extra: Vec<(String, String)>,
    /// The scopes by feature.
    pub scopes: Vec<ScopeNeed>,
    /// Errors of a refresh, beside `invalid_grant`, after which only the person can help.
    pub grant_ends_with: Vec<String>,
    /// How long a grant lives.
    pub life: GrantLife,
    /// Whether this is the vendor's place for trying things out.
    pub sandbox: bool,
}

impl Vendor {
    /// The scopes of some features, each once, in the vendor's order.
    pub fn scopes_of(&self, features: &[Feature]) -> Vec<String> {
        let mut asked: Vec<String> = Vec::new();
        for need in &self.scopes {
            // Whose account it is must always be known.
            if need.feature == Feature::Identity || features.contains(&need.feature) {
                for scope in &need.scopes {
                    if !asked.contains(scope) {
                        asked.push(scope.clone());
                    }
                }
            }
        }
        asked
    }

    /// Which of the features are not covered by the scopes that were granted. A vendor that lets
    /// people untick permissions grants less than was asked for.
    pub fn missing(&self, features: &[Feature], granted: &[String]) -> Vec<Feature> {
        let has = |scope: &String| {
            granted.iter().any(|had| {
                // Microsoft repeats some scopes with the address of the API in front.
                had.eq_ignore_ascii_case(scope)
                    || had.rsplit('/').next().is_some_and(|word| word.eq_ignore_ascii_case(scope))
            })
                // These are not echoed by every vendor, and no feature fails without the echo.
                || matches!(scope.as_str(), "openid" | "profile" | "email" | "offline_access")
        };
        self.scopes
            .iter()
            .filter(|need| features.contains(&need.feature) && !need.scopes.iter().all(has))
            .map(|need| need.feature)
            .collect()
    }

    /// Whether the browser's address is compared with plain equality, port and all.
    pub fn wants_fixed_port(&self) -> bool {
        self.loopback.port.is_some()
    }

    /// Checks that nothing secret would travel in clear: every address is https, or http on
    /// loopback.
    pub fn check(&self) -> Result<(), InsecureAddress> {
        let mut addresses = vec![&self.authorize, &self.token];
        if let Revocation::Endpoint(url) = &self.revocation {
            addresses.push(url);
        }
        if let IdentitySource::Get { url, .. } = &self.identity {
            addresses.push(url);
        }
        addresses.into_iter().try_for_each(|url| {
            if is_safe(url) {
                Ok(())
            } else {
                Err(InsecureAddress {
                    origin: url.origin().ascii_serialization(),
                })
            }
        })
    }
}

/// An address over which nothing secret is sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{origin} does not use https, so nothing was sent there. Use an address that begins with https://."
)]
pub struct InsecureAddress {
    /// Scheme, host and port of the address.
    pub origin: String,
}

/// Whether secrets may be sent to an address: https, or http to this very computer.
pub fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn clear_text_is_for_this_computer_only() {
        for safe in [
            "https://example.com",
            "http://127.0.0.1:4000/x",
            "http://[::1]:1/",
            "http://localhost:3000",
        ] {
            assert!(is_safe(&Url::parse(safe).unwrap()), "{safe}");
        }
        for unsafe_ in [
            "http://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "ftp://localhost/",
            "muster://oauth/callback",
        ] {
            assert!(!is_safe(&Url::parse(unsafe_).unwrap()), "{unsafe_}");
        }
    }
}
