//! The offline cache of sqlx's checked queries, without sqlx-cli: the macros themselves write a
//! file for each query when they see `DATABASE_URL` and `SQLX_OFFLINE_DIR`.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Checked, Generated, check_arguments, empty_scratch, files_below};
use crate::process::{cargo, require};
use crate::repo::{Repo, make_folder};

/// What marks a source file with checked queries.
const MACROS: &[&str] = &["query!(", "query_as!(", "query_scalar!(", "query_file"];

/// Generates the cache into a scratch folder.
///
/// # Errors
/// When a migration or the check fails.
pub fn generate(repo: &Repo, checked: Checked) -> Result<Generated, String> {
    let folder = empty_scratch(repo, "queries")?;
    let cache = folder.join(".sqlx");
    make_folder(&cache)?;
    let sources = sources_with_queries(repo)?;
    if sources.is_empty() {
        return Ok(Generated {
            folder,
            owned: &[".sqlx"],
        });
    }
    // Beside the mirror of the checkout, not in it: it is no generated file.
    let database = empty_scratch(repo, "database")?.join("schema.sqlite");
    migrate(repo, &database)?;

    let mut owners: Vec<_> = sources
        .iter()
        .filter_map(|file| package_of(repo, file))
        .collect();
    owners.sort();
    owners.dedup();
    let touched = Touched::now(&sources)?;
    let mut check = cargo(repo);
    check
        .args(["check", "--quiet", "--all-targets"])
        .args(check_arguments(checked, &owners))
        .env("DATABASE_URL", format!("sqlite://{}", database.display()))
        .env("SQLX_OFFLINE", "false")
        .env("SQLX_OFFLINE_DIR", &cache);
    let outcome = require(&mut check, "Checking the queries against the schema");
    drop(touched);
    outcome.map(|()| Generated {
        folder,
        owned: &[".sqlx"],
    })
}

/// Applies the migrations as the store does. They are a crate of their own, because the store does
/// not compile while its cache is stale.
fn migrate(repo: &Repo, database: &Path) -> Result<(), String> {
    let mut migrate = cargo(repo);
    migrate
        .args(["run", "--quiet", "--package", "muster-migrations"])
        .args(["--example", "migrate", "--"])
        .arg(database);
    require(&mut migrate, "Migrating an empty workspace file")
}

/// The Rust files of the workspace in which a query is checked.
fn sources_with_queries(repo: &Repo) -> Result<Vec<PathBuf>, String> {
    let mut sources = Vec::new();
    for name in files_below(&repo.root, Path::new("crates"))? {
        let file = repo.path(&name);
        if name.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&file)
            .map_err(|error| format!("{} cannot be read: {error}.", name.display()))?;
        if MACROS.iter().any(|name| text.contains(name)) {
            sources.push(file);
        }
    }
    Ok(sources)
}

/// `crates/store/src/jobs.rs` belongs to `muster-store` (DESIGN.md section 2).
fn package_of(repo: &Repo, source: &Path) -> Option<String> {
    let folder = source
        .strip_prefix(repo.path("crates"))
        .ok()?
        .components()
        .next()?;
    Some(format!("muster-{}", folder.as_os_str().to_str()?))
}

/// Source files that look changed for a while. Cargo does not see the variables that the macros
/// read, so only a newer file makes it run them again; afterwards the old times come back, and
/// no other build has to compile anything anew.
struct Touched {
    before: Vec<(PathBuf, SystemTime)>,
}

impl Touched {
    #[expect(
        clippy::disallowed_methods,
        reason = "a file's time, nobody's appointment"
    )]
    fn now(files: &[PathBuf]) -> Result<Self, String> {
        let mut touched = Self { before: Vec::new() };
        for file in files {
            let failed = |error| format!("{} cannot be touched: {error}.", file.display());
            let before = file
                .metadata()
                .and_then(|data| data.modified())
                .map_err(failed)?;
            set_time(file, SystemTime::now()).map_err(failed)?;
            touched.before.push((file.clone(), before));
        }
        Ok(touched)
    }
}

impl Drop for Touched {
    fn drop(&mut self) {
        for (file, before) in &self.before {
            // A time that stays new costs one needless compilation, nothing else.
            let _ = set_time(file, *before);
        }
    }
}

fn set_time(file: &Path, time: SystemTime) -> std::io::Result<()> {
    File::options().append(true).open(file)?.set_modified(time)
}
