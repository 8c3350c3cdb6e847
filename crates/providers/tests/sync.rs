//! The merge, by random interleaving: our wishes, changes there, pages, kills, dead cursors.
//!
//! A remote side in a few lines hands out pages as a vendor would. Whatever happens in whatever
//! order, once it is quiet both sides hold the same, no wish is lost without being reported, and
//! another run changes nothing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use muster_providers::calendar::{Cursor, EventId, Page, RunKind, Version};
use muster_providers::sync::{
    Base, Conflict, ConflictKind, Intent, Progress, Record, Row, Run, Said, Step, close, pushed,
    removed, take,
};
use proptest::prelude::*;

/// A record of two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    time: u8,
    room: u8,
}

impl Record for Pair {
    fn rebase(base: &Self, local: &Self, remote: &Self) -> (Self, Vec<&'static str>) {
        let mut both = Vec::new();
        let mut field = |name, base: u8, local: u8, remote: u8| {
            if local == base {
                return remote;
            }
            if remote != base && remote != local {
                both.push(name);
            }
            local
        };
        let merged = Self {
            time: field("time", base.time, local.time, remote.time),
            room: field("room", base.room, local.room, remote.room),
        };
        (merged, both)
    }
}

/// The other side: records with versions, and everything that ever changed.
#[derive(Debug, Default)]
struct Remote {
    records: BTreeMap<EventId, (u64, Pair)>,
    log: Vec<(u64, EventId)>,
    clock: u64,
    /// Cursors before this are dead.
    oldest: u64,
}

impl Remote {
    fn set(&mut self, id: &EventId, pair: Option<Pair>) -> Version {
        self.clock += 1;
        self.log.push((self.clock, id.clone()));
        match pair {
            Some(pair) => {
                self.records.insert(id.clone(), (self.clock, pair));
            }
            None => {
                self.records.remove(id);
            }
        }
        version(self.clock)
    }

    /// A run from a cursor, cut into pages of two.
    fn pages(&self, cursor: Option<&Cursor>, ours: &Mirror) -> Vec<(Page, Vec<Said<Pair>>)> {
        let since: Option<u64> = cursor.map(|c| c.0.parse().unwrap());
        let since = since.filter(|since| *since >= self.oldest);
        let there = |id: &EventId| match self.records.get(id) {
            Some((number, pair)) => {
                let held = ours.rows.get(id).and_then(|row| row.base.as_ref());
                if held.is_some_and(|base| base.version == version(*number)) {
                    Said::Same(id.clone())
                } else {
                    Said::There(id.clone(), version(*number), Ok(pair.clone()))
                }
            }
            None => Said::Gone(id.clone()),
        };
        let (kind, said): (RunKind, Vec<Said<Pair>>) = match since {
            None => (RunKind::Full, self.records.keys().map(there).collect()),
            Some(since) => {
                let changed = self.log.iter().filter(|(at, _)| *at > since);
                let mut ids: Vec<&EventId> = changed.map(|(_, id)| id).collect();
                ids.sort();
                ids.dedup();
                (RunKind::Incremental, ids.into_iter().map(there).collect())
            }
        };
        let total = (kind == RunKind::Full).then_some(self.records.len());
        let mut chunks: Vec<Vec<_>> = said.chunks(2).map(<[_]>::to_vec).collect();
        if chunks.is_empty() {
            chunks.push(Vec::new());
        }
        let count = chunks.len();
        let pages = chunks.into_iter().enumerate().map(|(number, said)| {
            let last = number + 1 == count;
            // An unfinished run begins anew: its cursor is the old one, or none.
            let at = if last { self.clock } else { since.unwrap_or(0) };
            let page = Page {
                opens: number == 0,
                kind,
                changes: Vec::new(),
                checkpoint: Cursor(at.to_string()),
                total: total.filter(|_| last),
                last,
            };
            (page, said)
        });
        pages.collect()
    }
}

fn version(number: u64) -> Version {
    Version(number.to_string())
}

/// Our side, as it is stored.
#[derive(Debug, Default, Clone)]
struct Mirror {
    run: Run,
    rows: BTreeMap<EventId, Row<Pair>>,
    conflicts: Vec<Conflict>,
    changes: usize,
}

impl Mirror {
    fn store(&mut self, run: &Run, steps: Vec<Step<Pair>>, conflicts: Vec<Conflict>) {
        for step in steps {
            match step {
                Step::Put(id, row) => {
                    self.changes += 1;
                    self.rows.insert(id, row);
                }
                Step::Seen(id, number) => self.rows.get_mut(&id).unwrap().seen_in = number,
                Step::Drop(id) => {
                    self.changes += 1;
                    self.rows.remove(&id);
                }
            }
        }
        self.conflicts.extend(conflicts);
        self.run = run.clone();
    }

