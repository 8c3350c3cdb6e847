//! What changed in a calendar: `calendarView/delta`, which gives the instances of series one by
//! one, within a window that is moved on by a full run from time to time.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::account::{GraphCalendar, MOST_PAGES, from, refusal};
use super::busy::{aside, item};
use super::own::{OURS, entry, uid_of};
use super::wire::{LISTED_FIELDS, Listed, Values};
use crate::calendar::json_api::{name_of, read};
use crate::calendar::{
    Answer, CalendarError, CalendarId, Change, Cursor, EventId, Item, Known, Page, Pages, Problem,
    RunKind, Version,
};

/// The window begins so long ago, for what goes on now.
const BEHIND: TimeDelta = TimeDelta::days(7);
/// And reaches so far. When less than [`GraphCalendar::READ_AHEAD`] is left of it, it is moved on.
const AHEAD: TimeDelta = TimeDelta::days(180);
/// How often one run is begun anew.
const MOST_STARTS: usize = 3;

/// A cursor, opened.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Mark {
    /// Graph's address for the next run. Empty while a full run has not come to its end: what it
    /// has read is held, and known.
    delta: String,
    /// The end of the window.
    until: DateTime<Utc>,
}

/// A run over one calendar.
pub(super) struct Changes<'a> {
    account: &'a GraphCalendar,
    calendar: CalendarId,
    known: &'a Known,
    kind: RunKind,
    opens: bool,
    mark: Mark,
    /// The next page of the listing; `None` for the first.
    next: Option<Url>,
    pages: usize,
    starts: usize,
    done: bool,
    /// The events that a full run has named.
    named: HashSet<String>,
    /// Masters of series, without whom their instances say too little.
    masters: HashMap<String, Listed>,
}

impl<'a> Changes<'a> {
    /// Starts or goes on.
    pub fn new(
        account: &'a GraphCalendar,
        calendar: &CalendarId,
        cursor: Option<&Cursor>,
        known: &'a Known,
    ) -> Self {
        // A cursor that cannot be read is as dead as one that Graph has forgotten.
        let mark = cursor.and_then(|c| serde_json::from_str::<Mark>(c.as_str()).ok());
        let now = account.api.now();
        let alive = |mark: &Mark| {
            let reaches = mark.until - now;
            let sane = reaches >= GraphCalendar::READ_AHEAD && reaches <= AHEAD * 2;
            !mark.delta.is_empty() && sane
        };
        let mark = mark.filter(alive);
        Self {
            account,
            calendar: calendar.clone(),
            known,
            kind: if mark.is_some() {
                RunKind::Incremental
            } else {
                RunKind::Full
            },
            opens: true,
            mark: mark.unwrap_or(Mark {
                delta: String::new(),
                until: now + AHEAD,
            }),
            next: None,
            pages: 0,
            starts: 0,
            done: false,
            named: HashSet::new(),
            masters: HashMap::new(),
        }
    }

    fn start_anew(&mut self) -> Result<(), CalendarError> {
        tracing::info!("a Microsoft calendar is read again from the start");
        self.starts += 1;
        if self.starts > MOST_STARTS {
            return Err(CalendarError::Strange {
                what: "its list of changes begins again and again",
            });
        }
        self.kind = RunKind::Full;
        self.opens = true;
        self.mark = Mark {
            delta: String::new(),
            until: self.account.api.now() + AHEAD,
        };
        self.next = None;
        self.pages = 0;
        self.named.clear();
        self.masters.clear();
        Ok(())
    }

    /// Where the listing is asked for.
    fn address(&self) -> Result<Url, CalendarError> {
        if let Some(next) = &self.next {
            return Ok(next.clone());
        }
        if !self.mark.delta.is_empty() {
            return self.account.api.trusted(&self.mark.delta);
        }
        let calendar = self.calendar.as_str();
        let parts = ["me", "calendars", calendar, "calendarView", "delta"];
        let mut url = self.account.api.url(&parts)?;
        self.window(&mut url);
        Ok(url)
    }

    fn window(&self, url: &mut Url) {
        let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        url.query_pairs_mut()
            .append_pair("startDateTime", &text(self.mark.until - AHEAD - BEHIND))
            .append_pair("endDateTime", &text(self.mark.until));
    }

    async fn page(&mut self) -> Result<Option<Page>, CalendarError> {
        if self.done {
            return Ok(None);
        }
        loop {
            self.pages += 1;
            if self.pages > MOST_PAGES {
                return Err(ENDLESS);
            }
            let at = self.address()?;
            let response = self.account.listing(at.clone()).await?;
            let first_of_all = self.next.is_none() && self.mark.delta.is_empty();
            match response.status {
                200 => {}
                // Also a page of a listing may be forgotten.
                400 | 410 if !first_of_all => {
                    self.start_anew()?;
                    continue;
                }
                _ => return Err(refusal(&response)),
            }
            let page: Values = read(&response, "its list of changes")?;
            let next = match (&page.next, &page.delta) {
                (Some(next), _) => {
                    let next = self.account.api.trusted(next)?;
                    if next == at {
                        return Err(ENDLESS);
                    }
                    Some(next)
                }
                (None, Some(delta)) => {
                    self.account.api.trusted(delta)?;
                    None
                }
                (None, None) => {
                    return Err(CalendarError::Strange {
                        what: "its list of changes ends without a way to go on",
                    });
                }
            };
            let changes = self.listed(page.value).await?;
            self.next = next;
            let mut mark = self.mark.clone();
            if self.next.is_none() {
                self.done = true;
                mark.delta = page.delta.unwrap_or_default();
            }
            return Ok(Some(Page {
                opens: std::mem::take(&mut self.opens),
                kind: self.kind,
                changes,
                checkpoint: Cursor(serde_json::to_string(&mark).unwrap_or_default()),
                total: (self.done && self.kind == RunKind::Full).then_some(self.named.len()),
                last: self.done,
            }));
        }
    }

