//! `muster-desktop`: the window of Muster.

// A console window beside the real one would only confuse people.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    muster_desktop::start()
}
