//! A request from outside and its answer, the same for `stdio` and the loopback host.

use muster_desk::{Code, Command, Desk, Failure};
use serde_json::{Value, json};

/// What someone asks for: `{"command": "…", "params": {…}}`.
#[derive(Debug)]
pub struct Request {
    /// The command's name.
    pub command: String,
    /// Its parameters; none when absent.
    pub params: Value,
}

impl Request {
    /// Takes the request out of a JSON object. Other keys (`id`) are the caller's.
    pub fn take(object: &mut serde_json::Map<String, Value>) -> Result<Self, Failure> {
        let Some(Value::String(command)) = object.remove("command") else {
            return Err(Failure::parameter(
                "command",
                "The request names no command.",
                "Send {\"command\": \"person_list\", \"params\": {}}.",
            ));
        };
        let params = object.remove("params").unwrap_or_else(|| json!({}));
        Ok(Self { command, params })
    }

    /// Whether there is such a command; only the host asks.
    #[cfg(any(debug_assertions, feature = "testing"))]
    pub fn is_known(&self) -> bool {
        Command::parse(&self.command).is_some()
    }

    /// Runs it in a task of its own: a defect in one command becomes its answer, and the process
    /// goes on.
    pub async fn run(self, desk: &Desk) -> Result<Value, Failure> {
        let (desk, name) = (desk.clone(), self.command.clone());
        let running = tokio::spawn(async move { desk.call(&self.command, self.params).await });
        let answer = running
            .await
            .unwrap_or_else(|error| Err(Failure::internal(error)));
        if let Err(failure) = &answer {
            // The name is the caller's text; only a known one goes into the log.
            let command = Command::parse(&name).map_or("unknown", Command::name);
            tracing::info!(command, code = ?failure.code, "refused");
        }
        answer
    }
}

/// The refusal of something that is not a JSON object.
pub fn not_json(what: &str, reason: &str) -> Failure {
    Failure::new(
        Code::InvalidParameter,
        format!("{what} is not a JSON object: {reason}."),
        "Send one JSON object with \"command\" and \"params\".",
    )
    .with(json!({ "field": "request" }))
}