    async fn listed(
        &mut self,
        values: Vec<serde_json::Value>,
    ) -> Result<Vec<Change>, CalendarError> {
        let mut events = Vec::with_capacity(values.len());
        let mut changes = Vec::with_capacity(values.len());
        let mut masters = Vec::new();
        for value in values {
            let id = value.get("id").and_then(serde_json::Value::as_str);
            let id = id.ok_or(CalendarError::Strange {
                what: "an event without an id",
            })?;
            let id = EventId(id.to_owned());
            match serde_json::from_value::<Listed>(value) {
                Err(_) => {
                    self.named.insert(id.0.clone());
                    let why = "Outlook described it in a way that is not known";
                    changes.push(there(id, Version(String::new()), Err(aside(why))));
                }
                Ok(event) if event.removed.is_some() => {
                    self.named.remove(&id.0);
                    changes.push(Change::Gone { id });
                }
                Ok(event) if event.kind.as_deref() == Some("seriesMaster") => {
                    masters.push(event.id.clone());
                    self.masters.insert(event.id.clone(), event);
                }
                Ok(event) => events.push(event),
            }
        }
        if self.kind == RunKind::Incremental {
            // A change of the series may be one of its instances that are not named themselves.
            for master in masters {
                events.extend(self.instances(&master).await?);
            }
        }
        for event in events {
            changes.push(self.change(event).await?);
        }
        Ok(changes)
    }

    async fn change(&mut self, event: Listed) -> Result<Change, CalendarError> {
        let id = EventId(event.id.clone());
        self.named.insert(event.id.clone());
        let is_ours = |mark: &String| mark.starts_with(OURS);
        if event.transaction_id.as_ref().is_some_and(is_ours)
            && event.is_organizer != Some(false)
            && let Some(change) = self.own(&id, &event).await?
        {
            return Ok(change);
        }
        if let (Some(master), None) = (&event.series_master_id, &event.show_as)
            && !self.masters.contains_key(master)
            && let Some(found) = self.master(master).await?
        {
            self.masters.insert(master.clone(), found);
        }
        let master = event.series_master_id.as_ref();
        let master = master.and_then(|id| self.masters.get(id));
        let item = item(&event, master, &self.account.zones);
        // Versions of others' events are what is kept of them: Graph gives instances none.
        let version = Version(match &item {
            Ok(item) => name_of(&[&serde_json::to_string(item).unwrap_or_default()]),
            Err(_) => String::new(),
        });
        if self.known.get(&id) == Some(&version) {
            return Ok(Change::Same { id });
        }
        Ok(there(id, version, item))
    }

    /// An event that may be ours; `None` when it is not. Only what is ours is read in full.
    async fn own(
        &mut self,
        id: &EventId,
        listed: &Listed,
    ) -> Result<Option<Change>, CalendarError> {
        let version = listed.etag.clone().map(Version);
        if version.is_some() && self.known.get(id) == version.as_ref() {
            return Ok(Some(Change::Same { id: id.clone() }));
        }
        let Some(event) = self.account.event(id).await? else {
            self.named.remove(&id.0);
            return Ok(Some(Change::Gone { id: id.clone() }));
        };
        let Some(uid) = uid_of(&event).filter(|uid| (self.account.ours)(uid)) else {
            return Ok(None);
        };
        let read = item(listed, None, &self.account.zones).and_then(|mut item| {
            for series in &mut item.series {
                uid.clone_into(&mut series.uid);
            }
            item.own = entry(&event, &self.account.zones)?;
            Ok(item)
        });
        let version = Version(event.etag.clone().unwrap_or_default());
        Ok(Some(there(id.clone(), version, read)))
    }

    async fn master(&self, id: &str) -> Result<Option<Listed>, CalendarError> {
        let mut url = self.account.event_url(&EventId(id.to_owned()))?;
        url.query_pairs_mut().append_pair("$select", LISTED_FIELDS);
        let response = self.account.listing(url).await?;
        match response.status {
            200 => read(&response, "a series").map(Some),
            // Its instances then count as busy.
            404 | 410 => Ok(None),
            _ => Err(refusal(&response)),
        }
    }

    /// The instances of a series within the window; none when it is gone meanwhile.
    async fn instances(&self, master: &str) -> Result<Vec<Listed>, CalendarError> {
        let mut url = self.account.event_url(&EventId(master.to_owned()))?;
        url.path_segments_mut()
            .map_err(|()| ENDLESS)?
            .push("instances");
        self.window(&mut url);
        url.query_pairs_mut().append_pair("$select", LISTED_FIELDS);
        match self.account.all(url, "the instances of a series").await {
            Ok(values) => {
                let read = |value| from(value, "an instance of a series");
                values.into_iter().map(read).collect()
            }
            Err(CalendarError::NotFound) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}

const ENDLESS: CalendarError = CalendarError::Strange {
    what: "its list of changes has no end",
};

fn there(id: EventId, version: Version, item: Result<Item, Problem>) -> Change {
    Change::There { id, version, item }
}

impl Pages for Changes<'_> {
    fn next(&mut self) -> Answer<'_, Option<Page>> {
        Box::pin(self.page())
    }
}
