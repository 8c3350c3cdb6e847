//! The real header rows of `LinkedIn` exports, against expectations written by hand.

use super::*;
use std::path::PathBuf;

/// The vendor samples beside the repository.
fn sample(name: &str) -> PathBuf {
    let shared = std::env::var_os("MUSTER_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = shared.join("contracts/samples/linkedin-export").join(name);
    assert!(
        path.exists(),
        "{} is missing; set MUSTER_SHARED",
        path.display()
    );
    path
}

fn read(name: &str) -> Vec<RowOutcome> {
    let file = PeopleFile::open(
        &sample(name),
        ImportFormat::Auto,
        &ColumnMapping::new(),
        zone_known,
    )
    .unwrap();
    assert_eq!(file.format(), ImportFormat::LinkedInConnections);
    assert_eq!(file.notes(), []);
    file.collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_export_of_today() {
    let rows = read("Connections.csv");
    assert_eq!(
        places(&rows),
        [
            place(1, 5, ""),
            place(2, 6, ""),
            place(3, 7, ""),
            place(4, 8, "ClosedAccount")
        ]
    );
    let ines = person(&rows[0]);
    assert_eq!(ines.full_name, "Ines Example-Lind");
    assert_eq!(ines.first_name.as_deref(), Some("Ines"));
    assert_eq!(
        ines.linkedin_url.as_ref().unwrap().as_str(),
        "https://www.linkedin.com/in/ines-example-1"
    );
    assert!(ines.emails.is_empty());
    assert_eq!(ines.company.as_deref(), Some("Northwind Analytics, Inc."));
    assert_eq!(ines.title.as_deref(), Some("Director of People Ops"));
    assert_eq!(ines.source.as_deref(), Some("linkedin_connections"));
    assert_eq!(ines.headline, None);
    let tomas = person(&rows[1]);
    assert_eq!(tomas.full_name, "Tomás Reyes");
    assert_eq!(tomas.emails[0].as_str(), "tomas@example.org");
    assert_eq!(tomas.title.as_deref(), Some("Engineer, Platform"));
    let ada = person(&rows[2]);
    assert_eq!(ada.full_name, "Ada Smith, PhD");
    assert_eq!((ada.company.as_ref(), ada.title.as_ref()), (None, None));
    let details: Vec<_> = rows
        .iter()
        .filter_map(|row| match row {
            RowOutcome::Person(row) => row.source_detail.as_deref(),
            _ => None,
        })
        .collect();
    assert_eq!(
        details,
        [
            "connected on 2026-02-08",
            "connected on 2019-11-14",
            "connected on 2024-01-01"
        ]
    );
}

#[test]
fn the_export_before_the_profile_address() {
    let rows = read("Connections.before-mid-2023.csv");
    assert_eq!(places(&rows), [place(1, 2, "")]);
    assert_eq!(person(&rows[0]).full_name, "Ines Example-Lind");
    assert_eq!(person(&rows[0]).linkedin_url, None);
    assert_eq!(person(&rows[0]).company.as_deref(), Some("Northwind"));
}

#[test]
fn other_tables_of_the_export_are_no_connections() {
    for name in ["Profile.csv", "Positions.csv", "Skills.csv"] {
        let opened = PeopleFile::open(
            &sample(name),
            ImportFormat::LinkedInConnections,
            &ColumnMapping::new(),
            zone_known,
        );
        assert!(matches!(opened, Err(FileError::NotConnections)), "{name}");
    }
}

#[test]
fn a_quoted_header_a_mark_and_other_column_order_are_understood() {
    let content = "\u{feff}Notes:\r\n\"Two\r\nlines\"\r\n\r\n\
        \"Connected On\",\"Position\",\"Last Name\",\"First Name\",\"URL\",\"New Thing\"\r\n\
        \"8 févr. 2026\",\"Lead\",\"张\",\"伟\",\"https://www.linkedin.com/in/%E5%BC%A0\",\"x\"\r\n\
        \"07 Jun 2026\",\"\",\"\",\"\",\"\",\"\"\r\n\
        \"07 Jun 2026\",\"\",\"\",\"\",\"https://www.linkedin.com/in/nobody\",\"\"\r\n";
    let file = open(content, ImportFormat::Auto).unwrap();
    assert_eq!(
        file.notes()[0].message,
        "These columns are not used: New Thing."
    );
    let rows: Vec<_> = file.collect::<Result<_, _>>().unwrap();
    assert_eq!(
        places(&rows),
        [
            place(1, 6, ""),
            place(2, 7, "ClosedAccount"),
            place(3, 8, "required")
        ]
    );
    assert_eq!(person(&rows[0]).full_name, "伟 张");
    match &rows[0] {
        RowOutcome::Person(row) => {
            assert_eq!(
                row.source_detail.as_deref(),
                Some("connected on 8 févr. 2026")
            );
        }
        other => panic!("{other:?}"),
    }
}
