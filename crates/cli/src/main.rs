//! `muster`: the commands of Muster from a terminal (FORMATS.md).

mod arguments;
mod call;

use clap::Parser as _;

use crate::arguments::{Arguments, Action};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // clap exits 0 for --help and --version, 2 for bad usage.
        Err(error) => error.exit(),
    };
    match arguments.action {
        Action::Call { ref command, ref json } => call::call(&arguments, command, json.as_deref()).await,
        Action::Commands { json } => call::commands(json),
    }
}
