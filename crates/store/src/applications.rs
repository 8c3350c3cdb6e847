//! Applications: one candidate for one job, with the three gates before an interview.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_domain::application::Gates;
use muster_domain::matching::MatchCandidate;
use sqlx::{QueryBuilder, Row as _, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, new_id, time};

/// One candidate for one job.
#[derive(Debug, Clone)]
pub struct Application {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's IANA zone; empty when not known.
    pub candidate_zone: String,
    /// The job.
    pub job_id: String,
    /// The job's title.
    pub job_title: String,
    /// Stage of the pipeline.
    pub stage: String,
    /// Score 0 to 100, when one could be given.
    pub score: Option<i64>,
    /// How the score came about, as JSON.
    pub matched: Option<String>,
    /// The gates.
    pub gates: Gates,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "SELECT a.id, a.candidate_id, c.full_name AS candidate_name,
    c.time_zone AS candidate_zone, a.job_id, j.title AS job_title, a.stage, a.score, a.match, a.shortlisted, a.interview_enabled,
    a.online_interview_enabled, a.created_at
    FROM applications a JOIN candidates c ON c.id = a.candidate_id JOIN jobs j ON j.id = a.job_id";

/// One application.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Application, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE a.id = ").push_bind(id);
    let row = query.build().fetch_optional(connection).await?;
    read(&row.ok_or_else(|| StoreError::NotFound {
        what: "application",
        id: id.to_owned(),
    })?)
}

/// How many applications each of these jobs has; a job without any is absent.
pub async fn count_of_jobs(
    workspace: &Workspace,
    jobs: &[&str],
) -> Result<HashMap<String, u32>, StoreError> {
    let jobs = error::to_json("applications.job_id", &jobs)?;
    Ok(sqlx::query!(
        r#"SELECT job_id, count(*) AS "applications!: i64" FROM applications
           WHERE job_id IN (SELECT value FROM json_each(?1)) GROUP BY job_id"#,
        jobs
    )
    .fetch_all(workspace.reader())
    .await?
    .into_iter()
    .map(|r| (r.job_id, u32::try_from(r.applications).unwrap_or(u32::MAX)))
    .collect())
}

/// What an application list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this candidate's.
    pub candidate_id: Option<String>,
    /// Only for this job.
    pub job_id: Option<String>,
    /// Only shortlisted ones, or only others.
    pub shortlisted: Option<bool>,
}

/// One page of applications by the candidate's name.
pub async fn page(
    workspace: &Workspace,
    filter: &Filter,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Application>, StoreError> {
    let (name, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let mut query = QueryBuilder::new(COLUMNS);
    query
        .push(" WHERE (c.full_name, a.id) > (")
        .push_bind(name)
        .push(", ")
        .push_bind(id)
        .push(")");
    if let Some(candidate) = &filter.candidate_id {
        query.push(" AND a.candidate_id = ").push_bind(candidate);
    }
    if let Some(job) = &filter.job_id {
        query.push(" AND a.job_id = ").push_bind(job);
    }
    if let Some(shortlisted) = filter.shortlisted {
        query.push(" AND a.shortlisted = ").push_bind(shortlisted);
    }
    query.push(" ORDER BY c.full_name, a.id LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let items = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(items, limit, |a| {
        page::cursor(&a.candidate_name, &a.id)
    }))
}

/// The id of the pair's application, made when `create` says so and there is none.
pub async fn ensure(
    tx: &mut WriteTx,
    candidate_id: &str,
    job_id: &str,
    create: bool,
) -> Result<Option<String>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM applications WHERE candidate_id = ?1 AND job_id = ?2",
        candidate_id,
        job_id
    )
    .fetch_optional(tx.connection())
    .await?;
    if found.is_some() || !create {
        return Ok(found);
    }
    let (id, at) = (new_id(tx.at()), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO applications (id, candidate_id, job_id, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?4)",
        id,
        candidate_id,
        job_id,
        at
    )
    .execute(tx.connection())
    .await?;
    Ok(Some(id))
}

/// What the matcher reads of a candidate.
#[derive(Debug, Clone)]
pub struct MatchSource {
    /// The name, for the activity list only; the matcher never sees it.
    pub full_name: String,
    /// Headline, skills, experience and résumé text.
    pub record: MatchCandidate,
}

/// Reads what the matcher may see of a candidate.
pub async fn match_source(
    connection: &mut SqliteConnection,
    candidate_id: &str,
) -> Result<MatchSource, StoreError> {
    let row = sqlx::query!(
        r#"SELECT full_name, headline, skills, experience,
            (SELECT group_concat(text, char(10)) FROM documents WHERE candidate_id = c.id)
                AS "resume: String"
           FROM candidates c WHERE id = ?1 AND merged_into IS NULL"#,
        candidate_id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| StoreError::NotFound {
        what: "candidate",
        id: candidate_id.to_owned(),
    })?;
    Ok(MatchSource {
        full_name: row.full_name,
        record: MatchCandidate {
            headline: Some(row.headline).filter(|t| !t.is_empty()),
            summary: None,
            skills: error::from_json("candidates.skills", &row.skills)?,
            experience: error::from_json("candidates.experience", &row.experience)?,
            resume_text: row.resume.filter(|t| !t.is_empty()),
        },
    })
}

/// Stores a score and how it came about.
pub async fn set_score(
    tx: &mut WriteTx,
    id: &str,
    score: Option<i64>,
    matched: &str,
) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    sqlx::query!(
        "UPDATE applications SET score = ?2, match = ?3, updated_at = ?4
         WHERE id = ?1 AND (score IS NOT ?2 OR match IS NOT ?3)",
        id,
        score,
        matched,
        at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Moves the gates.
pub async fn set_gates(tx: &mut WriteTx, id: &str, gates: Gates) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    sqlx::query!(
        "UPDATE applications SET shortlisted = ?2, interview_enabled = ?3,
            online_interview_enabled = ?4, updated_at = ?5 WHERE id = ?1",
        id,
        gates.shortlisted,
        gates.interview_enabled,
        gates.online_interview_enabled,
        at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Moves the application to a stage of the pipeline.
pub async fn set_stage(tx: &mut WriteTx, id: &str, stage: &str) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    sqlx::query!(
        "UPDATE applications SET stage = ?2, updated_at = ?3 WHERE id = ?1",
        id,
        stage,
        at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Application, StoreError> {
    Ok(Application {
        id: row.try_get("id")?,
        candidate_id: row.try_get("candidate_id")?,
        candidate_name: row.try_get("candidate_name")?,
        candidate_zone: row.try_get("candidate_zone")?,
        job_id: row.try_get("job_id")?,
        job_title: row.try_get("job_title")?,
        stage: row.try_get("stage")?,
        score: row.try_get("score")?,
        matched: row.try_get("match")?,
        gates: Gates {
            shortlisted: row.try_get("shortlisted")?,
            interview_enabled: row.try_get("interview_enabled")?,
            online_interview_enabled: row.try_get("online_interview_enabled")?,
        },
        created_at: time::from_ms(row.try_get("created_at")?),
    })
}
