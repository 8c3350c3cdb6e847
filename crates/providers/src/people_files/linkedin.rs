//! `Connections.csv` of a `LinkedIn` export (CONTRACTS.md section 13).

use chrono::NaiveDate;
use muster_domain::candidate::CandidateFields;
use muster_domain::text::{fold_header, is_blank, trim};

use super::columns::Column;

/// The value of the candidate's `source`.
pub(super) const SOURCE: &str = "linkedin_connections";

/// Both generations have these three; `URL` came in mid-2023.
pub(super) fn is_header(fields: &[String]) -> bool {
    let folded: Vec<String> = fields.iter().map(|field| fold_header(field)).collect();
    ["firstname", "lastname", "connectedon"]
        .iter()
        .all(|name| folded.iter().any(|f| f == name))
}

/// Columns are found by name, never by place: `LinkedIn` adds and moves them.
pub(super) fn column_of(header: &str) -> Column {
    match fold_header(header).as_str() {
        "firstname" => Column::FirstName,
        "lastname" => Column::LastName,
        "url" => Column::LinkedInUrl,
        "emailaddress" => Column::Email,
        "company" => Column::Company,
        "position" => Column::Title,
        "connectedon" => Column::ConnectedOn,
        _ => Column::Unknown,
    }
}

/// Of a closed account only the date of the connection is left.
pub(super) fn is_closed_account(fields: &CandidateFields) -> bool {
    fields.first_name.is_none()
        && fields.last_name.is_none()
        && fields.linkedin_url.is_none()
        && fields.emails.is_empty()
}

/// `08 Feb 2026` as `connected on 2026-02-08`. A date in another form is kept as it stands.
pub(super) fn connected_on(cell: &str) -> Option<String> {
    let cell = trim(cell);
    if is_blank(cell) {
        return None;
    }
    let date = NaiveDate::parse_from_str(cell, "%d %b %Y")
        .map_or_else(|_| cell.to_owned(), |date| date.to_string());
    Some(format!("connected on {date}"))
}
