//! `interview_type_list`.

use muster_domain::interview::{DEFAULT_MINUTES, STANDARD_TYPES, standard_type, type_label};
use muster_store::interviews;
use schemars::JsonSchema;
use serde::Serialize;

use crate::command::NoParameters;
use crate::{Desk, Failure};

/// The most kinds of one's own that are offered.
const MOST_OWN: usize = 20;

/// A kind of interview that can be chosen.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "InterviewType")]
pub struct TypeView {
    /// The word stored on the interview.
    pub name: String,
    /// How a person reads it.
    pub label: String,
    /// The usual length in whole minutes.
    pub default_minutes: u32,
}

/// `interview_type_list`: the standard kinds, then those this workspace has used besides.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Vec<TypeView>, Failure> {
    let mut types: Vec<TypeView> = STANDARD_TYPES
        .iter()
        .map(|t| TypeView {
            name: t.name.to_owned(),
            label: t.label.to_owned(),
            default_minutes: t.default_minutes,
        })
        .collect();
    let used = interviews::kinds(desk.workspace().await?).await?;
    types.extend(
        used.into_iter()
            .filter(|name| standard_type(name).is_none())
            .take(MOST_OWN)
            .map(|name| TypeView {
                label: type_label(&name),
                name,
                default_minutes: DEFAULT_MINUTES,
            }),
    );
    Ok(types)
}
