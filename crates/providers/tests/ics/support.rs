//! Short ways to say calendars and to read expansions.

use chrono::{DateTime, NaiveDateTime, Utc};
use muster_providers::ics::{BusyInstance, BusySeries, BusyStatus, IcsFile, IcsProblem};
use muster_providers::ics::{expand, read};
use muster_scheduling::zone::{Zone, Zones};

pub fn zone(name: &str) -> Zone {
    Zones::bundled().get(name).unwrap()
}

/// `2026-11-01T09:00Z`
pub fn utc(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%MZ")
        .unwrap()
        .and_utc()
}

/// A calendar around the lines of one event, which need no UID.
pub fn event(lines: &str) -> String {
    let uid = if lines.contains("UID:") {
        ""
    } else {
        "UID:a\n"
    };
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{uid}{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

pub fn file(name: &str) -> IcsFile {
    let path = format!("{}/tests/data/ics/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("cannot read {path}: {e}"));
    read(&bytes, &Zones::bundled()).unwrap()
}

pub fn read_text(text: &str) -> IcsFile {
    read(text.as_bytes(), &Zones::bundled()).unwrap()
}

/// The only series of a text that has no problems.
pub fn only(text: &str) -> BusySeries {
    let file = read_text(text);
    assert_eq!(file.problems, [], "{text}");
    assert_eq!(file.series.len(), 1, "{text}");
    file.series.into_iter().next().unwrap()
}

pub fn instances(
    series: &BusySeries,
    owner: &str,
    from: &str,
    to: &str,
) -> Result<Vec<BusyInstance>, IcsProblem> {
    expand(series, &Zones::bundled(), utc(from), utc(to), &zone(owner))
}

/// Instances as `2026-11-03T14:00Z/2026-11-03T14:30Z busy`, all-day ones with `day` at the end.
pub fn shown(found: &[BusyInstance]) -> Vec<String> {
    found
        .iter()
        .map(|i| {
            let status = match i.status {
                BusyStatus::Busy => "busy",
                BusyStatus::OutOfOffice => "out_of_office",
                BusyStatus::Tentative => "tentative",
                BusyStatus::Free => "free",
            };
            let day = if i.all_day { " day" } else { "" };
            let form = "%Y-%m-%dT%H:%MZ";
            format!(
                "{}/{} {status}{day}",
                i.start.format(form),
                i.end.format(form)
            )
        })
        .collect()
}

/// The starts of one event in a window, for an owner in Berlin.
pub fn starts(lines: &str, from: &str, to: &str) -> Vec<String> {
    let found = instances(&only(&event(lines)), "Europe/Berlin", from, to).unwrap();
    found
        .iter()
        .map(|i| i.start.format("%Y-%m-%dT%H:%MZ").to_string())
        .collect()
}
