//! What changed in a calendar: `events.list` with `singleEvents=false`, so that a series stays a
//! rule and is one record together with its exceptions.
//!
//! Google names masters and exceptions one by one. In a full run they are put together when all
//! are listed; in an incremental one each series that was named is asked for once more.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::account::{GoogleCalendar, event_id_of, refusal};
use super::busy::{aside, item};
use super::own::{UID, entry};
use super::wire::{Event, EventPage, LISTED_FIELDS, Listed};
use crate::calendar::json_api::read;
use crate::calendar::{
    Answer, CalendarError, CalendarId, Change, Cursor, EventId, Item, Known, Page, Pages, Problem,
    RunKind, Version,
};

/// Events in one answer.
const PAGE: &str = "250";
/// Series in one page of ours.
const SERIES_AT_ONCE: usize = 50;
/// A listing with more pages has no end.
const MOST_PAGES: usize = 10_000;
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
    /// The parts of series by the id of their master, each by its own id.
    series: BTreeMap<String, BTreeMap<String, Listed>>,
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
                Step::Series => match self.some_series().await? {
                    Some(changes) => changes,
                    None => {
                        self.start_anew()?;
                        continue;
                    }
                },
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
            let Ok(part) = serde_json::from_value::<Listed>(value) else {
                self.named.insert(id.clone());
                let version = Version(String::new());
                changes.push(self.there(&id, version, Err(unreadable())));
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
        let mut changes = Vec::with_capacity(masters.len());
        for master in &masters {
            let parts = match self.kind {
                RunKind::Full => None,
                RunKind::Incremental => match self.whole(master).await? {
                    Whole::Parts(parts) => Some(parts),
                    Whole::Gone => {
                        changes.push(Change::Gone {
                            id: self.id(master),
                        });
                        continue;
                    }
                    Whole::Unclear => return Ok(None),
                },
            };
            let parts = match (&parts, self.series.get(master)) {
                (Some(parts), _) | (None, Some(parts)) => parts,
                (None, None) => continue,
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

    /// A series with all its exceptions, as it is now.
    async fn whole(&self, master: &str) -> Result<Whole, CalendarError> {
        let Some(named) = self.series.get(master) else {
            return Ok(Whole::Unclear);
        };
        let mut parts = BTreeMap::new();
        let uid = match self.account.listed_event(&self.calendar, master).await? {
            Some(event) if event.is_cancelled() => return Ok(Whole::Gone),
            Some(event) => {
                let uid = event.ical_uid.clone();
                parts.insert(event.id.clone(), event);
                uid
            }
            // Whoever is invited to single instances has no master.
            None => named
                .values()
                .find(|part| !part.is_cancelled())
                .and_then(|part| part.ical_uid.clone()),
        };
        let Some(uid) = uid else {
            return Ok(Whole::Unclear);
        };
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![("maxResults", PAGE), ("iCalUID", uid.as_str())];
            if let Some(token) = &token {
                query.push(("pageToken", token));
            }
            let response = self.account.events(&self.calendar, &query).await?;
            if response.status != 200 {
                return Err(refusal(&response));
            }
            let page: EventPage = read(&response, "its list of events")?;
            for value in page.items {
                let part: Listed =
                    serde_json::from_value(value).map_err(|_| CalendarError::Strange {
                        what: "an exception of a series",
                    })?;
                if part.id == master || part.recurring_event_id.as_deref() == Some(master) {
                    parts.insert(part.id.clone(), part);
                }
            }
            match page.next_page_token {
                Some(next) if Some(&next) != token.as_ref() => token = Some(next),
                _ => return Ok(Whole::Parts(parts)),
            }
        }
        Ok(Whole::Unclear)
    }

    fn id(&self, event: &str) -> EventId {
        GoogleCalendar::id(&self.calendar, event)
    }

    fn there(&self, event: &str, version: Version, item: Result<Item, Problem>) -> Change {
        Change::There {
            id: self.id(event),
            version,
            item,
        }
    }
}

/// What became of a series.
enum Whole {
    Parts(BTreeMap<String, Listed>),
    Gone,
    /// Google does not say enough about it.
    Unclear,
}

fn unreadable() -> Problem {
    aside("Google described it in a way that is not known")
}

/// The version of a series: one of all its parts.
fn version_of(parts: &BTreeMap<String, Listed>) -> Version {
    let mut hash = Sha256::new();
    for (id, part) in parts {
        for text in [id.as_str(), &part.etag, &part.status] {
            hash.update(text.len().to_le_bytes());
            hash.update(text.as_bytes());
        }
    }
    let hash = hash.finalize();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    Version(hex)
}

impl GoogleCalendar {
    /// `events.list` without any text of the events.
    async fn events(
        &self,
        calendar: &CalendarId,
        query: &[(&str, &str)],
    ) -> Result<crate::http::Response, CalendarError> {
        let mut url = self.events_url(calendar)?;
        url.query_pairs_mut()
            .append_pair("singleEvents", "false")
            // More than one attendee is left out by Google, except the owner of the calendar.
            .append_pair("maxAttendees", "1")
            .append_pair(
                "fields",
                &format!("nextPageToken,nextSyncToken,items({LISTED_FIELDS})"),
            )
            .extend_pairs(query);
        self.api.send(self.api.get(url)).await
    }

    /// One event without its texts; `None` when it was never there or has been forgotten.
    async fn listed_event(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Listed>, CalendarError> {
        let mut url = self.event_url(calendar, event)?;
        url.query_pairs_mut()
            .append_pair("maxAttendees", "1")
            .append_pair("fields", LISTED_FIELDS);
        let response = self.api.send(self.api.get(url)).await?;
        match response.status {
            200 => read(&response, "an event").map(Some),
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }

    /// An event of ours in full; `None` when it is gone, also when Google still shows that it was.
    pub(super) async fn event(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Event>, CalendarError> {
        let there = self.event_even_deleted(calendar, event).await?;
        Ok(there.filter(|event| event.status != "cancelled"))
    }

    /// An event of ours in full, also one that was deleted.
    pub(super) async fn event_even_deleted(
        &self,
        calendar: &CalendarId,
        event: &str,
    ) -> Result<Option<Event>, CalendarError> {
        let url = self.event_url(calendar, event)?;
        let response = self.api.send(self.api.get(url)).await?;
        match response.status {
            200 => read(&response, "an event").map(Some),
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }
}

impl Pages for Changes<'_> {
    fn next(&mut self) -> Answer<'_, Option<Page>> {
        Box::pin(self.page())
    }
}
