//! The crash reports that the desktop window left.

use std::path::{Path, PathBuf};

use serde::Serialize;

use muster_desk::folders;

/// Where they are and how many.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Reports {
    folder: String,
    count: usize,
}

impl Reports {
    /// For a line on the terminal.
    pub fn words(&self) -> String {
        match self.count {
            0 => "none".to_owned(),
            1 => format!("1 report in {}", self.folder),
            count => format!("{count} reports in {}", self.folder),
        }
    }
}

/// Counts the reports of this user.
pub fn look() -> Reports {
    count(&folder())
}

/// Beside the window's log, in the platform's data directory.
fn folder() -> PathBuf {
    folders::data_folder().join("logs").join("crashes")
}

fn count(folder: &Path) -> Reports {
    let reports = std::fs::read_dir(folder).map_or(0, |entries| {
        entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("crash-"))
            .count()
    });
    Reports {
        folder: folder.display().to_string(),
        count: reports,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_counted_and_a_missing_folder_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let missing = count(&folder.path().join("none"));
        assert_eq!((missing.count, missing.words().as_str()), (0, "none"));
        std::fs::write(folder.path().join("crash-1.txt"), "").unwrap();
        std::fs::write(folder.path().join("other.txt"), "").unwrap();
        let one = count(folder.path());
        assert_eq!(one.count, 1);
        assert!(one.words().starts_with("1 report in "), "{}", one.words());
    }
}
