//! Who uses the workspace: the actors of its changes.

use chrono::{DateTime, Utc};

use crate::{StoreError, Workspace, WriteTx, time};

/// A user of this workspace.
#[derive(Debug, Clone)]
pub struct User {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// E-mail address; empty when not told.
    pub email: String,
    /// "admin", "recruiter", "coordinator", "hiring_manager" or "interviewer".
    pub role: String,
    /// IANA zone in which times are shown to this user first.
    pub time_zone: String,
    /// Whether this is who sits at the desk.
    pub is_current: bool,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

/// All users, the current one first.
pub async fn list(workspace: &Workspace) -> Result<Vec<User>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, full_name, email, role, time_zone, is_current, created_at
         FROM users ORDER BY is_current DESC, full_name, id"
    )
    .fetch_all(workspace.reader())
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| User {
            id: r.id,
            full_name: r.full_name,
            email: r.email,
            role: r.role,
            time_zone: r.time_zone,
            is_current: r.is_current != 0,
            created_at: time::from_ms(r.created_at),
        })
        .collect())
}

/// Id of the current user; `None` in a workspace without users.
pub async fn current(workspace: &Workspace) -> Result<Option<String>, StoreError> {
    let id =
        sqlx::query_scalar!("SELECT id FROM users ORDER BY is_current DESC, full_name, id LIMIT 1");
    Ok(id.fetch_optional(workspace.reader()).await?)
}

/// Adds or replaces a user.
pub async fn put(tx: &mut WriteTx, user: &User) -> Result<(), StoreError> {
    let (created_at, updated_at) = (time::to_ms(user.created_at), time::to_ms(tx.at()));
    if user.is_current {
        sqlx::query!(
            "UPDATE users SET is_current = 0 WHERE is_current = 1 AND id <> ?1",
            user.id
        )
        .execute(tx.connection())
        .await?;
    }
    sqlx::query!(
        "INSERT INTO users (id, full_name, email, role, time_zone, is_current, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name, email = excluded.email,
            role = excluded.role, time_zone = excluded.time_zone, is_current = excluded.is_current,
            updated_at = excluded.updated_at",
        user.id,
        user.full_name,
        user.email,
        user.role,
        user.time_zone,
        user.is_current,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Whether there is any user, seen from inside a write.
pub async fn any(tx: &mut WriteTx) -> Result<bool, StoreError> {
    let n = sqlx::query_scalar!("SELECT count(*) FROM users")
        .fetch_one(tx.connection())
        .await?;
    Ok(n > 0)
}
