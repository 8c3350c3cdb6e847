//! `muster plan FILE`: `loop_plan` on a loopsched/1 file.

use std::io::Read as _;
use std::process::ExitCode;

use muster_desk::Origin;
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::output::{print, refuse, usage};

/// How far the search may go; absent ones are the command's own.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Milliseconds.
    pub time_limit_ms: Option<u64>,
    /// Rounds of improvement.
    pub max_iterations: Option<u64>,
    /// Chooses among equally good ways to search.
    pub seed: Option<u64>,
}

/// Plans the file and prints the plan as JSON.
pub async fn plan(arguments: &Arguments, file: &str, limits: Limits) -> ExitCode {
    let instance = match read(file) {
        Ok(instance) => instance,
        Err(message) => return usage(&message),
    };
    let params = json!({
        "instance": instance,
        "time_limit_ms": limits.time_limit_ms,
        "max_iterations": limits.max_iterations,
        "seed": limits.seed,
    });
    match arguments.desk(Origin::Cli).call("loop_plan", params).await {
        Ok(result) => print(&result),
        Err(failure) => refuse(&failure),
    }
}

fn read(file: &str) -> Result<Value, String> {
    let mut text = String::new();
    let read = if file == "-" {
        std::io::stdin().read_to_string(&mut text).map(|_| ())
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|e| format!("{file} cannot be read: {e}"))?;
    serde_json::from_str(&text).map_err(|e| format!("{file} is not JSON: {e}"))
}
