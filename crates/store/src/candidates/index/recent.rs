//! Candidates whose words are not in the blocks yet, and reading the words of stored rows.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::lookup::by_block;
use super::set::Bits;
use crate::candidates::ranking::{Ranked, score};
use crate::candidates::words::{QueryWord, line};
use crate::{StoreError, error};

/// Rows that are read at once.
const AT_ONCE: usize = 500;

/// What the recent ones bring to a search.
pub(super) struct Recent {
    /// Those of them who match.
    pub matching: Vec<Ranked>,
    /// All of them, block by block.
    pub places: HashMap<i64, Bits>,
}

impl Recent {
    pub async fn read(
        connection: &mut SqliteConnection,
        query: &[QueryWord],
    ) -> Result<Self, StoreError> {
        let rows = sqlx::query!("SELECT seq, words FROM candidate_index_recent")
            .fetch_all(&mut *connection)
            .await?;
        let mut matching = Vec::new();
        let mut unread = Vec::new();
        for row in &rows {
            match &row.words {
                None => unread.push(row.seq),
                Some(words) => matching.extend(ranked(row.seq, words, query)),
            }
        }
        for (seq, words) in words_of(connection, &unread).await? {
            matching.extend(ranked(seq, &words, query));
        }
        Ok(Self {
            matching,
            places: by_block(rows.iter().map(|row| row.seq)),
        })
    }
}

fn ranked(seq: i64, words: &str, query: &[QueryWord]) -> Option<Ranked> {
    Some(Ranked::new(score(words, query)?, seq))
}

/// Those of `maybe` whose own words answer the query, with their true score.
pub(super) async fn judge(
    connection: &mut SqliteConnection,
    maybe: &[Ranked],
    query: &[QueryWord],
) -> Result<Vec<Ranked>, StoreError> {
    let seqs: Vec<i64> = maybe.iter().map(|ranked| ranked.seq).collect();
    let words = words_of(connection, &seqs).await?;
    let ranked = words
        .iter()
        .filter_map(|(seq, words)| ranked(*seq, words, query));
    Ok(ranked.collect())
}

/// The texts of a candidate that are searched.
pub(in crate::candidates) struct Texts<'a> {
    pub full_name: &'a str,
    /// First and last name.
    pub name_parts: [&'a str; 2],
    /// Headline, title and company.
    pub position: [&'a str; 3],
    pub skills: &'a [String],
    pub notes: &'a str,
    pub resumes: &'a [String],
}

impl Texts<'_> {
    /// Their words, one line for each field.
    pub fn words(&self) -> String {
        let unsaid = |part: &&str| !self.full_name.contains(*part);
        let names: Vec<&str> = std::iter::once(self.full_name)
            .chain(self.name_parts.into_iter().filter(unsaid))
            .collect();
        let owned = |texts: &[String]| line(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        [
            line(&names),
            line(&self.position),
            owned(self.skills),
            line(&[self.notes]),
            owned(self.resumes),
        ]
        .join("\n")
    }
}

/// Marks a row as changed; no words for one that no search may find.
pub(in crate::candidates) async fn note(
    connection: &mut SqliteConnection,
    seq: i64,
    words: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT OR REPLACE INTO candidate_index_recent (seq, words) VALUES (?1, ?2)",
        seq,
        words
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The searched words of some rows, one line for each field. Rows that are gone are left out;
/// those that were merged away have no words.
pub(super) async fn words_of(
    connection: &mut SqliteConnection,
    seqs: &[i64],
) -> Result<Vec<(i64, String)>, StoreError> {
    let mut all = Vec::with_capacity(seqs.len());
    for seqs in seqs.chunks(AT_ONCE) {
        let seqs = error::to_json("candidates.seq", &seqs)?;
        let documents = sqlx::query!(
            r#"SELECT c.seq AS "seq!", d.text FROM json_each(?1) AS wanted
               CROSS JOIN candidates AS c ON c.seq = wanted.value
               CROSS JOIN documents AS d ON d.candidate_id = c.id
               WHERE d.has_text = 1 ORDER BY d.created_at, d.id"#,
            seqs
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut resumes: HashMap<i64, Vec<String>> = HashMap::new();
        for row in documents {
            resumes.entry(row.seq).or_default().push(row.text);
        }
        let rows = sqlx::query!(
            r#"SELECT seq AS "seq!", full_name, first_name, last_name, headline, title, company,
                   skills, notes, merged_into IS NOT NULL AS "is_hidden!: bool"
               FROM candidates WHERE seq IN (SELECT value FROM json_each(?1)) ORDER BY seq"#,
            seqs
        )
        .fetch_all(&mut *connection)
        .await?;
        for row in rows {
            if row.is_hidden {
                all.push((row.seq, String::new()));
                continue;
            }
            let skills: Vec<String> = error::from_json("candidates.skills", &row.skills)?;
            let texts = Texts {
                full_name: &row.full_name,
                name_parts: [&row.first_name, &row.last_name],
                position: [&row.headline, &row.title, &row.company],
                skills: &skills,
                notes: &row.notes,
                resumes: resumes.get(&row.seq).map_or(&[], Vec::as_slice),
            };
            all.push((row.seq, texts.words()));
        }
    }
    Ok(all)
}
