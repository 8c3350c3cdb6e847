//! The search index (docs/adr/0006-search.md): which candidates have a word, as sets of row numbers
//! in blocks of 32,768.
//!
//! A write puts the candidate's words into `candidate_index_recent`, in the row's own transaction;
//! [`catch_up`] moves them into the blocks later, many at a time. A search reads the recent ones one
//! by one and believes the blocks nothing about them, so every reader sees every commit at once, and
//! a kill at any moment loses nothing.

mod catch_up;
mod lookup;
mod plan;
mod recent;
mod set;
mod top;

use sqlx::{Connection as _, SqliteConnection};

use super::ranking::Ranked;
use super::words::QueryWord;
use crate::{StoreError, Workspace};

pub use catch_up::{catch_up, is_behind};
pub(super) use recent::{Texts, note};

use plan::Plan;
use top::Top;

/// Field number of the set of everyone in a block.
const EVERYONE: i64 = 5;
/// A search reads the candidates of a page this many times over before it asks for more, when the
/// index alone cannot tell whether they match.
const WITH_DOUBT: usize = 4;

/// The best `limit` candidates for a query; all of them for `usize::MAX`. A query without a word finds
/// nobody.
pub(super) async fn find(
    workspace: &Workspace,
    query: &[QueryWord],
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    if query.is_empty() {
        return Ok(Vec::new());
    }
    if is_behind(workspace, catch_up::FAR_BEHIND).await?
        && let Err(error) = catch_up::catch_up_if_free(workspace).await
    {
        // A file that cannot be written now is searched all the same, only slower.
        tracing::debug!(%error, "the search index stays behind");
    }
    let mut connection = workspace.read().await?;
    // One snapshot: what leaves `recent` while we read must be found in its block.
    let mut snapshot = connection.begin().await?;
    let best = best(&mut snapshot, query, limit).await?;
    snapshot.rollback().await?;
    Ok(best.into_iter().map(|ranked| ranked.seq).collect())
}

async fn best(
    connection: &mut SqliteConnection,
    query: &[QueryWord],
    limit: usize,
) -> Result<Vec<Ranked>, StoreError> {
    let plan = Plan::new(query);
    let recent = recent::Recent::read(connection, query).await?;
    if plan.is_exact {
        let mut top = Top::new(limit);
        recent.matching.iter().for_each(|ranked| top.offer(*ranked));
        lookup::blocks(connection, &plan, &recent.places, &mut top).await?;
        return Ok(top.into_best());
    }
    // The index gives everyone who may match, and at most too good a place: the words decide.
    let mut wanted = limit.saturating_mul(WITH_DOUBT).max(64);
    loop {
        let mut maybe = Top::new(wanted);
        lookup::blocks(connection, &plan, &recent.places, &mut maybe).await?;
        let maybe = maybe.into_best();
        let mut top = Top::new(limit);
        recent.matching.iter().for_each(|ranked| top.offer(*ranked));
        for ranked in recent::judge(connection, &maybe, query).await? {
            top.offer(ranked);
        }
        let last = maybe.last().copied();
        if maybe.len() < wanted || last.is_none_or(|last| !top.has_room_for(last)) {
            return Ok(top.into_best());
        }
        wanted = wanted.saturating_mul(WITH_DOUBT);
    }
}

/// Row numbers of everyone that a search can find; for checks of a whole file.
pub async fn findable(connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
    let recent = sqlx::query!(
        r#"SELECT seq AS "seq!", words IS NULL OR words <> '' AS "is_there!: bool"
           FROM candidate_index_recent"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found: std::collections::BTreeSet<i64> = lookup::everyone(connection).await?;
    for row in recent {
        if row.is_there {
            found.insert(row.seq);
        } else {
            found.remove(&row.seq);
        }
    }
    Ok(found.into_iter().collect())
}
