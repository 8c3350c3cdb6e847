//! Pools: who may take a seat of an interview, by skill or any other name.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_domain::pool::Training;
use sqlx::SqliteConnection;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// People of whom some take the seats of an interview.
#[derive(Debug, Clone)]
pub struct Pool {
    /// Id.
    pub id: String,
    /// Its name; no two pools share one.
    pub name: String,
    /// The skill it stands for; empty when it stands for none.
    pub skill: String,
    /// Who is in it, in the order they were named.
    pub members: Vec<Member>,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

/// Someone of a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person_id: String,
    /// Their name.
    pub full_name: String,
    /// Their share of the pool's interviews, 1 to 10.
    pub weight: u32,
    /// How far their training is.
    pub training: Training,
    /// Whether they are taken only when no other member is free.
    pub alternate: bool,
}

/// One pool.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Pool, StoreError> {
    let ids = [id.to_owned()];
    found(connection, &ids)
        .await?
        .remove(id)
        .ok_or_else(|| StoreError::NotFound {
            what: "pool",
            id: id.to_owned(),
        })
}

/// Those of these pools that are there, by id.
pub async fn found(
    connection: &mut SqliteConnection,
    ids: &[String],
) -> Result<HashMap<String, Pool>, StoreError> {
    let wanted = error::to_json("pools.id", &ids)?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, name, skill, created_at FROM pools
         WHERE id IN (SELECT value FROM json_each(?1))",
        wanted
    )
    .fetch_all(&mut *connection)
    .await?;
    let pools = with_members(connection, rows).await?;
    Ok(pools.into_iter().map(|p| (p.id.clone(), p)).collect())
}

/// One page of pools by name.
pub async fn page(
    workspace: &Workspace,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Pool>, StoreError> {
    let (name, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut connection = workspace.reader().acquire().await?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, name, skill, created_at FROM pools WHERE (name, id) > (?1, ?2)
         ORDER BY name, id LIMIT ?3",
        name,
        id,
        take
    )
    .fetch_all(&mut *connection)
    .await?;
    let pools = with_members(&mut connection, rows).await?;
    Ok(Page::cut(pools, limit, |p| page::cursor(&p.name, &p.id)))
}

/// The id of the pool of this name, whatever its case.
pub async fn id_by_name(
    connection: &mut SqliteConnection,
    name: &str,
) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar!("SELECT id FROM pools WHERE lower(name) = lower(?1)", name)
            .fetch_optional(connection)
            .await?,
    )
}

/// Each person's largest weight in any pool; people of no pool are absent.
pub async fn weights(
    connection: &mut SqliteConnection,
) -> Result<HashMap<String, u32>, StoreError> {
    Ok(sqlx::query!(
        r#"SELECT person_id AS "person_id!: String", max(weight) AS "weight!: i64"
           FROM pool_members GROUP BY person_id"#
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| (r.person_id, count(r.weight)))
    .collect())
}

/// Adds or replaces a pool and its members.
pub async fn put(tx: &mut WriteTx, pool: &Pool) -> Result<(), StoreError> {
    let (created_at, updated_at) = (time::to_ms(pool.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO pools (id, name, skill, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, skill = excluded.skill,
            updated_at = excluded.updated_at",
        pool.id,
        pool.name,
        pool.skill,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    let ids: Vec<&str> = pool.members.iter().map(|m| m.person_id.as_str()).collect();
    let wanted = error::to_json("pool_members.person_id", &ids)?;
    sqlx::query!(
        "DELETE FROM pool_members
         WHERE pool_id = ?1 AND person_id NOT IN (SELECT value FROM json_each(?2))",
        pool.id,
        wanted
    )
    .execute(tx.connection())
    .await?;
    for (position, member) in pool.members.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let training = member.training.as_str();
        sqlx::query!(
            "INSERT INTO pool_members (pool_id, person_id, position, weight, training, alternate)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (pool_id, person_id) DO UPDATE SET position = excluded.position,
                weight = excluded.weight, training = excluded.training,
                alternate = excluded.alternate",
            pool.id,
            member.person_id,
            position,
            member.weight,
            training,
            member.alternate
        )
        .execute(tx.connection())
        .await?;
    }
    tx.touch("pools");
    Ok(())
}

/// Removes a pool and its members.
pub async fn remove(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM pool_members WHERE pool_id = ?1", id)
        .execute(tx.connection())
        .await?;
    sqlx::query!("DELETE FROM pools WHERE id = ?1", id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

struct Row {
    id: String,
    name: String,
    skill: String,
    created_at: i64,
}

async fn with_members(
    connection: &mut SqliteConnection,
    rows: Vec<Row>,
) -> Result<Vec<Pool>, StoreError> {
    let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
    let wanted = error::to_json("pool_members.pool_id", &ids)?;
    let mut members: HashMap<String, Vec<Member>> = HashMap::new();
    let found = sqlx::query!(
        "SELECT m.pool_id, m.person_id, p.full_name, m.weight, m.training, m.alternate
         FROM pool_members m JOIN people p ON p.id = m.person_id
         WHERE m.pool_id IN (SELECT value FROM json_each(?1)) ORDER BY m.pool_id, m.position",
        wanted
    )
    .fetch_all(connection)
    .await?;
    for r in found {
        members.entry(r.pool_id).or_default().push(Member {
            person_id: r.person_id,
            full_name: r.full_name,
            weight: count(r.weight),
            training: error::word("pool_members.training", &r.training)?,
            alternate: r.alternate != 0,
        });
    }
    Ok(rows
        .into_iter()
        .map(|r| Pool {
            members: members.remove(&r.id).unwrap_or_default(),
            created_at: time::from_ms(r.created_at),
            id: r.id,
            name: r.name,
            skill: r.skill,
        })
        .collect())
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(1)
}
