//! How the window lay when it was closed: size, place, and whether it filled the screen.
//!
//! A screen may be gone at the next start. The window is then as large as the largest screen at
//! most, and lies where the desktop puts new windows.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _, PhysicalPosition, PhysicalSize, WebviewWindow, Window};

use crate::small_file;

const FILE: &str = "window.json";

/// How often a change is kept, so that it survives a computer that is switched off.
const KEEP: Duration = Duration::from_secs(2);

/// How much of the window's upper edge must be on a screen, in physical pixels, so that somebody
/// can take hold of it.
const HANDLE: (i64, i64) = (120, 40);

/// In physical pixels; the place is that of the outer frame, the size that of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Layout {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
    #[serde(default)]
    maximised: bool,
}

/// A screen, in physical pixels.
#[derive(Debug, Clone, Copy)]
struct Screen {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Layout {
    /// The size that fits on these screens, and the place if the window can be reached there.
    fn fitted(self, screens: &[Screen]) -> ((u32, u32), Option<(i32, i32)>) {
        let largest = screens
            .iter()
            .max_by_key(|screen| u64::from(screen.width) * u64::from(screen.height));
        let (width, height) = largest.map_or((self.width, self.height), |screen| {
            (self.width.min(screen.width), self.height.min(screen.height))
        });
        let reachable = screens.iter().any(|screen| {
            let overlap = |at: i32, length: i64, from: i32, over: u32| {
                let end = (i64::from(at) + length).min(i64::from(from) + i64::from(over));
                end - i64::from(at).max(i64::from(from))
            };
            overlap(self.x, i64::from(width), screen.x, screen.width) >= HANDLE.0
                && overlap(self.y, HANDLE.1, screen.y, screen.height) >= HANDLE.1
        });
        ((width, height), reachable.then_some((self.x, self.y)))
    }
}

/// Follows the main window.
#[derive(Debug, Default)]
pub struct WindowState {
    file: Option<PathBuf>,
    last: Mutex<Option<Layout>>,
    kept: Mutex<Option<Layout>>,
}

impl WindowState {
    /// Reads how the window lay last. Safe mode does not read it, and keeps it as it is.
    pub fn load(app: &AppHandle, safe_mode: bool) -> Self {
        let file = small_file::folder(app)
            .ok()
            .filter(|_| !safe_mode)
            .map(|folder| folder.join(FILE));
        let last = file.as_deref().and_then(small_file::read);
        Self {
            file,
            last: Mutex::new(last),
            kept: Mutex::new(last),
        }
    }

    /// Keeps changes from now on.
    pub fn keep_changes(app: &AppHandle) {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            loop {
                tokio::time::sleep(KEEP).await;
                app.state::<Self>().keep();
            }
        });
    }

    /// Puts a new window where it lay.
    pub fn restore(&self, window: &WebviewWindow) -> tauri::Result<()> {
        let Some(layout) = *self.last.lock().unwrap_or_else(PoisonError::into_inner) else {
            return Ok(());
        };
        let screens: Vec<Screen> = window
            .available_monitors()?
            .iter()
            .map(|monitor| Screen {
                x: monitor.position().x,
                y: monitor.position().y,
                width: monitor.size().width,
                height: monitor.size().height,
            })
            .collect();
        let ((width, height), place) = layout.fitted(&screens);
        window.set_size(PhysicalSize { width, height })?;
        if let Some((x, y)) = place {
            window.set_position(PhysicalPosition { x, y })?;
        }
        if layout.maximised {
            window.maximize()?;
        }
        Ok(())
    }

    /// The window was moved or its size changed.
    pub fn note(&self, window: &Window) {
        let Ok(maximised) = window.is_maximized() else {
            return;
        };
        if window.is_minimized().unwrap_or(true) || !window.is_visible().unwrap_or(false) {
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if maximised && let Some(last) = last.as_mut() {
            // It goes back to the size it had when it is made smaller again.
            last.maximised = true;
            return;
        }
        let (Ok(at), Ok(size)) = (window.outer_position(), window.inner_size()) else {
            return;
        };
        *last = Some(Layout {
            x: at.x,
            y: at.y,
            width: size.width,
            height: size.height,
            maximised,
        });
    }

    /// Keeps it for the next start.
    pub fn keep(&self) {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(file), Some(layout)) = (&self.file, last) else {
            return;
        };
        if *kept == last {
            return;
        }
        // What cannot be written now will not be tried again until it changes.
        *kept = last;
        if let Err(error) = small_file::write(file, &layout) {
            tracing::warn!(%error, "how the window lies was not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Screen = Screen {
        x: 0,
        y: 0,
        width: 1920,
        height: 1080,
    };
    const SECOND: Screen = Screen {
        x: 1920,
        y: -200,
        width: 2560,
        height: 1440,
    };

    fn at(x: i32, y: i32) -> Layout {
        Layout {
            x,
            y,
            width: 1200,
            height: 800,
            maximised: false,
        }
    }

    #[test]
    fn a_window_opens_where_it_lay() {
        for place in [(100, 50), (-900, 0), (1800, 1000), (2500, -200)] {
            let (size, found) = at(place.0, place.1).fitted(&[LAPTOP, SECOND]);
            assert_eq!((size, found), ((1200, 800), Some(place)));
        }
    }

    #[test]
    fn a_window_of_a_screen_that_is_gone_opens_on_the_one_that_is_there() {
        for place in [
            (2500, 100),
            (-1150, 0),
            (100, 1060),
            (100, -300),
            (i32::MAX, i32::MIN),
        ] {
            assert_eq!(at(place.0, place.1).fitted(&[LAPTOP]).1, None, "{place:?}");
        }
    }

    #[test]
    fn a_window_is_never_larger_than_the_largest_screen() {
        let huge = Layout {
            width: 9000,
            height: 700,
            ..at(0, 0)
        };
        assert_eq!(huge.fitted(&[LAPTOP]).0, (1920, 700));
        assert_eq!(huge.fitted(&[LAPTOP, SECOND]).0, (2560, 700));
        assert_eq!(huge.fitted(&[]), ((9000, 700), None));
    }
}
