//! The event stream for a browser: server-sent events, one JSON object each.

use std::convert::Infallible;

use axum::response::sse::{self, KeepAlive, Sse};
use futures::stream::{self, Stream};
use muster_desk::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

/// What the desk tells, until the host ends.
pub fn stream(
    events: Receiver<Event>,
    ended: watch::Receiver<bool>,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let told = stream::unfold((events, ended), |(mut events, mut ended)| async move {
        let event = tokio::select! {
            // Without this end the host would wait for the browser to go away.
            _ = ended.wait_for(|ended| *ended) => return None,
            event = events.recv() => match event {
                Ok(event) => event,
                // It fell behind, so it may show anything that is stale.
                Err(RecvError::Lagged(_)) => Event::everything_changed(),
                Err(RecvError::Closed) => return None,
            },
        };
        let text = serde_json::to_string(&event).ok()?;
        Some((Ok(sse::Event::default().data(text)), (events, ended)))
    });
    Sse::new(told).keep_alive(KeepAlive::default())
}
