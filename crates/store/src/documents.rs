//! Documents of candidates. The files lie beside the database under `documents/`, named by their
//! content; a row says whose they are and holds their text.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, new_id, time};

/// A document of a candidate, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Whose.
    pub candidate_id: String,
    /// The name of the file as it was given.
    pub file_name: String,
    /// "pdf", "docx" or "text".
    pub kind: String,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: i64,
    /// Pages, where the kind has them.
    pub pages: Option<i64>,
    /// False for a scan: no text was found in it.
    pub has_text: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// The SHA-256 of a content, in hexadecimal.
pub fn content_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Where the file of a content hash lies in a workspace folder.
pub fn path(folder: &Path, sha256: &str) -> PathBuf {
    place(&folder.join("documents"), sha256)
}

/// Where the file of a content hash lies in a folder of documents, a backup's too.
pub(crate) fn place(documents: &Path, sha256: &str) -> PathBuf {
    let start = sha256.get(..2).unwrap_or("00");
    documents.join(start).join(sha256)
}

/// Writes a content to its place, whole or not at all; blocking. `now` names the temporary file.
///
/// # Errors
/// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Io`].
pub fn keep_file(folder: &Path, bytes: &[u8], now: DateTime<Utc>) -> Result<String, StoreError> {
    let sha256 = content_hash(bytes);
    let target = path(folder, &sha256);
    let failed = |e| StoreError::io(format!("keeping the document {}", target.display()), e);
    // A file of the right name and length was renamed there whole.
    if fs::metadata(&target).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64) {
        return Ok(sha256);
    }
    let parent = target.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(failed)?;
    let temporary = parent.join(format!(".{}.part", new_id(now)));
    let written = (|| {
        let mut file = File::create_new(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, &target)?;
        sync_folder(parent)
    })();
    if let Err(e) = written {
        let _ = fs::remove_file(&temporary);
        return Err(failed(e));
    }
    Ok(sha256)
}

/// Makes a rename durable. Windows cannot open a folder for that, and needs none of it.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Adds a document with its text. The file must be in its place already.
pub async fn add(tx: &mut WriteTx, document: &Document, text: &str) -> Result<(), StoreError> {
    let created_at = time::to_ms(document.created_at);
    sqlx::query!(
        "INSERT INTO documents (id, candidate_id, file_name, kind, sha256, bytes, pages, has_text,
            text, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        document.id,
        document.candidate_id,
        document.file_name,
        document.kind,
        document.sha256,
        document.bytes,
        document.pages,
        document.has_text,
        text,
        created_at
    )
    .execute(tx.connection())
    .await?;
    crate::candidates::reindex(tx, &document.candidate_id).await
}

/// The documents of some candidates, the oldest first.
pub async fn of_candidates(
    connection: &mut SqliteConnection,
    candidate_ids: &[&str],
) -> Result<Vec<Document>, StoreError> {
    let ids = crate::error::to_json("documents.candidate_id", &candidate_ids)?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, candidate_id, file_name, kind, sha256, bytes, pages, has_text, created_at
         FROM documents WHERE candidate_id IN (SELECT value FROM json_each(?1))
         ORDER BY created_at, id",
        ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Row::document).collect())
}

/// The document with this content that the candidate has already.
pub async fn find(
    connection: &mut SqliteConnection,
    candidate_id: &str,
    sha256: &str,
) -> Result<Option<Document>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, candidate_id, file_name, kind, sha256, bytes, pages, has_text, created_at
         FROM documents WHERE candidate_id = ?1 AND sha256 = ?2",
        candidate_id,
        sha256
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Row::document))
}

/// A document with its text.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn with_text(
    connection: &mut SqliteConnection,
    id: &str,
) -> Result<(Document, String), StoreError> {
    let missing = || StoreError::NotFound {
        what: "document",
        id: id.to_owned(),
    };
    let row = sqlx::query_as!(
        Row,
        "SELECT id, candidate_id, file_name, kind, sha256, bytes, pages, has_text, created_at
         FROM documents WHERE id = ?1",
        id
    )
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(missing)?;
    let text = sqlx::query_scalar!("SELECT text FROM documents WHERE id = ?1", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(missing)?;
    Ok((row.document(), text))
}

struct Row {
    id: String,
    candidate_id: String,
    file_name: String,
    kind: String,
    sha256: String,
    bytes: i64,
    pages: Option<i64>,
    has_text: i64,
    created_at: i64,
}

impl Row {
    fn document(self) -> Document {
        Document {
            id: self.id,
            candidate_id: self.candidate_id,
            file_name: self.file_name,
            kind: self.kind,
            sha256: self.sha256,
            bytes: self.bytes,
            pages: self.pages,
            has_text: self.has_text != 0,
            created_at: time::from_ms(self.created_at),
        }
    }
}
