//! `muster`: the commands of Muster from a terminal (FORMATS.md).

mod answer;
mod arguments;
mod call;
mod doctor;
// Whoever has the host's token may do everything, so it is for developers and tests only.
#[cfg(any(debug_assertions, feature = "testing"))]
mod host;
mod log_file;
mod output;
mod plan;
mod stdio;

use clap::Parser as _;

use crate::arguments::{Action, Arguments};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // clap exits 0 for --help and --version, 2 for bad usage.
        Err(error) => error.exit(),
    };
    log_file::start();
    match arguments.action {
        Action::Call {
            ref command,
            ref json,
        } => call::call(&arguments, command, json.as_deref()).await,
        Action::Commands { json } => call::commands(json),
        Action::Demo => call::demo(&arguments).await,
        Action::Plan {
            ref file,
            time_limit_ms,
            max_iterations,
            seed,
        } => {
            let limits = plan::Limits {
                time_limit_ms,
                max_iterations,
                seed,
            };
            plan::plan(&arguments, file, limits).await
        }
        Action::Stdio => stdio::serve(&arguments).await,
        #[cfg(any(debug_assertions, feature = "testing"))]
        Action::Host { port, ref ui } => host::serve(&arguments, port, ui.as_deref()).await,
        Action::Doctor { json } => doctor::report(&arguments, json).await,
    }
}
