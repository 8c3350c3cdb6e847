//! Moving recent candidates into the blocks, one block and one transaction at a time.

use std::collections::HashMap;
use std::time::Duration;

use sqlx::{Connection as _, QueryBuilder, Sqlite, SqliteConnection};

use super::EVERYONE;
use super::plan::entries;
use super::recent::words_of;
use super::set::{BLOCK_BITS, Bits, Places, block_of, place_of};
use crate::{StoreError, Workspace, workspace};

/// With more recent candidates than this, a search catches up before it answers, if nobody writes.
/// More than an import leaves behind while it runs.
pub(super) const FAR_BEHIND: u64 = 20_000;
/// Candidates that one transaction moves: others wait for the write lock meanwhile.
const AT_ONCE: i64 = 16_384;
/// Rows of one INSERT statement.
const ROWS_AT_ONCE: usize = 250;

/// Whether more than `many` candidates wait to be moved into the blocks.
pub async fn is_behind(workspace: &Workspace, many: u64) -> Result<bool, StoreError> {
    let limit = i64::try_from(many).unwrap_or(i64::MAX);
    let more = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM candidate_index_recent LIMIT 1 OFFSET ?1) AS "more!: bool""#,
        limit
    )
    .fetch_one(workspace.reader())
    .await?;
    Ok(more)
}

/// Moves all recent candidates into the blocks and tells how many they were. Killed at any moment it
/// has moved some.
///
/// # Errors
/// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::DiskFull`]: search goes on without.
pub async fn catch_up(workspace: &Workspace) -> Result<usize, StoreError> {
    let mut moved = 0;
    loop {
        let mut tx = workspace.begin_immediate().await?;
        match move_first(&mut tx).await? {
            0 => return Ok(moved),
            more => moved += more,
        }
        tx.commit().await?;
    }
}

/// The same, but gives up at once while somebody else writes: a key press does not wait for that.
pub(super) async fn catch_up_if_free(workspace: &Workspace) -> Result<(), StoreError> {
    let options = workspace::options(&workspace.database()).busy_timeout(Duration::ZERO);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    loop {
        let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
        if move_first(&mut tx).await? == 0 {
            break;
        }
        tx.commit().await?;
    }
    connection.close().await?;
    Ok(())
}

