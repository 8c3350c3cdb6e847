use proptest::prelude::*;

use super::*;

fn open(total: usize, online: usize) -> OpenInterviews {
    OpenInterviews { total, online }
}

const ALL_OPEN: Gates = Gates {
    shortlisted: true,
    interview_enabled: true,
    online_interview_enabled: true,
};

#[test]
fn unshortlisting_closes_everything_behind_it() {
    let change = shortlist(ALL_OPEN, false, open(0, 0), false, None).unwrap();
    assert_eq!(change.gates, Gates::default());
    assert!(change.changed);
    assert_eq!(change.cancel_interviews, None);
}

#[test]
fn unshortlisting_never_orphans_an_interview() {
    let refused = shortlist(ALL_OPEN, false, open(2, 1), false, Some("moved on")).unwrap_err();
    assert_eq!(refused.code(), "interviews_scheduled");
    for blank in [None, Some(""), Some("  \n")] {
        let refused = shortlist(ALL_OPEN, false, open(2, 1), true, blank).unwrap_err();
        assert_eq!(refused.code(), "reason_required");
    }
    let change = shortlist(ALL_OPEN, false, open(2, 1), true, Some(" role closed ")).unwrap();
    assert_eq!(change.cancel_interviews.as_deref(), Some("role closed"));
}

#[test]
fn both_gates_open_in_one_call() {
    let listed = Gates {
        shortlisted: true,
        ..Gates::default()
    };
    let both = Toggle {
        interview_enabled: Some(true),
        online_interview_enabled: Some(true),
    };
    assert_eq!(toggle(listed, both, open(0, 0)).unwrap().gates, ALL_OPEN);
    assert_eq!(
        toggle(Gates::default(), both, open(0, 0)),
        Err(GateRefusal::NotShortlisted)
    );
    let online = Toggle {
        online_interview_enabled: Some(true),
        ..Toggle::default()
    };
    assert_eq!(
        toggle(listed, online, open(0, 0)),
        Err(GateRefusal::InterviewNotEnabled)
    );
    let clash = Toggle {
        interview_enabled: Some(false),
        online_interview_enabled: Some(true),
    };
    assert_eq!(
        toggle(ALL_OPEN, clash, open(0, 0)),
        Err(GateRefusal::InterviewNotEnabled)
    );
}

#[test]
fn closing_interviews_closes_online_and_tells_what_stays() {
    let off = Toggle {
        interview_enabled: Some(false),
        ..Toggle::default()
    };
    let change = toggle(ALL_OPEN, off, open(3, 2)).unwrap();
    assert_eq!(
        change.gates,
        Gates {
            shortlisted: true,
            ..Gates::default()
        }
    );
    assert_eq!(change.interviews_left, 3);
    let online_off = Toggle {
        online_interview_enabled: Some(false),
        ..Toggle::default()
    };
    assert_eq!(
        toggle(ALL_OPEN, online_off, open(3, 2))
            .unwrap()
            .interviews_left,
        2
    );
}

#[test]
fn every_closed_gate_is_explained_with_its_key() {
    let blocked = why_not(Gates::default(), Mode::Online);
    let said: Vec<_> = blocked
        .iter()
        .map(|one| (one.code.as_str(), one.key.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("not_shortlisted", "L"),
            ("interview_not_enabled", "I"),
            ("online_not_enabled", "O")
        ]
    );
    assert!(blocked[0].hint.contains("press L"));
    let no_online = Gates {
        online_interview_enabled: false,
        ..ALL_OPEN
    };
    assert!(why_not(no_online, Mode::Offline).is_empty());
    assert_eq!(why_not(no_online, Mode::Online).len(), 1);
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Shortlist(bool, bool),
    Toggle(Option<bool>, Option<bool>),
}

fn steps() -> impl Strategy<Value = Vec<(Step, usize)>> {
    let step = prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(on, cancel)| Step::Shortlist(on, cancel)),
        (any::<Option<bool>>(), any::<Option<bool>>()).prop_map(|(a, b)| Step::Toggle(a, b)),
    ];
    proptest::collection::vec((step, 0usize..3), 1..20)
}

proptest! {
    #[test]
    fn no_walk_ever_opens_a_gate_behind_a_closed_one(steps in steps()) {
        let mut gates = Gates::default();
        for (step, interviews) in steps {
            let before = gates;
            let change = match step {
                Step::Shortlist(on, cancel) =>
                    shortlist(gates, on, open(interviews, 0), cancel, Some("why")),
                Step::Toggle(a, b) => toggle(
                    gates,
                    Toggle { interview_enabled: a, online_interview_enabled: b },
                    open(interviews, 0),
                ),
            };
            if let Ok(change) = change {
                gates = change.gates;
                prop_assert_eq!(change.changed, before != gates);
                if before.shortlisted && !gates.shortlisted && interviews > 0 {
                    prop_assert!(change.cancel_interviews.is_some());
                }
            }
            prop_assert!(gates.is_consistent());
        }
    }
}
