//! How long an interview is when nobody says it, and who said so: the step, the workspace, or what
//! is built in.

use muster_domain::interview::default_minutes;
use schemars::JsonSchema;
use serde::Serialize;

use crate::settings::WorkspaceSettings;
use muster_domain::interview::type_label;

/// A length with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Length {
    /// Whole minutes.
    pub minutes: u32,
    /// Where it comes from: "this step", "workspace (AI interview 45)", "built in".
    pub source: String,
}

/// The length of an interview of a kind; `own` is what its step says.
pub(crate) fn length(own: Option<u32>, kind: &str, settings: &WorkspaceSettings) -> Length {
    if let Some(minutes) = own {
        return Length {
            minutes,
            source: "this step".to_owned(),
        };
    }
    let kind = kind.trim();
    let given = settings
        .interview_lengths
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(kind));
    match given {
        Some((name, minutes)) => Length {
            minutes: *minutes,
            source: format!("workspace ({} {minutes})", type_label(name)),
        },
        None => Length {
            minutes: default_minutes(kind),
            source: "built in".to_owned(),
        },
    }
}

/// The usual length of a kind in this workspace.
pub(crate) fn usual(kind: &str, settings: &WorkspaceSettings) -> u32 {
    length(None, kind, settings).minutes
}
