use super::super::records::{Next, Records};
use super::super::text_reader::TextReader;
use super::super::{MAX_RECORD_BYTES, Rows};
use super::*;
use proptest::prelude::*;

#[test]
fn every_header_of_the_contract_is_read() {
    let content = "Full_Name,first name,LAST NAME,E-Mail,Phone,Location,Headline,Company,Title,\
        Skills,LinkedIn URL,notes,Time Zone,Shoe Size\n\
        Ana Li,Ana,Li,ana@x.org; li@y.org,+49 30 1234567,Oslo,\"Builds, \"\"fast\"\"\",Contoso,\
        Lead,Rust; SQL ;;sql,de.linkedin.com/in/ana,\"one\ntwo\",Europe/Berlin,39\n";
    let file = open(content, ImportFormat::Csv).unwrap();
    assert_eq!(
        file.notes()[0].message,
        "These columns are not used: Shoe Size."
    );
    let rows: Vec<_> = file.collect::<Result<_, _>>().unwrap();
    let ana = person(&rows[0]);
    assert_eq!(ana.full_name, "Ana Li");
    assert_eq!(
        (ana.first_name.as_deref(), ana.last_name.as_deref()),
        (Some("Ana"), Some("Li"))
    );
    assert_eq!(ana.emails.len(), 2);
    assert_eq!(ana.phones[0].identity(), "+49301234567");
    assert_eq!(ana.location.as_deref(), Some("Oslo"));
    assert_eq!(ana.headline.as_deref(), Some("Builds, \"fast\""));
    assert_eq!(ana.company.as_deref(), Some("Contoso"));
    assert_eq!(ana.title.as_deref(), Some("Lead"));
    assert_eq!(ana.skills, ["Rust", "SQL"]);
    assert_eq!(ana.linkedin_url.as_ref().unwrap().identity(), "ana");
    assert_eq!(ana.notes.as_deref(), Some("one\ntwo"));
    assert_eq!(ana.time_zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(ana.source, None);
}

#[test]
fn the_separator_is_found() {
    for content in [
        "name;email;skills\nLi, Ana;a@x.org;\"SQL;Rust\"\n",
        "name\temail\tskills\nLi, Ana\ta@x.org\tSQL;Rust\n",
        "name,email,skills\n\"Li, Ana\",a@x.org,SQL;Rust\n",
        "sep=;\r\nname;email;skills\r\nLi, Ana;a@x.org;\"SQL;Rust\"\r\n",
    ] {
        let rows = rows(content);
        assert_eq!(person(&rows[0]).full_name, "Li, Ana", "{content}");
        assert_eq!(person(&rows[0]).skills, ["SQL", "Rust"], "{content}");
    }
}

#[test]
fn rows_and_lines_are_counted_through_quotes_and_all_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let content = [
            "name,notes",
            "Ana,plain",
            "\"Bo\",\"one",
            "two",
            "\"",
            "",
            "Cy,x,y",
            "Di",
            ",",
            "Ed,\"a \"\"b\"\"\"",
        ]
        .join(end);
        assert_eq!(
            places(&rows(content)),
            [
                place(1, 2, ""),
                place(2, 3, ""),
                place(3, 7, "wrong_column_count"),
                place(4, 8, "wrong_column_count"),
                place(5, 9, "EmptyRow"),
                place(6, 10, ""),
            ],
            "{end:?}"
        );
    }
}

#[test]
fn a_row_is_rejected_whole_with_its_first_problem() {
    let rows = rows(
        "name,email,phone,linkedin url\n\
        Ana,nope,12,ftp://x\nBo,,12,\n,a@b.org,,\nCy,,,https://x.org/in/a\nD\0i,,,\nEd,,,\n",
    );
    let found: Vec<_> = rows[..5]
        .iter()
        .map(|row| {
            (
                problem(row).field.clone().unwrap(),
                problem(row).code.clone(),
            )
        })
        .collect();
    let expected = [
        ("email", "invalid_email"),
        ("phone", "invalid_phone"),
        ("full_name", "required"),
        ("linkedin_url", "invalid_url"),
        ("full_name", "invalid_text"),
    ];
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!((found.0.as_str(), found.1.as_str()), expected);
    }
    assert_eq!(person(&rows[5]).full_name, "Ed");
}

#[test]
fn a_table_without_names_is_one_clear_error() {
    for content in [
        "Kandidat,Mail\nAna,a@x.org\n",
        "email\na@x.org\n",
        "Ana,a@x.org\n",
        "x",
    ] {
        let error = open(content, ImportFormat::Csv).err().unwrap();
        assert!(matches!(error, FileError::NoHeader(_)), "{content}");
        assert_eq!(error.code(), "unsupported_file");
    }
}

