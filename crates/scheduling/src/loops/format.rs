//! The file format loopsched/1 (FORMATS.md `loop_plan`): what its fields mean, and how it becomes
//! an [`Instance`].

use std::collections::HashMap;

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::instance::{
    Assignment, Instance, LocalDay, Loop, LoopDay, Minutes, Person, Placed, Session, Weights,
};
use super::plan::Score;
use crate::InvalidSetting;
use crate::zone::Zones;

/// Minutes of a UTC day.
const DAY: i64 = 1440;
/// Ten years: no minute may lie farther from the epoch.
const FAR: i64 = 3653 * DAY;
/// No weight, cap, load or length may be larger.
const LARGE: i64 = 1_000_000;

/// An instance of loopsched/1. All times are minutes from `epoch`; days are counted from it in
/// UTC. Other fields are ignored.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LoopFile {
    /// "loopsched/1".
    pub format: String,
    /// Minute 0.
    pub epoch: DateTime<FixedOffset>,
    /// Interviews start on whole multiples of so many minutes.
    pub grid: i64,
    /// Days, counted from the epoch, on which interviews may start. Ending a loop on the n-th
    /// costs n times `weights.finish_day`, counted from 0.
    pub workdays: Vec<i64>,
    /// Interviews at one time at most; 0 is no limit.
    #[serde(default)]
    pub rooms: i64,
    /// How much each evil weighs.
    pub weights: FileWeights,
    /// Who can interview.
    pub interviewers: Vec<Interviewer>,
    /// The candidates.
    pub candidates: Vec<CandidateLoop>,
}

/// How much each evil weighs.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub struct FileWeights {
    /// For the growth of the sum of squared loads.
    pub load: i64,
    /// For each work day a loop ends later than on the first.
    pub finish_day: i64,
    /// For each quarter of an hour a candidate waits.
    pub idle_quarter: i64,
    /// For each loop left out.
    pub unscheduled_loop: i64,
}

/// Somebody who can interview.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Interviewer {
    /// Number that seats use.
    pub id: i64,
    /// IANA name; decides the local days and ISO weeks of the caps.
    pub tz: String,
    /// Hours at work, from and to.
    pub work: Vec<[i64; 2]>,
    /// Busy times, from and to.
    #[serde(default)]
    pub busy: Vec<[i64; 2]>,
    /// Minutes kept free around busy times and between two interviews.
    #[serde(default)]
    pub buffer: i64,
    /// Interviews in one local day at most.
    pub max_day: i64,
    /// Interviews in one ISO week at most.
    pub max_week: i64,
    /// Interviews had already.
    #[serde(default)]
    pub load0: i64,
}

/// The loop of one candidate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct CandidateLoop {
    /// Number of the candidate.
    pub id: i64,
    /// When the candidate can, from and to.
    pub windows: Vec<[i64; 2]>,
    /// Whether the interviews keep the order of the list.
    #[serde(default)]
    pub ordered: bool,
    /// Days the loop may spread over.
    pub max_days: i64,
    /// Minutes of rest between two interviews of one day.
    #[serde(default)]
    pub gap_min: i64,
    /// The interviews.
    pub interviews: Vec<LoopInterview>,
}

/// One interview of a loop.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct LoopInterview {
    /// Number within the loop.
    pub id: i64,
    /// Minutes.
    pub dur: i64,
    /// For each seat the interviewers who may take it.
    pub seats: Vec<Vec<i64>>,
}

/// Where one interview lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assigned {
    /// The candidate.
    pub c: i64,
    /// The interview.
    pub i: i64,
    /// Its first minute.
    pub start: i64,
    /// Who sits on each seat.
    pub people: Vec<i64>,
}

/// What must stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// The candidate.
    pub c: i64,
    /// The interview.
    pub i: i64,
    /// The only start it may have.
    #[serde(default)]
    pub start: Option<i64>,
    /// Who must sit on each seat.
    #[serde(default)]
    pub people: Option<Vec<i64>>,
}

/// What a plan costs, in parts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Parts {
    /// Loops left out.
    pub unscheduled: i64,
    /// Growth of the sum of squared loads.
    pub load: i64,
    /// Sum over the loops of the number of the work day they end on, counted from 0.
    pub finish_days: i64,
    /// Quarters of an hour that candidates wait.
    #[serde(serialize_with = "whole_if_it_is")]
    pub idle_quarters: f64,
}

/// A number without ".0" when it is whole.
pub fn whole_if_it_is<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and small"
    )]
    if value.fract() == 0.0 && value.abs() < 9e15 {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// Fifteenths of a point as points.
#[expect(clippy::cast_precision_loss, reason = "objectives are far below 2^53")]
pub fn points(fifteenths: i64) -> f64 {
    fifteenths as f64 / 15.0
}

impl Parts {
    /// The parts of a score.
    #[expect(clippy::cast_precision_loss, reason = "minutes are far below 2^53")]
    pub fn of(score: &Score) -> Self {
        Self {
            unscheduled: score.left_out,
            load: score.load,
            finish_days: score.late_days,
            idle_quarters: score.idle_minutes as f64 / 15.0,
        }
    }
}

/// A file that has been read: the instance and the numbers its people and loops go by.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What is to be planned.
    pub instance: Instance,
    people: HashMap<i64, usize>,
    /// For each candidate its place, and the place of each interview.
    loops: HashMap<i64, (usize, HashMap<i64, usize>)>,
    person_ids: Vec<i64>,
    loop_ids: Vec<(i64, Vec<i64>)>,
}

