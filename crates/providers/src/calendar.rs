//! The neutral calendar: what every vendor's calendar can be asked (DESIGN.md section 7).
//!
//! Everything read of other people's events is busy time ([`crate::ics::BusySeries`]); a title, a place or a
//! name of an event that is not ours never leaves a client. Busy, free and unknown are three
//! states ([`Availability`]): what could not be read is never free.

mod bearer;
mod error;
mod free_busy;
pub(crate) mod json_api;
mod meeting;
mod read;

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use muster_scheduling::zone::Zone;
use serde::{Deserialize, Serialize};

pub use bearer::{AccountBearer, Bearer, Soon};
pub use error::CalendarError;
pub use free_busy::{Availability, FreeBusy, WhyUnknown};
pub use meeting::{Meeting, WantedMeeting};
pub use read::{Item, Problem, read_item};

use crate::ics::Entry;

/// What a calendar call gives, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, CalendarError>> + Send + 'a>>;

/// Says which UIDs are events of ours: only those are ever read in full.
pub type Ours = Arc<dyn Fn(&str) -> bool + Send + Sync>;

macro_rules! opaque {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// Its text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

opaque! {
    /// A calendar at its vendor: opaque, for life. It may hold a user name, so it is not logged.
    CalendarId
}
opaque! {
    /// An event, or a series with its exceptions, at its vendor: opaque, unique in its calendar.
    EventId
}
opaque! {
    /// One version of an event (an ETag): compared for equality and nothing else.
    Version
}
opaque! {
    /// How far a calendar has been read: opaque, kept between runs, may die at any time.
    Cursor
}

/// A calendar of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarInfo {
    /// Its id.
    pub id: CalendarId,
    /// The name its owner gave it.
    pub name: String,
    /// Whether we may write events there.
    pub writable: bool,
    /// Whether we may read events, and not only busy times.
    pub readable: bool,
}

/// What a vendor's calendar can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, asked by its name"
)]
pub struct Capabilities {
    /// Events can be created, changed and deleted.
    pub writes: bool,
    /// Changes can be asked for since the last time.
    pub incremental: bool,
    /// The server itself sends invitations to the attendees of a new event.
    pub sends_invitations: bool,
    /// The server makes the address of a video meeting.
    pub makes_meeting_links: bool,
}

/// The versions we hold already, so that unchanged events need not be read again.
pub type Known = HashMap<EventId, Version>;

/// One thing that a calendar says about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "most changes of a page are events that are there"
)]
pub enum Change {
    /// It is there, in this version.
    There {
        /// Which.
        id: EventId,
        /// In which version.
        version: Version,
        /// What is read of it, or why nothing is.
        item: Result<Item, Problem>,
    },
    /// It is there in the version we hold.
    Same {
        /// Which.
        id: EventId,
    },
    /// It is not there any more.
    Gone {
        /// Which.
        id: EventId,
    },
}

impl Change {
    /// The event it is about.
    pub fn id(&self) -> &EventId {
        match self {
            Self::There { id, .. } | Self::Same { id } | Self::Gone { id } => id,
        }
    }
}

/// What a run over a calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// All events are named; what is not, is gone.
    Full,
    /// Only changes are named; what is not, is as it was.
    Incremental,
}

/// One page of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Whether a new run begins with this page: what an older unfinished run has seen is void.
    pub opens: bool,
    /// What the run is.
    pub kind: RunKind,
    /// What it says.
    pub changes: Vec<Change>,
    /// From here the run goes on after this page was stored, also in another process.
    pub checkpoint: Cursor,
    /// On the last page of a run, how many events a full run has named in all; `None` before,
    /// and where the vendor cannot say.
    pub total: Option<usize>,
    /// Whether this was the last page.
    pub last: bool,
}

/// A run over a calendar, page by page.
pub trait Pages: Send {
    /// The next page; `None` after the last.
    fn next(&mut self) -> Answer<'_, Option<Page>>;
}

/// A write that has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The event.
    pub id: EventId,
    /// The version to name in the next write. The server may have changed what was written.
    pub version: Version,
    /// It was there already, by an earlier try whose answer was lost.
    pub found: bool,
    /// The video meeting that the vendor made for it, or why there is none.
    pub meeting: Meeting,
}

/// An event of ours, looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The event.
    pub id: EventId,
    /// Its version.
    pub version: Version,
    /// What it is now.
    pub entry: Entry,
}

/// A calendar account at a vendor.
pub trait Calendar: Send + Sync {
    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// The calendars of the account.
    fn calendars(&self) -> Answer<'_, Vec<CalendarInfo>>;

    /// Starts a run from a cursor, or over all events. When the cursor is dead the run becomes a
    /// full one by itself and says so in its first page.
    fn changes<'a>(
        &'a self,
        calendar: &'a CalendarId,
        from: Option<&'a Cursor>,
        known: &'a Known,
    ) -> Answer<'a, Box<dyn Pages + 'a>>;

    /// Busy times of calendars in `[from, to)`. A calendar that cannot be read is unknown, not
    /// free, and does not spoil the others. Days and floating times are those of `zone`.
    fn free_busy<'a>(
        &'a self,
        calendars: &'a [CalendarId],
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: &'a Zone,
    ) -> Answer<'a, Vec<FreeBusy>>;

    /// Creates an event of ours, effectively once: its UID names it, and after a lost answer it
    /// is looked up before it is written again.
    fn create<'a>(&'a self, calendar: &'a CalendarId, entry: &'a Entry) -> Answer<'a, Written>;

    /// Creates as [`Calendar::create`] does, and has the vendor make a video meeting if wanted.
    /// That no meeting could be made does not undo the event: [`Written::meeting`] says it.
    fn create_with<'a>(
        &'a self,
        calendar: &'a CalendarId,
        entry: &'a Entry,
        meeting: WantedMeeting,
    ) -> Answer<'a, Written> {
        match meeting {
            WantedMeeting::None => self.create(calendar, entry),
            WantedMeeting::MakeOne => Box::pin(async { Err(CalendarError::NoMeetings) }),
        }
    }

    /// Replaces an event of ours, if it is still in this version.
    fn update<'a>(
        &'a self,
        id: &'a EventId,
        version: &'a Version,
        entry: &'a Entry,
    ) -> Answer<'a, Written>;

    /// Replaces as [`Calendar::update`] does, and has the vendor make a new video meeting if
    /// wanted. An event that has one keeps it otherwise.
    fn update_with<'a>(
        &'a self,
        id: &'a EventId,
        version: &'a Version,
        entry: &'a Entry,
        meeting: WantedMeeting,
    ) -> Answer<'a, Written> {
        match meeting {
            WantedMeeting::None => self.update(id, version, entry),
            WantedMeeting::MakeOne => Box::pin(async { Err(CalendarError::NoMeetings) }),
        }
    }

    /// Deletes an event of ours, if it is still in this version. One that is gone is deleted.
    fn delete<'a>(&'a self, id: &'a EventId, version: &'a Version) -> Answer<'a, ()>;

    /// Looks up an event of ours by its UID, for example after an ambiguous failure.
    fn look_up<'a>(&'a self, calendar: &'a CalendarId, uid: &'a str) -> Answer<'a, Option<Found>>;
}
