//! One person as the rules see them: hours, busy times, buffers, caps (FORMATS.md `slots_find`).

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    hours::{self, DateOverride, HoursRange, WallTime, Weekday},
    instant_text,
    invalid::{InvalidSetting, below},
    zone::{Zone, Zones},
};

/// The longest buffer, in minutes: one day.
pub const LONGEST_BUFFER_MINUTES: u32 = 1440;

/// Free minutes between two interviews that count as a break, where nothing else is said.
pub const DEFAULT_BREAK_MINUTES: u32 = 15;

/// What a calendar says about a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BusyStatus {
    /// Taken.
    #[default]
    Busy,
    /// Away; blocks as `busy` does.
    OutOfOffice,
    /// Perhaps taken; the attendee's [`TentativePolicy`] decides.
    Tentative,
    /// Marked free; ignored.
    Free,
    /// The calendar could not be read; blocks, and says so.
    Unknown,
}

/// What tentative items do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TentativePolicy {
    /// They block.
    #[default]
    Block,
    /// They are ignored.
    Allow,
}

/// An item of the attendee's calendar: `[start, end)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BusyItem {
    /// The first taken instant.
    #[serde(deserialize_with = "instant_text::deserialize")]
    pub start: DateTime<Utc>,
    /// The first instant after it.
    #[serde(deserialize_with = "instant_text::deserialize")]
    pub end: DateTime<Utc>,
    /// How it blocks; `busy` when absent.
    #[serde(default)]
    pub status: BusyStatus,
    /// The item's own buffer before it, in minutes; adds to the attendee's.
    #[serde(default)]
    pub buffer_before_minutes: u32,
    /// The item's own buffer after it, in minutes; adds to the attendee's.
    #[serde(default)]
    pub buffer_after_minutes: u32,
}

/// An interview of ours that the attendee already has: `[start, end)`. It blocks, and counts
/// towards the caps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Booked {
    /// Start of the interview.
    #[serde(deserialize_with = "instant_text::deserialize")]
    pub start: DateTime<Utc>,
    /// End of the interview.
    #[serde(deserialize_with = "instant_text::deserialize")]
    pub end: DateTime<Utc>,
}

/// Free time that meetings must leave inside a local window of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lunch {
    /// Local wall time from which it may begin.
    pub start: WallTime,
    /// Local wall time at which it must be over.
    pub end: WallTime,
    /// How many minutes in one piece are to stay free.
    pub minutes: u32,
}

/// One person whose time is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// Names the person in pools, slots and reasons.
    pub id: String,
    /// IANA name of the zone of the hours and caps.
    pub time_zone: String,
    /// Whether the meeting needs this person; `false` only lists them when free. Says nothing
    /// about a person that a pool names.
    #[serde(default = "yes")]
    pub required: bool,
    /// Weekly hours; none means never. Required: unknown hours are not guessed.
    pub working_hours: Vec<HoursRange>,
    /// Exceptions by local date.
    #[serde(default)]
    pub date_overrides: Vec<DateOverride>,
    /// Local dates off. No weekly hours start on them; hours of `date_overrides` still do.
    #[serde(default)]
    pub holidays: Vec<NaiveDate>,
    /// Free time to protect at midday: a meeting may overlap the window only while so many minutes
    /// in one piece stay free of blocking items and interviews.
    #[serde(default)]
    pub lunch: Option<Lunch>,
    /// Calendar items.
    #[serde(default)]
    pub busy: Vec<BusyItem>,
    /// What tentative items do.
    #[serde(default)]
    pub tentative: TentativePolicy,
    /// Free minutes wanted before a meeting.
    #[serde(default)]
    pub buffer_before_minutes: u32,
    /// Free minutes wanted after a meeting.
    #[serde(default)]
    pub buffer_after_minutes: u32,
    /// Most interviews that may start on one local date; absent for no limit.
    #[serde(default)]
    pub maximum_per_day: Option<u32>,
    /// Most interviews that may start in one local week; absent for no limit.
    #[serde(default)]
    pub maximum_per_week: Option<u32>,
    /// Most interviews that may start in one local calendar month; absent for no limit.
    #[serde(default)]
    pub maximum_per_month: Option<u32>,
    /// Most interviews one after another without a break; absent for no limit.
    #[serde(default)]
    pub maximum_in_a_row: Option<u32>,
    /// Free minutes between two interviews that count as a break; 15 when absent.
    #[serde(default = "usual_break")]
    pub break_minutes: u32,
    /// The first day of the attendee's week.
    #[serde(default)]
    pub week_starts_on: Weekday,
    /// Interviews they already have.
    #[serde(default)]
    pub booked: Vec<Booked>,
}

fn yes() -> bool {
    true
}

fn usual_break() -> u32 {
    DEFAULT_BREAK_MINUTES
}

