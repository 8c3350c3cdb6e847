//! Firing reminders: claimed, noted in the in-app list and marked fired in one transaction, and only
//! then shown by the operating system. A crash in between loses the pop-up, never the notice, and
//! nothing is shown twice.

use chrono::{DateTime, Utc};
use muster_domain::reminder::{self, Firing, MOST_FIRINGS_AT_ONCE, ReminderState, SpokenTime};
use muster_scheduling::{spoken, zone::Zone};
use muster_store::interviews::{self, Interview};
use muster_store::notices::{self, Notice};
use muster_store::{WriteTx, reminders as rows};

use super::{FiredReminder, Notification, Ran};
use crate::interviews::view::reader_zone;
use crate::{Desk, Event, Failure};

/// Fires what is due: each interview at most once, a few singly and the rest in one summary.
pub(super) async fn fire(desk: &Desk, ran: &mut Ran) -> Result<Vec<Notification>, Failure> {
    let reader = desk
        .zones()
        .get(&reader_zone(desk).await?)
        .map_err(Failure::internal)?;
    let mut tx = desk.begin_background("reminders").await?;
    let now = tx.at();
    let waiting = rows::due(tx.connection(), now).await?;
    let round = reminder::due(&waiting, now, MOST_FIRINGS_AT_ONCE);
    let mut skipped = 0;
    for id in &round.skipped {
        skipped +=
            u32::from(rows::settle(&mut tx, id, ReminderState::Skipped, desk.process()).await?);
    }
    let mut fired = Vec::new();
    let mut told = Vec::new();
    for (firing, interview) in claim(desk, &mut tx, round.firings).await? {
        let text = text(&interview, now, &reader);
        let notice = Notice {
            id: muster_store::new_id(now),
            kind: "reminder".to_owned(),
            title: text.clone(),
            body: place(desk, &interview, &reader),
            interview_id: Some(firing.interview_id.clone()),
            at: now,
            read_at: None,
        };
        notices::add(&mut tx, &notice).await?;
        fired.push(shown(firing, text, &notice));
        told.push(notice);
    }
    let rest = claim(desk, &mut tx, round.summarised).await?;
    if !rest.is_empty() {
        let today = reader.local(now).date();
        let all_today = rest
            .iter()
            .all(|(f, _)| reader.local(f.starts_at).date() == today);
        let notice = Notice {
            id: muster_store::new_id(now),
            kind: "reminder_summary".to_owned(),
            title: capitalised(&reminder::summary(told.len(), rest.len(), all_today)),
            body: "Open Muster to see them all.".to_owned(),
            interview_id: None,
            at: now,
            read_at: None,
        };
        notices::add(&mut tx, &notice).await?;
        for (firing, interview) in rest {
            fired.push(shown(firing, text(&interview, now, &reader), &notice));
        }
        told.push(notice);
    }
    desk.commit(tx).await?;
    for notice in &told {
        desk.emit(Event::Notice {
            notice_id: notice.id.clone(),
        });
    }
    ran.reminders.extend(fired);
    ran.reminders_skipped += skipped;
    Ok(told
        .into_iter()
        .map(|n| Notification {
            id: n.id,
            title: n.title,
            body: n.body,
            interview_id: n.interview_id,
        })
        .collect())
}

/// Claims reminders that still wait, with their interviews.
async fn claim(
    desk: &Desk,
    tx: &mut WriteTx,
    firings: Vec<Firing>,
) -> Result<Vec<(Firing, Interview)>, Failure> {
    let mut claimed = Vec::new();
    for firing in firings {
        if rows::settle(tx, &firing.id, ReminderState::Fired, desk.process()).await? {
            let interview = interviews::get(tx.connection(), &firing.interview_id).await?;
            claimed.push((firing, interview));
        }
    }
    Ok(claimed)
}

fn shown(firing: Firing, text: String, notice: &Notice) -> FiredReminder {
    FiredReminder {
        interview_id: firing.interview_id,
        lead_minutes: firing.lead_minutes,
        text,
        notice_id: notice.id.clone(),
    }
}

/// "Technical interview with Ada Lovelace in 15 minutes", on the reader's clock.
fn text(interview: &Interview, now: DateTime<Utc>, reader: &Zone) -> String {
    let start = reader.local(interview.starts_at);
    let when = reminder::when(
        interview.starts_at,
        now,
        SpokenTime {
            today: reader.local(now).date(),
            date: start.date(),
            date_words: &start.format("%a %-d %b").to_string(),
            time_words: &start.format("%H:%M").to_string(),
        },
    );
    reminder::body(&interview.interview_type, &interview.candidate_name, &when)
}

/// The second line: the job, and the start in both zones.
fn place(desk: &Desk, interview: &Interview, reader: &Zone) -> String {
    let theirs = match interview.candidate_zone.as_str() {
        "" => &interview.time_zone,
        zone => zone,
    };
    let start = match desk.zones().get(theirs) {
        Ok(theirs) => spoken::both(interview.starts_at, reader, &theirs),
        Err(_) => spoken::spoken(interview.starts_at, reader),
    };
    format!("{} · {start}", interview.job_title)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
