//! What goes to Zoom, and the little that is read of its answers.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{LONGEST_TOPIC, Made, Meeting, MeetingId};
use crate::delivery::DeliveryError;

/// A meeting at a fixed time.
const SCHEDULED: u8 = 2;
/// The word before the marker. Both stand at the beginning of the description, because lists may
/// cut it short.
const BY: &str = "Muster";
/// The most letters of a link; Zoom's have about a hundred.
const LONGEST_LINK: usize = 2048;

/// A new meeting.
#[derive(Serialize)]
pub(super) struct New<'a> {
    topic: String,
    r#type: u8,
    agenda: String,
    #[serde(flatten)]
    time: Moved<'a>,
    settings: Settings,
}

/// When a meeting is.
#[derive(Serialize)]
pub(super) struct Moved<'a> {
    start_time: String,
    duration: u32,
    timezone: &'a str,
}

/// Nobody is in the room before the host, and nobody comes in unasked.
#[derive(Serialize)]
struct Settings {
    join_before_host: bool,
    waiting_room: bool,
}

impl<'a> New<'a> {
    /// # Errors
    /// A refusal when it is no meeting that Zoom could take.
    pub fn of(meeting: &'a Meeting) -> Result<Self, DeliveryError> {
        let topic: String = meeting.topic.trim().chars().take(LONGEST_TOPIC).collect();
        if topic.is_empty() {
            let words = "The meeting has no topic, so Zoom was not asked. Name the interview.";
            return Err(DeliveryError::refused(None, words));
        }
        let marker = &meeting.marker;
        if marker.is_empty() || marker.len() > 100 || marker.contains(char::is_whitespace) {
            let words = "The meeting has no marker of one word by which it could be found again.";
            return Err(DeliveryError::refused(None, words));
        }
        Ok(Self {
            topic,
            r#type: SCHEDULED,
            agenda: format!("{BY} {marker}"),
            time: Moved::of(meeting)?,
            settings: Settings {
                join_before_host: false,
                waiting_room: true,
            },
        })
    }
}

impl<'a> Moved<'a> {
    /// # Errors
    /// As [`New::of`].
    pub fn of(meeting: &'a Meeting) -> Result<Self, DeliveryError> {
        if meeting.minutes == 0 || meeting.minutes > 24 * 60 {
            let words = "A Zoom meeting lasts between a minute and a day. Change the duration.";
            return Err(DeliveryError::refused(None, words));
        }
        Ok(Self {
            // In UTC, so that nothing depends on which rules of the zone Zoom has.
            start_time: meeting.start.to_rfc3339_opts(SecondsFormat::Secs, true),
            duration: meeting.minutes,
            timezone: &meeting.zone,
        })
    }
}

/// Whether a description begins with the meeting's marker. Its host may have written more.
pub(super) fn is_marked(agenda: &str, meeting: &Meeting) -> bool {
    let mut words = agenda.split_whitespace();
    words.next() == Some(BY) && words.next() == Some(&meeting.marker)
}

/// A page of a user's meetings. Titles of others stand in it and are dropped with it.
#[derive(Deserialize)]
pub(super) struct Page {
    pub meetings: Vec<Listed>,
    #[serde(default)]
    pub next_page_token: String,
}

/// A meeting as Zoom tells of it.
#[derive(Deserialize)]
pub(super) struct Listed {
    id: u64,
    join_url: String,
    start_time: Option<DateTime<Utc>>,
    duration: Option<u32>,
    pub agenda: Option<String>,
}

impl Listed {
    /// Whether it begins in the second in which the meeting should.
    pub fn begins_with(&self, meeting: &Meeting) -> bool {
        self.start_time.map(|at| at.timestamp()) == Some(meeting.start.timestamp())
    }

    /// Whether it is as long as it should be, as far as Zoom says.
    pub fn is_as_long_as(&self, meeting: &Meeting) -> bool {
        self.duration
            .is_none_or(|minutes| minutes == meeting.minutes)
    }

    /// The meeting, when it has a number and a link that may be shown to people.
    pub fn made(&self) -> Option<Made> {
        if self.id == 0 || self.join_url.len() > LONGEST_LINK {
            return None;
        }
        let join_url = Url::parse(&self.join_url).ok()?;
        let well = join_url.scheme() == "https"
            && join_url.host().is_some()
            && join_url.username().is_empty()
            && join_url.password().is_none();
        well.then_some(Made {
            id: MeetingId(self.id),
            join_url,
        })
    }
}

/// The meeting that an answer tells of.
pub(super) fn made(body: &[u8]) -> Option<Made> {
    #[derive(Deserialize)]
    struct Answer {
        id: u64,
        join_url: String,
    }
    let Answer { id, join_url } = serde_json::from_slice(body).ok()?;
    let listed = Listed {
        id,
        join_url,
        start_time: None,
        duration: None,
        agenda: None,
    };
    listed.made()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_is_none_is_not_given_to_anybody() {
        let made = |link: &str| made(format!(r#"{{"id":7,"join_url":"{link}"}}"#).as_bytes());
        let good = made("https://zoom.us/j/7?pwd=abc").unwrap();
        assert_eq!(good.id, MeetingId(7));
        assert_eq!(format!("{good:?}"), "Made(7, …)");
        for bad in [
            "http://zoom.us/j/7",
            "javascript:alert(1)",
            "https://",
            "https://zoom.us@evil.example/j/7",
            "zoommtg://zoom.us/join",
            "",
        ] {
            assert_eq!(made(bad), None, "{bad}");
        }
        assert_eq!(made(&format!("https://zoom.us/{}", "x".repeat(3000))), None);
    }
}
