//! Reading a Google calendar.

use std::sync::Arc;

use muster_providers::calendar::{
    Availability, Calendar, CalendarId, Change, Item, Known, Page, WhyUnknown,
};
use muster_providers::google::GoogleCalendar;
use muster_providers::http::Line;
use muster_providers::ics::BusyStatus;
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use crate::google_server::Google;
use crate::parts::{Tokens, at, busy_of, interview, ours, read};
use crate::support::mirror::MemoryMirror;
use crate::support::timing::{FakeTiming, line};

pub fn account_by(google: &Google, line: Line, tokens: Tokens) -> GoogleCalendar {
    let url = google.url.clone();
    GoogleCalendar::new(
        line,
        url,
        Arc::new(tokens),
        Zones::bundled(),
        Arc::new(ours),
    )
}

pub fn account(google: &Google) -> GoogleCalendar {
    account_by(google, line(&FakeTiming::new()), Tokens::new(0))
}

/// A server with single events and series, some of them with exceptions.
pub async fn filled() -> Google {
    let google = Google::start().await;
    for day in 2..12 {
        let start = format!("2026-11-{day:02}T08:00:00Z");
        google.single(&format!("single{day:02}"), &start, &json!({}));
    }
    for series in ["aseries", "zseries"] {
        google.weekly(series, "2026-11-03T12:00:00Z", 6);
        google.exception(series, "2026-11-10T12:00:00Z", Some("2026-11-11T15:00:00Z"));
        google.exception(series, "2026-11-17T12:00:00Z", None);
    }
    google
}

async fn pages(google: &Google) -> Vec<Page> {
    let account = account(google);
    let known = Known::new();
    let calendar = google.calendar();
    let mut run = account.changes(&calendar, None, &known).await.unwrap();
    let mut out = Vec::new();
    while let Some(page) = run.next().await.unwrap() {
        out.push(page);
    }
    out
}

fn items(pages: &[Page]) -> Vec<&Item> {
    let all = pages.iter().flat_map(|page| &page.changes);
    all.filter_map(|change| match change {
        Change::There { item: Ok(item), .. } => Some(item),
        _ => None,
    })
    .collect()
}

#[tokio::test]
async fn calendars_of_all_pages_are_listed_with_what_we_may_do() {
    let google = Google::start().await;
    let found = account(&google).calendars().await.unwrap();
    let shown: Vec<_> = found
        .iter()
        .map(|c| (c.name.as_str(), c.readable, c.writable))
        .collect();
    let all = [
        ("Mine & yours", true, true),
        ("Holidays", true, false),
        ("Busy", false, false),
    ];
    assert_eq!(shown, all);
    assert_eq!(google.state().complaints, [""; 0]);
}

#[tokio::test]
async fn from_a_first_read_over_changes_and_a_dead_token_busy_times_are_the_truth() {
    let google = filled().await;
    let account = account(&google);
    let calendar = google.calendar();
    let mut mirror = MemoryMirror::default();
    let first = read(&account, &calendar, &mut mirror).await;
    assert_eq!((first.put, first.aside), (12, 0));
    assert_eq!(busy_of(&mirror), google.truth());
    assert_eq!(busy_of(&mirror).len(), 10 + 2 * 5);
    let content = mirror.content();
    let again = read(&account, &calendar, &mut mirror).await;
    assert_eq!((again.put, again.dropped), (0, 0));
    assert_eq!(mirror.content(), content);

    // Elsewhere something of every kind happens.
    google.single("single03", "2026-11-03T18:00:00Z", &json!({}));
    google.single("new", "2026-11-25T07:00:00Z", &json!({}));
    google.delete("single04");
    google.exception(
        "aseries",
        "2026-11-24T12:00:00Z",
        Some("2026-11-24T16:00:00Z"),
    );
    google.exception("aseries", "2026-11-10T12:00:00Z", None);
    google.weekly("another", "2026-11-05T06:00:00Z", 3);
    let second = read(&account, &calendar, &mut mirror).await;
    assert_eq!((second.put, second.dropped), (4, 1));
    assert_eq!(busy_of(&mirror), google.truth());
    google.delete("zseries");
    google.exception("another", "2026-11-12T06:00:00Z", None);
    read(&account, &calendar, &mut mirror).await;
    assert_eq!(busy_of(&mirror), google.truth());
    assert_eq!(mirror.run.number, 4);

    // The token dies while more happens.
    google.delete("single05");
    google.delete("another");
    google.single("single06", "2026-11-06T20:00:00Z", &json!({}));
    google.exception("aseries", "2026-12-01T12:00:00Z", None);
    {
        let mut state = google.state();
        state.oldest = state.serial + 1;
    }
    let full = read(&account, &calendar, &mut mirror).await;
    assert_eq!((full.put, full.dropped), (2, 2));
    assert_eq!(busy_of(&mirror), google.truth());
    google.state().oldest = 0;
    assert_eq!(read(&account, &calendar, &mut mirror).await.put, 0);
    assert_eq!(google.state().complaints, [""; 0]);
}

