//! Access tokens for those who need one: renewed by one request at a time, stored before they are
//! used, and given back when an account is disconnected. The rules are those of [`super::life`].

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::exchange::{self, NotGranted};
use super::life::{GrantDeath, Step, TokenLife, Unclear, Verdict};
use super::registration::Registration;
use super::secret::SecretText;
use super::tokens::Tokens;
use super::vendor::{Revocation, Vendor};
use super::wire::Wire;

/// What a [`TokenStore`] gives back: an answer that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreFailure>> + Send + 'a>>;

/// Why tokens could not be read or written, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct StoreFailure(pub String);

/// Where tokens are kept, sealed. The desk implements it over vault and store.
pub trait TokenStore: Send + Sync {
    /// The tokens of an account; `None` when it is not connected.
    fn load<'a>(&'a self, account: &'a str) -> Later<'a, Option<Tokens>>;

    /// Replaces the tokens of an account, durably: they have reached the disk when this ends well.
    fn replace<'a>(&'a self, account: &'a str, tokens: &'a Tokens) -> Later<'a, ()>;

    /// Deletes the tokens of an account.
    fn delete<'a>(&'a self, account: &'a str) -> Later<'a, ()>;

    /// Keeps other processes from renewing the same account until the guard is dropped. Within
    /// this process that is seen to.
    fn alone<'a>(&'a self, account: &'a str) -> Later<'a, Box<dyn Send>>;
}

/// An account whose tokens are asked for.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its id, under which its tokens are stored.
    pub id: String,
    /// Its vendor.
    pub vendor: Vendor,
    /// Muster's registration with the vendor.
    pub registration: Registration,
}

/// An access token to use at once.
#[derive(Debug, Clone)]
pub struct Access {
    /// The token, as `Authorization: Bearer` takes it.
    pub token: SecretText,
    /// Which token of the account it is; to be said when the vendor accepts or refuses it.
    pub generation: u64,
    /// What it is good for.
    pub scopes: Vec<String>,
}

/// Why there is no access token.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TokenTrouble {
    /// Only the person can help.
    #[error("{vendor} no longer accepts this connection.")]
    SignInAgain {
        /// The vendor's name.
        vendor: String,
        /// Why.
        death: GrantDeath,
    },
    /// It may work later by itself.
    #[error("{vendor} cannot be used at the moment: {}.", said(.why))]
    NotNow {
        /// The vendor's name.
        vendor: String,
        /// Why.
        why: Unclear,
        /// When it is tried again.
        again: DateTime<Utc>,
    },
    /// New tokens are here and cannot be stored, so they are not used.
    #[error("The renewed connection to {vendor} could not be stored: {reason}")]
    NotStored {
        /// The vendor's name.
        vendor: String,
        /// Words of the store.
        reason: String,
    },
    /// The stored tokens cannot be read.
    #[error("The connection to {vendor} could not be read: {reason}")]
    NotReadable {
        /// The vendor's name.
        vendor: String,
        /// Words of the store.
        reason: String,
    },
    /// No tokens are stored for the account.
    #[error("This account is not connected to {vendor}.")]
    NotConnected {
        /// The vendor's name.
        vendor: String,
    },
}

