//! Answering from the blocks: sets are joined word by word, and the best are picked.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use sqlx::SqliteConnection;

use super::EVERYONE;
use super::plan::{Plan, PlannedWord, ranges};
use super::set::{Bits, block_of, place_of, seq_of};
use super::top::Top;
use crate::candidates::ranking::{FIELDS, LEVELS, Ranked, level, worth};
use crate::{StoreError, error};

/// The most blocks that are asked for at once. The first is asked for alone: what it holds often
/// shows that the others need not be read in full.
const MOST_AT_ONCE: i64 = 8;

/// Offers the candidates of all blocks, but for those in `recent`.
pub(super) async fn blocks(
    connection: &mut SqliteConnection,
    plan: &Plan,
    recent: &HashMap<i64, Bits>,
    top: &mut Top,
) -> Result<(), StoreError> {
    let end = sqlx::query_scalar!(
        r#"SELECT coalesce(max(block) + 1, 0) AS "end!: i64" FROM candidate_index_words"#
    )
    .fetch_one(&mut *connection)
    .await?;
    let (mut first, mut at_once) = (0, 1);
    while first < end {
        let behind = end.min(first + at_once);
        let needed = needed(plan, first, top);
        if needed
            .iter()
            .all(|levels| levels.iter().any(|needed| *needed))
        {
            let mut found = read(connection, plan, first..behind, &needed).await?;
            for block in first..behind {
                if let Some(found) = found.remove(&block) {
                    pick(plan, block, &found, recent.get(&block), top);
                }
            }
        }
        first = behind;
        at_once = (at_once * 2).min(MOST_AT_ONCE);
    }
    Ok(())
}

/// Which levels of each word can still bring somebody of block `first` or behind it into `top`.
fn needed(plan: &Plan, first: i64, top: &Top) -> Vec<[bool; LEVELS]> {
    // All words but one may stand where they count most.
    let others: u32 = plan.words.iter().skip(1).map(|_| worth(0)).sum();
    let first_seq = seq_of(first, 0);
    let of_word = |word: &PlannedWord| {
        let mut levels = [false; LEVELS];
        for level in word.levels() {
            let best = others + worth(level);
            if let Some(needed) = levels.get_mut(level) {
                *needed = top.has_room_for(Ranked::new(best, first_seq));
            }
        }
        levels
    };
    plan.words.iter().map(of_word).collect()
}

/// One lookup in one field, as it is told to SQLite.
#[derive(Serialize)]
struct Asked<'a>(usize, usize, &'a str, &'a str);

/// The sets of one block: for each lookup of the plan, in order, one for each level.
type Found = Vec<[Option<Bits>; LEVELS]>;

async fn read(
    connection: &mut SqliteConnection,
    plan: &Plan,
    blocks: std::ops::Range<i64>,
    needed: &[[bool; LEVELS]],
) -> Result<HashMap<i64, Found>, StoreError> {
    let lookups: Vec<_> = plan
        .words
        .iter()
        .zip(needed)
        .flat_map(|(word, needed)| word.lookups.iter().map(move |lookup| (lookup, needed)))
        .collect();
    let ranges: Vec<_> = lookups.iter().map(|(lookup, _)| ranges(lookup)).collect();
    let mut asked = Vec::new();
    for (number, ((_, needed), ranges)) in lookups.iter().zip(&ranges).enumerate() {
        for field in 0..FIELDS {
            let both = [level(field, false), level(field, true)];
            if both.iter().any(|level| needed.get(*level) == Some(&true)) {
                let all = ranges.iter();
                asked.extend(all.map(|(from, to)| Asked(number, field, from, to)));
            }
        }
    }
    let asked = error::to_json("candidate_index_words", &asked)?;
    let (first, behind) = (blocks.start, blocks.end);
    // CROSS JOIN keeps this order of the loops: one step into the index for each of asked.
    let rows = sqlx::query!(
        r#"WITH RECURSIVE wanted (block) AS (
               SELECT ?1 UNION ALL SELECT block + 1 FROM wanted WHERE block + 1 < ?2
           ), asked AS MATERIALIZED (
               SELECT json_extract(value, '$[0]') AS number, json_extract(value, '$[1]') AS field,
                   json_extract(value, '$[2]') AS low, json_extract(value, '$[3]') AS high
               FROM json_each(?3)
           )
           SELECT w.block AS "block!: i64", a.number AS "number!: i64", w.field AS "field!: i64",
               w.word AS "word!: String", w.candidates AS "candidates!: Vec<u8>"
           FROM wanted AS b CROSS JOIN asked AS a CROSS JOIN candidate_index_words AS w
           ON w.block = b.block AND w.field = a.field AND w.word >= a.low AND w.word < a.high"#,
        first,
        behind,
        asked
    )
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<i64, Found> = HashMap::new();
    for row in rows {
        let sets = found
            .entry(row.block)
            .or_insert_with(|| lookups.iter().map(|_| Default::default()).collect());
        let number = usize::try_from(row.number).unwrap_or(usize::MAX);
        let field = usize::try_from(row.field).unwrap_or(usize::MAX);
        let (Some((lookup, _)), Some(sets)) = (lookups.get(number), sets.get_mut(number)) else {
            continue;
        };
        let begun = lookup.open && row.word != lookup.word;
        if let Some(set) = sets.get_mut(level(field.min(FIELDS), begun)) {
            set.get_or_insert_default().add_stored(&row.candidates);
        }
    }
    Ok(found)
}

