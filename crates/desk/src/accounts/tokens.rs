//! Where tokens are kept: sealed, in the workspace file, each bound to its account's row.

use muster_providers::oauth::{Later, StoreFailure, TokenStore, Tokens};
use muster_store::accounts as rows;

use crate::desk::WeakDesk;
use crate::{Desk, Failure};

/// Table and column of the sealed tokens, which are part of what is sealed.
const PLACE: (&str, &str) = ("account_tokens", "sealed");

/// The tokens of a desk.
pub(super) struct SealedTokens {
    desk: WeakDesk,
}

impl SealedTokens {
    pub fn new(desk: WeakDesk) -> Self {
        Self { desk }
    }

    fn desk(&self) -> Result<Desk, StoreFailure> {
        self.desk
            .desk()
            .ok_or_else(|| StoreFailure("Muster is closing.".to_owned()))
    }
}

fn said(failure: impl Into<Failure>) -> StoreFailure {
    let failure = failure.into();
    StoreFailure(format!("{} {}", failure.message, failure.hint))
}

impl TokenStore for SealedTokens {
    fn load<'a>(&'a self, account: &'a str) -> Later<'a, Option<Tokens>> {
        Box::pin(async move {
            let desk = self.desk()?;
            let workspace = desk.workspace().await.map_err(said)?;
            let Some(sealed) = rows::tokens(workspace, account).await.map_err(said)? else {
                return Ok(None);
            };
            let (table, column) = PLACE;
            let text = desk
                .unseal_secret(table, account, column, &sealed)
                .await
                .map_err(said)?;
            Tokens::from_stored(text.expose())
                .map(Some)
                .map_err(|unreadable| StoreFailure(unreadable.to_string()))
        })
    }

    fn replace<'a>(&'a self, account: &'a str, tokens: &'a Tokens) -> Later<'a, ()> {
        Box::pin(async move {
            let desk = self.desk()?;
            let (table, column) = PLACE;
            let text = tokens.to_stored();
            let sealed = desk
                .seal(table, account, column, text.expose().as_bytes())
                .await
                .map_err(said)?;
            let mut tx = desk
                .begin_background("account_tokens")
                .await
                .map_err(said)?;
            rows::put_tokens(
                &mut tx,
                account,
                &sealed,
                tokens.obtained,
                tokens.grant_until,
                tokens.refresh.is_some(),
            )
            .await
            .map_err(said)?;
            desk.commit(tx).await.map_err(said)?;
            Ok(())
        })
    }

    fn delete<'a>(&'a self, account: &'a str) -> Later<'a, ()> {
        Box::pin(async move {
            let desk = self.desk()?;
            let mut tx = desk
                .begin_background("account_tokens")
                .await
                .map_err(said)?;
            rows::remove_tokens(&mut tx, account).await.map_err(said)?;
            desk.commit(tx).await.map_err(said)?;
            Ok(())
        })
    }

    fn alone<'a>(&'a self, _account: &'a str) -> Later<'a, Box<dyn Send>> {
        Box::pin(async move {
            let desk = self.desk()?;
            let workspace = desk.workspace().await.map_err(said)?.clone();
            // The system frees the lock when the file is closed, also of a process that died.
            let lock = tokio::task::spawn_blocking(move || workspace.lock("accounts"))
                .await
                .map_err(|error| StoreFailure(error.to_string()))?
                .map_err(said)?;
            Ok(Box::new(lock) as Box<dyn Send>)
        })
    }
}
