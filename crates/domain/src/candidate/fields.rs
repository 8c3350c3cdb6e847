//! The fields of `candidate_create`, as they arrive (FORMATS.md "Commands on a workspace").

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// What a caller or a file says about a candidate, not yet checked: the parameters of
/// `candidate_create` and one element of an imported JSON file (FORMATS.md, "Imports").
///
/// An unknown field is an error. `null` means the same as leaving a field out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CandidateFields {
    /// The whole name. When it is missing, the first and last name joined by a space.
    #[serde(default)]
    pub full_name: Option<String>,
    /// The given name.
    #[serde(default)]
    pub first_name: Option<String>,
    /// The family name.
    #[serde(default)]
    pub last_name: Option<String>,
    /// E-mail addresses, the preferred one first.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub emails: Vec<String>,
    /// Telephone numbers as people write them, the preferred one first.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub phones: Vec<String>,
    /// Where the person lives, in words.
    #[serde(default)]
    pub location: Option<String>,
    /// The person's IANA time zone, such as `Europe/Berlin`.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// One line about the person.
    #[serde(default)]
    pub headline: Option<String>,
    /// The present employer.
    #[serde(default)]
    pub company: Option<String>,
    /// The present job title.
    #[serde(default)]
    pub title: Option<String>,
    /// The web address of the person's profile on linkedin.com.
    #[serde(default)]
    pub linkedin_url: Option<String>,
    /// Other web addresses: portfolio, code, articles.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub links: Vec<String>,
    /// Skills in the person's words.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub skills: Vec<String>,
    /// Positions held, the latest first.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub experience: Vec<ExperienceFields>,
    /// Schools and degrees, the latest first.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub education: Vec<EducationFields>,
    /// The recruiter's own notes; line breaks are kept.
    #[serde(default)]
    pub notes: Option<String>,
    /// Where the record came from, such as `referral` or a job board's name.
    #[serde(default)]
    pub source: Option<String>,
    /// The id of the same person in the system the record came from.
    #[serde(default)]
    pub remote_id: Option<String>,
    /// Labels of the recruiting team.
    #[serde(default, deserialize_with = "null_as_empty")]
    pub tags: Vec<String>,
    /// What the person agreed to.
    #[serde(default)]
    pub consent: Option<Consent>,
}

/// One position in a candidate's history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExperienceFields {
    /// The job title.
    #[serde(default)]
    pub title: Option<String>,
    /// The employer.
    #[serde(default)]
    pub company: Option<String>,
    /// When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(default)]
    pub start: Option<String>,
    /// When it ended; missing for the present position.
    #[serde(default)]
    pub end: Option<String>,
    /// What the person did; line breaks are kept.
    #[serde(default)]
    pub description: Option<String>,
}

/// One school or degree.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EducationFields {
    /// The school or university.
    #[serde(default)]
    pub school: Option<String>,
    /// The degree, such as `MSc`.
    #[serde(default)]
    pub degree: Option<String>,
    /// The field of study.
    #[serde(default)]
    pub field: Option<String>,
    /// When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[serde(default)]
    pub start: Option<String>,
    /// When it ended.
    #[serde(default)]
    pub end: Option<String>,
}

/// What a candidate agreed to, and how we know (FEATURES.md 5.10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The present state.
    pub state: ConsentState,
    /// The version of the text the person saw.
    #[serde(default)]
    pub text_version: Option<String>,
    /// When the person answered (RFC 3339).
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// How the answer reached us, such as `careers page`.
    #[serde(default)]
    pub source: Option<String>,
}

/// The states of consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Nobody asked yet, or the answer is not known.
    Unknown,
    /// The person agreed.
    Granted,
    /// The person said no.
    Refused,
    /// The person agreed once and took it back.
    Withdrawn,
}

impl ConsentState {
    /// How much the state forbids: of two records of one person the stricter one counts.
    pub(super) fn strictness(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Granted => 1,
            Self::Refused => 2,
            Self::Withdrawn => 3,
        }
    }
}

/// Reads `null` as an empty list: exports of other systems write it for "none".
fn null_as_empty<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_the_same_as_missing() {
        let fields: CandidateFields =
            serde_json::from_str(r#"{"full_name":"Ana","emails":null,"headline":null}"#).unwrap();
        let plain = CandidateFields {
            full_name: Some("Ana".into()),
            ..Default::default()
        };
        assert_eq!(fields, plain);
    }

    #[test]
    fn an_unknown_field_is_named() {
        let error = serde_json::from_str::<CandidateFields>(r#"{"fullname":"Ana"}"#).unwrap_err();
        assert!(error.to_string().contains("`fullname`"), "{error}");
    }

    #[test]
    fn the_schema_lists_every_field() {
        let schema = serde_json::to_value(schemars::schema_for!(CandidateFields)).unwrap();
        let written = serde_json::to_value(CandidateFields::default()).unwrap();
        for name in written.as_object().unwrap().keys() {
            assert!(
                schema["properties"].get(name).is_some(),
                "{name} is not in the schema"
            );
        }
        assert_eq!(schema["additionalProperties"], false);
    }
}
