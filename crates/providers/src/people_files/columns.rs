//! Columns of a table of people.

use std::collections::HashMap;

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
    /// Only by mapping: other web addresses.
    Links,
    /// Only by mapping: where the record came from.
    Source,
    /// Only by mapping: the id of the person in another system.
    RemoteId,
    /// The date of a `LinkedIn` connection.
    ConnectedOn,
    /// Nothing that Muster knows.
    Unknown,
}

/// The fields of a candidate that a column can hold, with their words for people.
const FIELDS: [(Column, &str, &str); 17] = [
    (Column::FullName, "full_name", "Full name"),
    (Column::FirstName, "first_name", "First name"),
    (Column::LastName, "last_name", "Last name"),
    (Column::Email, "emails", "E-mail"),
    (Column::Phone, "phones", "Phone"),
    (Column::Location, "location", "Location"),
    (Column::TimeZone, "time_zone", "Time zone"),
    (Column::Headline, "headline", "Headline"),
    (Column::Company, "company", "Company"),
    (Column::Title, "title", "Title"),
    (Column::Skills, "skills", "Skills"),
    (Column::LinkedInUrl, "linkedin_url", "LinkedIn address"),
    (Column::Links, "links", "Other links"),
    (Column::Tags, "tags", "Tags"),
    (Column::Notes, "notes", "Notes"),
    (Column::Source, "source", "Source"),
    (Column::RemoteId, "remote_id", "Id in another system"),
];

impl Column {
    /// The name of the candidate's field; `None` when the column is not stored.
    pub fn field(self) -> Option<&'static str> {
        FIELDS
            .iter()
            .find(|(column, _, _)| *column == self)
            .map(|(_, name, _)| *name)
    }

    /// The column that holds a field of the candidate.
    pub fn of_field(name: &str) -> Option<Self> {
        FIELDS
            .iter()
            .find(|(_, field, _)| *field == name)
            .map(|(column, _, _)| *column)
    }

    /// Whether several columns may hold it, and one cell several of them.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Email | Self::Phone | Self::Skills | Self::Tags | Self::Links
        )
    }

    /// Whether it holds a name of a person.
    pub fn is_name(self) -> bool {
        matches!(self, Self::FullName | Self::FirstName | Self::LastName)
    }
}

/// A field of a candidate that a column can be mapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TargetField {
    /// Its name, as `candidate_create` has it.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
}

/// The fields of a candidate that a column can be mapped to, in the order of a form.
pub fn target_fields() -> Vec<TargetField> {
    FIELDS
        .iter()
        .map(|(_, name, label)| TargetField { name, label })
        .collect()
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

/// The line that names the columns.
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
    /// The name of each column, each different: as it stands in the file, `Column 3` without a
    /// name, `Email (2)` for the second of a name.
    pub names: Vec<String>,
    /// Whether every field of the line is blank.
    pub is_blank: bool,
}

impl Header {
    /// Takes one record for the header, whatever it says.
    pub fn new(fields: &[String], delimiter: u8, records_above: usize) -> Self {
        let is_linkedin = linkedin::is_header(fields);
        let columns = fields
            .iter()
            .map(|field| {
                if is_linkedin {
                    linkedin::column_of(field)
                } else {
                    column_of(field)
                }
            })
            .collect();
        Self {
            delimiter,
            records_above,
            is_linkedin,
            columns,
            names: distinct_names(fields),
            is_blank: fields.iter().all(|field| is_blank(field)),
        }
    }

    /// Whether a column holds names.
    pub fn has_names(&self) -> bool {
        self.columns.iter().any(|column| column.is_name())
    }

    /// The names of the columns that are not used, without those that have none.
    pub fn unknown(&self) -> Vec<&str> {
        self.names
            .iter()
            .zip(&self.columns)
            .enumerate()
            .filter(|(place, (name, column))| {
                **column == Column::Unknown && **name != unnamed(*place)
            })
            .map(|(_, (name, _))| name.as_str())
            .collect()
    }

    /// The place of the column of a name: letter by letter, else as headers are compared.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        let (name, folded) = (trim(name), fold_header(name));
        let exact = self.names.iter().position(|own| own == name);
        exact.or_else(|| {
            self.names
                .iter()
                .position(|own| !folded.is_empty() && fold_header(own) == folded)
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
            !column.is_list()
                && *column != Column::Unknown
                && self
                    .columns
                    .iter()
                    .take(place)
                    .any(|earlier| earlier == column)
        })
    }
}

fn unnamed(place: usize) -> String {
    format!("Column {}", place + 1)
}

/// The names, the second of a name as `Email (2)`. In one pass: a broken file may have a hundred
/// thousand columns.
fn distinct_names(fields: &[String]) -> Vec<String> {
    let mut last_number: HashMap<String, u32> = HashMap::new();
    let mut names = Vec::with_capacity(fields.len());
    for (place, field) in fields.iter().enumerate() {
        let name = if is_blank(field) {
            unnamed(place)
        } else {
            trim(field).to_owned()
        };
        let mut number = last_number.get(&name).copied().unwrap_or_default();
        let mut own = name.clone();
        while number > 0 {
            number += 1;
            let numbered = format!("{name} ({number})");
            if !last_number.contains_key(&numbered) {
                last_number.insert(name, number);
                own = numbered;
                break;
            }
        }
        last_number.entry(own.clone()).or_insert(1);
        names.push(own);
    }
    names
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
        Column::Links => return fields.links.extend(items()),
        Column::Source => &mut fields.source,
        Column::RemoteId => &mut fields.remote_id,
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
