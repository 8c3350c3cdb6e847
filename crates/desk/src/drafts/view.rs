//! A draft as it is shown, counted anew at each reading.

use chrono::{DateTime, Utc};
use muster_domain::draft::{Account, Channel, ChannelLimits, Claim, DraftState, measure};
use muster_store::drafts::Draft;
use schemars::JsonSchema;
use serde::Serialize;

use super::facts;
use crate::settings::WorkspaceSettings;

/// A draft (FORMATS.md `draft_create`), with its counters.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DraftView {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's LinkedIn address, to open in the browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub linkedin_url: Option<String>,
    /// The job it is about.
    pub job_id: Option<String>,
    /// The job's title.
    pub job_title: Option<String>,
    /// The template it was made from.
    pub template_id: Option<String>,
    /// Where it will be sent by hand.
    pub channel: Channel,
    /// Subject; null on channels without one.
    pub subject: Option<String>,
    /// Text; placeholders without a value stay as written.
    pub text: String,
    /// Length of the text in UTF-16 units, as LinkedIn counts.
    pub characters: usize,
    /// The most the text may have; null is no limit.
    pub limit: Option<u32>,
    /// Length of the subject in UTF-16 units; null on channels without one.
    pub subject_characters: Option<usize>,
    /// The most the subject may have.
    pub subject_limit: Option<u32>,
    /// Whether it may be copied: nothing unresolved, and text and subject within their limits.
    pub fits: bool,
    /// Fields still to be filled in, each once, subject first.
    pub unresolved: Vec<String>,
    /// Remarks in plain words that do not stop anything.
    pub warnings: Vec<String>,
    /// Which stored field each piece of the text came from, in Unicode code points.
    pub claims: Vec<Claim>,
    /// Where it stands.
    pub state: DraftState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl DraftView {
    /// Counts and shows a draft. `remarks` come before what counting has to say.
    pub(super) fn of(draft: Draft, settings: &WorkspaceSettings, remarks: Vec<String>) -> Self {
        let limits = limits(settings);
        let measured = measure(
            draft.channel,
            &draft.text,
            &draft.subject,
            &draft.unresolved,
            &limits,
        );
        let mut warnings = remarks;
        warnings.extend(guessed_name(&draft));
        for warning in measured.warnings {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        Self {
            id: draft.id,
            candidate_id: draft.candidate_id,
            candidate_name: draft.candidate_name,
            linkedin_url: Some(draft.linkedin_url).filter(|url| !url.is_empty()),
            job_id: draft.job_id,
            job_title: draft.job_title,
            template_id: draft.template_id,
            subject: draft.channel.has_subject().then_some(draft.subject),
            channel: draft.channel,
            text: draft.text,
            characters: measured.characters,
            limit: measured.limit,
            subject_characters: measured.subject_characters,
            subject_limit: measured.subject_limit,
            fits: measured.fits,
            unresolved: draft.unresolved,
            warnings,
            claims: draft.claims,
            state: draft.state,
            created_at: draft.created_at,
            updated_at: draft.updated_at,
        }
    }
}

/// The limits of this workspace.
pub(super) fn limits(settings: &WorkspaceSettings) -> ChannelLimits {
    let account = if settings.linkedin_paid_account {
        Account::Paid
    } else {
        Account::Basic
    };
    ChannelLimits {
        account,
        ..ChannelLimits::default()
    }
}

/// The first word of a full name is not a first name everywhere, so a person looks at it.
fn guessed_name(draft: &Draft) -> Option<String> {
    let used = draft
        .claims
        .iter()
        .any(|claim| claim.field == "candidate.first_name");
    (used && draft.candidate_first_name.trim().is_empty()).then(|| {
        format!(
            "No first name is stored, so {} was taken from {}. Check the greeting.",
            facts::first_name("", &draft.candidate_name),
            draft.candidate_name
        )
    })
}
