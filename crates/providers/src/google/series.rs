//! A series with its exceptions, asked for whole.

use std::collections::BTreeMap;

use super::account::{GoogleCalendar, refusal};
use super::changes::{MOST_PAGES, PAGE};
use super::wire::{EventPage, Listed};
use crate::calendar::json_api::{name_of, read};
use crate::calendar::{CalendarError, CalendarId, Version};

/// Master and exceptions, each by its own id.
pub(super) type Parts = BTreeMap<String, Listed>;

/// What became of a series.
pub(super) enum Whole {
    Parts(Parts),
    /// All its parts were listed.
    Listed,
    /// A part of it cannot be read.
    Broken,
    Gone,
    /// Google does not say enough about it.
    Unclear,
}

/// The version of a series: one of all its parts.
pub(super) fn version_of(parts: &Parts) -> Version {
    let mut texts = Vec::with_capacity(parts.len() * 3);
    for (id, part) in parts {
        texts.extend([id.as_str(), &part.etag, &part.status]);
    }
    Version(name_of(&texts))
}

impl GoogleCalendar {
    /// A series with all its exceptions, as it is now.
    pub(super) async fn whole(
        &self,
        calendar: &CalendarId,
        master: &str,
        named: &Parts,
    ) -> Result<Whole, CalendarError> {
        let mut parts = Parts::new();
        let uid = match self.listed_event(calendar, master).await? {
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
            let response = self.events(calendar, &query).await?;
            if response.status != 200 {
                return Err(refusal(&response));
            }
            let page: EventPage = read(&response, "its list of events")?;
            for value in page.items {
                let Ok(part) = serde_json::from_value::<Listed>(value) else {
                    return Ok(Whole::Broken);
                };
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
}
