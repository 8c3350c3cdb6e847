//! Finding a meeting again by its marker.

use super::wire::{Listed, Page, is_marked};
use super::{LARGEST, Made, Meeting, Zoom};
use crate::delivery::DeliveryError;

/// Meetings on one page, the most that Zoom gives.
const PAGE: &str = "300";
/// Pages that are read before giving up: a user with more is no recruiter.
const MOST_PAGES: usize = 20;
/// The largest page in bytes.
const LARGEST_PAGE: usize = 4 * 1024 * 1024;

/// A meeting of ours, and whether it is when it should be.
pub(super) struct Found {
    pub made: Made,
    pub in_time: bool,
}

/// Looks through the meetings to come. One whose description is listed is known by it at any time;
/// where a list leaves descriptions out, those of the right time are asked one by one.
pub(super) async fn find(zoom: &Zoom, meeting: &Meeting) -> Result<Option<Found>, DeliveryError> {
    let mut next = String::new();
    for _ in 0..MOST_PAGES {
        let mut url = zoom.at("users/me/meetings")?;
        url.query_pairs_mut()
            .append_pair("type", "upcoming")
            .append_pair("page_size", PAGE);
        if !next.is_empty() {
            url.query_pairs_mut().append_pair("next_page_token", &next);
        }
        let response = zoom.read(url, LARGEST_PAGE).await?;
        let page: Page = serde_json::from_slice(&response.body).map_err(|_| unreadable())?;
        for listed in &page.meetings {
            if is_ours(zoom, listed, meeting).await? {
                let in_time = listed.begins_with(meeting) && listed.is_as_long_as(meeting);
                let found = listed.made().map(|made| Found { made, in_time });
                return found.map(Some).ok_or_else(unreadable);
            }
        }
        if page.next_page_token.is_empty() {
            return Ok(None);
        }
        if page.next_page_token == next {
            break;
        }
        next = page.next_page_token;
    }
    Err(unreadable())
}

async fn is_ours(zoom: &Zoom, listed: &Listed, meeting: &Meeting) -> Result<bool, DeliveryError> {
    if let Some(agenda) = listed.agenda.as_deref().filter(|text| !text.is_empty()) {
        return Ok(is_marked(agenda, meeting));
    }
    let made = listed.made().filter(|_| listed.begins_with(meeting));
    let Some(made) = made else {
        return Ok(false);
    };
    let url = zoom.at(&format!("meetings/{}", made.id.0))?;
    let response = zoom.read(url, LARGEST).await?;
    let full: Listed = serde_json::from_slice(&response.body).map_err(|_| unreadable())?;
    let agenda = full.agenda.as_deref();
    Ok(agenda.is_some_and(|agenda| is_marked(agenda, meeting)))
}

fn unreadable() -> DeliveryError {
    DeliveryError::refused(
        None,
        "Zoom's list of meetings cannot be read, so it is not known whether the meeting is there. \
         Look at zoom.us, or paste a link of your own.",
    )
}
