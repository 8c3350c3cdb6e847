//! The engine against a slow reference that decides minute by minute.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod calendars;
mod clock;
mod model;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use calendars::{DATES, ZONES, midnight, minutes, wall};
use chrono::{DateTime, Utc};
use clock::{Minute, clock};
use model::{Model, REACH, Verdict, minute};
use muster_scheduling::{
    attendee::{Attendee, Booked, BusyItem, BusyStatus},
    check,
    hours::{HoursRange, Weekday},
    slots::{self, Blocker, BlockerCode, Pool, SlotsAnswer, SlotsRequest, Window},
    xray::{self, XrayRequest},
    zone::Zones,
};
use proptest::prelude::*;

fn instant(minute: Minute) -> DateTime<Utc> {
    DateTime::from_timestamp(minute * 60, 0).unwrap()
}

fn code(blocker: &Blocker) -> String {
    serde_json::to_value(blocker.code)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

/// One database for all tests: reading its zones takes time.
static DATABASE: LazyLock<Zones> = LazyLock::new(Zones::bundled);

fn answer(request: &SlotsRequest) -> SlotsAnswer {
    slots::find(&DATABASE, request).unwrap()
}

/// Slots, the limit and the codes of every reason are those of the model.
fn same_as_model(request: &SlotsRequest, model: &Model, answer: &SlotsAnswer) {
    let mut offered = Vec::new();
    let mut blocked = Vec::new();
    for start in model.grid() {
        match model.verdict(start) {
            Verdict::Offered(ids) => offered.push((instant(start), ids)),
            Verdict::Blocked(codes) => blocked.push((instant(start), codes)),
        }
    }
    let limit = request.limit as usize;
    assert_eq!(answer.truncated, offered.len() > limit);
    offered.truncate(limit);
    let slots: Vec<_> = answer
        .slots
        .iter()
        .map(|slot| (slot.start, slot.attendees.clone()))
        .collect();
    assert_eq!(slots, offered);
    for slot in &answer.slots {
        assert_eq!(
            slot.end,
            slot.start + minutes(i64::from(request.duration_minutes))
        );
    }

    assert_eq!(answer.reasons.len(), blocked.len());
    for (reason, (start, codes)) in answer.reasons.iter().zip(blocked) {
        assert_eq!(reason.start, start);
        let pairs: Vec<_> = reason
            .blockers
            .iter()
            .map(|b| (b.attendee.clone(), code(b)))
            .collect();
        // A set iterates sorted by attendee (none first), then by the code's name.
        let expected: Vec<_> = codes
            .into_iter()
            .map(|(who, what)| (who, what.to_owned()))
            .collect();
        assert_eq!(pairs, expected, "reasons at {start}");
    }
}

/// `until` is the first minute, looking one after another, at which the code no longer applies.
fn until_is_the_first_minute_without(model: &Model, answer: &SlotsAnswer) {
    let sampled = answer
        .reasons
        .iter()
        .step_by((answer.reasons.len() / 3).max(1));
    for reason in sampled {
        let start = minute(reason.start);
        for blocker in &reason.blockers {
            let applies =
                |t: &Minute| model.applies(blocker.attendee.as_deref(), &code(blocker), *t);
            let first = (start + 1..start + REACH)
                .find(|t| !applies(t))
                .map(instant);
            match first {
                Some(first) => assert_eq!(
                    blocker.until,
                    Some(first),
                    "{blocker:?} at {}",
                    reason.start
                ),
                None => assert!(
                    blocker
                        .until
                        .is_none_or(|until| minute(until) >= start + REACH),
                    "{blocker:?} at {}",
                    reason.start
                ),
            }
        }
    }
}

/// The check of one meeting says the same as the answer: nothing for who is in a slot, and the
/// same blockers, `until` included, for who is in a reason.
fn same_as_check(request: &SlotsRequest, answer: &SlotsAnswer) {
    let zones = &*DATABASE;
    let length = minutes(i64::from(request.duration_minutes));
    let blockers = |id: &str, start| {
        let attendee = request
            .attendees
            .iter()
            .find(|attendee| attendee.id == id)
            .unwrap();
        check::blockers(zones, attendee, start, start + length).unwrap()
    };
    for slot in answer.slots.iter().step_by(7) {
        for id in &slot.attendees {
            assert_eq!(blockers(id, slot.start), [], "{id} at {}", slot.start);
        }
    }
    for reason in answer.reasons.iter().step_by(11) {
        let own = |b: &&Blocker| b.attendee.is_some() && b.code != BlockerCode::Pool;
        let ids: BTreeSet<&str> = reason
            .blockers
            .iter()
            .filter(own)
            .filter_map(|b| b.attendee.as_deref())
            .collect();
        let checked: Vec<Blocker> = ids
            .into_iter()
            .flat_map(|id| blockers(id, reason.start))
            .collect();
        let told: Vec<Blocker> = reason.blockers.iter().filter(own).cloned().collect();
        assert_eq!(told, checked, "at {}", reason.start);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_calendars(request in calendars::request()) {
        let model = Model::new(&request);
        if let Err(refused) = slots::find(&DATABASE, &request) {
            // The only setting of a random request that cannot be meant.
            prop_assert_eq!(refused.field, "duration_minutes");
            prop_assert!(model.nobody_fits());
            return Ok(());
        }
        let found = answer(&request);
        same_as_model(&request, &model, &found);
        until_is_the_first_minute_without(&model, &found);
        same_as_check(&request, &found);

        let unexplained = answer(&SlotsRequest { explain: false, ..request.clone() });
        prop_assert_eq!(unexplained, SlotsAnswer { reasons: vec![], ..found });
    }

    #[test]
    fn every_claim_of_the_xray_is_a_search_with_the_change(request in calendars::request()) {
        let starts = |request: &SlotsRequest| -> BTreeSet<DateTime<Utc>> {
            let all = SlotsRequest { limit: 100_000, explain: false, ..request.clone() };
            let found = slots::find(&DATABASE, &all).map(|answer| answer.slots);
            found.unwrap_or_default().iter().map(|slot| slot.start).collect()
        };
        let wanted = XrayRequest { slots: request.clone(), names: BTreeMap::new() };
        let Ok(xray) = xray::look(&DATABASE, &wanted) else { return Ok(()) };
        let now = starts(&request);
        let reasons = answer(&request).reasons;
        prop_assert_eq!(xray.offered as usize, now.len());
        let mut blocked = reasons.into_iter();
        for cell in &xray.cells {
            if now.contains(&cell.start) {
                prop_assert!(cell.blockers.is_empty());
            } else {
                let reason = blocked.next().unwrap();
                prop_assert_eq!((&reason.start, &reason.blockers), (&cell.start, &cell.blockers));
                prop_assert!(!cell.blockers.is_empty());
            }
        }
        for change in &xray.changes {
            let then = starts(&change.applied(&request));
            let new: Vec<_> = then.difference(&now).copied().collect();
            prop_assert_eq!(&change.opens, &new, "{:?}", change);
            prop_assert_eq!(change.additional as usize, new.len());
        }
    }

    #[test]
    fn a_request_survives_being_written_and_read(request in calendars::request()) {
        let text = serde_json::to_string(&request).unwrap();
        prop_assert_eq!(serde_json::from_str::<SlotsRequest>(&text).unwrap(), request);
    }

    #[test]
    fn wall_times_become_the_first_instant_that_shows_them(
        name in calendars::any_zone(),
        date in prop::sample::select(DATES.to_vec()),
        offset in -1440_i64..2880,
    ) {
        let zone = DATABASE.get(&name).unwrap();
        let wall = midnight(date) + minutes(offset);
        let expected = clock(&name).instant(minute(wall));
        prop_assert_eq!(minute(zone.instant(wall.naive_utc())), expected);
        prop_assert_eq!(minute(zone.local(wall).and_utc()), clock(&name).local(minute(wall)));
    }
}

/// Two short ranges around the hours in which clocks change and over midnight, on a fine grid of
/// the zone's own, for two days around an instant.
fn night_and_day(zone: &str, around: DateTime<Utc>) -> SlotsRequest {
    let start = around - minutes(960);
    let range = |from: u16, to: u16| HoursRange {
        days: Weekday::ALL.to_vec(),
        start: wall(from),
        end: wall(to),
    };
    let ana = Attendee {
        id: "ana".to_owned(),
        time_zone: zone.to_owned(),
        required: true,
        working_hours: vec![range(75, 195), range(1320, 45)],
        date_overrides: vec![],
        busy: vec![BusyItem {
            start: around,
            end: around + minutes(30),
            status: BusyStatus::Busy,
            buffer_before_minutes: 0,
            buffer_after_minutes: 10,
        }],
        tentative: muster_scheduling::attendee::TentativePolicy::Block,
        buffer_before_minutes: 5,
        buffer_after_minutes: 0,
        maximum_per_day: Some(1),
        maximum_per_week: None,
        maximum_per_month: None,
        maximum_in_a_row: None,
        break_minutes: 15,
        holidays: vec![],
        lunch: None,
        week_starts_on: Weekday::Sun,
        booked: vec![Booked {
            start: around - minutes(1440),
            end: around - minutes(1400),
        }],
    };
    SlotsRequest {
        now: start,
        window: Window {
            start,
            end: start + minutes(2880),
        },
        duration_minutes: 30,
        step_minutes: 15,
        anchor_zone: zone.to_owned(),
        minimum_notice_minutes: 0,
        maximum_days_ahead: None,
        limit: 500,
        explain: true,
        attendees: vec![ana],
        pools: vec![],
    }
}

/// Two pools want the same two people. Ben's day is full from midnight on his own clock, so that
/// from that very minute the first pool takes the blame and the second is filled by Ana.
#[test]
fn a_pool_stops_being_named_at_the_midnight_that_closes_a_member() {
    let midnight = midnight("2026-04-06") + minutes(4 * 60);
    let mut request = night_and_day("America/New_York", midnight);
    let always = HoursRange {
        days: Weekday::ALL.to_vec(),
        start: wall(0),
        end: wall(1440),
    };
    let ana = Attendee {
        working_hours: vec![always],
        busy: vec![],
        booked: vec![],
        maximum_per_day: None,
        ..request.attendees.remove(0)
    };
    let noon = midnight + minutes(720);
    let ben = Attendee {
        id: "ben".to_owned(),
        maximum_per_day: Some(1),
        booked: vec![Booked {
            start: noon,
            end: noon + minutes(30),
        }],
        ..ana.clone()
    };
    let pool = |id: &str, choose| Pool {
        id: id.to_owned(),
        choose,
        attendees: vec!["ana".to_owned(), "ben".to_owned()],
    };
    request.pools = vec![pool("pair", 2), pool("one", 1)];
    request.attendees = vec![ana, ben];

    let model = Model::new(&request);
    let found = answer(&request);
    same_as_model(&request, &model, &found);
    until_is_the_first_minute_without(&model, &found);
    let named = |b: &&Blocker| b.attendee.as_deref() == Some("one");
    let first = found.reasons[0].blockers.iter().find(named).unwrap();
    assert_eq!(first.until, Some(midnight));
}

/// Every odd zone, on every date.
#[test]
fn every_zone_on_every_day_of_change() {
    for zone in ZONES {
        for date in DATES {
            let request = night_and_day(zone, midnight(date));
            let model = Model::new(&request);
            let found = answer(&request);
            same_as_model(&request, &model, &found);
            until_is_the_first_minute_without(&model, &found);
            assert!(!found.slots.is_empty(), "{zone} {date}");
        }
    }
}

/// All zones of the database, around each change of their own clock, or on a plain day.
#[test]
fn every_zone_of_the_database_at_its_own_changes() {
    for zone in DATABASE.names() {
        // Within the scanned years, with some days around.
        let inside = |change: &Minute| (29_460_000..30_110_000).contains(change);
        let mut days: Vec<Minute> = clock(&zone).changes().filter(inside).take(2).collect();
        if days.is_empty() {
            days.push(minute(midnight("2026-06-15")));
        }
        for day in days {
            let request = night_and_day(&zone, instant(day.div_euclid(1440) * 1440));
            let found = answer(&request);
            same_as_model(&request, &Model::new(&request), &found);
            let unexplained = answer(&SlotsRequest {
                explain: false,
                ..request
            });
            assert_eq!(unexplained.slots, found.slots, "{zone}");
        }
    }
}
