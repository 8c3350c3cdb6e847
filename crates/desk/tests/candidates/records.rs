//! Adding, reading, listing, changing, and taking it back.

use serde_json::json;

use super::{call, create, found, names, new_desk, now, refusal, undo};

#[tokio::test]
async fn every_field_comes_back_as_it_was_given() {
    let (_folder, desk) = new_desk();
    let given = json!({
        "full_name": "Zoë O’Neill", "first_name": "Zoë", "last_name": "O’Neill",
        "emails": ["Zoe@example.org", "z@y.org"], "phones": ["+44 (0)20 7946-0000"],
        "location": "Köln", "time_zone": "Europe/Berlin", "headline": "Engineer", "company": "Contoso",
        "title": "Lead", "linkedin_url": "https://www.linkedin.com/in/zoe", "links": ["https://zoe.example/"],
        "skills": ["C++", "SQL"],
        "experience": [{"title": "Lead", "company": "Contoso", "start": "2019-05", "end": null, "description": "Built\nthings"}],
        "education": [{"school": "TU", "degree": "MSc", "field": "CS", "start": "2014", "end": "2018"}],
        "notes": "Met\nin May", "source": "referral", "remote_id": "gh-7", "tags": ["night shift"],
        "consent": {"state": "granted", "text_version": "v2", "at": "2026-05-01T08:00:00Z", "source": "careers page"},
    });
    let id = create(&desk, given.clone()).await;
    let view = call(&desk, "candidate_get", json!({ "id": id })).await;
    for (field, value) in given.as_object().unwrap() {
        assert_eq!(view[field], *value, "{field}");
    }
    assert_eq!(view["created_at"], "2026-11-24T09:00:00Z");
    assert_eq!(view["documents"], json!([]));
}

#[tokio::test]
async fn hostile_names_survive_letter_by_letter() {
    let (_folder, desk) = new_desk();
    for name in [
        "Robert'); DROP TABLE candidates;--",
        "<script>alert(1)</script>",
        "\" OR 1=1 --",
        "علي بن أحمد",
        "张伟 🚀",
        "{{ 7 * 7 }}",
    ] {
        let id = create(&desk, json!({ "full_name": name })).await;
        let view = call(&desk, "candidate_get", json!({ "id": id })).await;
        assert_eq!(view["full_name"], name);
    }
    assert_eq!(
        found(&desk, "drop table").await,
        ["Robert'); DROP TABLE candidates;--"]
    );
}

