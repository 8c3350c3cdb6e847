//! The icon in the tray, with the next interview.
//!
//! Not every desktop has a tray: GNOME has none without an extension, and a panel may start after
//! Muster or be closed while it runs. [`Tray::is_shown`] says how it is now; only while it is true
//! may the window be hidden, and a window that is hidden when the tray goes away comes back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use muster_desk::{Desk, Event};
use serde_json::{Value, json};
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager as _};
use tokio::sync::broadcast::error::RecvError;

use crate::places::{self, Place};
use crate::windows;

const ICON: &str = "muster";
const NEXT: &str = "next";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// How often the line is looked at when nothing changes: an interview that has begun is no longer
/// the next one.
const LOOK: Duration = Duration::from_secs(30);

/// How many upcoming interviews are asked for: those that run now come first and are passed over.
const ASKED: u32 = 20;

/// What is known of the tray.
#[derive(Debug, Default)]
pub struct Tray {
    shown: AtomicBool,
    next: std::sync::Mutex<Next>,
}

/// The next interview, as the tray shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Next {
    /// Its id; none when nothing is planned.
    interview_id: Option<String>,
    line: String,
}

impl Next {
    fn line(&self) -> &str {
        if self.line.is_empty() {
            "No interview is planned"
        } else {
            &self.line
        }
    }
}

impl Tray {
    /// Whether the desktop shows our icon now.
    pub fn is_shown(&self) -> bool {
        self.shown.load(Ordering::Acquire)
    }

    fn next(&self) -> Next {
        self.next
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}

/// Shows the icon wherever and whenever there is a tray, and keeps its line fresh.
pub fn start(app: &AppHandle, desk: Desk) {
    let handle = app.clone();
    tauri::async_runtime::spawn(async move { keep_fresh(handle, desk).await });
    let handle = app.clone();
    host::watch(move |there| {
        let app = handle.clone();
        let told = handle.run_on_main_thread(move || {
            if there {
                show(&app);
            } else {
                hide(&app);
            }
        });
        if let Err(error) = told {
            tracing::warn!(%error, "the tray was not changed");
        }
    });
}

fn show(app: &AppHandle) {
    if app.state::<Tray>().is_shown() {
        return;
    }
    // The library behind it ends in a panic on a system that lacks it.
    let built = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| build(app)));
    match built {
        Ok(Ok(())) => {
            app.state::<Tray>().shown.store(true, Ordering::Release);
            tracing::info!("the tray shows Muster");
        }
        Ok(Err(error)) => tracing::warn!(%error, "there is no tray icon"),
        Err(_) => tracing::warn!("there is no tray icon: a system library is missing"),
    }
}

fn hide(app: &AppHandle) {
    app.state::<Tray>().shown.store(false, Ordering::Release);
    drop(app.remove_tray_by_id(ICON));
    tracing::info!("there is no tray");
    let hidden = app
        .get_webview_window(windows::MAIN)
        .is_some_and(|window| !window.is_visible().unwrap_or(false));
    if hidden {
        windows::focus_main(app);
    }
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let next = app.state::<Tray>().next();
    let mut builder = TrayIconBuilder::with_id(ICON)
        .menu(&menu(app, &next)?)
        .tooltip(tooltip(&next))
        .on_menu_event(|app, event| clicked(app, &event));
    if let Some(icon) = app.default_window_icon() {
        builder = builder.icon(icon.clone());
    }
    builder.build(app)?;
    Ok(())
}

fn menu(app: &AppHandle, next: &Next) -> tauri::Result<Menu<tauri::Wry>> {
    let known = next.interview_id.is_some();
    Menu::with_items(
        app,
        &[
            &MenuItem::with_id(app, NEXT, plain(next.line()), known, None::<&str>)?,
            &PredefinedMenuItem::separator(app)?,
            &MenuItem::with_id(app, OPEN, "Open Muster", true, None::<&str>)?,
            &MenuItem::with_id(app, QUIT, "Quit Muster", true, None::<&str>)?,
        ],
    )
}

/// A menu takes the letter after `&` for a key.
fn plain(text: &str) -> String {
    text.replace('&', "&&")
}

fn tooltip(next: &Next) -> String {
    format!("Muster: {}", next.line())
}

fn clicked(app: &AppHandle, event: &MenuEvent) {
    match event.id().as_ref() {
        NEXT => {
            let next = app.state::<Tray>().next();
            places::open(app, Place::of_notification(next.interview_id.as_deref()));
        }
        OPEN => windows::focus_main(app),
        QUIT => app.exit(0),
        _ => {}
    }
}

/// Looks for the next interview whenever interviews change, and from time to time.
async fn keep_fresh(app: AppHandle, desk: Desk) {
    let mut events = desk.events();
    loop {
        // A workspace that does not open is told by the window.
        if let Ok(next) = find(&desk).await {
            set(&app, next);
        }
        let told = tokio::time::timeout(LOOK, async {
            loop {
                match events.recv().await {
                    Ok(Event::Changed { tags }) if !concerns_us(&tags) => {}
                    Ok(Event::Operation { .. } | Event::Notice { .. }) => {}
                    Ok(Event::Changed { .. }) | Err(RecvError::Lagged(_)) => return true,
                    Err(RecvError::Closed) => return false,
                }
            }
        });
        if told.await == Ok(false) {
            return;
        }
    }
}

