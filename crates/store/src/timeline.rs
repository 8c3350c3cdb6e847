//! Everything that happened around one candidate, newest first: the trail of the interviews, the
//! messages, and the change log of the candidate's own rows. One indexed query a page.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::FromRow;

use crate::changes::Said;
use crate::page::{self, Page};
use crate::{StoreError, Workspace, error, time};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// Names it, and orders what happened at the same instant.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: id of a user or interviewer, `candidate`, `interviewer` or `muster`.
    pub actor: String,
    /// Their name, when the actor is a user or an interviewer of this workspace.
    pub actor_name: Option<String>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum What {
    /// An entry of an interview's trail.
    Interview {
        /// The interview.
        interview_id: String,
        /// What was done ("SCHEDULED", …).
        action: String,
        /// Why; empty when no reason was given.
        reason: String,
        /// The fields before.
        old: Value,
        /// The fields after.
        new: Value,
        /// The present kind of the interview.
        interview_type: String,
        /// The job's title.
        job_title: String,
    },
    /// Something was said.
    Message {
        /// The draft it came from, or that it answers.
        draft_id: Option<String>,
        /// Where it went.
        channel: String,
        /// True for a message of ours, false for an answer.
        outgoing: bool,
        /// Subject; empty on channels without one.
        subject: String,
        /// Text.
        text: String,
    },
    /// One change of one row.
    Change {
        /// The table.
        table: String,
        /// Id of the row.
        row_id: String,
        /// The command that wrote.
        command: String,
        /// What was done by the whole change, and why.
        said: Said,
        /// The row before; `None` when it was made.
        before: Option<Value>,
        /// The row after; `None` when it was removed.
        after: Option<Value>,
        /// The job's title, for an application.
        job_title: String,
        /// For a draft: an answer to it was recorded at the same instant, and is told as a message.
        answered: bool,
    },
}

/// A change that was taken back is not told, nor is the taking back; putting it back again is.
/// What one change did to one row is one event, however often it wrote.
const SQL: &str = "
WITH RECURSIVE subject (id) AS (
    SELECT ?1
    UNION SELECT c.id FROM subject s CROSS JOIN candidates c ON c.merged_into = s.id
),
record (name, id) AS (
    SELECT 'candidates', id FROM subject
    UNION ALL SELECT 'applications', a.id
        FROM subject s CROSS JOIN applications a ON a.candidate_id = s.id
    UNION ALL SELECT 'documents', d.id
        FROM subject s CROSS JOIN documents d ON d.candidate_id = s.id
    UNION ALL SELECT 'drafts', d.id FROM subject s CROSS JOIN drafts d ON d.candidate_id = s.id
),
event (at, id, source, first, last, message_id) AS (
    SELECT l.at, printf('interview-%015d', l.seq), 'interview', l.seq, l.seq, NULL
        FROM subject s CROSS JOIN applications a ON a.candidate_id = s.id
        CROSS JOIN interviews i ON i.application_id = a.id
        CROSS JOIN interview_logs l ON l.interview_id = i.id
    UNION ALL
    SELECT m.at, 'message-' || m.id, 'message', NULL, NULL, m.id
        FROM subject s CROSS JOIN messages m ON m.candidate_id = s.id
    UNION ALL
    SELECT h.at, printf('change-%015d', max(r.seq)), 'change', min(r.seq), max(r.seq), NULL
        FROM record k
        CROSS JOIN change_rows r ON r.table_name = k.name AND r.row_key = json_array(k.id)
        CROSS JOIN changes h ON h.seq = r.change_seq
        WHERE h.undone_by IS NULL AND (h.undoes IS NULL
            OR EXISTS (SELECT 1 FROM changes u WHERE u.id = h.undoes AND u.undoes IS NOT NULL))
        GROUP BY r.change_seq, r.table_name, r.row_key
),
page AS (
    SELECT * FROM event WHERE (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT ?4
)
SELECT page.at, page.id, page.source,
    coalesce(l.actor, m.recorded_by, h.actor, '') AS actor,
    coalesce(u.full_name, p.full_name) AS actor_name,
    l.interview_id, l.action, l.reason, l.old, l.new, i.interview_type,
    m.draft_id, m.channel, m.direction, m.subject, m.text,
    h.command, h.summary, r.table_name, json_extract(r.row_key, '$[0]') AS changed_id, r.before,
    CASE r.table_name WHEN 'documents' THEN json_remove(e.after, '$.text') ELSE e.after END AS after,
    coalesce(j.title, '') AS job_title,
    EXISTS (SELECT 1 FROM messages n WHERE r.table_name = 'drafts'
        AND n.candidate_id = json_extract(e.after, '$.candidate_id') AND n.at = page.at
        AND n.draft_id = json_extract(r.row_key, '$[0]') AND n.direction = 'in') AS answered
FROM page
LEFT JOIN interview_logs l ON page.source = 'interview' AND l.seq = page.first
LEFT JOIN interviews i ON i.id = l.interview_id
LEFT JOIN messages m ON m.id = page.message_id
LEFT JOIN change_rows r ON page.source = 'change' AND r.seq = page.first
LEFT JOIN change_rows e ON page.source = 'change' AND e.seq = page.last
LEFT JOIN changes h ON h.seq = r.change_seq
LEFT JOIN users u ON u.id = coalesce(l.actor, m.recorded_by, h.actor)
LEFT JOIN people p ON p.id = coalesce(l.actor, m.recorded_by, h.actor)
LEFT JOIN applications a ON a.id = coalesce(i.application_id,
    CASE r.table_name WHEN 'applications' THEN json_extract(r.row_key, '$[0]') END)
LEFT JOIN jobs j ON j.id = a.job_id
ORDER BY page.at DESC, page.id DESC";

/// One page of what happened around a candidate and the records merged into it, newest first.
///
/// # Errors
/// [`StoreError::BadCursor`].
pub async fn page(
    workspace: &Workspace,
    candidate_id: &str,
    limit: usize,
    cursor: Option<&str>,
) -> Result<Page<Event>, StoreError> {
    let (at, id) = match cursor {
        Some(cursor) => {
            let (at, id) = page::parse(cursor)?;
            (at.parse().map_err(|_| StoreError::BadCursor)?, id)
        }
        None => (i64::MAX, String::new()),
    };
    let rows: Vec<Row> = sqlx::query_as(SQL)
        .bind(candidate_id)
        .bind(at)
        .bind(id)
        .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
        .fetch_all(workspace.reader())
        .await?;
    let events = rows
        .into_iter()
        .map(Row::event)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(events, limit, cursor_of))
}

