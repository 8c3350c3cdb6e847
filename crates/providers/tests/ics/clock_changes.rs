//! Recurrences over clock changes, and the corners of RFC 5545, worked out by hand.

use super::support::{event, instances, only, shown, starts};

/// A daily half hour from this wall time on.
fn daily(zone: &str, from: &str) -> String {
    format!("DTSTART;TZID={zone}:{from}\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=3")
}

#[test]
fn berlin_gap_moves_forward_and_fold_takes_the_first() {
    assert_eq!(
        starts(
            &daily("Europe/Berlin", "20270327T023000"),
            "2027-03-01T00:00Z",
            "2027-04-30T00:00Z"
        ),
        [
            "2027-03-27T01:30Z",
            "2027-03-28T01:30Z",
            "2027-03-29T00:30Z"
        ]
    );
    assert_eq!(
        starts(
            &daily("Europe/Berlin", "20261024T023000"),
            "2026-10-01T00:00Z",
            "2026-11-30T00:00Z"
        ),
        [
            "2026-10-24T00:30Z",
            "2026-10-25T00:30Z",
            "2026-10-26T01:30Z"
        ]
    );
}

#[test]
fn new_york() {
    assert_eq!(
        starts(
            &daily("America/New_York", "20261031T013000"),
            "2026-10-01T00:00Z",
            "2026-11-30T00:00Z"
        ),
        [
            "2026-10-31T05:30Z",
            "2026-11-01T05:30Z",
            "2026-11-02T06:30Z"
        ]
    );
    assert_eq!(
        starts(
            &daily("America/New_York", "20270313T023000"),
            "2027-03-01T00:00Z",
            "2027-04-30T00:00Z"
        ),
        [
            "2027-03-13T07:30Z",
            "2027-03-14T07:30Z",
            "2027-03-15T06:30Z"
        ]
    );
}

#[test]
fn lord_howe_changes_by_half_an_hour() {
    assert_eq!(
        starts(
            &daily("Australia/Lord_Howe", "20261003T021500"),
            "2026-09-01T00:00Z",
            "2026-11-30T00:00Z"
        ),
        [
            "2026-10-02T15:45Z",
            "2026-10-03T15:45Z",
            "2026-10-04T15:15Z"
        ]
    );
    assert_eq!(
        starts(
            &daily("Australia/Lord_Howe", "20270403T014500"),
            "2027-03-01T00:00Z",
            "2027-05-30T00:00Z"
        ),
        [
            "2027-04-02T14:45Z",
            "2027-04-03T14:45Z",
            "2027-04-04T15:15Z"
        ]
    );
}

/// British Columbia keeps UTC-7 from 2026-11-01 on; an older database would say 17:00.
#[test]
fn vancouver_stays_on_its_summer_offset() {
    assert_eq!(
        starts(
            "DTSTART;TZID=America/Vancouver:20261027T090000\nDURATION:PT30M\n\
             RRULE:FREQ=WEEKLY;COUNT=3",
            "2026-10-01T00:00Z",
            "2027-01-30T00:00Z"
        ),
        [
            "2026-10-27T16:00Z",
            "2026-11-03T16:00Z",
            "2026-11-10T16:00Z"
        ]
    );
}

#[test]
fn an_inline_zone_converts_by_its_own_rules() {
    // Winter +1, summer +2 as Berlin has, under a name nobody knows; asked on change days.
    let zone = "BEGIN:VTIMEZONE\nTZID:Buero\nBEGIN:STANDARD\nDTSTART:16010101T030000\n\
                TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n\
                END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n\
                TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n\
                END:VTIMEZONE\n";
    for from in ["20270327T023000", "20261024T023000", "20260601T120000"] {
        let berlin = only(&event(&daily("Europe/Berlin", from)));
        let text = event(&daily("Buero", from));
        let own = only(&text.replace("END:VCALENDAR", &format!("{zone}END:VCALENDAR")));
        assert_eq!(own.inline_zones.len(), 1);
        let all = |series| {
            let found = instances(series, "UTC", "2026-01-01T00:00Z", "2028-01-01T00:00Z");
            shown(&found.unwrap())
        };
        assert_eq!(all(&own), all(&berlin), "{from}");
        assert_eq!(all(&own).len(), 3);
    }
}

