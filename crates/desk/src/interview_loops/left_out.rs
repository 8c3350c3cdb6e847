//! Loops that a plan of several leaves out, tried again one after the other beside the loops that
//! hold.
//!
//! What the rules refuse is closed to a person for all loops at once, so several loops can crowd each
//! other out of a time that one of them could have had. Alone and with all others fixed, a loop is
//! planned exactly, on all days of its window.

use std::time::Instant;

use chrono::{DateTime, Utc};
use muster_scheduling::attendee::{Booked, BusyItem, BusyStatus};

use super::gather::{Office, Wanted};
use super::instance::Kept;
use super::solve::{Found, Loops, Wish, end_of, in_rounds};
use crate::Failure;

/// Loops that nobody has got to when this much of the time is over stay out.
const PATIENCE: u32 = 6;

/// Finds places for the loops that are left out. Those that hold stay as they are.
pub(super) fn try_again(
    wish: &Wish,
    office: &Office,
    wanted: &[Wanted],
    kept: &[Vec<Kept>],
    found: &mut Loops,
    began: Instant,
) -> Result<(), Failure> {
    for index in 0..wanted.len() {
        if found[index].is_some() || began.elapsed() > wish.limit * PATIENCE {
            continue;
        }
        let office = beside(office, wanted, found);
        let mut one = wanted[index].clone();
        one.candidate.busy.extend(elsewhere(index, wanted, found));
        let kept = kept.get(index).cloned().into_iter().collect::<Vec<_>>();
        let alone = in_rounds(wish, &office, std::slice::from_ref(&one), &kept)?;
        found[index] = alone.into_iter().next().flatten();
    }
    Ok(())
}

/// The office with the interviews of the loops that hold as booked ones.
fn beside(office: &Office, wanted: &[Wanted], found: &Loops) -> Office {
    let mut office = office.clone();
    for (one, sessions) in wanted.iter().zip(found) {
        for (step, session) in sessions.iter().flatten().enumerate() {
            let (start, end) = times(one, step, session);
            for person in &session.people {
                office.attendees[*person].booked.push(Booked { start, end });
            }
        }
    }
    office
}

/// When the candidate of a loop is in another one.
fn elsewhere(index: usize, wanted: &[Wanted], found: &[Option<Vec<Found>>]) -> Vec<BusyItem> {
    let candidate = &wanted[index].application.candidate_id;
    let others = wanted.iter().zip(found).enumerate();
    let same = others
        .filter(|(other, (one, _))| *other != index && one.application.candidate_id == *candidate);
    same.flat_map(|(_, (one, sessions))| {
        let sessions = sessions.iter().flatten().enumerate();
        sessions.map(|(step, session)| {
            let (start, end) = times(one, step, session);
            BusyItem {
                start,
                end,
                status: BusyStatus::Busy,
                buffer_before_minutes: 0,
                buffer_after_minutes: 0,
            }
        })
    })
    .collect()
}

/// Leaves out every loop whose candidate would be in two places: the later ones of a pair.
pub(super) fn part_candidates(wanted: &[Wanted], found: &mut Loops) {
    for index in 0..wanted.len() {
        let taken = elsewhere(index, &wanted[..=index], &found[..index]);
        let sessions = found[index].iter().flatten().enumerate();
        let clashes = sessions
            .map(|(step, session)| times(&wanted[index], step, session))
            .any(|(start, end)| taken.iter().any(|t| t.start < end && start < t.end));
        if clashes {
            found[index] = None;
        }
    }
}

fn times(wanted: &Wanted, step: usize, session: &Found) -> (DateTime<Utc>, DateTime<Utc>) {
    (session.start, end_of(wanted, step, session))
}
