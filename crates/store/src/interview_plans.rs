//! Interview plans: the interviews of a job in their order, with who may hold them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_domain::interview::Mode;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// The interviews of one job, or a template for any.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Id.
    pub id: String,
    /// The job; `None` for a template.
    pub job_id: Option<String>,
    /// The job's title.
    pub job_title: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the interviews keep the order of the steps.
    pub ordered: bool,
    /// Most days that the interviews may be spread over.
    pub maximum_days: u32,
    /// Minutes the candidate has between two interviews of one day.
    pub gap_minutes: u32,
    /// Whether one person may hold two of its interviews with the same candidate.
    pub allow_same_interviewer: bool,
    /// The interviews.
    pub steps: Vec<Step>,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

/// One interview of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Id, kept for life.
    pub id: String,
    /// What it is called in the plan.
    pub title: String,
    /// Kind ("screen", "technical", …).
    pub interview_type: String,
    /// Online or in person.
    pub mode: Mode,
    /// Its own length; `None` for that of its kind.
    pub duration_minutes: Option<u32>,
    /// People who are always in it.
    pub interviewer_ids: Vec<String>,
    /// Pools of which some fill further seats.
    pub pools: Vec<StepPool>,
    /// People who listen.
    pub shadow_ids: Vec<String>,
    /// What it is to find out; empty when not told.
    pub competency: String,
}

/// Seats of a step that a pool fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPool {
    /// The pool.
    pub pool_id: String,
    /// How many of its members.
    pub choose: u32,
}

/// One plan.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Plan, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT p.*, j.title AS job_title FROM interview_plans p
         LEFT JOIN jobs j ON j.id = p.job_id WHERE p.id = ?1",
        id
    )
    .fetch_optional(&mut *connection)
    .await?;
    let row = row.ok_or_else(|| StoreError::NotFound {
        what: "interview plan",
        id: id.to_owned(),
    })?;
    one(connection, row).await
}

/// The plan of a job, when it has one.
pub async fn of_job(
    connection: &mut SqliteConnection,
    job_id: &str,
) -> Result<Option<Plan>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT p.*, j.title AS job_title FROM interview_plans p
         LEFT JOIN jobs j ON j.id = p.job_id WHERE p.job_id = ?1",
        job_id
    )
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => one(connection, row).await.map(Some),
        None => Ok(None),
    }
}

/// The plan that has a step, and the step's place in it.
pub async fn of_step(
    connection: &mut SqliteConnection,
    step_id: &str,
) -> Result<(Plan, Step), StoreError> {
    let unknown = || StoreError::NotFound {
        what: "step of an interview plan",
        id: step_id.to_owned(),
    };
    let plan_id = sqlx::query_scalar!(
        "SELECT plan_id FROM interview_plan_steps WHERE id = ?1",
        step_id
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(unknown)?;
    let plan = get(connection, &plan_id).await?;
    let step = plan.steps.iter().find(|s| s.id == step_id).cloned();
    Ok((plan, step.ok_or_else(unknown)?))
}

/// One page of plans by name: all, or the one of a job.
pub async fn page(
    workspace: &Workspace,
    job_id: Option<&str>,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Plan>, StoreError> {
    let (name, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut connection = workspace.reader().acquire().await?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT p.*, j.title AS job_title FROM interview_plans p
         LEFT JOIN jobs j ON j.id = p.job_id
         WHERE (p.name, p.id) > (?1, ?2) AND (?3 IS NULL OR p.job_id = ?3)
         ORDER BY p.name, p.id LIMIT ?4",
        name,
        id,
        job_id,
        take
    )
    .fetch_all(&mut *connection)
    .await?;
    let plans = with_steps(&mut connection, rows).await?;
    Ok(Page::cut(plans, limit, |p| page::cursor(&p.name, &p.id)))
}

/// The names of the plans that take people from a pool, by name.
pub async fn using_pool(
    connection: &mut SqliteConnection,
    pool_id: &str,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT p.name FROM interview_plans p JOIN interview_plan_steps s ON s.plan_id = p.id
         WHERE EXISTS (SELECT 1 FROM json_each(s.pools) x
            WHERE json_extract(x.value, '$.pool_id') = ?1)
         ORDER BY p.name",
        pool_id
    )
    .fetch_all(connection)
    .await?)
}

