//! The tokens of one account: what is sealed and stored, and how an answer changes it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::exchange::Granted;
use super::secret::SecretText;
use super::vendor::GrantLife;

/// The tokens of one account. Every time in it is absolute, by this computer's clock.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// The access token.
    pub access: SecretText,
    /// The refresh token, where the vendor gives one.
    pub refresh: Option<SecretText>,
    /// When the access token came.
    pub obtained: DateTime<Utc>,
    /// When the access token ends, where the vendor says it.
    pub access_until: Option<DateTime<Utc>>,
    /// When the grant itself ends and the person must sign in again, where that is known.
    pub grant_until: Option<DateTime<Utc>>,
    /// What was granted. Empty when the vendor does not say.
    pub scopes: Vec<String>,
}

/// A stored text that holds no tokens. It was written by something else, or was cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The stored tokens of this account cannot be read. Connect the account again.")]
pub struct UnreadableTokens;

/// The stored form. It is sealed as a whole, and never leaves the vault otherwise.
#[derive(Serialize, Deserialize)]
struct Stored {
    access: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    refresh: Option<String>,
    obtained: i64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    access_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    grant_until: Option<i64>,
    #[serde(default)]
    scopes: Vec<String>,
}

impl Drop for Stored {
    fn drop(&mut self) {
        use zeroize::Zeroize as _;
        self.access.zeroize();
        self.refresh.zeroize();
    }
}

impl Tokens {
    /// The tokens of a new sign-in. `asked` are the scopes that were asked for: a vendor that does
    /// not repeat them has granted them all (RFC 6749 section 5.1).
    pub(super) fn first(
        granted: Granted,
        asked: &[String],
        life: GrantLife,
        now: DateTime<Utc>,
    ) -> Self {
        let access_until = granted.lives.and_then(|lives| after(now, lives));
        let said = granted.grant_lives.and_then(|lives| after(now, lives));
        let known = life
            .days_from_sign_in
            .map(|days| now + TimeDelta::days(days.into()));
        Self {
            access: granted.access,
            obtained: now,
            access_until,
            // Without a refresh token the grant is worth no more than the access token.
            grant_until: if granted.refresh.is_some() {
                said.or(known)
            } else {
                access_until.or(said).or(known)
            },
            refresh: granted.refresh,
            scopes: granted.scopes.unwrap_or_else(|| asked.to_vec()),
        }
    }

    /// The tokens after a refresh. What the answer does not say stays as it was: Google repeats
    /// neither the refresh token nor the end of the grant.
    pub(super) fn renewed(&self, granted: Granted, now: DateTime<Utc>) -> Self {
        Self {
            access: granted.access,
            refresh: granted.refresh.or_else(|| self.refresh.clone()),
            obtained: now,
            access_until: granted.lives.and_then(|lives| after(now, lives)),
            grant_until: granted
                .grant_lives
                .and_then(|lives| after(now, lives))
                .or(self.grant_until),
            scopes: granted.scopes.unwrap_or_else(|| self.scopes.clone()),
        }
    }

    /// Whether two sets hold the same refresh token; a different one means that somebody else has
    /// renewed them.
    pub(super) fn same_grant(&self, other: &Self) -> bool {
        match (&self.refresh, &other.refresh) {
            (Some(ours), Some(theirs)) => ours.same_as(theirs),
            (None, None) => self.access.same_as(&other.access),
            _ => false,
        }
    }

    /// The text to seal.
    pub fn to_stored(&self) -> SecretText {
        let stored = Stored {
            access: self.access.expose().to_owned(),
            refresh: self.refresh.as_ref().map(|token| token.expose().to_owned()),
            obtained: self.obtained.timestamp_millis(),
            access_until: self.access_until.map(|at| at.timestamp_millis()),
            grant_until: self.grant_until.map(|at| at.timestamp_millis()),
            scopes: self.scopes.clone(),
        };
        SecretText::new(serde_json::to_string(&stored).unwrap_or_default())
    }

