//! The right to act as a signed-in account, for those parts of Muster that use one.

use std::sync::Arc;

use muster_providers::calendar::{AccountBearer, Bearer};
use muster_providers::oauth::{Access, Account, SecretText};
use muster_store::accounts as rows;

use super::waiting::Open;
use super::{clients, test};
use crate::{Clock, Desk, Failure};

/// An access token with what is needed to say how using it went.
pub(crate) struct Granted {
    account: Account,
    access: Access,
}

impl Granted {
    /// The token, for one request.
    pub(crate) fn token(&self) -> &SecretText {
        &self.access.token
    }

    /// The service refused the token: the next grant brings another one, or the account asks to be
    /// signed in again.
    pub(crate) async fn refused(&self, desk: &Desk) -> Result<(), Failure> {
        let open = desk.sign_ins().open(desk).await?;
        open.tokens
            .refused(&self.account, &self.access, desk.now())
            .await;
        Ok(())
    }
}

/// Access tokens of this account for a client that asks for them by itself.
pub(crate) async fn bearer(desk: &Desk, account_id: &str) -> Result<Arc<dyn Bearer>, Failure> {
    let (account, open) = account(desk, account_id).await?;
    let weak = desk.downgrade();
    let now = move || {
        weak.desk()
            .map_or_else(|| Clock::System.now(), |desk| desk.now())
    };
    Ok(Arc::new(AccountBearer::new(
        open.tokens,
        account,
        Arc::new(now),
    )))
}

/// What the account is called, for a list that names it.
pub(crate) async fn label_of(desk: &Desk, account_id: &str) -> Result<Option<String>, Failure> {
    let row = rows::get(desk.workspace().await?, account_id).await?;
    let label = if row.email.is_empty() {
        row.name
    } else {
        row.email
    };
    Ok((!label.is_empty()).then_some(label))
}

async fn account(desk: &Desk, account_id: &str) -> Result<(Account, Open), Failure> {
    let row = rows::get(desk.workspace().await?, account_id).await?;
    let known = clients::of_account(desk, &row).await?;
    let open = desk.sign_ins().open(desk).await?;
    let account = Account {
        id: row.id,
        vendor: known.vendor,
        registration: known.registration,
    };
    Ok((account, open))
}

/// A token of this account, renewed when its time is over.
pub(crate) async fn grant(desk: &Desk, account_id: &str) -> Result<Granted, Failure> {
    let (account, open) = account(desk, account_id).await?;
    let access = open
        .tokens
        .access(&account, desk.now())
        .await
        .map_err(|trouble| test::failure(&trouble))?;
    Ok(Granted { account, access })
}

/// Refuses an account of another vendor than the one that is asked for.
pub(crate) async fn of_vendor(desk: &Desk, account_id: &str, vendor: &str) -> Result<(), Failure> {
    let row = rows::get(desk.workspace().await?, account_id).await?;
    if row.vendor == vendor {
        return Ok(());
    }
    Err(Failure::parameter(
        "account_id",
        "This account is at another service.",
        "Choose an account of the service that mail leaves through.",
    ))
}
