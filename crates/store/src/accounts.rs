//! Accounts at outside services, and their sealed tokens. Not part of undo, export and restore.

use chrono::{DateTime, Utc};

use crate::{StoreError, Workspace, WriteTx, time};

/// An account that was signed in to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: String,
    /// The vendor's id in the catalogue.
    pub vendor: String,
    /// The address of an OpenID provider of one's own; empty otherwise.
    pub issuer: String,
    /// The vendor's own id of the account.
    pub subject: String,
    /// Its e-mail address; empty when not known.
    pub email: String,
    /// The person's name; empty when not known.
    pub name: String,
    /// What was asked for, as a JSON list of words.
    pub features: String,
    /// What of it was not granted, as a JSON list of words.
    pub missing: String,
    /// `connected`, `renewing` or `sign_in_again`.
    pub state: String,
    /// Why it is not simply connected, in words.
    pub trouble: String,
    /// When its access token came.
    pub obtained_at: DateTime<Utc>,
    /// When its grant ends, where that is known.
    pub grant_until: Option<DateTime<Utc>>,
    /// Whether its tokens can be renewed.
    pub renewable: bool,
    /// When the person signed in last.
    pub connected_at: DateTime<Utc>,
    /// When its token was used last.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it is looked at next for a warning.
    pub look_at: DateTime<Utc>,
    /// Of how many days before the end was warned last.
    pub warned: Option<i64>,
}

struct Row {
    id: String,
    vendor: String,
    issuer: String,
    subject: String,
    email: String,
    name: String,
    features: String,
    missing: String,
    state: String,
    trouble: String,
    obtained_at: i64,
    grant_until: Option<i64>,
    renewable: i64,
    connected_at: i64,
    last_used_at: Option<i64>,
    look_at: i64,
    warned: Option<i64>,
}

impl From<Row> for Account {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            vendor: row.vendor,
            issuer: row.issuer,
            subject: row.subject,
            email: row.email,
            name: row.name,
            features: row.features,
            missing: row.missing,
            state: row.state,
            trouble: row.trouble,
            obtained_at: time::from_ms(row.obtained_at),
            grant_until: row.grant_until.map(time::from_ms),
            renewable: row.renewable != 0,
            connected_at: time::from_ms(row.connected_at),
            last_used_at: row.last_used_at.map(time::from_ms),
            look_at: time::from_ms(row.look_at),
            warned: row.warned,
        }
    }
}

/// One account.
pub async fn get(workspace: &Workspace, id: &str) -> Result<Account, StoreError> {
    sqlx::query_as!(Row, "SELECT * FROM accounts WHERE id = ?1", id)
        .fetch_optional(workspace.reader())
        .await?
        .map(Account::from)
        .ok_or_else(|| StoreError::NotFound {
            what: "account",
            id: id.to_owned(),
        })
}

/// All accounts, by vendor and address.
pub async fn list(workspace: &Workspace) -> Result<Vec<Account>, StoreError> {
    let rows = sqlx::query_as!(Row, "SELECT * FROM accounts ORDER BY vendor, email, id")
        .fetch_all(workspace.reader())
        .await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// The account that the vendor knows by this id of its own.
pub async fn of_subject(
    tx: &mut WriteTx,
    vendor: &str,
    issuer: &str,
    subject: &str,
) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT * FROM accounts WHERE vendor = ?1 AND issuer = ?2 AND subject = ?3",
        vendor,
        issuer,
        subject
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(Account::from))
}

