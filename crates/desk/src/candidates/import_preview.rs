//! `candidate_import_preview`: the beginning of a file and what its columns are taken for, before
//! anything is imported.

use std::path::PathBuf;

use muster_domain::candidate::ImportFormat;
use muster_providers::people_files::{self, FileError, target_fields};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import::{Import, NoteView};
use super::import_rows::refused;
use crate::{Desk, Failure};

/// Parameters of `candidate_import_preview`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preview {
    /// The file. Only its beginning is read.
    pub path: PathBuf,
    /// What kind of file it is; `auto` looks at its content.
    #[serde(default)]
    pub format: ImportFormat,
}

/// What a file of people looks like.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportPreview")]
pub struct PreviewView {
    /// What kind of file it is: `csv`, `linkedin_connections` or `json`.
    pub format: ImportFormat,
    /// How its letters are written, as far as its beginning tells: `UTF-8`, `windows-1252`, …
    pub encoding: String,
    /// Data rows in the part that was read.
    pub rows_seen: u64,
    /// Whether the file goes on behind the part that was read, so that it has more rows.
    pub more_rows: bool,
    /// The columns of a table in its order; empty for JSON, which names its fields itself.
    pub columns: Vec<ColumnView>,
    /// The fields that a column can be mapped to.
    pub fields: Vec<TargetView>,
    /// What is worth knowing about the file.
    pub notes: Vec<NoteView>,
}

/// One column of a table.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportColumn")]
pub struct ColumnView {
    /// Its name, by which the mapping names it; each different.
    pub name: String,
    /// The field it is taken for; null when it is left out.
    pub field: Option<String>,
    /// Its first values, at most three, shortened.
    pub samples: Vec<String>,
}

/// A field of a candidate that a column can be mapped to.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportField")]
pub struct TargetView {
    /// Its name, as `candidate_create` has it.
    pub name: String,
    /// Its name for people.
    pub label: String,
}

impl From<people_files::TargetField> for TargetView {
    fn from(field: people_files::TargetField) -> Self {
        Self {
            name: field.name.to_owned(),
            label: field.label.to_owned(),
        }
    }
}

/// `candidate_import_preview`.
pub async fn preview(_: &Desk, params: Preview) -> Result<PreviewView, Failure> {
    let path = params.path.clone();
    let seen = off_thread(move || people_files::preview(&path, params.format))
        .await?
        .map_err(|error| refused(&params.path, &error))?;
    let columns = seen.columns.into_iter().map(|column| ColumnView {
        name: column.name,
        field: column.field.map(str::to_owned),
        samples: column.samples,
    });
    Ok(PreviewView {
        format: seen.format,
        encoding: seen.encoding.to_owned(),
        rows_seen: seen.rows_seen,
        more_rows: seen.goes_on,
        columns: columns.collect(),
        fields: target_fields().into_iter().map(TargetView::from).collect(),
        notes: seen.notes.into_iter().map(NoteView::from).collect(),
    })
}

/// Checks a mapping against the beginning of its file.
pub(super) async fn check_mapping(params: &Import) -> Result<(), Failure> {
    let (path, mapping, format) = (params.path.clone(), params.mapping.clone(), params.format);
    off_thread(move || people_files::check_mapping(&path, format, &mapping))
        .await?
        .map_err(|error| refused(&params.path, &error))
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<Result<T, FileError>, Failure> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Failure::internal)
}
