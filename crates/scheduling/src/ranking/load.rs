//! How many interviews somebody has in the week of a slot.

use crate::{
    attendee::Attendee,
    caps::{first_of_week, local_day},
    hours::DAY_SECONDS,
    tick::Tick,
    zone::Zone,
};

/// Counts by local week, in the person's own zone and from their own first day; the last week asked
/// about is remembered, since slots come in order.
pub(super) struct WeekLoad {
    weight: i64,
    known: Option<(i64, u32)>,
}

impl WeekLoad {
    pub fn new(weight: u32) -> Self {
        Self {
            weight: i64::from(weight.max(1)),
            known: None,
        }
    }

    /// The interviews of the week in which a meeting that starts then lies.
    pub fn count(&mut self, zone: &Zone, person: &Attendee, start: Tick) -> u32 {
        if person.booked.is_empty() {
            return 0;
        }
        let second = start.second_at_or_before();
        let day = zone
            .timeline(second, second)
            .local(second)
            .div_euclid(DAY_SECONDS);
        let week = first_of_week(day, person.week_starts_on);
        if let Some((known, count)) = self.known
            && known == week
        {
            return count;
        }
        let same = person.booked.iter().filter(|interview| {
            first_of_week(local_day(zone, interview.start), person.week_starts_on) == week
        });
        let count = u32::try_from(same.count()).unwrap_or(u32::MAX);
        self.known = Some((week, count));
        count
    }

    /// The same relative to the person's weight, in tenths of an interview.
    pub fn tenths(&mut self, zone: &Zone, person: &Attendee, start: Tick) -> i64 {
        i64::from(self.count(zone, person, start)) * 1000 / self.weight
    }
}
