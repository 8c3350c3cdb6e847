//! A running `muster stdio`: requests go in, answers come back in order.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

/// One `muster stdio` process on a workspace.
#[derive(Debug)]
pub struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next_id: u64,
}

impl Session {
    /// Starts one.
    ///
    /// # Panics
    /// When the process cannot be started.
    #[expect(clippy::expect_used, reason = "a test that cannot start its subject has failed")]
    pub fn start(home: &Path) -> Self {
        let mut child = crate::muster(home)
            .arg("stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("muster stdio starts");
        let input = child.stdin.take().expect("stdin is piped");
        let output = BufReader::new(child.stdout.take().expect("stdout is piped"));
        Self { child, input, output, next_id: 1 }
    }

    /// Sends a request without waiting for its answer.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn send(&mut self, command: &str, params: &Value) -> std::io::Result<u64> {
        let id = self.next_id;
        self.next_id += 1;
        let request = json!({ "id": id, "command": command, "params": params });
        writeln!(self.input, "{request}")?;
        self.input.flush()?;
        Ok(id)
    }

    /// Reads the next answer; `None` when the process is gone.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        let read = self.output.read_line(&mut line).ok()?;
        if read == 0 {
            return None;
        }
        serde_json::from_str(&line).ok()
    }

    /// Calls a command: `Ok` with its result or `Err` with its error object.
    ///
    /// # Panics
    /// When the process is gone.
    #[expect(clippy::expect_used, reason = "a test whose subject is gone has failed")]
    pub fn call(&mut self, command: &str, params: &Value) -> Result<Value, Value> {
        self.send(command, params).expect("muster stdio takes a request");
        let answer = self.answer().expect("muster stdio answers");
        match answer.get("ok") {
            Some(result) => Ok(result.clone()),
            None => Err(answer.get("error").cloned().unwrap_or(Value::Null)),
        }
    }

    /// Calls a command that must succeed.
    ///
    /// # Panics
    /// When it is refused.
    pub fn must(&mut self, command: &str, params: &Value) -> Value {
        match self.call(command, params) {
            Ok(result) => result,
            Err(error) => panic!("{command} was refused: {error}"),
        }
    }

    /// Ends the process as a crash does (`SIGKILL`).
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