#[tokio::test]
async fn an_instance_of_a_series_that_is_not_in_the_calendar_is_known_by_itself() {
    let google = Google::start().await;
    google.weekly("theirs", "2026-11-03T12:00:00Z", 3);
    google.exception(
        "theirs",
        "2026-11-10T12:00:00Z",
        Some("2026-11-10T13:00:00Z"),
    );
    google.exception(
        "theirs",
        "2026-11-17T12:00:00Z",
        Some("2026-11-17T14:00:00Z"),
    );
    // Only the two instances were shared with us.
    google.state().events.remove("theirs").unwrap();
    let account = account(&google);
    let mut mirror = MemoryMirror::default();
    let first = read(&account, &google.calendar(), &mut mirror).await;
    assert_eq!(first.put, 1);
    assert_eq!(busy_of(&mirror).len(), 2);

    google.exception(
        "theirs",
        "2026-11-10T12:00:00Z",
        Some("2026-11-10T20:00:00Z"),
    );
    read(&account, &google.calendar(), &mut mirror).await;
    assert_eq!(busy_of(&mirror)[0].0, at("2026-11-10T20:00:00Z"));
    assert_eq!(busy_of(&mirror).len(), 2);

    // Of one that is taken back Google names nothing but the date; the other must stay.
    google.exception("theirs", "2026-11-10T12:00:00Z", None);
    read(&account, &google.calendar(), &mut mirror).await;
    let left = [(at("2026-11-17T14:00:00Z"), at("2026-11-17T15:00:00Z"))];
    assert_eq!(busy_of(&mirror), left);
}

#[tokio::test]
async fn a_title_of_somebody_else_is_not_even_asked_for() {
    for tells_all in [false, true] {
        let google = filled().await;
        google.state().tells_all = tells_all;
        let account = account(&google);
        let mine = interview("mine");
        account.create(&google.calendar(), &mine).await.unwrap();
        let pages = pages(&google).await;
        let kept = format!("{pages:?}");
        let mut own = 0;
        for item in items(&pages) {
            let kept = serde_json::to_string(item).unwrap();
            own += usize::from(item.own.is_some());
            let secret = ["Secret", "Hidden", "hidden@"];
            let is_kept = secret.iter().any(|word| kept.contains(word));
            assert!(!is_kept, "{kept}");
        }
        assert_eq!(own, 1);
        assert!(!kept.contains("Secret") && !kept.contains("Hidden"));
        let read_in_full = google.count("get");
        assert_eq!(read_in_full, 1, "only what is ours is read in full");
    }
}

#[tokio::test]
async fn somebody_elses_event_that_claims_to_be_ours_is_not_believed() {
    let google = Google::start().await;
    let claim = json!({ "extendedProperties": { "private": { "musterUid": "mine@muster" } } });
    google.single("forged", "2026-11-05T08:00:00Z", &claim);
    let pages = pages(&google).await;
    let items = items(&pages);
    assert_eq!((items.len(), &items[0].own), (1, &None));
    assert_eq!(items[0].series[0].uid, "forged@google.com");
}

#[tokio::test]
async fn each_signal_counts_as_the_table_says() {
    let me = |answer: &str| json!({ "attendees": [{ "self": true, "responseStatus": answer }] });
    let table: [(Value, Option<BusyStatus>); 11] = [
        (json!({}), Some(BusyStatus::Busy)),
        (
            json!({ "transparency": "transparent" }),
            Some(BusyStatus::Free),
        ),
        (
            json!({ "status": "tentative" }),
            Some(BusyStatus::Tentative),
        ),
        (me("accepted"), Some(BusyStatus::Busy)),
        (me("tentative"), Some(BusyStatus::Tentative)),
        (me("needsAction"), Some(BusyStatus::Tentative)),
        (me("declined"), Some(BusyStatus::Free)),
        (
            json!({ "eventType": "outOfOffice" }),
            Some(BusyStatus::OutOfOffice),
        ),
        (json!({ "eventType": "focusTime" }), Some(BusyStatus::Busy)),
        (json!({ "eventType": "workingLocation" }), None),
        (
            json!({ "attendees": [{ "self": false, "responseStatus": "declined" }] }),
            Some(BusyStatus::Busy),
        ),
    ];
    for (more, expected) in table {
        let google = Google::start().await;
        google.single("one", "2026-11-05T08:00:00Z", &more);
        let pages = pages(&google).await;
        let items = items(&pages);
        let series = items[0].series.first();
        let status = series.map(|series| series.event.as_ref().unwrap().status);
        assert_eq!(status, expected, "{more}");
    }
}

