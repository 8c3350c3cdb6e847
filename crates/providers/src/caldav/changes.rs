//! What changed in a calendar: `sync-collection` (RFC 6578), or its listing where that is missing.
//!
//! A run lists ids and versions first and then reads, in small batches, only the events that are
//! not held in that version. So memory holds one batch of events however large the calendar is,
//! and a run that was stopped lists again and reads only what is missing.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use url::Url;

use super::account::{Caldav, LISTING_TIME};
use super::xml::{Ns, Resource, multistatus, strong};
use super::{ask, place};
use crate::calendar::{
    Answer, CalendarError, Change, Cursor, EventId, Known, Page, Pages, Problem, RunKind, Version,
    read_item,
};

/// Events read at once.
const BATCH: usize = 50;
/// Changes without events in one page.
const LIGHT_PAGE: usize = 500;
/// Listings in one run; a server that always says "more" is cut off.
const MOST_LISTINGS: usize = 10_000;

/// How changes are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    /// By sync token.
    Sync,
    /// By listing all versions; the token is the calendar's `getctag`, when it has one.
    Listing,
}

/// A cursor, opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    way: Way,
    /// Where to list from; empty for everything.
    token: String,
    /// The kind of the run that has not come to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unfinished: Option<RunKind>,
}

/// One listing, read.
struct Listing {
    there: BTreeMap<EventId, Version>,
    gone: Vec<EventId>,
    token: String,
    /// The server has cut it short.
    more: bool,
}

/// Why there is no listing.
enum NoListing {
    /// The token is dead: everything must be read again.
    Dead,
    /// The server does not know the report.
    Unsupported,
    Failed(CalendarError),
}

impl From<CalendarError> for NoListing {
    fn from(error: CalendarError) -> Self {
        Self::Failed(error)
    }
}

/// A run over one calendar.
pub(super) struct Changes<'a> {
    account: &'a Caldav,
    calendar: Url,
    known: &'a Known,
    way: Way,
    kind: RunKind,
    /// The next page is the first of a new run.
    opens: bool,
    /// From where this listing was made; a run that is stopped lists from here again.
    from: String,
    /// Where this listing ends.
    to: String,
    more: bool,
    listings: usize,
    /// How many events the first listing named.
    named: usize,
    light: VecDeque<Change>,
    heavy: VecDeque<(EventId, Version)>,
    done: bool,
}

impl<'a> Changes<'a> {
    /// Starts or goes on.
    pub async fn start(
        account: &'a Caldav,
        calendar: Url,
        cursor: Option<&Cursor>,
        known: &'a Known,
    ) -> Result<Self, CalendarError> {
        // A cursor that cannot be read is as dead as one the server has forgotten.
        let mark: Option<Mark> = cursor.and_then(|c| serde_json::from_str(c.as_str()).ok());
        let mut run = Self {
            account,
            calendar,
            known,
            way: mark.as_ref().map_or(Way::Sync, |mark| mark.way),
            kind: RunKind::Full,
            opens: true,
            from: String::new(),
            to: String::new(),
            more: false,
            listings: 0,
            named: 0,
            light: VecDeque::new(),
            heavy: VecDeque::new(),
            done: false,
        };
        if let Some(mark) = mark {
            // A listing of everything does not name what went away since the last one, so what an
            // unfinished run has seen no longer counts. What it has read is held, and known.
            if !mark.token.is_empty() {
                run.kind = mark.unfinished.unwrap_or(RunKind::Incremental);
                let whole = run.kind == RunKind::Full && mark.way == Way::Listing;
                run.opens = whole || mark.unfinished.is_none();
            }
            run.from = mark.token;
        }
        run.list().await?;
        Ok(run)
    }

    /// Makes the next listing of the run, or the first of a full one when that is all there is.
    async fn list(&mut self) -> Result<(), CalendarError> {
        for _ in 0..3 {
            let listed = match self.way {
                Way::Sync => self.by_token().await,
                Way::Listing => self.by_listing().await,
            };
            match listed {
                Ok(listing) => return self.fill(listing),
                Err(NoListing::Failed(error)) => return Err(error),
                Err(NoListing::Dead) => self.start_anew(Way::Sync),
                Err(NoListing::Unsupported) => self.start_anew(Way::Listing),
            }
        }
        Err(CalendarError::Strange {
            what: "its list of changes",
        })
    }

    fn start_anew(&mut self, way: Way) {
        tracing::info!(?way, "a calendar is read again from the start");
        self.way = way;
        self.kind = RunKind::Full;
        self.opens = true;
        self.from.clear();
        self.listings = 0;
    }

