//! What can go wrong with the workspace file, sorted by what a caller can do about it.

use std::path::{Path, PathBuf};

/// A failure of the workspace file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the write lock for longer than the busy timeout.
    #[error("the workspace is busy: another process is writing to it")]
    Busy,
    /// The file or its folder cannot be written.
    #[error("the workspace cannot be written: it is read-only")]
    ReadOnly,
    /// No room left on the disk; the transaction was rolled back.
    #[error("the disk is full")]
    DiskFull,
    /// The file was made by a newer Muster.
    #[error("the workspace was made by a newer Muster (schema {found}, this one knows {known})")]
    Newer {
        /// Newest migration found in the file.
        found: i64,
        /// Newest migration this program knows.
        known: i64,
    },
    /// The file is not a Muster workspace or is damaged.
    #[error("{path} is not a readable Muster workspace: {reason}")]
    Unreadable {
        /// The file in question.
        path: PathBuf,
        /// What was found, in words.
        reason: String,
    },
    /// SQLite found the file damaged, or no database at all.
    #[error("the file is damaged: {reason}")]
    Damaged {
        /// SQLite's words.
        reason: String,
    },
    /// A file to be restored is not a sound backup of a workspace.
    #[error("{path} is not a sound backup of a Muster workspace: {reason}")]
    BadBackup {
        /// The file or folder in question.
        path: PathBuf,
        /// What was found, in words.
        reason: String,
    },
    /// A file or folder that would have been overwritten.
    #[error("{path} is there already")]
    Exists {
        /// The file or folder in question.
        path: PathBuf,
    },
    /// No row with this id.
    #[error("there is no {what} with the id {id}")]
    NotFound {
        /// The kind of thing, in the recruiter's words ("candidate").
        what: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// A row to be undone has been changed since.
    #[error("{table} was changed again after this change")]
    ChangedSince {
        /// The table whose row differs.
        table: String,
    },
    /// A row cannot go because others point to it.
    #[error("something else belongs to what would be removed")]
    InUse,
    /// A list cursor that this list did not give out.
    #[error("the cursor is not one that this list gave out")]
    BadCursor,
    /// The operating system refused a file operation.
    #[error("{context}: {source}")]
    Io {
        /// What was attempted.
        context: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// Any other answer of the database.
    #[error("database: {0}")]
    Database(sqlx::Error),
    /// A migration failed; the file is as it was before.
    #[error("the workspace could not be upgraded: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// A stored value cannot be read back.
    #[error("a stored value of {what} cannot be read: {source}")]
    Stored {
        /// Table and column.
        what: &'static str,
        /// The JSON error.
        source: serde_json::Error,
    },
}

impl StoreError {
    /// Damage with the name of the workspace file it was found in.
    pub(crate) fn in_workspace(self, database: &Path) -> Self {
        match self {
            Self::Damaged { reason } | Self::BadBackup { reason, .. } => Self::Unreadable {
                path: database.to_owned(),
                reason,
            },
            other => other,
        }
    }

    /// Damage with the name of the backup it was found in.
    pub(crate) fn in_backup(self, backup: &Path) -> Self {
        match self {
            Self::Damaged { reason } | Self::Unreadable { reason, .. } => Self::BadBackup {
                path: backup.to_owned(),
                reason,
            },
            other => other,
        }
    }

    /// Sorts an operating system error by what can be done about it.
    pub fn io(context: impl Into<String>, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => {
                Self::ReadOnly
            }
            _ => Self::Io {
                context: context.into(),
                source,
            },
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(|e| e.code())
            .map(|c| c.into_owned());
        let Some(code) = code.and_then(|c| c.parse::<i32>().ok()) else {
            return match error {
                sqlx::Error::PoolTimedOut => Self::Busy,
                sqlx::Error::Io(source) => Self::io("workspace file", source),
                other => Self::Database(other),
            };
        };
        // SQLite result codes: the low byte is the primary code (sqlite.org/rescode.html).
        const CONSTRAINT_FOREIGNKEY: i32 = 787;
        const IOERR_SHMSIZE: i32 = 4874;
        const IOERR_WRITE: i32 = 778;
        match (code & 0xff, code) {
            (5 | 6, _) => Self::Busy,
            (8, _) => Self::ReadOnly,
            (11 | 26, _) => Self::Damaged {
                reason: error.to_string(),
            },
            (13, _) | (_, IOERR_SHMSIZE | IOERR_WRITE) => Self::DiskFull,
            (_, CONSTRAINT_FOREIGNKEY) => Self::InUse,
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(e) => match Self::from(e) {
                Self::Database(e) => Self::Migration(sqlx::migrate::MigrateError::Execute(e)),
                sorted => sorted,
            },
            other => Self::Migration(other),
        }
    }
}

/// Reads a JSON column.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|source| StoreError::Stored { what, source })
}

/// Writes a JSON column.
pub(crate) fn to_json<T: serde::Serialize>(
    what: &'static str,
    value: &T,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|source| StoreError::Stored { what, source })
}

/// Reads a word of a closed list.
pub(crate) fn word<T: std::str::FromStr<Err = muster_domain::wire::UnknownWord>>(
    what: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    text.parse()
        .map_err(|e: muster_domain::wire::UnknownWord| StoreError::Stored {
            what,
            source: serde::de::Error::custom(e),
        })
}