fn concerns_us(tags: &[String]) -> bool {
    tags.iter().any(|tag| {
        matches!(
            tag.as_str(),
            "interviews" | "candidates" | "jobs" | "users" | "settings"
        )
    })
}

async fn find(desk: &Desk) -> Result<Next, muster_desk::Failure> {
    let parameters = json!({ "view": "upcoming", "limit": ASKED });
    let upcoming = desk.call("interview_list", parameters).await?;
    let now = desk.now();
    let items = upcoming["items"].as_array();
    let next = items.into_iter().flatten().find(|interview| {
        let start = interview["starts_at"].as_str().unwrap_or_default();
        chrono::DateTime::parse_from_rfc3339(start).is_ok_and(|start| start > now)
    });
    Ok(next.map(read).unwrap_or_default())
}

/// The words for an interview. Its time comes from the desk, in the reader's zone.
fn read(interview: &Value) -> Next {
    let text = |field: &str| interview[field].as_str().unwrap_or_default();
    Next {
        interview_id: interview["id"].as_str().map(str::to_owned),
        line: format!(
            "{} · {} · {}",
            text("spoken"),
            text("candidate_name"),
            text("job_title")
        ),
    }
}

fn set(app: &AppHandle, next: Next) {
    let tray = app.state::<Tray>();
    {
        let mut known = tray
            .next
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if *known == next {
            return;
        }
        *known = next.clone();
    }
    let handle = app.clone();
    let told = app.run_on_main_thread(move || {
        let Some(icon) = handle.tray_by_id(ICON) else {
            return;
        };
        let changed = menu(&handle, &next)
            .and_then(|menu| icon.set_menu(Some(menu)))
            .and_then(|()| icon.set_tooltip(Some(tooltip(&next))));
        if let Err(error) = changed {
            tracing::warn!(%error, "the tray shows an old line");
        }
    });
    if let Err(error) = told {
        tracing::warn!(%error, "the tray shows an old line");
    }
}

#[cfg(target_os = "linux")]
mod host {
    use zbus::blocking::Connection;
    use zbus::blocking::fdo::{DBusProxy, PropertiesProxy};

    /// Who holds the tray's items together (StatusNotifierItem of freedesktop.org, as desktops
    /// implement it).
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    const PATH: &str = "/StatusNotifierWatcher";

    /// Tells whether there is a tray now and whenever that changes. Without a session bus there is
    /// none, ever.
    pub fn watch(tell: impl Fn(bool) + Send + 'static) {
        std::thread::spawn(move || {
            if let Err(error) = follow(&tell) {
                tracing::info!(%error, "there is no tray");
                tell(false);
            }
        });
    }

    fn follow(tell: &impl Fn(bool)) -> zbus::Result<()> {
        let connection = Connection::session()?;
        let bus = DBusProxy::new(&connection)?;
        let changes = bus.receive_name_owner_changed_with_args(&[(0, WATCHER)])?;
        if bus.name_has_owner(WATCHER.try_into()?)? {
            tell(shows_items(&connection));
        } else {
            tracing::info!("this desktop has no tray");
        }
        for change in changes {
            let there = change.args()?.new_owner().is_some();
            tell(there && shows_items(&connection));
        }
        Ok(())
    }

    /// A watcher alone shows nothing: a panel must have told it that it will.
    fn shows_items(connection: &Connection) -> bool {
        let ask = || -> zbus::Result<bool> {
            let watcher = PropertiesProxy::builder(connection)
                .destination(WATCHER)?
                .path(PATH)?
                .build()?;
            let there = watcher.get(WATCHER.try_into()?, "IsStatusNotifierHostRegistered")?;
            Ok(bool::try_from(there)?)
        };
        ask().unwrap_or(false)
    }
}

#[cfg(not(target_os = "linux"))]
mod host {
    /// These systems always have a tray or a menu bar.
    pub fn watch(tell: impl Fn(bool) + Send + 'static) {
        tell(true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_when_and_whom() {
        let next = read(&json!({
            "id": "i1",
            "spoken": "Tue 24 Nov 15:00",
            "candidate_name": "Ada Lovelace",
            "job_title": "Engineer, R&D",
        }));
        assert_eq!(next.interview_id.as_deref(), Some("i1"));
        assert_eq!(
            next.line(),
            "Tue 24 Nov 15:00 · Ada Lovelace · Engineer, R&D"
        );
        assert_eq!(
            plain(next.line()),
            "Tue 24 Nov 15:00 · Ada Lovelace · Engineer, R&&D"
        );
    }

    #[test]
    fn a_day_without_interviews_says_so() {
        assert_eq!(tooltip(&Next::default()), "Muster: No interview is planned");
    }
}