fn invalid(field: String, message: impl Into<String>, hint: &str) -> InvalidSetting {
    InvalidSetting::new(field, message, hint)
}

fn small(
    value: i64,
    least: i64,
    most: i64,
    field: impl Fn() -> String,
) -> Result<i64, InvalidSetting> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    Err(invalid(
        field(),
        format!("{value} is not a number from {least} to {most}"),
        "choose one in that range",
    ))
}

fn spans(
    list: &[[i64; 2]],
    field: impl Fn(usize) -> String,
) -> Result<Vec<Minutes>, InvalidSetting> {
    let read = |(at, &[from, to]): (usize, &[i64; 2])| {
        if from > to {
            return Err(invalid(
                field(at),
                format!("it ends ({to}) before it begins ({from})"),
                "exchange the two minutes",
            ));
        }
        if from < -FAR || to > FAR {
            return Err(invalid(
                field(at),
                "it lies more than ten years from the epoch",
                "count minutes from the epoch",
            ));
        }
        Ok(Minutes { from, to })
    };
    list.iter().enumerate().map(read).collect()
}

impl LoopFile {
    /// Checks the file and makes the instance of it.
    ///
    /// # Errors
    /// A setting that cannot be meant, by its path in the file.
    pub fn read(&self, zones: &Zones) -> Result<Reading, InvalidSetting> {
        if self.format != "loopsched/1" {
            return Err(invalid(
                "format".into(),
                format!("the format is “{}”", self.format),
                "write loopsched/1",
            ));
        }
        let grid = small(self.grid, 1, DAY, || "grid".into())?;
        let rooms = small(self.rooms, 0, LARGE, || "rooms".into())?;
        let weigh = |value, name: &str| small(value, 0, LARGE, || format!("weights.{name}"));
        let weights = Weights {
            load: weigh(self.weights.load, "load")?,
            late_day: weigh(self.weights.finish_day, "finish_day")?,
            idle_quarter: weigh(self.weights.idle_quarter, "idle_quarter")?,
            left_out: small(self.weights.unscheduled_loop, 0, 1_000_000_000_000, || {
                "weights.unscheduled_loop".into()
            })?,
        };
        for (at, &day) in self.workdays.iter().enumerate() {
            small(day, -FAR / DAY, FAR / DAY, || format!("workdays[{at}]"))?;
        }
        let mut workdays: Vec<(i64, i64)> = self.workdays.iter().copied().zip(0..).collect();
        workdays.sort_unstable();
        workdays.dedup_by_key(|&mut (day, _)| day);
        let mut reading = Reading {
            instance: Instance {
                grid,
                rooms: rooms.try_into().unwrap_or(0),
                weights,
                people: Vec::new(),
                loops: Vec::new(),
            },
            people: HashMap::new(),
            loops: HashMap::new(),
            person_ids: Vec::new(),
            loop_ids: Vec::new(),
        };
        self.read_people(zones, &mut reading)?;
        for at in 0..self.candidates.len() {
            self.read_candidate(at, &workdays, &mut reading)?;
        }
        Ok(reading)
    }

    fn read_people(&self, zones: &Zones, reading: &mut Reading) -> Result<(), InvalidSetting> {
        let windows = || self.candidates.iter().flat_map(|c| &c.windows);
        let first = windows().map(|w| w[0]).min().unwrap_or(0).clamp(-FAR, FAR);
        let last = windows().map(|w| w[1]).max().unwrap_or(0).clamp(-FAR, FAR);
        let mut calendars: HashMap<&str, Vec<LocalDay>> = HashMap::new();
        for (at, person) in self.interviewers.iter().enumerate() {
            let path = |field: &str| format!("interviewers[{at}].{field}");
            if reading.people.insert(person.id, at).is_some() {
                return Err(invalid(
                    path("id"),
                    format!("there are two interviewers {}", person.id),
                    "give each a number of their own",
                ));
            }
            reading.person_ids.push(person.id);
            let days = if let Some(days) = calendars.get(person.tz.as_str()) {
                days.clone()
            } else {
                let days = self
                    .local_days(zones, &person.tz, first, last)
                    .map_err(|message| {
                        invalid(
                            path("tz"),
                            message,
                            "use an IANA name such as Europe/Berlin",
                        )
                    })?;
                calendars.insert(&person.tz, days.clone());
                days
            };
            let count = |value, name: &str| -> Result<u32, InvalidSetting> {
                Ok(small(value, 0, LARGE, || path(name))?
                    .try_into()
                    .unwrap_or(0))
            };
            reading.instance.people.push(Person {
                hours: spans(&person.work, |k| path(&format!("work[{k}]")))?,
                busy: spans(&person.busy, |k| path(&format!("busy[{k}]")))?,
                buffer: small(person.buffer, 0, DAY, || path("buffer"))?,
                maximum_per_day: count(person.max_day, "max_day")?,
                maximum_per_week: count(person.max_week, "max_week")?,
                load: count(person.load0, "load0")?,
                share: 1,
                days,
            });
        }
        Ok(())
    }