#[test]
fn count_counts_what_came_before_the_window() {
    assert_eq!(
        starts(
            "DTSTART:20261101T090000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=5",
            "2026-11-04T00:00Z",
            "2026-12-01T00:00Z"
        ),
        ["2026-11-04T09:00Z", "2026-11-05T09:00Z"]
    );
}

#[test]
fn the_start_is_the_first_instance_also_when_the_rule_does_not_give_it() {
    // 1 November 2026 is a Sunday; it counts as the first of three.
    assert_eq!(
        starts(
            "DTSTART:20261101T090000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3",
            "2026-10-01T00:00Z",
            "2026-12-01T00:00Z"
        ),
        [
            "2026-11-01T09:00Z",
            "2026-11-02T09:00Z",
            "2026-11-04T09:00Z"
        ]
    );
}

#[test]
fn until_as_date_local_time_and_instant() {
    let until = |until: &str| {
        let lines = format!(
            "DTSTART;TZID=America/New_York:20261101T200000\nDURATION:PT30M\n\
             RRULE:FREQ=DAILY;UNTIL={until}"
        );
        starts(&lines, "2026-10-01T00:00Z", "2026-12-01T00:00Z").len()
    };
    // 20:00 in New York is 01:00 UTC of the next day.
    assert_eq!(until("20261103"), 3, "the last day counts in full");
    assert_eq!(until("20261103T200000"), 3);
    assert_eq!(until("20261103T195959"), 2);
    assert_eq!(until("20261104T010000Z"), 3);
    assert_eq!(until("20261104T005959Z"), 2);
    assert_eq!(until("20261031"), 0, "it ended before it began");
}

#[test]
fn until_of_all_day_events() {
    let until = |until: &str, owner: &str| {
        let lines = format!("DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=DAILY;UNTIL={until}");
        let series = only(&event(&lines));
        instances(&series, owner, "2026-10-01T00:00Z", "2026-12-01T00:00Z")
            .unwrap()
            .len()
    };
    assert_eq!(until("20261103", "America/New_York"), 3);
    assert_eq!(until("20261103T000000Z", "America/New_York"), 3, "Exchange");
    assert_eq!(
        until("20261104T045959Z", "America/New_York"),
        3,
        "Apple, west"
    );
    assert_eq!(until("20261103T225959Z", "Europe/Berlin"), 3, "Apple, east");
}

