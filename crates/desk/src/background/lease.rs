//! The lease in the hands of this process.
//!
//! Two things show that a holder lives: its row, which lapses unless it is renewed, and a file lock
//! that the operating system frees when the process ends. With the lock in hand a row of another
//! process is known to be left over, so that work goes on at once after a crash, also on a clock
//! that stands still. Where the disk knows no locks the expiry decides alone.

use std::fs::File;

use chrono::{DateTime, TimeDelta, Utc};
use muster_store::lease::{self, Lease};
use serde_json::json;

use crate::{Code, Desk, Failure};

/// Name of the one lease.
const NAME: &str = "background";

/// The file whose lock shows that the holder lives.
const LOCK_FILE: &str = "background.lock";

/// How long a lease lasts without renewal; it is renewed at half time.
const LENGTH: TimeDelta = TimeDelta::minutes(2);

/// The lease, held.
#[derive(Debug)]
pub(super) struct Hold {
    lock: Option<File>,
    expires_at: DateTime<Utc>,
}

impl Hold {
    /// Gives the lease back, so that another process need not wait.
    pub(super) async fn release(self, desk: &Desk) -> Result<(), Failure> {
        let workspace = desk.workspace().await?;
        lease::release(workspace, NAME, desk.process()).await?;
        drop(self.lock);
        Ok(())
    }
}

/// Takes the lease, or keeps it; otherwise says who has it.
pub(super) async fn ensure(desk: &Desk, held: &mut Option<Hold>) -> Result<Option<Lease>, Failure> {
    let workspace = desk.workspace().await?;
    let now = desk.now();
    let until = now + LENGTH;
    if let Some(hold) = held {
        let fresh = hold.expires_at - now > LENGTH / 2 && hold.expires_at <= until;
        if fresh || lease::renew(workspace, NAME, desk.process(), until).await? {
            if !fresh {
                hold.expires_at = until;
            }
            return Ok(None);
        }
        *held = None;
    }
    let lock = workspace.try_lock(LOCK_FILE)?;
    if lock.is_none()
        && let Some(holder) = lease::holder(workspace, NAME).await?
        && holder.owner != desk.process()
        && holder.expires_at > now
    {
        return Ok(Some(holder));
    }
    let gone = lock.is_some();
    let holder = lease::acquire(workspace, NAME, desk.process(), now, until, gone).await?;
    if holder.is_none() {
        *held = Some(Hold {
            lock,
            expires_at: until,
        });
    }
    Ok(holder)
}

/// The refusal while another process works.
pub(super) fn busy(holder: &Lease) -> Failure {
    Failure::new(
        Code::WorkspaceBusy,
        format!(
            "Another Muster that has this workspace open does its background work, at least until \
             {} UTC.",
            holder.expires_at.format("%Y-%m-%d %H:%M:%S")
        ),
        "Leave the work to it, or close it and try again.",
    )
    .with(json!({ "holder": holder.owner, "expires_at": holder.expires_at }))
}