    fn fill(&mut self, listing: Listing) -> Result<(), CalendarError> {
        self.listings += 1;
        if listing.more && (listing.token == self.from || self.listings >= MOST_LISTINGS) {
            // Taking it for the end would take all that was not named for gone.
            return Err(CalendarError::Strange {
                what: "its list of changes has no end",
            });
        }
        self.named = listing.there.len();
        self.to = listing.token;
        self.more = listing.more;
        for id in listing.gone {
            self.light.push_back(Change::Gone { id });
        }
        for (id, version) in listing.there {
            if self.known.get(&id) == Some(&version) {
                self.light.push_back(Change::Same { id });
            } else {
                self.heavy.push_back((id, version));
            }
        }
        Ok(())
    }

    /// The listing by sync token.
    async fn by_token(&self) -> Result<Listing, NoListing> {
        let token = Some(self.from.as_str()).filter(|token| !token.is_empty());
        let body = ask::sync_collection(token);
        // RFC 6578 wants depth 0, older servers want 1 and none minds the RFC's.
        let response = self
            .account
            .dav_within(LISTING_TIME, "REPORT", &self.calendar, "0", body)
            .await?;
        if response.status != 207 {
            return Err(if token.is_some() && ask::dead_token(&response) {
                NoListing::Dead
            } else if token.is_none()
                && (ask::unknown_report(&response) || matches!(response.status, 403 | 507))
            {
                NoListing::Unsupported
            } else {
                NoListing::Failed(ask::refusal(&response))
            });
        }
        let read = multistatus(&response.body)?;
        let Some(next) = read.sync_token else {
            // An answer without a token cannot be gone on from.
            return Err(NoListing::Unsupported);
        };
        let mut listing = Listing {
            there: BTreeMap::new(),
            gone: Vec::new(),
            token: next,
            more: false,
        };
        for resource in &read.resources {
            let url = place::trusted(&response.url, &resource.href)?;
            if place::folder(&url) == self.calendar {
                // RFC 6578 section 3.6: a 507 on the calendar itself means that there is more.
                listing.more |= resource.status == Some(507);
                continue;
            }
            let id = place::event_id(&url);
            if resource.is_gone() {
                listing.gone.push(id);
            } else if let Some(etag) = resource.etag() {
                listing.there.insert(id, Version(etag));
            }
        }
        Ok(listing)
    }

    /// The listing of all versions.
    async fn by_listing(&mut self) -> Result<Listing, NoListing> {
        // The tag is read before the events: what changes in between is found the next time.
        let tag = self.tag().await?;
        if !tag.is_empty() && tag == self.from && self.kind == RunKind::Incremental {
            return Ok(Listing {
                there: BTreeMap::new(),
                gone: Vec::new(),
                token: tag,
                more: false,
            });
        }
        if self.kind == RunKind::Incremental {
            // A listing names everything, so what it does not name is gone.
            self.kind = RunKind::Full;
            self.opens = true;
        }
        let props = ["D:getetag", "D:resourcetype"];
        let (at, read) = self.account.propfind(&self.calendar, "1", &props).await?;
        let mut there = BTreeMap::new();
        for resource in &read.resources {
            let folder = resource
                .prop(Ns::Dav, "resourcetype")
                .is_some_and(|kind| kind.part(Ns::Dav, "collection").is_some());
            let url = place::trusted(&at, &resource.href)?;
            if folder || place::folder(&url) == self.calendar {
                continue;
            }
            if let Some(etag) = resource.etag() {
                there.insert(place::event_id(&url), Version(etag));
            }
        }
        Ok(Listing {
            there,
            gone: Vec::new(),
            token: tag,
            more: false,
        })
    }

    /// `getctag`, which changes with anything in the calendar; empty where there is none.
    async fn tag(&self) -> Result<String, CalendarError> {
        let props = ["S:getctag"];
        let (_, read) = self.account.propfind(&self.calendar, "0", &props).await?;
        let it = read.resources.first();
        let tag = it.and_then(|it| it.text(Ns::CalendarServer, "getctag"));
        Ok(tag.unwrap_or_default().to_owned())
    }

