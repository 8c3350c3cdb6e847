//! The life of tokens: its edges one by one, then whatever can happen in any order.

#![allow(clippy::unwrap_used)]

use super::super::catalogue;
use super::*;
use proptest::prelude::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_796_000_000 + seconds, 0).unwrap()
}

/// Tokens of an hour, obtained at 0.
fn hour() -> TokenLife {
    TokenLife::new(at(0), Some(at(3600)), true)
}

fn unclear(why: Unclear) -> Verdict {
    Verdict::Inconclusive(why, None)
}

fn offline() -> Unclear {
    Unclear::Offline {
        reason: "no network".to_owned(),
    }
}

fn lost() -> Unclear {
    Unclear::AnswerLost {
        reason: "no answer came in time".to_owned(),
    }
}

fn renew(life: &mut TokenLife, now: DateTime<Utc>) {
    assert_eq!(life.step(now), Step::Renew);
    life.renewal_started();
    assert_eq!(life.step(now), Step::InFlight);
}

#[test]
fn a_token_is_renewed_ten_minutes_before_its_end() {
    let life = hour();
    assert_eq!(life.step(at(0)), Step::Use);
    assert_eq!(life.step(at(2999)), Step::Use);
    assert_eq!(life.step(at(3000)), Step::Renew);
    assert_eq!(life.step(at(9000)), Step::Renew);
}

#[test]
fn a_short_token_is_renewed_at_half_its_life() {
    let life = TokenLife::new(at(0), Some(at(60)), true);
    assert_eq!(life.step(at(29)), Step::Use);
    assert_eq!(life.step(at(30)), Step::Renew);
}

#[test]
fn a_token_without_an_end_is_used_until_it_is_refused() {
    let mut life = TokenLife::new(at(0), None, true);
    assert_eq!(life.step(at(10_000_000)), Step::Use);
    life.access_refused(0, at(10_000_000));
    assert_eq!(life.step(at(10_000_000)), Step::Renew);
}

#[test]
fn new_tokens_are_stored_before_they_are_used() {
    let mut life = hour();
    renew(&mut life, at(3100));
    life.renewed(at(3101), Some(at(6701)), true);
    assert_eq!(life.step(at(3101)), Step::Store);
    assert_eq!(life.step(at(3200)), Step::Store, "for as long as it takes");
    life.stored();
    assert_eq!(life.step(at(3201)), Step::Use);
}

#[test]
fn only_a_dead_grant_asks_the_person() {
    let mut life = hour();
    renew(&mut life, at(3100));
    assert!(life.not_renewed(Verdict::GrantDead, at(3100)));
    assert_eq!(life.step(at(3100)), Step::AskUser(GrantDeath::Refused));
    assert_eq!(life.step(at(99_999)), Step::AskUser(GrantDeath::Refused));
}

#[test]
fn a_grant_that_dies_after_a_lost_answer_is_told_apart() {
    let mut life = hour();
    renew(&mut life, at(3600));
    life.not_renewed(unclear(lost()), at(3600));
    renew(&mut life, at(3605));
    life.not_renewed(Verdict::GrantDead, at(3605));
    assert_eq!(
        life.step(at(3605)),
        Step::AskUser(GrantDeath::AfterLostAnswer)
    );
}

#[test]
fn while_the_vendor_rests_a_living_token_still_serves() {
    let mut life = hour();
    renew(&mut life, at(3300));
    life.not_renewed(unclear(offline()), at(3300));
    assert_eq!(life.step(at(3301)), Step::Use);
    assert_eq!(life.step(at(3305)), Step::Renew);
    renew(&mut life, at(3596));
    life.not_renewed(unclear(offline()), at(3596));
    assert!(matches!(life.step(at(3601)), Step::Wait { until, .. } if until == at(3606)));
}

#[test]
fn rests_grow_up_to_a_quarter_of_an_hour() {
    let mut life = hour();
    let mut now = at(3600);
    let mut rests = Vec::new();
    for _ in 0..40 {
        renew(&mut life, now);
        life.not_renewed(unclear(offline()), now);
        let Step::Wait { until, .. } = life.step(now) else {
            panic!("a rest");
        };
        rests.push((until - now).num_seconds());
        now = until;
    }
    assert_eq!(rests[..4], [5, 10, 20, 40]);
    assert_eq!(rests[39], 900);
    renew(&mut life, now);
    life.renewed(now, Some(now + TimeDelta::hours(1)), true);
    life.stored();
    life.access_refused(0, now);
    assert_eq!(life.step(now), Step::Use, "a refusal of an earlier token");
}

