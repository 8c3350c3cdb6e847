//! What the writer writes, the reader reads back: as busy time, in full, and by the file's own
//! definition of its zone.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use muster_providers::ics::{
    Attendee, AttendeeKind, BusyStatus, Entry, EntryKind, EntryState, Method, Organizer, Reply,
    When, WriteProblem, expand, read, read_own, write,
};
use muster_scheduling::zone::Zones;
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// Zones where something is unlike elsewhere: half hours, quarters, half-hour summer time, no
/// summer time, summer time the other way round, the end of summer time, Ramadan, midnight jumps,
/// a change on a Saturday, a change that is no nth weekday.
const ZONES: &[&str] = &[
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/Phoenix",
    "America/Vancouver",
    "America/St_Johns",
    "America/Santiago",
    "America/Havana",
    "America/Nuuk",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Gaza",
    "Asia/Beirut",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Chatham",
    "Pacific/Apia",
    "UTC",
];

fn entry(when: When) -> Entry {
    Entry {
        uid: "7f2c1d1e-0b0c-4a53-9c0c-1f6f0d9b7a55@muster".to_owned(),
        sequence: 3,
        stamp: at("2026-11-21T22:00:00Z"),
        when,
        state: EntryState::Confirmed,
        busy: true,
        kind: EntryKind::Interview,
        title: "Interview: backend, second round".to_owned(),
        description: "With Ana; bring\nnothing \\ all is here".to_owned(),
        location: "Room 4.1, Torstraße 1".to_owned(),
        meeting_link: Some("https://meet.example.org/abc?x=1;y,z".to_owned()),
        related_uid: Some("other@muster".to_owned()),
        private: false,
        organizer: Some(Organizer {
            address: "rita@example.org".to_owned(),
            name: "Rita \"RR\" Recruiter; Söhne".to_owned(),
        }),
        attendees: vec![
            attendee("ana@example.org", "Ana", AttendeeKind::Person),
            attendee("room41@example.org", "Room 4.1", AttendeeKind::Room),
        ],
        reminders: vec![15],
    }
}

fn attendee(address: &str, name: &str, kind: AttendeeKind) -> Attendee {
    Attendee {
        address: address.to_owned(),
        name: name.to_owned(),
        required: kind == AttendeeKind::Person,
        kind,
        answer: Reply::NeedsAction,
        asked: true,
    }
}

fn timed(start: DateTime<Utc>, minutes: i64, zone: &str) -> When {
    When::Timed {
        start,
        end: start + Duration::minutes(minutes),
        zone: zone.to_owned(),
    }
}

/// Every reading of a written event gives its times; `None` when one does not.
fn checked(entry: &Entry, zones: &Zones) -> String {
    let text = write(entry, None, zones).unwrap();
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    // In full. Reminders are not read back.
    let back = read_own(text.as_bytes(), |uid| uid == entry.uid, zones)
        .unwrap()
        .unwrap();
    let mut expected = entry.clone();
    expected.reminders.clear();
    assert!(back == expected, "{back:?}\n{expected:?}\n{text}");
    let When::Timed { start, end, zone } = &entry.when else {
        return text;
    };
    // As busy time, by our zone database.
    assert_eq!(busy(&text, *start, zones), [(*start, *end)], "{text}");
    // By the file's own definition of the zone, under a name that nobody knows.
    if text.contains("BEGIN:VTIMEZONE") {
        let unknown = text.replace("\r\n ", "");
        let unknown = unknown
            .replace(&format!("TZID:{zone}"), "TZID:X-Nobody")
            .replace(&format!("TZID={zone}"), "TZID=X-Nobody")
            .replace(&format!("TZID=\"{zone}\""), "TZID=X-Nobody");
        assert!(unknown.contains("TZID=X-Nobody"), "{unknown}");
        assert_eq!(busy(&unknown, *start, zones), [(*start, *end)], "{text}");
    }
    text
}

