//! Importing people from files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use muster_desk::Desk;
use serde_json::{Value, json};

use super::{call, create, found, new_desk, now, refusal, undo};

fn file(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

async fn import(desk: &Desk, path: &Path) -> Value {
    call(
        desk,
        "candidate_import",
        json!({ "path": path, "format": "auto" }),
    )
    .await
}

/// `created`, `updated`, `unchanged`, `skipped`, `errors_total`.
fn counts(answer: &Value) -> [u64; 5] {
    ["created", "updated", "unchanged", "skipped", "errors_total"].map(|name| {
        answer[name]
            .as_u64()
            .unwrap_or_else(|| panic!("{name}: {answer}"))
    })
}

async fn people(desk: &Desk) -> usize {
    let dump = muster_testkit::dump(desk).await;
    dump.iter()
        .filter(|line| line.starts_with("candidates "))
        .count()
}

/// A table of `rows` people; every tenth is the one before again, with a skill more.
fn table(rows: usize) -> String {
    let mut text = String::from("Full Name,Email,Company,Skills,Notes\n");
    for n in 0..rows {
        let (who, skills) = if n % 10 == 9 {
            (n - 1, "SQL;Rust")
        } else {
            (n, "SQL")
        };
        writeln!(
            text,
            "Person {who},p{who}@example.org,Contoso {who},{skills},\"Row, \"\"{who}\"\"\""
        )
        .unwrap();
    }
    text
}

#[tokio::test]
async fn a_table_is_imported_counted_and_a_second_run_changes_nothing() {
    let (folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "Ana Li", "emails": ["ana@x.org"], "headline": "Engineer" }),
    )
    .await;
    let path = file(
        folder.path(),
        "people.csv",
        "\u{feff}name;e-mail address;Email;phone;skills;shoe size\n\
         Ana Q. Li;;ANA@x.org;;SQL;38\n\
         Bo Berg;;bo@x.org;+49 30 1234567;Rust; 40\n\
         \n\
         ;;;;;\n\
         Cy;;not-an-address;;;\n\
         Bo Berg;;BO@x.org;;SQL;\n\
         Bo Berg;;bo@x.org;;;\n",
    );
    let answer = import(&desk, &path).await;
    assert_eq!(counts(&answer), [1, 2, 1, 1, 1]);
    let problem = &answer["errors"][0];
    assert_eq!(
        (&problem["row"], &problem["line"], &problem["field"]),
        (&json!(4), &json!(6), &json!("email"))
    );
    assert_eq!(problem["code"], "invalid_email");
    assert!(
        answer["notes"]
            .as_array()
            .unwrap()
            .iter()
            .any(|n| n["code"] == "unknown_columns"),
        "{answer}"
    );
    assert_eq!(found(&desk, "sql").await.len(), 2);
    let again = import(&desk, &path).await;
    assert_eq!(counts(&again), [0, 0, 4, 1, 1]);
    assert_eq!(again["change_id"], json!(null));
}

#[tokio::test]
async fn one_undo_takes_the_whole_import_back() {
    let (folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "Person 0", "emails": ["p0@example.org"] }),
    )
    .await;
    let before = muster_testkit::dump(&desk).await;
    let path = file(folder.path(), "people.csv", &table(750));
    let answer = import(&desk, &path).await;
    assert_eq!(counts(&answer), [674, 76, 0, 0, 0]);
    let undone = call(
        &desk,
        "change_undo",
        json!({ "change_id": answer["change_id"] }),
    )
    .await;
    assert_eq!(undone["tables"], json!(["candidates"]));
    assert_eq!(muster_testkit::dump(&desk).await, before);
    assert!(found(&desk, "rust").await.is_empty());
    assert_eq!(counts(&import(&desk, &path).await), [674, 76, 0, 0, 0]);
}

#[tokio::test]
async fn a_dry_run_counts_the_same_and_writes_nothing() {
    let (folder, desk) = new_desk();
    create(
        &desk,
        json!({ "full_name": "Person 3", "emails": ["p3@example.org"] }),
    )
    .await;
    let path = file(folder.path(), "people.csv", &(table(600) + "X,bad,,,\n"));
    let before = muster_testkit::dump(&desk).await;
    let trial = call(
        &desk,
        "candidate_import",
        json!({ "path": path, "format": "csv", "dry_run": true }),
    )
    .await;
    assert_eq!(muster_testkit::dump(&desk).await, before);
    assert_eq!(trial["change_id"], json!(null));
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("dry-run")),
        "{left:?}"
    );
    let real = import(&desk, &path).await;
    assert_eq!(counts(&trial), counts(&real));
    assert_eq!(trial["errors"], real["errors"]);
}

#[tokio::test]
async fn a_linkedin_export_is_understood_and_closed_accounts_are_skipped() {
    let (_folder, desk) = new_desk();
    let path = muster_testkit::shared().join("contracts/samples/linkedin-export/Connections.csv");
    let answer = import(&desk, &path).await;
    let [created, updated, unchanged, skipped, errors] = counts(&answer);
    assert!(created > 0 && skipped > 0, "{answer}");
    assert_eq!((updated, unchanged, errors), (0, 0, 0), "{answer}");
    let list = call(
        &desk,
        "candidate_list",
        json!({ "source": "linkedin_connections" }),
    )
    .await;
    assert_eq!(list["items"].as_array().unwrap().len() as u64, created);
    assert!(super::names(&list).contains(&"Tomás Reyes".to_owned()));
    assert_eq!(
        counts(&import(&desk, &path).await),
        [0, 0, created, skipped, 0]
    );
}

