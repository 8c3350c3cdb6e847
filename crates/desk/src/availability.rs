//! Availability: settings that are inherited from the workspace by teams and from teams by people
//! (`availability_get`, `_set`, `_team`), and how interviews are shared (`availability_load`).

pub(crate) mod effective;
pub mod load;
pub mod set;
pub mod team;

use chrono::{Datelike as _, Months, NaiveDate};
use muster_domain::availability::{Level, Setting};
use muster_scheduling::holidays;
use muster_store::Connection;
use muster_store::people::{self, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::command::NoParameters;
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};
use effective::{Effective, Layers};

/// Parameters of `availability_get`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// Whose; without a person those of `team`, and without a team those of the workspace.
    #[serde(default)]
    pub person_id: Option<String>,
    /// A team.
    #[serde(default)]
    pub team: Option<String>,
}

/// Every setting with where it comes from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Availability {
    /// The person; null for a team or the workspace.
    pub person_id: Option<String>,
    /// The person's name.
    pub full_name: Option<String>,
    /// The team; empty for none.
    pub team: String,
    /// The settings, in a fixed order.
    pub settings: Vec<SettingView>,
    /// Public holidays of the next twelve months, where a country is set.
    pub holidays: Vec<HolidayView>,
    /// What is not known of them; null when nothing is missing.
    pub holidays_note: Option<String>,
}

/// One setting.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AvailabilitySetting")]
pub struct SettingView {
    /// Its name.
    pub name: Setting,
    /// What it is called.
    pub label: String,
    /// Its value; null for no limit, no country, and "none" where a level says so against the one
    /// above.
    pub value: Value,
    /// The value in words.
    pub spoken: String,
    /// Where it comes from, in words: "built in", "workspace", "team Platform", "this person".
    pub source: String,
    /// Where it comes from.
    pub level: Level,
}

/// A public holiday.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Holiday")]
pub struct HolidayView {
    /// Its date.
    pub date: NaiveDate,
    /// Its name.
    pub name: String,
    /// The date in words.
    pub spoken: String,
}

/// `availability_get`.
pub async fn get(desk: &Desk, params: Get) -> Result<Availability, Failure> {
    let mut connection = desk.workspace().await?.read().await?;
    let layers = Layers::all(&mut connection).await?;
    let person = match (&params.person_id, &params.team) {
        (Some(_), Some(_)) => {
            return Err(Failure::parameter(
                "team",
                "A person and a team were both named.",
                "Name one of them; a person's settings show what comes from their team.",
            ));
        }
        (Some(id), None) => Some(people::get(&mut connection, id).await?),
        (None, _) => None,
    };
    let team = match (&person, &params.team) {
        (Some(person), _) => person.team.clone(),
        (None, Some(team)) => known_team(&mut connection, team).await?,
        (None, None) => String::new(),
    };
    drop(connection);
    let effective = match &person {
        Some(person) => layers.person(person),
        None if team.is_empty() => layers.workspace(),
        None => layers.team(&team),
    };
    let today = ReaderClock::of(desk).await?.zone().local(desk.now()).date();
    let (holidays, holidays_note) = holidays(&effective, today);
    Ok(Availability {
        settings: Setting::ALL
            .iter()
            .map(|setting| shown(*setting, &effective, &team))
            .collect(),
        person_id: person.as_ref().map(|p| p.id.clone()),
        full_name: person.map(|p| p.full_name),
        team,
        holidays,
        holidays_note,
    })
}

fn shown(setting: Setting, effective: &Effective, team: &str) -> SettingView {
    let resolved = effective.get(setting);
    SettingView {
        name: setting,
        label: setting.label().to_owned(),
        spoken: setting.spoken(&resolved.value),
        value: resolved.value,
        source: match resolved.level {
            Level::BuiltIn => "built in".to_owned(),
            Level::Workspace => "workspace".to_owned(),
            Level::Team => format!("team {team}"),
            Level::Person => "this person".to_owned(),
        },
        level: resolved.level,
    }
}

/// The public holidays of the next twelve months, and what is not known of them.
fn holidays(effective: &Effective, today: NaiveDate) -> (Vec<HolidayView>, Option<String>) {
    let Some((country, region)) = effective.place() else {
        return (Vec::new(), None);
    };
    let last = today + Months::new(12);
    let mut days = Vec::new();
    let mut missing = Vec::new();
    for year in today.year()..=last.year() {
        let found = holidays::on(&country, region.as_deref(), year);
        if !found.known {
            missing.push(year.to_string());
        }
        let in_reach = found.days.into_iter();
        days.extend(in_reach.filter(|(date, _)| (today..=last).contains(date)));
    }
    let note = (!missing.is_empty()).then(|| {
        format!(
            "The holidays of {country} are not known for {}, so none of them is a day off. Enter them as dates with other hours.",
            missing.join(" and ")
        )
    });
    let views = days.into_iter().map(|(date, name)| HolidayView {
        spoken: date.format("%a %-d %b %Y").to_string(),
        date,
        name,
    });
    (views.collect(), note)
}

/// The countries whose holidays are known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Countries {
    /// By code.
    pub items: Vec<Country>,
}

/// A country whose holidays are known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Country {
    /// ISO 3166-1 code.
    pub code: String,
    /// What the window shows: the code, until names are bundled.
    pub name: String,
    /// Regions with days of their own.
    pub regions: Vec<Region>,
}

/// A region with holidays of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Region {
    /// The part after the hyphen of ISO 3166-2.
    pub code: String,
    /// What the window shows.
    pub name: String,
}

/// `availability_countries`.
pub async fn countries(_: &Desk, _: NoParameters) -> Result<Countries, Failure> {
    let items = holidays::countries()
        .into_iter()
        .map(|(code, regions)| Country {
            code: code.to_owned(),
            name: code.to_owned(),
            regions: regions
                .into_iter()
                .map(|region| Region {
                    code: region.to_owned(),
                    name: region.to_owned(),
                })
                .collect(),
        })
        .collect();
    Ok(Countries { items })
}

/// The name of a team that somebody belongs to.
async fn known_team(connection: &mut Connection, name: &str) -> Result<String, Failure> {
    let everyone: Vec<Person> = people::all(connection).await?;
    let name = name.trim();
    if !name.is_empty() && everyone.iter().any(|p| p.team == name) {
        return Ok(name.to_owned());
    }
    let message = if name.is_empty() {
        "No team was named.".to_owned()
    } else {
        format!("Nobody is in a team called {name}.")
    };
    Err(Failure::parameter(
        "team",
        message,
        "Put people into it first with `availability_team`, or check how it is written.",
    ))
}
