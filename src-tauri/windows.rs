//! The windows of Muster, and what they may load.

use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{AppHandle, Manager as _, Url, WebviewUrl};

/// Label of the main window: the name in `capabilities/main.json` and in the host's allow-list.
pub const MAIN: &str = "main";

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

/// Opens the main window.
pub fn open_main(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Muster")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
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
        .build()?;
    Ok(())
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
