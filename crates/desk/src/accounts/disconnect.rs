//! Giving an account back: `account_disconnect`.

use muster_providers::oauth::{Account, Disconnected};
use muster_store::accounts as rows;
use schemars::JsonSchema;
use serde::Serialize;
use tokio::time::Instant;

use super::tell::{self, Asking};
use super::vendors::name;
use super::{AccountId, clients};
use crate::{Desk, Failure};

/// An account that is not connected any more.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountGone")]
pub struct Gone {
    /// Whether the service has forgotten the connection, too.
    pub revoked: bool,
    /// What happened, and what is left to do.
    pub words: String,
}

/// `account_disconnect`: the account is forgotten here in any case. Not undone.
pub async fn disconnect(desk: &Desk, params: AccountId) -> Result<Gone, Failure> {
    let row = rows::get(desk.workspace().await?, &params.account_id).await?;
    let vendor = name(&row.vendor, &row.issuer);
    let begun = Instant::now();
    let (revoked, words) = match give_back(desk, &row).await {
        Ok(Disconnected::Revoked) => (
            true,
            format!("{vendor} is disconnected. It has forgotten the connection, too."),
        ),
        Ok(Disconnected::RemoveByHand(page)) => (
            false,
            format!("{vendor} is disconnected here. Remove Muster there, too: {page}"),
        ),
        Ok(Disconnected::WasNotConnected) => (false, format!("{vendor} is disconnected.")),
        Ok(Disconnected::VendorNotTold { reason }) | Err(reason) => {
            (false, not_told(&vendor, &reason))
        }
    };
    let mut tx = desk.begin_background("account_disconnect").await?;
    rows::remove(&mut tx, &row.id).await?;
    let asking = Asking {
        account_id: Some(&row.id),
        vendor: &row.vendor,
        vendor_name: &vendor,
        kind: "disconnect",
        result: if revoked { "ok" } else { "not_revoked" },
        words: &words,
        begun,
    };
    tell::note(&mut tx, &asking).await?;
    desk.commit(tx).await?;
    Ok(Gone { revoked, words })
}

/// Tells the service; the reason when that cannot even be tried.
async fn give_back(desk: &Desk, row: &rows::Account) -> Result<Disconnected, String> {
    let known = clients::of_account(desk, row)
        .await
        .map_err(|failure| failure.message)?;
    let account = Account {
        id: row.id.clone(),
        vendor: known.vendor,
        registration: known.registration,
    };
    let open = desk
        .sign_ins()
        .open(desk)
        .await
        .map_err(|failure| failure.message)?;
    open.tokens
        .disconnect(&account, true, desk.now())
        .await
        .map_err(|trouble| trouble.to_string())
}

fn not_told(vendor: &str, reason: &str) -> String {
    format!(
        "{vendor} is disconnected here, but could not be told: {}. Remove Muster in the security \
         settings of your account there.",
        reason.trim_end_matches('.')
    )
}
