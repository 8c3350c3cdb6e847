//! `muster call` and `muster commands`.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use muster_desk::{Command, Origin};
use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::output::{print, refuse, usage};

/// Runs one command: its result on standard output, or one error object on standard error.
pub async fn call(arguments: &Arguments, command: &str, json: Option<&str>) -> ExitCode {
    if Command::parse(command).is_none() {
        return usage(&format!(
            "there is no command {command}; `muster commands` lists them all"
        ));
    }
    let params = match parameters(json) {
        Ok(params) => params,
        Err(message) => return usage(&message),
    };
    let desk = arguments.desk(Origin::Cli);
    let answer = desk.call(command, params).await;
    let code = match answer {
        Ok(result) => print(&result),
        Err(failure) => refuse(&failure),
    };
    desk.wait_for_operations().await;
    code
}

/// Fills an empty workspace with the demo data and says what is in it.
pub async fn demo(arguments: &Arguments) -> ExitCode {
    match muster_desk::demo::fill(&arguments.desk(Origin::Cli)).await {
        Ok(filled) => print(&json!(filled)),
        Err(failure) => refuse(&failure),
    }
}

/// Lists the commands.
pub fn commands(as_json: bool) -> ExitCode {
    let specs: Vec<_> = Command::ALL.iter().map(|c| c.spec()).collect();
    if as_json {
        let mut tags: Vec<&str> = specs
            .iter()
            .flat_map(|s| s.reads.iter().chain(s.changes))
            .copied()
            .collect();
        tags.sort_unstable();
        tags.dedup();
        let codes: Vec<Value> = muster_desk::Code::ALL
            .iter()
            .map(|c| json!({ "code": c.as_str(), "meaning": c.meaning() }))
            .collect();
        return print(&json!({ "commands": specs, "error_codes": codes, "tags": tags }));
    }
    let mut out = std::io::stdout().lock();
    for spec in specs {
        if writeln!(out, "{:32} {}", spec.name, spec.help).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn parameters(json: Option<&str>) -> Result<Value, String> {
    let text = match json {
        None => return Ok(json!({})),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin()
                .read_to_string(&mut text)
                .map_err(|e| format!("standard input cannot be read: {e}"))?;
            text
        }
        Some(file) if file.starts_with('@') => {
            let path = file.trim_start_matches('@');
            std::fs::read_to_string(path).map_err(|e| format!("{path} cannot be read: {e}"))?
        }
        Some(text) => text.to_owned(),
    };
    serde_json::from_str(&text).map_err(|e| format!("the parameters are not JSON: {e}"))
}
