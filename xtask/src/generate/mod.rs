//! `cargo xtask gen`: the files that are generated from others and committed, so that a checkout
//! builds without a database and the window's client matches the command list.
//!
//! - `.sqlx/`: what SQLite says about each checked query, over the schema of `migrations/local`.
//! - `ui/src/generated/` and `docs/reference/`: from `muster commands --json`.

mod commands;
mod queries;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::arguments::Arguments;
use crate::debian::{self, Purpose};
use crate::node;
use crate::process::{cargo, require};
use crate::repo::{Repo, workspace_arguments};

/// What is compiled on the way.
#[derive(Clone, Copy)]
pub enum Checked {
    /// Only the packages that the generated files come from: quick by itself.
    Owners,
    /// The whole workspace, which is built already: shares everything with the other steps.
    Workspace {
        /// Whether the shell is left out.
        core: bool,
    },
}

/// Carries out the subcommand.
///
/// # Errors
/// When something cannot be generated.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let check = arguments.flag("--check");
    arguments.finish()?;
    debian::install(repo, Purpose::Generate, true)?;
    node::install(repo, &repo.root)?;
    if check {
        let stale = stale_files(repo, Checked::Owners)?;
        for file in &stale {
            println!("stale: {file}");
        }
        if stale.is_empty() {
            println!("The generated files are fresh.");
            return Ok(ExitCode::SUCCESS);
        }
        println!("Run `cargo xtask gen` and commit the result.");
        return Ok(ExitCode::FAILURE);
    }
    let mut changed = write(repo, &queries::generate(repo, Checked::Owners)?)?;
    // Only now does the store compile, if its queries have changed.
    build_command_line(repo)?;
    changed.extend(write(repo, &commands::generate(repo)?)?);
    for file in &changed {
        println!("written: {file}");
    }
    println!("{} generated files changed.", changed.len());
    Ok(ExitCode::SUCCESS)
}

/// The generated files that differ from what would be generated now, as paths from the root.
///
/// # Errors
/// When something cannot be generated.
pub fn stale_files(repo: &Repo, checked: Checked) -> Result<Vec<String>, String> {
    let mut stale = differing(repo, &queries::generate(repo, checked)?)?;
    let built = matches!(checked, Checked::Workspace { .. });
    // With a stale cache the store does not compile, so `muster` cannot be asked.
    if built || stale.is_empty() {
        if !built {
            build_command_line(repo)?;
        }
        stale.extend(differing(repo, &commands::generate(repo)?)?);
    }
    Ok(stale
        .into_iter()
        .map(|difference| difference.relative)
        .collect())
}

/// Freshly generated files below a folder that mirrors the checkout.
struct Generated {
    folder: PathBuf,
    /// Folders of the checkout in which nothing else may be, such as `.sqlx`.
    owned: &'static [&'static str],
}

/// A file that is not as generated: changed, missing, or (`fresh: None`) no longer generated.
struct Difference {
    relative: String,
    fresh: Option<Vec<u8>>,
}

fn differing(repo: &Repo, generated: &Generated) -> Result<Vec<Difference>, String> {
    let mut names = files_below(&generated.folder, Path::new(""))?;
    for owned in generated.owned {
        if repo.path(owned).is_dir() {
            names.extend(files_below(&repo.root, Path::new(owned))?);
        }
    }
    let mut differences = Vec::new();
    for name in names {
        let fresh = std::fs::read(generated.folder.join(&name)).ok();
        let committed = std::fs::read(repo.path(&name)).ok();
        if fresh != committed {
            let relative = name.to_string_lossy().into_owned();
            differences.push(Difference { relative, fresh });
        }
    }
    Ok(differences)
}

fn write(repo: &Repo, generated: &Generated) -> Result<Vec<String>, String> {
    let mut changed = Vec::new();
    for Difference { relative, fresh } in differing(repo, generated)? {
        let file = repo.path(&relative);
        let done = match (fresh, file.parent()) {
            (None, _) => std::fs::remove_file(&file),
            (Some(fresh), Some(folder)) => {
                std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, fresh))
            }
            (Some(_), None) => Ok(()),
        };
        done.map_err(|error| format!("{relative} cannot be written: {error}."))?;
        changed.push(relative);
    }
    Ok(changed)
}

/// The files below `folder`, as paths from `base`, sorted.
fn files_below(base: &Path, folder: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let mut files = BTreeSet::new();
    let listed = base.join(folder);
    let unreadable = |error| format!("{} cannot be read: {error}.", listed.display());
    for entry in std::fs::read_dir(&listed).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = folder.join(entry.file_name());
        if entry.file_type().map_err(unreadable)?.is_dir() {
            files.extend(files_below(base, &name)?);
        } else {
            files.insert(name);
        }
    }
    Ok(files)
}

/// An empty folder for one generator.
fn empty_scratch(repo: &Repo, name: &str) -> Result<PathBuf, String> {
    let folder = repo.scratch(name)?;
    std::fs::remove_dir_all(&folder)
        .and_then(|()| std::fs::create_dir_all(&folder))
        .map_err(|error| format!("{} cannot be emptied: {error}.", folder.display()))?;
    Ok(folder)
}

/// `muster`, with the same features as in a test run, because they add commands to the list.
fn build_command_line(repo: &Repo) -> Result<(), String> {
    let mut build = cargo(repo);
    build.args(["build", "--quiet", "--package", "muster-cli"]);
    require(&mut build, "Building `muster`")
}

/// Packages and features of a check run.
fn check_arguments(checked: Checked, owners: &[String]) -> Vec<String> {
    match checked {
        Checked::Workspace { core } => workspace_arguments(core),
        Checked::Owners => owners
            .iter()
            .flat_map(|owner| ["--package".to_owned(), owner.clone()])
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkout in a temporary folder of this process, with the given files.
    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("muster-xtask-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        for (path, text) in files {
            let file = root.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        root
    }

    #[test]
    fn stale_missing_and_orphaned_files_are_listed_and_mended() {
        let root = folder(
            "checkout",
            &[
                (".sqlx/query-same.json", "1"),
                (".sqlx/query-stale.json", "old"),
                (".sqlx/query-orphan.json", "3"),
                ("docs/by-hand.md", "kept"),
            ],
        );
        let fresh = folder(
            "fresh",
            &[
                (".sqlx/query-same.json", "1"),
                (".sqlx/query-stale.json", "new"),
                ("docs/reference/commands.md", "list"),
            ],
        );
        let repo = Repo {
            target: root.join("target"),
            root: root.clone(),
        };
        let generated = Generated {
            folder: fresh.clone(),
            owned: &[".sqlx"],
        };
        let stale: Vec<_> = differing(&repo, &generated)
            .unwrap()
            .into_iter()
            .map(|one| one.relative)
            .collect();
        assert_eq!(
            stale,
            [
                ".sqlx/query-orphan.json",
                ".sqlx/query-stale.json",
                "docs/reference/commands.md"
            ]
        );

        write(&repo, &generated).unwrap();
        assert!(differing(&repo, &generated).unwrap().is_empty());
        assert!(!root.join(".sqlx/query-orphan.json").exists());
        assert_eq!(
            std::fs::read_to_string(root.join("docs/by-hand.md")).unwrap(),
            "kept"
        );
        std::fs::remove_dir_all(root).unwrap();
        std::fs::remove_dir_all(fresh).unwrap();
    }
}
