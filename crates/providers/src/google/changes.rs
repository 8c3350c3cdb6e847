//! What changed in a calendar: `events.list` with `singleEvents=false`, so that a series stays a
//! rule and is one record together with its exceptions.
//!
//! Google names masters and exceptions one by one. In a full run they are put together when all
//! are listed; in an incremental one each series that was named is asked for once more.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::account::{GoogleCalendar, event_id_of, refusal};
use super::busy::{aside, item};
use super::own::{UID, entry};
use super::series::{Parts, Whole, version_of};
use super::wire::{EventPage, Listed};
use crate::calendar::json_api::read;
use crate::calendar::{
    Answer, CalendarError, CalendarId, Change, Cursor, EventId, Item, Known, Page, Pages, Problem,
    RunKind, Version,
};

/// Events in one answer.
pub(super) const PAGE: &str = "250";
/// Series in one page of ours.
const SERIES_AT_ONCE: usize = 50;
/// A listing with more pages has no end.
pub(super) const MOST_PAGES: usize = 10_000;
/// How often one run is begun anew.
const MOST_STARTS: usize = 3;

/// A cursor, opened: Google's sync token. Empty while a full run has not come to its end: what it
/// has read is held, and known, so beginning anew reads nothing twice but the listing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Mark {
    sync: String,
}

/// What a run does next.
enum Step {
    /// Ask for a page of the listing; the first without a token.
    List(Option<String>),
    /// Give the series that were named.
    Series,
    Done,
}

/// A run over one calendar.
pub(super) struct Changes<'a> {
    account: &'a GoogleCalendar,
    calendar: CalendarId,
    known: &'a Known,
    kind: RunKind,
    /// The next page is the first of a new run.
    opens: bool,
    sync: String,
    next_sync: String,
    step: Step,
    pages: usize,
    starts: usize,
    /// The events that a full run has named, series as one.
    named: HashSet<String>,
    /// Series of which a part cannot be read, by the id of their master.
    broken: HashSet<String>,
    /// The parts of series by the id of their master, each by its own id.
    series: BTreeMap<String, Parts>,
}

/// How asking for a page ended.
enum Asked {
    Page(EventPage),
    /// The sync token is dead.
    Dead,
}

impl<'a> Changes<'a> {
    /// Starts or goes on.
    pub fn new(
        account: &'a GoogleCalendar,
        calendar: &CalendarId,
        cursor: Option<&Cursor>,
        known: &'a Known,
    ) -> Self {
        // A cursor that cannot be read is as dead as one that Google has forgotten.
        let mark = cursor.and_then(|c| serde_json::from_str::<Mark>(c.as_str()).ok());
        let sync = mark.unwrap_or_default().sync;
        Self {
            account,
            calendar: calendar.clone(),
            known,
            kind: if sync.is_empty() {
                RunKind::Full
            } else {
                RunKind::Incremental
            },
            opens: true,
            sync,
            next_sync: String::new(),
            step: Step::List(None),
            pages: 0,
            starts: 0,
            named: HashSet::new(),
            broken: HashSet::new(),
            series: BTreeMap::new(),
        }
    }

    /// Begins a full run.
    fn start_anew(&mut self) -> Result<(), CalendarError> {
        tracing::info!("a Google calendar is read again from the start");
        self.starts += 1;
        if self.starts > MOST_STARTS {
            return Err(CalendarError::Strange {
                what: "its list of changes begins again and again",
            });
        }
        self.kind = RunKind::Full;
        self.opens = true;
        self.sync.clear();
        self.step = Step::List(None);
        self.pages = 0;
        self.named.clear();
        self.broken.clear();
        self.series.clear();
        Ok(())
    }

    async fn page(&mut self) -> Result<Option<Page>, CalendarError> {
        loop {
            let changes = match &self.step {
                Step::Done => return Ok(None),
                Step::List(token) => {
                    let token = token.clone();
                    match self.ask(token.as_deref()).await? {
                        Asked::Page(page) => self.listed(page, token).await?,
                        Asked::Dead => {
                            self.start_anew()?;
                            continue;
                        }
                    }
                }
                Step::Series => {
                    let Some(changes) = self.some_series().await? else {
                        self.start_anew()?;
                        continue;
                    };
                    changes
                }
            };
            if matches!(self.step, Step::Series) && self.series.is_empty() {
                self.step = Step::Done;
            }
            return Ok(Some(self.given(changes)));
        }
    }

    fn given(&mut self, changes: Vec<Change>) -> Page {
        let last = matches!(self.step, Step::Done);
        let mark = Mark {
            sync: if last { &self.next_sync } else { &self.sync }.clone(),
        };
        Page {
            opens: std::mem::take(&mut self.opens),
            kind: self.kind,
            changes,
            checkpoint: Cursor(serde_json::to_string(&mark).unwrap_or_default()),
            total: (last && self.kind == RunKind::Full).then_some(self.named.len()),
            last,
        }
    }

    async fn ask(&mut self, token: Option<&str>) -> Result<Asked, CalendarError> {
        self.pages += 1;
        if self.pages > MOST_PAGES {
            return Err(CalendarError::Strange {
                what: "its list of changes has no end",
            });
        }
        let mut query = vec![("maxResults", PAGE)];
        if !self.sync.is_empty() {
            query.push(("syncToken", &self.sync));
        }
        if let Some(token) = token {
            query.push(("pageToken", token));
        }
        let response = self.account.events(&self.calendar, &query).await?;
        match response.status {
            200 => read(&response, "its list of events").map(Asked::Page),
            // Also a token that names the next page may have died.
            400 | 410 if !self.sync.is_empty() || token.is_some() => Ok(Asked::Dead),
            _ => Err(refusal(&response)),
        }
    }

