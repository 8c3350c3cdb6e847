//! Templates and drafts of the demo: every channel, every state.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::story::{Step, Story};
use super::{CANDIDATES, JOBS, at as number, cast, pipeline};

/// A template of the demo.
pub(super) struct Template {
    name: &'static str,
    pub channel: &'static str,
    subject: Option<&'static str>,
    body: &'static str,
}

pub(super) const TEMPLATES: [Template; 7] = [
    Template {
        name: "First contact, short",
        channel: "linkedin_connection",
        subject: None,
        body: "Hi {{ candidate.first_name }}, your work as {{ candidate.title | default('an engineer') }} caught my eye. We are looking for a {{ job.title }} in {{ job.location }}. May I tell you more?",
    },
    Template {
        name: "Referral",
        channel: "linkedin_connection",
        subject: None,
        body: "Hello {{ candidate.first_name }}, a colleague spoke warmly of you. Shall we talk about a {{ job.title }} role at {{ job.company }}?",
    },
    Template {
        name: "Details after a yes",
        channel: "linkedin_message",
        subject: None,
        body: "Thank you for connecting, {{ candidate.first_name }}!\n\nThe role is {{ job.title }} at {{ job.company }}, {{ job.location }}. The team works on {{ job.domain | lower }}; what matters most is {{ job.skills | join(', ') }}.\n\nWould a call of 20 minutes this week suit you?\n\n{{ sender.full_name }}",
    },
    Template {
        name: "InMail to a specialist",
        channel: "inmail",
        subject: Some("{{ job.title }} at {{ job.company }}"),
        body: "Hi {{ candidate.first_name }},\n\nwhat you do at {{ candidate.company }} is close to what our team needs: {{ job.skills | join(', ') }}.\n\nIf you are curious, I will send the details, salary range included.\n\n{{ sender.full_name }}",
    },
    Template {
        name: "Invitation to a first interview",
        channel: "email",
        subject: Some("Your application: {{ job.title }}"),
        body: "Dear {{ candidate.full_name }},\n\nthank you for your application as {{ job.title }}. We would like to meet you in a first interview of 30 minutes.\n\nWhich times suit you next week?\n\nKind regards\n{{ sender.full_name }}\n{{ sender.email }}",
    },
    Template {
        name: "Kind refusal",
        channel: "email",
        subject: Some("Your application: {{ job.title }}"),
        body: "Dear {{ candidate.full_name }},\n\nthank you for the time you took. We have decided to go on with other candidates for {{ job.title }}. We would be glad to hear from you again.\n\nKind regards\n{{ sender.full_name }}",
    },
    Template {
        name: "Following up",
        channel: "linkedin_message",
        subject: None,
        body: "Hello {{ candidate.first_name }}, have you had a moment to think about the {{ job.title }} role? I am happy to answer questions.",
    },
];

/// Drafts of the demo, eight in each state.
const DRAFTS: usize = 56;

const STATES: [&str; 7] = [
    "draft",
    "ready",
    "copied",
    "sent",
    "accepted",
    "replied",
    "discarded",
];

/// Parameters of `template_create`.
pub(super) fn template(n: usize) -> Value {
    let Template {
        name,
        channel,
        subject,
        body,
    } = &TEMPLATES[n];
    json!({ "name": name, "channel": channel, "subject": subject, "body": body })
}

/// The candidate, the job and the template of a draft. Only a draft that stays one may miss a fact.
pub(super) fn about(n: usize) -> (usize, usize, usize) {
    let template = (n / STATES.len() + n) % TEMPLATES.len();
    let stays = n.is_multiple_of(STATES.len());
    let candidate = (0..CANDIDATES)
        .map(|k| (n * 13 + k) % CANDIDATES)
        .find(|c| cast::has_company(*c) != (stays && TEMPLATES[template].channel == "inmail"))
        .unwrap_or(0);
    let (_, job) = pipeline::pair(candidate);
    (candidate, job % JOBS, template)
}

/// Plans all drafts and how far each came.
pub(super) fn plan(story: &mut Story) {
    for n in 0..DRAFTS {
        let start = story.now() - TimeDelta::days(11) + TimeDelta::hours(4 * number(n));
        story.plan(start, Step::Draft(n));
        let way: &[&'static str] = match STATES[n % STATES.len()] {
            "ready" => &["ready"],
            "copied" => &["ready", "copied"],
            "sent" => &["copied", "sent"],
            "accepted" => &["copied", "sent", "accepted"],
            "replied" => &["copied", "sent", "replied"],
            "discarded" => &["discarded"],
            _ => &[],
        };
        for (step, state) in way.iter().enumerate() {
            story.plan(
                start + TimeDelta::minutes(15 * (1 + number(step))),
                Step::Mark(n, state),
            );
        }
    }
}

/// Parameters of `draft_mark`.
pub(super) fn mark(n: usize, id: &str, state: &str) -> Value {
    let replies = [
        "Thursday after 3 works for me.",
        "Thank you, but I have just started a new job.",
        "Sounds interesting! What is the salary range?",
        "Could you send the description first?",
    ];
    let mut params = json!({ "id": id, "state": state });
    if state == "replied" {
        params["reply"] = json!(replies[n % replies.len()]);
    }
    params
}