fn busy(text: &str, start: DateTime<Utc>, zones: &Zones) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let file = read(text.as_bytes(), zones).unwrap();
    assert!(file.problems.is_empty(), "{:?}", file.problems);
    let utc = zones.get("UTC").unwrap();
    let around = Duration::days(400);
    file.series
        .iter()
        .flat_map(|series| expand(series, zones, start - around, start + around, &utc).unwrap())
        .map(|found| (found.start, found.end))
        .collect()
}

/// Every quarter of an hour around every change of the clock.
#[test]
fn around_every_change_of_the_clock_the_times_are_right() {
    let zones = Zones::bundled();
    let mut changes = 0;
    for name in ZONES {
        let zone = zones.get(name).unwrap();
        let mut day = at("2026-01-01T00:00:00Z");
        while day < at("2028-01-01T00:00:00Z") {
            let next = day + Duration::days(1);
            if zone.offset_seconds(day) != zone.offset_seconds(next) {
                changes += 1;
                let quarters = (0..97).map(|n| day + Duration::minutes(n * 15));
                let before = zone.offset_seconds(day);
                let change = quarters.clone().find(|q| zone.offset_seconds(*q) != before);
                for start in quarters.filter(|q| (*q - change.unwrap()).abs().num_minutes() <= 75) {
                    checked(&entry(timed(start, 45, name)), &zones);
                }
            }
            day = next;
        }
    }
    assert!(changes > 50, "{changes}");
}

#[test]
fn the_second_of_two_equal_wall_times_keeps_its_instant_and_its_zone() {
    let zones = Zones::bundled();
    // Berlin shows 02:30 twice on 2026-10-25.
    let second = at("2026-10-25T01:30:00Z");
    let text = checked(&entry(timed(second, 30, "Europe/Berlin")), &zones);
    assert!(text.contains("DTSTART:20261025T013000Z"), "{text}");
    assert!(text.contains("X-MUSTER-TZID:Europe/Berlin"), "{text}");
    let first = at("2026-10-25T00:30:00Z");
    let text = checked(&entry(timed(first, 15, "Europe/Berlin")), &zones);
    assert!(
        text.contains("DTSTART;TZID=Europe/Berlin:20261025T023000"),
        "{text}"
    );
}

#[test]
fn a_yearly_rule_is_written_as_a_rule_and_others_change_by_change() {
    let zones = Zones::bundled();
    let start = at("2026-11-24T14:00:00Z");
    let text = |zone| write(&entry(timed(start, 60, zone)), None, &zones).unwrap();
    let berlin = text("Europe/Berlin");
    assert!(
        berlin.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"),
        "{berlin}"
    );
    assert!(
        berlin.contains("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"),
        "{berlin}"
    );
    assert_eq!(berlin.matches("BEGIN:DAYLIGHT").count(), 1);
    let york = text("America/New_York");
    assert!(york.contains("BYMONTH=3;BYDAY=2SU") && york.contains("BYMONTH=11;BYDAY=1SU"));
    // No more changes from 2026-11-01 on.
    let vancouver = text("America/Vancouver");
    assert!(!vancouver.contains("RRULE"), "{vancouver}");
    let ramadan = text("Africa/Casablanca");
    assert!(!ramadan.contains("RRULE"), "{ramadan}");
    let kolkata = text("Asia/Kolkata");
    assert_eq!(kolkata.matches("TZOFFSETTO:+0530").count(), 1, "{kolkata}");
    assert!(!text("UTC").contains("VTIMEZONE"));
}

