//! Letters that shall leave, and what became of them.

use chrono::{DateTime, Utc};
use sqlx::{QueryBuilder, Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{StoreError, Workspace, WriteTx, time};

/// A letter to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Id.
    pub id: String,
    /// Never used twice: the same thing said to the same person is one letter.
    pub idempotency_key: String,
    /// `invitation`, `update`, `cancellation` or `reminder`.
    pub kind: String,
    /// `mail` or `hand_over`.
    pub channel: String,
    /// The interview it is about.
    pub interview_id: String,
    /// To whom, as a row of the invitations.
    pub invitation_id: String,
    /// `candidate` or `interviewers`.
    pub audience: String,
    /// The name of whom it goes to.
    pub to_name: String,
    /// Their address.
    pub to_address: String,
    /// The subject.
    pub subject: String,
    /// Words and event, as JSON.
    pub letter: String,
    /// The Message-ID it leaves with, for all tries.
    pub message_id: String,
    /// Where it stands: `waiting`, `held`, `sending`, `sent`, `unsure`, `failed`, `dropped`,
    /// `to_hand_over`.
    pub state: String,
    /// Why, and what to do.
    pub words: String,
    /// Whether a person let it go in spite of what held it.
    pub approved: bool,
    /// How often it was tried.
    pub attempts: u32,
    /// When it may leave.
    pub due_at: DateTime<Utc>,
    /// The process that sends it or sent it.
    pub claimed_by: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When its state changed last.
    pub changed_at: DateTime<Utc>,
}

const COLUMNS: &str = "SELECT id, idempotency_key, kind, channel, interview_id, invitation_id,
    audience, to_name, to_address, subject, letter, message_id, state, words, approved, attempts,
    due_at, claimed_by, created_at, changed_at FROM outbox";

fn read(row: &SqliteRow) -> Result<Letter, StoreError> {
    let at = |name| row.try_get::<i64, _>(name).map(time::from_ms);
    Ok(Letter {
        id: row.try_get("id")?,
        idempotency_key: row.try_get("idempotency_key")?,
        kind: row.try_get("kind")?,
        channel: row.try_get("channel")?,
        interview_id: row.try_get("interview_id")?,
        invitation_id: row.try_get("invitation_id")?,
        audience: row.try_get("audience")?,
        to_name: row.try_get("to_name")?,
        to_address: row.try_get("to_address")?,
        subject: row.try_get("subject")?,
        letter: row.try_get("letter")?,
        message_id: row.try_get("message_id")?,
        state: row.try_get("state")?,
        words: row.try_get("words")?,
        approved: row.try_get("approved")?,
        attempts: row.try_get("attempts")?,
        due_at: at("due_at")?,
        claimed_by: row.try_get("claimed_by")?,
        created_at: at("created_at")?,
        changed_at: at("changed_at")?,
    })
}

/// Which letters are wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter<'a> {
    /// Only these states; empty for all.
    pub states: &'a [&'a str],
    /// Only of this interview.
    pub interview_id: Option<&'a str>,
    /// Only to this person.
    pub invitation_id: Option<&'a str>,
}

/// Letters, those that changed last first.
pub async fn list(
    connection: &mut SqliteConnection,
    filter: &Filter<'_>,
    limit: u32,
) -> Result<Vec<Letter>, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE 1 = 1");
    if !filter.states.is_empty() {
        query.push(" AND state IN (");
        let mut list = query.separated(", ");
        for state in filter.states {
            list.push_bind((*state).to_owned());
        }
        query.push(")");
    }
    for (column, id) in [
        (" AND interview_id = ", filter.interview_id),
        (" AND invitation_id = ", filter.invitation_id),
    ] {
        if let Some(id) = id {
            query.push(column).push_bind(id.to_owned());
        }
    }
    query.push(" ORDER BY changed_at DESC, id DESC LIMIT ");
    query.push_bind(limit);
    let rows = query.build().fetch_all(connection).await?;
    rows.iter().map(read).collect()
}

