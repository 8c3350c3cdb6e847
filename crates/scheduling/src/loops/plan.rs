//! A whole plan, from an instance.

use super::board::Board;
use super::instance::{Assignment, Instance, Placed};
use super::model::Model;
use super::points::Points;
use super::search::{Budget, Saved, Search};
use crate::InvalidSetting;

/// Temperatures at the beginning and the end of a search, in points.
const WARM: f64 = 8.0;
const COLD: f64 = 0.4;

/// How to plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanOptions {
    /// Rounds of improvement, when they are limited. The same instance, seed and rounds give the
    /// same plan, unless the time ends first.
    pub max_iterations: Option<u64>,
    /// Chooses among many equally good ways to search.
    pub seed: u64,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            max_iterations: None,
            seed: 1,
        }
    }
}

/// What a plan costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Loops left out.
    pub left_out: i64,
    /// Growth of the sum of squared loads.
    pub load: i64,
    /// Sum of the days the loops end late.
    pub late_days: i64,
    /// Minutes that candidates wait between interviews of one day.
    pub idle_minutes: i64,
    /// Fifteenths of a point of all together.
    pub fifteenths: i64,
}

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where every interview lies.
    pub assignment: Assignment,
    /// What it costs.
    pub score: Score,
    /// Whether no plan is better.
    pub proven: bool,
    /// Rounds of improvement that were made.
    pub iterations: u64,
    /// The round after which every loop was placed; 0 is the first plan.
    pub all_placed_after: Option<u64>,
}

/// Plans all loops of an instance.
///
/// `spent` says which share of the time is used up, from 0 on; at 1 the search ends with the best
/// plan so far. It is asked at least once in a millisecond.
///
/// # Errors
/// When the instance is too large to be searched; the field names where.
pub fn plan(
    instance: &Instance,
    options: &PlanOptions,
    spent: &mut dyn FnMut() -> f64,
) -> Result<Plan, InvalidSetting> {
    let model = Model::new(instance)?;
    let budget = Budget {
        iterations: options.max_iterations,
        spent,
    };
    Ok(run(&model, options, &[], budget))
}

/// Improves a plan that holds, for an instance that may weigh the evils differently.
///
/// # Errors
/// When the instance is too large to be searched; the field names where.
pub fn improve(
    instance: &Instance,
    options: &PlanOptions,
    from: &Assignment,
    spent: &mut dyn FnMut() -> f64,
) -> Result<Plan, InvalidSetting> {
    let model = Model::new(instance)?;
    let budget = Budget {
        iterations: options.max_iterations,
        spent,
    };
    Ok(run(&model, options, from, budget))
}

fn run(
    model: &Model<'_>,
    options: &PlanOptions,
    from: &[Option<Vec<Placed>>],
    budget: Budget<'_>,
) -> Plan {
    if model.narrow {
        search::<i16>(model, options, from, budget)
    } else {
        search::<i32>(model, options, from, budget)
    }
}

fn search<C: Points>(
    model: &Model<'_>,
    options: &PlanOptions,
    from: &[Option<Vec<Placed>>],
    mut budget: Budget<'_>,
) -> Plan {
    let mut board = Board::new(model);
    for (planned, placed) in from.iter().enumerate() {
        if let Some(placed) = placed {
            let slots: Vec<u32> = placed
                .iter()
                .filter_map(|one| u32::try_from(model.axis.slot(one.start)?).ok())
                .collect();
            let people: Vec<u32> = placed
                .iter()
                .flat_map(|one| &one.people)
                .filter_map(|&p| u32::try_from(p).ok())
                .collect();
            board.place(planned, &slots, &people);
        }
    }
    let mut search = Search::<C>::new(board, options.seed);
    search.construct(&mut budget);
    search.improve(&mut budget, WARM, COLD);
    let assignment = assignment(model, &search.best);
    Plan {
        score: score(model.instance, &assignment),
        assignment,
        proven: search.proven,
        iterations: search.iterations,
        all_placed_after: search.all_placed_after,
    }
}

/// A saved plan in minutes and indexes of people.
pub(super) fn assignment(model: &Model<'_>, saved: &Saved) -> Assignment {
    let loops = model.loops.iter().enumerate();
    loops
        .map(|(planned, loops)| {
            saved.placed[planned].then(|| {
                let sessions = loops.sessions.clone();
                sessions
                    .map(|session| Placed {
                        start: model.axis.minutes[saved.slots[session] as usize],
                        people: saved.people[model.sessions[session].seats.clone()]
                            .iter()
                            .map(|&p| p as usize)
                            .collect(),
                    })
                    .collect()
            })
        })
        .collect()
}

/// What an assignment costs, worked out from nothing.
pub fn score(instance: &Instance, assignment: &Assignment) -> Score {
    let mut score = Score {
        left_out: 0,
        load: 0,
        late_days: 0,
        idle_minutes: 0,
        fifteenths: 0,
    };
    let mut seats = vec![0_i64; instance.people.len()];
    for (planned, placed) in instance.loops.iter().zip(assignment) {
        let Some(placed) = placed else {
            score.left_out += 1;
            continue;
        };
        for &person in placed.iter().flat_map(|one| &one.people) {
            seats[person] += 1;
        }
        let mut late = 0;
        for day in &planned.days {
            let on_day = planned
                .sessions
                .iter()
                .zip(placed)
                .filter(|(_, one)| (day.minutes.from..day.minutes.to).contains(&one.start));
            let (mut from, mut to, mut work) = (i64::MAX, i64::MIN, 0);
            for (session, one) in on_day {
                from = from.min(one.start);
                to = to.max(one.start + session.minutes);
                work += session.minutes;
            }
            if work > 0 {
                late = day.lateness;
                score.idle_minutes += to - from - work;
            }
        }
        score.late_days += late;
    }
    for (person, more) in instance.people.iter().zip(seats) {
        let had = i64::from(person.load);
        if person.share <= 1 {
            score.load += more * (2 * had + more);
        } else {
            let each = (had..had + more).map(|load| 2 * person.counted(load) + 1);
            score.load += each.sum::<i64>();
        }
    }
    let weights = instance.weights;
    score.fifteenths = 15
        * (weights.left_out * score.left_out
            + weights.load * score.load
            + weights.late_day * score.late_days)
        + weights.idle_quarter * score.idle_minutes;
    score
}
