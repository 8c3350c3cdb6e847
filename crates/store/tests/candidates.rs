//! Rows, keys and words of candidates against a real SQLite file.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use chrono::{DateTime, Utc};
use muster_domain::candidate::{CandidateFields, identity_keys, validate};
use muster_store::candidates::{self, Candidate, Filter};
use muster_store::{ChangeOrigin, StoreError, Workspace, WriteTx, documents, new_id};
use serde_json::{Value, json};

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

async fn open() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path(), now()).await.unwrap();
    (folder, workspace)
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

fn candidate(id: &str, fields: Value) -> Candidate {
    let fields: CandidateFields = serde_json::from_value(fields).unwrap();
    Candidate {
        id: id.to_owned(),
        fields: validate(&fields, &|_| true).unwrap(),
        merged_into: None,
        created_at: now(),
        updated_at: now(),
    }
}

async fn add(workspace: &Workspace, id: &str, fields: Value) -> Candidate {
    let candidate = candidate(id, fields);
    let mut tx = begin(workspace).await;
    candidates::add(&mut tx, &candidate).await.unwrap();
    tx.commit().await.unwrap();
    candidate
}

async fn same(workspace: &Workspace, fields: Value) -> Option<String> {
    let keys = identity_keys(&candidate("x", fields).fields);
    candidates::find_same(&mut workspace.read().await.unwrap(), &keys)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_strongest_key_that_finds_anyone_decides() {
    let (_folder, workspace) = open().await;
    add(
        &workspace,
        "remote",
        json!({ "full_name": "A", "remote_id": "7", "emails": ["x@y.org"] }),
    )
    .await;
    add(
        &workspace,
        "linkedin",
        json!({ "full_name": "B", "linkedin_url": "linkedin.com/in/b" }),
    )
    .await;
    add(
        &workspace,
        "email",
        json!({ "full_name": "C", "emails": ["c@y.org"] }),
    )
    .await;
    add(
        &workspace,
        "older",
        json!({ "full_name": "D", "company": "Z" }),
    )
    .await;
    add(
        &workspace,
        "younger",
        json!({ "full_name": "D", "company": "Z" }),
    )
    .await;
    for (fields, expected) in [
        (
            json!({ "full_name": "C", "remote_id": "7", "emails": ["c@y.org"] }),
            Some("remote"),
        ),
        (
            json!({ "full_name": "C", "linkedin_url": "linkedin.com/in/B", "emails": ["c@y.org"] }),
            Some("linkedin"),
        ),
        (
            json!({ "full_name": "Z", "remote_id": "8", "emails": ["C@y.org"] }),
            Some("email"),
        ),
        (json!({ "full_name": "d ", "company": "z" }), Some("older")),
        (
            json!({ "full_name": "D", "company": "Z", "emails": ["new@y.org"] }),
            None,
        ),
        (json!({ "full_name": "D" }), None),
    ] {
        assert_eq!(
            same(&workspace, fields.clone()).await.as_deref(),
            expected,
            "{fields}"
        );
    }
}

#[tokio::test]
async fn keys_and_words_follow_the_row_and_a_merged_record_keeps_its_keys_only() {
    let (_folder, workspace) = open().await;
    let mut one = add(
        &workspace,
        "one",
        json!({ "full_name": "Ana Li", "emails": ["a@x.org"] }),
    )
    .await;
    add(&workspace, "two", json!({ "full_name": "Bo" })).await;
    one.fields = candidate(
        "one",
        json!({ "full_name": "Anna Li", "emails": ["b@x.org"] }),
    )
    .fields;
    let mut tx = begin(&workspace).await;
    candidates::change(&mut tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        same(
            &workspace,
            json!({ "full_name": "Q", "emails": ["a@x.org"] })
        )
        .await,
        None
    );
    assert_eq!(
        candidates::search(&workspace, "ana", 5)
            .await
            .unwrap()
            .len(),
        0
    );
    assert_eq!(
        candidates::search(&workspace, "anna", 5)
            .await
            .unwrap()
            .len(),
        1
    );

    one.merged_into = Some("two".to_owned());
    let mut tx = begin(&workspace).await;
    candidates::change(&mut tx, &one).await.unwrap();
    candidates::reindex(&mut tx, "one").await.unwrap();
    candidates::reindex(&mut tx, "nobody").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        candidates::search(&workspace, "anna", 5)
            .await
            .unwrap()
            .len(),
        0
    );
    let found = same(
        &workspace,
        json!({ "full_name": "Q", "emails": ["b@x.org"] }),
    )
    .await
    .unwrap();
    let mut reader = workspace.read().await.unwrap();
    assert_eq!(
        candidates::get(&mut reader, &found).await.unwrap().id,
        "two"
    );
    assert_eq!(
        candidates::exactly(&mut reader, "one")
            .await
            .unwrap()
            .fields,
        one.fields
    );
    let missing = candidates::get(&mut reader, "x").await.unwrap_err();
    assert!(matches!(
        missing,
        StoreError::NotFound {
            what: "candidate",
            ..
        }
    ));
}

