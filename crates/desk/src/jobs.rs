//! Jobs: `job_create`, `job_get`, `job_list`, `job_update`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use muster_domain::job::CodingLanguage;
use muster_store::applications;
use muster_store::jobs::{self as rows, Job};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::{Listed, limit};
use crate::{Command, Desk, Failure, html};

/// Whether a job is recruited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobStatus {
    /// It is.
    Open,
    /// It is filled or called off.
    Closed,
}

impl JobStatus {
    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// Parameters of `job_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Title.
    pub title: String,
    /// Company.
    #[serde(default)]
    pub company: Option<String>,
    /// Department.
    #[serde(default)]
    pub department: Option<String>,
    /// Location.
    #[serde(default)]
    pub location: Option<String>,
    /// Field of business.
    #[serde(default)]
    pub domain: Option<String>,
    /// Description as text.
    #[serde(default)]
    pub description: Option<String>,
    /// Legacy list of technologies.
    #[serde(default)]
    pub tech_stack_details: Option<String>,
    /// Language of coding rounds; PYTHON when absent.
    #[serde(default)]
    pub coding_language: Option<CodingLanguage>,
    /// Skills the job asks for.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// Parameters of `job_update`: the id and what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which job.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Location.
    pub location: Option<String>,
    /// Field of business.
    pub domain: Option<String>,
    /// Description as text.
    pub description: Option<String>,
    /// Legacy list of technologies.
    pub tech_stack_details: Option<String>,
    /// Language of coding rounds.
    pub coding_language: Option<CodingLanguage>,
    /// Skills the job asks for, all of them.
    pub skills: Option<Vec<String>>,
    /// Open or closed.
    pub status: Option<JobStatus>,
}

/// Names a job.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobId {
    /// Its id.
    pub id: String,
}

/// Parameters of `job_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only open or only closed jobs.
    pub status: Option<JobStatus>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// A job.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Job")]
pub struct JobView {
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
    /// Description as it was given: plain text or HTML.
    pub description: String,
    /// The description as HTML that is safe to show: no scripts, styles, pictures or forms; null
    /// when it is plain text.
    pub description_html: Option<String>,
    /// Legacy list of technologies.
    pub tech_stack_details: String,
    /// Language of coding rounds.
    pub coding_language: String,
    /// Skills the job asks for.
    pub skills: Vec<String>,
    /// "open" or "closed".
    pub status: String,
    /// How many applications it has.
    pub applications: u32,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl JobView {
    /// Shows one job.
    async fn of(desk: &Desk, job: Job) -> Result<Self, Failure> {
        let counted = applications::count_of_jobs(desk.workspace().await?, &[&job.id]).await?;
        Ok(Self::make(job, &counted))
    }

    fn make(j: Job, applications: &HashMap<String, u32>) -> Self {
        Self {
            applications: applications.get(&j.id).copied().unwrap_or_default(),
            id: j.id,
            title: j.title,
            company: j.company,
            department: j.department,
            location: j.location,
            domain: j.domain,
            description_html: html::sanitised(&j.description),
            description: j.description,
            tech_stack_details: j.tech_stack_details,
            coding_language: j.coding_language,
            skills: j.skills,
            status: j.status,
            created_at: j.created_at,
            updated_at: j.updated_at,
        }
    }
}

/// `job_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<JobView, Failure> {
    let now = desk.now();
    let job = Job {
        id: muster_store::new_id(now),
        title: params.title.trim().to_owned(),
        company: params.company.unwrap_or_default(),
        department: params.department.unwrap_or_default(),
        location: params.location.unwrap_or_default(),
        domain: params.domain.unwrap_or_default(),
        description: params.description.unwrap_or_default(),
        tech_stack_details: params.tech_stack_details.unwrap_or_default(),
        coding_language: params
            .coding_language
            .unwrap_or_default()
            .as_str()
            .to_owned(),
        skills: tidy(params.skills),
        status: JobStatus::Open.as_str().to_owned(),
        created_at: now,
        updated_at: now,
    };
    check(&job)?;
    let mut tx = desk.begin(Command::job_create).await?;
    rows::put(&mut tx, &job).await?;
    tx.summarise(format!("Added the job {}", job.title));
    desk.commit(tx).await?;
    JobView::of(desk, job).await
}

/// `job_get`.
pub async fn get(desk: &Desk, params: JobId) -> Result<JobView, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let job = rows::get(&mut reader, &params.id).await?;
    drop(reader);
    JobView::of(desk, job).await
}

/// `job_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<JobView>, Failure> {
    let limit = limit(params.limit)?;
    let status = params.status.map(JobStatus::as_str);
    let workspace = desk.workspace().await?;
    let page = rows::page(workspace, status, limit, params.cursor.as_deref()).await?;
    let ids: Vec<&str> = page.items.iter().map(|job| job.id.as_str()).collect();
    let counted = applications::count_of_jobs(workspace, &ids).await?;
    Ok(page.map(|job| JobView::make(job, &counted)).into())
}

/// `job_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<JobView, Failure> {
    let mut tx = desk.begin(Command::job_update).await?;
    let mut job = rows::get(tx.connection(), &params.id).await?;
    macro_rules! change {
        ($($field:ident),*) => { $(if let Some(value) = params.$field { job.$field = value; })* };
    }
    change!(
        title,
        company,
        department,
        location,
        domain,
        description,
        tech_stack_details
    );
    if let Some(language) = params.coding_language {
        language.as_str().clone_into(&mut job.coding_language);
    }
    if let Some(skills) = params.skills {
        job.skills = tidy(skills);
    }
    if let Some(status) = params.status {
        status.as_str().clone_into(&mut job.status);
    }
    job.updated_at = tx.at();
    check(&job)?;
    rows::put(&mut tx, &job).await?;
    tx.summarise(format!("Changed the job {}", job.title));
    desk.commit(tx).await?;
    JobView::of(desk, job).await
}

fn check(job: &Job) -> Result<(), Failure> {
    if job.title.trim().is_empty() {
        return Err(Failure::parameter(
            "title",
            "The title is empty.",
            "Give the job a title.",
        ));
    }
    if job.title.chars().count() > 500 {
        return Err(Failure::parameter(
            "title",
            "The title is longer than 500 characters.",
            "Put the rest into the description.",
        ));
    }
    Ok(())
}

fn tidy(skills: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for skill in skills {
        let skill = skill.trim().to_owned();
        if !skill.is_empty() && !kept.iter().any(|k| k.eq_ignore_ascii_case(&skill)) {
            kept.push(skill);
        }
    }
    kept
}
