//! Places of the window that something outside asks for: a link, a notification, the tray.
//!
//! The page may not listen yet when Muster is started by a link. The place then waits on the
//! [`Doorstep`] until the page says that it is ready; of several, the last one is opened.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tauri::{AppHandle, Emitter as _, Manager as _};
use uuid::Uuid;

use crate::windows;

/// The event that asks the window for a place; its payload is [`Opened`].
pub const EVENT: &str = "muster:open";

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The first screen.
    Today,
    /// A candidate.
    Candidate(Uuid),
    /// A job.
    Job(Uuid),
    /// An interview, in the calendar.
    Interview(Uuid),
}

impl Place {
    /// The address that the window's router knows. It holds nothing but words of ours and an id.
    pub fn path(self) -> String {
        match self {
            Self::Today => "/today".to_owned(),
            Self::Candidate(id) => format!("/candidates?id={id}"),
            Self::Job(id) => format!("/jobs?id={id}"),
            Self::Interview(id) => format!("/schedule?id={id}"),
        }
    }

    /// Where a click on a notification about this interview leads; to the first screen when it is
    /// about none.
    pub fn of_notification(interview_id: Option<&str>) -> Self {
        interview_id
            .and_then(id)
            .map_or(Self::Today, Self::Interview)
    }
}

/// Reads an id as Muster writes it: 36 characters with hyphens.
pub fn id(text: &str) -> Option<Uuid> {
    (text.len() == 36)
        .then(|| Uuid::try_parse(text).ok())
        .flatten()
}

/// Payload of [`EVENT`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The address to go to, as `/schedule?id=…`.
    pub path: String,
}

/// Where a place waits until the page can go there.
#[derive(Debug, Default)]
pub struct Doorstep(Mutex<Door>);

#[derive(Debug, Default)]
struct Door {
    page_ready: bool,
    waiting: Option<Place>,
}

impl Doorstep {
    /// A place was asked for; gives it back when the page can go there now.
    fn arrive(&self, place: Place) -> Option<Place> {
        let mut door = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if door.page_ready {
            return Some(place);
        }
        door.waiting = Some(place);
        None
    }

    /// The page listens from now on; gives what waited.
    fn page_is_ready(&self) -> Option<Place> {
        let mut door = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        door.page_ready = true;
        door.waiting.take()
    }
}

/// Brings the window to the front and has it go to a place, now or as soon as it can.
pub fn open(app: &AppHandle, place: Place) {
    windows::focus_main(app);
    if let Some(place) = app.state::<Doorstep>().arrive(place) {
        ask(app, place);
    }
}

/// The page's first screen is shown, so the page listens.
pub fn page_is_ready(app: &AppHandle) {
    if let Some(place) = app.state::<Doorstep>().page_is_ready() {
        ask(app, place);
    }
}

fn ask(app: &AppHandle, place: Place) {
    tracing::info!("the window is asked for a place");
    let opened = Opened { path: place.path() };
    if let Err(error) = app.emit_to(windows::MAIN, EVENT, opened) {
        tracing::warn!(%error, "the window did not hear which place to open");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const ID: &str = "0191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f50";

    #[test]
    fn a_place_that_comes_before_the_page_waits_for_it() {
        let doorstep = Doorstep::default();
        let interview = Place::Interview(id(ID).unwrap());
        assert_eq!(doorstep.arrive(Place::Today), None);
        assert_eq!(doorstep.arrive(interview), None);
        assert_eq!(doorstep.page_is_ready(), Some(interview));
        assert_eq!(doorstep.page_is_ready(), None);
        assert_eq!(doorstep.arrive(Place::Today), Some(Place::Today));
    }

    #[test]
    fn addresses_are_those_of_the_router() {
        let id = id(ID).unwrap();
        assert_eq!(Place::Candidate(id).path(), format!("/candidates?id={ID}"));
        assert_eq!(Place::Job(id).path(), format!("/jobs?id={ID}"));
        assert_eq!(Place::Interview(id).path(), format!("/schedule?id={ID}"));
        assert_eq!(Place::Today.path(), "/today");
    }

    #[test]
    fn a_notification_about_no_interview_leads_to_today() {
        assert_eq!(Place::of_notification(None), Place::Today);
        assert_eq!(Place::of_notification(Some("nonsense")), Place::Today);
        assert_eq!(
            Place::of_notification(Some(ID)),
            Place::Interview(id(ID).unwrap())
        );
    }

    #[test]
    fn only_ids_as_we_write_them_are_ids() {
        for wrong in [
            "",
            "1",
            "0191d3a07c1e7d448f2a0b1c2d3e4f50",
            "{0191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f50}",
            "urn:uuid:0191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f50",
            "0191d3a0-7c1e-7d44-8f2a-0b1c2d3e4f5g",
        ] {
            assert_eq!(id(wrong), None, "{wrong}");
        }
    }
}
