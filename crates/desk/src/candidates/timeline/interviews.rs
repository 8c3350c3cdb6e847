//! The trail of an interview, in words.

use chrono::{DateTime, Utc};
use muster_domain::interview::{type_label, type_words};
use serde_json::Value;

use super::{Telling, TimelineKind, Told, joined};

/// An entry of the trail.
pub(super) struct Entry<'a> {
    pub action: &'a str,
    pub reason: &'a str,
    pub old: &'a Value,
    pub new: &'a Value,
    pub interview_type: &'a str,
    pub job_title: &'a str,
}

/// The words of an entry.
pub(super) fn told(telling: &Telling<'_>, entry: &Entry<'_>) -> Told {
    // What the interview was at that moment; its present kind where the trail does not say.
    let kind = text(entry.new, "interview_type").unwrap_or(entry.interview_type);
    let about = joined(&[&type_label(kind), entry.job_title]);
    let start = start(telling, entry.new);
    let because = |reason: &str| match reason {
        "" => String::new(),
        reason => format!("Reason: {reason}"),
    };
    let (title, body) = match entry.action {
        "SCHEDULED" => (
            format!("Interview scheduled for {start}"),
            joined(&[&about, &because(entry.reason)]),
        ),
        "RESCHEDULED" => {
            let before = self::start(telling, entry.old);
            (
                format!("Interview moved to {start}"),
                joined(&[&format!("Before: {before}"), &about, &because(entry.reason)]),
            )
        }
        "CANCELLED" => (
            match entry.reason {
                "" => "Interview cancelled".to_owned(),
                reason => format!("Cancelled: {reason}"),
            },
            joined(&[&about, &start]),
        ),
        "JOINED" => {
            let rejoin = entry.new.get("rejoin").and_then(Value::as_bool) == Some(true);
            let verb = if rejoin { "rejoined" } else { "joined" };
            (format!("{} {verb} the interview", telling.actor), about)
        }
        "COMPLETED" => (
            "Interview completed".to_owned(),
            joined(&[&about, &start, &because(entry.reason)]),
        ),
        "NO_SHOW" => (
            "The candidate did not come to the interview".to_owned(),
            joined(&[&about, &start, &because(entry.reason)]),
        ),
        "UNCONFIRMED" => (
            "The interview is over; nobody has said yet how it went".to_owned(),
            joined(&[&about, &start]),
        ),
        "UNDONE" => (
            match text(entry.old, "change") {
                Some(change) if !change.is_empty() => format!("Undone: {change}"),
                _ => "A change of the interview was undone".to_owned(),
            },
            joined(&[&about, &start]),
        ),
        _ => (
            "Interview changed".to_owned(),
            joined(&[
                &differences(entry.old, entry.new),
                &about,
                &because(entry.reason),
            ]),
        ),
    };
    Told::new(TimelineKind::Interview, title, body)
}

fn text<'v>(fields: &'v Value, name: &str) -> Option<&'v str> {
    fields.get(name).and_then(Value::as_str)
}

/// The start in the reader's zone and in the zone of the promise; empty when the trail has none.
fn start(telling: &Telling<'_>, fields: &Value) -> String {
    let Some(at) = text(fields, "starts_at").and_then(|t| t.parse::<DateTime<Utc>>().ok()) else {
        return String::new();
    };
    telling.clock.spoken_at(at, telling.now)
}

/// What an update changed, in words.
fn differences(old: &Value, new: &Value) -> String {
    let differs = |name: &str| old.get(name) != new.get(name) && !old.is_null();
    let mut said = Vec::new();
    if text(new, "room") == Some("renewed") {
        said.push("a new room; the old link stopped working".to_owned());
    }
    if differs("interviewer_ids") {
        said.push("other interviewers".to_owned());
    }
    if differs("interview_type") {
        let kind = text(new, "interview_type").unwrap_or_default();
        said.push(format!("now {}", type_words(kind)));
    }
    if differs("mode") {
        let online = text(new, "mode") == Some("ONLINE");
        said.push(
            if online {
                "now online"
            } else {
                "now in person"
            }
            .to_owned(),
        );
    }
    if differs("location") {
        said.push(match text(new, "location").unwrap_or_default() {
            "" => "no place".to_owned(),
            place => format!("place: {place}"),
        });
    }
    if differs("meeting_link") {
        said.push("another meeting link".to_owned());
    }
    if differs("time_zone") {
        let zone = text(new, "time_zone").unwrap_or_default();
        let city = zone
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .replace('_', " ");
        said.push(format!("promised in the time of {city}"));
    }
    capitalised(&said.join(", "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
