//! Reading a file of people on a thread of its own, a batch of rows at a time: however long the
//! file, only a few batches are in memory.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use muster_domain::candidate::ImportFormat;
use muster_providers::people_files::{ColumnMapping, FileError, FileNote, PeopleFile, RowOutcome};
use muster_scheduling::zone::Zones;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::{Code, Failure};

/// Rows of one batch, which is one transaction (DESIGN.md section 4).
pub(super) const BATCH_ROWS: usize = 500;
/// Bytes of the file in one batch: long rows make shorter batches.
const BATCH_BYTES: u64 = 2 * 1024 * 1024;
/// Batches that wait to be written.
const BATCHES_AHEAD: usize = 1;

/// What the reading thread tells.
pub(super) enum Reading {
    /// The file was understood.
    Opened {
        /// Its size.
        total_bytes: u64,
        /// What is worth knowing about it.
        notes: Vec<FileNote>,
    },
    /// The next rows.
    Rows {
        /// At most [`BATCH_ROWS`].
        rows: Vec<RowOutcome>,
        /// How much of the file has been read.
        bytes_read: u64,
    },
    /// The file cannot be read, or not any further. Nothing follows.
    Failed(FileError),
}

/// Starts reading. The thread ends with the file, or when nobody receives any more.
pub(super) fn read(
    path: PathBuf,
    format: ImportFormat,
    mapping: ColumnMapping,
) -> Receiver<Reading> {
    let (sender, receiver) = mpsc::channel(BATCHES_AHEAD);
    tokio::task::spawn_blocking(move || {
        if let Err(failed) = send_rows(&path, format, &mapping, &sender) {
            let _ = sender.blocking_send(Reading::Failed(failed));
        }
    });
    receiver
}

fn send_rows(
    path: &Path,
    format: ImportFormat,
    mapping: &ColumnMapping,
    to: &Sender<Reading>,
) -> Result<(), FileError> {
    let mut file = PeopleFile::open(path, format, mapping, zone_known)?;
    let opened = Reading::Opened {
        total_bytes: file.total_bytes(),
        notes: file.notes().to_vec(),
    };
    if to.blocking_send(opened).is_err() {
        return Ok(());
    }
    loop {
        let begin = file.bytes_read();
        let mut rows = Vec::new();
        while rows.len() < BATCH_ROWS && file.bytes_read() - begin < BATCH_BYTES {
            match file.next() {
                Some(row) => rows.push(row?),
                None => break,
            }
        }
        let ended = rows.is_empty();
        let bytes_read = file.bytes_read();
        if ended
            || to
                .blocking_send(Reading::Rows { rows, bytes_read })
                .is_err()
        {
            return Ok(());
        }
    }
}

/// The readers of files take a plain function, so it has its own copy of the bundled rules.
fn zone_known(name: &str) -> bool {
    static ZONES: LazyLock<Zones> = LazyLock::new(Zones::bundled);
    ZONES.get(name).is_ok()
}

/// A file that cannot be opened or read.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        Code::FileUnreadable,
        format!("{} could not be read: {error}.", path.display()),
        "Check that the file exists, that it is a file, and that you may read it.",
    )
    .with(serde_json::json!({ "field": "path" }))
}

/// A file of people that was refused.
pub(super) fn refused(path: &Path, error: &FileError) -> Failure {
    match error {
        FileError::Read(error) => unreadable(path, error),
        FileError::Mapping(error) => Failure::parameter("mapping", error.to_string(), error.hint()),
        FileError::NotText(_)
        | FileError::Empty
        | FileError::NoHeader(_)
        | FileError::NotConnections => Failure::new(
            Code::UnsupportedFile,
            format!("{} was not imported. {error}", path.display()),
            "Import a CSV table, LinkedIn's Connections.csv, or JSON.",
        )
        .with(serde_json::json!({ "field": "path" })),
    }
}
