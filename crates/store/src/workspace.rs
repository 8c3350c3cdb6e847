//! Opening the workspace folder: `muster.db`, `documents/`, `backups/`.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::{StoreError, capture, new_id, time};

/// Name of the database file in the workspace folder.
pub const DATABASE: &str = "muster.db";

/// An open workspace. Cheap to clone; every clone shares one writer and a pool of readers.
#[derive(Debug, Clone)]
pub struct Workspace {
    folder: PathBuf,
    readers: SqlitePool,
    writer: SqlitePool,
    workspace_id: String,
    node_id: String,
}

/// What came of trying to take a lock file.
#[derive(Debug)]
pub enum TryLock {
    /// It is ours until the file is dropped.
    Ours(File),
    /// A process that lives holds it.
    Taken,
    /// The disk knows no locks.
    Unknown,
}

impl Workspace {
    /// Opens the workspace in `folder`, making or upgrading it when needed. `now` stamps a new one.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a file of a newer Muster, [`StoreError::ReadOnly`],
    /// [`StoreError::DiskFull`], [`StoreError::Busy`], [`StoreError::Unreadable`].
    pub async fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        for sub in ["", "documents", "backups"] {
            let path = folder.join(sub);
            std::fs::create_dir_all(&path)
                .map_err(|e| StoreError::io(format!("making {}", path.display()), e))?;
        }
        let database = folder.join(DATABASE);
        refuse_foreign_file(&database)?;
        {
            // Two processes that start together must not both migrate.
            let lock = lock_file(folder)?;
            migrate(&database, folder, now).await?;
            drop(lock);
        }
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| Box::pin(capture::install(connection)))
            .connect_with(options(&database))
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options(&database).pragma("query_only", "ON"))
            .await?;
        let (workspace_id, node_id) = identity(&writer, now).await?;
        Ok(Self { folder: folder.to_owned(), readers, writer, workspace_id, node_id })
    }

    /// Connections that only read. They see what was committed before their statement began.
    pub fn reader(&self) -> &SqlitePool {
        &self.readers
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// The folder the workspace lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    /// The workspace's own id, made once; the keyring entry is named by it.
    pub fn id(&self) -> &str {
        &self.workspace_id
    }

    pub(crate) fn node_id(&self) -> &str {
        &self.node_id
    }

    /// Holds the workspace's lock file until the result is dropped: for steps that two processes
    /// must not take at the same time. **Blocks** while another process holds it.
    pub fn lock(&self) -> Result<File, StoreError> {
        lock_file(&self.folder)
    }

    /// Takes the lock file `name` if nobody has it. The system frees it when a process is killed.
    pub fn try_lock(&self, name: &str) -> Result<TryLock, StoreError> {
        let path = self.folder.join(name);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|e| StoreError::io(format!("locking {}", path.display()), e))?;
        Ok(match file.try_lock() {
            Ok(()) => TryLock::Ours(file),
            Err(std::fs::TryLockError::WouldBlock) => TryLock::Taken,
            Err(std::fs::TryLockError::Error(_)) => TryLock::Unknown,
        })
    }

    /// A number that changes when another process has written (`PRAGMA data_version`), read on the
    /// one writer connection so that two readings can be compared.
    pub async fn data_version(&self) -> Result<i64, StoreError> {
        let row = sqlx::query("PRAGMA data_version").fetch_one(&self.writer).await?;
        Ok(row.try_get(0)?)
    }

    /// Closes all connections; the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("synchronous", "FULL")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-16384")
}

/// SQLite would report a text file or a picture as a vague error, and an empty one as fine.
fn refuse_foreign_file(database: &Path) -> Result<(), StoreError> {
    use std::io::Read as _;
    let mut file = match File::open(database) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(StoreError::io(format!("opening {}", database.display()), e)),
    };
    let mut head = [0u8; 16];
    let mut read = 0;
    while read < head.len() {
        let n = file
            .read(&mut head[read..])
            .map_err(|e| StoreError::io(format!("reading {}", database.display()), e))?;
        if n == 0 {
            break;
        }
        read += n;
    }
    if read != 0 && &head != b"SQLite format 3\0" {
        return Err(StoreError::Unreadable {
            path: database.to_owned(),
            reason: "the file is not an SQLite database".to_owned(),
        });
    }
    Ok(())
}

fn lock_file(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("workspace.lock");
    let context = || format!("locking {}", path.display());
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| StoreError::io(context(), e))?;
    file.lock().map_err(|e| StoreError::io(context(), e))?;
    Ok(file)
}

async fn migrate(database: &Path, folder: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let known = muster_migrations::LOCAL.iter().map(|m| m.version).max().unwrap_or(0);
    let mut connection = SqliteConnection::connect_with(&options(database)).await?;
    let found = newest_applied(&mut connection, database).await?;
    if let Some(found) = found {
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found < known {
            let copy = folder.join("backups").join(format!(
                "before-upgrade-{found}-to-{known}-{}.db",
                now.format("%Y%m%dT%H%M%SZ")
            ));
            sqlx::query("VACUUM INTO ?1")
                .bind(copy.display().to_string())
                .execute(&mut connection)
                .await?;
        }
    }
    if found != Some(known) {
        muster_migrations::LOCAL.run_direct(None, &mut connection, false).await?;
    }
    connection.close().await?;
    Ok(())
}

/// The newest migration in the file; `None` for an empty file.
async fn newest_applied(
    connection: &mut SqliteConnection,
    database: &Path,
) -> Result<Option<i64>, StoreError> {
    let unreadable = |reason: String| StoreError::Unreadable { path: database.to_owned(), reason };
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut *connection)
        .await
        .map_err(|e| match StoreError::from(e) {
            StoreError::Database(e) => unreadable(e.to_string()),
            sorted => sorted,
        })?;
    if tables.is_empty() {
        return Ok(None);
    }
    if !tables.iter().any(|t| t == "_sqlx_migrations") {
        return Err(unreadable("it is a database of another program".to_owned()));
    }
    Ok(sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
        .fetch_one(&mut *connection)
        .await?)
}

/// Reads the workspace's and this copy's id, making both in a new workspace.
async fn identity(writer: &SqlitePool, now: DateTime<Utc>) -> Result<(String, String), StoreError> {
    let workspace_id = new_id(now);
    let node_id = new_id(now);
    let at = time::to_ms(now);
    sqlx::query!(
        "INSERT INTO workspace (id, workspace_id, node_id, created_at) VALUES (1, ?1, ?2, ?3)
         ON CONFLICT (id) DO NOTHING",
        workspace_id,
        node_id,
        at
    )
    .execute(writer)
    .await?;
    let row = sqlx::query!("SELECT workspace_id, node_id FROM workspace WHERE id = 1")
        .fetch_one(writer)
        .await?;
    Ok((row.workspace_id, row.node_id))
}
