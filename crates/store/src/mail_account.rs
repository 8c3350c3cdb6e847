//! How mail leaves this workspace, and how people are told of interviews. A secret and its state: not
//! part of undo, export and restore.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, time};

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAccount {
    /// `smtp`, `google`, `microsoft` or `hand_over`.
    pub way: String,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from_address: String,
    /// The signed-in account that `google` and `microsoft` send with.
    pub account_id: Option<String>,
    /// The SMTP server; empty without one.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `tls`, `start_tls` or `plain`.
    pub security: String,
    /// The user name; empty when the server wants none.
    pub user_name: String,
    /// The password, sealed; empty when there is none.
    pub password_sealed: String,
    /// The IMAP server that answers are read from; empty when they are not read.
    pub imap_host: String,
    /// Its port.
    pub imap_port: u16,
    /// `tls`, `start_tls` or `plain`.
    pub imap_security: String,
    /// What is wrong with sending: nothing (empty), `failing` or `sign_in_again`.
    pub trouble: String,
    /// The same in words, with what to do.
    pub trouble_words: String,
    /// When sending was last tried.
    pub tried_at: Option<DateTime<Utc>>,
    /// How far the mailbox has been read, as JSON; empty before the first time.
    pub answers_place: String,
    /// When it was last read to its end.
    pub answers_read_at: Option<DateTime<Utc>>,
    /// When it is read next.
    pub answers_next_at: Option<DateTime<Utc>>,
    /// What kept it from being read; empty when nothing did.
    pub answers_trouble: String,
}

/// How people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Whether they are told by themselves when an interview changes.
    pub automatic: bool,
    /// How long a mail waits before it leaves.
    pub undo_seconds: u32,
    /// The last row of the change log whose interview was looked at.
    pub seen: i64,
}

struct Row {
    way: String,
    from_name: String,
    from_address: String,
    account_id: Option<String>,
    host: String,
    port: i64,
    security: String,
    user_name: String,
    password_sealed: String,
    imap_host: String,
    imap_port: i64,
    imap_security: String,
    trouble: String,
    trouble_words: String,
    tried_at: Option<i64>,
    answers_place: String,
    answers_read_at: Option<i64>,
    answers_next_at: Option<i64>,
    answers_trouble: String,
}

impl From<Row> for MailAccount {
    fn from(r: Row) -> Self {
        let port = |number| u16::try_from(number).unwrap_or_default();
        Self {
            way: r.way,
            from_name: r.from_name,
            from_address: r.from_address,
            account_id: r.account_id,
            host: r.host,
            port: port(r.port),
            security: r.security,
            user_name: r.user_name,
            password_sealed: r.password_sealed,
            imap_host: r.imap_host,
            imap_port: port(r.imap_port),
            imap_security: r.imap_security,
            trouble: r.trouble,
            trouble_words: r.trouble_words,
            tried_at: r.tried_at.map(time::from_ms),
            answers_place: r.answers_place,
            answers_read_at: r.answers_read_at.map(time::from_ms),
            answers_next_at: r.answers_next_at.map(time::from_ms),
            answers_trouble: r.answers_trouble,
        }
    }
}

/// How mail leaves; `None` before anybody said so.
pub async fn get(connection: &mut SqliteConnection) -> Result<Option<MailAccount>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        "SELECT way, from_name, from_address, account_id, host, port, security, user_name,
            password_sealed, imap_host, imap_port, imap_security, trouble, trouble_words, tried_at,
            answers_place, answers_read_at, answers_next_at, answers_trouble
         FROM mail_account WHERE id = 1"
    )
    .fetch_optional(connection)
    .await?
    .map(MailAccount::from))
}

/// Says how mail leaves.
pub async fn put(tx: &mut WriteTx, a: &MailAccount) -> Result<(), StoreError> {
    let (tried_at, read_at, next_at) = (
        a.tried_at.map(time::to_ms),
        a.answers_read_at.map(time::to_ms),
        a.answers_next_at.map(time::to_ms),
    );
    sqlx::query!(
        "INSERT OR REPLACE INTO mail_account (id, way, from_name, from_address, account_id, host,
            port, security, user_name, password_sealed, imap_host, imap_port, imap_security, trouble,
            trouble_words, tried_at, answers_place, answers_read_at, answers_next_at,
            answers_trouble)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19)",
        a.way,
        a.from_name,
        a.from_address,
        a.account_id,
        a.host,
        a.port,
        a.security,
        a.user_name,
        a.password_sealed,
        a.imap_host,
        a.imap_port,
        a.imap_security,
        a.trouble,
        a.trouble_words,
        tried_at,
        a.answers_place,
        read_at,
        next_at,
        a.answers_trouble
    )
    .execute(tx.connection())
    .await?;
    tx.touch("mail");
    Ok(())
}

/// Forgets how mail leaves.
pub async fn remove(tx: &mut WriteTx) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM mail_account")
        .execute(tx.connection())
        .await?;
    tx.touch("mail");
    Ok(())
}

/// Notes how sending ended.
pub async fn set_trouble(
    tx: &mut WriteTx,
    trouble: &str,
    words: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let at = time::to_ms(at);
    sqlx::query!(
        "UPDATE mail_account SET trouble = ?1, trouble_words = ?2, tried_at = ?3",
        trouble,
        words,
        at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("mail");
    Ok(())
}

/// Notes how reading answers ended, and when they are read next. `place` stays when it is absent.
pub async fn set_answers(
    tx: &mut WriteTx,
    place: Option<&str>,
    trouble: &str,
    next_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (now, next_at) = (time::to_ms(tx.at()), time::to_ms(next_at));
    sqlx::query!(
        "UPDATE mail_account SET answers_place = coalesce(?1, answers_place), answers_trouble = ?2,
            answers_read_at = CASE WHEN ?1 IS NULL THEN answers_read_at ELSE ?3 END,
            answers_next_at = ?4",
        place,
        trouble,
        now,
        next_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("mail");
    Ok(())
}

/// How people are told.
pub async fn telling(connection: &mut SqliteConnection) -> Result<Telling, StoreError> {
    let row = sqlx::query!("SELECT automatic, undo_seconds, seen FROM telling WHERE id = 1")
        .fetch_one(connection)
        .await?;
    Ok(Telling {
        automatic: row.automatic != 0,
        undo_seconds: u32::try_from(row.undo_seconds).unwrap_or(u32::MAX),
        seen: row.seen,
    })
}

/// Changes how people are told.
pub async fn set_telling(tx: &mut WriteTx, telling: Telling) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE telling SET automatic = ?1, undo_seconds = ?2, seen = ?3",
        telling.automatic,
        telling.undo_seconds,
        telling.seen
    )
    .execute(tx.connection())
    .await?;
    tx.touch("mail");
    Ok(())
}

/// The last row of the change log.
pub async fn last_change(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(
        sqlx::query_scalar!(r#"SELECT coalesce(max(seq), 0) AS "seq!: i64" FROM change_rows"#)
            .fetch_one(connection)
            .await?,
    )
}

/// Ids of the interviews that rows of the change log after `seen`, up to `until`, are about.
pub async fn changed_interviews(
    connection: &mut SqliteConnection,
    seen: i64,
    until: i64,
) -> Result<Vec<String>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"SELECT DISTINCT coalesce(json_extract(coalesce(after, before), '$.interview_id'),
            json_extract(coalesce(after, before), '$.id'), row_key) AS "id!: String"
         FROM change_rows
         WHERE seq > ?1 AND seq <= ?2 AND table_name IN ('interviews', 'interview_participants')"#,
        seen,
        until
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}
