//! The command line.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand};
use muster_desk::{Clock, Desk, OpenOptions, Origin, folders};
use muster_scheduling::zone::Zones;

/// Muster from a terminal: the same commands as the desktop window.
#[derive(Debug, Parser)]
#[command(name = "muster", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// The workspace folder; made when missing. Default: the platform's data directory.
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Fixes the clock of this process.
    #[arg(long, global = true, value_name = "RFC3339", value_parser = instant)]
    pub now: Option<DateTime<Utc>>,
    /// The acting user; default: the workspace's current user.
    #[arg(long = "as", global = true, value_name = "PERSON_ID")]
    pub acting: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Run one command; parameters as JSON, `@FILE` or `-` for standard input.
    Call {
        /// Its name.
        command: String,
        /// Its parameters.
        json: Option<String>,
    },
    /// List the commands.
    Commands {
        /// Names, help and JSON Schemas as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Answer requests: one JSON object a line in, one a line out, in order.
    Stdio,
    /// Fill an empty workspace with the demo data.
    Demo,
    /// Plan the interview loops of a loopsched/1 file (`loop_plan`).
    Plan {
        /// The file; `-` for standard input.
        file: String,
        /// How long the search may take.
        #[arg(long, value_name = "N")]
        time_limit_ms: Option<u64>,
        /// Rounds of improvement: the same file, seed and rounds give the same plan.
        #[arg(long, value_name = "N")]
        max_iterations: Option<u64>,
        /// Chooses among many equally good ways to search.
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
    },
    /// Serve a browser on this computer, for development and tests; ends with Ctrl+C.
    #[cfg(any(debug_assertions, feature = "testing"))]
    Host {
        /// The port; a free one when absent or 0.
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// The folder of the built window; `ui/dist` when it is there.
        #[arg(long, value_name = "DIR")]
        ui: Option<PathBuf>,
    },
    /// Say what this Muster is and what it finds on this computer.
    Doctor {
        /// As one JSON object.
        #[arg(long)]
        json: bool,
    },
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|t| t.to_utc())
        .map_err(|e| format!("{e}; write it as 2026-11-24T09:00:00Z"))
}

impl Arguments {
    /// The desk these arguments ask for.
    pub fn desk(&self, origin: Origin) -> Desk {
        Desk::new(OpenOptions {
            workspace: self
                .workspace
                .clone()
                .unwrap_or_else(folders::default_workspace),
            clock: self.now.map_or(Clock::System, Clock::Fixed),
            actor: self.acting.clone(),
            origin,
            zones: Zones::bundled(),
        })
    }
}