#[tokio::test]
async fn a_wrong_field_is_named_and_nothing_is_written() {
    let (_folder, desk) = new_desk();
    let refused = refusal(
        &desk,
        "candidate_create",
        json!({ "full_name": "Ana", "emails": ["ana@x.org", "nope"], "time_zone": "Europe/Atlantis" }),
    )
    .await;
    assert_eq!(refused.code.as_str(), "invalid_parameter");
    let details = refused.details.unwrap();
    assert_eq!(details["field"], "emails[1]");
    assert_eq!(details["errors"][1]["code"], "unknown_zone");
    assert!(
        refused.message.contains("emails[1]") && refused.message.contains("1 more problem"),
        "{}",
        refused.message
    );
    let refused = refusal(
        &desk,
        "candidate_create",
        json!({ "full_name": "Ana", "colour": 1 }),
    )
    .await;
    assert_eq!(refused.details.unwrap()["field"], "colour");
    assert_eq!(
        call(&desk, "candidate_list", json!({})).await["items"],
        json!([])
    );
    assert_eq!(
        refusal(&desk, "candidate_get", json!({ "id": "x" }))
            .await
            .code
            .as_str(),
        "not_found"
    );
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_null_empties() {
    let (_folder, desk) = new_desk();
    let id = create(
        &desk,
        json!({ "first_name": "Ana", "last_name": "Li", "headline": "Engineer", "skills": ["SQL"],
            "notes": "Met in May.", "consent": { "state": "granted" } }),
    )
    .await;
    let view = call(
        &desk,
        "candidate_update",
        json!({ "id": id, "headline": null, "skills": ["Rust"], "consent": { "state": "withdrawn" } }),
    )
    .await;
    assert_eq!(view["headline"], json!(null));
    assert_eq!(view["skills"], json!(["Rust"]));
    assert_eq!(view["consent"]["state"], "withdrawn");
    assert_eq!(
        (&view["full_name"], &view["notes"]),
        (&json!("Ana Li"), &json!("Met in May."))
    );
    assert_eq!(found(&desk, "rust").await, ["Ana Li"]);
    assert!(found(&desk, "sql").await.is_empty());

    let view = call(
        &desk,
        "candidate_update",
        json!({ "id": id, "last_name": "Berg" }),
    )
    .await;
    assert_eq!(
        view["full_name"], "Ana Berg",
        "the whole name follows its parts"
    );
    let view = call(
        &desk,
        "candidate_update",
        json!({ "id": id, "full_name": "Anna Berg" }),
    )
    .await;
    assert_eq!(view["first_name"], json!(null), "nobody greets Anna as Ana");
    assert_eq!(view["last_name"], "Berg");
    let refused = refusal(
        &desk,
        "candidate_update",
        json!({ "id": id, "full_name": " " }),
    )
    .await;
    assert_eq!(refused.details.unwrap()["field"], "full_name");
}

#[tokio::test]
async fn pages_go_through_all_names_once_and_filters_narrow_them() {
    let (_folder, desk) = new_desk();
    for (name, tag, source) in [
        ("anna", "hot", "referral"),
        ("Anna", "cold", "board"),
        ("Bo", "hot", "board"),
        ("čeněk", "hot", "board"),
        ("Zoe", "cold", "referral"),
    ] {
        create(
            &desk,
            json!({ "full_name": name, "tags": [tag], "source": source }),
        )
        .await;
    }
    let mut seen = Vec::new();
    let mut cursor = json!(null);
    loop {
        let page = call(
            &desk,
            "candidate_list",
            json!({ "limit": 2, "cursor": cursor }),
        )
        .await;
        seen.extend(names(&page));
        cursor = page["next_cursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    // Two who differ in case alone stand together, in either order.
    seen[..2].sort();
    assert_eq!(seen, ["Anna", "anna", "Bo", "Zoe", "čeněk"]);
    let hot = call(
        &desk,
        "candidate_list",
        json!({ "tag": "hot", "source": "board" }),
    )
    .await;
    assert_eq!(names(&hot), ["Bo", "čeněk"]);
    let ann = call(
        &desk,
        "candidate_list",
        json!({ "query": "ann", "tag": "cold" }),
    )
    .await;
    assert_eq!(names(&ann), ["Anna"]);
    let nobody = call(&desk, "candidate_list", json!({ "query": "\"" })).await;
    assert_eq!(nobody["items"], json!([]));
    let refused = refusal(&desk, "candidate_list", json!({ "cursor": "zz" })).await;
    assert_eq!(refused.details.unwrap()["field"], "cursor");
}

#[tokio::test]
async fn undo_takes_back_adding_and_changing_and_search_follows() {
    let (_folder, desk) = new_desk();
    let empty = muster_testkit::dump(&desk).await;
    let id = create(&desk, json!({ "full_name": "Ana Li", "skills": ["SQL"] })).await;
    let added = muster_testkit::dump(&desk).await;
    call(
        &desk,
        "candidate_update",
        json!({ "id": id, "full_name": "Bo Berg", "skills": [] }),
    )
    .await;
    assert!(found(&desk, "ana").await.is_empty());
    undo(&desk).await;
    assert_eq!(muster_testkit::dump(&desk).await, added);
    assert_eq!(found(&desk, "sql an").await, ["Ana Li"]);
    assert!(found(&desk, "bo").await.is_empty());
    undo(&desk).await;
    assert_eq!(muster_testkit::dump(&desk).await, empty);
    assert!(found(&desk, "ana").await.is_empty());
}

#[tokio::test]
async fn undo_of_adding_does_not_take_a_later_document_with_it() {
    let (folder, desk) = new_desk();
    let id = create(&desk, json!({ "full_name": "Ana Li" })).await;
    let first = call(&desk, "activity_list", json!({})).await["items"][0]["id"].clone();
    let path = folder.path().join("cv.txt");
    std::fs::write(&path, "Ten years of welding").unwrap();
    call(
        &desk,
        "candidate_document_add",
        json!({ "candidate_id": id, "path": path }),
    )
    .await;
    let before = muster_testkit::dump(&desk).await;
    let refused = refusal(&desk, "change_undo", json!({ "change_id": first })).await;
    assert_eq!(refused.code.as_str(), "changed_since");
    assert_eq!(muster_testkit::dump(&desk).await, before);
    assert_eq!(desk.now(), now());
}