#[test]
fn a_vendor_gets_the_rest_it_asks_for() {
    let mut life = hour();
    renew(&mut life, at(3600));
    let busy = Unclear::Busy { status: 429 };
    let asked = Some(Duration::from_mins(30));
    life.not_renewed(Verdict::Inconclusive(busy.clone(), asked), at(3600));
    assert!(matches!(life.step(at(3600)), Step::Wait { until, .. } if until == at(5400)));
    assert_eq!(life.step(at(5400)), Step::Renew);
    renew(&mut life, at(5400));
    life.not_renewed(Verdict::Inconclusive(busy, Some(Duration::ZERO)), at(5400));
    assert!(
        matches!(life.step(at(5401)), Step::Wait { .. }),
        "a rest of none is ours"
    );
}

#[test]
fn many_refusals_of_one_token_are_one_renewal() {
    let mut life = hour();
    for _ in 0..5 {
        life.access_refused(0, at(100));
    }
    renew(&mut life, at(100));
    life.access_refused(0, at(100));
    life.renewed(at(101), Some(at(3701)), true);
    life.stored();
    life.access_refused(0, at(102));
    assert_eq!(life.step(at(102)), Step::Use);
}

#[test]
fn a_fresh_token_that_is_refused_is_no_circle() {
    let mut life = hour();
    life.access_refused(0, at(100));
    renew(&mut life, at(100));
    life.renewed(at(100), Some(at(3700)), true);
    life.stored();
    life.access_refused(life.generation(), at(101));
    let Step::Wait { until, why } = life.step(at(101)) else {
        panic!("a rest");
    };
    assert_eq!((until, why), (at(1001), Unclear::FreshTokenRefused));
    assert_eq!(life.step(at(1001)), Step::Renew, "and then once more");
}

#[test]
fn a_token_that_worked_may_be_refused_later() {
    let mut life = hour();
    life.access_refused(0, at(100));
    renew(&mut life, at(100));
    life.renewed(at(100), Some(at(3700)), true);
    life.stored();
    life.access_worked(life.generation());
    life.access_refused(life.generation(), at(200));
    assert_eq!(life.step(at(200)), Step::Renew);
}

#[test]
fn without_a_refresh_token_the_end_asks_the_person() {
    let mut life = TokenLife::new(at(0), Some(at(5_184_000)), false);
    assert_eq!(life.step(at(5_183_999)), Step::Use);
    assert_eq!(life.step(at(5_184_000)), Step::AskUser(GrantDeath::Ended));
    life.access_refused(0, at(10));
    assert_eq!(life.step(at(10)), Step::AskUser(GrantDeath::Ended));
}

#[test]
fn a_clock_set_back_makes_no_token_immortal_and_no_rest_endless() {
    let life = hour();
    assert_eq!(life.step(at(-600)), Step::Use, "within the skew");
    assert_eq!(life.step(at(-601)), Step::Renew);
    let mut life = hour();
    renew(&mut life, at(90_000));
    life.not_renewed(unclear(offline()), at(90_000));
    assert_eq!(life.step(at(-90_000)), Step::Renew);
}

#[test]
fn tokens_that_somebody_else_renewed_end_a_rest() {
    let mut life = hour();
    renew(&mut life, at(3600));
    life.not_renewed(unclear(offline()), at(3600));
    let before = life.generation();
    life.adopted(at(3590), Some(at(7190)), true);
    assert_eq!(life.step(at(3601)), Step::Use);
    life.access_refused(before, at(3601));
    assert_eq!(life.step(at(3601)), Step::Use);
}

