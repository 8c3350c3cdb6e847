//! Whom an interview concerns, what they were last told and what they answered.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, time};

/// Somebody an interview concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Id.
    pub id: String,
    /// The interview.
    pub interview_id: String,
    /// `candidate` or `interviewers`.
    pub audience: String,
    /// The interviewer; `None` for the candidate.
    pub person_id: Option<String>,
    /// Their name.
    pub name: String,
    /// Their address.
    pub address: String,
    /// The event as they were last told it, as JSON; empty when they know nothing of it.
    pub told: String,
    /// When they were told.
    pub told_at: Option<DateTime<Utc>>,
    /// How often they were told another time.
    pub moves: u32,
    /// What they answered: `none`, `accepted`, `declined`, `tentative`, `delegated`.
    pub answer: String,
    /// The SEQUENCE they answered.
    pub answer_sequence: Option<u32>,
    /// When they answered, by their program's clock.
    pub answer_stamp: Option<DateTime<Utc>>,
    /// What they wrote.
    pub answer_comment: String,
    /// The time they proposed instead, in words; empty when none.
    pub proposed: String,
}

struct Row {
    id: String,
    interview_id: String,
    audience: String,
    person_id: Option<String>,
    name: String,
    address: String,
    told: String,
    told_at: Option<i64>,
    moves: i64,
    answer: String,
    answer_sequence: Option<i64>,
    answer_stamp: Option<i64>,
    answer_comment: String,
    proposed: String,
}

impl From<Row> for Invitation {
    fn from(r: Row) -> Self {
        let number = |n: i64| u32::try_from(n).unwrap_or_default();
        Self {
            id: r.id,
            interview_id: r.interview_id,
            audience: r.audience,
            person_id: r.person_id,
            name: r.name,
            address: r.address,
            told: r.told,
            told_at: r.told_at.map(time::from_ms),
            moves: number(r.moves),
            answer: r.answer,
            answer_sequence: r.answer_sequence.map(number),
            answer_stamp: r.answer_stamp.map(time::from_ms),
            answer_comment: r.answer_comment,
            proposed: r.proposed,
        }
    }
}

/// The invitations of an interview, the candidate's first.
pub async fn of_interview(
    connection: &mut SqliteConnection,
    interview_id: &str,
) -> Result<Vec<Invitation>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT * FROM invitations WHERE interview_id = ?1 ORDER BY audience, name, id",
        interview_id
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// One invitation.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Invitation, StoreError> {
    sqlx::query_as!(Row, "SELECT * FROM invitations WHERE id = ?1", id)
        .fetch_optional(connection)
        .await?
        .map(Invitation::from)
        .ok_or_else(|| StoreError::NotFound {
            what: "invitation",
            id: id.to_owned(),
        })
}

/// Adds an invitation, or renames the person who has this address.
pub async fn put(
    tx: &mut WriteTx,
    interview_id: &str,
    audience: &str,
    person_id: Option<&str>,
    name: &str,
    address: &str,
) -> Result<Invitation, StoreError> {
    let id = crate::new_id(tx.at());
    let row = sqlx::query_as!(
        Row,
        r#"INSERT INTO invitations (id, interview_id, audience, person_id, name, address)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (interview_id, audience, address) DO UPDATE
            SET name = excluded.name, person_id = excluded.person_id
         RETURNING id AS "id!", interview_id AS "interview_id!", audience AS "audience!", person_id,
            name AS "name!", address AS "address!", told AS "told!", told_at, moves AS "moves!",
            answer AS "answer!", answer_sequence, answer_stamp,
            answer_comment AS "answer_comment!", proposed AS "proposed!""#,
        id,
        interview_id,
        audience,
        person_id,
        name,
        address
    )
    .fetch_one(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(row.into())
}

/// Notes what somebody was told; `told` is empty when they were told that they are out of it.
/// Another time makes their earlier answer void.
pub async fn set_told(
    tx: &mut WriteTx,
    id: &str,
    told: &str,
    moved: bool,
) -> Result<(), StoreError> {
    let at = time::to_ms(tx.at());
    sqlx::query!(
        "UPDATE invitations SET told = ?2, told_at = ?3, moves = moves + ?4,
            answer = CASE WHEN ?4 OR ?2 = '' THEN 'none' ELSE answer END,
            proposed = CASE WHEN ?4 OR ?2 = '' THEN '' ELSE proposed END
         WHERE id = ?1",
        id,
        told,
        at,
        moved
    )
    .execute(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(())
}

/// What somebody answered.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// `accepted`, `declined`, `tentative`, `delegated` or `none`.
    pub answer: &'a str,
    /// The SEQUENCE they answered.
    pub sequence: u32,
    /// When, by their program's clock.
    pub stamp: DateTime<Utc>,
    /// What they wrote.
    pub comment: &'a str,
    /// The time they propose, in words; empty when none.
    pub proposed: &'a str,
}

/// Notes an answer; false when a later one is known.
pub async fn answer(tx: &mut WriteTx, id: &str, answer: &Answer<'_>) -> Result<bool, StoreError> {
    let stamp = time::to_ms(answer.stamp);
    let changed = sqlx::query!(
        "UPDATE invitations SET answer = ?2, answer_sequence = ?3, answer_stamp = ?4,
            answer_comment = ?5, proposed = ?6
         WHERE id = ?1 AND (coalesce(answer_sequence, -1), coalesce(answer_stamp, -1)) < (?3, ?4)",
        id,
        answer.answer,
        answer.sequence,
        stamp,
        answer.comment,
        answer.proposed
    )
    .execute(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(changed.rows_affected() > 0)
}
