//! What a blocker is called by people.

use std::collections::BTreeMap;

use crate::slots::{Blocker, BlockerCode};

/// The name of a person or pool: the one that was given for the id, else the id.
pub(crate) fn name<'n>(names: &'n BTreeMap<String, String>, id: &'n str) -> &'n str {
    names.get(id).map_or(id, String::as_str)
}

/// A blocker as a sentence without its end: "Ana is busy then".
pub fn blocker(names: &BTreeMap<String, String>, blocker: &Blocker) -> String {
    let who = blocker.attendee.as_deref().unwrap_or_default();
    let who = name(names, who);
    match blocker.code {
        BlockerCode::Buffer => format!("{who} has too little time between meetings then"),
        BlockerCode::Busy => format!("{who} is busy then"),
        BlockerCode::DayCap => format!("{who} has the most interviews of a day already"),
        BlockerCode::Holiday => format!("{who} has a holiday then"),
        BlockerCode::Horizon => "It is further ahead than interviews may be booked".to_owned(),
        BlockerCode::InARow => format!("{who} would have too many interviews without a break"),
        BlockerCode::Lunch => format!("{who} would have no time for lunch"),
        BlockerCode::MonthCap => format!("{who} has the most interviews of a month already"),
        BlockerCode::NotWorking => format!("{who} does not work then"),
        BlockerCode::Notice => "It is sooner than interviews may be booked".to_owned(),
        BlockerCode::Pool => format!("Too few of {who} are free then"),
        BlockerCode::Tentative => format!("{who} has something tentative then"),
        BlockerCode::Unknown => format!("It is not known whether {who} is free then"),
        BlockerCode::WeekCap => format!("{who} has the most interviews of a week already"),
    }
}
