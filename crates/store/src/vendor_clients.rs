//! Muster's registrations with outside services. Not part of undo, export and restore.

use crate::{StoreError, Workspace, WriteTx};

/// A registration as it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorClient {
    /// The vendor's id in the catalogue.
    pub vendor: String,
    /// The client id, which is no secret.
    pub client_id: String,
    /// The sealed client secret; empty when there is none.
    pub secret_sealed: String,
    /// The address of an OpenID provider; empty for the vendors we know.
    pub issuer: String,
    /// The https address of the team's bounce page; empty when there is none.
    pub bounce: String,
}

/// All registrations.
pub async fn list(workspace: &Workspace) -> Result<Vec<VendorClient>, StoreError> {
    Ok(
        sqlx::query_as!(VendorClient, "SELECT * FROM vendor_clients ORDER BY vendor")
            .fetch_all(workspace.reader())
            .await?,
    )
}

/// Adds or replaces a registration.
pub async fn put(tx: &mut WriteTx, client: &VendorClient) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO vendor_clients (vendor, client_id, secret_sealed, issuer, bounce)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (vendor) DO UPDATE SET client_id = excluded.client_id,
            secret_sealed = excluded.secret_sealed, issuer = excluded.issuer,
            bounce = excluded.bounce",
        client.vendor,
        client.client_id,
        client.secret_sealed,
        client.issuer,
        client.bounce
    )
    .execute(tx.connection())
    .await?;
    tx.touch("accounts");
    Ok(())
}

/// Removes a registration.
pub async fn remove(tx: &mut WriteTx, vendor: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM vendor_clients WHERE vendor = ?1", vendor)
        .execute(tx.connection())
        .await?;
    tx.touch("accounts");
    Ok(())
}
