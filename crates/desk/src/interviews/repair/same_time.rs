//! Repairs that touch no other interview: somebody free takes the seat, or the others hold it alone.

use muster_scheduling::check;
use muster_store::Connection;
use muster_store::interviews::Except;
use muster_store::people::Person;

use super::stand_ins::StandIns;
use super::{Broken, RepairKind, RepairOption};
use crate::interviews::rules;
use crate::{Desk, Failure};

/// Most people that are offered for one who cannot come.
const MOST_SWAPS: usize = 3;

/// Somebody free at the same time, for the one who cannot come: nobody but the two notices.
pub(super) async fn swaps(
    desk: &Desk,
    connection: &mut Connection,
    broken: &Broken,
    stand_ins: &StandIns,
) -> Result<Vec<RepairOption>, Failure> {
    let [gone] = broken.out.as_slice() else {
        return Ok(Vec::new());
    };
    let interview = &broken.interview;
    let mut able: Vec<(bool, Person)> = Vec::new();
    for stand_in in stand_ins.of(interview, gone) {
        let meets = |other: &muster_store::interviews::Interview| {
            other.interviewers.iter().any(|(id, _)| *id == stand_in.id)
        };
        if stand_ins.met(interview).any(meets) {
            continue;
        }
        if let Some(person) = stand_ins.person(&stand_in.id) {
            able.push((stand_in.alternate, person.clone()));
        }
    }
    let (start, end) = (interview.starts_at, interview.ends_at);
    let except = Except {
        interview: Some(&interview.id),
        ..Except::default()
    };
    let people: Vec<Person> = able.iter().map(|(_, person)| person.clone()).collect();
    let attendees = rules::attendees(desk, connection, &people, start, end, except).await?;
    let mut free: Vec<(bool, u64, Person)> = Vec::new();
    for ((alternate, person), attendee) in able.into_iter().zip(&attendees) {
        if check::blockers(desk.zones(), attendee, start, end)?.is_empty() {
            let booked = u64::try_from(attendee.booked.len()).unwrap_or(u64::MAX);
            let share = booked * 100 / u64::from(stand_ins.weight(&person.id));
            free.push((alternate, share, person));
        }
    }
    free.sort_by(|a, b| (a.0, a.1, &a.2.full_name).cmp(&(b.0, b.1, &b.2.full_name)));
    let name = broken.name(gone);
    let swapped = free.into_iter().take(MOST_SWAPS).map(|(_, _, person)| {
        let people = interview.interviewers.iter().map(|(id, name)| {
            if id == gone {
                (person.id.clone(), person.full_name.clone())
            } else {
                (id.clone(), name.clone())
            }
        });
        let words = format!(
            "{} takes the place of {name}, at the same time.",
            person.full_name
        );
        RepairOption {
            who_notices: vec![person.full_name.clone(), name.clone()],
            ..broken.same_time(RepairKind::Swap, words, people.collect())
        }
    });
    Ok(swapped.collect())
}

/// The others hold it alone.
pub(super) fn without(broken: &Broken) -> Option<RepairOption> {
    let people = broken.interview.interviewers.iter();
    let (gone, left): (Vec<_>, Vec<_>) = people.cloned().partition(|(id, _)| broken.is_out(id));
    if gone.is_empty() || left.is_empty() {
        return None;
    }
    let names = |people: &[(String, String)]| {
        let names: Vec<&str> = people.iter().map(|(_, name)| name.as_str()).collect();
        names.join(" and ")
    };
    let hold = if left.len() == 1 { "holds" } else { "hold" };
    let words = format!("{} {hold} it without {}.", names(&left), names(&gone));
    let notices = gone.iter().chain(&left).map(|(_, name)| name.clone());
    let who_notices = notices.collect();
    Some(RepairOption {
        who_notices,
        ..broken.same_time(RepairKind::Fewer, words, left)
    })
}
