//! Following the change log: whatever changed an interview, by whichever command, is noticed here.

use muster_store::mail_account::{self, Telling};
use muster_store::{due, interview_events};

use super::write::{Reach, bring_up_to_date};
use crate::{Desk, Failure};

/// Whether interviews may have changed that people are to be told of, or a calendar is to hold.
pub(crate) async fn is_due(desk: &Desk) -> Result<bool, Failure> {
    Ok(due::telling(desk.workspace().await?).await?)
}

/// Looks at every interview that changed since the last time, and gives how many there were.
pub(crate) async fn follow(desk: &Desk) -> Result<usize, Failure> {
    if !is_due(desk).await? {
        return Ok(0);
    }
    let mut tx = desk.begin_background("telling").await?;
    let before = mail_account::telling(tx.connection()).await?;
    let last = mail_account::last_change(tx.connection()).await?;
    let changed = if last < before.seen {
        // The log of a restored backup is shorter. Only what people know already is compared anew.
        interview_events::interviews(tx.connection()).await?
    } else {
        mail_account::changed_interviews(tx.connection(), before.seen, last).await?
    };
    let reach = if before.automatic {
        Reach::Letters
    } else {
        Reach::Versions
    };
    for interview in &changed {
        bring_up_to_date(desk, &mut tx, interview, reach).await?;
    }
    let after = Telling {
        seen: last,
        ..before
    };
    mail_account::set_telling(&mut tx, after).await?;
    desk.commit(tx).await?;
    Ok(changed.len())
}

/// Begins to follow here: what was arranged before is told when somebody asks for it.
pub(crate) async fn begin(tx: &mut muster_store::WriteTx) -> Result<(), Failure> {
    let before = mail_account::telling(tx.connection()).await?;
    let seen = mail_account::last_change(tx.connection()).await?;
    mail_account::set_telling(tx, Telling { seen, ..before }).await?;
    Ok(())
}
