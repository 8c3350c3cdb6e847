//! Which interviews no longer hold, now that calendars, hours, zones or holidays are others.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    attendee::Attendee, check, invalid::InvalidSetting, slots::Blocker, words, zone::Zones,
};

/// An interview as it was arranged: `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arranged {
    /// Names the interview in the answer.
    pub id: String,
    /// Its start.
    pub start: DateTime<Utc>,
    /// Its end.
    pub end: DateTime<Utc>,
    /// Ids of the people who take part. Those that are not among the people now are not looked at.
    pub attendees: Vec<String>,
}

/// An interview that no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Drift {
    /// The interview.
    pub interview: String,
    /// Everything that now speaks against it, sorted by attendee, then code.
    pub blockers: Vec<Blocker>,
    /// The same in plain words, in the same order: "Ana is busy then".
    pub words: Vec<String>,
}

/// The interviews that would not be arranged today, in the order they came.
///
/// `people` are their calendars as they are now. An interview's own entry does not speak against
/// it: one `booked` and one `busy` item with exactly its times are left out. A second item with the
/// same times is somebody else's and counts. `names` gives the words for ids.
///
/// # Errors
/// A setting of a person that cannot be meant, or an interview that does not end after its start.
pub fn check(
    zones: &Zones,
    interviews: &[Arranged],
    people: &[Attendee],
    names: &BTreeMap<String, String>,
) -> Result<Vec<Drift>, InvalidSetting> {
    let by_id: BTreeMap<&str, &Attendee> = people.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut found = Vec::new();
    for interview in interviews {
        let mut blockers = Vec::new();
        for id in &interview.attendees {
            let Some(person) = by_id.get(id.as_str()) else {
                continue;
            };
            let others = without(person, interview);
            blockers.extend(check::blockers(
                zones,
                &others,
                interview.start,
                interview.end,
            )?);
        }
        if blockers.is_empty() {
            continue;
        }
        blockers.sort();
        found.push(Drift {
            interview: interview.id.clone(),
            words: blockers.iter().map(|b| words::blocker(names, b)).collect(),
            blockers,
        });
    }
    Ok(found)
}

/// The person without the interview's own entries.
fn without(person: &Attendee, interview: &Arranged) -> Attendee {
    let mut person = person.clone();
    let own =
        |start: DateTime<Utc>, end: DateTime<Utc>| (start, end) == (interview.start, interview.end);
    if let Some(place) = person.booked.iter().position(|b| own(b.start, b.end)) {
        person.booked.remove(place);
    }
    if let Some(place) = person.busy.iter().position(|b| own(b.start, b.end)) {
        person.busy.remove(place);
    }
    person
}
