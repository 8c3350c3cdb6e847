//! The lease in the hands of this process.
//!
//! Two things show that a holder lives: its row, which lapses unless it is renewed, and a file lock
//! that the operating system frees when the process ends. With the lock in hand a row of another
//! process is known to be left over, so that work goes on at once after a crash, also on a clock
//! that stands still. Where the disk knows no locks the expiry decides alone.

use std::fs::File;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use muster_store::lease::{self, Lease};
use muster_store::workspace::TryLock;
use serde_json::json;

use crate::{Code, Desk, Failure};

/// Name of the one lease.
const NAME: &str = "background";

/// The file whose lock shows that the holder lives.
const LOCK_FILE: &str = "background.lock";

/// How long a lease lasts without renewal; it is renewed at half time.
const LENGTH: TimeDelta = TimeDelta::minutes(2);

/// How long a process may take between the lock and the row, or the row and the lock.
const STEPS: u32 = 50;

/// One such step.
const STEP: Duration = Duration::from_millis(20);

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
        if hold.lock.is_none()
            && let TryLock::Ours(file) = workspace.try_lock(LOCK_FILE)?
        {
            hold.lock = Some(file);
        }
        let fresh = hold.expires_at - now > LENGTH / 2 && hold.expires_at <= until;
        if fresh || lease::renew(workspace, NAME, desk.process(), until).await? {
            if !fresh {
                hold.expires_at = until;
            }
            return Ok(None);
        }
        *held = None;
    }
    for _ in 0..STEPS {
        let (lock, gone) = match workspace.try_lock(LOCK_FILE)? {
            TryLock::Ours(file) => (Some(file), true),
            TryLock::Unknown => (None, false),
            TryLock::Taken => match lease::holder(workspace, NAME).await? {
                // Its holder lives and does not renew: it hangs, or its clock stands behind ours.
                Some(holder) if holder.expires_at <= now => (None, false),
                Some(holder) => return Ok(Some(holder)),
                // Someone is just taking it, or giving it back.
                None => {
                    tokio::time::sleep(STEP).await;
                    continue;
                }
            },
        };
        let holder = lease::acquire(workspace, NAME, desk.process(), now, until, gone).await?;
        if holder.is_none() {
            *held = Some(Hold {
                lock,
                expires_at: until,
            });
        }
        return Ok(holder);
    }
    Ok(Some(Lease {
        owner: "another process".to_owned(),
        expires_at: until,
    }))
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