    /// A page of the listing: single events at once, parts of series put aside.
    async fn listed(
        &mut self,
        page: EventPage,
        token: Option<String>,
    ) -> Result<Vec<Change>, CalendarError> {
        let mut changes = Vec::with_capacity(page.items.len());
        for value in page.items {
            let Some(id) = value
                .get("id")
                .and_then(|id| id.as_str())
                .map(str::to_owned)
            else {
                return Err(CalendarError::Strange {
                    what: "an event without an id",
                });
            };
            let series = value.get("recurringEventId").and_then(|id| id.as_str());
            let series = series.map(str::to_owned);
            let Ok(part) = serde_json::from_value::<Listed>(value) else {
                if let Some(master) = series {
                    // All of the series is unknown time with it.
                    self.named.insert(master.clone());
                    self.broken.insert(master.clone());
                    self.series.entry(master).or_default();
                } else {
                    self.named.insert(id.clone());
                    changes.push(self.broken(&id));
                }
                continue;
            };
            let master = match &part.recurring_event_id {
                Some(master) => Some(master.clone()),
                None => (!part.recurrence.is_empty()).then(|| part.id.clone()),
            };
            if let Some(master) = master {
                self.named.insert(master.clone());
                self.series
                    .entry(master)
                    .or_default()
                    .insert(part.id.clone(), part);
            } else if let Some(change) = self.single(part).await? {
                changes.push(change);
            }
        }
        self.step = match (page.next_page_token, page.next_sync_token) {
            (Some(next), _) if Some(&next) == token.as_ref() => {
                return Err(CalendarError::Strange {
                    what: "its list of changes has no end",
                });
            }
            (Some(next), _) => Step::List(Some(next)),
            // Without a token for the next time, the next run reads all again.
            (None, sync) => {
                self.next_sync = sync.unwrap_or_default();
                Step::Series
            }
        };
        Ok(changes)
    }

    /// An event that does not repeat. `None` when a full run finds it deleted.
    async fn single(&mut self, part: Listed) -> Result<Option<Change>, CalendarError> {
        let id = self.id(&part.id);
        if part.is_cancelled() {
            self.named.remove(&part.id);
            self.series.remove(&part.id);
            return Ok(Some(Change::Gone { id }));
        }
        self.named.insert(part.id.clone());
        let version = Version(part.etag.clone());
        if self.known.get(&id) == Some(&version) {
            return Ok(Some(Change::Same { id }));
        }
        let zones = &self.account.zones;
        let uid = part.extended_properties.private.get(UID);
        let uid = uid.filter(|uid| (self.account.ours)(uid) && event_id_of(uid) == part.id);
        let Some(uid) = uid else {
            return Ok(Some(self.there(&part.id, version, item([&part], zones))));
        };
        // Only what is ours is read in full, texts and people included.
        let Some(event) = self.account.event(&self.calendar, &part.id).await? else {
            self.named.remove(&part.id);
            return Ok(Some(Change::Gone { id }));
        };
        let version = Version(event.etag.clone());
        let read = item([&part], zones).and_then(|mut item| {
            for series in &mut item.series {
                series.uid.clone_from(uid);
            }
            item.own = entry(&event, zones)?;
            Ok(item)
        });
        Ok(Some(self.there(&part.id, version, read)))
    }

    /// Some of the series that were named. `None` when only a full run can tell what became of one.
    async fn some_series(&mut self) -> Result<Option<Vec<Change>>, CalendarError> {
        let masters: Vec<String> = self.series.keys().take(SERIES_AT_ONCE).cloned().collect();
        let nothing = Parts::new();
        let mut changes = Vec::with_capacity(masters.len());
        for master in &masters {
            let whole = match self.kind {
                RunKind::Full if self.broken.contains(master) => Whole::Broken,
                RunKind::Full => Whole::Listed,
                RunKind::Incremental => {
                    let named = self.series.get(master).unwrap_or(&nothing);
                    self.account.whole(&self.calendar, master, named).await?
                }
            };
            let parts = match (&whole, self.series.get(master)) {
                (Whole::Unclear, _) => return Ok(None),
                (Whole::Gone, _) => {
                    let id = self.id(master);
                    changes.push(Change::Gone { id });
                    continue;
                }
                (Whole::Broken, _) | (Whole::Listed, None) => {
                    changes.push(self.broken(master));
                    continue;
                }
                (Whole::Parts(parts), _) | (Whole::Listed, Some(parts)) => parts,
            };
            let version = version_of(parts);
            let id = self.id(master);
            changes.push(if self.known.get(&id) == Some(&version) {
                Change::Same { id }
            } else {
                let zones = &self.account.zones;
                self.there(master, version, item(parts.values(), zones))
            });
        }
        // Only now, so that a run that fails in between can be asked again.
        for master in &masters {
            self.series.remove(master);
        }
        Ok(Some(changes))
    }

    fn id(&self, event: &str) -> EventId {
        GoogleCalendar::id(&self.calendar, event)
    }

    /// An event that cannot be read, or a series with a part that cannot.
    fn broken(&self, event: &str) -> Change {
        self.there(event, Version(String::new()), Err(unreadable()))
    }

    fn there(&self, event: &str, version: Version, item: Result<Item, Problem>) -> Change {
        Change::There {
            id: self.id(event),
            version,
            item,
        }
    }
}

fn unreadable() -> Problem {
    aside("Google described it in a way that is not known")
}

impl Pages for Changes<'_> {
    fn next(&mut self) -> Answer<'_, Option<Page>> {
        Box::pin(self.page())
    }
}
