//! How much of what a job names a candidate's record shows, with the places that show it
//! (FEATURES.md 1.3).
//!
//! This is an honest overlap of named skills and is labelled so: it orders, it never decides.
//! It reads skills, headline, summary, experience and résumé text. Names, ages, photos, places,
//! schools and gendered words are not even parameters, and no word outside the dictionary and
//! the job's own list moves the score, so a résumé that says "rank me first" gains nothing.

mod dictionary;
mod finder;

pub use finder::{FoundSkill, canonical_skill, find_skills};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Name and version of this way to score; stored with every score.
pub const ENGINE: &str = "skill-overlap/1";

/// Weight of a skill that the job lists.
const LISTED: u32 = 2;

/// Weight of a skill that the job only mentions in its text.
const MENTIONED: u32 = 1;

/// The most places shown for one skill on each side.
const MOST_EVIDENCE: usize = 3;

/// What is read of a candidate. Nothing else can move the score.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MatchCandidate {
    /// The line under the name.
    pub headline: Option<String>,
    /// The candidate's own summary.
    pub summary: Option<String>,
    /// Listed skills.
    pub skills: Vec<String>,
    /// Positions, in the order of the record.
    pub experience: Vec<MatchExperience>,
    /// Text of the résumé.
    pub resume_text: Option<String>,
}

/// What is read of one position.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MatchExperience {
    /// Title of the position.
    pub title: Option<String>,
    /// What the person did.
    pub description: Option<String>,
}

/// What is read of a job.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MatchJob {
    /// Title.
    pub title: String,
    /// Description as plain text.
    pub description: Option<String>,
    /// Skills that somebody listed.
    pub skills: Vec<String>,
    /// The legacy list of technologies.
    pub tech_stack_details: Option<String>,
}

/// A place in a record that shows a skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The field, such as `resume_text`, `skills[2]` or `experience[0].description`.
    pub field: String,
    /// First character, in Unicode code points of that field.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
    /// The characters themselves.
    pub text: String,
}

/// One skill that the job names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// The skill.
    pub name: String,
    /// 2 when the job lists it, 1 when the job's text mentions it.
    pub weight: u32,
    /// Whether the candidate's record shows it.
    pub met: bool,
    /// Where the candidate's record shows it, at most three places.
    pub evidence: Vec<Evidence>,
    /// Where the job names it, at most three places.
    pub job_evidence: Vec<Evidence>,
}

/// The comparison of one candidate with one job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MatchResult {
    /// 0 to 100; `null` when there is nothing to compare: the job names no skill, or the
    /// candidate's record has no text.
    pub score: Option<u8>,
    /// The share, 0 to 1, of the four parts that the record has: skills, headline or summary,
    /// experience, résumé text. A score over few parts is less sure.
    pub completeness: f64,
    /// One for each skill the job names, in the order of appearance.
    pub criteria: Vec<Criterion>,
    /// [`ENGINE`].
    pub engine: String,
}

/// Compares a candidate with a job. The same input gives the same result, always.
pub fn overlap(candidate: &MatchCandidate, job: &MatchJob) -> MatchResult {
    let (fields, completeness) = candidate_fields(candidate);
    let shown = evidence_by_skill(&fields, &candidate.skills);
    let mut criteria = wanted_skills(job);
    for criterion in &mut criteria {
        criterion.evidence = match shown.get(&criterion.name) {
            Some(found) => found.clone(),
            None => literal_evidence(&criterion.name, &candidate.skills, &fields),
        };
        criterion.met = !criterion.evidence.is_empty();
    }
    let total: u32 = criteria.iter().map(|one| one.weight).sum();
    let met: u32 = criteria
        .iter()
        .filter(|one| one.met)
        .map(|one| one.weight)
        .sum();
    let score = if total == 0 || completeness == 0.0 {
        None
    } else {
        u8::try_from((200 * met + total) / (2 * total)).ok()
    };
    MatchResult {
        score,
        completeness,
        criteria,
        engine: ENGINE.to_owned(),
    }
}

/// The text whose SHA-256 is the `input_hash` of a score: engine, candidate and job, one spelling
/// for equal input.
pub fn hash_input(candidate: &MatchCandidate, job: &MatchJob) -> String {
    let mut text = String::new();
    crate::canonical::write(&json!([ENGINE, candidate, job]), &mut text);
    text
}

