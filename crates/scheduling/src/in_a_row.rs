//! Interviews in a row as a set of starts they forbid (FEATURES.md PL8).

use crate::{
    attendee::Attendee,
    span::Span,
    tick::{MINUTE, Tick, ticks},
};

/// The starts at which a meeting of that length in microseconds would make one interview too many
/// that follow each other without a break.
pub(crate) fn forbidden(attendee: &Attendee, duration: i64) -> Vec<Span<Tick>> {
    let Some(most) = attendee.maximum_in_a_row else {
        return Vec::new();
    };
    let rest = i64::from(attendee.break_minutes) * MINUTE;
    // A meeting joins a row when it begins or ends less than a break away from it: it may join two.
    let mut changes: Vec<(Tick, i64)> = Vec::new();
    for (row, interviews) in rows(attendee, rest) {
        changes.push((row.start.plus(-rest - duration).just_after(), interviews));
        changes.push((row.end.plus(rest), -interviews));
    }
    changes.sort_unstable();
    let mut out = Vec::new();
    let mut joined = 0;
    let places = changes.chunk_by(|one, next| one.0 == next.0);
    let mut from = None;
    for place in places {
        let Some((at, _)) = place.first() else {
            continue;
        };
        joined += place.iter().map(|(_, interviews)| interviews).sum::<i64>();
        match (joined >= i64::from(most), from) {
            (true, None) => from = Some(*at),
            (false, Some(start)) => {
                out.push(Span::new(start, *at));
                from = None;
            }
            _ => {}
        }
    }
    out
}

/// The interviews that follow each other without a break, with how many they are.
fn rows(attendee: &Attendee, rest: i64) -> Vec<(Span<Tick>, i64)> {
    let mut booked: Vec<Span<Tick>> = attendee
        .booked
        .iter()
        .map(|interview| ticks(interview.start, interview.end))
        .collect();
    booked.sort_unstable();
    let mut rows: Vec<(Span<Tick>, i64)> = Vec::new();
    for interview in booked {
        match rows.last_mut() {
            Some((row, count)) if interview.start < row.end.plus(rest) => {
                row.end = row.end.max(interview.end);
                *count += 1;
            }
            _ => rows.push((interview, 1)),
        }
    }
    rows
}
