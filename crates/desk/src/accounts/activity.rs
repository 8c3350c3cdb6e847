//! What was asked of outside services: `account_activity`.

use chrono::{DateTime, Utc};
use muster_store::account_activity as rows;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::paging::limit;
use crate::{Desk, Failure};

/// Parameters of `account_activity`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// Only of this account.
    pub account_id: Option<String>,
    /// Rows, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
}

/// One thing that was asked of a service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountAsked")]
pub struct AskedView {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The same in words.
    pub at_words: String,
    /// `sign_in`, `test` or `disconnect`.
    pub kind: String,
    /// The service's name.
    pub vendor_name: String,
    /// `ok`, or the code of the failure.
    pub result: String,
    /// How long it took.
    pub duration_ms: i64,
    /// What came of it.
    pub words: String,
}

/// The newest things that were asked.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AccountActivity")]
pub struct Activity {
    /// The newest first.
    pub rows: Vec<AskedView>,
}

/// `account_activity`.
pub async fn show(desk: &Desk, params: Show) -> Result<Activity, Failure> {
    let limit = i64::try_from(limit(params.limit)?).unwrap_or(i64::MAX);
    let account = params.account_id.as_deref();
    let found = rows::newest(desk.workspace().await?, account, limit).await?;
    let (reader, now) = (ReaderClock::of(desk).await?, desk.now());
    let rows = found
        .into_iter()
        .map(|asked| AskedView {
            at: asked.at,
            at_words: reader.spoken_at(asked.at, now),
            kind: asked.kind,
            vendor_name: asked.vendor_name,
            result: asked.result,
            duration_ms: asked.duration_ms,
            words: asked.words,
        })
        .collect();
    Ok(Activity { rows })
}
