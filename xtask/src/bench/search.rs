//! `cargo xtask bench search`: search as one types beside SQLite FTS5 and tantivy
//! (`tests/bench/search/measure.py`).

use std::process::ExitCode;

use super::{build_release, measured, number, python_with};
use crate::arguments::Arguments;
use crate::repo::Repo;

/// The peer from PyPI. Newer ones are measured by changing this line.
const TANTIVY: &str = "tantivy==0.27.0";

/// Carries out the subcommand.
///
/// # Errors
/// When something cannot be built or installed.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let size = arguments
        .value("--size")?
        .unwrap_or_else(|| "100k".to_owned());
    let rounds = number(&mut arguments, "--rounds")?;
    let queries = number(&mut arguments, "--queries")?;
    arguments.finish()?;
    if !matches!(size.as_str(), "100k" | "1m") {
        return Err(format!("--size is 100k or 1m, not {size}."));
    }
    let folder = repo.scratch("bench")?;
    build_release(repo, &["-p", "muster-cli"])?;
    let python = python_with(repo, "venv", &[TANTIVY])?;
    let mut words = vec![
        format!("--size={size}"),
        format!("--muster={}", repo.target.join("release/muster").display()),
        format!("--folder={}", folder.join("search").display()),
        format!("--out={}", folder.join("search.json").display()),
    ];
    words.extend(rounds.map(|rounds| format!("--rounds={rounds}")));
    words.extend(queries.map(|queries| format!("--queries={queries}")));
    let code = measured(repo, &python, "tests/bench/search/measure.py", &words)?;
    println!("Written to {}", folder.join("search.json").display());
    Ok(code)
}
