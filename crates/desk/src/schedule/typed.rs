//! `time_read`: what a typed date or time may mean.

use chrono::{DateTime, NaiveDate, Utc};
use muster_scheduling::read_time::{self, Moment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::{Desk, Failure};

/// Parameters of `time_read`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// What was typed: "thu 3pm berlin", "24 nov", "tomorrow 15:00".
    pub text: String,
    /// Most readings, 1 to 20; 5 when absent.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// What a text may mean.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimesRead {
    /// The readings, the likeliest first; none when the text is no date.
    pub items: Vec<TimeReading>,
}

/// A day, or a moment of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TimeReading {
    /// The date on the reader's clock.
    pub date: NaiveDate,
    /// The instant, when the text names a time of day.
    pub starts_at: Option<DateTime<Utc>>,
    /// The instant as elapsed minutes of the reader's local day, as `schedule_days` counts them.
    pub minutes: Option<u32>,
    /// What was understood, in words.
    pub spoken: String,
}

impl From<Moment> for TimeReading {
    fn from(m: Moment) -> Self {
        Self {
            date: m.date,
            starts_at: m.starts_at,
            minutes: m.minutes,
            spoken: m.spoken,
        }
    }
}

/// `time_read`.
pub async fn read(desk: &Desk, params: Read) -> Result<TimesRead, Failure> {
    let limit = match params.limit.unwrap_or(5) {
        n @ 1..=20 => n as usize,
        n => {
            return Err(Failure::parameter(
                "limit",
                format!("limit is {n}; a text has 1 to 20 readings."),
                "Leave it out for 5.",
            ));
        }
    };
    let reader = ReaderClock::of(desk).await?;
    let found = read_time::read(&params.text, desk.now(), reader.zone(), desk.zones());
    Ok(TimesRead {
        items: found
            .into_iter()
            .take(limit)
            .map(TimeReading::from)
            .collect(),
    })
}
