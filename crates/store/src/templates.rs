//! Message templates.

use chrono::{DateTime, Utc};
use muster_domain::draft::Channel;
use sqlx::SqliteConnection;

use crate::page::{self, Page};
use crate::{StoreError, Workspace, WriteTx, error, time};

/// A message with fields to fill in.
#[derive(Debug, Clone)]
pub struct Template {
    /// Id.
    pub id: String,
    /// Its name for the recruiter.
    pub name: String,
    /// Where its messages are sent.
    pub channel: Channel,
    /// Subject as a Jinja template; empty on channels without one.
    pub subject: String,
    /// Text as a Jinja template.
    pub body: String,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// When the row was last changed.
    pub updated_at: DateTime<Utc>,
}

/// One template.
pub async fn get(connection: &mut SqliteConnection, id: &str) -> Result<Template, StoreError> {
    sqlx::query_as!(Row, "SELECT * FROM templates WHERE id = ?1", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| StoreError::NotFound {
            what: "template",
            id: id.to_owned(),
        })?
        .template()
}

/// One page of templates by name.
pub async fn page(
    workspace: &Workspace,
    channel: Option<Channel>,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Template>, StoreError> {
    let (name, id) = cursor.map(page::parse).transpose()?.unwrap_or_default();
    let channel = channel.map(Channel::as_str);
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let templates = sqlx::query_as!(
        Row,
        "SELECT * FROM templates WHERE (name, id) > (?1, ?2) AND (?3 IS NULL OR channel = ?3)
         ORDER BY name, id LIMIT ?4",
        name,
        id,
        channel,
        take
    )
    .fetch_all(workspace.reader())
    .await?
    .into_iter()
    .map(Row::template)
    .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(templates, limit, |t| {
        page::cursor(&t.name, &t.id)
    }))
}

/// Adds or replaces a template.
pub async fn put(tx: &mut WriteTx, template: &Template) -> Result<(), StoreError> {
    let channel = template.channel.as_str();
    let (created_at, updated_at) = (
        time::to_ms(template.created_at),
        time::to_ms(template.updated_at),
    );
    sqlx::query!(
        "INSERT INTO templates (id, name, channel, subject, body, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, channel = excluded.channel,
            subject = excluded.subject, body = excluded.body, updated_at = excluded.updated_at",
        template.id,
        template.name,
        channel,
        template.subject,
        template.body,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

struct Row {
    id: String,
    name: String,
    channel: String,
    subject: String,
    body: String,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn template(self) -> Result<Template, StoreError> {
        Ok(Template {
            channel: error::word("templates.channel", &self.channel)?,
            id: self.id,
            name: self.name,
            subject: self.subject,
            body: self.body,
            created_at: time::from_ms(self.created_at),
            updated_at: time::from_ms(self.updated_at),
        })
    }
}
