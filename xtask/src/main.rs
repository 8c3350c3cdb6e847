//! `cargo xtask run | test | package | gen | bench | doctor`: what a developer and the build machine do with this
//! repository. Plain Rust and one dependency, so that it compiles in seconds.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to its terminal"
)]

mod arguments;
mod bench;
mod debian;
mod doctor;
mod generate;
mod node;
mod package;
mod picture;
mod process;
mod python;
mod repo;
mod run;
mod session;
mod test;
mod tools;

use std::process::ExitCode;

use arguments::Arguments;
use repo::Repo;

const USAGE: &str = "\
cargo xtask run  [--workspace DIR] [--screenshot FILE]
    Installs what is missing, builds, fills a demo workspace and opens the window.
    With no display it uses a virtual one and prints where the screenshot is.
cargo xtask test [--core] [--filter TEXT] [--step NAME]…
    Every check and test. --core leaves out what needs WebKit (the shell, the desktop test).
    --filter runs only the Rust tests whose name contains TEXT. --step runs only the named steps.
cargo xtask package [--check]
    Builds for release and makes the .deb and the .rpm. With --check installs the .deb on this
    computer, starts it, opens links, and removes it again; that needs root.
cargo xtask gen  [--check]
    Writes the generated files; with --check lists the stale ones and fails.
cargo xtask bench search  [--size 100k|1m] [--rounds N] [--queries N]
    Search as one types beside SQLite FTS5 and tantivy, in a release build.
cargo xtask bench scheduling
    `bench slots` and `bench loops`, one after the other.
cargo xtask bench slots   [--rounds N] [--in-process]
    Slots of a panel beside a sweep in Python and cal.com's slot code.
cargo xtask bench loops   [--sizes LIST] [--seeds LIST] [--seconds N] [--growth]
    Whole loops of interviews beside CP-SAT and a greedy.
cargo xtask bench desktop [--rounds N] [--soak MINUTES]
    The window over 100,000 candidates beside an empty one: start, memory, key to paint.
cargo xtask doctor
    Prints versions and what is missing.";

fn main() -> ExitCode {
    let mut arguments = Arguments::from_command_line();
    let outcome = Repo::find().and_then(|repo| match arguments.subcommand().as_deref() {
        Some("run") => run::command(&repo, arguments),
        Some("test") => test::command(&repo, arguments),
        Some("package") => package::command(&repo, arguments),
        Some("bench") => bench::command(&repo, arguments),
        Some("gen") => generate::command(&repo, arguments),
        Some("doctor") => doctor::command(&repo, arguments),
        Some(picture::SUBCOMMAND) => picture::command(&repo, arguments),
        Some("help" | "--help" | "-h") | None => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => Err(format!("There is no `cargo xtask {other}`.\n{USAGE}")),
    });
    outcome.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::FAILURE
    })
}
