//! What is exported, column by column. A column that is in neither list fails a test, so a new
//! secret is not exported by accident and a new field is not forgotten.

mod outreach;
mod people;
mod scheduling;

/// How a stored value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Number,
    Flag,
    /// Milliseconds since 1970, written as RFC 3339.
    Instant,
    Json,
}

/// One field of a kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    pub shape: Shape,
    /// SQL for a field that is not a column of the table.
    pub sql: Option<&'static str>,
}

/// One kind of thing.
#[derive(Debug)]
pub(super) struct Kind {
    /// Name of its files.
    pub name: &'static str,
    pub table: &'static str,
    pub fields: &'static [Field],
    /// Columns that stay in the workspace: secrets, and what other columns say already.
    pub withheld: &'static [&'static str],
    pub order: &'static str,
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field {
        name,
        shape,
        sql: None,
    }
}
const fn text(name: &'static str) -> Field {
    field(name, Shape::Text)
}
const fn number(name: &'static str) -> Field {
    field(name, Shape::Number)
}
const fn flag(name: &'static str) -> Field {
    field(name, Shape::Flag)
}
const fn instant(name: &'static str) -> Field {
    field(name, Shape::Instant)
}
const fn list(name: &'static str) -> Field {
    field(name, Shape::Json)
}

/// The file of a document inside the exported folder; as the SQL of `documents.file` below.
pub(super) fn document_file(id: &str, kind: &str) -> String {
    let end = if kind == "text" { "txt" } else { kind };
    format!("documents/{id}.{end}")
}

/// Every kind, in the order of the export.
pub(super) fn all() -> impl Iterator<Item = &'static Kind> {
    [people::PEOPLE, scheduling::SCHEDULING, outreach::OUTREACH]
        .into_iter()
        .flatten()
}
