//! Message templates: `template_create`, `template_list`, `template_update`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use muster_domain::draft::{self, Channel, RenderError, RenderRequest};
use muster_store::templates::{self as rows, Template};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{facts, render};
use crate::paging::{Listed, limit};
use crate::{Command, Desk, Failure};

/// Parameters of `template_create`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name.
    pub name: String,
    /// Where its messages are sent.
    pub channel: Channel,
    /// Text as a Jinja template.
    pub body: String,
    /// Subject as a Jinja template; needed for inmail and email, refused elsewhere.
    #[serde(default)]
    pub subject: Option<String>,
}

/// Parameters of `template_update`: what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Which template.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Where its messages are sent.
    pub channel: Option<Channel>,
    /// Text as a Jinja template.
    pub body: Option<String>,
    /// Subject as a Jinja template.
    pub subject: Option<String>,
}

/// Parameters of `template_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only for this channel.
    pub channel: Option<Channel>,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// A message template.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TemplateView {
    /// Id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where its messages are sent.
    pub channel: Channel,
    /// Subject as a Jinja template; null on channels without one.
    pub subject: Option<String>,
    /// Text as a Jinja template.
    pub body: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Template> for TemplateView {
    fn from(t: Template) -> Self {
        Self {
            id: t.id,
            name: t.name,
            subject: t.channel.has_subject().then_some(t.subject),
            channel: t.channel,
            body: t.body,
            created_at: t.created_at,
            updated_at: t.updated_at,
        }
    }
}

/// `template_create`: a template that cannot be read is refused with its line.
pub async fn create(desk: &Desk, params: Create) -> Result<TemplateView, Failure> {
    let now = desk.now();
    let template = Template {
        id: muster_store::new_id(now),
        name: params.name.trim().to_owned(),
        channel: params.channel,
        subject: params.subject.unwrap_or_default(),
        body: params.body,
        created_at: now,
        updated_at: now,
    };
    check(&template)?;
    let mut tx = desk.begin(Command::template_create).await?;
    rows::put(&mut tx, &template).await?;
    tx.summarise(format!("Added the template {}", template.name));
    desk.commit(tx).await?;
    Ok(template.into())
}

/// `template_list`.
pub async fn list(desk: &Desk, params: List) -> Result<Listed<TemplateView>, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let page = rows::page(workspace, params.channel, limit, params.cursor.as_deref()).await?;
    Ok(page.map(TemplateView::from).into())
}

/// `template_update`: drafts that were made from it stay as they are.
pub async fn update(desk: &Desk, params: Update) -> Result<TemplateView, Failure> {
    let mut tx = desk.begin(Command::template_update).await?;
    let mut template = rows::get(tx.connection(), &params.id).await?;
    if let Some(name) = params.name {
        name.trim().clone_into(&mut template.name);
    }
    if let Some(channel) = params.channel {
        template.channel = channel;
        // A subject of a channel that had one must not block the move to one that has none.
        if !channel.has_subject() && params.subject.is_none() {
            template.subject.clear();
        }
    }
    if let Some(body) = params.body {
        template.body = body;
    }
    if let Some(subject) = params.subject {
        template.subject = subject;
    }
    check(&template)?;
    template.updated_at = tx.at();
    rows::put(&mut tx, &template).await?;
    tx.summarise(format!("Changed the template {}", template.name));
    desk.commit(tx).await?;
    Ok(template.into())
}

fn check(template: &Template) -> Result<(), Failure> {
    if template.name.is_empty() || template.name.chars().count() > 200 {
        return Err(Failure::parameter(
            "name",
            "The name is empty or longer than 200 characters.",
            "Name the template in a few words.",
        ));
    }
    if template.body.trim().is_empty() {
        return Err(Failure::parameter(
            "body",
            "The template has no text.",
            "Write the message, with fields such as {{ candidate.first_name }}.",
        ));
    }
    let subject = template.subject.trim();
    match (template.channel.has_subject(), subject.is_empty()) {
        (true, true) => {
            return Err(Failure::parameter(
                "subject",
                format!("A template for {} needs a subject.", template.channel),
                "Add a subject; it may hold fields too.",
            ));
        }
        (false, false) => {
            return Err(Failure::parameter(
                "subject",
                format!("A message for {} has no subject.", template.channel),
                "Leave the subject out, or choose inmail or email.",
            ));
        }
        _ => {}
    }
    // Once with every field filled and once with none, so that both ways of an `if` are read.
    for data in [facts::sample(), json!({})] {
        try_out(template, data)?;
    }
    Ok(())
}

fn try_out(template: &Template, data: Value) -> Result<(), Failure> {
    let request = RenderRequest {
        template: template.body.clone(),
        subject_template: Some(template.subject.clone()),
        channel: template.channel,
        data,
        limits: BTreeMap::new(),
    };
    draft::render(&request).map(|_| ()).map_err(|error| {
        let at_subject =
            matches!(&error, RenderError::Template { field, .. } if *field == "subject_template");
        render::refused(&error, if at_subject { "subject" } else { "body" })
    })
}