/// One letter.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Letter, StoreError> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(" WHERE id = ").push_bind(id);
    let row = query.build().fetch_optional(connection).await?;
    read(&row.ok_or_else(|| StoreError::NotFound {
        what: "letter",
        id: id.to_owned(),
    })?)
}

/// The id of the letter with this key.
pub async fn id_by_key(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Option<String>, StoreError> {
    Ok(
        sqlx::query_scalar!("SELECT id FROM outbox WHERE idempotency_key = ?1", key)
            .fetch_optional(connection)
            .await?,
    )
}

/// Adds a letter; false when the same was said to the same person before.
pub async fn add(tx: &mut WriteTx, l: &Letter) -> Result<bool, StoreError> {
    let (due_at, created_at, changed_at) = (
        time::to_ms(l.due_at),
        time::to_ms(l.created_at),
        time::to_ms(l.changed_at),
    );
    let added = sqlx::query!(
        "INSERT INTO outbox (id, idempotency_key, kind, channel, interview_id, invitation_id,
            audience, to_name, to_address, subject, letter, message_id, state, words, approved,
            attempts, due_at, claimed_by, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20)
         ON CONFLICT (idempotency_key) DO NOTHING",
        l.id,
        l.idempotency_key,
        l.kind,
        l.channel,
        l.interview_id,
        l.invitation_id,
        l.audience,
        l.to_name,
        l.to_address,
        l.subject,
        l.letter,
        l.message_id,
        l.state,
        l.words,
        l.approved,
        l.attempts,
        due_at,
        l.claimed_by,
        created_at,
        changed_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(added.rows_affected() > 0)
}

/// A step of a letter: from one of these states to another.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The states it may be in.
    pub from: &'a [&'a str],
    /// The new state.
    pub to: &'a str,
    /// Why.
    pub words: &'a str,
    /// When it may leave; as before when absent.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether a person let it go.
    pub approved: Option<bool>,
    /// Whether this is a try to send it.
    pub tries: bool,
}

/// Takes a step, by this process; false when the letter was in another state.
pub async fn step(
    tx: &mut WriteTx,
    id: &str,
    process: &str,
    step: &Step<'_>,
) -> Result<bool, StoreError> {
    let from = crate::error::to_json("outbox.state", &step.from)?;
    let (due_at, now) = (step.due_at.map(time::to_ms), time::to_ms(tx.at()));
    let changed = sqlx::query!(
        "UPDATE outbox SET state = ?3, words = ?4, due_at = coalesce(?5, due_at),
            approved = coalesce(?6, approved), attempts = attempts + ?7, claimed_by = ?8,
            changed_at = ?9
         WHERE id = ?1 AND state IN (SELECT value FROM json_each(?2))",
        id,
        from,
        step.to,
        step.words,
        due_at,
        step.approved,
        step.tries,
        process,
        now
    )
    .execute(tx.connection())
    .await?;
    tx.touch("outbox");
    Ok(changed.rows_affected() > 0)
}

/// Ids of letters that may leave now: to candidates first, the oldest first.
pub async fn due(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let now = time::to_ms(now);
    Ok(sqlx::query_scalar!(
        "SELECT id FROM outbox WHERE state = 'waiting' AND due_at <= ?1
         ORDER BY audience, created_at, id LIMIT 50",
        now
    )
    .fetch_all(connection)
    .await?)
}

/// Ids of letters that another process was sending: only the holder of the lease sends, so that
/// process is gone, and nobody knows whether they arrived.
pub async fn orphans(
    connection: &mut SqliteConnection,
    process: &str,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM outbox WHERE state = 'sending' AND claimed_by <> ?1",
        process
    )
    .fetch_all(connection)
    .await?)
}

/// How many letters need somebody: held, doubtful, failed, to be handed over.
pub async fn open(workspace: &Workspace) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar!(
        "SELECT count(*) FROM outbox WHERE state IN ('held', 'unsure', 'failed', 'to_hand_over')"
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
