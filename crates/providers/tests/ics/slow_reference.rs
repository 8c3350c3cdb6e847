//! The reader against a slow expander that looks at every day and shares no code with it.

#![expect(
    clippy::format_push_string,
    reason = "a rule reads best in the order it is built"
)]

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use proptest::prelude::*;

use super::support::{event, only, utc, zone};
use muster_providers::ics::expand;
use muster_scheduling::zone::Zones;

const DAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

#[derive(Debug, Clone)]
enum Pattern {
    Daily,
    Weekly {
        days: Vec<usize>,
        week_start: usize,
        position: Option<usize>,
    },
    MonthlyOn {
        day: i32,
    },
    MonthlyNth {
        nth: i32,
        day: usize,
    },
    MonthlyLast {
        days: Vec<usize>,
    },
}

#[derive(Debug, Clone)]
struct Case {
    zone: &'static str,
    start: NaiveDateTime,
    interval: i64,
    pattern: Pattern,
    count: Option<usize>,
    until: Option<NaiveDate>,
    from: DateTime<Utc>,
    days: i64,
}

impl Case {
    fn rule(&self) -> String {
        let names = |days: &[usize]| {
            days.iter()
                .map(|d| DAYS[*d].0)
                .collect::<Vec<_>>()
                .join(",")
        };
        let mut rule = match &self.pattern {
            Pattern::Daily => "FREQ=DAILY".to_owned(),
            Pattern::Weekly {
                days,
                week_start,
                position,
            } => {
                let position = position.map_or(String::new(), |p| format!(";BYSETPOS={p}"));
                let first = DAYS[*week_start].0;
                format!("FREQ=WEEKLY;BYDAY={};WKST={first}{position}", names(days))
            }
            Pattern::MonthlyOn { day } => format!("FREQ=MONTHLY;BYMONTHDAY={day}"),
            Pattern::MonthlyNth { nth, day } => format!("FREQ=MONTHLY;BYDAY={nth}{}", DAYS[*day].0),
            Pattern::MonthlyLast { days } => {
                format!("FREQ=MONTHLY;BYDAY={};BYSETPOS=-1", names(days))
            }
        };
        rule += &format!(";INTERVAL={}", self.interval);
        if let Some(count) = self.count {
            rule += &format!(";COUNT={count}");
        } else if let Some(until) = self.until {
            rule += &format!(";UNTIL={}", until.format("%Y%m%d"));
        }
        rule
    }

    /// Whether the rule names this day, by looking at it alone.
    fn names(&self, day: NaiveDate) -> bool {
        let first = self.start.date();
        let months = i64::from(day.year() - first.year()) * 12 + i64::from(day.month())
            - i64::from(first.month());
        let is = |d: NaiveDate, days: &[usize]| days.iter().any(|x| DAYS[*x].1 == d.weekday());
        let month_end = |d: NaiveDate| (d + Duration::days(1)).month() != d.month();
        match &self.pattern {
            Pattern::Daily => (day - first).num_days() % self.interval == 0,
            Pattern::Weekly {
                days,
                week_start,
                position,
            } => {
                let week = |mut d: NaiveDate| {
                    while d.weekday() != DAYS[*week_start].1 {
                        d -= Duration::days(1);
                    }
                    d
                };
                let weeks = (week(day) - week(first)).num_days() / 7;
                let place = (0..=(day - week(day)).num_days())
                    .filter(|n| is(week(day) + Duration::days(*n), days))
                    .count();
                weeks % self.interval == 0
                    && is(day, days)
                    && position.is_none_or(|wanted| wanted == place)
            }
            Pattern::MonthlyOn { day: wanted } => {
                let mut last = day;
                while !month_end(last) {
                    last += Duration::days(1);
                }
                let number = i32::try_from(day.day()).unwrap();
                let from_end = number - i32::try_from(last.day()).unwrap() - 1;
                months % self.interval == 0 && (*wanted == number || *wanted == from_end)
            }
            Pattern::MonthlyNth { nth, day: wanted } => {
                let step = if *nth > 0 { -7 } else { 7 };
                let mut place = 1;
                let mut other = day + Duration::days(step);
                while other.month() == day.month() {
                    place += 1;
                    other += Duration::days(step);
                }
                months % self.interval == 0
                    && day.weekday() == DAYS[*wanted].1
                    && place == nth.abs()
            }
            Pattern::MonthlyLast { days } => {
                let mut later = day;
                let mut last = is(day, days);
                while !month_end(later) {
                    later += Duration::days(1);
                    last = last && !is(later, days);
                }
                months % self.interval == 0 && last
            }
        }
    }

