//! Where things are.

use std::path::{Path, PathBuf};

/// Features of every build that is run or tested here. One set, so that nothing compiles twice:
/// the built UI is inside the binary, and the clock can be set.
const FEATURES: &str = "custom-protocol,testing";

/// This checkout.
pub struct Repo {
    /// The folder with the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
}

impl Repo {
    /// Finds the checkout from the current folder upwards.
    ///
    /// # Errors
    /// When no folder above holds `xtask/Cargo.toml`.
    pub fn find() -> Result<Self, String> {
        let here = std::env::current_dir()
            .map_err(|error| format!("The current folder cannot be read: {error}."))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("xtask/Cargo.toml").is_file())
            .ok_or("This is not inside a checkout of Muster. Change into one and try again.")?
            .to_path_buf();
        let target = target_of_this_binary().unwrap_or_else(|| root.join("target"));
        Ok(Self { root, target })
    }

    /// A path inside the checkout.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A binary that a debug build leaves in the target folder.
    pub fn binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// A folder for this tool's own files, below the target folder. Made when it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn scratch(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.target.join("xtask").join(name);
        make_folder(&folder)?;
        Ok(folder)
    }
}

/// The packages and features that every cargo call of a run shares.
pub fn workspace_arguments(core: bool) -> Vec<String> {
    let words: &[&str] = if core {
        &["--workspace", "--exclude", "muster-desktop"]
    } else {
        &["--workspace", "--features", FEATURES]
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The features of the desktop build, for `--features`.
pub fn desktop_features() -> &'static str {
    FEATURES
}

/// Makes a folder and those above it.
///
/// # Errors
/// When the system refuses.
pub fn make_folder(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))
}

/// Cargo puts this binary into `<target>/debug`; a target folder elsewhere is found that way.
fn target_of_this_binary() -> Option<PathBuf> {
    let binary = std::env::current_exe().ok()?;
    let profile = binary.parent()?;
    (profile.file_name()? == "debug").then(|| profile.parent().map(Path::to_path_buf))?
}
