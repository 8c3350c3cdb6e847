//! What was said to a candidate and what came back, as far as Muster knows.

use chrono::{DateTime, Utc};
use muster_domain::draft::Channel;
use sqlx::{QueryBuilder, Row as _, SqliteConnection};

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// One message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Id.
    pub id: String,
    /// The candidate.
    pub candidate_id: String,
    /// The draft it came from, or that it answers.
    pub draft_id: Option<String>,
    /// Where it went.
    pub channel: Channel,
    /// True for a message of ours, false for an answer.
    pub outgoing: bool,
    /// Subject; empty on channels without one.
    pub subject: String,
    /// Text.
    pub text: String,
    /// When a person said it was sent or had come.
    pub at: DateTime<Utc>,
    /// Id of the user who said so.
    pub recorded_by: String,
}

/// Adds a message.
pub async fn add(tx: &mut WriteTx, message: &Message) -> Result<(), StoreError> {
    let (channel, at) = (message.channel.as_str(), time::to_ms(message.at));
    let direction = if message.outgoing { "out" } else { "in" };
    sqlx::query!(
        "INSERT INTO messages (id, candidate_id, draft_id, channel, direction, subject, text, at,
            recorded_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        message.id,
        message.candidate_id,
        message.draft_id,
        channel,
        direction,
        message.subject,
        message.text,
        at,
        message.recorded_by
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Whether this very text of a draft is recorded as sent.
pub async fn is_recorded(
    connection: &mut SqliteConnection,
    draft_id: &str,
    subject: &str,
    text: &str,
) -> Result<bool, StoreError> {
    let any = sqlx::query_scalar!(
        "SELECT EXISTS (SELECT 1 FROM messages
         WHERE draft_id = ?1 AND direction = 'out' AND subject = ?2 AND text = ?3)",
        draft_id,
        subject,
        text
    )
    .fetch_one(connection)
    .await?;
    Ok(any != 0)
}

/// One page of the messages of a candidate, newest first.
pub async fn page(
    workspace: &Workspace,
    candidate_id: &str,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Message>, StoreError> {
    let mut query = QueryBuilder::new("SELECT * FROM messages WHERE candidate_id = ");
    query.push_bind(candidate_id);
    if let Some(cursor) = cursor {
        let (at, id) = page::parse(cursor)?;
        let at: i64 = at.parse().map_err(|_| StoreError::BadCursor)?;
        query
            .push(" AND (at, id) < (")
            .push_bind(at)
            .push(", ")
            .push_bind(id)
            .push(")");
    }
    query.push(" ORDER BY at DESC, id DESC LIMIT ");
    query.push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let rows = query.build().fetch_all(workspace.reader()).await?;
    let messages = rows
        .iter()
        .map(read)
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Page::cut(messages, limit, |m| {
        page::cursor(&time::to_ms(m.at).to_string(), &m.id)
    }))
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Message, StoreError> {
    let (channel, direction): (String, String) =
        (row.try_get("channel")?, row.try_get("direction")?);
    Ok(Message {
        id: row.try_get("id")?,
        candidate_id: row.try_get("candidate_id")?,
        draft_id: row.try_get("draft_id")?,
        channel: error::word("messages.channel", &channel)?,
        outgoing: direction == "out",
        subject: row.try_get("subject")?,
        text: row.try_get("text")?,
        at: time::from_ms(row.try_get("at")?),
        recorded_by: row.try_get("recorded_by")?,
    })
}