    fn expected(&self) -> Vec<DateTime<Utc>> {
        let zone = zone(self.zone);
        let to = self.from + Duration::days(self.days);
        let mut out = Vec::new();
        let mut counted = 0;
        let mut day = self.start.date();
        while day <= (to + Duration::days(2)).date_naive() {
            let is_start = day == self.start.date();
            let ended = self.count.is_none() && self.until.is_some_and(|until| day > until)
                || self.count.is_some_and(|count| counted == count);
            if ended {
                break;
            }
            if is_start || self.names(day) {
                counted += 1;
                let at = zone.instant(day.and_time(self.start.time()));
                if at < to && at + Duration::minutes(30) > self.from {
                    out.push(at);
                }
            }
            day += Duration::days(1);
        }
        out
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let days = || prop::sample::subsequence((0..7).collect::<Vec<usize>>(), 1..=4);
    prop_oneof![
        Just(Pattern::Daily),
        (days(), 0usize..7, prop::option::of(1usize..3)).prop_map(
            |(days, week_start, position)| {
                let position = position.filter(|p| *p <= days.len());
                Pattern::Weekly {
                    days,
                    week_start,
                    position,
                }
            }
        ),
        prop_oneof![1i32..=31, -31i32..=-1].prop_map(|day| Pattern::MonthlyOn { day }),
        (prop_oneof![1i32..=5, -4i32..=-1], 0usize..7)
            .prop_map(|(nth, day)| Pattern::MonthlyNth { nth, day }),
        days().prop_map(|days| Pattern::MonthlyLast { days }),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let zones = prop::sample::select(vec![
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Vancouver",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Pacific/Chatham",
        "UTC",
    ]);
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let start = (0i64..900, 0u32..96).prop_map(move |(day, quarter)| {
        let time = NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).unwrap();
        (first + Duration::days(day)).and_time(time)
    });
    let end = (prop::option::of(1usize..40), prop::option::of(0i64..700));
    (zones, start, 1i64..5, pattern(), end, 0i64..900, 1i64..400).prop_map(
        |(zone, start, interval, pattern, (count, until), from, days)| Case {
            zone,
            start,
            interval,
            pattern,
            count,
            until: until.map(|days| start.date() + Duration::days(days)),
            from: utc("2025-01-01T00:00Z") + Duration::days(from),
            days,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_start_is_the_one_a_slow_look_at_each_day_finds(case in case()) {
        let series = only(&event(&format!(
            "DTSTART;TZID={}:{}\nDURATION:PT30M\nRRULE:{}",
            case.zone,
            case.start.format("%Y%m%dT%H%M%S"),
            case.rule(),
        )));
        let to = case.from + Duration::days(case.days);
        let found = expand(&series, &Zones::bundled(), case.from, to, &zone("UTC")).unwrap();
        let found: Vec<_> = found.iter().map(|i| i.start).collect();
        prop_assert_eq!(found, case.expected());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Rules below a day, against counting minutes from the start.
    #[test]
    fn rules_of_hours_and_minutes_keep_their_step(
        minutely: bool,
        interval in 1i64..50,
        hours in prop::option::of(prop::sample::subsequence((0..24).collect::<Vec<u32>>(), 1..9)),
        days in prop::option::of(prop::sample::subsequence((0..7).collect::<Vec<usize>>(), 1..4)),
        at in 0i64..1_440,
    ) {
        let step = if minutely { interval } else { interval * 60 };
        let start = utc("2026-11-01T00:00Z") + Duration::minutes(at);
        let freq = if minutely { "MINUTELY" } else { "HOURLY" };
        let mut rule = format!("FREQ={freq};INTERVAL={interval}");
        if let Some(hours) = &hours {
            let hours: Vec<String> = hours.iter().map(u32::to_string).collect();
            rule += &format!(";BYHOUR={}", hours.join(","));
        }
        if let Some(days) = &days {
            let days: Vec<&str> = days.iter().map(|d| DAYS[*d].0).collect();
            rule += &format!(";BYDAY={}", days.join(","));
        }
        let lines = format!(
            "DTSTART:{}\nDURATION:PT1M\nRRULE:{rule}",
            start.format("%Y%m%dT%H%M%SZ")
        );
        let (from, to) = (utc("2026-11-05T00:00Z"), utc("2026-11-15T00:00Z"));
        let minutes = (to - start).num_minutes();
        let expected: Vec<_> = (0..minutes)
            .step_by(usize::try_from(step).unwrap())
            .map(|n| start + Duration::minutes(n))
            .filter(|t| *t >= from)
            .filter(|t| hours.as_ref().is_none_or(|h| h.contains(&chrono::Timelike::hour(t))))
            .filter(|t| days.as_ref().is_none_or(|d| d.iter().any(|x| DAYS[*x].1 == t.weekday())))
            .collect();
        for series in super::support::read_text(&event(&lines)).series {
            let found = expand(&series, &Zones::bundled(), from, to, &zone("UTC"));
            if let Ok(found) = found {
                let found: Vec<_> = found.iter().map(|i| i.start).collect();
                prop_assert_eq!(&found, &expected, "{}", rule);
            }
        }
    }
}
