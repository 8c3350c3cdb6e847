//! Rendering as a recruiter sees it.

mod answer;
mod hostile;
mod measure;
mod random;
mod render;
mod states;

use serde_json::{Value, json};

use super::{Channel, RenderAnswer, RenderRequest};

fn ada() -> Value {
    json!({
        "candidate": {
            "first_name": "Ada", "last_name": "Lovelace", "company": " \t", "nickname": null,
            "headline": "Engineer 👩🏽‍💻", "years": 12, "skills": ["Rust", "SQL"], "none_known": [],
            "experience": [{"title": "Lead", "company": "Engines"}, {"title": "Dev", "company": ""}],
        },
        "job": {"title": "Backend engineer", "company": "Muster"},
    })
}

fn request(template: &str) -> RenderRequest {
    RenderRequest {
        template: template.to_owned(),
        subject_template: None,
        channel: Channel::LinkedinMessage,
        data: ada(),
        limits: std::collections::BTreeMap::new(),
    }
}

#[track_caller]
fn rendered(template: &str) -> RenderAnswer {
    super::render(&request(template)).unwrap()
}
