//! Writing an interview with its people.

use super::Interview;
use crate::{StoreError, WriteTx, error, time};

/// Adds or replaces an interview and its people.
pub async fn put(tx: &mut WriteTx, i: &Interview) -> Result<(), StoreError> {
    let (mode, status) = (i.mode.as_str(), i.status.as_str());
    let (starts_at, ends_at) = (time::to_ms(i.starts_at), time::to_ms(i.ends_at));
    let local_start = i.local_start.format("%Y-%m-%dT%H:%M:%S").to_string();
    let overrides = error::to_json("interviews.overrides", &i.overrides)?;
    let leads = i
        .reminder_leads
        .as_ref()
        .map(|l| error::to_json("interviews.reminder_leads", l))
        .transpose()?;
    let candidate_joined_at = i.candidate_joined_at.map(time::to_ms);
    let interviewer_joined_at = i.interviewer_joined_at.map(time::to_ms);
    let (created_at, updated_at) = (time::to_ms(i.created_at), time::to_ms(tx.at()));
    sqlx::query!(
        "INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status,
            starts_at, ends_at, local_start, time_zone, location, meeting_link, notes, room_hash,
            room_sealed, uid, sequence, candidate_joined_at, interviewer_joined_at,
            needs_confirmation, overrides, reminder_leads, cancel_reason, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            ?19, ?20, ?21, ?22, ?23, ?24, ?25)
         ON CONFLICT (id) DO UPDATE SET interview_type = excluded.interview_type,
            mode = excluded.mode, status = excluded.status, starts_at = excluded.starts_at,
            ends_at = excluded.ends_at, local_start = excluded.local_start,
            time_zone = excluded.time_zone, location = excluded.location,
            meeting_link = excluded.meeting_link, notes = excluded.notes,
            room_hash = excluded.room_hash, room_sealed = excluded.room_sealed,
            sequence = excluded.sequence, candidate_joined_at = excluded.candidate_joined_at,
            interviewer_joined_at = excluded.interviewer_joined_at,
            needs_confirmation = excluded.needs_confirmation, overrides = excluded.overrides,
            reminder_leads = excluded.reminder_leads, cancel_reason = excluded.cancel_reason,
            updated_at = excluded.updated_at",
        i.id,
        i.application_id,
        i.scheduled_by,
        i.interview_type,
        mode,
        status,
        starts_at,
        ends_at,
        local_start,
        i.time_zone,
        i.location,
        i.meeting_link,
        i.notes,
        i.room_hash,
        i.room_sealed,
        i.uid,
        i.sequence,
        candidate_joined_at,
        interviewer_joined_at,
        i.needs_confirmation,
        overrides,
        leads,
        i.cancel_reason,
        created_at,
        updated_at
    )
    .execute(tx.connection())
    .await?;
    put_people(tx, i).await
}

async fn put_people(tx: &mut WriteTx, i: &Interview) -> Result<(), StoreError> {
    let ids: Vec<&str> = i.interviewers.iter().map(|(id, _)| id.as_str()).collect();
    let wanted = error::to_json("interview_participants", &ids)?;
    sqlx::query!(
        "DELETE FROM interview_participants
         WHERE interview_id = ?1 AND person_id NOT IN (SELECT value FROM json_each(?2))",
        i.id,
        wanted
    )
    .execute(tx.connection())
    .await?;
    for (position, person_id) in ids.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        sqlx::query!(
            "INSERT INTO interview_participants (interview_id, person_id, position)
             VALUES (?1, ?2, ?3)
             ON CONFLICT (interview_id, person_id) DO UPDATE SET position = excluded.position",
            i.id,
            person_id,
            position
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}
