//! Looking at a file before it is imported, and saying what its columns hold.

use std::fs;

use serde_json::{Value, json};

use super::{call, found, new_desk, refusal};

const GERMAN: &[u8] = b"Vorname;Nachname;E-Mail-Adresse;Firma;Gr\xF6\xDFe\r\n\
    J\xFCrgen;M\xFCller;juergen@example.org;Stra\xDFenbau AG;182\r\n\
    Ana;Li;ana@example.org;Contoso;\r\n\
    Bo;Berg;not an address;;\r\n";

fn counts(answer: &Value) -> [u64; 5] {
    ["created", "updated", "unchanged", "skipped", "errors_total"]
        .map(|name| answer[name].as_u64().unwrap())
}

#[tokio::test]
async fn a_german_table_is_looked_at_mapped_tried_and_imported() {
    let (folder, desk) = new_desk();
    let path = folder.path().join("bewerber.csv");
    fs::write(&path, GERMAN).unwrap();
    let preview = call(&desk, "candidate_import_preview", json!({ "path": path })).await;
    assert_eq!(
        (
            &preview["format"],
            &preview["encoding"],
            &preview["rows_seen"]
        ),
        (&json!("csv"), &json!("windows-1252"), &json!(3))
    );
    assert_eq!(
        preview["columns"][4],
        json!({ "name": "Größe", "field": null, "samples": ["182"] })
    );
    assert_eq!(
        preview["fields"][0],
        json!({ "name": "full_name", "label": "Full name" })
    );
    let notes = preview["notes"].as_array().unwrap();
    assert!(notes.iter().any(|n| n["code"] == "no_names"), "{preview}");
    let refused = refusal(&desk, "candidate_import", json!({ "path": path })).await;
    assert_eq!(refused.code.as_str(), "unsupported_file");

    let params = json!({
        "path": path,
        "mapping": { "Vorname": "first_name", "Nachname": "last_name",
            "E-Mail-Adresse": "emails", "Firma": "company", "Größe": "" },
    });
    let mut trial = params.clone();
    trial["dry_run"] = json!(true);
    let before = muster_testkit::dump(&desk).await;
    let tried = call(&desk, "candidate_import", trial).await;
    assert_eq!(counts(&tried), [2, 0, 0, 0, 1]);
    assert_eq!(muster_testkit::dump(&desk).await, before);
    let done = call(&desk, "candidate_import", params.clone()).await;
    assert_eq!(counts(&done), counts(&tried));
    assert_eq!(done["errors"], tried["errors"]);
    assert_eq!(done["errors"][0]["line"], json!(4));
    assert_eq!(found(&desk, "mül").await, ["Jürgen Müller"]);
    let list = call(&desk, "candidate_list", json!({ "query": "müller" })).await;
    assert_eq!(list["items"][0]["company"], "Straßenbau AG");
    assert_eq!(
        counts(&call(&desk, "candidate_import", params).await),
        [0, 0, 2, 0, 1]
    );
}

#[tokio::test]
async fn a_mapping_that_does_not_fit_is_refused_before_anything_starts() {
    let (folder, desk) = new_desk();
    let path = folder.path().join("people.csv");
    fs::write(&path, "Name,Position,Rank\nAna Li,Lead,1\n").unwrap();
    let lines = folder.path().join("people.json");
    fs::write(&lines, "{\"full_name\":\"Ana Li\"}\n").unwrap();
    for (path, mapping, word) in [
        (&path, json!({ "Role": "title" }), "Role"),
        (&path, json!({ "Rank": "shoe_size" }), "shoe_size"),
        (
            &path,
            json!({ "Rank": "title", "Position": "title" }),
            "Position",
        ),
        (&path, json!({ "Name": "" }), "names"),
        (&lines, json!({ "full_name": "full_name" }), "JSON"),
    ] {
        for background in [false, true] {
            let params = json!({ "path": path, "mapping": mapping, "background": background });
            let refused = refusal(&desk, "candidate_import", params).await;
            assert_eq!(refused.code.as_str(), "invalid_parameter", "{mapping}");
            assert_eq!(refused.details.unwrap()["field"], "mapping", "{mapping}");
            assert!(refused.message.contains(word), "{}", refused.message);
            assert!(!refused.hint.is_empty());
        }
    }
    let wrong = json!({ "path": path, "mapping": { "Name": 7 } });
    let refused = refusal(&desk, "candidate_import", wrong).await;
    assert_eq!(refused.code.as_str(), "invalid_parameter");
    assert!(
        call(&desk, "candidate_list", json!({})).await["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_preview_refuses_what_an_import_would() {
    let (folder, desk) = new_desk();
    fs::write(folder.path().join("book.csv"), b"PK\x03\x04zzzz").unwrap();
    for (name, code) in [
        ("missing.csv", "file_unreadable"),
        ("documents", "file_unreadable"),
        ("book.csv", "unsupported_file"),
    ] {
        let params = json!({ "path": folder.path().join(name) });
        let refused = refusal(&desk, "candidate_import_preview", params).await;
        assert_eq!(refused.code.as_str(), code, "{name}");
    }
}
