//! A series to busy instants for a window.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use muster_scheduling::zone::{Zone, Zones};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, Clocks, wall_of};
use super::problem::{Fault, IcsProblem};
use super::rule::{Rule, WallWindow};
use super::series::{BusyEvent, BusySeries, BusyStatus, EventLength, EventTime};
use super::values::DateValue;

/// One stretch of busy time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BusyInstance {
    /// Its first instant.
    pub start: DateTime<Utc>,
    /// The first instant after it.
    pub end: DateTime<Utc>,
    /// How it counts.
    pub status: BusyStatus,
    /// Whether it is whole local days of the owner.
    pub all_day: bool,
}

/// All instances of a series that overlap `[from, to)`, in order of start.
///
/// Recurrences are followed in wall time and each start is then converted: one that does not
/// exist moves forward, of a repeated one the first is taken (FEATURES.md 5.1). Days and
/// floating times are in `owner_zone`. Events without length are not busy and not returned, nor
/// are free all-day events; free events with a time are, so they can be shown.
///
/// # Errors
/// An [`IcsProblem`] that names the event when a zone has left the database, or the rule gives
/// no dates or too many for a calendar.
pub fn expand(
    series: &BusySeries,
    zones: &Zones,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    owner_zone: &Zone,
) -> Result<Vec<BusyInstance>, IcsProblem> {
    let clocks = Clocks {
        zones,
        owner: owner_zone,
        inline: &series.inline_zones,
    };
    let mut out = Vec::new();
    let mut push = |instance: BusyInstance| {
        let silent = instance.all_day && instance.status == BusyStatus::Free;
        let empty = instance.start >= instance.end;
        if !silent && !empty && instance.start < to && instance.end > from {
            out.push(instance);
        }
    };
    let window = Window { clocks, from, to };
    window
        .all(series, &mut push)
        .map_err(|fault| fault.of(Some(&series.uid)))?;
    out.sort_unstable();
    Ok(out)
}

struct Window<'a> {
    clocks: Clocks<'a>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Window<'_> {
    fn all(&self, series: &BusySeries, push: &mut impl FnMut(BusyInstance)) -> Result<(), Fault> {
        if let Some(event) = &series.event {
            self.recurring(series, event, push)?;
        }
        for event in series.overrides.iter().filter_map(|o| o.event.as_ref()) {
            let wall = wall_of(&event.start);
            let clock = self
                .clocks
                .clock(&event.start, wall + Duration::days(366))?;
            push(instance(event, &clock, wall, event.length));
        }
        Ok(())
    }

    fn recurring(
        &self,
        series: &BusySeries,
        event: &BusyEvent,
        push: &mut impl FnMut(BusyInstance),
    ) -> Result<(), Fault> {
        let clock = self.clocks.clock(&event.start, self.to.naive_utc())?;
        let left_out = LeftOut::new(self.clocks, series)?;
        // Keyed by instant, so that a date given twice counts once.
        let mut starts: BTreeMap<DateTime<Utc>, BusyInstance> = BTreeMap::new();
        for wall in self.rule_starts(series, event, &clock)? {
            let found = instance(event, &clock, wall, event.length);
            if !left_out.has(found.start, wall, found.all_day) {
                starts.insert(found.start, found);
            }
        }
        for extra in &series.rdates {
            let wall = wall_of(&extra.start);
            let own = self
                .clocks
                .clock(&extra.start, wall + Duration::days(366))?;
            let found = instance(event, &own, wall, extra.length.unwrap_or(event.length));
            if !left_out.has(found.start, clock.local(found.start), found.all_day) {
                starts.insert(found.start, found);
            }
        }
        starts.into_values().for_each(push);
        Ok(())
    }

    /// The starts by the rule that may reach into the window, as wall times.
    fn rule_starts(
        &self,
        series: &BusySeries,
        event: &BusyEvent,
        clock: &Clock,
    ) -> Result<Vec<NaiveDateTime>, Fault> {
        let start = wall_of(&event.start);
        let Some(text) = &series.rule else {
            return Ok(vec![start]);
        };
        let rule = Rule::parse(text)?;
        // A day on both sides covers every offset and clock change.
        let reach = Duration::seconds(event.length.at_most_seconds()) + Duration::days(1);
        let window = WallWindow {
            from: clock
                .local(self.from)
                .checked_sub_signed(reach)
                .unwrap_or(NaiveDateTime::MIN),
            to: clock
                .local(self.to)
                .checked_add_signed(Duration::days(1))
                .unwrap_or(NaiveDateTime::MAX),
        };
        let all_day = matches!(event.start, EventTime::Date { .. });
        rule.starts(start, window, |wall| match rule.until() {
            None => true,
            // The last day counts in full, whether the start has a time or not.
            Some(DateValue::Date(end)) => wall.date() <= end,
            Some(DateValue::Local(end)) if all_day => wall.date() <= end.date(),
            Some(DateValue::Local(end)) => wall <= end,
            Some(DateValue::Utc(end)) if all_day => wall.date() <= self.last_day(end),
            Some(DateValue::Utc(end)) => clock.instant(wall) <= end.and_utc(),
        })
    }

    /// The last day of an all-day series whose `UNTIL` is an instant: midnight UTC is written for
    /// the date itself (Exchange), anything else is an instant of the owner's day (Apple).
    fn last_day(&self, end: NaiveDateTime) -> NaiveDate {
        if end.time() == NaiveTime::MIN {
            end.date()
        } else {
            Clock::Zone(self.clocks.owner.clone())
                .local(end.and_utc())
                .date()
        }
    }
}

fn instance(
    event: &BusyEvent,
    clock: &Clock,
    wall: NaiveDateTime,
    length: EventLength,
) -> BusyInstance {
    let start = clock.instant(wall);
    let end = if length.is_zero() {
        start
    } else {
        clock.end(wall, length)
    };
    BusyInstance {
        start,
        end,
        status: event.status,
        all_day: matches!(event.start, EventTime::Date { .. }),
    }
}

/// The starts that are left out: `EXDATE`, and those an override stands for.
///
/// Real files name them in other ways than the start itself: in UTC, without zone, or by date.
struct LeftOut {
    instants: HashSet<DateTime<Utc>>,
    walls: HashSet<NaiveDateTime>,
    days: HashSet<NaiveDate>,
    /// Days written as their midnight; they name days of all-day series only.
    midnights: HashSet<NaiveDate>,
}

impl LeftOut {
    fn new(clocks: Clocks<'_>, series: &BusySeries) -> Result<Self, Fault> {
        let mut out = Self {
            instants: HashSet::new(),
            walls: HashSet::new(),
            days: HashSet::new(),
            midnights: HashSet::new(),
        };
        let replaced = series.overrides.iter().map(|change| &change.replaces);
        for time in series.exdates.iter().chain(replaced) {
            match time {
                EventTime::Date { date } => {
                    out.days.insert(*date);
                }
                EventTime::Floating { local } => {
                    out.walls.insert(*local);
                }
                EventTime::Utc { .. } | EventTime::Zoned { .. } => {
                    out.instants.insert(clocks.instant(time)?);
                    let wall = wall_of(time);
                    if wall.time() == NaiveTime::MIN {
                        out.midnights.insert(wall.date());
                    }
                }
            }
        }
        Ok(out)
    }

    /// Whether the instance with this start is left out. `wall` is on the series' own clock.
    fn has(&self, start: DateTime<Utc>, wall: NaiveDateTime, all_day: bool) -> bool {
        self.days.contains(&wall.date())
            || self.instants.contains(&start)
            || self.walls.contains(&wall)
            || (all_day && self.midnights.contains(&wall.date()))
    }
}
