//! Hybrid logical clock: stamps that order changes of many machines, close to wall time, and never
//! run backwards on one machine (Kulkarni et al., "Logical Physical Clocks", 2014).
//!
//! Text form `TTTTTTTTTTTT-CCCC-NODE`: 12 hex digits of milliseconds, 4 of a counter, the node's
//! id. Text order is time order.

/// The next stamp after `last` (the newest stamp this workspace has written) at wall time `now_ms`.
pub fn next(last: Option<&str>, now_ms: i64, node: &str) -> String {
    let now = u64::try_from(now_ms).unwrap_or(0);
    let (mut ms, mut counter) = (now, 0u64);
    if let Some((last_ms, last_counter)) = last.and_then(parse)
        && last_ms >= now
    {
        ms = last_ms;
        counter = last_counter + 1;
        if counter > 0xffff {
            ms += 1;
            counter = 0;
        }
    }
    format!("{ms:012x}-{counter:04x}-{node}")
}

fn parse(stamp: &str) -> Option<(u64, u64)> {
    let mut parts = stamp.splitn(3, '-');
    let ms = u64::from_str_radix(parts.next()?, 16).ok()?;
    let counter = u64::from_str_radix(parts.next()?, 16).ok()?;
    Some((ms, counter))
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn a_clock_that_runs_backwards_still_gives_rising_stamps() {
        let first = next(None, 1_000, "a");
        let second = next(Some(&first), 400, "a");
        let third = next(Some(&second), 1_001, "a");
        assert!(first < second, "{first} {second}");
        assert!(second < third, "{second} {third}");
    }

    #[test]
    fn a_full_counter_moves_on_to_the_next_millisecond() {
        let full = format!("{:012x}-ffff-a", 1_000);
        assert!(next(Some(&full), 1_000, "a") > full);
    }
}
