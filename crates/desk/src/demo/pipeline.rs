//! Who applies for what, and how far they come.

use chrono::TimeDelta;

use super::story::{Step, Story};
use super::{CANDIDATES, JOBS, jobs};

/// Applications of the demo: one for each candidate and a second one for every fifth.
pub(super) const APPLICATIONS: usize = CANDIDATES + CANDIDATES / 5;

/// The candidate and the job of an application. Candidates meet jobs of their field, mostly.
pub(super) fn pair(application: usize) -> (usize, usize) {
    if application < CANDIDATES {
        let field = application % jobs::FIELDS.len();
        let fitting: Vec<usize> = (0..JOBS)
            .filter(|job| jobs::field_of(*job) == field)
            .collect();
        let stray = application % 9 == 8;
        let job = if stray {
            (application + 1) % JOBS
        } else {
            fitting[(application / 10) % fitting.len()]
        };
        return (application, job);
    }
    let candidate = (application - CANDIDATES) * 5;
    let (_, first) = pair(candidate);
    (candidate, (first + 10) % JOBS)
}

/// How far an application comes, and how open its gates are.
pub(super) struct Way {
    pub stage: &'static str,
    pub shortlisted: bool,
    pub interviews: bool,
    pub online: bool,
}

/// The way of an application; one in twenty is hired, turned down or steps back.
pub(super) fn way(application: usize) -> Way {
    let round = application / 20;
    let (stage, shortlisted, interviews, online) = match application % 20 {
        0..=5 => ("sourced", false, false, false),
        6 => ("sourced", true, false, false),
        7..=8 => ("applied", false, false, false),
        9 => ("applied", true, false, false),
        10 => ("screen", true, true, false),
        11..=12 => ("screen", true, true, true),
        17 => ("offer", true, true, true),
        18 if round.is_multiple_of(2) => ("hired", true, true, true),
        13..=16 | 18 => ("interview", true, true, true),
        _ if round.is_multiple_of(2) => ("rejected", false, false, false),
        _ => ("withdrawn", false, false, false),
    };
    Way {
        stage,
        shortlisted,
        interviews,
        online,
    }
}

/// Plans all applications.
pub(super) fn plan(story: &mut Story) {
    for application in 0..APPLICATIONS {
        // By then all candidates are known: the last one is added 19.5 days ago.
        let day = TimeDelta::days(19) - TimeDelta::minutes(13 * super::at(application));
        let at = story.now() - day;
        story.plan(at, Step::Match(application));
        story.plan(at + TimeDelta::minutes(20), Step::Gates(application));
        story.plan(at + TimeDelta::minutes(40), Step::Stage(application));
    }
}
