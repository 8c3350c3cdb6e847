//! The quick way for a line of `muster stdio` that asks for a pure command.
//!
//! The line is read once, straight into the command's own types. Whatever is unusual about it (an
//! unknown command, parameters before the command, anything that is not right) is left to the
//! ordinary way, which knows how to say what is wrong.

use std::fmt;
use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use muster_desk::{Command, Desk, Failure, Prepared};
use serde::Deserializer as _;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

/// A request of which everything has been read.
pub struct Quick {
    id: Value,
    command: Command,
    prepared: Prepared,
}

impl Quick {
    /// Reads a line, when it is one for this way.
    pub fn read(line: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(line).ok()?;
        let mut from = serde_json::Deserializer::from_str(text);
        let quick = from.deserialize_map(Line).ok()?;
        from.end().ok()?;
        Some(quick)
    }

    /// Runs it on this thread and gives the line of the answer. A defect in the command becomes
    /// its answer, and the process goes on.
    pub async fn answer(self, desk: &Desk) -> String {
        let running = AssertUnwindSafe(self.prepared.run(desk)).catch_unwind();
        let result = running
            .await
            .unwrap_or_else(|_| Err(Failure::internal("a command panicked")));
        match result {
            Ok(ok) => format!(r#"{{"id":{},"ok":{ok}}}"#, self.id),
            Err(failure) => {
                tracing::info!(command = self.command.name(), code = ?failure.code, "refused");
                super::answer(&self.id, Err(failure)).to_string()
            }
        }
    }
}

struct Line;

impl<'de> Visitor<'de> for Line {
    type Value = Quick;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a request")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Quick, A::Error> {
        let (mut id, mut command, mut prepared) = (None, None, None);
        while let Some(key) = map.next_key::<&str>()? {
            match (key, command) {
                ("id", _) => id = Some(map.next_value()?),
                ("command", _) => {
                    let name = map.next_value::<&str>()?;
                    let known = Command::parse(name);
                    command = Some(known.ok_or_else(|| A::Error::custom("no such command"))?);
                }
                ("params", Some(command)) if prepared.is_none() => {
                    prepared = Some((command, map.next_value_seed(command)?));
                }
                ("params", _) => return Err(A::Error::custom("no command yet")),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let (read_as, prepared) = prepared.ok_or_else(|| A::Error::missing_field("params"))?;
        if command != Some(read_as) {
            return Err(A::Error::duplicate_field("command"));
        }
        Ok(Quick {
            id: id.unwrap_or(Value::Null),
            command: read_as,
            prepared,
        })
    }
}

#[cfg(test)]
mod tests {
    use muster_desk::{Clock, OpenOptions, Origin};
    use muster_scheduling::zone::Zones;
    use serde_json::json;

    use super::*;

    fn desk(folder: &std::path::Path) -> Desk {
        Desk::new(OpenOptions {
            workspace: folder.join("workspace"),
            clock: Clock::System,
            actor: None,
            origin: Origin::Cli,
            zones: Zones::bundled(),
        })
    }

    /// The answers of the quick way, when it takes the line, and of the ordinary way.
    async fn both(desk: &Desk, line: &str) -> (Option<Value>, Value) {
        let quick = match Quick::read(line.as_bytes()) {
            Some(quick) => Some(serde_json::from_str(&quick.answer(desk).await).unwrap()),
            None => None,
        };
        let ordinary = super::super::reply(desk, Some(line.as_bytes().to_vec())).await;
        (quick, ordinary)
    }

    fn search() -> Value {
        json!({
            "now": "2026-06-01T00:00:00Z",
            "window": {"start": "2026-06-01T09:00:00Z", "end": "2026-06-01T12:00:00Z"},
            "duration_minutes": 30, "anchor_zone": "Europe/Berlin", "explain": true,
            "attendees": [{
                "id": "Zoë \"Z\" \u{1f600}", "time_zone": "Europe/Berlin",
                "working_hours": [{"days": ["mon"], "start": "09:00", "end": "13:00"}],
                "busy": [{"start": "2026-06-01T10:00:00+02:00", "end": "2026-06-01T09:00:00.5Z"}],
            }],
        })
    }

    #[tokio::test]
    async fn a_pure_command_is_answered_as_ever_whatever_becomes_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let mut refused = search();
        refused["duration_minutes"] = json!(0);
        for (id, params) in [(json!(7), search()), (json!({"a": ["b"]}), refused)] {
            let line = json!({"id": id, "command": "slots_find", "params": params, "zeal": [1]});
            // serde_json sorts keys, and "command" comes before "params".
            let (quick, ordinary) = both(&desk, &line.to_string()).await;
            assert_eq!(quick, Some(ordinary), "{line}");
        }
        let (quick, ordinary) =
            both(&desk, r#"{"command":"availability_countries","params":{}}"#).await;
        assert_eq!(quick, Some(ordinary));
    }

    #[tokio::test]
    async fn whatever_is_unusual_is_left_to_the_ordinary_way() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let search = search();
        for line in [
            format!(r#"{{"params":{search},"command":"slots_find"}}"#),
            format!(r#"{{"command":"slots_find","params":{search},"params":{{}}}}"#),
            format!(r#"{{"command":"slots_find","params":{search},"command":"loop_plan"}}"#),
            format!(r#"{{"command":"slots_find","params":{search}}} x"#),
            r#"{"command":"slots_find","params":[]}"#.to_owned(),
            r#"{"command":"slots_find","params":{"colour":1}}"#.to_owned(),
            r#"{"command":"slots_find"}"#.to_owned(),
            r#"{"command":"settings_get","params":{}}"#.to_owned(),
            r#"{"command":"nothing","params":{}}"#.to_owned(),
            "not json".to_owned(),
        ] {
            let (quick, ordinary) = both(&desk, &line).await;
            assert_eq!(quick, None, "{line}");
            assert!(ordinary.is_object(), "{line}");
        }
    }
}
