//! What the host answers: `POST /call`, `GET /events`, and the window's files.

use std::path::Path;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use muster_desk::{Code, Desk, Failure};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::watch;
use tower_http::services::ServeDir;

use super::events;
use super::guard::{self, Token};
use crate::answer::{Request, not_json};

/// A larger request is refused.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// What the routes share.
#[derive(Clone)]
pub struct Host {
    /// The desk.
    pub desk: Desk,
    /// The secret of this run.
    pub token: Token,
    /// The port that was bound.
    pub port: u16,
    /// Turns true when the host is to end.
    pub ended: watch::Receiver<bool>,
}

/// All routes; `pages` is the built window, when there is one.
pub fn router(host: Host, pages: Option<&Path>) -> Router {
    let port = host.port;
    let router = Router::new()
        .route(
            "/call",
            post(call).layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .route("/events", get(stream))
        .with_state(host);
    let router = match pages {
        // ServeDir resolves the path itself and refuses one that leaves the folder.
        Some(folder) => router.fallback_service(ServeDir::new(folder)),
        None => router.fallback(no_window),
    };
    router.layer(middleware::from_fn_with_state(port, guard::only_this_host))
}

async fn call(State(host): State<Host>, headers: HeaderMap, body: Bytes) -> Response {
    if !host.token.is_in(&headers) {
        return guard::unknown_token();
    }
    let request = serde_json::from_slice::<Map<String, Value>>(&body)
        .map_err(|error| not_json("The body", &error.to_string()))
        .and_then(|mut object| Request::take(&mut object));
    let request = match request {
        Ok(request) => request,
        Err(failure) => return refused(StatusCode::BAD_REQUEST, &failure),
    };
    let known = request.is_known();
    match request.run(&host.desk).await {
        Ok(ok) => Json(json!({ "ok": ok })).into_response(),
        Err(failure) if !known => refused(StatusCode::NOT_FOUND, &failure),
        Err(failure) if failure.code == Code::Internal => {
            refused(StatusCode::INTERNAL_SERVER_ERROR, &failure)
        }
        Err(failure) => refused(StatusCode::BAD_REQUEST, &failure),
    }
}

/// A browser's event stream cannot send headers, so its token stands in the address.
#[derive(Deserialize)]
struct StreamQuery {
    #[serde(default)]
    token: String,
}

async fn stream(State(host): State<Host>, Query(query): Query<StreamQuery>) -> Response {
    if !host.token.is(&query.token) {
        return guard::unknown_token();
    }
    events::stream(host.desk.events(), host.ended).into_response()
}

async fn no_window() -> Response {
    let words =
        "The window is not built here. Run `npm run build`, or name its folder with --ui.\n";
    (StatusCode::NOT_FOUND, words).into_response()
}

fn refused(status: StatusCode, failure: &Failure) -> Response {
    (status, Json(json!({ "error": failure }))).into_response()
}