/// Every filter of the list that is put together at run time, alone and with the cursor.
#[tokio::test]
async fn each_filter_of_the_list_narrows_it() {
    let (_folder, workspace) = open().await;
    for n in 0..9 {
        let tag = if n % 2 == 0 { "even" } else { "odd" };
        let source = if n < 6 { "low" } else { "high" };
        let fields = json!({ "full_name": format!("P{n}"), "tags": [tag, "all"], "source": source, "headline": "Welder" });
        add(&workspace, &format!("id{n}"), fields).await;
    }
    let text = |s: &str| Some(s.to_owned());
    for (filter, expected) in [
        (Filter::default(), "012345678"),
        (
            Filter {
                tag: text("odd"),
                ..Filter::default()
            },
            "1357",
        ),
        (
            Filter {
                tag: text("od"),
                ..Filter::default()
            },
            "",
        ),
        (
            Filter {
                source: text("high"),
                ..Filter::default()
            },
            "678",
        ),
        (
            Filter {
                query: text("p3"),
                ..Filter::default()
            },
            "3",
        ),
        (
            Filter {
                query: text("weld"),
                tag: text("even"),
                source: text("low"),
            },
            "024",
        ),
        (
            Filter {
                query: text("\" OR"),
                ..Filter::default()
            },
            "",
        ),
        (
            Filter {
                tag: text("' OR 1=1 --"),
                ..Filter::default()
            },
            "",
        ),
    ] {
        let mut seen = String::new();
        let mut cursor = None;
        loop {
            let page = candidates::page(&workspace, &filter, 2, cursor.as_deref())
                .await
                .unwrap();
            seen.extend(
                page.items
                    .iter()
                    .map(|c| c.fields.full_name.chars().last().unwrap()),
            );
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, expected, "{filter:?}");
    }
    let refused = candidates::page(&workspace, &Filter::default(), 2, Some("!")).await;
    assert!(matches!(refused, Err(StoreError::BadCursor)));
}

#[tokio::test]
async fn a_part_of_a_change_that_writes_nothing_leaves_the_change_whole() {
    let (_folder, workspace) = open().await;
    let origin = ChangeOrigin {
        command: "import".to_owned(),
        actor: "test".to_owned(),
        origin: "test".to_owned(),
        at: now(),
        undoable: true,
    };
    let change = new_id(now());
    for id in [None, Some("one"), None, Some("two")] {
        let mut tx = workspace.begin_part(&origin, Some(&change)).await.unwrap();
        if let Some(id) = id {
            let person = candidate(id, json!({ "full_name": id }));
            candidates::add(&mut tx, &person).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    let changes = muster_store::changes::list(&workspace, 10, None)
        .await
        .unwrap()
        .items;
    assert_eq!(changes.len(), 1);
    let mut tx = begin(&workspace).await;
    let undone = muster_store::changes::undo(&mut tx, None).await.unwrap();
    assert_eq!(undone.rows.len(), 2);
    candidates::after_undo(&mut tx, &undone.rows).await.unwrap();
    tx.commit().await.unwrap();
    assert!(
        candidates::search(&workspace, "one", 5)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_document_file_is_written_whole_and_once() {
    let (folder, _workspace) = open().await;
    let sha256 = documents::keep_file(folder.path(), b"abc", now()).unwrap();
    assert_eq!(
        sha256,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let path = documents::path(folder.path(), &sha256);
    assert!(path.ends_with(format!("documents/ba/{sha256}")));
    // What a crash of another program cut short is written again.
    std::fs::write(&path, b"a").unwrap();
    assert_eq!(
        documents::keep_file(folder.path(), b"abc", now()).unwrap(),
        sha256
    );
    assert_eq!(std::fs::read(&path).unwrap(), b"abc");
    assert_eq!(
        std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
        1
    );
}