/// Adds or replaces an account.
pub async fn put(tx: &mut WriteTx, account: &Account) -> Result<(), StoreError> {
    let (obtained_at, connected_at, look_at) = (
        time::to_ms(account.obtained_at),
        time::to_ms(account.connected_at),
        time::to_ms(account.look_at),
    );
    let (grant_until, last_used_at) = (
        account.grant_until.map(time::to_ms),
        account.last_used_at.map(time::to_ms),
    );
    sqlx::query!(
        "INSERT INTO accounts (id, vendor, issuer, subject, email, name, features, missing, state,
            trouble, obtained_at, grant_until, renewable, connected_at, last_used_at, look_at, warned)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name,
            features = excluded.features, missing = excluded.missing, state = excluded.state,
            trouble = excluded.trouble, obtained_at = excluded.obtained_at,
            grant_until = excluded.grant_until, renewable = excluded.renewable,
            connected_at = excluded.connected_at, last_used_at = excluded.last_used_at,
            look_at = excluded.look_at, warned = excluded.warned",
        account.id,
        account.vendor,
        account.issuer,
        account.subject,
        account.email,
        account.name,
        account.features,
        account.missing,
        account.state,
        account.trouble,
        obtained_at,
        grant_until,
        account.renewable,
        connected_at,
        last_used_at,
        look_at,
        account.warned
    )
    .execute(tx.connection())
    .await?;
    tx.touch("accounts");
    Ok(())
}

/// Forgets an account and its tokens.
pub async fn remove(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM accounts WHERE id = ?1", id)
        .execute(tx.connection())
        .await?;
    tx.touch("accounts");
    Ok(())
}

/// The sealed tokens of an account.
pub async fn tokens(workspace: &Workspace, id: &str) -> Result<Option<String>, StoreError> {
    let sealed = sqlx::query_scalar!(
        "SELECT sealed FROM account_tokens WHERE account_id = ?1",
        id
    )
    .fetch_optional(workspace.reader())
    .await?;
    Ok(sealed)
}

/// Replaces the sealed tokens of an account, with what is known of their life.
pub async fn put_tokens(
    tx: &mut WriteTx,
    id: &str,
    sealed: &str,
    obtained_at: DateTime<Utc>,
    grant_until: Option<DateTime<Utc>>,
    renewable: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO account_tokens (account_id, sealed) VALUES (?1, ?2)
         ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed",
        id,
        sealed
    )
    .execute(tx.connection())
    .await?;
    let (obtained_at, grant_until) = (time::to_ms(obtained_at), grant_until.map(time::to_ms));
    sqlx::query!(
        "UPDATE accounts SET obtained_at = ?2, grant_until = ?3, renewable = ?4 WHERE id = ?1",
        id,
        obtained_at,
        grant_until,
        renewable
    )
    .execute(tx.connection())
    .await?;
    tx.touch("accounts");
    Ok(())
}

/// Deletes the sealed tokens of an account.
pub async fn remove_tokens(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM account_tokens WHERE account_id = ?1", id)
        .execute(tx.connection())
        .await?;
    tx.touch("accounts");
    Ok(())
}

/// Notes how the last use of an account ended.
pub async fn used(
    tx: &mut WriteTx,
    id: &str,
    state: &str,
    trouble: &str,
    last_used_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let at = last_used_at.map(time::to_ms);
    sqlx::query!(
        "UPDATE accounts SET state = ?2, trouble = ?3, last_used_at = coalesce(?4, last_used_at)
         WHERE id = ?1",
        id,
        state,
        trouble,
        at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("accounts");
    Ok(())
}

/// The accounts that are to be looked at by now.
pub async fn to_look_at(tx: &mut WriteTx, now: DateTime<Utc>) -> Result<Vec<Account>, StoreError> {
    let now = time::to_ms(now);
    let rows = sqlx::query_as!(
        Row,
        "SELECT * FROM accounts WHERE look_at <= ?1 ORDER BY id",
        now
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// Notes that an account was looked at, and of how many days before its end was warned.
pub async fn looked(
    tx: &mut WriteTx,
    id: &str,
    look_at: DateTime<Utc>,
    warned: Option<i64>,
) -> Result<(), StoreError> {
    let look_at = time::to_ms(look_at);
    sqlx::query!(
        "UPDATE accounts SET look_at = ?2, warned = ?3 WHERE id = ?1",
        id,
        look_at,
        warned
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
