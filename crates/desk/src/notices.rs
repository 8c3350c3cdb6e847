//! The in-app list of what Muster told the recruiter: `notice_list`, `notice_read`.

use chrono::{DateTime, Utc};
use muster_store::notices::{self as rows, Notice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interviews::view::ReaderClock;
use crate::paging::limit;
use crate::{Command, Desk, Failure};

/// Parameters of `notice_list`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only those nobody has read.
    #[serde(default)]
    pub unread_only: bool,
    /// Rows of a page, 1 to 500; 50 when absent.
    pub limit: Option<u32>,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// Parameters of `notice_read`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkRead {
    /// Which notice; all of them when absent.
    pub id: Option<String>,
}

/// One notice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoticeView {
    /// Id.
    pub id: String,
    /// `reminder`, or `reminder_summary` for several in one.
    pub kind: String,
    /// The text.
    pub title: String,
    /// A second line; empty when there is none.
    pub body: String,
    /// The interview to open.
    pub interview_id: Option<String>,
    /// When it was told.
    pub at: DateTime<Utc>,
    /// When, in words, in the reader's zone; with the year when it is not the present one.
    pub spoken_at: String,
    /// When it was read; null while unread.
    pub read_at: Option<DateTime<Utc>>,
}

impl NoticeView {
    fn of(n: Notice, reader: &ReaderClock, now: DateTime<Utc>) -> Self {
        Self {
            spoken_at: reader.spoken_at(n.at, now),
            id: n.id,
            kind: n.kind,
            title: n.title,
            body: n.body,
            interview_id: n.interview_id,
            at: n.at,
            read_at: n.read_at,
        }
    }
}

/// A page of notices with the number for the badge.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NoticeList {
    /// The notices, newest first.
    pub items: Vec<NoticeView>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many are unread in all.
    pub unread: u32,
}

/// How many notices are left to read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    /// How many are unread in all.
    pub unread: u32,
}

/// `notice_list`.
pub async fn list(desk: &Desk, params: List) -> Result<NoticeList, Failure> {
    let limit = limit(params.limit)?;
    let workspace = desk.workspace().await?;
    let page = rows::page(
        workspace,
        params.unread_only,
        limit,
        params.cursor.as_deref(),
    )
    .await?;
    let reader = ReaderClock::of(desk).await?;
    let now = desk.now();
    let page = page.map(|notice| NoticeView::of(notice, &reader, now));
    let unread = rows::unread(workspace).await?;
    Ok(NoticeList {
        items: page.items,
        next_cursor: page.next_cursor,
        unread,
    })
}

/// `notice_read`.
pub async fn mark_read(desk: &Desk, params: MarkRead) -> Result<Unread, Failure> {
    let mut tx = desk.begin_final(Command::notice_read).await?;
    rows::mark_read(&mut tx, params.id.as_deref()).await?;
    desk.commit(tx).await?;
    Ok(Unread {
        unread: rows::unread(desk.workspace().await?).await?,
    })
}
