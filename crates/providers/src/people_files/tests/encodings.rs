use super::*;

const TABLE: &str = "name,email\nZoë Müller,zoe@example.org\nJosé Ñandú,jose@example.org\n";

fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(to_bytes)
        .collect()
}

#[test]
fn every_usual_encoding_gives_the_same_names() {
    let windows: Vec<u8> = encoding_rs::WINDOWS_1252.encode(TABLE).0.into_owned();
    for (content, noted) in [
        (TABLE.as_bytes().to_vec(), false),
        ([b"\xEF\xBB\xBF", TABLE.as_bytes()].concat(), false),
        (utf16(TABLE, u16::to_le_bytes), true),
        (utf16(TABLE, u16::to_be_bytes), true),
        (windows, true),
    ] {
        let file = open(content, ImportFormat::Auto).unwrap();
        assert_eq!(
            file.notes().iter().any(|note| note.code == "encoding"),
            noted
        );
        let rows: Vec<_> = file.collect::<Result<_, _>>().unwrap();
        assert_eq!(places(&rows), [place(1, 2, ""), place(2, 3, "")]);
        assert_eq!(person(&rows[0]).full_name, "Zoë Müller");
        assert_eq!(person(&rows[1]).full_name, "José Ñandú");
    }
}

#[test]
fn a_few_damaged_bytes_reject_their_rows_and_no_others() {
    let mut content = TABLE.repeat(3).into_bytes();
    content.extend_from_slice(b"Ana\xFF Li,ana@example.org\n");
    content.extend_from_slice("Łukasz,l@example.org\n".as_bytes());
    let rows = rows(content);
    let codes: Vec<String> = places(&rows).into_iter().map(|(_, _, code)| code).collect();
    // The header line comes again in the repeated table, with `email` as an address.
    assert_eq!(
        codes,
        [
            "",
            "",
            "invalid_email",
            "",
            "",
            "invalid_email",
            "",
            "",
            "invalid_encoding",
            ""
        ]
    );
    assert_eq!(person(&rows[9]).full_name, "Łukasz");
}

#[test]
fn letters_cut_by_a_chunk_border_are_whole_again() {
    for padding in 0..4 {
        let mut content = format!("name,notes\n{}", "x".repeat(padding));
        while content.len() < 200_000 {
            content.push_str("Zoë 张伟 🚀,né\r\n");
        }
        let file = open(content, ImportFormat::Auto).unwrap();
        assert_eq!(file.notes(), []);
        for row in file {
            let row = row.unwrap();
            assert!(person(&row).full_name.ends_with("Zoë 张伟 🚀"));
        }
    }
}

#[test]
fn the_last_byte_of_a_long_file_still_decides() {
    let mut content = b"name\n".to_vec();
    content.extend(b"Ana\n".repeat(50_000));
    content.extend_from_slice(b"Zo\xEB");
    let file = open(content, ImportFormat::Auto).unwrap();
    assert!(file.notes()[0].message.contains("windows-1252"));
    assert_eq!(person(&file.last().unwrap().unwrap()).full_name, "Zoë");
}
