//! `draft_create`: a template filled with stored facts, or a text to start from.

use std::collections::BTreeMap;

use muster_domain::draft::{
    Channel, Claim, DraftState, RenderRequest, render_with, still_unresolved,
};
use muster_store::drafts::{self as rows, Draft};
use muster_store::templates::Template;
use muster_store::{jobs, templates};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::view::{DraftView, limits};
use super::{change, facts, render};
use crate::settings::WorkspaceSettings;
use crate::{Command, Desk, Failure};

/// Parameters of `draft_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Whom it is for.
    pub candidate_id: String,
    /// The job it is about.
    #[serde(default)]
    pub job_id: Option<String>,
    /// The template to fill in.
    #[serde(default)]
    pub template_id: Option<String>,
    /// Where it will be sent by hand.
    pub channel: Channel,
    /// The text to start from, instead of a template.
    #[serde(default)]
    pub text: Option<String>,
    /// The subject, in place of the template's; for inmail and email.
    #[serde(default)]
    pub subject: Option<String>,
}

/// The words of a new draft.
#[derive(Default)]
struct Words {
    text: String,
    subject: String,
    unresolved: Vec<String>,
    warnings: Vec<String>,
    claims: Vec<Claim>,
}

/// `draft_create`.
pub async fn create(desk: &Desk, params: Create) -> Result<DraftView, Failure> {
    if params.template_id.is_some() && params.text.is_some() {
        return Err(Failure::parameter(
            "text",
            "A draft starts from a template or from a text, not from both.",
            "Leave out text or template_id.",
        ));
    }
    let subject = params
        .subject
        .as_deref()
        .map(|s| change::subject(params.channel, s))
        .transpose()?;
    let text = params.text.as_deref().map(change::text).transpose()?;
    let sender = facts::sender(desk).await?;
    let mut tx = desk.begin(Command::draft_create).await?;
    let settings = WorkspaceSettings::load_in(&mut tx).await?;
    let candidate = rows::candidate_facts(tx.connection(), &params.candidate_id).await?;
    let job = match &params.job_id {
        Some(id) => Some(jobs::get(tx.connection(), id).await?),
        None => None,
    };
    let mut words = match &params.template_id {
        Some(id) => {
            let template = templates::get(tx.connection(), id).await?;
            let data = facts::record(&candidate, job.as_ref(), &sender);
            filled(&template, params.channel, data, &settings)?
        }
        None => Words {
            text: text.unwrap_or_default(),
            ..Words::default()
        },
    };
    if let Some(subject) = subject {
        words.subject = subject;
    }
    let unresolved = still_unresolved(
        &format!("{}\n{}", words.subject, words.text),
        &words.unresolved,
    );
    let now = tx.at();
    let draft = Draft {
        id: muster_store::new_id(now),
        candidate_id: params.candidate_id,
        candidate_name: candidate.full_name,
        candidate_first_name: candidate.first_name,
        linkedin_url: candidate.linkedin_url,
        job_title: job.as_ref().map(|job| job.title.clone()),
        job_id: job.map(|job| job.id),
        template_id: params.template_id,
        channel: params.channel,
        subject: words.subject,
        text: words.text,
        unresolved,
        claims: words.claims,
        state: DraftState::Draft,
        created_at: now,
        updated_at: now,
    };
    rows::put(&mut tx, &draft).await?;
    tx.summarise(format!("Drafted a message to {}", draft.candidate_name));
    desk.commit(tx).await?;
    Ok(DraftView::of(draft, &settings, words.warnings))
}

fn filled(
    template: &Template,
    channel: Channel,
    data: Value,
    settings: &WorkspaceSettings,
) -> Result<Words, Failure> {
    let request = RenderRequest {
        template: template.body.clone(),
        subject_template: Some(template.subject.clone()),
        channel,
        data,
        limits: BTreeMap::new(),
    };
    let answer = render_with(&request, &limits(settings))
        .map_err(|error| render::refused(&error, "template_id"))?;
    Ok(Words {
        text: answer.text,
        subject: answer.subject.unwrap_or_default(),
        unresolved: answer.unresolved,
        warnings: answer.warnings,
        claims: answer.claims,
    })
}
