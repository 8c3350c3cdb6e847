//! Other processes: this test program starts itself in a role.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use muster_store::{backup, people, restore};

use crate::support::{open, origin, person};

const ROLE: &str = "MUSTER_TEST_ROLE";
const FOLDER: &str = "MUSTER_TEST_FOLDER";

/// A process in a role.
pub struct Other {
    process: Child,
    output: BufReader<ChildStdout>,
}

impl Other {
    /// Its next line, without what the test program prints around.
    pub fn line(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(told) = line.trim_end().strip_prefix("> ") {
                return Some(told.to_owned());
            }
        }
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The command line of a role; a script may run it several times.
pub fn command_line() -> Vec<String> {
    let exe = std::env::current_exe().unwrap().display().to_string();
    [exe.as_str(), "child::role", "--exact", "--nocapture"]
        .map(str::to_owned)
        .to_vec()
}

/// The environment of a role.
pub fn environment(role: &str, folder: &Path) -> [(&'static str, String); 2] {
    [
        (ROLE, role.to_owned()),
        (FOLDER, folder.display().to_string()),
    ]
}

/// Starts a process in a role on a folder.
pub fn start(role: &str, folder: &Path) -> Other {
    let line = command_line();
    let mut process = Command::new(&line[0])
        .args(&line[1..])
        .envs(environment(role, folder))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(process.stdout.take().unwrap());
    Other { process, output }
}

/// Tells the parent.
fn tell(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "> {text}").unwrap();
    out.flush().unwrap();
}

/// In an ordinary run there is no role, and this does nothing.
#[tokio::test]
async fn role() {
    let (Ok(role), Ok(folder)) = (std::env::var(ROLE), std::env::var(FOLDER)) else {
        return;
    };
    let folder = PathBuf::from(folder);
    match role.as_str() {
        "hold_write_lock" => {
            let workspace = open(&folder).await;
            let _tx = workspace.begin(&origin()).await.unwrap();
            tell("locked");
            std::future::pending::<()>().await;
        }
        "hold_open_lock" => {
            let file = std::fs::File::open(folder.join("workspace.lock")).unwrap();
            file.lock().unwrap();
            tell("locked");
            std::future::pending::<()>().await;
        }
        "write_batches" => {
            let workspace = open(&folder).await;
            for batch in 0.. {
                let mut tx = workspace.begin(&origin()).await.unwrap();
                tell("begin");
                for n in 0..crate::crashes::BATCH {
                    people::put(&mut tx, &person(&format!("{batch} {n}")))
                        .await
                        .unwrap();
                }
                tell("ready");
                tx.commit().await.unwrap();
                tell("done");
            }
        }
        "restore_in_turn" => {
            let workspace = open(&folder).await;
            for name in ["one.db", "two.db"].iter().cycle() {
                tell("begin");
                restore::restore(&workspace, &folder.join(name), &origin())
                    .await
                    .unwrap();
                tell("done");
            }
        }
        "back_up" => {
            let workspace = open(&folder).await;
            for n in 0.. {
                tell("begin");
                let target = folder.join(format!("backups/copy-{n}.db"));
                backup::write(&workspace, &target).await.unwrap();
                tell("done");
            }
        }
        "read_only_disk" => crate::bad_disks::on_a_read_only_disk(&folder).await,
        "full_disk" => crate::bad_disks::on_a_full_disk(&folder).await,
        "make" => {
            let workspace = open(&folder).await;
            crate::support::add_people(&workspace, &["Ada"]).await;
            workspace.close().await;
        }
        other => panic!("there is no role {other}"),
    }
}
