//! Candidates: adding, reading, changing and finding them.

mod change;
pub mod documents;
pub mod duplicates;
pub mod import;
mod import_net;
pub mod import_preview;
mod import_rows;
pub(crate) mod indexing;
pub mod merging;
pub mod timeline;
mod view;

use muster_domain::candidate::{
    CandidateFields, Consent, EducationFields, ExperienceFields, FieldError, ValidCandidate,
    validate,
};
use muster_store::candidates::{self as rows, Candidate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::paging::{Listed, limit};
use crate::settings::present;
use crate::{Command, Desk, Failure};
use change::changed;
pub use view::CandidateView;
use view::{view, views};

/// Names a candidate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateId {
    /// Its id. The id of a record that was merged away means the one that was kept.
    pub id: String,
}

/// Parameters of `candidate_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
    /// Only those whom this search finds.
    pub query: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// Only those from this source.
    pub source: Option<String>,
}

/// Parameters of `candidate_update`: the id and what changes. `null` empties a field; a list
/// replaces the whole list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Whom.
    pub id: String,
    /// The whole name.
    pub full_name: Option<String>,
    /// The given name.
    #[serde(default, deserialize_with = "present")]
    pub first_name: Option<Option<String>>,
    /// The family name.
    #[serde(default, deserialize_with = "present")]
    pub last_name: Option<Option<String>>,
    /// E-mail addresses, all of them.
    pub emails: Option<Vec<String>>,
    /// Telephone numbers, all of them.
    pub phones: Option<Vec<String>>,
    /// Where the person lives, in words.
    #[serde(default, deserialize_with = "present")]
    pub location: Option<Option<String>>,
    /// The person's IANA time zone.
    #[serde(default, deserialize_with = "present")]
    pub time_zone: Option<Option<String>>,
    /// One line about the person.
    #[serde(default, deserialize_with = "present")]
    pub headline: Option<Option<String>>,
    /// The present employer.
    #[serde(default, deserialize_with = "present")]
    pub company: Option<Option<String>>,
    /// The present job title.
    #[serde(default, deserialize_with = "present")]
    pub title: Option<Option<String>>,
    /// The web address of the profile on linkedin.com.
    #[serde(default, deserialize_with = "present")]
    pub linkedin_url: Option<Option<String>>,
    /// Other web addresses, all of them.
    pub links: Option<Vec<String>>,
    /// Skills, all of them.
    pub skills: Option<Vec<String>>,
    /// Positions held, all of them.
    pub experience: Option<Vec<ExperienceFields>>,
    /// Schools and degrees, all of them.
    pub education: Option<Vec<EducationFields>>,
    /// The recruiter's own notes.
    #[serde(default, deserialize_with = "present")]
    pub notes: Option<Option<String>>,
    /// Where the record came from.
    #[serde(default, deserialize_with = "present")]
    pub source: Option<Option<String>>,
    /// The id of the person in the system the record came from.
    #[serde(default, deserialize_with = "present")]
    pub remote_id: Option<Option<String>>,
    /// Labels of the recruiting team, all of them.
    pub tags: Option<Vec<String>>,
    /// What the person agreed to.
    #[serde(default, deserialize_with = "present")]
    pub consent: Option<Option<Consent>>,
}

/// Parameters of `candidate_search`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words to find; the last one may be unfinished.
    pub query: String,
    /// Most items, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
}

/// What a search found, the best first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// The candidates.
    pub items: Vec<FoundCandidate>,
}

/// A candidate that a search found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FoundCandidate {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// Headline; empty when there is none.
    pub headline: String,
    /// The piece of the candidate's own text that was found. It is plain text, never markup.
    pub snippet: String,
}

/// `candidate_create`.
pub async fn create(desk: &Desk, params: CandidateFields) -> Result<CandidateView, Failure> {
    let fields = checked(desk, &params)?;
    let now = desk.now();
    let candidate = Candidate {
        id: muster_store::new_id(now),
        fields,
        merged_into: None,
        created_at: now,
        updated_at: now,
    };
    let mut tx = desk.begin(Command::candidate_create).await?;
    rows::add(&mut tx, &candidate).await?;
    tx.summarise(format!("Added {}", candidate.fields.full_name));
    desk.commit(tx).await?;
    Ok(CandidateView::new(&candidate, Vec::new()))
}

/// `candidate_get`.
pub async fn get(desk: &Desk, params: CandidateId) -> Result<CandidateView, Failure> {
    let candidate = rows::get(&mut *desk.workspace().await?.read().await?, &params.id).await?;
    view(desk, candidate).await
}

/// `candidate_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<CandidateView>, Failure> {
    let limit = limit(params.limit)?;
    let filter = rows::Filter {
        query: params.query,
        tag: params.tag,
        source: params.source,
    };
    let page = rows::page(
        desk.workspace().await?,
        &filter,
        limit,
        params.cursor.as_deref(),
    )
    .await?;
    Ok(Listed {
        items: views(desk, page.items).await?,
        next_cursor: page.next_cursor,
    })
}

/// `candidate_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<CandidateView, Failure> {
    let mut tx = desk.begin(Command::candidate_update).await?;
    let mut candidate = rows::get(tx.connection(), &params.id).await?;
    let fields = checked(desk, &changed(&candidate.fields, params))?;
    if fields != candidate.fields {
        candidate.fields = fields;
        candidate.updated_at = tx.at();
        rows::change(&mut tx, &candidate).await?;
        tx.summarise(format!("Changed {}", candidate.fields.full_name));
    }
    desk.commit(tx).await?;
    view(desk, candidate).await
}

/// `candidate_search`.
pub async fn search(desk: &Desk, params: Search) -> Result<Found, Failure> {
    let limit = limit(params.limit)?;
    let hits = rows::search(desk.workspace().await?, &params.query, limit).await?;
    let items = hits
        .into_iter()
        .map(|hit| FoundCandidate {
            id: hit.id,
            full_name: hit.full_name,
            headline: hit.headline,
            snippet: hit.snippet,
        })
        .collect();
    Ok(Found { items })
}

/// Checks fields; every problem is told, the first one leads.
fn checked(desk: &Desk, fields: &CandidateFields) -> Result<ValidCandidate, Failure> {
    let zones = desk.zones();
    validate(fields, &|name| zones.get(name).is_ok()).map_err(|errors| refused(&errors))
}

fn refused(errors: &[FieldError]) -> Failure {
    let Some(first) = errors.first() else {
        return Failure::internal("a refusal without a reason");
    };
    let more = match errors.len() - 1 {
        0 => String::new(),
        1 => " There is 1 more problem.".to_owned(),
        n => format!(" There are {n} more problems."),
    };
    Failure::parameter(
        &first.field,
        format!("{first}{more}"),
        format!(
            "Correct {} and try again; nothing was changed.",
            first.field
        ),
    )
    .with(json!({ "field": first.field, "errors": errors }))
}
