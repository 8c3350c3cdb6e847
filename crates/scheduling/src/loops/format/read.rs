//! From the file to the instance, every setting checked.

use std::collections::HashMap;

use chrono::{Datelike, TimeDelta};

use super::{DAY, FAR, LARGE, LoopFile, Reading, invalid, small};
use crate::InvalidSetting;
use crate::loops::instance::{
    Instance, LocalDay, Loop, LoopDay, Minutes, Person, Session, Weights,
};
use crate::zone::Zones;

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
