//! What a template may say: stored facts of the candidate, the job and the sender, nothing else.

use muster_store::drafts::CandidateFacts;
use muster_store::jobs::Job;
use muster_store::{people, users};
use serde_json::{Value, json};

use crate::{Desk, Failure};

/// Who sends: the acting user.
#[derive(Debug, Clone)]
pub(super) struct Sender {
    full_name: String,
    email: String,
}

/// The acting user, or the person that `--as` names.
pub(super) async fn sender(desk: &Desk) -> Result<Sender, Failure> {
    let workspace = desk.workspace().await?;
    let actor = desk.actor().await?;
    if let Some(user) = users::list(workspace)
        .await?
        .into_iter()
        .find(|u| u.id == actor)
    {
        return Ok(Sender {
            full_name: user.full_name,
            email: user.email,
        });
    }
    let mut reader = workspace.read().await?;
    let person = people::get(&mut reader, &actor).await?;
    Ok(Sender {
        full_name: person.full_name,
        email: person.email,
    })
}

/// The first name to greet with: the stored one, else the first word of the full name.
pub(super) fn first_name<'a>(stored: &'a str, full_name: &'a str) -> &'a str {
    match stored.trim() {
        "" => full_name.split_whitespace().next().unwrap_or_default(),
        name => name,
    }
}

/// The record that a template is filled with. Without a job its fields are missing.
pub(super) fn record(candidate: &CandidateFacts, job: Option<&Job>, sender: &Sender) -> Value {
    json!({
        "candidate": {
            "full_name": candidate.full_name,
            "first_name": first_name(&candidate.first_name, &candidate.full_name),
            "last_name": candidate.last_name,
            "headline": candidate.headline,
            "company": candidate.company,
            "title": candidate.title,
            "location": candidate.location,
            "linkedin_url": candidate.linkedin_url,
            "skills": candidate.skills,
            "experience": candidate.experience,
            "education": candidate.education,
        },
        "job": job.map(|job| json!({
            "title": job.title,
            "company": job.company,
            "department": job.department,
            "location": job.location,
            "domain": job.domain,
            "description": job.description,
            "tech_stack_details": job.tech_stack_details,
            "coding_language": job.coding_language,
            "skills": job.skills,
        })),
        "sender": { "full_name": sender.full_name, "email": sender.email },
    })
}

/// A record with every field filled, to try a template out.
pub(super) fn sample() -> Value {
    json!({
        "candidate": {
            "full_name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace",
            "headline": "Engineer", "company": "Engines", "title": "Lead", "location": "London",
            "linkedin_url": "https://www.linkedin.com/in/ada", "skills": ["Rust", "SQL"],
            "experience": [{ "title": "Lead", "company": "Engines", "start": "2020", "end": null,
                "description": "Engines" }],
            "education": [{ "school": "Home", "degree": "", "field": "Mathematics" }],
        },
        "job": {
            "title": "Backend engineer", "company": "Muster", "department": "Product",
            "location": "Berlin", "domain": "Recruiting", "description": "Build it.",
            "tech_stack_details": "Rust", "coding_language": "PYTHON", "skills": ["Rust"],
        },
        "sender": { "full_name": "Mina Kim", "email": "mina@example.com" },
    })
}
