//! Drafts of messages, and the facts of a candidate that they may use.

use chrono::{DateTime, Utc};
use muster_domain::draft::{Channel, Claim, DraftState};
use serde_json::Value;
use sqlx::{QueryBuilder, Row as _, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// A draft with the names it is shown with.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's first name as stored; empty when not told.
    pub candidate_first_name: String,
    /// The candidate's LinkedIn address; empty when not told.
    pub linkedin_url: String,
    /// The job it is about.
    pub job_id: Option<String>,
    /// The job's title.
    pub job_title: Option<String>,
    /// The template it was made from.
    pub template_id: Option<String>,
    /// Where it will be sent by hand.
    pub channel: Channel,
    /// Subject; empty on channels without one.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Fields still to be filled in.
    pub unresolved: Vec<String>,
    /// Which stored field each piece of the text came from.
    pub claims: Vec<Claim>,
    /// Where it stands.
    pub state: DraftState,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// When the row was last changed.
    pub updated_at: DateTime<Utc>,
}

const COLUMNS: &str = "SELECT d.*, c.full_name AS candidate_name,
    c.first_name AS candidate_first_name, c.linkedin_url, j.title AS job_title
    FROM drafts d JOIN candidates c ON c.id = d.candidate_id LEFT JOIN jobs j ON j.id = d.job_id";

/// One draft.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Draft, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE d.id = ").push_bind(id);
    let row = query.build().fetch_optional(connection).await?;
    read(&row.ok_or_else(|| StoreError::NotFound {
        what: "draft",
        id: id.to_owned(),
    })?)
}

/// What a draft list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<DraftState>,
    /// Only for this candidate.
    pub candidate_id: Option<String>,
    /// Only about this job.
    pub job_id: Option<String>,
}

/// One page of drafts, the last changed first.
pub async fn page(
    workspace: &Workspace,
    filter: &Filter,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Draft>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE 1 = 1");
    for (column, value) in [
        (" AND d.state = ", filter.state.map(DraftState::as_str)),
        (" AND d.candidate_id = ", filter.candidate_id.as_deref()),
        (" AND d.job_id = ", filter.job_id.as_deref()),
    ] {
        if let Some(value) = value {
            query.push(column).push_bind(value);
        }
    }
    if let Some(cursor) = cursor {
        let (at, id) = page::parse(cursor)?;
        let at: i64 = at.parse().map_err(|_| StoreError::BadCursor)?;
        query
            .push(" AND (d.updated_at, d.id) < (")
            .push_bind(at)
            .push(", ");
        query.push_bind(id).push(")");
    }
    query.push(" ORDER BY d.updated_at DESC, d.id DESC LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let drafts = rows
        .iter()
        .map(read)
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(drafts, limit, |d| {
        page::cursor(&time::to_ms(d.updated_at).to_string(), &d.id)
    }))
}

/// Adds or replaces a draft. Whom and what it is about never changes.
pub async fn put(tx: &mut WriteTx, draft: &Draft) -> Result<(), StoreError> {
    let (channel, state) = (draft.channel.as_str(), draft.state.as_str());
    let unresolved = error::to_json("drafts.unresolved", &draft.unresolved)?;
    let claims = error::to_json("drafts.claims", &draft.claims)?;
    let (created_at, updated_at) = (time::to_ms(draft.created_at), time::to_ms(draft.updated_at));
    sqlx::query!(
        "INSERT INTO drafts (id, candidate_id, job_id, template_id, channel, subject, text,
            unresolved, claims, state, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, text = excluded.text,
            unresolved = excluded.unresolved, claims = excluded.claims, state = excluded.state,
            updated_at = excluded.updated_at",
        draft.id,
        draft.candidate_id,
        draft.job_id,
        draft.template_id,
        channel,
        draft.subject,
        draft.text,
        unresolved,
        claims,
        state,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What a template may say of a candidate. Notes and contact details are left out on purpose.
#[derive(Debug, Clone)]
pub struct CandidateFacts {
    /// Name.
    pub full_name: String,
    /// First name; empty when not told.
    pub first_name: String,
    /// Last name; empty when not told.
    pub last_name: String,
    /// Headline.
    pub headline: String,
    /// Present company.
    pub company: String,
    /// Present title.
    pub title: String,
    /// Location.
    pub location: String,
    /// LinkedIn address.
    pub linkedin_url: String,
    /// Skills, as stored.
    pub skills: Value,
    /// Positions, as stored.
    pub experience: Value,
    /// Schools, as stored.
    pub education: Value,
}

/// The facts of one candidate. One that was merged into another is not found.
pub async fn candidate_facts(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<CandidateFacts, StoreError> {
    let row = sqlx::query!(
        "SELECT full_name, first_name, last_name, headline, company, title, location, linkedin_url,
            skills, experience, education
         FROM candidates WHERE id = ?1 AND merged_into IS NULL",
        id
    )
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| StoreError::NotFound {
        what: "candidate",
        id: id.to_owned(),
    })?;
    Ok(CandidateFacts {
        full_name: row.full_name,
        first_name: row.first_name,
        last_name: row.last_name,
        headline: row.headline,
        company: row.company,
        title: row.title,
        location: row.location,
        linkedin_url: row.linkedin_url,
        skills: error::from_json("candidates.skills", &row.skills)?,
        experience: error::from_json("candidates.experience", &row.experience)?,
        education: error::from_json("candidates.education", &row.education)?,
    })
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Draft, StoreError> {
    let (channel, state): (String, String) = (row.try_get("channel")?, row.try_get("state")?);
    let (unresolved, claims): (String, String) =
        (row.try_get("unresolved")?, row.try_get("claims")?);
    Ok(Draft {
        id: row.try_get("id")?,
        candidate_id: row.try_get("candidate_id")?,
        candidate_name: row.try_get("candidate_name")?,
        candidate_first_name: row.try_get("candidate_first_name")?,
        linkedin_url: row.try_get("linkedin_url")?,
        job_id: row.try_get("job_id")?,
        job_title: row.try_get("job_title")?,
        template_id: row.try_get("template_id")?,
        channel: error::word("drafts.channel", &channel)?,
        subject: row.try_get("subject")?,
        text: row.try_get("text")?,
        unresolved: error::from_json("drafts.unresolved", &unresolved)?,
        claims: error::from_json("drafts.claims", &claims)?,
        state: error::word("drafts.state", &state)?,
        created_at: time::from_ms(row.try_get("created_at")?),
        updated_at: time::from_ms(row.try_get("updated_at")?),
    })
}