#[test]
fn messages_keep_to_the_rules_of_invitations() {
    let zones = Zones::bundled();
    let when = timed(at("2026-11-24T14:00:00Z"), 60, "Europe/Berlin");
    let invited = entry(when.clone());
    let text = write(&invited, Some(Method::Request), &zones).unwrap();
    assert!(text.contains("\r\nMETHOD:REQUEST\r\n") && text.contains("\r\nSEQUENCE:3\r\n"));
    assert!(
        !text.contains("VALARM") && !text.contains("SCHEDULE-AGENT"),
        "{text}"
    );
    let stored = write(&invited, None, &zones).unwrap();
    assert!(
        !stored.contains("METHOD") && stored.contains("TRIGGER:-PT15M"),
        "{stored}"
    );
    assert_eq!(
        stored
            .replace("\r\n ", "")
            .matches("SCHEDULE-AGENT=CLIENT")
            .count(),
        3
    );

    let mut cancelled = invited.clone();
    cancelled.state = EntryState::Cancelled;
    cancelled.sequence += 1;
    let text = write(&cancelled, Some(Method::Cancel), &zones).unwrap();
    assert!(text.contains("METHOD:CANCEL") && text.contains("STATUS:CANCELLED"));
    assert!(busy(&text, at("2026-11-24T14:00:00Z"), &zones).is_empty());
    let refused = |entry: &Entry, method| write(entry, Some(method), &zones).unwrap_err();
    assert_eq!(refused(&cancelled, Method::Request), WriteProblem::State);
    assert_eq!(refused(&invited, Method::Cancel), WriteProblem::State);
    let mut alone = invited.clone();
    alone.attendees.clear();
    assert_eq!(refused(&alone, Method::Request), WriteProblem::People);
}

#[test]
fn the_sequence_goes_up_for_another_time_or_state_and_the_stamp_always() {
    let first = entry(timed(at("2026-11-24T14:00:00Z"), 60, "Europe/Berlin"));
    let now = at("2026-11-22T09:00:00Z");
    let mut text = first.clone();
    text.title = "Another title".to_owned();
    let next = text.as_next_of(&first, now);
    assert_eq!((next.sequence, next.stamp), (3, now));
    let mut later = next.clone();
    later.when = timed(at("2026-11-24T15:00:00Z"), 60, "Europe/Berlin");
    // A clock that was set back.
    let later = later.as_next_of(&next, first.stamp);
    assert_eq!(later.sequence, 4);
    assert!(later.stamp > next.stamp);
    let mut cancelled = later.clone();
    cancelled.state = EntryState::Cancelled;
    assert_eq!(cancelled.as_next_of(&later, now).sequence, 5);
}

/// Spoils a good event.
type Spoiled = fn(&mut Entry);

#[test]
fn nothing_breaks_out_of_its_line_and_no_word_names_anybody() {
    let zones = Zones::bundled();
    let when = timed(at("2026-11-24T14:00:00Z"), 60, "Europe/Berlin");
    let cases: [(Spoiled, WriteProblem); 6] = [
        (|e| e.uid = "a\r\nATTENDEE:x".to_owned(), WriteProblem::Uid),
        (|e| e.uid.clear(), WriteProblem::Uid),
        (
            |e| e.attendees[1].address = "a@b\r\nX:1".to_owned(),
            WriteProblem::Address(2),
        ),
        (
            |e| e.organizer.as_mut().unwrap().address = "nobody".to_owned(),
            WriteProblem::Address(0),
        ),
        (
            |e| e.meeting_link = Some("javascript:alert(1)".to_owned()),
            WriteProblem::Link,
        ),
        (
            |e| {
                e.when = When::Days {
                    first: NaiveDate::default(),
                    after: NaiveDate::default(),
                };
            },
            WriteProblem::Order,
        ),
    ];
    for (spoil, problem) in cases {
        let mut spoiled = entry(when.clone());
        spoil(&mut spoiled);
        let error = write(&spoiled, None, &zones).unwrap_err();
        assert_eq!(error, problem);
        assert!(!error.to_string().contains("a@b"));
    }
    let mut hostile = entry(when);
    hostile.title = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nUID:2".to_owned();
    hostile.attendees[0].name = "A\"\r\nATTENDEE:mailto:evil@example.org".to_owned();
    let text = write(&hostile, None, &zones).unwrap();
    assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
    let back = read_own(text.as_bytes(), |_| true, &zones)
        .unwrap()
        .unwrap();
    assert_eq!(back.attendees.len(), 2);
    assert!(!format!("{back:?}").contains("Ana"));
}

