//! Joining two lists of one person without doubles.

use super::{Education, Email, Experience, Link, PartialDate, Phone, ValidCandidate};
use crate::text::fold;

/// `kept`, then what only `other` has, in the order of both. An item of `other` that `kept`
/// has already is handed to `fill`, which may complete the kept one.
pub(super) fn union_by<T: Clone, K: PartialEq>(
    kept: &[T],
    other: &[T],
    key: impl Fn(&T) -> K,
    fill: impl Fn(&mut T, &T),
) -> Vec<T> {
    let mut joined: Vec<(K, T)> = kept.iter().map(|item| (key(item), item.clone())).collect();
    for item in other {
        let wanted = key(item);
        match joined.iter_mut().find(|(present, _)| *present == wanted) {
            Some((_, present)) => fill(present, item),
            None => joined.push((wanted, item.clone())),
        }
    }
    joined.into_iter().map(|(_, item)| item).collect()
}

/// All lists of `kept` joined with those of `other`.
pub(super) fn join_lists(kept: &mut ValidCandidate, other: &ValidCandidate) {
    kept.emails = emails(&kept.emails, &other.emails);
    kept.phones = phones(&kept.phones, &other.phones);
    kept.links = links(&kept.links, &other.links);
    kept.skills = labels(&kept.skills, &other.skills);
    kept.tags = labels(&kept.tags, &other.tags);
    kept.experience = experience(&kept.experience, &other.experience);
    kept.education = education(&kept.education, &other.education);
}

pub(super) fn emails(kept: &[Email], other: &[Email]) -> Vec<Email> {
    union_by(kept, other, Email::identity, |_, _| {})
}

pub(super) fn phones(kept: &[Phone], other: &[Phone]) -> Vec<Phone> {
    union_by(kept, other, |phone| phone.identity().to_owned(), |_, _| {})
}

pub(super) fn links(kept: &[Link], other: &[Link]) -> Vec<Link> {
    union_by(kept, other, Link::identity, |_, _| {})
}

pub(super) fn labels(kept: &[String], other: &[String]) -> Vec<String> {
    union_by(kept, other, |label| fold(label), |_, _| {})
}

/// The same position is the same title, company and start; a known end or description
/// completes one that had none.
pub(super) fn experience(kept: &[Experience], other: &[Experience]) -> Vec<Experience> {
    let key = |entry: &Experience| {
        (
            folded(entry.title.as_ref()),
            folded(entry.company.as_ref()),
            entry.start,
        )
    };
    union_by(kept, other, key, |present, more| {
        fill_end(&mut present.end, more.end);
        fill(&mut present.description, more.description.as_ref());
    })
}

/// The same education is the same school, degree and start.
pub(super) fn education(kept: &[Education], other: &[Education]) -> Vec<Education> {
    let key = |entry: &Education| {
        (
            folded(entry.school.as_ref()),
            folded(entry.degree.as_ref()),
            entry.start,
        )
    };
    union_by(kept, other, key, |present, more| {
        fill_end(&mut present.end, more.end);
        fill(&mut present.field, more.field.as_ref());
    })
}

/// Writes `value` where nothing is written yet.
pub(super) fn fill<T: Clone>(present: &mut Option<T>, value: Option<&T>) {
    if present.is_none() {
        *present = value.cloned();
    }
}

fn fill_end(present: &mut Option<PartialDate>, value: Option<PartialDate>) {
    fill(present, value.as_ref());
}

fn folded(text: Option<&String>) -> String {
    text.map(|text| fold(text)).unwrap_or_default()
}

/// Both notes, `other` behind `kept`; one alone when it already contains the other.
pub(super) fn join_notes(kept: Option<&str>, other: Option<&str>) -> Option<String> {
    match (kept, other) {
        (Some(kept), Some(other)) if kept.contains(other) => Some(kept.to_owned()),
        (Some(kept), Some(other)) => Some(format!("{kept}\n\n{other}")),
        (one, two) => one.or(two).map(str::to_owned),
    }
}
