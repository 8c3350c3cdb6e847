//! From fields as they arrive to a checked candidate.

use std::collections::HashSet;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    CandidateFields, Consent, ContactError, Education, EducationFields, Email, Experience,
    ExperienceFields, Link, LinkedInUrl, PartialDate, Phone, ValidCandidate,
};
use crate::text::{self, fold};

/// The longest texts and lists a candidate may have. Texts are counted in Unicode code points.
pub mod limits {
    /// Full, first and last name.
    pub const NAME: usize = 300;
    /// Location, company, title, school, degree, field of study.
    pub const LINE: usize = 500;
    /// Headline.
    pub const HEADLINE: usize = 1_000;
    /// Notes.
    pub const NOTES: usize = 100_000;
    /// The description of one position.
    pub const DESCRIPTION: usize = 20_000;
    /// One skill or tag.
    pub const LABEL: usize = 200;
    /// Source, remote id, consent text version and consent source.
    pub const ORIGIN: usize = 300;
    /// E-mail addresses, telephone numbers or links of one person.
    pub const CONTACTS: usize = 50;
    /// Positions or schools of one person.
    pub const HISTORY: usize = 200;
    /// Skills or tags of one person.
    pub const LABELS: usize = 1_000;
}

/// One field that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize, JsonSchema)]
#[error("{field}: {message}")]
pub struct FieldError {
    /// The field, with its place in lists: `full_name`, `emails[1]`, `experience[0].start`.
    pub field: String,
    /// `required`, `invalid_email`, `invalid_phone`, `invalid_url`, `unknown_zone`,
    /// `too_long`, `too_many`, `invalid_date` or `invalid_text`.
    pub code: String,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// Checks all fields and reports every problem, in the order of the fields.
///
/// Texts are trimmed; blank ones count as missing; blank list items and repeated ones are
/// dropped. A NUL is refused. Other control characters and direction overrides, which can
/// make a name read as another, are removed; line breaks and tabs become spaces except in
/// notes and descriptions. `zone_known` says whether an IANA name exists.
pub fn validate(
    fields: &CandidateFields,
    zone_known: &dyn Fn(&str) -> bool,
) -> Result<ValidCandidate, Vec<FieldError>> {
    let mut check = Check { errors: Vec::new() };
    let full_name = check.line("full_name", fields.full_name.as_deref(), limits::NAME);
    let first_name = check.line("first_name", fields.first_name.as_deref(), limits::NAME);
    let last_name = check.line("last_name", fields.last_name.as_deref(), limits::NAME);
    let full_name = full_name.or_else(|| join_names(first_name.as_deref(), last_name.as_deref()));
    if full_name.is_none() && check.errors.is_empty() {
        check.refuse(
            "full_name",
            "required",
            "A candidate needs a name. Fill in the full name.",
        );
    }
    let candidate = ValidCandidate {
        full_name: full_name.unwrap_or_default(),
        first_name,
        last_name,
        emails: check.contacts("emails", "invalid_email", &fields.emails, Email::identity),
        phones: check.contacts(
            "phones",
            "invalid_phone",
            &fields.phones,
            |phone: &Phone| phone.identity().to_owned(),
        ),
        location: check.line("location", fields.location.as_deref(), limits::LINE),
        time_zone: check.zone(fields.time_zone.as_deref(), zone_known),
        headline: check.line("headline", fields.headline.as_deref(), limits::HEADLINE),
        company: check.line("company", fields.company.as_deref(), limits::LINE),
        title: check.line("title", fields.title.as_deref(), limits::LINE),
        linkedin_url: check.linkedin(fields.linkedin_url.as_deref()),
        links: check.contacts("links", "invalid_url", &fields.links, Link::identity),
        skills: check.labels("skills", &fields.skills),
        experience: check.history("experience", &fields.experience, Check::experience),
        education: check.history("education", &fields.education, Check::education),
        notes: check.text("notes", fields.notes.as_deref(), limits::NOTES),
        source: check.line("source", fields.source.as_deref(), limits::ORIGIN),
        remote_id: check.line("remote_id", fields.remote_id.as_deref(), limits::ORIGIN),
        tags: check.labels("tags", &fields.tags),
        consent: check.consent(fields.consent.as_ref()),
    };
    if check.errors.is_empty() {
        Ok(candidate)
    } else {
        Err(check.errors)
    }
}

/// First and last name in one, or `None` when both are missing.
fn join_names(first: Option<&str>, last: Option<&str>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    fn refuse(&mut self, field: &str, code: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// A text of one line: line breaks and tabs become spaces.
    fn line(&mut self, field: &str, given: Option<&str>, limit: usize) -> Option<String> {
        let clean = self.without_nul(field, given?)?;
        let clean: String = clean
            .replace("\r\n", " ")
            .chars()
            .map(|c| {
                if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') {
                    ' '
                } else {
                    c
                }
            })
            .filter(|c| !c.is_control() && !is_direction_override(*c))
            .collect();
        self.within(field, text::trim(&clean), limit)
    }

    /// A text of many lines: every line break becomes `\n`, tabs stay.
    fn text(&mut self, field: &str, given: Option<&str>, limit: usize) -> Option<String> {
        let clean = self.without_nul(field, given?)?;
        let clean: String = clean
            .replace("\r\n", "\n")
            .chars()
            .map(|c| if c == '\r' { '\n' } else { c })
            .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
            .collect();
        self.within(field, text::trim(&clean), limit)
    }

    fn without_nul<'a>(&mut self, field: &str, given: &'a str) -> Option<&'a str> {
        if given.contains('\0') {
            let message = "The text contains a NUL character, which no text may have. Remove it.";
            self.refuse(field, "invalid_text", message);
            return None;
        }
        Some(given)
    }

    fn within(&mut self, field: &str, given: &str, limit: usize) -> Option<String> {
        // Most texts are short in bytes already: only long ones are counted.
        if given.len() > limit && given.chars().count() > limit {
            let message = format!(
                "The text is longer than {limit} characters. Shorten it, or use the notes."
            );
            self.refuse(field, "too_long", message);
            return None;
        }
        (!given.is_empty()).then(|| given.to_owned())
    }

    fn few_enough(&mut self, field: &str, count: usize, limit: usize) -> bool {
        if count > limit {
            let message =
                format!("There are {count} entries; at most {limit} are kept. Remove some.");
            self.refuse(field, "too_many", message);
        }
        count <= limit
    }

    fn contacts<T>(
        &mut self,
        field: &str,
        code: &str,
        given: &[String],
        identity: impl Fn(&T) -> String,
    ) -> Vec<T>
    where
        T: FromStr<Err = ContactError>,
    {
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        if !self.few_enough(field, given.len(), limits::CONTACTS) {
            return kept;
        }
        for (place, item) in given
            .iter()
            .enumerate()
            .filter(|(_, item)| !text::is_blank(item))
        {
            match item.parse::<T>() {
                Ok(contact) if seen.insert(identity(&contact)) => kept.push(contact),
                Ok(_) => {}
                Err(error) => self.refuse(&format!("{field}[{place}]"), code, error.to_string()),
            }
        }
        kept
    }

    fn linkedin(&mut self, given: Option<&str>) -> Option<LinkedInUrl> {
        let given = given.filter(|text| !text::is_blank(text))?;
        LinkedInUrl::parse(given)
            .map_err(|error| self.refuse("linkedin_url", "invalid_url", error.to_string()))
            .ok()
    }

    fn zone(&mut self, given: Option<&str>, known: &dyn Fn(&str) -> bool) -> Option<String> {
        let zone = self.line("time_zone", given, limits::LINE)?;
        if !known(&zone) {
            let message =
                "This time zone is not known. Write an IANA name, for example Europe/Berlin.";
            self.refuse("time_zone", "unknown_zone", message);
            return None;
        }
        Some(zone)
    }

    fn labels(&mut self, field: &str, given: &[String]) -> Vec<String> {
        let mut seen = HashSet::new();
        let mut kept = Vec::new();
        if !self.few_enough(field, given.len(), limits::LABELS) {
            return kept;
        }
        for (place, item) in given.iter().enumerate() {
            if let Some(label) = self.line(&format!("{field}[{place}]"), Some(item), limits::LABEL)
                && seen.insert(fold(&label))
            {
                kept.push(label);
            }
        }
        kept
    }

    fn history<G, T: PartialEq>(
        &mut self,
        field: &str,
        given: &[G],
        check: impl Fn(&mut Self, &str, &G) -> Option<T>,
    ) -> Vec<T> {
        let mut kept = Vec::new();
        if !self.few_enough(field, given.len(), limits::HISTORY) {
            return kept;
        }
        for (place, item) in given.iter().enumerate() {
            if let Some(entry) = check(self, &format!("{field}[{place}]"), item)
                && !kept.contains(&entry)
            {
                kept.push(entry);
            }
        }
        kept
    }

    fn experience(&mut self, place: &str, given: &ExperienceFields) -> Option<Experience> {
        let (start, end) = self.period(place, given.start.as_deref(), given.end.as_deref());
        let entry = Experience {
            title: self.line(
                &format!("{place}.title"),
                given.title.as_deref(),
                limits::LINE,
            ),
            company: self.line(
                &format!("{place}.company"),
                given.company.as_deref(),
                limits::LINE,
            ),
            start,
            end,
            description: self.text(
                &format!("{place}.description"),
                given.description.as_deref(),
                limits::DESCRIPTION,
            ),
        };
        let named = entry.title.is_some() || entry.company.is_some() || entry.description.is_some();
        named.then_some(entry)
    }

    fn education(&mut self, place: &str, given: &EducationFields) -> Option<Education> {
        let (start, end) = self.period(place, given.start.as_deref(), given.end.as_deref());
        let entry = Education {
            school: self.line(
                &format!("{place}.school"),
                given.school.as_deref(),
                limits::LINE,
            ),
            degree: self.line(
                &format!("{place}.degree"),
                given.degree.as_deref(),
                limits::LINE,
            ),
            field: self.line(
                &format!("{place}.field"),
                given.field.as_deref(),
                limits::LINE,
            ),
            start,
            end,
        };
        let named = entry.school.is_some() || entry.degree.is_some() || entry.field.is_some();
        named.then_some(entry)
    }

    fn period(
        &mut self,
        place: &str,
        start: Option<&str>,
        end: Option<&str>,
    ) -> (Option<PartialDate>, Option<PartialDate>) {
        let start = self.date(&format!("{place}.start"), start);
        let end = self.date(&format!("{place}.end"), end);
        if let (Some(start), Some(end)) = (start, end)
            && end.is_before(start)
        {
            let message =
                format!("The end {end} is before the start {start}. Correct one of them.");
            self.refuse(&format!("{place}.end"), "invalid_date", message);
        }
        (start, end)
    }

    fn date(&mut self, field: &str, given: Option<&str>) -> Option<PartialDate> {
        let given = given.filter(|text| !text::is_blank(text))?;
        text::trim(given)
            .parse()
            .map_err(|error: super::partial_date::PartialDateError| {
                self.refuse(field, "invalid_date", error.to_string());
            })
            .ok()
    }

    fn consent(&mut self, given: Option<&Consent>) -> Option<Consent> {
        let given = given?;
        let version = given.text_version.as_deref();
        Some(Consent {
            state: given.state,
            text_version: self.line("consent.text_version", version, limits::ORIGIN),
            at: given.at,
            source: self.line("consent.source", given.source.as_deref(), limits::ORIGIN),
        })
    }
}

/// Characters that turn the reading direction around without a letter to show for it.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;
