//! Named people for tests: Ana interviews around the clock, candidates are ready to be scheduled.

use serde_json::{Value, json};

use crate::session::Session;

/// An interviewer who works at all hours in UTC, so that only the rule under test can refuse.
pub fn interviewer(session: &mut Session, name: &str) -> String {
    let person = session.must(
        "person_create",
        &json!({
            "full_name": name, "email": format!("{name}@example.org"), "time_zone": "UTC",
            "working_hours": [{
                "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                "start": "00:00", "end": "24:00"
            }]
        }),
    );
    id(&person)
}

/// A candidate who is shortlisted for a job with both kinds of interviews enabled: the application.
pub fn ready_application(session: &mut Session, candidate: &str, job_id: &str) -> String {
    let candidate = session.must("candidate_create", &json!({ "full_name": candidate }));
    let application = session.must(
        "matching_match",
        &json!({ "candidate_id": candidate["id"], "job_id": job_id }),
    );
    let application = id(&application);
    session.must(
        "candidate_shortlist",
        &json!({ "application_id": application, "shortlisted": true }),
    );
    session.must(
        "candidate_toggle_interview",
        &json!({
            "application_id": application,
            "interview_enabled": true, "online_interview_enabled": true
        }),
    );
    application
}

/// A job.
pub fn job(session: &mut Session) -> String {
    id(&session.must("job_create", &json!({ "title": "Platform engineer" })))
}

/// The id of an answer.
pub fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_default().to_owned()
}
