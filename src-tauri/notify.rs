//! Notifications of the operating system.

use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

use crate::windows;

/// Shows notices outside the window.
#[derive(Clone)]
pub struct SystemNotifier {
    app: AppHandle,
}

impl SystemNotifier {
    /// A notifier of this application.
    pub fn new(app: AppHandle) -> Self {
        Self { app }
    }

    /// Hands a notice to the operating system.
    ///
    /// Returns the system's words when it cannot be prepared. On Linux the delivery itself happens
    /// later and its failure is only logged, so the list inside the window stays the truth.
    pub fn show(&self, title: &str, body: &str) -> Result<(), String> {
        self.app
            .notification()
            .builder()
            .title(title)
            .body(body)
            .show()
            .map_err(|error| error.to_string())
    }
}

/// Brings the window to the front when the person clicks a notification.
///
/// Called before the first notification: those shown earlier report no click.
pub fn focus_on_click(app: &AppHandle) {
    let handle = app.clone();
    let listening = app
        .notification()
        .on_action(move |_| windows::focus_main(&handle));
    if let Err(error) = listening {
        tracing::warn!(%error, "clicks on notifications are not heard");
    }
}