    /// Reads what changed, and is killed after so many stores.
    fn pull(&mut self, remote: &Remote, mut stores: usize) {
        let mut run = self.run.clone();
        self.end(&mut run, &mut stores);
        // A full run that was cut off begins anew.
        let cursor = run.cursor.clone().filter(|cursor| cursor.0 != "0");
        for (page, said) in remote.pages(cursor.as_ref(), self) {
            let outcome = take(&mut run, &page, said, |id| self.rows.get(id).cloned());
            assert!(outcome.missing.is_empty());
            if stores == 0 {
                return;
            }
            stores -= 1;
            self.store(&run, outcome.steps, outcome.conflicts);
        }
        self.end(&mut run, &mut stores);
    }

    fn end(&mut self, run: &mut Run, stores: &mut usize) {
        if !matches!(run.progress, Progress::Read { .. }) || *stores == 0 {
            return;
        }
        *stores -= 1;
        let unseen: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, row)| row.seen_in != run.number)
            .map(|(id, row)| (id.clone(), row.clone()))
            .collect();
        let outcome = close(run, unseen).expect("the count is right");
        self.store(run, outcome.steps, outcome.conflicts);
    }

    /// Writes one wish, if it still fits; the answer may be lost.
    fn push(&mut self, remote: &mut Remote, id: &EventId, lost: bool) {
        let Some(row) = self.rows.get(id).cloned() else {
            return;
        };
        let there = remote.records.get(id).map(|(number, _)| version(*number));
        if row.base.as_ref().map(|base| base.version.clone()) != there {
            return; // If-Match does not hold: it is read first.
        }
        match row.intent.clone() {
            Intent::None => {}
            Intent::Write(pair) => {
                let version = remote.set(id, Some(pair.clone()));
                if !lost {
                    let row = pushed(row, version, pair, &self.run);
                    self.rows.insert(id.clone(), row);
                }
            }
            Intent::Remove => {
                remote.set(id, None);
                if !lost {
                    match removed(row) {
                        Some(row) => self.rows.insert(id.clone(), row),
                        None => self.rows.remove(id),
                    };
                }
            }
        }
    }

    fn wish(&mut self, id: &EventId, pair: Option<Pair>) {
        match (self.rows.get_mut(id), pair) {
            (Some(row), Some(pair)) => row.intent = Intent::Write(pair),
            (Some(row), None) if row.base.is_some() => row.intent = Intent::Remove,
            (Some(_), None) => {
                self.rows.remove(id);
            }
            (None, Some(pair)) => {
                let row = Row {
                    base: None::<Base<Pair>>,
                    intent: Intent::Write(pair),
                    seen_in: 0,
                    written_in: 0,
                };
                self.rows.insert(id.clone(), row);
            }
            (None, None) => {}
        }
    }

    fn waiting(&self) -> bool {
        self.rows.values().any(|row| row.intent != Intent::None)
    }
}

#[derive(Debug, Clone)]
enum Act {
    There(u8, Option<Pair>),
    Wish(u8, Option<Pair>),
    Push(u8, bool),
    Pull(usize),
    Forget,
}

