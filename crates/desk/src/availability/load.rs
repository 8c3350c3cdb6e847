//! `availability_load`: how many interviews everyone has, week by week.

use std::collections::HashMap;

use chrono::{Datelike as _, Days, NaiveDate, TimeDelta};
use muster_domain::availability::Setting;
use muster_domain::interview::counts_towards_caps;
use muster_scheduling::zone::Zone;
use muster_store::interviews::{self, Except, TakenBy};
use muster_store::{people, pools};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::effective::Layers;
use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// The most weeks of one answer.
const MOST_WEEKS: u32 = 26;

/// Parameters of `availability_load`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// How many weeks, 1 to 26; 8 when absent. Half of them, rounded down, lie before this one.
    #[serde(default)]
    pub weeks: Option<u32>,
}

/// How interviews are shared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Load {
    /// The weeks, which begin on Monday, earliest first.
    pub weeks: Vec<LoadWeek>,
    /// Everyone, by name.
    pub people: Vec<LoadPerson>,
    /// How evenly they are shared.
    pub fairness: Fairness,
}

/// One column.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoadWeek {
    /// Its Monday.
    pub starts_on: NaiveDate,
    /// That day in words: "23 Nov".
    pub label: String,
    /// Whether it is the reader's present week.
    pub is_current: bool,
}

/// One row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoadPerson {
    /// The person.
    pub person_id: String,
    /// Their name.
    pub full_name: String,
    /// Their team; empty for none.
    pub team: String,
    /// Their share: the largest weight they have in a pool, else 1.
    pub weight: u32,
    /// One for each week.
    pub cells: Vec<LoadCell>,
    /// Interviews and holds of all these weeks.
    pub total: u32,
    /// Their part of everyone's, in whole percent.
    pub share_percent: u32,
}

/// A person's week.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LoadCell {
    /// Interviews that start in the week on the person's own clock.
    pub interviews: u32,
    /// Active holds.
    pub holds: u32,
    /// The most of both they may have; null for no limit.
    pub cap: Option<u32>,
    /// How full the week is, 0 (empty) to 4 (full).
    pub level: u8,
    /// The same in words.
    pub spoken: String,
}

/// How evenly interviews are shared.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fairness {
    /// The difference between who has most and who has least, counted by weight; 0 is even.
    pub spread: f64,
    /// The same in words.
    pub spoken: String,
}

/// `availability_load`.
pub async fn show(desk: &Desk, params: Show) -> Result<Load, Failure> {
    let count = match params.weeks.unwrap_or(8) {
        n @ 1..=MOST_WEEKS => n,
        n => {
            return Err(Failure::parameter(
                "weeks",
                format!("{n} weeks cannot be shown."),
                format!("Ask for 1 to {MOST_WEEKS} weeks."),
            ));
        }
    };
    let reader = ReaderClock::of(desk).await?;
    let now = desk.now();
    let today = reader.zone().local(now).date();
    let this_week = back(today, today.weekday().num_days_from_monday());
    let first = back(this_week, 7 * (count / 2));
    let last = first.checked_add_days(Days::new(u64::from(7 * count)));
    // Local dates differ from the reader's by a day at most.
    let from = reader.zone().day_start(first) - TimeDelta::days(2);
    let until = reader.zone().day_start(last.unwrap_or(first)) + TimeDelta::days(2);
    let mut connection = desk.workspace().await?.read().await?;
    let everyone = people::all(&mut connection).await?;
    let layers = Layers::all(&mut connection).await?;
    let weights = pools::weights(&mut connection).await?;
    let ids: Vec<&str> = everyone.iter().map(|p| p.id.as_str()).collect();
    let except = Except::default();
    let taken = interviews::taken(&mut connection, &ids, from, until, now, except).await?;
    drop(connection);

    let mut counts: HashMap<&str, Vec<(u32, u32)>> = HashMap::new();
    let mut zones: HashMap<&str, Zone> = HashMap::new();
    for person in &everyone {
        // Who has a zone that is not known is counted on the reader's clock.
        let zone = desk.zones().get(&person.time_zone);
        zones.insert(&person.id, zone.unwrap_or_else(|_| reader.zone().clone()));
        counts.insert(&person.id, vec![(0, 0); count as usize]);
    }
    for t in taken.iter().filter(|t| counts_towards_caps(t.status)) {
        let (Some(zone), Some(weeks)) = (
            zones.get(t.whose.as_str()),
            counts.get_mut(t.whose.as_str()),
        ) else {
            continue;
        };
        let days = (zone.local(t.starts_at).date() - first).num_days();
        let week = usize::try_from(days.div_euclid(7)).ok();
        let Some((interviews, holds)) = week.and_then(|week| weeks.get_mut(week)) else {
            continue;
        };
        match t.by {
            TakenBy::Interview(_) => *interviews += 1,
            TakenBy::Hold(_) => *holds += 1,
        }
    }

    let weeks: Vec<LoadWeek> = (0..count)
        .filter_map(|n| first.checked_add_days(Days::new(u64::from(7 * n))))
        .map(|starts_on| LoadWeek {
            label: starts_on.format("%-d %b").to_string(),
            is_current: starts_on == this_week,
            starts_on,
        })
        .collect();
    let mut people: Vec<LoadPerson> = everyone
        .iter()
        .map(|person| {
            let cap = layers.person(person).cap(Setting::MaximumPerWeek);
            let counted = counts.remove(person.id.as_str()).unwrap_or_default();
            LoadPerson {
                total: counted.iter().map(|(i, h)| i + h).sum(),
                cells: counted
                    .iter()
                    .zip(&weeks)
                    .map(|((interviews, holds), week)| cell(*interviews, *holds, cap, week))
                    .collect(),
                person_id: person.id.clone(),
                full_name: person.full_name.clone(),
                team: person.team.clone(),
                weight: weights.get(&person.id).copied().unwrap_or(1),
                share_percent: 0,
            }
        })
        .collect();
    let all: u32 = people.iter().map(|p| p.total).sum();
    for person in &mut people {
        person.share_percent = (person.total * 200 + all)
            .checked_div(2 * all)
            .unwrap_or_default();
    }
    let loads = people
        .iter()
        .map(|p| (p.full_name.as_str(), p.total, p.weight));
    Ok(Load {
        fairness: fairness(loads),
        weeks,
        people,
    })
}

