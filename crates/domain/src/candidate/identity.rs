//! When two records are the same person, and when they might be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{LinkedInUrl, ValidCandidate};
use crate::text::fold;

/// What a key compares.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// The id in the system the record came from.
    RemoteId,
    /// The `LinkedIn` profile.
    LinkedIn,
    /// An e-mail address.
    Email,
    /// The folded name with company and location.
    NameCompanyLocation,
    /// A telephone number; a reason for suspicion only.
    Phone,
    /// Another web address; a reason for suspicion only.
    Link,
}

/// One comparable fact about a candidate. Records are compared by equal kind and value.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct IdentityKey {
    /// What is compared.
    pub kind: IdentityKind,
    /// The value in its comparable form; not meant to be shown.
    pub value: String,
}

impl IdentityKey {
    fn new(kind: IdentityKind, value: impl Into<String>) -> Self {
        Self {
            kind,
            value: value.into(),
        }
    }
}

/// The keys that decide who a record is, the strongest first (FORMATS.md, "The same person
/// is: remote id, else `LinkedIn` address, else e-mail, else folded name with company and
/// location").
///
/// Try them in order; the first kind that finds somebody decides. The name counts only for a
/// record that has nothing stronger, so it is listed only then.
pub fn identity_keys(candidate: &ValidCandidate) -> Vec<IdentityKey> {
    let mut keys = Vec::new();
    if let Some(id) = &candidate.remote_id {
        keys.push(IdentityKey::new(IdentityKind::RemoteId, id.as_str()));
    }
    if let Some(url) = &candidate.linkedin_url {
        keys.push(IdentityKey::new(IdentityKind::LinkedIn, url.identity()));
    }
    for email in &candidate.emails {
        keys.push(IdentityKey::new(IdentityKind::Email, email.identity()));
    }
    if keys.is_empty() {
        keys.push(name_key(candidate));
    }
    keys
}

/// The key of the folded name with company and location. Stored for every candidate, so that
/// a record without stronger keys can find it.
pub fn name_key(candidate: &ValidCandidate) -> IdentityKey {
    let folded = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
    let value = format!(
        "{}\u{1f}{}\u{1f}{}",
        fold(&candidate.full_name),
        folded(&candidate.company),
        folded(&candidate.location)
    );
    IdentityKey::new(IdentityKind::NameCompanyLocation, value)
}

/// The keys that make two records suspicious of being one person: e-mail, phone, links
/// (FEATURES.md CP9). Equal keys are a reason to ask, never to merge.
pub fn duplicate_keys(candidate: &ValidCandidate) -> Vec<IdentityKey> {
    let mut keys = Vec::new();
    let mut add = |key: IdentityKey| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    for email in &candidate.emails {
        add(IdentityKey::new(IdentityKind::Email, email.identity()));
    }
    for phone in &candidate.phones {
        add(IdentityKey::new(IdentityKind::Phone, phone.identity()));
    }
    if let Some(url) = &candidate.linkedin_url {
        add(IdentityKey::new(IdentityKind::LinkedIn, url.identity()));
    }
    for link in &candidate.links {
        // A profile that was typed among the links is the same fact as the LinkedIn field.
        match LinkedInUrl::parse(link.as_str()) {
            Ok(url) => add(IdentityKey::new(IdentityKind::LinkedIn, url.identity())),
            Err(_) => add(IdentityKey::new(IdentityKind::Link, link.identity())),
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::super::{CandidateFields, validate};
    use super::IdentityKind::{Email, LinkedIn, NameCompanyLocation, RemoteId};
    use super::*;

    fn candidate(fields: serde_json::Value) -> ValidCandidate {
        let fields: CandidateFields = serde_json::from_value(fields).unwrap();
        validate(&fields, &|_| true).unwrap()
    }

    fn kinds(keys: &[IdentityKey]) -> Vec<IdentityKind> {
        keys.iter().map(|key| key.kind).collect()
    }

    #[test]
    fn keys_come_strongest_first_and_the_name_only_alone() {
        let full = candidate(
            serde_json::json!({"full_name": "Ana Li", "remote_id": "gh-7",
            "linkedin_url": "linkedin.com/in/Ana-Li", "emails": ["A@x.org", "b@x.org"]}),
        );
        assert_eq!(
            kinds(&identity_keys(&full)),
            [RemoteId, LinkedIn, Email, Email]
        );
        assert_eq!(identity_keys(&full)[1].value, "ana-li");
        assert_eq!(identity_keys(&full)[2].value, "a@x.org");
        let bare = candidate(serde_json::json!({"full_name": "Ana Li"}));
        assert_eq!(kinds(&identity_keys(&bare)), [NameCompanyLocation]);
    }

    #[test]
    fn the_name_key_needs_the_same_company_and_place() {
        let key = |company: &str, location: &str, name: &str| {
            name_key(&candidate(serde_json::json!({
                "full_name": name, "company": company, "location": location})))
        };
        assert_eq!(
            key("Contoso", "Köln", "Zoë  Ó Néill"),
            key("CONTOSO", "koln", "zoe o neill")
        );
        assert_ne!(
            key("Contoso", "Köln", "Zoe"),
            key("Northwind", "Köln", "Zoe")
        );
        assert_ne!(key("a", "", "Zoe"), key("", "a", "Zoe"));
    }

    #[test]
    fn suspicion_needs_a_shared_address_number_or_link() {
        let one = candidate(
            serde_json::json!({"full_name": "Ana", "phones": ["+49 (30) 123 4567"],
            "links": ["https://www.linkedin.com/in/ana?x=1", "http://ana.example/"]}),
        );
        let two = candidate(
            serde_json::json!({"full_name": "A. Li", "phones": ["+49301234567"],
            "linkedin_url": "de.linkedin.com/in/ANA", "links": ["www.ana.example"]}),
        );
        let (one, two) = (duplicate_keys(&one), duplicate_keys(&two));
        let mut shared: Vec<_> = one.iter().filter(|key| two.contains(key)).collect();
        shared.sort();
        assert_eq!(shared.len(), 3, "{shared:?}");
        let named = candidate(serde_json::json!({"full_name": "Ana"}));
        assert!(duplicate_keys(&named).is_empty());
    }
}
