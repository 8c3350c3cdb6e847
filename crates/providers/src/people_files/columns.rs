//! Columns of a table of people.

use muster_domain::candidate::CandidateFields;
use muster_domain::text::{fold_header, is_blank, trim};

use super::linkedin;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    FullName,
    FirstName,
    LastName,
    Email,
    Phone,
    Location,
    TimeZone,
    Headline,
    Company,
    Title,
    Skills,
    LinkedInUrl,
    Notes,
    Tags,
    /// The date of a `LinkedIn` connection.
    ConnectedOn,
    /// Nothing that Muster knows.
    Unknown,
}

/// The column of a header (FORMATS.md, "CSV headers"), and a few spellings of the same words.
pub(super) fn column_of(header: &str) -> Column {
    match fold_header(header).as_str() {
        "name" | "fullname" => Column::FullName,
        "firstname" => Column::FirstName,
        "lastname" => Column::LastName,
        "email" | "emails" | "emailaddress" => Column::Email,
        "phone" | "phones" | "phonenumber" => Column::Phone,
        "location" => Column::Location,
        "timezone" => Column::TimeZone,
        "headline" => Column::Headline,
        "company" => Column::Company,
        "title" | "jobtitle" => Column::Title,
        "skills" => Column::Skills,
        "linkedinurl" | "linkedin" => Column::LinkedInUrl,
        "notes" => Column::Notes,
        "tags" => Column::Tags,
        _ => Column::Unknown,
    }
}

/// A header line that was understood.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// What separates the fields.
    pub delimiter: u8,
    /// Records above the header: `LinkedIn`'s notes, or Excel's `sep=;`.
    pub records_above: usize,
    /// Whether this is `LinkedIn`'s `Connections.csv`.
    pub is_linkedin: bool,
    /// One for each column of the file.
    pub columns: Vec<Column>,
    /// The headers of the columns that are not used.
    pub unknown: Vec<String>,
}

impl Header {
    /// Reads one record as a header; `None` when no column holds names.
    pub fn read(fields: &[String], delimiter: u8, records_above: usize) -> Option<Self> {
        let is_linkedin = linkedin::is_header(fields);
        let columns: Vec<Column> = fields
            .iter()
            .map(|field| {
                if is_linkedin {
                    linkedin::column_of(field)
                } else {
                    column_of(field)
                }
            })
            .collect();
        let has_names = columns
            .iter()
            .any(|c| matches!(c, Column::FullName | Column::FirstName | Column::LastName));
        let unknown = fields
            .iter()
            .zip(&columns)
            .filter(|(field, column)| **column == Column::Unknown && !is_blank(field))
            .map(|(field, _)| trim(field).to_owned())
            .collect();
        has_names.then_some(Self {
            delimiter,
            records_above,
            is_linkedin,
            columns,
            unknown,
        })
    }

    /// How many columns are understood.
    pub fn known_columns(&self) -> usize {
        self.columns
            .iter()
            .filter(|column| **column != Column::Unknown)
            .count()
    }

    /// Whether two columns hold the same single value; the first one that is filled counts.
    pub fn has_repeated_column(&self) -> bool {
        self.columns.iter().enumerate().any(|(place, column)| {
            let is_list = matches!(
                column,
                Column::Email | Column::Phone | Column::Skills | Column::Tags
            );
            !is_list
                && *column != Column::Unknown
                && self
                    .columns
                    .iter()
                    .take(place)
                    .any(|earlier| earlier == column)
        })
    }
}

/// Puts one cell into the fields of a candidate.
pub(super) fn put(fields: &mut CandidateFields, column: Column, cell: &str) {
    if is_blank(cell) {
        return;
    }
    let items = || {
        cell.split(';')
            .map(str::to_owned)
            .filter(|item| !is_blank(item))
    };
    let single = match column {
        Column::FullName => &mut fields.full_name,
        Column::FirstName => &mut fields.first_name,
        Column::LastName => &mut fields.last_name,
        Column::Location => &mut fields.location,
        Column::TimeZone => &mut fields.time_zone,
        Column::Headline => &mut fields.headline,
        Column::Company => &mut fields.company,
        Column::Title => &mut fields.title,
        Column::LinkedInUrl => &mut fields.linkedin_url,
        Column::Notes => &mut fields.notes,
        Column::Email => return fields.emails.extend(items()),
        Column::Phone => return fields.phones.extend(items()),
        Column::Skills => return fields.skills.extend(items()),
        Column::Tags => return fields.tags.extend(items()),
        Column::ConnectedOn | Column::Unknown => return,
    };
    single.get_or_insert_with(|| cell.to_owned());
}

/// The name of the column behind a field of the candidate: `emails[0]` is `email`.
pub(super) fn column_name(field: &str) -> String {
    let whole = field.split_once('[').map_or(field, |(whole, _)| whole);
    match whole {
        "emails" => "email",
        "phones" => "phone",
        other => other,
    }
    .to_owned()
}