#[tokio::test]
async fn json_rows_bring_their_history_and_the_strongest_key_decides() {
    let (folder, desk) = new_desk();
    let path = file(
        folder.path(),
        "people.json",
        r#"[{"full_name":"Ana Li","remote_id":"gh-1","emails":["a@x.org"],
             "experience":[{"title":"Lead","company":"Contoso","start":"2019"}],"consent":{"state":"unknown"}},
            {"full_name":"Ana Li","remote_id":"gh-1","emails":["other@x.org"]},
            {"full_name":"A. Li","linkedin_url":"linkedin.com/in/ana","emails":["A@x.org"]},
            {"full_name":"Somebody","linkedin_url":"https://uk.linkedin.com/in/ANA?x=1"},
            {"full_name":"Bo","company":"Contoso","location":"Köln"},
            {"full_name":"BO ","company":"contoso","location":"Koln"},
            {"full_name":"Bo","company":"Northwind","location":"Köln"},
            {"full_name":"Robert'); DROP TABLE candidates;--","notes":"<script>alert(1)</script>"},
            {"full_name":"Cy","colour":"red"}]"#,
    );
    let answer = import(&desk, &path).await;
    assert_eq!(counts(&answer), [4, 3, 1, 0, 1], "{answer}");
    assert_eq!(answer["errors"][0]["code"], "unknown_field");
    let ana = call(&desk, "candidate_list", json!({ "query": "ana" })).await["items"][0].clone();
    assert_eq!(ana["emails"], json!(["a@x.org", "other@x.org"]));
    assert_eq!(ana["linkedin_url"], "https://www.linkedin.com/in/ana");
    assert_eq!(ana["experience"][0]["title"], "Lead");
    let script =
        call(&desk, "candidate_list", json!({ "query": "drop table" })).await["items"][0].clone();
    assert_eq!(script["notes"], "<script>alert(1)</script>");
}

#[tokio::test]
async fn a_merged_person_is_not_made_again_by_the_next_import() {
    let (folder, desk) = new_desk();
    let one = file(
        folder.path(),
        "one.csv",
        "name,linkedin url\nAna Li,linkedin.com/in/ana\nA. Li,linkedin.com/in/ana-old\n",
    );
    import(&desk, &one).await;
    let list = call(&desk, "candidate_list", json!({})).await;
    let (other, keep) = (
        list["items"][0]["id"].clone(),
        list["items"][1]["id"].clone(),
    );
    call(
        &desk,
        "candidate_merge",
        json!({ "keep_id": keep, "other_id": other }),
    )
    .await;
    assert_eq!(counts(&import(&desk, &one).await), [0, 0, 2, 0, 0]);
}

#[tokio::test]
async fn a_file_that_cannot_be_imported_is_refused() {
    let (folder, desk) = new_desk();
    file(
        folder.path(),
        "words.csv",
        "once upon a time\nthere was no header\n",
    );
    fs::write(folder.path().join("book.csv"), b"PK\x03\x04zzzz").unwrap();
    file(folder.path(), "empty.csv", "");
    for (name, code) in [
        ("missing.csv", "file_unreadable"),
        ("documents", "file_unreadable"),
        ("book.csv", "unsupported_file"),
        ("empty.csv", "unsupported_file"),
        ("words.csv", "unsupported_file"),
    ] {
        let params = json!({ "path": folder.path().join(name), "format": "auto" });
        let refused = refusal(&desk, "candidate_import", params).await;
        assert_eq!(refused.code.as_str(), code, "{name}");
        assert!(refused.message.contains(name), "{}", refused.message);
    }
    assert_eq!(people(&desk).await, 0);
}

#[tokio::test]
async fn only_the_first_thousand_errors_are_told() {
    let (folder, desk) = new_desk();
    let mut text = String::from("name,email\n");
    for n in 0..1_203 {
        writeln!(text, "Person {n},nope").unwrap();
    }
    let answer = import(&desk, &file(folder.path(), "bad.csv", &text)).await;
    assert_eq!(counts(&answer), [0, 0, 0, 0, 1_203]);
    assert_eq!(answer["errors"].as_array().unwrap().len(), 1_000);
}

