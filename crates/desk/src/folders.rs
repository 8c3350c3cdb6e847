//! Where this machine keeps Muster's files when nobody says otherwise.

use std::path::PathBuf;

/// Where this platform keeps an application's data, by its own conventions.
pub fn data_folder() -> PathBuf {
    let home = std::env::home_dir().unwrap_or_default();
    let base = if cfg!(target_os = "macos") {
        home.join("Library/Application Support")
    } else if cfg!(windows) {
        std::env::var_os("APPDATA").map_or_else(|| home.join("AppData/Roaming"), PathBuf::from)
    } else {
        std::env::var_os("XDG_DATA_HOME").map_or_else(|| home.join(".local/share"), PathBuf::from)
    };
    base.join("muster")
}

/// The workspace that the window and `muster` open by default.
pub fn default_workspace() -> PathBuf {
    data_folder().join("workspace")
}