impl TokenTrouble {
    /// The stable code, for the edge and for tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignInAgain { .. } => "account_sign_in_again",
            Self::NotNow { .. } => "account_not_now",
            Self::NotStored { .. } => "account_not_stored",
            Self::NotReadable { .. } => "account_not_readable",
            Self::NotConnected { .. } => "account_not_connected",
        }
    }

    /// What to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::SignInAgain { vendor, death } => match death {
                GrantDeath::Refused => format!(
                    "Sign in to {vendor} again under Accounts. This happens after a change of the \
                     password, when access was taken back, or after a long time."
                ),
                GrantDeath::AfterLostAnswer => format!(
                    "Sign in to {vendor} again under Accounts. The connection broke while it was \
                     being renewed."
                ),
                GrantDeath::Ended => format!(
                    "Sign in to {vendor} again under Accounts. {vendor} lets a connection live for \
                     a limited time only."
                ),
            },
            Self::NotNow { why, vendor, .. } => match why {
                Unclear::Registration { .. } => format!(
                    "Compare Muster's registration at {vendor} with the set-up guide. Nothing was \
                     disconnected."
                ),
                Unclear::FreshTokenRefused => format!(
                    "Look under Accounts which permissions {vendor} has given, or ask who manages \
                     your {vendor} accounts."
                ),
                _ => "Nothing needs to be done: Muster tries again by itself.".to_owned(),
            },
            Self::NotStored { .. } => {
                "Make room on the disk or unlock the keyring; Muster then goes on by itself."
                    .to_owned()
            }
            Self::NotReadable { .. } => "Unlock the keyring and try again.".to_owned(),
            Self::NotConnected { .. } => "Connect it under Accounts.".to_owned(),
        }
    }
}

fn said(why: &Unclear) -> String {
    match why {
        Unclear::Offline { reason } => format!("it cannot be reached ({reason})"),
        Unclear::AnswerLost { reason } => format!("its answer was lost ({reason})"),
        Unclear::Busy { status } => format!("it is overloaded (status {status})"),
        Unclear::Unreadable => "something else answered in its place".to_owned(),
        Unclear::Registration { reason } => {
            format!("it does not accept Muster's registration ({reason})")
        }
        Unclear::FreshTokenRefused => "it refuses what it has just allowed".to_owned(),
    }
}

/// How a disconnection ended. The tokens are deleted here in every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disconnected {
    /// The vendor has forgotten the connection.
    Revoked,
    /// The vendor offers no way to say it; the person removes Muster on this page.
    RemoveByHand(url::Url),
    /// The vendor could not be told, and the caller wanted it done all the same.
    VendorNotTold {
        /// Why.
        reason: String,
    },
    /// There was nothing to disconnect.
    WasNotConnected,
}

/// What this process knows of one account.
struct Slot {
    life: TokenLife,
    tokens: Tokens,
}

type SharedSlot = Arc<tokio::sync::Mutex<Option<Slot>>>;

/// Hands out access tokens. One for each process; clones are the same one.
#[derive(Clone)]
pub struct AccessTokens {
    wire: Wire,
    store: Arc<dyn TokenStore>,
    slots: Arc<Mutex<HashMap<String, SharedSlot>>>,
}

impl AccessTokens {
    /// Access tokens out of a store.
    pub fn new(wire: Wire, store: Arc<dyn TokenStore>) -> Self {
        Self {
            wire,
            store,
            slots: Arc::default(),
        }
    }

