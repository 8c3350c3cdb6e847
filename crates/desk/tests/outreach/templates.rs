use muster_desk::Code;
use serde_json::json;

use crate::support::{MONDAY, Office, call, id, refusal};

#[tokio::test]
async fn a_template_that_cannot_be_read_is_refused_with_its_line() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    for (body, line, says) in [
        (
            "Hi {{ candidate.first_name }},\n\nlook: {{ job.title",
            3,
            "Line 3",
        ),
        (
            "Hi {{ candidate.first_name | shout }}",
            1,
            "default, trim, upper",
        ),
        (
            "{% if job %}a{% else %}\n{{ 'x' | shout }}{% endif %}",
            2,
            "Line 2",
        ),
    ] {
        let template = json!({ "name": "Hello", "channel": "linkedin_message", "body": body });
        let refused = refusal(&desk, "template_create", template).await;
        assert_eq!(refused.code, Code::InvalidParameter, "{body}");
        assert!(refused.message.contains(says), "{}", refused.message);
        let details = refused.details.unwrap();
        assert_eq!(
            (&details["field"], &details["line"]),
            (&json!("body"), &json!(line))
        );
    }
    assert_eq!(
        call(&desk, "template_list", json!({})).await["items"],
        json!([])
    );
}

#[tokio::test]
async fn inmail_and_email_need_a_subject_and_linkedin_has_none() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    for channel in ["inmail", "email"] {
        let template = json!({ "name": "Hello", "channel": channel, "body": "Hi", "subject": " " });
        let refused = refusal(&desk, "template_create", template).await;
        assert_eq!(refused.details.unwrap()["field"], "subject");
    }
    let note =
        json!({ "name": "N", "channel": "linkedin_connection", "body": "Hi", "subject": "S" });
    assert_eq!(
        refusal(&desk, "template_create", note)
            .await
            .details
            .unwrap()["field"],
        "subject"
    );
    let broken = json!({ "name": "N", "channel": "email", "body": "Hi", "subject": "{{ job." });
    assert_eq!(
        refusal(&desk, "template_create", broken)
            .await
            .details
            .unwrap()["field"],
        "subject"
    );
}

#[tokio::test]
async fn templates_are_listed_by_name_and_changed_and_undone() {
    let office = Office::new().await;
    let desk = office.desk(MONDAY);
    let mail = json!({ "name": "Zeta", "channel": "email", "body": "Hi", "subject": "Job" });
    let zeta = id(&call(&desk, "template_create", mail).await);
    let note = json!({ "name": "Alpha", "channel": "linkedin_message", "body": "Hi" });
    call(&desk, "template_create", note).await;
    let list = call(&desk, "template_list", json!({ "limit": 1 })).await;
    assert_eq!(list["items"][0]["name"], "Alpha");
    let rest = call(
        &desk,
        "template_list",
        json!({ "cursor": list["next_cursor"] }),
    )
    .await;
    assert_eq!(rest["items"][0]["name"], "Zeta");

    let changed = json!({ "id": zeta, "channel": "linkedin_message", "body": "Hello" });
    let changed = call(&desk, "template_update", changed).await;
    assert_eq!(
        (&changed["subject"], &changed["body"]),
        (&json!(null), &json!("Hello"))
    );
    call(&desk, "change_undo", json!({})).await;
    let mails = call(&desk, "template_list", json!({ "channel": "email" })).await;
    assert_eq!(mails["items"][0]["subject"], "Job");
}
