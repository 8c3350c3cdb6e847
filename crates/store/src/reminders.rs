//! Reminders of interviews. Derived from the interview; their states are not part of undo.

use chrono::{DateTime, Utc};
use muster_domain::reminder::{DueReminder, PlannedReminder, ReminderState};
use sqlx::SqliteConnection;

use crate::{StoreError, WriteTx, error, new_id, time};

/// One reminder.
#[derive(Debug, Clone)]
pub struct Reminder {
    /// Id.
    pub id: String,
    /// The interview.
    pub interview_id: String,
    /// Whom the interview is with.
    pub candidate_name: String,
    /// Minutes before the start.
    pub lead_minutes: u32,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// "desktop".
    pub channel: String,
    /// "pending", "claimed", "fired", "skipped" or "cancelled".
    pub state: String,
}

/// Writes the reminders of an interview anew: what is not in the plan goes, what has fired for the
/// same moment stays fired.
pub async fn replan(
    tx: &mut WriteTx,
    interview_id: &str,
    plan: &[PlannedReminder],
) -> Result<(), StoreError> {
    let known = of_interview(tx.connection(), interview_id).await?;
    for old in &known {
        if !plan.iter().any(|p| p.lead_minutes == old.lead_minutes) {
            sqlx::query!("DELETE FROM reminders WHERE id = ?1", old.id)
                .execute(tx.connection())
                .await?;
        }
    }
    for planned in plan {
        let fired = known.iter().any(|old| {
            old.lead_minutes == planned.lead_minutes
                && old.due_at == planned.due_at
                && matches!(old.state.as_str(), "fired" | "claimed")
        });
        if fired {
            continue;
        }
        let (id, due_at, state) = (
            new_id(tx.at()),
            time::to_ms(planned.due_at),
            planned.state.as_str(),
        );
        sqlx::query!(
            "INSERT INTO reminders (id, interview_id, lead_minutes, due_at, state)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (interview_id, lead_minutes, channel) DO UPDATE SET
                due_at = excluded.due_at, state = excluded.state, claimed_by = '', fired_at = NULL",
            id,
            interview_id,
            planned.lead_minutes,
            due_at,
            state
        )
        .execute(tx.connection())
        .await?;
    }
    tx.touch("reminders");
    Ok(())
}

/// Ends the waiting reminders of an interview.
pub async fn end(
    tx: &mut WriteTx,
    interview_id: &str,
    state: ReminderState,
) -> Result<(), StoreError> {
    let state = state.as_str();
    sqlx::query!(
        "UPDATE reminders SET state = ?2 WHERE interview_id = ?1 AND state IN ('pending', 'claimed')",
        interview_id,
        state
    )
    .execute(tx.connection())
    .await?;
    tx.touch("reminders");
    Ok(())
}

/// The reminders of one interview, longest lead first.
pub async fn of_interview(
    connection: &mut SqliteConnection,
    interview_id: &str,
) -> Result<Vec<Reminder>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.interview_id, c.full_name AS "candidate_name!", r.lead_minutes, r.due_at,
            r.channel, r.state
           FROM reminders r JOIN interviews i ON i.id = r.interview_id
           JOIN applications a ON a.id = i.application_id JOIN candidates c ON c.id = a.candidate_id
           WHERE r.interview_id = ?1 ORDER BY r.lead_minutes DESC"#,
        interview_id
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(Row::reminder)
    .collect())
}

/// The waiting reminders of all interviews, soonest first.
pub async fn waiting(connection: &mut SqliteConnection) -> Result<Vec<Reminder>, StoreError> {
    Ok(sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.interview_id, c.full_name AS "candidate_name!", r.lead_minutes, r.due_at,
            r.channel, r.state
           FROM reminders r JOIN interviews i ON i.id = r.interview_id
           JOIN applications a ON a.id = i.application_id JOIN candidates c ON c.id = a.candidate_id
           WHERE r.state IN ('pending', 'claimed') ORDER BY r.due_at, r.id"#
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(Row::reminder)
    .collect())
}

/// The waiting reminders whose time has come at `now`, with what must be known of their interviews.
pub async fn due(
    connection: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> Result<Vec<DueReminder>, StoreError> {
    let now = time::to_ms(now);
    sqlx::query!(
        "SELECT r.id, r.interview_id, r.lead_minutes, r.due_at, i.status, i.starts_at, i.ends_at
         FROM reminders r JOIN interviews i ON i.id = r.interview_id
         WHERE r.state = 'pending' AND r.due_at <= ?1 ORDER BY r.due_at, r.id",
        now
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| {
        Ok(DueReminder {
            id: r.id,
            interview_id: r.interview_id,
            lead_minutes: u32::try_from(r.lead_minutes).unwrap_or(0),
            due_at: time::from_ms(r.due_at),
            state: ReminderState::Pending,
            status: error::word("interviews.status", &r.status)?,
            starts_at: time::from_ms(r.starts_at),
            ends_at: time::from_ms(r.ends_at),
        })
    })
    .collect()
}

/// Claims a waiting reminder for `process` and settles it in one step; false when it waits no more,
/// so that no reminder is ever shown twice.
pub async fn settle(
    tx: &mut WriteTx,
    id: &str,
    state: ReminderState,
    process: &str,
) -> Result<bool, StoreError> {
    let fired_at = (state == ReminderState::Fired).then(|| time::to_ms(tx.at()));
    let state = state.as_str();
    let settled = sqlx::query!(
        "UPDATE reminders SET state = ?2, claimed_by = ?3, fired_at = ?4
         WHERE id = ?1 AND state = 'pending'",
        id,
        state,
        process,
        fired_at
    )
    .execute(tx.connection())
    .await?;
    tx.touch("reminders");
    Ok(settled.rows_affected() == 1)
}

/// A row of the two lists above.
struct Row {
    id: String,
    interview_id: String,
    candidate_name: String,
    lead_minutes: i64,
    due_at: i64,
    channel: String,
    state: String,
}

impl Row {
    fn reminder(self) -> Reminder {
        Reminder {
            id: self.id,
            interview_id: self.interview_id,
            candidate_name: self.candidate_name,
            lead_minutes: u32::try_from(self.lead_minutes).unwrap_or(0),
            due_at: time::from_ms(self.due_at),
            channel: self.channel,
            state: self.state,
        }
    }
}