#[test]
fn answers_are_judged_by_what_they_say_about_the_grant() {
    let vendor = catalogue::microsoft("common");
    let refused = |error: &str, status| {
        Verdict::of_renewal(
            &vendor,
            &NotGranted::Refused {
                error: error.to_owned(),
                words: "words".to_owned(),
                status,
            },
        )
    };
    assert_eq!(refused("invalid_grant", 400), Verdict::GrantDead);
    assert_eq!(refused("interaction_required", 400), Verdict::GrantDead);
    for registration in [
        "invalid_client",
        "unauthorized_client",
        "invalid_scope",
        "invalid_request",
    ] {
        let verdict = refused(registration, 401);
        assert!(
            matches!(
                verdict,
                Verdict::Inconclusive(Unclear::Registration { .. }, None)
            ),
            "{registration}: {verdict:?}"
        );
    }
    for passing in ["temporarily_unavailable", "server_error"] {
        let verdict = refused(passing, 400);
        assert!(matches!(
            verdict,
            Verdict::Inconclusive(Unclear::Busy { .. }, None)
        ));
    }
    assert_eq!(Verdict::of_api(401), Some(Verdict::AccessDead));
    for other in [200, 403, 404, 410, 429, 500] {
        assert_eq!(Verdict::of_api(other), None, "{other}");
    }
}

/// What can happen to tokens.
#[derive(Debug, Clone)]
enum Happening {
    Passes(i64),
    ClockJumps(i64),
    Granted(i64),
    GrantDead,
    Offline,
    Lost,
    Busy(Option<u64>),
    Refused { earlier: bool },
    Worked,
    StoreFails,
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        4 => (0_i64..7200).prop_map(Happening::Passes),
        1 => (-600_i64..=600).prop_map(Happening::ClockJumps),
        4 => (1_i64..7200).prop_map(Happening::Granted),
        1 => Just(Happening::GrantDead),
        2 => Just(Happening::Offline),
        2 => Just(Happening::Lost),
        2 => proptest::option::of(0_u64..100_000).prop_map(Happening::Busy),
        2 => any::<bool>().prop_map(|earlier| Happening::Refused { earlier }),
        1 => Just(Happening::Worked),
        1 => Just(Happening::StoreFails),
    ]
}

proptest! {
    /// Whatever happens in whatever order: one request at a time, nothing used unstored, the person
    /// asked for dead grants only, and never a rest without an end.
    #[test]
    fn any_order_of_events_keeps_the_rules(events in proptest::collection::vec(happening(), 1..120)) {
        let mut life = hour();
        let mut now = at(0);
        let (mut dead, mut unstored) = (false, false);
        for event in events {
            let step = life.step(now);
            prop_assert_eq!(matches!(step, Step::AskUser(_)), dead, "{:?}", step);
            prop_assert_eq!(step == Step::Store, unstored);
            if let Step::Wait { until, .. } = &step {
                prop_assert!(*until > now && *until - now <= TimeDelta::hours(24));
                prop_assert!(!matches!(life.step(*until), Step::Wait { .. }), "a rest has an end");
            }
            match event {
                Happening::Passes(seconds) | Happening::ClockJumps(seconds) => {
                    now += TimeDelta::seconds(seconds);
                }
                Happening::Refused { earlier } => {
                    let generation = life.generation();
                    life.access_refused(if earlier { generation.wrapping_sub(1) } else { generation }, now);
                }
                Happening::Worked => life.access_worked(life.generation()),
                Happening::StoreFails => {}
                answer if step == Step::Renew => {
                    life.renewal_started();
                    prop_assert_eq!(life.step(now), Step::InFlight);
                    match answer {
                        Happening::Granted(lives) => {
                            life.renewed(now, Some(now + TimeDelta::seconds(lives)), true);
                            unstored = true;
                        }
                        Happening::GrantDead => dead = life.not_renewed(Verdict::GrantDead, now),
                        Happening::Lost => { life.not_renewed(unclear(lost()), now); }
                        Happening::Busy(wait) => {
                            let wait = wait.map(Duration::from_secs);
                            life.not_renewed(Verdict::Inconclusive(Unclear::Busy { status: 503 }, wait), now);
                        }
                        _ => { life.not_renewed(unclear(offline()), now); }
                    }
                }
                _ if step == Step::Store => {
                    life.stored();
                    unstored = false;
                }
                _ => {}
            }
        }
    }

    /// A clock that is wrong by up to ten minutes between obtaining and using a token never leads
    /// to a token that the vendor holds for expired.
    #[test]
    fn ten_minutes_of_skew_use_no_expired_token(
        lives in 1200_i64..100_000, passed in 0_i64..110_000, skew in -600_i64..=600,
    ) {
        let life = TokenLife::new(at(0), Some(at(lives)), true);
        if life.step(at(passed + skew)) == Step::Use {
            prop_assert!(passed < lives, "used {passed} s after it came, although it lives {lives} s");
        }
    }
}
