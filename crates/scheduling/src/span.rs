//! Half-open stretches of time and the few operations the rules need on sorted lists of them.

use chrono::{DateTime, TimeDelta, Utc};

/// The instants `t` with `start <= t < end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span<T = DateTime<Utc>> {
    pub start: T,
    pub end: T,
}

impl<T: Ord + Copy> Span<T> {
    pub fn new(start: T, end: T) -> Self {
        Self { start, end }
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn common(self, other: Self) -> Self {
        Self {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        }
    }
}

/// `instant + delta`, held inside chrono's range.
pub(crate) fn shifted(instant: DateTime<Utc>, delta: TimeDelta) -> DateTime<Utc> {
    instant
        .checked_add_signed(delta)
        .unwrap_or(if delta < TimeDelta::zero() {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
}

/// The next representable instant. It turns the closed end of "up to and including `instant`"
/// into the open end of a [`Span`], exactly, because chrono counts whole nanoseconds.
pub(crate) fn just_after(instant: DateTime<Utc>) -> DateTime<Utc> {
    shifted(instant, TimeDelta::nanoseconds(1))
}

/// The same instants as sorted spans that neither overlap nor touch; empty ones vanish.
pub(crate) fn joined<T: Ord + Copy>(mut spans: Vec<Span<T>>) -> Vec<Span<T>> {
    spans.retain(|span| !span.is_empty());
    if !spans.is_sorted() {
        spans.sort_unstable();
    }
    spans.dedup_by(|span, last| {
        let meets = span.start <= last.end;
        if meets {
            last.end = last.end.max(span.end);
        }
        meets
    });
    spans
}

/// The span of a joined list that holds `instant`.
pub(crate) fn holding<T: Ord + Copy>(spans: &[Span<T>], instant: T) -> Option<Span<T>> {
    let after = spans.partition_point(|span| span.end <= instant);
    spans
        .get(after)
        .copied()
        .filter(|span| span.start <= instant)
}

/// Finds the spans of a joined list for instants that are asked for in order.
#[derive(Debug, Clone)]
pub(crate) struct Walk<'s, T = DateTime<Utc>> {
    /// What does not end before the last instant that was asked for.
    rest: &'s [Span<T>],
}

impl<'s, T: Ord + Copy> Walk<'s, T> {
    pub fn new(spans: &'s [Span<T>]) -> Self {
        Self { rest: spans }
    }

    /// The span that holds `instant`, which is not before any that was asked for already.
    pub fn holding(&mut self, instant: T) -> Option<Span<T>> {
        while let Some((first, rest)) = self.rest.split_first() {
            if first.end > instant {
                return (first.start <= instant).then_some(*first);
            }
            self.rest = rest;
        }
        None
    }
}

/// What of `whole` a joined list leaves uncovered.
pub(crate) fn uncovered<T: Ord + Copy>(spans: &[Span<T>], whole: Span<T>) -> Vec<Span<T>> {
    let mut out = Vec::with_capacity(spans.len() + 1);
    let mut from = whole.start;
    for span in spans {
        out.push(Span::new(from, span.start.min(whole.end)));
        from = from.max(span.end);
    }
    out.push(Span::new(from, whole.end));
    out.retain(|span| !span.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn span(start: i64, end: i64) -> Span {
        Span::new(at(start), at(end))
    }

    #[test]
    fn touching_and_overlapping_spans_join_and_empty_ones_vanish() {
        let spans = vec![
            span(10, 20),
            span(0, 5),
            span(20, 30),
            span(25, 27),
            span(50, 40),
        ];
        assert_eq!(joined(spans), [span(0, 5), span(10, 30)]);
    }

    #[test]
    fn an_end_is_not_held_and_a_start_is() {
        let spans = [span(0, 5), span(10, 30)];
        assert_eq!(holding(&spans, at(0)), Some(span(0, 5)));
        assert_eq!(holding(&spans, at(5)), None);
        assert_eq!(holding(&spans, at(29)), Some(span(10, 30)));
        assert_eq!(holding(&spans, at(30)), None);
    }

    #[test]
    fn a_walk_finds_what_a_search_finds() {
        let spans = [span(0, 5), span(10, 30), span(31, 40)];
        let mut walk = Walk::new(&spans);
        for second in [-1, 0, 0, 4, 5, 12, 29, 30, 39, 40, 99] {
            assert_eq!(walk.holding(at(second)), holding(&spans, at(second)));
        }
    }

    #[test]
    fn uncovered_is_the_rest_of_the_whole() {
        let spans = [span(0, 5), span(10, 30), span(60, 70)];
        assert_eq!(uncovered(&spans, span(2, 50)), [span(5, 10), span(30, 50)]);
        assert_eq!(uncovered(&[], span(2, 50)), [span(2, 50)]);
        assert_eq!(uncovered(&[span(0, 99)], span(2, 50)), []);
    }

    #[test]
    fn a_shift_stays_inside_the_calendar() {
        assert_eq!(
            shifted(DateTime::<Utc>::MAX_UTC, TimeDelta::days(1)),
            DateTime::<Utc>::MAX_UTC
        );
    }
}
