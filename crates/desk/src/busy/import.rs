//! `busy_import`: one person's calendar from an `.ics` file.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, Utc};
use muster_providers::ics::{self, BusySeries, IcsProblem};
use muster_scheduling::zone::Zone;
use muster_store::WriteTx;
use muster_store::busy::{self as rows, Block, Series, Source};
use muster_store::people::{self, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::expansion::{AHEAD, BEHIND, block};
use crate::people::unknown_zone;
use crate::{Code, Command, Desk, Failure};

/// Larger files are not calendars of a person.
const LARGEST: u64 = 100 * 1024 * 1024;

/// Parameters of `busy_import`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// Whose calendar it is.
    pub person_id: String,
    /// The `.ics` file.
    pub path: String,
    /// Names the calendar; the file name when absent. Only events of the same person and source
    /// are ever removed.
    #[serde(default)]
    pub source: Option<String>,
}

/// What an import did.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Imported {
    /// Events or series that are new.
    pub created: usize,
    /// Events or series that changed.
    pub updated: usize,
    /// Events or series that are no longer in the file.
    pub removed: usize,
    /// Events that are as they were.
    pub unchanged: usize,
    /// What could not be read for certain, and was left out.
    pub errors: Vec<Problem>,
}

/// An event that was left out, and why.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// The event's UID, when it has one.
    pub uid: Option<String>,
    /// The line of the file.
    pub line: Option<usize>,
    /// The property.
    pub field: Option<String>,
    /// What kind ("unknown_zone", …).
    pub code: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl From<IcsProblem> for Problem {
    fn from(p: IcsProblem) -> Self {
        let code = serde_json::to_value(p.code)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned));
        Self {
            uid: p.uid,
            line: p.line,
            field: p.field,
            code: code.unwrap_or_default(),
            message: p.message,
        }
    }
}

/// An event or series that is ready to be stored.
struct Ready {
    series: Series,
    blocks: Vec<Block>,
}

/// `busy_import`: the same file twice changes nothing.
pub async fn import(desk: &Desk, params: Import) -> Result<Imported, Failure> {
    let source = source_name(&params)?;
    let workspace = desk.workspace().await?;
    let mut reader = workspace.read().await?;
    let person = people::get(&mut reader, &params.person_id).await?;
    drop(reader);
    let zone = desk
        .zones()
        .get(&person.time_zone)
        .map_err(|_| unknown_zone("time_zone", &person.time_zone))?;
    let (from, until) = (desk.now() - BEHIND, desk.now() + AHEAD);
    let (zones, path, name) = (desk.zones().clone(), params.path.clone(), source.clone());
    let (ready, problems) =
        tokio::task::spawn_blocking(move || prepare(&path, &name, &zones, from, until, &zone))
            .await
            .map_err(Failure::internal)??;
    let mut tx = desk.begin(Command::busy_import).await?;
    let mut done = store(&mut tx, &person, &source, ready).await?;
    done.errors = problems.into_iter().map(Problem::from).collect();
    if done.created + done.updated + done.removed > 0 {
        let row = Source {
            person_id: person.id.clone(),
            source: source.clone(),
            imported_at: desk.now(),
            expanded_from: from,
            expanded_until: until,
        };
        rows::put_source(&mut tx, &row).await?;
    }
    tx.summarise(format!(
        "Read the calendar {source} of {}",
        person.full_name
    ));
    desk.commit(tx).await?;
    Ok(done)
}

fn source_name(params: &Import) -> Result<String, Failure> {
    let named = match &params.source {
        Some(source) => source.trim().to_owned(),
        None => Path::new(&params.path)
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
    };
    if named.is_empty() {
        return Err(Failure::parameter(
            "source",
            "The calendar has no name.",
            "Name it, or give the path of a file.",
        ));
    }
    Ok(named)
}

/// Reads and expands a file, outside the write lock.
fn prepare(
    path: &str,
    source: &str,
    zones: &muster_scheduling::zone::Zones,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    zone: &Zone,
) -> Result<(Vec<Ready>, Vec<IcsProblem>), Failure> {
    let unreadable = |e: &dyn std::fmt::Display| {
        Failure::new(
            Code::FileUnreadable,
            format!("{path} cannot be read: {e}."),
            "Check the path and your rights to the file.",
        )
        .with(serde_json::json!({ "field": "path" }))
    };
    let size = std::fs::metadata(path).map_err(|e| unreadable(&e))?.len();
    let unsupported = |why: String| {
        Failure::new(
            Code::UnsupportedFile,
            format!("{path} is not a calendar that can be read: {why}."),
            "Export the calendar as an iCalendar (.ics) file and try again.",
        )
        .with(serde_json::json!({ "field": "path" }))
    };
    if size > LARGEST {
        return Err(unsupported("it is larger than 100 MB".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|e| unreadable(&e))?;
    let file = ics::read(&bytes, zones).map_err(|e| unsupported(e.to_string()))?;
    let mut problems = file.problems;
    let mut ready = Vec::with_capacity(file.series.len());
    for series in file.series {
        match ics::expand(&series, zones, from, until, zone) {
            Ok(instances) => ready.push(Ready {
                series: written(&series)?,
                blocks: instances.iter().map(|i| block(source, i)).collect(),
            }),
            Err(problem) => problems.push(problem),
        }
    }
    Ok((ready, problems))
}

fn written(series: &BusySeries) -> Result<Series, Failure> {
    let text = serde_json::to_string(series).map_err(Failure::internal)?;
    Ok(Series {
        uid: series.uid.clone(),
        content_hash: hex::encode(Sha256::digest(&text)),
        series: text,
    })
}

async fn store(
    tx: &mut WriteTx,
    person: &Person,
    source: &str,
    ready: Vec<Ready>,
) -> Result<Imported, Failure> {
    let known = rows::series(tx.connection(), &person.id, source).await?;
    let known: HashMap<&str, &str> = known
        .iter()
        .map(|s| (s.uid.as_str(), s.content_hash.as_str()))
        .collect();
    let mut done = Imported::default();
    let mut seen = HashSet::new();
    for item in &ready {
        seen.insert(item.series.uid.as_str());
        match known.get(item.series.uid.as_str()) {
            Some(hash) if *hash == item.series.content_hash => {
                done.unchanged += 1;
                continue;
            }
            Some(_) => done.updated += 1,
            None => done.created += 1,
        }
        rows::put_series(tx, &person.id, source, &item.series).await?;
        rows::replace_blocks(tx, &person.id, source, &item.series.uid, &item.blocks).await?;
    }
    for uid in known.keys().filter(|uid| !seen.contains(*uid)) {
        rows::remove_series(tx, &person.id, source, uid).await?;
        done.removed += 1;
    }
    Ok(done)
}