    /// The local days of a zone from `first` to `last`.
    fn local_days(
        &self,
        zones: &Zones,
        name: &str,
        first: i64,
        last: i64,
    ) -> Result<Vec<LocalDay>, String> {
        let zone = zones
            .get(name)
            .map_err(|_| format!("there is no time zone called “{name}”"))?;
        let epoch = self.epoch.to_utc();
        let local = |minute: i64| {
            epoch
                .checked_add_signed(TimeDelta::minutes(minute))
                .map(|at| zone.local(at).date())
        };
        let out_of_range = || "the epoch lies outside the calendar".to_owned();
        let mut date = local(first - 2 * DAY).ok_or_else(out_of_range)?;
        let end = local(last + 2 * DAY).ok_or_else(out_of_range)?;
        let mut days = Vec::new();
        while date <= end {
            let seconds = (zone.day_start(date) - epoch).num_seconds();
            let week = date.iso_week();
            days.push(LocalDay {
                from: -(-seconds).div_euclid(60),
                day: i64::from(date.num_days_from_ce()),
                week: i64::from(week.year()) * 100 + i64::from(week.week()),
            });
            date = date.succ_opt().ok_or_else(out_of_range)?;
        }
        Ok(days)
    }

    fn read_candidate(
        &self,
        at: usize,
        workdays: &[(i64, i64)],
        reading: &mut Reading,
    ) -> Result<(), InvalidSetting> {
        let candidate = &self.candidates[at];
        let path = |field: &str| format!("candidates[{at}].{field}");
        let windows = spans(&candidate.windows, |k| path(&format!("windows[{k}]")))?;
        let mut days: Vec<(i64, i64)> = Vec::new();
        for window in &windows {
            let from = workdays.partition_point(|w| (w.0 + 1) * DAY <= window.from);
            let to = workdays.partition_point(|w| w.0 * DAY < window.to);
            days.extend(workdays.get(from..to).unwrap_or(&[]));
        }
        days.sort_unstable();
        days.dedup();
        let mut ids = HashMap::new();
        let mut sessions = Vec::new();
        for (i, interview) in candidate.interviews.iter().enumerate() {
            let path = |field: &str| format!("candidates[{at}].interviews[{i}].{field}");
            if ids.insert(interview.id, i).is_some() {
                return Err(invalid(
                    path("id"),
                    format!("there are two interviews {}", interview.id),
                    "give each a number of their own",
                ));
            }
            if interview.seats.is_empty() {
                return Err(invalid(
                    path("seats"),
                    "the interview has no seats",
                    "name for each seat who may take it",
                ));
            }
            let mut seats = Vec::new();
            for (k, seat) in interview.seats.iter().enumerate() {
                let find = |id| {
                    reading.people.get(id).copied().ok_or_else(|| {
                        invalid(
                            path(&format!("seats[{k}]")),
                            format!("there is no interviewer {id}"),
                            "name an id of the list of interviewers",
                        )
                    })
                };
                seats.push(seat.iter().map(find).collect::<Result<Vec<_>, _>>()?);
            }
            sessions.push(Session {
                minutes: small(interview.dur, 1, 7 * DAY, || path("dur"))?,
                seats,
                locked_start: None,
            });
        }
        reading.loop_ids.push((
            candidate.id,
            candidate.interviews.iter().map(|i| i.id).collect(),
        ));
        if reading.loops.insert(candidate.id, (at, ids)).is_some() {
            return Err(invalid(
                path("id"),
                format!("there are two candidates {}", candidate.id),
                "give each a number of their own",
            ));
        }
        reading.instance.loops.push(Loop {
            windows,
            ordered: candidate.ordered,
            maximum_days: small(candidate.max_days, 1, LARGE, || path("max_days"))?
                .try_into()
                .unwrap_or(1),
            locked: false,
            gap: small(candidate.gap_min, 0, DAY, || path("gap_min"))?,
            days: days
                .into_iter()
                .map(|(day, lateness)| LoopDay {
                    minutes: Minutes {
                        from: day * DAY,
                        to: (day + 1) * DAY,
                    },
                    lateness,
                })
                .collect(),
            sessions,
        });
        Ok(())
    }
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

    pub(super) fn person(
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

    /// The place of an interview in the order of the file.
    pub(super) fn rank(&self, c: i64, i: i64) -> Option<(usize, usize)> {
        let (planned, sessions) = self.loops.get(&c)?;
        Some((*planned, *sessions.get(&i)?))
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