    /// An access token that is good now; renewed first when it nears its end.
    ///
    /// Whoever asks while a renewal is under way waits for that one. A renewal goes on when the
    /// one who asked for it does not wait any more: a rotated refresh token must not be lost.
    pub async fn access(
        &self,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Access, TokenTrouble> {
        let this = self.clone();
        let asked = account.clone();
        let vendor = account.vendor.name.clone();
        tokio::spawn(async move {
            let slot = this.slot(&asked.id);
            let mut slot = slot.lock().await;
            this.settle(&mut slot, &asked, now).await
        })
        .await
        .unwrap_or_else(|_| {
            Err(TokenTrouble::NotReadable {
                vendor,
                reason: "the renewal was cut off".to_owned(),
            })
        })
    }

    /// The vendor refused an access token (401); the next [`AccessTokens::access`] renews it.
    pub async fn refused(&self, account: &Account, access: &Access, now: DateTime<Utc>) {
        if let Some(slot) = self.slot(&account.id).lock().await.as_mut() {
            slot.life.access_refused(access.generation, now);
        }
    }

    /// The vendor accepted an access token.
    pub async fn worked(&self, account: &Account, access: &Access) {
        if let Some(slot) = self.slot(&account.id).lock().await.as_mut() {
            slot.life.access_worked(access.generation);
        }
    }

    /// Stores the tokens of a sign-in that has just ended.
    ///
    /// # Errors
    /// [`TokenTrouble::NotStored`]; the account is as it was before.
    pub async fn connected(&self, account: &Account, tokens: &Tokens) -> Result<(), TokenTrouble> {
        let slot = self.slot(&account.id);
        let mut slot = slot.lock().await;
        self.store
            .replace(&account.id, tokens)
            .await
            .map_err(|failure| not_stored(account, failure))?;
        // What was known of the old tokens is void; the next one who asks reads the new ones.
        *slot = None;
        Ok(())
    }

    /// Gives the grant back to the vendor and deletes the tokens.
    ///
    /// # Errors
    /// [`TokenTrouble::NotNow`] when the vendor could not be told: nothing was deleted, so that it
    /// can be told later. With `even_if_not_told` they are deleted all the same.
    pub async fn disconnect(
        &self,
        account: &Account,
        even_if_not_told: bool,
        now: DateTime<Utc>,
    ) -> Result<Disconnected, TokenTrouble> {
        let slot = self.slot(&account.id);
        let mut slot = slot.lock().await;
        let tokens = self
            .store
            .load(&account.id)
            .await
            .map_err(|failure| not_readable(account, failure))?;
        let Some(tokens) = tokens else {
            *slot = None;
            return Ok(Disconnected::WasNotConnected);
        };
        let ended = match &account.vendor.revocation {
            Revocation::ByHand(page) => Disconnected::RemoveByHand(page.clone()),
            Revocation::Endpoint(endpoint) => match self.revoke(account, endpoint, &tokens).await {
                Ok(()) => Disconnected::Revoked,
                Err(why) if even_if_not_told => Disconnected::VendorNotTold { reason: said(&why) },
                Err(why) => {
                    return Err(TokenTrouble::NotNow {
                        vendor: account.vendor.name.clone(),
                        why,
                        again: now,
                    });
                }
            },
        };
        self.store
            .delete(&account.id)
            .await
            .map_err(|failure| not_stored(account, failure))?;
        *slot = None;
        Ok(ended)
    }

    async fn revoke(
        &self,
        account: &Account,
        endpoint: &url::Url,
        tokens: &Tokens,
    ) -> Result<(), Unclear> {
        // The refresh token stands for the grant; the access token is given back beside it,
        // because not every vendor ends it with the grant.
        let mut given_back = vec![(&tokens.access, "access_token")];
        if let Some(refresh) = &tokens.refresh {
            given_back.insert(0, (refresh, "refresh_token"));
        }
        for (token, hint) in given_back {
            let answer = exchange::revoke(
                &self.wire,
                &account.vendor,
                endpoint,
                &account.registration,
                token,
                hint,
            )
            .await;
            match answer {
                Ok(()) => {}
                // Google answers so to a token that is dead already; that is what was wanted.
                Err(NotGranted::Refused { error, .. })
                    if matches!(
                        error.as_str(),
                        "invalid_token" | "invalid_grant" | "unsupported_token_type"
                    ) => {}
                Err(answer) => match Verdict::of_renewal(&account.vendor, &answer) {
                    Verdict::Inconclusive(why, _) => return Err(why),
                    Verdict::GrantDead | Verdict::AccessDead => {}
                },
            }
        }
        Ok(())
    }

    /// Does what the state machine says until there is a token or a reason why not.
    async fn settle(
        &self,
        slot: &mut Option<Slot>,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Access, TokenTrouble> {
        let vendor = || account.vendor.name.clone();
        if slot.is_none() {
            let tokens = self
                .store
                .load(&account.id)
                .await
                .map_err(|failure| not_readable(account, failure))?
                .ok_or_else(|| TokenTrouble::NotConnected { vendor: vendor() })?;
            *slot = Some(Slot {
                life: life_of(&tokens),
                tokens,
            });
        }
        let Some(Slot { life, tokens }) = slot else {
            return Err(TokenTrouble::NotConnected { vendor: vendor() });
        };
        loop {
            match life.step(now) {
                Step::Use => {
                    return Ok(Access {
                        token: tokens.access.clone(),
                        generation: life.generation(),
                        scopes: tokens.scopes.clone(),
                    });
                }
                Step::Store => {
                    self.store
                        .replace(&account.id, tokens)
                        .await
                        .map_err(|failure| not_stored(account, failure))?;
                    life.stored();
                }
                Step::Renew => self.renew(life, tokens, account, now).await?,
                // We hold the account's lock, so whoever sent that request is gone.
                Step::InFlight => {
                    let lost = Unclear::AnswerLost {
                        reason: "the renewal was cut off".to_owned(),
                    };
                    life.not_renewed(Verdict::Inconclusive(lost, None), now);
                }
                Step::Wait { until, why } => {
                    return Err(TokenTrouble::NotNow {
                        vendor: vendor(),
                        why,
                        again: until,
                    });
                }
                Step::AskUser(death) => {
                    // A sign-in in another process may have brought the account back.
                    if self.adopt(life, tokens, account).await? {
                        continue;
                    }
                    return Err(TokenTrouble::SignInAgain {
                        vendor: vendor(),
                        death,
                    });
                }
            }
        }
    }

    /// One request for new tokens, unless another process has made it meanwhile.
    async fn renew(
        &self,
        life: &mut TokenLife,
        tokens: &mut Tokens,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<(), TokenTrouble> {
        let _alone = self
            .store
            .alone(&account.id)
            .await
            .map_err(|failure| not_readable(account, failure))?;
        if self.adopt(life, tokens, account).await? {
            return Ok(());
        }
        let Some(refresh) = tokens.refresh.clone() else {
            return Ok(());
        };
        life.renewal_started();
        let answer =
            exchange::renew(&self.wire, &account.vendor, &account.registration, &refresh).await;
        match answer {
            Ok(granted) => {
                *tokens = tokens.renewed(granted, now);
                life.renewed(now, tokens.access_until, tokens.refresh.is_some());
                // Within the guard, so that nobody renews with the token that was just rotated.
                if self.store.replace(&account.id, tokens).await.is_ok() {
                    life.stored();
                }
            }
            Err(answer) => {
                let verdict = Verdict::of_renewal(&account.vendor, &answer);
                tracing::info!(vendor = account.vendor.id, ?verdict, "no new access token");
                life.not_renewed(verdict, now);
            }
        }
        Ok(())
    }

    /// Takes over tokens that another process has stored; whether there were any.
    async fn adopt(
        &self,
        life: &mut TokenLife,
        tokens: &mut Tokens,
        account: &Account,
    ) -> Result<bool, TokenTrouble> {
        let stored = self
            .store
            .load(&account.id)
            .await
            .map_err(|failure| not_readable(account, failure))?
            .ok_or_else(|| TokenTrouble::NotConnected {
                vendor: account.vendor.name.clone(),
            })?;
        if stored.same_grant(tokens) && stored.obtained <= tokens.obtained {
            return Ok(false);
        }
        life.adopted(
            stored.obtained,
            stored.access_until,
            stored.refresh.is_some(),
        );
        *tokens = stored;
        Ok(true)
    }

    fn slot(&self, account: &str) -> SharedSlot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        slots.entry(account.to_owned()).or_default().clone()
    }
}

impl std::fmt::Debug for AccessTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccessTokens")
    }
}

fn life_of(tokens: &Tokens) -> TokenLife {
    TokenLife::new(
        tokens.obtained,
        tokens.access_until,
        tokens.refresh.is_some(),
    )
}

fn not_stored(account: &Account, StoreFailure(reason): StoreFailure) -> TokenTrouble {
    TokenTrouble::NotStored {
        vendor: account.vendor.name.clone(),
        reason,
    }
}

fn not_readable(account: &Account, StoreFailure(reason): StoreFailure) -> TokenTrouble {
    TokenTrouble::NotReadable {
        vendor: account.vendor.name.clone(),
        reason,
    }
}
