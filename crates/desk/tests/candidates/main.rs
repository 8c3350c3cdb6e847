//! What a recruiter does with candidates, through the command list and on real files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod documents;
mod duplicates;
mod import;
mod mapping;
mod records;
mod search;
mod timeline;

use chrono::{DateTime, Utc};
use muster_desk::{Desk, Failure};
use serde_json::{Value, json};
use tempfile::TempDir;

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn new_desk() -> (TempDir, Desk) {
    muster_testkit::desk(now())
}

async fn call(desk: &Desk, command: &str, params: Value) -> Value {
    desk.call(command, params)
        .await
        .unwrap_or_else(|e| panic!("{command}: {e:?}"))
}

async fn refusal(desk: &Desk, command: &str, params: Value) -> Failure {
    desk.call(command, params).await.expect_err(command)
}

async fn create(desk: &Desk, fields: Value) -> String {
    call(desk, "candidate_create", fields).await["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The names a search finds, in its order.
async fn found(desk: &Desk, query: &str) -> Vec<String> {
    names(&call(desk, "candidate_search", json!({ "query": query })).await)
}

fn names(list: &Value) -> Vec<String> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["full_name"].as_str().unwrap().to_owned())
        .collect()
}

async fn undo(desk: &Desk) {
    call(desk, "change_undo", json!({})).await;
}
