//! Signing in to outside services: one broker for every vendor (DESIGN.md section 6).
//!
//! Authorization code with PKCE (S256), a single-use state, the system's browser, and four ways
//! back: deep link, loopback listener, HTTPS bounce page, pasted address. Each vendor declares
//! which it accepts ([`catalogue`]).
//!
//! # A sign-in
//!
//! 1. [`Registration::find`], [`choose_way`], and for the loopback way [`Loopback::open`].
//! 2. [`Broker::start`] gives the address for the browser.
//! 3. The answer comes as a link or is pasted: [`Broker::complete`]; or at the listener:
//!    [`Broker::complete_at`]. Either gives a [`Connected`] account or a [`SignInFailure`].
//! 4. [`AccessTokens::connected`] stores its tokens.
//!
//! # Afterwards
//!
//! [`AccessTokens::access`] gives an access token, renewed when it is time, by one request at a
//! time, and never before a rotated refresh token is stored. [`ends_soon`] warns days ahead.
//! [`AccessTokens::disconnect`] gives the grant back.
//!
//! # What is passed in
//!
//! The time, the registration, the place where tokens are kept ([`TokenStore`]) and every address.
//! Nothing here reads a clock, a setting or the environment. Secrets are [`SecretText`], which
//! prints as `[redacted]`.

mod address;
mod attempts;
mod broker;
pub mod catalogue;
mod discovery;
mod exchange;
mod failure;
mod identity;
mod life;
mod loopback;
mod page;
mod probe;
mod probe_features;
mod registration;
mod renew;
mod secret;
mod tokens;
mod vendor;
mod warning;
mod wire;

pub use attempts::TIME_LIMIT;
pub use broker::{Arrival, Broker, Connected, Request, Started, choose_way};
pub use discovery::openid_vendor;
pub use failure::SignInFailure;
pub use identity::Identity;
pub use life::{CLOCK_SKEW, GrantDeath, Step, TokenLife, Unclear, Verdict};
pub use loopback::{Call, Loopback};
pub use probe::probe;
pub use probe_features::{FeatureProbe, Tried, probe_features};
pub use registration::Registration;
pub use renew::{
    Access, AccessTokens, Account, Disconnected, Later, StoreFailure, TokenStore, TokenTrouble,
};
pub use secret::SecretText;
pub use tokens::{Tokens, UnreadableTokens};
pub use vendor::{
    ClientProof, DEEP_LINK, Feature, GrantLife, IdentitySource, InsecureAddress, LoopbackRule,
    Revocation, ScopeNeed, SecretNeed, Vendor, WayBack, is_safe,
};
pub use warning::{EndsSoon, WARNING_DAYS, ends_soon};
pub use wire::{Limits, NoTls, Wire};
