//! The export: whole, readable, without secrets.

use muster_store::{StoreError, export};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{
    add_document_file, add_history, add_people, add_trail, assert_nothing_unfinished, files_below,
    now, open,
};

#[tokio::test]
async fn every_kind_is_there_twice_and_the_manifest_counts_it() {
    let (home, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    let document = add_document_file(home.path(), b"resume");
    add_history(&workspace, &document).await;
    add_people(&workspace, &["Ada"]).await;
    add_trail(&workspace).await;
    let target = stick.path().join("out");
    std::fs::create_dir(&target).unwrap();
    let done = export::write(&workspace, &target, now(), "1.2.3")
        .await
        .unwrap();
    assert_eq!(
        (
            done.rows["candidates"],
            done.documents,
            done.documents_missing
        ),
        (1, 1, 0)
    );
    assert_nothing_unfinished(stick.path());

    let read = |name: &str| std::fs::read_to_string(target.join(name)).unwrap();
    let manifest: Value = serde_json::from_str(&read("manifest.json")).unwrap();
    assert_eq!(manifest["format"], export::FORMAT);
    assert_eq!(manifest["muster"], "1.2.3");
    for (name, kind) in manifest["kinds"].as_object().unwrap() {
        let lines = read(&format!("{name}.jsonl"));
        assert_eq!(
            lines.lines().count() as u64,
            kind["rows"].as_u64().unwrap(),
            "{name}"
        );
        let table = read(&format!("{name}.csv"));
        let records = csv::Reader::from_reader(table.as_bytes())
            .into_records()
            .count();
        assert_eq!(records as u64, kind["rows"].as_u64().unwrap(), "{name}");
    }
    let candidate: Value = serde_json::from_str(read("candidates.jsonl").trim()).unwrap();
    assert_eq!(candidate["full_name"], "=HYPERLINK(\"http://x\")");
    assert_eq!(candidate["skills"], serde_json::json!(["Rust", "SQL"]));
    assert_eq!(candidate["created_at"], "2026-03-20T09:46:40.123Z");
    let table = read("candidates.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let headers = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[headers.iter().position(|h| h == name).unwrap()];
    assert_eq!(cell("full_name"), "'=HYPERLINK(\"http://x\")");
    assert_eq!(cell("skills"), "Rust;SQL");
    assert_eq!(cell("notes"), "line one\nline \"two\"");

    let listed: Value = serde_json::from_str(read("documents.jsonl").trim()).unwrap();
    assert_eq!(
        std::fs::read(target.join(listed["file"].as_str().unwrap())).unwrap(),
        b"resume"
    );
}

#[tokio::test]
async fn no_file_holds_a_secret() {
    let (home, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    add_history(&workspace, "x").await;
    // A change whose rows before and after hold the secret as well.
    let mut tx = workspace.begin(&crate::support::origin()).await.unwrap();
    let mut interview = muster_store::interviews::get(tx.connection(), "i1")
        .await
        .unwrap();
    assert_eq!(interview.room_hash, "ROOMHASH");
    interview.notes = "a note".to_owned();
    muster_store::interviews::put(&mut tx, &interview)
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let target = stick.path().join("out");
    let done = export::write(&workspace, &target, now(), "1")
        .await
        .unwrap();
    assert_eq!(done.documents_missing, 1);
    let files = files_below(&target);
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        let text = std::fs::read_to_string(target.join(&file)).unwrap();
        assert!(
            !text.contains("ROOMHASH") && !text.contains("ROOMSEALED"),
            "{}",
            file.display()
        );
    }
    let manifest = std::fs::read_to_string(target.join("manifest.json")).unwrap();
    assert!(manifest.contains("interviews.room_hash"));
}

#[tokio::test]
async fn a_folder_with_content_is_left_alone() {
    let (home, stick) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workspace = open(home.path()).await;
    let target = stick.path().join("out");
    std::fs::create_dir(&target).unwrap();
    std::fs::write(target.join("thesis.txt"), "years of work").unwrap();
    for occupied in [target.clone(), target.join("thesis.txt")] {
        let refused = export::write(&workspace, &occupied, now(), "1")
            .await
            .unwrap_err();
        assert!(matches!(refused, StoreError::Exists { .. }), "{refused}");
    }
    assert_eq!(files_below(stick.path()).len(), 1);
}
