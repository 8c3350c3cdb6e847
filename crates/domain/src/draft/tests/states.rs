use proptest::prelude::*;

use crate::draft::DraftState::{self, Accepted, Copied, Discarded, Draft, Ready, Replied, Sent};

#[test]
fn the_usual_ways_forward_and_back() {
    for (from, to) in [
        (Draft, Ready),
        (Ready, Copied),
        (Copied, Sent),
        (Sent, Accepted),
        (Accepted, Replied),
        (Draft, Sent),
        (Sent, Replied),
        (Sent, Copied),
        (Copied, Draft),
        (Accepted, Sent),
        (Replied, Accepted),
        (Discarded, Draft),
    ] {
        assert_eq!(from.become_state(to), Ok(to));
    }
    for (from, to) in [
        (Sent, Discarded),
        (Draft, Replied),
        (Replied, Draft),
        (Discarded, Sent),
    ] {
        assert!(from.become_state(to).is_err(), "{from} to {to}");
    }
    let refused = Draft.become_state(Accepted).unwrap_err();
    assert!(refused.to_string().ends_with("Mark it as sent first."));
}

#[test]
fn text_that_leaves_must_fit_and_text_that_left_stays() {
    let leaving: Vec<_> = DraftState::ALL
        .iter()
        .filter(|one| one.needs_fitting_text())
        .collect();
    assert_eq!(leaving, [&Ready, &Copied, &Sent]);
    assert!(
        DraftState::ALL
            .iter()
            .all(|one| one.is_editable() == [Draft, Ready, Copied].contains(one))
    );
}

proptest! {
    #[test]
    fn an_answer_always_follows_a_sent_message(
        walk in proptest::collection::vec(proptest::sample::select(DraftState::ALL), 1..30),
    ) {
        let mut now = Draft;
        let mut sent = false;
        for wanted in walk {
            if let Ok(next) = now.become_state(wanted) {
                sent |= next == Sent;
                prop_assert!(sent || !matches!(next, Accepted | Replied));
                prop_assert!(!(next == Discarded && matches!(now, Sent | Accepted | Replied)));
                now = next;
            }
        }
    }
}
