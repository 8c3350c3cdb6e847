use std::io::{Cursor, Write};

use super::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\">\
         <w:body>{body}</w:body></w:document>"
    )
}

fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn text_of(body: &str) -> String {
    let file = docx(&[("word/document.xml", document(body).as_bytes())]);
    extract(&file, "cv.docx").unwrap().text
}

#[test]
fn paragraphs_tabs_breaks_and_marks_are_kept() {
    let text = text_of(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
         <w:r><w:t>Zoë &amp; 张伟 &#x1F680;</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">2019 </w:t><w:tab/><w:t>Lead</w:t><w:br/>\
         <w:t>&lt;script&gt;</w:t></w:r></w:p>\
         <w:p><w:del><w:r><w:delText>secret</w:delText></w:r></w:del>\
         <w:r><w:instrText>PAGE</w:instrText><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:p>",
    );
    assert_eq!(text, "Zoë & 张伟 🚀\n2019 \tLead\n<script>\nco-op");
}

#[test]
fn cells_of_a_row_stand_beside_each_other() {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let table = row(&(cell("Rust") + &cell("5 years"))) + &row(&(cell("SQL") + &cell("2 years")));
    assert_eq!(
        text_of(&format!("<w:tbl>{table}</w:tbl>")),
        "Rust\t5 years\nSQL\t2 years"
    );
}

#[test]
fn headers_come_first_and_repeats_for_old_programs_are_left_out() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = format!(
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>\
         </mc:AlternateContent>",
        paragraph("Body")
    );
    let file = docx(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "word/footer1.xml",
            document(&paragraph("Footer")).as_bytes(),
        ),
        ("word/document.xml", document(&body).as_bytes()),
        (
            "word/header1.xml",
            document(&paragraph("ana@x.org")).as_bytes(),
        ),
        (
            "word/settings.xml",
            document(&paragraph("Settings")).as_bytes(),
        ),
    ]);
    let resume = extract(&file, "cv.docx").unwrap();
    assert_eq!(resume.text, "ana@x.org\n\nBody\n\nFooter");
    assert_eq!((resume.kind, resume.has_text), (ResumeKind::Docx, true));
}

#[test]
fn a_document_of_pictures_has_no_text() {
    let file = docx(&[(
        "word/document.xml",
        document("<w:p><w:drawing/></w:p>").as_bytes(),
    )]);
    let resume = extract(&file, "cv.docx").unwrap();
    assert_eq!((resume.has_text, resume.text.as_str()), (false, ""));
}

#[test]
fn bombs_are_refused() {
    let bomb = document(&format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        " ".repeat(8_000_000)
    ));
    let file = docx(&[("word/document.xml", bomb.as_bytes())]);
    assert!(file.len() < 200_000);
    assert_eq!(extract(&file, "cv.docx"), Err(ResumeError::Bomb));

    // The same with a declared size that lies (local header and central directory).
    let mut lying = file.clone();
    let size = u32::try_from(bomb.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4)
        .filter(|at| lying[*at..*at + 4] == size)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(extract(&lying, "cv.docx").is_err());

    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>".to_owned()
        + "<w:document xmlns:w=\"w\"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    let file = docx(&[("word/document.xml", laughs.as_bytes())]);
    assert!(matches!(
        extract(&file, "cv.docx"),
        Err(ResumeError::Damaged(_))
    ));
}

#[test]
fn broken_archives_are_clear_errors() {
    let good = docx(&[("word/document.xml", document("<w:p/>").as_bytes())]);
    let cut = extract(&good[..good.len() / 2], "cv.docx");
    assert!(matches!(cut, Err(ResumeError::Damaged(_))), "{cut:?}");
    let mismatched = docx(&[("word/document.xml", b"<a><b></a>")]);
    assert!(matches!(
        extract(&mismatched, "cv.docx"),
        Err(ResumeError::Damaged(_))
    ));
    let other = docx(&[("xl/workbook.xml", b"<x/>")]);
    assert!(matches!(
        extract(&other, "cv.docx"),
        Err(ResumeError::Unsupported(_))
    ));
}
