//! What is derived from a candidate's row: by what the person is recognised (`candidate_keys`) and
//! the words that search finds ([`index`]). Both are written in the row's transaction.

use std::collections::BTreeSet;

use muster_domain::candidate::{IdentityKind, duplicate_keys, identity_keys, name_key};

use super::index::Texts;
use super::{Candidate, exactly, index};
use crate::changes::ChangedRow;
use crate::{StoreError, WriteTx, error};

/// How a kind of key is written in `candidate_keys.kind`.
pub(super) fn kind_name(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::RemoteId => "remote_id",
        IdentityKind::LinkedIn => "linkedin",
        IdentityKind::Email => "email",
        IdentityKind::NameCompanyLocation => "name",
        IdentityKind::Phone => "phone",
        IdentityKind::Link => "link",
    }
}

/// Rebuilds what is derived from a candidate's row and documents. For an id without a row it does
/// nothing: the keys went with the row.
pub async fn reindex(tx: &mut WriteTx, id: &str) -> Result<(), StoreError> {
    let seq = sqlx::query_scalar!(r#"SELECT seq AS "seq!" FROM candidates WHERE id = ?1"#, id)
        .fetch_optional(tx.connection())
        .await?;
    let Some(seq) = seq else { return Ok(()) };
    let candidate = exactly(tx.connection(), id).await?;
    rewrite(tx, seq, &candidate).await
}

/// Rebuilds what is derived from the rows that an undo put back or took away.
pub async fn after_undo(tx: &mut WriteTx, rows: &[ChangedRow]) -> Result<(), StoreError> {
    let mut touched = BTreeSet::new();
    let mut removed = false;
    for row in rows {
        match row.table.as_str() {
            "candidates" if row.operation == "insert" => removed = true,
            "candidates" => touched.extend(row.id()),
            "documents" => {
                touched.extend([&row.before, &row.after].into_iter().filter_map(|side| {
                    let side: serde_json::Value = serde_json::from_str(side.as_deref()?).ok()?;
                    side.get("candidate_id")?.as_str().map(str::to_owned)
                }));
            }
            _ => {}
        }
    }
    for id in touched {
        reindex(tx, &id).await?;
    }
    if removed {
        // The search index forgets deleted rows by a trigger.
        refuse_to_lose(tx, rows).await?;
    }
    Ok(())
}

/// Deleting a candidate deletes what belongs to it alone. What was added after the change that is
/// undone must not go that way.
async fn refuse_to_lose(tx: &mut WriteTx, rows: &[ChangedRow]) -> Result<(), StoreError> {
    let own = tx.change_seq();
    let deleted = sqlx::query!(
        "SELECT table_name, row_key FROM change_rows WHERE change_seq = ?1 AND operation = 'delete'
         AND table_name IN ('documents', 'candidate_distinct')",
        own
    )
    .fetch_all(tx.connection())
    .await?;
    let added_then = |table: &str, key: &str| {
        rows.iter()
            .any(|r| r.operation == "insert" && r.table == table && r.row_key == key)
    };
    match deleted
        .into_iter()
        .find(|row| !added_then(&row.table_name, &row.row_key))
    {
        Some(row) => Err(StoreError::ChangedSince {
            table: row.table_name,
        }),
        None => Ok(()),
    }
}

/// Writes the index entries of a row that has none yet.
pub(super) async fn write_new(
    tx: &mut WriteTx,
    seq: i64,
    candidate: &Candidate,
) -> Result<(), StoreError> {
    write_keys(tx, candidate).await?;
    write_words(tx, seq, candidate, &[]).await
}

/// Replaces the index entries of a row. A record that was merged away keeps its keys, so that
/// importing it again finds the person, and loses its words, so that no search shows it.
pub(super) async fn rewrite(
    tx: &mut WriteTx,
    seq: i64,
    candidate: &Candidate,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM candidate_keys WHERE candidate_id = ?1",
        candidate.id
    )
    .execute(tx.connection())
    .await?;
    write_keys(tx, candidate).await?;
    if candidate.merged_into.is_some() {
        return index::note(tx.connection(), seq, "").await;
    }
    let resumes = sqlx::query_scalar!(
        "SELECT text FROM documents WHERE candidate_id = ?1 AND has_text = 1 ORDER BY created_at, id",
        candidate.id
    )
    .fetch_all(tx.connection())
    .await?;
    write_words(tx, seq, candidate, &resumes).await
}

async fn write_keys(tx: &mut WriteTx, candidate: &Candidate) -> Result<(), StoreError> {
    let mut keys = identity_keys(&candidate.fields);
    keys.push(name_key(&candidate.fields));
    keys.extend(duplicate_keys(&candidate.fields));
    let keys: BTreeSet<(&str, &str)> = keys
        .iter()
        .map(|key| (kind_name(key.kind), key.value.as_str()))
        .collect();
    let keys = error::to_json("candidate_keys", &keys)?;
    sqlx::query!(
        "INSERT INTO candidate_keys (kind, value, candidate_id)
         SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), ?1 FROM json_each(?2)",
        candidate.id,
        keys
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

async fn write_words(
    tx: &mut WriteTx,
    seq: i64,
    candidate: &Candidate,
    resumes: &[String],
) -> Result<(), StoreError> {
    let fields = &candidate.fields;
    let texts = Texts {
        full_name: &fields.full_name,
        name_parts: [
            text(fields.first_name.as_ref()),
            text(fields.last_name.as_ref()),
        ],
        position: [
            text(fields.headline.as_ref()),
            text(fields.title.as_ref()),
            text(fields.company.as_ref()),
        ],
        skills: &fields.skills,
        notes: text(fields.notes.as_ref()),
        resumes,
    };
    index::note(tx.connection(), seq, &texts.words()).await
}

fn text(value: Option<&String>) -> &str {
    value.map(String::as_str).unwrap_or_default()
}
