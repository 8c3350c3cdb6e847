//! The change log of a candidate's own rows, in words.

use muster_domain::application::Stage;
use muster_store::changes::Said;
use serde_json::Value;

use super::{Telling, TimelineKind, Told, channel_words, joined};

/// What one change did to one row.
pub(super) struct Entry<'a> {
    pub table: &'a str,
    pub row_id: String,
    pub command: &'a str,
    pub said: &'a Said,
    pub before: Option<&'a Value>,
    pub after: Option<&'a Value>,
    pub job_title: &'a str,
    pub answered: bool,
}

impl Entry<'_> {
    /// A field after the change, or of the removed row.
    fn text(&self, name: &str) -> &str {
        self.after
            .or(self.before)
            .and_then(|row| row.get(name))
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    fn differs(&self, name: &str) -> bool {
        let field = |row: Option<&'_ Value>| row.and_then(|row| row.get(name)).cloned();
        field(self.before) != field(self.after)
    }

    fn is_on(&self, name: &str) -> bool {
        let value = self.after.and_then(|row| row.get(name));
        value.and_then(Value::as_i64) == Some(1)
    }
}

/// The words of a change; `None` when it is told elsewhere or nobody would notice it.
pub(super) fn told(telling: &Telling<'_>, entry: Entry<'_>) -> Option<Told> {
    match entry.table {
        "candidates" => record(telling, &entry),
        "applications" => application(telling, &entry),
        "documents" => document(&entry),
        "drafts" => draft(&entry).map(|told| Told {
            draft_id: Some(entry.row_id),
            ..told
        }),
        _ => None,
    }
}

fn record(telling: &Telling<'_>, entry: &Entry<'_>) -> Option<Told> {
    let kind = TimelineKind::Record;
    let by = telling.actor;
    let imported = entry.command == "candidate_import";
    if entry.before.is_none() {
        return Some(if imported {
            Told::new(
                kind,
                format!("Imported by {by}"),
                entry.said.summary.as_str(),
            )
        } else {
            Told::new(kind, format!("Added by {by}"), "")
        });
    }
    entry.after?;
    if entry.differs("merged_into") {
        // Told once, by the record that went; what it brought along is in the merged record.
        let other = entry.text("full_name");
        return Some(Told::new(
            kind,
            format!("Merged with another record of {other}"),
            "",
        ));
    }
    if entry.command == "candidate_merge" {
        return None;
    }
    let changed: Vec<&str> = FIELDS
        .iter()
        .filter(|(name, _)| entry.differs(name))
        .map(|(_, words)| *words)
        .collect();
    if changed.is_empty() {
        return None;
    }
    let verb = if imported {
        "Completed by an import"
    } else {
        "Changed"
    };
    let source = if imported {
        entry.said.summary.as_str()
    } else {
        ""
    };
    Some(Told::new(
        kind,
        format!("{verb}: {}", listed(&changed)),
        source,
    ))
}

/// Columns of a candidate in the words of a form.
const FIELDS: &[(&str, &str)] = &[
    ("full_name", "name"),
    ("first_name", "first name"),
    ("last_name", "last name"),
    ("emails", "e-mail"),
    ("phones", "phone"),
    ("links", "links"),
    ("linkedin_url", "LinkedIn address"),
    ("location", "location"),
    ("time_zone", "time zone"),
    ("headline", "headline"),
    ("company", "company"),
    ("title", "title"),
    ("skills", "skills"),
    ("experience", "experience"),
    ("education", "education"),
    ("tags", "tags"),
    ("notes", "notes"),
    ("source", "source"),
    ("remote_id", "id in another system"),
    ("consent", "consent"),
];

