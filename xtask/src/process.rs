//! Running other programs: never with standard input, output shown as it comes and kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::repo::Repo;

/// How long to wait for output after a program has ended. A daemon that it left behind may keep
/// the pipe open for ever.
const LAST_OUTPUT: Duration = Duration::from_secs(1);

/// A program that has ended.
pub struct Finished {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// Its standard output and standard error, in the order in which lines came.
    pub output: String,
}

/// A program in the root of the checkout, with no standard input and without the variables that
/// cargo sets for this tool itself.
pub fn program(repo: &Repo, name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(&repo.root).stdin(Stdio::null());
    for (key, _) in std::env::vars_os() {
        let cargo_own = key.to_str().is_some_and(|key| {
            key.starts_with("CARGO_PKG_") || key.starts_with("CARGO_MANIFEST_") || key == "CARGO"
        });
        if cargo_own {
            command.env_remove(key);
        }
    }
    command
}

/// `cargo` with the query cache that is committed in `.sqlx`.
pub fn cargo(repo: &Repo) -> Command {
    let mut command = program(repo, "cargo");
    command
        .env("SQLX_OFFLINE", "true")
        .env_remove("DATABASE_URL")
        // Programs are looked for where this one was built, so they are built there too.
        .env("CARGO_TARGET_DIR", &repo.target);
    if on_build_machine() {
        // A build machine compiles each crate once: incremental files would only cost time.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Whether this is a build machine (`CI=true`), where a skipped test fails the run.
pub fn on_build_machine() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// Runs a program to its end; shows and keeps what it prints.
///
/// # Errors
/// When it cannot be started.
pub fn stream(command: &mut Command) -> Result<Finished, String> {
    let mut child = start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (lines, received) = mpsc::sync_channel::<String>(1024);
    let pipes: [Option<Box<dyn Read + Send>>; 2] = [
        child
            .stdout
            .take()
            .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
        child
            .stderr
            .take()
            .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
    ];
    for pipe in pipes.into_iter().flatten() {
        let lines = lines.clone();
        std::thread::spawn(move || forward_lines(pipe, &lines));
    }
    drop(lines);

    let mut output = String::new();
    let mut ended = None;
    loop {
        match received.recv_timeout(LAST_OUTPUT) {
            Ok(line) => {
                print!("{line}");
                // A closed terminal is no reason to stop a test run half way.
                let _ = std::io::stdout().flush();
                output.push_str(&line);
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) if ended.is_some() => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                ended = child.try_wait().map_err(|error| lost(command, &error))?;
            }
        }
    }
    let status = match ended {
        Some(status) => status,
        None => child.wait().map_err(|error| lost(command, &error))?,
    };
    Ok(Finished {
        success: status.success(),
        output,
    })
}

/// Runs a program to its end without showing what it prints.
///
/// # Errors
/// When it cannot be started.
pub fn capture(command: &mut Command) -> Result<Finished, String> {
    let done = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    let mut output = String::from_utf8_lossy(&done.stdout).into_owned();
    output.push_str(&String::from_utf8_lossy(&done.stderr));
    Ok(Finished {
        success: done.status.success(),
        output,
    })
}

/// Runs a program that must succeed; shows what it prints.
///
/// # Errors
/// When it cannot be started or fails; `doing` says what could not be done.
pub fn require(command: &mut Command, doing: &str) -> Result<(), String> {
    if stream(command)?.success {
        Ok(())
    } else {
        Err(format!(
            "{doing} failed; the lines above say why. It was: {}",
            spelled(command)
        ))
    }
}

/// Starts a program.
///
/// # Errors
/// When it cannot be started.
pub fn start(command: &mut Command) -> Result<Child, String> {
    command
        .spawn()
        .map_err(|error| not_started(command, &error))
}

/// Whether a program of that name is on the path.
pub fn on_path(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

/// The command as one would type it.
pub fn spelled(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn forward_lines(pipe: impl Read, lines: &mpsc::SyncSender<String>) {
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while matches!(reader.read_until(b'\n', &mut line), Ok(count) if count > 0) {
        if lines
            .send(String::from_utf8_lossy(&line).into_owned())
            .is_err()
        {
            return;
        }
        line.clear();
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!(
        "{} could not be started: {error}. `cargo xtask doctor` lists what is missing.",
        command.get_program().to_string_lossy()
    )
}

fn lost(command: &Command, error: &std::io::Error) -> String {
    format!(
        "{} was lost while it ran: {error}.",
        command.get_program().to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn keeps_both_streams_and_the_exit_code() {
        let done = stream(&mut shell("echo out; echo err >&2; exit 3")).unwrap();
        assert!(!done.success);
        assert!(done.output.contains("out\n") && done.output.contains("err\n"));
    }

    #[test]
    fn ends_although_a_daemon_keeps_the_pipe_open() {
        let done = stream(&mut shell("sleep 20 & echo started")).unwrap();
        assert!(done.success);
        assert_eq!(done.output, "started\n");
    }

    #[test]
    fn a_missing_program_is_named() {
        let message = stream(&mut Command::new("no-such-program-here"))
            .err()
            .unwrap();
        assert!(message.contains("no-such-program-here"), "{message}");
    }
}
