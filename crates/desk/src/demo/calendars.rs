//! The calendars of the interviewers, as `.ics` files like those that people export.

use chrono::{DateTime, TimeDelta, Utc};

use super::cast::INTERVIEWERS;

/// The calendar of one interviewer around `now`.
pub(super) fn calendar(index: usize, now: DateTime<Utc>) -> String {
    let zone = INTERVIEWERS[index].time_zone;
    let date = |days: i64| (now + TimeDelta::days(days)).format("%Y%m%d").to_string();
    let day = ["MO", "TU", "WE", "TH"][index % 4];
    let other = ["TH", "MO", "TU", "WE"][index % 4];
    let mut events = vec![
        timed(
            "standup",
            zone,
            &date(-40),
            ("091500", "093000"),
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        ),
        timed(
            "lunch",
            zone,
            &date(-40),
            ("123000", "131500"),
            "RRULE:FREQ=DAILY",
        ),
        timed(
            "team",
            zone,
            &date(-40),
            ("140000", "150000"),
            &format!("RRULE:FREQ=WEEKLY;BYDAY={day}"),
        ),
        timed(
            "maybe",
            zone,
            &date(-40),
            ("160000", "163000"),
            &format!("STATUS:TENTATIVE\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY={other}"),
        ),
    ];
    // A third of them are away for some days of the next weeks.
    if index % 3 == 1 {
        let from = 5 + i64::try_from(index).unwrap_or(0);
        events.push(format!(
            "UID:away-{index}@example.org\r\nSUMMARY:Away\r\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\r\n\
             DTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}",
            date(from),
            date(from + 3)
        ));
    }
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let events: Vec<String> = events
        .iter()
        .map(|event| format!("BEGIN:VEVENT\r\nDTSTAMP:{stamp}\r\n{event}\r\nEND:VEVENT\r\n"))
        .collect();
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Muster//Demo//EN\r\n{}END:VCALENDAR\r\n",
        events.concat()
    )
}

fn timed(name: &str, zone: &str, date: &str, (start, end): (&str, &str), more: &str) -> String {
    format!(
        "UID:{name}@example.org\r\nSUMMARY:Busy\r\nDTSTART;TZID={zone}:{date}T{start}\r\n\
         DTEND;TZID={zone}:{date}T{end}\r\n{more}"
    )
}
