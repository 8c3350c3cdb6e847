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
        let result = running.await.unwrap_or_else(|_| {
            Err(Failure::internal("a command panicked"))
        });
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
