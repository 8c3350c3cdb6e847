//! Small files of the shell's own, in the platform's folder for settings: how the window lay, and
//! whether it stays in the tray. They hold nothing of a recruiter's work, so a file that cannot be
//! read counts as absent.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tauri::{AppHandle, Manager as _};

/// Where this platform keeps settings.
pub fn folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    Ok(app.path().config_dir()?.join("muster"))
}

/// Reads a file; `None` when it is not there or cannot be understood.
pub fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let text = std::fs::read(file).ok()?;
    match serde_json::from_slice(&text) {
        Ok(value) => Some(value),
        Err(error) => {
            tracing::warn!(file = %file.display(), %error, "not understood, so it counts as absent");
            None
        }
    }
}

/// Writes a file so that it is either the old or the new one, whatever happens meanwhile.
pub fn write(file: &Path, value: &impl Serialize) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = file.with_extension("new");
    std::fs::write(&beside, serde_json::to_vec_pretty(value)?)?;
    std::fs::rename(beside, file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn what_was_written_is_read_and_rubbish_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("muster/window.json");
        assert_eq!(read::<Vec<u32>>(&file), None);
        write(&file, &[1, 2]).unwrap();
        write(&file, &[3]).unwrap();
        assert_eq!(read::<Vec<u32>>(&file), Some(vec![3]));
        std::fs::write(&file, "{ half").unwrap();
        assert_eq!(read::<Vec<u32>>(&file), None);
    }
}
