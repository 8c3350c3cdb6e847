//! Finding slots: every start on the grid at which the people asked for can meet, and why not at
//! the others (FORMATS.md `slots_find`, FEATURES.md 5.2).

mod answer;
mod explain;
mod grid;
mod open;
mod plan;
mod pools;
mod request;
mod starts;

pub use answer::{Blocker, BlockerCode, Reason, Slot, SlotsAnswer};
pub use request::{
    LARGEST_LIMIT, LONGEST_MEETING_MINUTES, LONGEST_STEP_MINUTES, LONGEST_WINDOW_DAYS, Pool,
    SlotsRequest, Window,
};

pub(crate) use request::in_calendar;

pub(crate) use explain::{Explanation, Why};
pub(crate) use open::Asked;
pub(crate) use plan::{Marking, Plan};
pub(crate) use starts::Starts;

use crate::{invalid::InvalidSetting, zone::Zones};

pub use crate::ranking::{Strategy, SuggestRequest, Suggestion, Suggestions, suggest};

/// Answers a request: slots sorted by start, up to its limit, and with `explain` the reason for
/// every other start of the grid.
///
/// `until` of a blocker is the earliest instant, on the grid or not, at which its code would no
/// longer apply to a meeting of the same length that starts then. It is left out when there is
/// none (`horizon`) or none within 400 days. Where `buffer` gives way to an overlap, or one pool's
/// code to another's, there is no earliest instant; the first whole minute after is given.
///
/// A pool is blocked when it cannot be filled together with the pools before it that can. So when
/// two pools want the same last free person, the later one is named.
///
/// # Errors
/// The first setting that cannot be meant, with its path in the request.
pub fn find(zones: &Zones, request: &SlotsRequest) -> Result<SlotsAnswer, InvalidSetting> {
    let plan = Plan::new(zones, request, Marking::WhileAnyIsLeft)?;
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let mut answer = SlotsAnswer::default();
    let mut offers = plan.offers();
    if !request.explain {
        for (number, members) in offers.by_ref().take(limit) {
            answer.slots.push(plan.slot(number, &members));
        }
        answer.truncated = offers.next().is_some();
        return Ok(answer);
    }
    let explanation = Explanation::new(&plan);
    let mut why = explanation.walk();
    let mut offers = offers.peekable();
    for number in 0..plan.grid.len() {
        match offers.next_if(|(offered, _)| *offered == number) {
            Some((_, members)) if answer.slots.len() < limit => {
                answer.slots.push(plan.slot(number, &members));
            }
            Some(_) => answer.truncated = true,
            None => answer.reasons.push(Reason {
                start: plan.start(number).instant(),
                blockers: why.blockers(number),
            }),
        }
    }
    Ok(answer)
}
