//! The daily backup: one a day, the newest fourteen kept.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::own::{self, Kind};
use super::{free_name, own_folder, sweep, write_locked};
use crate::{StoreError, Workspace, workspace};

/// How many daily backups are kept. Backups that a person asked for are never removed.
pub const KEPT: usize = 14;

/// Whether a daily backup is due. A last one in the future means that the clock was set back; more
/// than a day of that is as good as none.
pub fn backup_due(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last.is_none_or(|last| (now - last).abs() >= TimeDelta::days(1))
}

/// Whether the daily backup of a workspace is due.
pub fn is_due(workspace: &Workspace, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(backup_due(last(&own_folder(workspace))?, now))
}

/// Makes the daily backup when it is due, and removes the oldest beyond [`KEPT`]. `None` when the
/// last one is of today.
///
/// # Errors
/// As [`super::write`].
pub async fn backup_daily(
    workspace: &Workspace,
    now: DateTime<Utc>,
) -> Result<Option<PathBuf>, StoreError> {
    let folder = own_folder(workspace);
    // Looked at again under the lock: two processes must not both make one.
    if !is_due(workspace, now)? {
        return Ok(None);
    }
    let lock = workspace::lock_within(workspace.folder(), "backups", workspace::PATIENCE).await?;
    if !is_due(workspace, now)? {
        return Ok(None);
    }
    sweep(&folder)?;
    let made = write_locked(workspace, &free_name(&folder, Kind::Daily.prefix(), now)).await?;
    own::keep_newest(&folder, Kind::Daily, KEPT, &made.path)?;
    drop(lock);
    Ok(Some(made.path))
}

fn last(folder: &Path) -> Result<Option<DateTime<Utc>>, StoreError> {
    let daily = own::in_folder(folder)?.into_iter();
    Ok(daily
        .filter(|backup| backup.kind == Kind::Daily)
        .map(|backup| backup.made_at)
        .max())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn one_backup_a_day() {
        let now = at("2026-03-20T09:00:00Z");
        assert!(backup_due(None, now));
        assert!(!backup_due(Some(now), now));
        assert!(!backup_due(Some(at("2026-03-19T09:00:01Z")), now));
        assert!(backup_due(Some(at("2026-03-19T09:00:00Z")), now));
        // The clock was set back: by an hour it is today's, by a month it says nothing.
        assert!(!backup_due(Some(at("2026-03-20T10:00:00Z")), now));
        assert!(backup_due(Some(at("2026-04-20T09:00:00Z")), now));
    }
}
