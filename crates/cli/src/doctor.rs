//! `muster doctor`: what this Muster is, and what it finds on this computer.

mod crashes;
mod notifications;

use std::process::ExitCode;

use muster_desk::{Desk, Failure, Origin};
use serde::Serialize;
use serde_json::Value;

use crate::arguments::Arguments;
use crate::{log_file, output};

/// Everything the doctor found.
#[derive(Debug, Serialize)]
struct Findings {
    /// Muster's version.
    version: &'static str,
    /// The system it was built for.
    platform: String,
    /// Version of the time zone rules.
    tz_database: String,
    /// The log file; it is made at its first line.
    log_file: String,
    crash_reports: crashes::Reports,
    workspace: Workspace,
    keyring: Found,
    notifications: Found,
    /// Accounts and the outside services they connect; none are built yet.
    connectors: Vec<Value>,
}

/// A part of the computer that Muster uses.
#[derive(Debug, Serialize)]
pub struct Found {
    /// "present", "missing" or "unknown".
    state: &'static str,
    /// What was found, in words.
    words: String,
}

impl Found {
    fn present(words: impl Into<String>) -> Self {
        Self {
            state: "present",
            words: words.into(),
        }
    }

    fn missing(words: impl Into<String>) -> Self {
        Self {
            state: "missing",
            words: words.into(),
        }
    }

    fn unknown(words: impl Into<String>) -> Self {
        Self {
            state: "unknown",
            words: words.into(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Workspace {
    folder: String,
    /// "opens", "`not_made`" or "fails".
    state: &'static str,
    /// The workspace's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failure>,
}

/// Looks and tells. Exit code 1 when the workspace is there and cannot be opened.
pub async fn report(arguments: &Arguments, as_json: bool) -> ExitCode {
    let desk = arguments.desk(Origin::Cli);
    let findings = look(&desk).await;
    let sick = findings.workspace.error.is_some();
    let said = if as_json {
        match serde_json::to_value(&findings) {
            Ok(value) => output::print(&value),
            Err(error) => output::refuse(&Failure::internal(error)),
        }
    } else {
        output::line(&words(&findings))
    };
    if sick { ExitCode::FAILURE } else { said }
}

async fn look(desk: &Desk) -> Findings {
    let workspace = workspace(desk).await;
    let keyring = desk.look_for_keyring(workspace.id.as_deref()).await;
    Findings {
        version: env!("CARGO_PKG_VERSION"),
        platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        tz_database: desk.zones().version(),
        log_file: log_file::path().display().to_string(),
        crash_reports: crashes::look(),
        workspace,
        keyring: match keyring {
            Ok(words) => Found::present(words),
            Err(failure) => Found::missing(failure.message),
        },
        notifications: notifications::look().await,
        connectors: Vec::new(),
    }
}

/// Opens the workspace that is there; looking must not make one.
async fn workspace(desk: &Desk) -> Workspace {
    let folder = desk.folder().display().to_string();
    if !desk.folder().join(muster_desk::DATABASE).exists() {
        return Workspace {
            folder,
            state: "not_made",
            id: None,
            error: None,
        };
    }
    match desk.workspace().await {
        Ok(open) => {
            let id = Some(open.id().to_owned());
            Workspace {
                folder,
                state: "opens",
                id,
                error: None,
            }
        }
        Err(failure) => Workspace {
            folder,
            state: "fails",
            id: None,
            error: Some(failure),
        },
    }
}

fn words(findings: &Findings) -> String {
    let workspace = match (&findings.workspace.error, findings.workspace.state) {
        (Some(failure), _) => format!("cannot be opened: {} {}", failure.message, failure.hint),
        (None, "opens") => "opens".to_owned(),
        (None, _) => "is not there yet; the first command makes it".to_owned(),
    };
    let lines = [
        (
            "Muster",
            format!("{} on {}", findings.version, findings.platform),
        ),
        ("Time zones", findings.tz_database.clone()),
        (
            "Workspace",
            format!("{} {workspace}", findings.workspace.folder),
        ),
        ("Keyring", findings.keyring.words.clone()),
        ("Notifications", findings.notifications.words.clone()),
        ("Connectors", "none are built yet".to_owned()),
        ("Log", findings.log_file.clone()),
        ("Crashes", findings.crash_reports.words()),
    ];
    let lines: Vec<String> = lines
        .into_iter()
        .map(|(name, text)| format!("{name:<14} {text}"))
        .collect();
    lines.join("\n")
}
