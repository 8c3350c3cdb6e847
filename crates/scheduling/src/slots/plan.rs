//! A checked request, ready to be asked which starts are offered.

use super::{
    answer::Slot,
    grid::Grid,
    open::Asked,
    pools::{Seats, assignment},
    request::SlotsRequest,
    starts::Starts,
};
use crate::{
    attendee::{Attendee, known_zone},
    hours::{self, WorkingTime},
    invalid::InvalidSetting,
    span::Span,
    tick::{MINUTE, Tick},
    zone::{Zone, Zones},
};

/// Whose starts are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marking {
    /// Everyone's.
    Everyone,
    /// Nobody's any more once no start is left to offer.
    WhileAnyIsLeft,
}

/// People are places in the request's list of attendees.
pub(crate) struct Plan<'r> {
    pub request: &'r SlotsRequest,
    pub grid: Grid,
    /// In microseconds.
    pub duration: i64,
    pub zones: Vec<Zone>,
    pub required: Vec<usize>,
    pub optional: Vec<usize>,
    pub pools: Vec<Seats>,
    /// The starts that notice and horizon allow.
    pub in_time: Starts,
    /// When each person is free.
    pub open: Vec<Starts>,
    /// When all the required are free, in time.
    common: Starts,
}

impl<'r> Plan<'r> {
    pub fn new(
        zones: &Zones,
        request: &'r SlotsRequest,
        marking: Marking,
    ) -> Result<Self, InvalidSetting> {
        request.validate()?;
        let anchor = known_zone(zones, &request.anchor_zone, || "anchor_zone".to_owned())?;
        let duration = i64::from(request.duration_minutes) * MINUTE;
        let mut own_zones = Vec::with_capacity(request.attendees.len());
        for (place, attendee) in request.attendees.iter().enumerate() {
            own_zones.push(attendee.validate(zones, &format!("attendees[{place}]"))?);
        }
        let window = Span::new(
            Tick::ceil(request.window.start),
            Tick::floor(request.window.end).plus(-duration).just_after(),
        );
        let grid = Grid::new(&anchor, window, request.step_minutes);
        let pools = seats(request);
        let pooled = |place: usize| pools.iter().any(|pool| pool.members.contains(&place));
        let alone = |required: bool| {
            let people = request.attendees.iter().enumerate();
            people
                .filter(|(place, person)| person.required == required && !pooled(*place))
                .map(|(place, _)| place)
                .collect()
        };
        let (required, optional): (Vec<usize>, Vec<usize>) = (alone(true), alone(false));
        let in_time = in_time(request, &grid);
        let mut plan = Self {
            request,
            duration,
            zones: own_zones,
            required,
            optional,
            pools,
            common: in_time.clone(),
            in_time,
            open: Vec::new(),
            grid,
        };
        plan.long_enough_blocks()?;
        plan.mark(marking);
        Ok(plan)
    }

    /// A meeting that no working block of a required person could ever hold is a setting that
    /// cannot be meant, unless a night with an hour more holds it.
    fn long_enough_blocks(&self) -> Result<(), InvalidSetting> {
        let minutes = self.request.duration_minutes;
        for (place, attendee, zone) in self.people(&self.required) {
            if hours::has_block_of(&attendee.working_hours, &attendee.date_overrides, minutes) {
                continue;
            }
            let longest = hours::longest_block(&attendee.working_hours, &attendee.date_overrides);
            if longest == 0 || longest >= minutes {
                continue;
            }
            let hours = WorkingTime::new(&attendee.working_hours, &attendee.date_overrides, &[]);
            let window = self.request.window;
            let whole = Span::new(Tick::floor(window.start), Tick::ceil(window.end));
            let fits = |span: &Span<Tick>| span.start.plus(self.duration) <= span.end;
            if !hours.spans(zone, whole).iter().any(fits) {
                return Err(InvalidSetting::new(
                    "duration_minutes",
                    format!(
                        "a meeting of {minutes} minutes is longer than any working block of “{}” \
                         ({longest} minutes)",
                        attendee.id
                    ),
                    format!("shorten the meeting, or lengthen attendees[{place}].working_hours"),
                ));
            }
        }
        Ok(())
    }

    fn mark(&mut self, marking: Marking) {
        let len = self.grid.len();
        let mut open = vec![Starts::default(); self.request.attendees.len()];
        let order = self.required.iter().chain(&self.optional);
        let members = self.pools.iter().flat_map(|pool| &pool.members);
        for place in order.chain(members).copied() {
            let (Some(person), Some(zone), Some(starts)) = (
                self.request.attendees.get(place),
                self.zones.get(place),
                open.get_mut(place),
            ) else {
                continue;
            };
            if starts.is_marked() {
                continue;
            }
            *starts = Starts::none(len);
            if marking == Marking::WhileAnyIsLeft && self.common.is_empty() {
                break;
            }
            self.asked(zone, person).mark(starts);
            if self.required.contains(&place) {
                self.common.keep(starts);
            }
        }
        self.open = open;
    }

