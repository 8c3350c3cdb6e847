//! Records that may be one person (FEATURES.md CP9): found by e-mail, telephone and links, and
//! offered to a recruiter, who merges them or calls them different people.

use crate::{StoreError, Workspace, WriteTx, error};

/// An address, number or link that more records than this share says nothing about who they are:
/// it is a switchboard or a company's site.
pub const MOST_SHARING: i64 = 20;

/// Something two records share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub struct Shared {
    /// "email", "phone", "linkedin" or "link".
    pub kind: String,
    /// The shared value in the form that is compared.
    pub value: String,
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Id of the older record.
    pub first_id: String,
    /// Id of the younger record.
    pub second_id: String,
    /// Why they are suspected.
    pub shared: Vec<Shared>,
}

/// Pairs that share something, those with the most in common first; not those that were merged or
/// called different people.
pub async fn suspected(workspace: &Workspace, limit: usize) -> Result<Vec<Pair>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        r#"WITH own AS (
               SELECT k.kind, k.value, c.seq, c.id FROM candidate_keys AS k
               JOIN candidates AS c ON c.id = k.candidate_id
               WHERE k.kind IN ('email', 'phone', 'linkedin', 'link') AND c.merged_into IS NULL
                   AND EXISTS (SELECT 1 FROM candidate_keys AS s
                       WHERE s.kind = k.kind AND s.value = k.value AND s.candidate_id <> k.candidate_id)
           ), telling AS (
               SELECT kind, value FROM own GROUP BY kind, value HAVING count(*) BETWEEN 2 AND ?1
           )
           SELECT one.id AS "first_id!", two.id AS "second_id!",
               json_group_array(json_object('kind', one.kind, 'value', one.value)) AS "shared!: String"
           FROM telling
           JOIN own AS one ON one.kind = telling.kind AND one.value = telling.value
           JOIN own AS two ON two.kind = telling.kind AND two.value = telling.value
               AND two.seq > one.seq
           WHERE NOT EXISTS (SELECT 1 FROM candidate_distinct AS d
               WHERE d.first_id = min(one.id, two.id) AND d.second_id = max(one.id, two.id))
           GROUP BY one.seq, two.seq ORDER BY count(*) DESC, one.seq, two.seq LIMIT ?2"#,
        MOST_SHARING,
        limit
    )
    .fetch_all(workspace.reader())
    .await?;
    rows.into_iter()
        .map(|row| {
            let mut shared: Vec<Shared> = error::from_json("candidate_keys", &row.shared)?;
            shared.sort();
            Ok(Pair {
                first_id: row.first_id,
                second_id: row.second_id,
                shared,
            })
        })
        .collect()
}

/// Remembers that two records are different people; saying it twice changes nothing.
pub async fn mark_distinct(tx: &mut WriteTx, one: &str, two: &str) -> Result<(), StoreError> {
    let (first, second) = if one < two { (one, two) } else { (two, one) };
    sqlx::query!(
        "INSERT INTO candidate_distinct (first_id, second_id) VALUES (?1, ?2)
         ON CONFLICT (first_id, second_id) DO NOTHING",
        first,
        second
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
