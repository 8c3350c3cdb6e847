//! Jobs that are recruited for.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// A job.
#[derive(Debug, Clone)]
pub struct Job {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Company; empty when not told.
    pub company: String,
    /// Department; empty when not told.
    pub department: String,
    /// Location; empty when not told.
    pub location: String,
    /// Field of business; empty when not told.
    pub domain: String,
    /// Description as text.
    pub description: String,
    /// Legacy list of technologies.
    pub tech_stack_details: String,
    /// Language of coding rounds ("PYTHON").
    pub coding_language: String,
    /// Skills the job asks for.
    pub skills: Vec<String>,
    /// "open" or "closed".
    pub status: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// When the row was last changed.
    pub updated_at: DateTime<Utc>,
}

/// One job.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Job, StoreError> {
    sqlx::query_as!(Row, "SELECT * FROM jobs WHERE id = ?1", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| StoreError::NotFound {
            what: "job",
            id: id.to_owned(),
        })?
        .job()
}

/// One page of jobs, open ones first, then by title.
pub async fn page(
    workspace: &Workspace,
    status: Option<&str>,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Job>, StoreError> {
    let (title, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let jobs = sqlx::query_as!(
        Row,
        "SELECT * FROM jobs WHERE (title, id) > (?1, ?2) AND (?3 IS NULL OR status = ?3)
         ORDER BY title, id LIMIT ?4",
        title,
        id,
        status,
        take
    )
    .fetch_all(workspace.reader())
    .await?
    .into_iter()
    .map(Row::job)
    .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(jobs, limit, |j| page::cursor(&j.title, &j.id)))
}

/// Adds or replaces a job.
pub async fn put(tx: &mut WriteTx, job: &Job) -> Result<(), StoreError> {
    let skills = error::to_json("jobs.skills", &job.skills)?;
    let (created_at, updated_at) = (time::to_ms(job.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO jobs (id, title, company, department, location, domain, description,
            tech_stack_details, coding_language, skills, status, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, company = excluded.company,
            department = excluded.department, location = excluded.location, domain = excluded.domain,
            description = excluded.description, tech_stack_details = excluded.tech_stack_details,
            coding_language = excluded.coding_language, skills = excluded.skills,
            status = excluded.status, updated_at = excluded.updated_at",
        job.id,
        job.title,
        job.company,
        job.department,
        job.location,
        job.domain,
        job.description,
        job.tech_stack_details,
        job.coding_language,
        skills,
        job.status,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

struct Row {
    id: String,
    title: String,
    company: String,
    department: String,
    location: String,
    domain: String,
    description: String,
    tech_stack_details: String,
    coding_language: String,
    skills: String,
    status: String,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn job(self) -> Result<Job, StoreError> {
        Ok(Job {
            skills: error::from_json("jobs.skills", &self.skills)?,
            created_at: time::from_ms(self.created_at),
            updated_at: time::from_ms(self.updated_at),
            id: self.id,
            title: self.title,
            company: self.company,
            department: self.department,
            location: self.location,
            domain: self.domain,
            description: self.description,
            tech_stack_details: self.tech_stack_details,
            coding_language: self.coding_language,
            status: self.status,
        })
    }
}
