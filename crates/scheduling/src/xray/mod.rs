//! Slot X-ray: for every start of the grid whether it is offered or what blocks it, and the
//! cheapest changes that would open more (FEATURES.md section 2, idea 1).

mod again;
mod change;
mod propose;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use change::{ChangeKind, Side};

use crate::{
    attendee::Attendee,
    hours::DateOverride,
    invalid::InvalidSetting,
    slots::{Blocker, Explanation, Marking, Plan, SlotsRequest, Starts},
    zone::Zones,
};

/// A request to look through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct XrayRequest {
    /// The search. Its `limit` and `explain` say nothing here: every start is looked at.
    pub slots: SlotsRequest,
    /// What to call the people and pools, by id; the id when absent.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

/// A start of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// The start.
    pub start: DateTime<Utc>,
    /// Everything that blocks it; nothing when it is offered.
    pub blockers: Vec<Blocker>,
}

/// A change that opens slots, found by searching again with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Whose setting; none for the request's own.
    pub attendee: Option<String>,
    /// What changes.
    pub change: ChangeKind,
    /// For a change of one date, the exception to the person's week that makes it: the local date
    /// with all its hours, in place of any that it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<DateOverride>,
    /// How many more slots there are with it.
    pub additional: u32,
    /// In plain words: "Buffer 15 to 10 minutes for Ana: 6 more".
    pub words: String,
    /// The starts it opens, in order.
    #[serde(skip)]
    pub opens: Vec<DateTime<Utc>>,
}

impl Change {
    /// The request with this change made, for searching again.
    pub fn applied(&self, request: &SlotsRequest) -> SlotsRequest {
        let people = &request.attendees;
        let is_theirs = |person: &Attendee| Some(&person.id) == self.attendee.as_ref();
        let mut changed = request.clone();
        self.change
            .apply(&mut changed, people.iter().position(is_theirs));
        changed
    }
}

/// What the X-ray shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Xray {
    /// Every start of the grid, in order.
    pub cells: Vec<Cell>,
    /// How many of them are offered.
    pub offered: u32,
    /// What would open more: the least invasive first, then what opens most.
    pub changes: Vec<Change>,
}

impl Xray {
    /// The changes that open one start, in the same order. None when it takes two changes at once.
    pub fn changes_for(&self, start: DateTime<Utc>) -> impl Iterator<Item = &Change> {
        let opens = move |change: &&Change| change.opens.binary_search(&start).is_ok();
        self.changes.iter().filter(opens)
    }
}

/// Looks through a request.
///
/// Each number of additional slots comes from searching again with the change
/// ([`Change::applied`]), and from nothing else.
///
/// # Errors
/// The first setting that cannot be meant, with its path in the request.
pub fn look(zones: &Zones, request: &XrayRequest) -> Result<Xray, InvalidSetting> {
    let plan = Plan::new(zones, &request.slots, Marking::Everyone)
        .map_err(|error| error.inside("slots"))?;
    let explanation = Explanation::new(&plan);
    let mut why = explanation.walk();
    let mut offered = Starts::none(plan.grid.len());
    for (number, _) in plan.offers() {
        offered.insert(number..number + 1);
    }
    let mut xray = Xray::default();
    let mut cells = Vec::with_capacity(plan.grid.len());
    for number in 0..plan.grid.len() {
        let blockers = if offered.contains(number) {
            xray.offered += 1;
            Vec::new()
        } else {
            why.blockers(number)
        };
        cells.push(Cell {
            start: plan.start(number).instant(),
            blockers,
        });
    }
    for change in propose::of_request(request, &why) {
        let opens = again::opened_anew(zones, &plan, &offered, &change);
        xray.add(request, None, change, opens);
    }
    for place in 0..request.slots.attendees.len() {
        let Some(mut trial) = again::Trial::new(&plan, &offered, place) else {
            continue;
        };
        for change in propose::of_person(&plan, place, &why) {
            let opens = trial.opened(&change).into_iter();
            let opens = opens.filter_map(|number| cells.get(number));
            let opens = opens.map(|cell: &Cell| cell.start).collect();
            xray.add(request, Some(&trial), change, opens);
        }
    }
    xray.cells = cells;
    xray.changes
        .sort_by_key(|change| (change.change.cost(), std::cmp::Reverse(change.additional)));
    Ok(xray)
}

impl Xray {
    /// Keeps a change that opens anything.
    fn add(
        &mut self,
        request: &XrayRequest,
        trial: Option<&again::Trial<'_>>,
        change: ChangeKind,
        opens: Vec<DateTime<Utc>>,
    ) {
        let Ok(additional @ 1..) = u32::try_from(opens.len()) else {
            return;
        };
        let person = trial.map(again::Trial::person);
        let zone = trial.map(again::Trial::zone);
        self.changes.push(Change {
            words: change.words(&request.names, person, zone, additional),
            attendee: person.map(|person| person.id.clone()),
            exception: person.and_then(|person| change.exception(person)),
            change,
            additional,
            opens,
        });
    }
}