impl Attendee {
    /// Checks every setting of one person and finds their zone. `parent` is the person's path in
    /// the request (such as `attendees[0]`), empty at the top.
    ///
    /// # Errors
    /// The first setting that cannot be meant: an empty id, an unknown zone, bad hours, an item
    /// that ends before it starts, a buffer over [`LONGEST_BUFFER_MINUTES`], a cap of 0, a lunch
    /// that does not fit its window.
    pub fn validate(&self, zones: &Zones, parent: &str) -> Result<Zone, InvalidSetting> {
        if self.id.is_empty() {
            return Err(InvalidSetting::new(
                below(parent, "id"),
                "the attendee has no id",
                "give each attendee an id of their own",
            ));
        }
        let zone = known_zone(zones, &self.time_zone, || below(parent, "time_zone"))?;
        hours::validate(parent, &self.working_hours, &self.date_overrides)?;
        for (index, item) in self.busy.iter().enumerate() {
            let field = || below(parent, &format!("busy[{index}]"));
            in_order(item.start, item.end, field)?;
            buffer(item.buffer_before_minutes, || {
                below(&field(), "buffer_before_minutes")
            })?;
            buffer(item.buffer_after_minutes, || {
                below(&field(), "buffer_after_minutes")
            })?;
        }
        for (index, interview) in self.booked.iter().enumerate() {
            in_order(interview.start, interview.end, || {
                below(parent, &format!("booked[{index}]"))
            })?;
        }
        buffer(self.buffer_before_minutes, || {
            below(parent, "buffer_before_minutes")
        })?;
        buffer(self.buffer_after_minutes, || {
            below(parent, "buffer_after_minutes")
        })?;
        cap(self.maximum_per_day, || below(parent, "maximum_per_day"))?;
        cap(self.maximum_per_week, || below(parent, "maximum_per_week"))?;
        cap(self.maximum_per_month, || {
            below(parent, "maximum_per_month")
        })?;
        cap(self.maximum_in_a_row, || below(parent, "maximum_in_a_row"))?;
        if !(1..=LONGEST_BUFFER_MINUTES).contains(&self.break_minutes) {
            return Err(InvalidSetting::new(
                below(parent, "break_minutes"),
                format!("a break of {} minutes is out of range", self.break_minutes),
                format!("use 1 to {LONGEST_BUFFER_MINUTES} minutes"),
            ));
        }
        if let Some(lunch) = &self.lunch {
            lunch.validate(&below(parent, "lunch"))?;
        }
        Ok(zone)
    }
}

impl Lunch {
    fn validate(self, field: &str) -> Result<(), InvalidSetting> {
        let Some(length @ 1..) = self.end.minutes().checked_sub(self.start.minutes()) else {
            return Err(InvalidSetting::new(
                below(field, "end"),
                format!(
                    "the lunch window {}–{} is not in order",
                    self.start, self.end
                ),
                "end it after its start, on the same day",
            ));
        };
        if !(1..=u32::from(length)).contains(&self.minutes) {
            return Err(InvalidSetting::new(
                below(field, "minutes"),
                format!(
                    "{} minutes do not fit into {}–{}",
                    self.minutes, self.start, self.end
                ),
                format!("use 1 to {length} minutes, or widen the window"),
            ));
        }
        Ok(())
    }
}

/// The zone of a setting, or an error that names the field.
pub(crate) fn known_zone(
    zones: &Zones,
    name: &str,
    field: impl Fn() -> String,
) -> Result<Zone, InvalidSetting> {
    zones.get(name).map_err(|unknown| {
        InvalidSetting::new(
            field(),
            format!("there is no time zone called “{}”", unknown.name),
            "use an IANA name such as Europe/Berlin",
        )
    })
}

fn in_order(
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    field: impl Fn() -> String,
) -> Result<(), InvalidSetting> {
    if end < start {
        return Err(InvalidSetting::new(
            below(&field(), "end"),
            "the end is before the start",
            "swap the two or correct one",
        ));
    }
    Ok(())
}

fn buffer(minutes: u32, field: impl Fn() -> String) -> Result<(), InvalidSetting> {
    if minutes > LONGEST_BUFFER_MINUTES {
        return Err(InvalidSetting::new(
            field(),
            format!("a buffer of {minutes} minutes is longer than a day"),
            format!("use 0 to {LONGEST_BUFFER_MINUTES} minutes"),
        ));
    }
    Ok(())
}

fn cap(maximum: Option<u32>, field: impl Fn() -> String) -> Result<(), InvalidSetting> {
    if maximum == Some(0) {
        return Err(InvalidSetting::new(
            field(),
            "a cap of 0 refuses every interview",
            "use 1 or more, or leave it out for no limit",
        ));
    }
    Ok(())
}