#[test]
fn an_open_quote_is_told_and_does_not_eat_the_memory() {
    let short = rows("name,notes\nAna,x\nBo,\"open\nCy,y\n");
    assert_eq!(
        places(&short),
        [place(1, 2, ""), place(2, 3, "unclosed_quote")]
    );

    let mut content = b"name,notes\nAna,\"".to_vec();
    content.extend(b"0123456789\n".repeat(MAX_RECORD_BYTES / 11 + 1));
    assert_eq!(
        places(&rows(content.clone())),
        [place(1, 2, "unclosed_quote")]
    );
    content.extend_from_slice(b"\"\nBo,x\n");
    let closed = rows(content);
    assert_eq!(closed.len(), 2);
    assert_eq!(problem(&closed[0]).code, "record_too_large");
    assert_eq!(person(&closed[1]).full_name, "Bo");

    for cell in ["x", "\"\"", ",", "\n", "\"\",\"\""] {
        let text = format!("\"{}\"\nnext", cell.repeat(20_000));
        let mut reader = Records::new(TextReader::of(&text), b',', 1000);
        assert_eq!(
            reader.read().unwrap(),
            Next::TooLarge { line: 1 },
            "{cell:?}"
        );
        assert!(
            reader.buffer_capacity() < 32_000,
            "{cell:?}: {}",
            reader.buffer_capacity()
        );
        assert!(matches!(reader.read().unwrap(), Next::Record { .. }));
        assert_eq!(reader.fields().collect::<Vec<_>>(), ["next"]);
    }
}

#[test]
fn a_hundred_thousand_rows_are_read_one_by_one_in_one_buffer() {
    let mut content = String::from("full name,email,company,notes\n");
    for number in 0..100_000 {
        use std::fmt::Write;
        writeln!(
            content,
            "Person {number},p{number}@example.org,Contoso,\"a, b\""
        )
        .unwrap();
    }
    let total = content.len() as u64;
    let mut file = open(content, ImportFormat::Auto).unwrap();
    assert_eq!(file.total_bytes(), total);
    file.next().unwrap().unwrap();
    assert!(
        file.bytes_read() <= 64 * 1024,
        "{} bytes for one row",
        file.bytes_read()
    );
    let mut people = 1_u64;
    for row in file.by_ref() {
        let RowOutcome::Person(row) = row.unwrap() else {
            panic!("a good row was not read")
        };
        people += 1;
        assert_eq!((row.row, row.line), (people, people + 1));
    }
    assert_eq!(people, 100_000);
    assert_eq!(file.bytes_read(), total);

    let Rows::Table(table) = &file.rows else {
        panic!("not read as a table")
    };
    assert!(
        table.buffer_capacity() < 4096,
        "the record buffer grew with the file"
    );
}

/// Cells as strangers write them.
fn nasty_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("'); DROP TABLE candidates;--".to_owned()),
        Just("<script>alert(\"x\")</script>".to_owned()),
        Just("محمد, 张伟 \"🚀\"\r\nline".to_owned()),
        Just("=1+1|cmd".to_owned()),
        "[a-z\",;\\t\\n\\r ]{0,12}",
        "(?s).{0,8}",
    ]
}

proptest! {
    /// What another CSV writer wrote comes back, whatever it was and whatever the separator.
    #[test]
    fn written_records_come_back(
        records in proptest::collection::vec(proptest::collection::vec(nasty_cell(), 2..5), 1..8),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t']),
        return_too in any::<bool>(),
    ) {
        let end = if return_too { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .delimiter(delimiter)
            .terminator(end)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        for record in &records {
            writer.write_record(record).unwrap();
        }
        let written = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let mut reader = Records::new(TextReader::of(&written), delimiter, MAX_RECORD_BYTES);
        let mut line = 1;
        for record in &records {
            prop_assert_eq!(reader.read().unwrap(), Next::Record { line });
            let fields: Vec<String> = reader.fields().map(std::borrow::Cow::into_owned).collect();
            prop_assert_eq!(&fields, record);
            let text = record.join("").replace("\r\n", "\n").replace('\r', "\n");
            // A `\r` that ends one cell and a `\n` that begins the next are two lines anyway:
            // a quote and a separator stand between them.
            let joined_pairs = record
                .windows(2)
                .filter(|two| {
                    let ends = two[0].ends_with('\r');
                    ends && two[1].starts_with('\n')
                })
                .count();
            line += 1 + (text.matches('\n').count() + joined_pairs) as u64;
        }
        prop_assert_eq!(reader.read().unwrap(), Next::End);
    }

    /// Any text at all, quoted or not, is read as the `csv` crate reads it.
    #[test]
    fn free_text_is_split_as_the_csv_crate_does(text in "[ab\",\\n\\r]{0,24}") {
        let mut theirs = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = theirs
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let mut reader = Records::new(TextReader::of(&text), b',', MAX_RECORD_BYTES);
        let mut ours = Vec::new();
        let closed = loop {
            match reader.read().unwrap() {
                Next::Record { .. } => {
                    ours.push(reader.fields().map(std::borrow::Cow::into_owned).collect::<Vec<_>>());
                }
                Next::Unclosed { .. } => break false,
                Next::End | Next::TooLarge { .. } => break true,
            }
        };
        if closed {
            prop_assert_eq!(ours, theirs);
        } else {
            // Where we report an open quote, they end the record in silence.
            prop_assert_eq!(&ours[..], &theirs[..theirs.len() - 1]);
        }
    }

    /// People written as a table are the people read.
    #[test]
    fn people_survive_a_table(names in proptest::collection::vec("[^\\p{C}\\p{Z}]{1,12}", 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["full name", "notes"]).unwrap();
        for name in &names {
            writer.write_record([name.as_str(), "x"]).unwrap();
        }
        let read = rows(writer.into_inner().unwrap());
        let read: Vec<&str> = read.iter().map(|row| person(row).full_name.as_str()).collect();
        prop_assert_eq!(read, names);
    }
}