#[test]
fn of_an_event_that_is_not_ours_nothing_but_time_is_read() {
    let zones = Zones::bundled();
    let when = timed(at("2026-11-24T14:00:00Z"), 60, "Europe/Berlin");
    let text = write(&entry(when), None, &zones).unwrap();
    assert_eq!(read_own(text.as_bytes(), |_| false, &zones), Ok(None));
    let file = read(text.as_bytes(), &zones).unwrap();
    let kept = serde_json::to_string(&file).unwrap();
    for word in ["Interview", "Torstra", "example.org", "Rita"] {
        assert!(!kept.contains(word), "{word}");
    }
}

/// A text as it is kept: without control characters, and without space around it.
fn text() -> impl Strategy<Value = String> {
    let any = prop_oneof![
        any::<char>(),
        prop::sample::select(vec![
            ',', ';', ':', '\\', '"', '^', '\n', 'n', '\'', '😀', 'é'
        ])
    ];
    prop::collection::vec(any, 0..120).prop_map(|chars| {
        let kept = chars
            .into_iter()
            .filter(|c| !c.is_control() || *c == '\n')
            .collect::<String>();
        kept.trim().to_owned()
    })
}

fn whens() -> impl Strategy<Value = When> {
    // 2020 to 2035, to the second.
    let start = (1_577_836_800_i64..2_051_222_400, 0_i64..2_000);
    let timed = (start, prop::sample::select(ZONES)).prop_map(|((second, minutes), zone)| {
        timed(DateTime::from_timestamp(second, 0).unwrap(), minutes, zone)
    });
    let days = (0_i64..5_000, 1_i64..20).prop_map(|(first, count)| {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Duration::days(first);
        let after = first + Duration::days(count);
        When::Days { first, after }
    });
    prop_oneof![9 => timed, 1 => days]
}

fn entries() -> impl Strategy<Value = Entry> {
    let words = (text(), text(), text(), text());
    let choices = (
        0_usize..5,
        0_usize..3,
        0_usize..3,
        any::<bool>(),
        any::<bool>(),
    );
    (whens(), words, choices, 0_u32..9).prop_map(
        |(when, (title, description, location, name), (reply, state, kind, busy, private), n)| {
            let replies = [
                Reply::NeedsAction,
                Reply::Accepted,
                Reply::Declined,
                Reply::Tentative,
                Reply::Delegated,
            ];
            let states = [
                EntryState::Confirmed,
                EntryState::Tentative,
                EntryState::Cancelled,
            ];
            let kinds = [
                EntryKind::Interview,
                EntryKind::Deadline,
                EntryKind::CareerEvent,
            ];
            let mut out = entry(when);
            (out.title, out.description, out.location) = (title, description, location);
            out.attendees[0].name = name;
            out.attendees[0].answer = replies[reply];
            out.attendees[1].asked = busy;
            (out.state, out.kind) = (states[state], kinds[kind]);
            (out.busy, out.private, out.sequence) = (busy, private, n);
            out
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_is_written_is_read_back(entry in entries()) {
        let zones = Zones::bundled();
        let text = write(&entry, None, &zones).unwrap();
        let back = read_own(text.as_bytes(), |_| true, &zones).unwrap().unwrap();
        let mut expected = entry.clone();
        expected.reminders.clear();
        prop_assert!(back == expected, "{:?}\n{}", back, text);
        let file = read(text.as_bytes(), &zones).unwrap();
        prop_assert!(file.problems.is_empty());
        if entry.state == EntryState::Cancelled {
            prop_assert!(file.series.is_empty());
        } else {
            let status = file.series[0].event.as_ref().unwrap().status;
            let expected = match (entry.busy, entry.state) {
                (false, _) => BusyStatus::Free,
                (true, EntryState::Tentative) => BusyStatus::Tentative,
                (true, _) => BusyStatus::Busy,
            };
            prop_assert_eq!(status, expected);
            if matches!(&entry.when, When::Timed { start, end, .. } if start < end) {
                checked(&entry, &zones);
            }
        }
    }
}
