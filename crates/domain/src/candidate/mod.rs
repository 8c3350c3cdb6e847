//! A candidate as a record: what may be in it, when two records are one person, and what a
//! merge or an import changes (FORMATS.md "Commands on a workspace", FEATURES.md CP1, CP9).

pub mod contact;
mod fields;
mod identity;
mod import;
mod merge;
mod partial_date;
mod union;
mod valid;
mod validate;

pub use contact::{ContactError, Email, Link, LinkedInUrl, Phone};
pub use fields::{CandidateFields, Consent, ConsentState, EducationFields, ExperienceFields};
pub use identity::{IdentityKey, IdentityKind, duplicate_keys, identity_keys, name_key};
pub use import::{ImportChange, ImportFormat, RowProblem, update_from_import};
pub use merge::{MergeChoice, MergeError, MergeField, MergePreview, merge};
pub use partial_date::PartialDate;
pub use valid::{Education, Experience, ValidCandidate};
pub use validate::{FieldError, limits, validate};