/// Offers everyone of one block who has all words.
fn pick(plan: &Plan, block: i64, found: &Found, recent: Option<&Bits>, top: &mut Top) {
    let mut sets = found.iter();
    let mut matching = Bits::all();
    let mut words = Vec::with_capacity(plan.words.len());
    for word in &plan.words {
        let own: Vec<_> = sets.by_ref().take(word.lookups.len()).collect();
        let levels: Vec<(u32, Bits)> = word
            .levels()
            .filter_map(|level| Some((worth(level), together(word, &own, level)?)))
            .collect();
        let mut anywhere = Bits::default();
        for (_, set) in &levels {
            anywhere.add(set);
        }
        matching.keep(&anywhere);
        words.push(levels);
    }
    if let Some(recent) = recent {
        matching.remove(recent);
    }
    for place in matching.places() {
        let best = words.iter().map(|levels| {
            let found = levels.iter().find(|(_, set)| set.contains(place));
            found.map_or(0, |(worth, _)| *worth)
        });
        top.offer(Ranked::new(best.sum(), seq_of(block, place)));
    }
}

/// Who has all lookups of a word at a level.
fn together(word: &PlannedWord, sets: &[&[Option<Bits>; LEVELS]], level: usize) -> Option<Bits> {
    let mut all: Option<Bits> = None;
    for (lookup, sets) in word.lookups.iter().zip(sets) {
        // Only the last part of a word can be begun; the parts before it are whole.
        let own = if lookup.open {
            level
        } else {
            level - level % 2
        };
        let set = sets.get(own)?.as_ref()?;
        match &mut all {
            Some(all) => all.keep(set),
            None => all = Some(set.clone()),
        }
    }
    all.filter(|all| !all.is_empty())
}

/// Row numbers of everyone in the blocks.
pub(super) async fn everyone(
    connection: &mut SqliteConnection,
) -> Result<BTreeSet<i64>, StoreError> {
    let rows = sqlx::query!(
        "SELECT block, candidates FROM candidate_index_words WHERE field = ?1 AND word = ''",
        EVERYONE
    )
    .fetch_all(connection)
    .await?;
    let mut all = BTreeSet::new();
    for row in rows {
        let mut bits = Bits::default();
        bits.add_stored(&row.candidates);
        all.extend(bits.places().map(|place| seq_of(row.block, place)));
    }
    Ok(all)
}

/// The places of some row numbers, block by block.
pub(super) fn by_block(seqs: impl IntoIterator<Item = i64>) -> HashMap<i64, Bits> {
    let mut blocks: HashMap<i64, Bits> = HashMap::new();
    for seq in seqs {
        let block = blocks.entry(block_of(seq)).or_default();
        block.insert(place_of(seq));
    }
    blocks
}
