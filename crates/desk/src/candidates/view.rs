//! A candidate as it is shown.

use chrono::{DateTime, Utc};
use muster_domain::candidate::{Consent, ConsentState, EducationFields, ExperienceFields};
use muster_store::candidates::Candidate;
use schemars::JsonSchema;
use serde::Serialize;

use super::documents::DocumentView;
use crate::{Desk, Failure};

/// A candidate as commands answer with it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Candidate")]
pub struct CandidateView {
    /// Id.
    pub id: String,
    /// The whole name.
    pub full_name: String,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<String>,
    /// Telephone numbers as they were typed, the preferred one first.
    pub phones: Vec<String>,
    /// Where the person lives, in words.
    pub location: Option<String>,
    /// The person's IANA time zone.
    pub time_zone: Option<String>,
    /// One line about the person.
    pub headline: Option<String>,
    /// The present employer.
    pub company: Option<String>,
    /// The present job title.
    pub title: Option<String>,
    /// The web address of the profile on linkedin.com.
    pub linkedin_url: Option<String>,
    /// Other web addresses.
    pub links: Vec<String>,
    /// Skills in the person's words.
    pub skills: Vec<String>,
    /// Positions held.
    pub experience: Vec<ExperienceFields>,
    /// Schools and degrees.
    pub education: Vec<EducationFields>,
    /// The recruiter's own notes.
    pub notes: Option<String>,
    /// Where the record came from.
    pub source: Option<String>,
    /// The id of the person in the system the record came from.
    pub remote_id: Option<String>,
    /// Labels of the recruiting team.
    pub tags: Vec<String>,
    /// What the person agreed to; `unknown` when nobody asked yet.
    pub consent: Consent,
    /// Résumés and other documents, without their text.
    pub documents: Vec<DocumentView>,
    /// When the record was made.
    pub created_at: DateTime<Utc>,
    /// When the record was last changed.
    pub updated_at: DateTime<Utc>,
}

impl CandidateView {
    pub(super) fn new(candidate: &Candidate, documents: Vec<DocumentView>) -> Self {
        let fields = candidate.fields.to_fields();
        Self {
            id: candidate.id.clone(),
            full_name: candidate.fields.full_name.clone(),
            first_name: fields.first_name,
            last_name: fields.last_name,
            emails: fields.emails,
            phones: fields.phones,
            location: fields.location,
            time_zone: fields.time_zone,
            headline: fields.headline,
            company: fields.company,
            title: fields.title,
            linkedin_url: fields.linkedin_url,
            links: fields.links,
            skills: fields.skills,
            experience: fields.experience,
            education: fields.education,
            notes: fields.notes,
            source: fields.source,
            remote_id: fields.remote_id,
            tags: fields.tags,
            consent: fields.consent.unwrap_or(Consent {
                state: ConsentState::Unknown,
                text_version: None,
                at: None,
                source: None,
            }),
            documents,
            created_at: candidate.created_at,
            updated_at: candidate.updated_at,
        }
    }
}

/// The candidate with its documents.
pub(super) async fn view(desk: &Desk, candidate: Candidate) -> Result<CandidateView, Failure> {
    let mut views = views(desk, vec![candidate]).await?;
    views
        .pop()
        .ok_or_else(|| Failure::internal("a candidate without a view"))
}

/// Candidates with their documents.
pub(super) async fn views(
    desk: &Desk,
    candidates: Vec<Candidate>,
) -> Result<Vec<CandidateView>, Failure> {
    let ids: Vec<&str> = candidates.iter().map(|c| c.id.as_str()).collect();
    let mut reader = desk.workspace().await?.read().await?;
    let documents = muster_store::documents::of_candidates(&mut reader, &ids).await?;
    Ok(candidates
        .iter()
        .map(|candidate| {
            let own = documents.iter().filter(|d| d.candidate_id == candidate.id);
            CandidateView::new(candidate, own.cloned().map(DocumentView::from).collect())
        })
        .collect())
}
