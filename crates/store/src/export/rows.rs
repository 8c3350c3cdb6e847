//! The rows of one kind, once as JSON Lines and once as CSV.

use std::io::Write as _;
use std::path::Path;

use chrono::SecondsFormat;
use futures::TryStreamExt as _;
use serde_json::Value;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::kinds::{Field, Kind, Shape};
use super::{close, create, writing};
use crate::{StoreError, error, time};

/// Writes both files of a kind; returns the number of rows.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    kind: &Kind,
    folder: &Path,
) -> Result<u64, StoreError> {
    let (lines_path, table_path) = (
        folder.join(format!("{}.jsonl", kind.name)),
        folder.join(format!("{}.csv", kind.name)),
    );
    let mut lines = create(&lines_path)?;
    let mut table = csv::Writer::from_writer(create(&table_path)?);
    let not_written = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => writing(&table_path, e),
        other => writing(&table_path, std::io::Error::other(format!("{other:?}"))),
    };
    table
        .write_record(kind.fields.iter().map(|f| f.name))
        .map_err(not_written)?;
    let mut count = 0;
    // Names come from the list of kinds, never from outside.
    let mut rows = sqlx::query(sqlx::AssertSqlSafe(select(kind))).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        let mut object = serde_json::Map::new();
        for (index, field) in kind.fields.iter().enumerate() {
            object.insert(field.name.to_owned(), value(&row, index, field)?);
        }
        table
            .write_record(kind.fields.iter().map(|f| cell(object.get(f.name))))
            .map_err(not_written)?;
        writeln!(lines, "{}", Value::Object(object)).map_err(|e| writing(&lines_path, e))?;
        count += 1;
    }
    drop(rows);
    close(lines, &lines_path)?;
    let table = table
        .into_inner()
        .map_err(|e| writing(&table_path, e.into_error()))?;
    close(table, &table_path)?;
    Ok(count)
}

fn select(kind: &Kind) -> String {
    let columns: Vec<String> = kind
        .fields
        .iter()
        .map(|field| {
            field
                .sql
                .map_or_else(|| format!("\"{}\"", field.name), str::to_owned)
        })
        .collect();
    format!(
        "SELECT {} FROM {} ORDER BY {}",
        columns.join(", "),
        kind.table,
        kind.order
    )
}

fn value(row: &SqliteRow, index: usize, field: &Field) -> Result<Value, StoreError> {
    let number = || row.try_get::<Option<i64>, _>(index);
    let text = || row.try_get::<Option<String>, _>(index);
    Ok(match field.shape {
        Shape::Text => text()?.into(),
        Shape::Number => number()?.into(),
        Shape::Flag => number()?.map(|n| n != 0).into(),
        Shape::Instant => number()?
            .map(|ms| time::from_ms(ms).to_rfc3339_opts(SecondsFormat::AutoSi, true))
            .into(),
        Shape::Json => match text()? {
            Some(text) => error::from_json(field.name, &text)?,
            None => Value::Null,
        },
    })
}

/// One cell of the CSV file.
fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => harmless(text),
        Some(Value::Array(items)) => {
            let words: Option<Vec<&str>> = items
                .iter()
                .map(|i| i.as_str().filter(|w| !w.contains(';')))
                .collect();
            match words {
                Some(words) => harmless(&words.join(";")),
                None => harmless(&Value::Array(items.clone()).to_string()),
            }
        }
        Some(other) => other.to_string(),
    }
}

/// Spreadsheets run a text that begins like a formula, and candidates choose their own names. A
/// number with a sign (a telephone number) is no formula.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '@', '\t', '\r'])
        || (text.starts_with(['+', '-'])
            && !text
                .chars()
                .skip(1)
                .all(|c| c.is_ascii_digit() || " ()./-".contains(c)));
    if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cell_is_readable_and_runs_nothing() {
        assert_eq!(cell(Some(&json!(["Rust", "SQL"]))), "Rust;SQL");
        assert_eq!(cell(Some(&json!(["a;b", "c"]))), r#"["a;b","c"]"#);
        assert_eq!(
            cell(Some(&json!("=HYPERLINK(\"http://x\")"))),
            "'=HYPERLINK(\"http://x\")"
        );
        assert_eq!(
            cell(Some(&json!(["=cmd|' /C calc'!A0"]))),
            "'=cmd|' /C calc'!A0"
        );
        assert_eq!(cell(Some(&json!("+49 (30) 123-45"))), "+49 (30) 123-45");
        assert_eq!(cell(Some(&json!("-2+3+cmd|x"))), "'-2+3+cmd|x");
        assert_eq!(cell(Some(&json!(null))), "");
        assert_eq!(cell(Some(&json!(true))), "true");
    }

    #[tokio::test]
    async fn every_column_is_exported_or_withheld_on_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::DateTime::UNIX_EPOCH;
        let workspace = crate::Workspace::open(folder.path(), now).await.unwrap();
        for kind in kinds::all() {
            let mut columns: Vec<String> =
                sqlx::query_scalar("SELECT name FROM pragma_table_info(?1)")
                    .bind(kind.table)
                    .fetch_all(workspace.reader())
                    .await
                    .unwrap();
            let mut known: Vec<&str> = kind
                .fields
                .iter()
                .filter(|f| f.sql.is_none())
                .map(|f| f.name)
                .chain(kind.withheld.iter().copied())
                .collect();
            columns.sort_unstable();
            known.sort_unstable();
            assert_eq!(columns, known, "{}", kind.table);
        }
    }
}
