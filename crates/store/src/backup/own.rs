//! What lies in a workspace's own folder of backups, told by the names of the files.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::folder_of;
use crate::StoreError;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The backup of a day.
    Daily,
    /// A person asked for it.
    Manual,
    /// The workspace as it was before a backup was put in its place.
    BeforeRestore,
    /// The workspace as it was before a newer Muster changed its schema.
    BeforeUpgrade,
    /// Somebody put it here, or gave it a name of their own.
    Other,
}

impl Kind {
    const NAMED: [Self; 4] = [
        Self::Daily,
        Self::Manual,
        Self::BeforeRestore,
        Self::BeforeUpgrade,
    ];

    /// How the names of such files begin.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Manual => "muster",
            Self::BeforeRestore => "before-restore",
            Self::BeforeUpgrade => "before-upgrade",
            Self::Other => "",
        }
    }
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnBackup {
    /// The database file.
    pub path: PathBuf,
    /// Why it was made.
    pub kind: Kind,
    /// When: the instant of its name, else the file's.
    pub made_at: DateTime<Utc>,
    /// Size of the database file in bytes.
    pub bytes: u64,
}

/// The backups in a folder, newest first. Files that are being written are none.
pub(super) fn in_folder(folder: &Path) -> Result<Vec<OwnBackup>, StoreError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(StoreError::io(format!("reading {}", folder.display()), e)),
    };
    let mut found: Vec<OwnBackup> = entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let about = std::fs::metadata(&path)
                .ok()
                .filter(std::fs::Metadata::is_file)?;
            let stem = path.file_name()?.to_str()?.strip_suffix(".db")?;
            let (kind, stamp) = named(stem);
            let made_at = match stamp {
                Some(at) => at,
                None => about.modified().ok()?.into(),
            };
            Some(OwnBackup {
                kind,
                made_at,
                bytes: about.len(),
                path,
            })
        })
        .collect();
    // Of one second, the name with the higher number is the newer one.
    found.sort_by(|a, b| {
        let length = |backup: &OwnBackup| backup.path.as_os_str().len();
        (b.made_at, length(b), &b.path).cmp(&(a.made_at, length(a), &a.path))
    });
    Ok(found)
}

/// The kind and instant of `<kind>-…20260320T090000Z…`; another name is none of ours.
fn named(stem: &str) -> (Kind, Option<DateTime<Utc>>) {
    let stamp = stem
        .split('-')
        .find_map(|part| NaiveDateTime::parse_from_str(part, "%Y%m%dT%H%M%SZ").ok());
    let kind = Kind::NAMED.into_iter().find(|kind| {
        let rest = stem.strip_prefix(kind.prefix());
        stamp.is_some() && rest.is_some_and(|rest| rest.starts_with('-'))
    });
    match kind {
        Some(kind) => (kind, stamp.map(|at| at.and_utc())),
        None => (Kind::Other, None),
    }
}

/// Removes the oldest backups of a kind beyond `kept`, with their documents. `newest`, which was
/// made just now, is never removed, whatever the clock says.
pub(crate) fn keep_newest(
    folder: &Path,
    kind: Kind,
    kept: usize,
    newest: &Path,
) -> Result<(), StoreError> {
    let others = in_folder(folder)?
        .into_iter()
        .filter(|backup| backup.kind == kind && backup.path != newest);
    for backup in others.skip(kept.saturating_sub(1)) {
        std::fs::remove_file(&backup.path)
            .map_err(|e| StoreError::io(format!("removing {}", backup.path.display()), e))?;
        let documents = folder_of(&backup.path);
        if documents.exists() {
            std::fs::remove_dir_all(&documents)
                .map_err(|e| StoreError::io(format!("removing {}", documents.display()), e))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Kind, named};

    #[test]
    fn a_name_tells_why_and_when() {
        let cases = [
            ("daily-20260320T090000Z", Kind::Daily, true),
            ("muster-20260320T090000Z-2", Kind::Manual, true),
            ("before-restore-20260320T090000Z", Kind::BeforeRestore, true),
            (
                "before-upgrade-1-to-2-20260320T090000Z",
                Kind::BeforeUpgrade,
                true,
            ),
            ("daily-copy", Kind::Other, false),
            ("mustered-20260320T090000Z", Kind::Other, false),
            ("from the old laptop", Kind::Other, false),
        ];
        for (name, kind, stamped) in cases {
            let (found, at) = named(name);
            assert_eq!((found, at.is_some()), (kind, stamped), "{name}");
        }
        assert_eq!(
            named("daily-20260320T090000Z").1,
            "2026-03-20T09:00:00Z".parse().ok()
        );
    }
}
