//! `interview_type_list`.

use muster_domain::interview::{STANDARD_TYPES, standard_type, type_label};
use muster_store::interviews;
use schemars::JsonSchema;
use serde::Serialize;

use crate::command::NoParameters;
use crate::interview_plans::length::usual;
use crate::settings::WorkspaceSettings;
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

/// `interview_type_list`: the standard kinds, then those this workspace has given a length or
/// used besides.
pub async fn list(desk: &Desk, _: NoParameters) -> Result<Vec<TypeView>, Failure> {
    let settings = WorkspaceSettings::load(desk.workspace().await?).await?;
    let mut types: Vec<TypeView> = STANDARD_TYPES
        .iter()
        .map(|t| TypeView {
            name: t.name.to_owned(),
            label: t.label.to_owned(),
            default_minutes: usual(t.name, &settings),
        })
        .collect();
    let used = interviews::kinds(desk.workspace().await?).await?;
    let set = settings.interview_lengths.keys().cloned();
    let used = set.chain(used).fold(Vec::new(), |mut names, name: String| {
        if !names.iter().any(|n: &String| n.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
        names
    });
    types.extend(
        used.into_iter()
            .filter(|name| standard_type(name).is_none())
            .take(MOST_OWN)
            .map(|name| TypeView {
                label: type_label(&name),
                default_minutes: usual(&name, &settings),
                name,
            }),
    );
    Ok(types)
}
