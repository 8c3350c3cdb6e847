//! `availability_set`.

use std::collections::{BTreeMap, BTreeSet};

use muster_domain::availability::{BadValue, Level, Setting, contradiction};
use muster_scheduling::attendee::TentativePolicy;
use muster_store::people::{self, Person};
use muster_store::{WriteTx, availability as rows};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::effective::{Effective, Layers};
use super::known_team;
use crate::{Command, Desk, Failure};

/// Whose settings change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Everyone's who has no other.
    Workspace,
    /// Those of a team.
    Team,
    /// Those of one person.
    Person,
}

/// Parameters of `availability_set`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Whose settings change.
    pub level: Whose,
    /// The team, at its level.
    #[serde(default)]
    pub team: Option<String>,
    /// The person, at their level.
    #[serde(default)]
    pub person_id: Option<String>,
    /// The settings that change; null inherits a setting again, "none" means no limit (or no country)
    /// whatever the level above says.
    pub values: BTreeMap<Setting, Value>,
}

/// What changed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AvailabilityChanged")]
pub struct Changed {
    /// The settings whose given value is another one now.
    pub changed: Vec<Setting>,
}

/// `availability_set`.
pub async fn set(desk: &Desk, params: Set) -> Result<Changed, Failure> {
    let mut tx = desk.begin(Command::availability_set).await?;
    let person = match (params.level, &params.person_id) {
        (Whose::Person, Some(id)) => Some(people::get(tx.connection(), id).await?),
        (Whose::Person, None) => return Err(missing("person_id", "whose settings change")),
        (_, None) => None,
        (_, Some(_)) => return Err(too_much("person_id")),
    };
    let team = match (params.level, &params.team) {
        (Whose::Team, Some(team)) => known_team(tx.connection(), team).await?,
        (Whose::Team, None) => return Err(missing("team", "which team's settings change")),
        (_, None) => String::new(),
        (_, Some(_)) => return Err(too_much("team")),
    };
    let (level, scope, words) = match &person {
        Some(person) => (Level::Person, person.id.as_str(), person.full_name.clone()),
        None if team.is_empty() => (Level::Workspace, "", "everyone".to_owned()),
        None => (Level::Team, team.as_str(), format!("the team {team}")),
    };
    let before = Layers::all(tx.connection()).await?.values(level, scope);
    let mut record = person.clone();
    let mut changed = Vec::new();
    for (setting, value) in &params.values {
        let kept = match value {
            Value::Null => None,
            value => Some(setting.check(value).map_err(|e| bad(*setting, e))?),
        };
        let moved = record
            .as_mut()
            .is_some_and(|p| mirror(p, *setting, kept.as_ref()));
        if moved || before.get(setting) != kept.as_ref() {
            changed.push(*setting);
        }
        rows::set(
            &mut tx,
            level.as_str(),
            scope,
            setting.as_str(),
            kept.as_ref(),
        )
        .await?;
    }
    if let Some(record) = record.filter(|_| !changed.is_empty()) {
        people::put(&mut tx, &record).await?;
    }
    refuse_contradictions(&mut tx).await?;
    tx.summarise(format!("Changed the availability of {words}"));
    desk.commit(tx).await?;
    Ok(Changed { changed })
}

/// Writes a person's own value into their record as well, where the record has a place for it, so
/// that the two never say different things. Tells whether the record changed.
fn mirror(person: &mut Person, setting: Setting, value: Option<&Value>) -> bool {
    let number = value
        .and_then(Value::as_u64)
        .and_then(|n| u32::try_from(n).ok());
    match setting {
        Setting::BufferBefore => put(
            &mut person.buffer_before_minutes,
            number.unwrap_or_default(),
        ),
        Setting::BufferAfter => put(&mut person.buffer_after_minutes, number.unwrap_or_default()),
        Setting::MaximumPerDay => put(&mut person.maximum_per_day, number),
        Setting::MaximumPerWeek => put(&mut person.maximum_per_week, number),
        Setting::Tentative => {
            let policy = match value.and_then(Value::as_str) {
                Some("allow") => TentativePolicy::Allow,
                _ => TentativePolicy::Block,
            };
            put(&mut person.tentative, policy)
        }
        _ => false,
    }
}

/// Puts a value into its place, and tells whether it was another one before.
fn put<T: PartialEq>(place: &mut T, value: T) -> bool {
    let changed = *place != value;
    *place = value;
    changed
}

/// When `person_update` has changed a field of the record, what was set beside it gives way: the
/// last word holds.
pub(crate) async fn give_way(
    tx: &mut WriteTx,
    before: &Person,
    after: &Person,
) -> Result<(), Failure> {
    let mut changed: BTreeSet<Setting> = BTreeSet::new();
    let mut note = |setting, differs: bool| {
        if differs {
            changed.insert(setting);
        }
    };
    note(
        Setting::BufferBefore,
        before.buffer_before_minutes != after.buffer_before_minutes,
    );
    note(
        Setting::BufferAfter,
        before.buffer_after_minutes != after.buffer_after_minutes,
    );
    note(
        Setting::MaximumPerDay,
        before.maximum_per_day != after.maximum_per_day,
    );
    note(
        Setting::MaximumPerWeek,
        before.maximum_per_week != after.maximum_per_week,
    );
    note(Setting::Tentative, before.tentative != after.tentative);
    for setting in changed {
        let level = Level::Person.as_str();
        rows::set(tx, level, &after.id, setting.as_str(), None).await?;
    }
    Ok(())
}

/// Settings that cancel each other are refused wherever they meet: in the workspace, in a team, in
/// a person who inherits one half.
async fn refuse_contradictions(tx: &mut WriteTx) -> Result<(), Failure> {
    let layers = Layers::all(tx.connection()).await?;
    let judge = |effective: &Effective, whose: &str| match contradiction(|s| effective.get(s).value)
    {
        None => Ok(()),
        Some((setting, problem)) => Err(bad(
            setting,
            BadValue {
                message: format!("{whose}: {}", problem.message),
                hint: problem.hint,
            },
        )),
    };
    judge(&layers.workspace(), "In the workspace")?;
    for team in layers.teams() {
        judge(&layers.team(team), &format!("In the team {team}"))?;
    }
    for person in people::all(tx.connection()).await? {
        judge(
            &layers.person(&person),
            &format!("For {}", person.full_name),
        )?;
    }
    Ok(())
}

fn bad(setting: Setting, problem: BadValue) -> Failure {
    Failure::parameter(&format!("values.{setting}"), problem.message, problem.hint)
}

fn missing(field: &str, what: &str) -> Failure {
    Failure::parameter(
        field,
        format!("It was not said {what}."),
        format!("Give `{field}`."),
    )
}

fn too_much(field: &str) -> Failure {
    Failure::parameter(
        field,
        format!("`{field}` does not belong to this level."),
        "Leave it out, or choose its level.",
    )
}
