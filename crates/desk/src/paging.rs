//! Lists: `limit` (default 50, at most 500) and `cursor`, as FORMATS.md has them.

use muster_store::Page;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Failure;

/// One page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Listed<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl<T> From<Page<T>> for Listed<T> {
    fn from(page: Page<T>) -> Self {
        Self {
            items: page.items,
            next_cursor: page.next_cursor,
        }
    }
}

/// Checks a `limit` parameter.
pub fn limit(limit: Option<u32>) -> Result<usize, Failure> {
    match limit.unwrap_or(50) {
        n @ 1..=500 => Ok(n as usize),
        n => Err(Failure::parameter(
            "limit",
            format!("limit is {n}; a page holds 1 to 500 rows."),
            "Leave it out for 50, and follow next_cursor for more.",
        )),
    }
}