    async fn page(&mut self) -> Result<Option<Page>, CalendarError> {
        if self.done {
            return Ok(None);
        }
        let mut changes: Vec<Change> = Vec::new();
        if self.light.is_empty() {
            let batch: Vec<_> = self.heavy.drain(..self.heavy.len().min(BATCH)).collect();
            if !batch.is_empty() {
                match self.read_batch(&batch).await {
                    Ok(read) => {
                        // What went away after it was listed is not there to be counted.
                        let gone = |change: &&Change| matches!(change, Change::Gone { .. });
                        self.named -= read.iter().filter(gone).count();
                        changes = read;
                    }
                    Err(error) => {
                        // The page was not given, so it is still to come.
                        self.heavy.extend(batch);
                        return Err(error);
                    }
                }
            }
        } else {
            let count = self.light.len().min(LIGHT_PAGE);
            changes.extend(self.light.drain(..count));
        }
        let mut total = None;
        if self.light.is_empty() && self.heavy.is_empty() {
            if self.more {
                // What was listed so far is in the pages so far, so the run goes on from here.
                self.from.clone_from(&self.to);
                let opens = std::mem::take(&mut self.opens);
                let kind = self.kind;
                self.list().await?;
                if self.opens {
                    // The token died on the way: this page is still of the old run.
                    return Ok(Some(self.given(changes, opens, kind, None, false)));
                }
                self.opens = opens;
            } else {
                self.done = true;
                let whole = self.from.is_empty() || self.way == Way::Listing;
                if self.kind == RunKind::Full && self.listings == 1 && whole {
                    total = Some(self.named);
                }
            }
        }
        let (opens, kind, last) = (self.opens, self.kind, self.done);
        self.opens = false;
        Ok(Some(self.given(changes, opens, kind, total, last)))
    }

    fn given(
        &self,
        changes: Vec<Change>,
        opens: bool,
        kind: RunKind,
        total: Option<usize>,
        last: bool,
    ) -> Page {
        let (token, unfinished) = if last {
            (&self.to, None)
        } else {
            (&self.from, Some(kind))
        };
        let mark = Mark {
            way: self.way,
            token: token.clone(),
            unfinished,
        };
        Page {
            opens,
            kind,
            changes,
            checkpoint: Cursor(serde_json::to_string(&mark).unwrap_or_default()),
            total,
            last,
        }
    }

    /// Reads these events in full.
    async fn read_batch(&self, batch: &[(EventId, Version)]) -> Result<Vec<Change>, CalendarError> {
        let mut found = self.multiget(batch).await?;
        let mut out = Vec::with_capacity(batch.len());
        for (id, listed) in batch {
            let change = match found.remove(id) {
                Some(read) => read,
                // Left out of the answer: some servers do that to events they find odd.
                None => self.one(id, listed).await?,
            };
            out.push(change);
        }
        Ok(out)
    }

    async fn multiget(
        &self,
        batch: &[(EventId, Version)],
    ) -> Result<BTreeMap<EventId, Change>, CalendarError> {
        let urls: Vec<Url> = batch
            .iter()
            .map(|(id, _)| place::of_event(id))
            .collect::<Result<_, _>>()?;
        let body = ask::multiget(urls.iter().map(Url::path));
        let response = self
            .account
            .dav("REPORT", &self.calendar, "0", body)
            .await?;
        if response.status != 207 {
            if ask::unknown_report(&response) {
                return Ok(BTreeMap::new());
            }
            return Err(ask::refusal(&response));
        }
        let mut out = BTreeMap::new();
        for resource in multistatus(&response.body)?.resources {
            let id = place::event_id(&place::trusted(&response.url, &resource.href)?);
            if let Some(change) = self.read(&id, &resource) {
                out.insert(id, change);
            }
        }
        Ok(out)
    }

    fn read(&self, id: &EventId, resource: &Resource) -> Option<Change> {
        if resource.is_gone() {
            return Some(Change::Gone { id: id.clone() });
        }
        let data = resource.text(Ns::Caldav, "calendar-data")?;
        Some(self.there(id, Version(resource.etag()?), data.as_bytes()))
    }

    fn there(&self, id: &EventId, version: Version, bytes: &[u8]) -> Change {
        Change::There {
            id: id.clone(),
            version,
            item: read_item(bytes, &*self.account.ours, &self.account.zones),
        }
    }

    /// One event by itself.
    async fn one(&self, id: &EventId, listed: &Version) -> Result<Change, CalendarError> {
        let url = place::of_event(id)?;
        let request = self.account.event_request(reqwest::Method::GET, &url);
        let response = self.account.line.send(request).await?;
        match response.status {
            200 => {
                let version = response.header("etag").map(strong);
                let version = version.map_or_else(|| listed.clone(), Version);
                Ok(self.there(id, version, &response.body))
            }
            404 | 410 => Ok(Change::Gone { id: id.clone() }),
            401 => Err(CalendarError::SignIn),
            _ => Ok(Change::There {
                id: id.clone(),
                version: listed.clone(),
                item: Err(Problem {
                    message: "The calendar lists an event that it does not show. Look at it there."
                        .to_owned(),
                }),
            }),
        }
    }
}

impl Pages for Changes<'_> {
    fn next(&mut self) -> Answer<'_, Option<Page>> {
        Box::pin(self.page())
    }
}
