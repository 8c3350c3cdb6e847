//! The host of the command list: one door for the window, with an allow-list for each window, and
//! the desk's background work for as long as the window is open.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use muster_desk::{BackgroundHandle, Code, Command, Desk, Event, Failure, Kind};
use serde_json::Value;
use tauri::{AppHandle, Emitter as _, State, WebviewWindow};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::notify::SystemNotifier;
use crate::watchdog::Watchdog;
use crate::{places, windows};

/// The one event the shell sends to the window; its payload is a [`muster_desk::Event`].
pub const EVENT: &str = "muster:event";

/// Names the file that is made when the window's first screen shows its data. Scripts and tests
/// wait for it.
const READY_FILE: &str = "MUSTER_READY_FILE";

/// How long closing waits for background work to end its round and give the lease back. Work that
/// takes longer is cut off; the next start finds what it left undone.
const FAREWELL: Duration = Duration::from_secs(3);

/// What the Tauri commands need, and what runs beside them.
pub struct Host {
    desk: Desk,
    ready_file: Option<PathBuf>,
    background: Mutex<Option<BackgroundHandle>>,
}

impl Host {
    /// A host over a desk.
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            ready_file: std::env::var_os(READY_FILE).map(PathBuf::from),
            background: Mutex::new(None),
        }
    }

    /// Starts what runs beside the window: events to it, reminders and other background work, and
    /// the opening of the workspace while the page is still loading. A workspace that does not
    /// open is only logged here: the window gets the failure as the answer to its first command.
    pub fn start(&self, app: &AppHandle) {
        forward_events(app.clone(), self.desk.events());
        // The desk starts its work on the runtime it is called in, and this is the main thread.
        let runtime = tauri::async_runtime::handle();
        let _inside = runtime.inner().enter();
        let notifier = Arc::new(SystemNotifier::new(app.clone()));
        let background = self.desk.start_background(notifier);
        *self
            .background
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(background);
        let desk = self.desk.clone();
        tauri::async_runtime::spawn(async move {
            if let Err(failure) = desk.workspace().await {
                tracing::error!(code = ?failure.code, reason = failure.message, "the workspace did not open");
            }
        });
    }

    /// The desk.
    pub fn desk(&self) -> Desk {
        self.desk.clone()
    }

    /// Ends background work, so that another Muster can take it over at once.
    pub fn stop(&self) {
        let background = self
            .background
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(background) = background {
            let ended = tauri::async_runtime::block_on(async {
                tokio::time::timeout(FAREWELL, background.stop()).await
            });
            if ended.is_err() {
                tracing::warn!("background work was cut off");
            }
        }
        tracing::info!("closed");
    }
}

/// Runs one command of the list for a window: `invoke("call", {command, params})`.
///
/// Rejects with the command's `{code, message, hint, details?}`; a workspace that cannot be opened
/// is such a rejection, too.
#[tauri::command]
pub async fn call(
    window: WebviewWindow,
    host: State<'_, Host>,
    watchdog: State<'_, Watchdog>,
    command: String,
    params: Option<Value>,
) -> Result<Value, Failure> {
    let permitted = permitted(window.label(), &command)?;
    let _question = watchdog.question();
    let desk = host.desk.clone();
    // A task of its own: the write goes on when the window is closed meanwhile, and a panic
    // becomes an answer instead of a promise that never settles.
    let answer = tauri::async_runtime::spawn(async move {
        desk.call(permitted.name(), params.unwrap_or(Value::Null))
            .await
    });
    // The error may quote the panic's message, and that may quote data.
    let answer = answer
        .await
        .unwrap_or_else(|_| Err(Failure::internal("a command ended in a panic")));
    if answer.is_err() {
        // The first screen then shows the failure instead of data.
        watchdog.page_lives();
    }
    answer
}

/// Tells that the window's first screen shows its data: `invoke("ui_ready")`, once. Places that
/// were asked for before are opened now.
#[tauri::command]
pub async fn ui_ready(
    app: AppHandle,
    host: State<'_, Host>,
    watchdog: State<'_, Watchdog>,
) -> Result<(), Failure> {
    tracing::info!("the first screen is ready");
    watchdog.page_lives();
    places::page_is_ready(&app);
    let Some(file) = &host.ready_file else {
        return Ok(());
    };
    tokio::fs::write(file, b"ready\n").await.map_err(|error| {
        Failure::new(
            Code::FileUnreadable,
            format!("{} could not be written: {error}.", file.display()),
            format!("Set {READY_FILE} to a path that can be written, or unset it."),
        )
    })
}

/// The command of this name, if the window with this label may run it.
///
/// The main window may run everything. A window that is not listed here may run nothing, so a new
/// one starts without rights.
fn permitted(label: &str, name: &str) -> Result<Command, Failure> {
    let command = Command::parse(name).filter(|command| match label {
        windows::MAIN => command.kind() != Kind::Testing || cfg!(feature = "testing"),
        _ => false,
    });
    command.ok_or_else(|| {
        tracing::warn!(label, name, "refused a command");
        Failure::parameter(
            "command",
            format!("The window \"{label}\" has no command {name}."),
            "Update Muster; the window and its host may be of different versions.",
        )
    })
}

/// Sends the desk's events to the main window for as long as both live.
fn forward_events(app: AppHandle, mut events: Receiver<Event>) {
    tauri::async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                Err(RecvError::Lagged(missed)) => {
                    tracing::warn!(missed, "the window fell behind and reloads what it shows");
                    Event::everything_changed()
                }
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = app.emit_to(windows::MAIN, EVENT, event) {
                tracing::warn!(%error, "an event did not reach the window");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_main_window_may_run_every_command() {
        for command in Command::ALL {
            let allowed = command.kind() != Kind::Testing || cfg!(feature = "testing");
            assert_eq!(
                permitted(windows::MAIN, command.name()).is_ok(),
                allowed,
                "{command:?}"
            );
        }
    }

    #[test]
    fn a_window_nobody_listed_may_run_nothing() {
        for command in Command::ALL {
            for label in ["", "Main", "main ", "help"] {
                let failure = permitted(label, command.name()).unwrap_err();
                assert_eq!(failure.code, Code::InvalidParameter);
            }
        }
    }

    #[test]
    fn an_unknown_command_is_refused_in_words() {
        let failure = permitted(windows::MAIN, "shell_execute").unwrap_err();
        assert!(
            failure.message.contains("shell_execute"),
            "{}",
            failure.message
        );
        assert!(!failure.hint.is_empty());
    }
}
