//! A zone's offsets as whole seconds. Those of the usual years are worked out once for each zone,
//! so that the rules for slots read wall times without asking the zone's own rules again.

use std::borrow::Cow;

use chrono::DateTime;

use super::{Zone, clock::WIDEST_OFFSET};
use crate::span::Span;

/// 1970-01-01 and 2100-01-01, in seconds since 1970-01-01T00:00:00Z.
const USUAL: (i64, i64) = (0, 4_102_444_800);

/// A stretch `[start, end)` in which the offset does not change; all in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub start: i64,
    pub end: i64,
    /// What the zone's clock is ahead of UTC.
    pub offset: i64,
}

/// The clock of a zone around some time. The stretches at its ends may be longer than that time.
pub(crate) struct Timeline<'z> {
    stretches: Cow<'z, [Stretch]>,
}

impl Zone {
    /// The clock from one second to another, able to read the wall times that are shown then.
    pub(crate) fn timeline(&self, from: i64, until: i64) -> Timeline<'_> {
        let widest = WIDEST_OFFSET.num_seconds();
        let (from, until) = (
            from.saturating_sub(widest),
            until.saturating_add(widest).saturating_add(1),
        );
        if from < USUAL.0 || until > USUAL.1 {
            return Timeline {
                stretches: Cow::Owned(self.stretches(from, until)),
            };
        }
        let all = self
            .usual
            .get_or_init(|| self.stretches(USUAL.0, USUAL.1))
            .as_slice();
        let first = all.partition_point(|stretch| stretch.end <= from);
        let last = all.partition_point(|stretch| stretch.start < until);
        Timeline {
            stretches: Cow::Borrowed(all.get(first..last).unwrap_or_default()),
        }
    }

    fn stretches(&self, from: i64, until: i64) -> Vec<Stretch> {
        let instant = |second: i64| {
            DateTime::from_timestamp(second, 0).unwrap_or(if second < 0 {
                DateTime::<chrono::Utc>::MIN_UTC
            } else {
                DateTime::<chrono::Utc>::MAX_UTC
            })
        };
        self.offsets(Span::new(instant(from), instant(until)))
            .into_iter()
            .map(|stretch| Stretch {
                start: stretch.span.start.timestamp(),
                end: stretch.span.end.timestamp(),
                offset: stretch.offset.num_seconds(),
            })
            .collect()
    }
}

impl Timeline<'_> {
    /// The stretches, in order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The second at which the clock first shows a wall time, which is given in seconds since
    /// 1970-01-01 00:00 on that clock; read with the offset before a gap that swallows it.
    pub fn instant(&self, wall: i64) -> i64 {
        let mut offset = self.stretches.first().map_or(0, |stretch| stretch.offset);
        for stretch in self.stretches.iter() {
            let instant = wall - stretch.offset;
            if instant >= stretch.end {
                offset = stretch.offset;
            } else if instant >= stretch.start {
                return instant;
            }
        }
        wall - offset
    }

    /// What the clock shows at an instant, in seconds since 1970-01-01 00:00 on that clock.
    pub fn local(&self, instant: i64) -> i64 {
        let passed = self
            .stretches
            .partition_point(|stretch| stretch.start <= instant);
        let stretch = self.stretches.get(passed.saturating_sub(1));
        instant + stretch.map_or(0, |stretch| stretch.offset)
    }
}

#[cfg(test)]
mod tests {
    use crate::zone::Zones;
    use chrono::{DateTime, TimeDelta};

    /// Hour by hour around every change of these years, inside and outside the usual ones.
    #[test]
    fn it_reads_wall_times_as_the_zone_does() {
        let zones = Zones::bundled();
        for name in zones.names() {
            let zone = zones.get(&name).unwrap();
            for day in [-120_000_i64, 14_700, 20_500, 20_750, 47_480, 47_500] {
                let (from, until) = (day * 86_400, (day + 3) * 86_400);
                let timeline = zone.timeline(from, until);
                for second in (from..until).step_by(1800) {
                    let instant = DateTime::from_timestamp(second, 0).unwrap();
                    let shown = zone.local(instant);
                    let wall = shown.and_utc().timestamp();
                    assert_eq!(timeline.local(second), wall, "{name} {instant}");
                    let skew = shown + TimeDelta::minutes(17);
                    let read = zone.instant(skew).timestamp();
                    assert_eq!(
                        timeline.instant(skew.and_utc().timestamp()),
                        read,
                        "{name} {skew}"
                    );
                }
            }
        }
    }
}
