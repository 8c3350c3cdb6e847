use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use muster_domain::candidate::ImportFormat;

use super::super::preview::of_source;
use super::super::{MappingError, Preview, target_fields};
use super::*;

/// A table as Excel writes it in German: semicolons, windows-1252, names that nobody knows.
const GERMAN: &[u8] = b"Vorname;Nachname;E-Mail-Adresse;Telefon;Firma;T\xE4tigkeit;Gr\xF6\xDFe\r\n\
    J\xFCrgen;M\xFCller;juergen@example.org;+49 30 1234567;Stra\xDFenbau AG;Polier;182\r\n\
    Ana;Li;ana@example.org;;Contoso;;\r\n\
    ;;;;;;\r\n";

fn mapping(pairs: &[(&str, &str)]) -> ColumnMapping {
    pairs
        .iter()
        .map(|(column, field)| ((*column).to_owned(), (*field).to_owned()))
        .collect()
}

fn mapped(content: &[u8], pairs: &[(&str, &str)]) -> Result<Vec<RowOutcome>, FileError> {
    let source = Cursor::new(content.to_vec());
    PeopleFile::new(source, ImportFormat::Auto, &mapping(pairs), zone_known)?.collect()
}

fn refused(content: &str, pairs: &[(&str, &str)]) -> MappingError {
    match mapped(content.as_bytes(), pairs).map(|rows| rows.len()) {
        Err(FileError::Mapping(error)) => error,
        other => panic!("not refused: {other:?}"),
    }
}

fn seen(content: impl Into<Vec<u8>>) -> Preview {
    of_source(Cursor::new(content.into()), ImportFormat::Auto).unwrap()
}

fn names(preview: &Preview) -> Vec<(&str, Option<&str>)> {
    preview
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column.field))
        .collect()
}

#[test]
fn a_table_nobody_knows_is_shown_and_mapped_by_hand() {
    assert!(matches!(
        PeopleFile::new(
            Cursor::new(GERMAN.to_vec()),
            ImportFormat::Csv,
            &ColumnMapping::new(),
            zone_known
        )
        .map(|file| file.total_bytes()),
        Err(FileError::NoHeader(_))
    ));
    let preview = seen(GERMAN);
    assert_eq!(preview.encoding, "windows-1252");
    assert_eq!((preview.rows_seen, preview.goes_on), (3, false));
    assert_eq!(
        names(&preview),
        [
            ("Vorname", None),
            ("Nachname", None),
            ("E-Mail-Adresse", None),
            ("Telefon", None),
            ("Firma", None),
            ("Tätigkeit", None),
            ("Größe", None)
        ]
    );
    assert_eq!(preview.columns[0].samples, ["Jürgen", "Ana"]);
    assert_eq!(preview.columns[5].samples, ["Polier"]);
    assert!(preview.notes.iter().any(|note| note.code == "no_names"));

    let rows = mapped(
        GERMAN,
        &[
            ("Vorname", "first_name"),
            ("Nachname", "last_name"),
            ("E-Mail-Adresse", "emails"),
            ("telefon", "phones"),
            ("Firma", "company"),
            ("Tätigkeit", "title"),
        ],
    )
    .unwrap();
    let first = person(&rows[0]);
    assert_eq!(first.full_name, "Jürgen Müller");
    assert_eq!(first.company.as_deref(), Some("Straßenbau AG"));
    assert_eq!(first.title.as_deref(), Some("Polier"));
    assert_eq!(first.phones[0].identity(), "+49301234567");
    assert_eq!(person(&rows[1]).emails.len(), 1);
    assert!(matches!(rows[2], RowOutcome::Skipped(_)));
}

