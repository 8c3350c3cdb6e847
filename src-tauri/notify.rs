//! Notifications of the operating system. A click brings the window to the front and opens the
//! interview.

use muster_desk::{Notification, Notifier};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt as _;

use crate::places::{self, Place};

/// Under this name a notification carries the interview that its click opens.
const INTERVIEW: &str = "interview";

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
    /// On Linux the plugin delivers later and keeps failures to itself, so the notification service
    /// is asked first who it is: without one the desk hears why. `Ok` means "handed over", not
    /// "seen".
    fn notify(&self, notification: &Notification) -> Result<(), String> {
        let service = Service::find()?;
        let mut builder = self.app.notification().builder().title(&notification.title);
        if !notification.body.is_empty() {
            builder = builder.body(service.body(&notification.body));
        }
        if let Some(interview) = &notification.interview_id {
            builder = builder.extra(INTERVIEW, interview);
        }
        builder.show().map_err(|error| error.to_string())
    }
}

/// Opens the interview of a notification when the person clicks it.
///
/// Called before the first notification: those shown earlier report no click.
pub fn open_on_click(app: &AppHandle) {
    let handle = app.clone();
    let listening = app.notification().on_action(move |action| {
        let interview = action
            .notification()
            .and_then(|shown| shown.extra().get(INTERVIEW)?.as_str());
        tracing::info!("a notification was clicked");
        places::open(&handle, Place::of_notification(interview));
    });
    if let Err(error) = listening {
        tracing::warn!(%error, "clicks on notifications are not heard");
    }
}

/// Shows a sentence of the shell's own; where nothing shows it, it is lost.
pub fn say(app: &AppHandle, title: &str, body: &str) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "a notification was not shown");
    }
}

#[cfg(target_os = "linux")]
use linux::Service;

#[cfg(not(target_os = "linux"))]
use elsewhere::Service;

#[cfg(target_os = "linux")]
mod linux {
    use std::borrow::Cow;

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";

    /// What shows notifications on this desktop (Desktop Notifications Specification 1.2).
    pub struct Service {
        reads_markup: bool,
    }

    impl Service {
        /// Asks the session bus. Fails in the bus's words when nothing shows notifications.
        pub fn find() -> Result<Self, String> {
            let ask = || -> zbus::Result<Vec<String>> {
                let bus = zbus::blocking::Connection::session()?;
                bus.call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &())?
                    .body()
                    .deserialize()
            };
            let capabilities = ask().map_err(|error| error.to_string())?;
            Ok(Self {
                reads_markup: capabilities.iter().any(|one| one == "body-markup"),
            })
        }

        /// A second line as this service wants it written. A name such as "R&D <Berlin>" must
        /// neither disappear nor be taken for markup.
        pub fn body<'a>(&self, text: &'a str) -> Cow<'a, str> {
            if !self.reads_markup || !text.contains(['&', '<', '>']) {
                return Cow::Borrowed(text);
            }
            Cow::Owned(
                text.replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('>', "&gt;"),
            )
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_name_is_never_taken_for_markup() {
            let body = "R&D <Berlin>";
            let markup = Service { reads_markup: true };
            assert_eq!(markup.body(body), "R&amp;D &lt;Berlin&gt;");
            let plain = Service {
                reads_markup: false,
            };
            assert_eq!(plain.body(body), body);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    /// The system itself, which is always there and shows text as it is.
    pub struct Service;

    impl Service {
        #[expect(clippy::unnecessary_wraps, reason = "as on Linux, where it can fail")]
        pub fn find() -> Result<Self, String> {
            Ok(Self)
        }

        pub fn body<'a>(&self, text: &'a str) -> &'a str {
            text
        }
    }
}
