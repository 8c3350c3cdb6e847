use muster_desk::{Clock, Code, Desk, OpenOptions, Origin};
use muster_scheduling::zone::Zones;
use serde_json::{Value, json};

use crate::support::{MONDAY, Office, at, call, id, refusal};

async fn template(desk: &Desk, channel: &str, body: &str) -> String {
    let subject =
        matches!(channel, "email" | "inmail").then_some("{{ job.title }} at {{ job.company }}");
    let template = json!({ "name": "Hello", "channel": channel, "body": body, "subject": subject });
    id(&call(desk, "template_create", template).await)
}

#[tokio::test]
async fn rendering_touches_no_workspace() {
    let folder = tempfile::TempDir::new().unwrap();
    let workspace = folder.path().join("never");
    let desk = Desk::new(OpenOptions {
        workspace: workspace.clone(),
        clock: Clock::Fixed(at(MONDAY)),
        actor: None,
        origin: Origin::Cli,
        zones: Zones::bundled(),
    });
    let request = json!({ "template": "Hi {{ candidate.first_name }}, 👩🏽‍💻 {{ candidate.company }}",
        "channel": "linkedin_connection", "limits": { "linkedin_connection": 300 },
        "data": { "candidate": { "first_name": "Ada", "company": " " } } });
    let answer = call(&desk, "draft_render", request).await;
    assert_eq!(answer["text"], "Hi Ada, 👩🏽‍💻 {{ candidate.company }}");
    assert_eq!(
        (&answer["limit"], &answer["fits"]),
        (&json!(300), &json!(false))
    );
    assert_eq!(answer["characters"], 8 + 7 + 1 + 23);
    assert_eq!(answer["unresolved"], json!(["candidate.company"]));
    assert_eq!(
        answer["claims"],
        json!([{ "start": 3, "end": 6, "field": "candidate.first_name" }])
    );
    let broken =
        json!({ "template": "{{", "channel": "email", "data": {}, "subject_template": "" });
    assert_eq!(
        refusal(&desk, "draft_render", broken)
            .await
            .details
            .unwrap()["field"],
        "template"
    );
    assert!(!workspace.exists());
}

