//! Workspace settings: `settings_get`, `settings_update`.

use std::collections::BTreeMap;

use muster_store::{Workspace, WriteTx, settings as rows};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;

use crate::command::NoParameters;
use crate::interviews::create::{duration, interview_type};
use crate::{Command, Desk, Failure};

const KEY: &str = "workspace";

/// What holds for the whole workspace unless an interview says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WorkspaceSettings {
    /// Least minutes between booking and start.
    pub minimum_notice_minutes: u32,
    /// Most days ahead that can be booked.
    pub maximum_days_ahead: u32,
    /// Minutes before an interview at which to remind.
    pub reminder_leads: Vec<u32>,
    /// A paid LinkedIn account may write 300 characters in a connection note, a free one 200.
    pub linkedin_paid_account: bool,
    /// The usual length of kinds of interviews in whole minutes, where it is another than the
    /// built-in one.
    pub interview_lengths: BTreeMap<String, u32>,
}

impl Default for WorkspaceSettings {
    fn default() -> Self {
        Self {
            minimum_notice_minutes: 120,
            maximum_days_ahead: 90,
            reminder_leads: vec![1440, 60, 15],
            linkedin_paid_account: false,
            interview_lengths: BTreeMap::new(),
        }
    }
}

impl WorkspaceSettings {
    /// The settings as committed.
    pub(crate) async fn load(workspace: &Workspace) -> Result<Self, Failure> {
        Ok(rows::get(workspace, KEY).await?.unwrap_or_default())
    }

    /// The settings seen from inside a write.
    pub(crate) async fn load_in(tx: &mut WriteTx) -> Result<Self, Failure> {
        Ok(rows::get_in(tx, KEY).await?.unwrap_or_default())
    }
}

/// Parameters of `settings_update`: what changes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// Least minutes between booking and start.
    pub minimum_notice_minutes: Option<u32>,
    /// Most days ahead that can be booked.
    pub maximum_days_ahead: Option<u32>,
    /// Minutes before an interview at which to remind.
    pub reminder_leads: Option<Vec<u32>>,
    /// Whether the LinkedIn account is a paid one.
    pub linkedin_paid_account: Option<bool>,
    /// Lengths of kinds of interviews that change, in whole minutes; null for the built-in one.
    pub interview_lengths: Option<BTreeMap<String, Option<u32>>>,
}

/// `settings_get`.
pub async fn get(desk: &Desk, _: NoParameters) -> Result<WorkspaceSettings, Failure> {
    WorkspaceSettings::load(desk.workspace().await?).await
}

/// `settings_update`.
pub async fn update(desk: &Desk, params: Update) -> Result<WorkspaceSettings, Failure> {
    let mut tx = desk.begin(Command::settings_update).await?;
    let mut settings = WorkspaceSettings::load_in(&mut tx).await?;
    if let Some(minutes) = params.minimum_notice_minutes {
        settings.minimum_notice_minutes = minutes;
    }
    if let Some(days) = params.maximum_days_ahead {
        settings.maximum_days_ahead = days;
    }
    if let Some(leads) = params.reminder_leads {
        settings.reminder_leads = leads_checked("reminder_leads", leads)?;
    }
    if let Some(paid) = params.linkedin_paid_account {
        settings.linkedin_paid_account = paid;
    }
    for (kind, minutes) in params.interview_lengths.unwrap_or_default() {
        change_length(&mut settings.interview_lengths, &kind, minutes)?;
    }
    if settings.maximum_days_ahead == 0 || settings.maximum_days_ahead > 730 {
        return Err(Failure::parameter(
            "maximum_days_ahead",
            format!(
                "{} days ahead cannot be booked.",
                settings.maximum_days_ahead
            ),
            "Give 1 to 730 days.",
        ));
    }
    if settings.minimum_notice_minutes >= settings.maximum_days_ahead * 24 * 60 {
        return Err(Failure::parameter(
            "minimum_notice_minutes",
            "The notice is as long as the booking horizon, so no time would ever be free.",
            "Shorten the notice or raise maximum_days_ahead.",
        ));
    }
    rows::set(&mut tx, KEY, &settings).await?;
    tx.summarise("Changed the settings");
    desk.commit(tx).await?;
    Ok(settings)
}

/// Gives a kind of interview a usual length, or with `None` the built-in one again.
fn change_length(
    lengths: &mut BTreeMap<String, u32>,
    kind: &str,
    minutes: Option<u32>,
) -> Result<(), Failure> {
    let at_field = |mut failure: Failure| {
        failure.details = Some(json!({ "field": format!("interview_lengths.{kind}") }));
        failure
    };
    let name = interview_type(kind).map_err(at_field)?;
    lengths.retain(|known, _| !known.eq_ignore_ascii_case(&name));
    if let Some(minutes) = minutes {
        duration(minutes).map_err(at_field)?;
        lengths.insert(name, minutes);
    }
    Ok(())
}

/// Lead times in falling order, each once, between a minute and thirty days.
pub(crate) fn leads_checked(field: &str, mut leads: Vec<u32>) -> Result<Vec<u32>, Failure> {
    const LONGEST: u32 = 30 * 24 * 60;
    if leads.len() > 10 || leads.iter().any(|l| *l == 0 || *l > LONGEST) {
        return Err(Failure::parameter(
            field,
            "Reminders come 1 minute to 30 days before an interview, at most ten of them.",
            "Give minutes, such as [1440, 60, 15].",
        ));
    }
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    Ok(leads)
}

/// Tells a field that is `null` from one that is absent.
pub(crate) fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}
