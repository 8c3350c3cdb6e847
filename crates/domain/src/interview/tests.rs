use chrono::{DateTime, Duration, TimeZone, Utc};
use proptest::prelude::*;

use super::*;
use crate::application::Gates;

const OPEN: Gates = Gates {
    shortlisted: true,
    interview_enabled: true,
    online_interview_enabled: true,
};

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 12, 0, 0).unwrap()
}

fn minutes(count: i64) -> Duration {
    Duration::minutes(count)
}

fn facts() -> JoinFacts {
    JoinFacts {
        status: Status::Scheduled,
        mode: Mode::Online,
        online_enabled: true,
        starts_at: noon(),
        ends_at: noon() + minutes(45),
        candidate_joined_at: None,
        interviewer_joined_at: None,
    }
}

fn enter(facts: JoinFacts, now: DateTime<Utc>) -> Result<JoinOutcome, &'static str> {
    join(facts, Role::Candidate, true, now, JoinWindow::LIVE).map_err(JoinRefusal::code)
}

#[test]
fn all_found_violations_come_in_order() {
    let codes = |found: Vec<Violation>| {
        found
            .into_iter()
            .map(|one| one.code.as_str())
            .collect::<Vec<_>>()
    };
    let limits = SchedulingLimits::default();
    assert_eq!(
        codes(precheck(
            Gates::default(),
            Mode::Online,
            noon() - minutes(1),
            noon(),
            limits
        )),
        [
            "not_shortlisted",
            "interview_not_enabled",
            "online_not_enabled",
            "in_the_past",
            "notice_too_short"
        ]
    );
    assert_eq!(
        codes(precheck(OPEN, Mode::Online, noon(), noon(), limits))[0],
        "in_the_past"
    );
    let late = noon() + Duration::days(90) + Duration::seconds(1);
    assert_eq!(
        codes(precheck(OPEN, Mode::Offline, late, noon(), limits)),
        ["too_far_ahead"]
    );
}

#[test]
fn the_ends_of_notice_and_horizon_are_allowed() {
    let limits = SchedulingLimits::default();
    for start in [noon() + minutes(120), noon() + Duration::days(90)] {
        assert_eq!(precheck(OPEN, Mode::Online, start, noon(), limits), []);
    }
    let early = precheck(OPEN, Mode::Online, noon() + minutes(119), noon(), limits);
    assert_eq!(early.len(), 1);
    assert_eq!(early[0].until, Some(noon() + minutes(120)));
    assert!(early[0].message.contains("120 minutes"));
}

#[test]
fn codes_are_declared_in_checking_order() {
    let words: Vec<_> = ViolationCode::ALL
        .iter()
        .map(|code| code.as_str())
        .collect();
    assert_eq!(
        words.join(" "),
        "not_shortlisted interview_not_enabled online_not_enabled in_the_past notice_too_short \
         too_far_ahead outside_working_hours interviewer_conflict candidate_conflict day_cap week_cap"
    );
}

#[test]
fn only_soft_rules_can_be_overridden_and_only_with_a_reason() {
    let found = || {
        vec![
            Violation::new(ViolationCode::WeekCap, ""),
            Violation::new(ViolationCode::InterviewerConflict, ""),
            Violation::new(ViolationCode::OutsideWorkingHours, ""),
        ]
    };
    assert!(accept_overrides(found(), ViolationCode::ALL, Some(" ")).is_err());
    let outcome = accept_overrides(found(), ViolationCode::ALL, Some("board asked")).unwrap();
    let codes = |list: &[Violation]| list.iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(
        codes(&outcome.accepted),
        [ViolationCode::OutsideWorkingHours, ViolationCode::WeekCap]
    );
    assert_eq!(
        codes(&outcome.remaining),
        [ViolationCode::InterviewerConflict]
    );
    let untouched = accept_overrides(found(), &[], None).unwrap();
    assert_eq!(untouched.remaining.len(), 3);
}

