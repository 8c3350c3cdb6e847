//! The changes that are worth trying: for each person, those that touch what blocks them.

use chrono::{DateTime, NaiveDate};

use super::{
    XrayRequest,
    change::{ChangeKind, Side, hours_on},
};
use crate::{
    attendee::{Attendee, BusyStatus, TentativePolicy},
    hours::DAY_SECONDS,
    slots::{BlockerCode, Plan, Why},
    tick::Tick,
};

/// Lengths that people choose for buffers and notices, in minutes.
const USUAL_BUFFERS: [u32; 9] = [0, 5, 10, 15, 30, 45, 60, 90, 120];
const USUAL_NOTICES: [u32; 9] = [0, 60, 120, 240, 480, 1440, 2880, 4320, 10_080];

/// The shortest meeting that is proposed.
const SHORTEST_MEETING: u32 = 15;

/// What to try with the request's own settings.
pub(super) fn of_request(request: &XrayRequest, why: &Why<'_>) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    let notice = request.slots.minimum_notice_minutes;
    if why.was_early()
        && let Some(to) = below(&USUAL_NOTICES, notice)
    {
        out.push(ChangeKind::Notice { from: notice, to });
    }
    let from = request.slots.duration_minutes;
    if let Some(to) = from.checked_sub(15).filter(|to| *to >= SHORTEST_MEETING) {
        out.push(ChangeKind::Shorter { from, to });
    }
    out
}

/// What to try with the settings of the person at `place`.
pub(super) fn of_person(plan: &Plan<'_>, place: usize, why: &Why<'_>) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    let codes: Vec<BlockerCode> = why.codes_of(place).collect();
    let Some(person) = plan.request.attendees.get(place) else {
        return out;
    };
    let blocks = |code: BlockerCode| codes.contains(&code);
    let mut add = |change| out.push(change);
    with_rules(person, blocks, &mut add);
    if blocks(BlockerCode::NotWorking) {
        for date in dates(plan, place) {
            longer_day(person, date, &mut add);
        }
    }
    if blocks(BlockerCode::Busy) || blocks(BlockerCode::Tentative) || blocks(BlockerCode::Unknown) {
        items(plan, person, &mut add);
    }
    if !codes.is_empty() && plan.required.contains(&place) && plan.required.len() > 1 {
        add(ChangeKind::MakeOptional);
    }
    out
}

fn below(usual: &[u32], now: u32) -> Option<u32> {
    usual.iter().copied().rfind(|minutes| *minutes < now)
}

fn with_rules(
    person: &Attendee,
    blocks: impl Fn(BlockerCode) -> bool,
    add: &mut impl FnMut(ChangeKind),
) {
    let from = person
        .buffer_before_minutes
        .max(person.buffer_after_minutes);
    if blocks(BlockerCode::Buffer)
        && let Some(to) = below(&USUAL_BUFFERS, from)
    {
        add(ChangeKind::Buffer { from, to });
    }
    if blocks(BlockerCode::Tentative) && person.tentative == TentativePolicy::Block {
        add(ChangeKind::AllowTentative);
    }
    let caps = [
        (BlockerCode::DayCap, person.maximum_per_day),
        (BlockerCode::WeekCap, person.maximum_per_week),
        (BlockerCode::MonthCap, person.maximum_per_month),
        (BlockerCode::InARow, person.maximum_in_a_row),
    ];
    for (code, cap) in caps {
        if let (true, Some(cap)) = (blocks(code), cap) {
            let to = cap.saturating_add(1);
            add(match code {
                BlockerCode::DayCap => ChangeKind::DayCap { to },
                BlockerCode::WeekCap => ChangeKind::WeekCap { to },
                BlockerCode::MonthCap => ChangeKind::MonthCap { to },
                _ => ChangeKind::InARow { to },
            });
        }
    }
    if blocks(BlockerCode::Lunch) {
        add(ChangeKind::SkipLunch);
    }
    if blocks(BlockerCode::Holiday) {
        for date in &person.holidays {
            add(ChangeKind::WorkOn { date: *date });
        }
    }
}

fn longer_day(person: &Attendee, date: NaiveDate, add: &mut impl FnMut(ChangeKind)) {
    let hours = hours_on(person, date);
    let (Some(first), Some(last)) = (
        hours.iter().min_by_key(|range| range.start),
        hours.iter().max_by_key(|range| range.start),
    ) else {
        return;
    };
    for minutes in [30_u32, 60] {
        if u32::from(first.start.minutes()) >= minutes {
            add(ChangeKind::Hours {
                date,
                side: Side::Earlier,
                minutes,
            });
        }
        if last.end > last.start && u32::from(last.end.minutes()) + minutes <= 1440 {
            add(ChangeKind::Hours {
                date,
                side: Side::Later,
                minutes,
            });
        }
    }
}

/// The local dates of a person that the grid touches.
fn dates(plan: &Plan<'_>, place: usize) -> Vec<NaiveDate> {
    let (Some(zone), Some(last)) = (plan.zones.get(place), plan.grid.len().checked_sub(1)) else {
        return Vec::new();
    };
    let day = |number| {
        let second = plan.grid.second(number);
        zone.timeline(second, second)
            .local(second)
            .div_euclid(DAY_SECONDS)
    };
    let date = |day: i64| {
        let midnight = DateTime::from_timestamp(day * DAY_SECONDS, 0)?;
        Some(midnight.date_naive())
    };
    (day(0)..=day(last)).filter_map(date).collect()
}

/// The items of a person's calendar that block inside the grid.
fn items(plan: &Plan<'_>, person: &Attendee, add: &mut impl FnMut(ChangeKind)) {
    let Some(last) = plan.grid.len().checked_sub(1) else {
        return;
    };
    let until = plan.start(last).plus(plan.duration);
    let from = plan.start(0);
    let mut known = Vec::new();
    for item in &person.busy {
        let ignored = item.status == BusyStatus::Free
            || (item.status == BusyStatus::Tentative && person.tentative == TentativePolicy::Allow);
        let inside = Tick::floor(item.start) < until && Tick::ceil(item.end) > from;
        if !ignored && inside && !known.contains(&(item.start, item.end)) {
            known.push((item.start, item.end));
            add(ChangeKind::Ignore {
                start: item.start,
                end: item.end,
            });
        }
    }
}
