//! The search index says what reading every candidate says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{DateTime, Utc};
use muster_domain::candidate::{CandidateFields, validate};
use muster_store::candidates::{self, Candidate, Filter};
use muster_store::{ChangeOrigin, Workspace, WriteTx};
use serde_json::json;
use tempfile::TempDir;

fn now() -> DateTime<Utc> {
    "2026-03-20T09:00:00Z".parse().unwrap()
}

/// A small generator of its own: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn some(&mut self, of: &[&str], most: usize) -> String {
        let many = self.below(most + 1);
        (0..many)
            .map(|_| self.one(of))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

const WORDS: &[&str] = &[
    "Ana",
    "Anna",
    "Annabel",
    "Li",
    "Liang",
    "Lindqvist",
    "O'Neill",
    "Neil",
    "Zoë",
    "Müller",
    "Mullen",
    "rust",
    "Rust",
    "ruby",
    "react",
    "engineer",
    "engineering",
    "engine",
    "C++",
    "C#",
    "node.js",
    "front-end",
    "张伟",
    "张伟明",
    "伟",
    "欧阳",
    "김민수",
    "たなか",
    "أحمد",
    "a",
    "x",
    "senior",
    "sales",
];

async fn open(folder: &TempDir) -> Workspace {
    Workspace::open(folder.path(), now()).await.unwrap()
}

async fn begin(workspace: &Workspace) -> WriteTx {
    let origin = ChangeOrigin {
        command: "test".to_owned(),
        actor: "test".to_owned(),
        origin: "test".to_owned(),
        at: now(),
        undoable: true,
    };
    workspace.begin(&origin).await.unwrap()
}

fn person(dice: &mut Dice, id: usize) -> Candidate {
    let skills: Vec<&str> = (0..dice.below(4)).map(|_| dice.one(WORDS)).collect();
    let fields = json!({
        "full_name": format!("{} {}", dice.one(WORDS), dice.some(WORDS, 2)),
        "headline": dice.some(WORDS, 4),
        "skills": skills,
        "notes": dice.some(WORDS, 12),
    });
    let fields: CandidateFields = serde_json::from_value(fields).unwrap();
    Candidate {
        id: format!("id{id:05}"),
        fields: validate(&fields, &|_| true).unwrap(),
        merged_into: None,
        created_at: now(),
        updated_at: now(),
    }
}

fn query(dice: &mut Dice) -> String {
    let mut query = dice.some(WORDS, 2);
    let last: Vec<char> = dice.one(WORDS).chars().collect();
    let letters = 1 + dice.below(last.len());
    query.push(' ');
    query.extend(&last[..letters]);
    query
}

async fn found(workspace: &Workspace, query: &str, limit: usize) -> Vec<String> {
    let hits = candidates::search(workspace, query, limit).await.unwrap();
    hits.into_iter().map(|hit| hit.id).collect()
}

