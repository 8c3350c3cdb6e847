//! Where a client gets its access token from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::CalendarError;
use crate::oauth::{Access, AccessTokens, Account, TokenTrouble};

/// What a [`Bearer`] gives, later.
pub type Soon<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Gives the access token of one account. A client asks for it before each request, says when the
/// vendor refuses it, and asks once more: then it is a renewed one or there is none.
pub trait Bearer: Send + Sync {
    /// A token that is good now.
    fn access(&self) -> Soon<'_, Result<Access, CalendarError>>;

    /// The vendor refused this token (401). The next [`Bearer::access`] renews it.
    fn refused<'a>(&'a self, access: &'a Access) -> Soon<'a, ()>;

    /// The vendor accepted this token.
    fn worked<'a>(&'a self, access: &'a Access) -> Soon<'a, ()>;
}

/// The access tokens of an account that was connected by the sign-in broker.
pub struct AccountBearer {
    tokens: AccessTokens,
    account: Account,
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

impl fmt::Debug for AccountBearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountBearer")
            .field("account", &self.account.id)
            .finish_non_exhaustive()
    }
}

impl AccountBearer {
    /// The tokens of this account, with renewals timed by this clock.
    pub fn new(
        tokens: AccessTokens,
        account: Account,
        now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    ) -> Self {
        Self {
            tokens,
            account,
            now,
        }
    }
}

impl Bearer for AccountBearer {
    fn access(&self) -> Soon<'_, Result<Access, CalendarError>> {
        Box::pin(async {
            let asked = self.tokens.access(&self.account, (self.now)()).await;
            asked.map_err(|trouble| match trouble {
                TokenTrouble::SignInAgain { .. } | TokenTrouble::NotConnected { .. } => {
                    CalendarError::SignIn
                }
                TokenTrouble::NotNow { again, .. } => CalendarError::Later { until: again },
                other => CalendarError::NoToken(format!("{other} {}", other.hint())),
            })
        })
    }

    fn refused<'a>(&'a self, access: &'a Access) -> Soon<'a, ()> {
        Box::pin(self.tokens.refused(&self.account, access, (self.now)()))
    }

    fn worked<'a>(&'a self, access: &'a Access) -> Soon<'a, ()> {
        Box::pin(self.tokens.worked(&self.account, access))
    }
}
