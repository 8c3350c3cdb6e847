//! Files that cannot be imported at all.

use std::io;

use thiserror::Error;

use super::MappingError;

/// Why a whole file was refused.
#[derive(Debug, Error)]
pub enum FileError {
    /// The file is missing, locked, or the disk failed.
    #[error(
        "The file could not be read: {0}. Check that it exists and that no other program holds it."
    )]
    Read(#[from] io::Error),
    /// The content is not text.
    #[error(
        "This is {0}, not a list of people in text form. Export it as CSV (UTF-8) or JSON and import that."
    )]
    NotText(&'static str),
    /// Nothing is in the file.
    #[error("The file is empty. Export the list again.")]
    Empty,
    /// No line of the beginning names a column with names of people.
    #[error(
        "No column holds the names of people. The first line must name the columns, with \
         \"name\", or \"first name\" and \"last name\" among them. The file begins with: {0}"
    )]
    NoHeader(String),
    /// The file was said to be `LinkedIn`'s, and is not.
    #[error(
        "This is not the Connections.csv of a LinkedIn export: the columns \"First Name\", \
         \"Last Name\" and \"Connected On\" are missing. Choose another format, or \"auto\"."
    )]
    NotConnections,
    /// The mapping of columns does not fit the file.
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

impl FileError {
    /// The code of the answer (FORMATS.md, "Common codes").
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(error) if error.kind() == io::ErrorKind::NotFound => "not_found",
            Self::Read(_) => "unreadable_file",
            Self::NotText(_) | Self::Empty | Self::NoHeader(_) | Self::NotConnections => {
                "unsupported_file"
            }
            Self::Mapping(_) => "invalid_parameter",
        }
    }
}
