//! Cargo tools at pinned versions, compiled once into the user's cache.

use std::path::{Path, PathBuf};

use crate::process::{program, require};
use crate::repo::Repo;

/// A tool from crates.io.
pub struct Tool {
    /// Name of the crate and of the program.
    pub name: &'static str,
    /// The pinned version.
    pub version: &'static str,
}

/// Checks licences, bans and sources by `deny.toml`.
pub const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
/// Speaks WebDriver for a Tauri window.
pub const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
};

impl Tool {
    /// The program, when it is installed at the pinned version.
    pub fn installed(&self) -> Option<PathBuf> {
        let root = tools_folder().ok()?;
        let ledger = std::fs::read_to_string(root.join(".crates.toml")).ok()?;
        let program = root.join("bin").join(self.name);
        (self.is_listed(&ledger) && program.is_file()).then_some(program)
    }

    /// The program; compiled first when it is missing. A debug build, because compiling it
    /// costs more than running it ever will.
    ///
    /// # Errors
    /// When it cannot be compiled.
    pub fn install(&self, repo: &Repo) -> Result<PathBuf, String> {
        if let Some(program) = self.installed() {
            return Ok(program);
        }
        let root = tools_folder()?;
        println!(
            "Compiling {} {} once, into {}",
            self.name,
            self.version,
            root.display()
        );
        let mut install = program(repo, "cargo");
        install
            .args(["install", "--locked", "--debug", "--quiet", "--root"])
            .arg(&root)
            .args(["--version", self.version, self.name])
            .env_remove("CARGO_TARGET_DIR");
        require(&mut install, &format!("Installing {}", self.name))?;
        self.installed().ok_or_else(|| {
            format!(
                "{} was installed, but is not in {}.",
                self.name,
                root.display()
            )
        })
    }

    /// Reads cargo's own list of what it installed below a root.
    fn is_listed(&self, ledger: &str) -> bool {
        let entry = format!("\"{} {} (", self.name, self.version);
        ledger.lines().any(|line| line.starts_with(&entry))
    }
}

/// `<user cache>/muster/tools`, shared by all checkouts.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn tools_folder() -> Result<PathBuf, String> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| Path::new(&home).join(".cache")))
        .map(|cache| cache.join("muster/tools"))
        .ok_or_else(|| "HOME is not set, so there is no place for tools. Set it.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_does_not_count_as_installed() {
        let ledger = "[v1]\n\"tauri-driver 2.0.5 (registry+x)\" = [\"tauri-driver\"]\n";
        assert!(!TAURI_DRIVER.is_listed(ledger));
        assert!(TAURI_DRIVER.is_listed(&ledger.replace("2.0.5", TAURI_DRIVER.version)));
    }
}
