//! What holds for a person in the end: built in, then the workspace, the team, the person.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use muster_domain::availability::{Level, NONE, Setting};
use muster_scheduling::attendee::{Lunch, TentativePolicy};
use muster_scheduling::holidays;
use muster_scheduling::hours::WallTime;
use muster_store::availability::{self as rows, Row};
use muster_store::people::Person;
use muster_store::{Connection, StoreError};
use serde_json::{Value, json};

/// The values that one level gives.
pub(crate) type Values = BTreeMap<Setting, Value>;

/// A value with where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    /// The value; null or "none" where there is no limit, no country.
    pub value: Value,
    /// Who gave it.
    pub level: Level,
}

/// Every setting of one person, team or workspace with its source.
#[derive(Debug, Clone)]
pub(crate) struct Effective(BTreeMap<Setting, Resolved>);

impl Effective {
    /// One setting with its source.
    pub(crate) fn get(&self, setting: Setting) -> Resolved {
        self.0.get(&setting).cloned().unwrap_or_else(|| Resolved {
            value: setting.built_in(),
            level: Level::BuiltIn,
        })
    }

    /// A number of minutes.
    pub(crate) fn minutes(&self, setting: Setting) -> u32 {
        self.cap(setting).unwrap_or_default()
    }

    /// A cap; `None` for no limit.
    pub(crate) fn cap(&self, setting: Setting) -> Option<u32> {
        let value = self.get(setting).value.as_u64()?;
        Some(u32::try_from(value).unwrap_or(u32::MAX))
    }

    /// The lunch that is protected, if any.
    pub(crate) fn lunch(&self) -> Option<Lunch> {
        let minutes = self.minutes(Setting::LunchMinutes);
        let time = |setting| serde_json::from_value::<WallTime>(self.get(setting).value).ok();
        let (start, end) = (time(Setting::LunchStart)?, time(Setting::LunchEnd)?);
        (minutes > 0).then_some(Lunch {
            start,
            end,
            minutes,
        })
    }

    /// The country whose holidays count, and its region.
    pub(crate) fn place(&self) -> Option<(String, Option<String>)> {
        let word = |setting| {
            let value = self.get(setting).value;
            let word = value.as_str().filter(|word| *word != NONE);
            word.map(str::to_owned)
        };
        Some((word(Setting::Country)?, word(Setting::Region)))
    }

    /// The public holidays that are days off in these years.
    pub(crate) fn days_off(&self, years: std::ops::RangeInclusive<i32>) -> Vec<NaiveDate> {
        if self.get(Setting::HolidaysOff).value != Value::Bool(true) {
            return Vec::new();
        }
        let Some((country, region)) = self.place() else {
            return Vec::new();
        };
        years
            .flat_map(|year| holidays::on(&country, region.as_deref(), year).days)
            .map(|(date, _)| date)
            .collect()
    }

    /// What tentative calendar items do.
    pub(crate) fn tentative(&self) -> TentativePolicy {
        match self.get(Setting::Tentative).value.as_str() {
            Some("allow") => TentativePolicy::Allow,
            _ => TentativePolicy::Block,
        }
    }
}

/// The settings of a person, given those of their team and of the workspace. `person` are the values
/// given for this person alone ([`own`] adds what their record says).
pub(crate) fn effective(person: &Values, team: &Values, workspace: &Values) -> Effective {
    let layers = [
        (Level::Person, person),
        (Level::Team, team),
        (Level::Workspace, workspace),
    ];
    let resolve = |setting: Setting| {
        let given = layers
            .iter()
            .find_map(|(level, values)| values.get(&setting).map(|value| (*level, value)));
        match given {
            Some((level, value)) => Resolved {
                value: value.clone(),
                level,
            },
            None => Resolved {
                value: setting.built_in(),
                level: Level::BuiltIn,
            },
        }
    };
    Effective(Setting::ALL.iter().map(|s| (*s, resolve(*s))).collect())
}

/// What a person's record says of its own: a cap that is there, a buffer above 0, tentative items
/// that are allowed. What is as it was at the beginning counts as not given and is inherited.
pub(crate) fn own(person: &Person) -> Values {
    let mut values = Values::new();
    for (setting, minutes) in [
        (Setting::BufferBefore, person.buffer_before_minutes),
        (Setting::BufferAfter, person.buffer_after_minutes),
    ] {
        if minutes > 0 {
            values.insert(setting, json!(minutes));
        }
    }
    for (setting, cap) in [
        (Setting::MaximumPerDay, person.maximum_per_day),
        (Setting::MaximumPerWeek, person.maximum_per_week),
    ] {
        if let Some(cap) = cap {
            values.insert(setting, json!(cap));
        }
    }
    if person.tentative == TentativePolicy::Allow {
        values.insert(Setting::Tentative, json!("allow"));
    }
    values
}

/// The stored settings of the levels.
#[derive(Debug, Default)]
pub(crate) struct Layers(HashMap<(Level, String), Values>);

impl Layers {
    /// Those that matter to these people.
    pub(crate) async fn of(
        connection: &mut Connection,
        people: &[Person],
    ) -> Result<Self, StoreError> {
        let mut scopes: Vec<&str> = people.iter().map(|p| p.id.as_str()).collect();
        scopes.extend(
            people
                .iter()
                .map(|p| p.team.as_str())
                .filter(|t| !t.is_empty()),
        );
        scopes.sort_unstable();
        scopes.dedup();
        Ok(Self::read(rows::of(connection, &scopes).await?))
    }

    /// All there are.
    pub(crate) async fn all(connection: &mut Connection) -> Result<Self, StoreError> {
        Ok(Self::read(rows::all(connection).await?))
    }

    /// Names that this Muster does not know are left to the one that wrote them.
    fn read(rows: Vec<Row>) -> Self {
        let mut layers: HashMap<(Level, String), Values> = HashMap::new();
        for row in rows {
            let (Ok(level), Ok(setting)) = (row.level.parse::<Level>(), row.name.parse()) else {
                continue;
            };
            layers
                .entry((level, row.scope))
                .or_default()
                .insert(setting, row.value);
        }
        Self(layers)
    }

    /// What a level gives.
    pub(crate) fn values(&self, level: Level, scope: &str) -> Values {
        self.0
            .get(&(level, scope.to_owned()))
            .cloned()
            .unwrap_or_default()
    }

    /// The teams that have settings.
    pub(crate) fn teams(&self) -> impl Iterator<Item = &str> {
        self.0
            .keys()
            .filter(|(level, _)| *level == Level::Team)
            .map(|(_, team)| team.as_str())
    }

    /// What holds for the workspace.
    pub(crate) fn workspace(&self) -> Effective {
        let none = Values::new();
        effective(&none, &none, &self.values(Level::Workspace, ""))
    }

    /// What holds for a team.
    pub(crate) fn team(&self, team: &str) -> Effective {
        let workspace = self.values(Level::Workspace, "");
        effective(&Values::new(), &self.values(Level::Team, team), &workspace)
    }

    /// What holds for a person.
    pub(crate) fn person(&self, person: &Person) -> Effective {
        let mut values = own(person);
        values.extend(self.values(Level::Person, &person.id));
        let team = if person.team.is_empty() {
            Values::new()
        } else {
            self.values(Level::Team, &person.team)
        };
        effective(&values, &team, &self.values(Level::Workspace, ""))
    }
}