/// Moves recent candidates of the first block that has any.
async fn move_first(connection: &mut SqliteConnection) -> Result<usize, StoreError> {
    let first: Option<i64> =
        sqlx::query_scalar!(r#"SELECT min(seq) AS "seq: i64" FROM candidate_index_recent"#)
            .fetch_one(&mut *connection)
            .await?;
    match first {
        Some(first) => move_block(connection, block_of(first)).await,
        None => Ok(0),
    }
}

async fn move_block(connection: &mut SqliteConnection, block: i64) -> Result<usize, StoreError> {
    let (from, to) = (block << BLOCK_BITS, (block + 1) << BLOCK_BITS);
    let rows = sqlx::query!(
        "SELECT seq, words FROM candidate_index_recent WHERE seq >= ?1 AND seq < ?2
         ORDER BY seq LIMIT ?3",
        from,
        to,
        AT_ONCE
    )
    .fetch_all(&mut *connection)
    .await?;
    let (moved, last) = (rows.len(), rows.last().map(|row| row.seq));
    let unread: Vec<i64> = rows
        .iter()
        .filter(|r| r.words.is_none())
        .map(|r| r.seq)
        .collect();
    let unread: HashMap<i64, String> = words_of(connection, &unread).await?.into_iter().collect();
    let recent: Vec<(u16, String)> = rows
        .into_iter()
        .map(|row| {
            let words = row.words.or_else(|| unread.get(&row.seq).cloned());
            (place_of(row.seq), words.unwrap_or_default())
        })
        .collect();
    let stored = sqlx::query!(
        "SELECT field, word, candidates FROM candidate_index_words WHERE block = ?1",
        block
    )
    .fetch_all(&mut *connection)
    .await?;
    let stored = stored
        .into_iter()
        .map(|row| (row.field, row.word, row.candidates))
        .collect();
    // Up to a second of work: other tasks of this process must not wait for it.
    let changes = tokio::task::spawn_blocking(move || changes(stored, &recent))
        .await
        .map_err(|e| StoreError::io("working on the search index", std::io::Error::other(e)))?;
    write(connection, block, &changes).await?;
    sqlx::query!(
        "DELETE FROM candidate_index_recent WHERE seq >= ?1 AND seq <= ?2",
        from,
        last
    )
    .execute(connection)
    .await?;
    Ok(moved)
}

/// An entry of the index as it is to be; an empty set is to go.
type Entry = (i64, String, Vec<u8>);

/// A set while it is worked on.
struct Working {
    places: Places,
    changed: bool,
}

/// Takes the recent ones out of everything that is stored and adds them with their present words.
fn changes(stored: Vec<Entry>, recent: &[(u16, String)]) -> Vec<Entry> {
    let mut gone = Bits::default();
    for (place, _) in recent {
        gone.insert(*place);
    }
    let mut fields: HashMap<i64, HashMap<String, Working>> = HashMap::new();
    for (field, word, candidates) in stored {
        let mut places = Places::from_stored(&candidates);
        let changed = places.remove(&gone);
        let set = Working { places, changed };
        fields.entry(field).or_default().insert(word, set);
    }
    let mut add = |field: i64, word: &str, place: u16| {
        let words = fields.entry(field).or_default();
        if let Some(set) = words.get_mut(word) {
            set.places.insert(place);
            set.changed = true;
        } else {
            let mut places = Places::new();
            places.insert(place);
            let set = Working {
                places,
                changed: true,
            };
            words.insert(word.to_owned(), set);
        }
    };
    for (place, words) in recent.iter().filter(|(_, words)| !words.is_empty()) {
        add(EVERYONE, "", *place);
        for (line, field) in words.split('\n').zip(0..EVERYONE) {
            entries(line, |word| add(field, word, *place));
        }
    }
    let mut changes: Vec<Entry> = Vec::new();
    for (field, words) in fields {
        let touched = words.into_iter().filter(|(_, set)| set.changed);
        changes.extend(touched.map(|(word, set)| {
            let candidates = if set.places.is_empty() {
                Vec::new()
            } else {
                set.places.stored()
            };
            (field, word, candidates)
        }));
    }
    // In the order of the table, so that it is written from front to back.
    changes.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    changes
}

async fn write(
    connection: &mut SqliteConnection,
    block: i64,
    changes: &[Entry],
) -> Result<(), StoreError> {
    for (field, word, _) in changes.iter().filter(|(_, _, set)| set.is_empty()) {
        sqlx::query!(
            "DELETE FROM candidate_index_words WHERE block = ?1 AND field = ?2 AND word = ?3",
            block,
            field,
            word
        )
        .execute(&mut *connection)
        .await?;
    }
    let kept: Vec<&Entry> = changes
        .iter()
        .filter(|(_, _, set)| !set.is_empty())
        .collect();
    for rows in kept.chunks(ROWS_AT_ONCE) {
        let mut insert = QueryBuilder::<Sqlite>::new(
            "INSERT OR REPLACE INTO candidate_index_words (block, field, word, candidates) ",
        );
        insert.push_values(rows, |mut row, (field, word, candidates)| {
            row.push_bind(block)
                .push_bind(*field)
                .push_bind(word.as_str())
                .push_bind(candidates.as_slice());
        });
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(rows: &[(u16, &str)]) -> Vec<(u16, String)> {
        rows.iter()
            .map(|(place, words)| (*place, (*words).to_owned()))
            .collect()
    }

    fn places(entries: &[Entry], field: i64, word: &str) -> Option<Vec<u16>> {
        let mut found = entries.iter().filter(|(f, w, _)| *f == field && w == word);
        let mut bits = Bits::default();
        bits.add_stored(&found.next()?.2);
        Some(bits.places().collect())
    }

    #[test]
    fn a_changed_candidate_leaves_its_old_words() {
        let first = changes(
            Vec::new(),
            &recent(&[(1, "ana li\nwelder\n\n\n"), (2, "ann\n\n\n\n")]),
        );
        assert_eq!(places(&first, 0, "an*"), Some(vec![1, 2]));
        assert_eq!(places(&first, 1, "welder"), Some(vec![1]));
        assert_eq!(places(&first, EVERYONE, ""), Some(vec![1, 2]));
        let then = changes(first, &recent(&[(1, "ann li\n\n\n\n"), (2, "")]));
        assert_eq!(places(&then, 0, "ann"), Some(vec![1]));
        assert_eq!(places(&then, 1, "welder"), Some(vec![]), "it is to go");
        assert_eq!(places(&then, 0, "ana"), Some(vec![]));
        assert_eq!(places(&then, EVERYONE, ""), Some(vec![1]));
        let again = changes(then, &recent(&[]));
        assert!(again.is_empty(), "nothing is written without need");
    }
}