#[test]
fn a_mapping_overrides_the_guess_and_leaves_columns_out() {
    let content = "Name,Title,Company,Notes,Id\nAna Li,Rust,Contoso,secret,gh-1\n";
    let rows = mapped(
        content.as_bytes(),
        &[("Title", "skills"), ("Notes", ""), ("Id", "remote_id")],
    )
    .unwrap();
    let ana = person(&rows[0]);
    assert_eq!(ana.full_name, "Ana Li");
    assert_eq!(ana.title, None);
    assert_eq!(ana.skills, ["Rust"]);
    assert_eq!(ana.notes, None);
    assert_eq!(
        ana.company.as_deref(),
        Some("Contoso"),
        "not named: as before"
    );
    assert_eq!(ana.remote_id.as_deref(), Some("gh-1"));
}

#[test]
fn several_columns_may_fill_a_list() {
    let content = "Name,Work mail,Home mail,Email\nAna Li,a@x.org,b@x.org,c@x.org\n";
    let rows = mapped(
        content.as_bytes(),
        &[("Work mail", "emails"), ("Home mail", "emails")],
    )
    .unwrap();
    assert_eq!(person(&rows[0]).emails.len(), 3);
}

#[test]
fn columns_without_a_name_and_of_one_name_can_be_told_apart() {
    let content = "Name,,Phone,Phone\nAna Li,Contoso,+49 30 1234567,+49 30 7654321\n";
    assert_eq!(
        names(&seen(content)),
        [
            ("Name", Some("full_name")),
            ("Column 2", None),
            ("Phone", Some("phones")),
            ("Phone (2)", Some("phones"))
        ]
    );
    let rows = mapped(
        content.as_bytes(),
        &[("Column 2", "company"), ("Phone (2)", "")],
    )
    .unwrap();
    let ana = person(&rows[0]);
    assert_eq!(ana.company.as_deref(), Some("Contoso"));
    assert_eq!(ana.phones.len(), 1);
}

#[test]
fn names_are_different_whatever_the_file_says() {
    let preview = seen("Email,Email,Email (2),Email,,Column 5,Name\n");
    let mut all: Vec<_> = names(&preview).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        all[..4],
        ["Email", "Email (2)", "Email (2) (2)", "Email (3)"]
    );
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 7);
    // Thousands of columns of one name are no reason to wait.
    let wide = format!("Name{}\n", ",x".repeat(20_000));
    assert_eq!(seen(wide).columns.len(), 20_001);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let content = "Name,Position,Rank,Company\nAna Li,Lead,1,Contoso\n";
    assert!(matches!(
        refused(content, &[("Role", "title")]),
        MappingError::UnknownColumn { column, names }
            if column == "Role" && names == ["Name", "Position", "Rank", "Company"]
    ));
    assert!(matches!(
        refused(content, &[("Rank", "shoe_size")]),
        MappingError::UnknownField { column, field } if column == "Rank" && field == "shoe_size"
    ));
    assert!(matches!(
        refused(content, &[("Rank", "title"), ("Position", "title")]),
        MappingError::FieldTwice { field: "title", .. }
    ));
    // The guess counts as well: it would be dropped in silence.
    assert!(matches!(
        refused(content, &[("Position", "company")]),
        MappingError::FieldTwice {
            field: "company",
            ..
        }
    ));
    assert!(
        mapped(
            content.as_bytes(),
            &[("Position", "company"), ("Company", "")]
        )
        .is_ok()
    );
    assert_eq!(
        refused(content, &[("Rank", "title"), ("rank", "notes")]),
        MappingError::ColumnTwice("rank".to_owned())
    );
    assert_eq!(refused(content, &[("Name", "")]), MappingError::NoNames);
    assert_eq!(
        refused("[{\"full_name\":\"Ana\"}]", &[("full_name", "full_name")]),
        MappingError::NotATable
    );
}