/// The peak of resident memory for 100,000 rows is measured in a process of its own, by a script;
/// this is the same work, small enough for every run.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_background_import_shows_progress_and_ends_with_its_counts() {
    let (folder, desk) = new_desk();
    let path = file(folder.path(), "people.csv", &table(5_000));
    let size = fs::metadata(&path).unwrap().len();
    let started = call(
        &desk,
        "candidate_import",
        json!({ "path": path, "format": "csv", "background": true }),
    )
    .await;
    let id = started["operation_id"].as_str().unwrap().to_owned();
    let mut seen = Vec::new();
    let ended = loop {
        let view = call(&desk, "operation_get", json!({ "id": id })).await;
        if view["state"] != "running" {
            break view;
        }
        seen.push(view["done"].as_u64().unwrap());
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(ended["state"], "done", "{ended}");
    assert_eq!(
        (&ended["done"], &ended["total"]),
        (&json!(size), &json!(size))
    );
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(counts(&ended["result"]), [4_500, 500, 0, 0, 0]);
    assert_eq!(people(&desk).await, 4_500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_import_keeps_whole_batches_and_a_rerun_finishes_it() {
    let (folder, desk) = new_desk();
    let path = file(folder.path(), "people.csv", &table(3_000));
    let params = json!({ "path": path, "format": "csv", "background": true });
    let id = call(&desk, "candidate_import", params).await["operation_id"].clone();
    while call(&desk, "operation_get", json!({ "id": id })).await["done"] == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    call(&desk, "operation_cancel", json!({ "id": id })).await;
    desk.wait_for_operations().await;
    let view = call(&desk, "operation_get", json!({ "id": id })).await;
    assert_eq!(view["state"], "cancelled", "{view}");
    let kept = people(&desk).await;
    assert!(
        kept > 0 && kept < 2_700 && kept.is_multiple_of(450),
        "{kept} people"
    );
    let rerun = import(&desk, &path).await;
    let done = (kept / 450 * 500) as u64;
    assert_eq!(rerun["created"].as_u64().unwrap(), 2_700 - kept as u64);
    assert_eq!(rerun["unchanged"].as_u64().unwrap(), done, "{rerun}");
    assert_eq!(people(&desk).await, 2_700);
    undo(&desk).await;
    assert_eq!(people(&desk).await, kept, "each run is a change of its own");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_importing_the_same_file_make_everybody_once() {
    let (folder, one) = new_desk();
    let two = muster_testkit::desk_in(folder.path(), now());
    let path = file(folder.path(), "people.csv", &table(1_200));
    let (first, second) = tokio::join!(import(&one, &path), import(&two, &path));
    assert_eq!(people(&one).await, 1_080);
    let (first, second) = (counts(&first), counts(&second));
    assert_eq!(first[0] + second[0], 1_080);
    assert_eq!(first.iter().sum::<u64>(), 1_200);
    assert_eq!(second.iter().sum::<u64>(), 1_200);
}

/// A person who is in a file twice with different values: the last row counts, run after run.
#[tokio::test]
async fn a_person_told_twice_is_unchanged_the_second_time() {
    let (folder, desk) = new_desk();
    let rows = "name,email,headline,company,title,location\n\
        Ana Li,ana@x.org,Junior,Contoso,Clerk,Oslo\n\
        Bo Berg,bo@x.org,Welder,Northwind,,\n\
        Ana Li,ana@x.org,Senior,Fabrikam,Lead,Bergen\n\
        Ana Li,ana@x.org,,,,\n\
        Ana Li,ana@x.org,Principal,Fabrikam,Head,Bergen\n";
    let path = file(folder.path(), "twice.csv", rows);
    assert_eq!(counts(&import(&desk, &path).await), [2, 2, 1, 0, 0]);
    let before = muster_testkit::dump(&desk).await;
    let activity = call(&desk, "activity_list", json!({})).await;
    for _ in 0..2 {
        let again = import(&desk, &path).await;
        assert_eq!(counts(&again), [0, 0, 5, 0, 0], "{again}");
        assert_eq!(again["change_id"], json!(null));
    }
    assert_eq!(muster_testkit::dump(&desk).await, before);
    assert_eq!(call(&desk, "activity_list", json!({})).await, activity);
    let ana = call(&desk, "candidate_list", json!({ "query": "ana" })).await["items"][0].clone();
    assert_eq!(
        (&ana["headline"], &ana["company"]),
        (&json!("Principal"), &json!("Fabrikam"))
    );

    // What differs in the end is still told as an update.
    let newer = rows.replace("Principal", "Director");
    let path = file(folder.path(), "newer.csv", &newer);
    assert_eq!(counts(&import(&desk, &path).await), [0, 3, 2, 0, 0]);
    assert_eq!(counts(&import(&desk, &path).await), [0, 0, 5, 0, 0]);
}

#[tokio::test]
async fn a_person_told_twice_far_apart_is_unchanged_as_well() {
    let (folder, desk) = new_desk();
    let mut text = String::from("name,email,headline\nAna Li,ana@x.org,Junior\n");
    for n in 0..1_200 {
        writeln!(text, "Person {n},p{n}@x.org,").unwrap();
    }
    text.push_str("Ana Li,ana@x.org,Senior\n");
    let path = file(folder.path(), "far.csv", &text);
    assert_eq!(counts(&import(&desk, &path).await), [1_201, 1, 0, 0, 0]);
    assert_eq!(counts(&import(&desk, &path).await), [0, 0, 1_202, 0, 0]);
    let list = call(&desk, "candidate_list", json!({ "query": "ana" })).await;
    assert_eq!(list["items"][0]["headline"], "Senior");
}
