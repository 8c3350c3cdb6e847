use std::io::Write;
use std::sync::LazyLock;

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(file, "{offset:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(
        file,
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

/// Catalogue, one page with a font and what `resources` adds, then `content` as object 4
/// and `more` from object 6 on.
fn one_page(resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> {resources} >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// White, or blanks, beyond the limit of one stream: 34 MB in a few kilobytes.
static VAST: LazyLock<Vec<u8>> = LazyLock::new(|| deflate(&vec![b' '; 34_000_000]));

const HELLO: &[u8] = b"BT /F1 12 Tf 72 700 Td (Ana Li, Rust) Tj 0 -40 Td (Zo\\353) Tj ET";

#[test]
fn text_is_read_packed_or_not() {
    for content in [
        stream("", HELLO),
        stream("/Filter /FlateDecode", &deflate(HELLO)),
    ] {
        let resume = extract(&one_page("", content, &[]), "cv.pdf").unwrap();
        assert!(
            resume.text.starts_with("Ana Li, Rust\n"),
            "{:?}",
            resume.text
        );
        assert!(resume.text.ends_with("Zoë"), "{:?}", resume.text);
        assert_eq!((resume.kind, resume.pages), (ResumeKind::Pdf, Some(1)));
        assert_eq!((resume.has_text, resume.unreadable_pages), (true, 0));
    }
}

#[test]
fn a_scan_has_no_text_and_is_no_error() {
    let picture = stream(
        "/Type /XObject /Subtype /Image /Width 4000 /Height 5000 /BitsPerComponent 8 \
         /ColorSpace /DeviceGray /Filter /FlateDecode",
        &VAST,
    );
    let content = stream("", b"q 612 0 0 792 0 0 cm /Im1 Do Q");
    let file = one_page("/XObject << /Im1 6 0 R >>", content, &[picture]);
    let resume = extract(&file, "scan.pdf").unwrap();
    assert_eq!((resume.has_text, resume.text.as_str()), (false, ""));
    assert_eq!((resume.pages, resume.unreadable_pages), (Some(1), 0));
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    assert!(VAST.len() < 400_000);
    let flat = one_page("", stream("/Filter /FlateDecode", &VAST), &[]);
    assert_eq!(extract(&flat, "cv.pdf"), Err(ResumeError::Bomb));

    let nested = stream("/Filter [/FlateDecode /FlateDecode]", &deflate(&VAST));
    assert_eq!(
        extract(&one_page("", nested, &[]), "cv.pdf"),
        Err(ResumeError::Bomb)
    );

    // Object streams are unpacked while loading, even when nothing refers to them, and even
    // when they call themselves pictures or hide their name.
    for kind in [
        "/Type /ObjStm",
        "/Type /ObjStm /Subtype /Image",
        "/Type /O#62jStm /X /Image",
    ] {
        let dictionary = format!("{kind} /N 1 /First 4 /Filter /FlateDecode");
        let hidden = one_page("", stream("", HELLO), &[stream(&dictionary, &VAST)]);
        assert_eq!(extract(&hidden, "cv.pdf"), Err(ResumeError::Bomb), "{kind}");
    }
}

#[test]
fn drawings_in_drawings_are_read_and_circles_do_not_overflow_the_stack() {
    let form = |resources: &str, content: &[u8]| {
        let font = "/Font << /F1 5 0 R >>";
        let dictionary = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << {font} {resources} >>"
        );
        stream(&dictionary, content)
    };
    let page = |more: &[Vec<u8>]| {
        let content = [HELLO, b" /Fm1 Do"].concat();
        one_page("/XObject << /Fm1 6 0 R >>", stream("", &content), more)
    };
    let inside = form("", b"BT /F1 12 Tf 72 500 Td (Inside) Tj ET");
    let resume = extract(&page(&[inside]), "cv.pdf").unwrap();
    assert!(
        resume.text.contains("Ana Li") && resume.text.contains("Inside"),
        "{}",
        resume.text
    );

    let itself = form("/XObject << /Fm1 6 0 R >>", b"/Fm1 Do");
    let bare = stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"/Fm1 Do");
    let left = form("/XObject << /A 7 0 R >>", b"/A Do");
    let right = form("/XObject << /A 6 0 R >>", b"/A Do");
    for circle in [vec![itself], vec![bare], vec![left, right]] {
        let resume = extract(&page(&circle), "cv.pdf").unwrap();
        assert!(resume.text.contains("Ana Li"), "{}", resume.text);
    }

    // Sixteen drawings that each draw the next one ten times: a small file, endless work.
    let laughs: Vec<Vec<u8>> = (0..16)
        .map(|level| {
            form(
                &format!("/XObject << /A {} 0 R >>", level + 7),
                &b"/A Do ".repeat(10),
            )
        })
        .collect();
    assert!(
        extract(&page(&laughs), "cv.pdf")
            .unwrap()
            .text
            .contains("Ana Li")
    );
}

#[test]
fn a_page_that_is_its_own_parent_ends() {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("", HELLO),
    ];
    let read = extract(&pdf(&objects), "cv.pdf");
    assert!(read.is_ok_and(|resume| resume.unreadable_pages <= 1));
}

#[test]
fn a_font_that_breaks_the_reader_costs_only_its_page() {
    let page = |content: u32, font: u32| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R \
             /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        .into_bytes()
    };
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_vec(),
        page(5, 99),
        page(5, 6),
        stream("", HELLO),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    let resume = extract(&pdf(&objects), "cv.pdf").unwrap();
    assert!(resume.text.contains("Ana Li"));
    assert_eq!(resume.pages, Some(2));
}

#[test]
fn damaged_and_protected_files_are_clear_errors() {
    let good = one_page("", stream("", HELLO), &[]);
    for bytes in [&good[..200], b"%PDF-1.7\n", b"%PDF-1.7\ngarbage\n%%EOF"] {
        let error = extract(bytes, "cv.pdf").unwrap_err();
        assert!(matches!(error, ResumeError::Damaged(_)), "{error:?}");
    }
    let text = String::from_utf8_lossy(&good).replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 5 0 R");
    assert_eq!(extract(text.as_bytes(), "cv.pdf"), Err(ResumeError::Locked));
}

#[test]
fn damage_anywhere_never_panics_through() {
    let good = one_page("", stream("/Filter /FlateDecode", &deflate(HELLO)), &[]);
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] = bad[at].wrapping_add(101);
        // Any answer will do; what is tested is that there is one.
        let _ = extract(&bad, "cv.pdf");
    }
}

#[test]
fn time_is_limited() {
    let content = stream("", &HELLO.repeat(20_000));
    let read = super::super::extract(&one_page("", content, &[]), "cv.pdf", Duration::ZERO);
    assert_eq!(read, Err(ResumeError::TimedOut));
}
