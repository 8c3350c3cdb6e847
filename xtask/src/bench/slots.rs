//! `cargo xtask bench slots`: slots for a panel beside a sweep in Python and cal.com's published
//! slot code (`tests/bench/slots/measure.py`).

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{build_release, measured, number, python_with};
use crate::arguments::Arguments;
use crate::process::{program, require};
use crate::repo::Repo;

/// The peers. Newer ones are measured by changing these lines. cal.com's package is read in place
/// in the scratch folder; nothing of it is ever copied or committed.
const PYTHON_PEERS: [&str; 2] = ["portion==2.6.3", "intervaltree==3.2.1"];
const CALCOM: &str = "@calcom/platform-libraries@0.0.360";
const DAYJS: &str = "dayjs@1.11.23";

/// Carries out the subcommand. `--in-process` leaves out `muster stdio` and its long build.
///
/// # Errors
/// When something cannot be built or installed.
pub fn command(repo: &Repo, mut arguments: Arguments) -> Result<ExitCode, String> {
    let rounds = number(&mut arguments, "--rounds")?;
    let in_process = arguments.flag("--in-process");
    arguments.finish()?;
    let folder = repo.scratch("bench")?;
    let example = ["-p", "muster-scheduling", "--example", "time_slots"];
    build_release(repo, &example)?;
    if !in_process {
        build_release(repo, &["-p", "muster-cli"])?;
    }
    let python = python_with(repo, "venv-slots", &PYTHON_PEERS)?;
    let calcom = calcom(repo, &folder)?;
    let timer = repo.target.join("release/examples/time_slots");
    let mut words = vec![
        format!("--timer={}", timer.display()),
        format!("--folder={}", folder.join("slots").display()),
        format!("--out={}", folder.join("slots.json").display()),
        format!("--calcom={}", calcom.display()),
    ];
    if !in_process {
        let muster = repo.target.join("release/muster");
        words.push(format!("--muster={}", muster.display()));
    }
    words.extend(rounds.map(|rounds| format!("--rounds={rounds}")));
    let code = measured(repo, &python, "tests/bench/slots/measure.py", &words)?;
    println!("Written to {}", folder.join("slots.json").display());
    Ok(code)
}

/// cal.com's package as npm has it, unpacked, with dayjs beside it.
fn calcom(repo: &Repo, folder: &Path) -> Result<PathBuf, String> {
    let place = folder.join("calcom");
    let package = place.join("package");
    if package.join("dist").is_dir() {
        return Ok(package);
    }
    std::fs::create_dir_all(&place)
        .map_err(|error| format!("{} could not be made: {error}.", place.display()))?;
    let mut pack = program(repo, "npm");
    pack.current_dir(&place).args(["pack", "--silent", CALCOM]);
    require(&mut pack, "Fetching cal.com's package")?;
    let archive = std::fs::read_dir(&place)
        .map_err(|error| format!("{} could not be read: {error}.", place.display()))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "tgz"))
        .ok_or("npm pack left no archive.")?;
    let mut unpack = program(repo, "tar");
    unpack.current_dir(&place).arg("-xzf").arg(archive);
    require(&mut unpack, "Unpacking cal.com's package")?;
    let mut install = program(repo, "npm");
    install
        .current_dir(&place)
        .args(["install", "--silent", "--no-save", "--prefix", "."])
        .arg(DAYJS);
    require(&mut install, "Installing dayjs beside it")?;
    Ok(package)
}
