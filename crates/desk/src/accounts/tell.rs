//! Telling the recruiter: the in-app notice and the row of the activity.

use chrono::{DateTime, Utc};
use muster_store::WriteTx;
use muster_store::account_activity::{self, Asked};
use muster_store::notices::{self, Notice};
use tokio::time::Instant;

use crate::{Desk, Event, Failure};

/// The kind of notices about accounts.
const KIND: &str = "account";

/// What was asked of a service.
pub(super) struct Asking<'a> {
    pub account_id: Option<&'a str>,
    pub vendor: &'a str,
    pub vendor_name: &'a str,
    pub kind: &'static str,
    pub result: &'a str,
    pub words: &'a str,
    pub begun: Instant,
}

/// Adds a row to the activity.
pub(super) async fn note(tx: &mut WriteTx, asking: &Asking<'_>) -> Result<(), Failure> {
    let at = tx.at();
    let asked = Asked {
        id: muster_store::new_id(at),
        at,
        account_id: asking.account_id.map(str::to_owned),
        vendor: asking.vendor.to_owned(),
        vendor_name: asking.vendor_name.to_owned(),
        kind: asking.kind.to_owned(),
        result: asking.result.to_owned(),
        duration_ms: i64::try_from(asking.begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        words: asking.words.to_owned(),
    };
    Ok(account_activity::add(tx, &asked).await?)
}

/// A notice of this moment.
pub(super) fn notice(at: DateTime<Utc>, title: &str, body: &str) -> Notice {
    Notice {
        id: muster_store::new_id(at),
        kind: KIND.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        interview_id: None,
        at,
        read_at: None,
    }
}

/// Commits with a notice, and says that it is there.
pub(super) async fn commit_with(
    desk: &Desk,
    mut tx: WriteTx,
    notice: &Notice,
) -> Result<(), Failure> {
    notices::add(&mut tx, notice).await?;
    desk.commit(tx).await?;
    desk.emit(Event::Notice {
        notice_id: notice.id.clone(),
    });
    Ok(())
}
