//! Accounts at outside services: signing in, using them, giving them back.
//!
//! The rules of signing in are those of [`muster_providers::oauth`]; here are its places: the
//! registrations, the sealed tokens, the waiting sign-ins, the notices. One broker and one set of
//! access tokens for each process. No token, code or client secret leaves this folder; the address
//! of a sign-in goes to the window, which opens it in the browser.

pub mod activity;
pub mod clients;
pub mod disconnect;
mod ended;
mod grant;
pub mod list;
pub mod sign_in;
mod tell;
pub mod test;
mod tokens;
pub mod vendors;
mod waiting;
pub mod warning;

use muster_providers::oauth::SignInFailure;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

pub use ended::CameBack;
pub(crate) use grant::{Granted, bearer, grant, label_of, of_vendor};
pub(crate) use waiting::SignIns;

use crate::{Code, Failure};

/// Names an account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountId {
    /// Its id.
    pub account_id: String,
}

/// A sign-in that failed, at the edge.
fn refused(failure: &SignInFailure) -> Failure {
    let (message, hint) = (failure.to_string(), failure.hint());
    match failure {
        SignInFailure::NotAnAddress { .. } => Failure::parameter("address", message, hint),
        SignInFailure::Insecure { .. } => Failure::parameter("issuer", message, hint),
        _ => Failure::new(Code::InvalidState, message, hint)
            .with(json!({ "reason": failure.code() })),
    }
}
