//! Working hours that cannot be meant: empty ranges, doubled days, overlaps.

use super::{DateOverride, DayRange, HoursRange, WallTime, end_minute};
use crate::invalid::{InvalidSetting, below};

const WEEK: u32 = 7 * 1440;

/// One range laid on a line of minutes; `index` is its place in the list it came from.
struct Laid {
    start: u32,
    end: u32,
    index: usize,
}

/// Checks weekly hours and their exceptions. `parent` is the path of the person in the request,
/// empty at the top.
///
/// Ranges may touch. Weekly ranges that pass midnight are compared with the next day's, from
/// Sunday to Monday too. An exception is compared only with itself: where last night's range
/// reaches into it, the two simply join.
///
/// # Errors
/// The first range, by its place in the list, that is empty, starts at `24:00`, names a day twice
/// or no day, or overlaps an earlier one; or a date with two exceptions.
pub fn validate(
    parent: &str,
    weekly: &[HoursRange],
    overrides: &[DateOverride],
) -> Result<(), InvalidSetting> {
    check_weekly(parent, weekly)?;
    for (index, exception) in overrides.iter().enumerate() {
        let field = below(parent, &format!("date_overrides[{index}]"));
        if overrides
            .iter()
            .take(index)
            .any(|earlier| earlier.date == exception.date)
        {
            return Err(InvalidSetting::new(
                below(&field, "date"),
                format!("{} has two exceptions", exception.date),
                "put all hours of the date in one exception",
            ));
        }
        check_date(&field, &exception.hours)?;
    }
    Ok(())
}

fn check_weekly(parent: &str, weekly: &[HoursRange]) -> Result<(), InvalidSetting> {
    let mut laid = Vec::new();
    for (index, range) in weekly.iter().enumerate() {
        let field = below(parent, &format!("working_hours[{index}]"));
        check_ends(&field, range.start, range.end)?;
        if range.days.is_empty() {
            return Err(InvalidSetting::new(
                below(&field, "days"),
                "the range is on no day",
                "name at least one day of the week, or remove the range",
            ));
        }
        for (place, day) in range.days.iter().enumerate() {
            if range.days.iter().take(place).any(|earlier| earlier == day) {
                return Err(InvalidSetting::new(
                    below(&field, &format!("days[{place}]")),
                    format!("{} is named twice", day.name()),
                    "name each day once",
                ));
            }
            let midnight = u32::from(day.index()) * 1440;
            laid.push(Laid {
                start: midnight + u32::from(range.start.minutes()),
                end: midnight + u32::from(end_minute(range.start, range.end)),
                index,
            });
        }
    }
    let described = |index: usize| {
        weekly
            .get(index)
            .map_or((String::new(), String::new()), shown)
    };
    // The first range of the week comes again after the last: Sunday night meets Monday.
    laid.sort_by_key(|range| range.start);
    if let Some(first) = laid.first() {
        let again = Laid {
            start: first.start + WEEK,
            end: first.end + WEEK,
            index: first.index,
        };
        laid.push(again);
    }
    no_overlap(
        &laid,
        |index| below(parent, &format!("working_hours[{index}]")),
        described,
    )
}

fn check_date(field: &str, hours: &[DayRange]) -> Result<(), InvalidSetting> {
    let mut laid = Vec::new();
    for (index, range) in hours.iter().enumerate() {
        check_ends(
            &below(field, &format!("hours[{index}]")),
            range.start,
            range.end,
        )?;
        laid.push(Laid {
            start: u32::from(range.start.minutes()),
            end: u32::from(end_minute(range.start, range.end)),
            index,
        });
    }
    let described = |index: usize| {
        hours
            .get(index)
            .map_or((String::new(), String::new()), |range| {
                (format!("{}–{}", range.start, range.end), String::new())
            })
    };
    laid.sort_by_key(|range| range.start);
    no_overlap(
        &laid,
        |index| below(field, &format!("hours[{index}]")),
        described,
    )
}

fn check_ends(field: &str, start: WallTime, end: WallTime) -> Result<(), InvalidSetting> {
    if start == WallTime::END_OF_DAY {
        return Err(InvalidSetting::new(
            below(field, "start"),
            "a range cannot start at 24:00",
            "start it at 00:00 of the next day",
        ));
    }
    if start == end {
        return Err(InvalidSetting::new(
            below(field, "end"),
            format!("the range {start}–{end} is empty"),
            "write 00:00 to 24:00 for a whole day, or remove the range",
        ));
    }
    Ok(())
}

fn shown(range: &HoursRange) -> (String, String) {
    let days: Vec<&str> = range.days.iter().map(|day| day.name()).collect();
    (
        format!("{}–{}", range.start, range.end),
        format!(" on {}", listed(&days)),
    )
}

/// "Monday, Tuesday and Friday".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// `laid` is sorted by start. When any two overlap, so do two neighbours.
fn no_overlap(
    laid: &[Laid],
    field: impl Fn(usize) -> String,
    described: impl Fn(usize) -> (String, String),
) -> Result<(), InvalidSetting> {
    let mut clashes: Vec<(usize, usize)> = laid
        .iter()
        .zip(laid.iter().skip(1))
        .filter(|(one, next)| one.end > next.start)
        .map(|(one, next)| (one.index.max(next.index), one.index.min(next.index)))
        .collect();
    clashes.sort_unstable();
    let Some(&(later, earlier)) = clashes.first() else {
        return Ok(());
    };
    let ((hours, days), (other_hours, other_days)) = (described(later), described(earlier));
    Err(InvalidSetting::new(
        field(later),
        format!("{hours}{days} overlaps {other_hours}{other_days}"),
        "join the two ranges or move one; they may touch",
    ))
}