fn id(number: u8) -> EventId {
    EventId(format!("e{number}"))
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let which = 0_u8..5;
    let pair = (0_u8..3, 0_u8..3).prop_map(|(time, room)| Pair { time, room });
    let pair = prop_oneof![3 => pair.prop_map(Some), 1 => Just(None)];
    let act = prop_oneof![
        4 => (which.clone(), pair.clone()).prop_map(|(n, pair)| Act::There(n, pair)),
        4 => (which.clone(), pair).prop_map(|(n, pair)| Act::Wish(n, pair)),
        3 => (which, any::<bool>()).prop_map(|(n, lost)| Act::Push(n, lost)),
        4 => (0_usize..6).prop_map(Act::Pull),
        1 => Just(Act::Forget),
    ];
    prop::collection::vec(act, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn in_whatever_order_it_comes_to_the_same_and_no_wish_is_lost(acts in acts()) {
        let (mut remote, mut mirror) = (Remote::default(), Mirror::default());
        for act in acts {
            match act {
                Act::There(n, pair) => {
                    if pair.is_some() || remote.records.contains_key(&id(n)) {
                        remote.set(&id(n), pair);
                    }
                }
                Act::Wish(n, pair) => mirror.wish(&id(n), pair),
                Act::Push(n, lost) => mirror.push(&mut remote, &id(n), lost),
                Act::Pull(stores) => {
                    let wishes = mirror.rows.clone();
                    let heard = mirror.conflicts.len();
                    mirror.pull(&remote, stores);
                    for (id, before) in wishes {
                        let reported = mirror.conflicts[heard..].iter().any(|c| c.id == id);
                        kept(&id, &before, mirror.rows.get(&id), &remote, reported)?;
                    }
                }
                Act::Forget => remote.oldest = remote.clock + 1,
            }
        }
        // It is quiet: read, write, read until nothing waits.
        for _ in 0..4 {
            mirror.pull(&remote, 100);
            for number in 0..5 {
                mirror.push(&mut remote, &id(number), false);
            }
        }
        mirror.pull(&remote, 100);
        prop_assert!(!mirror.waiting(), "{mirror:?}\n{remote:?}");
        let ours: BTreeMap<_, _> = mirror
            .rows
            .iter()
            .map(|(id, row)| (id.clone(), row.base.clone().unwrap().record.unwrap()))
            .collect();
        let theirs: BTreeMap<_, _> = remote
            .records
            .iter()
            .map(|(id, (_, pair))| (id.clone(), pair.clone()))
            .collect();
        prop_assert_eq!(ours, theirs);
        // A second run is a no-op, an incremental one and a full one.
        let changes = mirror.changes;
        mirror.pull(&remote, 100);
        remote.oldest = remote.clock + 1;
        mirror.pull(&remote, 100);
        prop_assert_eq!(mirror.changes, changes);
    }
}

/// A wish stays, or came true, or somebody hears of it.
fn kept(
    id: &EventId,
    before: &Row<Pair>,
    after: Option<&Row<Pair>>,
    remote: &Remote,
    reported: bool,
) -> Result<(), TestCaseError> {
    let there = remote.records.get(id).map(|(_, pair)| pair);
    match &before.intent {
        Intent::None => {}
        Intent::Remove => {
            let stays = after.is_some_and(|row| row.intent == Intent::Remove);
            prop_assert!(stays || there.is_none(), "a removal of {:?} was lost", id);
        }
        Intent::Write(pair) => {
            let stays = after.is_some_and(|row| match &row.intent {
                // Ours in every field that we changed.
                Intent::Write(now) => {
                    let was = before
                        .base
                        .as_ref()
                        .and_then(|base| base.record.as_ref().ok());
                    let ours =
                        |now: u8, local: u8, was: Option<u8>| now == local || was == Some(local);
                    ours(now.time, pair.time, was.map(|was| was.time))
                        && ours(now.room, pair.room, was.map(|was| was.room))
                }
                _ => false,
            });
            let true_now = there.is_some_and(|there| {
                let was = before
                    .base
                    .as_ref()
                    .and_then(|base| base.record.as_ref().ok());
                let fits =
                    |there: u8, local: u8, was: Option<u8>| there == local || was == Some(local);
                fits(there.time, pair.time, was.map(|was| was.time))
                    && fits(there.room, pair.room, was.map(|was| was.room))
            });
            prop_assert!(
                stays || true_now || reported,
                "the wish for {:?} was lost",
                id
            );
        }
    }
    Ok(())
}

#[test]
fn both_sides_change_one_field_and_ours_stays_and_is_reported() {
    let base = Pair { time: 0, room: 0 };
    let mut remote = Remote::default();
    remote.set(&id(1), Some(base));
    let mut mirror = Mirror::default();
    mirror.pull(&remote, 9);
    mirror.wish(&id(1), Some(Pair { time: 1, room: 0 }));
    remote.set(&id(1), Some(Pair { time: 2, room: 2 }));
    mirror.pull(&remote, 9);
    assert_eq!(
        mirror.conflicts,
        [Conflict {
            id: id(1),
            kind: ConflictKind::Fields(vec!["time"])
        }]
    );
    let wish = Intent::Write(Pair { time: 1, room: 2 });
    assert_eq!(mirror.rows[&id(1)].intent, wish);
}

#[test]
fn a_wrong_count_removes_nothing_and_starts_anew() {
    let mut run = Run {
        number: 4,
        kind: Some(RunKind::Full),
        cursor: Some(Cursor("9".to_owned())),
        progress: Progress::Read { total: Some(3) },
        held: 2,
    };
    let row = Row {
        base: Some(Base {
            version: version(1),
            record: Ok(Pair { time: 0, room: 0 }),
        }),
        intent: Intent::None,
        seen_in: 3,
        written_in: 3,
    };
    let mismatch = close(&mut run, [(id(1), row.clone())]).unwrap_err();
    assert_eq!((mismatch.named, mismatch.held), (3, 2));
    assert_eq!(run.cursor, None);
    assert!(mismatch.to_string().contains("Nothing was removed"));

    run.progress = Progress::Read { total: Some(2) };
    let outcome = close(&mut run, [(id(1), row)]).unwrap();
    assert_eq!(outcome.steps, [Step::Drop(id(1))]);
}
