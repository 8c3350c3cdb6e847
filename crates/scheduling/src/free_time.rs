//! Where in a person's days a meeting can lie at all: the hours less what blocks, with its buffers.

use chrono::{DateTime, Utc};

use crate::{
    attendee::Attendee,
    busy,
    hours::WorkingTime,
    invalid::InvalidSetting,
    span::{Span, joined, uncovered},
    tick::ticks,
    zone::Zones,
};

/// From an instant until before another.
pub type Stretch = (DateTime<Utc>, DateTime<Utc>);

/// The stretches of `[from, until)` inside which a meeting may lie whole, sorted, not touching.
///
/// Hours, days off, calendar items, interviews and buffers are in; lunch, rows and caps depend on
/// the meeting, and [`crate::check::blockers`] judges them.
///
/// # Errors
/// A setting of the attendee that cannot be meant.
pub fn stretches(
    zones: &Zones,
    attendee: &Attendee,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Stretch>, InvalidSetting> {
    let zone = attendee.validate(zones, "")?;
    let whole = ticks(from, until);
    let hours = WorkingTime::new(
        &attendee.working_hours,
        &attendee.date_overrides,
        &attendee.holidays,
    )
    .spans(&zone, whole);
    let taken = joined(
        busy::blocks(attendee)
            .map(|block| block.with_gaps())
            .collect(),
    );
    Ok(hours
        .into_iter()
        .flat_map(|span| uncovered(&taken, span.common(whole)))
        .map(|span: Span<_>| (span.start.instant(), span.end.instant()))
        .filter(|(start, end)| start < end)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_less_items_and_their_buffers() {
        let attendee: Attendee = serde_json::from_str(
            r#"{"id": "ana", "time_zone": "Europe/Berlin",
                "working_hours": [{"days": ["tue"], "start": "09:00", "end": "17:00"}],
                "busy": [{"start": "2026-11-24T10:00:00Z", "end": "2026-11-24T11:00:00Z"}],
                "buffer_before_minutes": 10, "buffer_after_minutes": 5}"#,
        )
        .unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let found = stretches(
            &Zones::bundled(),
            &attendee,
            at("2026-11-24T00:00:00Z"),
            at("2026-11-25T00:00:00Z"),
        )
        .unwrap();
        assert_eq!(
            found,
            [
                (at("2026-11-24T08:00:00Z"), at("2026-11-24T09:55:00Z")),
                (at("2026-11-24T11:10:00Z"), at("2026-11-24T16:00:00Z")),
            ]
        );
    }
}
