//! The append-only log of an interview and the text whose hash chains it (FORMATS.md
//! `interview_logs`).

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;

use crate::wire::wire_enum;

wire_enum! {
    /// What happened to an interview.
    pub enum LogAction as "log action" {
        /// It was created with a time.
        Scheduled = "SCHEDULED",
        /// Its time changed.
        Rescheduled = "RESCHEDULED",
        /// Something else changed.
        Updated = "UPDATED",
        /// It was called off.
        Cancelled = "CANCELLED",
        /// Somebody entered the room.
        Joined = "JOINED",
        /// It was found to have taken place.
        Completed = "COMPLETED",
        /// The candidate was found missing.
        NoShow = "NO_SHOW",
        /// Its outcome could not be told from the records.
        Unconfirmed = "UNCONFIRMED",
        /// A change was undone.
        Undone = "UNDONE",
    }
}

/// One entry, borrowed from the row that is about to be written or was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogEntry<'a> {
    /// The interview.
    pub interview_id: &'a str,
    /// When, to the microsecond.
    pub at: DateTime<Utc>,
    /// What.
    pub action: LogAction,
    /// Who: a user id, `candidate`, or the name of a background job.
    pub actor: &'a str,
    /// Why, when a reason was given.
    pub reason: Option<&'a str>,
    /// The fields before, `null` when there were none.
    pub old: &'a Value,
    /// The fields after, `null` when there are none.
    pub new: &'a Value,
}

/// The text whose SHA-256 is the hash of this entry; `previous_hash` is the one before it, empty
/// for the first entry of an interview.
///
/// It is a JSON array with sorted object keys, so the same entry gives the same bytes on every
/// machine, and no two different entries give the same text.
pub fn chain_input(previous_hash: &str, entry: &LogEntry<'_>) -> String {
    let reason = entry.reason.map_or(Value::Null, Value::from);
    let parts = Value::Array(vec![
        "muster-log/1".into(),
        previous_hash.into(),
        entry.interview_id.into(),
        entry.at.to_rfc3339_opts(SecondsFormat::Micros, true).into(),
        entry.action.as_str().into(),
        entry.actor.into(),
        reason,
        entry.old.clone(),
        entry.new.clone(),
    ]);
    let mut text = String::new();
    crate::canonical::write(&parts, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::{Value, json};

    use super::{LogAction, LogEntry, chain_input};

    fn text(previous: &str, reason: Option<&str>, new: &Value) -> String {
        let at = DateTime::from_timestamp(1_774_000_000, 123_456_789).unwrap();
        chain_input(
            previous,
            &LogEntry {
                interview_id: "i1",
                at,
                action: LogAction::Rescheduled,
                actor: "u1",
                reason,
                old: &Value::Null,
                new,
            },
        )
    }

    #[test]
    fn the_order_of_keys_does_not_matter_and_everything_else_does() {
        let a: Value = serde_json::from_str(r#"{"b":1,"a":{"d":2,"c":3}}"#).unwrap();
        let b: Value = serde_json::from_str(r#"{"a":{"c":3,"d":2},"b":1}"#).unwrap();
        assert_eq!(text("h", None, &a), text("h", None, &b));
        assert_ne!(text("h", None, &a), text("g", None, &a));
        assert_ne!(text("h", None, &a), text("h", Some(""), &a));
        assert_ne!(text("h", None, &a), text("h", None, &json!({"b": 1})));
        assert!(
            text("h", None, &a).contains("2026-03-20T09:46:40.123456Z"),
            "{}",
            text("h", None, &a)
        );
    }
}
