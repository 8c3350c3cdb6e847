//! What a person says the columns of a table hold, against the guess from their names.

use std::collections::BTreeMap;

use muster_domain::candidate::ImportFormat;
use thiserror::Error;

use super::columns::{Column, Header};
use super::table::{find_header, header_with_all, likely_header};
use super::{FileError, detect};

/// Column names of the file, each with the field it holds, or "" for a column to leave out.
/// Columns that are not named keep what their own name says.
pub type ColumnMapping = BTreeMap<String, String>;

/// Why a mapping does not fit its file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MappingError {
    /// The file has no such column.
    #[error("The file has no column \u{201c}{column}\u{201d}. Its columns are: {}.", names.join(", "))]
    UnknownColumn {
        /// The name in the mapping.
        column: String,
        /// The names there are.
        names: Vec<String>,
    },
    /// Candidates have no such field, or no column may fill it.
    #[error(
        "\u{201c}{column}\u{201d} cannot be read as {field}: candidates have no such field for a column."
    )]
    UnknownField {
        /// The column.
        column: String,
        /// The field of the mapping.
        field: String,
    },
    /// Two entries name one column.
    #[error("The column \u{201c}{0}\u{201d} is mapped twice.")]
    ColumnTwice(String),
    /// Two columns hold a field that has one value.
    #[error(
        "The columns \u{201c}{first}\u{201d} and \u{201c}{second}\u{201d} are both taken for {field}, of which a candidate has one."
    )]
    FieldTwice {
        /// One column.
        first: String,
        /// The other.
        second: String,
        /// The field.
        field: &'static str,
    },
    /// No column holds names.
    #[error("No column holds the names of people, so no row could be kept.")]
    NoNames,
    /// The file has no columns.
    #[error("This is a JSON file; it names its fields itself and has no columns to map.")]
    NotATable,
}

impl MappingError {
    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::UnknownColumn { .. } => "Use the names of the columns as the preview shows them.",
            Self::UnknownField { .. } => {
                "Choose one of the fields that the preview lists, or leave the column out."
            }
            Self::ColumnTwice(_) => "Name each column once.",
            Self::FieldTwice { .. } => "Leave one of the two out, or give it another field.",
            Self::NoNames => "Choose the column that holds full names, or first and last names.",
            Self::NotATable => "Import it without a mapping.",
        }
    }
}

/// The header of a table whose beginning is `sample`, with the mapping in it.
pub(super) fn header(
    sample: &str,
    format: ImportFormat,
    mapping: &ColumnMapping,
) -> Result<Header, FileError> {
    let wants_linkedin = format == ImportFormat::LinkedInConnections;
    let guessed = find_header(sample).filter(|header| header.is_linkedin || !wants_linkedin);
    let Some(guessed) = guessed.or_else(|| {
        // A mapping says what the names of the columns do not.
        let by_name = || header_with_all(sample, mapping);
        (!mapping.is_empty() && !wants_linkedin)
            .then(|| by_name().or_else(|| likely_header(sample)))
            .flatten()
    }) else {
        return Err(if wants_linkedin {
            FileError::NotConnections
        } else {
            FileError::NoHeader(sample.trim_start().chars().take(120).collect())
        });
    };
    Ok(apply(guessed, mapping)?)
}

/// The format of a file, for which `Auto` looks at its content. A mapping is for a table only.
pub(super) fn format_of(
    sample: &str,
    format: ImportFormat,
    mapping: &ColumnMapping,
) -> Result<ImportFormat, MappingError> {
    let format = match format {
        ImportFormat::Auto => detect::format_of_text(sample),
        chosen => chosen,
    };
    if format == ImportFormat::Json && !mapping.is_empty() {
        return Err(MappingError::NotATable);
    }
    Ok(format)
}

fn apply(mut header: Header, mapping: &ColumnMapping) -> Result<Header, MappingError> {
    let mut mapped = vec![false; header.columns.len()];
    for (name, field) in mapping {
        let unknown = || MappingError::UnknownColumn {
            column: name.clone(),
            names: header.names.clone(),
        };
        let place = header.place_of(name).ok_or_else(unknown)?;
        let column = match field.trim() {
            "" => Column::Unknown,
            field => Column::of_field(field).ok_or_else(|| MappingError::UnknownField {
                column: name.clone(),
                field: field.to_owned(),
            })?,
        };
        let (Some(seen), Some(held)) = (mapped.get_mut(place), header.columns.get_mut(place))
        else {
            return Err(unknown());
        };
        if std::mem::replace(seen, true) {
            return Err(MappingError::ColumnTwice(name.clone()));
        }
        *held = column;
    }
    refuse_field_twice(&header, &mapped)?;
    if !mapping.is_empty() && !header.has_names() {
        return Err(MappingError::NoNames);
    }
    Ok(header)
}

/// Two columns whose own names say the same are an old habit of exports, of which the first that
/// is filled counts; what a person maps must be clear.
fn refuse_field_twice(header: &Header, mapped: &[bool]) -> Result<(), MappingError> {
    let columns = || header.columns.iter().zip(&header.names).zip(mapped);
    for (place, ((column, second), by_hand)) in columns().enumerate() {
        let Some(field) = column.field().filter(|_| !column.is_list()) else {
            continue;
        };
        let earlier = columns()
            .take(place)
            .find(|((other, _), other_by_hand)| *other == column && (*by_hand || **other_by_hand));
        if let Some(((_, first), _)) = earlier {
            return Err(MappingError::FieldTwice {
                first: first.clone(),
                second: second.clone(),
                field,
            });
        }
    }
    Ok(())
}
