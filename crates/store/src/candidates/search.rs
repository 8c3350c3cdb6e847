//! Search as one types, over names, headlines, skills, notes and résumé text (FORMATS.md
//! `candidate_search`).

use super::index;
use super::snippet::{around_match, beginning};
use super::words::{self, QueryWord};
use crate::{StoreError, Workspace, error};

/// A candidate that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Id.
    pub id: String,
    /// Name.
    pub full_name: String,
    /// Headline; empty when there is none.
    pub headline: String,
    /// The piece of the candidate's own text that was found, as plain text.
    pub snippet: String,
}

/// The best candidates for a query: every word of it must be found, the last one may go on. A word
/// counts most in the name, then in headline, skills, notes and résumé ([`super::ranking`]). A query
/// without a word finds nobody; no text is an error.
pub async fn search(
    workspace: &Workspace,
    query: &str,
    limit: usize,
) -> Result<Vec<Hit>, StoreError> {
    let wanted = words::query_words(query);
    let best = index::find(workspace, &wanted, limit).await?;
    if best.is_empty() {
        return Ok(Vec::new());
    }
    let best = error::to_json("candidates.seq", &best)?;
    let rows = sqlx::query_as!(
        Found,
        "SELECT c.id, c.full_name, c.headline, c.title, c.company, c.skills, c.notes
         FROM json_each(?1) AS best CROSS JOIN candidates AS c ON c.seq = best.value
         WHERE c.merged_into IS NULL ORDER BY best.key",
        best
    )
    .fetch_all(workspace.reader())
    .await?;
    let mut hits = Vec::with_capacity(rows.len());
    for row in rows {
        let snippet = snippet(workspace, &row, &wanted).await?;
        hits.push(Hit {
            id: row.id,
            full_name: row.full_name,
            headline: row.headline,
            snippet,
        });
    }
    Ok(hits)
}

struct Found {
    id: String,
    full_name: String,
    headline: String,
    title: String,
    company: String,
    skills: String,
    notes: String,
}

/// The first text that holds a word of the query; for a name alone, the line about the person.
async fn snippet(
    workspace: &Workspace,
    row: &Found,
    wanted: &[QueryWord],
) -> Result<String, StoreError> {
    let skills: Vec<String> = error::from_json("candidates.skills", &row.skills)?;
    let position: Vec<&str> = [row.title.as_str(), row.company.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let (skills, position) = (skills.join(", "), position.join(", "));
    for text in [&row.headline, &position, &skills, &row.notes] {
        if let Some(piece) = around_match(text, wanted) {
            return Ok(piece);
        }
    }
    let line = [&row.headline, &position, &skills, &row.notes]
        .into_iter()
        .find(|t| !t.is_empty());
    // Résumés are long: they are read only when nothing shorter explains the find.
    if around_match(&row.full_name, wanted).is_none() {
        let resumes = sqlx::query_scalar!(
            "SELECT text FROM documents WHERE candidate_id = ?1 AND has_text = 1
             ORDER BY created_at, id",
            row.id
        )
        .fetch_all(workspace.reader())
        .await?;
        if let Some(piece) = resumes.iter().find_map(|text| around_match(text, wanted)) {
            return Ok(piece);
        }
    }
    Ok(line.map_or_else(String::new, |text| beginning(text)))
}
