//! A candidate whose fields have been checked.

use serde::{Deserialize, Serialize};

use super::{
    CandidateFields, Consent, EducationFields, Email, ExperienceFields, Link, LinkedInUrl,
    PartialDate, Phone,
};

/// A candidate whose fields have passed [`validate`](super::validate): trimmed, within the
/// limits, without blank texts and without doubles in its lists.
///
/// Its JSON form has the same shape as [`CandidateFields`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValidCandidate {
    /// The whole name, never blank.
    pub full_name: String,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<Email>,
    /// Telephone numbers, the preferred one first.
    pub phones: Vec<Phone>,
    /// Where the person lives, in words.
    pub location: Option<String>,
    /// A known IANA time zone.
    pub time_zone: Option<String>,
    /// One line about the person.
    pub headline: Option<String>,
    /// The present employer.
    pub company: Option<String>,
    /// The present job title.
    pub title: Option<String>,
    /// The `LinkedIn` profile.
    pub linkedin_url: Option<LinkedInUrl>,
    /// Other web addresses.
    pub links: Vec<Link>,
    /// Skills in the person's words.
    pub skills: Vec<String>,
    /// Positions held.
    pub experience: Vec<Experience>,
    /// Schools and degrees.
    pub education: Vec<Education>,
    /// The recruiter's own notes.
    pub notes: Option<String>,
    /// Where the record came from.
    pub source: Option<String>,
    /// The id of the person in the system the record came from.
    pub remote_id: Option<String>,
    /// Labels of the recruiting team.
    pub tags: Vec<String>,
    /// What the person agreed to.
    pub consent: Option<Consent>,
}

/// One position in a candidate's history, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// The job title.
    pub title: Option<String>,
    /// The employer.
    pub company: Option<String>,
    /// When it began.
    pub start: Option<PartialDate>,
    /// When it ended; `None` for the present position.
    pub end: Option<PartialDate>,
    /// What the person did.
    pub description: Option<String>,
}

/// One school or degree, checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// The school or university.
    pub school: Option<String>,
    /// The degree.
    pub degree: Option<String>,
    /// The field of study.
    pub field: Option<String>,
    /// When it began.
    pub start: Option<PartialDate>,
    /// When it ended.
    pub end: Option<PartialDate>,
}

impl ValidCandidate {
    /// The same candidate as unchecked fields, for example to change some and check again.
    pub fn to_fields(&self) -> CandidateFields {
        fn texts<T: ToString>(items: &[T]) -> Vec<String> {
            items.iter().map(ToString::to_string).collect()
        }
        CandidateFields {
            full_name: Some(self.full_name.clone()),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            emails: texts(&self.emails),
            phones: texts(&self.phones),
            location: self.location.clone(),
            time_zone: self.time_zone.clone(),
            headline: self.headline.clone(),
            company: self.company.clone(),
            title: self.title.clone(),
            linkedin_url: self.linkedin_url.as_ref().map(ToString::to_string),
            links: texts(&self.links),
            skills: self.skills.clone(),
            experience: self.experience.iter().map(Experience::to_fields).collect(),
            education: self.education.iter().map(Education::to_fields).collect(),
            notes: self.notes.clone(),
            source: self.source.clone(),
            remote_id: self.remote_id.clone(),
            tags: self.tags.clone(),
            consent: self.consent.clone(),
        }
    }
}

impl Experience {
    fn to_fields(&self) -> ExperienceFields {
        ExperienceFields {
            title: self.title.clone(),
            company: self.company.clone(),
            start: self.start.map(String::from),
            end: self.end.map(String::from),
            description: self.description.clone(),
        }
    }
}

impl Education {
    fn to_fields(&self) -> EducationFields {
        EducationFields {
            school: self.school.clone(),
            degree: self.degree.clone(),
            field: self.field.clone(),
            start: self.start.map(String::from),
            end: self.end.map(String::from),
        }
    }
}
