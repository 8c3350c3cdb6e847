//! The desktop shell: windows, tray, notifications, deep links, and the host of the command list.
//!
//! It holds no rule of recruiting. The window speaks to [`host`], which hands every command to
//! `muster_desk`; everything else here is the operating system's side. [`links`], [`notify`] and
//! [`tray`] lead to [`places`] of the window; [`outside`] is what the window may ask for;
//! [`watchdog`], [`safe_mode`], [`crash`] and [`logging`] are for the day something breaks;
//! [`drawing`] is how the web view draws.
//!
//! A workspace that cannot be opened (newer, read-only, damaged, locked) does not stop the
//! window: `muster_desk` opens it at the first command and answers that command and every later
//! one with its failure, which the window shows with its way out. A failure before there is a
//! window is told on standard error.

pub mod arguments;
pub mod autostart;
pub mod crash;
#[cfg(target_os = "linux")]
mod desktop_entry;
pub mod drawing;
pub mod host;
pub mod links;
pub mod logging;
pub mod notify;
pub mod outside;
pub mod places;
pub mod safe_mode;
#[cfg(target_os = "linux")]
mod second_start;
pub mod shell_settings;
mod small_file;
pub mod tray;
pub mod watchdog;
pub mod window_state;
pub mod windows;

use std::fmt::Display;
use std::io::Write as _;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::Parser as _;
use muster_desk::{Desk, OpenOptions, Origin};
use tauri::{Manager as _, RunEvent};
use tauri_plugin_deep_link::DeepLinkExt as _;

use crate::arguments::Arguments;
use crate::host::Host;
use crate::places::Doorstep;
use crate::safe_mode::Restart;
use crate::shell_settings::ShellSettings;
use crate::tray::Tray;
use crate::watchdog::Watchdog;
use crate::window_state::WindowState;

/// Reads the command line, opens the window, and returns when it was closed.
///
/// Exits 0 then, also when another Muster was already open and came to the front instead; 2 for a
/// wrong command line; 1 when no window could be opened, with a sentence on standard error.
pub fn start() -> ExitCode {
    let arguments = match Arguments::try_parse().and_then(Arguments::checked) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let prepared = drawing::prepare(arguments.safe_mode);
    if let Err(error) = logging::start() {
        say(&format!("Muster goes on without a log file: {error}."));
    }
    crash::report_panics();
    if let Err(error) = prepared {
        tracing::error!(%error, "draws as WebKit does by itself");
    }
    #[cfg(target_os = "linux")]
    if second_start::handed_over() {
        tracing::info!("the Muster that is open has taken over");
        return ExitCode::SUCCESS;
    }
    if let Err(reason) = windows::display() {
        return refuse(reason);
    }
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(tauri::Error::PluginInitialization(plugin, reason)) if plugin == "single-instance" => {
            tracing::warn!(%reason, "the Muster that was open is just ending");
            refuse(start_over())
        }
        Err(error) => refuse(format!(
            "Muster's window could not be opened: {error}. Restart the computer and try again."
        )),
    }
}

/// Starts this process over, once: another Muster was there when it was asked to come to the front,
/// and gone before it answered. Returns only when that failed.
fn start_over() -> String {
    /// Set for the second try.
    const AGAIN: &str = "MUSTER_START_OVER";
    /// For the other process to be gone entirely.
    const MOMENT: Duration = Duration::from_millis(500);
    let failed = "Another Muster was just closing. Start Muster once more.".to_owned();
    if std::env::var_os(AGAIN).is_some() {
        return failed;
    }
    std::thread::sleep(MOMENT);
    let Ok(program) = std::env::current_exe() else {
        return failed;
    };
    let mut muster = Command::new(program);
    muster.args(std::env::args_os().skip(1)).env(AGAIN, "1");
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        let error = muster.exec();
        format!("{failed} ({error})")
    }
    #[cfg(not(unix))]
    match muster.spawn() {
        Ok(_) => std::process::exit(0),
        Err(error) => format!("{failed} ({error})"),
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
    let builder = tauri::Builder::default()
        // First: a second process must hand over its link and end before it does anything else.
        .plugin(tauri_plugin_single_instance::init(|app, words, _| {
            links::second_start(app, &words);
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_dialog::init());
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_autostart::Builder::new().build());
    builder
        .manage(Host::new(desk.clone()))
        .manage(Doorstep::default())
        .manage(Restart::default())
        .manage(Tray::default())
        .manage(Watchdog::default())
        .invoke_handler(tauri::generate_handler![
            host::call,
            host::ui_ready,
            outside::open_external,
            outside::copy_text,
            outside::pick_path,
            outside::log_folder,
            shell_settings::shell_settings,
            shell_settings::change_shell_settings,
        ])
        .on_window_event(windows::happened)
        .setup(move |app| set_up(app, &arguments, &desk))
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                // Whoever starts Muster from now on gets a new one, not the one that is ending.
                tauri_plugin_single_instance::destroy(app);
                app.state::<WindowState>().keep();
                app.state::<Host>().stop();
                safe_mode::start_again(app);
            }
        });
    Ok(())
}

fn set_up(
    app: &mut tauri::App,
    arguments: &Arguments,
    desk: &Desk,
) -> Result<(), Box<dyn std::error::Error>> {
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        workspace = %desk.folder().display(),
        safe_mode = arguments.safe_mode,
        "started"
    );
    drawing::log();
    let app = app.handle();
    app.manage(ShellSettings::load(app));
    app.manage(WindowState::load(app, arguments.safe_mode));
    windows::open_main(app, arguments.safe_mode)?;
    WindowState::keep_changes(app);
    watchdog::start(app, arguments.safe_mode);
    notify::open_on_click(app);
    app.state::<Host>().start(app);
    tray::start(app, desk.clone());
    if let Some(link) = &arguments.link {
        links::arrived(app, std::slice::from_ref(link));
    }
    let handle = app.clone();
    app.deep_link()
        .on_open_url(move |event| links::arrived(&handle, &event.urls()));
    links::register(app);
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
