//! `draft_render`: pure, needs no workspace (FORMATS.md).

use muster_domain::draft::{RenderAnswer, RenderError, RenderRequest};
use serde_json::json;

use crate::{Code, Desk, Failure};

/// `draft_render`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn render(_: &Desk, params: RenderRequest) -> Result<RenderAnswer, Failure> {
    muster_domain::draft::render(&params).map_err(|error| refused(&error, error.field()))
}

/// A template that cannot be rendered, blamed on `field` with its line.
pub(super) fn refused(error: &RenderError, field: &str) -> Failure {
    let line = match error {
        RenderError::Template { line, .. } => *line,
        _ => None,
    };
    let mut details = json!({ "field": field });
    if let Some(line) = line {
        details["line"] = json!(line);
    }
    Failure::new(
        Code::InvalidParameter,
        error.to_string(),
        "Write fields as {{ candidate.first_name }}, with a fallback as in \
         {{ candidate.first_name | default(\"there\") }}.",
    )
    .with(details)
}
