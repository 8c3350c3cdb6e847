use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use proptest::prelude::*;

use super::*;
use crate::interview::Status;

/// A wall clock that is one hour ahead until `change`, then at UTC: autumn in London.
struct London {
    change: DateTime<Utc>,
}

impl LocalClock for London {
    fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let offset = i64::from(instant < self.change);
        instant.naive_utc() + Duration::hours(offset)
    }

    fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        let summer = (wall - Duration::hours(1)).and_utc();
        if summer < self.change {
            summer
        } else {
            wall.and_utc()
        }
    }
}

fn autumn() -> London {
    London {
        change: Utc.with_ymd_and_hms(2026, 10, 25, 1, 0, 0).unwrap(),
    }
}

fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 14, 0, 0).unwrap()
}

#[test]
fn the_usual_leads_are_a_day_an_hour_and_a_quarter() {
    let plan = plan(
        start(),
        &LeadTimes::default(),
        &autumn(),
        start() - Duration::days(3),
    );
    let due: Vec<_> = plan
        .iter()
        .map(|one| (start() - one.due_at).num_minutes())
        .collect();
    assert_eq!(due, [1440, 60, 15]);
    assert!(plan.iter().all(|one| one.state == ReminderState::Pending));
}

#[test]
fn leads_already_past_are_skipped() {
    let plan = plan(
        start(),
        &LeadTimes::default(),
        &autumn(),
        start() - Duration::minutes(60),
    );
    let states: Vec<_> = plan.iter().map(|one| one.state.as_str()).collect();
    assert_eq!(states, ["skipped", "pending", "pending"]);
}

#[test]
fn one_day_before_is_the_same_wall_time_across_a_clock_change() {
    let starts_at = Utc.with_ymd_and_hms(2026, 10, 25, 9, 0, 0).unwrap();
    let leads = LeadTimes::new([1440, 1500]).unwrap();
    let plan = plan(starts_at, &leads, &autumn(), starts_at - Duration::days(9));
    assert_eq!(plan[0].lead_minutes, 1500);
    assert_eq!(starts_at - plan[0].due_at, Duration::minutes(1500));
    assert_eq!(starts_at - plan[1].due_at, Duration::hours(25));
    assert_eq!(
        autumn().local(plan[1].due_at).time(),
        autumn().local(starts_at).time()
    );
}

#[test]
fn leads_are_sorted_single_and_bounded() {
    assert_eq!(
        LeadTimes::new([15, 60, 15, 0]).unwrap().minutes(),
        [60, 15, 0]
    );
    assert!(LeadTimes::new([LONGEST_LEAD_MINUTES + 1]).is_err());
    assert!(serde_json::from_str::<LeadTimes>("[99999999]").is_err());
}

fn reminder(interview: &str, lead: u32, state: ReminderState, status: Status) -> DueReminder {
    DueReminder {
        id: format!("{interview}/{lead}"),
        interview_id: interview.to_owned(),
        lead_minutes: lead,
        due_at: start() - Duration::minutes(i64::from(lead)),
        state,
        status,
        starts_at: start(),
        ends_at: start() + Duration::minutes(45),
    }
}

fn pending(interview: &str, lead: u32) -> DueReminder {
    reminder(interview, lead, ReminderState::Pending, Status::Scheduled)
}

#[test]
fn after_sleep_only_the_latest_of_an_interview_fires() {
    let rows = [pending("i", 1440), pending("i", 60), pending("i", 15)];
    let round = due(&rows, start() + Duration::minutes(4), MOST_FIRINGS_AT_ONCE);
    assert_eq!(round.firings.len(), 1);
    assert_eq!(round.firings[0].lead_minutes, 15);
    assert_eq!(round.skipped, ["i/1440", "i/60"]);
}

#[test]
fn what_is_over_or_off_is_skipped_silently() {
    let ended = due(&[pending("i", 15)], start() + Duration::minutes(45), 3);
    assert_eq!((ended.firings.len(), ended.skipped.len()), (0, 1));
    let off = [reminder("i", 15, ReminderState::Pending, Status::Cancelled)];
    let round = due(&off, start(), 3);
    assert_eq!((round.firings.len(), round.skipped.len()), (0, 1));
    let done = [reminder("i", 15, ReminderState::Fired, Status::Scheduled)];
    assert_eq!(due(&done, start(), 3), Round::default());
}

