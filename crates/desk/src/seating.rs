//! Who may take the seats of an interview: pools, training and alternates made into people, in one
//! place for plans, searches, swaps and repairs.

use muster_domain::pool::{self, may_sit};
use muster_store::interview_plans::Step;
use muster_store::pools::{Member, Pool};

/// Seats that are alike, with everybody who may take one of them.
#[derive(Debug)]
pub(crate) struct Seats<'a> {
    /// The pool they are filled from.
    pub pool: &'a Pool,
    /// How many there are.
    pub count: usize,
    /// Ids of who may take one.
    pub people: Vec<String>,
}

/// The seats that these pools give to one interview. A reverse shadow sits only beside a qualified
/// person: somebody named (`qualified_beside`), or one on a seat that is kept for them.
pub(crate) fn pool_seats<'a>(
    parts: &[(&'a Pool, usize)],
    qualified_beside: bool,
    may: impl Fn(&Member) -> bool,
) -> Vec<Seats<'a>> {
    let trainings: Vec<pool::PoolSeats> = parts
        .iter()
        .map(|(pool, count)| pool::PoolSeats {
            seats: *count,
            trainings: pool
                .members
                .iter()
                .filter(|m| may(m))
                .map(|m| m.training)
                .collect(),
        })
        .collect();
    let reserved = pool::reserved_seats(&trainings, qualified_beside);
    let mut out = Vec::new();
    for ((pool, count), reserved) in parts.iter().zip(reserved) {
        for (count, beside) in [(reserved, false), (count.saturating_sub(reserved), true)] {
            if count > 0 {
                let able = |m: &Member| may(m) && may_sit(m.training, beside);
                out.push(Seats {
                    pool,
                    count,
                    people: seated(pool, count, able),
                });
            }
        }
    }
    out
}

/// The seats of a step's pools. Who is named for it, or listens, takes none of them.
pub(crate) fn of_step<'a>(
    step: &Step,
    parts: &[(&'a Pool, usize)],
    takes: impl Fn(&str) -> bool,
) -> Vec<Seats<'a>> {
    let sits = |id: &String| step.interviewer_ids.contains(id) || step.shadow_ids.contains(id);
    let may = |m: &Member| takes(&m.person_id) && !sits(&m.person_id);
    pool_seats(parts, !step.interviewer_ids.is_empty(), may)
}

/// The members of a pool who may take its seats. Alternates come in only where the others are fewer
/// than the seats.
fn seated(pool: &Pool, seats: usize, may: impl Fn(&Member) -> bool) -> Vec<String> {
    let able = || pool.members.iter().filter(|m| may(m));
    let enough = able().filter(|m| !m.alternate).count() >= seats;
    able()
        .filter(|m| !m.alternate || !enough)
        .map(|m| m.person_id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use muster_domain::pool::Training::{self, Qualified, ReverseShadow};

    use super::*;

    fn pool(members: &[(&str, Training, bool)]) -> Pool {
        Pool {
            id: "p".to_owned(),
            name: "Rust".to_owned(),
            skill: String::new(),
            members: members
                .iter()
                .map(|(id, training, alternate)| Member {
                    person_id: (*id).to_owned(),
                    full_name: (*id).to_owned(),
                    weight: 1,
                    training: *training,
                    alternate: *alternate,
                })
                .collect(),
            created_at: DateTime::UNIX_EPOCH,
        }
    }

    fn people(parts: &[(&Pool, usize)], beside: bool) -> Vec<(usize, Vec<String>)> {
        let seats = pool_seats(parts, beside, |_| true).into_iter();
        seats.map(|s| (s.count, s.people)).collect()
    }

    #[test]
    fn a_reverse_shadow_sits_beside_a_qualified_member_of_the_pool() {
        let pool = pool(&[("ana", Qualified, false), ("ben", ReverseShadow, false)]);
        let both = || vec!["ana".to_owned(), "ben".to_owned()];
        assert_eq!(
            people(&[(&pool, 2)], false),
            [(1, vec!["ana".to_owned()]), (1, both())]
        );
        assert_eq!(people(&[(&pool, 1)], false), [(1, vec!["ana".to_owned()])]);
        assert_eq!(people(&[(&pool, 1)], true), [(1, both())]);
    }

    #[test]
    fn alternates_come_in_only_where_the_others_are_too_few() {
        let pool = pool(&[("ana", Qualified, false), ("cem", Qualified, true)]);
        assert_eq!(people(&[(&pool, 1)], false), [(1, vec!["ana".to_owned()])]);
        assert_eq!(people(&[(&pool, 2)], false)[0].1.len(), 2);
    }
}