/// Adds or replaces a plan with all its steps.
pub async fn put(tx: &mut WriteTx, plan: &Plan) -> Result<(), StoreError> {
    let (created_at, updated_at) = (time::to_ms(plan.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO interview_plans (id, job_id, name, ordered, maximum_days, gap_minutes,
            allow_same_interviewer, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET job_id = excluded.job_id, name = excluded.name,
            ordered = excluded.ordered, maximum_days = excluded.maximum_days,
            gap_minutes = excluded.gap_minutes,
            allow_same_interviewer = excluded.allow_same_interviewer,
            updated_at = excluded.updated_at",
        plan.id,
        plan.job_id,
        plan.name,
        plan.ordered,
        plan.maximum_days,
        plan.gap_minutes,
        plan.allow_same_interviewer,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    let ids: Vec<&str> = plan.steps.iter().map(|s| s.id.as_str()).collect();
    let wanted = error::to_json("interview_plan_steps.id", &ids)?;
    sqlx::query!(
        "DELETE FROM interview_plan_steps
         WHERE plan_id = ?1 AND id NOT IN (SELECT value FROM json_each(?2))",
        plan.id,
        wanted
    )
    .execute(tx.connection())
    .await?;
    for (position, step) in plan.steps.iter().enumerate() {
        put_step(tx, &plan.id, position, step).await?;
    }
    tx.touch("interview_plans");
    Ok(())
}

async fn put_step(
    tx: &mut WriteTx,
    plan_id: &str,
    position: usize,
    step: &Step,
) -> Result<(), StoreError> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    let mode = step.mode.as_str();
    let interviewers = error::to_json("interview_plan_steps.interviewers", &step.interviewer_ids)?;
    let pools = error::to_json("interview_plan_steps.pools", &step.pools)?;
    let shadows = error::to_json("interview_plan_steps.shadows", &step.shadow_ids)?;
    sqlx::query!(
        "INSERT INTO interview_plan_steps (id, plan_id, position, title, interview_type, mode,
            duration_minutes, interviewer_ids, pools, shadow_ids, competency)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title,
            interview_type = excluded.interview_type, mode = excluded.mode,
            duration_minutes = excluded.duration_minutes,
            interviewer_ids = excluded.interviewer_ids, pools = excluded.pools,
            shadow_ids = excluded.shadow_ids, competency = excluded.competency",
        step.id,
        plan_id,
        position,
        step.title,
        step.interview_type,
        mode,
        step.duration_minutes,
        interviewers,
        pools,
        shadows,
        step.competency
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Removes a plan and its steps.
pub async fn remove(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM interview_plan_steps WHERE plan_id = ?1", id)
        .execute(tx.connection())
        .await?;
    sqlx::query!("DELETE FROM interview_plans WHERE id = ?1", id)
        .execute(tx.connection())
        .await?;
    Ok(())
}

struct Row {
    id: String,
    job_id: Option<String>,
    job_title: Option<String>,
    name: String,
    ordered: i64,
    maximum_days: i64,
    gap_minutes: i64,
    allow_same_interviewer: i64,
    created_at: i64,
    #[expect(dead_code, reason = "part of SELECT p.*; nothing reads it yet")]
    updated_at: i64,
}

async fn one(connection: &mut SqliteConnection, row: Row) -> Result<Plan, StoreError> {
    let id = row.id.clone();
    let mut plans = with_steps(connection, vec![row]).await?;
    plans.pop().ok_or(StoreError::NotFound {
        what: "interview plan",
        id,
    })
}

async fn with_steps(
    connection: &mut SqliteConnection,
    rows: Vec<Row>,
) -> Result<Vec<Plan>, StoreError> {
    let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
    let wanted = error::to_json("interview_plan_steps.plan_id", &ids)?;
    let mut steps: HashMap<String, Vec<Step>> = HashMap::new();
    let found = sqlx::query!(
        "SELECT * FROM interview_plan_steps
         WHERE plan_id IN (SELECT value FROM json_each(?1)) ORDER BY plan_id, position, id",
        wanted
    )
    .fetch_all(connection)
    .await?;
    for r in found {
        steps.entry(r.plan_id).or_default().push(Step {
            id: r.id,
            title: r.title,
            interview_type: r.interview_type,
            mode: error::word("interview_plan_steps.mode", &r.mode)?,
            duration_minutes: r.duration_minutes.map(count),
            interviewer_ids: error::from_json(
                "interview_plan_steps.interviewers",
                &r.interviewer_ids,
            )?,
            pools: error::from_json("interview_plan_steps.pools", &r.pools)?,
            shadow_ids: error::from_json("interview_plan_steps.shadows", &r.shadow_ids)?,
            competency: r.competency,
        });
    }
    Ok(rows
        .into_iter()
        .map(|r| Plan {
            steps: steps.remove(&r.id).unwrap_or_default(),
            id: r.id,
            job_id: r.job_id,
            job_title: r.job_title,
            name: r.name,
            ordered: r.ordered != 0,
            maximum_days: count(r.maximum_days),
            gap_minutes: count(r.gap_minutes),
            allow_same_interviewer: r.allow_same_interviewer != 0,
            created_at: time::from_ms(r.created_at),
        })
        .collect())
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
