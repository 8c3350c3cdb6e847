//! What blocks a person, as rules that are broken.

use muster_domain::interview::{Violation, ViolationCode};
use muster_scheduling::slots::{Blocker, BlockerCode};
use muster_scheduling::spoken;
use muster_scheduling::zone::Zone;
use muster_store::people::Person;

/// The violation that a blocker of one person is to a person; none for what concerns nobody.
pub(crate) fn violation_code(blocker: BlockerCode) -> Option<ViolationCode> {
    match blocker {
        BlockerCode::NotWorking | BlockerCode::Holiday | BlockerCode::Lunch => {
            Some(ViolationCode::OutsideWorkingHours)
        }
        BlockerCode::Busy | BlockerCode::Tentative | BlockerCode::Unknown | BlockerCode::Buffer => {
            Some(ViolationCode::InterviewerConflict)
        }
        BlockerCode::DayCap | BlockerCode::InARow => Some(ViolationCode::DayCap),
        BlockerCode::WeekCap | BlockerCode::MonthCap => Some(ViolationCode::WeekCap),
        BlockerCode::Notice | BlockerCode::Horizon | BlockerCode::Pool => None,
    }
}

/// The blockers of one person as rules that are broken, in words; `zone` is the person's.
pub(crate) fn spoken_violations(
    person: &Person,
    blockers: &[Blocker],
    zone: Option<&Zone>,
) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for blocker in blockers {
        let free = match (blocker.until, zone) {
            (Some(until), Some(zone)) => {
                format!(" Next possible: {}.", spoken::spoken(until, zone))
            }
            _ => String::new(),
        };
        let name = &person.full_name;
        let (code, what) = match blocker.code {
            BlockerCode::NotWorking => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} does not work then."),
            ),
            BlockerCode::Holiday => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} has the day off."),
            ),
            BlockerCode::Lunch => (
                ViolationCode::OutsideWorkingHours,
                format!("{name} would have no time for lunch."),
            ),
            BlockerCode::Busy => (
                ViolationCode::InterviewerConflict,
                format!("{name} is busy then."),
            ),
            BlockerCode::Tentative => (
                ViolationCode::InterviewerConflict,
                format!("{name} has something tentative then, which blocks by their setting."),
            ),
            BlockerCode::Unknown => (
                ViolationCode::InterviewerConflict,
                format!("It is not known whether {name} is free then."),
            ),
            BlockerCode::Buffer => (
                ViolationCode::InterviewerConflict,
                format!("{name} has too little time between meetings then."),
            ),
            BlockerCode::DayCap => (
                ViolationCode::DayCap,
                format!("{name} has the most interviews of a day already."),
            ),
            BlockerCode::WeekCap => (
                ViolationCode::WeekCap,
                format!("{name} has the most interviews of a week already."),
            ),
            BlockerCode::InARow => (
                ViolationCode::DayCap,
                format!("{name} would have too many interviews without a break."),
            ),
            BlockerCode::MonthCap => (
                ViolationCode::WeekCap,
                format!("{name} has the most interviews of a month already."),
            ),
            BlockerCode::Notice | BlockerCode::Horizon | BlockerCode::Pool => continue,
        };
        // Busy and too little time between meetings are one conflict to a reader.
        if found.iter().any(|v| v.code == code) {
            continue;
        }
        found.push(Violation {
            code,
            message: format!("{what}{free}"),
            attendee: Some(person.id.clone()),
            until: blocker.until,
        });
    }
    found
}