/// Where the list goes on after an event.
pub fn cursor_of(event: &Event) -> String {
    page::cursor(&time::to_ms(event.at).to_string(), &event.id)
}

#[derive(Debug, FromRow)]
struct Row {
    at: i64,
    id: String,
    source: String,
    actor: String,
    actor_name: Option<String>,
    interview_id: Option<String>,
    action: Option<String>,
    reason: Option<String>,
    old: Option<String>,
    new: Option<String>,
    interview_type: Option<String>,
    draft_id: Option<String>,
    channel: Option<String>,
    direction: Option<String>,
    subject: Option<String>,
    text: Option<String>,
    command: Option<String>,
    summary: Option<String>,
    table_name: Option<String>,
    changed_id: Option<String>,
    before: Option<String>,
    after: Option<String>,
    job_title: String,
    answered: bool,
}

impl Row {
    fn event(self) -> Result<Event, StoreError> {
        let json = |name: &'static str, text: Option<String>| {
            text.map(|text| error::from_json::<Value>(name, &text))
                .transpose()
        };
        let what = match self.source.as_str() {
            "interview" => What::Interview {
                interview_id: self.interview_id.unwrap_or_default(),
                action: self.action.unwrap_or_default(),
                reason: self.reason.unwrap_or_default(),
                old: json("interview_logs.old", self.old)?.unwrap_or_default(),
                new: json("interview_logs.new", self.new)?.unwrap_or_default(),
                interview_type: self.interview_type.unwrap_or_default(),
                job_title: self.job_title,
            },
            "message" => What::Message {
                draft_id: self.draft_id,
                channel: self.channel.unwrap_or_default(),
                outgoing: self.direction.as_deref() == Some("out"),
                subject: self.subject.unwrap_or_default(),
                text: self.text.unwrap_or_default(),
            },
            _ => What::Change {
                table: self.table_name.unwrap_or_default(),
                row_id: self.changed_id.unwrap_or_default(),
                command: self.command.unwrap_or_default(),
                said: Said::read(&self.summary.unwrap_or_default()),
                before: json("change_rows.before", self.before)?,
                after: json("change_rows.after", self.after)?,
                job_title: self.job_title,
                answered: self.answered,
            },
        };
        Ok(Event {
            id: self.id,
            at: time::from_ms(self.at),
            actor: self.actor,
            actor_name: self.actor_name,
            what,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sqlx::Row as _;

    use super::*;

    /// With 100,000 candidates no table may be read from end to end.
    #[tokio::test]
    async fn a_page_reads_by_indexes_only() {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-24T09:00:00Z".parse().unwrap();
        let workspace = Workspace::open(folder.path(), now).await.unwrap();
        let plan: Vec<String> =
            sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {SQL}")))
                .bind("a")
                .bind(i64::MAX)
                .bind("")
                .bind(51_i64)
                .fetch_all(workspace.reader())
                .await
                .unwrap()
                .iter()
                .map(|row| row.get("detail"))
                .collect();
        for step in [
            "change_rows_row (table_name=? AND row_key=?)",
            "candidates_merged (merged_into=?)",
            "interview_logs_interview (interview_id=?)",
            "messages_candidate (candidate_id=?",
        ] {
            assert!(plan.iter().any(|s| s.contains(step)), "{step} in {plan:#?}");
        }
        // What is scanned is made by the query itself.
        let own = [
            "subject",
            "s",
            "k",
            "page",
            "event",
            "CONSTANT ROW",
            "(subquery",
        ];
        for step in plan.iter().filter(|step| step.starts_with("SCAN")) {
            let scanned = step.trim_start_matches("SCAN ");
            assert!(
                own.iter().any(|name| scanned == *name
                    || scanned.starts_with(&format!("{name}-"))
                    || scanned.starts_with(&format!("{name} "))),
                "{step} in {plan:#?}"
            );
        }
    }
}
