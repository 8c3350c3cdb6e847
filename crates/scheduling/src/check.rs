//! The same rules for one person and one concrete meeting, for the moment of committing.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    attendee::Attendee,
    diary::{Diary, UNTIL_REACH},
    invalid::InvalidSetting,
    slots::{Blocker, in_calendar},
    span::shifted,
    tick::{Tick, ticks},
    zone::Zones,
};

/// Everything that keeps this attendee from the meeting `[start, end)`, sorted by code: any of
/// `not_working`, `busy`, `tentative`, `unknown`, `buffer`, `day_cap` and `week_cap`.
///
/// [`crate::slots::find`] decides by the same code, so that an offered slot always passes here.
/// A meeting that is being moved must not be among the attendee's `booked` or `busy`.
///
/// # Errors
/// A setting of the attendee that cannot be meant (paths start at the attendee, such as
/// `working_hours[1].end`), or an `end` that is not after `start`.
pub fn blockers(
    zones: &Zones,
    attendee: &Attendee,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
) -> Result<Vec<Blocker>, InvalidSetting> {
    let zone = attendee.validate(zones, "")?;
    in_calendar("start", start)?;
    in_calendar("end", end)?;
    if end <= start {
        return Err(InvalidSetting::new(
            "end",
            "the meeting does not end after it starts",
            "choose a later end",
        ));
    }
    let reach = shifted(start, UNTIL_REACH + TimeDelta::days(1));
    let duration = Tick::ceil(end).0 - Tick::floor(start).0;
    let diary = Diary::new(&zone, attendee, duration, ticks(start, reach));
    Ok(diary.walk().blockers(Tick::floor(start)).collect())
}