fn back(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(date)
}

fn cell(interviews: u32, holds: u32, cap: Option<u32>, week: &LoadWeek) -> LoadCell {
    let both = interviews + holds;
    let level = match (both, cap) {
        (0, _) => 0,
        (n, Some(cap)) if n >= cap => 4,
        (n, Some(cap)) => u8::try_from(1 + 3 * n / cap).unwrap_or(3).min(3),
        (1..=2, None) => 1,
        (3..=4, None) => 2,
        (5..=7, None) => 3,
        (_, None) => 4,
    };
    let mut words = match interviews {
        0 => "no interviews".to_owned(),
        n => counted(n, "interview"),
    };
    if holds > 0 {
        words = format!("{words} and {}", counted(holds, "hold"));
    }
    let most = cap
        .map(|cap| format!(" of at most {cap}"))
        .unwrap_or_default();
    LoadCell {
        interviews,
        holds,
        cap,
        level,
        spoken: format!("{words}{most} in the week of {}", week.label),
    }
}

fn counted(n: u32, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {what}{s}")
}

/// How evenly these people (name, interviews, weight) are loaded.
pub(crate) fn fairness<'a>(loads: impl Iterator<Item = (&'a str, u32, u32)>) -> Fairness {
    let by_weight: Vec<(&str, u32, f64)> = loads
        .map(|(name, total, weight)| (name, total, f64::from(total) / f64::from(weight.max(1))))
        .collect();
    let least = by_weight.iter().min_by(|a, b| a.2.total_cmp(&b.2));
    // The first of equals, as with the least.
    let most = by_weight.iter().rev().max_by(|a, b| a.2.total_cmp(&b.2));
    let (Some(least), Some(most)) = (least, most) else {
        return Fairness {
            spread: 0.0,
            spoken: "Nobody interviews yet.".to_owned(),
        };
    };
    let spread = ((most.2 - least.2) * 10.0).round() / 10.0;
    let spoken = if spread > 0.0 {
        format!("{} has {}, {} has {}.", most.0, most.1, least.0, least.1)
    } else {
        "Everyone has the same share.".to_owned()
    };
    Fairness { spread, spoken }
}

#[cfg(test)]
mod tests {
    use super::{Fairness, fairness};

    #[test]
    fn fairness_counts_by_weight() {
        let even = fairness([("Bo", 2, 1), ("Cy", 4, 2)].into_iter());
        assert_eq!(
            even,
            Fairness {
                spread: 0.0,
                spoken: "Everyone has the same share.".to_owned()
            }
        );
        let skewed = fairness([("Bo", 1, 1), ("Cy", 9, 2), ("Di", 0, 1)].into_iter());
        assert!((skewed.spread - 4.5).abs() < 1e-9);
        assert_eq!(skewed.spoken, "Cy has 9, Di has 0.");
        assert!(fairness(std::iter::empty()).spread.abs() < 1e-9);
    }
}
