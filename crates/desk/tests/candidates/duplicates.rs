//! Duplicates: found, shown side by side, merged, and separated again.

use muster_desk::Desk;
use muster_store::ChangeOrigin;
use serde_json::{Value, json};

use super::{call, create, found, new_desk, now, refusal, undo};

/// Runs SQL as one change, for what has no command in this test.
async fn write(desk: &Desk, statements: &[&'static str]) {
    let origin = ChangeOrigin {
        command: "test".to_owned(),
        actor: "test".to_owned(),
        origin: "test".to_owned(),
        at: now(),
        undoable: false,
    };
    let mut tx = desk
        .workspace()
        .await
        .unwrap()
        .begin(&origin)
        .await
        .unwrap();
    for statement in statements {
        sqlx::query(*statement)
            .execute(tx.connection())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

async fn pairs(desk: &Desk) -> Vec<(String, String, Vec<String>)> {
    let answer = call(desk, "candidate_duplicates", json!({})).await;
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    answer["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let reasons = pair["reasons"].as_array().unwrap();
            let kinds = reasons.iter().map(|r| text(&r["kind"])).collect();
            (
                text(&pair["first"]["full_name"]),
                text(&pair["second"]["full_name"]),
                kinds,
            )
        })
        .collect()
}

#[tokio::test]
async fn pairs_are_suspected_with_reasons_until_called_different() {
    let (_folder, desk) = new_desk();
    let ana = create(
        &desk,
        json!({ "full_name": "Ana Li", "emails": ["Ana@x.org"], "phones": ["+49 (30) 123 4567"],
            "linkedin_url": "linkedin.com/in/ana" }),
    )
    .await;
    let other = create(
        &desk,
        json!({ "full_name": "A. Li", "emails": ["ana@X.org"], "links": ["https://de.linkedin.com/in/ANA/"] }),
    )
    .await;
    create(
        &desk,
        json!({ "full_name": "Phone Only", "phones": ["+49301234567"] }),
    )
    .await;
    create(&desk, json!({ "full_name": "Ana Li" })).await;
    let kinds = |list: &[&str]| list.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        pairs(&desk).await,
        [
            (
                "Ana Li".to_owned(),
                "A. Li".to_owned(),
                kinds(&["email", "linkedin"])
            ),
            (
                "Ana Li".to_owned(),
                "Phone Only".to_owned(),
                kinds(&["phone"])
            ),
        ]
    );
    let first = call(&desk, "candidate_duplicates", json!({ "limit": 1 })).await;
    assert_eq!(
        first["items"][0]["reasons"][0]["message"],
        "Both have the e-mail address ana@x.org."
    );

    let before = muster_testkit::dump(&desk).await;
    call(
        &desk,
        "candidate_distinct",
        json!({ "first_id": other, "second_id": ana }),
    )
    .await;
    call(
        &desk,
        "candidate_distinct",
        json!({ "first_id": ana, "second_id": other }),
    )
    .await;
    assert_eq!(pairs(&desk).await.len(), 1);
    undo(&desk).await;
    assert_eq!(
        muster_testkit::dump(&desk).await,
        before,
        "saying it twice was one change"
    );
    let same = json!({ "first_id": ana, "second_id": ana });
    assert_eq!(
        refusal(&desk, "candidate_distinct", same)
            .await
            .code
            .as_str(),
        "invalid_parameter"
    );
}

#[tokio::test]
async fn a_number_that_everybody_has_is_no_reason() {
    let (_folder, desk) = new_desk();
    for n in 0..30 {
        create(
            &desk,
            json!({ "full_name": format!("Person {n}"), "phones": ["+49 30 1111111"] }),
        )
        .await;
    }
    assert!(pairs(&desk).await.is_empty());
}

#[tokio::test]
async fn a_preview_shows_every_field_and_choices_are_followed() {
    let (_folder, desk) = new_desk();
    let keep = create(
        &desk,
        json!({ "full_name": "Ana Li", "headline": "Engineer", "skills": ["SQL"] }),
    )
    .await;
    let other = create(
        &desk,
        json!({ "full_name": "A. Li", "headline": "Lead", "skills": ["Rust"] }),
    )
    .await;
    let params = json!({ "keep_id": keep, "other_id": other, "choices": { "headline": "other" } });
    let before = muster_testkit::dump(&desk).await;
    let preview = call(&desk, "candidate_merge_preview", params.clone()).await;
    assert_eq!(
        muster_testkit::dump(&desk).await,
        before,
        "looking changes nothing"
    );
    let fields = preview["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 20);
    let field = |name: &str| fields.iter().find(|f| f["field"] == name).unwrap();
    assert_eq!(
        field("headline"),
        &json!({ "field": "headline", "kept": "Engineer", "other": "Lead", "result": "Lead", "choice": "other" })
    );
    assert_eq!(field("skills")["result"], json!(["SQL", "Rust"]));
    let kept = call(&desk, "candidate_merge", params).await;
    for field in fields {
        let name = field["field"].as_str().unwrap();
        // Nobody asked yet: the record says null, the command says so in words.
        if name != "consent" {
            assert_eq!(kept[name], field["result"], "{name}");
        }
    }

    let third = create(&desk, json!({ "full_name": "Bo" })).await;
    for (choices, field) in [
        (json!({ "colour": "kept" }), "choices.colour"),
        (json!({ "headline": "both" }), "choices.headline"),
    ] {
        let params = json!({ "keep_id": keep, "other_id": third, "choices": choices });
        let refused = refusal(&desk, "candidate_merge", params).await;
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    let params = json!({ "keep_id": keep, "other_id": other });
    let refused = refusal(&desk, "candidate_merge", params).await;
    assert!(
        refused.message.contains("merged already"),
        "{}",
        refused.message
    );
}

#[tokio::test]
async fn a_merge_moves_everything_and_undo_separates_it_again() {
    let (folder, desk) = new_desk();
    let keep = create(
        &desk,
        json!({ "full_name": "Ana Li", "emails": ["ana@x.org"] }),
    )
    .await;
    let other = create(
        &desk,
        json!({ "full_name": "Anna Lee", "emails": ["anna@y.org"], "remote_id": "gh-9" }),
    )
    .await;
    let stranger = create(&desk, json!({ "full_name": "Bo Berg" })).await;
    call(
        &desk,
        "candidate_distinct",
        json!({ "first_id": other, "second_id": stranger }),
    )
    .await;
    for (id, name, text) in [
        (&keep, "a.txt", "welding"),
        (&other, "b.txt", "welding"),
        (&other, "c.txt", "glazing"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        call(
            &desk,
            "candidate_document_add",
            json!({ "candidate_id": id, "path": path }),
        )
        .await;
    }
    write(
        &desk,
        &[
            "INSERT INTO jobs (id, title, created_at, updated_at) VALUES ('j1', 'One', 1, 1), ('j2', 'Two', 1, 1)",
            "INSERT INTO people (id, full_name, time_zone, created_at, updated_at) VALUES ('p', 'P', 'UTC', 1, 1)",
            "INSERT INTO applications (id, candidate_id, job_id, shortlisted, created_at, updated_at)
             SELECT 'a1', id, 'j1', 1, 1, 1 FROM candidates WHERE full_name = 'Ana Li'",
            "INSERT INTO applications (id, candidate_id, job_id, stage, score, match, shortlisted, interview_enabled, online_interview_enabled, created_at, updated_at)
             SELECT 'a2', id, 'j1', 'onsite', 70, '{\"x\":1}', 1, 1, 1, 1, 1 FROM candidates WHERE full_name = 'Anna Lee'",
            "INSERT INTO applications (id, candidate_id, job_id, created_at, updated_at)
             SELECT 'a3', id, 'j2', 1, 1 FROM candidates WHERE full_name = 'Anna Lee'",
            "INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status, starts_at, ends_at, local_start, time_zone, uid, created_at, updated_at)
             VALUES ('i', 'a2', 'u', 'screen', 'ONLINE', 'scheduled', 10, 20, 'x', 'UTC', 'uid', 1, 1)",
            "INSERT INTO interview_participants (interview_id, person_id, position) VALUES ('i', 'p', 0)",
            "INSERT INTO bookings (id, application_id, provider, status, created_at, updated_at) VALUES ('b', 'a2', 'x', 'pending', 1, 1)",
            "INSERT INTO interview_sessions (id, application_id, interview_id, provider, status, created_at, updated_at) VALUES ('s', 'a2', 'i', 'x', 'scheduled', 1, 1)",
            "INSERT INTO drafts (id, candidate_id, channel, text, created_at, updated_at)
             SELECT 'd', id, 'email', 'Hi', 1, 1 FROM candidates WHERE full_name = 'Anna Lee'",
            "INSERT INTO messages (id, candidate_id, draft_id, channel, direction, text, at, recorded_by)
             SELECT 'm', id, 'd', 'email', 'out', 'Hi', 1, 'u' FROM candidates WHERE full_name = 'Anna Lee'",
        ],
    )
    .await;
    let before = muster_testkit::dump(&desk).await;

    let kept = call(
        &desk,
        "candidate_merge",
        json!({ "keep_id": keep, "other_id": other }),
    )
    .await;
    assert_eq!(kept["id"], json!(keep));
    assert_eq!(kept["emails"], json!(["ana@x.org", "anna@y.org"]));
    assert_eq!(kept["remote_id"], "gh-9");
    let mut files: Vec<_> = kept["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["file_name"].to_string())
        .collect();
    files.sort();
    assert_eq!(
        files,
        ["\"a.txt\"", "\"c.txt\""],
        "a document that both had is there once"
    );
    let after = muster_testkit::dump(&desk).await;
    let row = |start: &str, part: &str| {
        let mut rows = after
            .iter()
            .filter(|l| l.starts_with(start) && l.contains(part));
        let row: Value = serde_json::from_str(&rows.next().unwrap()[start.len()..]).unwrap();
        row
    };
    let joined = row("applications ", "\"a1\"");
    for (field, value) in [
        ("stage", json!("sourced")),
        ("score", json!(70)),
        ("match", json!("{\"x\":1}")),
        ("shortlisted", json!(1)),
        ("interview_enabled", json!(1)),
        ("online_interview_enabled", json!(1)),
    ] {
        assert_eq!(joined[field], value, "{field}");
    }
    assert!(
        !after
            .iter()
            .any(|l| l.starts_with("applications ") && l.contains("\"a2\""))
    );
    assert_eq!(row("applications ", "\"a3\"")["candidate_id"], json!(keep));
    for table in ["interviews ", "bookings ", "interview_sessions "] {
        assert_eq!(row(table, "")["application_id"], "a1", "{table}");
    }
    for table in ["drafts ", "messages "] {
        assert_eq!(row(table, "")["candidate_id"], json!(keep), "{table}");
    }
    let apart = after
        .iter()
        .filter(|l| l.starts_with("candidate_distinct ") && l.contains(&keep));
    assert_eq!(
        apart.count(),
        1,
        "different from the other is different from the kept one"
    );

    let list = call(&desk, "candidate_list", json!({})).await;
    assert_eq!(super::names(&list), ["Ana Li", "Bo Berg"]);
    assert!(
        found(&desk, "anna").await.is_empty(),
        "a merged record is not found by its own name"
    );
    assert_eq!(found(&desk, "glaz").await, ["Ana Li"]);
    assert_eq!(
        call(&desk, "candidate_get", json!({ "id": other })).await["id"],
        json!(keep)
    );
    assert!(pairs(&desk).await.is_empty());

    undo(&desk).await;
    let undone = muster_testkit::dump(&desk).await;
    assert_eq!(undone, before);
    assert_eq!(found(&desk, "anna").await, ["Anna Lee"]);
    assert_eq!(found(&desk, "glaz").await, ["Anna Lee"]);
    assert_eq!(
        call(&desk, "candidate_get", json!({ "id": other })).await["id"],
        json!(other)
    );
}

#[tokio::test]
async fn a_merge_of_overlapping_interviews_is_refused_in_words() {
    let (_folder, desk) = new_desk();
    let keep = create(
        &desk,
        json!({ "full_name": "Ana Li", "emails": ["ana@x.org"] }),
    )
    .await;
    let other = create(
        &desk,
        json!({ "full_name": "Anna Lee", "emails": ["anna@y.org"] }),
    )
    .await;
    write(
        &desk,
        &[
            "INSERT INTO jobs (id, title, created_at, updated_at) VALUES ('j1', 'Welder', 1, 1), ('j2', 'Glazier', 1, 1)",
            "INSERT INTO applications (id, candidate_id, job_id, shortlisted, created_at, updated_at)
             SELECT 'a1', id, 'j1', 1, 1, 1 FROM candidates WHERE full_name = 'Ana Li'",
            "INSERT INTO applications (id, candidate_id, job_id, shortlisted, created_at, updated_at)
             SELECT 'a2', id, 'j2', 1, 1, 1 FROM candidates WHERE full_name = 'Anna Lee'",
            // Of the other's three, one is over, one touches and one overlaps.
            "INSERT INTO interviews (id, application_id, scheduled_by, interview_type, mode, status, starts_at, ends_at, local_start, time_zone, uid, created_at, updated_at)
             SELECT column1, column2, 'u', column3, 'OFFLINE', 'scheduled', unixepoch(column4) * 1000,
                unixepoch(column5) * 1000, column4, 'UTC', 'uid-' || column1, 1, 1
             FROM (VALUES
                ('one', 'a1', 'phone_screen', '2026-11-25T10:00:00', '2026-11-25T11:00:00'),
                ('past', 'a1', 'screen', '2026-11-24T07:00:00', '2026-11-24T08:00:00'),
                ('over', 'a2', 'screen', '2026-11-24T07:00:00', '2026-11-24T08:00:00'),
                ('touches', 'a2', 'panel', '2026-11-25T11:00:00', '2026-11-25T12:00:00'),
                ('overlaps', 'a2', 'technical', '2026-11-25T10:45:00', '2026-11-25T11:00:00'))",
        ],
    )
    .await;
    let before = muster_testkit::dump(&desk).await;
    let params = json!({ "keep_id": keep, "other_id": other });

    let preview = call(&desk, "candidate_merge_preview", params.clone()).await;
    let refused = refusal(&desk, "candidate_merge", params.clone()).await;
    assert_eq!(refused.code.as_str(), "candidate_conflict");
    let violations = refused.details.unwrap()["violations"].clone();
    assert_eq!(violations.as_array().unwrap().len(), 1);
    assert_eq!(violations, preview["violations"]);
    assert_eq!(violations[0]["code"], "candidate_conflict");
    let zone = call(&desk, "user_list", json!({})).await[0]["time_zone"].clone();
    if zone == "UTC" {
        assert_eq!(
            refused.message,
            "These two cannot be at both: Ana Li has Phone screen for Welder on Wed 25 Nov 10:00 UTC, \
             and Anna Lee has Technical for Glazier on Wed 25 Nov 10:45 UTC."
        );
    }
    assert!(
        refused.message.contains("Phone screen for Welder"),
        "{}",
        refused.message
    );
    assert_eq!(muster_testkit::dump(&desk).await, before);

    write(
        &desk,
        &["UPDATE interviews SET status = 'cancelled' WHERE id = 'overlaps'"],
    )
    .await;
    assert_eq!(
        call(&desk, "candidate_merge_preview", params.clone()).await["violations"],
        json!([])
    );
    assert_eq!(
        call(&desk, "candidate_merge", params).await["id"],
        json!(keep)
    );
}