#[tokio::test]
async fn a_template_is_filled_with_stored_facts() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    let template = template(
        &desk,
        "email",
        "Hi {{ candidate.first_name }}, your {{ candidate.skills | join(\", \") }} at \
         {{ candidate.company }} fit {{ job.title }}. {{ sender.full_name }}, {{ sender.email }}",
    )
    .await;
    let params = json!({ "candidate_id": ada, "job_id": office.job, "template_id": template,
        "channel": "email" });
    let draft = call(&desk, "draft_create", params).await;
    assert_eq!(
        draft["text"],
        "Hi Ada, your Rust, SQL at Engines fit Backend engineer. Mina Kim, mina@example.com"
    );
    assert_eq!(draft["subject"], "Backend engineer at Muster");
    assert_eq!(
        (&draft["fits"], &draft["limit"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(
        (&draft["unresolved"], &draft["warnings"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(draft["candidate_name"], "Ada Lovelace");
    assert_eq!(draft["job_title"], "Backend engineer");
    assert_eq!(draft["linkedin_url"], "https://www.linkedin.com/in/ada");
    assert_eq!(draft["state"], "draft");
    let fields: Vec<&Value> = draft["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["field"])
        .collect();
    assert!(fields.contains(&&json!("candidate.company")), "{fields:?}");
    assert_eq!(
        call(&desk, "draft_get", json!({ "id": draft["id"] })).await,
        draft
    );
}

#[tokio::test]
async fn what_is_not_stored_stays_open_until_it_is_written() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    let template = template(
        &desk,
        "linkedin_message",
        "Dear {{ candidate.title }}, about {{ job.title }}",
    )
    .await;
    let params =
        json!({ "candidate_id": ada, "template_id": template, "channel": "linkedin_message" });
    let draft = call(&desk, "draft_create", params).await;
    assert_eq!(
        draft["text"],
        "Dear {{ candidate.title }}, about {{ job.title }}"
    );
    assert_eq!(draft["unresolved"], json!(["candidate.title", "job.title"]));
    assert_eq!(draft["fits"], false);

    for state in ["ready", "copied", "sent"] {
        let mark = json!({ "id": draft["id"], "state": state });
        let refused = refusal(&desk, "draft_mark", mark).await;
        assert_eq!(refused.code, Code::InvalidState);
        assert!(
            refused.message.contains("candidate.title, job.title"),
            "{}",
            refused.message
        );
        assert_eq!(
            refused.details.unwrap()["unresolved"],
            json!(["candidate.title", "job.title"])
        );
    }
    let half = json!({ "id": draft["id"], "text": "Dear Lead, about {{ job.title }}" });
    assert_eq!(
        call(&desk, "draft_update", half).await["unresolved"],
        json!(["job.title"])
    );
    let whole = json!({ "id": draft["id"], "text": "Dear Lead, about the opening" });
    let whole = call(&desk, "draft_update", whole).await;
    assert_eq!(
        (&whole["unresolved"], &whole["fits"]),
        (&json!([]), &json!(true))
    );
    let ready = json!({ "id": draft["id"], "state": "ready" });
    assert_eq!(call(&desk, "draft_mark", ready).await["state"], "ready");
}

#[tokio::test]
async fn a_note_never_leaves_over_its_limit() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    let text = "😀".repeat(101);
    let params = json!({ "candidate_id": ada, "channel": "linkedin_connection", "text": text });
    let draft = call(&desk, "draft_create", params).await;
    assert_eq!(
        (&draft["characters"], &draft["limit"]),
        (&json!(202), &json!(200))
    );
    let ready = json!({ "id": draft["id"], "state": "ready" });
    let refused = refusal(&desk, "draft_mark", ready.clone()).await;
    assert_eq!(refused.code, Code::InvalidState);
    assert_eq!(refused.hint, "Shorten it by 2.");

    call(
        &desk,
        "settings_update",
        json!({ "linkedin_paid_account": true }),
    )
    .await;
    let marked = call(&desk, "draft_mark", ready).await;
    assert_eq!(
        (&marked["limit"], &marked["state"]),
        (&json!(300), &json!("ready"))
    );
}

#[tokio::test]
async fn an_empty_draft_is_not_ready() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    let draft = call(
        &desk,
        "draft_create",
        json!({ "candidate_id": ada, "channel": "email" }),
    )
    .await;
    assert_eq!(
        draft["warnings"],
        json!(["The text is empty.", "The subject is empty."])
    );
    let ready = json!({ "id": draft["id"], "state": "ready" });
    assert_eq!(
        refusal(&desk, "draft_mark", ready).await.message,
        "The message is empty."
    );
}

#[tokio::test]
async fn a_guessed_first_name_is_pointed_out() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let an = office.candidate("Nguyễn Văn An", "").await;
    let template = template(&desk, "linkedin_message", "Hi {{ candidate.first_name }}!").await;
    let params =
        json!({ "candidate_id": an, "template_id": template, "channel": "linkedin_message" });
    let draft = call(&desk, "draft_create", params).await;
    assert_eq!(draft["text"], "Hi Nguyễn!");
    let warning = draft["warnings"][0].as_str().unwrap();
    assert!(warning.contains("Check the greeting"), "{warning}");
    let rewritten = json!({ "id": draft["id"], "text": "Hi An!" });
    assert_eq!(
        call(&desk, "draft_update", rewritten).await["warnings"],
        json!([])
    );
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let ada = office.candidate("Ada Lovelace", "Ada").await;
    for (params, field) in [
        (
            json!({ "candidate_id": ada, "channel": "linkedin_message", "subject": "S" }),
            "subject",
        ),
        (
            json!({ "candidate_id": ada, "channel": "email", "text": "a", "template_id": "t" }),
            "text",
        ),
        (json!({ "candidate_id": ada, "channel": "fax" }), "channel"),
    ] {
        let refused = refusal(&desk, "draft_create", params).await;
        assert_eq!(refused.code, Code::InvalidParameter);
        assert_eq!(refused.details.unwrap()["field"], field);
    }
    for params in [
        json!({ "candidate_id": "nobody", "channel": "email" }),
        json!({ "candidate_id": ada, "channel": "email", "job_id": "none" }),
        json!({ "candidate_id": ada, "channel": "email", "template_id": "none" }),
    ] {
        assert_eq!(
            refusal(&desk, "draft_create", params).await.code,
            Code::NotFound
        );
    }
}
