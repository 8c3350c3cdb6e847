//! How the shell behaves around the window: whether Muster starts with the computer, and whether
//! closing the window leaves it in the tray. Both are off until somebody asks for them.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use muster_desk::{Code, Failure};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _, State};

use crate::tray::Tray;
use crate::{autostart, small_file};

const FILE: &str = "shell.json";

/// What is kept in the file. Whether Muster starts with the computer is asked of the system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    keep_in_tray: bool,
}

/// The settings of this process.
#[derive(Debug, Default)]
pub struct ShellSettings {
    file: Option<PathBuf>,
    kept: Mutex<Kept>,
}

impl ShellSettings {
    /// Reads the settings of this user.
    pub fn load(app: &AppHandle) -> Self {
        let file = match small_file::folder(app) {
            Ok(folder) => Some(folder.join(FILE)),
            Err(error) => {
                tracing::warn!(%error, "the shell's settings have no place");
                None
            }
        };
        let kept = file.as_deref().and_then(small_file::read);
        Self {
            file,
            kept: Mutex::new(kept.unwrap_or_default()),
        }
    }

    /// Whether closing the window leaves Muster in the tray, where there is one.
    pub fn keep_in_tray(&self) -> bool {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .keep_in_tray
    }

    fn set_keep_in_tray(&self, keep: bool) -> std::io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = Kept { keep_in_tray: keep };
        if let Some(file) = &self.file {
            small_file::write(file, &changed)?;
        }
        *kept = changed;
        Ok(())
    }
}

/// The settings as the window shows them.
#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "two switches, and for each whether this computer has it"
)]
pub struct View {
    /// Muster starts with the computer.
    autostart: bool,
    /// Whether this system lets Muster do so.
    autostart_available: bool,
    /// Closing the window leaves Muster in the tray.
    keep_in_tray: bool,
    /// Whether this desktop shows a tray now.
    tray_available: bool,
}

/// What the window wants changed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    autostart: Option<bool>,
    keep_in_tray: Option<bool>,
}

/// Shows the settings: `invoke("shell_settings")`.
#[tauri::command]
pub async fn shell_settings(app: AppHandle) -> View {
    view(&app)
}

/// Changes the settings and shows them: `invoke("change_shell_settings", {change})`.
#[tauri::command]
pub async fn change_shell_settings(
    app: AppHandle,
    settings: State<'_, ShellSettings>,
    change: Change,
) -> Result<View, Failure> {
    if let Some(keep) = change.keep_in_tray {
        if keep && !app.state::<Tray>().is_shown() {
            return Err(Failure::parameter(
                "keep_in_tray",
                "This desktop shows no tray, so a hidden window could not be brought back.",
                "Minimise the window instead, or add a tray to your desktop.",
            ));
        }
        settings.set_keep_in_tray(keep).map_err(|error| {
            Failure::new(
                Code::FileUnreadable,
                format!("The setting was not kept: {error}."),
                "Check that your folder for settings can be written.",
            )
        })?;
    }
    if let Some(start) = change.autostart {
        autostart::set(&app, start).map_err(|error| {
            Failure::new(
                Code::InvalidState,
                format!("The system did not take the change: {error}."),
                "Change it in the settings of your system, under programs that start by themselves.",
            )
        })?;
        tracing::info!(start, "starting with the computer was changed");
    }
    Ok(view(&app))
}

fn view(app: &AppHandle) -> View {
    let autostart = autostart::is_on(app);
    View {
        autostart: autostart.as_ref().is_ok_and(|on| *on),
        autostart_available: autostart.is_ok(),
        keep_in_tray: app.state::<ShellSettings>().keep_in_tray(),
        tray_available: app.state::<Tray>().is_shown(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn closing_quits_until_somebody_asks_for_the_tray() {
        let folder = tempfile::tempdir().unwrap();
        let settings = ShellSettings {
            file: Some(folder.path().join(FILE)),
            kept: Mutex::default(),
        };
        assert!(!settings.keep_in_tray());
        settings.set_keep_in_tray(true).unwrap();
        assert!(settings.keep_in_tray());
        let kept: Kept = small_file::read(&folder.path().join(FILE)).unwrap();
        assert!(kept.keep_in_tray);
    }

    #[test]
    fn a_setting_that_cannot_be_kept_is_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        std::fs::write(&blocked, "").unwrap();
        let settings = ShellSettings {
            file: Some(blocked.join(FILE)),
            kept: Mutex::default(),
        };
        assert!(settings.set_keep_in_tray(true).is_err());
        assert!(!settings.keep_in_tray());
    }

    #[test]
    fn only_these_two_can_be_changed() {
        let change: Change = serde_json::from_str(r#"{"keep_in_tray":true}"#).unwrap();
        assert_eq!((change.keep_in_tray, change.autostart), (Some(true), None));
        assert!(serde_json::from_str::<Change>(r#"{"tray_available":true}"#).is_err());
    }
}
