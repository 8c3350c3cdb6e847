//! How commands are declared and called; the list itself is in [`crate::list`].

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Failure;

/// What a command does to the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Computes from its parameters alone; opens no workspace.
    Pure,
    /// Reads the workspace.
    Read,
    /// Changes the workspace.
    Write,
    /// Does background work that is due.
    Background,
    /// For tests of Muster itself.
    Testing,
}

/// An entry of the command palette.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Palette {
    /// A verb with its object ("Undo last change").
    pub title: &'static str,
    /// Its key, when it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'static str>,
}

/// Everything a host or a generator needs to know about one command.
#[derive(Debug, Clone, Serialize)]
pub struct CommandSpec {
    /// Its name.
    pub name: &'static str,
    /// One line of help.
    pub help: String,
    /// What it does to the workspace.
    pub kind: Kind,
    /// Whether it works without a network.
    pub offline: bool,
    /// Cache tags of what it shows.
    pub reads: &'static [&'static str],
    /// Cache tags of what it may change.
    pub changes: &'static [&'static str],
    /// Its palette entry.
    pub palette: Option<Palette>,
    /// JSON Schema of its parameters.
    pub params: Value,
    /// JSON Schema of its result.
    pub result: Value,
}

/// A command without parameters.
#[derive(Debug, Clone, Copy, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParameters {}

/// The JSON Schema of `T` as it is read (`Deserialize`).
pub(crate) fn params_schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The JSON Schema of `T` as it is written (`Serialize`).
pub(crate) fn result_schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// Reads parameters; what is wrong is named by its path.
pub(crate) fn decode<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    let params = match params {
        Value::Null => Value::Object(serde_json::Map::new()),
        Value::Object(_) => params,
        // serde would read a list as the fields in their order.
        _ => {
            return Err(Failure::parameter(
                "params",
                "The parameters are not a JSON object.",
                "Send them by name, such as {\"limit\": 10}.",
            ));
        }
    };
    serde_path_to_error::deserialize(params).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner().to_string();
        let field = named_field(&path, &inner);
        Failure::parameter(
            &field,
            format!("The parameter {field} is not right: {inner}."),
            "`muster commands --json` has the schema of every command.",
        )
    })
}

/// serde names an unknown or missing field only in its message; the path stops at the parent.
fn named_field(path: &str, message: &str) -> String {
    let quoted = ["unknown field `", "missing field `"]
        .iter()
        .find_map(|start| message.strip_prefix(start))
        .and_then(|rest| rest.split('`').next());
    match (quoted, path) {
        // For an unknown field the path may already end with its name.
        (Some(name), path) if path == name || path.ends_with(&format!(".{name}")) => {
            path.to_owned()
        }
        (Some(name), "." | "" | "?") => name.to_owned(),
        (Some(name), path) => format!("{path}.{name}"),
        (None, "." | "") => "params".to_owned(),
        (None, path) => path.to_owned(),
    }
}

/// Writes a result.
pub(crate) fn encode<T: Serialize>(result: &T) -> Result<Value, Failure> {
    serde_json::to_value(result).map_err(Failure::internal)
}

/// The value that a stored word stands for.
pub(crate) fn of_word<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, crate::Failure> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(crate::Failure::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is tested")]
    struct Inner {
        start: String,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its reading is tested")]
    struct Outer {
        name: String,
        hours: Vec<Inner>,
    }

    fn field(params: Value) -> Value {
        decode::<Outer>(params).unwrap_err().details.unwrap()["field"].clone()
    }

    #[test]
    fn a_wrong_parameter_is_named_wherever_it_is() {
        assert_eq!(
            field(json!({ "name": "x", "hours": [], "colour": 1 })),
            "colour"
        );
        assert_eq!(field(json!({ "name": "x" })), "hours");
        assert_eq!(field(json!({ "name": 1, "hours": [] })), "name");
        assert_eq!(
            field(json!({ "name": "x", "hours": [{ "start": 9 }] })),
            "hours[0].start"
        );
        assert_eq!(
            field(json!({ "name": "x", "hours": [{}] })),
            "hours[0].start"
        );
        assert_eq!(
            field(json!({ "name": "x", "hours": [{ "start": "a", "end": "b" }] })),
            "hours[0].end"
        );
        assert_eq!(field(json!([1])), "params");
    }
}
