//! Opening the workspace folder: `muster.db`, `documents/`, `backups/`.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};
use sqlx::{Connection as _, Row as _, Sqlite, SqliteConnection};

use crate::ids::random_id;
use crate::{StoreError, capture, time};

/// Name of the database file in the workspace folder.
pub const DATABASE: &str = "muster.db";

/// An open workspace. Cheap to clone; every clone shares one writer and a pool of readers.
#[derive(Debug, Clone)]
pub struct Workspace {
    folder: PathBuf,
    readers: SqlitePool,
    writer: SqlitePool,
    id: String,
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
            let lock = lock_within(folder, "workspace", PATIENCE).await?;
            migrate(&database, folder, now)
                .await
                .map_err(|e| e.in_workspace(&database))?;
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
        let (id, node_id) = identity(&writer, now).await?;
        Ok(Self {
            folder: folder.to_owned(),
            readers,
            writer,
            id,
            node_id,
        })
    }

    /// Connections that only read. They see what was committed before their statement began.
    pub fn reader(&self) -> &SqlitePool {
        &self.readers
    }

    /// One connection that only reads, for several statements in a row.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when all connections stay in use.
    pub async fn read(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.readers.acquire().await?)
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

    /// The workspace's own id, made once, as it was when the file was opened.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The workspace's id as it stands in the file now: a restored backup may be of another one.
    pub async fn current_id(&self) -> Result<String, StoreError> {
        let id = sqlx::query_scalar!("SELECT workspace_id FROM workspace WHERE id = 1");
        Ok(id.fetch_one(self.reader()).await?)
    }

    pub(crate) fn node_id(&self) -> &str {
        &self.node_id
    }

    /// Holds one of the workspace's lock files, named by what it is for, until the result is
    /// dropped: for steps that two processes must not take at the same time. **Blocks** while
    /// another process holds it.
    pub fn lock(&self, purpose: &str) -> Result<File, StoreError> {
        let (file, path) = lock_file(&self.folder, purpose)?;
        file.lock()
            .map_err(|e| StoreError::io(format!("locking {}", path.display()), e))?;
        Ok(file)
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
        let row = sqlx::query("PRAGMA data_version")
            .fetch_one(&self.writer)
            .await?;
        Ok(row.try_get(0)?)
    }

    /// Writes a copy of the database, as it is now, to the new file `target` (`VACUUM INTO`). Others
    /// may read and write meanwhile.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Database`].
    pub async fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        // The readers are set to refuse every write, and the writer would keep others waiting.
        let mut connection = SqliteConnection::connect_with(&options(&self.database())).await?;
        sqlx::query("VACUUM INTO ?1")
            .bind(target.display().to_string())
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(())
    }

    /// Closes all connections; the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

pub(crate) fn options(database: &Path) -> SqliteConnectOptions {
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
pub(crate) fn refuse_foreign_file(database: &Path) -> Result<(), StoreError> {
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

/// How long opening waits for another process that is upgrading the same file; as long as a
/// statement waits for a write lock.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Holds a lock file until the result is dropped.
///
/// # Errors
/// [`StoreError::Busy`] when another process holds it for longer than `patience`.
pub(crate) async fn lock_within(
    folder: &Path,
    purpose: &str,
    patience: Duration,
) -> Result<File, StoreError> {
    const STEP: Duration = Duration::from_millis(25);
    let (file, path) = lock_file(folder, purpose)?;
    let mut waited = Duration::ZERO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if waited < patience => {
                tokio::time::sleep(STEP).await;
                waited += STEP;
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy),
            Err(TryLockError::Error(e)) => {
                return Err(StoreError::io(format!("locking {}", path.display()), e));
            }
        }
    }
}

fn lock_file(folder: &Path, purpose: &str) -> Result<(File, PathBuf), StoreError> {
    let path = folder.join(format!("{purpose}.lock"));
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|e| StoreError::io(format!("opening {}", path.display()), e))?;
    Ok((file, path))
}

async fn migrate(database: &Path, folder: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    let known = newest_known();
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
        muster_migrations::LOCAL
            .run_direct(None, &mut connection, false)
            .await?;
    }
    connection.close().await?;
    Ok(())
}

/// The newest migration this program knows.
pub(crate) fn newest_known() -> i64 {
    muster_migrations::LOCAL
        .iter()
        .map(|m| m.version)
        .max()
        .unwrap_or(0)
}

/// The newest migration in the file; `None` for an empty file.
pub(crate) async fn newest_applied(
    connection: &mut SqliteConnection,
    database: &Path,
) -> Result<Option<i64>, StoreError> {
    let unreadable = |reason: String| StoreError::Unreadable {
        path: database.to_owned(),
        reason,
    };
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await?;
    if tables.is_empty() {
        return Ok(None);
    }
    if !tables.iter().any(|t| t == "_sqlx_migrations") {
        return Err(unreadable("it is a database of another program".to_owned()));
    }
    Ok(
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut *connection)
            .await?,
    )
}

/// Reads the workspace's and this copy's id, making both in a new workspace.
async fn identity(writer: &SqlitePool, now: DateTime<Utc>) -> Result<(String, String), StoreError> {
    let workspace_id = random_id(now);
    let node_id = random_id(now);
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

impl Workspace {
    /// Whether nobody has put anything into it yet: no candidate, job, interviewer, template or
    /// draft. Users and settings do not count.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let any = sqlx::query_scalar!(
            "SELECT EXISTS (SELECT 1 FROM candidates) OR EXISTS (SELECT 1 FROM jobs)
                OR EXISTS (SELECT 1 FROM people) OR EXISTS (SELECT 1 FROM templates)
                OR EXISTS (SELECT 1 FROM drafts)"
        )
        .fetch_one(self.reader())
        .await?;
        Ok(any == 0)
    }
}
