//! What an update makes of a candidate's fields.

use muster_domain::candidate::{CandidateFields, ValidCandidate};

use super::Update;

/// The fields after an update, to be checked.
pub(super) fn changed(before: &ValidCandidate, params: Update) -> CandidateFields {
    let mut fields = before.to_fields();
    let renamed = params.full_name.is_some();
    let parts_given = params.first_name.is_some() || params.last_name.is_some();
    if renamed {
        fields.full_name = params.full_name;
    }
    macro_rules! change {
        ($($field:ident),* $(,)?) => {
            $(if let Some(value) = params.$field { fields.$field = value; })*
        };
    }
    change!(
        first_name,
        last_name,
        emails,
        phones,
        location,
        time_zone,
        headline,
        company,
        title,
        linkedin_url,
        links,
        skills,
        experience,
        education,
        notes,
        source,
        remote_id,
        tags,
        consent,
    );
    if renamed && !parts_given {
        // A message must not greet a renamed person by the old name.
        let full_name = fields.full_name.clone().unwrap_or_default();
        let still_there = |part: &String| full_name.contains(part.as_str());
        fields.first_name = fields.first_name.filter(still_there);
        fields.last_name = fields.last_name.filter(still_there);
    } else if parts_given && !renamed && is_joined(before) {
        fields.full_name = None;
    }
    fields
}

/// Whether the whole name is the first and last name, so that it follows them.
fn is_joined(candidate: &ValidCandidate) -> bool {
    let parts: Vec<&str> = [&candidate.first_name, &candidate.last_name]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    parts.join(" ") == candidate.full_name
}