/// One workspace whose index is always behind reads every candidate for every search. The other one
/// catches up now and then. Both must answer alike, in the same order.
#[tokio::test]
async fn the_index_answers_as_reading_everyone_does() {
    let (folder, other_folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (plain, indexed) = (open(&folder).await, open(&other_folder).await);
    let mut dice = Dice(7);
    let mut people = 0;
    let mut found_some = 0;
    for round in 0..9 {
        let changes: Vec<Candidate> = (0..40)
            .map(|_| {
                let new = round < 2 || dice.below(2) == 0;
                let id = if new { people } else { dice.below(people) };
                people += usize::from(new);
                let mut person = person(&mut dice, id);
                let hidden = !new && dice.below(5) == 0;
                person.merged_into = hidden.then(|| "id00000".to_owned());
                person
            })
            .collect();
        for workspace in [&plain, &indexed] {
            let mut tx = begin(workspace).await;
            for person in &changes {
                candidates::change(&mut tx, person).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        if round % 3 != 2 {
            candidates::catch_up(&indexed).await.unwrap();
            assert!(!candidates::is_behind(&indexed, 0).await.unwrap());
        }
        for _ in 0..30 {
            let query = query(&mut dice);
            for limit in [1, 7, 1_000] {
                let expected = found(&plain, &query, limit).await;
                found_some += usize::from(!expected.is_empty());
                assert_eq!(found(&indexed, &query, limit).await, expected, "{query:?}");
            }
            let filter = Filter {
                query: Some(query.clone()),
                ..Filter::default()
            };
            let listed = async |workspace| {
                let page = candidates::page(workspace, &filter, 500, None)
                    .await
                    .unwrap();
                page.items.into_iter().map(|c| c.id).collect::<Vec<_>>()
            };
            assert_eq!(listed(&indexed).await, listed(&plain).await, "{query:?}");
        }
        let mut everyone = Vec::new();
        for workspace in [&plain, &indexed] {
            let mut reader = workspace.read().await.unwrap();
            everyone.push(candidates::findable(&mut reader).await.unwrap());
        }
        assert_eq!(everyone[0], everyone[1]);
    }
    assert!(
        found_some > 200,
        "only {found_some} searches found somebody"
    );
    assert!(candidates::is_behind(&plain, 100).await.unwrap());
}

/// More candidates than one block holds, in steps that an import takes.
#[tokio::test]
async fn blocks_join_into_one_order() {
    let folder = TempDir::new().unwrap();
    let workspace = open(&folder).await;
    // Row numbers far apart stand for many rows.
    for (seq, name) in [
        (1, "Ana Berg"),
        (32_767, "Berg Ana"),
        (32_768, "Bergman"),
        (250_000, "Ana Bergen"),
    ] {
        let mut tx = begin(&workspace).await;
        sqlx::query("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'candidates'")
            .bind(i64::try_from(seq).unwrap() - 1)
            .execute(tx.connection())
            .await
            .unwrap();
        let mut one = person(&mut Dice(1), seq);
        let fields: CandidateFields =
            serde_json::from_value(json!({ "full_name": name, "headline": "Welder" })).unwrap();
        one.fields = validate(&fields, &|_| true).unwrap();
        candidates::add(&mut tx, &one).await.unwrap();
        tx.commit().await.unwrap();
    }
    for caught_up in [false, true] {
        if caught_up {
            assert_eq!(candidates::catch_up(&workspace).await.unwrap(), 4);
        }
        for (query, expected) in [
            (
                "berg",
                ["id00001", "id32767", "id32768", "id250000"].as_slice(),
            ),
            ("be", &["id00001", "id32767", "id32768", "id250000"]),
            ("ana b", &["id00001", "id32767", "id250000"]),
            ("welder an", &["id00001", "id32767", "id250000"]),
            ("bergen", &["id250000"]),
            ("welder", &["id00001", "id32767", "id32768", "id250000"]),
        ] {
            assert_eq!(found(&workspace, query, 20).await, expected, "{query}");
            assert_eq!(found(&workspace, query, 1).await, expected[..1], "{query}");
        }
    }
}

#[tokio::test]
async fn a_deleted_row_is_found_by_nobody() {
    let folder = TempDir::new().unwrap();
    let workspace = open(&folder).await;
    let mut dice = Dice(3);
    for id in 0..3 {
        let mut tx = begin(&workspace).await;
        candidates::add(&mut tx, &person(&mut dice, id))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    candidates::catch_up(&workspace).await.unwrap();
    let mut tx = begin(&workspace).await;
    sqlx::query("DELETE FROM candidates WHERE id = 'id00001'")
        .execute(tx.connection())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        let mut reader = workspace.read().await.unwrap();
        assert_eq!(candidates::findable(&mut reader).await.unwrap(), [1, 3]);
        drop(reader);
        candidates::catch_up(&workspace).await.unwrap();
    }
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM candidate_index_recent")
        .fetch_one(workspace.reader())
        .await
        .unwrap();
    assert_eq!(left, 0);
}
