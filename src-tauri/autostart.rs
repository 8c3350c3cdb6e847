//! Starting with the computer.
//!
//! On Linux an entry of our own in the desktop's autostart folder: the plugin's goes to
//! `~/.config` whatever `XDG_CONFIG_HOME` says, and is not quoted. Elsewhere the plugin does it.

#[cfg(target_os = "linux")]
pub use linux::{is_on, set};

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{is_on, set};

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::path::{Path, PathBuf};

    use tauri::{AppHandle, Manager as _};

    use crate::desktop_entry;

    const FILE: &str = "muster.desktop";

    /// Whether Muster starts with the computer; fails where that cannot be known.
    pub fn is_on(app: &AppHandle) -> Result<bool, String> {
        Ok(file(app)?.is_file())
    }

    /// Turns it on or off.
    pub fn set(app: &AppHandle, on: bool) -> Result<(), String> {
        let file = file(app)?;
        let done = if on { write(&file) } else { remove(&file) };
        done.map_err(|error| error.to_string())
    }

    fn file(app: &AppHandle) -> Result<PathBuf, String> {
        let folder = app.path().config_dir().map_err(|error| error.to_string())?;
        Ok(folder.join("autostart").join(FILE))
    }

    fn write(file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, entry(&desktop_entry::program()?.to_string_lossy()))
    }

    fn remove(file: &Path) -> io::Result<()> {
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// With `TryExec`, so that nothing is started once Muster was removed.
    fn entry(program: &str) -> String {
        format!(
            "[Desktop Entry]\nType=Application\nName=Muster\nTryExec={program}\nExec={}\n\
             Terminal=false\nX-GNOME-Autostart-enabled=true\n",
            desktop_entry::exec(program)
        )
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::unwrap_used, clippy::expect_used)]
        use super::*;

        #[test]
        fn it_is_turned_on_and_off_any_number_of_times() {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("autostart/muster.desktop");
            remove(&file).unwrap();
            write(&file).unwrap();
            write(&file).unwrap();
            assert!(file.is_file());
            remove(&file).unwrap();
            remove(&file).unwrap();
            assert!(!file.exists());
        }

        #[test]
        fn a_muster_that_was_removed_is_not_started() {
            let entry = entry("/usr/bin/muster-desktop");
            assert!(
                entry.contains("\nTryExec=/usr/bin/muster-desktop\n"),
                "{entry}"
            );
            assert!(
                entry.contains("\nExec=/usr/bin/muster-desktop\n"),
                "{entry}"
            );
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use tauri::AppHandle;
    use tauri_plugin_autostart::ManagerExt as _;

    /// Whether Muster starts with the computer; fails where that cannot be known.
    pub fn is_on(app: &AppHandle) -> Result<bool, String> {
        app.autolaunch()
            .is_enabled()
            .map_err(|error| error.to_string())
    }

    /// Turns it on or off.
    pub fn set(app: &AppHandle, on: bool) -> Result<(), String> {
        let launcher = app.autolaunch();
        let done = if on {
            launcher.enable()
        } else {
            launcher.disable()
        };
        done.map_err(|error| error.to_string())
    }
}
