//! What interviews and holds take of people's time.

use chrono::{DateTime, Utc};
use muster_domain::interview::Status;
use sqlx::SqliteConnection;

use crate::{StoreError, error, time};

/// What takes a stretch of someone's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBy {
    /// The interview of this id.
    Interview(String),
    /// The active hold of this id.
    Hold(String),
}

impl TakenBy {
    /// The id of the interview or hold.
    pub fn id(&self) -> &str {
        match self {
            Self::Interview(id) | Self::Hold(id) => id,
        }
    }
}

/// A stretch that an interview or an active hold takes from one of its people.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The interviewer or candidate.
    pub whose: String,
    /// What takes it.
    pub by: TakenBy,
    /// Start.
    pub starts_at: DateTime<Utc>,
    /// End.
    pub ends_at: DateTime<Utc>,
    /// Its status; a hold is tentative.
    pub status: Status,
}

/// What [`taken`] leaves out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Except<'a> {
    /// An interview that is being moved or looked at.
    pub interview: Option<&'a str>,
    /// A hold that is being confirmed.
    pub hold: Option<&'a str>,
    /// An application whose holds do not count, because other times for it are looked for.
    pub holds_of: Option<&'a str>,
}

/// The interviews of these interviewers and candidates that start in `[from, until)`, all
/// statuses, and the holds that are active at `now`, without `except`, earliest first.
pub async fn taken(
    connection: &mut SqliteConnection,
    whose: &[&str],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
    except: Except<'_>,
) -> Result<Vec<Taken>, StoreError> {
    let whose = error::to_json("interview_participants", &whose)?;
    let (from, until, now) = (time::to_ms(from), time::to_ms(until), time::to_ms(now));
    sqlx::query!(
        r#"SELECT p.person_id AS "whose!: String", i.id AS "id!: String",
            i.starts_at AS "starts_at!: i64", i.ends_at AS "ends_at!: i64",
            i.status AS "status!: String", 0 AS "is_hold!: bool"
           FROM interview_participants p JOIN interviews i ON i.id = p.interview_id
           WHERE p.person_id IN (SELECT value FROM json_each(?1))
            AND i.starts_at >= ?2 AND i.starts_at < ?3 AND i.id IS NOT ?4
           UNION ALL
           SELECT a.candidate_id, i.id, i.starts_at, i.ends_at, i.status, 0
           FROM applications a JOIN interviews i ON i.application_id = a.id
           WHERE a.candidate_id IN (SELECT value FROM json_each(?1))
            AND i.starts_at >= ?2 AND i.starts_at < ?3 AND i.id IS NOT ?4
           UNION ALL
           SELECT hp.person_id, h.id, h.starts_at, h.ends_at, 'tentative', 1
           FROM holds h JOIN hold_people hp ON hp.hold_id = h.id
           WHERE h.state = 'active' AND h.expires_at > ?5
            AND hp.person_id IN (SELECT value FROM json_each(?1))
            AND h.starts_at >= ?2 AND h.starts_at < ?3
            AND h.id IS NOT ?6 AND h.application_id IS NOT ?7
           UNION ALL
           SELECT a.candidate_id, h.id, h.starts_at, h.ends_at, 'tentative', 1
           FROM holds h JOIN applications a ON a.id = h.application_id
           WHERE h.state = 'active' AND h.expires_at > ?5
            AND a.candidate_id IN (SELECT value FROM json_each(?1))
            AND h.starts_at >= ?2 AND h.starts_at < ?3
            AND h.id IS NOT ?6 AND h.application_id IS NOT ?7
           ORDER BY 3, 2"#,
        whose,
        from,
        until,
        except.interview,
        now,
        except.hold,
        except.holds_of
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|r| {
        Ok(Taken {
            whose: r.whose,
            by: if r.is_hold {
                TakenBy::Hold(r.id)
            } else {
                TakenBy::Interview(r.id)
            },
            starts_at: time::from_ms(r.starts_at),
            ends_at: time::from_ms(r.ends_at),
            status: error::word("interviews.status", &r.status)?,
        })
    })
    .collect()
}