#[test]
fn the_first_join_is_open_from_fifteen_before_to_fifteen_after_inclusive() {
    let second = Duration::seconds(1);
    assert_eq!(
        enter(facts(), noon() - minutes(15) - second),
        Err("too_early")
    );
    assert!(enter(facts(), noon() - minutes(15)).is_ok());
    assert!(enter(facts(), noon() + minutes(15)).is_ok());
    assert_eq!(
        enter(facts(), noon() + minutes(15) + second),
        Err("too_late")
    );
    assert_eq!(
        enter(facts(), noon() + minutes(45) + minutes(24 * 60)),
        Err("too_late")
    );
    assert_eq!(
        enter(facts(), noon() + minutes(45) + minutes(24 * 60) + second),
        Err("link_expired")
    );
}

#[test]
fn who_was_in_the_room_may_come_back_until_fifteen_after_the_end() {
    let joined = JoinFacts {
        status: Status::InProgress,
        candidate_joined_at: Some(noon()),
        ..facts()
    };
    let back = enter(joined, noon() + minutes(60)).unwrap();
    assert!(back.rejoin);
    assert_eq!(back.candidate_joined_at, Some(noon()));
    assert_eq!(
        enter(joined, noon() + minutes(60) + Duration::seconds(1)),
        Err("too_late")
    );
    let other = join(
        joined,
        Role::Interviewer,
        true,
        noon() + minutes(20),
        JoinWindow::LIVE,
    );
    assert_eq!(other.unwrap_err().code(), "too_late");
    let written = JoinFacts {
        status: Status::Completed,
        ..joined
    };
    assert_eq!(
        enter(written, noon() + minutes(50)).unwrap().status,
        Status::Completed
    );
    assert_eq!(enter(written, noon() + minutes(61)), Err("not_joinable"));
}

#[test]
fn a_wrong_room_learns_nothing() {
    for status in Status::ALL {
        let one = JoinFacts {
            status: *status,
            online_enabled: false,
            ..facts()
        };
        let refused = join(one, Role::Candidate, false, noon(), JoinWindow::LIVE).unwrap_err();
        assert_eq!(refused, JoinRefusal::RoomMismatch);
    }
}

#[test]
fn closed_or_offline_interviews_cannot_be_joined() {
    for status in [
        Status::Draft,
        Status::Tentative,
        Status::Cancelled,
        Status::NoShow,
    ] {
        assert_eq!(
            enter(JoinFacts { status, ..facts() }, noon()),
            Err("not_joinable")
        );
    }
    assert_eq!(
        enter(
            JoinFacts {
                mode: Mode::Offline,
                ..facts()
            },
            noon()
        ),
        Err("not_joinable")
    );
    assert_eq!(
        enter(
            JoinFacts {
                online_enabled: false,
                ..facts()
            },
            noon()
        ),
        Err("not_joinable")
    );
}

#[test]
fn ai_rooms_open_thirty_seconds_before() {
    let window = JoinWindow::of_type("AI");
    let knock = |now| join(facts(), Role::Candidate, true, now, window).map_err(JoinRefusal::code);
    assert_eq!(knock(noon() - Duration::seconds(31)), Err("too_early"));
    assert!(knock(noon() - Duration::seconds(30)).is_ok());
    assert!(knock(noon() + minutes(10)).is_ok());
    assert_eq!(knock(noon() + minutes(11)), Err("too_late"));
}

