//! Reading a folder of compiled zone files (RFC 9636) in place of the bundled ones.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;

use super::{Zone, ZoneFolderError};

/// Copies of the whole tree with other leap-second rules, and files that name no place.
const SKIPPED: [&str; 5] = ["posix", "right", "posixrules", "localtime", "Factory"];

/// Real folders nest three deep (`America/Argentina/Ushuaia`); a link to a parent must end.
const DEEPEST: usize = 4;

pub(super) fn read(folder: &Path) -> Result<(String, BTreeMap<String, Zone>), ZoneFolderError> {
    let mut zones = BTreeMap::new();
    let mut waiting: Vec<(PathBuf, String, usize)> = vec![(folder.to_owned(), String::new(), 0)];
    while let Some((path, prefix, depth)) = waiting.pop() {
        for entry in fs::read_dir(&path).map_err(|e| unreadable(&path, e))? {
            let entry = entry.map_err(|e| unreadable(&path, e))?;
            let path = entry.path();
            let Ok(part) = entry.file_name().into_string() else {
                continue;
            };
            if SKIPPED.contains(&part.as_str()) {
                continue;
            }
            let name = format!("{prefix}{part}");
            // Through links, because distributions link one zone to another.
            let kind = fs::metadata(&path).map_err(|e| unreadable(&path, e))?;
            if kind.is_dir() {
                if depth < DEEPEST {
                    waiting.push((path, format!("{name}/"), depth + 1));
                }
                continue;
            }
            let bytes = fs::read(&path).map_err(|e| unreadable(&path, e))?;
            if bytes.starts_with(b"TZif") {
                let rules =
                    TimeZone::tzif(&name, &bytes).map_err(|e| ZoneFolderError::Damaged {
                        path: path.display().to_string(),
                        reason: e.to_string(),
                    })?;
                zones.insert(
                    name.to_ascii_lowercase(),
                    Zone::new(name.as_str().into(), rules),
                );
            }
        }
    }
    if zones.is_empty() {
        return Err(ZoneFolderError::Empty {
            path: folder.display().to_string(),
        });
    }
    zones
        .entry("utc".to_owned())
        .or_insert_with(|| Zone::new("UTC".into(), TimeZone::UTC));
    Ok((version(folder), zones))
}

/// Looks where macOS, FreeBSD and the source of the database write their release.
fn version(folder: &Path) -> String {
    let first_word = |text: &str| {
        let line = text.lines().next().unwrap_or_default();
        line.trim_start_matches("# version").trim().to_owned()
    };
    ["+VERSION", "version", "tzdata.zi"]
        .iter()
        .filter_map(|file| fs::read_to_string(folder.join(file)).ok())
        .map(|text| first_word(&text))
        .find(|word| !word.is_empty())
        .unwrap_or_else(|| "folder".to_owned())
}

fn unreadable(path: &Path, source: std::io::Error) -> ZoneFolderError {
    ZoneFolderError::Unreadable {
        path: path.display().to_string(),
        source,
    }
}
