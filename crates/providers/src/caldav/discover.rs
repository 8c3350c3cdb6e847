//! From an address to calendars: RFC 6764 section 6 without DNS, then RFC 5397 and RFC 4791.

use url::Url;

use super::account::Caldav;
use super::place;
use super::xml::{Multistatus, Node, Ns, Resource};
use crate::calendar::{CalendarError, CalendarId, CalendarInfo};

/// What is asked of an address to learn what it is.
const WHAT_IS_IT: &[&str] = &[
    "D:current-user-principal",
    "D:resourcetype",
    "C:calendar-home-set",
];
/// What is asked of each calendar.
const CALENDAR: &[&str] = &[
    "D:resourcetype",
    "D:displayname",
    "D:current-user-privilege-set",
    "C:supported-calendar-component-set",
];

/// What an address turned out to be.
enum Known {
    /// The collections that hold the calendars.
    Homes(Vec<Url>),
    /// The principal, which knows the homes.
    Principal(Url),
    /// A calendar itself.
    Calendar(Url),
    Nothing,
}

impl Caldav {
    /// The calendars of the account: tries the given address, the well-known one and the root.
    pub(super) async fn discover(&self) -> Result<Vec<CalendarInfo>, CalendarError> {
        let mut first_error = None;
        let mut single = None;
        let at = |path: &str| self.address.join(path).ok();
        let places = [
            Some(self.address.clone()),
            at("/.well-known/caldav"),
            at("/"),
        ];
        for url in places.into_iter().flatten() {
            match self.homes_from(&url).await {
                Ok(Known::Homes(homes)) => return self.in_homes(&homes).await,
                Ok(Known::Calendar(calendar)) => {
                    single.get_or_insert(calendar);
                }
                Ok(Known::Principal(_) | Known::Nothing) => {}
                Err(error) if is_final(&error) => return Err(error),
                Err(error) => {
                    first_error.get_or_insert(error);
                }
            }
        }
        match (single, first_error) {
            (Some(calendar), _) => self.in_homes(&[calendar]).await,
            (None, Some(CalendarError::NotFound | CalendarError::ReadOnly) | None) => {
                Err(CalendarError::Strange {
                    what: "no calendar account is there",
                })
            }
            (None, Some(error)) => Err(error),
        }
    }

    /// The homes that an address leads to, through its principal.
    async fn homes_from(&self, url: &Url) -> Result<Known, CalendarError> {
        match self.look_at(url).await? {
            Known::Principal(principal) if principal != *url => {
                match self.look_at(&principal).await? {
                    Known::Homes(homes) => Ok(Known::Homes(homes)),
                    _ => Ok(Known::Nothing),
                }
            }
            known => Ok(known),
        }
    }

    async fn look_at(&self, url: &Url) -> Result<Known, CalendarError> {
        let (at, found) = self.propfind(url, "0", WHAT_IS_IT).await?;
        let Some(it) = found.resources.first() else {
            return Ok(Known::Nothing);
        };
        if let Some(homes) = it.prop(Ns::Caldav, "calendar-home-set") {
            let homes: Vec<Url> = homes
                .all(Ns::Dav, "href")
                .filter_map(Node::words)
                .map(|href| place::trusted(&at, href))
                .collect::<Result<_, _>>()?;
            if !homes.is_empty() {
                return Ok(Known::Homes(homes));
            }
        }
        if is_calendar(it) {
            return Ok(Known::Calendar(place::trusted(&at, &it.href)?));
        }
        match it.prop(Ns::Dav, "current-user-principal") {
            Some(principal) if principal.part(Ns::Dav, "unauthenticated").is_some() => {
                Err(CalendarError::SignIn)
            }
            Some(principal) => match principal.href() {
                Some(href) => Ok(Known::Principal(place::trusted(&at, href)?)),
                None => Ok(Known::Nothing),
            },
            None => Ok(Known::Nothing),
        }
    }

    async fn in_homes(&self, homes: &[Url]) -> Result<Vec<CalendarInfo>, CalendarError> {
        let mut out: Vec<CalendarInfo> = Vec::new();
        for home in homes {
            let (at, found) = self.propfind(home, "1", CALENDAR).await?;
            for calendar in calendars(&at, &found)? {
                if out.iter().all(|known| known.id != calendar.id) {
                    out.push(calendar);
                }
            }
        }
        out.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(out)
    }
}

/// Errors that another address of the same server cannot help against.
fn is_final(error: &CalendarError) -> bool {
    matches!(
        error,
        CalendarError::SignIn | CalendarError::Later { .. } | CalendarError::Http(_)
    )
}

fn calendars(at: &Url, found: &Multistatus) -> Result<Vec<CalendarInfo>, CalendarError> {
    let holds_events = |it: &&Resource| {
        let kinds = it.prop(Ns::Caldav, "supported-calendar-component-set");
        // Without the property all kinds are allowed (RFC 4791 section 5.2.3).
        is_calendar(it) && kinds.is_none_or(names_events)
    };
    found
        .resources
        .iter()
        .filter(holds_events)
        .map(|it| info(at, it))
        .collect()
}

fn names_events(kinds: &Node) -> bool {
    let event = |part: &Node| part.named.as_deref() == Some("VEVENT");
    kinds.parts.is_empty() || kinds.parts.iter().any(event)
}

fn is_calendar(it: &Resource) -> bool {
    it.prop(Ns::Dav, "resourcetype")
        .is_some_and(|kind| kind.part(Ns::Caldav, "calendar").is_some())
}

fn info(at: &Url, it: &Resource) -> Result<CalendarInfo, CalendarError> {
    let url = place::folder(&place::trusted(at, &it.href)?);
    let rights: Option<Vec<&str>> = it.prop(Ns::Dav, "current-user-privilege-set").map(|set| {
        set.all(Ns::Dav, "privilege")
            .flat_map(|privilege| privilege.parts.iter().map(|right| right.name.as_str()))
            .collect()
    });
    // A server that does not tell rights is found out by trying.
    let may = |wanted: &[&str]| {
        rights
            .as_ref()
            .is_none_or(|rights| rights.iter().any(|right| wanted.contains(right)))
    };
    let last = url.path_segments().and_then(|mut parts| {
        parts.next_back();
        parts.next_back().map(str::to_owned)
    });
    Ok(CalendarInfo {
        name: it
            .text(Ns::Dav, "displayname")
            .map(str::to_owned)
            .or(last)
            .unwrap_or_default(),
        writable: may(&["all", "write", "write-content", "bind"]),
        readable: may(&["all", "read"]),
        id: CalendarId(url.into()),
    })
}
