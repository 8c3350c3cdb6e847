//! Documents of candidates: `candidate_document_add`, `candidate_document_list`,
//! `candidate_document_text` (FEATURES.md CP3).

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use muster_providers::resume::{self, MAX_FILE_BYTES, ResumeKind, ResumeText};
use muster_store::candidates;
use muster_store::documents::{self as rows, Document};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::paging::Listed;
use crate::{Code, Command, Desk, Failure};

/// How long the text of one document may take to read.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Parameters of `candidate_document_add`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Add {
    /// Whose document it is.
    pub candidate_id: String,
    /// The file: PDF, DOCX or plain text. It is copied into the workspace.
    pub path: PathBuf,
}

/// Parameters of `candidate_document_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Of {
    /// Whose documents.
    pub candidate_id: String,
}

/// Names a document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentId {
    /// Its id.
    pub id: String,
}

/// A document, without its text.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentView {
    /// Id.
    pub id: String,
    /// Whose.
    pub candidate_id: String,
    /// The name of the file as it was given.
    pub file_name: String,
    /// "pdf", "docx" or "text".
    pub kind: String,
    /// Size in bytes.
    pub bytes: i64,
    /// Pages, where the kind has them.
    pub pages: Option<i64>,
    /// False for a scan: no text was found in it.
    pub has_text: bool,
    /// What to know about the text; null when all of it was read.
    pub message: Option<String>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A document's text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentText {
    /// The document.
    #[serde(flatten)]
    pub document: DocumentView,
    /// Its text; empty for a scan.
    pub text: String,
}

impl From<Document> for DocumentView {
    fn from(document: Document) -> Self {
        let message = (!document.has_text).then(|| {
            format!(
                "No text was found in {}: it is probably a scan, so search does not know what is in it. Ask for the file it was printed from.",
                document.file_name
            )
        });
        Self {
            id: document.id,
            candidate_id: document.candidate_id,
            file_name: document.file_name,
            kind: document.kind,
            bytes: document.bytes,
            pages: document.pages,
            has_text: document.has_text,
            message,
            created_at: document.created_at,
        }
    }
}

/// `candidate_document_add`. The same content twice is one document.
pub async fn add(desk: &Desk, params: Add) -> Result<DocumentView, Failure> {
    let workspace = desk.workspace().await?;
    let candidate = candidates::get(&mut *workspace.read().await?, &params.candidate_id).await?;
    let file_name = params.path.file_name().map_or_else(
        || "document".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let read = {
        let (path, name) = (params.path.clone(), file_name.clone());
        blocking(move || read_file(&path, &name)).await??
    };
    let now = desk.now();
    let (folder, bytes) = (workspace.folder().to_owned(), read.bytes);
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    // The file is in its place before a row says so.
    let sha256 = blocking(move || rows::keep_file(&folder, &bytes, now)).await??;

    let mut tx = desk.begin(Command::candidate_document_add).await?;
    // Looked up again: the record may have been merged meanwhile.
    let candidate = candidates::get(tx.connection(), &candidate.id).await?;
    if let Some(known) = rows::find(tx.connection(), &candidate.id, &sha256).await? {
        return Ok(known.into());
    }
    let document = Document {
        id: muster_store::new_id(now),
        candidate_id: candidate.id.clone(),
        file_name,
        kind: kind_name(read.resume.kind).to_owned(),
        sha256,
        bytes: size,
        pages: read.resume.pages.map(i64::from),
        has_text: read.resume.has_text,
        created_at: now,
    };
    rows::add(&mut tx, &document, &read.resume.text).await?;
    tx.summarise(format!(
        "Added {} to {}",
        document.file_name, candidate.fields.full_name
    ));
    desk.commit(tx).await?;
    let mut view = DocumentView::from(document);
    if view.has_text && read.resume.unreadable_pages > 0 {
        view.message = Some(format!(
            "The text of {} pages could not be read; the rest can be searched.",
            read.resume.unreadable_pages
        ));
    }
    Ok(view)
}

/// `candidate_document_list`.
pub async fn list(desk: &Desk, params: Of) -> Result<Listed<DocumentView>, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let candidate = candidates::get(&mut reader, &params.candidate_id).await?;
    let documents = rows::of_candidates(&mut reader, &[&candidate.id]).await?;
    let items = documents.into_iter().map(DocumentView::from).collect();
    Ok(Listed {
        items,
        next_cursor: None,
    })
}

/// `candidate_document_text`.
pub async fn text(desk: &Desk, params: DocumentId) -> Result<DocumentText, Failure> {
    let mut reader = desk.workspace().await?.read().await?;
    let (document, text) = rows::with_text(&mut reader, &params.id).await?;
    Ok(DocumentText {
        document: document.into(),
        text,
    })
}

struct ReadFile {
    bytes: Vec<u8>,
    resume: ResumeText,
}

fn read_file(path: &Path, file_name: &str) -> Result<ReadFile, Failure> {
    use std::io::Read as _;
    let unreadable = |e: std::io::Error| super::import_rows::unreadable(path, &e);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    // A little more than allowed, so that the reader of résumés refuses it with its own words.
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let resume = resume::extract(&bytes, file_name, TIME_LIMIT).map_err(|e| {
        Failure::new(
            Code::UnsupportedFile,
            format!("{file_name} was not added. {e}"),
            "Add a PDF, DOCX or plain text file of at most 50 MB.",
        )
        .with(serde_json::json!({ "field": "path", "reason": e.code() }))
    })?;
    Ok(ReadFile { bytes, resume })
}

fn kind_name(kind: ResumeKind) -> &'static str {
    match kind {
        ResumeKind::Pdf => "pdf",
        ResumeKind::Docx => "docx",
        ResumeKind::Text => "text",
    }
}

/// Runs what reads or writes files away from the threads that answer commands.
async fn blocking<T, E>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<Result<T, E>, Failure>
where
    T: Send + 'static,
    E: Send + 'static,
{
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::internal)
}