    /// Reads the unsealed text.
    pub fn from_stored(text: &[u8]) -> Result<Self, UnreadableTokens> {
        let stored: Stored = serde_json::from_slice(text).map_err(|_| UnreadableTokens)?;
        let at = |millis| DateTime::from_timestamp_millis(millis).ok_or(UnreadableTokens);
        Ok(Self {
            access: SecretText::new(stored.access.clone()),
            refresh: stored.refresh.clone().map(SecretText::new),
            obtained: at(stored.obtained)?,
            access_until: stored.access_until.map(at).transpose()?,
            grant_until: stored.grant_until.map(at).transpose()?,
            scopes: stored.scopes.clone(),
        })
    }

    /// The value of the `Authorization` header.
    pub fn bearer(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("Bearer {}", self.access.expose()))
    }
}

/// An instant in the future; none when the vendor's number leads out of the calendar.
fn after(now: DateTime<Utc>, lives: std::time::Duration) -> Option<DateTime<Utc>> {
    now.checked_add_signed(TimeDelta::from_std(lives).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::Duration;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_796_000_000, 0).unwrap()
    }

    fn granted(refresh: Option<&str>) -> Granted {
        Granted {
            access: SecretText::new("access"),
            refresh: refresh.map(SecretText::new),
            id_token: None,
            lives: Some(Duration::from_hours(1)),
            grant_lives: None,
            scopes: None,
        }
    }

    fn asked() -> Vec<String> {
        vec!["openid".to_owned()]
    }

    #[test]
    fn a_refresh_that_repeats_nothing_loses_nothing() {
        let mut first = Tokens::first(granted(Some("r1")), &asked(), GrantLife::default(), now());
        first.grant_until = Some(now() + TimeDelta::days(7));
        let later = now() + TimeDelta::hours(1);
        let second = first.renewed(granted(None), later);
        assert_eq!(second.refresh.as_ref().unwrap().expose(), "r1");
        assert_eq!(second.scopes, ["openid"]);
        assert_eq!(second.grant_until, first.grant_until);
        assert_eq!(second.access_until, Some(later + TimeDelta::hours(1)));
        assert!(second.same_grant(&first));
        let third = second.renewed(granted(Some("r2")), later);
        assert_eq!(third.refresh.as_ref().unwrap().expose(), "r2");
        assert!(!third.same_grant(&second));
    }

    #[test]
    fn without_a_refresh_token_the_grant_ends_with_the_access_token() {
        let life = GrantLife {
            days_from_sign_in: Some(60),
            days_unused: None,
        };
        let tokens = Tokens::first(granted(None), &asked(), life, now());
        assert_eq!(tokens.grant_until, tokens.access_until);
        let tokens = Tokens::first(granted(Some("r")), &asked(), life, now());
        assert_eq!(tokens.grant_until, Some(now() + TimeDelta::days(60)));
    }

    #[test]
    fn the_stored_text_reads_back() {
        let tokens = Tokens::first(granted(Some("r1")), &asked(), GrantLife::default(), now());
        let back = Tokens::from_stored(tokens.to_stored().expose().as_bytes()).unwrap();
        assert!(back.access.same_as(&tokens.access) && back.same_grant(&tokens));
        assert_eq!(back.obtained, tokens.obtained);
        assert_eq!(back.access_until, tokens.access_until);
        assert_eq!(back.grant_until, None);
        assert_eq!(back.scopes, tokens.scopes);
        for wrong in ["", "{}", "[]", "null", "{\"access\":1}"] {
            assert_eq!(
                Tokens::from_stored(wrong.as_bytes()).unwrap_err(),
                UnreadableTokens
            );
        }
    }

    #[test]
    fn a_vendors_number_out_of_the_calendar_is_no_time() {
        let mut far = granted(Some("r"));
        far.lives = Some(Duration::from_secs(u64::MAX));
        let tokens = Tokens::first(far, &asked(), GrantLife::default(), now());
        assert_eq!(tokens.access_until, None);
    }

    #[test]
    fn tokens_do_not_print() {
        let tokens = Tokens::first(
            granted(Some("hunter2")),
            &asked(),
            GrantLife::default(),
            now(),
        );
        let printed = format!("{tokens:?} {tokens:#?} {:?}", tokens.to_stored());
        assert!(
            !printed.contains("hunter2") && !printed.contains("\"access\""),
            "{printed}"
        );
    }
}
