//! The numbers by which a file names people, candidates and interviews.

use std::collections::HashMap;

use super::{Assigned, FAR, Locked, invalid, small};
use crate::InvalidSetting;
use crate::loops::instance::{Assignment, Instance, Placed};

/// A file that has been read: the instance and the numbers its people and loops go by.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What is to be planned.
    pub instance: Instance,
    pub(super) people: HashMap<i64, usize>,
    /// For each candidate its place, and the place of each interview.
    pub(super) loops: HashMap<i64, (usize, HashMap<i64, usize>)>,
    pub(super) person_ids: Vec<i64>,
    pub(super) loop_ids: Vec<(i64, Vec<i64>)>,
}

impl Reading {
    /// The place of an interview in the instance.
    fn find(
        &self,
        c: i64,
        i: i64,
        field: impl Fn(&str) -> String,
    ) -> Result<(usize, usize), InvalidSetting> {
        let hint = "name a candidate and an interview of the instance";
        let (planned, sessions) = self
            .loops
            .get(&c)
            .ok_or_else(|| invalid(field("c"), format!("there is no candidate {c}"), hint))?;
        let session = sessions.get(&i).ok_or_else(|| {
            invalid(
                field("i"),
                format!("candidate {c} has no interview {i}"),
                hint,
            )
        })?;
        Ok((*planned, *session))
    }

    pub(in crate::loops) fn person(
        &self,
        id: i64,
        field: impl Fn() -> String,
    ) -> Result<usize, InvalidSetting> {
        self.people.get(&id).copied().ok_or_else(|| {
            invalid(
                field(),
                format!("there is no interviewer {id}"),
                "name an id of the list of interviewers",
            )
        })
    }

    /// Narrows the instance to what is locked.
    ///
    /// # Errors
    /// A lock on something that is not there, or on somebody who may not take the seat.
    pub fn lock(&mut self, locked: &[Locked]) -> Result<(), InvalidSetting> {
        for (at, lock) in locked.iter().enumerate() {
            let (planned, i) =
                self.find(lock.c, lock.i, |field| format!("locked[{at}].{field}"))?;
            let field = || format!("locked[{at}].people");
            let mut people = Vec::new();
            for &id in lock.people.iter().flatten() {
                people.push(self.person(id, field)?);
            }
            let planned = &mut self.instance.loops[planned];
            planned.locked = true;
            let session = &mut planned.sessions[i];
            if let Some(start) = lock.start {
                small(start, -FAR, FAR, || format!("locked[{at}].start"))?;
                if start.rem_euclid(self.instance.grid) != 0 {
                    return Err(invalid(
                        format!("locked[{at}].start"),
                        format!("{start} is not on the grid"),
                        "lock a multiple of the grid",
                    ));
                }
                session.locked_start = Some(start);
            }
            if lock.people.is_none() {
                continue;
            }
            if people.len() != session.seats.len() {
                let message = format!(
                    "the interview has {} seats, not {}",
                    session.seats.len(),
                    people.len()
                );
                return Err(invalid(
                    field(),
                    message,
                    "name one interviewer for each seat",
                ));
            }
            for (seat, person) in session.seats.iter_mut().zip(people) {
                if !seat.contains(&person) {
                    let message = format!(
                        "interviewer {} may not take that seat",
                        self.person_ids[person]
                    );
                    return Err(invalid(
                        field(),
                        message,
                        "name somebody whom the seat lists",
                    ));
                }
                *seat = vec![person];
            }
        }
        Ok(())
    }

    /// An assignment in the numbers of the file.
    pub fn assigned(&self, assignment: &Assignment) -> Vec<Assigned> {
        let mut all = Vec::new();
        for ((c, ids), placed) in self.loop_ids.iter().zip(assignment) {
            for (i, one) in ids.iter().zip(placed.iter().flatten()) {
                all.push(Assigned {
                    c: *c,
                    i: *i,
                    start: one.start,
                    people: one.people.iter().map(|&p| self.person_ids[p]).collect(),
                });
            }
        }
        all
    }

    /// An assignment of the file in the instance's own terms.
    ///
    /// # Errors
    /// An interview that is not there or there twice, a loop that is only partly there, somebody
    /// unknown.
    pub fn assignment(&self, assigned: &[Assigned]) -> Result<Assignment, InvalidSetting> {
        let mut loops: Vec<Vec<Option<Placed>>> = self
            .instance
            .loops
            .iter()
            .map(|l| vec![None; l.sessions.len()])
            .collect();
        for (at, one) in assigned.iter().enumerate() {
            let path = |field: &str| format!("assign[{at}].{field}");
            let (planned, session) = self.find(one.c, one.i, path)?;
            let people = one
                .people
                .iter()
                .map(|&id| self.person(id, || path("people")))
                .collect::<Result<Vec<_>, _>>()?;
            let seats = self.instance.loops[planned].sessions[session].seats.len();
            if people.len() != seats {
                return Err(invalid(
                    path("people"),
                    format!("the interview has {seats} seats, not {}", people.len()),
                    "name one interviewer for each seat",
                ));
            }
            small(one.start, -FAR, FAR, || path("start"))?;
            if loops[planned][session]
                .replace(Placed {
                    start: one.start,
                    people,
                })
                .is_some()
            {
                return Err(invalid(
                    path("i"),
                    "the interview is there twice",
                    "keep one of the two",
                ));
            }
        }
        let whole = |(at, sessions): (usize, Vec<Option<Placed>>)| {
            if sessions.iter().all(Option::is_none) {
                return Ok(None);
            }
            let whole: Option<Vec<Placed>> = sessions.into_iter().collect();
            let c = self.loop_ids[at].0;
            whole.map(Some).ok_or_else(|| {
                invalid(
                    "assign".into(),
                    format!("the loop of candidate {c} is there only in part"),
                    "give all its interviews, or none",
                )
            })
        };
        loops.into_iter().enumerate().map(whole).collect()
    }
}