    /// A person of the plan, perhaps with other settings than in the request.
    pub fn asked<'a>(&'a self, zone: &'a Zone, attendee: &'a Attendee) -> Asked<'a> {
        Asked {
            zone,
            attendee,
            grid: &self.grid,
            duration: self.duration,
        }
    }

    fn people(&self, places: &[usize]) -> impl Iterator<Item = (usize, &'r Attendee, &Zone)> {
        let request = self.request;
        places.iter().filter_map(move |place| {
            let attendee = request.attendees.get(*place)?;
            Some((*place, attendee, self.zones.get(*place)?))
        })
    }

    /// The starts at which a slot is offered, with the members taken from pools, in order.
    pub fn offers(&self) -> impl Iterator<Item = (usize, Vec<usize>)> {
        self.common.iter().filter_map(|number| {
            let members = self.members(number)?;
            Some((number, members))
        })
    }

    /// When all the required but one are free, in time. Everyone must be marked.
    pub fn common_without(&self, place: usize) -> Starts {
        let mut common = self.in_time.clone();
        for other in self.required.iter().filter(|other| **other != place) {
            if let Some(open) = self.open.get(*other) {
                common.keep(open);
            }
        }
        common
    }

    /// Whether the pools can be filled at a start if one person were free exactly at `starts`.
    pub fn fills_pools_with(&self, number: usize, place: usize, starts: &Starts) -> bool {
        let free = |person: usize| {
            if person == place {
                starts.contains(number)
            } else {
                self.is_free(person, number)
            }
        };
        self.pools.is_empty() || assignment(&self.pools, free).is_some()
    }

    /// Who fills the pools at a start, in the request's order; none when they cannot be filled.
    fn members(&self, number: usize) -> Option<Vec<usize>> {
        if self.pools.is_empty() {
            return Some(Vec::new());
        }
        let mut members = assignment(&self.pools, |place| self.is_free(place, number))?;
        members.sort_unstable();
        Some(members)
    }

    /// Everyone of a slot: the required, the optional who are free, the members of pools.
    pub fn people_of(&self, number: usize, members: &[usize]) -> impl Iterator<Item = usize> {
        let free = move |place: &usize| self.is_free(*place, number);
        let optional = self.optional.iter().copied().filter(free);
        let required = self.required.iter().copied();
        required.chain(optional).chain(members.iter().copied())
    }

    /// The slot that starts then.
    pub fn slot(&self, number: usize, members: &[usize]) -> Slot {
        let start = self.start(number);
        let mut attendees = Vec::with_capacity(self.request.attendees.len());
        let people = self.people_of(number, members);
        let people = people.filter_map(|place| self.request.attendees.get(place));
        attendees.extend(people.map(|person| person.id.clone()));
        Slot {
            start: start.instant(),
            end: start.plus(self.duration).instant(),
            attendees,
        }
    }

    /// The start of that number.
    pub fn start(&self, number: usize) -> Tick {
        Tick::from_second(self.grid.second(number))
    }

    fn is_free(&self, place: usize, number: usize) -> bool {
        self.open
            .get(place)
            .is_some_and(|starts| starts.contains(number))
    }
}

/// The starts from the end of the notice to the horizon, both included.
fn in_time(request: &SlotsRequest, grid: &Grid) -> Starts {
    let mut starts = Starts::none(grid.len());
    let latest = request
        .latest()
        .map(|latest| Tick::floor(latest).just_after());
    let earliest = Tick::ceil(request.earliest());
    let until = latest.map_or(grid.len(), |latest| {
        grid.number(latest.second_at_or_after())
    });
    starts.insert(grid.number(earliest.second_at_or_after())..until);
    starts
}

/// The pools with their members in order of preference.
fn seats(request: &SlotsRequest) -> Vec<Seats> {
    let people = &request.attendees;
    let load = |place: &usize| {
        people
            .get(*place)
            .map(|person| (person.booked.len(), person.id.as_str()))
    };
    let seats = request.pools.iter().map(|pool| {
        let place = |id: &String| people.iter().position(|person| person.id == *id);
        let mut members: Vec<usize> = pool.attendees.iter().filter_map(place).collect();
        members.sort_by_key(load);
        Seats {
            choose: usize::try_from(pool.choose).unwrap_or(usize::MAX),
            members,
        }
    });
    seats.collect()
}