#[test]
fn outcomes_are_decided_only_after_the_end_and_only_from_records() {
    let end = facts().ends_at;
    let candidate = JoinFacts {
        candidate_joined_at: Some(noon()),
        ..facts()
    };
    let interviewer = JoinFacts {
        interviewer_joined_at: Some(noon()),
        ..facts()
    };
    assert_eq!(auto_update(candidate, end - Duration::seconds(1)), None);
    assert_eq!(auto_update(candidate, end), Some(AutoOutcome::Completed));
    assert_eq!(auto_update(interviewer, end), Some(AutoOutcome::NoShow));
    assert_eq!(
        auto_update(facts(), end),
        Some(AutoOutcome::NeedsConfirmation)
    );
    let offline = JoinFacts {
        mode: Mode::Offline,
        ..facts()
    };
    assert_eq!(
        auto_update(offline, end),
        Some(AutoOutcome::NeedsConfirmation)
    );
    for status in [
        Status::Cancelled,
        Status::Completed,
        Status::NoShow,
        Status::Tentative,
    ] {
        assert_eq!(
            auto_update(
                JoinFacts {
                    status,
                    ..candidate
                },
                end
            ),
            None
        );
    }
}

#[test]
fn time_is_held_by_what_is_open_and_caps_also_count_time_spent() {
    let holding: Vec<_> = Status::ALL.iter().filter(|one| holds_time(**one)).collect();
    assert_eq!(
        holding,
        [
            &Status::AwaitingCandidate,
            &Status::Tentative,
            &Status::Scheduled,
            &Status::InProgress
        ]
    );
    for status in Status::ALL {
        assert!(!holds_time(*status) || counts_towards_caps(*status));
    }
    assert!(counts_towards_caps(Status::NoShow) && !counts_towards_caps(Status::Cancelled));
}

fn statuses() -> impl Strategy<Value = Status> {
    proptest::sample::select(Status::ALL)
}

proptest! {
    #[test]
    fn cancelled_is_final_and_nothing_returns_to_draft(walk in proptest::collection::vec(statuses(), 1..30)) {
        let mut now = Status::Draft;
        let mut was_cancelled = false;
        for wanted in walk {
            match now.become_status(wanted) {
                Ok(next) => {
                    prop_assert!(next == wanted);
                    prop_assert!(next != Status::Draft || now == Status::Draft);
                    now = next;
                }
                Err(refused) => prop_assert!(refused.from == now && refused.to == wanted),
            }
            was_cancelled |= now == Status::Cancelled;
            prop_assert!(!was_cancelled || now == Status::Cancelled);
        }
    }

    #[test]
    fn a_join_never_happens_outside_its_window(
        status in statuses(),
        online in any::<bool>(),
        enabled in any::<bool>(),
        room in any::<bool>(),
        candidate in proptest::option::of(-20i64..60),
        interviewer in proptest::option::of(-20i64..60),
        role in proptest::sample::select(Role::ALL),
        length in 5i64..180,
        offset in -40i64..300,
    ) {
        let at = |offset: i64| noon() + minutes(offset);
        let facts = JoinFacts {
            status,
            mode: if online { Mode::Online } else { Mode::Offline },
            online_enabled: enabled,
            starts_at: noon(),
            ends_at: at(length),
            candidate_joined_at: candidate.map(at),
            interviewer_joined_at: interviewer.map(at),
        };
        let now = at(offset);
        let before = facts.joined_at(role);
        match join(facts, role, room, now, JoinWindow::LIVE) {
            Ok(outcome) => {
                prop_assert!(room && online && enabled && offset >= -15);
                let latest = if before.is_some() { length + 15 } else { 15 };
                prop_assert!(offset <= latest);
                prop_assert!(status.become_status(outcome.status).is_ok());
                let after = JoinFacts {
                    status: outcome.status,
                    candidate_joined_at: outcome.candidate_joined_at,
                    interviewer_joined_at: outcome.interviewer_joined_at,
                    ..facts
                };
                prop_assert_eq!(after.joined_at(role), before.or(Some(now)));
                let again = join(after, role, true, now, JoinWindow::LIVE);
                prop_assert!(again.is_ok_and(|again| again.rejoin));
            }
            Err(JoinRefusal::RoomMismatch) => prop_assert!(!room),
            Err(_) => prop_assert!(room),
        }
    }
}