#[test]
fn a_linkedin_file_can_be_mapped_too() {
    let content = "Notes:\n\"When exporting…\"\n\n\
        First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
        Ana,Li,https://www.linkedin.com/in/ana,,Contoso,Lead,08 Feb 2026\n";
    let rows = mapped(content.as_bytes(), &[("Position", "headline")]).unwrap();
    let ana = person(&rows[0]);
    assert_eq!(
        (ana.headline.as_deref(), ana.title.as_deref()),
        (Some("Lead"), None)
    );
    assert_eq!(ana.source.as_deref(), Some("linkedin_connections"));
    let preview = seen(content);
    assert_eq!(preview.format, ImportFormat::LinkedInConnections);
    assert_eq!(preview.rows_seen, 1);
    assert_eq!(preview.columns[6].field, None, "the date is not stored");
}

#[test]
fn every_field_that_is_offered_can_be_mapped() {
    for target in target_fields() {
        let content = "Name,X\nAna Li,x\n";
        let left_out = if target.name == "full_name" {
            ""
        } else {
            "full_name"
        };
        let named = target.name.ends_with("_name");
        let outcome = mapped(
            content.as_bytes(),
            &[
                ("Name", if named { "" } else { left_out }),
                ("X", target.name),
            ],
        );
        assert!(outcome.is_ok(), "{target:?}: {outcome:?}");
    }
}

/// Counts what is read of it.
struct Counted {
    row: &'static [u8],
    left: u64,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = buffer
            .len()
            .min(self.row.len())
            .min(usize::try_from(self.left).unwrap());
        buffer[..length].copy_from_slice(&self.row[..length]);
        self.left -= length as u64;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

#[test]
fn only_the_beginning_of_a_large_file_is_read() {
    let read = Arc::new(AtomicU64::new(0));
    let header = Cursor::new("Name,Email\n".as_bytes());
    let rows = Counted {
        row: "Zoë Weiß,zoe@example.org\n".as_bytes(),
        left: 3_000_000_000,
        read: Arc::clone(&read),
    };
    let preview = of_source(header.chain(rows), ImportFormat::Auto).unwrap();
    assert!(read.load(Ordering::Relaxed) < 400_000);
    assert!(preview.goes_on);
    assert!(preview.rows_seen > 1_000, "{}", preview.rows_seen);
    assert_eq!(
        preview.encoding, "UTF-8",
        "a letter cut in two is no damage"
    );
    assert!(preview.notes.is_empty(), "{:?}", preview.notes);
    assert_eq!(preview.columns[1].field, Some("emails"));
    assert_eq!(preview.columns[1].samples.len(), 3);
}

#[test]
fn a_preview_of_json_counts_whole_objects() {
    let preview = seen("[{\"full_name\":\"Ana\"},{\"full_name\":\"Bo\"}]");
    assert_eq!((preview.format, preview.rows_seen), (ImportFormat::Json, 2));
    assert!(preview.columns.is_empty());
    let long = format!("[{}]", vec!["{\"full_name\":\"Ana Li\"}"; 20_000].join(","));
    let preview = seen(long);
    assert!(preview.goes_on);
    assert!((10_000..20_000).contains(&preview.rows_seen));
}

#[test]
fn samples_are_short_and_on_one_line() {
    let long = "x".repeat(500);
    let preview = seen(format!("Name,Notes\nAna,\"one\n two\"\nBo,{long}\n"));
    assert_eq!(preview.columns[1].samples[0], "one two");
    assert_eq!(preview.columns[1].samples[1].chars().count(), 81);
}

#[test]
fn a_file_that_is_no_table_is_refused_by_the_preview_too() {
    let refused = |content: &[u8]| of_source(Cursor::new(content.to_vec()), ImportFormat::Auto);
    assert!(matches!(refused(b""), Err(FileError::Empty)));
    assert!(matches!(
        refused(b"PK\x03\x04zz"),
        Err(FileError::NotText(_))
    ));
    assert!(matches!(
        of_source(
            Cursor::new("Name\nAna\n"),
            ImportFormat::LinkedInConnections
        ),
        Err(FileError::NotConnections)
    ));
}