#[test]
fn rules_of_the_rfc() {
    let in_2026 = |rule: &str| {
        let lines = format!("DTSTART:20260101T090000Z\nDURATION:PT30M\nRRULE:{rule}");
        let all = starts(&lines, "2026-01-02T00:00Z", "2027-01-01T00:00Z");
        all.iter()
            .map(|s| s[5..10].to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    // The last working day of a month.
    assert_eq!(
        in_2026("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4"),
        "01-30 02-27 03-31"
    );
    assert_eq!(
        in_2026("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4"),
        "01-31 03-31 05-31"
    );
    assert_eq!(in_2026("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"), "01-31 02-28");
    assert_eq!(
        in_2026("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"),
        "02-13 03-13 11-13"
    );
    assert_eq!(in_2026("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"), "11-26");
    assert_eq!(in_2026("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"), "05-11");
    assert_eq!(in_2026("FREQ=YEARLY;BYYEARDAY=-1,100"), "04-10 12-31");
    assert_eq!(in_2026("freq=weekly;interval=26;"), "07-02 12-31");
    assert_eq!(
        in_2026("FREQ=HOURLY;INTERVAL=2000"),
        "03-25 06-17 09-08 11-30"
    );
    // RFC 5545: the week start decides which weeks every second week is.
    let wkst = |day: &str| {
        starts(
            &format!(
                "DTSTART:20260804T090000Z\nDURATION:PT1H\n\
                 RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST={day}"
            ),
            "2026-01-01T00:00Z",
            "2027-01-01T00:00Z",
        )
        .iter()
        .map(|s| s[5..10].to_owned())
        .collect::<Vec<_>>()
    };
    assert_eq!(wkst("MO"), ["08-04", "08-09", "08-18", "08-23"]);
    assert_eq!(wkst("SU"), ["08-04", "08-16", "08-18", "08-30"]);
}

#[test]
fn choosing_by_position_in_a_week_knows_the_whole_first_week() {
    // Thursday 5 November 2026 is the last of Monday, Tuesday, Thursday.
    assert_eq!(
        starts(
            "DTSTART:20261105T090000Z\nDURATION:PT1H\n\
             RRULE:FREQ=WEEKLY;BYDAY=MO,TU,TH;BYSETPOS=3;COUNT=2",
            "2026-11-01T00:00Z",
            "2026-12-01T00:00Z"
        ),
        ["2026-11-05T09:00Z", "2026-11-12T09:00Z"]
    );
    assert_eq!(
        starts(
            "DTSTART:20261105T090000Z\nDURATION:PT1H\n\
             RRULE:FREQ=WEEKLY;BYDAY=MO,TU,TH;BYSETPOS=1;COUNT=3",
            "2026-11-01T00:00Z",
            "2026-12-01T00:00Z"
        ),
        [
            "2026-11-05T09:00Z",
            "2026-11-09T09:00Z",
            "2026-11-16T09:00Z"
        ]
    );
}

#[test]
fn exceptions_named_in_other_ways_than_the_start() {
    let left = |exdate: &str| {
        let lines = format!(
            "DTSTART;TZID=Europe/Berlin:20261102T090000\nDURATION:PT1H\n\
             RRULE:FREQ=DAILY;COUNT=3\n{exdate}"
        );
        starts(&lines, "2026-11-01T00:00Z", "2026-12-01T00:00Z").len()
    };
    assert_eq!(
        left("EXDATE;TZID=Europe/Berlin:20261103T090000,20261104T090000"),
        1
    );
    assert_eq!(left("EXDATE:20261103T080000Z"), 2);
    assert_eq!(left("EXDATE;TZID=America/New_York:20261103T030000"), 2);
    assert_eq!(left("EXDATE;VALUE=DATE:20261103"), 2);
    assert_eq!(left("EXDATE:20261103T090000"), 2);
    assert_eq!(left("EXDATE:20261103T090000Z"), 3, "another instant");
    let days = |exdate: &str| {
        let lines = format!("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;COUNT=3\n{exdate}");
        starts(&lines, "2026-11-01T00:00Z", "2026-12-01T00:00Z").len()
    };
    assert_eq!(days("EXDATE;VALUE=DATE:20261103"), 2);
    assert_eq!(days("EXDATE:20261103T000000Z"), 2);
    assert_eq!(days("EXDATE;TZID=America/New_York:20261103T000000"), 2);
}

#[test]
fn lengths_over_a_clock_change() {
    let length = |lines: &str| {
        let series = only(&event(lines));
        let found = instances(
            &series,
            "Europe/Berlin",
            "2026-10-01T00:00Z",
            "2026-11-30T00:00Z",
        )
        .unwrap();
        (found[0].end - found[0].start).num_minutes()
    };
    // The night of 25 October 2026 has 25 hours in its day in Berlin.
    assert_eq!(length("DTSTART;VALUE=DATE:20261025"), 25 * 60);
    assert_eq!(
        length("DTSTART;TZID=Europe/Berlin:20261024T120000\nDURATION:P1D"),
        25 * 60
    );
    assert_eq!(
        length("DTSTART;TZID=Europe/Berlin:20261024T120000\nDURATION:PT24H"),
        24 * 60
    );
    assert_eq!(
        length("DTSTART:20261024T120000\nDTEND:20261025T120000"),
        25 * 60
    );
    assert_eq!(
        length("DTSTART;TZID=Europe/Berlin:20261024T120000\nDTEND;TZID=Asia/Tokyo:20261024T200000"),
        60
    );
    assert_eq!(
        length("DTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261101"),
        24 * 60
    );
}

#[test]
fn an_instance_that_reaches_into_the_window_counts() {
    assert_eq!(
        starts(
            "DTSTART:20261101T220000Z\nDTEND:20261104T020000Z\nRRULE:FREQ=WEEKLY",
            "2026-11-11T01:00Z",
            "2026-11-11T01:30Z"
        ),
        ["2026-11-08T22:00Z"]
    );
    let touching = starts(
        "DTSTART:20261101T220000Z\nDTEND:20261101T230000Z",
        "2026-11-01T23:00Z",
        "2026-11-02T00:00Z",
    );
    assert!(touching.is_empty(), "[start, end)");
}