#[tokio::test]
async fn a_whole_day_is_a_day_of_its_owner() {
    let google = Google::start().await;
    let days = json!({ "start": { "date": "2026-11-05" }, "end": { "date": "2026-11-06" } });
    google.single("day", "2026-11-05T08:00:00Z", &days);
    let mut mirror = MemoryMirror::default();
    read(&account(&google), &google.calendar(), &mut mirror).await;
    let day = (at("2026-11-04T23:00:00Z"), at("2026-11-05T23:00:00Z"));
    assert_eq!(busy_of(&mirror), [day]);
}

#[tokio::test]
async fn a_series_keeps_its_wall_time_over_a_clock_change() {
    let google = Google::start().await;
    let october = json!({
        "start": { "dateTime": "2026-10-20T10:00:00+02:00", "timeZone": "Europe/Berlin" },
        "end": { "dateTime": "2026-10-20T11:00:00+02:00", "timeZone": "Europe/Berlin" },
        "recurrence": ["EXDATE;TZID=Europe/Berlin:20261110T100000", "RRULE:FREQ=WEEKLY;COUNT=5"],
    });
    google.single("series", "2026-10-20T08:00:00Z", &october);
    let mut mirror = MemoryMirror::default();
    read(&account(&google), &google.calendar(), &mut mirror).await;
    let starts: Vec<_> = busy_of(&mirror).iter().map(|busy| busy.0).collect();
    assert_eq!(
        starts,
        [at("2026-11-03T09:00:00Z"), at("2026-11-17T09:00:00Z")]
    );
}

#[tokio::test]
async fn what_cannot_be_read_for_certain_is_put_aside_and_spoils_nothing_else() {
    let google = Google::start().await;
    google.single("good", "2026-11-05T08:00:00Z", &json!({}));
    let broken = [
        json!({ "start": { "dateTime": "soon" } }),
        json!({ "start": Value::Null }),
        json!({ "recurrence": ["RRULE:FREQ=NEVER"] }),
        json!({ "recurrence": ["RRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR"] }),
        json!({ "recurrence": ["SUMMARY:Secret"] }),
        json!({ "recurrence": ["RRULE:FREQ=DAILY"], "start": {
            "dateTime": "2026-11-05T08:00:00Z", "timeZone": "Middle Earth" } }),
        json!({ "attendees": "everybody" }),
        json!({ "end": { "date": "2026-11-01" } }),
    ];
    for (number, more) in broken.iter().enumerate() {
        google.single(&format!("bad{number}"), "2026-11-06T08:00:00Z", more);
    }
    let mut mirror = MemoryMirror::default();
    let pulled = read(&account(&google), &google.calendar(), &mut mirror).await;
    assert_eq!((pulled.put, pulled.aside), (broken.len() + 1, broken.len()));
    assert_eq!(mirror.uids(), ["good@google.com"]);
    let words = format!("{:?}", mirror.rows);
    assert!(words.contains("Look at it in Google Calendar"), "{words}");
    assert!(!words.contains("Secret"), "{words}");
}

#[tokio::test]
async fn busy_times_of_many_calendars_are_asked_fifty_at_a_time_and_one_error_spoils_no_other() {
    let google = Google::start().await;
    let account = account(&google);
    let mut calendars: Vec<CalendarId> = (0..60)
        .map(|n| CalendarId(format!("c{n}@example.org")))
        .collect();
    for odd in ["foreign", "silent", "odd"] {
        calendars.push(CalendarId(format!("{odd}@example.org")));
    }
    let zone = Zones::bundled().get("Europe/Berlin").unwrap();
    let (from, to) = (at("2026-11-20T00:00:00Z"), at("2027-02-10T00:00:00Z"));
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    assert_eq!(found.len(), 63);
    let (start, end) = (at("2026-11-24T09:30:00Z"), at("2026-11-24T09:45:00Z"));
    let later = at("2026-11-24T13:00:00Z");
    for one in &found[..60] {
        assert_eq!(one.busy.len(), 1);
        assert_eq!(one.state(start, end), Availability::Busy);
        assert_eq!(one.state(end + (end - start), later), Availability::Free);
    }
    for one in &found[60..] {
        assert_eq!(one.state(start, later), Availability::Unknown);
    }
    assert_eq!(found[62].unknown, Some(WhyUnknown::Unreadable(1)));
    assert_eq!(google.state().most_asked, 50);
    assert_eq!(google.state().complaints, [""; 0]);

    google.state().token = "another".to_owned();
    let zone = Zones::bundled().get("UTC").unwrap();
    let found = account
        .free_busy(&calendars, from, to, &zone)
        .await
        .unwrap();
    assert!(
        found
            .iter()
            .all(|one| one.state(start, end) == Availability::Unknown)
    );
}
