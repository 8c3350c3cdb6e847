//! The windows of Muster, and what they may load.

use std::path::PathBuf;

use serde::Serialize;
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{
    AppHandle, DragDropEvent, Emitter as _, Manager as _, Url, WebviewUrl, Window, WindowEvent,
};

use crate::shell_settings::ShellSettings;
use crate::tray::Tray;
use crate::window_state::WindowState;

/// Label of the main window: the name in `capabilities/main.json` and in the host's allow-list.
pub const MAIN: &str = "main";

/// The event that tells the window which files were dropped on it; its payload is [`Dropped`].
pub const DROPPED: &str = "muster:dropped";

/// Size of a new main window in logical pixels.
const SIZE: (f64, f64) = (1280.0, 800.0);
/// The smallest size the screens are laid out for, in logical pixels.
const SMALLEST: (f64, f64) = (360.0, 480.0);

/// Checks that there is a screen to open a window on. Linux only; other systems always have one.
///
/// Returns a sentence for the terminal otherwise: GTK would end the process with a stack trace.
pub fn display() -> Result<(), &'static str> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Err(
            "There is no display to open a window on. Start Muster from a desktop session, or use \
             the `muster` command.",
        );
    }
    Ok(())
}

/// Payload of [`DROPPED`].
#[derive(Debug, Clone, Serialize)]
struct Dropped {
    paths: Vec<PathBuf>,
}

/// Opens the main window where it lay last. In safe mode it lies where the desktop puts it, and the
/// web view starts with nothing kept from before.
pub fn open_main(app: &AppHandle, safe_mode: bool) -> tauri::Result<()> {
    let title = if safe_mode {
        "Muster (safe mode)"
    } else {
        "Muster"
    };
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(title)
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .visible(false)
        .incognito(safe_mode)
        .devtools(cfg!(debug_assertions))
        .on_navigation(|url| {
            let ours = is_ours(url, tauri::is_dev());
            if !ours {
                tracing::warn!(
                    scheme = url.scheme(),
                    host = url.host_str(),
                    "refused to leave the page"
                );
            }
            ours
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    if let Err(error) = app.state::<WindowState>().restore(&window) {
        tracing::warn!(%error, "the window does not lie where it lay");
    }
    window.show()
}

/// What the desktop did to a window.
pub fn happened(window: &Window, event: &WindowEvent) {
    if window.label() != MAIN {
        return;
    }
    let app = window.app_handle();
    match event {
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => app.state::<WindowState>().note(window),
        WindowEvent::CloseRequested { api, .. } => {
            app.state::<WindowState>().keep();
            // Where no tray shows Muster, a hidden window could not be brought back.
            if app.state::<ShellSettings>().keep_in_tray() && app.state::<Tray>().is_shown() {
                match window.hide() {
                    Ok(()) => api.prevent_close(),
                    Err(error) => tracing::warn!(%error, "the window was not hidden"),
                }
            }
        }
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            let dropped = Dropped {
                paths: paths.clone(),
            };
            if let Err(error) = app.emit_to(MAIN, DROPPED, dropped) {
                tracing::warn!(%error, "the window did not hear of dropped files");
            }
        }
        _ => {}
    }
}

/// Whether an address is Muster's own page: the built-in one, or in development Vite's.
///
/// The window has the command list behind it, so it never shows anything from elsewhere.
fn is_ours(url: &Url, development: bool) -> bool {
    match (url.scheme(), url.host_str(), url.port()) {
        // macOS and Linux.
        ("tauri", Some("localhost"), None)
        // Windows.
        | ("http" | "https", Some("tauri.localhost"), None) => true,
        ("http", Some("localhost"), Some(5173)) => development,
        _ => false,
    }
}

/// Brings the main window to the front, from the dock or from behind others.
pub fn focus_main(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not come to the front");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ours(address: &str, development: bool) -> bool {
        is_ours(&Url::parse(address).unwrap(), development)
    }

    #[test]
    fn the_window_stays_on_its_own_page() {
        for page in [
            "tauri://localhost/",
            "tauri://localhost/index.html#/today",
            "http://tauri.localhost/",
        ] {
            assert!(ours(page, false), "{page}");
        }
        for elsewhere in [
            "https://example.org/",
            "https://tauri.localhost.example.org/",
            "tauri://example.org/",
            "http://localhost:5173/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
        ] {
            assert!(!ours(elsewhere, false), "{elsewhere}");
        }
        assert!(ours("http://localhost:5173/", true));
        assert!(!ours("http://localhost:5174/", true));
    }
}