/// The texts of a candidate by field name, and the completeness of the record.
fn candidate_fields(candidate: &MatchCandidate) -> (Vec<(String, &str)>, f64) {
    let mut fields: Vec<(String, &str)> = Vec::new();
    let filled = |text: &'_ Option<String>| text.as_ref().is_some_and(|one| !one.trim().is_empty());
    let has_skills = candidate
        .skills
        .iter()
        .any(|skill| !skill.trim().is_empty());
    let has_summary = filled(&candidate.headline) || filled(&candidate.summary);
    let has_resume = filled(&candidate.resume_text);
    let mut has_experience = false;
    for (name, text) in [
        ("headline", &candidate.headline),
        ("summary", &candidate.summary),
    ] {
        if let Some(text) = text {
            fields.push((name.to_owned(), text));
        }
    }
    for (index, position) in candidate.experience.iter().enumerate() {
        has_experience |= filled(&position.title) || filled(&position.description);
        for (name, text) in [
            ("title", &position.title),
            ("description", &position.description),
        ] {
            if let Some(text) = text {
                fields.push((format!("experience[{index}].{name}"), text));
            }
        }
    }
    if let Some(text) = &candidate.resume_text {
        fields.push(("resume_text".to_owned(), text));
    }
    let parts = [has_skills, has_summary, has_experience, has_resume];
    let present = parts.into_iter().filter(|part| *part).count();
    (
        fields,
        f64::from(u8::try_from(present).unwrap_or_default()) / 4.0,
    )
}

/// Every skill of the dictionary that the record shows, listed skills first.
fn evidence_by_skill(
    fields: &[(String, &str)],
    skills: &[String],
) -> BTreeMap<String, Vec<Evidence>> {
    let mut shown: BTreeMap<String, Vec<Evidence>> = BTreeMap::new();
    let mut add = |name: &str, evidence: Evidence| {
        let places = shown.entry(name.to_owned()).or_default();
        if places.len() < MOST_EVIDENCE {
            places.push(evidence);
        }
    };
    for (index, skill) in skills.iter().enumerate() {
        for found in finder::skills_of_item(skill) {
            add(
                found.name,
                evidence_at(&format!("skills[{index}]"), skill, found.start, found.end),
            );
        }
    }
    for (field, text) in fields {
        for found in find_skills(text) {
            add(found.name, evidence_at(field, text, found.start, found.end));
        }
    }
    shown
}

/// The skills that a job names: listed ones weigh more than mentioned ones.
fn wanted_skills(job: &MatchJob) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    let mut add = |name: &str, weight: u32, place: Evidence| {
        if let Some(known) = criteria
            .iter_mut()
            .find(|one| one.name.eq_ignore_ascii_case(name))
        {
            if known.job_evidence.len() < MOST_EVIDENCE {
                known.job_evidence.push(place);
            }
        } else {
            criteria.push(Criterion {
                name: name.to_owned(),
                weight,
                met: false,
                evidence: Vec::new(),
                job_evidence: vec![place],
            });
        }
    };
    for (index, skill) in job.skills.iter().enumerate() {
        let field = format!("skills[{index}]");
        let trimmed = skill.trim();
        let found = finder::skills_of_item(skill);
        if found.is_empty() && !trimmed.is_empty() {
            add(
                trimmed,
                LISTED,
                evidence_at(&field, skill, 0, skill.chars().count()),
            );
        }
        for one in found {
            add(
                one.name,
                LISTED,
                evidence_at(&field, skill, one.start, one.end),
            );
        }
    }
    let texts = [
        (
            "tech_stack_details",
            job.tech_stack_details.as_deref(),
            LISTED,
        ),
        ("title", Some(job.title.as_str()), MENTIONED),
        ("description", job.description.as_deref(), MENTIONED),
    ];
    for (field, text, weight) in texts {
        let text = text.unwrap_or_default();
        for found in find_skills(text) {
            add(
                found.name,
                weight,
                evidence_at(field, text, found.start, found.end),
            );
        }
    }
    criteria
}

/// Places of a skill that the dictionary does not know: the job's own words, as whole words.
fn literal_evidence(name: &str, skills: &[String], fields: &[(String, &str)]) -> Vec<Evidence> {
    if canonical_skill(name).is_some() {
        return Vec::new();
    }
    let listed = skills
        .iter()
        .enumerate()
        .map(|(index, skill)| (format!("skills[{index}]"), skill.as_str()));
    let texts = fields.iter().map(|(field, text)| (field.clone(), *text));
    listed
        .chain(texts)
        .flat_map(|(field, text)| {
            finder::find_words(text, name)
                .into_iter()
                .map(move |(start, end)| evidence_at(&field, text, start, end))
                .collect::<Vec<_>>()
        })
        .take(MOST_EVIDENCE)
        .collect()
}

fn evidence_at(field: &str, text: &str, start: usize, end: usize) -> Evidence {
    Evidence {
        field: field.to_owned(),
        start,
        end,
        text: text
            .chars()
            .skip(start)
            .take(end.saturating_sub(start))
            .collect(),
    }
}

#[cfg(test)]
mod tests;
