//! Notifications of the operating system.

use muster_desk::{Notification, Notifier};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

use crate::windows;

/// Shows the desk's notifications through the notification plugin.
pub struct SystemNotifier {
    app: AppHandle,
}

impl SystemNotifier {
    /// A notifier of this application.
    pub fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Notifier for SystemNotifier {
    /// On Linux the plugin delivers later and only logs when that fails, so `Ok` means "handed
    /// over", not "seen".
    fn notify(&self, notification: &Notification) -> Result<(), String> {
        let mut builder = self.app.notification().builder().title(&notification.title);
        if !notification.body.is_empty() {
            builder = builder.body(&notification.body);
        }
        builder.show().map_err(|error| error.to_string())
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