/// "name, headline and skills".
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn application(telling: &Telling<'_>, entry: &Entry<'_>) -> Option<Told> {
    let by = telling.actor;
    let score = entry
        .after
        .and_then(|row| row.get("score"))
        .and_then(Value::as_i64)
        .map(|score| format!("Score {score} of 100"))
        .unwrap_or_default();
    if entry.after.is_none() || entry.command == "candidate_merge" {
        return None;
    }
    if entry.before.is_none() {
        let title = format!("Matched with {}", entry.job_title);
        return Some(Told::new(TimelineKind::Stage, title, score));
    }
    let job = entry.job_title;
    let shortlist = |title: String| Some(Told::new(TimelineKind::Shortlist, title, job));
    if entry.differs("stage") {
        return Some(stage(entry));
    }
    if entry.differs("shortlisted") {
        return shortlist(if entry.is_on("shortlisted") {
            format!("Shortlisted by {by}")
        } else {
            format!("Taken off the shortlist by {by}")
        });
    }
    let online = entry.differs("online_interview_enabled");
    if entry.differs("interview_enabled") {
        return shortlist(match (entry.is_on("interview_enabled"), online) {
            (true, true) => format!("Interviews, also online, enabled by {by}"),
            (true, false) => format!("Interviews enabled by {by}"),
            (false, _) => format!("Interviews disabled by {by}"),
        });
    }
    if online {
        return shortlist(if entry.is_on("online_interview_enabled") {
            format!("Online interviews enabled by {by}")
        } else {
            format!("Online interviews disabled by {by}")
        });
    }
    entry.differs("score").then(|| {
        let title = format!("Matched again with {job}");
        Told::new(TimelineKind::Stage, title, score)
    })
}

/// A move along the pipeline, with its reason. A rejection is told as what it is.
fn stage(entry: &Entry<'_>) -> Told {
    let (stage, job) = (entry.text("stage"), entry.job_title);
    let reason = entry.said.reason.as_str();
    if matches!(stage.parse(), Ok(Stage::Rejected)) {
        let title = match reason {
            "" => format!("Rejected for {job}"),
            reason => format!("Rejected for {job}: {reason}"),
        };
        return Told::new(TimelineKind::Stage, title, "");
    }
    let because = match reason {
        "" => String::new(),
        reason => format!("Reason: {reason}"),
    };
    let title = format!("Moved to {}", stage_words(stage));
    Told::new(TimelineKind::Stage, title, joined(&[job, &because]))
}

/// A stage of the pipeline as a heading.
fn stage_words(stage: &str) -> &str {
    match stage.parse() {
        Ok(Stage::Sourced) => "Sourced",
        Ok(Stage::Applied) => "Applied",
        Ok(Stage::Screen) => "Screen",
        Ok(Stage::Interview) => "Interview",
        Ok(Stage::Offer) => "Offer",
        Ok(Stage::Hired) => "Hired",
        Ok(Stage::Rejected) => "Rejected",
        Ok(Stage::Withdrawn) => "Withdrawn",
        Err(_) => stage,
    }
}

fn document(entry: &Entry<'_>) -> Option<Told> {
    let name = entry.text("file_name");
    entry
        .before
        .is_none()
        .then(|| Told::new(TimelineKind::Document, format!("Added {name}"), ""))
}

fn draft(entry: &Entry<'_>) -> Option<Told> {
    let what = channel_words(entry.text("channel"));
    let told = |title: String| Some(Told::new(TimelineKind::Draft, title, entry.text("text")));
    let subject = entry.text("subject");
    let named = |verb: &str| joined(&[&format!("{what} {verb}"), subject]);
    if entry.command == "candidate_merge" || entry.after.is_none() {
        return None;
    }
    if entry.before.is_none() {
        return told(named("drafted"));
    }
    if !entry.differs("state") {
        return None;
    }
    match entry.text("state") {
        "ready" => told(named("marked as ready")),
        "copied" => told(named("copied")),
        "accepted" => told(named("accepted")),
        "discarded" => told(named("discarded")),
        "replied" if !entry.answered => {
            let title = format!("Replied to the {}", lower(what));
            Some(Told::new(TimelineKind::MessageIn, title, ""))
        }
        // What was sent and what came back are messages of their own.
        _ => None,
    }
}

/// A channel's message inside a sentence: names keep their capitals.
fn lower(what: &str) -> String {
    match what {
        "Connection request" => "connection request".to_owned(),
        "E-mail" => "e-mail".to_owned(),
        "Message" => "message".to_owned(),
        name => name.to_owned(),
    }
}