#[test]
fn many_at_once_become_a_summary() {
    let rows: Vec<_> = (0..9)
        .map(|index| pending(&format!("i{index}"), 15))
        .collect();
    let round = due(&rows, start(), 3);
    assert_eq!((round.firings.len(), round.summarised.len()), (3, 6));
    assert_eq!(summary(3, 6, true), "and 6 more interviews today");
    assert_eq!(summary(0, 1, false), "1 interview");
}

#[test]
fn words_say_when() {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let said = |minutes: i64, today: u32| {
        when(
            start(),
            start() - Duration::minutes(minutes),
            SpokenTime {
                today: day(today),
                date: day(24),
                date_words: "Tue 24 Nov",
                time_words: "15:00",
            },
        )
    };
    assert_eq!(said(-4, 24), "started 4 minutes ago");
    assert_eq!(said(-1, 24), "started 1 minute ago");
    assert_eq!(said(0, 24), "starting now");
    assert_eq!(said(15, 24), "in 15 minutes");
    assert_eq!(said(60, 24), "in 1 hour");
    assert_eq!(said(75, 24), "in 1 hour 15 minutes");
    assert_eq!(said(300, 24), "today at 15:00");
    assert_eq!(said(1440, 23), "tomorrow at 15:00");
    assert_eq!(said(4320, 21), "on Tue 24 Nov at 15:00");
    assert_eq!(
        body("technical", "Ada", "in 1 hour"),
        "Technical interview with Ada in 1 hour"
    );
    assert_eq!(
        body("screen", "Ada", "today"),
        "Phone screen with Ada today"
    );
    assert_eq!(
        body("system_design", " ", "today"),
        "System design interview today"
    );
    assert_eq!(body("", "Ada", "today"), "Interview with Ada today");
}

proptest! {
    /// A machine that sleeps and wakes at random: each interview is heard of at most once for
    /// each wake, no reminder fires twice, and nothing due is forgotten.
    #[test]
    fn never_twice_and_never_a_storm(
        interviews in proptest::collection::vec((0i64..3000, any::<bool>()), 1..12),
        mut wakes in proptest::collection::vec(-1500i64..3200, 1..12),
        most in 1usize..5,
    ) {
        let mut rows: Vec<DueReminder> = Vec::new();
        for (index, (offset, live)) in interviews.iter().enumerate() {
            let status = if *live { Status::Scheduled } else { Status::Cancelled };
            let starts_at = start() + Duration::minutes(*offset);
            for lead in DEFAULT_LEADS {
                let mut row = reminder(&format!("i{index}"), lead, ReminderState::Pending, status);
                row.starts_at = starts_at;
                row.ends_at = starts_at + Duration::minutes(45);
                row.due_at = starts_at - Duration::minutes(i64::from(lead));
                rows.push(row);
            }
        }
        wakes.sort_unstable();
        let mut heard: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for wake in wakes {
            let now = start() + Duration::minutes(wake);
            let round = due(&rows, now, most);
            prop_assert!(round.firings.len() <= most);
            prop_assert!(round.summarised.is_empty() || round.firings.len() == most);
            let shown: Vec<_> = round.firings.iter().chain(&round.summarised).collect();
            let mut people: Vec<_> = shown.iter().map(|one| one.interview_id.clone()).collect();
            people.sort();
            people.dedup();
            prop_assert_eq!(people.len(), shown.len());
            for one in shown {
                prop_assert!(heard.insert(one.id.clone()), "fired twice");
            }
            for row in &mut rows {
                let fired = heard.contains(&row.id);
                let skipped = round.skipped.contains(&row.id);
                prop_assert!(!(fired && skipped));
                if row.state == ReminderState::Pending && (fired || skipped) {
                    row.state = if fired { ReminderState::Fired } else { ReminderState::Skipped };
                }
                prop_assert!(row.due_at > now || row.state != ReminderState::Pending);
                prop_assert!(row.status != Status::Cancelled || row.state != ReminderState::Fired);
            }
        }
    }
}
