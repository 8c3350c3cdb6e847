//! The desktop shell: windows, notifications, deep links, and the host of the command list.
//!
//! It holds no rule of recruiting. The window speaks to [`host`], which hands every command to
//! `muster_desk`; everything else here is the operating system's side: [`arguments`],
//! [`windows`], [`notify`], [`links`] and [`logging`].
//!
//! A workspace that cannot be opened (newer, read-only, damaged, locked) does not stop the
//! window: `muster_desk` opens it at the first command and answers that command and every later
//! one with its failure, which the window shows with its way out. A failure before there is a
//! window is told on standard error.

pub mod arguments;
pub mod host;
pub mod links;
pub mod logging;
pub mod notify;
pub mod windows;

use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use muster_desk::{Desk, OpenOptions, Origin};
use tauri::{Manager as _, RunEvent};
use tauri_plugin_deep_link::DeepLinkExt as _;

use crate::arguments::Arguments;
use crate::host::Host;

/// Reads the command line, opens the window, and returns when it was closed.
///
/// Exits 0 then, also when another Muster was already open and came to the front instead; 2 for a
/// wrong command line; 1 when no window could be opened, with a sentence on standard error.
pub fn start() -> ExitCode {
    let arguments = match Arguments::try_parse().and_then(Arguments::checked) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    if let Err(error) = logging::start() {
        say(&format!("Muster goes on without a log file: {error}."));
    }
    if let Err(reason) = windows::display() {
        return refuse(reason);
    }
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(format!(
            "Muster's window could not be opened: {error}. Restart the computer and try again."
        )),
    }
}

fn run(arguments: Arguments) -> tauri::Result<()> {
    let desk = Desk::new(OpenOptions {
        workspace: arguments.workspace(),
        clock: arguments.clock(),
        actor: None,
        origin: Origin::Desktop,
        zones: muster_scheduling::zone::Zones::bundled(),
    });
    tauri::Builder::default()
        // First: a second process must hand over its link and end before it does anything else.
        .plugin(tauri_plugin_single_instance::init(|app, words, _| {
            links::second_start(app, &words);
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_notification::init())
        .manage(Host::new(desk.clone()))
        .invoke_handler(tauri::generate_handler![host::call, host::ui_ready])
        .setup(move |app| {
            tracing::info!(
                version = env!("CARGO_PKG_VERSION"),
                workspace = %desk.folder().display(),
                "started"
            );
            windows::open_main(app.handle())?;
            notify::focus_on_click(app.handle());
            app.state::<Host>().start(app.handle());
            if let Some(link) = &arguments.link {
                links::arrived(app.handle(), std::slice::from_ref(link));
            }
            let handle = app.handle().clone();
            app.deep_link()
                .on_open_url(move |event| links::arrived(&handle, &event.urls()));
            links::register(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                app.state::<Host>().stop();
            }
        });
    Ok(())
}

/// Ends the start with a sentence.
fn refuse(reason: impl Display) -> ExitCode {
    tracing::error!(%reason, "no window");
    say(&reason.to_string());
    ExitCode::FAILURE
}

/// Tells whoever started Muster from a terminal; without one there is nobody to tell.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "muster-desktop: {sentence}");
}
