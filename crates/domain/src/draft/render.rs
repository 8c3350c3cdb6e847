//! `draft_render`: a template and the facts of a record become a message that fits its channel.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::engine::{self, Filled, TemplateProblem};
use super::{Channel, ChannelLimits, LimitsError, data, measure};

/// What to render (FORMATS.md `draft_render`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenderRequest {
    /// The text as a Jinja template; at most 20,000 bytes.
    pub template: String,
    /// The subject as a Jinja template; needed for `inmail` and `email`, ignored elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_template: Option<String>,
    /// Where it will be sent.
    pub channel: Channel,
    /// The record: an object of objects, such as `{"candidate": {"first_name": "Ada"}}`.
    pub data: Json,
    /// Limits that differ from the table, by channel name; `inmail_subject` and `email_subject`
    /// name the subjects.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, u32>,
}

/// A piece of the text and the stored field it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// First character, counted in Unicode code points.
    pub start: usize,
    /// The character after the last one, in Unicode code points.
    pub end: usize,
    /// The dotted path of the field. An item of a list has the path of the list.
    pub field: String,
}

/// A rendered draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RenderAnswer {
    /// The text; placeholders without a value stay as written.
    pub text: String,
    /// The subject, for channels that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Length of `text` in UTF-16 units, as `LinkedIn` counts.
    pub characters: usize,
    /// Length of `subject` in UTF-16 units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_characters: Option<usize>,
    /// The most `text` may have; `null` is no limit.
    pub limit: Option<u32>,
    /// The most `subject` may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_limit: Option<u32>,
    /// Whether it may be copied: nothing unresolved, and text and subject within their limits.
    pub fits: bool,
    /// Dotted paths of fields without a value, each once, subject first.
    pub unresolved: Vec<String>,
    /// Remarks in plain words that do not stop anything.
    pub warnings: Vec<String>,
    /// Which stored field each inserted piece of `text` came from, by position.
    pub claims: Vec<Claim>,
    /// The same for `subject`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject_claims: Vec<Claim>,
}

/// Why nothing was rendered. Every one is the code `invalid_parameter` with [`Self::field`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A template cannot be read or filled.
    #[error("{}{message}", line.map(|line| format!("Line {line}: ")).unwrap_or_default())]
    Template {
        /// `template` or `subject_template`.
        field: &'static str,
        /// The line, from 1, when it is known.
        line: Option<usize>,
        /// What is wrong and what to do.
        message: String,
    },
    /// The channel has a subject and none was given.
    #[error("A message for {0} needs a subject. Add subject_template.")]
    SubjectMissing(Channel),
    /// The data is not an object.
    #[error("`data` must be an object, such as {{\"candidate\": {{\"first_name\": \"Ada\"}}}}.")]
    DataNotObject,
    /// A limit names no channel.
    #[error(transparent)]
    Limits(#[from] LimitsError),
}

impl RenderError {
    /// The code of FORMATS.md.
    pub const fn code(&self) -> &'static str {
        "invalid_parameter"
    }

    /// The parameter at fault, for `details.field`.
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Template { field, .. } => field,
            Self::SubjectMissing(_) => "subject_template",
            Self::DataNotObject => "data",
            Self::Limits(_) => "limits",
        }
    }
}

/// Renders with the standard limits of today's table.
pub fn render(request: &RenderRequest) -> Result<RenderAnswer, RenderError> {
    render_with(request, &ChannelLimits::default())
}

/// Renders with the limits of a workspace.
pub fn render_with(
    request: &RenderRequest,
    limits: &ChannelLimits,
) -> Result<RenderAnswer, RenderError> {
    let channel = request.channel;
    let limit = limits.effective(channel, &request.limits)?;
    let Json::Object(record) = &request.data else {
        return Err(RenderError::DataNotObject);
    };
    let record = record
        .iter()
        .filter(|(name, _)| !name.starts_with(super::rewrite::PRIVATE))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let values = data::safe_data(&Json::Object(record));

    let subject = match (&request.subject_template, channel.has_subject()) {
        (Some(template), true) => Some(one_line(
            engine::fill(template, &values)
                .map_err(|problem| at_fault("subject_template", problem))?,
        )),
        (None, true) => return Err(RenderError::SubjectMissing(channel)),
        (_, false) => None,
    };
    let body = engine::fill(&request.template, &values)
        .map_err(|problem| at_fault("template", problem))?;

    let mut unresolved = subject
        .as_ref()
        .map(|one| one.unresolved.clone())
        .unwrap_or_default();
    for field in body.unresolved {
        if !unresolved.contains(&field) {
            unresolved.push(field);
        }
    }
    let measured = measure::against(
        limit,
        &body.text,
        subject.as_ref().map(|one| one.text.as_str()),
        &unresolved,
    );
    let mut warnings = subject
        .as_ref()
        .map(|one| one.warnings.clone())
        .unwrap_or_default();
    warnings.extend(body.warnings);
    warnings.extend(measured.warnings);
    let (subject, subject_claims) =
        subject.map_or((None, Vec::new()), |one| (Some(one.text), one.claims));
    Ok(RenderAnswer {
        text: body.text,
        subject_limit: measured.subject_limit,
        subject,
        characters: measured.characters,
        subject_characters: measured.subject_characters,
        limit: measured.limit,
        fits: measured.fits,
        unresolved,
        warnings,
        claims: body.claims,
        subject_claims,
    })
}

/// A subject has one line: a line break in a field must never start a new mail header.
fn one_line(mut subject: Filled) -> Filled {
    subject.text = subject
        .text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    subject
}

fn at_fault(field: &'static str, problem: TemplateProblem) -> RenderError {
    RenderError::Template {
        field,
        line: problem.line,
        message: problem.message,
    }
}
